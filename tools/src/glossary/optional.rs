//! What the layers that are not built in have in common: which names are safe, and the sheets.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unisono::Language;
use unisono::lexicon::{self, Lexicon};

use super::{ENTITY_COLUMNS, NAME_COLUMNS, Sheet};

/// From this class on a word of the lexicon that is no name is one that texts are full of.
const COMMON: u8 = 6;

/// The languages of the layers, in the order of [`Place::names`].
pub(super) const LANGUAGES: [Language; 3] = [Language::EN, Language::FR, Language::ES];

/// A place with its name in each language, where the source has one.
pub(super) struct Place {
    pub(super) id: String,
    /// The country that it is in.
    pub(super) parent: String,
    pub(super) names: [Option<String>; 3],
    /// Of two places with one name the one with ten times the weight has it; otherwise neither.
    pub(super) weight: u64,
}

/// The bytes of a source, which must be those that the generator was written for.
pub(super) fn source(folder: &Path, file: &str, sha256: &str) -> Result<Vec<u8>, String> {
    let path: PathBuf = folder.join(file);
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if found == sha256 {
        Ok(bytes)
    } else {
        Err(format!("{}: SHA-256 is {found}, wanted {sha256}", path.display()))
    }
}

/// A name as a table has it, if it can be one.
pub(super) fn tidy(name: &str) -> Option<String> {
    let kept: String =
        name.nfc().filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')).collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ").replace('\'', "’");
    let plain = |c: char| c.is_alphabetic() || " -’.".contains(c);
    let fits = kept.chars().next().is_some_and(char::is_uppercase)
        && kept.chars().all(plain)
        && kept.chars().count() >= 3;
    fits.then_some(kept)
}

/// What the names of the built-in dictionaries come to without case, accents and spaces.
fn built_in() -> Result<BTreeSet<String>, String> {
    let mut keys = BTreeSet::new();
    for layer in ["unicode", "hand", "demonyms"] {
        let path = Path::new(super::FOLDER).join(layer).join("names.tsv");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let rows = text.lines().filter(|row| !row.starts_with('#'));
        keys.extend(rows.filter_map(|row| row.split('\t').nth(2)).map(key));
    }
    Ok(keys)
}

/// True for a word that is common in a language and no name there.
fn is_common(name: &str) -> bool {
    let word = lexicon::builtin().look_up(&name.to_lowercase());
    !name.contains([' ', '-']) && !word.is_name() && word.most() >= COMMON
}

fn key(name: &str) -> String {
    name.nfd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The two tables of the places whose names are safe enough to be found behind a preposition (names of one word) or away from
/// other capitalised words (the others).
pub(super) fn sheets(
    places: &[Place],
    kind: &str,
    source: &str,
    header: &str,
) -> Result<(Sheet, Sheet), String> {
    let built_in = built_in()?;
    let mut weights: BTreeMap<String, BTreeMap<u64, usize>> = BTreeMap::new();
    for place in places {
        let keys: BTreeSet<String> = place.names.iter().flatten().map(|name| key(name)).collect();
        for key in keys {
            *weights.entry(key).or_default().entry(place.weight).or_default() += 1;
        }
    }
    let owns = |place: &Place, name: &str| {
        let others = weights.get(&key(name)).map(BTreeMap::iter);
        let (mut most, mut count) = (0, 0);
        for (&weight, &number) in others.into_iter().flatten() {
            count += number;
            most = if weight == place.weight { most } else { most.max(weight) };
        }
        count == 1 || (most > 0 && place.weight >= most * 10 && weights[&key(name)][&place.weight] == 1)
    };
    let mut entities = Sheet { header: format!("{header}{ENTITY_COLUMNS}\n"), rows: [].into() };
    let mut rows = Sheet { header: format!("{header}{NAME_COLUMNS}\n"), rows: [].into() };
    for place in places {
        // One name that means something else makes the place doubtful in every language.
        if place
            .names
            .iter()
            .flatten()
            .any(|name| built_in.contains(&key(name)) || is_common(name) || !owns(place, name))
        {
            continue;
        }
        let [Some(first), ..] = &place.names else { continue };
        entities.rows.insert(format!("{}\t{kind}\t{}\t\t", place.id, place.parent));
        let mut add = |language: &str, name: &str| {
            let flags = if name.contains([' ', '-']) { "ctx" } else { "loc" };
            rows.rows.insert(format!("{}\t{language}\t{name}\tpref\t{flags}\t\t{source}", place.id));
        };
        if place.names.iter().all(|name| name.as_ref() == Some(first)) {
            add("mul", first);
            continue;
        }
        for (language, name) in LANGUAGES.iter().zip(&place.names) {
            if let Some(name) = name {
                add(&language.to_string(), name);
            }
        }
    }
    Ok((entities, rows))
}
