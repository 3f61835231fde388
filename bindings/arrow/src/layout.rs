//! The columns of what comes out.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};

use crate::cleaner::Error;
use crate::columns::Columns;
use crate::texts::Texts;

/// Where a column of the result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A column of the input.
    Input(usize),
    /// Made here.
    Made(Column),
}

/// A column that is made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Text,
    Language,
    Confidence,
    Entities,
    RemovedLines,
    Edits,
    Status,
    Message,
}

/// The schema of what comes out, and where each of its columns comes from.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) schema: SchemaRef,
    pub(crate) origins: Vec<Origin>,
    /// Position of the column of texts in the input.
    pub(crate) text: usize,
    /// The layout of the cleaned texts.
    pub(crate) cleaned: DataType,
}

impl Layout {
    /// All columns of the input in their order, those that are made in the place of one of the same name, else at the end.
    pub(crate) fn of(input: &Schema, columns: &Columns) -> Result<Self, Error> {
        let Ok(text) = input.index_of(&columns.text) else {
            let known =
                input.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
            return Err(Error::NoColumn { name: columns.text.clone(), known });
        };
        let given = input.field(text).data_type();
        let Some(cleaned) = Texts::cleaned_type(given) else {
            return Err(Error::NoText { name: columns.text.clone(), given: given.clone() });
        };
        let mut made = made(columns, &cleaned);
        let (mut fields, mut origins) = (Vec::new(), Vec::new());
        let mut done: Vec<FieldRef> = Vec::new();
        for (index, field) in input.fields().iter().enumerate() {
            if let Some(at) = made.iter().position(|(_, made)| made.name() == field.name()) {
                let (column, field) = made.remove(at);
                done.push(field.clone());
                fields.push(field);
                origins.push(Origin::Made(column));
            } else if !done.iter().any(|done| done.name() == field.name()) {
                fields.push(field.clone());
                origins.push(Origin::Input(index));
            }
        }
        for (column, field) in made {
            fields.push(field);
            origins.push(Origin::Made(column));
        }
        let schema = Schema::new_with_metadata(fields, input.metadata().clone());
        Ok(Self { schema: Arc::new(schema), origins, text, cleaned })
    }
}

fn made(columns: &Columns, cleaned: &DataType) -> Vec<(Column, FieldRef)> {
    let field = |name: &str, kind: DataType, nullable| Arc::new(Field::new(name, kind, nullable));
    let mut made = vec![
        (Column::Text, field(columns.cleaned(), cleaned.clone(), true)),
        (Column::Language, field("language", DataType::Utf8, true)),
        (Column::Confidence, field("language_confidence", DataType::Float64, true)),
    ];
    if columns.entities {
        made.push((Column::Entities, field("entities", DataType::List(ENTITY.clone()), true)));
    }
    if columns.removed_lines {
        made.push((Column::RemovedLines, field("removed_lines", DataType::List(REMOVED_LINE.clone()), true)));
    }
    if columns.edits {
        made.push((Column::Edits, field("edits", DataType::List(EDIT.clone()), true)));
    }
    made.push((Column::Status, field("status", DataType::Utf8, false)));
    made.push((Column::Message, field("status_message", DataType::Utf8, true)));
    made
}

/// A field that every row has.
pub(crate) fn required(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, false)
}

/// Engines on the JVM have no unsigned integers.
pub(crate) const OFFSET: DataType = DataType::Int32;

fn item(fields: impl Into<Fields>) -> FieldRef {
    Arc::new(Field::new("item", DataType::Struct(fields.into()), false))
}

pub(crate) static NAMES: LazyLock<Fields> =
    LazyLock::new(|| ["en", "fr", "es"].map(|name| required(name, DataType::Utf8)).to_vec().into());

pub(crate) static SPAN: LazyLock<Fields> =
    LazyLock::new(|| ["start", "end"].map(|name| required(name, OFFSET)).to_vec().into());

pub(crate) static VIA: LazyLock<FieldRef> = LazyLock::new(|| Arc::new(required("item", DataType::Utf8)));

pub(crate) static ENTITY: LazyLock<FieldRef> = LazyLock::new(|| {
    item(vec![
        required("start", OFFSET),
        required("end", OFFSET),
        required("id", DataType::Utf8),
        required("kind", DataType::Utf8),
        required("names", DataType::Struct(NAMES.clone())),
        required("confidence", DataType::Float64),
    ])
});

pub(crate) static REMOVED_LINE: LazyLock<FieldRef> = LazyLock::new(|| {
    item(vec![
        required("start", OFFSET),
        required("end", OFFSET),
        required("kind", DataType::Utf8),
        required("score", DataType::Float64),
        required("text", DataType::Utf8),
    ])
});

pub(crate) static EDIT: LazyLock<FieldRef> = LazyLock::new(|| {
    item(vec![
        required("source", DataType::Struct(SPAN.clone())),
        required("target", DataType::Struct(SPAN.clone())),
        required("stage", DataType::Utf8),
        required("rule", DataType::Utf8),
        required("before", DataType::Utf8),
        required("after", DataType::Utf8),
        required("confidence", DataType::Float64),
        required("via", DataType::List(VIA.clone())),
    ])
});
