//! Batches across the Arrow C Data Interface.
#![allow(unsafe_code, reason = "what another language hands over can only be trusted")]

use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StructArray, make_array};
use arrow_schema::{ArrowError, DataType, Field, Schema};

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
    let Some(columns) = array.as_any().downcast_ref::<StructArray>() else {
        let field = Field::new("text", array.data_type().clone(), true);
        return RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![array]);
    };
    if columns.null_count() > 0 {
        let message = "the struct array has nulls of its own; a batch has them in its columns";
        return Err(ArrowError::InvalidArgumentError(message.to_owned()));
    }
    let schema = match schema_of(schema)?.data_type() {
        DataType::Struct(fields) => Schema::new_with_metadata(fields.clone(), schema.metadata()?),
        _ => Schema::new(columns.fields().clone()),
    };
    let options = RecordBatchOptions::new().with_row_count(Some(columns.len()));
    RecordBatch::try_new_with_options(Arc::new(schema), columns.columns().to_vec(), &options)
}

fn schema_of(schema: &FFI_ArrowSchema) -> Result<Field, ArrowError> {
    Field::try_from(schema)
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
    let columns: ArrayRef = Arc::new(StructArray::from(batch));
    let (array, _) = to_ffi(&columns.to_data())?;
    Ok((array, schema))
}
