//! Reads an input in batches: lines, or the whole file when it is one document.

use super::batch::{Batch, Item};
use super::decode::{Content, Decode, Step, decode};
use super::entry::{ErrorEntry, ErrorKind, head};
use super::input::{Format, Input, OpenError};
use super::limits::Limits;
use super::table::Rows;
use crate::decoding;
use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

/// Bytes asked for at a time.
pub(super) const CHUNK: usize = 128 << 10;

/// Reads one input, batch by batch.
///
/// ```
/// use unisono::io::{Input, Limits, Reader};
/// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}"[..]), Limits::default())?;
/// assert!(reader.next_batch().is_some());
/// assert!(reader.next_batch().is_none());
/// # Ok::<(), unisono::io::OpenError>(())
/// ```
pub struct Reader {
    pub(super) input: Arc<Input>,
    decoder: Box<dyn Decode>,
    /// What is read at a time goes here first.
    chunk: Box<[u8]>,
    pub(super) limits: Limits,
    /// The start of a line whose end has not been read.
    pub(super) carry: Vec<u8>,
    /// Where `carry` starts in the decoded stream.
    pub(super) offset: u64,
    /// The line that `carry` belongs to, from 1.
    pub(super) line: u64,
    pub(super) done: bool,
    /// Bytes of `carry` that are done with; records of an archive are taken out of it one by one.
    pub(super) taken: usize,
    /// What stands in the stream behind `carry`.
    pub(super) stopped: Option<Step>,
    /// Of a table.
    pub(super) rows: Rows,
    /// Of a file of columns.
    #[cfg(feature = "parquet")]
    pub(super) groups: Option<super::parquet::Groups>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { input, offset, line, .. } = self;
        f.debug_struct("Reader")
            .field("input", input)
            .field("offset", offset)
            .field("line", line)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens the input and looks at its first bytes.
    ///
    /// # Errors
    /// When it cannot be opened, or is of a format that this build does not read.
    ///
    /// ```
    /// use unisono::io::{Input, Limits, Reader};
    /// let error = Reader::open(Input::file("no/such.jsonl"), Limits::default()).unwrap_err();
    /// assert!(error.to_string().starts_with("cannot read no/such.jsonl"));
    /// ```
    pub fn open(input: Input, limits: Limits) -> Result<Self, OpenError> {
        let bytes = input.read()?;
        Self::new(input, bytes, limits)
    }

    /// Reads `bytes` as the content of `input`.
    ///
    /// # Errors
    /// When the first bytes cannot be read, or are of a format that this build does not read.
    ///
    /// ```
    /// use unisono::io::{Input, Limits, Reader};
    /// let error = Reader::new(Input::stdin(), Box::new(&b"PAR1..."[..]), Limits::default()).unwrap_err();
    /// assert!(error.to_string().contains("Parquet"));
    /// ```
    pub fn new(mut input: Input, bytes: Box<dyn Read + Send>, limits: Limits) -> Result<Self, OpenError> {
        let name = input.name.clone();
        let name = || name.clone();
        let (content, decoder) = decode(bytes).map_err(|source| OpenError::Io { name: name(), source })?;
        let parquet = |what: &'static str| {
            Err(OpenError::Format { name: name(), kind: ErrorKind::Parquet, what: what.into() })
        };
        #[cfg(feature = "parquet")]
        let mut groups = None;
        match (content, input.format) {
            (Content::Archive(what), _) => {
                return Err(OpenError::Format {
                    name: name(),
                    kind: ErrorKind::Compression,
                    what: what.into(),
                });
            }
            #[cfg(feature = "parquet")]
            (Content::Parquet, _) => {
                input.format = Format::Parquet;
                groups = Some(super::parquet::Groups::open(&input)?);
            }
            #[cfg(not(feature = "parquet"))]
            (Content::Parquet, _) => {
                return parquet("a Parquet file, which this build does not read; convert it to JSON Lines");
            }
            (Content::Nothing, Format::Parquet) => return parquet("empty, so it is no Parquet file"),
            (_, Format::Parquet) => return parquet("named .parquet, but is no Parquet file"),
            (Content::Warc, _) => input.format = Format::Warc,
            _ => {}
        }
        let mut reader = Self {
            input: Arc::new(input),
            decoder,
            chunk: vec![0; CHUNK].into(),
            limits,
            carry: Vec::new(),
            offset: 0,
            line: 1,
            done: false,
            taken: 0,
            stopped: None,
            rows: Rows::default(),
            #[cfg(feature = "parquet")]
            groups,
        };
        if matches!(reader.input.format, Format::Csv | Format::Tsv) {
            reader.header()?;
        }
        Ok(reader)
    }

    /// The next batch, of 256 KiB or one longer record; `None` at the end.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"\n\n"[..]), Limits::default())?;
    /// assert_eq!(reader.next_batch().map(|batch| batch.blank()), Some(2));
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        match self.input.format {
            Format::Text | Format::Html => Some(self.document()),
            Format::Warc => Some(self.warc()),
            Format::Csv | Format::Tsv => Some(self.table()),
            #[cfg(feature = "parquet")]
            Format::Parquet => Some(self.parquet()),
            _ => Some(self.lines()),
        }
    }

    /// The whole file as one document.
    fn document(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        batch.items.push(Item::Document);
        let limit = self.limits.max_document_bytes.min(u32::MAX as usize);
        loop {
            match self.read_into(&mut batch.bytes) {
                Step::Bytes(_) if batch.bytes.len() > limit => {
                    let entry = self.too_long_document(&batch.bytes, limit);
                    batch.bytes = Vec::new();
                    // In place of the document; damage that was met before stays.
                    if let Some(first) = batch.items.first_mut() {
                        *first = Item::Entry(Box::new(entry));
                    }
                    break;
                }
                Step::Bytes(_) => {}
                Step::Damage(damage) => {
                    let at = batch.bytes.len() as u64;
                    let entry = ErrorEntry::damage(&self.input.name, at, damage.kind, damage.message);
                    batch.items.push(Item::Entry(Box::new(entry)));
                }
                Step::End => break,
            }
        }
        if matches!(self.input.format, Format::Text | Format::Html) {
            self.to_utf8(&mut batch);
        }
        self.done = true;
        batch
    }

    /// Brings the bytes of a text into UTF-8. What is lost on the way is reported, with its place in the file.
    fn to_utf8(&self, batch: &mut Batch) {
        let decoded = decoding::decode(&batch.bytes, self.declared(&batch.bytes));
        if let Cow::Borrowed(text) = decoded.text {
            // A byte order mark in UTF-8 is the cleanup's to remove.
            debug_assert!(text.len() <= batch.bytes.len());
            return;
        }
        if let Some(first) = decoded.losses.first() {
            let (lost, at, encoding) = (decoded.losses.len(), first.bytes.start, decoded.encoding);
            let message = format!(
                "{lost} characters are no {encoding}, the first at byte {}: U+FFFD stands for them",
                at + 1
            );
            let entry = ErrorEntry::damage(&self.input.name, at as u64, ErrorKind::Encoding, message);
            batch.items.push(Item::Entry(Box::new(entry)));
        }
        batch.bytes = decoded.text.into_owned().into_bytes();
    }

    /// The rest of such a file is not read, so its length is unknown: it may be a small file that unpacks without end.
    fn too_long_document(&self, start: &[u8], limit: usize) -> ErrorEntry {
        let message = format!("the file has more bytes than the limit of {limit} for one document");
        let mut entry = ErrorEntry::damage(&self.input.name, 0, ErrorKind::TooLong, message);
        entry.line = Some(1);
        entry.id = Some(self.input.id.clone());
        entry.head = head(start);
        entry
    }

    /// The character set that a page declares in its first KiB (`<meta charset=...>`, `content="...; charset=..."`), as
    /// the HTML standard looks for it.
    fn declared(&self, bytes: &[u8]) -> Option<decoding::Label> {
        if self.input.format != Format::Html {
            return None;
        }
        super::http::declared(bytes)
    }

    /// Reads some bytes to the end of `bytes`.
    pub(super) fn read_into(&mut self, bytes: &mut Vec<u8>) -> Step {
        let step = self.decoder.read(&mut self.chunk);
        if let Step::Bytes(read) = step {
            bytes.extend_from_slice(self.chunk.get(..read).unwrap_or_default());
        }
        step
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;

    /// Texts, problems with line, offset and length, and the number of blank lines.
    pub(crate) type Seen = (Vec<String>, Vec<(Option<u64>, u64, u64, ErrorKind)>, u64);

    /// Reads with small limits; `piece` bytes arrive at a time.
    pub(crate) fn read(bytes: &[u8], name: &str, limit: usize, piece: usize) -> Seen {
        struct Pieces(Vec<u8>, usize, usize);
        impl Read for Pieces {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                let rest = &self.0[self.1..];
                let n = rest.len().min(self.2).min(out.len());
                out[..n].copy_from_slice(&rest[..n]);
                self.1 += n;
                Ok(n)
            }
        }
        let limits = Limits { max_record_bytes: limit, max_document_bytes: limit };
        let mut reader =
            Reader::new(Input::file(name), Box::new(Pieces(bytes.to_vec(), 0, piece)), limits).unwrap();
        let (mut texts, mut problems, mut blank) = (Vec::new(), Vec::new(), 0);
        while let Some(batch) = reader.next_batch() {
            blank += batch.blank();
            batch.records(|record| match record {
                Ok(record) => texts.push(format!("{}:{}", record.line(), record.text())),
                Err(e) => problems.push((e.line, e.offset, e.length, e.kind)),
            });
        }
        (texts, problems, blank)
    }

    #[test]
    fn a_text_file_is_one_document() {
        assert_eq!(read(b"One.\nTwo.\n", "a.txt", 30, 2).0, ["1:One.\nTwo.\n"]);
        assert_eq!(read(b"", "a.txt", 30, 2).0, ["1:"]);
        assert_eq!(read(b"", "a.jsonl", 30, 2).0.len(), 0);
        let latin = b"L'\xE9t\xE9 \xE0 Paris, d\xE9j\xE0";
        assert_eq!(read(latin, "a.txt", 30, 2), (vec!["1:L'été à Paris, déjà".to_owned()], vec![], 0));
        let damaged = "L’été\u{FFFD} à".replace('\u{FFFD}', "?").into_bytes();
        let damaged: Vec<u8> =
            damaged.into_iter().map(|byte| if byte == b'?' { 0xFF } else { byte }).collect();
        let (texts, problems, _) = read(&damaged, "a.txt", 30, 2);
        assert_eq!(
            (&*texts[0], &problems[..]),
            ("1:L’été\u{FFFD} à", &[(None, 9, 0, ErrorKind::Encoding)][..])
        );
        #[cfg(feature = "html")]
        assert_eq!(read(b"<p>One<p>Two", "a.html", 30, 2).0, ["1:One\n\nTwo"]);
        #[cfg(feature = "html")]
        assert_eq!(
            read(b"<meta charset=windows-1250><p>Kadyk\xF3w \xA3", "a.html", 99, 9).0,
            ["1:Kadyków Ł"]
        );
    }

    #[test]
    fn of_a_document_that_is_too_long_no_more_than_the_limit_is_read() {
        struct Endless(std::sync::Arc<std::sync::atomic::AtomicUsize>);
        impl Read for Endless {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                out.fill(b'x');
                self.0.fetch_add(out.len(), std::sync::atomic::Ordering::Relaxed);
                Ok(out.len())
            }
        }
        let given = std::sync::Arc::default();
        let limits = Limits { max_record_bytes: 10, max_document_bytes: 1 << 20 };
        let endless = Box::new(Endless(std::sync::Arc::clone(&given)));
        let mut reader = Reader::new(Input::file("in/a.txt"), endless, limits).unwrap();
        let batch = reader.next_batch().unwrap();
        assert_eq!(batch.bytes(), 0);
        let mut entries = Vec::new();
        batch.records(|record| entries.push(record.unwrap_err()));
        let [entry] = &entries[..] else { panic!("{entries:?}") };
        assert_eq!((entry.kind, entry.line, entry.offset), (ErrorKind::TooLong, Some(1), 0));
        assert_eq!((entry.id.as_deref(), entry.head.len(), entry.length), (Some("a.txt"), 200, 0));
        assert!(entry.message.contains("1048576") && !entry.message.contains("--"), "{}", entry.message);
        assert!(reader.next_batch().is_none());
        assert!(given.load(std::sync::atomic::Ordering::Relaxed) < 2 << 20);
        assert_eq!(read(b"Four", "a.txt", 4, 9).0, ["1:Four"]);
        let padded = [&zstd::encode_all(&b"Four"[..], 1).unwrap()[..], b"garbage"].concat();
        let too_long = (Some(1), 0, 0, ErrorKind::TooLong);
        let bad = (None, 4, 0, ErrorKind::Compression);
        assert_eq!(read(&padded, "a.txt", 4, 9).1, [bad]);
        let more = [padded, zstd::encode_all(&b"s"[..], 1).unwrap()].concat();
        assert_eq!(read(&more, "a.txt", 4, 9).1, [too_long, bad]);
        assert_eq!(read(b"Fours", "a.txt", 4, 9).1, [(Some(1), 0, 0, ErrorKind::TooLong)]);
    }
}
