//! The contract of an engine that translates.

use std::fmt::Debug;

use super::route::Route;
use crate::Language;

/// A piece of text to translate, a sentence as a rule.
///
/// ```
/// use unisono::translate::Segment;
/// assert_eq!(Segment::new("The port reopened.").text, "The port reopened.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Segment<'t> {
    /// The text, without line feeds.
    pub text: &'t str,
}

impl<'t> Segment<'t> {
    /// A segment of this text.
    ///
    /// ```
    /// assert!(unisono::translate::Segment::new("").text.is_empty());
    /// ```
    pub const fn new(text: &'t str) -> Self {
        Self { text }
    }
}

/// What an engine can do.
///
/// ```
/// let engine = unisono::translate::Apertium::in_folder("no such folder");
/// use unisono::translate::Translator;
/// assert!(engine.capabilities().pairs.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Capabilities {
    /// The pairs that it translates without a language between, sorted.
    pub pairs: Vec<(Language, Language)>,
    /// Longest segment, in bytes.
    pub max_bytes: usize,
    /// True when it takes lists of terms itself.
    pub glossary: bool,
    /// True when the same batch has the same answer, whatever was translated before.
    pub deterministic: bool,
}

/// Why a segment has no translation.
///
/// ```
/// use unisono::translate::TranslateError;
/// assert!(TranslateError::TimedOut { seconds: 10 }.is_retryable());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TranslateError {
    /// No engine that is installed leads from one language to the other.
    #[error("no engine that is installed translates from {from} to {to}")]
    UnsupportedPair {
        /// Language of the text.
        from: Language,
        /// Language asked for.
        to: Language,
    },
    /// The segment is longer than the engine takes.
    #[error("the segment has {bytes} bytes; the engine takes {limit}")]
    TooLong {
        /// Length of the segment.
        bytes: usize,
        /// Longest that the engine takes.
        limit: usize,
    },
    /// A process of the engine ended on this segment, every time.
    #[error("the engine ended on this segment, {restarts} times")]
    EngineDied {
        /// How often it was started again.
        restarts: usize,
    },
    /// The engine gave an answer that is not the one to what was asked.
    #[error("the engine gave an answer that does not belong to the segment")]
    OutOfStep,
    /// The engine did not answer.
    #[error("the engine gave no answer in {seconds} seconds")]
    TimedOut {
        /// How long it was waited for.
        seconds: u64,
    },
    /// The engine cannot be started.
    #[error("{0}")]
    Start(String),
}

impl TranslateError {
    /// True when another try may succeed.
    ///
    /// ```
    /// use unisono::{Language, translate::TranslateError};
    /// let error = TranslateError::UnsupportedPair { from: Language::EN, to: Language::FR };
    /// assert!(!error.is_retryable());
    /// ```
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::EngineDied { .. } | Self::OutOfStep | Self::TimedOut { .. })
    }
}

/// An engine that translates. Synchronous; one call takes the segments of one document that are in one language, in
/// order, and gives exactly one result for each.
///
/// ```
/// use unisono::Language;
/// use unisono::translate::{Capabilities, Route, Segment, TranslateError, Translator};
///
/// #[derive(Debug, Default)]
/// struct Shout(Capabilities);
///
/// impl Translator for Shout {
///     fn name(&self) -> &str {
///         "shout"
///     }
///     fn capabilities(&self) -> &Capabilities {
///         &self.0
///     }
///     fn routes(&self, from: Language, to: Language) -> Vec<Route> {
///         vec![Route::direct(from, to)]
///     }
///     fn translate(&self, batch: &[Segment<'_>], _: &Route) -> Vec<Result<String, TranslateError>> {
///         batch.iter().map(|segment| Ok(segment.text.to_uppercase())).collect()
///     }
/// }
///
/// let route = Route::direct(Language::EN, Language::FR);
/// assert_eq!(Shout::default().translate(&[Segment::new("hey")], &route), [Ok("HEY".to_owned())]);
/// ```
pub trait Translator: Send + Sync + Debug {
    /// The name that the provenance gives it.
    fn name(&self) -> &str;

    /// What it can do.
    fn capabilities(&self) -> &Capabilities;

    /// The ways from one language to another, best first; none when the pair is not supported.
    fn routes(&self, from: Language, to: Language) -> Vec<Route>;

    /// Translates the segments along a route that [`Translator::routes`] gave: one result a segment, in order. A
    /// segment that fails does not take its neighbours with it.
    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<String, TranslateError>>;

    /// What has to be installed for a pair, as a command or a sentence; `None` when the engine does not know.
    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        let _ = (from, to);
        None
    }
}
