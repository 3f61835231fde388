//! Three views of one text, each with the way back: as it came in, as it is to be published, and as it is to be looked up.
//!
//! | view | text | way back to the source |
//! |---|---|---|
//! | source | [`Document::source`] | it is the source |
//! | clean | [`Document::text`] | [`Document::trace`] |
//! | match | [`MatchView`] | [`MatchView::origin`], then [`Document::trace`] |
//!
//! What says something to a reader and nothing to a search goes only in the match view: case, accents, the kind of spaces
//! and quotation marks, no-break spaces before French marks. Never publish it.
//!
//! ```
//! let document = unisono::Pipeline::preset("typography")?.run("L\u{2019}\u{153}uvre de Que\u{301}bec !")?;
//! let view = document.match_view();
//! assert_eq!(view.text(), "l'oeuvre de quebec!");
//! let at = view.text().find("quebec").unwrap();
//! let clean = view.origin(at..at + 6);
//! assert_eq!(&document.text()[clean.clone()], "Québec");
//! assert_eq!(document.trace(clean.into()).unwrap().of(document.source()), Some("Que\u{301}bec"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fold;
mod map;

use std::ops::Range;

use crate::document::Document;
use map::Map;

/// A text folded for comparison, with the way back.
///
/// Letters are in lower case without accents, `œ` is `oe`, `æ` is `ae`, `ß` is `ss`; apostrophes, double quotes and dashes have one
/// form each, an ellipsis is three full stops; runs of spaces of any kind are one space, none stands inside guillemets, before `: ; ! ? %`
/// or at either end of a line; invisible characters are gone. Line feeds stay. Two texts that differ in nothing else
/// are equal.
///
/// ```
/// use unisono::views::MatchView;
///
/// let view = MatchView::new("« Été\u{A0}2024 »");
/// assert_eq!(view.text(), "\"ete 2024\"");
/// assert_eq!(view.text(), MatchView::new("“ETE 2024”").text());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchView {
    text: String,
    map: Map,
}

impl MatchView {
    /// The folded form of `text`.
    ///
    /// ```
    /// assert_eq!(unisono::views::MatchView::new("Bogotá").text(), "bogota");
    /// ```
    pub fn new(text: &str) -> Self {
        let mut view = Self::default();
        view.refill(text);
        view
    }

    /// Folds another text into the same buffers.
    ///
    /// ```
    /// let mut view = unisono::views::MatchView::default();
    /// view.refill("Español");
    /// assert_eq!(view.text(), "espanol");
    /// ```
    pub fn refill(&mut self, text: &str) {
        self.text.clear();
        self.map.clear();
        fold::fold(text, &mut self.text, &mut self.map);
    }

    /// The folded text.
    ///
    /// ```
    /// assert_eq!(unisono::views::MatchView::new("L’Été").text(), "l'ete");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text that `range`, in bytes of the folded text, came from: whole characters. What stands
    /// between the characters of the range and was folded away is part of it; what was folded away at its ends is not. A
    /// range that is empty or lies outside gives an empty one.
    ///
    /// ```
    /// let text = "à l’œil";
    /// let view = unisono::views::MatchView::new(text);
    /// let at = view.text().find("oe").unwrap();
    /// assert_eq!(&text[view.origin(at..at + 2)], "œ");
    /// assert_eq!(&text[view.origin(at + 1..at + 2)], "œ");
    /// ```
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let length = self.text.len();
        let (from, to) = (range.start.min(length), range.end.min(length));
        if from >= to {
            let at = self.map.start(from);
            return at..at;
        }
        self.map.start(from)..self.map.end(to)
    }

    /// Heap memory that the way back takes, in bytes.
    ///
    /// ```
    /// assert_eq!(unisono::views::MatchView::new("Plain ASCII needs none").map_bytes(), 0);
    /// ```
    pub fn map_bytes(&self) -> usize {
        self.map.bytes()
    }
}

/// The folded form of a text as a string of its own: a key to look up or to compare.
///
/// ```
/// assert_eq!(unisono::views::match_key("Sœur d’Émile"), unisono::views::match_key("SOEUR D'EMILE"));
/// ```
pub fn match_key(text: &str) -> String {
    MatchView::new(text).text
}

impl Document {
    /// The text folded for comparison, with the way back to it.
    ///
    /// ```
    /// let document = unisono::Document::new("Le Maroc")?;
    /// assert_eq!(document.match_view().text(), "le maroc");
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn match_view(&self) -> MatchView {
        MatchView::new(self.text())
    }
}

#[cfg(test)]
mod tests;
