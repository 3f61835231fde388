//! Which words the text's own language does not have.

use crate::Language;
use crate::lexicon::{Lexicon, builtin};

/// Classes that lie between a word of a language and one that its texts only quote.
const QUOTED: u8 = 3;

/// True for a word that another language has and `language` at most quotes.
pub(super) fn is_unknown(word: &str, language: Language) -> bool {
    let entry = builtin().look_up(&word.to_lowercase());
    entry.class(language) + QUOTED <= entry.most()
}
