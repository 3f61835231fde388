//! The article of an HTML page, as text.
//!
//! `dom_smoothie` (an implementation of Mozilla's Readability) finds the main content; blocks become lines, and inline
//! tags never glue words. What the page says about itself (JSON-LD, `OpenGraph`, `meta`) comes along. No page is lost: one
//! that is too large or nested too deep for a tree, or in which no article is found, gives all of its visible text,
//! and says so.
//!
//! ```
//! use unisono::html::{Extraction, extract};
//!
//! let paragraph = "The harbour reopened on Monday after two days of storms, the port authority said. ".repeat(4);
//! let html = format!("<html lang=en><title>Ports reopen</title><nav>Home</nav><article><p>{paragraph}</p><p>{paragraph}</p></article>");
//! let page = extract(&html);
//! assert_eq!(page.title.as_deref(), Some("Ports reopen"));
//! assert_eq!(page.extraction, Extraction::MainContent);
//! assert_eq!(page.text.lines().filter(|line| !line.is_empty()).count(), 2);
//! ```

mod all_text;
mod declared;
mod guard;
mod main_content;

pub use all_text::all_text;

/// How the text of a page was found.
///
/// ```
/// use unisono::html::{Extraction, extract};
/// assert_eq!(extract("<br>").extraction, Extraction::NoArticle);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Extraction {
    /// The main content of the page.
    MainContent,
    /// All visible text: no main content was found.
    NoArticle,
    /// All visible text: the page is larger than [`MAX_BYTES`] or has too many elements.
    TooLarge,
    /// All visible text: elements are nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// All visible text: the extractor failed.
    Failed,
}

impl Extraction {
    /// The name as records have it.
    ///
    /// ```
    /// assert_eq!(unisono::html::Extraction::MainContent.as_str(), "main-content");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MainContent => "main-content",
            Self::NoArticle => "no-article",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::Failed => "failed",
        }
    }
}

/// Pages of more bytes are not made into a tree.
pub const MAX_BYTES: usize = 10 << 20;
/// Pages with elements nested deeper are not made into a tree; browsers stop at 512 too.
pub const MAX_DEPTH: usize = 512;

/// The text of a page, and what the page says about itself.
///
/// ```
/// let page = unisono::html::extract("<p>One<br>two &amp; three");
/// assert_eq!(page.text, "One\ntwo & three");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The article, or all visible text: see `extraction`. Lines are blocks of the page.
    pub text: String,
    /// How it was found.
    pub extraction: Extraction,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it appeared, as the page writes it.
    pub published: Option<String>,
    /// When it was last changed, as the page writes it.
    pub modified: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Language that the page declares: a BCP 47 tag, as written.
    pub language: Option<String>,
    /// Address that the page gives as its own.
    pub url: Option<String>,
    /// Description or standfirst.
    pub description: Option<String>,
}

/// The article of a page. Time and memory are bounded by the size of the page; no page makes it panic.
///
/// ```
/// let page = unisono::html::extract("<div>".repeat(100_000).as_str());
/// assert_eq!(page.extraction, unisono::html::Extraction::TooDeep);
/// ```
pub fn extract(html: &str) -> Page {
    let mut page = match guard::check(html) {
        Ok(()) => main_content::find(html),
        Err(extraction) => Page { extraction, ..Page::empty() },
    };
    if page.extraction != Extraction::MainContent {
        page.text = all_text(html);
    }
    page
}

impl Page {
    fn empty() -> Self {
        Self {
            text: String::new(),
            extraction: Extraction::NoArticle,
            title: None,
            byline: None,
            published: None,
            modified: None,
            site: None,
            language: None,
            url: None,
            description: None,
        }
    }
}

#[cfg(test)]
mod tests;
