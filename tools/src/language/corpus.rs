//! The sources, read into words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use unisono::language::training::{Word, words};

use super::classes::{FREQUENCIES, NAMED, OTHER};
use super::galician;
use super::random::Urn;

/// Paragraphs of the help of one language that are taken; its register is narrow.
const HELP: usize = 5000;
/// Of so many sentences one is kept aside for calibration.
const ASIDE: usize = 10;
/// Words that are this much more frequent in another language are no words of a list without frequencies.
const FOREIGN: u32 = 40;

/// What is known of one language.
#[derive(Debug, Default)]
pub(crate) struct Language {
    pub(crate) class: usize,
    /// How often it is drawn within its class.
    pub(crate) weight: u32,
    /// Texts to train with, in four registers: sentences, help, declaration, interface.
    pub(crate) texts: [Vec<Vec<Word>>; 4],
    /// Texts kept aside.
    pub(crate) aside: Vec<Vec<Word>>,
    /// Words of lists.
    pub(crate) list: Vec<Word>,
    /// Words by frequency.
    pub(crate) frequent: Vec<Word>,
    pub(crate) frequencies: Urn,
}

impl Language {
    /// The words of the texts, and how often they come.
    fn attested(&self) -> BTreeMap<Vec<u8>, u32> {
        let mut counts = BTreeMap::new();
        for word in self.texts.iter().flatten().flatten() {
            *counts.entry(word.letters().to_vec()).or_default() += 1;
        }
        counts
    }
}

/// Reads the folder that `sources.sh` fills.
pub(crate) fn read(folder: &Path) -> Result<Vec<Language>, String> {
    let frequencies = frequencies(folder)?;
    let mut languages = Vec::new();
    let mut declared = BTreeSet::new();
    for named in NAMED {
        let mut language = Language { class: named.class, weight: 4, ..Language::default() };
        for code in named.sentences {
            for (at, line) in lines(folder, "sentences", code)?.iter().enumerate() {
                let text = text(line);
                let to = if at % ASIDE == 0 { &mut language.aside } else { &mut language.texts[0] };
                to.push(text);
            }
        }
        for code in named.help {
            let lines = lines(folder, "help", code)?;
            let step = (lines.len() / HELP).max(1);
            for (at, line) in lines.iter().step_by(step).enumerate() {
                let aside = named.sentences.is_empty() && at % ASIDE == 0;
                let to = if aside { &mut language.aside } else { &mut language.texts[1] };
                to.push(text(line));
            }
        }
        for code in named.udhr.iter().filter(|code| exists(folder, "udhr", code)) {
            declared.insert((*code).to_owned());
            let texts = lines(folder, "udhr", code)?;
            language.texts[2].extend(texts.iter().map(|line| text(line)));
        }
        for code in named.interface {
            for (at, line) in lines(folder, "interface", code)?.iter().enumerate() {
                let aside = named.sentences.is_empty() && at % ASIDE == 0;
                let to = if aside { &mut language.aside } else { &mut language.texts[3] };
                to.push(text(line));
            }
        }
        if named.words == ["glg"] {
            let list = spelled(folder, "glg")?;
            let portuguese = lines(folder, "sentences", "pt")?;
            for (at, line) in portuguese.iter().enumerate() {
                let to = if at % ASIDE == 0 { &mut language.aside } else { &mut language.texts[0] };
                to.push(galician::respell(line, &list));
            }
        }
        let attested = language.attested();
        for code in named.words {
            list(folder, code, &frequencies, &attested, &mut language)?;
        }
        if language.frequencies.is_empty() {
            language.frequent = attested.keys().map(|word| Word::new(word)).collect();
            language.frequencies = Urn::new(attested.values().map(|count| flatten(*count)));
        }
        languages.push(language);
    }
    let mut rest: Vec<String> = fs::read_dir(folder.join("udhr"))
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".txt").map(str::to_owned))
        .filter(|code| !declared.contains(code))
        .collect();
    rest.sort();
    for code in rest {
        let mut language = Language { class: OTHER, weight: 1, ..Language::default() };
        language.texts[2].extend(lines(folder, "udhr", &code)?.iter().map(|line| text(line)));
        languages.push(language);
    }
    for language in &mut languages {
        for texts in &mut language.texts {
            texts.retain(|text| !text.is_empty());
        }
        language.aside.retain(|text| !text.is_empty());
    }
    Ok(languages)
}

fn exists(folder: &Path, kind: &str, code: &str) -> bool {
    folder.join(kind).join(format!("{code}.txt")).exists()
}

fn lines(folder: &Path, kind: &str, code: &str) -> Result<Vec<String>, String> {
    let path = folder.join(kind).join(format!("{code}.txt"));
    let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(String::from_utf8_lossy(&text).lines().map(str::to_owned).collect())
}

/// The words of a line; tokens with digits or signs of code are left out, as the detector does.
fn text(line: &str) -> Vec<Word> {
    let mut text = Vec::new();
    for token in line.split_whitespace() {
        if !token.contains(|c: char| c.is_ascii_digit() || "/@=_{}<>\\#".contains(c)) {
            words(token, |word, _| text.push(*word));
        }
    }
    text
}

/// Word frequencies by the code of the word list; words are folded, frequencies per hundred million.
type Frequencies = BTreeMap<&'static str, BTreeMap<Vec<u8>, u32>>;

fn frequencies(folder: &Path) -> Result<Frequencies, String> {
    let mut all = Frequencies::new();
    for (list, code) in FREQUENCIES {
        let path = folder.join("frequency").join(format!("{code}.json"));
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let counts: BTreeMap<String, u64> =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let sum: u64 = counts.values().sum();
        let mut folded: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        for (word, count) in counts {
            if let Some(word) = single(&word) {
                *folded.entry(word.letters().to_vec()).or_default() +=
                    (count * 100_000_000 / sum.max(1)) as u32;
            }
        }
        all.insert(list, folded);
    }
    Ok(all)
}

/// The one word of `text`, if it is one.
fn single(text: &str) -> Option<Word> {
    let mut found = None;
    let mut count = 0;
    words(text, |word, _| {
        count += 1;
        found = Some(*word);
    });
    found
        .filter(|word| count == 1 && word.letters().len() > 1 && !text.contains(|c: char| c.is_ascii_digit()))
}

/// All words of a list.
fn spelled(folder: &Path, code: &str) -> Result<BTreeSet<Vec<u8>>, String> {
    let lines = lines(folder, "words", code)?;
    Ok(lines.iter().filter_map(|line| single(line)).map(|word| word.letters().to_vec()).collect())
}

fn list(
    folder: &Path,
    code: &str,
    frequencies: &Frequencies,
    attested: &BTreeMap<Vec<u8>, u32>,
    language: &mut Language,
) -> Result<(), String> {
    let own = frequencies.get(code);
    let elsewhere = |word: &[u8]| {
        let others = frequencies.iter().filter(|(other, _)| **other != code);
        others.filter_map(|(_, counts)| counts.get(word).copied()).max().unwrap_or(0)
    };
    let mut seen = BTreeSet::new();
    for line in lines(folder, "words", code)? {
        // Words of which the list has the capitals alone are names and acronyms.
        let small = line.chars().any(char::is_lowercase);
        let Some(word) = single(&line).filter(|_| small) else { continue };
        if !seen.insert(word.letters().to_vec()) {
            continue;
        }
        // The lists are of the web, where every language is mixed with others.
        let foreign = match own {
            Some(own) => {
                let here = own.get(word.letters()).copied().unwrap_or(0);
                elsewhere(word.letters()) > FOREIGN && here < elsewhere(word.letters()) / FOREIGN
            }
            None => elsewhere(word.letters()) > FOREIGN && !attested.contains_key(word.letters()),
        };
        if !foreign {
            language.list.push(word);
        }
    }
    if let Some(own) = own {
        let words: Vec<(&Vec<u8>, u32)> = own
            .iter()
            .filter(|(word, count)| **count > 5 && **count >= elsewhere(word) / FOREIGN)
            .map(|(word, count)| (word, *count))
            .collect();
        language.frequent = words.iter().map(|(word, _)| Word::new(word)).collect();
        language.frequencies = Urn::new(words.iter().map(|(_, count)| flatten(*count)));
    }
    Ok(())
}

/// The frequency to the power of three quarters: frequent words are less so, and rare ones come up.
fn flatten(count: u32) -> u32 {
    let root = f64::from(count).sqrt();
    (root * root.sqrt()).round() as u32 + 1
}
