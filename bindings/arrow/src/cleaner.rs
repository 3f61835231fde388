//! From a batch to a batch.

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use unisono::document::Document;
use unisono::{Pipeline, Scratch, Trace};

use crate::columns::Columns;
use crate::guard::{Failure, FailureKind, guarded, run};
use crate::layout::{Layout, Origin};
use crate::rows::{COLUMN_BYTES, Row, Rows};
use crate::texts::Texts;

/// Why a batch cannot be cleaned: it is the wrong kind of batch. No row is the cause of any of these.
///
/// ```
/// use arrow_schema::{DataType, Field, Schema};
/// use unisono_arrow::{Cleaner, Columns};
/// let cleaner = Cleaner::new(unisono::Pipeline::news(), Columns::default());
/// let error = cleaner.schema(&Schema::new(vec![Field::new("body", DataType::Utf8, true)])).unwrap_err();
/// assert_eq!(error.to_string(), "there is no column `text`; there are: body");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The batch has no column of that name.
    #[error("there is no column `{name}`; there are: {known}")]
    NoColumn {
        /// The name of the column of texts.
        name: String,
        /// The columns that there are, separated by commas.
        known: String,
    },
    /// The column holds no strings.
    #[error("column `{name}` holds {given}, not strings")]
    NoText {
        /// The name of the column of texts.
        name: String,
        /// What it holds.
        given: DataType,
    },
    /// Arrow refused to put the columns together.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

/// A pipeline that works on record batches. Cheap to clone; shared between threads.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{RecordBatch, StringViewArray, UInt64Array, cast::AsArray};
/// use unisono_arrow::{Cleaner, Columns};
///
/// let cleaner = Cleaner::new(unisono::Pipeline::news(), Columns { edits: false, ..Columns::default() });
/// let batch = RecordBatch::try_from_iter([
///     ("id", Arc::new(UInt64Array::from(vec![7])) as _),
///     ("text", Arc::new(StringViewArray::from(vec!["Morocco and the UK agree. ."])) as _),
/// ])?;
/// let cleaned = cleaner.clean(&batch)?;
/// let names: Vec<_> = cleaned.schema().fields().iter().map(|field| field.name().clone()).collect();
/// assert_eq!(names[..4], ["id", "text", "language", "language_confidence"]);
/// assert_eq!(names[4..], ["entities", "removed_lines", "status", "status_message"]);
/// assert_eq!(cleaned["text"].as_string_view().value(0), "Morocco and the UK agree.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Cleaner {
    pipeline: Pipeline,
    columns: Columns,
    room: usize,
}

impl Cleaner {
    /// A cleaner that runs `pipeline` over the texts of a batch.
    ///
    /// ```
    /// use unisono_arrow::{Cleaner, Columns};
    /// let cleaner = Cleaner::new(unisono::Pipeline::news(), Columns::default());
    /// assert!(cleaner.columns().entities);
    /// ```
    pub fn new(pipeline: Pipeline, columns: Columns) -> Self {
        let trace = if columns.need_trace() { Trace::Full } else { Trace::Counts };
        Self { pipeline: pipeline.with_trace(trace).with_timing(false), columns, room: COLUMN_BYTES }
    }

    /// Which columns it reads and makes.
    ///
    /// ```
    /// # use unisono_arrow::{Cleaner, Columns};
    /// assert_eq!(Cleaner::new(unisono::Pipeline::news(), Columns::default()).columns().text, "text");
    /// ```
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The schema of what [`Cleaner::clean`] makes of a batch of schema `input`.
    ///
    /// # Errors
    /// As [`Cleaner::clean`].
    ///
    /// ```
    /// # use arrow_schema::{DataType, Field, Schema};
    /// # use unisono_arrow::{Cleaner, Columns};
    /// let cleaner = Cleaner::new(unisono::Pipeline::news(), Columns::default());
    /// let input = Schema::new(vec![Field::new("text", DataType::LargeUtf8, true)]);
    /// assert_eq!(cleaner.schema(&input)?.field(0), input.field(0));
    /// # Ok::<(), unisono_arrow::Error>(())
    /// ```
    pub fn schema(&self, input: &Schema) -> Result<SchemaRef, Error> {
        Ok(Layout::of(input, &self.columns)?.schema)
    }

    /// Cleans the texts of a batch: as many rows in the same order, whatever the texts are.
    ///
    /// # Errors
    /// When the batch has no column of texts. Never for a row: a row that cannot be cleaned has a null text, and its
    /// `status` is `null` (it had no text), `utf8`, `too-long`, `stage` or `panic`, with the reason in `status_message`.
    /// A text that a stage rejected as a whole is kept, with the status `rejected`; all others are `ok`.
    ///
    /// ```
    /// # use arrow_array::{RecordBatch, LargeStringArray, cast::AsArray};
    /// # use unisono_arrow::{Cleaner, Columns};
    /// let text = "The port reopened on Monday, the ministry said.\n\nLeave a Reply";
    /// let batch = RecordBatch::try_from_iter([("text", std::sync::Arc::new(LargeStringArray::from(vec![text])) as _)])?;
    /// let cleaned = Cleaner::new(unisono::Pipeline::news(), Columns::default()).clean(&batch)?;
    /// let removed = cleaned["removed_lines"].as_list::<i32>().value(0);
    /// assert_eq!(removed.as_struct()["kind"].as_string::<i32>().value(0), "comment-form");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn clean(&self, batch: &RecordBatch) -> Result<RecordBatch, Error> {
        let layout = Layout::of(batch.schema_ref(), &self.columns)?;
        let given = batch.column(layout.text);
        let no_text = || Error::NoText { name: self.columns.text.clone(), given: given.data_type().clone() };
        let texts = Texts::of(given).ok_or_else(no_text)?;
        let beside = |name: &Option<String>| {
            name.as_ref().and_then(|name| batch.column_by_name(name)).and_then(Texts::of)
        };
        let (titles, sites) = (beside(&self.columns.title), beside(&self.columns.site));

        let mut scratch = Scratch::default();
        let mut rows = Rows::new(&self.columns, &layout.cleaned, batch.num_rows(), self.room);
        for row in 0..batch.num_rows() {
            let Some(bytes) = texts.get(row) else {
                rows.null();
                continue;
            };
            let made = document(bytes).and_then(|mut document| {
                if let Some(title) = titles.as_ref().and_then(|titles| titles.text(row)) {
                    document = document.with_title(title);
                }
                if let Some(site) = sites.as_ref().and_then(|sites| sites.text(row)) {
                    document = document.with_site(site);
                }
                run(&self.pipeline, &mut scratch, document)
            });
            match &made {
                Ok(document) => rows.push(guarded(|| Row::of(document, &self.columns))),
                Err(failure) => rows.push(Err(failure.clone())),
            }
        }
        let made = rows.finish()?;
        // The layout names no column that was not asked for.
        let column = |origin: &Origin| match origin {
            Origin::Input(index) => Some(batch.column(*index).clone()),
            Origin::Made(column) => made.column(*column),
        };
        let columns = layout.origins.iter().filter_map(column).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        Ok(RecordBatch::try_new_with_options(layout.schema, columns, &options)?)
    }

    /// The same with less room for strings than Arrow has.
    #[cfg(test)]
    fn with_room(mut self, bytes: usize) -> Self {
        self.room = bytes;
        self
    }
}

fn document(bytes: &[u8]) -> Result<Document, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("the text is no UTF-8 from byte {} on", error.valid_up_to());
        Failure::new(FailureKind::Utf8, message)
    })?;
    Document::new(text).map_err(|error| Failure::new(FailureKind::TooLong, error.to_string()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "tests.rs"]
mod tests;
