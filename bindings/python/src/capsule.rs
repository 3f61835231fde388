//! The Arrow `PyCapsule` interface: arrays, schemas and streams to and from other libraries, without copies.
#![allow(unsafe_code, reason = "a capsule holds a raw pointer, and its name says to what")]

use std::ffi::CStr;

use arrow_array::RecordBatch;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_schema::{DataType, Field, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use unisono_arrow::ffi::{self, Batches};

use crate::refused;

const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";
const STREAM: &CStr = c"arrow_array_stream";

/// What a Python object holds.
pub(crate) enum Data {
    Batch(RecordBatch),
    Stream(Batches),
}

/// Takes over what an object exports: a batch, or else a stream of batches.
pub(crate) fn take(object: &Bound<'_, PyAny>) -> PyResult<Data> {
    if object.hasattr("__arrow_c_array__")? {
        let pair = object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let (schema, array) = (capsule(&pair.get_item(0)?)?, capsule(&pair.get_item(1)?)?);
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: capsules of these names hold these structs, and `pair` keeps both alive. `from_raw` leaves a released
        // array behind, so that the capsule does not release it again.
        let batch = unsafe { ffi::import(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
        return batch.map(Data::Batch).map_err(refused);
    }
    if object.hasattr("__arrow_c_stream__")? {
        let stream = capsule(&object.call_method0("__arrow_c_stream__")?)?;
        let pointer = stream.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: as above.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
        return Batches::new(stream).map(Data::Stream).map_err(refused);
    }
    let message = "expected Arrow data: an object with `__arrow_c_array__` or `__arrow_c_stream__`, as those of pyarrow, \
                   Polars, DuckDB and pandas are; of a list of str make `pyarrow.table({\"text\": texts})`";
    Err(PyTypeError::new_err(message))
}

/// The fields of a schema that an object exports.
pub(crate) fn take_schema(object: &Bound<'_, PyAny>) -> PyResult<arrow_schema::Schema> {
    let schema = capsule(&object.call_method0("__arrow_c_schema__")?)?;
    let pointer = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    // SAFETY: a capsule of this name holds this struct, and is alive.
    let field = Field::try_from(unsafe { pointer.as_ref() }).map_err(refused)?;
    match field.data_type() {
        DataType::Struct(fields) => {
            Ok(arrow_schema::Schema::new_with_metadata(fields.clone(), field.metadata().clone()))
        }
        _ => Err(PyTypeError::new_err("expected the schema of a table")),
    }
}

fn capsule<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyCapsule>> {
    Ok(object.cast::<PyCapsule>()?.clone())
}

pub(crate) fn array(py: Python<'_>, batch: RecordBatch) -> PyResult<Bound<'_, PyTuple>> {
    let (array, schema) = ffi::export(batch).map_err(refused)?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    PyTuple::new(py, [schema, PyCapsule::new_with_value(py, array, ARRAY)?])
}

pub(crate) fn schema<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema.as_ref()).map_err(refused)?, SCHEMA)
}

pub(crate) fn stream(py: Python<'_>, stream: FFI_ArrowArrayStream) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, stream, STREAM)
}
