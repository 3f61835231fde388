//! The items of the list columns: mentions, removed lines, edits.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Float64Array, Int32Array, StructArray};
use arrow_schema::{ArrowError, FieldRef};
use unisono::document::{Edit, Entity, Line, Offsets, Span, Via};

use crate::layout::{EDIT, ENTITY, NAMES, REMOVED_LINE, SPAN, VIA};
use crate::lists::{Ends, strings, structs};

/// Spans as two columns.
#[derive(Debug, Default)]
struct Spans {
    start: Vec<i32>,
    end: Vec<i32>,
}

impl Spans {
    fn push<C>(&mut self, span: Span<C>, offsets: &Offsets<'_>) {
        self.start.push(offsets.get(span.start) as i32);
        self.end.push(offsets.get(span.end) as i32);
    }

    fn columns(self) -> [ArrayRef; 2] {
        [self.start, self.end].map(|column| Arc::new(Int32Array::from(column)) as ArrayRef)
    }
}

/// Four digits say all that a probability has to say.
pub(crate) fn rounded(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// The column `entities`.
#[derive(Debug)]
pub(crate) struct Entities {
    ends: Ends,
    spans: Spans,
    id: StringBuilder,
    kind: StringBuilder,
    names: [StringBuilder; 3],
    confidence: Vec<f64>,
}

impl Entities {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            ends: Ends::with_capacity(rows),
            spans: Spans::default(),
            id: StringBuilder::with_capacity(0, 0),
            kind: StringBuilder::with_capacity(0, 0),
            names: std::array::from_fn(|_| StringBuilder::with_capacity(0, 0)),
            confidence: Vec::new(),
        }
    }

    /// Bytes of text that the mentions take.
    pub(crate) fn bytes(entities: &[Entity]) -> usize {
        let of = |it: &Entity| {
            it.id.len() + it.kind.as_str().len() + it.names.en.len() + it.names.fr.len() + it.names.es.len()
        };
        entities.iter().map(of).sum()
    }

    pub(crate) fn push(&mut self, entities: &[Entity], text: &Offsets<'_>) {
        for entity in entities {
            self.spans.push(entity.span, text);
            self.id.append_value(&entity.id);
            self.kind.append_value(entity.kind.as_str());
            let names = [&entity.names.en, &entity.names.fr, &entity.names.es];
            self.names.iter_mut().zip(names).for_each(|(column, name)| column.append_value(name));
            self.confidence.push(rounded(entity.confidence));
        }
        self.ends.end(self.confidence.len());
    }

    pub(crate) fn null(&mut self) {
        self.ends.null();
    }

    pub(crate) fn finish(self) -> Result<ArrayRef, ArrowError> {
        let names: Vec<ArrayRef> = self.names.into_iter().map(|column| strings(column) as ArrayRef).collect();
        let names = StructArray::try_new(NAMES.clone(), names, None)?;
        let [start, end] = self.spans.columns();
        let confidence = Arc::new(Float64Array::from(self.confidence));
        let columns = vec![start, end, strings(self.id), strings(self.kind), Arc::new(names), confidence];
        list(self.ends, &ENTITY, columns)
    }
}

/// The column `removed_lines`.
#[derive(Debug)]
pub(crate) struct RemovedLines {
    ends: Ends,
    spans: Spans,
    kind: StringBuilder,
    score: Vec<f64>,
    text: StringBuilder,
}

impl RemovedLines {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            ends: Ends::with_capacity(rows),
            spans: Spans::default(),
            kind: StringBuilder::with_capacity(0, 0),
            score: Vec::new(),
            text: StringBuilder::with_capacity(0, 0),
        }
    }

    pub(crate) fn bytes(lines: &[Line]) -> usize {
        lines.iter().map(|line| line.span.len() as usize + line.kind.as_str().len()).sum()
    }

    pub(crate) fn push(&mut self, lines: &[Line], source: &str, offsets: &Offsets<'_>) {
        for line in lines {
            self.spans.push(line.span, offsets);
            self.kind.append_value(line.kind.as_str());
            self.score.push(rounded(line.score));
            self.text.append_value(line.span.of(source).unwrap_or_default());
        }
        self.ends.end(self.score.len());
    }

    pub(crate) fn null(&mut self) {
        self.ends.null();
    }

    pub(crate) fn finish(self) -> Result<ArrayRef, ArrowError> {
        let [start, end] = self.spans.columns();
        let score = Arc::new(Float64Array::from(self.score));
        list(self.ends, &REMOVED_LINE, vec![start, end, strings(self.kind), score, strings(self.text)])
    }
}

/// The column `edits`.
#[derive(Debug)]
pub(crate) struct Edits {
    ends: Ends,
    source: Spans,
    target: Spans,
    stage: StringBuilder,
    rule: StringBuilder,
    before: StringBuilder,
    after: StringBuilder,
    confidence: Vec<f64>,
    via_ends: Ends,
    via: StringBuilder,
    vias: usize,
}

impl Edits {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            ends: Ends::with_capacity(rows),
            source: Spans::default(),
            target: Spans::default(),
            stage: StringBuilder::with_capacity(0, 0),
            rule: StringBuilder::with_capacity(0, 0),
            before: StringBuilder::with_capacity(0, 0),
            after: StringBuilder::with_capacity(0, 0),
            confidence: Vec::new(),
            via_ends: Ends::with_capacity(rows),
            via: StringBuilder::with_capacity(0, 0),
            vias: 0,
        }
    }

    pub(crate) fn bytes(edits: &[Edit<'_>]) -> usize {
        let via = |via: &Via<'_>| via.stage.len() + 1 + via.rule.len();
        let of = |it: &Edit<'_>| {
            let texts = it.stage.len() + it.rule.len() + it.before.len() + it.after.len();
            texts + it.via.iter().map(via).sum::<usize>()
        };
        edits.iter().map(of).sum()
    }

    pub(crate) fn push(&mut self, edits: &[Edit<'_>], source: &Offsets<'_>, text: &Offsets<'_>) {
        for edit in edits {
            self.source.push(edit.source, source);
            self.target.push(edit.target, text);
            self.stage.append_value(edit.stage);
            self.rule.append_value(edit.rule);
            self.before.append_value(edit.before);
            self.after.append_value(edit.after);
            self.confidence.push(rounded(edit.confidence));
            for via in &edit.via {
                use std::fmt::Write;
                // Writing to a builder of strings cannot fail.
                let _ = write!(self.via, "{}/{}", via.stage, via.rule);
                self.via.append_value("");
            }
            self.vias += edit.via.len();
            self.via_ends.end(self.vias);
        }
        self.ends.end(self.confidence.len());
    }

    pub(crate) fn null(&mut self) {
        self.ends.null();
    }

    pub(crate) fn finish(self) -> Result<ArrayRef, ArrowError> {
        let pairs = |spans: Spans| StructArray::try_new(SPAN.clone(), spans.columns().to_vec(), None);
        let via = self.via_ends.list(&VIA, strings(self.via))?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(pairs(self.source)?),
            Arc::new(pairs(self.target)?),
            strings(self.stage),
            strings(self.rule),
            strings(self.before),
            strings(self.after),
            Arc::new(Float64Array::from(self.confidence)),
            Arc::new(via),
        ];
        list(self.ends, &EDIT, columns)
    }
}

fn list(ends: Ends, item: &FieldRef, columns: Vec<ArrayRef>) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(ends.list(item, structs(item, columns)?)?))
}
