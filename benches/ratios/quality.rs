//! Figures of quality, against the plain way to count runs of words.

use std::collections::{HashMap, HashSet};
use std::hint::black_box;

use unisono::Language;
use unisono::quality::measure;

use super::{Ratio, corpus, medians, ratio};

pub const RATIOS: &[Ratio] = &[("x_plain_quality", plain_quality)];

/// The runs of words alone, as strings in tables: most of the work of the plain way.
fn runs(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut characters = 0;
    for length in 2..=4 {
        let mut counts: HashMap<String, usize> = HashMap::new();
        words.windows(length).for_each(|run| *counts.entry(run.join(" ")).or_default() += 1);
        characters += counts.iter().map(|(run, times)| run.len() * times).max().unwrap_or(0);
    }
    for length in 5..=10 {
        let mut seen = HashSet::new();
        let mut at = 0;
        while let Some(run) = words.get(at..at + length) {
            let run = run.join(" ");
            let characters_of = run.len();
            if seen.insert(run) {
                at += 1;
            } else {
                characters += characters_of;
                at += length;
            }
        }
    }
    characters
}

/// Time of the plain way to count runs over that of all figures of the crate.
fn plain_quality() -> f64 {
    let texts = corpus::articles("fr", 300_000, 0);
    let [ours, plain] = medians([
        &mut || {
            for text in &texts {
                black_box(measure(text, Language::FR));
            }
        },
        &mut || {
            for text in &texts {
                black_box(runs(text));
            }
        },
    ]);
    ratio(plain, ours)
}
