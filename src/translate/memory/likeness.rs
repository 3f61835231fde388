//! How alike two sentences are, and which of many is most like one.

use std::collections::HashMap;

/// Longest sentence that is compared, in tokens; a longer one is found exactly or not at all.
const LONGEST: usize = 256;

/// Most sentences that one is compared with.
const MOST: usize = 4096;

/// The words and marks of a sentence.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// In lower case.
    words: Vec<String>,
    /// Those that have to be the same: with figures, or with a capital behind the first word.
    fixed: Vec<String>,
}

impl Tokens {
    pub(super) fn of(text: &str) -> Self {
        let mut tokens = Self::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let length = match rest.find(|c: char| !c.is_alphanumeric()) {
                Some(0) => c.len_utf8(),
                Some(length) => length,
                None => rest.len(),
            };
            let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            if token.chars().all(char::is_whitespace) {
                continue;
            }
            let first = tokens.words.iter().all(|word| !word.starts_with(char::is_alphanumeric));
            if token.contains(char::is_numeric) || (!first && token.starts_with(char::is_uppercase)) {
                tokens.fixed.push(token.to_owned());
            }
            tokens.words.push(token.to_lowercase());
        }
        tokens
    }
}

/// Sentences by the words in them.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: HashMap<String, u32>,
    /// The sentences that a word is in, by its id.
    places: Vec<Vec<u32>>,
    sentences: Vec<Sentence>,
}

#[derive(Debug)]
struct Sentence {
    words: Box<[u32]>,
    fixed: Box<[String]>,
}

impl Index {
    /// Adds the next sentence.
    pub(super) fn add(&mut self, tokens: &Tokens) {
        let own = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        let compared = tokens.words.len() <= LONGEST;
        let mut words = Vec::new();
        for word in tokens.words.iter().filter(|_| compared) {
            let next = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
            let id = *self.ids.entry(word.clone()).or_insert(next);
            if id == next {
                self.places.push(Vec::new());
            }
            if let Some(places) = self.places.get_mut(id as usize)
                && places.last() != Some(&own)
            {
                places.push(own);
            }
            words.push(id);
        }
        self.sentences.push(Sentence { words: words.into(), fixed: tokens.fixed.clone().into() });
    }

    /// The sentence that is most like `tokens`, to `percent` at least, and how much it is.
    pub(super) fn nearest(&self, tokens: &Tokens, percent: u8) -> Option<(usize, u8)> {
        let percent = usize::from(percent.clamp(1, 99));
        let own = tokens.words.len();
        if own == 0 || own > LONGEST {
            return None;
        }
        // Unknown words get ids that no sentence has.
        let words: Vec<u32> =
            tokens.words.iter().map(|word| self.ids.get(word).copied().unwrap_or(u32::MAX)).collect();
        // The longer of the two has at most own * 100 / percent tokens, and so many of them may differ: of the rarest
        // one more, one at least is in a sentence that is alike enough.
        let differing = own * (100 - percent) / percent;
        let mut rarest: Vec<&[u32]> = words
            .iter()
            .map(|&id| self.places.get(id as usize).map(Vec::as_slice).unwrap_or_default())
            .collect();
        rarest.sort_by_key(|places| places.len());
        let mut candidates: Vec<u32> =
            rarest.iter().take(differing + 1).flat_map(|places| places.iter().take(MOST).copied()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(usize, u8)> = None;
        for at in candidates.into_iter().take(MOST).map(|at| at as usize) {
            let Some(sentence) = self.sentences.get(at) else { continue };
            let longer = sentence.words.len().max(own);
            let shorter = sentence.words.len().min(own);
            if shorter * 100 < longer * percent || *sentence.fixed != *tokens.fixed {
                continue;
            }
            let distance = distance(&words, &sentence.words);
            // Not the same characters, so never the whole hundred.
            let alike = ((longer - distance.min(longer)) * 100 / longer).min(99);
            let alike = u8::try_from(alike).unwrap_or(99);
            if usize::from(alike) >= percent && best.is_none_or(|(_, known)| alike > known) {
                best = Some((at, alike));
            }
        }
        best
    }
}

/// Fewest insertions, deletions and replacements that make one of the other.
fn distance(one: &[u32], other: &[u32]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (nth, a) in one.iter().enumerate() {
        let mut diagonal = nth;
        let mut left = nth + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(other) {
            // An unknown word is like no other, not even another unknown one.
            let same = a == b && *a != u32::MAX;
            let cost = (diagonal + usize::from(!same)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, cost);
            left = cost;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_that_of_levenshtein() {
        assert_eq!(distance(&[], &[]), 0);
        assert_eq!(distance(&[1, 2, 3], &[1, 2, 3]), 0);
        assert_eq!(distance(&[1, 2, 3], &[1, 3]), 1);
        assert_eq!(distance(&[1, 2, 3], &[4, 1, 2, 5]), 2);
        assert_eq!(distance(&[], &[4, 1]), 2);
        assert_eq!(distance(&[u32::MAX], &[u32::MAX]), 1);
    }
}
