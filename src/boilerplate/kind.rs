//! What a line is, and how much a caller wants removed.

use std::fmt;

use super::fold::Folded;
use super::phrases::Phrases;
use crate::language::Language;

/// What a line of a page is.
///
/// ```
/// use unisono::boilerplate::LineKind;
/// assert_eq!(LineKind::CommentForm.to_string(), "comment-form");
/// assert_eq!(LineKind::from_name("tip-call"), Some(LineKind::TipCall));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LineKind {
    /// Text of the article.
    Body,
    /// The title of the article.
    Title,
    /// The summary under the title.
    Standfirst,
    /// An intertitle between two paragraphs.
    Heading,
    /// Text under a picture, with its credit.
    Caption,
    /// Who wrote the article, and when.
    Byline,
    /// The rubric that the article stands in.
    Section,
    /// Menus, breadcrumbs, back links, heads of live feeds.
    Navigation,
    /// Prompts to log in or to register.
    Login,
    /// Offers: subscription, newsletter, donation, prices.
    Subscribe,
    /// Buttons to share, print or follow.
    Share,
    /// Pointers to other articles.
    Related,
    /// The form below the article, and its notices.
    CommentForm,
    /// Copyright and reproduction notices.
    Copyright,
    /// Where the article was taken from.
    Source,
    /// Embedded posts of social networks.
    Social,
    /// Requests to send in news.
    TipCall,
    /// Advertisements, cookie notices, whatever else is not the article.
    Other,
}

impl LineKind {
    /// Every kind, in the order of the declaration.
    pub(crate) const ALL: [Self; 18] = [
        Self::Body,
        Self::Title,
        Self::Standfirst,
        Self::Heading,
        Self::Caption,
        Self::Byline,
        Self::Section,
        Self::Navigation,
        Self::Login,
        Self::Subscribe,
        Self::Share,
        Self::Related,
        Self::CommentForm,
        Self::Copyright,
        Self::Source,
        Self::Social,
        Self::TipCall,
        Self::Other,
    ];

    /// The name in lower case with hyphens. It is the id of the rule that removes such a line as well.
    ///
    /// ```
    /// assert_eq!(unisono::boilerplate::LineKind::Related.as_str(), "related");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Section => "section",
            Self::Navigation => "navigation",
            Self::Login => "login",
            Self::Subscribe => "subscribe",
            Self::Share => "share",
            Self::Related => "related",
            Self::CommentForm => "comment-form",
            Self::Copyright => "copyright",
            Self::Source => "source",
            Self::Social => "social",
            Self::TipCall => "tip-call",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    ///
    /// ```
    /// use unisono::boilerplate::LineKind;
    /// assert_eq!(LineKind::from_name("body"), Some(LineKind::Body));
    /// assert_eq!(LineKind::from_name("advert"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// True for what a reader of the article wants to keep: body, title, standfirst and heading.
    pub(crate) const fn is_article(self) -> bool {
        matches!(self, Self::Body | Self::Title | Self::Standfirst | Self::Heading)
    }

    /// The kind as one bit, for sets.
    pub(crate) const fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl fmt::Display for LineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What becomes of posts of social networks that an article quotes: the text, its attribution, links and hashtags as one block.
///
/// ```
/// use unisono::boilerplate::Embeds;
/// assert_eq!(Embeds::default(), Embeds::Keep);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "kebab-case"))]
pub enum Embeds {
    /// They stay in the text, as lines of the kind `social`.
    #[default]
    Keep,
    /// They leave the text in every mode but [`Mode::Tag`]; the metadata have them byte for byte in either case.
    Move,
}

/// How much is removed.
///
/// A line goes when the probability that it is article text is at or below the threshold of the mode.
///
/// ```
/// use unisono::boilerplate::Mode;
/// assert_eq!(Mode::Tag.threshold(), None);
/// assert!(Mode::Strict.threshold() > Mode::Conservative.threshold());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "kebab-case"))]
pub enum Mode {
    /// Nothing is removed; lines get their kind and score only.
    Tag,
    /// What is boilerplate beyond reasonable doubt: for text that an extractor has made.
    #[default]
    Conservative,
    /// What is more likely boilerplate than not, by a wide margin.
    Balanced,
    /// Whatever is not more likely article text: for the whole text of a page.
    Strict,
}

impl Mode {
    /// The score (0 to 1) at or below which a line is removed; `None` when nothing is.
    ///
    /// ```
    /// assert_eq!(unisono::boilerplate::Mode::Balanced.threshold(), Some(0.30));
    /// ```
    pub const fn threshold(self) -> Option<f32> {
        match self {
            Self::Tag => None,
            Self::Conservative => Some(0.15),
            Self::Balanced => Some(0.30),
            Self::Strict => Some(0.50),
        }
    }
}
/// The kind of a line that is known to be boilerplate: that of its phrases in whatever language, else by its length.
pub(crate) fn kind_of(line: &str) -> LineKind {
    let line = line.trim();
    let mut folded = Folded::default();
    folded.fold(line);
    let hits = Phrases::builtin().find(&folded, line, Language::UND);
    let short = line.chars().nth(40).is_none();
    hits.kind().unwrap_or(if short { LineKind::Navigation } else { LineKind::Other })
}
