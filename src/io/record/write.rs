//! A record as it is written: what the run made in its place, everything else as it was.

use super::{Field, Record, VERDICT};
use crate::io::json;
use std::borrow::Cow;

impl<'a> Record<'a> {
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
        match self.id_raw {
            Some(raw) => quoted_id.extend_from_slice(raw.as_bytes()),
            None => json::push_string(&mut quoted_id, &self.id),
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
            let is_text = Some(index) == self.text_field;
            let replacement = ours().enumerate().find(|(_, (key, _))| !is_text && *key == field.key);
            let again = replacement.as_ref().is_some_and(|(i, _)| used & (1 << i) != 0);
            if again || field.key == VERDICT && replacement.is_none() || !is_text && self.is_other_text(field)
            {
                continue;
            }
            out.extend_from_slice(separator.as_bytes());
            if is_text && field.key != "text" {
                out.extend_from_slice(b"\"text\":");
            } else {
                out.extend_from_slice(self.between(field.start, field.value).as_bytes());
            }
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
            out.extend_from_slice(if written_any { b",\"text\":" } else { b"{\"text\":" });
            json::push_string(out, text);
        }
        for (i, (key, value)) in ours().enumerate() {
            if used & (1 << i) == 0 {
                push_field(out, key, value);
            }
        }
        out.push(b'}');
    }

    /// A field that would be a second text in what is written.
    fn is_other_text(&self, field: &Field<'_>) -> bool {
        let text = self.text_field.and_then(|at| self.fields.get(at));
        field.key == "text" || text.is_some_and(|text| text.key == field.key)
    }

    fn between(&self, from: usize, to: usize) -> &'a str {
        self.object.get(from..to).unwrap_or_default()
    }
}

fn push_field(out: &mut Vec<u8>, key: &str, value: &str) {
    out.push(b',');
    json::push_string(out, key);
    out.push(b':');
    out.extend_from_slice(value.as_bytes());
}
