//! Generators that write `dictionaries/`. Run from the repository: `cargo run -p unisono-tools -- SUBCOMMAND`.

mod boilerplate;
mod glossary;
mod language;
mod lexicon;
mod unicode;

use std::process::ExitCode;

const USAGE: &str = "usage: unisono-tools glossary [--cldr FOLDER]
    Writes dictionaries/glossary/demonyms/names.tsv, and with --cldr dictionaries/glossary/unicode/*.tsv from the
    unpacked npm package cldr-localenames-full (see dictionaries/glossary/README.md).
usage: unisono-tools language --sources FOLDER [--out FILE]
    Trains dictionaries/language/ngrams.bin from the folder that tools/src/language/sources.sh fills; the files must be
    those of dictionaries/language/sources.sha256.
usage: unisono-tools lexicon --sources FOLDER [--out FILE]
    Writes dictionaries/lexicon/words.bin from the folder that tools/src/lexicon/sources.sh fills; the files must be those
    of dictionaries/lexicon/sources.sha256.
usage: unisono-tools unicode --entities FILE
    Writes dictionaries/unicode/entities.tsv from entities.json of the crate htmlize 1.1.0.
usage: unisono-tools boilerplate-train FOLDER [--out FILE | --figures]
    Trains dictionaries/boilerplate/model.tsv from the labelled texts of FOLDER (raw.jsonl and residual.jsonl, see
    dictionaries/boilerplate/README.md) and prints its figures, cross-validated over sites; --figures writes nothing.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["glossary", options @ ..] => glossary::run(options),
        ["boilerplate-train", options @ ..] => boilerplate::run(options),
        ["language", options @ ..] => language::run(options),
        ["lexicon", options @ ..] => lexicon::run(options),
        ["unicode", options @ ..] => unicode::run(options),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
