//! Batches across the Arrow C Data Interface.
#![allow(unsafe_code, reason = "what another language hands over can only be trusted")]

use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{
    Array, ArrayReader, ArrayRef, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray, make_array,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

/// Takes over a batch: a struct array, whose fields are its columns, or an array of strings, which becomes the column
/// `text`. No buffer is copied.
///
/// # Errors
/// An array that does not fit its schema, or a struct array with nulls of its own.
///
/// # Safety
/// `array` and `schema` must be as the [C Data Interface](https://arrow.apache.org/docs/format/CDataInterface.html) says, and
/// of one array. Strings need not be UTF-8: every row is checked before it is read.
///
/// ```
/// # use arrow_array::{RecordBatch, StringArray};
/// let batch = RecordBatch::try_from_iter([("text", std::sync::Arc::new(StringArray::from(vec!["Rabat"])) as _)])?;
/// let (array, schema) = unisono_arrow::ffi::export(batch.clone())?;
/// // SAFETY: both were made by `export`.
/// assert_eq!(unsafe { unisono_arrow::ffi::import(array, &schema) }?, batch);
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
pub unsafe fn import(array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> Result<RecordBatch, ArrowError> {
    // SAFETY: the caller's promise.
    let array = make_array(unsafe { from_ffi(array, schema) }?);
    batch(&array, &batch_schema(&Field::try_from(schema)?))
}

/// The columns of a struct; anything else is a column `text`.
fn batch_schema(field: &Field) -> SchemaRef {
    let schema = match field.data_type() {
        DataType::Struct(fields) => Schema::new_with_metadata(fields.clone(), field.metadata().clone()),
        other => Schema::new(vec![Field::new("text", other.clone(), true)]),
    };
    Arc::new(schema)
}

fn batch(array: &ArrayRef, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let (columns, rows) = match array.as_any().downcast_ref::<StructArray>() {
        Some(columns) if columns.null_count() > 0 => {
            let message = "the struct array has nulls of its own; a batch has them in its columns";
            return Err(ArrowError::InvalidArgumentError(message.to_owned()));
        }
        Some(columns) => (columns.columns().to_vec(), columns.len()),
        None => (vec![array.clone()], array.len()),
    };
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(schema.clone(), columns, &options)
}

/// The batches of a stream of another language; a stream of strings gives batches with a column `text`.
///
/// ```
/// # use arrow_array::{RecordBatch, RecordBatchIterator, StringArray, ffi_stream::FFI_ArrowArrayStream};
/// let batch = RecordBatch::try_from_iter([("text", std::sync::Arc::new(StringArray::from(vec!["Rabat"])) as _)])?;
/// let reader = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
/// let mut batches = unisono_arrow::ffi::Batches::new(FFI_ArrowArrayStream::new(Box::new(reader)))?;
/// assert_eq!(batches.next().transpose()?, Some(batch));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
#[derive(Debug)]
pub struct Batches {
    arrays: ArrayStreamReader,
    schema: SchemaRef,
}

impl Batches {
    /// Takes over a stream.
    ///
    /// # Errors
    /// A stream that was taken before, or that cannot say its schema.
    ///
    /// ```
    /// # use arrow_array::ffi_stream::FFI_ArrowArrayStream;
    /// assert!(unisono_arrow::ffi::Batches::new(FFI_ArrowArrayStream::empty()).is_err());
    /// ```
    pub fn new(stream: FFI_ArrowArrayStream) -> Result<Self, ArrowError> {
        let arrays = ArrayStreamReader::try_new(stream)?;
        let schema = batch_schema(arrays.field());
        Ok(Self { arrays, schema })
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.arrays.next().map(|array| batch(&array?, &self.schema))
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

/// Hands a batch over as a struct array. No buffer is copied; each of the two is released by whoever takes it.
///
/// # Errors
/// A schema that the interface cannot say.
///
/// ```
/// # use arrow_array::{RecordBatch, StringArray};
/// let batch = RecordBatch::try_from_iter([("text", std::sync::Arc::new(StringArray::from(vec!["Rabat"])) as _)])?;
/// let (array, schema) = unisono_arrow::ffi::export(batch)?;
/// assert_eq!((array.len(), schema.format()), (1, "+s"));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
pub fn export(batch: RecordBatch) -> Result<(FFI_ArrowArray, FFI_ArrowSchema), ArrowError> {
    let schema = FFI_ArrowSchema::try_from(batch.schema_ref().as_ref())?;
    Ok((FFI_ArrowArray::new(&StructArray::from(batch).into_data()), schema))
}
