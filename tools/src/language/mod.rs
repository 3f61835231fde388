//! The model of the language detector.

mod calibrate;
mod classes;
mod corpus;
mod dev;
mod random;
mod train;

use std::fs;
use std::path::Path;

use unisono::language::training::{HEADER, MAGIC};

const FILE: &str = "dictionaries/language/ngrams.bin";
/// Pieces of text that the model is trained with.
const PIECES: usize = 4_000_000;

pub(crate) fn run(options: &[&str]) -> Result<String, String> {
    if let ["--dev", model, labels] = options { dev::score(model, labels); return Ok(String::new()); }
    let (sources, out) = match options {
        ["--sources", sources] => (Path::new(sources), Path::new(FILE)),
        ["--sources", sources, "--out", out] => (Path::new(sources), Path::new(out)),
        _ => return Err("options of `language`: --sources FOLDER [--out FILE]".to_owned()),
    };
    let pieces = std::env::var("PIECES").ok().and_then(|text| text.parse().ok()).unwrap_or(PIECES);
    let languages = corpus::read(sources)?;
    let weights = train::Weights::train(&languages, pieces, |count, weights| {
        eprintln!("{count} pieces: {}", calibrate::summary(&languages, &weights.rounded()));
    });
    let table = weights.rounded();
    let fitted = calibrate::fit(&languages, &table);
    let mut file = MAGIC.to_vec();
    for (temperature, _) in &fitted {
        file.extend(((temperature * 256.0).round() as u16).to_le_bytes());
    }
    for (_, bias) in &fitted {
        file.extend(((bias * 256.0).round() as i16).to_le_bytes());
    }
    file.resize(HEADER, 0);
    file.extend(table.iter().flatten().map(|weight| weight.cast_unsigned()));
    fs::write(out, &file).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(format!("{}: temperature and bias {fitted:?}", out.display()))
}
