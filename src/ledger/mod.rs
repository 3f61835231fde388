//! Why a text is as it is: what every stage did, and what became of what it did not keep.

mod cause;
mod explain;
mod report;

use std::sync::Arc;
use std::time::Duration;

pub use cause::Cause;
pub use explain::{Entry, Explanation, visible};
pub use report::{Report, RuleReport, StageReport};

use crate::document::Mark;
use crate::edit::{Layer, Mismatch, RuleCount};

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

/// What one stage did to a document.
#[derive(Debug, Clone)]
pub struct StageRecord {
    stage: Arc<str>,
    rules: Box<[RuleCount]>,
    refused: u32,
    time: Duration,
    layer: Option<Layer>,
}

impl StageRecord {
    /// Name of the stage.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert_eq!(document.ledger().stages().next().map(|stage| stage.name()), Some("unicode"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.stage
    }

    /// Number of edits.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().all(|stage| stage.edits() == 0));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn edits(&self) -> u64 {
        self.rules.iter().map(|count| u64::from(count.edits)).sum()
    }

    /// Number of edits that were refused: they touched protected text, or lost a conflict.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().all(|stage| stage.refused() == 0));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn refused(&self) -> u32 {
        self.refused
    }

    /// Wall-clock time that the stage took.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().all(|stage| stage.time().as_secs() < 60));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn time(&self) -> Duration {
        self.time
    }

    pub(crate) fn rules(&self) -> &[RuleCount] {
        &self.rules
    }
}

/// A mark whose text is gone.
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
    /// The text differs from the one that the stage was given.
    #[error("stage `{stage}` was given another text: byte {at} differs; replay takes the document's source")]
    Mismatch {
        /// The stage.
        stage: Arc<str>,
        /// Byte of the text before the stage.
        at: u32,
    },
    /// The document was made without a full trace.
    #[error("the document keeps no edits; run the pipeline with `Trace::Full`")]
    NoTrace,
}

/// Everything that happened to a document.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    records: Vec<StageRecord>,
    lost: Vec<LostMark>,
    /// True once a stage changed the text without its edits being kept.
    incomplete: bool,
}

impl Ledger {
    /// What every stage did, in order.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().any(|stage| stage.name() == "language"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn stages(&self) -> impl ExactSizeIterator<Item = &StageRecord> {
        self.records.iter()
    }

    /// Marks whose text is gone, in the order in which they went.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().lost_marks().is_empty());
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn lost_marks(&self) -> &[LostMark] {
        &self.lost
    }

    /// Number of edits refused over all stages.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert_eq!(document.ledger().refused(), 0);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn refused(&self) -> u64 {
        self.records.iter().map(|record| u64::from(record.refused)).sum()
    }

    /// The text that the recorded edits make of `source`.
    ///
    /// # Errors
    /// [`ReplayError`] when `source` is not what the edits were made for, or none were kept.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("a\r\nb")?;
    /// assert_eq!(document.ledger().replay("a\r\nb")?, "a\nb");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replay(&self, source: &str) -> Result<String, ReplayError> {
        if self.incomplete {
            return Err(ReplayError::NoTrace);
        }
        let mut text = source.to_owned();
        for (record, layer) in self.records.iter().filter_map(|record| Some((record, record.layer.as_ref()?)))
        {
            text = layer
                .redo(&text)
                .map_err(|Mismatch { at }| ReplayError::Mismatch { stage: record.stage.clone(), at })?;
        }
        Ok(text)
    }

    /// Bytes that the ledger holds on the heap.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("a\r\nb")?;
    /// assert!(document.ledger().heap_bytes() > 0);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn heap_bytes(&self) -> usize {
        let of = |record: &StageRecord| {
            size_of::<StageRecord>()
                + size_of_val(&*record.rules)
                + record.layer.as_ref().map_or(0, Layer::heap_bytes)
        };
        self.records.iter().map(of).sum::<usize>() + size_of_val(&*self.lost)
    }

    pub(crate) fn rewind(&self, text: &str, stage: &str) -> Option<String> {
        if self.incomplete {
            return None;
        }
        let first = self.records.iter().position(|record| &*record.stage == stage)?;
        let mut text = text.to_owned();
        for layer in self.records[first..].iter().rev().filter_map(|record| record.layer.as_ref()) {
            text = layer.undo(&text).ok()?;
        }
        Some(text)
    }

    pub(crate) fn is_complete(&self) -> bool {
        !self.incomplete
    }

    pub(crate) fn layers(&self) -> impl DoubleEndedIterator<Item = &Layer> {
        self.records.iter().filter_map(|record| record.layer.as_ref())
    }

    /// The layers with the name of their stage and the names of its rules.
    pub(crate) fn stage_layers(&self) -> impl Iterator<Item = (&str, &[RuleCount], &Layer)> {
        self.records
            .iter()
            .filter_map(|record| Some((&*record.stage, &*record.rules, record.layer.as_ref()?)))
    }

    pub(crate) fn record(&mut self, record: StageRecord) {
        self.incomplete |= record.layer.is_none() && record.edits() > 0;
        self.records.push(record);
    }

    /// Says that a stage changed the text and nothing of it is kept.
    pub(crate) fn forget(&mut self) {
        self.incomplete = true;
    }

    pub(crate) fn lose(&mut self, stage: &Arc<str>, marks: Vec<Mark>) {
        self.lost.extend(marks.into_iter().map(|mark| LostMark { stage: stage.clone(), mark }));
    }
}

impl StageRecord {
    pub(crate) fn new(
        stage: Arc<str>,
        rules: Box<[RuleCount]>,
        refused: u32,
        time: Duration,
        layer: Option<Layer>,
    ) -> Self {
        Self { stage, rules, refused, time, layer }
    }
}
