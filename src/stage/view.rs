//! What a stage sees of a document.

use std::ops::Range;

use crate::document::{Current, Document, Entity, LanguageSpan, Metadata, Protected, Source, Span};
use crate::language::Language;

/// A document as a stage sees it: the text as it is now, and what earlier stages found out.
///
/// ```
/// let pipeline = unisono::Pipeline::builder()
///     .custom("shout", |view, out| {
///         out.replace(0..view.text().len(), &view.text().to_uppercase(), "upper");
///         Ok(())
///     })
///     .build()?;
/// assert_eq!(pipeline.run("Rabat")?.text(), "RABAT");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct View<'d> {
    document: &'d Document,
}

impl<'d> View<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self { document }
    }

    /// The text as it is now.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.text(), "Rabat");
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("Rabat")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn text(&self) -> &'d str {
        self.document.text()
    }

    /// The text as it came in.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .stage(unisono::unicode::Unicode::default())
    ///     .custom("look", |view, _| {
    ///         assert_eq!((view.source(), view.text()), ("a\r\nb", "a\nb"));
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("a\r\nb")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn source(&self) -> &'d str {
        self.document.source()
    }

    /// The id of the document.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.id(), Some("a-17"));
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run_document(unisono::Document::new("Rabat")?.with_id("a-17"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn id(&self) -> Option<&'d str> {
        self.document.id()
    }

    /// The headline as the record gives it.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.title(), Some("Ports reopen"));
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run_document(unisono::Document::new("Rabat")?.with_title("Ports reopen"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn title(&self) -> Option<&'d str> {
        self.document.title()
    }

    /// The site, domain or URL that the document is from, as the record gives it.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.site(), Some("example.com"));
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run_document(unisono::Document::new("Rabat")?.with_site("example.com"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn site(&self) -> Option<&'d str> {
        self.document.site()
    }

    /// The languages of the text, sorted and disjoint; empty before a language stage has run.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .stage(unisono::language::IdentifyLanguage::default())
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.languages()[0].language.code(), "fr");
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("Le port a rouvert lundi matin, selon le ministère.")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn languages(&self) -> &'d [LanguageSpan] {
        self.document.languages()
    }

    /// The language with most bytes of `range`; `und` where none is known.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .stage(unisono::language::IdentifyLanguage::default())
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.language_of(3..7).code(), "fr");
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("Le port a rouvert lundi matin, selon le ministère.")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .stage(unisono::sentences::Sentences::default())
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.sentences().len(), 2);
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("The talks ended. The ministers left.")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sentences(&self) -> &'d [Span<Current>] {
        self.document.sentences()
    }

    /// The mentions of entities; empty before a glossary stage has run.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .stage(unisono::glossary::GlossaryStage::default())
    ///     .custom("look", |view, _| {
    ///         assert_eq!(&*view.entities()[0].names.es, "Marruecos");
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("The talks were held in Morocco last week.")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entities(&self) -> &'d [Entity] {
        self.document.entities()
    }

    /// Text that may not be changed: edits that touch it are refused.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("guard", |_, out| {
    ///         out.protect(0..5, "code");
    ///         Ok(())
    ///     })
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.protected()[0].reason, "code");
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("Rabat")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn protected(&self) -> &'d [Protected] {
        self.document.protected()
    }

    /// What the article says about itself, as far as it is known.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("look", |view, _| {
    ///         assert!(view.metadata().is_empty());
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("Rabat")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn metadata(&self) -> &'d Metadata {
        self.document.metadata()
    }

    /// Where a range of the text came from; `None` when the pipeline keeps no trace.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .stage(unisono::unicode::Unicode::default())
    ///     .custom("look", |view, _| {
    ///         assert_eq!(view.trace(2..3), Some(unisono::Span::new(3, 4)));
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// pipeline.run("a\r\nb")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trace(&self, range: Range<usize>) -> Option<Span<Source>> {
        self.document.trace(Span::from(range))
    }
}
