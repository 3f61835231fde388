//! Documents that stand in a corpus twice: copies, and copies with changes.
//!
//! One document does not show that it is a copy; the corpus does. So there are two passes. The first makes a [`Fingerprint`] of every
//! document, in the order of the input, and a [`Learner`] finds out which are copies of an earlier one. The [`Table`] that it makes names
//! only these. The second pass asks it about one document at a time: the first document of each group stays, the others are rejected by
//! the stages [`ExactDuplicates`] and [`NearDuplicates`], with the id of the one that stays.
//!
//! ```
//! use unisono::duplicates::{Fingerprints, Learner, Parameters, Table};
//!
//! let texts = [("a", "The port reopens on Monday."), ("b", "Trains are late."), ("c", "THE PORT REOPENS ON MONDAY")];
//! let mut fingerprints = Fingerprints::new(Parameters::default())?;
//! let mut learner = Learner::new(Parameters::default())?;
//! for (id, text) in texts {
//!     learner.add(&fingerprints.of(Some(id), text));
//! }
//! let table = learner.finish();
//! let found = table.find(Some("c"), "THE PORT REOPENS ON MONDAY").unwrap();
//! assert_eq!(found.copy_of, Some("a"));
//! assert_eq!(table.find(Some("a"), "The port reopens on Monday."), None);
//! # Ok::<(), unisono::duplicates::ParametersError>(())
//! ```
//!
//! Two documents are **copies** when their words are the same, in the same order: case, accents, punctuation and white space do not
//! count, digits do. A text without a letter or a digit is a copy of nothing.
//!
//! Two documents are **near copies** when they have most of their shingles (runs of five words) in common. Every document has a signature
//! of 112 values of one byte (Broder 1997, "On the resemblance and containment of documents"; values by the method of Dahlgaard, Knudsen and
//! Thorup 2017, "Fast similarity sketching"; cut to a byte as in Li and König 2010, "b-bit minwise hashing"). Documents with the same values
//! in one of the bands are candidates (locality-sensitive hashing); a candidate is a near copy when its signature says that the share of
//! common shingles (Jaccard) is [`Parameters::similarity`] or more. What near copies link is one group.
//!
//! Measured on 3,800 documents with 1,300 planted copies, of which 100 to each kind of change, and 1,200 pages in thirty frames that
//! forty pages each have in common (`cargo test --test duplicates -- --nocapture`); found, in percent, and false alarms:
//!
//! | words of a shingle, bands x rows, similarity | marks and capitals | 2 % of words | 5 % | 10 % | stretch of 10 % | 20 % | 30 % | sentences out: 10 % | 20 % | 30 % | false |
//! |---|---|---|---|---|---|---|---|---|---|---|---|
//! | 5, 28x4, 60 (the default) | 100 | 100 | 67 | 1 | 100 | 89 | 6 | 99 | 84 | 59 | 0 |
//! | 5, 14x8, 0 (`FineWeb`) | 100 | 96 | 38 | 4 | 88 | 40 | 10 | 90 | 61 | 43 | 22 |
//! | 3, 28x4, 60 | 100 | 100 | 100 | 38 | 100 | 96 | 5 | 99 | 91 | 72 | 0 |
//!
//! One word in ten replaced leaves four shingles of ten in common, and one in five next to none: such rewriting is out of reach. Three words find
//! more of it, and take two bulletins for one where a word or two in a sentence differ.
//!
//! The order of the input decides which document stays, and nothing else: not the number of threads, and not how a corpus is cut into shards
//! that are learned apart and put together again in their order. Memory is 112 bytes of signature, 24 bytes of numbers and the id for each document,
//! and 20 bytes more for each at the end: 1.6 GB for ten million documents with short ids.
#![doc(alias = "deduplication")]
#![doc(alias = "minhash")]

mod cluster;
mod file;
mod fingerprint;
mod learn;
mod shard;
mod sketch;
mod stage;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use file::FileError;
pub use fingerprint::{Fingerprint, Fingerprints};
pub use learn::Learner;
pub use stage::{ExactDuplicates, NearDuplicates};
pub use table::{Found, Table};

/// Most values of a signature.
const MOST: u16 = 1024;

/// What a near copy is.
///
/// The shingles of five words, and 112 values, are those of `FineWeb` (Penedo et al. 2024), which compares them in 14 bands of 8 and takes every
/// pair with a band in common. Here they are 28 bands of 4, which misses fewer, and the signatures of a pair decide,
/// which keeps pages apart that have little more than their frame in common.
///
/// ```
/// use unisono::duplicates::Parameters;
/// let fineweb = Parameters { bands: 14, rows: 8, similarity: 0, ..Parameters::default() };
/// assert!(fineweb.check().is_ok());
/// assert!(Parameters { rows: 0, ..fineweb }.check().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "made with `..Parameters::default()`")]
pub struct Parameters {
    /// Words of a shingle, 1 to 32.
    pub words: u8,
    /// Bands of a signature, at least 1. `bands` times `rows` is at most 1024.
    pub bands: u16,
    /// Values of a band, 1 to 8.
    pub rows: u8,
    /// Share of common shingles from which on two documents are near copies, in percent, 0 to 100, as the signatures estimate it. 0 takes
    /// every pair that has a band in common.
    pub similarity: u8,
}

impl Default for Parameters {
    fn default() -> Self {
        Self { words: 5, bands: 28, rows: 4, similarity: 60 }
    }
}

impl Parameters {
    /// Bytes of a signature.
    ///
    /// ```
    /// assert_eq!(unisono::duplicates::Parameters::default().bytes(), 112);
    /// ```
    pub fn bytes(self) -> usize {
        usize::from(self.bands) * usize::from(self.rows)
    }

    /// # Errors
    /// When one of them is out of its range; the message says which.
    ///
    /// ```
    /// use unisono::duplicates::Parameters;
    /// let error = Parameters { similarity: 101, ..Parameters::default() }.check().unwrap_err();
    /// assert_eq!(error.to_string(), "`similarity` is 101; it is a percentage, 0 to 100");
    /// ```
    pub fn check(self) -> Result<(), ParametersError> {
        let wrong = |message| Err(ParametersError(message));
        if !(1..=32).contains(&self.words) {
            return wrong(format!("`words` is {}; a shingle has 1 to 32", self.words));
        }
        if !(1..=8).contains(&self.rows) {
            return wrong(format!("`rows` is {}; a band has 1 to 8", self.rows));
        }
        if self.bands == 0 || self.bytes() > usize::from(MOST) {
            let most = MOST / u16::from(self.rows);
            return wrong(format!(
                "`bands` is {}; with {} rows there are 1 to {most}",
                self.bands, self.rows
            ));
        }
        if self.similarity > 100 {
            return wrong(format!("`similarity` is {}; it is a percentage, 0 to 100", self.similarity));
        }
        Ok(())
    }
}

/// Parameters out of their range.
///
/// ```
/// use unisono::duplicates::{Learner, Parameters};
/// let error = Learner::new(Parameters { words: 0, ..Parameters::default() }).unwrap_err();
/// assert_eq!(error.to_string(), "`words` is 0; a shingle has 1 to 32");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParametersError(String);
