//! One record: its text decoded, everything else as it was written.

use super::entry::{ErrorEntry, ErrorKind};
use super::json;
use super::line::{Problem, each, kind_of};
use super::names::Names;
#[cfg(feature = "html")]
use crate::html::Page;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

mod document;
mod write;

/// Fields of an earlier run that say what that run did with the document; a run writes them anew or not at all.
const VERDICT: &str = "rejected";

/// One record of an input.
///
/// ```
/// use unisono::io::Record;
/// let record = Record::parse("{\"n\":1.10, \"text\":\"caf\\u00e9\"}", 7).unwrap();
/// assert_eq!(record.text(), "café");
/// assert_eq!(record.id(), "7");
/// let mut out = Vec::new();
/// record.write("café", &[("language", "\"fr\"".into())], &mut out);
/// assert_eq!(out, b"{\"n\":1.10, \"text\":\"caf\\u00e9\",\"language\":\"fr\",\"id\":\"7\"}");
/// ```
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The object as it was written; empty for a document that is a file of its own.
    object: &'a str,
    fields: Vec<Field<'a>>,
    /// `None` when the text was extracted from the field `html`, or the document is a file.
    text_field: Option<usize>,
    /// What an HTML page says about itself.
    #[cfg(feature = "html")]
    page: Option<Box<Page>>,
    text: Cow<'a, str>,
    /// The text as written cannot be used: it held a lone surrogate.
    repaired: bool,
    id: Cow<'a, str>,
    /// The record has a field `id` that says it.
    id_given: bool,
    /// The field of another name that the id was taken from, as written.
    id_raw: Option<&'a str>,
    line: u64,
    place: Place<'a>,
}

/// Where a record stands: what an error entry about it says.
#[derive(Debug, Clone, Copy, Default)]
struct Place<'a> {
    input: &'a str,
    offset: u64,
    bytes: &'a [u8],
}

/// A field: its decoded key, its value as written, and where both stand in the object.
#[derive(Debug, Clone)]
struct Field<'a> {
    key: Cow<'a, str>,
    raw: &'a str,
    start: usize,
    value: usize,
    end: usize,
}

impl<'a> Field<'a> {
    /// The fields of an object that the parser has accepted.
    fn all(object: &'a str, raw: RawFields<'a>) -> Vec<Self> {
        let at = |part: &str| (part.as_ptr() as usize).saturating_sub(object.as_ptr() as usize);
        let field = |(key, value): (&'a RawValue, &'a RawValue)| {
            let (key, value) = (key.get(), value.get());
            let (start, begin) = (at(key), at(value));
            let end = begin + value.len();
            Self { key: json::decode_string(key).0, raw: value, start, value: begin, end }
        };
        raw.0.into_iter().map(field).collect()
    }

    /// The last field of that name.
    fn last(fields: &[Self], key: &str) -> Option<usize> {
        fields.iter().rposition(|field| field.key == key)
    }

    /// A field that can be an id, its value as written.
    fn id(fields: &[Self], key: &str) -> Option<&'a str> {
        let raw = Self::last(fields, key).and_then(|at| fields.get(at))?.raw;
        json::id_text(raw).map(|_| raw)
    }
}

/// Keys and values of an object in order, nothing decoded.
pub(crate) struct RawFields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

#[cfg(feature = "parquet")]
impl<'a> RawFields<'a> {
    /// Keys decoded, values as written.
    pub(crate) fn decoded(&self) -> Vec<(Cow<'a, str>, &'a str)> {
        self.0.iter().map(|(key, value)| (json::decode_string(key.get()).0, value.get())).collect()
    }
}

impl<'de> Deserialize<'de> for RawFields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = RawFields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(8);
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(RawFields(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

impl<'a> Record<'a> {
    /// Reads one object; `line` is the id of a record that has none.
    ///
    /// # Errors
    /// The error entry of the line when it is no object with a `text` that is a string.
    ///
    /// ```
    /// # use unisono::io::{ErrorKind, Record};
    /// assert_eq!(Record::parse("[1]", 3).unwrap_err().kind, ErrorKind::NotObject);
    /// ```
    pub fn parse(object: &'a str, line: u64) -> Result<Self, Box<ErrorEntry>> {
        let mut found = None;
        each(object.as_bytes(), line, false, &Names::default(), |record| {
            found.get_or_insert(record);
        });
        let nothing = || Problem::new(ErrorKind::Truncated, "the line is blank", None);
        found.unwrap_or_else(|| Err(nothing())).map_err(|p| Box::new(p.entry("", line, 0, object.as_bytes())))
    }

    /// A document that is a whole file: all of `text`, named `id`.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::document("Rabat.", "a/b.txt");
    /// let mut out = Vec::new();
    /// record.write(record.text(), &[], &mut out);
    /// assert_eq!(out, b"{\"id\":\"a/b.txt\",\"text\":\"Rabat.\"}");
    /// ```
    pub fn document(text: &'a str, id: &'a str) -> Self {
        Self {
            object: "",
            fields: Vec::new(),
            text_field: None,
            #[cfg(feature = "html")]
            page: None,
            text: Cow::Borrowed(text),
            repaired: false,
            id: Cow::Borrowed(id),
            id_given: false,
            id_raw: None,
            line: 1,
            place: Place { bytes: text.as_bytes(), ..Place::default() },
        }
    }

    /// The same record, standing on the line `bytes` that starts at `offset` of `input`.
    pub(crate) fn at(mut self, input: &'a str, offset: u64, bytes: &'a [u8]) -> Self {
        self.place = Place { input, offset, bytes };
        self
    }

    /// An error entry about the record.
    ///
    /// ```
    /// # use unisono::io::{ErrorKind, Record};
    /// let record = Record::parse("{\"id\":\"a\",\"text\":\"\"}", 3).unwrap();
    /// let entry = record.entry(ErrorKind::Panic, "index out of bounds");
    /// assert_eq!((entry.line, entry.id.as_deref()), (Some(3), Some("a")));
    /// ```
    pub fn entry(&self, kind: ErrorKind, message: impl Into<String>) -> ErrorEntry {
        let Place { input, offset, bytes } = self.place;
        Problem::new(kind, message, Some(self.id.clone().into_owned())).entry(input, self.line, offset, bytes)
    }

    /// The text, decoded; a lone surrogate escape is U+FFFD.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// assert_eq!(Record::parse("{\"text\":\"a\\ud800b\"}", 1).unwrap().text(), "a\u{FFFD}b");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The id: as given (a number as written), else the line number or the file's path.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// assert_eq!(Record::parse("{\"id\":1.50,\"text\":\"\"}", 1).unwrap().id(), "1.50");
    /// ```
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The physical line, from 1.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// assert_eq!(Record::parse("{\"text\":\"\"}", 12).unwrap().line(), 12);
    /// ```
    pub fn line(&self) -> u64 {
        self.line
    }

    /// A field's value as it was written; of a repeated field the last one.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::parse("{\"text\":\"\",\"n\":-0.0}", 1).unwrap();
    /// assert_eq!(record.raw("n"), Some("-0.0"));
    /// ```
    pub fn raw(&self, key: &str) -> Option<&'a str> {
        self.fields.iter().rev().find(|field| field.key == key).map(|field| field.raw)
    }

    /// A field's value when it is a string, decoded.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::parse("{\"text\":\"\",\"title\":\"\\u00c0 Rabat\"}", 1).unwrap();
    /// assert_eq!(record.string("title").as_deref(), Some("À Rabat"));
    /// ```
    pub fn string(&self, key: &str) -> Option<Cow<'a, str>> {
        self.raw(key).filter(|raw| raw.starts_with('"')).map(|raw| json::decode_string(raw).0)
    }

    /// A page or a text of an archive, with what the archive says of it as `object`.
    pub(crate) fn archived(
        object: &'a str,
        text: Cow<'a, str>,
        html: bool,
        number: u64,
    ) -> Result<Self, Problem> {
        let broken = |error: serde_json::Error| Problem::new(ErrorKind::Warc, error.to_string(), None);
        let fields = Field::all(object, serde_json::from_str(object).map_err(broken)?);
        let given = Field::id(&fields, "id").and_then(json::id_text);
        let id_given = given.is_some();
        let id = given.unwrap_or_else(|| Cow::Owned(number.to_string()));
        // Nothing is known of it: its number and its text are all.
        let object = if fields.is_empty() { "" } else { object };
        let record = Self { object, fields, id, id_given, line: number, ..Self::document("", "") };
        if !html {
            return Ok(Self { text, ..record });
        }
        #[cfg(feature = "html")]
        return Ok(record.extracted(&text));
        #[cfg(not(feature = "html"))]
        {
            let id = Some(record.id.into_owned());
            Err(Problem::new(ErrorKind::NoText, "this build lacks the feature `html`", id))
        }
    }

    /// An object that was made of something else.
    pub(crate) fn of_object(object: &'a str, number: u64, names: &Names) -> Result<Self, Problem> {
        let broken = |error: serde_json::Error| Problem::new(ErrorKind::Json, error.to_string(), None);
        Self::from_fields(object, serde_json::from_str(object).map_err(broken)?, number, names)
    }

    /// Takes the fields of an object that the parser has accepted.
    pub(crate) fn from_fields(
        object: &'a str,
        raw: RawFields<'a>,
        line: u64,
        names: &Names,
    ) -> Result<Self, Problem> {
        let fields = Field::all(object, raw);
        let id_raw = (names.id != "id").then(|| Field::id(&fields, &names.id)).flatten();
        let own_id = Field::id(&fields, "id");
        let id = id_raw.or(own_id).and_then(json::id_text);
        let no_text =
            |message: String| Problem::new(ErrorKind::NoText, message, id.clone().map(Cow::into_owned));
        let text_field = Field::last(&fields, &names.text);
        let text = match text_field.and_then(|at| fields.get(at)) {
            None => None,
            Some(field) if field.raw.starts_with('"') => Some(json::decode_string(field.raw)),
            Some(field) => {
                let (name, kind) = (&names.text, kind_of(field.raw));
                return Err(no_text(format!("the field `{name}` is {kind}, not a string")));
            }
        };
        let html = Field::last(&fields, &names.html).and_then(|at| fields.get(at));
        let html = html.map(|field| field.raw).filter(|raw| text.is_none() && raw.starts_with('"'));
        if text.is_none() && html.is_none() {
            let (text, html) = (&names.text, &names.html);
            return Err(no_text(format!("the object has neither a field `{text}` nor `{html}`")));
        }
        #[cfg(not(feature = "html"))]
        if html.is_some() {
            return Err(no_text(format!(
                "the object holds `{}`; this build lacks the feature `html`",
                names.html
            )));
        }
        let (text, repaired) = text.unwrap_or_default();
        let record = Self {
            object,
            fields,
            text_field,
            text,
            repaired,
            id_given: id_raw.is_none() && own_id.is_some(),
            id_raw,
            id: id.unwrap_or_else(|| Cow::Owned(line.to_string())),
            line,
            place: Place { bytes: object.as_bytes(), ..Place::default() },
            ..Self::document("", "")
        };
        #[cfg(feature = "html")]
        if let Some(html) = html {
            return Ok(record.extracted(&json::decode_string(html).0));
        }
        Ok(record)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
