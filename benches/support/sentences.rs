//! Sentences by the crate's own rules and by its peers, on the same articles.

use std::hint::black_box;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use unisono::Language;
use unisono::sentences::{Rules, segment};

use super::corpus;

/// Articles with the language that they are in, about 400 KB of each.
pub fn articles() -> Vec<(Language, String)> {
    let mut all = Vec::new();
    for language in [Language::EN, Language::FR, Language::ES] {
        let articles = corpus::articles(language.code(), 400_000, 0);
        all.extend(articles.into_iter().map(|article| (language, article)));
    }
    all
}

/// By the rules of this crate.
pub fn rules(texts: &[(Language, String)]) {
    for (language, text) in texts {
        black_box(segment(text, &Rules::new(*language)).count());
    }
}

/// At the boundaries of `icu_segmenter`.
pub fn icu(texts: &[(Language, String)]) {
    for (_, text) in texts {
        let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
        black_box(segmenter.segment_str(text).count());
    }
}

/// By `sentencex`, which has rules for the three languages too.
pub fn sentencex(texts: &[(Language, String)]) {
    for (language, text) in texts {
        black_box(sentencex::segment(language.code(), text).len());
    }
}
