//! The built-in lexicon.

mod sources;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use unisono::Language;
use unisono::lexicon::{Entry, Table};

const FILE: &str = "dictionaries/lexicon/words.bin";
/// The sums of the sources, in the format of `sha256sum`.
const SUMS: &str = "dictionaries/lexicon/sources.sha256";
const GLOSSARY: [&str; 3] = [
    "dictionaries/glossary/unicode/names.tsv",
    "dictionaries/glossary/hand/names.tsv",
    "dictionaries/glossary/demonyms/names.tsv",
];
const HEADER: &str = "# Words of English, French and Spanish: how common each is, and whether it is a name.
# origin: tesseract-ocr-eng, -fra, -spa 1:4.1.0 (words; Apache-2.0, Copyright Google), spacy-lookups-data 1.0.5 (frequencies of
#   English and Spanish; MIT, Copyright ExplosionAI), pyspellchecker 0.9.1 (frequencies; MIT, Copyright Tyler Barrus),
#   dictionaries/glossary (names); no copyleft source
# licence: Apache-2.0 AND MIT AND Unicode-3.0
# version: 1
# generator: cargo run -p unisono-tools -- lexicon --sources FOLDER (filled by tools/src/lexicon/sources.sh)";

/// What the sources say of one word in one language.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    class: u8,
    /// Written without a capital, or with one.
    lower: bool,
    upper: bool,
}

impl Seen {
    fn add(&mut self, class: u8, lower: bool, upper: bool) {
        self.class = self.class.max(class);
        self.lower |= lower;
        self.upper |= upper;
    }
}

/// English, French, Spanish.
type Words = BTreeMap<String, [Seen; 3]>;
const LANGUAGES: [Language; 3] = [Language::EN, Language::FR, Language::ES];

pub(crate) fn run(options: &[&str]) -> Result<String, String> {
    let (folder, out) = match options {
        ["--sources", folder] => (Path::new(folder), Path::new(FILE)),
        ["--sources", folder, "--out", out] => (Path::new(folder), Path::new(out)),
        _ => return Err("options of `lexicon`: --sources FOLDER [--out FILE]".to_owned()),
    };
    check(folder)?;
    let mut words = Words::new();
    sources::lists(folder, &mut words)?;
    sources::probabilities(folder, &mut words)?;
    sources::counts(folder, &mut words)?;
    for path in GLOSSARY {
        sources::glossary(&sources::read(Path::new(path))?, &mut words);
    }
    let entries: Vec<(&str, Entry)> = words.iter().map(|(word, seen)| (word.as_str(), entry(seen))).collect();
    let bytes = Table::build(HEADER, entries.iter().copied()).map_err(|error| error.to_string())?;
    fs::write(out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    let names = entries.iter().filter(|(_, entry)| entry.is_name()).count();
    Ok(format!("{}: {} words, {names} of them names, {} bytes", out.display(), entries.len(), bytes.len()))
}

fn entry(seen: &[Seen; 3]) -> Entry {
    let entry = LANGUAGES
        .iter()
        .zip(seen)
        .fold(Entry::UNKNOWN, |entry, (&language, seen)| entry.with(language, seen.class));
    // French has a list of words only, names of other languages without capitals among them: it counts for what is French before all.
    let [en, fr, es] = seen;
    let french = fr.lower && fr.class > en.class.max(es.class);
    let doubtful = fr.lower && !en.upper && !es.upper;
    let name = (en.upper || fr.upper || es.upper) && !(en.lower || es.lower || french || doubtful);
    if name { entry.name() } else { entry }
}

/// Compares every file of the sources with its sum.
fn check(folder: &Path) -> Result<(), String> {
    let sums = sources::read(Path::new(SUMS))?;
    for (sum, name) in sums.lines().filter_map(|line| line.split_once("  ")) {
        let path = folder.join(name);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != sum {
            return Err(format!("{}: not the file that the lexicon was made from", path.display()));
        }
    }
    Ok(())
}
