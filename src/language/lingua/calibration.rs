//! From scores to probabilities: how often a label is right, by the length of the text.
//!
//! The weights are logistic regressions on 26,000 texts of 1 to 60 words in 24 languages, cut from the test sentences
//! (Leipzig Corpora Collection, CC BY) that the `lingua` model crates carry: English, French, Spanish and all others
//! weighted alike. Everything is plain arithmetic and tables, the same on every platform.

use crate::language::Language;
use crate::language::calibration::named;
use crate::language::detector::{Detection, Reason};
use crate::language::function_words::Evidence;
use crate::language::sample::Sample;

/// What function words beyond doubt are worth.
pub(super) const BEYOND_DOUBT: f32 = 0.999;

/// Texts under so many letters that are probably in another language than the likeliest are [`Reason::Unsure`].
const SHORT: u32 = 20;

/// Weights of the logistic regression: constant, log odds of the model, lead of the function words in sixteenths,
/// tenths of the words that are known.
type Weights = [f32; 4];

/// For a label that is asked for (English, French, Spanish): texts under so many letters, and their weights.
const ASKED: [(u32, Weights); 6] = [
    (10, [1.18, 0.66, 1.76, 0.39]),
    (20, [0.85, 0.57, 1.77, 0.73]),
    (40, [0.14, 0.94, 1.46, 1.12]),
    (80, [-1.66, 0.91, 1.04, 1.63]),
    (120, [-3.19, 1.13, 0.95, 1.83]),
    (u32::MAX, [-4.20, 0.36, 0.55, 2.34]),
];

/// For a background label, the probability that the text is in none of the three.
const BACKGROUND: [(u32, Weights); 4] = [
    (10, [0.82, 0.84, 2.24, -0.17]),
    (20, [2.07, 1.15, 2.15, -0.44]),
    (40, [3.24, 0.33, 2.09, -0.70]),
    (u32::MAX, [5.45, 0.60, 2.00, -2.00]),
];

/// True if the function words alone settle the language: 2 errors in 1,657 texts.
pub(super) fn is_beyond_doubt(lead: u32, share: u32, words: u32) -> bool {
    words >= 10 && lead >= 64 && share >= 30
}

/// The answer of an open set: the model's language, unless the words and letters speak against it.
pub(super) fn open(language: Language, raw: u32, evidence: &Evidence, sample: &Sample) -> Detection {
    let galician = Language::of(*b"gl\0");
    let ahead = evidence.score(galician).saturating_sub(evidence.score(language));
    if ahead >= 16 && (language == Language::ES || language.code() == "pt") {
        return Detection::new(galician, if ahead >= 48 { 0.97 } else { 0.85 }, Reason::Known);
    }
    let lead = evidence.lead(language).unwrap_or(0);
    // Foreign names in a sentence that is otherwise plain.
    if lead < 32 && evidence.is_foreign_to(language, sample.letters) {
        return Detection::undetermined(0.95, Reason::OtherLanguage);
    }
    let lead = lead.clamp(-32, 64) as f32 / 16.0;
    let share = evidence.share(language).unwrap_or(0).min(40) as f32 / 10.0;
    let probability = |table: &[(u32, Weights)]| {
        let row = table.iter().find(|(below, _)| sample.letters < *below);
        let [constant, model, words, known] = row.map_or([0.0; 4], |(_, weights)| *weights);
        logistic(constant + model * log_odds(raw) + words * lead + known * share)
    };
    let (best, best_lead) = evidence.best();
    let best_share = evidence.share(best).unwrap_or(0);
    if !is_asked(language) {
        let other = probability(&BACKGROUND);
        if evidence.words() >= 8 && evidence.share(language).is_some_and(|share| share < 8) && best_share < 25
        {
            return Detection::undetermined(other.max(0.5), Reason::OtherLanguage);
        }
        // Swedish and Polish have no function words here that could outweigh those of another language.
        let unheard = evidence.lead(language).is_none() && raw < 600 && best_share >= 25;
        return if (other < 0.5 || unheard) && is_asked(best) && best_lead >= 16 {
            named(best, (1.0 - other).max(0.7), sample)
        } else {
            named(language, other.max(0.5), sample)
        };
    }
    let right = probability(&ASKED);
    // Hardly a known word among twenty: two in a thousand texts of the language, nine in ten of others.
    let strange = evidence.words() >= 20 && share < 0.8;
    if right >= 0.5 && !strange {
        return named(language, right, sample);
    }
    if best != language && (best_lead >= 32 && best_share >= 20 || best_lead >= 16 && best_share >= 25) {
        return named(best, 0.8, sample);
    }
    let reason = if sample.letters < SHORT { Reason::Unsure } else { Reason::OtherLanguage };
    Detection::undetermined(if strange { 0.95 } else { 1.0 - right }, reason)
}

/// The answer of a closed set: the model's language.
pub(super) fn closed(language: Language, raw: u32, sample: &Sample) -> Detection {
    let raw = raw as f32 / 1000.0;
    // With three languages the model is right far more often than it says, from a few words on.
    let share = if sample.letters < 10 { 0.5 } else { 0.25 };
    named(language, 1.0 - (1.0 - raw) * share - 0.002, sample)
}

fn is_asked(language: Language) -> bool {
    [Language::EN, Language::FR, Language::ES].contains(&language)
}

/// The natural logarithm of the odds of so many thousandths, between 0.02 and 0.998.
fn log_odds(thousandths: u32) -> f32 {
    const POINTS: [(f32, f32); 14] = [
        (0.02, -3.892),
        (0.05, -2.944),
        (0.1, -2.197),
        (0.2, -1.386),
        (0.3, -0.847),
        (0.4, -0.405),
        (0.5, 0.0),
        (0.6, 0.405),
        (0.7, 0.847),
        (0.8, 1.386),
        (0.9, 2.197),
        (0.95, 2.944),
        (0.98, 3.892),
        (0.998, 6.213),
    ];
    interpolate(&POINTS, thousandths as f32 / 1000.0)
}

/// The probability of the log odds `x`.
fn logistic(x: f32) -> f32 {
    const POINTS: [(f32, f32); 13] = [
        (-7.0, 0.001),
        (-5.0, 0.007),
        (-4.0, 0.018),
        (-3.0, 0.047),
        (-2.0, 0.119),
        (-1.0, 0.269),
        (0.0, 0.5),
        (1.0, 0.731),
        (2.0, 0.881),
        (3.0, 0.953),
        (4.0, 0.982),
        (5.0, 0.993),
        (7.0, 0.999),
    ];
    interpolate(&POINTS, x)
}

/// The line through `points` at `x`; flat outside them.
fn interpolate(points: &[(f32, f32)], x: f32) -> f32 {
    let after = points.partition_point(|&(at, _)| at <= x);
    match (after.checked_sub(1).and_then(|before| points.get(before)), points.get(after)) {
        (Some(&(from, low)), Some(&(to, high))) => low + (x - from) / (to - from) * (high - low),
        (Some(&(_, last)), None) => last,
        (None, first) => first.map_or(0.0, |&(_, value)| value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_never_lowers_a_probability() {
        let odds: Vec<f32> = (0..=1000).map(log_odds).collect();
        assert!(odds.windows(2).all(|pair| pair[0] <= pair[1]));
        let probabilities: Vec<f32> = (-100..100).map(|x| logistic(x as f32 / 10.0)).collect();
        assert!(probabilities.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(ASKED.iter().all(|(_, weights)| weights[1..].iter().all(|weight| *weight > 0.0)));
    }

    #[test]
    fn the_curve_is_symmetric() {
        for x in [0.0, 0.5, 1.7, 3.0, 9.0] {
            assert!((logistic(x) + logistic(-x) - 1.0).abs() < 0.001, "{x}");
        }
    }
}
