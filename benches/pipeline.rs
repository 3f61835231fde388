//! Throughput of every stage and every preset, in three languages, clean and dirty.
//!
//! `UNISONO_CORPUS=FILE cargo bench --bench pipeline` measures on articles of your own.
#![allow(missing_docs, clippy::pedantic)]

mod support;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use support::corpus;
use unisono::boilerplate::Boilerplate;
use unisono::glossary::GlossaryStage;
use unisono::language::IdentifyLanguage;
use unisono::pipeline::PRESETS;
use unisono::sentences::Sentences;
use unisono::stage::{Configured, Fact, Proposal, Stage, StageError, View};
use unisono::unicode::Unicode;
use unisono::{Document, Language, Pipeline, Scratch, Trace};

const BYTES: usize = 60_000;

/// Says that the whole text is in one language: what a stage needs is there, and costs nothing.
#[derive(Debug)]
struct Declared(Language);

impl Stage for Declared {
    fn gives(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        out.language(0..view.text().len(), self.0, 1.0);
        Ok(())
    }
}

/// Runs the pipeline that `make` gives for a language on every corpus.
fn measure(criterion: &mut Criterion, group: &str, name: &str, make: &dyn Fn(Language) -> Pipeline) {
    let mut group = criterion.benchmark_group(format!("{group}/{name}"));
    for language in [Language::EN, Language::FR, Language::ES] {
        let pipeline = make(language);
        for (state, dirt) in [("clean", 0), ("dirty", 100)] {
            let texts = corpus::articles(language.code(), BYTES, dirt);
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

fn alone<S: Configured>(language: Language, stage: S) -> Pipeline {
    let builder = Pipeline::builder().custom_stage(Declared(language)).stage(stage);
    builder.build().expect("a stage with its defaults").with_trace(Trace::Counts)
}

/// Every stage alone.
fn stages(criterion: &mut Criterion) {
    measure(criterion, "stage", "unicode", &|language| alone(language, Unicode::default()));
    measure(criterion, "stage", "language", &|language| alone(language, IdentifyLanguage::default()));
    measure(criterion, "stage", "boilerplate", &|language| alone(language, Boilerplate::default()));
    measure(criterion, "stage", "sentences", &|language| alone(language, Sentences::default()));
    measure(criterion, "stage", "glossary", &|language| alone(language, GlossaryStage::default()));
}

fn presets(criterion: &mut Criterion) {
    for preset in PRESETS {
        measure(criterion, "preset", preset.name, &|_| {
            Pipeline::preset(preset.name).expect("a built-in preset").with_trace(Trace::Counts)
        });
    }
}

/// What more history costs: the stage `unicode` under each trace.
fn traces(criterion: &mut Criterion) {
    for trace in [Trace::Off, Trace::Counts, Trace::Full] {
        measure(criterion, "trace", &format!("{trace:?}").to_lowercase(), &|language| {
            alone(language, Unicode::default()).with_trace(trace)
        });
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
