//! Throughput of every stage and every preset, in three languages, clean and dirty.
//!
//! `UNISONO_CORPUS=FILE cargo bench --bench pipeline` measures on articles of your own.
#![allow(missing_docs, clippy::pedantic)]

mod support;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use support::corpus;
use unisono::pipeline::{PRESETS, PipelineConfig, Registry, StageConfig};
use unisono::{Document, Pipeline, Scratch, Trace};

const BYTES: usize = 60_000;

/// Runs `pipeline` on every corpus.
fn measure(criterion: &mut Criterion, group: &str, name: &str, pipeline: &Pipeline) {
    let mut group = criterion.benchmark_group(format!("{group}/{name}"));
    for language in ["en", "fr", "es"] {
        for (state, dirt) in [("clean", 0), ("dirty", 100)] {
            let texts = corpus::articles(language, BYTES, dirt);
            group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
            let id = BenchmarkId::from_parameter(format!("{language}-{state}"));
            group.bench_function(id, |bencher| {
                let mut scratch = Scratch::default();
                bencher.iter(|| {
                    for text in &texts {
                        let document = Document::new(text.as_str()).expect("short");
                        black_box(pipeline.run_with(&mut scratch, document).expect("cleaning never fails"));
                    }
                });
            });
        }
    }
    group.finish();
}

/// Every stage alone. A stage that needs the language gets one that costs nothing.
fn stages(criterion: &mut Criterion) {
    for kind in Registry::builtin().kinds() {
        let config = PipelineConfig::default().then(StageConfig::new(kind.kind));
        let pipeline = config.build().expect("a stage with its defaults").with_trace(Trace::Counts);
        measure(criterion, "stage", kind.kind, &pipeline);
    }
}

fn presets(criterion: &mut Criterion) {
    for preset in PRESETS {
        let pipeline = Pipeline::preset(preset.name).expect("a built-in preset").with_trace(Trace::Counts);
        measure(criterion, "preset", preset.name, &pipeline);
    }
}

/// What a full trace costs on the preset that most people run.
fn traces(criterion: &mut Criterion) {
    for trace in [Trace::Off, Trace::Counts, Trace::Full] {
        let pipeline = Pipeline::preset("unicode").expect("a built-in preset").with_trace(trace);
        measure(criterion, "trace", &format!("{trace:?}").to_lowercase(), &pipeline);
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(700))
        .without_plots();
    targets = stages, presets, traces
}
criterion_main!(benches);
