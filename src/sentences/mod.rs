//! Sentences, words and graphemes of any language, as ranges of a text that is never rebuilt from pieces.
//!
//! The boundaries are those of Unicode (UAX #29, by `icu_segmenter`); [`split`] puts the few breaks right that they
//! set at a wrong place in edited text: a line feed ends a sentence, a spaced closing quotation mark belongs to the
//! sentence before it, and a sentence does not begin with a small letter.
//!
//! ```
//! let text = "« Oui. » Il est parti.\nThe end";
//! let sentences: Vec<&str> = unisono::sentences::split(text).map(|range| &text[range]).collect();
//! assert_eq!(sentences, ["« Oui. »", "Il est parti.", "The end"]);
//! ```

mod join;
mod segmenter;
mod stage;

use std::ops::Range;

pub use segmenter::{Icu, Segmenter};
pub use stage::Sentences;

/// The sentences of `text`: byte ranges without white space at their ends, sorted and disjoint. Every visible
/// character is in one.
///
/// Linear in the length of the text, and without an allocation.
///
/// ```
/// let text = "¿Qué pasó? Nadie lo sabe.";
/// assert_eq!(unisono::sentences::split(text).collect::<Vec<_>>(), [0..13, 14..28]);
/// ```
pub fn split(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    join::Joined::new(text)
}

/// The words of `text`: byte ranges of what has letters or digits in it. White space and punctuation are left out.
///
/// Scripts that write no spaces between words (Thai, Chinese, Japanese) have no dictionary here and come out in longer
/// or shorter pieces than words.
///
/// ```
/// let text = "L’accord, signé à 18h.";
/// let words: Vec<&str> = unisono::sentences::words(text).map(|range| &text[range]).collect();
/// assert_eq!(words, ["L’accord", "signé", "à", "18h"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    segmenter::words(text)
}

/// The graphemes of `text`: byte ranges of what a reader sees as one character. They cover the text.
///
/// ```
/// assert_eq!(unisono::sentences::graphemes("e\u{301}🇫🇷").collect::<Vec<_>>(), [0..3, 3..11]);
/// ```
pub fn graphemes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    segmenter::graphemes(text)
}

#[cfg(test)]
mod tests;
