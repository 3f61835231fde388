//! From the paragraphs of a document to its languages: who inherits from whom, and what the document is in.

use std::collections::HashMap;
use std::ops::Range;

use super::Language;
use super::blocks::{self, Block};
use super::detector::{Detection, LanguageDetector, LanguageRange, Reason};
use super::shares;
use super::thresholds::Thresholds;

/// Lines up to this length are looked up among those already seen in the document.
const MEMO_BYTES: usize = 200;
/// Different lines that are remembered in one document.
const MEMO_LINES: usize = 1024;

/// The languages of a document.
///
/// ```
/// use unisono::Language;
/// use unisono::language::{built_in, profile};
/// let text = "Los ministros se reunieron ayer en Madrid\n\n\
///             Le ministre des Affaires étrangères a été reçu hier à Madrid par son homologue espagnol.\n\
///             Les deux hommes ont évoqué la situation dans la région et les projets de coopération.";
/// let profile = profile(built_in(), text);
/// assert_eq!(profile.language, Language::FR);
/// assert_eq!(profile.ranges.len(), 2);
/// assert_eq!(profile.shares[1].0, Language::ES);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LanguageProfile {
    /// The language of most letters.
    pub language: Language,
    /// The probability that `language` is right, 0 to 1: the mean over the letters in that language.
    pub confidence: f32,
    /// Why this language: the reason of the largest range in it.
    pub reason: Reason,
    /// The ranges of the text, in order, disjoint, on character boundaries; every letter is in one.
    pub ranges: Vec<LanguageRange>,
    /// The share of the letters that each language has, 0 to 1, largest first. Letters that are no words, as in addresses
    /// and code, count only where there are no others.
    pub shares: Vec<(Language, f32)>,
}

impl LanguageProfile {
    /// The language of the document alone.
    ///
    /// ```
    /// use unisono::language::{built_in, profile};
    /// assert_eq!(profile(built_in(), "Bonjour à tous").detection().language.code(), "fr");
    /// ```
    pub fn detection(&self) -> Detection {
        Detection::new(self.language, self.confidence, self.reason)
    }

    /// Sums up the languages of `text` from ranges that a detector gave.
    pub(crate) fn from_ranges(text: &str, ranges: Vec<LanguageRange>) -> Self {
        let pieces = ranges.iter().filter_map(|range| {
            let piece = text.get(range.range.clone())?;
            Some((piece, range.language, range.confidence, range.reason))
        });
        let sums = shares::of(pieces);
        let all = sums.iter().map(|share| share.letters).sum();
        let main = sums.first().map_or(Detection::undetermined(0.99, Reason::NoLetters), |main| {
            // Four digits are what the confidences of paragraphs are worth.
            let mean = (main.confidence() * 10_000.0).round() / 10_000.0;
            Detection::new(main.language, mean as f32, main.reason)
        });
        Self {
            language: main.language,
            confidence: main.confidence,
            reason: main.reason,
            ranges,
            shares: sums.iter().map(|share| (share.language, share.of(all))).collect(),
        }
    }
}

/// The languages of a document by `detector`.
///
/// ```
/// use unisono::language::{NGrams, profile};
/// let profile = profile(&NGrams::new(), "El ministro dijo que no.\n12:30\nhttps://example.org/a");
/// assert_eq!(profile.language.code(), "es");
/// assert_eq!(profile.ranges.len(), 2);
/// ```
pub fn profile<D: LanguageDetector + ?Sized>(detector: &D, text: &str) -> LanguageProfile {
    let mut ranges = Vec::new();
    detector.spans(text, &mut ranges);
    LanguageProfile::from_ranges(text, ranges)
}

/// A block with letters and what was found in it.
#[derive(Debug)]
pub(crate) struct Labelled {
    block: Block,
    found: Detection,
    /// Sure by itself; others may inherit from it.
    decided: bool,
}

impl Labelled {
    pub(crate) fn new(block: Block, found: Detection, inherit: &[f32; 4]) -> Self {
        let decided = is_decided(found, block.letters, inherit);
        Self { block, found, decided }
    }

    /// A part of a paragraph whose neighbours are in other languages: it stands by itself.
    pub(crate) fn part(block: Block, found: Detection) -> Self {
        Self { block, found, decided: true }
    }
}

/// The languages of a document by its paragraphs.
pub(crate) fn spans<D: LanguageDetector + ?Sized>(detector: &D, text: &str, out: &mut Vec<LanguageRange>) {
    settle(label(detector, text), out);
}

/// Lets what is undecided inherit, and puts the blocks together.
pub(crate) fn settle(mut labelled: Vec<Labelled>, out: &mut Vec<LanguageRange>) {
    let main = main_language(&labelled);
    inherit(&mut labelled, main);
    tile(&labelled, out);
}

fn label<D: LanguageDetector + ?Sized>(detector: &D, text: &str) -> Vec<Labelled> {
    let inherit = Thresholds::new().inherit;
    let mut memo = Memo::default();
    let mut labelled = Vec::new();
    for block in blocks::of(text) {
        let Some(piece) = text.get(block.range.clone()) else { continue };
        let found = memo.get(piece).unwrap_or_else(|| detector.detect(piece));
        memo.put(piece, found);
        labelled.push(Labelled::new(block, found, &inherit));
    }
    labelled
}

/// The short lines of a document that were seen already; what is found does not depend on it.
#[derive(Debug, Default)]
pub(crate) struct Memo<'t>(HashMap<&'t str, Detection>);

impl<'t> Memo<'t> {
    pub(crate) fn get(&self, line: &str) -> Option<Detection> {
        if line.len() > MEMO_BYTES {
            return None;
        }
        self.0.get(line).copied()
    }

    pub(crate) fn put(&mut self, line: &'t str, found: Detection) {
        if line.len() <= MEMO_BYTES && self.0.len() < MEMO_LINES {
            self.0.insert(line, found);
        }
    }
}

/// True if a line of so many letters needs nobody to vouch for it.
fn is_decided(found: Detection, letters: usize, inherit: &[f32; 4]) -> bool {
    let [tiny, short, middle, long] = *inherit;
    let needed = match letters {
        0..20 => tiny,
        20..40 => short,
        40..80 => middle,
        _ => long,
    };
    match found.reason {
        Reason::Known | Reason::OtherLanguage => found.confidence >= needed,
        Reason::NotLanguage => true,
        Reason::NoLetters | Reason::TooShort | Reason::Unsure => false,
    }
}

/// The language with most letters among the decided blocks; if there are none, among the guesses.
fn main_language(labelled: &[Labelled]) -> Option<Language> {
    let most = |decided: bool| {
        let mut sums: Vec<(Language, f64)> = Vec::new();
        for one in labelled {
            let language = one.found.language;
            if one.decided != decided || language.is_undetermined() {
                continue;
            }
            let weight = one.block.letters as f64 * f64::from(one.found.confidence);
            match sums.iter_mut().find(|(known, _)| *known == language) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((language, weight)),
            }
        }
        sums.into_iter()
            .fold(None::<(Language, f64)>, |best, sum| match best {
                Some(best) if best.1 >= sum.1 => Some(best),
                _ => Some(sum),
            })
            .map(|(language, _)| language)
    };
    most(true).or_else(|| most(false))
}

/// Gives every undecided block the language of its surroundings, or its own where they agree with it.
fn inherit(labelled: &mut [Labelled], main: Option<Language>) {
    let Some(main) = main else { return };
    let source = |one: &Labelled| {
        (one.decided && !one.found.language.is_undetermined())
            .then_some((one.found.language, one.found.confidence))
    };
    let mut next = vec![None; labelled.len()];
    let mut coming = None;
    for (one, next) in labelled.iter().zip(&mut next).rev() {
        *next = coming;
        coming = source(one).or(coming);
    }
    let mut previous = None;
    for (one, next) in labelled.iter_mut().zip(next) {
        if one.decided {
            previous = source(one).or(previous);
            continue;
        }
        let around = [previous, next];
        let own = one.found.language;
        if own == main || around.iter().flatten().any(|&(language, _)| language == own) {
            one.found.confidence = one.found.confidence.max(0.5 + one.found.confidence / 2.0);
            one.found.reason = Reason::Known;
            continue;
        }
        let (language, confidence) = match around {
            [Some(before), Some(after)] if before.0 == after.0 => before,
            [Some(before), Some(after)] => {
                if after.0 == main {
                    after
                } else {
                    before
                }
            }
            [Some(one), None] | [None, Some(one)] => one,
            [None, None] => (main, 0.5),
        };
        one.found = Detection::new(language, confidence * 0.85, one.found.reason);
        one.found.inherited = true;
    }
}

/// Puts blocks of one language together; what lies between two ranges belongs to the one before.
fn tile(labelled: &[Labelled], out: &mut Vec<LanguageRange>) {
    let from = out.len();
    let mut weights = Weights::default();
    for Labelled { block, found, .. } in labelled {
        let open = if out.len() > from { out.last_mut() } else { None };
        if let Some(last) = open {
            let alike = last.language == found.language
                && (!found.language.is_undetermined() || last.reason == found.reason);
            if alike {
                last.range.end = block.range.end;
                last.inherited &= found.inherited;
                weights.add(block.letters, *found);
                last.confidence = weights.mean();
                last.reason = weights.reason(last.reason);
                continue;
            }
            last.range.end = block.range.start;
        }
        weights = Weights::default();
        weights.add(block.letters, *found);
        out.push(LanguageRange {
            range: Range { start: block.range.start, end: block.range.end },
            language: found.language,
            confidence: found.confidence,
            reason: found.reason,
            inherited: found.inherited,
        });
    }
}

/// The parts of the range that is being put together.
#[derive(Default)]
struct Weights {
    letters: usize,
    sum: f64,
    largest: usize,
    largest_reason: Option<Reason>,
}

impl Weights {
    fn add(&mut self, letters: usize, found: Detection) {
        self.letters += letters;
        self.sum += f64::from(found.confidence) * letters as f64;
        if letters > self.largest {
            (self.largest, self.largest_reason) = (letters, Some(found.reason));
        }
    }

    fn mean(&self) -> f32 {
        let mean = self.sum / self.letters.max(1) as f64;
        ((mean * 10_000.0).round() / 10_000.0) as f32
    }

    fn reason(&self, otherwise: Reason) -> Reason {
        self.largest_reason.unwrap_or(otherwise)
    }
}
