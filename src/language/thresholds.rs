//! The numbers that decide between two answers, as options.

use std::collections::BTreeMap;

use super::Language;

/// The numbers that decide between two answers. The defaults are what the figures of the model card were measured with.
///
/// In a configuration it is a table of the stage; what is not named keeps its default:
///
/// ```toml
/// [stage.thresholds]
/// confidence = { gl = 0.8 }
/// spans = { quotation = 3.0 }
/// gate = { letters = 5 }
/// ```
///
/// ```
/// use unisono::Language;
/// use unisono::language::{LanguageDetector, NGrams, Thresholds};
/// let mut thresholds = Thresholds::new();
/// thresholds.gate.letters = 20;
/// let detector = NGrams::new().with_thresholds(thresholds)?;
/// assert_eq!(detector.detect("Bonjour à tous").language, Language::UND);
/// # Ok::<(), unisono::language::InvalidThreshold>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Thresholds {
    /// The least confidence of a language, 0 to 1, before its spans are given as `und`: instead of `min_confidence` for the
    /// languages that are named here. Read by [`IdentifyLanguage`](super::IdentifyLanguage); a detector by itself keeps every
    /// label.
    pub confidence: BTreeMap<Language, f32>,
    /// Where a paragraph changes its language.
    pub spans: SpanThresholds,
    /// What is no language.
    pub gate: GateThresholds,
    /// The confidence, 0 to 1, from which a line keeps its own language whatever stands around it: a line of less than 20
    /// letters, of less than 40, of less than 80, a longer one.
    pub inherit: [f32; 4],
}

/// Where a paragraph changes its language. Costs and the lead of a language over another are on the scale of the model: a
/// word of six letters that only one of two languages has leads by 2 to 4.
///
/// ```
/// let costs = unisono::language::Thresholds::new().spans;
/// assert!(costs.clause > costs.sentence && costs.sentence > costs.quotation);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct SpanThresholds {
    /// What a change of language costs between two words of a clause, 0 or more.
    pub clause: f32,
    /// What it costs at a quotation mark, bracket, dash or colon, 0 or more.
    pub quotation: f32,
    /// What it costs behind a sentence, 0 or more.
    pub sentence: f32,
    /// What the weights of a name are multiplied by, 0 to 1: names stand in texts of any language.
    pub name: f32,
    /// Words that a part of a paragraph has at least.
    pub words: u32,
    /// Letters that a part of a paragraph has at least.
    pub letters: u32,
}

/// What is no language, or too short for one.
///
/// ```
/// assert_eq!(unisono::language::Thresholds::new().gate.letters, 3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct GateThresholds {
    /// Letters that a text has at least to be in a language, but for Chinese.
    pub letters: u32,
    /// Signs of program code for each letter, 0 or more, above which a text is code.
    pub symbols: f32,
    /// The share of letters in words that nobody could pronounce, 0 to 1, above which a text is no language.
    pub unpronounceable: f32,
    /// Letters in addresses and identifiers for each other letter, 0 or more, above which up to three words are no language.
    pub dropped: f32,
    /// A text of up to so many words, all of them short and in capitals, is an acronym or a ticker.
    pub capitals: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::new()
    }
}

impl Default for SpanThresholds {
    fn default() -> Self {
        Thresholds::new().spans
    }
}

impl Default for GateThresholds {
    fn default() -> Self {
        Thresholds::new().gate
    }
}

impl Thresholds {
    /// The defaults.
    ///
    /// ```
    /// use unisono::language::Thresholds;
    /// assert_eq!(Thresholds::new(), Thresholds::default());
    /// ```
    pub const fn new() -> Self {
        Self {
            confidence: BTreeMap::new(),
            spans: SpanThresholds {
                clause: 9.0,
                quotation: 1.5,
                sentence: 2.25,
                name: 0.5,
                words: 2,
                letters: 10,
            },
            gate: GateThresholds {
                letters: 3,
                symbols: 0.125,
                unpronounceable: 0.5,
                dropped: 4.0,
                capitals: 3,
            },
            inherit: [0.93, 0.85, 0.75, 0.6],
        }
    }

    /// Checks every number against its range.
    pub(crate) fn check(&self) -> Result<(), InvalidThreshold> {
        let Self { confidence, spans, gate, inherit } = self;
        let shares = confidence
            .values()
            .map(|&least| ("confidence", least))
            .chain(inherit.iter().map(|&least| ("inherit", least)))
            .chain([("spans.name", spans.name), ("gate.unpronounceable", gate.unpronounceable)]);
        let amounts = [
            ("spans.clause", spans.clause),
            ("spans.quotation", spans.quotation),
            ("spans.sentence", spans.sentence),
            ("gate.symbols", gate.symbols),
            ("gate.dropped", gate.dropped),
        ];
        for (name, share) in shares {
            if !(0.0..=1.0).contains(&share) {
                return Err(InvalidThreshold { name, most: 1.0, found: share });
            }
        }
        for (name, amount) in amounts {
            if !(0.0..=MOST).contains(&amount) {
                return Err(InvalidThreshold { name, most: MOST, found: amount });
            }
        }
        Ok(())
    }

    /// The least confidence of `language` before it is given as `und`.
    pub(crate) fn confidence_of(&self, language: Language, otherwise: f32) -> f32 {
        self.confidence.get(&language).copied().unwrap_or(otherwise)
    }
}

/// Larger costs would be lost in the sums of a long paragraph.
const MOST: f32 = 1000.0;

/// A threshold out of its range.
///
/// ```
/// use unisono::language::{NGrams, Thresholds};
/// let mut thresholds = Thresholds::new();
/// thresholds.spans.clause = -1.0;
/// let error = NGrams::new().with_thresholds(thresholds).unwrap_err();
/// assert_eq!(error.to_string(), "the threshold `spans.clause` is -1, but has to be 0 to 1000");
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("the threshold `{name}` is {found}, but has to be 0 to {most}")]
pub struct InvalidThreshold {
    name: &'static str,
    most: f32,
    found: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_checked() {
        let wrong: [fn(&mut Thresholds); 10] = [
            |all| all.inherit[3] = f32::NAN,
            |all| all.inherit[0] = 1.5,
            |all| all.spans.name = -0.1,
            |all| all.spans.clause = f32::INFINITY,
            |all| all.spans.quotation = -1.0,
            |all| all.spans.sentence = 2000.0,
            |all| all.gate.symbols = -1.0,
            |all| all.gate.unpronounceable = 2.0,
            |all| all.gate.dropped = f32::NAN,
            |all| {
                all.confidence.insert(Language::FR, 1.1);
            },
        ];
        assert_eq!(Thresholds::new().check(), Ok(()));
        for (at, change) in wrong.into_iter().enumerate() {
            let mut thresholds = Thresholds::new();
            change(&mut thresholds);
            assert!(thresholds.check().is_err(), "{at}");
        }
    }
}
