//! What a stage sees of a document.

use std::ops::Range;

use crate::document::{Current, Document, Entity, LanguageSpan, Metadata, Protected, Source, Span};
use crate::language::Language;

/// A document as a stage sees it: the text as it is now, and what earlier stages found out.
#[derive(Debug, Clone, Copy)]
pub struct View<'d> {
    document: &'d Document,
}

impl<'d> View<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self { document }
    }

    /// The text as it is now.
    pub fn text(&self) -> &'d str {
        self.document.text()
    }

    /// The text as it came in.
    pub fn source(&self) -> &'d str {
        self.document.source()
    }

    /// The id of the document.
    pub fn id(&self) -> Option<&'d str> {
        self.document.id()
    }

    /// The headline as the record gives it.
    pub fn title(&self) -> Option<&'d str> {
        self.document.title()
    }

    /// The languages of the text, sorted and disjoint; empty before a language stage has run.
    pub fn languages(&self) -> &'d [LanguageSpan] {
        self.document.languages()
    }

    /// The language with most bytes of `range`; `und` where none is known.
    pub fn language_of(&self, range: Range<usize>) -> Language {
        let span = Span::<Current>::from(range);
        let spans = self.languages();
        let first = spans.partition_point(|language| language.span.end <= span.start);
        let mut best = (0, Language::UND);
        for language in
            spans[first..].iter().take_while(|language| language.span.start <= span.start.max(span.end))
        {
            let shared = language.span.end.min(span.end).saturating_sub(language.span.start.max(span.start));
            // An empty range has the language of the text that it stands in.
            if shared > best.0 || (best.0 == 0 && span.is_empty()) {
                best = (shared, language.language);
            }
        }
        best.1
    }

    /// The sentences; empty before a sentence stage has run.
    pub fn sentences(&self) -> &'d [Span<Current>] {
        self.document.sentences()
    }

    /// The mentions of entities; empty before a glossary stage has run.
    pub fn entities(&self) -> &'d [Entity] {
        self.document.entities()
    }

    /// Text that may not be changed: edits that touch it are refused.
    pub fn protected(&self) -> &'d [Protected] {
        self.document.protected()
    }

    /// What the article says about itself, as far as it is known.
    pub fn metadata(&self) -> &'d Metadata {
        self.document.metadata()
    }

    /// Where a range of the text came from; `None` when the pipeline keeps no trace.
    pub fn trace(&self, range: Range<usize>) -> Option<Span<Source>> {
        self.document.trace(Span::from(range))
    }
}
