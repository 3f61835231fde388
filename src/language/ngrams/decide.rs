//! From the sums of the weights to a language, or none, and how sure that is.

use super::CLASS_LANGUAGES;
use super::model::{CORE, Model, Sums};
use super::tokens::Total;
use crate::language::calibration;
use crate::language::detector::{Detection, Reason};
use crate::language::sample::Sample;

/// The answer where there is no model.
pub(super) fn nothing() -> Detection {
    Detection::undetermined(0.5, Reason::Unsure)
}

/// The language of a text, less sure where the sample of it has names only.
pub(super) fn sampled(total: &Total, model: &Model<'_>, sample: &Sample) -> Detection {
    let found = self::total(total, model);
    if found.language.is_undetermined() {
        return found;
    }
    calibration::named(found.language, found.confidence, sample)
}

/// The language of a text.
pub(super) fn total(total: &Total, model: &Model<'_>) -> Detection {
    by_letters(&total.sums(), model, total.letters)
}

/// The language of a text of so many letters.
///
/// English, French and Spanish stand against all other languages together: a text that may be Portuguese or Italian, but
/// hardly Spanish, is not called Spanish because neither of the two is more probable alone.
fn by_letters(sums: &Sums, model: &Model<'_>, letters: u32) -> Detection {
    let mut probabilities = sums.probabilities(&model.calibration(letters));
    for (class, p) in probabilities.iter_mut().enumerate() {
        *p *= model.prior(class);
    }
    let sum: f32 = probabilities.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let probabilities = probabilities.map(|p| p / sum);
    let best = |from: usize, to: usize| {
        let classes = probabilities.iter().enumerate().skip(from).take(to - from);
        classes.fold((from, 0.0), |best, (class, &p)| if p > best.1 { (class, p) } else { best })
    };
    let (core, core_p) = best(0, CORE);
    let others = 1.0 - probabilities.iter().take(CORE).sum::<f32>();
    if core_p >= others {
        return named(core, core_p);
    }
    let (other, other_p) = best(CORE, CLASS_LANGUAGES.len());
    if other_p * 2.0 >= others {
        return named(other, other_p);
    }
    Detection::undetermined(round(others), Reason::OtherLanguage)
}

fn named(class: usize, p: f32) -> Detection {
    match CLASS_LANGUAGES.get(class) {
        Some(&language) => {
            let confidence = round(p);
            let reason = if confidence < 0.6 { Reason::Unsure } else { Reason::Known };
            Detection::new(language, confidence, reason)
        }
        None => nothing(),
    }
}

/// Three digits: no platform rounds the sums to another value.
fn round(p: f32) -> f32 {
    (p * 1000.0).round() / 1000.0
}
