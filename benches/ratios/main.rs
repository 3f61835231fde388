//! Ratios that anybody can check: `cargo bench --bench ratios` prints one line `name=value` for each,
//! `cargo bench --bench ratios -- NAME` that one alone.
//!
//! Every ratio compares candidates of one process in interleaved rounds and takes medians of CPU time. Machines are
//! noisy: a ratio holds when two of three runs reach it.
#![allow(missing_docs, unreachable_pub, clippy::pedantic)]

#[path = "../support/mod.rs"]
mod support;

mod batch;
mod boilerplate;
mod duplicates;
mod engine;
mod glossary;
mod growth;
mod html;
mod language;
mod mojibake;
mod quality;
mod sentences;
mod typography;
mod unglue;
mod unicode;

use std::time::Duration;

use cpu_time::ProcessTime;
use support::corpus;

const ROUNDS: usize = 15;

/// A ratio by its name.
type Ratio = (&'static str, fn() -> f64);

/// Every capability has a file of its own.
const RATIOS: &[&[Ratio]] = &[
    engine::RATIOS,
    unicode::RATIOS,
    mojibake::RATIOS,
    language::RATIOS,
    boilerplate::RATIOS,
    sentences::RATIOS,
    unglue::RATIOS,
    typography::RATIOS,
    glossary::RATIOS,
    html::RATIOS,
    batch::RATIOS,
    growth::RATIOS,
    duplicates::RATIOS,
    quality::RATIOS,
];

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

fn main() {
    if let Ok(design) = std::env::var("UNISONO_DESIGN") {
        return engine::alone(&design);
    }
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let ratios: Vec<Ratio> = RATIOS.concat();
    if let Some(unknown) = asked.iter().find(|name| !ratios.iter().any(|(known, _)| known == name)) {
        let known: Vec<_> = ratios.iter().map(|(name, _)| *name).collect();
        eprintln!("no ratio `{unknown}`; known: {}", known.join(", "));
        std::process::exit(2);
    }
    for (name, measure) in ratios {
        if asked.is_empty() || asked.iter().any(|wanted| *wanted == name) {
            println!("{name}={:.3}", measure());
        }
    }
}
