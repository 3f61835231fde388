//! Tables of text, one record a row: CSV with a comma, a semicolon, a tab or a bar between the fields, and TSV.
//!
//! The first row names the columns. A quoted field may hold line breaks. What is wrong with a row costs that row: one
//! with another number of fields than the header, and one whose quote is never closed, where reading goes on behind its
//! first line.

mod read;
mod row;

use super::entry::ErrorKind;
use super::input::{Format, Input, OpenError};
use super::json;
use row::{Dialect, Scan, fields};
use std::collections::HashSet;

pub(crate) use read::Rows;

/// What the first row says.
#[derive(Debug)]
pub(crate) struct Header {
    dialect: Dialect,
    /// Each column as the key of an object, the colon behind it.
    keys: Vec<String>,
}

impl Header {
    /// The header on `row`, the first row without its line end.
    fn parse(row: &[u8], dialect: Dialect, input: &Input) -> Result<Self, OpenError> {
        let refuse = |what: String| {
            let name = input.name.clone();
            Err(OpenError::Format { name, kind: ErrorKind::Csv, what: what.into() })
        };
        let Ok(row) = std::str::from_utf8(row) else {
            return refuse("a table whose header is no UTF-8".to_owned());
        };
        let mut names: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        for (index, column) in fields(row, dialect).into_iter().enumerate() {
            let base = if column.is_empty() { format!("column_{}", index + 1) } else { column.into_owned() };
            let mut name = base.clone();
            let mut copy = 1;
            while !seen.insert(name.clone()) {
                copy += 1;
                name = format!("{base}_{copy}");
            }
            names.push(name);
        }
        let wanted = &input.names;
        if !names.iter().any(|name| *name == wanted.text || *name == wanted.html) {
            let (text, html) = (&wanted.text, &wanted.html);
            let mut shown = names.join(", ");
            if let Some((cut, _)) = shown.char_indices().nth(200) {
                shown.truncate(cut);
                shown.push_str("...");
            }
            return refuse(format!(
                "a table without a column `{text}` or `{html}`; name the column of the text with --text-field; there are: {shown}"
            ));
        }
        let key = |name: &String| {
            let mut key = Vec::new();
            json::push_string(&mut key, name);
            key.push(b':');
            String::from_utf8_lossy(&key).into_owned()
        };
        Ok(Self { dialect, keys: names.iter().map(key).collect() })
    }

    /// A row as a JSON object of strings, in the order of the columns.
    pub(crate) fn object(&self, row: &str) -> String {
        let mut object = Vec::with_capacity(row.len() + row.len() / 8 + self.keys.len() * 16);
        object.push(b'{');
        for (index, (key, field)) in self.keys.iter().zip(fields(row, self.dialect)).enumerate() {
            if index > 0 {
                object.push(b',');
            }
            object.extend_from_slice(key.as_bytes());
            json::push_string(&mut object, &field);
        }
        object.push(b'}');
        String::from_utf8(object).unwrap_or_default()
    }
}

/// What stands between the fields: where a name does not say it, what cuts the first row into the most.
fn dialect(format: Format, start: &[u8]) -> Dialect {
    if format == Format::Tsv {
        return Dialect { delimiter: b'\t' };
    }
    let count = |delimiter| {
        let mut scan = Scan::new(Dialect { delimiter });
        scan.go_on(start).unwrap_or_else(|| scan.end()).fields
    };
    let mut best = (b',', 1);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let fields = count(delimiter);
        if fields > best.1 {
            best = (delimiter, fields);
        }
    }
    Dialect { delimiter: best.0 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
