//! What takes sureness away from any label.

use super::Language;
use super::detector::{Detection, Reason};
use super::sample::Sample;

/// Names in a row say little about the language of the text that they stand in.
fn is_names_only(sample: &Sample) -> bool {
    sample.words >= 2 && sample.capitalized == sample.words && sample.upper < sample.words
}

/// A label, less sure where the text is names only, and a guess below 0.6.
pub(crate) fn named(language: Language, confidence: f32, sample: &Sample) -> Detection {
    let confidence = if is_names_only(sample) { confidence.min(0.55) } else { confidence };
    let confidence = (confidence * 1000.0).round() / 1000.0;
    let reason = if confidence < 0.6 { Reason::Unsure } else { Reason::Known };
    Detection::new(language, confidence, reason)
}
