//! The model of the language detector.

mod calibrate;
mod classes;
mod corpus;
mod galician;
mod random;
mod train;

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use unisono::language::training::{Calibration, HEADER, MAGIC, STORED};

const FILE: &str = "dictionaries/language/ngrams.bin";
/// The sums of the sources, in the format of `sha256sum`.
const SUMS: &str = "dictionaries/language/sources.sha256";
/// Pieces of text that the model is trained with.
const PIECES: usize = 16_000_000;

pub(crate) fn run(options: &[&str]) -> Result<String, String> {
    let (sources, out) = match options {
        ["--sources", sources] => (Path::new(sources), Path::new(FILE)),
        ["--sources", sources, "--out", out] => (Path::new(sources), Path::new(out)),
        _ => return Err("options of `language`: --sources FOLDER [--out FILE]".to_owned()),
    };
    check(sources)?;
    let languages = corpus::read(sources)?;
    let weights = train::Weights::train(&languages, PIECES, |count, weights| {
        eprintln!("{count} pieces: {}", calibrate::summary(&languages, &weights.rounded()));
    });
    let table = weights.rounded();
    let fitted = calibrate::fit(&languages, &table);
    let mut file = MAGIC.to_vec();
    file.extend(fitted.iter().flat_map(Calibration::bytes));
    file.resize(HEADER, 0);
    file.extend(table.iter().take(STORED).flatten().map(|weight| weight.cast_unsigned()));
    fs::write(out, &file).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(format!("{}: {fitted:?}", out.display()))
}

/// Compares every file of the sources with its sum.
fn check(sources: &Path) -> Result<(), String> {
    let sums = fs::read_to_string(SUMS).map_err(|error| format!("{SUMS}: {error}"))?;
    let mut known = 0;
    for (sum, name) in sums.lines().filter_map(|line| line.split_once("  ")) {
        let path = sources.join(name);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != sum {
            return Err(format!("{}: not the file that the model was trained with", path.display()));
        }
        known += 1;
    }
    let folders = ["sentences", "words", "frequency", "help", "udhr", "interface"];
    let present: usize =
        folders.iter().filter_map(|name| fs::read_dir(sources.join(name)).ok()).map(Iterator::count).sum();
    if present != known {
        return Err(format!("{}: {present} files, but {SUMS} lists {known}", sources.display()));
    }
    Ok(())
}
