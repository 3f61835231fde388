//! One record: its text decoded, everything else as it was written.

use super::entry::{ErrorEntry, ErrorKind};
use super::json;
use super::line::{Problem, each, kind_of};
#[cfg(feature = "html")]
use crate::html::Page;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

mod document;

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
    id_given: bool,
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
    /// The fields of an object that the parser has accepted, and the value of `id`.
    fn all(object: &'a str, raw: RawFields<'a>) -> (Vec<Self>, Option<&'a str>) {
        let at = |part: &str| (part.as_ptr() as usize).saturating_sub(object.as_ptr() as usize);
        let mut fields = Vec::with_capacity(raw.0.len());
        let mut id = None;
        for (key, value) in raw.0 {
            let (key, value) = (key.get(), value.get());
            let field = Field {
                key: json::decode_string(key).0,
                raw: value,
                start: at(key),
                value: at(value),
                end: at(value) + value.len(),
            };
            if field.key == "id" {
                id = Some(value);
            }
            fields.push(field);
        }
        (fields, id)
    }
}

/// Keys and values of an object in order, nothing decoded.
pub(crate) struct RawFields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

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
        each(object.as_bytes(), line, false, |record| {
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

    /// Appends the record as one JSON object, without a line end: `text` in place of the text it had, the fields of
    /// `made` (key and JSON value) in place of fields of that name or at the end, the id if there was none. Everything
    /// else keeps its bytes and its place, a text that did not change too.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::parse("{ \"id\":4, \"text\":\"a\", \"language\":\"xx\", \"n\":1E5 }", 1).unwrap();
    /// let mut out = Vec::new();
    /// record.write("b", &[("language", "\"en\"".into())], &mut out);
    /// assert_eq!(out, b"{ \"id\":4, \"text\":\"b\", \"language\":\"en\", \"n\":1E5}");
    /// ```
    pub fn write(&self, text: &str, made: &[(&str, Cow<'_, str>)], out: &mut Vec<u8>) {
        out.reserve(self.object.len() + 256);
        if self.object.is_empty() {
            out.extend_from_slice(b"{\"id\":");
            json::push_string(out, &self.id);
            out.extend_from_slice(b",\"text\":");
            json::push_string(out, text);
            for (key, value) in made {
                push_field(out, key, value);
            }
            out.push(b'}');
            return;
        }
        let mut quoted_id = Vec::new();
        if !self.id_given {
            json::push_string(&mut quoted_id, &self.id);
        }
        let id_value = String::from_utf8_lossy(&quoted_id);
        let id = ("id", id_value);
        let ours = || made.iter().chain((!self.id_given).then_some(&id));
        let mut used = 0_u64;
        let mut separator = self.between(0, self.fields.first().map_or(0, |field| field.start));
        let mut written_any = false;
        for (index, field) in self.fields.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| self.fields.get(i));
            if let (Some(before), true) = (before, written_any) {
                separator = self.between(before.end, field.start);
            }
            let is_text = field.key == "text" && self.text_field.is_some();
            let replacement = ours().enumerate().find(|(_, (key, _))| *key == field.key);
            let again = replacement.as_ref().is_some_and(|(i, _)| used & (1 << i) != 0);
            if again
                || field.key == VERDICT && replacement.is_none()
                || is_text && Some(index) != self.text_field
            {
                continue;
            }
            out.extend_from_slice(separator.as_bytes());
            out.extend_from_slice(self.between(field.start, field.value).as_bytes());
            written_any = true;
            if is_text && (self.repaired || text != self.text) {
                json::push_string(out, text);
            } else if let Some((i, (_, value))) = replacement {
                used |= 1 << i;
                out.extend_from_slice(value.as_bytes());
            } else {
                out.extend_from_slice(field.raw.as_bytes());
            }
        }
        if self.text_field.is_none() {
            out.extend_from_slice(b",\"text\":");
            json::push_string(out, text);
        }
        for (i, (key, value)) in ours().enumerate() {
            if used & (1 << i) == 0 {
                push_field(out, key, value);
            }
        }
        out.push(b'}');
    }

    /// A page or a text of an archive, with what the archive says of it as `object`.
    pub(crate) fn archived(
        object: &'a str,
        text: Cow<'a, str>,
        html: bool,
        number: u64,
    ) -> Result<Self, Problem> {
        let broken = |error: serde_json::Error| Problem::new(ErrorKind::Warc, error.to_string(), None);
        let (fields, id) = Field::all(object, serde_json::from_str(object).map_err(broken)?);
        let given = id.and_then(json::id_text);
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

    fn between(&self, from: usize, to: usize) -> &'a str {
        self.object.get(from..to).unwrap_or_default()
    }

    /// Takes the fields of an object that the parser has accepted.
    pub(crate) fn from_fields(object: &'a str, raw: RawFields<'a>, line: u64) -> Result<Self, Problem> {
        let (fields, id_field) = Field::all(object, raw);
        let text_field = fields.iter().rposition(|field| field.key == "text");
        let given = id_field.and_then(json::id_text);
        let id_given = given.is_some();
        let no_text = |message: String, id: Option<Cow<'a, str>>| {
            Err(Problem::new(ErrorKind::NoText, message, id.map(Cow::into_owned)))
        };
        let place = Place { bytes: object.as_bytes(), ..Place::default() };
        let Some(text_field) = text_field else {
            let html = fields.iter().rev().find(|field| field.key == "html" && field.raw.starts_with('"'));
            let Some(html) = html else {
                return no_text("the object has neither a field `text` nor `html`".into(), given);
            };
            #[cfg(not(feature = "html"))]
            {
                let _ = html;
                return no_text("the object holds `html`; this build lacks the feature `html`".into(), given);
            }
            #[cfg(feature = "html")]
            {
                let html = json::decode_string(html.raw).0;
                let id = given.unwrap_or_else(|| Cow::Owned(line.to_string()));
                let record = Self {
                    object,
                    fields,
                    text_field: None,
                    page: None,
                    text: Cow::Borrowed(""),
                    repaired: false,
                    id,
                    id_given,
                    line,
                    place,
                };
                return Ok(record.extracted(&html));
            }
        };
        let raw_text = fields.get(text_field).map_or("", |field| field.raw);
        if !raw_text.starts_with('"') {
            return no_text(format!("the field `text` is {}, not a string", kind_of(raw_text)), given);
        }
        let (text, repaired) = json::decode_string(raw_text);
        let id = given.unwrap_or_else(|| Cow::Owned(line.to_string()));
        Ok(Self {
            object,
            fields,
            text_field: Some(text_field),
            #[cfg(feature = "html")]
            page: None,
            text,
            repaired,
            id,
            id_given,
            line,
            place,
        })
    }
}

fn push_field(out: &mut Vec<u8>, key: &str, value: &str) {
    out.push(b',');
    json::push_string(out, key);
    out.push(b':');
    out.extend_from_slice(value.as_bytes());
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
