//! Reads a file of columns, row group by row group.

use super::super::batch::{Batch, Item};
use super::super::decode::Step;
use super::super::entry::{ErrorEntry, ErrorKind};
use super::super::input::{Input, OpenError};
use super::super::names::Names;
use super::super::reader::Reader;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Bytes of a batch, as far as the mean length of a row can tell.
const BATCH: i64 = 512 << 10;

/// A Parquet file that is being read.
pub(crate) struct Groups {
    file: File,
    metadata: ArrowReaderMetadata,
    /// The group to be read next.
    next: usize,
    rows: Option<ParquetRecordBatchReader>,
    /// Rows before the next batch, and before the next group.
    row: u64,
    group_end: u64,
}

/// What the library says, or that it gave up; bytes from elsewhere must not end the program.
pub(super) fn guarded<T, E: std::fmt::Display>(run: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => Err("its bytes contradict each other".to_owned()),
    }
}

impl Groups {
    /// Reads the footer of the file.
    pub(crate) fn open(input: &Input) -> Result<Self, OpenError> {
        let refuse = |what: String| {
            let (name, kind) = (input.name.clone(), ErrorKind::Parquet);
            OpenError::Format { name, kind, what: what.into() }
        };
        let io = |source| OpenError::Io { name: input.name.clone(), source };
        let stream = || {
            refuse(
                "a Parquet file in a stream or compressed as a whole, which is read from a plain file alone"
                    .into(),
            )
        };
        let mut file = File::open(input.path.as_ref().ok_or_else(stream)?).map_err(io)?;
        let mut first = [0; 4];
        std::io::Read::read_exact(&mut file, &mut first).map_err(io)?;
        if first != *b"PAR1" {
            return Err(stream());
        }
        let metadata = guarded(|| ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()))
            .map_err(|error| refuse(format!("a damaged Parquet file: {error}")))?;
        let names = &input.names;
        let fields = metadata.schema().fields();
        if !fields.iter().any(|field| *field.name() == names.text || *field.name() == names.html) {
            let known: Vec<&str> = fields.iter().map(|field| field.name().as_str()).take(20).collect();
            return Err(refuse(format!(
                "a Parquet file without a column `{}` or `{}`; name the column of the text with --text-field; there are: {}",
                names.text,
                names.html,
                known.join(", ")
            )));
        }
        Ok(Self { file, metadata, next: 0, rows: None, row: 0, group_end: 0 })
    }

    fn open_group(&mut self) -> Option<Result<ParquetRecordBatchReader, String>> {
        let group = self.metadata.metadata().row_groups().get(self.next)?;
        self.group_end += u64::try_from(group.num_rows()).unwrap_or(0);
        let mean = group.total_byte_size() / group.num_rows().max(1);
        let rows = (BATCH / mean.max(1)).clamp(1, 1024) as usize;
        let (group, metadata) = (self.next, self.metadata.clone());
        self.next += 1;
        Some(guarded(|| {
            let file = self.file.try_clone()?;
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
            builder.with_batch_size(rows).with_row_groups(vec![group]).build()
        }))
    }

    /// The next rows and the number of the first, or why the rest of a group cannot be read.
    fn next(&mut self) -> Option<Result<(u64, RecordBatch), String>> {
        loop {
            let rows = match self.rows.as_mut() {
                Some(rows) => rows,
                None => match self.open_group()? {
                    Ok(rows) => self.rows.insert(rows),
                    Err(error) => return Some(Err(self.lost(&error))),
                },
            };
            match guarded(|| rows.next().transpose()) {
                Ok(Some(batch)) => {
                    let first = self.row + 1;
                    self.row += batch.num_rows() as u64;
                    return Some(Ok((first, batch)));
                }
                Ok(None) if self.row < self.group_end => return Some(Err(self.lost("they are missing"))),
                Ok(None) => self.rows = None,
                Err(error) => return Some(Err(self.lost(&error))),
            }
        }
    }

    /// Gives up the rest of a group.
    fn lost(&mut self, error: &str) -> String {
        let message = format!("the rows from {} to {} cannot be read: {error}", self.row + 1, self.group_end);
        self.rows = None;
        self.row = self.group_end;
        message
    }
}

impl Reader {
    /// The next rows.
    pub(in crate::io) fn parquet(&mut self) -> Batch {
        let mut batch = Batch::new(&self.input);
        let Some(groups) = self.groups.as_mut() else {
            self.done = true;
            return batch;
        };
        let damage = |message: String| {
            let entry = ErrorEntry::damage(&self.input.name, 0, ErrorKind::Parquet, message);
            Item::Entry(Box::new(entry))
        };
        let all = groups.metadata.metadata().file_metadata().num_rows().max(1) as u64;
        let share = match groups.next() {
            Some(Ok((first, columns))) => {
                match named(&columns, &self.input.names) {
                    Ok(columns) => {
                        batch.columns = Some(Arc::new(columns));
                        batch.items.push(Item::Rows { first, most: self.limits.max_record_bytes });
                    }
                    Err(message) => batch.items.push(damage(message)),
                }
                groups.row as f64 / all as f64
            }
            Some(Err(message)) => {
                batch.items.push(damage(message));
                groups.row as f64 / all as f64
            }
            None => {
                self.done = true;
                2.0
            }
        };
        self.see(share);
        batch
    }

    /// Reads the stream of the file up to a share of it, for those who watch it: the columns are read by their place.
    fn see(&mut self, share: f64) {
        let bytes =
            self.groups.as_ref().and_then(|groups| groups.file.metadata().ok()).map_or(0, |m| m.len());
        let target = if share > 1.0 { u64::MAX } else { (bytes as f64 * share) as u64 };
        let mut seen = Vec::new();
        while self.offset < target {
            seen.clear();
            match self.read_into(&mut seen) {
                Step::Bytes(read) => self.offset += read as u64,
                Step::Damage(_) => {}
                Step::End => return,
            }
        }
    }
}

/// The columns with the text under the name `text`, and bytes without a type as strings where a string is looked for.
fn named(columns: &RecordBatch, names: &Names) -> Result<RecordBatch, String> {
    let mut fields: Vec<Field> = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    let schema = columns.schema();
    let has_text = schema.fields().iter().any(|field| *field.name() == names.text);
    for (field, array) in schema.fields().iter().zip(columns.columns()) {
        let name = field.name();
        let is_text = *name == names.text;
        if name == "text" && !is_text && has_text {
            continue;
        }
        let mut field = field.as_ref().clone();
        let mut array = Arc::clone(array);
        let looked_for = is_text || *name == names.html || *name == names.id;
        if looked_for
            && matches!(field.data_type(), DataType::Binary | DataType::LargeBinary | DataType::BinaryView)
        {
            // What is no UTF-8 becomes null, which is told of its row.
            array = arrow_cast::cast(&array, &DataType::Utf8).map_err(|error| error.to_string())?;
            field = field.with_data_type(DataType::Utf8).with_nullable(true);
        }
        if is_text {
            field = field.with_name("text");
        }
        fields.push(field);
        arrays.push(array);
    }
    let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
    RecordBatch::try_new(Arc::new(schema), arrays).map_err(|error| error.to_string())
}
