//! Which language a text is in: per paragraph, then for the document, with `und` for what is no language.
//!
//! A [`LanguageDetector`] labels one piece of text in one language. [`profile`] cuts a document into paragraphs, asks
//! the detector about each of them (a bounded sample, and once for a line that repeats), lets short or doubtful lines
//! inherit from their neighbours, and sums up the document. It works with any detector. [`NGrams`] finds changes of language
//! within a paragraph, too: a sentence, a quotation.
//!
//! | detector | feature | languages |
//! |---|---|---|
//! | [`NGrams`], the [built-in](built_in) one | none | EN FR ES PT IT CA GL RO DE NL, `und` for other languages in Latin script |
//! | `Lingua` | `lingua` | EN FR ES and background languages, or a closed set by request |
//!
//! ```
//! use unisono::Language;
//! let text = "Le ministre a été reçu hier à Madrid par son homologue.\nThe minister was received in Madrid yesterday.";
//! let profile = unisono::language::profile(unisono::language::built_in(), text);
//! assert_eq!(profile.ranges.len(), 2);
//! assert_eq!(profile.language, Language::FR);
//! ```

mod blocks;
mod calibration;
mod closed;
mod code;
mod detector;
#[cfg(feature = "lingua")]
mod function_words;
mod gate;
#[cfg(feature = "lingua")]
mod lingua;
mod months;
mod ngrams;
mod paragraphs;
mod sample;
mod script;
pub(crate) mod shares;
mod signs;
mod stage;
mod thresholds;

pub use closed::ClosedSetError;
pub use code::{InvalidLanguage, Language};
pub use detector::{Detection, LanguageDetector, LanguageRange, Reason};
#[cfg(feature = "lingua")]
pub use lingua::Lingua;
pub(crate) use months::months;
pub use ngrams::{NGrams, PriorError};
pub use paragraphs::{LanguageProfile, profile};
pub use stage::{Backend, IdentifyLanguage};
pub use thresholds::{GateThresholds, InvalidThreshold, SpanThresholds, Thresholds};

/// What the generator of the model shares with the detector.
#[doc(hidden)]
#[allow(missing_docs)]
pub mod training {
    pub use super::ngrams::CLASS_LANGUAGES;
    pub use super::ngrams::features::{ROWS, rows};
    pub use super::ngrams::fold::{Word, letter, words};
    pub use super::ngrams::model::{
        BUCKETS, CLASSES, Calibration, HEADER, MAGIC, Model, STORED, Sums, UNIT, logarithm, softmax,
    };
}

/// The built-in detector: [`NGrams`].
///
/// ```
/// assert!(unisono::language::built_in().languages().contains(&unisono::Language::FR));
/// ```
pub fn built_in() -> &'static dyn LanguageDetector {
    static BUILT_IN: NGrams = NGrams::new();
    &BUILT_IN
}

/// The language of a whole text, by the [built-in](built_in) detector: the language of most of its letters.
///
/// ```
/// use unisono::{Language, language};
/// let found = language::detect("Los ministros se reunieron ayer en la capital.");
/// assert_eq!(found.language, Language::ES);
/// assert!(found.confidence > 0.8);
/// assert_eq!(language::detect("12:30").language, Language::UND);
/// ```
pub fn detect(text: &str) -> Detection {
    profile(built_in(), text).detection()
}

#[cfg(test)]
mod tests;
