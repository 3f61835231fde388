//! Some lines of an input, read and not yet parsed: what a worker is given.

use super::entry::{ErrorEntry, ErrorKind};
use super::input::{Format, Input};
use super::line::{Problem, each};
#[cfg(feature = "parquet")]
use super::names::Names;
use super::record::Record;
use super::table::Header;
use super::warc::Archived;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// Some lines of an input, or the whole of it when it is one document.
///
/// ```
/// use unisono::io::{Input, Limits, Reader};
/// let mut reader = Reader::new(Input::file("a.txt"), Box::new(&b"Rabat"[..]), Limits::default())?;
/// let batch = reader.next_batch().expect("a document");
/// batch.records(|record| assert_eq!(record.expect("text").id(), "a.txt"));
/// # Ok::<(), unisono::io::OpenError>(())
/// ```
#[derive(Debug)]
pub struct Batch {
    input: Arc<Input>,
    pub(crate) end: Option<Position>,
    /// Of a table.
    pub(crate) header: Option<Arc<Header>>,
    #[cfg(feature = "parquet")]
    pub(crate) columns: Option<Arc<arrow_array::RecordBatch>>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) items: Vec<Item>,
    pub(crate) blank: u64,
}

/// A place of an input where a reader can take up again: see [`Reader::advance`](super::Reader::advance).
///
/// ```
/// assert_eq!(unisono::io::Position::default().line, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::exhaustive_structs)]
pub struct Position {
    /// Bytes of the decoded stream before it.
    pub offset: u64,
    /// The line that starts there, from 1.
    pub line: u64,
}

impl Default for Position {
    fn default() -> Self {
        Self { offset: 0, line: 1 }
    }
}

/// One thing of an input.
#[derive(Debug)]
pub(crate) enum Item {
    /// `cut`: the stream broke off inside the line.
    Line {
        number: u64,
        offset: u64,
        range: Range<usize>,
        cut: bool,
    },
    Document,
    /// A row of a table.
    Row {
        number: u64,
        offset: u64,
        range: Range<usize>,
    },
    /// Rows of a file of columns, from that number on, none of more bytes than `most`.
    #[cfg(feature = "parquet")]
    Rows {
        first: u64,
        most: usize,
    },
    Archived(Box<Archived>),
    Entry(Box<ErrorEntry>),
}

impl Batch {
    pub(crate) fn new(input: &Arc<Input>) -> Self {
        Self {
            input: Arc::clone(input),
            end: None,
            header: None,
            #[cfg(feature = "parquet")]
            columns: None,
            bytes: Vec::new(),
            items: Vec::new(),
            blank: 0,
        }
    }

    /// The input that the lines are from.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}\n"[..]), Limits::default())?;
    /// let batch = reader.next_batch().expect("a line");
    /// assert_eq!(batch.input().name, "-");
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// Where a reader can take up again behind this batch; `None` where it cannot. These places depend on the content of
    /// the input alone: behind the first line that ends after each MiB of the decoded stream.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}\n"[..]), Limits::default())?;
    /// let batch = reader.next_batch().expect("a line");
    /// assert_eq!(batch.end(), None);
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn end(&self) -> Option<Position> {
        self.end
    }

    /// Blank lines, which are skipped.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}\n"[..]), Limits::default())?;
    /// let batch = reader.next_batch().expect("a line");
    /// assert_eq!(batch.blank(), 0);
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn blank(&self) -> u64 {
        self.blank
    }

    /// Bytes of the decoded stream that the batch holds; of Parquet, of its columns in memory.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}\n"[..]), Limits::default())?;
    /// let batch = reader.next_batch().expect("a line");
    /// assert_eq!(batch.bytes(), 17);
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn bytes(&self) -> usize {
        #[cfg(feature = "parquet")]
        if let Some(columns) = &self.columns {
            return columns.get_array_memory_size();
        }
        self.bytes.len()
    }

    /// Gives every record and every problem, in the order of the input.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}\n"[..]), Limits::default())?;
    /// let batch = reader.next_batch().expect("a line");
    /// batch.records(|record| assert_eq!(record.expect("an object").text(), "Rabat"));
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    pub fn records(&self, mut give: impl FnMut(Result<Record<'_>, Box<ErrorEntry>>)) {
        for item in &self.items {
            match item {
                Item::Entry(entry) => give(Err(entry.clone())),
                Item::Document => give(self.whole()),
                Item::Archived(archived) => give(self.archived(archived)),
                #[cfg(feature = "parquet")]
                Item::Rows { first, most } => self.objects(*first, *most, &mut give),
                Item::Row { number, offset, range } => {
                    let row = self.bytes.get(range.clone()).unwrap_or_default();
                    let name = &self.input.name;
                    let problem = |problem: Problem| Box::new(problem.entry(name, *number, *offset, row));
                    match self.object(row) {
                        Ok(object) => {
                            let record = Record::of_object(&object, *number, &self.input.names);
                            give(record.map(|record| record.at(name, *offset, row)).map_err(problem));
                        }
                        Err(found) => give(Err(problem(found))),
                    }
                }
                Item::Line { number, offset, range, cut } => {
                    let line = self.bytes.get(range.clone()).unwrap_or_default();
                    each(line, *number, *cut, &self.input.names, |found| {
                        let name = &self.input.name;
                        let found = found.map(|record| record.at(name, *offset, line));
                        give(found.map_err(|problem| Box::new(problem.entry(name, *number, *offset, line))));
                    });
                }
            }
        }
    }

    /// The rows of a file of columns as objects.
    #[cfg(feature = "parquet")]
    fn objects(&self, first: u64, most: usize, give: &mut impl FnMut(Result<Record<'_>, Box<ErrorEntry>>)) {
        let name = &self.input.name;
        let objects = match self.columns.as_deref().map(super::parquet::objects) {
            Some(Ok(objects)) => objects,
            Some(Err(message)) => {
                let message = format!("the rows from {first} on cannot be read: {message}");
                return give(Err(Box::new(ErrorEntry::damage(name, 0, ErrorKind::Parquet, message))));
            }
            None => return,
        };
        let names = Names { text: "text".to_owned(), ..self.input.names.clone() };
        for (number, object) in (first..).zip(objects.lines()) {
            let problem = |problem: Problem| Box::new(problem.entry(name, number, 0, object.as_bytes()));
            if object.len() > most {
                let message =
                    format!("the row has {} bytes as JSON, more than the limit of {most}", object.len());
                give(Err(problem(Problem::new(ErrorKind::TooLong, message, super::json::find_id(object)))));
                continue;
            }
            let record = Record::of_object(object, number, &names);
            give(record.map(|record| record.at(name, 0, object.as_bytes())).map_err(problem));
        }
    }

    /// The rows that stand behind the records of those numbers, counted from 0 as [`Batch::records`] gives them, for
    /// [`Sink::rows`](super::Sink::rows); `None` where they are no rows of a Parquet file.
    ///
    /// ```
    /// # use unisono::io::{Input, Limits, Reader};
    /// let mut reader = Reader::new(Input::stdin(), Box::new(&b"{\"text\":\"Rabat\"}\n"[..]), Limits::default())?;
    /// assert!(reader.next_batch().expect("a line").rows(vec![0]).is_none());
    /// # Ok::<(), unisono::io::OpenError>(())
    /// ```
    #[cfg(feature = "parquet")]
    pub fn rows(&self, kept: Vec<u32>) -> Option<super::Rows> {
        self.columns.as_ref().map(|columns| super::Rows { columns: Arc::clone(columns), kept })
    }

    /// A row of a table as a JSON object.
    fn object(&self, row: &[u8]) -> Result<String, Problem> {
        let row = std::str::from_utf8(row).map_err(|error| Problem::utf8(row, &error, "row"))?;
        Ok(self.header.as_ref().map_or_else(String::new, |header| header.object(row)))
    }

    fn archived<'b>(&'b self, archived: &'b Archived) -> Result<Record<'b>, Box<ErrorEntry>> {
        let (name, bytes) = (&self.input.name, self.bytes.get(archived.range.clone()).unwrap_or_default());
        let at = |record: Record<'b>| record.at(name, archived.offset, bytes);
        let body = self.bytes.get(archived.body.range.clone()).unwrap_or_default();
        let fail = |problem: Problem| Box::new(problem.entry(name, archived.number, archived.offset, bytes));
        let text = archived.body.decode(body);
        let text = text.map_err(|message| fail(Problem::new(ErrorKind::Warc, message, None)))?;
        Record::archived(&archived.object, text, archived.body.html, archived.number).map(at).map_err(fail)
    }

    fn whole(&self) -> Result<Record<'_>, Box<ErrorEntry>> {
        let problem = |kind, message: String, at: usize| {
            let before = self.bytes.get(..at).unwrap_or_default();
            let start = memchr::memrchr(b'\n', before).map_or(0, |lf| lf + 1);
            let rest = self.bytes.get(start..).unwrap_or_default();
            let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
            let number = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
            let problem = Problem { kind, message, id: Some(self.input.id.clone()) };
            Box::new(problem.entry(&self.input.name, number, start as u64, line))
        };
        if self.input.format == Format::Html {
            #[cfg(not(feature = "html"))]
            return Err(problem(ErrorKind::NoText, "this build lacks the feature `html`".to_owned(), 0));
            // The reader has decoded it.
            #[cfg(feature = "html")]
            return Ok(Record::page(&String::from_utf8_lossy(&self.bytes), &self.input.id).at(
                &self.input.name,
                0,
                &self.bytes,
            ));
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(Record::document(text, &self.input.id).at(&self.input.name, 0, &self.bytes)),
            Err(error) => {
                let at = error.valid_up_to();
                let byte = self.bytes.get(at).copied().unwrap_or_default();
                let message = format!("byte {} of the file (0x{byte:02X}) is no UTF-8", at + 1);
                Err(problem(ErrorKind::Utf8, message, at))
            }
        }
    }
}
