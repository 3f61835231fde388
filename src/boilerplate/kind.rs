//! What a line is.

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LineKind {
    /// Text of the article.
    Body,
    /// The headline.
    Title,
    /// A way to share the page.
    Share,
}
