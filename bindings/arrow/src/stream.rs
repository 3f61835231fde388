//! From a stream of batches to a stream of batches.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

use crate::cleaner::{Cleaner, Error};
use crate::guard::guarded;

/// Cleans the batches of a reader one by one, as they are asked for.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{RecordBatch, RecordBatchIterator, StringArray};
/// use unisono_arrow::{CleanReader, Cleaner, Columns};
///
/// let batch = RecordBatch::try_from_iter([("text", Arc::new(StringArray::from(vec!["a\r\nb"])) as _)])?;
/// let schema = batch.schema();
/// let reader = RecordBatchIterator::new([Ok(batch)], schema);
/// let cleaner = Cleaner::new(unisono::Pipeline::news(), Columns::default());
/// let cleaned: Vec<RecordBatch> = CleanReader::new(cleaner, reader)?.collect::<Result<_, _>>()?;
/// assert_eq!(cleaned[0].num_rows(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct CleanReader<R> {
    cleaner: Cleaner,
    reader: R,
    schema: SchemaRef,
}

impl<R: RecordBatchReader> CleanReader<R> {
    /// A reader of what `cleaner` makes of the batches of `reader`.
    ///
    /// # Errors
    /// When the batches have no column of texts.
    ///
    /// ```
    /// # use arrow_array::{RecordBatchIterator, RecordBatch};
    /// # use unisono_arrow::{CleanReader, Cleaner, Columns};
    /// let reader = RecordBatchIterator::new(Vec::<Result<RecordBatch, _>>::new(), std::sync::Arc::new(arrow_schema::Schema::empty()));
    /// let cleaner = Cleaner::new(unisono::Pipeline::news(), Columns::default());
    /// assert!(CleanReader::new(cleaner, reader).is_err());
    /// ```
    pub fn new(cleaner: Cleaner, reader: R) -> Result<Self, Error> {
        let schema = cleaner.schema(&reader.schema())?;
        Ok(Self { cleaner, reader, schema })
    }
}

impl<R: RecordBatchReader> Iterator for CleanReader<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Where this is called from another language a panic would end the process.
        let next = guarded(|| {
            self.reader.next().map(|batch| {
                self.cleaner.clean(&batch?).map_err(|error| match error {
                    Error::Arrow(error) => error,
                    error => ArrowError::InvalidArgumentError(error.to_string()),
                })
            })
        });
        next.unwrap_or_else(|failure| Some(Err(ArrowError::ComputeError(failure.to_string()))))
    }
}

impl<R: RecordBatchReader> RecordBatchReader for CleanReader<R> {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
