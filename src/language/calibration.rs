//! How sure a label by function words is, and what takes sureness away from any label.

use super::Language;
use super::detector::{Detection, Reason};
use super::function_words::Evidence;
use super::sample::Sample;

/// Names in a row say little about the language of the text that they stand in.
fn is_names_only(sample: &Sample) -> bool {
    sample.words >= 2 && sample.capitalized == sample.words && sample.upper < sample.words
}

/// The answer of the function words alone; how often they are right was counted on the texts that `Lingua` was fitted to.
pub(crate) fn function_words(evidence: &Evidence, sample: &Sample) -> Detection {
    let (language, lead) = evidence.best();
    let words = evidence.words();
    let unlikely = words >= 10 && evidence.share(language).unwrap_or(0) < if words < 20 { 10 } else { 15 };
    if unlikely || evidence.is_foreign_to(language, sample.letters) {
        return Detection::undetermined(0.9, Reason::OtherLanguage);
    }
    let by_lead = match lead {
        0 => 0.3,
        1..16 => 0.6,
        16..24 => 0.85,
        24..32 => 0.92,
        32..48 => 0.96,
        48..80 => 0.98,
        _ => 0.995,
    };
    // The same lead says less in a long text.
    let confidence = if words >= 20 && lead < 48 { by_lead - 0.15 } else { by_lead };
    named(language, confidence, sample)
}

/// A label, less sure where the text is names only, and a guess below 0.6.
pub(crate) fn named(language: Language, confidence: f32, sample: &Sample) -> Detection {
    let confidence = if is_names_only(sample) { confidence.min(0.55) } else { confidence };
    let confidence = (confidence * 1000.0).round() / 1000.0;
    let reason = if confidence < 0.6 { Reason::Unsure } else { Reason::Known };
    Detection::new(language, confidence, reason)
}
