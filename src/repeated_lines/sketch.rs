//! Which lines were seen more than once, roughly, in memory that does not grow.

use super::key::mix;

/// Two bits a cell: seen never, once, more often. A key has three cells of one block, which is one cache line.
///
/// It never forgets a key that was seen twice, and takes few others for one. Cells are only ever added to, so it does not matter
/// in which order keys come.
#[derive(Debug)]
pub(super) struct Sketch {
    blocks: Vec<[u64; 8]>,
}

impl Sketch {
    pub(super) fn new(bytes: usize) -> Self {
        Self { blocks: vec![[0; 8]; (bytes / 64).max(1)] }
    }

    fn block(&self, key: u64) -> usize {
        ((u128::from(key) * self.blocks.len() as u128) >> 64) as usize
    }

    /// Word and shift of the cells; those of one key are in words of their own.
    fn cells(key: u64) -> [(usize, u32); 3] {
        let bits = mix(key ^ 0x2545_f491_4f6c_dd1d, 0xa076_1d64_78bd_642f);
        let start = (bits >> 48) as usize;
        [0, 1, 2].map(|n| ((start + n) % 8, ((bits >> (n * 8)) % 32) as u32 * 2))
    }

    /// Remembers that `key` was seen.
    pub(super) fn see(&mut self, key: u64) {
        let block = self.block(key);
        let Some(block) = self.blocks.get_mut(block) else { return };
        for (word, shift) in Self::cells(key) {
            if let Some(word) = block.get_mut(word)
                && (*word >> shift) & 3 < 2
            {
                *word += 1 << shift;
            }
        }
    }

    /// True when `key` was seen more than once, and for some that were not.
    pub(super) fn often(&self, key: u64) -> bool {
        let Some(block) = self.blocks.get(self.block(key)) else { return false };
        Self::cells(key)
            .iter()
            .all(|(word, shift)| block.get(*word).is_some_and(|word| (word >> shift) & 3 >= 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_twice_is_never_missed_and_little_else_is_taken_for_it() {
        let key = |n: u64| mix(n + 1, 0x9e37_79b9_7f4a_7c15);
        let mut sketch = Sketch::new(16 << 10);
        for n in 0..6000 {
            sketch.see(key(n));
            if n % 10 == 0 {
                sketch.see(key(n));
            }
        }
        assert!((0..6000).step_by(10).all(|n| sketch.often(key(n))));
        let wrong = (0..6000).filter(|n| n % 10 != 0 && sketch.often(key(*n))).count();
        assert!(wrong < 600, "{wrong}");
    }
}
