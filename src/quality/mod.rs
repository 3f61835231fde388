//! Rules of quality, as large text collections use them: is this a text, or a list, a page of scripts, the same line again and again?
//!
//! [`measure`] takes the figures of a text and compares each with a limit. The rules and their limits are those of three papers; every
//! limit can be changed and every rule switched off.
//!
//! ```
//! use unisono::{Language, quality::measure};
//! let quality = measure("Share\nShare\nShare", Language::EN);
//! assert_eq!(quality.failed().next().map(|measured| measured.rule), Some("gopher-few-words"));
//! assert_eq!(quality.get("gopher-duplicate-lines").map(|measured| measured.value), Some(0.6667));
//! ```
//!
//! | prefix | source |
//! |---|---|
//! | `gopher-` | Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training Gopher", A.1.1 and table A1 |
//! | `c4-` | Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", 2.2 |
//! | `fineweb-` | Penedo et al. 2024, "The `FineWeb` Datasets: Decanting the Web for the Finest Text Data at Scale", 3.6 |
//!
//! What differs from the papers: words are stretches without white space that have a letter or a digit, without the punctuation around
//! them. The rule on stop words knows those of English, French and Spanish and is left out for other languages. Lines end well with `.` `!` `?`
//! `…` and with closing marks of all three languages. The figures on repeated runs of words are taken from the first 200,000 words, and a run
//! has to stand twice to be the most frequent one. C4 removes lines; here only its rules on whole pages stand, with the
//! sentences of the lines that it would keep. Its list of bad words is not part of this crate.
//!
//! News is full of short texts that are good: `gopher-few-words` and `c4-few-sentences` reject them, so begin with the mode `tag` and look.

mod lines;
mod repetition;
mod rule;
mod stage;
mod stop_words;
#[cfg(test)]
mod tests;
mod words;

pub use rule::{Bound, QualityRule, RULES};
pub use stage::{Mode, QualityFilter};

use crate::language::Language;
use lines::Lines;
use words::Words;

/// A figure of a text and the limit that it was compared with.
///
/// ```
/// use unisono::{Language, quality::measure};
/// let quality = measure("One two three.", Language::EN);
/// let words = quality.get("gopher-few-words").unwrap();
/// assert_eq!((words.value, words.limit, words.failed), (3.0, 50.0, true));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Measured {
    /// Id of the rule.
    pub rule: &'static str,
    /// The figure, rounded to four digits behind the point: a number, or a share from 0 to 1.
    pub value: f64,
    /// What it was compared with.
    pub limit: f64,
    /// True when it is under a least or over a most.
    pub failed: bool,
}

/// What was measured of a text, in the order of [`RULES`].
///
/// ```
/// use unisono::{Language, quality::measure};
/// assert!(measure("{", Language::UND).failed().any(|measured| measured.rule == "c4-curly-brackets"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    measured: Vec<Measured>,
}

impl Quality {
    /// All figures; those of rules that are switched off, or that do not apply to the language, are missing.
    ///
    /// ```
    /// use unisono::{Language, quality::{RULES, measure}};
    /// assert_eq!(measure("Ja.", Language::EN).measured().len(), RULES.len());
    /// assert_eq!(measure("Ja.", "de".parse()?).measured().len(), RULES.len() - 1);
    /// # Ok::<(), unisono::language::InvalidLanguage>(())
    /// ```
    pub fn measured(&self) -> &[Measured] {
        &self.measured
    }

    /// The figure of a rule.
    ///
    /// ```
    /// use unisono::{Language, quality::measure};
    /// assert!(measure("Yes.", Language::EN).get("no-such-rule").is_none());
    /// ```
    pub fn get(&self, rule: &str) -> Option<Measured> {
        self.measured.iter().find(|measured| measured.rule == rule).copied()
    }

    /// The rules that the text fails.
    ///
    /// ```
    /// use unisono::{Language, quality::measure};
    /// assert!(measure("Yes.", Language::EN).failed().count() > 0);
    /// ```
    pub fn failed(&self) -> impl Iterator<Item = Measured> + '_ {
        self.measured.iter().filter(|measured| measured.failed).copied()
    }
}

/// Measures a text against all [`RULES`], with their own limits. `language` chooses the stop words and how sentences are found.
///
/// Takes time linear in the bytes of the text.
///
/// ```
/// use unisono::{Language, quality::measure};
/// assert_eq!(measure("a # b", Language::EN).get("gopher-hashes").map(|measured| measured.value), Some(0.5));
/// ```
pub fn measure(text: &str, language: Language) -> Quality {
    let limits: Vec<Option<f64>> = RULES.iter().map(|rule| Some(rule.limit)).collect();
    measure_with(text, language, &limits)
}

/// As [`measure`], with a limit for each rule; those without one are left out.
fn measure_with(text: &str, language: Language, limits: &[Option<f64>]) -> Quality {
    let asked = |prefix: &str| {
        RULES.iter().zip(limits).any(|(rule, limit)| limit.is_some() && rule.id.starts_with(prefix))
    };
    let words = Words::of(text, stop_words::of(language));
    let lines = Lines::of(text, language, asked("c4-few-sentences"));
    let runs = asked("gopher-top-") || asked("gopher-duplicate-");
    let runs = if runs { repetition::runs(&words.list) } else { repetition::Runs::default() };
    let characters = text.chars().count() as u64;
    let mut measured = Vec::with_capacity(RULES.len());
    for (rule, limit) in RULES.iter().zip(limits) {
        let Some(limit) = *limit else { continue };
        let Some(value) = value(rule.id, &words, &lines, &runs, characters, text) else { continue };
        let value = (value * 10_000.0).round() / 10_000.0;
        let failed = match rule.bound {
            Bound::Least => value < limit,
            Bound::Most => value > limit,
        };
        measured.push(Measured { rule: rule.id, value, limit, failed });
    }
    Quality { measured }
}

/// The figure of a rule; `None` when it does not apply.
fn value(
    rule: &str,
    words: &Words,
    lines: &Lines,
    runs: &repetition::Runs,
    characters: u64,
    text: &str,
) -> Option<f64> {
    let share = |of: u64, all: u64| if all == 0 { 0.0 } else { of as f64 / all as f64 };
    // Runs that overlap ("the the the") count each of their words more than once.
    let run = |from: &[u64; 11], length: usize| {
        share(from.get(length).copied().unwrap_or(0).min(characters), characters)
    };
    Some(match rule {
        "gopher-few-words" | "gopher-many-words" => words.count as f64,
        "gopher-short-words" | "gopher-long-words" => share(words.characters, words.count),
        "gopher-hashes" => share(words.hashes, words.count),
        "gopher-ellipses" => share(words.ellipses, words.count),
        "gopher-bullet-lines" => share(lines.bullets, lines.count),
        "gopher-ellipsis-lines" => share(lines.ellipses, lines.count),
        "gopher-letters" => share(words.lettered, words.tokens),
        "gopher-stop-words" => f64::from(words.stops?),
        "gopher-duplicate-lines" => share(lines.duplicates, lines.count),
        "gopher-duplicate-paragraphs" => share(lines.duplicate_paragraphs, lines.paragraphs),
        "gopher-duplicate-line-characters" | "fineweb-duplicate-line-characters" => {
            share(lines.duplicate_characters, lines.characters)
        }
        "gopher-duplicate-paragraph-characters" => {
            share(lines.duplicate_paragraph_characters, lines.characters)
        }
        "gopher-top-2-gram" => run(&runs.top, 2),
        "gopher-top-3-gram" => run(&runs.top, 3),
        "gopher-top-4-gram" => run(&runs.top, 4),
        "gopher-duplicate-5-grams" => run(&runs.duplicate, 5),
        "gopher-duplicate-6-grams" => run(&runs.duplicate, 6),
        "gopher-duplicate-7-grams" => run(&runs.duplicate, 7),
        "gopher-duplicate-8-grams" => run(&runs.duplicate, 8),
        "gopher-duplicate-9-grams" => run(&runs.duplicate, 9),
        "gopher-duplicate-10-grams" => run(&runs.duplicate, 10),
        "c4-few-sentences" => lines.sentences as f64,
        "c4-curly-brackets" => memchr::memchr_iter(b'{', text.as_bytes()).count() as f64,
        "c4-lorem-ipsum" => lines.lorem_ipsum as f64,
        "fineweb-line-ends" => share(lines.ended, lines.count),
        "fineweb-short-lines" => share(lines.short, lines.count),
        "fineweb-line-feeds" => share(lines.feeds, words.count),
        _ => return None,
    })
}
