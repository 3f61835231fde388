//! The sentences of a document, and what is between them.

use std::ops::Range;

use crate::Language;
use crate::stage::View;

/// A sentence with the language that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) range: Range<usize>,
    pub(super) language: Language,
}

/// The sentences of the document in order. Where the language of a sentence is not known it is that of its paragraph,
/// else that of the document.
pub(super) fn sentences(view: &View<'_>) -> Vec<Sentence> {
    let text = view.text();
    let whole = view.language_of(0..text.len());
    // Sentences come in order, so the paragraph around the last one often holds the next.
    let mut paragraph = 0..0;
    let mut around = Language::UND;
    let mut found = Vec::with_capacity(view.sentences().len());
    let known: Vec<Range<usize>> = view.sentences().iter().map(|span| span.range()).collect();
    // Without a stage `sentences` before it, at the boundaries of Unicode.
    let ranges = if known.is_empty() { crate::sentences::split(text).collect() } else { known };
    for range in ranges {
        if range.start >= paragraph.end {
            paragraph = line_of(text, range.clone());
            around = view.language_of(paragraph.clone());
        }
        let own = view.language_of(range.clone());
        let language = [own, around, whole].into_iter().find(|language| !language.is_undetermined());
        found.push(Sentence { range, language: language.unwrap_or(Language::UND) });
    }
    found
}

/// The line that `range` begins in, at least `range` itself.
fn line_of(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |feed| feed + 1);
    let after = text.get(range.end..).unwrap_or_default();
    let end = memchr::memchr(b'\n', after.as_bytes()).map_or(text.len(), |feed| range.end + feed);
    start..end
}
