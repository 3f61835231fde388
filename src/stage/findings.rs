//! What a stage found out, beside its edits, and whether it can be true.

use std::sync::Arc;

use crate::boilerplate::LineKind;
use crate::document::{Current, Embed, Field, Marks, Span, Translation};
use crate::edit::Rule;
use crate::quality::Quality;

/// A decision on a line, in the text that the stage was given.
#[derive(Debug, Clone)]
pub(crate) struct LineDecision {
    pub(crate) span: Span<Current>,
    pub(crate) keep: bool,
    pub(crate) kind: LineKind,
    pub(crate) score: f32,
    pub(crate) reason: &'static str,
}

/// A value found for a field of the metadata.
#[derive(Debug, Clone)]
pub(crate) struct FieldFound {
    pub(crate) field: Field,
    pub(crate) text: String,
    pub(crate) span: Span<Current>,
    pub(crate) iso: Option<String>,
}

/// What a stage found out, beside its edits.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) marks: Marks,
    pub(crate) lines: Vec<LineDecision>,
    pub(crate) fields: Vec<FieldFound>,
    pub(crate) embeds: Vec<(Embed, Span<Current>)>,
    pub(crate) rejected: Option<(Rule, Option<Arc<str>>)>,
    pub(crate) quality: Option<Quality>,
    pub(crate) translation: Option<Translation>,
}

impl Findings {
    pub(crate) fn clear(&mut self) {
        self.marks.clear();
        self.lines.clear();
        self.fields.clear();
        self.embeds.clear();
        self.rejected = None;
        self.quality = None;
        self.translation = None;
    }

    /// True when the stage says something of the source: lines, metadata, a rejection.
    pub(crate) fn annotates(&self) -> bool {
        !self.lines.is_empty()
            || !self.fields.is_empty()
            || !self.embeds.is_empty()
            || self.rejected.is_some()
            || self.quality.is_some()
            || self.translation.is_some()
    }
}

impl Findings {
    /// The first span that is no text, or that stands before or overlaps the one before it where that may not be.
    pub(crate) fn misplaced(&self, text: &str) -> Option<Span<Current>> {
        let Marks { languages, sentences, entities, protected, suspects } = &self.marks;
        first_misplaced(text, true, languages.iter().map(|mark| mark.span))
            .or_else(|| first_misplaced(text, true, sentences.iter().copied()))
            .or_else(|| first_misplaced(text, true, self.lines.iter().map(|line| line.span)))
            .or_else(|| first_misplaced(text, false, entities.iter().map(|mark| mark.span)))
            .or_else(|| first_misplaced(text, false, protected.iter().map(|mark| mark.span)))
            .or_else(|| first_misplaced(text, false, suspects.iter().map(|mark| mark.span)))
            .or_else(|| first_misplaced(text, false, self.fields.iter().map(|found| found.span)))
            .or_else(|| first_misplaced(text, false, self.embeds.iter().map(|(_, span)| *span)))
            .or_else(|| {
                let segments = self.translation.iter().flat_map(|translation| &translation.segments);
                first_misplaced(text, true, segments.map(|segment| segment.source))
            })
    }

    /// True when the stage says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.marks.is_empty() && !self.annotates()
    }
}

fn first_misplaced(
    text: &str,
    in_order: bool,
    spans: impl Iterator<Item = Span<Current>>,
) -> Option<Span<Current>> {
    let mut end = 0;
    for span in spans {
        if span.of(text).is_none() || (in_order && span.start < end) {
            return Some(span);
        }
        end = span.end;
    }
    None
}
