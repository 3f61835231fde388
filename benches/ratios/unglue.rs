//! Glued words against a yardstick: finding the words of the same texts.

use std::hint::black_box;

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use unisono::Language;
use unisono::unglue::{self, Mode, Options};

use super::support::language;
use super::{Ratio, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("unglue_over_words_icu", unglue_over_words_icu),
    ("unglue_extended_over_words_icu", unglue_extended_over_words_icu),
];

/// Time of `icu_segmenter`'s words over that of the repairs and suspects, in the mode `default`.
fn unglue_over_words_icu() -> f64 {
    against_words(Mode::Default)
}

/// The same in the mode `extended`.
fn unglue_extended_over_words_icu() -> f64 {
    against_words(Mode::Extended)
}

fn against_words(mode: Mode) -> f64 {
    let texts: Vec<(Language, String)> =
        language::documents().into_iter().map(|(code, text)| (code.parse().expect("a code"), text)).collect();
    let words = WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    let [own, icu] = medians([
        &mut || {
            for (language, text) in &texts {
                let languages = [(0..text.len(), *language)];
                let options = Options { mode, languages: &languages, ..Options::default() };
                black_box(unglue::find(text, &options));
            }
        },
        &mut || {
            for (_, text) in &texts {
                black_box(words.segment_str(text).count());
            }
        },
    ]);
    ratio(icu, own)
}
