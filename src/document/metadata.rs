//! What an article says about itself: who wrote it, when, where it came from.

use super::span::{Source, Span};
use crate::language::Language;

/// A value found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// The value as written.
    pub text: String,
    /// Where it stands in the source, in bytes; `None` when the pipeline kept no trace.
    pub span: Option<Span<Source>>,
    /// A date in ISO 8601, where it is unambiguous.
    pub iso: Option<String>,
}

/// A post of a social network that was embedded in the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Embed {
    /// `tweet`.
    pub kind: &'static str,
    /// The name that the attribution line gives.
    pub author: Option<String>,
    /// `@name`.
    pub handle: Option<String>,
    /// As written.
    pub date: Option<String>,
    /// Of the text of the post.
    pub language: Option<Language>,
    /// The text of the post, byte for byte.
    pub text: String,
    /// Its links.
    pub links: Vec<String>,
    /// The whole block in the source, in bytes; `None` when the pipeline kept no trace.
    pub span: Option<Span<Source>>,
}

/// A field of [`Metadata`] that holds found values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When it appeared.
    Published,
    /// When it was last changed.
    Updated,
    /// The part of the paper: politics, sport.
    Section,
    /// The agency or paper that it was taken from.
    Source,
    /// The copyright notice.
    Copyright,
    /// The text under a picture.
    Caption,
}

impl Field {
    /// The name in lower case, as records have it.
    ///
    /// ```
    /// assert_eq!(unisono::document::Field::Byline.as_str(), "byline");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Section => "section",
            Self::Source => "source",
            Self::Copyright => "copyright",
            Self::Caption => "caption",
        }
    }
}

/// What an article says about itself. Filled by the stage `boilerplate`.
///
/// ```
/// let text = "Ports reopen in Tangier\n\nFerry traffic resumed on Monday morning, the port authority said in a \
///             statement.\n\nSource: Tangier Port News";
/// let document = unisono::Pipeline::news().run(text)?;
/// let source = document.metadata().source.as_ref().expect("a source line");
/// assert_eq!(source.text, "Tangier Port News");
/// assert_eq!(source.span.and_then(|span| span.of(text)), Some("Tangier Port News"));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metadata {
    /// The headline.
    pub title: Option<Found>,
    /// Who wrote it.
    pub byline: Option<Found>,
    /// When it appeared.
    pub published: Option<Found>,
    /// When it was last changed.
    pub updated: Option<Found>,
    /// The part of the paper.
    pub section: Option<Found>,
    /// The agency or paper that it was taken from.
    pub source: Option<Found>,
    /// The copyright notice.
    pub copyright: Option<Found>,
    /// The texts under pictures.
    pub captions: Vec<Found>,
    /// Posts embedded in the article.
    pub embeds: Vec<Embed>,
}

impl Metadata {
    /// Adds a value; of a field that holds one value the first found stays.
    pub(crate) fn add(&mut self, field: Field, found: Found) {
        let slot = match field {
            Field::Title => &mut self.title,
            Field::Byline => &mut self.byline,
            Field::Published => &mut self.published,
            Field::Updated => &mut self.updated,
            Field::Section => &mut self.section,
            Field::Source => &mut self.source,
            Field::Copyright => &mut self.copyright,
            Field::Caption => {
                self.captions.push(found);
                return;
            }
        };
        slot.get_or_insert(found);
    }

    /// The fields that hold one value, found or not, in the order of the struct.
    ///
    /// ```
    /// let metadata = unisono::document::Metadata::default();
    /// assert_eq!(metadata.fields().iter().filter(|(_, found)| found.is_some()).count(), 0);
    /// ```
    pub fn fields(&self) -> [(Field, Option<&Found>); 7] {
        [
            (Field::Title, self.title.as_ref()),
            (Field::Byline, self.byline.as_ref()),
            (Field::Published, self.published.as_ref()),
            (Field::Updated, self.updated.as_ref()),
            (Field::Section, self.section.as_ref()),
            (Field::Source, self.source.as_ref()),
            (Field::Copyright, self.copyright.as_ref()),
        ]
    }

    /// True when nothing was found.
    ///
    /// ```
    /// assert!(unisono::document::Metadata::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
