//! Why an edit was refused.

use crate::document::{Current, Span};

/// An edit that the engine refuses, with the rule that proposed it and where.
///
/// ```
/// use unisono::{Pipeline, edit::EditFault, pipeline::Error};
/// let pipeline = Pipeline::builder()
///     .custom("twice", |_, out| {
///         out.delete(0..2, "first");
///         out.delete(1..3, "second");
///         Ok(())
///     })
///     .language(false)
///     .build()?;
/// let Err(Error::Edit { stage, source, .. }) = pipeline.run("Rabat") else { panic!() };
/// assert_eq!((&*stage, source.rule, source.fault), ("twice", "second", EditFault::Overlap));
/// # Ok::<(), unisono::pipeline::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("edit `{rule}` at bytes {span} {fault}")]
#[non_exhaustive]
pub struct EditError {
    /// The rule named by the edit.
    pub rule: &'static str,
    /// Bytes of the text that the stage was given.
    pub span: Span<Current>,
    /// What is wrong with it.
    pub fault: EditFault,
}

/// What is wrong with an edit.
///
/// ```
/// use unisono::edit::EditFault;
/// assert_eq!(EditFault::Range.to_string(), "lies outside the text");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditFault {
    /// It shares bytes, or its position, with the edit before it.
    #[error("overlaps the edit before it")]
    Overlap,
    /// It stands before an edit that was proposed earlier.
    #[error("stands before an edit that was proposed earlier; edits go in order of position")]
    Unsorted,
    /// It cuts a character in two.
    #[error("cuts a character in two")]
    Boundary,
    /// It lies outside the text.
    #[error("lies outside the text")]
    Range,
    /// `link_move` was called without two edits before it that no other move has taken.
    #[error("is no move: `link_move` takes the two edits before it")]
    NoMove,
    /// The text would grow beyond 4 GiB.
    #[error("makes the text longer than 4 GiB")]
    TooLong,
}

impl EditError {
    pub(crate) fn new(rule: &'static str, start: u32, end: u32, fault: EditFault) -> Self {
        Self { rule, span: Span::new(start, end), fault }
    }
}
