//! WARC and WET: the records of a web archive, one by one, and the next one where one is damaged.

use super::batch::{Batch, Item};
use super::entry::{ErrorEntry, ErrorKind};
use super::http::{self, Body};
use super::json;
use super::line::Problem;
use super::lines::{BATCH, SECTION};
use super::reader::Reader;
use std::ops::Range;

/// Longest header of a record that is believed.
const MOST_HEADER: usize = 64 << 10;

/// What every record starts with.
const START: &[u8] = b"WARC/";

/// How the next record is found where its place is not known.
const NEXT: &[u8] = b"\nWARC/1.";

/// A page or a text of an archive, its bytes not yet decoded.
#[derive(Debug)]
pub(crate) struct Archived {
    /// Number of the record in the file, from 1.
    pub(crate) number: u64,
    /// Where it starts in the decoded stream.
    pub(crate) offset: u64,
    /// The record in the bytes of the batch.
    pub(crate) range: Range<usize>,
    /// What its header says, as an object.
    pub(crate) object: String,
    pub(crate) body: Body,
}

/// What the header of a record says.
#[derive(Debug, Default, PartialEq)]
struct Header {
    kind: String,
    length: Option<usize>,
    id: Option<String>,
    url: Option<String>,
    date: Option<String>,
    content: String,
}

impl Reader {
    /// The next records.
    pub(super) fn warc(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        while batch.bytes.len() < BATCH && batch.items.len() < BATCH / 64 {
            let section = self.offset / SECTION;
            if !self.archived(&mut batch) {
                self.done = true;
                break;
            }
            if self.offset / SECTION > section {
                batch.end = Some(self.position());
                break;
            }
        }
        batch
    }

    /// Tells what is wrong with the record that is being read, and counts it.
    fn broken(&mut self, batch: &mut Batch, kind: ErrorKind, message: String, header: Option<&Header>) {
        let id = header.and_then(|header| header.id.clone());
        let entry =
            Problem::new(kind, message, id).entry(&self.input.name, self.line, self.offset, self.seen());
        let length = header.and_then(|header| header.length).unwrap_or(0) as u64;
        batch.items.push(Item::Entry(Box::new(ErrorEntry { length, ..entry })));
        self.line += 1;
    }

    /// The next record, or what stands in its place; false at the end.
    fn archived(&mut self, batch: &mut Batch) -> bool {
        // Two line ends stand behind each record.
        while self.have(1) {
            let blank = self.seen().iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if blank == 0 {
                break;
            }
            self.consume(blank);
        }
        if self.seen().is_empty() {
            return self.stop(batch);
        }
        self.have(START.len());
        if !self.seen().starts_with(START) {
            let at = self.offset;
            let skipped = self.seek_record(0);
            let message = format!("{skipped} bytes that are no WARC record");
            let entry = ErrorEntry::damage(&self.input.name, at, ErrorKind::Warc, message);
            batch.items.push(Item::Entry(Box::new(entry)));
            return true;
        }
        let Some(start) = self.header_end() else {
            self.broken(batch, ErrorKind::Warc, "the header of the record has no end".to_owned(), None);
            self.seek_record(START.len());
            return true;
        };
        let header = Header::parse(self.seen().get(..start).unwrap_or_default());
        let Some(length) = header.length else {
            self.broken(batch, ErrorKind::Warc, "the record has no Content-Length".to_owned(), Some(&header));
            self.seek_record(start);
            return true;
        };
        if length > self.limits.max_record_bytes {
            self.long(batch, start, length, &header);
        } else if self.is_whole(start, start + length) {
            self.take(batch, start, start + length, &header);
        } else {
            let there = self.seen().len().saturating_sub(start).min(length);
            let kind = if there < length { ErrorKind::Truncated } else { ErrorKind::Warc };
            let message =
                format!("the record does not end where its Content-Length of {length} bytes says it does");
            self.broken(batch, kind, message, Some(&header));
            self.seek_record(start);
        }
        true
    }

    /// Where the header of the record ends.
    fn header_end(&mut self) -> Option<usize> {
        loop {
            let crlf = memchr::memmem::find(self.seen(), b"\r\n\r\n").map(|at| at + 4);
            let lf = memchr::memmem::find(self.seen(), b"\n\n").map(|at| at + 2);
            let end = [crlf, lf].into_iter().flatten().min();
            if end.is_some() || self.seen().len() > MOST_HEADER || !self.more() {
                return end.filter(|end| *end <= MOST_HEADER);
            }
        }
    }

    /// True when a record that ends there is followed by another, or by the end.
    fn is_whole(&mut self, start: usize, end: usize) -> bool {
        if !self.have(end) {
            return false;
        }
        loop {
            let behind = self.seen().get(end..).unwrap_or_default();
            let blank = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let next = behind.get(blank..).unwrap_or_default();
            let enough = next.len() >= START.len();
            let whole = next.is_empty() || blank > 0 && next.starts_with(START);
            if enough && !whole && behind.starts_with(b"\r\n\r\n") {
                // Its end is marked, so garbage follows; unless another record was taken for a part of it.
                let content = self.seen().get(start..end).unwrap_or_default();
                return memchr::memmem::find(content, NEXT).is_none();
            }
            if enough || !self.more() {
                return whole;
            }
        }
    }

    /// Goes to the next line that starts a record, at least `from` bytes on; how many bytes were passed.
    fn seek_record(&mut self, from: usize) -> u64 {
        let before = self.offset;
        let mut from = from.min(self.seen().len());
        let finder = memchr::memmem::Finder::new(NEXT);
        loop {
            let rest = self.seen().get(from..).unwrap_or_default();
            if let Some(at) = finder.find(rest) {
                self.consume(from + at + 1);
                return self.offset - before;
            }
            // The start of the line may have been read in part.
            let searched = self.seen().len().saturating_sub(8);
            from = from.max(searched) - searched;
            self.consume(searched);
            if !self.more() {
                self.consume(usize::MAX);
                return self.offset - before;
            }
        }
    }

    /// A record that is not to be held in memory: it is passed by.
    fn long(&mut self, batch: &mut Batch, start: usize, length: usize, header: &Header) {
        self.have(start + http::MOST_HEADER.min(length));
        let first = self.seen().get(start..).unwrap_or_default();
        let passed_by = matches!(header.body(first, start..start + first.len()), Ok(None));
        let limit = self.limits.max_record_bytes;
        let message = format!("the record has {length} bytes, more than the limit of {limit}");
        let place = batch.items.len();
        if passed_by {
            self.line += 1;
        } else {
            self.broken(batch, ErrorKind::TooLong, message, Some(header));
        }
        let passed = self.seek_record(start);
        if let (true, Some(Item::Entry(entry))) = (passed < length as u64, batch.items.get_mut(place)) {
            entry.kind = ErrorKind::Warc;
            entry.message =
                format!("the record has a Content-Length of {length} bytes, but ends after {passed} at most");
        }
    }

    /// A record that is whole.
    fn take(&mut self, batch: &mut Batch, start: usize, end: usize, header: &Header) {
        let content = self.seen().get(start..end).unwrap_or_default();
        match header.body(content, start..end) {
            Ok(None) => self.line += 1,
            Ok(Some(mut body)) => {
                let at = batch.bytes.len();
                body.range = body.range.start + at..body.range.end + at;
                batch.bytes.extend_from_slice(self.seen().get(..end).unwrap_or_default());
                batch.items.push(Item::Archived(Box::new(Archived {
                    number: self.line,
                    offset: self.offset,
                    range: at..at + end,
                    object: header.object(),
                    body,
                })));
                self.line += 1;
            }
            Err(what) => self.broken(batch, ErrorKind::Warc, what.to_owned(), Some(header)),
        }
        self.consume(end);
    }
}

impl Header {
    fn parse(bytes: &[u8]) -> Self {
        let mut header = Self::default();
        for line in bytes.split(|&byte| byte == b'\n').skip(1) {
            let line = String::from_utf8_lossy(line);
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let some = || Some(value.to_owned());
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "content-length" => header.length = value.parse().ok(),
                "warc-record-id" => {
                    header.id = Some(value.trim_start_matches('<').trim_end_matches('>').to_owned());
                }
                "warc-target-uri" => {
                    header.url = Some(value.trim_start_matches('<').trim_end_matches('>').to_owned());
                }
                "warc-date" => header.date = some(),
                "content-type" => header.content = value.to_ascii_lowercase(),
                _ => {}
            }
        }
        header
    }

    /// The document of the record; `None` for requests, pictures and what else is no page and no text.
    fn body(&self, content: &[u8], range: Range<usize>) -> Result<Option<Body>, &'static str> {
        match self.kind.as_str() {
            "conversion" => Ok(Some(Body::text(range))),
            "response" if self.content.is_empty() || self.content.contains("http") => {
                http::response(content, range)
            }
            "response" | "resource" => Ok(Body::of_type(&self.content, content, range)),
            "" => Err("the record has no WARC-Type"),
            _ => Ok(None),
        }
    }

    /// The fields of the output that come from the header.
    fn object(&self) -> String {
        let mut object = b"{".to_vec();
        for (key, value) in [("id", &self.id), ("url", &self.url), ("date", &self.date)] {
            let Some(value) = value else { continue };
            if object.len() > 1 {
                object.push(b',');
            }
            json::push_string(&mut object, key);
            object.push(b':');
            json::push_string(&mut object, value);
        }
        object.push(b'}');
        String::from_utf8_lossy(&object).into_owned()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
