//! One problem of an input: what could not be processed, where it stands, and why.

use serde::Serialize;

/// Bytes of the line that an entry shows.
pub(crate) const HEAD_BYTES: usize = 200;

/// What is wrong.
///
/// ```
/// use unisono::io::ErrorKind;
/// assert_eq!(ErrorKind::TooLong.as_str(), "too-long");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The line is no JSON.
    Json,
    /// The line holds bytes that are no UTF-8.
    Utf8,
    /// The line is JSON, but no object.
    NotObject,
    /// The object has no text that can be read.
    NoText,
    /// The line, or the document, is longer than the limit.
    TooLong,
    /// The line nests arrays and objects deeper than 128 levels.
    TooDeep,
    /// The line, or the compressed stream, ends before it is complete.
    Truncated,
    /// The compressed stream is damaged.
    Compression,
    /// The character encoding is damaged.
    Encoding,
    /// A WARC file that cannot be read.
    Warc,
    /// A Parquet file that cannot be read.
    Parquet,
    /// A row that does not fit its table.
    Csv,
    /// The operating system refused to read.
    Io,
    /// A stage gave the document up.
    Stage,
    /// A stage panicked on the document.
    Panic,
}

impl ErrorKind {
    /// The kind as the error file spells it.
    ///
    /// ```
    /// # use unisono::io::ErrorKind;
    /// assert_eq!(ErrorKind::NotObject.as_str(), "not-object");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Utf8 => "utf8",
            Self::NotObject => "not-object",
            Self::NoText => "no-text",
            Self::TooLong => "too-long",
            Self::TooDeep => "too-deep",
            Self::Truncated => "truncated",
            Self::Compression => "compression",
            Self::Encoding => "encoding",
            Self::Warc => "warc",
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Io => "io",
            Self::Stage => "stage",
            Self::Panic => "panic",
        }
    }
}

/// One line of the error file.
///
/// ```
/// use unisono::io::{ErrorEntry, ErrorKind};
/// let entry = ErrorEntry::damage("a.jsonl.gz", 4096, ErrorKind::Truncated, "the gz stream ends early");
/// assert_eq!(entry.line, None);
/// assert!(entry.to_json().starts_with("{\"input\":\"a.jsonl.gz\",\"line\":null,\"offset\":4096,"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ErrorEntry {
    /// The input as it was named; inside a folder, the path below the folder.
    pub input: String,
    /// Physical line, from 1, in the decoded stream; `None` for damage that belongs to no line.
    pub line: Option<u64>,
    /// Byte offset of the first byte of the line in the decoded stream; for damage, where reading stopped.
    pub offset: u64,
    /// Bytes of the line without its end; 0 when unknown.
    pub length: u64,
    /// What is wrong.
    pub kind: ErrorKind,
    /// What is wrong, for people.
    pub message: String,
    /// The record's id, if it could be read.
    pub id: Option<String>,
    /// The first bytes of the line, at most 200, what is no UTF-8 replaced.
    pub head: String,
}

impl ErrorEntry {
    /// Damage that belongs to no line, met at `offset` bytes of the decoded stream.
    ///
    /// ```
    /// # use unisono::io::{ErrorEntry, ErrorKind};
    /// assert_eq!(ErrorEntry::damage("x", 0, ErrorKind::Io, "dead link").length, 0);
    /// ```
    pub fn damage(input: &str, offset: u64, kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            input: input.to_owned(),
            line: None,
            offset,
            length: 0,
            kind,
            message: message.into(),
            id: None,
            head: String::new(),
        }
    }

    /// The entry as one JSON object, without a line end.
    ///
    /// ```
    /// # use unisono::io::{ErrorEntry, ErrorKind};
    /// let json = ErrorEntry::damage("x", 7, ErrorKind::Compression, "wrong checksum").to_json();
    /// assert!(json.contains("\"kind\":\"compression\""));
    /// ```
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The first bytes of a line for people: at most [`HEAD_BYTES`], also after replacement, on a character boundary.
pub(crate) fn head(line: &[u8]) -> String {
    let cut = line.get(..HEAD_BYTES).unwrap_or(line);
    let mut shown = String::from_utf8_lossy(cut).into_owned();
    if cut.len() < line.len() && shown.ends_with('\u{FFFD}') {
        shown.pop(); // a character that the cut divided
    }
    while shown.len() > HEAD_BYTES {
        shown.pop();
    }
    shown
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn head_is_short_and_on_a_boundary() {
        assert_eq!(head(b"short"), "short");
        let long = "é".repeat(300);
        assert_eq!(head(long.as_bytes()).len(), 200);
        assert!(head(&long.as_bytes()[1..]).len() <= HEAD_BYTES);
        assert!(head(&[0xFF; 500]).len() <= HEAD_BYTES);
    }

    #[test]
    fn kinds_spell_alike_in_json_and_in_rust() {
        for kind in
            [ErrorKind::Json, ErrorKind::Utf8, ErrorKind::NotObject, ErrorKind::TooDeep, ErrorKind::NoText]
        {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
    }
}
