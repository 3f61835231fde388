//! The model of the stage `boilerplate`.

mod corpus;
mod cross;
mod figures;
mod fit;

use std::fs;
use std::path::Path;

use corpus::{FOLDS, Labelled};
use cross::Trainer;

const FILE: &str = "dictionaries/boilerplate/model.tsv";

/// The head of the file.
const HEAD: &str = "\
# Weights of the model that says whether a line of a page is text of the article; README.md beside this file is its card.
# Licence: MIT OR Apache-2.0, that of the crate. Version: 1. Generator: cargo run --release -p unisono-tools -- boilerplate-train FOLDER
# own: feature of a line alone, weights raw stage 1, raw stage 2, mixed stage 1, mixed stage 2.
# context: feature of a line among its neighbours, weights raw, mixed. calibration: set, log-odds, probability.
";

pub(crate) fn run(options: &[&str]) -> Result<String, String> {
    let (folder, out) = match options {
        [folder] => (*folder, Some(FILE)),
        [folder, "--out", out] => (*folder, Some(*out)),
        [folder, "--figures"] => (*folder, None),
        _ => return Err("options of `boilerplate-train`: FOLDER [--out FILE | --figures]".to_owned()),
    };
    let texts = corpus::read(Path::new(folder))?;
    let mut trainer = Trainer::new(&texts);
    let mut report = figures::report(&texts, &trainer.held_out());
    if let Some(out) = out {
        let table = format!("{HEAD}{}", trainer.whole().to_table());
        fs::write(out, table).map_err(|error| format!("{out}: {error}"))?;
        report.push_str(&format!("\nwritten: {out}"));
    }
    Ok(report)
}
