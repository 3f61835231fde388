//! Cuts a stream into batches of lines, with the place of each, and never holds a line that is too long.

use super::batch::{Batch, Item, Position};
use super::decode::{Damage, Step};
use super::entry::{ErrorEntry, ErrorKind, HEAD_BYTES, head};
use super::line::is_blank;
use super::reader::{CHUNK, Reader};
use std::ops::Range;

/// Bytes that a batch is filled up to.
pub(super) const BATCH: usize = 256 << 10;

/// Bytes of the decoded stream from one place where reading can be taken up to the next.
pub(super) const SECTION: u64 = 1 << 20;

impl Reader {
    /// The next lines, with the place of each.
    pub(super) fn lines(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        batch.bytes = std::mem::take(&mut self.carry);
        batch.bytes.reserve((BATCH + CHUNK).saturating_sub(batch.bytes.len()));
        let (mut start, mut searched) = (0, 0); // of the line that is being read; of what has been searched for its end
        loop {
            while let Some(end) = memchr::memchr(b'\n', batch.bytes.get(searched..).unwrap_or_default()) {
                let end = searched + end;
                let section = self.offset / SECTION;
                self.push(&mut batch, start..end, 1, false);
                start = end + 1;
                searched = start;
                if self.offset / SECTION > section {
                    batch.end = Some(self.position());
                    self.carry = batch.bytes.split_off(start);
                    return batch;
                }
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

    pub(super) fn position(&self) -> Position {
        Position { offset: self.offset, line: self.line }
    }

    /// Goes to a place that [`Batch::end`] has named in an earlier reading of the same bytes, before anything else is
    /// read. False when the input ends before it.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Position, Reader};
    /// let bytes = b"{\"text\":\"Rabat\"}\n{\"text\":\"Madrid\"}\n";
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&bytes[..]), Limits::default())?;
    /// assert!(reader.advance(Position { offset: 17, line: 2 }));
    /// let batch = reader.next_batch().expect("a line");
    /// batch.records(|record| assert_eq!(record.expect("an object").text(), "Madrid"));
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn advance(&mut self, to: Position) -> bool {
        // The first row of a table has been read before.
        let mut left = to.offset.saturating_sub(self.offset);
        let held = (self.carry.len() - self.taken).min(left as usize);
        self.carry.drain(..self.taken + held);
        self.taken = 0;
        left -= held as u64;
        let mut skipped = Vec::with_capacity(CHUNK);
        while left > 0 {
            skipped.clear();
            match self.read_into(&mut skipped) {
                Step::Bytes(read) if read as u64 > left => {
                    self.carry = skipped.split_off(left as usize);
                    left = 0;
                }
                Step::Bytes(read) => left -= read as u64,
                // It has been told where it was met.
                Step::Damage(_) => {}
                Step::End => return false,
            }
        }
        (self.offset, self.line) = (to.offset, to.line);
        true
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
        let section = self.offset / SECTION;
        self.line += 1;
        self.offset += length + end;
        if let Some(damage) = damage {
            self.damage(batch, damage);
        } else if end == 1 && self.offset / SECTION > section {
            batch.end = Some(self.position());
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
            message: format!("the line has {length} bytes, more than the limit of {limit}"),
            id: super::json::find_id(&shown),
            head: shown,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::reader::tests::read;
    use super::*;

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

    /// What a reader gives from `from` on, and the places that it names.
    fn all_from(bytes: &[u8], from: Option<Position>, piece: usize) -> (Vec<String>, Vec<(usize, Position)>) {
        struct Pieces<'b>(&'b [u8], usize);
        impl std::io::Read for Pieces<'_> {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                let room = out.len().min(self.1);
                self.0.read(&mut out[..room])
            }
        }
        let bytes: &'static [u8] = Box::leak(bytes.to_vec().into_boxed_slice());
        let limits = crate::io::Limits { max_record_bytes: 1 << 20, max_document_bytes: 1 << 20 };
        let mut reader =
            Reader::new(crate::io::Input::stdin(), Box::new(Pieces(bytes, piece)), limits).unwrap();
        assert!(from.is_none_or(|from| reader.advance(from)));
        let (mut seen, mut places) = (Vec::new(), Vec::new());
        while let Some(batch) = reader.next_batch() {
            batch.records(|record| {
                seen.push(match record {
                    Ok(record) => format!("{} {}", record.line(), record.text().len()),
                    Err(entry) => format!("{:?} {} {:?}", entry.line, entry.offset, entry.kind),
                });
            });
            places.extend(batch.end().map(|end| (seen.len(), end)));
        }
        (seen, places)
    }

    #[test]
    fn reading_is_taken_up_at_places_that_depend_on_the_content_alone() {
        let mut plain = Vec::new();
        for n in 0..4000 {
            let size = if n == 1500 { 2_500_000 } else { n % 1900 };
            plain.extend_from_slice(format!("{{\"text\":\"{}\"}}\n", "z".repeat(size)).as_bytes());
            if n % 777 == 5 {
                plain.extend_from_slice(b"oops\n\n");
            }
        }
        let cut = zstd::encode_all(&plain[..], 1).unwrap();
        let cut = [&cut[..cut.len() - 7], &zstd::encode_all(&plain[..1 << 21], 1).unwrap()].concat();
        for bytes in [plain, cut] {
            let (whole, places) = all_from(&bytes, None, usize::MAX);
            assert!(places.len() > 3, "{places:?}");
            assert_eq!(all_from(&bytes, None, 999), (whole.clone(), places.clone()));
            for (nth, (seen, place)) in places.iter().enumerate() {
                let (rest, later) = all_from(&bytes, Some(*place), 5001);
                assert_eq!(rest, whole[*seen..]);
                assert_eq!(later.len(), places.len() - nth - 1);
            }
        }
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
}
