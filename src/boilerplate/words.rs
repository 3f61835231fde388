//! Function words of the languages that news pages are written in: a line of prose has many, a menu has few.

use std::sync::LazyLock;

const BUILTIN: &str = include_str!("../../dictionaries/boilerplate/function-words.txt");
const READER: &str = "you your yours we our ours us my vous votre vos nous notre nos mon ma mes \
                      tu ton tes te ti su sus nuestro nuestra nuestros nuestras nos mi mis tus usted ustedes";
const SLOTS: usize = 2048;

/// The union of the lists of all languages: the language of a line may be unknown or wrong, prose it is all the same.
#[derive(Debug)]
pub(crate) struct FunctionWords {
    /// Open addressing; a word is its bytes, 0 is an empty slot.
    slots: Vec<u64>,
}

impl FunctionWords {
    /// The lists that come with the crate.
    pub(crate) fn builtin() -> &'static Self {
        static WORDS: LazyLock<FunctionWords> = LazyLock::new(|| FunctionWords::new(BUILTIN));
        &WORDS
    }

    /// Words that speak to the reader or of the page, which prose about others has few of.
    pub(crate) fn reader() -> &'static Self {
        static WORDS: LazyLock<FunctionWords> = LazyLock::new(|| FunctionWords::new(READER));
        &WORDS
    }

    fn new(lists: &str) -> Self {
        let mut slots = vec![0; SLOTS];
        let words = lists.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        // Half full at most, so that a search always ends at an empty slot.
        for word in words.filter_map(|word| packed(word.as_bytes())).take(SLOTS / 2) {
            let mut at = slot(word);
            while let Some(place) = slots.get_mut(at) {
                if *place == 0 || *place == word {
                    *place = word;
                    break;
                }
                at = (at + 1) % SLOTS;
            }
        }
        Self { slots }
    }

    /// True when the folded word is one whose at most eight bytes, the first the highest, are `word`.
    pub(crate) fn contain(&self, word: u64) -> bool {
        let mut at = slot(word);
        while let Some(&place) = self.slots.get(at) {
            if place == word {
                return true;
            }
            if place == 0 {
                return false;
            }
            at = (at + 1) % SLOTS;
        }
        false
    }
}

/// A word of at most eight bytes as a number; there are no longer ones in the lists.
fn packed(word: &[u8]) -> Option<u64> {
    (!word.is_empty() && word.len() <= 8)
        .then(|| word.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}

fn slot(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_function_words_of_several_languages() {
        let words = FunctionWords::builtin();
        for word in ["the", "dans", "para", "und", "della"] {
            assert!(packed(word.as_bytes()).is_some_and(|word| words.contain(word)), "{word}");
        }
        for word in ["", "minister", "rabat", "internationally"] {
            assert!(!packed(word.as_bytes()).is_some_and(|word| words.contain(word)), "{word}");
        }
    }
}
