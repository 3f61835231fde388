//! Apache Parquet: columns in, columns out, in pieces of a row group so that memory is bounded.
//!
//! A row is read as a JSON object, its text is cleaned as that of any record, and where the output is Parquet too all
//! columns that the run does not make are taken over as they are, with their types.

mod cells;
mod layout;
mod objects;
mod read;
mod write;

pub(crate) use objects::objects;
pub(crate) use read::Groups;
pub(crate) use write::TableWriter;

use arrow_array::RecordBatch;
use std::sync::Arc;

/// What a column of a Parquet file that a run makes holds.
///
/// ```
/// use unisono::io::Column;
/// let made = [("language", Column::Text), ("language_confidence", Column::Number), ("entities", Column::Json)];
/// assert_eq!(made.len(), 3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Column {
    /// A string.
    Text,
    /// A floating-point number of 64 bits.
    Number,
    /// A signed integer of 64 bits.
    Integer,
    /// True or false.
    Boolean,
    /// A string or a number, kept as a string.
    Id,
    /// Anything, as a string that holds JSON.
    Json,
}

/// Some rows of a Parquet file, whose other columns go into another one as they are: see
/// [`Batch::rows`](super::Batch::rows) and [`Sink::rows`](super::Sink::rows).
///
/// ```
/// use unisono::io::{Input, Limits, Reader};
/// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"\"}"[..]), Limits::default())?;
/// let batch = reader.next_batch().expect("a line");
/// assert!(batch.rows(vec![0]).is_none(), "these are no rows of Parquet");
/// # Ok::<(), unisono::io::OpenError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Rows {
    pub(crate) columns: Arc<RecordBatch>,
    pub(crate) kept: Vec<u32>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
