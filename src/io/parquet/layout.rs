//! Which columns a file gets: those of the file that the rows are from, or those that the first records show.

use super::super::json::decode_string;
use super::Column;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The column for what no other column can hold.
const OTHER: &str = "other_fields";

/// Largest integer up to which every integer is a floating-point number.
const EXACT: i64 = 1 << 53;

/// Fields of a record: decoded keys, values as written.
pub(super) type Fields<'l> = Vec<(Cow<'l, str>, &'l str)>;

/// Where the values of a column come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The column of that number of the file that is read.
    Source(usize),
    /// The records.
    Record(Column),
    /// All fields of a record that have no column, or do not fit theirs, as one JSON object.
    Other,
}

/// The columns of a file.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) schema: SchemaRef,
    pub(super) columns: Vec<From>,
    pub(super) by_name: HashMap<String, usize>,
}

impl Layout {
    fn new(columns: Vec<(Field, From)>) -> Self {
        let by_name = columns.iter().enumerate().map(|(at, (field, _))| (field.name().clone(), at)).collect();
        let (fields, columns): (Vec<Field>, Vec<From>) = columns.into_iter().unzip();
        Self { schema: Arc::new(Schema::new(fields)), columns, by_name }
    }

    /// The columns of the rows that are read, with what is made in its place or at the end.
    pub(super) fn of_source(source: &Schema, made: &[(String, Column)]) -> Self {
        let mut columns: Vec<(Field, From)> = Vec::new();
        for (at, field) in source.fields().iter().enumerate() {
            let name = field.name();
            let ours = made.iter().find(|(made, _)| made == name);
            if let Some((name, column)) = ours {
                columns.push(made_field(name, *column));
            } else if name != "rejected" {
                columns.push((field.as_ref().clone(), From::Source(at)));
            }
        }
        let mut layout = Self::new(Self::with_made(columns, made));
        let metadata = source.metadata().clone();
        layout.schema = Arc::new(layout.schema.as_ref().clone().with_metadata(metadata));
        layout
    }

    /// The columns that the first records show.
    pub(super) fn of_records(records: &[Fields<'_>], made: &[(String, Column)]) -> Self {
        let mut order: Vec<(&str, Option<Column>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (key, raw) in records.iter().flatten() {
            let at = *known.entry(key).or_insert_with(|| {
                order.push((key, None));
                order.len() - 1
            });
            if let Some((_, column)) = order.get_mut(at) {
                *column = widened(*column, raw);
            }
        }
        let column = |(name, column): (&str, Option<Column>)| {
            let ours = made.iter().find(|(made, _)| made == name).map(|(_, column)| *column);
            let of_record = if name == "id" { Some(Column::Id) } else { column };
            made_field(name, ours.or(of_record).unwrap_or(Column::Json))
        };
        let columns = order.into_iter().map(column).collect();
        let mut columns = Self::with_made(columns, made);
        let mut name = OTHER.to_owned();
        while columns.iter().any(|(field, _)| *field.name() == name) {
            name.push('_');
        }
        columns.push((Field::new(name, DataType::Utf8, true), From::Other));
        Self::new(columns)
    }

    fn with_made(mut columns: Vec<(Field, From)>, made: &[(String, Column)]) -> Vec<(Field, From)> {
        for (name, column) in made {
            if !columns.iter().any(|(field, _)| field.name() == name) {
                columns.push(made_field(name, *column));
            }
        }
        if !columns.iter().any(|(field, _)| field.name() == "id") {
            columns.push(made_field("id", Column::Id));
        }
        columns
    }
}

fn made_field(name: &str, column: Column) -> (Field, From) {
    let kind = match column {
        Column::Text | Column::Id | Column::Json => DataType::Utf8,
        Column::Number => DataType::Float64,
        Column::Integer => DataType::Int64,
        Column::Boolean => DataType::Boolean,
    };
    (Field::new(name, kind, true), From::Record(column))
}

/// The narrowest column for what a column has held so far and one value more.
fn widened(before: Option<Column>, raw: &str) -> Option<Column> {
    let narrowest = [Column::Boolean, Column::Integer, Column::Number, Column::Text, Column::Json];
    if raw == "null" {
        return before;
    }
    let fits = |column: &Column| fits(*column, raw);
    match before {
        None => narrowest.into_iter().find(fits),
        Some(before) if fits(&before) => Some(before),
        Some(Column::Integer) if fits(&Column::Number) => Some(Column::Number),
        Some(_) => Some(Column::Json),
    }
}

/// True when a column can hold a value so that it can be read again.
pub(super) fn fits(column: Column, raw: &str) -> bool {
    let first = raw.as_bytes().first().copied().unwrap_or_default();
    let number = first == b'-' || first.is_ascii_digit();
    match column {
        _ if raw == "null" => true,
        Column::Json => true,
        Column::Id => number || first == b'"',
        // A lone surrogate has no place in a string of UTF-8.
        Column::Text => first == b'"' && !decode_string(raw).1,
        Column::Boolean => raw == "true" || raw == "false",
        Column::Integer => number && raw != "-0" && raw.parse::<i64>().is_ok(),
        Column::Number => {
            number
                && match raw.parse::<i64>() {
                    Ok(integer) => (-EXACT..=EXACT).contains(&integer),
                    Err(_) => raw.contains(['.', 'e', 'E']) && raw.parse::<f64>().is_ok_and(f64::is_finite),
                }
        }
    }
}
