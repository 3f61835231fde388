//! What flows through a pipeline: the document, its spans and its marks.

mod language;
mod line;
mod mark;
mod metadata;
mod offsets;
mod provenance;
mod span;
mod split;
mod translation;

use std::sync::Arc;

pub use line::Line;
pub(crate) use mark::Marks;
pub use mark::{Entity, LanguageSpan, Mark, Names, Protected, Suspect};
pub use metadata::{Embed, Field, Found, Metadata};
pub use offsets::{Offsets, Unit};
pub use provenance::{Edit, Via};
pub use span::{Current, Source, Span};
pub(crate) use split::{is_blank, split};
pub use translation::{Translated, TranslatedSegment, Translation};

use crate::language::Language;
use crate::ledger::{Cause, Ledger};
use crate::quality::Quality;

/// A text on its way through a pipeline: what it was, what it is, and why.
///
/// ```
/// let document = unisono::Pipeline::news().run("Rabat and London agree .  .\u{feff}")?;
/// assert_eq!(document.source(), "Rabat and London agree .  .\u{feff}");
/// assert_eq!(document.ledger().replay(document.source())?, document.text());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Document {
    id: Option<Arc<str>>,
    title: Option<Arc<str>>,
    site: Option<Arc<str>>,
    /// `None` as long as it equals the source.
    text: Option<String>,
    pub(crate) marks: Marks,
    pub(crate) decided: Vec<Line>,
    pub(crate) metadata: Metadata,
    /// Holds the source too: it is one half of every answer to where a text came from.
    pub(crate) ledger: Ledger,
    pub(crate) rejected: Option<Cause>,
    pub(crate) quality: Option<Box<Quality>>,
    pub(crate) translation: Option<Translation>,
    language: language::Share,
    shares: Vec<(Language, f32)>,
}

/// A text of 4 GiB or more: offsets are 32 bits wide.
///
/// ```
/// assert!(unisono::Document::new("any text that fits in memory of a reasonable size").is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document has {bytes} bytes; the limit is {}: cut it into smaller ones", u32::MAX)]
pub struct TooLong {
    /// Length of the text.
    pub bytes: usize,
}

impl Document {
    /// A document whose source is `text`.
    ///
    /// # Errors
    /// [`TooLong`] from 4 GiB on.
    ///
    /// ```
    /// let document = unisono::Document::new("Rabat")?;
    /// assert_eq!(document.text(), "Rabat");
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn new(text: impl Into<Arc<str>>) -> Result<Self, TooLong> {
        let source = text.into();
        if source.len() >= u32::MAX as usize {
            return Err(TooLong { bytes: source.len() });
        }
        Ok(Self {
            id: None,
            title: None,
            site: None,
            ledger: Ledger::of(source),
            text: None,
            marks: Marks::default(),
            decided: Vec::new(),
            metadata: Metadata::default(),
            rejected: None,
            quality: None,
            translation: None,
            language: language::Share::default(),
            shares: Vec::new(),
        })
    }

    /// The same document with an id, for messages.
    ///
    /// ```
    /// let document = unisono::Document::new("Rabat")?.with_id("a-17");
    /// assert_eq!(document.id(), Some("a-17"));
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Arc<str>>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The same document with its headline as the record gives it: a line equal to it is no boilerplate.
    ///
    /// ```
    /// let document = unisono::Document::new("Ports reopen")?.with_title("Ports reopen");
    /// assert_eq!(document.title(), Some("Ports reopen"));
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    #[must_use]
    pub fn with_title(mut self, title: impl Into<Arc<str>>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The same document with its site: a site, a domain or a URL, as the record gives it.
    ///
    /// ```
    /// let document = unisono::Document::new("Rabat")?.with_site("https://www.example.com/a");
    /// assert_eq!(document.site(), Some("https://www.example.com/a"));
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    #[must_use]
    pub fn with_site(mut self, site: impl Into<Arc<str>>) -> Self {
        self.site = Some(site.into());
        self
    }

    /// The id given with [`Document::with_id`].
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("")?.id(), None);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The headline given with [`Document::with_title`].
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("")?.title(), None);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The site given with [`Document::with_site`].
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("")?.site(), None);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// The text as it came in. It never changes.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("a\r\nb")?;
    /// assert_eq!((document.source(), document.text()), ("a\r\nb", "a\nb"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn source(&self) -> &str {
        self.ledger.source()
    }

    /// The text as it is now.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("Rabat")?.text(), "Rabat");
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(self.ledger.source())
    }

    /// The text as it is now, without a copy where it changed.
    ///
    /// ```
    /// assert_eq!(unisono::Pipeline::news().run("a\r\nb")?.into_text(), "a\nb");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn into_text(self) -> String {
        self.text.unwrap_or_else(|| self.ledger.source().to_owned())
    }

    /// The mentions of entities, sorted by position. Filled by the stage `glossary`.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("La reunión se celebró en Marruecos.")?;
    /// assert_eq!(&*document.entities()[0].names.fr, "Maroc");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn entities(&self) -> &[Entity] {
        &self.marks.entities
    }

    /// The sentences, sorted and disjoint. Filled by the stage `sentences`.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("The talks ended. The ministers left.")?;
    /// let second = document.sentences()[1].of(document.text());
    /// assert_eq!(second, Some("The ministers left."));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn sentences(&self) -> &[Span<Current>] {
        &self.marks.sentences
    }

    /// What looks wrong but was left alone, sorted by position.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert!(Document::new("Rabat")?.suspects().is_empty());
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn suspects(&self) -> &[Suspect] {
        &self.marks.suspects
    }

    /// Text that no stage may change, sorted by position.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert!(Document::new("Rabat")?.protected().is_empty());
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn protected(&self) -> &[Protected] {
        &self.marks.protected
    }

    /// Every non-blank line of the source, kept or not. Without a stage `boilerplate`, or without a full trace,
    /// all are kept body text.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("one\n\ntwo")?.lines().len(), 2);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = line::lines(self.source(), &self.decided);
        if self.ledger.is_complete() {
            // Whether a line is there is read off the text, whatever a stage said of it.
            for line in &mut lines {
                let left = self.find(line.span).and_then(|span| span.of(self.text()));
                line.keep = left.is_some_and(|left| !is_blank(left));
            }
        }
        lines
    }

    /// What the article says about itself. Filled by the stage `boilerplate`.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert!(Document::new("Rabat")?.metadata().byline.is_none());
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What the stage `quality` measured, and which of its rules the document fails.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert!(Document::new("Rabat")?.quality().is_none());
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn quality(&self) -> Option<&Quality> {
        self.quality.as_deref()
    }

    /// Why a stage rejected the document as a whole; its text is kept all the same.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Leave a Reply\n\nRead more: Ferries")?;
    /// assert_eq!(document.rejected().map(|cause| &*cause.rule), Some("all-boilerplate"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn rejected(&self) -> Option<&Cause> {
        self.rejected.as_ref()
    }

    /// The document in another language. Filled by the stage `translate`.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert!(Document::new("Rabat")?.translation().is_none());
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn translation(&self) -> Option<&Translation> {
        self.translation.as_ref()
    }

    /// Everything that happened to the document.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("Rabat")?.ledger().stages().count(), 0);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Converts byte offsets of the current text to another unit.
    ///
    /// ```
    /// use unisono::document::{Document, Unit};
    /// assert_eq!(Document::new("été")?.offsets_in(Unit::Chars).get(3), 2);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn offsets_in(&self, unit: Unit) -> Offsets<'_> {
        Offsets::new(self.text(), unit)
    }

    /// Swaps the text for `after` and gives the old buffer back, if there was one.
    pub(crate) fn swap_text(&mut self, after: String) -> Option<String> {
        self.text.replace(after)
    }
}
