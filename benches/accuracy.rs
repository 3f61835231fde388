//! How often language detectors are right, on labelled texts of your own:
//! `UNISONO_LABELS=labels.jsonl cargo bench --features lingua --bench accuracy`.
//!
//! A line is an object with `text` and `language` (BCP 47). Labels are English, French, Spanish or another; `acc3` is the
//! mean recall on the first three, `F1x4` the macro-F1 over all four, each label weighted alike; time is CPU time.
#![allow(missing_docs, clippy::pedantic)]

use cpu_time::ProcessTime;
use unisono::language::{LanguageDetector, NGrams};

const NAMES: [&str; 3] = ["en", "fr", "es"];

/// English, French, Spanish, another.
fn class(code: &str) -> usize {
    let primary = code.split('-').next().unwrap_or(code);
    NAMES.iter().position(|name| *name == primary).unwrap_or(3)
}

fn whichlang(text: &str) -> usize {
    use whichlang::Lang;
    match whichlang::detect_language(text) {
        Lang::Eng => 0,
        Lang::Fra => 1,
        Lang::Spa => 2,
        _ => 3,
    }
}

fn whatlang(text: &str) -> usize {
    use whatlang::Lang;
    match whatlang::detect(text).map(|found| found.lang()) {
        Some(Lang::Eng) => 0,
        Some(Lang::Fra) => 1,
        Some(Lang::Spa) => 2,
        _ => 3,
    }
}

fn measure(name: &str, texts: &[(usize, String)], label: impl Fn(&str) -> usize) {
    let started = ProcessTime::now();
    let found: Vec<usize> = texts.iter().map(|(_, text)| label(text)).collect();
    let seconds = started.elapsed().as_secs_f64();
    // Rows are the truth; every row is scaled to 1, so that each label weighs alike.
    let mut shares = [[0.0_f64; 4]; 4];
    for ((truth, _), found) in texts.iter().zip(&found) {
        shares[*truth][*found] += 1.0;
    }
    for row in &mut shares {
        let sum: f64 = row.iter().sum::<f64>().max(1.0);
        row.iter_mut().for_each(|share| *share /= sum);
    }
    let recall = |label: usize| shares[label][label];
    let f1 = |label: usize| {
        let all: f64 = shares.iter().map(|row| row[label]).sum();
        2.0 * recall(label) / (all + 1.0)
    };
    let acc3 = 100.0 * (0..3).map(recall).sum::<f64>() / 3.0;
    let f1x4 = 100.0 * (0..4).map(f1).sum::<f64>() / 4.0;
    println!("{name:<12} acc3 {acc3:6.2}  F1x4 {f1x4:6.2}  {seconds:8.3} s");
}

fn main() {
    let Ok(path) = std::env::var("UNISONO_LABELS") else {
        println!("set UNISONO_LABELS to a file of JSON Lines with `text` and `language`");
        return;
    };
    let file =
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("UNISONO_LABELS={path}: {error}"));
    let texts: Vec<(usize, String)> = file
        .lines()
        .filter_map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).ok()?;
            Some((class(record.get("language")?.as_str()?), record.get("text")?.as_str()?.to_owned()))
        })
        .collect();
    println!("{} texts", texts.len());
    let own = NGrams::new();
    measure("unisono", &texts, |text| class(own.detect(text).language.code()));
    measure("whichlang", &texts, whichlang);
    measure("whatlang", &texts, whatlang);
    #[cfg(feature = "lingua")]
    {
        use lingua::Language::*;
        let languages = [
            English, French, Spanish, Portuguese, Italian, Catalan, Romanian, German, Dutch, Arabic, Swedish,
            Polish,
        ];
        let twelve = lingua::LanguageDetectorBuilder::from_languages(&languages)
            .with_preloaded_language_models()
            .build();
        measure("lingua 12", &texts, |text| match twelve.detect_language_of(text) {
            Some(English) => 0,
            Some(French) => 1,
            Some(Spanish) => 2,
            _ => 3,
        });
    }
}
