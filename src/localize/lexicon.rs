//! Which words the text's own language does not have.

use crate::Language;
use crate::lexicon::{Lexicon, builtin};

/// True for a word that another language has and `language` does not.
pub(super) fn is_unknown(word: &str, language: Language) -> bool {
    let entry = builtin().look_up(&word.to_lowercase());
    entry.class(language) == 0 && entry.most() > 0
}
