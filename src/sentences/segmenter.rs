//! Boundaries by `icu_segmenter`, and the trait behind which other segmenters can stand.

use std::fmt::Debug;
use std::ops::Range;

use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, SentenceSegmenter, WordSegmenter};

use crate::language::Language;

/// Finds the sentences, words and graphemes of a text.
///
/// All methods append byte ranges on character boundaries, sorted and disjoint. The stage [`SegmentBy`](super::SegmentBy)
/// runs any segmenter in a pipeline.
///
/// ```
/// use unisono::Language;
/// use unisono::sentences::{Segmenter, Sentences};
/// let segmenter: &dyn Segmenter = &Sentences::default();
/// let mut sentences = Vec::new();
/// segmenter.sentences("Ask Mr. Day. He knows.", Language::EN, &mut sentences);
/// assert_eq!(sentences, [0..12, 13..22]);
/// ```
pub trait Segmenter: Send + Sync + Debug {
    /// Appends the sentences of `text`, which is in `language` (`und` where nobody knows), without white space at
    /// their ends; every visible character is in one.
    fn sentences(&self, text: &str, language: Language, out: &mut Vec<Range<usize>>);

    /// Appends the words of `text`: what has letters or digits in it. Unless said otherwise, those of Unicode.
    fn words(&self, text: &str, language: Language, out: &mut Vec<Range<usize>>) {
        let _ = language;
        out.extend(words(text));
    }

    /// Appends the graphemes of `text`: what a reader sees as one character. They cover the text, and are those of
    /// Unicode unless said otherwise.
    fn graphemes(&self, text: &str, out: &mut Vec<Range<usize>>) {
        out.extend(graphemes(text));
    }
}

/// The boundaries of Unicode, for every language: what [`split`](super::split), [`words`](super::words) and
/// [`graphemes`](super::graphemes) give.
///
/// ```
/// use unisono::Language;
/// use unisono::sentences::{Icu, Segmenter};
/// let mut words = Vec::new();
/// Icu.words("¡Hola, mundo!", Language::ES, &mut words);
/// assert_eq!(words.len(), 2);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Icu;

impl Segmenter for Icu {
    fn sentences(&self, text: &str, _: Language, out: &mut Vec<Range<usize>>) {
        out.extend(super::split(text));
    }
}

/// The ends of the sentences of UAX #29, the end of the text among them.
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    // The data are static and the segmenter a pointer to them: nothing is built here.
    SentenceSegmenter::new(SentenceBreakInvariantOptions::default()).segment_str(text).skip(1)
}

pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default())
        .segment_str(text)
        .filter_map(move |end| {
            let range = start..end;
            start = end;
            // Not the segmenter's own word type: it calls a flag between two words a word.
            text.get(range.clone()).is_some_and(|word| word.contains(char::is_alphanumeric)).then_some(range)
        })
}

pub(super) fn graphemes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    GraphemeClusterSegmenter::new().segment_str(text).skip(1).map(move |end| {
        let range = start..end;
        start = end;
        range
    })
}
