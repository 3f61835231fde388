//! Stop words: words so frequent that a text in sentences has several of them.

use crate::language::Language;

/// Those of the paper.
const EN: &[&str] = &["the", "be", "to", "of", "and", "that", "have", "with"];
/// As many, of the same kind, written down for this crate.
const FR: &[&str] = &["le", "la", "les", "de", "et", "que", "des", "dans"];
const ES: &[&str] = &["el", "la", "los", "de", "y", "que", "en", "con"];

/// The list of a language, if there is one.
pub(super) fn of(language: Language) -> Option<&'static [&'static str]> {
    match language {
        Language::EN => Some(EN),
        Language::FR => Some(FR),
        Language::ES => Some(ES),
        _ => None,
    }
}
