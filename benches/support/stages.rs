//! Every stage alone, and documents of any size.

use std::time::Duration;

use super::corpus;
use unisono::pipeline::{PipelineConfig, Registry, StageConfig};
use unisono::{Document, Pipeline};

/// Stages that need a table or a program to do anything.
const OTHERS: &[&str] = &["repeated-lines", "translate", "exact-duplicates", "near-duplicates"];

/// The kinds that work alone.
pub fn alone() -> Vec<&'static str> {
    let kinds = Registry::builtin().kinds();
    kinds.iter().map(|kind| kind.kind).filter(|kind| !OTHERS.contains(kind)).collect()
}

/// A pipeline of one stage, and the language where it needs one.
pub fn pipeline(kind: &str) -> Pipeline {
    let stage = StageConfig::new(kind);
    let stage = if kind == "localize" { stage.with("target", "fr") } else { stage };
    PipelineConfig::default().then(stage).build().expect("a stage with its defaults")
}

/// One document of about so many bytes: articles in three languages, some dirt.
pub fn text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 4096);
    let languages = ["en", "fr", "es"];
    let pools: Vec<Vec<String>> =
        languages.iter().map(|language| corpus::articles(language, bytes.min(1 << 20) / 3 + 1, 20)).collect();
    let mut turn = 0;
    while text.len() < bytes {
        let pool = &pools[turn % pools.len()];
        text.push_str(&pool[turn / pools.len() % pool.len()]);
        text.push_str("\n\n");
        turn += 1;
    }
    let end = (bytes..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.truncate(end);
    text
}

/// What the stage took.
pub fn time(document: &Document, kind: &str) -> Duration {
    let stage = document.ledger().stages().find(|stage| stage.name() == kind);
    stage.map_or(Duration::ZERO, |stage| stage.time()).max(Duration::from_nanos(1))
}
