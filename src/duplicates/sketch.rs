//! From a set of shingles to its signature.

use super::words::mix;

const ROUND: u64 = 0x9fb2_1c65_1e98_df25;
const SPREAD: u64 = 0xd6e8_feb8_6659_fd93;
const NONE: u32 = u32::MAX;

/// Buffers of one signature after the other.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    values: Vec<u32>,
    full: Vec<bool>,
}

impl Sketch {
    /// A signature of `bins` bytes: two sets have the same byte in a bin with the probability that is their Jaccard similarity (and with
    /// 1 in 256 by chance).
    ///
    /// Every round throws each shingle into one bin; a bin keeps the least value of the first round that hit it. A text of some hundred
    /// words fills all bins in a round or two, so that the time is that of one hash a shingle and not of one a shingle and bin. The second
    /// half of the rounds goes by the bins, so that none stays empty.
    pub(super) fn of(&mut self, shingles: &[u64], bins: usize) -> Box<[u8]> {
        self.values.clear();
        self.values.resize(bins, NONE);
        self.full.clear();
        self.full.resize(bins, false);
        let mut left = if shingles.is_empty() { 0 } else { bins };
        for round in 0..bins * 2 {
            if left == 0 {
                break;
            }
            let seed = mix(round as u64 + 1, ROUND);
            // What this round may not fill again, the rounds before have.
            match round.checked_sub(bins) {
                None => {
                    for shingle in shingles {
                        let hash = mix(shingle ^ seed, SPREAD);
                        let bin = (((hash >> 32) * bins as u64) >> 32) as usize;
                        if let (Some(value), Some(false)) = (self.values.get_mut(bin), self.full.get(bin)) {
                            *value = (hash as u32).min(NONE - 1).min(*value);
                        }
                    }
                }
                Some(bin) => {
                    if let (Some(value), Some(false)) = (self.values.get_mut(bin), self.full.get(bin)) {
                        let hashes = shingles.iter().map(|shingle| mix(shingle ^ seed, SPREAD) as u32);
                        *value = hashes.min().unwrap_or(0).min(NONE - 1);
                    }
                }
            }
            left = 0;
            for (full, value) in self.full.iter_mut().zip(&self.values) {
                *full = *value != NONE;
                left += usize::from(!*full);
            }
        }
        self.values.iter().map(|value| *value as u8).collect()
    }
}

/// Jaccard similarity in percent, as two signatures of one length say it.
pub(super) fn similarity(one: &[u8], other: &[u8]) -> u8 {
    let bins = one.len().min(other.len()) as u64;
    let same = one.iter().zip(other).filter(|(one, other)| one == other).count() as u64;
    // One byte in 256 is the same by chance.
    let (above, of) = ((256 * same).saturating_sub(bins), 255 * bins);
    if of == 0 { 0 } else { ((above * 200 + of) / (of * 2)) as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_is_near_the_share_that_sets_have_in_common() {
        for size in [3_u64, 40, 300, 5000] {
            for common in [0, size / 3, size * 2 / 3, size] {
                let mut mean = 0_u64;
                for trial in 0..40 {
                    let set = |from: u64| -> Vec<u64> {
                        (from..from + size).map(|n| mix(n + 1 + trial * 100_000, 0x1234_5677)).collect()
                    };
                    let (one, other) = (set(0), set(size - common));
                    let mut sketch = Sketch::default();
                    let (one, other) = (sketch.of(&one, 112), sketch.of(&other, 112));
                    mean += u64::from(similarity(&one, &other));
                }
                let jaccard = common * 100 / (2 * size - common);
                assert!((mean / 40).abs_diff(jaccard) <= 2, "{size} {common}: {} for {jaccard}", mean / 40);
            }
        }
    }

    #[test]
    fn order_and_repetition_of_shingles_do_not_count() {
        let mut sketch = Sketch::default();
        let set: Vec<u64> = (1..200).map(|n| mix(n, 77_777)).collect();
        let mut more: Vec<u64> = set.iter().rev().copied().collect();
        more.extend(&set[..50]);
        assert_eq!(sketch.of(&set, 112), sketch.of(&more, 112));
        assert_eq!(sketch.of(&[], 3)[..], [255, 255, 255]);
    }
}
