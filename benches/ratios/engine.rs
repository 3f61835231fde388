//! The engine against direct calls and against a new `String` for every step.

use std::hint::black_box;

use unisono::{Document, Pipeline, Scratch, Trace};

use super::support::designs;
use super::{Ratio, corpus, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("trace_overhead", trace_overhead),
    ("trace_overhead_shared_buffers", trace_overhead_shared_buffers),
    ("pipeline_over_naive", pipeline_over_naive),
    ("ledger_bytes_per_byte", ledger_bytes_per_byte),
];

/// 26 edits in a KB, as on dirty news.
fn dirty() -> Vec<String> {
    let mut texts = Vec::new();
    for language in ["en", "fr", "es"] {
        texts.extend(corpus::articles(language, 500_000, 160));
    }
    texts
}

fn run_all(pipeline: &Pipeline, scratch: &mut Scratch, texts: &[String]) {
    for text in texts {
        let document = Document::new(text.as_str()).expect("short");
        black_box(pipeline.run_with(scratch, document).expect("closures"));
    }
}

/// Time of the pipeline with a full trace over direct calls of the same searches without provenance.
fn trace_overhead() -> f64 {
    let (texts, pipeline) = (dirty(), designs::stages(Trace::Full));
    let mut scratch = Scratch::default();
    let [full, direct] = medians([&mut || run_all(&pipeline, &mut scratch, &texts), &mut || {
        for text in &texts {
            black_box(designs::direct(text));
        }
    }]);
    ratio(full, direct)
}

/// The same over direct calls that share two buffers between all steps and documents: the least that can be had.
fn trace_overhead_shared_buffers() -> f64 {
    let (texts, pipeline) = (dirty(), designs::stages(Trace::Full));
    let (mut scratch, mut buffer) = (Scratch::default(), String::new());
    let [full, direct] = medians([&mut || run_all(&pipeline, &mut scratch, &texts), &mut || {
        for text in &texts {
            black_box(designs::direct_shared(text, &mut buffer));
        }
    }]);
    ratio(full, direct)
}

/// Time of a new `String` for every step over the pipeline with counts.
fn pipeline_over_naive() -> f64 {
    let (texts, pipeline) = (dirty(), designs::stages(Trace::Counts));
    let mut scratch = Scratch::default();
    let [counts, naive] = medians([&mut || run_all(&pipeline, &mut scratch, &texts), &mut || {
        for text in &texts {
            black_box(designs::naive(text));
        }
    }]);
    ratio(naive, counts)
}

/// Bytes that the full ledger of a dirty text holds for each byte of its source.
fn ledger_bytes_per_byte() -> f64 {
    let (texts, pipeline) = (dirty(), designs::stages(Trace::Full));
    let held: usize =
        texts.iter().map(|text| pipeline.run(text).expect("closures").ledger().heap_bytes()).sum();
    held as f64 / texts.iter().map(String::len).sum::<usize>() as f64
}

/// One design alone, for a count of its instructions: see `benches/instructions.sh`.
pub fn alone(design: &str) {
    let (texts, pipeline) = (dirty(), designs::stages(Trace::Full));
    let mut scratch = Scratch::default();
    for _ in 0..20 {
        match design {
            "full" => run_all(&pipeline, &mut scratch, &texts),
            "direct" => texts.iter().for_each(|text| drop(black_box(designs::direct(text)))),
            _ => {}
        }
    }
}
