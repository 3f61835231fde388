//! From rows to JSON objects.

use super::read::guarded;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_json::writer::{LineDelimited, WriterBuilder};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema};
use std::sync::Arc;

/// Rows as JSON objects, a line each. A point in time is written in UTC.
pub(crate) fn objects(columns: &RecordBatch) -> Result<String, String> {
    let lines = guarded(|| {
        let columns = in_utc(columns)?;
        let builder = WriterBuilder::new().with_explicit_nulls(true);
        let mut writer = builder.build::<_, LineDelimited>(Vec::new());
        writer.write(&columns)?;
        writer.finish()?;
        Ok::<_, ArrowError>(writer.into_inner())
    })?;
    String::from_utf8(lines).map_err(|error| error.to_string())
}

/// The same instants without the names of time zones, whose rules would be a table of their own.
fn in_utc(columns: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let mut fields: Vec<FieldRef> = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for (field, array) in columns.schema().fields().iter().zip(columns.columns()) {
        let kind = kind_in_utc(field.data_type());
        let same = kind == *field.data_type();
        arrays.push(if same { Arc::clone(array) } else { arrow_cast::cast(array, &kind)? });
        fields.push(Arc::new(field.as_ref().clone().with_data_type(kind)));
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

fn kind_in_utc(kind: &DataType) -> DataType {
    let field = |field: &FieldRef| -> FieldRef {
        Arc::new(Field::clone(field).with_data_type(kind_in_utc(field.data_type())))
    };
    match kind {
        DataType::Timestamp(unit, Some(_)) => DataType::Timestamp(*unit, Some("+00:00".into())),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(field).collect()),
        DataType::List(inner) => DataType::List(field(inner)),
        DataType::LargeList(inner) => DataType::LargeList(field(inner)),
        DataType::FixedSizeList(inner, size) => DataType::FixedSizeList(field(inner), *size),
        DataType::Map(inner, sorted) => DataType::Map(field(inner), *sorted),
        kind => kind.clone(),
    }
}
