//! The contract of an engine that translates.

use std::fmt::Debug;
use std::sync::Arc;

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
    /// Names in it with what they are in the target language, for engines that take such lists.
    pub terms: &'t [Term],
    /// A word by itself, looked up as in a dictionary: its translation depends on nothing that was translated before.
    pub alone: bool,
}

impl<'t> Segment<'t> {
    /// A segment of this text.
    ///
    /// ```
    /// assert!(unisono::translate::Segment::new("").text.is_empty());
    /// ```
    pub const fn new(text: &'t str) -> Self {
        Self { text, terms: &[], alone: false }
    }

    /// A word by itself.
    ///
    /// ```
    /// assert!(unisono::translate::Segment::word("harbour").alone);
    /// ```
    pub const fn word(text: &'t str) -> Self {
        Self { text, terms: &[], alone: true }
    }

    /// The same segment with its terms.
    ///
    /// ```
    /// use unisono::translate::{Segment, Term};
    /// let terms = [Term::new("Wales", "Gales")];
    /// assert_eq!(Segment::new("In Wales").with_terms(&terms).terms.len(), 1);
    /// ```
    #[must_use]
    pub const fn with_terms(mut self, terms: &'t [Term]) -> Self {
        self.terms = terms;
        self
    }
}

/// A name with what it is in the target language.
///
/// ```
/// let term = unisono::translate::Term::new("Wales", "Gales");
/// assert_eq!((&*term.source, &*term.target), ("Wales", "Gales"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Term {
    /// As the segment writes it.
    pub source: Arc<str>,
    /// As the translation is to write it.
    pub target: Arc<str>,
}

impl Term {
    /// A pair of names.
    ///
    /// ```
    /// assert_eq!(&*unisono::translate::Term::new("EU", "UE").target, "UE");
    /// ```
    pub fn new(source: impl Into<Arc<str>>, target: impl Into<Arc<str>>) -> Self {
        Self { source: source.into(), target: target.into() }
    }
}

/// The translation of a segment.
///
/// ```
/// use unisono::translate::Answer;
/// assert_eq!(Answer::from("La casa.").text, "La casa.");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The text.
    pub text: String,
    /// The engine and its route, where it is not the engine that was asked, on the route that it was asked for.
    pub by: Option<Arc<str>>,
    /// How alike the source of a remembered translation is, in percent; `None` for what an engine has made.
    pub remembered: Option<u8>,
}

impl Answer {
    /// The same answer, said to be by this engine, unless it says so of another already.
    pub(crate) fn given_by(mut self, name: impl FnOnce() -> Arc<str>) -> Self {
        self.by = self.by.or_else(|| Some(name()));
        self
    }
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self { text, by: None, remembered: None }
    }
}

impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// What an engine can do.
///
/// ```
/// let engine = unisono::translate::Apertium::in_folder("no such folder");
/// use unisono::translate::Translator;
/// assert!(engine.capabilities().pairs.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
// Each is a property of its own.
#[allow(clippy::struct_excessive_bools)]
#[non_exhaustive]
pub struct Capabilities {
    /// The pairs that it translates without a language between, sorted.
    pub pairs: Vec<(Language, Language)>,
    /// Longest segment, in bytes.
    pub max_bytes: usize,
    /// Most segments of one request.
    pub max_batch: usize,
    /// Most bytes of text of one request.
    pub max_batch_bytes: usize,
    /// True when it takes the terms of a segment itself.
    pub glossary: bool,
    /// True when it can be told how formally to address the reader.
    pub formality: bool,
    /// True when the same batch has the same answer, whatever was translated before.
    pub deterministic: bool,
    /// True when the answer to a segment does not depend on the others of its batch.
    pub independent: bool,
    /// True when it writes names alone in the target language and leaves the rest as it is.
    pub names_only: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self {
            pairs: Vec::new(),
            max_bytes: usize::MAX,
            max_batch: usize::MAX,
            max_batch_bytes: usize::MAX,
            glossary: false,
            formality: false,
            deterministic: true,
            independent: true,
            names_only: false,
        }
    }
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
    /// A service refused or failed.
    #[error("the service answered with status {status}")]
    Refused {
        /// Status of HTTP.
        status: u16,
        /// How long the service asks to wait, in seconds.
        retry_after: Option<u64>,
    },
    /// A service cannot be reached, or the connection broke.
    #[error("the service cannot be reached: {0}")]
    Unreachable(String),
    /// A service gave an answer that cannot be read.
    #[error("the answer of the service cannot be read: {0}")]
    Malformed(String),
    /// No translation of the segment is in the memory.
    #[error("no translation of it is in the memory")]
    NotRemembered,
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
        match self {
            Self::EngineDied { .. }
            | Self::OutOfStep
            | Self::TimedOut { .. }
            | Self::Unreachable(_)
            | Self::Malformed(_) => true,
            Self::Refused { status, .. } => matches!(status, 408 | 429 | 500 | 502 | 503 | 504 | 529),
            _ => false,
        }
    }

    /// How long the engine asks to wait before another try, in seconds.
    ///
    /// ```
    /// use unisono::translate::TranslateError;
    /// assert_eq!(TranslateError::Refused { status: 429, retry_after: Some(3) }.retry_after(), Some(3));
    /// ```
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Refused { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// An engine that translates. Synchronous; one call takes the segments of one document that are in one language, in
/// order, and gives exactly one result for each.
///
/// ```
/// use unisono::Language;
/// use unisono::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};
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
///     fn translate(&self, batch: &[Segment<'_>], _: &Route) -> Vec<Result<Answer, TranslateError>> {
///         batch.iter().map(|segment| Ok(segment.text.to_uppercase().into())).collect()
///     }
/// }
///
/// let route = Route::direct(Language::EN, Language::FR);
/// assert_eq!(Shout::default().translate(&[Segment::new("hey")], &route), [Ok("HEY".into())]);
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
    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>>;

    /// What has to be installed for a pair, as a command or a sentence; `None` when the engine does not know.
    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        let _ = (from, to);
        None
    }
}

impl<T: Translator + ?Sized> Translator for Arc<T> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn capabilities(&self) -> &Capabilities {
        (**self).capabilities()
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        (**self).routes(from, to)
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        (**self).translate(batch, route)
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        (**self).to_install(from, to)
    }
}

/// One result for each segment, whatever the engine gives.
pub(crate) fn ask<T: Translator + ?Sized>(
    translator: &T,
    batch: &[Segment<'_>],
    route: &Route,
) -> Vec<Result<Answer, TranslateError>> {
    if batch.is_empty() {
        return Vec::new();
    }
    let mut answers = translator.translate(batch, route);
    debug_assert_eq!(answers.len(), batch.len(), "{}", translator.name());
    answers.resize(batch.len(), Err(TranslateError::OutOfStep));
    answers
}

/// Translates along every hop of a route: what fails at one is not sent to the next.
pub(crate) fn by_hops(
    batch: &[Segment<'_>],
    route: &Route,
    max_bytes: usize,
    mut hop: impl FnMut((Language, Language), &[&str]) -> Vec<Result<String, TranslateError>>,
) -> Vec<Result<Answer, TranslateError>> {
    let sized = |text: &str| match text.len() {
        bytes if bytes > max_bytes => Err(TranslateError::TooLong { bytes, limit: max_bytes }),
        _ => Ok(text.to_owned()),
    };
    let mut texts: Vec<Result<String, TranslateError>> =
        batch.iter().map(|segment| sized(segment.text)).collect();
    for pair in route.hops() {
        let open: Vec<&str> = texts.iter().flatten().map(String::as_str).collect();
        let mut answers = hop(pair, &open).into_iter();
        for text in texts.iter_mut().filter(|text| text.is_ok()) {
            *text = answers.next().unwrap_or(Err(TranslateError::OutOfStep));
        }
    }
    texts.into_iter().map(|text| text.map(Answer::from)).collect()
}
