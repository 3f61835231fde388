//! How much of a text is in each language.

use super::blocks;
use super::{Language, Reason};

/// The letters of a text in one language.
#[derive(Debug)]
pub(crate) struct Share {
    pub(crate) language: Language,
    pub(crate) letters: usize,
    /// Confidence times letters.
    weight: f64,
    largest: usize,
    /// The reason of its largest piece.
    pub(crate) reason: Reason,
}

impl Share {
    /// The mean confidence over the letters.
    pub(crate) fn confidence(&self) -> f64 {
        self.weight / self.letters.max(1) as f64
    }

    /// The share of `all` letters, 0 to 1.
    pub(crate) fn of(&self, all: usize) -> f32 {
        (self.letters as f64 / all.max(1) as f64) as f32
    }
}

/// The languages of the `pieces` of a text, that of most letters first; of equals the one that comes first in the text.
/// Letters that are no words, as in addresses and code, count only where there are no others.
pub(crate) fn of<'t>(pieces: impl Iterator<Item = (&'t str, Language, f32, Reason)> + Clone) -> Vec<Share> {
    let is_words = |reason: Reason| !matches!(reason, Reason::NotLanguage | Reason::NoLetters);
    let words = pieces.clone().any(|(.., reason)| is_words(reason));
    let mut shares: Vec<Share> = Vec::new();
    for (text, language, confidence, reason) in pieces.filter(|(.., reason)| !words || is_words(*reason)) {
        let letters = blocks::letters(text);
        let weight = f64::from(confidence) * letters as f64;
        match shares.iter_mut().find(|share| share.language == language) {
            Some(share) => {
                share.letters += letters;
                share.weight += weight;
                if letters > share.largest {
                    (share.largest, share.reason) = (letters, reason);
                }
            }
            None if letters > 0 => {
                shares.push(Share { language, letters, weight, largest: letters, reason });
            }
            None => {}
        }
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.letters));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_first_and_addresses_last() {
        let known = |text, language| (text, language, 0.5, Reason::Known);
        let address = ("https://example.org/abc", Language::UND, 0.9, Reason::NotLanguage);
        let shares =
            of([address, known("ab", Language::FR), known("cd", Language::EN), known("e", Language::EN)]
                .into_iter());
        let found: Vec<_> = shares.iter().map(|share| (share.language, share.letters)).collect();
        assert_eq!(found, [(Language::EN, 3), (Language::FR, 2)]);
        assert!((shares[0].confidence() - 0.5).abs() < 1e-9);
        assert_eq!(of([address].into_iter())[0].reason, Reason::NotLanguage);
        assert!(of([known("12", Language::FR)].into_iter()).is_empty());
    }
}
