//! Sentences against other segmenters, on the same articles.

use super::support::sentences;
use super::{Ratio, medians, ratio};

pub const RATIOS: &[Ratio] =
    &[("sentences_over_icu", sentences_over_icu), ("sentences_over_sentencex", sentences_over_sentencex)];

/// Time of `icu_segmenter` over the rules of this crate.
fn sentences_over_icu() -> f64 {
    let texts = sentences::articles();
    let [own, other] = medians([&mut || sentences::rules(&texts), &mut || sentences::icu(&texts)]);
    ratio(other, own)
}

/// Time of `sentencex` over the rules of this crate.
fn sentences_over_sentencex() -> f64 {
    let texts = sentences::articles();
    let [own, other] = medians([&mut || sentences::rules(&texts), &mut || sentences::sentencex(&texts)]);
    ratio(other, own)
}
