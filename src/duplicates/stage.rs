//! The stages `exact-duplicates` and `near-duplicates`.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use super::{Found, Table};
use crate::stage::{Configured, Proposal, Rule, Stage, StageError, View};

const COPY: &str = "copy";
const NEAR_COPY: &str = "near-copy";

/// Rejects documents that have the words of an earlier one, as a table says that was learned from the same corpus.
///
/// A document is known by its id and its source, so the stage may stand anywhere in a pipeline. What the table has not seen stays.
///
/// ```
/// use unisono::duplicates::{ExactDuplicates, Fingerprints, Learner, Parameters};
/// let (mut fingerprints, mut learner) = (Fingerprints::new(Parameters::default())?, Learner::new(Parameters::default())?);
/// learner.add(&fingerprints.of(Some("1"), "The port reopens."));
/// learner.add(&fingerprints.of(Some("2"), "The port reopens!"));
///
/// let stage = ExactDuplicates::from_table(learner.finish());
/// let pipeline = unisono::Pipeline::builder().stage(stage).build()?;
/// let first = pipeline.run_document(unisono::Document::new("The port reopens.")?.with_id("1"))?;
/// assert!(first.rejected().is_none());
/// let second = pipeline.run_document(unisono::Document::new("The port reopens!")?.with_id("2"))?;
/// assert_eq!(second.rejected().and_then(|cause| cause.reason.as_deref()), Some("the same words as `1`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct ExactDuplicates {
    /// The file that `unisono learn duplicates` has written.
    pub table: String,
    #[cfg_attr(feature = "config", serde(skip))]
    loaded: Option<Arc<Table>>,
}

/// Rejects copies and near copies of an earlier document, as a table says that was learned from the same corpus.
///
/// A document is known by its id and its source, so the stage may stand anywhere in a pipeline. What the table has not seen stays.
///
/// ```
/// use unisono::duplicates::{NearDuplicates, Table};
/// let pipeline = unisono::Pipeline::builder().stage(NearDuplicates::from_table(Table::default())).build()?;
/// assert!(pipeline.run("The port reopens.")?.rejected().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct NearDuplicates {
    /// The file that `unisono learn duplicates` has written.
    pub table: String,
    /// Share of shingles, in percent, that a document has in common with the one that stays, at least. 0, the default, rejects all of a
    /// group, also what is near to a near copy only.
    pub min_similarity: u8,
    #[cfg_attr(feature = "config", serde(skip))]
    loaded: Option<Arc<Table>>,
}

impl ExactDuplicates {
    /// A stage with the table of that file, which is read when the pipeline is built.
    ///
    /// ```
    /// use unisono::duplicates::ExactDuplicates;
    /// let error = unisono::Pipeline::builder().stage(ExactDuplicates::new("no/such.bin")).build().unwrap_err();
    /// assert!(error.to_string().contains("no/such.bin"));
    /// ```
    pub fn new(table: impl Into<String>) -> Self {
        Self { table: table.into(), ..Self::default() }
    }

    /// A stage with a table at hand. Written to a configuration, it names no file.
    ///
    /// ```
    /// use unisono::duplicates::{ExactDuplicates, Table};
    /// assert!(ExactDuplicates::from_table(Table::default()).table.is_empty());
    /// ```
    pub fn from_table(table: impl Into<Arc<Table>>) -> Self {
        Self { table: String::new(), loaded: Some(table.into()) }
    }
}

impl NearDuplicates {
    /// A stage with the table of that file, which is read when the pipeline is built.
    ///
    /// ```
    /// use unisono::duplicates::NearDuplicates;
    /// assert!(unisono::Pipeline::builder().stage(NearDuplicates::new("no/such.bin")).build().is_err());
    /// ```
    pub fn new(table: impl Into<String>) -> Self {
        Self { table: table.into(), ..Self::default() }
    }

    /// A stage with a table at hand. Written to a configuration, it names no file.
    ///
    /// ```
    /// use unisono::duplicates::{NearDuplicates, Table};
    /// assert!(NearDuplicates::from_table(Table::default()).table.is_empty());
    /// ```
    pub fn from_table(table: impl Into<Arc<Table>>) -> Self {
        Self { loaded: Some(table.into()), ..Self::default() }
    }
}

impl Stage for ExactDuplicates {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        if let Some(first) = find(self.loaded.as_deref(), *view).and_then(|found| found.copy_of) {
            out.reject_because(COPY, same_words(first));
        }
        Ok(())
    }
}

impl Stage for NearDuplicates {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let Some(found) = find(self.loaded.as_deref(), *view) else { return Ok(()) };
        let near = found.near.filter(|_| found.similarity >= self.min_similarity);
        match (found.copy_of, near) {
            (Some(first), _) => out.reject_because(COPY, same_words(first)),
            (None, Some(first)) => {
                let rule = Rule::new(NEAR_COPY).sure(f32::from(found.similarity) / 100.0);
                out.reject_because(rule, format!("near `{first}`: {} % of shingles", found.similarity));
            }
            (None, None) => {}
        }
        Ok(())
    }
}

fn find<'t>(table: Option<&'t Table>, view: View<'_>) -> Option<Found<'t>> {
    table.and_then(|table| table.find(view.id(), view.source()))
}

fn same_words(first: &str) -> String {
    format!("the same words as `{first}`")
}

fn load(table: &str, loaded: &mut Option<Arc<Table>>) -> Result<(), StageError> {
    if table.is_empty() {
        if loaded.is_some() {
            return Ok(());
        }
        let how = "make one with `unisono learn duplicates IN -o duplicates.bin`, and name it: table = \"duplicates.bin\"";
        return Err(StageError::new(format!("the option `table` is missing; {how}")));
    }
    let file = File::open(table)
        .map_err(|error| StageError::new(format!("the table `{table}` cannot be read")).caused_by(error))?;
    let read = Table::read_from(BufReader::with_capacity(256 << 10, file))
        .map_err(|error| StageError::new(format!("the table `{table}` cannot be used")).caused_by(error))?;
    *loaded = Some(Arc::new(read));
    Ok(())
}

impl Configured for ExactDuplicates {
    const KIND: &'static str = "exact-duplicates";
    const ABOUT: &'static str =
        "rejects documents that have the words of an earlier one, as a learned table says";
    const RULES: &'static [(&'static str, &'static str)] =
        &[(COPY, "an earlier document has the same words")];

    fn prepare(&mut self) -> Result<(), StageError> {
        load(&self.table, &mut self.loaded)
    }
}

impl Configured for NearDuplicates {
    const KIND: &'static str = "near-duplicates";
    const ABOUT: &'static str =
        "rejects copies and near copies of earlier documents, as a learned table says";
    const RULES: &'static [(&'static str, &'static str)] = &[
        (COPY, "an earlier document has the same words"),
        (NEAR_COPY, "an earlier document has most of its shingles in common with this one"),
    ];

    fn prepare(&mut self) -> Result<(), StageError> {
        if self.min_similarity > 100 {
            return Err(StageError::new("`min_similarity` is a percentage, 0 to 100"));
        }
        load(&self.table, &mut self.loaded)
    }
}
