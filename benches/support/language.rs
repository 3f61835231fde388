//! Language identification against other detectors, on the same texts. How often they are right says `accuracy.rs`.

use std::hint::black_box;

use unisono::language::{LanguageDetector, NGrams, profile};

use super::corpus;

/// Documents with the language that they are in.
pub fn documents() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for language in ["en", "fr", "es"] {
        // Articles of the corpus are short: a document is about three thousand bytes of them.
        let mut document = String::new();
        for article in corpus::articles(language, 400_000, 0) {
            document.push_str(&article);
            document.push('\n');
            if document.len() > 3000 {
                all.push((language, std::mem::take(&mut document)));
            }
        }
    }
    all
}

/// One label a document, from 1,200 bytes of it.
pub fn detect(texts: &[(&'static str, String)]) {
    let detector = NGrams::new();
    for (_, text) in texts {
        black_box(detector.detect(text));
    }
}

/// Every paragraph and what is mixed within it, as the stage does.
pub fn spans(texts: &[(&'static str, String)]) {
    let detector = NGrams::new();
    for (_, text) in texts {
        black_box(profile(&detector, text));
    }
}

/// `whichlang` on the whole text.
pub fn whichlang(texts: &[(&'static str, String)]) {
    for (_, text) in texts {
        black_box(whichlang::detect_language(text));
    }
}

/// `whatlang` on the whole text.
pub fn whatlang(texts: &[(&'static str, String)]) {
    for (_, text) in texts {
        black_box(whatlang::detect(text));
    }
}

/// `lingua` with twelve languages.
#[cfg(feature = "lingua")]
pub fn lingua() -> lingua::LanguageDetector {
    use lingua::Language::*;
    let languages = [
        English, French, Spanish, Portuguese, Italian, Catalan, Romanian, German, Dutch, Arabic, Swedish,
        Polish,
    ];
    lingua::LanguageDetectorBuilder::from_languages(&languages).with_preloaded_language_models().build()
}
