//! What was changed in a document, where and why, for people and for programs.

use std::fmt::{self, Write};

use crate::document::{Document, Edit, Line};

/// One change or removal of an [`Explanation`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Entry<'d> {
    /// Line of the source, from 1.
    pub line: usize,
    /// Character of that line, from 1.
    pub column: usize,
    /// The change.
    pub edit: Edit<'d>,
    /// The source just before the change, at most 24 characters of its line.
    pub lead: &'d str,
    /// The source just after the change, at most 24 characters of its line.
    pub trail: &'d str,
}

/// Every change of a document with its place and its cause. It prints as text; with the feature `config` it also
/// gives JSON.
///
/// ```
/// let document = unisono::Pipeline::news().run("The talks ended. . The ministers left.")?;
/// let explanation = document.explain().to_string();
/// assert!(explanation.contains("1:17  unicode/space.doubled-stop"), "{explanation}");
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Explanation<'d> {
    document: &'d Document,
    entries: Vec<Entry<'d>>,
}

impl Document {
    /// Every change with its place and its cause. Empty without a full trace.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Rabat")?;
    /// assert!(document.explain().entries().is_empty());
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn explain(&self) -> Explanation<'_> {
        let source = self.source();
        let (mut line, mut column, mut line_start, mut seen) = (1, 1, 0, 0);
        let mut entries = Vec::new();
        for edit in self.edits() {
            let range = edit.source.range();
            let passed = source.get(seen..range.start).unwrap_or_default();
            let rest = match passed.rfind('\n') {
                Some(feed) => {
                    line += passed.bytes().filter(|&byte| byte == b'\n').count();
                    (column, line_start) = (1, seen + feed + 1);
                    passed.get(feed + 1..).unwrap_or_default()
                }
                None => passed,
            };
            column += rest.chars().count();
            seen = range.start;
            let lead = last_chars(source.get(line_start..range.start).unwrap_or_default());
            let trail = first_chars(source.get(range.end..).unwrap_or_default());
            entries.push(Entry { line, column, edit, lead, trail });
        }
        Explanation { document: self, entries }
    }
}

const CONTEXT: usize = 24;

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().enumerate().find(|(nth, (_, c))| *nth == CONTEXT || *c == '\n');
    end.map_or(text, |(_, (end, _))| &text[..end])
}

fn last_chars(text: &str) -> &str {
    text.char_indices().rev().nth(CONTEXT - 1).map_or(text, |(start, _)| &text[start..])
}

impl<'d> Explanation<'d> {
    pub(super) fn document(&self) -> &'d Document {
        self.document
    }

    /// The changes in order of position.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("a\r\nb\r\nc")?;
    /// let lines: Vec<usize> = document.explain().entries().iter().map(|entry| entry.line).collect();
    /// assert_eq!(lines, [1, 2]);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn entries(&self) -> &[Entry<'d>] {
        &self.entries
    }

    /// The lines that were taken out as a whole.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("The port reopened on Monday, the ministry said.\n\nLeave a Reply")?;
    /// assert_eq!(document.explain().removed_lines()[0].kind.as_str(), "comment-form");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn removed_lines(&self) -> Vec<Line> {
        self.document.lines().into_iter().filter(|line| !line.keep).collect()
    }

    /// The changes as a JSON array of objects with `line`, `column`, `source`, `target`, `stage`, `rule`, `via`,
    /// `before`, `after`, `confidence`.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("a\r\nb")?;
    /// assert!(document.explain().to_json().contains(r#""rule":"line.crlf""#));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    #[cfg(feature = "config")]
    pub fn to_json(&self) -> String {
        let entries: Vec<_> = self
            .entries
            .iter()
            .map(|entry| {
                let edit = &entry.edit;
                serde_json::json!({
                    "line": entry.line,
                    "column": entry.column,
                    "source": [edit.source.start, edit.source.end],
                    "target": [edit.target.start, edit.target.end],
                    "stage": edit.stage,
                    "rule": edit.rule,
                    "via": edit.via.iter().map(ToString::to_string).collect::<Vec<_>>(),
                    "before": edit.before,
                    "after": edit.after,
                    "confidence": edit.confidence,
                })
            })
            .collect();
        serde_json::Value::from(entries).to_string()
    }
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            let edit = &entry.edit;
            write!(f, "{}:{}  ", entry.line, entry.column)?;
            for (nth, via) in edit.via.iter().enumerate() {
                write!(f, "{}{via}", if nth == 0 { "" } else { " + " })?;
            }
            writeln!(f, "  ({:.2})", edit.confidence)?;
            writeln!(
                f,
                "    {}[-{}-]{{+{}+}}{}",
                visible(entry.lead),
                visible(edit.before),
                visible(edit.after),
                visible(entry.trail)
            )?;
        }
        Ok(())
    }
}

/// The text with every character that a terminal or a reader would not show as itself written as an escape:
/// controls, invisible and bidirectional format characters, unusual spaces.
///
/// ```
/// assert_eq!(unisono::ledger::visible("a\u{202e}b\u{1b}[31m\n"), "a\\u{202E}b\\u{1B}[31m\\n");
/// ```
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            ' ' => shown.push(' '),
            c if hidden(c) => {
                // Writing to a `String` cannot fail.
                let _ = write!(shown, "\\u{{{:X}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

pub(crate) fn hidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
