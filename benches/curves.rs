//! What every stage costs by the size of a document, 1 KB to 10 MB: the curves are flat, in bytes a second.
//!
//! `cargo bench --bench curves -- glossary` measures one stage. The ratio `stage_growth_worst` of
//! `cargo bench --bench ratios` says in one figure how far the worst stage is from a flat curve.
#![allow(missing_docs, clippy::pedantic)]

mod support;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use support::stages;
use unisono::{Document, Scratch, Trace};

fn curves(criterion: &mut Criterion) {
    for kind in stages::alone() {
        let pipeline = stages::pipeline(kind).with_trace(Trace::Counts);
        let mut group = criterion.benchmark_group(format!("curve/{kind}"));
        for size in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
            let text = stages::text(size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                let mut scratch = Scratch::default();
                bencher.iter_custom(|rounds| {
                    let mut time = Duration::ZERO;
                    for _ in 0..rounds {
                        let document = Document::new(text.as_str()).expect("short");
                        let document =
                            pipeline.run_with(&mut scratch, document).expect("cleaning never fails");
                        time += stages::time(&document, kind);
                    }
                    time
                });
            });
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(150))
        .without_plots();
    targets = curves
}
criterion_main!(benches);
