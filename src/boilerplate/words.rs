//! Function words of the languages that news pages are written in: a line of prose has many, a menu has few.

use std::sync::LazyLock;

use super::tokens::packed;

const BUILTIN: &str = include_str!("../../dictionaries/boilerplate/function-words.txt");
const READER: &str = "you your yours we our ours us my vous votre vos nous notre nos mon ma mes \
                      tu ton tes te ti su sus nuestro nuestra nuestros nuestras nos mi mis tus usted ustedes";
const SLOTS: usize = 2048;

/// A function word.
pub(crate) const FUNCTION: u8 = 1;
/// Speaks to the reader or of the page, which prose about others rarely does.
pub(crate) const READS: u8 = 2;

/// The union of the lists of all languages: the language of a line may be unknown or wrong, prose it is all the same.
#[derive(Debug)]
pub(crate) struct FunctionWords {
    /// Open addressing; a word is its bytes, 0 is an empty slot.
    slots: Vec<u64>,
    /// Of the word in each slot: bits.
    flags: Vec<u8>,
}

impl FunctionWords {
    /// The lists that come with the crate.
    pub(crate) fn builtin() -> &'static Self {
        static WORDS: LazyLock<FunctionWords> = LazyLock::new(|| FunctionWords::new(BUILTIN, READER));
        &WORDS
    }

    fn new(lists: &str, readers: &str) -> Self {
        let mut own = Self { slots: vec![0; SLOTS], flags: vec![0; SLOTS] };
        let words = lists.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let words = words.map(|word| (word, FUNCTION));
        let words = words.chain(readers.split_whitespace().map(|word| (word, READS)));
        // Half full at most, so that a search always ends at an empty slot; there are no longer words in the lists.
        for (word, flag) in words.filter(|(word, _)| word.len() <= 8).take(SLOTS / 2) {
            let word = packed(word.as_bytes(), word.len());
            let mut at = slot(word);
            while let (Some(place), Some(flags)) = (own.slots.get_mut(at), own.flags.get_mut(at)) {
                if *place == 0 || *place == word {
                    *place = word;
                    *flags |= flag;
                    break;
                }
                at = (at + 1) % SLOTS;
            }
        }
        own
    }

    /// What the folded word is whose bytes are `word`, as [`packed`] gives them: [`FUNCTION`], [`READS`], both or neither.
    pub(crate) fn flags(&self, word: u64) -> u8 {
        let mut at = slot(word);
        while let Some(&place) = self.slots.get(at) {
            if place == word {
                return self.flags.get(at).copied().unwrap_or(0);
            }
            if place == 0 {
                return 0;
            }
            at = (at + 1) % SLOTS;
        }
        0
    }
}

fn slot(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_function_words_of_several_languages() {
        let flags = |word: &str| FunctionWords::builtin().flags(packed(word.as_bytes(), word.len()));
        for word in ["the", "dans", "para", "und", "della"] {
            assert_eq!(flags(word) & FUNCTION, FUNCTION, "{word}");
        }
        for word in ["minister", "rabat", "harbour"] {
            assert_eq!(flags(word), 0, "{word}");
        }
        assert_eq!(flags("votre") & READS, READS);
        assert_eq!(flags("dans") & READS, 0);
    }
}
