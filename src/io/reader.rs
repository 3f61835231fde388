//! Cuts an input into batches of lines, with the place of each, and never holds a line that is too long.

use super::batch::{Batch, Item};
use super::decode::{Content, Damage, Decode, Step, decode};
use super::entry::{ErrorEntry, ErrorKind, HEAD_BYTES, head};
use super::input::{Format, Input, OpenError};
use super::line::is_blank;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that a batch is filled up to.
const BATCH: usize = 256 << 10;
/// Bytes asked for at a time.
const CHUNK: usize = 128 << 10;

/// What a reader takes on.
///
/// ```
/// use unisono::io::Limits;
/// assert_eq!(Limits::default().max_record_bytes, 16 * 1024 * 1024);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Limits {
    /// Longest line, in bytes without its end; a longer one is reported and never held in memory. Files that are one
    /// document each have no limit but the 4 GiB of a document.
    pub max_record_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_record_bytes: 16 << 20 }
    }
}

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
    input: Arc<Input>,
    decoder: Box<dyn Decode>,
    /// What is read at a time goes here first.
    chunk: Box<[u8]>,
    limits: Limits,
    /// The start of a line whose end has not been read.
    carry: Vec<u8>,
    /// Where `carry` starts in the decoded stream.
    offset: u64,
    /// The line that `carry` belongs to, from 1.
    line: u64,
    done: bool,
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
    pub fn new(input: Input, bytes: Box<dyn Read + Send>, limits: Limits) -> Result<Self, OpenError> {
        let name = || input.name.clone();
        let (content, decoder) = decode(bytes).map_err(|source| OpenError::Io { name: name(), source })?;
        let parquet = |what| Err(OpenError::Format { name: name(), kind: ErrorKind::Parquet, what });
        match (content, input.format) {
            (Content::Archive(what), _) => {
                return Err(OpenError::Format { name: name(), kind: ErrorKind::Compression, what });
            }
            (Content::Parquet, _) => {
                return parquet("a Parquet file, which this build does not read; convert it to JSON Lines");
            }
            (Content::Nothing, Format::Parquet) => return parquet("empty, so it is no Parquet file"),
            (_, Format::Parquet) => return parquet("named .parquet, but is no Parquet file"),
            (Content::Warc, _) => {
                let what = "a WARC file, which this build does not read; extract its pages to JSON Lines";
                return Err(OpenError::Format { name: name(), kind: ErrorKind::Warc, what });
            }
            _ => {}
        }
        Ok(Self {
            input: Arc::new(input),
            decoder,
            chunk: vec![0; CHUNK].into(),
            limits,
            carry: Vec::new(),
            offset: 0,
            line: 1,
            done: false,
        })
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
            _ => Some(self.lines()),
        }
    }

    /// The whole file as one document.
    fn document(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        batch.items.push(Item::Document);
        loop {
            match self.read_into(&mut batch.bytes) {
                Step::Bytes(_) if batch.bytes.len() > u32::MAX as usize => {
                    batch.bytes = Vec::new();
                    let message = "the file is longer than 4 GiB, the most that a document can be";
                    let mut entry = ErrorEntry::damage(&self.input.name, 0, ErrorKind::TooLong, message);
                    entry.line = Some(1);
                    batch.items = vec![Item::Entry(Box::new(entry))];
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
        self.done = true;
        batch
    }

    /// Reads some bytes to the end of `bytes`.
    fn read_into(&mut self, bytes: &mut Vec<u8>) -> Step {
        let step = self.decoder.read(&mut self.chunk);
        if let Step::Bytes(read) = step {
            bytes.extend_from_slice(self.chunk.get(..read).unwrap_or_default());
        }
        step
    }

    fn lines(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        batch.bytes = std::mem::take(&mut self.carry);
        batch.bytes.reserve((BATCH + CHUNK).saturating_sub(batch.bytes.len()));
        let (mut start, mut searched) = (0, 0); // of the line that is being read; of what has been searched for its end
        loop {
            while let Some(end) = memchr::memchr(b'\n', batch.bytes.get(searched..).unwrap_or_default()) {
                let end = searched + end;
                self.push(&mut batch, start..end, 1, false);
                start = end + 1;
                searched = start;
            }
            searched = batch.bytes.len();
            // One byte more, since a carriage return may belong to the end of the line.
            if searched - start > self.limits.max_record_bytes.saturating_add(1) {
                self.carry = self.skip_line(&mut batch, start);
                batch.bytes.truncate(start);
                return batch;
            }
            if start >= BATCH || batch.items.len() >= BATCH / 16 {
                break;
            }
            match self.read_into(&mut batch.bytes) {
                Step::Bytes(_) => {}
                Step::Damage(damage) => {
                    self.push(&mut batch, start..searched, 0, true);
                    start = searched;
                    self.damage(&mut batch, damage);
                }
                Step::End => {
                    self.push(&mut batch, start..searched, 0, false);
                    start = searched;
                    self.done = true;
                    break;
                }
            }
        }
        self.carry = batch.bytes.split_off(start);
        batch
    }

    fn damage(&self, batch: &mut Batch, damage: Damage) {
        let entry = ErrorEntry::damage(&self.input.name, self.offset, damage.kind, damage.message);
        batch.items.push(Item::Entry(Box::new(entry)));
    }

    /// Takes a line, or what there is of it. `end` is the length of its end: 0 where the stream broke off or ended.
    fn push(&mut self, batch: &mut Batch, range: Range<usize>, end: u64, cut: bool) {
        if range.is_empty() && end == 0 {
            return;
        }
        let (number, offset) = (self.line, self.offset);
        self.line += 1;
        self.offset += range.len() as u64 + end;
        let line = batch.bytes.get(range.clone()).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > self.limits.max_record_bytes {
            let entry = self.too_long(line, number, offset, line.len() as u64);
            batch.items.push(Item::Entry(Box::new(entry)));
        } else if is_blank(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)) {
            batch.blank += 1;
        } else {
            batch.items.push(Item::Line {
                number,
                offset,
                range: range.start..range.start + line.len(),
                cut,
            });
        }
    }

    /// Reads to the end of a line that is too long, keeping its head alone; gives what has been read behind it.
    fn skip_line(&mut self, batch: &mut Batch, start: usize) -> Vec<u8> {
        let seen = batch.bytes.get(start..).unwrap_or_default();
        let shown: Vec<u8> = seen.iter().take(HEAD_BYTES + 4).copied().collect();
        let mut length = seen.len() as u64;
        let mut last = seen.last().copied();
        let mut rest = Vec::new();
        let (end, damage) = loop {
            rest.clear();
            match self.read_into(&mut rest) {
                Step::Bytes(read) => {
                    let at = memchr::memchr(b'\n', &rest);
                    length += at.unwrap_or(read) as u64;
                    last = rest.get(..at.unwrap_or(read)).and_then(<[u8]>::last).copied().or(last);
                    if let Some(at) = at {
                        rest.drain(..=at);
                        break (1, None);
                    }
                }
                Step::Damage(damage) => break (0, Some(damage)),
                Step::End => {
                    self.done = true;
                    break (0, None);
                }
            }
        };
        let without_end = length - u64::from(end == 1 && last == Some(b'\r'));
        let entry = self.too_long(&shown, self.line, self.offset, without_end);
        batch.items.push(Item::Entry(Box::new(entry)));
        self.line += 1;
        self.offset += length + end;
        if let Some(damage) = damage {
            self.damage(batch, damage);
        }
        rest
    }

    fn too_long(&self, start: &[u8], number: u64, offset: u64, length: u64) -> ErrorEntry {
        let shown = head(start);
        let limit = self.limits.max_record_bytes;
        ErrorEntry {
            input: self.input.name.clone(),
            line: Some(number),
            offset,
            length,
            kind: ErrorKind::TooLong,
            message: format!("the line has {length} bytes, more than the {limit} of --max-record-bytes"),
            id: super::json::find_id(&shown),
            head: shown,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Texts, problems with line, offset and length, and the number of blank lines.
    type Seen = (Vec<String>, Vec<(Option<u64>, u64, u64, ErrorKind)>, u64);

    /// Reads with small limits; `piece` bytes arrive at a time.
    fn read(bytes: &[u8], name: &str, limit: usize, piece: usize) -> Seen {
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
        let limits = Limits { max_record_bytes: limit };
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
    fn lines_ends_blanks_and_marks() {
        let bytes =
            b"\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n  \t\n{\"text\":\"b\xE2\x80\xA8c\"}\n{\"text\":\"d\"}";
        for piece in [1, 7, 1000] {
            let (texts, problems, blank) = read(bytes, "x.jsonl", 1000, piece);
            assert_eq!(
                (texts, problems, blank),
                (vec!["1:a".into(), "4:b\u{2028}c".into(), "5:d".into()], vec![], 2)
            );
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_told_by_place_and_length() {
        let long = format!("{{\"id\":\"h\",\"text\":\"{}\"}}", "x".repeat(400_000));
        let bytes = format!("{{\"text\":\"a\"}}\n{long}\r\n{{\"text\":\"b\"}}\n{long}");
        for (limit, piece) in [(100, 64), (100, 1 << 20), (200_000, 5000), (400_000, 1 << 20)] {
            let (texts, problems, _) = read(bytes.as_bytes(), "x.jsonl", limit, piece);
            let (length, offset) = (long.len() as u64, bytes.len() as u64 - long.len() as u64);
            assert_eq!(texts, ["1:a", "3:b"]);
            let kind = ErrorKind::TooLong;
            assert_eq!(
                problems,
                [(Some(2), 13, length, kind), (Some(4), offset, length, kind)],
                "{limit} {piece}"
            );
        }
        assert_eq!(read(bytes.as_bytes(), "x.jsonl", long.len(), 1000).0.len(), 4);
    }

    #[test]
    fn positions_hold_over_many_batches() {
        let line = format!("{{\"text\":\"{}\"}}\n", "y".repeat(1000));
        let bytes = format!("{}oops\n{}", line.repeat(2000), line.repeat(3));
        let (texts, problems, _) = read(bytes.as_bytes(), "x.jsonl", 1 << 20, 1 << 20);
        assert_eq!(texts.len(), 2003);
        assert_eq!(problems, [(Some(2001), line.len() as u64 * 2000, 4, ErrorKind::Json)]);
    }

    #[test]
    fn a_stream_that_breaks_off_keeps_its_last_line_when_it_is_whole() {
        use std::io::Write;
        let gz = |text: &str| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let whole = gz("{\"text\":\"a\"}\n{\"text\":\"b\"}");
        let (texts, problems, _) = read(&whole[..whole.len() - 8], "x.jsonl.gz", 100, 1000);
        assert_eq!(texts, ["1:a", "2:b"]);
        assert_eq!(problems, [(None, 25, 0, ErrorKind::Truncated)]);
        let (texts, problems, _) = read(&whole[..whole.len() - 12], "x.jsonl.gz", 100, 1000);
        assert_eq!(texts, ["1:a"]);
        assert_eq!(problems[0], (Some(2), 13, 8, ErrorKind::Truncated));
        assert_eq!((problems[1].0, problems[1].3), (None, ErrorKind::Truncated));
    }

    #[test]
    fn a_text_file_is_one_document() {
        assert_eq!(read(b"One.\nTwo.\n", "a.txt", 3, 2).0, ["1:One.\nTwo.\n"]);
        assert_eq!(read(b"", "a.txt", 3, 2).0, ["1:"]);
        assert_eq!(read(b"", "a.jsonl", 3, 2).0.len(), 0);
        assert_eq!(read(b"One.\nT\xFFo.\n", "a.txt", 3, 2).1, [(Some(2), 5, 4, ErrorKind::Utf8)]);
        assert_eq!(read(b"<p>", "a.html", 3, 2).1, [(Some(1), 0, 3, ErrorKind::NoText)]);
    }
}
