//! What every language detector answers, and the trait behind which it stands.

use std::fmt::Debug;
use std::ops::Range;

use super::{Language, paragraphs};

/// Labels a piece of text with its language.
///
/// An implementation only has to answer for one homogeneous piece, a paragraph or a line; documents are the work of
/// [`profile`](super::profile). The answer must depend on the text alone.
///
/// ```
/// use unisono::Language;
/// use unisono::language::{Detection, LanguageDetector, Reason};
///
/// #[derive(Debug)]
/// struct AlwaysFrench;
///
/// impl LanguageDetector for AlwaysFrench {
///     fn detect(&self, _text: &str) -> Detection {
///         Detection::new(Language::FR, 0.5, Reason::Known)
///     }
///     fn languages(&self) -> &[Language] {
///         &[Language::FR]
///     }
///     fn id(&self) -> &str {
///         "always-french"
///     }
/// }
///
/// let mut spans = Vec::new();
/// AlwaysFrench.spans("Bonjour.\nHola.", &mut spans);
/// assert_eq!(spans[0].language, Language::FR);
/// ```
pub trait LanguageDetector: Send + Sync + Debug {
    /// The language of a piece of text that is in one language, as a rule a paragraph.
    fn detect(&self, text: &str) -> Detection;

    /// The languages that this detector can answer, without `und`.
    fn languages(&self) -> &[Language];

    /// Name and version of the detector and its data, for the record of a run.
    fn id(&self) -> &str;

    /// Appends the languages of a document, in order: disjoint byte ranges on character boundaries that cover every
    /// letter. As provided, a range is one or more paragraphs; [`NGrams`](super::NGrams) looks into them.
    fn spans(&self, text: &str, out: &mut Vec<LanguageRange>) {
        paragraphs::spans(self, text, out);
    }
}

/// The language of a text, and how sure that is.
///
/// ```
/// use unisono::language::{Reason, detect};
/// assert_eq!(detect("https://example.org/2021").reason, Reason::NotLanguage);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Detection {
    /// The language; `und` where there is none or none that is known.
    pub language: Language,
    /// The probability that `language` is right, 0 to 1; for `und`, that the text is in none of the known languages.
    pub confidence: f32,
    /// Why this language.
    pub reason: Reason,
    /// True if the text was too short or doubtful by itself and took the language of its surroundings.
    pub inherited: bool,
}

impl Detection {
    /// A detection that is not inherited. A confidence outside 0 to 1 is moved to the nearer end.
    ///
    /// ```
    /// use unisono::{Language, language::{Detection, Reason}};
    /// assert_eq!(Detection::new(Language::EN, 1.5, Reason::Known).confidence, 1.0);
    /// ```
    pub fn new(language: Language, confidence: f32, reason: Reason) -> Self {
        let confidence = if confidence.is_nan() { 0.0 } else { confidence.clamp(0.0, 1.0) };
        Self { language, confidence, reason, inherited: false }
    }

    pub(crate) fn undetermined(confidence: f32, reason: Reason) -> Self {
        Self::new(Language::UND, confidence, reason)
    }
}

/// Why a text got its language.
///
/// ```
/// use unisono::language::{Reason, detect};
/// assert_eq!(detect("12:30").reason, Reason::NoLetters);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The detector knows the language.
    Known,
    /// A language that the detector has no name for.
    OtherLanguage,
    /// There are no letters.
    NoLetters,
    /// Letters, but no words of a language: addresses, code, identifiers, keys struck at random.
    NotLanguage,
    /// One or two letters.
    TooShort,
    /// No language stands out; `language` is the best guess or `und`.
    Unsure,
}

/// A range of a document in one language.
///
/// ```
/// use unisono::language::{built_in, profile};
/// let profile = profile(built_in(), "The ministers met in London on Monday.");
/// assert_eq!(profile.ranges[0].range, 0..38);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LanguageRange {
    /// Bytes of the text, on character boundaries.
    pub range: Range<usize>,
    /// The language of the range, or `und`.
    pub language: Language,
    /// The probability that `language` is right, 0 to 1: the mean over the letters of the range.
    pub confidence: f32,
    /// Why this language: the reason of the largest part of the range.
    pub reason: Reason,
    /// True if every part of the range inherited its language.
    pub inherited: bool,
}
