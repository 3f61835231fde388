//! Ratios that anybody can check: `cargo bench --bench ratios` prints one line `name=value` for each,
//! `cargo bench --bench ratios -- NAME` that one alone.
//!
//! Every ratio compares candidates of one process in interleaved rounds and takes medians of CPU time. Machines are
//! noisy: a ratio holds when two of three runs reach it.
#![allow(missing_docs, clippy::pedantic)]

mod support;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;
use support::{corpus, designs, language};
use unisono::{Document, Pipeline, Scratch, Trace};

const ROUNDS: usize = 15;

/// Median CPU time of each candidate over interleaved rounds.
fn medians<const N: usize>(mut candidates: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    // One round warms caches and tables up.
    for round in 0..=ROUNDS {
        for (candidate, times) in candidates.iter_mut().zip(&mut times) {
            let started = ProcessTime::now();
            candidate();
            if round > 0 {
                times.push(started.elapsed());
            }
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

fn ratio(over: Duration, under: Duration) -> f64 {
    over.as_secs_f64() / under.as_secs_f64()
}

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

/// Time of `whichlang` on whole documents over one label from 1,200 bytes of each.
fn language_documents_over_whichlang() -> f64 {
    let texts = language::documents();
    let [own, other] = medians([&mut || language::detect(&texts), &mut || language::whichlang(&texts)]);
    ratio(other, own)
}

/// The same over the label of every paragraph, as the pipeline does.
fn language_pipeline_over_whichlang() -> f64 {
    let texts = language::documents();
    let [own, other] = medians([&mut || language::spans(&texts), &mut || language::whichlang(&texts)]);
    ratio(other, own)
}

/// Time of `whatlang` on whole documents over one label from 1,200 bytes of each.
fn language_documents_over_whatlang() -> f64 {
    let texts = language::documents();
    let [own, other] = medians([&mut || language::detect(&texts), &mut || language::whatlang(&texts)]);
    ratio(other, own)
}

/// Time of `lingua` with twelve languages over one label from 1,200 bytes of each document.
#[cfg(feature = "lingua")]
fn language_documents_over_lingua12() -> f64 {
    let mut texts = language::documents();
    texts.truncate(20);
    let lingua = language::lingua();
    let [own, other] = medians([&mut || (0..100).for_each(|_| language::detect(&texts)), &mut || {
        for (_, text) in &texts {
            black_box(lingua.detect_language_of(text.as_str()));
        }
    }]);
    ratio(other, own) * 100.0
}

/// Time of `lingua`'s `detect_multiple_languages_of` over the spans of each document.
#[cfg(feature = "lingua")]
fn language_spans_over_lingua_multi() -> f64 {
    let mut texts = language::documents();
    texts.truncate(3);
    let lingua = language::lingua();
    let [own, other] = medians([&mut || (0..100).for_each(|_| language::spans(&texts)), &mut || {
        for (_, text) in &texts {
            black_box(lingua.detect_multiple_languages_of(text.as_str()));
        }
    }]);
    ratio(other, own) * 100.0
}

/// A ratio by its name.
type Ratio = (&'static str, fn() -> f64);

const RATIOS: &[Ratio] = &[
    ("trace_overhead", trace_overhead),
    ("trace_overhead_shared_buffers", trace_overhead_shared_buffers),
    ("pipeline_over_naive", pipeline_over_naive),
    ("ledger_bytes_per_byte", ledger_bytes_per_byte),
    ("language_documents_over_whichlang", language_documents_over_whichlang),
    ("language_pipeline_over_whichlang", language_pipeline_over_whichlang),
    ("language_documents_over_whatlang", language_documents_over_whatlang),
    #[cfg(feature = "lingua")]
    ("language_documents_over_lingua12", language_documents_over_lingua12),
    #[cfg(feature = "lingua")]
    ("language_spans_over_lingua_multi", language_spans_over_lingua_multi),
];

/// One design alone, for a count of its instructions: see `benches/instructions.sh`.
fn alone(design: &str) {
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

fn main() {
    if let Ok(design) = std::env::var("UNISONO_DESIGN") {
        return alone(&design);
    }
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = asked.iter().find(|name| !RATIOS.iter().any(|(known, _)| known == name)) {
        let known: Vec<_> = RATIOS.iter().map(|(name, _)| *name).collect();
        eprintln!("no ratio `{unknown}`; known: {}", known.join(", "));
        std::process::exit(2);
    }
    for (name, measure) in RATIOS {
        if asked.is_empty() || asked.iter().any(|wanted| wanted == name) {
            println!("{name}={:.3}", measure());
        }
    }
}
