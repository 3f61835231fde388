//! What every stage did to one document, in a handful of shared buffers.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::{LostMark, ReplayError};
use crate::document::Mark;
use crate::edit::{Applied, Layer, Link, RuleCount, tally};

/// Everything that happened to a document.
///
/// ```
/// let document = unisono::Pipeline::news().run("a\r\nb")?;
/// let changed: Vec<&str> =
///     document.ledger().stages().filter(|stage| stage.edits() > 0).map(|stage| stage.name()).collect();
/// assert_eq!(changed, ["unicode"]);
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The document's own: it never changes, so with the edits it gives the text at every stage.
    source: Arc<str>,
    records: Vec<Record>,
    // The edits of all stages, one after the other: a document costs few allocations, whatever the number of stages.
    edits: Vec<Applied>,
    inserted: String,
    links: Vec<Link>,
    rules: Vec<&'static str>,
    /// What each rule did; where the edits are kept they tell it themselves.
    counts: Vec<RuleCount>,
    lost: Vec<LostMark>,
    /// True once a stage changed the text without its edits being kept.
    incomplete: bool,
}

/// Where the part of one stage ends in the buffers; it begins where the part before it ends.
#[derive(Debug, Clone)]
struct Record {
    stage: Arc<str>,
    time: Duration,
    refused: u32,
    edits: u32,
    inserted: u32,
    links: u32,
    rules: u32,
    counts: u32,
}

/// How much the buffers of a ledger hold for a source of so many bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sizes {
    source: usize,
    edits: usize,
    inserted: usize,
    rules: usize,
}

/// What one stage did to a document.
///
/// ```
/// let document = unisono::Pipeline::news().run("a\r\nb\r\nc")?;
/// let unicode = document.ledger().stages().nth(1).expect("the second stage");
/// assert_eq!((unicode.name(), unicode.edits()), ("unicode", 2));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct StageRecord<'l> {
    ledger: &'l Ledger,
    index: usize,
}

impl<'l> StageRecord<'l> {
    fn record(self) -> &'l Record {
        &self.ledger.records[self.index]
    }

    /// The part of a buffer that belongs to the stage.
    fn part(self, end: impl Fn(&Record) -> u32) -> Range<usize> {
        let start = self.index.checked_sub(1).map_or(0, |before| end(&self.ledger.records[before]));
        start as usize..end(self.record()) as usize
    }

    /// Name of the stage.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert_eq!(document.ledger().stages().next().map(|stage| stage.name()), Some("mojibake"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn name(self) -> &'l str {
        &self.record().stage
    }

    /// Number of edits.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().all(|stage| stage.edits() == 0));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn edits(self) -> u64 {
        self.counts().iter().map(|count| u64::from(count.edits)).sum()
    }

    /// Number of edits that were refused: they touched protected text, or lost a conflict.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().all(|stage| stage.refused() == 0));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn refused(self) -> u32 {
        self.record().refused
    }

    /// Wall-clock time that the stage took.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().all(|stage| stage.time().as_secs() < 60));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn time(self) -> Duration {
        self.record().time
    }

    /// The names that the edits of the layer refer to.
    pub(crate) fn rules(self) -> &'l [&'static str] {
        &self.ledger.rules[self.part(|record| record.rules)]
    }

    /// What each rule did.
    pub(crate) fn counts(self) -> Vec<RuleCount> {
        let counts = &self.ledger.counts[self.part(|record| record.counts)];
        if counts.is_empty() { tally(self.layer().edits, self.rules()) } else { counts.to_vec() }
    }

    /// The edits, if they were kept.
    pub(crate) fn layer(self) -> Layer<'l> {
        let ledger = self.ledger;
        Layer {
            edits: &ledger.edits[self.part(|record| record.edits)],
            inserted: ledger.inserted.get(self.part(|record| record.inserted)).unwrap_or_default(),
            links: &ledger.links[self.part(|record| record.links)],
        }
    }
}

impl Ledger {
    pub(crate) fn of(source: Arc<str>) -> Self {
        Self {
            source,
            records: Vec::new(),
            edits: Vec::new(),
            inserted: String::new(),
            links: Vec::new(),
            rules: Vec::new(),
            counts: Vec::new(),
            lost: Vec::new(),
            incomplete: false,
        }
    }

    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// What every stage did, in order.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.ledger().stages().any(|stage| stage.name() == "language"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn stages(&self) -> impl DoubleEndedIterator<Item = StageRecord<'_>> + ExactSizeIterator {
        (0..self.records.len()).map(|index| StageRecord { ledger: self, index })
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
        if *source != *self.source {
            let same = source.bytes().zip(self.source.bytes()).take_while(|(one, other)| one == other);
            return Err(ReplayError::OtherSource { at: same.count() });
        }
        Ok(self.text_after(self.changes()))
    }

    /// What the changes make of the source.
    fn text_after<'l>(&'l self, changes: impl Iterator<Item = StageRecord<'l>>) -> String {
        changes.fold(self.source.as_ref().to_owned(), |text, stage| stage.layer().redo(&text))
    }

    /// Bytes that the ledger holds on the heap for its edits and counts.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("a\r\nb")?;
    /// assert!(document.ledger().heap_bytes() > 0);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.records)
            + size_of_val(&*self.edits)
            + self.inserted.len()
            + size_of_val(&*self.links)
            + size_of_val(&*self.rules)
            + size_of_val(&*self.counts)
            + size_of_val(&*self.lost)
    }

    /// The text before the first stage of that name.
    pub(crate) fn rewind(&self, stage: &str) -> Option<String> {
        let first = self.records.iter().position(|record| &*record.stage == stage)?;
        self.is_complete().then(|| self.text_after(self.changes().take_while(|stage| stage.index < first)))
    }

    pub(crate) fn is_complete(&self) -> bool {
        !self.incomplete
    }

    /// The stages that changed the text, in order.
    pub(crate) fn changes(&self) -> impl DoubleEndedIterator<Item = StageRecord<'_>> {
        self.stages().filter(|stage| !stage.part(|record| record.edits).is_empty())
    }

    /// Makes room for a document like the one that needed `sizes`, of `stages` stages.
    pub(crate) fn reserve(&mut self, sizes: Sizes, stages: usize) {
        self.records.reserve(stages);
        // In proportion, so that one huge document does not make the next ones hold memory that they do not need.
        let scaled = |size: usize| size * self.source.len() / sizes.source.max(self.source.len()).max(1);
        self.edits.reserve(scaled(sizes.edits));
        self.inserted.reserve(scaled(sizes.inserted));
        self.rules.reserve(scaled(sizes.rules));
    }

    pub(crate) fn sizes(&self) -> Sizes {
        Sizes {
            source: self.source.len(),
            edits: self.edits.len(),
            inserted: self.inserted.len(),
            rules: self.rules.len(),
        }
    }

    /// Keeps the edits of a stage, for the next record. Offsets of more than 4 GiB of inserted text have no room:
    /// the document then has no trace.
    pub(crate) fn keep(&mut self, edits: &[Applied], inserted: &str, links: &[Link]) {
        if self.inserted.len() + inserted.len() >= u32::MAX as usize {
            return self.forget();
        }
        self.edits.extend_from_slice(edits);
        self.inserted.push_str(inserted);
        self.links.extend_from_slice(links);
    }

    /// Closes the record of a stage that made `edits` by `rules`.
    pub(crate) fn record(
        &mut self,
        stage: Arc<str>,
        rules: &[&'static str],
        edits: &[Applied],
        refused: u32,
        time: Duration,
    ) {
        let kept = self.edits.len() as u32 > self.records.last().map_or(0, |last| last.edits);
        if kept {
            self.rules.extend_from_slice(rules);
        } else if !edits.is_empty() {
            self.counts.append(&mut tally(edits, rules));
        }
        self.records.push(Record {
            stage,
            time,
            refused,
            edits: self.edits.len() as u32,
            inserted: self.inserted.len() as u32,
            links: self.links.len() as u32,
            rules: self.rules.len() as u32,
            counts: self.counts.len() as u32,
        });
    }

    /// Says that a stage changed the text and its edits are not kept.
    pub(crate) fn forget(&mut self) {
        self.incomplete = true;
    }

    pub(crate) fn lose(&mut self, stage: &Arc<str>, marks: Vec<Mark>) {
        self.lost.extend(marks.into_iter().map(|mark| LostMark { stage: stage.clone(), mark }));
    }
}
