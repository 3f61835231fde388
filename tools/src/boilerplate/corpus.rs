//! The labelled texts.
//!
//! A folder with two files of JSON Lines: `raw.jsonl`, the whole text of pages, one block element a line, and `residual.jsonl`,
//! what extractors made of pages. Fields of a record: `text`; `labels`, one digit for each non-blank line of it (1 text of the
//! article, 0 boilerplate, 2 neither, not learnt from); `site`, by which texts are held apart; `lang`, `en`, `fr`, `es` or another
//! code. Further fields are ignored.

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;
use unisono::Language;
use unisono::boilerplate::training::{Features, Text};
use unisono::language::{built_in, profile};

/// Parts that the sites are dealt into.
pub(crate) const FOLDS: usize = 5;

/// What the label of a line says.
pub(crate) const NEUTRAL: u8 = 2;

/// A labelled text and the features of its lines.
pub(crate) struct Labelled {
    pub(crate) text: String,
    /// Of each line: 1, 0 or [`NEUTRAL`].
    pub(crate) labels: Vec<u8>,
    /// Characters of each line.
    pub(crate) chars: Vec<u32>,
    pub(crate) language: String,
    /// It is the whole text of a page.
    pub(crate) raw: bool,
    pub(crate) fold: usize,
    pub(crate) languages: Vec<(Range<usize>, Language)>,
    pub(crate) own: Vec<Features>,
    /// The features of the gate.
    pub(crate) gate: Features,
}

impl Labelled {
    pub(crate) fn measured(&self) -> Text<'_> {
        Text::new(&self.text, &self.languages)
    }
}

/// Reads the folder. Sites are dealt into folds in the order of their names.
pub(crate) fn read(folder: &Path) -> Result<Vec<Labelled>, String> {
    let mut records = Vec::new();
    for (name, raw) in [("raw.jsonl", true), ("residual.jsonl", false)] {
        let path = folder.join(name);
        let file = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for (index, line) in file.lines().enumerate() {
            let place = |problem: &str| format!("{}, line {}: {problem}", path.display(), index + 1);
            let record: Value = serde_json::from_str(line).map_err(|error| place(&error.to_string()))?;
            let field = |name: &str| {
                record.get(name).and_then(Value::as_str).ok_or_else(|| place(&format!("no text `{name}`")))
            };
            let labels = field("labels")?.bytes().map(|digit| digit.wrapping_sub(b'0')).collect();
            let entry = (
                field("site")?.to_owned(),
                field("text")?.to_owned(),
                labels,
                field("lang")?.to_owned(),
                raw,
            );
            records.push((entry, place("the number of labels is not that of the lines that are not blank")));
        }
    }
    let mut sites: Vec<String> = records.iter().map(|(record, _)| record.0.clone()).collect();
    sites.sort();
    sites.dedup();
    records
        .into_iter()
        .map(|((site, text, labels, language, raw), mismatch)| {
            let fold = sites.binary_search(&site).unwrap_or_default() % FOLDS;
            labelled(text, labels, language, raw, fold).ok_or(mismatch)
        })
        .collect()
}

fn labelled(text: String, labels: Vec<u8>, language: String, raw: bool, fold: usize) -> Option<Labelled> {
    let languages: Vec<_> =
        profile(built_in(), &text).ranges.into_iter().map(|range| (range.range, range.language)).collect();
    let measured = Text::new(&text, &languages);
    let (own, gate) = (measured.own(), (0..).zip(measured.gate()).collect());
    let chars: Vec<u32> = text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.chars().count() as u32)
        .collect();
    if own.len() != labels.len() || chars.len() != labels.len() || labels.iter().any(|&label| label > NEUTRAL)
    {
        return None;
    }
    Some(Labelled { text, labels, chars, language, raw, fold, languages, own, gate })
}
