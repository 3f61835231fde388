//! Writes records as the rows of a file of columns.

use super::super::mark::Hashed;
use super::super::record::RawFields;
use super::cells::Cells;
use super::layout::{Fields, From, Layout};
use super::{Column, Rows};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::io;
use std::sync::Arc;

/// Rows, and bytes of their records, that are turned into columns at a time.
const ROWS: usize = 1024;
const BYTES: usize = 2 << 20;
/// Bytes of a row group, as it is encoded.
const GROUP: usize = 16 << 20;

/// Turns records, one JSON object a line, into rows.
///
/// What the file holds depends on the records alone, not on how many come at a time.
pub(crate) struct TableWriter {
    made: Vec<(String, Column)>,
    open: Open,
    /// Records that are not written yet, and how many.
    lines: Vec<u8>,
    rows: usize,
    /// The rows that these are from, where they are rows of another file.
    sources: Vec<Rows>,
}

enum Open {
    /// The columns are not known.
    Waiting(Box<Hashed>),
    Writing(Box<ArrowWriter<Hashed>>, Layout),
    Failed,
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn unfit(error: ArrowError) -> io::Error {
    io::Error::other(error)
}

impl TableWriter {
    pub(crate) fn new(to: Hashed) -> Self {
        let made = [("text", Column::Text)].map(|(name, column)| (name.to_owned(), column)).to_vec();
        Self { made, open: Open::Waiting(Box::new(to)), lines: Vec::new(), rows: 0, sources: Vec::new() }
    }

    /// Columns that the file has in any case.
    pub(crate) fn columns(&mut self, made: &[(&str, Column)]) {
        self.made.extend(made.iter().map(|(name, column)| ((*name).to_owned(), *column)));
    }

    /// The rows that the records to come are from.
    pub(crate) fn source(&mut self, rows: Rows) {
        self.sources.push(rows);
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.lines.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.rows += 1;
                if self.rows == ROWS || self.lines.len() >= BYTES {
                    self.write_rows()?;
                }
            }
        }
        Ok(())
    }

    fn write_rows(&mut self) -> io::Result<()> {
        let mut lines = std::mem::take(&mut self.lines);
        let rows = std::mem::take(&mut self.rows);
        let written = self.write_records(&lines, rows);
        lines.clear();
        self.lines = lines;
        written
    }

    fn write_records(&mut self, lines: &[u8], rows: usize) -> io::Result<()> {
        let mut records: Vec<Fields<'_>> = Vec::with_capacity(rows);
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let fields: RawFields<'_> = serde_json::from_slice(line)?;
            records.push(fields.decoded());
        }
        if let Open::Waiting(_) = self.open {
            let layout = match self.sources.first() {
                Some(rows) => Layout::of_source(&rows.columns.schema(), &self.made),
                None => Layout::of_records(&records, &self.made),
            };
            self.start(layout)?;
        }
        let picked = Picked::take(&mut self.sources, records.len());
        let Open::Writing(writer, layout) = &mut self.open else { return Err(closed()) };
        let cells = Cells::new(layout, &records);
        let mut arrays = Vec::with_capacity(layout.columns.len());
        for (at, from) in layout.columns.iter().enumerate() {
            arrays.push(match from {
                From::Source(column) => picked.array(*column).map_err(unfit)?,
                from => cells.array(at, *from).ok_or_else(closed)?,
            });
        }
        let batch = RecordBatch::try_new(layout.schema.clone(), arrays).map_err(unfit)?;
        writer.write(&batch).map_err(other)?;
        if writer.in_progress_size() >= GROUP {
            writer.flush().map_err(other)?;
        }
        Ok(())
    }

    fn start(&mut self, layout: Layout) -> io::Result<()> {
        let Open::Waiting(to) = std::mem::replace(&mut self.open, Open::Failed) else { return Err(closed()) };
        let level = ZstdLevel::try_new(1).map_err(other)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(concat!("unisono ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(*to, layout.schema.clone(), Some(properties)).map_err(other)?;
        self.open = Open::Writing(Box::new(writer), layout);
        Ok(())
    }

    /// Writes what is left and the footer.
    pub(crate) fn finish(mut self) -> io::Result<Hashed> {
        if self.rows > 0 {
            self.write_rows()?;
        }
        if let Open::Waiting(_) = self.open {
            self.start(Layout::of_records(&[], &self.made))?;
        }
        match self.open {
            Open::Writing(writer, _) => writer.into_inner().map_err(other),
            _ => Err(closed()),
        }
    }
}

fn closed() -> io::Error {
    io::Error::other("the file could not be started, or a row is without its source")
}

/// Rows of one file out of several batches of it.
struct Picked {
    batches: Vec<Arc<RecordBatch>>,
    /// The batch and the row in it.
    rows: Vec<(usize, usize)>,
}

impl Picked {
    /// The first `count` rows.
    fn take(sources: &mut Vec<Rows>, count: usize) -> Self {
        let mut picked = Self { batches: Vec::new(), rows: Vec::with_capacity(count) };
        for source in sources.iter_mut() {
            let wanted = (count - picked.rows.len()).min(source.kept.len());
            let at = picked.batches.len();
            picked.batches.push(Arc::clone(&source.columns));
            picked.rows.extend(source.kept.drain(..wanted).map(|row| (at, row as usize)));
            if picked.rows.len() == count {
                break;
            }
        }
        sources.retain(|source| !source.kept.is_empty());
        picked
    }

    fn array(&self, column: usize) -> Result<ArrayRef, ArrowError> {
        let arrays: Vec<&dyn Array> =
            self.batches.iter().filter_map(|batch| batch.columns().get(column)).map(AsRef::as_ref).collect();
        arrow_select::interleave::interleave(&arrays, &self.rows)
    }
}
