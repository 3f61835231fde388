//! One document at a time, and what goes wrong with it as a value.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use unisono::{Document, Pipeline, Scratch, pipeline};

/// What went wrong with a document, in the words of the command line's error file.
///
/// ```
/// assert_eq!(unisono_arrow::FailureKind::TooLong.as_str(), "too-long");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// The text holds bytes that are no UTF-8.
    Utf8,
    /// The text is too long for its offsets, or its batch for the offsets of a column.
    TooLong,
    /// A stage gave the document up.
    Stage,
    /// A stage panicked on the document.
    Panic,
}

impl FailureKind {
    /// The kind as the column `status` spells it.
    ///
    /// ```
    /// assert_eq!(unisono_arrow::FailureKind::Panic.as_str(), "panic");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::TooLong => "too-long",
            Self::Stage => "stage",
            Self::Panic => "panic",
        }
    }
}

/// Why a text was not cleaned.
///
/// ```
/// use unisono::{Document, Pipeline, Scratch};
/// let pipeline = Pipeline::builder().custom("broken", |_, _| panic!("no such luck")).language(false).build()?;
/// let failure = unisono_arrow::run(&pipeline, &mut Scratch::default(), Document::new("a")?).unwrap_err();
/// assert_eq!(failure.to_string(), "panic: a stage panicked: no such luck");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What happened, for people.
    pub message: String,
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.as_str(), self.message)
    }
}

impl Error for Failure {}

/// Runs a pipeline over a document; a panic inside is a [`Failure`] like any other.
///
/// # Errors
/// What the pipeline says, or that it panicked. The scratch can be used again after either.
///
/// ```
/// use unisono::{Document, Pipeline, Scratch};
/// let document = unisono_arrow::run(&Pipeline::news(), &mut Scratch::default(), Document::new("a\r\nb")?)?;
/// assert_eq!(document.text(), "a\nb");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn run(pipeline: &Pipeline, scratch: &mut Scratch, document: Document) -> Result<Document, Failure> {
    let result =
        guarded(|| pipeline.run_with(scratch, document)).inspect_err(|_| *scratch = Scratch::default())?;
    result.map_err(|error| {
        let kind = match error {
            pipeline::Error::TooLong(_) => FailureKind::TooLong,
            _ => FailureKind::Stage,
        };
        Failure::new(kind, with_causes(&error))
    })
}

/// Does `work`; a panic inside is a [`Failure`].
///
/// # Errors
/// That it panicked, with the message of the panic.
///
/// ```
/// assert_eq!(unisono_arrow::guarded(|| 1 + 1), Ok(2));
/// assert!(unisono_arrow::guarded(|| panic!("oh")).is_err());
/// ```
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    // Whatever the work leaves half done is dropped with it or, in `run`, made anew.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let said = payload.downcast_ref::<&str>().copied();
        let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Failure::new(FailureKind::Panic, format!("a stage panicked: {}", said.unwrap_or("without a message")))
    })
}

/// The message of an error and of each cause behind it, unless the one before ends with it already.
fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !message.ends_with(&said) {
            message = format!("{message}: {said}");
        }
        cause = error.source();
    }
    message
}
