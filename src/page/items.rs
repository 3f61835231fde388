//! What was done to a document: changes and removed lines in the order of the source, numbered.

use super::shown::short;
use crate::document::{Current, Document, Line, Source, Span, Via};
use crate::ledger::Entry;

/// Longest piece of text in a label, in characters.
const LABEL: usize = 60;

/// One change or one removed line.
#[derive(Debug)]
pub(super) struct Item<'d> {
    /// From 1, unique in its document.
    pub(super) number: usize,
    pub(super) source: Span<Source>,
    /// What it put into the text.
    pub(super) target: Option<Span<Current>>,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) via: Vec<Via<'d>>,
    pub(super) confidence: f32,
    pub(super) before: &'d str,
    pub(super) after: &'d str,
    pub(super) lead: &'d str,
    pub(super) trail: &'d str,
    /// What the line was, if a line went as a whole.
    pub(super) removed: Option<Line>,
}

impl Item<'_> {
    pub(super) fn causes(&self) -> String {
        let via: Vec<String> = self.via.iter().map(ToString::to_string).collect();
        via.join(" + ")
    }

    /// One line that says what was done and why, without anything that would not be seen.
    pub(super) fn label(&self) -> String {
        let (before, after) = (quoted(self.before), quoted(self.after));
        if let Some(line) = &self.removed {
            let reason = if line.reason.is_empty() { String::new() } else { format!(" ({})", line.reason) };
            let (kind, score, causes) = (line.kind, line.score, self.causes());
            return format!(
                "{}. Removed line, {kind}{reason}: {before}. Score {score:.2}, {causes}",
                self.number
            );
        }
        let what = match (self.before.is_empty(), self.after.is_empty()) {
            (true, _) => format!("Inserted {after}"),
            (_, true) => format!("Removed {before}"),
            _ => format!("Replaced {before} by {after}"),
        };
        format!("{}. {what}. {}, confidence {:.2}", self.number, self.causes(), self.confidence)
    }
}

fn quoted(text: &str) -> String {
    if !text.is_empty() && text.chars().all(|c| c == ' ') {
        return if text.len() == 1 { "a space".to_owned() } else { format!("{} spaces", text.len()) };
    }
    format!("\u{201c}{}\u{201d}", short(text, LABEL))
}

/// All that was done to a document.
pub(super) fn items(document: &Document) -> Vec<Item<'_>> {
    let explanation = document.explain();
    let mut changes = explanation.changes().into_iter().peekable();
    let mut whole = explanation.entries().iter().peekable();
    let mut items: Vec<Item<'_>> = Vec::new();
    let (mut number, mut counted) = (1, 0);
    for line in explanation.removed_lines() {
        while let Some(entry) = changes.next_if(|entry| entry.edit.source.start <= line.span.start) {
            items.push(of_change(items.len() + 1, entry));
        }
        while whole.next_if(|entry| entry.edit.source.end <= line.span.start).is_some() {}
        let start = line.span.start as usize;
        let passed = document.source().get(counted..start).unwrap_or_default();
        number += passed.bytes().filter(|&byte| byte == b'\n').count();
        counted = start;
        let edit = whole.peek().map(|entry| &entry.edit).filter(|edit| edit.source.overlaps(line.span));
        let via = edit.map(|edit| of_line(edit.via.clone(), line.kind.as_str())).unwrap_or_default();
        items.push(Item {
            number: items.len() + 1,
            source: line.span,
            target: None,
            line: number,
            column: 1,
            via,
            confidence: edit.map_or(1.0, |edit| edit.confidence),
            before: line.span.of(document.source()).unwrap_or_default(),
            after: "",
            lead: "",
            trail: "",
            removed: Some(line),
        });
    }
    for entry in changes {
        items.push(of_change(items.len() + 1, entry));
    }
    items
}

/// Lines that went together are one edit with the causes of all; a rule named after the line's kind is its own.
fn of_line<'d>(via: Vec<Via<'d>>, kind: &str) -> Vec<Via<'d>> {
    match via.iter().find(|via| via.rule == kind) {
        Some(own) => vec![*own],
        None => via,
    }
}

fn of_change(number: usize, entry: Entry<'_>) -> Item<'_> {
    let Entry { line, column, edit, lead, trail } = entry;
    let target = (!edit.after.is_empty()).then_some(edit.target);
    Item {
        number,
        source: edit.source,
        target,
        line,
        column,
        via: edit.via,
        confidence: edit.confidence,
        before: edit.before,
        after: edit.after,
        lead,
        trail,
        removed: None,
    }
}
