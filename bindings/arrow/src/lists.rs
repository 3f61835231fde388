//! Columns of lists, built field by field.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, ListArray, StringArray, StructArray, builder::StringBuilder};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, FieldRef};

/// Where the list of each row ends, and which rows have one.
#[derive(Debug)]
pub(crate) struct Ends {
    offsets: Vec<i32>,
    valid: NullBufferBuilder,
}

impl Ends {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Self { offsets, valid: NullBufferBuilder::new(rows) }
    }

    /// Ends a row whose list ends where `items` are there in all.
    pub(crate) fn end(&mut self, items: usize) {
        self.offsets.push(items as i32);
        self.valid.append_non_null();
    }

    /// A row without a list.
    pub(crate) fn null(&mut self) {
        self.offsets.push(self.offsets.last().copied().unwrap_or_default());
        self.valid.append_null();
    }

    pub(crate) fn list(mut self, item: &FieldRef, values: ArrayRef) -> Result<ListArray, ArrowError> {
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.offsets));
        ListArray::try_new(item.clone(), offsets, values, self.valid.finish())
    }
}

/// The structs of a list from their columns, in the order of the fields.
pub(crate) fn structs(item: &FieldRef, columns: Vec<ArrayRef>) -> Result<ArrayRef, ArrowError> {
    let DataType::Struct(fields) = item.data_type() else {
        return Err(ArrowError::SchemaError(format!("{item} is no struct")));
    };
    let length = columns.first().map_or(0, Array::len);
    Ok(Arc::new(StructArray::try_new_with_length(fields.clone(), columns, None, length)?))
}

pub(crate) fn strings(mut builder: StringBuilder) -> Arc<StringArray> {
    Arc::new(builder.finish())
}
