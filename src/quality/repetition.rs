//! Runs of words that stand more than once.

use super::words::{Word, chain};

/// Characters in repeated runs, by the length of the run in words.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// Of 2 to 4 words: those of the most frequent run, all times that it stands.
    pub(super) top: [u64; 11],
    /// Of 5 to 10 words: those of runs that stood before, none counted twice.
    pub(super) duplicate: [u64; 11],
}

pub(super) fn runs(words: &[Word]) -> Runs {
    let mut runs = Runs::default();
    let mut hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
    let mut before = Vec::with_capacity(words.len() + 1);
    let mut sum = 0_u64;
    before.push(0);
    for word in words {
        sum += u64::from(word.characters) + 1;
        before.push(sum);
    }
    let mut seen = Counts::for_words(words.len());
    for length in 2..=10 {
        let Some(count) = (words.len() + 1).checked_sub(length).filter(|&count| count > 0) else { break };
        hashes.truncate(count);
        for (hash, word) in hashes.iter_mut().zip(words.get(length - 1..).unwrap_or_default()) {
            *hash = chain(*hash, word.hash);
        }
        seen.clear();
        let characters = |at: usize| match (before.get(at), before.get(at + length)) {
            // The space behind the last word is not of the run.
            (Some(start), Some(end)) => end - start - 1,
            _ => 0,
        };
        if length <= 4 {
            let mut most = (1, 0);
            for (at, &hash) in hashes.iter().enumerate() {
                let times = seen.count(hash);
                if times >= most.0 && times > 1 {
                    most = most.max((times, characters(at)));
                }
            }
            if let Some(top) = runs.top.get_mut(length) {
                *top = u64::from(most.0) * most.1;
            }
        } else {
            let (mut at, mut repeated) = (0, 0);
            while let Some(&hash) = hashes.get(at) {
                if seen.count(hash) > 1 {
                    repeated += characters(at);
                    at += length;
                } else {
                    at += 1;
                }
            }
            if let Some(duplicate) = runs.duplicate.get_mut(length) {
                *duplicate = repeated;
            }
        }
    }
    runs
}

/// How often each hash came, by open addressing: a table of twice the words never fills.
struct Counts {
    slots: Vec<(u64, u32)>,
}

impl Counts {
    fn for_words(words: usize) -> Self {
        Self { slots: vec![(0, 0); (words.max(4) * 2).next_power_of_two()] }
    }

    fn clear(&mut self) {
        self.slots.fill((0, 0));
    }

    /// Counts it, and says the how manieth it is.
    fn count(&mut self, hash: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.1 == 0 || slot.0 == hash {
                *slot = (hash, slot.1 + 1);
                return slot.1;
            }
            at = (at + 1) & mask;
        }
        0
    }
}
