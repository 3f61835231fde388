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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// Pages of eight sites, each with a menu, an article and a footer.
    fn fixture() -> String {
        let mut records = String::new();
        for site in 0..8 {
            let mut text = String::from("Home\nSports\nLog in\n");
            for nth in 0..6 {
                let _ = writeln!(
                    text,
                    "The ferry number {nth} left the port of the town {site} on Monday, and all of the passengers were on board."
                );
            }
            text.push_str("Share on Facebook\nAll rights reserved\nContact\n");
            let record = serde_json::json!({
                "site": format!("port{site}.example"), "lang": "en", "labels": "000111111000", "text": text,
            });
            let _ = writeln!(records, "{record}");
        }
        records
    }

    #[test]
    fn two_trainings_give_the_same_bytes_and_learn_the_fixture() {
        let folder = std::env::temp_dir().join(format!("unisono-boilerplate-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for name in ["raw.jsonl", "residual.jsonl"] {
            fs::write(folder.join(name), fixture()).expect("a file");
        }
        let texts = corpus::read(&folder).expect("the fixture");
        fs::remove_dir_all(&folder).expect("removed");
        let (first, second) = (Trainer::new(&texts).whole(), Trainer::new(&texts).whole());
        assert_eq!(first.to_table(), second.to_table());
        let options =
            unisono::boilerplate::Options { mode: unisono::boilerplate::Mode::Strict, ..Default::default() };
        for text in &texts {
            let kept: String = first
                .lines(&text.text, &options)
                .iter()
                .map(|line| if line.keep { '1' } else { '0' })
                .collect();
            assert_eq!(kept, "000111111000");
        }
    }

    #[test]
    fn the_weights_of_the_crate_come_from_the_data() {
        let Some(shared) = std::env::var_os("UNISONO_SHARED") else {
            eprintln!("skipped: UNISONO_SHARED does not name the folder with the data");
            return;
        };
        let texts = corpus::read(&Path::new(&shared).join("eval/boilerplate")).expect("the labelled texts");
        let table = Trainer::new(&texts).whole().to_table();
        assert_eq!(table, unisono::boilerplate::training::Weights::builtin().to_table());
    }
}
