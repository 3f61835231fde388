//! Random numbers, the same on every platform.

/// Marsaglia's xorshift with 64 bits and a multiplication (xorshift64*).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u64::from(self.next()) * bound as u64) >> 32) as usize
    }

    /// True in so many of a thousand cases.
    pub(crate) fn in_thousand(&mut self, cases: u32) -> bool {
        self.below(1000) < cases as usize
    }

    /// 1 to `most`, the logarithm of it spread evenly: as often 1 as 2 and 3 as 4 to 7.
    pub(crate) fn length(&mut self, most: usize) -> usize {
        let magnitude = self.below(most.max(1).ilog2() as usize + 1);
        ((1 << magnitude) + self.below(1 << magnitude)).min(most)
    }
}

/// Weights added up, to draw from.
#[derive(Debug, Default)]
pub(crate) struct Urn(Vec<u32>);

impl Urn {
    pub(crate) fn new(weights: impl IntoIterator<Item = u32>) -> Self {
        let mut sum = 0_u32;
        Self(
            weights
                .into_iter()
                .map(|weight| {
                    sum = sum.saturating_add(weight);
                    sum
                })
                .collect(),
        )
    }

    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let drawn = random.below(self.0.last().copied().unwrap_or(0) as usize) as u32;
        self.0.partition_point(|&sum| sum <= drawn)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.last().copied().unwrap_or(0) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_urn_gives_what_has_weight() {
        let urn = Urn::new([0, 3, 0, 1]);
        let mut random = Random::new(7);
        let drawn: Vec<usize> = (0..100).map(|_| urn.draw(&mut random)).collect();
        assert!(drawn.iter().all(|at| [1, 3].contains(at)));
        assert!(drawn.iter().filter(|at| **at == 1).count() > 60);
    }
}
