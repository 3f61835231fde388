//! The columns that are made, row by row.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, LargeStringBuilder, StringBuilder, StringViewBuilder};
use arrow_schema::{ArrowError, DataType};
use unisono::document::{Document, Edit, Line, Offsets};

use crate::columns::Columns;
use crate::guard::{Failure, FailureKind};
use crate::items::{Edits, Entities, RemovedLines, rounded};
use crate::layout::Column;

/// Bytes that the strings of one column may have: their offsets are 32 bits and signed.
pub(crate) const COLUMN_BYTES: usize = i32::MAX as usize;

/// Cleaned texts in the layout that the texts came in.
#[derive(Debug)]
enum Cleaned {
    Small(StringBuilder),
    Large(LargeStringBuilder),
    View(StringViewBuilder),
}

impl Cleaned {
    fn push(&mut self, text: Option<&str>) {
        match self {
            Self::Small(column) => column.append_option(text),
            Self::Large(column) => column.append_option(text),
            Self::View(column) => column.append_option(text),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Small(column) => Arc::new(column.finish()),
            Self::Large(column) => Arc::new(column.finish()),
            Self::View(column) => Arc::new(column.finish()),
        }
    }
}

/// What is read off a document, before any of it is in a column.
#[derive(Debug)]
pub(crate) struct Row<'d> {
    document: &'d Document,
    removed: Vec<Line>,
    edits: Vec<Edit<'d>>,
}

impl<'d> Row<'d> {
    pub(crate) fn of(document: &'d Document, columns: &Columns) -> Self {
        let removed = |line: &Line| !line.keep;
        Self {
            document,
            removed: if columns.removed_lines {
                document.lines().into_iter().filter(removed).collect()
            } else {
                Vec::new()
            },
            edits: if columns.edits { document.edits() } else { Vec::new() },
        }
    }
}

/// The columns that are made.
#[derive(Debug)]
pub(crate) struct Rows<'c> {
    columns: &'c Columns,
    text: Cleaned,
    language: StringBuilder,
    confidence: Float64Builder,
    entities: Option<Entities>,
    removed: Option<RemovedLines>,
    edits: Option<Edits>,
    status: StringBuilder,
    message: StringBuilder,
    /// Bytes that are left for strings; no column can have more.
    room: usize,
}

impl<'c> Rows<'c> {
    pub(crate) fn new(columns: &'c Columns, cleaned: &DataType, rows: usize, room: usize) -> Self {
        Self {
            columns,
            text: match cleaned {
                DataType::Utf8View => Cleaned::View(StringViewBuilder::with_capacity(rows)),
                DataType::LargeUtf8 => Cleaned::Large(LargeStringBuilder::with_capacity(rows, 0)),
                _ => Cleaned::Small(StringBuilder::with_capacity(rows, 0)),
            },
            language: StringBuilder::with_capacity(rows, 2 * rows),
            confidence: Float64Builder::with_capacity(rows),
            entities: columns.entities.then(|| Entities::with_capacity(rows)),
            removed: columns.removed_lines.then(|| RemovedLines::with_capacity(rows)),
            edits: columns.edits.then(|| Edits::with_capacity(rows)),
            status: StringBuilder::with_capacity(rows, 2 * rows),
            message: StringBuilder::with_capacity(rows, 0),
            room,
        }
    }

    /// A cleaned document, or why there is none for this row.
    pub(crate) fn push(&mut self, row: Result<Row<'_>, Failure>) {
        match row.and_then(|row| self.reserve(&row).map(|()| row)) {
            Ok(row) => self.document(&row),
            Err(failure) => {
                let mut message = failure.message;
                if message.len() > self.room {
                    message.clear();
                }
                self.room -= message.len();
                self.nothing(failure.kind.as_str(), Some(&message));
            }
        }
    }

    /// A row without a text.
    pub(crate) fn null(&mut self) {
        self.nothing("null", None);
    }

    /// Takes the room that a row needs.
    fn reserve(&mut self, row: &Row<'_>) -> Result<(), Failure> {
        let document = row.document;
        let longest = document.text().len().max(document.source().len());
        let text = if let Cleaned::Small(_) = self.text { document.text().len() } else { 0 };
        let entities = if self.columns.entities { Entities::bytes(document.entities()) } else { 0 };
        let needed = text + entities + RemovedLines::bytes(&row.removed) + Edits::bytes(&row.edits);
        if longest > COLUMN_BYTES || needed > self.room {
            let message = "its text or its edits do not fit into columns of 2 GiB: use smaller batches";
            return Err(Failure::new(FailureKind::TooLong, message));
        }
        self.room -= needed;
        Ok(())
    }

    fn document(&mut self, row: &Row<'_>) {
        let document = row.document;
        let text = Offsets::new(document.text(), self.columns.unit);
        let source = Offsets::new(document.source(), self.columns.unit);
        self.text.push(Some(document.text()));
        self.language.append_value(document.language().code());
        self.confidence.append_value(rounded(document.language_confidence()));
        if let Some(entities) = &mut self.entities {
            entities.push(document.entities(), &text);
        }
        if let Some(removed) = &mut self.removed {
            removed.push(&row.removed, document.source(), &source);
        }
        if let Some(edits) = &mut self.edits {
            edits.push(&row.edits, &source, &text);
        }
        let rejected = document.rejected();
        self.status.append_value(if rejected.is_some() { "rejected" } else { "ok" });
        self.message.append_option(rejected.map(ToString::to_string));
    }

    fn nothing(&mut self, status: &str, message: Option<&str>) {
        self.text.push(None);
        self.language.append_null();
        self.confidence.append_null();
        self.entities.iter_mut().for_each(Entities::null);
        self.removed.iter_mut().for_each(RemovedLines::null);
        self.edits.iter_mut().for_each(Edits::null);
        self.status.append_value(status);
        self.message.append_option(message);
    }

    pub(crate) fn finish(mut self) -> Result<Made, ArrowError> {
        Ok(Made {
            text: self.text.finish(),
            language: Arc::new(self.language.finish()),
            confidence: Arc::new(self.confidence.finish()),
            entities: self.entities.map(Entities::finish).transpose()?,
            removed: self.removed.map(RemovedLines::finish).transpose()?,
            edits: self.edits.map(Edits::finish).transpose()?,
            status: Arc::new(self.status.finish()),
            message: Arc::new(self.message.finish()),
        })
    }
}

/// The columns, done.
#[derive(Debug)]
pub(crate) struct Made {
    text: ArrayRef,
    language: ArrayRef,
    confidence: ArrayRef,
    entities: Option<ArrayRef>,
    removed: Option<ArrayRef>,
    edits: Option<ArrayRef>,
    status: ArrayRef,
    message: ArrayRef,
}

impl Made {
    /// A column; `None` for one that was not asked for.
    pub(crate) fn column(&self, column: Column) -> Option<ArrayRef> {
        match column {
            Column::Text => Some(&self.text),
            Column::Language => Some(&self.language),
            Column::Confidence => Some(&self.confidence),
            Column::Entities => self.entities.as_ref(),
            Column::RemovedLines => self.removed.as_ref(),
            Column::Edits => self.edits.as_ref(),
            Column::Status => Some(&self.status),
            Column::Message => Some(&self.message),
        }
        .cloned()
    }
}
