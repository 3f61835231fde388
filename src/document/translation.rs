//! A document in another language, sentence by sentence.

use std::sync::Arc;

use super::span::{Current, Span};
use crate::Language;
use crate::translate::Quality;

/// Coordinates of the text of a translation.
#[derive(Debug)]
pub enum Translated {}

/// The document in another language. The text of the document stays as it is.
///
/// ```
/// assert!(unisono::Document::new("Rabat")?.translation().is_none());
/// # Ok::<(), unisono::document::TooLong>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// The text: the white space between sentences is that of the document.
    pub text: String,
    /// The engine and its route, `apertium:fr-ca+ca-es`; several joined by commas; `none` when nothing was to translate.
    pub engine: String,
    /// The least of the routes used.
    pub quality: Quality,
    /// Every sentence, in order.
    pub segments: Vec<TranslatedSegment>,
}

/// Where one sentence of a translation comes from.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TranslatedSegment {
    /// Bytes of the document's current text.
    pub source: Span<Current>,
    /// Language of the sentence in the document.
    pub language: Language,
    /// Bytes of the translation's text.
    pub target: Span<Translated>,
    /// The engine and its route; `memory`, or `memory:85` for what is alike to 85 percent; `None` for a sentence that was
    /// left as it is.
    pub engine: Option<Arc<str>>,
    /// What was repaired: `name`, `number`; `route` for a sentence and `word` for words that one route left as they are
    /// and another translated.
    pub repairs: Vec<&'static str>,
    /// What is doubtful: `term`, `number`, `fuzzy`, `untranslated`, `unsupported`, `failed`.
    pub flags: Vec<&'static str>,
    /// Why the engine gave no translation; the source stands in its place.
    pub error: Option<String>,
}
