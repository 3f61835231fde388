//! What was done to a document, as text for a terminal or a file.

use anstyle::{AnsiColor, Style};
use std::io::{self, IsTerminal, Write};
use unisono::Document;
use unisono::document::{Found, Line};
use unisono::ledger::{Entry, visible};

/// Longest piece of text that is shown whole, in characters.
const SHOWN: usize = 160;

/// How the parts of an explanation look.
#[derive(Debug, Default)]
pub(super) struct Look {
    title: Style,
    place: Style,
    cause: Style,
    removed: Style,
    inserted: Style,
}

impl Look {
    /// Colours in a terminal, unless the user wants none; plain text everywhere else.
    pub(super) fn of_stdout() -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        if unwanted || dumb || !io::stdout().is_terminal() {
            return Self::default();
        }
        Self {
            title: Style::new().bold(),
            place: Style::new().dimmed(),
            cause: AnsiColor::Cyan.on_default(),
            removed: AnsiColor::Red.on_default().strikethrough(),
            inserted: AnsiColor::Green.on_default().underline(),
        }
    }
}

pub(super) fn explain(document: &Document, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Look { title, place, cause, .. } = look;
    let explanation = document.explain();
    let lines = explanation.removed_lines();
    // The removal of a line is told once, with what the line was.
    let changes = explanation.changes();

    let id = visible(document.id().unwrap_or_default());
    write!(out, "{title}{id}{title:#}  {}", document.language())?;
    let confidence = document.language_confidence();
    writeln!(out, " ({confidence:.2}), {} changes, {} lines removed", changes.len(), lines.len())?;
    if let Some(cause) = document.rejected() {
        let reason =
            cause.reason.as_deref().map(|reason| format!(" ({})", visible(reason))).unwrap_or_default();
        writeln!(out, "  rejected as a whole by {cause}{reason}; the text is kept")?;
    }
    // In the order of the source, so that it can be read beside it.
    let mut changes = changes.into_iter().peekable();
    let (mut number, mut counted) = (1, 0);
    for line in &lines {
        while let Some(entry) = changes.next_if(|entry| entry.edit.source.start <= line.span.start) {
            change(&entry, look, out)?;
        }
        let start = line.span.start as usize;
        number += document.source().get(counted..start).map_or(0, |passed| passed.matches('\n').count());
        counted = start;
        removed_line(document, line, number, look, out)?;
    }
    for entry in changes {
        change(&entry, look, out)?;
    }
    for (name, found) in found(document) {
        writeln!(out, "  {place}metadata{place:#}  {cause}{name}{cause:#}: {}", shown(&found.text))?;
    }
    writeln!(out)
}

fn removed_line(
    document: &Document,
    line: &Line,
    number: usize,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Look { place, cause, removed, .. } = look;
    let reason = if line.reason.is_empty() { String::new() } else { format!(" ({})", line.reason) };
    write!(out, "  {place}line {number}{place:#}  {cause}{}{reason}{cause:#}", line.kind)?;
    writeln!(out, ", score {:.2}", line.score)?;
    let text = line.span.of(document.source()).unwrap_or_default();
    writeln!(out, "      {removed}{}{removed:#}", shown(text))
}

fn change(entry: &Entry<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Look { place, cause, removed, inserted, .. } = look;
    let edit = &entry.edit;
    let via: Vec<String> = edit.via.iter().map(ToString::to_string).collect();
    let via = via.join(" + ");
    write!(out, "  {place}line {}, character {}{place:#}", entry.line, entry.column)?;
    writeln!(out, "  {cause}{via}{cause:#}  {:.2}", edit.confidence)?;
    write!(out, "      {}", visible(entry.lead))?;
    if !edit.before.is_empty() {
        write!(out, "[-{removed}{}{removed:#}-]", shown(edit.before))?;
    }
    if !edit.after.is_empty() {
        write!(out, "{{+{inserted}{}{inserted:#}+}}", shown(edit.after))?;
    }
    writeln!(out, "{}", visible(entry.trail))
}

/// The text for a terminal: nothing in it that the terminal would obey, and its middle left out when it is long.
fn shown(text: &str) -> String {
    let length = text.chars().count();
    if length <= SHOWN {
        return visible(text);
    }
    let half = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
    let (first, last) = (half(SHOWN / 2), half(length - SHOWN / 2));
    let part = |range: Option<&str>| visible(range.unwrap_or_default());
    format!("{} [... {} characters ...] {}", part(text.get(..first)), length - SHOWN, part(text.get(last..)))
}

fn found(document: &Document) -> Vec<(&'static str, &Found)> {
    let metadata = document.metadata();
    let single = [
        ("title", &metadata.title),
        ("byline", &metadata.byline),
        ("published", &metadata.published),
        ("updated", &metadata.updated),
        ("section", &metadata.section),
        ("source", &metadata.source),
        ("copyright", &metadata.copyright),
    ];
    let single = single.into_iter().filter_map(|(name, found)| Some((name, found.as_ref()?)));
    single.chain(metadata.captions.iter().map(|caption| ("caption", caption))).collect()
}
