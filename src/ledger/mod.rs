//! Why a text is as it is: what every stage did, and what became of what it did not keep.

mod beside;
mod cause;
mod explain;
mod record;
mod report;

use std::sync::Arc;

pub use cause::Cause;
#[cfg(feature = "page")]
pub(crate) use explain::hidden;
pub use explain::{Entry, Explanation, visible};
pub(crate) use record::Sizes;
pub use record::{Ledger, StageRecord};
pub use report::{Report, RuleReport, StageReport};

use crate::document::Mark;

/// How much of its history a document keeps.
///
/// ```
/// use unisono::{Pipeline, Trace};
/// let counts = Pipeline::news().with_trace(Trace::Counts).run("a\r\nb")?;
/// assert!(counts.edits().is_empty());
/// assert_eq!(counts.ledger().stages().map(|stage| stage.edits()).sum::<u64>(), 1);
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub enum Trace {
    /// Nothing.
    Off,
    /// What each rule did, in numbers.
    Counts,
    /// Every edit: the document can be traced, explained, rewound and replayed.
    #[default]
    Full,
}

/// A mark whose text is gone.
///
/// ```
/// let pipeline = unisono::Pipeline::builder()
///     .custom("mark", |_, out| { out.sentence(0..5); Ok(()) })
///     .custom("mute", |_, out| { out.delete(0..5, "all"); Ok(()) })
///     .language(false)
///     .build()?;
/// let document = pipeline.run("Rabat")?;
/// assert_eq!(&*document.ledger().lost_marks()[0].stage, "mute");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LostMark {
    /// The stage that took the text away.
    pub stage: Arc<str>,
    /// The mark; its span is in the text before that stage.
    pub mark: Mark,
}

/// What replaying a ledger on a text finds when the text is not the document's source.
///
/// ```
/// let document = unisono::Pipeline::news().run("a\r\nb")?;
/// assert!(document.ledger().replay("another text").is_err());
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The text is not the document's source.
    #[error("the text is not the document's source: it differs from byte {at} on")]
    OtherSource {
        /// First byte that differs.
        at: usize,
    },
    /// The document was made without a full trace.
    #[error("the document keeps no edits; run the pipeline with `Trace::Full`")]
    NoTrace,
}
