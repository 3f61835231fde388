//! Cleans every text file of a folder on all cores and says what was done:
//! `cargo run --release --features parallel --example batch_dir -- FOLDER`.

use rayon::prelude::*;
use std::path::PathBuf;
use unisono::ledger::Report;
use unisono::{Document, Pipeline, Trace};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/news");
    let folder = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(|error| format!("{folder}: {error}"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();

    // Counts are enough for a report; without edits kept a run is faster.
    let pipeline = Pipeline::news().with_trace(Trace::Counts);
    let documents: Vec<Result<Document, String>> = files
        .par_iter()
        .map(|path| {
            let shown = path.display();
            let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
            pipeline.run(&text).map_err(|error| format!("{shown}: {error}"))
        })
        .collect();

    let mut report = Report::default();
    for (path, document) in files.iter().zip(&documents) {
        match document {
            Ok(document) => {
                report.add(document);
                let (before, after) = (document.source().len(), document.text().len());
                println!("{}  {}  {before} -> {after} bytes", document.language(), path.display());
            }
            Err(message) => eprintln!("{message}"),
        }
    }
    println!("{} documents, {} changed", report.documents(), report.changed());
    for stage in report.stages() {
        let edits: u64 = stage.rules.values().map(|rule| rule.edits).sum();
        println!("  {:<12} {edits:>6} edits in {:.3} s", stage.name, stage.seconds);
    }
    Ok(())
}
