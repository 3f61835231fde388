//! What the second pass asks.

use super::Parameters;
use super::fingerprint::key;
use super::learn::Ids;

/// A document that is a copy, by the hash of its id and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    pub(super) key: u64,
    /// The first document with the same words, and the first of the group, as places in the list of ids.
    pub(super) exact: Option<u32>,
    pub(super) near: Option<u32>,
    pub(super) similarity: u8,
}

/// Which documents of a corpus are copies of an earlier one. It holds hashes and ids, no text.
///
/// ```
/// use unisono::duplicates::Table;
/// assert_eq!(Table::default().find(Some("1"), "Any text."), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub(super) parameters: Parameters,
    pub(super) documents: u64,
    pub(super) alike: u64,
    /// By ascending key.
    pub(super) records: Vec<Record>,
    pub(super) ids: Ids,
}

/// What the table says of a document that is a copy.
///
/// ```
/// # use unisono::duplicates::{Fingerprints, Learner, Parameters};
/// let (mut fingerprints, parameters) = (Fingerprints::new(Parameters::default())?, Parameters::default());
/// let mut learner = Learner::new(parameters)?;
/// learner.add(&fingerprints.of(Some("1"), "The port reopens."));
/// learner.add(&fingerprints.of(Some("2"), "The port reopens!"));
/// let table = learner.finish();
/// let found = table.find(Some("2"), "The port reopens!").unwrap();
/// assert_eq!((found.copy_of, found.near, found.similarity), (Some("1"), Some("1"), 100));
/// # Ok::<(), unisono::duplicates::ParametersError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found<'t> {
    /// Id of the first document with the same words; `None` when this is the first one.
    pub copy_of: Option<&'t str>,
    /// Id of the first document of the group of copies and near copies; `None` when nothing tells the two apart.
    pub near: Option<&'t str>,
    /// Share of the shingles that it has in common with that one, as the signatures estimate it, in percent. A document that is near to another
    /// near copy and not to the first of the group has less than [`Parameters::similarity`].
    pub similarity: u8,
}

impl Table {
    /// What is known of the document of that id and text; `None` when it stays. Takes the time of reading the text once.
    ///
    /// A table of n copies takes another document for one of them by mistake once in 2^64 / n.
    ///
    /// ```
    /// # use unisono::duplicates::Table;
    /// assert!(Table::default().find(None, "").is_none());
    /// ```
    pub fn find(&self, id: Option<&str>, text: &str) -> Option<Found<'_>> {
        if self.records.is_empty() {
            return None;
        }
        let key = key(id, text);
        let place = self.records.binary_search_by_key(&key, |record| record.key).ok()?;
        let record = self.records.get(place)?;
        let id = |nth: Option<u32>| nth.map(|nth| self.ids.get(nth as usize));
        Some(Found { copy_of: id(record.exact), near: id(record.near), similarity: record.similarity })
    }

    /// Documents that are copies or near copies of an earlier one.
    ///
    /// ```
    /// assert_eq!(unisono::duplicates::Table::default().len(), 0);
    /// ```
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// True when no document is a copy.
    ///
    /// ```
    /// assert!(unisono::duplicates::Table::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Documents that have the words of an earlier one.
    ///
    /// ```
    /// assert_eq!(unisono::duplicates::Table::default().copies(), 0);
    /// ```
    pub fn copies(&self) -> usize {
        self.records.iter().filter(|record| record.exact.is_some()).count()
    }

    /// Documents that the table was learned from.
    ///
    /// ```
    /// assert_eq!(unisono::duplicates::Table::default().documents(), 0);
    /// ```
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Copies that have the id and the text of the document that stays. Nothing tells them apart, so all of them stay.
    ///
    /// ```
    /// # use unisono::duplicates::{Fingerprints, Learner, Parameters};
    /// let mut learner = Learner::new(Parameters::default())?;
    /// for _ in 0..2 {
    ///     learner.add(&Fingerprints::new(Parameters::default())?.of(Some("1"), "The port reopens."));
    /// }
    /// let table = learner.finish();
    /// assert_eq!((table.len(), table.not_told_apart()), (0, 1));
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn not_told_apart(&self) -> u64 {
        self.alike
    }

    /// What it was learned with.
    ///
    /// ```
    /// use unisono::duplicates::{Parameters, Table};
    /// assert_eq!(Table::default().parameters(), Parameters::default());
    /// ```
    pub fn parameters(&self) -> Parameters {
        self.parameters
    }
}
