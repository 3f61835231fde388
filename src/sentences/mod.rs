//! Sentences, words and graphemes of any language, as ranges of a text that is never rebuilt from pieces.
//!
//! [`segment`] cuts English, French and Spanish by one scan over the bytes: marks that end sentences, what closes
//! behind them, the word before and the word after. Abbreviations are data (`dictionaries/sentences`). [`split`] cuts any
//! other language at the boundaries of Unicode (UAX #29, by `icu_segmenter`), with the breaks put right that those set at a
//! wrong place in edited text. Words and graphemes are those of Unicode in every language.
//!
//! ```
//! use unisono::Language;
//! use unisono::sentences::{Rules, segment};
//! let text = "« Oui. » M. Prat est parti.\nFin";
//! let rules = Rules::new(Language::FR);
//! let sentences: Vec<&str> = segment(text, &rules).map(|range| &text[range]).collect();
//! assert_eq!(sentences, ["« Oui. »", "M. Prat est parti.", "Fin"]);
//! ```

mod abbreviations;
mod adjacent;
mod endings;
mod following;
mod join;
mod lists;
mod lowercase;
mod paragraphs;
mod plain;
mod quotation;
mod rules;
mod scan;
mod segmenter;
mod stage;
mod stop;
mod terminator;
mod text;

use std::ops::Range;

pub use abbreviations::Abbreviations;
pub use rules::{LowercaseStarts, Quotes, Rules};
pub use segmenter::{Icu, Segmenter};
pub use stage::{Level, SegmentBy, Sentences};

/// The sentences of `text` in the language of `rules`: byte ranges without white space at their ends, sorted and
/// disjoint. Every visible character is in one. A line feed ends a sentence.
///
/// Linear in the length of the text, and without an allocation for a sentence.
///
/// ```
/// use unisono::Language;
/// use unisono::sentences::{Rules, segment};
/// let rules = Rules::new(Language::EN);
/// let text = "The U.S. President met Dr. Gray at 5 p.m. Nobody knew.";
/// assert_eq!(segment(text, &rules).collect::<Vec<_>>(), [0..41, 42..54]);
/// ```
pub fn segment<'a>(text: &'a str, rules: &'a Rules) -> impl Iterator<Item = Range<usize>> + 'a {
    scan::Scan::new(text, rules)
}

/// The sentences of `text` in any language, at the boundaries of Unicode: byte ranges without white space at their
/// ends, sorted and disjoint. Every visible character is in one. Knows no abbreviations: [`segment`] does.
///
/// Linear in the length of the text, and without an allocation.
///
/// ```
/// let text = "Wer war da? Niemand weiß es.";
/// assert_eq!(unisono::sentences::split(text).collect::<Vec<_>>(), [0..11, 12..29]);
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
