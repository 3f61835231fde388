//! The first pass: documents in, a table out.

use super::cluster::{Groups, near};
use super::fingerprint::Fingerprint;
use super::sketch::similarity;
use super::table::{Record, Table};
use super::{Parameters, ParametersError};

/// Documents whose signatures are kept together: memory grows by so many at a time, and is never copied.
const CHUNK: usize = 4096;

/// Finds out which documents are copies of an earlier one.
///
/// ```
/// use unisono::duplicates::{Fingerprints, Learner, Parameters};
/// let mut fingerprints = Fingerprints::new(Parameters::default())?;
/// let mut learner = Learner::new(Parameters::default())?;
/// for id in ["1", "2"] {
///     learner.add(&fingerprints.of(Some(id), "The port reopens."));
/// }
/// assert_eq!(learner.finish().len(), 1);
/// # Ok::<(), unisono::duplicates::ParametersError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    pub(super) parameters: Parameters,
    /// Blank ones included.
    pub(super) documents: u64,
    pub(super) keys: Vec<u64>,
    pub(super) texts: Vec<u64>,
    signatures: Vec<Vec<u8>>,
    pub(super) ids: Ids,
}

/// Strings one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ids {
    pub(super) bytes: Vec<u8>,
    pub(super) ends: Vec<u64>,
}

impl Ids {
    pub(super) fn push(&mut self, id: &str) {
        self.bytes.extend_from_slice(id.as_bytes());
        self.ends.push(self.bytes.len() as u64);
    }

    pub(super) fn get(&self, nth: usize) -> &str {
        let start = nth.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(nth).copied().unwrap_or(start);
        let bytes = self.bytes.get(start as usize..end as usize).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl Learner {
    /// A learner that has seen nothing.
    ///
    /// # Errors
    /// When a parameter is out of its range.
    ///
    /// ```
    /// # use unisono::duplicates::{Learner, Parameters};
    /// assert!(Learner::new(Parameters::default())?.finish().is_empty());
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn new(parameters: Parameters) -> Result<Self, ParametersError> {
        parameters.check()?;
        Ok(Self {
            parameters,
            documents: 0,
            keys: Vec::new(),
            texts: Vec::new(),
            signatures: Vec::new(),
            ids: Ids::default(),
        })
    }

    /// The next document, in the order of the input. Fingerprints of other parameters are near to nothing. Of more than 4,294,967,294
    /// documents the last ones are not compared.
    ///
    /// ```
    /// # use unisono::duplicates::{Fingerprints, Learner, Parameters};
    /// let mut learner = Learner::new(Parameters::default())?;
    /// learner.add(&Fingerprints::new(Parameters::default())?.of(None, "A text."));
    /// assert_eq!(learner.documents(), 1);
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn add(&mut self, document: &Fingerprint) {
        self.documents += 1;
        if document.signature.len() == self.parameters.bytes() {
            self.push(document.key, document.text, &document.signature, &document.id);
        }
    }

    pub(super) fn push(&mut self, key: u64, text: u64, signature: &[u8], id: &str) {
        if self.keys.len() >= u32::MAX as usize - 1 {
            return;
        }
        if self.keys.len().is_multiple_of(CHUNK) {
            self.signatures.push(Vec::with_capacity(CHUNK * self.parameters.bytes()));
        }
        if let Some(chunk) = self.signatures.last_mut() {
            chunk.extend_from_slice(signature);
        }
        self.keys.push(key);
        self.texts.push(text);
        self.ids.push(id);
    }

    /// Documents seen, those without words included.
    ///
    /// ```
    /// # use unisono::duplicates::{Learner, Parameters};
    /// assert_eq!(Learner::new(Parameters::default())?.documents(), 0);
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Adds what another learner has seen, as if it came after what this one has.
    ///
    /// # Errors
    /// When their parameters differ; nothing is added then.
    ///
    /// ```
    /// # use unisono::duplicates::{Learner, Parameters};
    /// let mut learner = Learner::new(Parameters::default())?;
    /// let other = Learner::new(Parameters { words: 3, ..Parameters::default() })?;
    /// assert!(learner.append(&other).is_err());
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn append(&mut self, other: &Self) -> Result<(), ParametersError> {
        if self.parameters != other.parameters {
            let (ours, theirs) = (self.parameters, other.parameters);
            let message =
                format!("one was learned with {ours:?}, the other with {theirs:?}: learn them alike");
            return Err(ParametersError(message));
        }
        for nth in 0..other.keys.len() {
            let (Some(&key), Some(&text)) = (other.keys.get(nth), other.texts.get(nth)) else { continue };
            self.push(key, text, other.signature(nth), other.ids.get(nth));
        }
        self.documents += other.documents;
        Ok(())
    }

    pub(super) fn signature(&self, nth: usize) -> &[u8] {
        let bytes = self.parameters.bytes();
        let start = nth % CHUNK * bytes;
        let chunk = self.signatures.get(nth / CHUNK);
        chunk.and_then(|chunk| chunk.get(start..start + bytes)).unwrap_or_default()
    }

    /// The table of all that are copies of an earlier document.
    ///
    /// ```
    /// # use unisono::duplicates::{Learner, Parameters};
    /// assert_eq!(Learner::new(Parameters::default())?.finish().documents(), 0);
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn finish(self) -> Table {
        let first = self.copies();
        let mut groups = Groups::of(&first);
        near(&self, &first, &mut groups);
        let mut table = Table { documents: self.documents, parameters: self.parameters, ..Table::default() };
        let mut kept = Vec::new();
        for nth in 0..self.keys.len() as u32 {
            let exact = first.get(nth as usize).copied().unwrap_or(nth);
            let group = groups.first(nth);
            if group == nth {
                continue;
            }
            let key = self.keys.get(nth as usize).copied().unwrap_or_default();
            // What has the id and the text of the one that stays cannot be told from it.
            let known =
                |first: u32| (first != nth && self.keys.get(first as usize) != Some(&key)).then_some(first);
            let (exact, near) = (known(exact), known(group));
            if exact.is_none() && near.is_none() {
                table.alike += 1;
                continue;
            }
            kept.extend(exact);
            kept.extend(near);
            let similarity = similarity(self.signature(nth as usize), self.signature(group as usize));
            table.records.push(Record { key, exact, near, similarity });
        }
        kept.sort_unstable();
        kept.dedup();
        for record in &mut table.records {
            for place in [&mut record.exact, &mut record.near] {
                *place = place.and_then(|first| kept.binary_search(&first).ok()).map(|nth| nth as u32);
            }
        }
        for nth in kept {
            table.ids.push(self.ids.get(nth as usize));
        }
        table.records.sort_unstable();
        // Several copies of one id are one record: what is true of one of them is true of all.
        table.records.dedup_by_key(|record| record.key);
        table
    }

    /// For each document the first one with the same words.
    fn copies(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> = self.texts.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut first: Vec<u32> = (0..self.texts.len() as u32).collect();
        for same in order.chunk_by(|one, other| one.0 == other.0) {
            let Some(&(_, leader)) = same.first() else { continue };
            for &(_, nth) in same {
                if let Some(place) = first.get_mut(nth as usize) {
                    *place = leader;
                }
            }
        }
        first
    }
}
