//! From scores to probabilities: how often a detector is right at a score, by length of the text.

use super::Language;
use super::detector::{Detection, Reason};
use super::function_words::Evidence;
use super::sample::Sample;

/// Below this a label is a guess, and lines inherit from their neighbours.
pub(crate) const UNSURE: f32 = 0.6;

/// What function words beyond doubt are worth.
pub(crate) const BEYOND_DOUBT: f32 = 0.999;

/// True if the function words alone settle the language.
pub(crate) fn is_beyond_doubt(lead: u32, share: u32, words: u32) -> bool {
    words >= 12 && lead >= 80 && share >= 25
}

/// The least share of known words, in percent, that a text of so many words in a known language has.
pub(crate) fn least_share(words: u32) -> u32 {
    if words < 12 { 8 } else { 14 }
}

/// Names in a row say little about the language of the text that they stand in.
fn is_names_only(sample: &Sample) -> bool {
    sample.words >= 2 && sample.capitalized == sample.words && sample.upper < sample.words
}

pub(crate) fn function_words(lead: u32, words: u32, sample: &Sample) -> f32 {
    let confidence = match lead {
        0..16 => 0.3,
        16..32 => 0.6,
        32..48 => 0.8,
        48..80 => 0.93,
        80..120 => 0.98,
        _ => 0.995,
    };
    if is_names_only(sample) || words < 3 { f32::min(confidence, 0.55) } else { confidence }
}

/// The answer of an open set: the model's language, unless the words and letters speak against it.
pub(crate) fn open(language: Language, raw: u32, evidence: &Evidence, sample: &Sample) -> Detection {
    let galician = Language::of(*b"gl\0");
    let ahead = evidence.score(galician).saturating_sub(evidence.score(language));
    if ahead >= 16 && (language == Language::ES || language.code() == "pt") {
        return Detection::new(galician, if ahead >= 48 { 0.95 } else { 0.75 }, Reason::Known);
    }
    let words = evidence.words();
    let unlikely =
        |language| words >= 8 && evidence.share(language).is_some_and(|share| share < least_share(words));
    if evidence.is_foreign_to(language, sample.letters) {
        return Detection::undetermined(0.9, Reason::OtherLanguage);
    }
    if unlikely(language) {
        let (best, lead) = evidence.best();
        return if lead >= 32 && !unlikely(best) && !evidence.is_foreign_to(best, sample.letters) {
            Detection::new(best, 0.7, Reason::Known)
        } else {
            Detection::undetermined(0.7, Reason::OtherLanguage)
        };
    }
    let mut confidence = model(raw, sample.letters);
    if let Some(own) = evidence.lead(language) {
        if own >= 16 {
            confidence = confidence.max(0.97);
        } else if own <= -16 {
            confidence = confidence.min(0.6);
        }
    }
    if is_names_only(sample) {
        confidence = confidence.min(0.55);
    }
    let reason = if confidence < UNSURE { Reason::Unsure } else { Reason::Known };
    Detection::new(language, confidence, reason)
}

/// The answer of a closed set: the model's language.
pub(crate) fn closed(language: Language, raw: u32, sample: &Sample) -> Detection {
    let confidence = model(raw, sample.letters);
    let reason = if confidence < UNSURE { Reason::Unsure } else { Reason::Known };
    Detection::new(language, confidence, reason)
}

/// How often the model is right at a confidence of `raw` thousandths.
fn model(raw: u32, letters: u32) -> f32 {
    let raw = raw as f32 / 1000.0;
    if letters < 20 { raw * 0.9 + 0.08 } else { raw * 0.5 + 0.49 }
}
