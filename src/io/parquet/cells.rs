//! From records to the arrays of their columns.

use super::super::json::{self, decode_string, id_text};
use super::Column;
use super::layout::{Fields, From, Layout, fits};
use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray};
use std::sync::Arc;

/// The cells of some records, column by column.
#[derive(Debug)]
pub(super) struct Cells<'l> {
    columns: Vec<Vec<Option<&'l str>>>,
    other: Vec<Option<String>>,
}

impl<'l> Cells<'l> {
    /// Puts every field into its column.
    pub(super) fn new(layout: &Layout, records: &[Fields<'l>]) -> Self {
        let columns = layout.columns.iter().map(|_| vec![None; records.len()]).collect();
        let mut cells = Self { columns, other: vec![None; records.len()] };
        for (row, record) in records.iter().enumerate() {
            let mut other: Vec<(&str, &str)> = Vec::new();
            for (key, raw) in record {
                let at = layout.by_name.get(&**key).copied();
                match at.and_then(|at| layout.columns.get(at)) {
                    Some(From::Source(_)) => {}
                    Some(From::Record(column)) if fits(*column, raw) => {
                        let cells = at.and_then(|at| cells.columns.get_mut(at));
                        if let Some(cell) = cells.and_then(|cells| cells.get_mut(row)) {
                            *cell = Some(raw);
                        }
                    }
                    _ => other.push((key, raw)),
                }
            }
            if let (false, Some(cell)) = (other.is_empty(), cells.other.get_mut(row)) {
                *cell = Some(object(&other));
            }
        }
        cells
    }

    /// The array of a column that is not taken from a source.
    pub(super) fn array(&self, at: usize, from: From) -> Option<ArrayRef> {
        let cells = self.columns.get(at)?;
        let cells = cells.iter().map(|cell| cell.filter(|raw| *raw != "null"));
        Some(match from {
            From::Source(_) => return None,
            From::Other => Arc::new(self.other.iter().map(Option::as_deref).collect::<StringArray>()),
            From::Record(Column::Text) => {
                Arc::new(cells.map(|cell| cell.map(|raw| decode_string(raw).0)).collect::<StringArray>())
            }
            From::Record(Column::Id) => {
                Arc::new(cells.map(|cell| cell.and_then(id_text)).collect::<StringArray>())
            }
            From::Record(Column::Json) => Arc::new(cells.collect::<StringArray>()),
            From::Record(Column::Boolean) => {
                Arc::new(cells.map(|cell| cell.map(|raw| raw == "true")).collect::<BooleanArray>())
            }
            From::Record(Column::Integer) => {
                Arc::new(cells.map(|cell| cell.and_then(|raw| raw.parse().ok())).collect::<Int64Array>())
            }
            From::Record(Column::Number) => {
                Arc::new(cells.map(|cell| cell.and_then(|raw| raw.parse().ok())).collect::<Float64Array>())
            }
        })
    }
}

fn object(fields: &[(&str, &str)]) -> String {
    let mut object = Vec::new();
    for (at, (key, raw)) in fields.iter().enumerate() {
        object.push(if at == 0 { b'{' } else { b',' });
        json::push_string(&mut object, key);
        object.push(b':');
        object.extend_from_slice(raw.as_bytes());
    }
    object.push(b'}');
    String::from_utf8(object).unwrap_or_default()
}
