//! Language identification against other detectors, on the same texts. How often they are right says `accuracy.rs`.

#[cfg(feature = "lingua")]
use std::hint::black_box;

use super::support::language;
use super::{Ratio, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("language_documents_over_whichlang", language_documents_over_whichlang),
    ("language_pipeline_over_whichlang", language_pipeline_over_whichlang),
    ("language_documents_over_whatlang", language_documents_over_whatlang),
    #[cfg(feature = "lingua")]
    ("language_documents_over_lingua12", language_documents_over_lingua12),
    #[cfg(feature = "lingua")]
    ("language_spans_over_lingua_multi", language_spans_over_lingua_multi),
];

/// Time of `whichlang` on whole documents over one label from 1,200 bytes of each.
fn language_documents_over_whichlang() -> f64 {
    let texts = language::documents();
    let [own, other] = medians([&mut || language::detect(&texts), &mut || language::whichlang(&texts)]);
    ratio(other, own)
}

/// The same over the label of every paragraph, as the pipeline does.
fn language_pipeline_over_whichlang() -> f64 {
    let texts = language::documents();
    let [own, other] = medians([&mut || language::spans(&texts), &mut || language::whichlang(&texts)]);
    ratio(other, own)
}

/// Time of `whatlang` on whole documents over one label from 1,200 bytes of each.
fn language_documents_over_whatlang() -> f64 {
    let texts = language::documents();
    let [own, other] = medians([&mut || language::detect(&texts), &mut || language::whatlang(&texts)]);
    ratio(other, own)
}

/// Time of `lingua` with twelve languages over one label from 1,200 bytes of each document.
#[cfg(feature = "lingua")]
fn language_documents_over_lingua12() -> f64 {
    let mut texts = language::documents();
    texts.truncate(20);
    let lingua = language::lingua();
    let [own, other] = medians([&mut || (0..100).for_each(|_| language::detect(&texts)), &mut || {
        for (_, text) in &texts {
            black_box(lingua.detect_language_of(text.as_str()));
        }
    }]);
    ratio(other, own) * 100.0
}

/// Time of `lingua`'s `detect_multiple_languages_of` over the spans of each document.
#[cfg(feature = "lingua")]
fn language_spans_over_lingua_multi() -> f64 {
    let mut texts = language::documents();
    texts.truncate(3);
    let lingua = language::lingua();
    let [own, other] = medians([&mut || (0..100).for_each(|_| language::spans(&texts)), &mut || {
        for (_, text) in &texts {
            black_box(lingua.detect_multiple_languages_of(text.as_str()));
        }
    }]);
    ratio(other, own) * 100.0
}
