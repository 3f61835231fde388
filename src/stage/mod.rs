//! The contract of a stage: from a view of a document to proposed edits and marks.
//!
//! A stage never touches the text. It says what should change and why; the pipeline checks it, applies it, moves
//! the marks along and writes the ledger. A stage of your own needs no more than this:
//!
//! ```
//! use unisono::stage::{Proposal, Stage, StageError, View};
//!
//! #[derive(Debug)]
//! struct OneQuestionMark;
//!
//! impl Stage for OneQuestionMark {
//!     fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
//!         for (at, marks) in view.text().match_indices("??") {
//!             out.replace(at..at + marks.len(), "?", "doubled");
//!         }
//!         Ok(())
//!     }
//! }
//!
//! let pipeline = unisono::Pipeline::builder().custom_stage(OneQuestionMark).build()?;
//! assert_eq!(pipeline.run("Where??")?.text(), "Where?");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod closure;
mod findings;
mod proposal;
mod view;

use std::fmt::Debug;

pub(crate) use closure::Closure;
pub(crate) use findings::{Findings, LineDecision};
pub use proposal::Proposal;
pub use view::View;

pub use crate::edit::Rule;

/// What a stage can need to know and another can find out.
///
/// ```
/// use unisono::stage::{Fact, Stage};
/// assert_eq!(unisono::sentences::Sentences::default().needs(), [Fact::Language]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fact {
    /// Language spans.
    Language,
    /// Which lines are boilerplate.
    Lines,
    /// Sentence spans.
    Sentences,
    /// Mentions of entities.
    Entities,
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Language => "the language",
            Self::Lines => "the lines",
            Self::Sentences => "the sentences",
            Self::Entities => "the entities",
        })
    }
}

/// A pure function from a view of a document to edits and marks.
///
/// Stages are deterministic: the same view gives the same proposal, on any thread. A cleaning stage never fails;
/// only one that asks something outside (a file, a process, a service) returns an error.
///
/// ```
/// use unisono::stage::{Proposal, Stage, StageError, View};
/// #[derive(Debug)]
/// struct FirstLine;
/// impl Stage for FirstLine {
///     fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
///         if let Some(feed) = view.text().find('\n') {
///             out.delete(feed..view.text().len(), "rest");
///         }
///         Ok(())
///     }
/// }
/// let pipeline = unisono::Pipeline::builder().custom_stage(FirstLine).build()?;
/// assert_eq!(pipeline.run("one\ntwo")?.text(), "one");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Stage: Send + Sync + Debug {
    /// The name under which the ledger, the report and `rewind` know it: the name of its type, unless said
    /// otherwise. A [`Configured`] stage goes by its kind.
    fn name(&self) -> &str {
        let path = std::any::type_name::<Self>();
        path.rsplit("::").next().unwrap_or(path)
    }

    /// Says what should change and what is to be known. All positions are bytes of `view.text()`; edits go in
    /// order of position, do not overlap and stay on character boundaries.
    ///
    /// # Errors
    /// When something outside fails. The document then fails, and no other.
    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError>;

    /// What an earlier stage must have found out. Checked when the pipeline is built.
    fn needs(&self) -> &[Fact] {
        &[]
    }

    /// What this stage finds out.
    fn gives(&self) -> &[Fact] {
        &[]
    }
}

/// A stage that is also its own configuration: its fields are its options.
///
/// With the feature `config` a pipeline of such stages can be written to TOML or JSON and read back. Fields that
/// are no options are `#[serde(skip)]`. [`Registry`](crate::pipeline::Registry) has an example.
#[cfg(feature = "config")]
pub trait Configured: Stage + serde::Serialize + serde::de::DeserializeOwned + Default + 'static {
    /// What `use = "..."` of a configuration names.
    const KIND: &'static str;
    /// One line on what it does.
    const ABOUT: &'static str = "";
    /// The ids of its rules, each with one line on what it does.
    const RULES: &'static [(&'static str, &'static str)] = &[];

    /// Its options that name files or folders; in a configuration file they are from its folder
    /// (`PipelineConfig::in_folder`).
    const FILES: &'static [&'static str] = &[];

    /// Loads what the options name, once, when the pipeline is built.
    ///
    /// # Errors
    /// When an option has no sense or names what cannot be loaded; the message says which and what to do.
    fn prepare(&mut self) -> Result<(), StageError> {
        Ok(())
    }
}

/// A stage that is also its own configuration: its fields are its options.
#[cfg(not(feature = "config"))]
pub trait Configured: Stage + Default + 'static {
    /// What `use = "..."` of a configuration names.
    const KIND: &'static str;
    /// One line on what it does.
    const ABOUT: &'static str = "";
    /// The ids of its rules, each with one line on what it does.
    const RULES: &'static [(&'static str, &'static str)] = &[];

    /// Its options that name files or folders; in a configuration file they are from its folder
    /// (`PipelineConfig::in_folder`).
    const FILES: &'static [&'static str] = &[];

    /// Loads what the options name, once, when the pipeline is built.
    ///
    /// # Errors
    /// When an option has no sense or names what cannot be loaded; the message says which and what to do.
    fn prepare(&mut self) -> Result<(), StageError> {
        Ok(())
    }
}

/// What went wrong in a stage.
///
/// ```
/// use unisono::stage::StageError;
/// let missing = std::fs::read("no such file").unwrap_err();
/// let error = StageError::new("names.tsv cannot be read").caused_by(missing);
/// assert_eq!(error.to_string(), "names.tsv cannot be read");
/// assert!(std::error::Error::source(&error).is_some());
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct StageError {
    message: String,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl StageError {
    /// An error with a message that says what is wrong and what to do.
    ///
    /// ```
    /// # use unisono::stage::StageError;
    /// assert_eq!(StageError::new("no engine").to_string(), "no engine");
    /// ```
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// The same error with what caused it.
    ///
    /// ```
    /// # use unisono::stage::StageError;
    /// let error = StageError::new("no engine").caused_by(std::fmt::Error);
    /// assert!(std::error::Error::source(&error).is_some());
    /// ```
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}
