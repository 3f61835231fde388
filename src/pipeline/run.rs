//! The engine: the only place that changes the text of a document.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::builder::Entry;
use super::error::Error;
use super::only::OnlyOf;
use crate::document::{Current, Document, Found, LanguageSpan, Line, Mark, Span};
use crate::edit::{Applied, Buffers, Conflict, Script, forth};
use crate::ledger::{Cause, Sizes, Trace};
use crate::stage::{Findings, LineDecision, Proposal, View};

/// Buffers that a worker uses again for every document. Nothing of a document stays in them.
///
/// ```
/// use unisono::{Document, Pipeline, Scratch};
/// let (pipeline, mut scratch) = (Pipeline::news(), Scratch::default());
/// for text in ["a\r\nb", "c\r\nd"] {
///     let document = pipeline.run_with(&mut scratch, Document::new(text)?)?;
///     assert!(!document.text().contains('\r'));
/// }
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    buffers: Buffers,
    findings: Findings,
    /// What the ledger of the last document needed: the next one needs about as much.
    pub(super) sizes: Sizes,
}

impl Scratch {
    /// Forgets what a document that failed has left.
    pub(super) fn reset(&mut self) {
        self.findings.clear();
    }
}

/// Runs one stage over a document. `clock` is when the stage before it ended, if anybody looks.
pub(super) fn step(
    Entry { name, stage, .. }: &Entry,
    document: &mut Document,
    scratch: &mut Scratch,
    (trace, conflict, only): (Trace, Conflict, Option<OnlyOf>),
    clock: &mut Option<Instant>,
) -> Result<(), Error> {
    let Scratch { buffers, findings, .. } = scratch;
    protect(document, &mut buffers.protected);
    let script = Script::new(document.text(), buffers, conflict, trace == Trace::Full).restricted(only);
    // Every step leaves them empty, but for one that failed.
    let mut proposal = Proposal::new(script, findings);
    let proposed = stage.propose(&View::new(document), &mut proposal);
    let finished = proposal.into_script().finish();
    proposed.map_err(|source| Error::Stage {
        stage: name.clone(),
        document: document.id().map(Arc::from),
        source,
    })?;
    let refused = finished.map_err(|source| Error::Edit {
        stage: name.clone(),
        document: document.id().map(Arc::from),
        source,
    })?;
    let says_nothing = findings.is_empty();
    if !says_nothing && let Some(span) = findings.misplaced(document.text()) {
        return Err(Error::Mark {
            stage: name.clone(),
            document: document.id().map(Arc::from),
            start: span.start,
            end: span.end,
        });
    }
    if !says_nothing && findings.annotates() {
        annotate(document, name, findings, trace);
    }
    if !buffers.edits.is_empty() {
        let before = document.text().len() as u32;
        let after = std::mem::take(&mut buffers.after);
        // Where the document still shared its source the buffer for the next stage is new.
        buffers.after = document.swap_text(after).unwrap_or_default();
        move_marks(document, name, &buffers.edits, before, findings);
        if let Some(translation) = &mut document.translation {
            // What was translated is gone from the text: its place stays, empty.
            for segment in &mut translation.segments {
                let moved = forth(&buffers.edits, segment.source.start, segment.source.end);
                segment.source = moved.map_or(Span::new(0, 0), |(start, end)| Span::new(start, end));
            }
        }
        if trace == Trace::Full {
            document.ledger.keep(&buffers.edits, &buffers.inserted, &buffers.links);
        } else {
            document.ledger.forget();
        }
    }
    if !says_nothing && !findings.marks.is_empty() {
        add_marks(document, findings);
    }
    if trace != Trace::Off {
        let took = clock.as_mut().map_or(Duration::ZERO, |since| {
            let now = Instant::now();
            now.duration_since(std::mem::replace(since, now))
        });
        document.ledger.record(name.clone(), &buffers.rules, &buffers.edits, refused, took);
    }
    Ok(())
}

/// Takes over what the stage found out about the source: lines, metadata, a rejection.
fn annotate(document: &mut Document, name: &Arc<str>, findings: &mut Findings, trace: Trace) {
    let origin = |document: &Document, span| document.trace(span).filter(|_| trace == Trace::Full);
    let mut lines = Vec::with_capacity(findings.lines.len());
    for LineDecision { span, keep, kind, score, reason } in findings.lines.drain(..) {
        if let Some(span) = origin(document, span) {
            lines.push(Line { span, keep, kind, score, reason });
        }
    }
    if !lines.is_empty() {
        // A later look at a line counts more than an earlier one.
        let mut next = 0;
        document.decided.retain(|old| {
            while lines.get(next).is_some_and(|new| new.span.end <= old.span.start) {
                next += 1;
            }
            !lines.get(next).is_some_and(|new| new.span.overlaps(old.span))
        });
        document.decided.append(&mut lines);
        document.decided.sort_by_key(|line| line.span);
    }
    for found in findings.fields.drain(..) {
        let span = origin(document, found.span);
        document.metadata.add(found.field, Found { text: found.text, span, iso: found.iso });
    }
    for (mut embed, span) in findings.embeds.drain(..) {
        embed.span = origin(document, span);
        document.metadata.embeds.push(embed);
    }
    if let Some(translation) = findings.translation.take() {
        document.translation = Some(translation);
    }
    if let Some(quality) = findings.quality.take() {
        document.quality = Some(Box::new(quality));
    }
    if let Some((rule, reason)) = findings.rejected.take() {
        document.rejected.get_or_insert_with(|| Cause {
            reason,
            ..Cause::new(name.clone(), rule.name(), rule.confidence())
        });
    }
}

/// Collects what edits may not touch: spans that overlap are one, so that they are disjoint.
fn protect(document: &Document, protected: &mut Vec<Span<Current>>) {
    protected.clear();
    for mark in document.protected() {
        match protected.last_mut() {
            Some(last) if mark.span.start < last.end => last.end = last.end.max(mark.span.end),
            _ => protected.push(mark.span),
        }
    }
}

/// Moves the marks of the document, and those that the stage just proposed, along with its edits.
fn move_marks(
    document: &mut Document,
    name: &Arc<str>,
    edits: &[Applied],
    before: u32,
    findings: &mut Findings,
) {
    if document.marks.is_empty() && findings.marks.is_empty() {
        return;
    }
    let place = |span: Span<_>| forth(edits, span.start, span.end).map(|(start, end)| Span::new(start, end));
    let after = document.text().len() as u32;
    let mut lost: Vec<Mark> = Vec::new();
    for marks in [&mut document.marks, &mut findings.marks] {
        let languages = std::mem::take(&mut marks.languages);
        marks.languages = move_languages(languages, place, before, after, &mut lost);
        if !marks.is_empty() {
            marks.relocate(place, &mut lost);
        }
    }
    document.ledger.lose(name, lost);
}

/// Moves language spans. Where one followed another without a gap it still does: text inserted between them belongs
/// to the first. Spans of one language that come together become one. `before` and `after` are the lengths of the text.
fn move_languages(
    spans: Vec<LanguageSpan>,
    place: impl Fn(Span<Current>) -> Option<Span<Current>>,
    before: u32,
    after: u32,
    lost: &mut Vec<Mark>,
) -> Vec<LanguageSpan> {
    let mut moved: Vec<LanguageSpan> = Vec::with_capacity(spans.len());
    // Whether there was no gap between the last span that is left, or the start of the text, and this one.
    let (mut joined, mut end) = (true, 0);
    let any = !spans.is_empty();
    for mut span in spans {
        joined &= span.span.start == end;
        end = span.span.end;
        let Some(mut new) = place(span.span) else {
            lost.push(Mark::Language(span));
            continue;
        };
        match moved.last_mut() {
            Some(last) if joined => last.span = Span::new(last.span.start, new.start),
            None if joined => new = Span::new(0, new.end),
            _ => {}
        }
        joined = true;
        span.span = new;
        moved.push(span);
    }
    if let Some(last) = moved.last_mut().filter(|_| any && joined && end == before) {
        last.span = Span::new(last.span.start, after);
    }
    moved.dedup_by(|next, span| {
        let same = next.language == span.language && next.reason == span.reason;
        let one = same && next.span.start == span.span.end;
        if one {
            let weight = |span: &LanguageSpan| span.confidence * span.span.len() as f32;
            let both = span.span.len() + next.span.len();
            span.confidence = (weight(span) + weight(next)) / both.max(1) as f32;
            span.span = Span::new(span.span.start, next.span.end);
        }
        one
    });
    moved
}

/// Adds the marks that the stage proposed. Languages and sentences cover a text, so new ones replace the old; mentions,
/// protected and suspected text add up, and what is said twice stands once.
fn add_marks(document: &mut Document, findings: &mut Findings) {
    let marks = std::mem::take(&mut findings.marks);
    if !marks.languages.is_empty() {
        document.marks.languages = marks.languages;
    }
    if !marks.sentences.is_empty() {
        document.marks.sentences = marks.sentences;
    }
    merge(&mut document.marks.entities, marks.entities, |mark| mark.span);
    merge(&mut document.marks.protected, marks.protected, |mark| mark.span);
    merge(&mut document.marks.suspects, marks.suspects, |mark| mark.span);
}

fn merge<M: PartialEq>(into: &mut Vec<M>, from: Vec<M>, span: impl Fn(&M) -> Span<Current>) {
    if from.is_empty() {
        return;
    }
    into.extend(from);
    into.sort_by_key(|mark| span(mark));
    into.dedup();
}
