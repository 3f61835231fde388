//! What can be said of a text before any model of a language is asked: no letters, no words, or a script that decides.

use super::blocks::boundary;
use super::detector::{Detection, Reason};
use super::sample::Sample;
use super::script::{self, Script};
use super::thresholds::GateThresholds;
#[cfg(any(feature = "lingua", test))]
use super::thresholds::Thresholds;

/// Bytes that tell Arabic from other languages in its script.
const ENOUGH: usize = 800;

/// The answer of the gate.
#[derive(Debug)]
pub(crate) enum Gate {
    /// No model needs to be asked.
    Decided(Detection),
    /// Words in Latin script, lower case.
    Words(Sample),
}

/// Looks at a bounded part of `text`.
#[cfg(any(feature = "lingua", test))]
pub(crate) fn examine(text: &str) -> Gate {
    weigh(text, Sample::of(text), &Thresholds::new().gate)
}

/// Judges `text` by a sample of it.
pub(crate) fn weigh(text: &str, sample: Sample, limits: &GateThresholds) -> Gate {
    if let Some(detection) = without_words(text, &sample, limits) {
        return Gate::Decided(detection);
    }
    let script = sample.script();
    if script == Script::Latin {
        return Gate::Words(sample);
    }
    let (confidence, reason) = (if sample.letters < 8 { 0.8 } else { 0.97 }, Reason::Known);
    Gate::Decided(match script::language(script, text.get(..boundary(text, ENOUGH)).unwrap_or(text)) {
        Some(language) => Detection::new(language, confidence, reason),
        None => Detection::undetermined(confidence, Reason::OtherLanguage),
    })
}

fn without_words(text: &str, sample: &Sample, limits: &GateThresholds) -> Option<Detection> {
    if sample.letters == 0 {
        let any = sample.dropped > 0 || text.chars().any(char::is_alphabetic);
        let (confidence, reason) = if any { (0.97, Reason::NotLanguage) } else { (0.99, Reason::NoLetters) };
        return Some(Detection::undetermined(confidence, reason));
    }
    if sample.letters < limits.letters && sample.script() != Script::Han {
        let reason = if sample.dropped > 3 { Reason::NotLanguage } else { Reason::TooShort };
        return Some(Detection::undetermined(0.9, reason));
    }
    let letters = sample.letters as f32;
    let code = sample.symbols >= 3 && sample.symbols as f32 > letters * limits.symbols;
    let mash = sample.unpronounceable as f32 > letters * limits.unpronounceable;
    let remnant = sample.dropped as f32 > letters * limits.dropped && sample.words < 4;
    if code || mash || remnant {
        return Some(Detection::undetermined(0.9, Reason::NotLanguage));
    }
    // "R&D", "FIFA 2022", ticker lines: capitals alone, none of them long, are names of anything.
    if sample.upper == sample.words && sample.letters <= sample.words * 4 && sample.words <= limits.capitals {
        return Some(Detection::undetermined(0.7, Reason::TooShort));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn reason(text: &str) -> Option<Reason> {
        match examine(text) {
            Gate::Decided(found) => {
                assert_eq!(found.language, Language::UND, "{text:?}");
                Some(found.reason)
            }
            Gate::Words(_) => None,
        }
    }

    #[test]
    fn no_letters() {
        for text in ["", " \t\u{A0}", "12:30", "🇫🇷🤝🇬🇧", "--- *** ---", "1 234,50 €"] {
            assert_eq!(reason(text), Some(Reason::NoLetters), "{text:?}");
        }
    }

    #[test]
    fn no_language() {
        for text in [
            "https://example.org/2021/le-ministre",
            "@press_office99",
            "{\"id\": 12, \"name\": null}",
            "sdfkjh qwrtpsdf xcvbnm",
            "dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcw",
            "if (a[i] < b[j]) { return x; }",
        ] {
            assert_eq!(reason(text), Some(Reason::NotLanguage), "{text:?}");
        }
        for text in ["R&D", "1-0 (0-0) 45+2'", "à", "FIFA 2022"] {
            assert!(matches!(reason(text), Some(Reason::TooShort | Reason::NoLetters)), "{text:?}");
        }
    }

    #[test]
    fn words_pass() {
        for text in ["Bonjour", "Sign in", "Créer un compte", "ÉTATS-UNIS", "Par Jean Dupont (avec agences)"]
        {
            assert_eq!(reason(text), None, "{text:?}");
        }
    }
}
