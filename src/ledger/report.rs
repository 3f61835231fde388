//! What a run did, in numbers that add up.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::document::Document;

/// What one rule did over many documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RuleReport {
    /// Documents that it touched.
    pub documents: u64,
    /// Its edits.
    pub edits: u64,
    /// Bytes that it removed.
    pub removed: u64,
    /// Bytes that it inserted.
    pub inserted: u64,
}

/// What one stage did over many documents.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "config", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StageReport {
    /// Name of the stage.
    pub name: String,
    /// Documents that it saw.
    pub documents: u64,
    /// Documents that it changed.
    pub changed: u64,
    /// Documents that it rejected.
    pub rejected: u64,
    /// Edits that were refused.
    pub refused: u64,
    /// Wall-clock time that it took, summed over threads, in seconds.
    pub seconds: f64,
    /// By rule.
    pub rules: BTreeMap<&'static str, RuleReport>,
}

/// What a pipeline did over many documents. Reports of parts add up to the report of the whole, in any order.
///
/// ```
/// use unisono::{Pipeline, ledger::Report};
/// let pipeline = Pipeline::news();
/// let mut report = Report::default();
/// for text in ["a\r\nb", "c  d  e"] {
///     report.add(&pipeline.run(text)?);
/// }
/// let unicode = &report.stages()[1];
/// assert_eq!((report.documents(), unicode.changed, unicode.rules["space.run"].edits), (2, 2, 2));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "config", derive(serde::Serialize))]
pub struct Report {
    documents: u64,
    changed: u64,
    rejected: u64,
    stages: Vec<StageReport>,
}

impl Report {
    /// Counts a document that a pipeline has run over.
    ///
    /// ```
    /// let mut report = unisono::ledger::Report::default();
    /// report.add(&unisono::Pipeline::news().run("Rabat")?);
    /// assert_eq!(report.changed(), 0);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn add(&mut self, document: &Document) {
        self.documents += 1;
        self.changed += u64::from(document.text() != document.source());
        self.rejected += u64::from(document.rejected().is_some());
        for record in document.ledger().stages() {
            let rejected = document.rejected().is_some_and(|cause| &*cause.stage == record.name());
            let place = self.place(record.name());
            let stage = &mut self.stages[place];
            stage.documents += 1;
            stage.changed += u64::from(record.edits() > 0);
            stage.rejected += u64::from(rejected);
            stage.refused += u64::from(record.refused());
            stage.seconds += record.time().as_secs_f64();
            for count in record.counts().into_iter().filter(|count| count.edits > 0) {
                let rule = stage.rules.entry(count.rule).or_default();
                rule.documents += 1;
                rule.edits += u64::from(count.edits);
                rule.removed += count.removed;
                rule.inserted += count.inserted;
            }
        }
    }

    /// Adds the numbers of another report.
    ///
    /// ```
    /// use unisono::ledger::Report;
    /// let (mut one, mut other) = (Report::default(), Report::default());
    /// one.add(&unisono::Pipeline::news().run("Rabat")?);
    /// other.merge(&one);
    /// other.merge(&one);
    /// assert_eq!(other.documents(), 2);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.changed += other.changed;
        self.rejected += other.rejected;
        for from in &other.stages {
            let place = self.place(&from.name);
            let stage = &mut self.stages[place];
            stage.documents += from.documents;
            stage.changed += from.changed;
            stage.rejected += from.rejected;
            stage.refused += from.refused;
            stage.seconds += from.seconds;
            for (name, rule) in &from.rules {
                let to = stage.rules.entry(name).or_default();
                to.documents += rule.documents;
                to.edits += rule.edits;
                to.removed += rule.removed;
                to.inserted += rule.inserted;
            }
        }
    }

    /// Where the stage of that name stands; it is added when it is new.
    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.stages.iter().position(|stage| stage.name == name) {
            return place;
        }
        self.stages.push(StageReport { name: name.to_owned(), ..StageReport::default() });
        self.stages.len() - 1
    }

    /// Documents seen.
    ///
    /// ```
    /// assert_eq!(unisono::ledger::Report::default().documents(), 0);
    /// ```
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Documents whose text changed.
    ///
    /// ```
    /// assert_eq!(unisono::ledger::Report::default().changed(), 0);
    /// ```
    pub fn changed(&self) -> u64 {
        self.changed
    }

    /// Documents that a stage rejected.
    ///
    /// ```
    /// assert_eq!(unisono::ledger::Report::default().rejected(), 0);
    /// ```
    pub fn rejected(&self) -> u64 {
        self.rejected
    }

    /// By stage, in the order of the pipeline.
    ///
    /// ```
    /// assert!(unisono::ledger::Report::default().stages().is_empty());
    /// ```
    pub fn stages(&self) -> &[StageReport] {
        &self.stages
    }

    /// The time of all stages together.
    ///
    /// ```
    /// assert!(unisono::ledger::Report::default().time().is_zero());
    /// ```
    pub fn time(&self) -> Duration {
        Duration::from_secs_f64(self.stages.iter().map(|stage| stage.seconds).sum::<f64>().max(0.0))
    }
}

impl std::iter::Sum for Report {
    fn sum<I: Iterator<Item = Self>>(reports: I) -> Self {
        reports.fold(Self::default(), |mut sum, report| {
            sum.merge(&report);
            sum
        })
    }
}
