//! Takes a table row by row out of a stream.

use super::super::batch::{Batch, Item};
use super::super::decode::Step;
use super::super::entry::{ErrorEntry, ErrorKind};
use super::super::input::{Format, Input, OpenError};
use super::super::line::{Problem, is_blank};
use super::super::lines::{BATCH, SECTION};
use super::super::reader::Reader;
use super::row::{Row, Scan};
use super::{Header, dialect};
use std::sync::Arc;

/// A table that is being read.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// `None` before anything is read, and of an empty file.
    header: Option<Arc<Header>>,
    /// Up to here what a quote without an end had swallowed is read again, once.
    again: u64,
}

/// A row without its line end.
fn without_end(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

impl Reader {
    /// Reads the first row. A file that holds objects is JSON Lines, whatever its name.
    pub(in crate::io) fn header(&mut self) -> Result<(), OpenError> {
        if !self.have(1) {
            return Ok(());
        }
        self.have(4);
        let mark = if self.seen().starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        if self.seen().get(mark) == Some(&b'{') {
            Arc::make_mut(&mut self.input).format = Format::Lines;
            return Ok(());
        }
        self.consume(mark);
        let most = self.limits.max_record_bytes;
        let refuse = |input: &Input, kind, what: &'static str| {
            Err(OpenError::Format { name: input.name.clone(), kind, what: what.into() })
        };
        // The delimiter is not known yet, and a quoted name may hold a line break.
        let (dialect, row) = loop {
            let dialect = dialect(self.input.format, self.seen());
            let mut scan = Scan::new(dialect);
            if let Some(row) = scan.go_on(self.seen()) {
                break (dialect, row);
            }
            if self.seen().len() > most {
                return refuse(&self.input, ErrorKind::TooLong, "a table whose first row is over the limit");
            }
            if !self.more() {
                break (dialect, scan.end());
            }
        };
        if row.broken {
            return refuse(&self.input, ErrorKind::Csv, "a table whose first row has a quote without an end");
        }
        let header = Header::parse(
            without_end(self.seen().get(..row.next).unwrap_or_default()),
            dialect,
            &self.input,
        )?;
        self.rows.header = Some(Arc::new(header));
        self.pass(row.next);
        Ok(())
    }

    /// The next rows.
    pub(in crate::io) fn table(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        let Some(header) = self.rows.header.clone() else {
            self.done = !self.stop(&mut batch);
            return batch;
        };
        batch.header = Some(Arc::clone(&header));
        while batch.bytes.len() < BATCH && batch.items.len() < BATCH / 16 {
            let section = self.offset / SECTION;
            if !self.row(&header, &mut batch) {
                self.done = true;
                break;
            }
            if self.offset / SECTION > section && self.offset >= self.rows.again {
                batch.end = Some(self.position());
                break;
            }
        }
        batch
    }

    /// Consumes whole lines.
    fn pass(&mut self, bytes: usize) {
        let lines = self.seen().get(..bytes).map_or(0, |passed| memchr::memchr_iter(b'\n', passed).count());
        self.line += lines as u64;
        self.consume(bytes);
    }

    /// The next row, or what is wrong with it; false at the end.
    fn row(&mut self, header: &Header, batch: &mut Batch) -> bool {
        if !self.have(1) {
            return self.stop(batch);
        }
        let mut scan = Scan::new(header.dialect);
        let row = loop {
            if let Some(row) = scan.go_on(self.seen()) {
                break row;
            }
            if self.seen().len() > self.limits.max_record_bytes.saturating_add(2) {
                self.long_row(header, scan, false, batch);
                return true;
            }
            if !self.more() {
                break scan.end();
            }
        };
        let bytes = self.seen().get(..row.next).unwrap_or_default();
        let cut = !bytes.ends_with(b"\n") && matches!(self.stopped, Some(Step::Damage(_)));
        let content = without_end(bytes);
        if is_blank(content) {
            batch.blank += 1;
        } else if content.len() > self.limits.max_record_bytes {
            self.long_row(header, scan, true, batch);
            return true;
        } else if let Some(problem) = problem(header, row, cut) {
            if let Some(second) = row.second_line.filter(|_| row.broken && self.offset >= self.rows.again) {
                // The quote was no quote: what it has swallowed is read again.
                self.rows.again = self.offset + row.next as u64;
                self.tell(batch, problem, second);
                self.pass(second);
                return true;
            }
            self.tell(batch, problem, row.next);
        } else {
            let start = batch.bytes.len();
            batch.bytes.extend_from_slice(content);
            let range = start..batch.bytes.len();
            batch.items.push(Item::Row { number: self.line, offset: self.offset, range });
        }
        self.pass(row.next);
        true
    }

    /// Tells what is wrong with the row on the next `bytes` bytes.
    fn tell(&self, batch: &mut Batch, problem: Problem, bytes: usize) {
        let row = without_end(self.seen().get(..bytes).unwrap_or_default());
        let entry = problem.entry(&self.input.name, self.line, self.offset, row);
        batch.items.push(Item::Entry(Box::new(entry)));
    }

    /// A row that is longer than the limit is passed over without being held. Where it is its first line alone that
    /// opens a quote, and the second is a whole row, the quote was no quote.
    fn long_row(&mut self, header: &Header, mut scan: Scan, mut ended: bool, batch: &mut Batch) {
        let whole = |bytes: &[u8]| {
            let mut scan = Scan::new(header.dialect);
            scan.go_on(bytes).is_some_and(|row| {
                row.fields == header.keys.len() && row.second_line.is_none() && !row.broken
            })
        };
        // Not more than the limit is looked at, so that it does not matter how much has been read.
        let limit = self.limits.max_record_bytes;
        let second = scan.second_line().filter(|&second| {
            self.offset >= self.rows.again && self.seen().get(second..limit).is_some_and(whole)
        });
        if let Some(second) = second {
            self.rows.again = self.offset + limit as u64;
            self.tell(batch, Problem::new(ErrorKind::Csv, NO_END, None), second);
            self.pass(second);
            return;
        }
        let (number, offset) = (self.line, self.offset);
        let head: Vec<u8> = self.seen().iter().take(super::super::entry::HEAD_BYTES + 4).copied().collect();
        let mut tail = Vec::new();
        self.pass_seen(&mut scan, &mut tail);
        while !ended && self.more() {
            ended = scan.go_on(self.seen()).is_some();
            self.pass_seen(&mut scan, &mut tail);
        }
        let end = (tail.len() - without_end(&tail).len()) as u64;
        let length = self.offset - offset - end;
        let message = format!("the row has {length} bytes, more than the limit of {limit}");
        let problem = Problem::new(ErrorKind::TooLong, message, None);
        let entry = problem.entry(&self.input.name, number, offset, &head);
        batch.items.push(Item::Entry(Box::new(ErrorEntry { length, ..entry })));
    }

    /// Passes what a scan has looked at; `tail` keeps its last two bytes.
    fn pass_seen(&mut self, scan: &mut Scan, tail: &mut Vec<u8>) {
        let at = std::mem::take(&mut scan.at);
        let seen = self.seen().get(..at).unwrap_or_default();
        tail.extend_from_slice(seen.get(seen.len().saturating_sub(2)..).unwrap_or_default());
        tail.drain(..tail.len().saturating_sub(2));
        self.pass(at);
    }
}

const NO_END: &str = "a quote at the start of a field of this row has no end, or text behind its end";

/// What is wrong with a row that has been read.
fn problem(header: &Header, row: Row, cut: bool) -> Option<Problem> {
    let (has, wanted) = (row.fields, header.keys.len());
    let problem = |kind, message: String| Some(Problem::new(kind, message, None));
    if cut {
        return problem(ErrorKind::Truncated, "the stream breaks off inside the row".to_owned());
    }
    if row.broken && row.second_line.is_some() {
        return problem(ErrorKind::Csv, NO_END.to_owned());
    }
    let noun = if has == 1 { "field" } else { "fields" };
    (has != wanted)
        .then(|| problem(ErrorKind::Csv, format!("the row has {has} {noun}, the header has {wanted}")))
        .flatten()
}
