//! The options of the segmenter.

use super::abbreviations::Abbreviations;
use crate::language::Language;

/// Whether the sentences of a quotation are told apart.
///
/// ```
/// use unisono::sentences::{Quotes, Rules, segment};
/// let mut rules = Rules::new(unisono::Language::FR);
/// let text = "« Il pleut. Je reste. » Elle sourit.";
/// assert_eq!(segment(text, &rules).count(), 3);
/// rules.quotes = Quotes::Keep;
/// assert_eq!(segment(text, &rules).count(), 2);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Quotes {
    /// A quotation of two sentences is two.
    #[default]
    Split,
    /// A quotation within a line is not cut. One that is not closed within its line is none.
    Keep,
}

/// Whether a sentence may begin with a small letter.
///
/// ```
/// use unisono::sentences::{LowercaseStarts, Rules, segment};
/// let mut rules = Rules::new(unisono::Language::EN);
/// let text = "they left. we stayed.";
/// rules.lowercase_starts = LowercaseStarts::Never;
/// assert_eq!(segment(text, &rules).count(), 1);
/// rules.lowercase_starts = LowercaseStarts::Always;
/// assert_eq!(segment(text, &rules).count(), 2);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum LowercaseStarts {
    /// What goes on in lower case goes on.
    Never,
    /// A full stop ends a sentence before a small letter too, but for abbreviations and quotations.
    Always,
    /// As `Always` in a text that writes so: small letters follow over three in ten of its full stops.
    #[default]
    Auto,
}

/// What [`segment`](super::segment) goes by: a language and the options.
///
/// English, French and Spanish have words of their own; any other language is cut with the words of all three.
///
/// ```
/// use unisono::Language;
/// use unisono::sentences::{Rules, segment};
/// let rules = Rules::new(Language::ES);
/// assert_eq!(segment("Vino la Sra. Gil. Nadie más.", &rules).count(), 2);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rules {
    /// The language of the text.
    pub language: Language,
    /// Whether the sentences of a quotation are told apart.
    pub quotes: Quotes,
    /// True: a list within a line is cut before its markers (`1. ... 2. ...`, `a) ... b) ...`, `• ... • ...`).
    pub lists: bool,
    /// True: a line feed between two words is no end where the next line goes on in lower case.
    pub unwrap: bool,
    /// Whether a sentence may begin with a small letter.
    pub lowercase_starts: LowercaseStarts,
    /// Abbreviations besides those that are built in.
    pub abbreviations: Abbreviations,
}

impl Rules {
    /// The rules of a language with the default options.
    ///
    /// ```
    /// use unisono::{Language, sentences::Rules};
    /// assert!(!Rules::new(Language::EN).lists);
    /// ```
    pub fn new(language: Language) -> Self {
        Self {
            language,
            quotes: Quotes::default(),
            lists: false,
            unwrap: false,
            lowercase_starts: LowercaseStarts::default(),
            abbreviations: Abbreviations::default(),
        }
    }
}
