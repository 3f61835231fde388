//! What each source says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unisono::lexicon::zipf_class;

use super::{Seen, Words};

/// Letters of a word at most.
const LONGEST: usize = 30;
/// The least Zipf frequency, in hundredths, of a word that stands in no list of words.
const LEAST: u16 = 200;
/// Occurrences in 10⁹ words of the classes from 2 on: ten to the power of their Zipf frequencies.
const PER_BILLION: [u64; 14] =
    [100, 316, 631, 1000, 1585, 2512, 5012, 10_000, 19_953, 39_811, 63_096, 158_489, 398_107, 1_000_000];

pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Initial,
    /// All capitals, or a capital inside: says nothing of how the word is written elsewhere.
    Other,
}

/// A word in lower case, if it is letters only.
fn word(written: &str) -> Option<(String, Case)> {
    let written: String = written.nfc().collect();
    let letters = written.chars().count();
    if letters == 0 || letters > LONGEST || !written.chars().all(char::is_alphabetic) {
        return None;
    }
    let mut capitals = written.chars().map(char::is_uppercase);
    let case = match (capitals.next(), capitals.any(|capital| capital)) {
        (Some(false), false) => Case::Lower,
        (Some(true), false) => Case::Initial,
        _ => Case::Other,
    };
    Some((written.to_lowercase(), case))
}

/// The words of tesseract: what is written with a capital only is a name.
pub(super) fn lists(folder: &Path, words: &mut Words) -> Result<(), String> {
    for (language, code) in ["eng", "fra", "spa"].into_iter().enumerate() {
        let text = read(&folder.join(format!("words-{code}.txt")))?;
        let mut seen: BTreeMap<String, (bool, bool)> = BTreeMap::new();
        for (word, case) in text.lines().filter_map(word) {
            // A letter alone, or a capital, is an abbreviation as likely as not.
            if word.chars().count() > 1 {
                let (lower, initial) = seen.entry(word).or_default();
                *lower |= case == Case::Lower;
                *initial |= case == Case::Initial;
            }
        }
        for (word, (lower, initial)) in seen {
            words.entry(word).or_default()[language].add(1, lower, initial && !lower);
        }
    }
    Ok(())
}

/// The probabilities of spaCy: natural logarithms, of words as they are written.
pub(super) fn probabilities(folder: &Path, words: &mut Words) -> Result<(), String> {
    for (language, code) in [(0, "en"), (2, "es")] {
        let path = folder.join(format!("probabilities-{code}.json"));
        let table: BTreeMap<String, f64> =
            serde_json::from_str(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut seen: BTreeMap<String, [Option<f64>; 3]> = BTreeMap::new();
        for (written, probability) in table {
            if let Some((word, case)) = word(&written) {
                let best = &mut seen.entry(word).or_default()[case as usize];
                *best = Some(best.map_or(probability, |best| best.max(probability)));
            }
        }
        for (word, [lower, initial, other]) in seen {
            let Some(best) = [lower, initial, other].into_iter().flatten().reduce(f64::max) else { continue };
            // ln 10⁹ = 20.7232658, ln 10 = 2.3025851.
            #[allow(clippy::approx_constant)] // The file was made with this one.
            let zipf = ((best + 20.723_265_8) / 2.302_585_1 * 100.0).max(0.0) as u16;
            let known = words.get(&word).is_some_and(|seen| seen[language].class > 0);
            if zipf < LEAST && !known {
                continue;
            }
            let upper = initial.is_some_and(|initial| lower.is_none_or(|lower| initial > lower + 1.1));
            let seen = &mut words.entry(word).or_default()[language];
            // A corpus knows better than a list how a word is written.
            *seen = Seen { class: seen.class, lower: false, upper: false };
            seen.add(zipf_class(zipf), lower.is_some() && !upper, upper);
        }
    }
    Ok(())
}

/// The counts of pyspellchecker, without capitals.
pub(super) fn counts(folder: &Path, words: &mut Words) -> Result<(), String> {
    for (language, code) in ["en", "fr", "es"].into_iter().enumerate() {
        let path = folder.join(format!("counts-{code}.json"));
        let table: BTreeMap<String, u64> =
            serde_json::from_str(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        let total: u64 = table.values().sum();
        for (written, count) in &table {
            let Some((word, _)) = word(written) else { continue };
            let reaches =
                |least: &&u64| u128::from(*count) * 1_000_000_000 >= u128::from(**least) * u128::from(total);
            let class = 1 + PER_BILLION.iter().filter(reaches).count() as u8;
            let known = words.get(&word).is_some_and(|seen| seen[language].class > 0);
            if known || class > 1 {
                let seen = &mut words.entry(word).or_default()[language];
                seen.add(class, false, false);
            }
        }
    }
    Ok(())
}

/// The names of the glossary, word by word.
pub(super) fn glossary(table: &str, words: &mut Words) {
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = row.split('\t').skip(1);
        let (Some(language), Some(form)) = (columns.next(), columns.next()) else { continue };
        for (word, case) in form.split(|c: char| !c.is_alphabetic()).filter_map(word) {
            if case != Case::Initial || word.chars().count() < 3 {
                continue;
            }
            let seen = words.entry(word).or_default();
            for (code, seen) in ["en", "fr", "es"].iter().zip(seen) {
                if language == *code || language == "mul" {
                    seen.add(4, false, !seen.lower);
                }
            }
        }
    }
}
