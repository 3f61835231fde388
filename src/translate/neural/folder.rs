//! The files of models in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Language;

/// Smallest file that can be a model, in bytes.
const LEAST: u64 = 1 << 16;

/// The files of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Files {
    pub(super) model: PathBuf,
    pub(super) source: PathBuf,
    pub(super) target: PathBuf,
    pub(super) shortlist: Option<PathBuf>,
}

type Pair = (Language, Language);

/// The models in a folder and in the folders in it, by pair.
pub(super) fn models(folder: &Path) -> Result<BTreeMap<Pair, Files>, String> {
    let shown = folder.display();
    let mut files =
        listed(folder).map_err(|error| format!("cannot read the folder of models {shown}: {error}"))?;
    let inner: Vec<PathBuf> = files.iter().filter(|path| path.is_dir()).cloned().collect();
    for folder in inner {
        // What cannot be read in it is as if it were not there: the message below says what is missing.
        files.extend(listed(&folder).unwrap_or_default());
    }
    files.retain(|path| path.is_file());
    files.sort();
    let mut found: BTreeMap<(Pair, &str), PathBuf> = BTreeMap::new();
    for path in files {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some((part, pair)) = kind(name) else { continue };
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if matches!(extension, "gz" | "zst") {
            return Err(format!("{} is compressed: decompress it first", path.display()));
        }
        if let Some(other) = found.get(&(pair, part)) {
            let (one, other) = (other.display(), path.display());
            return Err(format!("two models for {}-{}: {one} and {other}; take one away", pair.0, pair.1));
        }
        found.insert((pair, part), path);
    }
    let mut models = BTreeMap::new();
    for ((pair, _), model) in found.iter().filter(|((_, part), _)| *part == "model") {
        let part = |name: &'static str| found.get(&(*pair, name)).cloned();
        let missing = |what: &str| format!("{} has no {what} beside it", model.display());
        if fs::metadata(model).map_or(0, |data| data.len()) < LEAST {
            return Err(format!("the model {} cannot be loaded: it is too short", model.display()));
        }
        let both = part("vocab");
        let files = Files {
            model: model.clone(),
            source: part("srcvocab").or(both.clone()).ok_or_else(|| missing("vocabulary"))?,
            target: part("trgvocab").or(both).ok_or_else(|| missing("vocabulary"))?,
            shortlist: part("lex"),
        };
        for vocabulary in [&files.source, &files.target] {
            if fs::metadata(vocabulary).map_or(0, |data| data.len()) == 0 {
                return Err(format!("the vocabulary {} is empty", vocabulary.display()));
            }
        }
        models.insert(*pair, files);
    }
    if models.is_empty() {
        return Err(format!(
            "no model in {shown}: there should be files named as model.enes.intgemm.alphas.bin, vocab.enes.spm"
        ));
    }
    Ok(models)
}

fn listed(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
}

/// What a file is by its name, `model.enes...`, `lex.50.50.enes...`.
fn kind(name: &str) -> Option<(&'static str, Pair)> {
    let part = ["model", "vocab", "srcvocab", "trgvocab", "lex"]
        .into_iter()
        .find(|part| name.strip_prefix(part).is_some_and(|rest| rest.starts_with('.')))?;
    let pair = name
        .split('.')
        .skip(1)
        .find(|word| word.len() == 4 && word.bytes().all(|letter| letter.is_ascii_lowercase()))?;
    let (from, to) = pair.split_at_checked(2)?;
    Some((part, (from.parse().ok()?, to.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[(&str, usize)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("unisono-models-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("en-es")).expect("a folder");
        for (file, size) in files {
            fs::write(folder.join(file), vec![7; *size]).expect("a file");
        }
        folder
    }

    fn error(name: &str, files: &[(&str, usize)]) -> String {
        models(&folder(name, files)).expect_err("an error")
    }

    const MODEL: (&str, usize) = ("en-es/model.enes.intgemm.alphas.bin", LEAST as usize);

    #[test]
    fn files_are_found_by_name() {
        let folder =
            folder("found", &[MODEL, ("en-es/vocab.enes.spm", 9), ("en-es/lex.50.50.enes.s2t.bin", 9)]);
        let models = models(&folder).expect("a model");
        let files = &models[&(Language::EN, Language::ES)];
        assert_eq!(files.source, files.target);
        assert!(files.shortlist.is_some());
    }

    #[test]
    fn what_is_missing_damaged_or_double_is_said() {
        assert!(error("none", &[]).contains("no model in"));
        assert!(error("vocab", &[MODEL]).contains("no vocabulary"));
        assert!(error("empty", &[MODEL, ("en-es/vocab.enes.spm", 0)]).contains("is empty"));
        assert!(error("short", &[("model.enes.bin", 5), ("vocab.enes.spm", 5)]).contains("too short"));
        assert!(error("packed", &[("model.enes.bin.zst", 5)]).contains("decompress"));
        assert!(error("two", &[MODEL, ("model.enes.bin", 5)]).contains("two models"));
    }
}
