//! `unisono bench`: how fast pipelines are on the user's own data.

use crate::args::{LimitArgs, PipelineArgs};
use crate::work::{quiet_panics, run as run_stages};
use crate::{Failure, load};
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use unisono::io::{Batch, Input, Limits, Reader};
use unisono::ledger::Report;
use unisono::{Pipeline, Scratch, Trace};

/// Measures a pipeline on your own documents: how much each stage takes, and another pipeline beside it
#[derive(Debug, Args)]
#[command(after_help = "\
The first documents of IN are read into memory, up to --megabytes. Each round runs every pipeline over all of them, one
after the other and on one thread; the figures are of the median round. Reading and parsing is measured apart, writing
is not. MB are 10^6 bytes of the text that the pipeline gets. A stage's seconds are wall-clock: close other work.

Examples:
  unisono bench dump.jsonl.zst
  unisono bench articles/ --preset unicode --against mine.toml
  unisono bench in.jsonl --json > figures.json")]
pub(crate) struct BenchArgs {
    /// A file, a folder, or `-` for standard input, as `clean` reads it
    #[arg(value_name = "IN")]
    input: PathBuf,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// A second pipeline to stand beside the first: a preset's name or a TOML file
    #[arg(long, value_name = "PIPELINE")]
    against: Option<String>,

    /// Most input that is read, in MB (10^6 bytes)
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    megabytes: u64,

    /// Rounds
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=1000))]
    rounds: u16,

    /// One JSON object
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

/// One pipeline and what its rounds took.
struct Candidate {
    name: String,
    pipeline: Pipeline,
    rounds: Vec<Report>,
}

impl Candidate {
    fn load(args: &PipelineArgs) -> Result<Self, Failure> {
        let name =
            args.config.as_ref().map_or_else(|| args.preset.clone(), |path| path.display().to_string());
        let pipeline = load::pipeline(args, None)?.pipeline.with_trace(Trace::Counts);
        Ok(Self { name, pipeline, rounds: Vec::new() })
    }

    /// The round of the median time.
    fn median(&self) -> Report {
        let mut rounds: Vec<&Report> = self.rounds.iter().collect();
        rounds.sort_by_key(|report| report.time());
        rounds.get(rounds.len() / 2).map_or_else(Report::default, |report| (*report).clone())
    }
}

/// What is measured on.
#[derive(Default)]
struct Sample {
    batches: Vec<Batch>,
    documents: u64,
    /// Bytes of text.
    text: u64,
    /// Bytes as they were read, after decompression.
    read: u64,
    failed: u64,
    reading: Duration,
    /// There was more than was asked for.
    cut: bool,
}

pub(crate) fn run(args: &BenchArgs) -> Result<u8, Failure> {
    let mut candidates = vec![Candidate::load(&args.pipeline)?];
    if let Some(other) = &args.against {
        candidates.push(Candidate::load(&named(other))?);
    }
    let sample = read(args)?;
    if sample.documents == 0 {
        let shown = args.input.display();
        return Err(Failure::Refused(format!(
            "{shown}: no document to measure on; `unisono clean` says why"
        )));
    }
    quiet_panics();
    let mut scratch = Scratch::default();
    for round in 0..=args.rounds {
        for candidate in &mut candidates {
            let report = pass(&candidate.pipeline, &sample, &mut scratch);
            // The first round fills caches and loads what is loaded on first use.
            if round > 0 {
                candidate.rounds.push(report);
            }
        }
    }
    let shown = if args.json {
        let pipelines: Vec<Value> = candidates.iter().map(|one| as_json(one, &sample)).collect();
        let object = json!({
            "documents": sample.documents, "text_bytes": sample.text, "read_bytes": sample.read,
            "failed": sample.failed, "read_seconds": sample.reading.as_secs_f64(),
            "rounds": args.rounds, "pipelines": pipelines,
        });
        format!("{object}\n")
    } else {
        table(&candidates, &sample)
    };
    io::stdout().lock().write_all(shown.as_bytes()).map_err(Failure::stdout)?;
    Ok(0)
}

/// A preset when there is one of that name, else a file.
fn named(pipeline: &str) -> PipelineArgs {
    if unisono::pipeline::PRESETS.iter().any(|preset| preset.name == pipeline) {
        return PipelineArgs { preset: pipeline.to_owned(), config: None, only: Vec::new() };
    }
    PipelineArgs { preset: String::new(), config: Some(pipeline.into()), only: Vec::new() }
}

fn read(args: &BenchArgs) -> Result<Sample, Failure> {
    let refused = |error: &dyn std::error::Error| Failure::Refused(error.to_string());
    let inputs = if args.input == Path::new("-") {
        vec![Input::stdin()]
    } else if args.input.is_dir() {
        let found = Input::folder(&args.input, &|_| false).map_err(|error| refused(&error))?;
        found.into_iter().filter_map(Result::ok).collect()
    } else {
        vec![Input::file(&args.input)]
    };
    let (mut sample, most) = (Sample::default(), args.megabytes.saturating_mul(1_000_000));
    let started = Instant::now();
    'inputs: for input in inputs {
        let mut reader = match Reader::open(input, Limits::from(&args.limits)) {
            Ok(reader) => reader,
            Err(_) if args.input.is_dir() => continue,
            Err(error) => return Err(refused(&error)),
        };
        while let Some(batch) = reader.next_batch() {
            batch.records(|record| match record {
                Ok(record) => {
                    sample.documents += 1;
                    sample.text += record.text().len() as u64;
                }
                Err(_) => sample.failed += 1,
            });
            sample.read += batch.bytes() as u64;
            sample.batches.push(batch);
            if sample.read >= most {
                sample.cut = true;
                break 'inputs;
            }
        }
    }
    sample.reading = started.elapsed();
    Ok(sample)
}

/// Documents whose stages fail are part of the load, and are not counted.
fn pass(pipeline: &Pipeline, sample: &Sample, scratch: &mut Scratch) -> Report {
    let mut report = Report::default();
    for batch in &sample.batches {
        batch.records(|record| {
            if let Ok(document) = record.and_then(|record| run_stages(pipeline, &record, scratch)) {
                report.add(&document);
            }
        });
    }
    report
}

/// Million bytes a second.
fn rate(bytes: u64, seconds: f64) -> f64 {
    if seconds > 0.0 { bytes as f64 / 1e6 / seconds } else { 0.0 }
}

fn as_json(candidate: &Candidate, sample: &Sample) -> Value {
    let report = candidate.median();
    let stages: Vec<Value> = report
        .stages()
        .iter()
        .map(|stage| {
            json!({
                "name": stage.name, "seconds": stage.seconds, "changed": stage.changed,
                "mb_per_second": rate(sample.text, stage.seconds),
                "documents_per_second": stage.documents as f64 / stage.seconds.max(1e-9),
            })
        })
        .collect();
    let seconds = report.time().as_secs_f64();
    json!({
        "pipeline": candidate.name, "seconds": seconds, "mb_per_second": rate(sample.text, seconds),
        "documents_per_second": report.documents() as f64 / seconds.max(1e-9),
        "changed": report.changed(), "stages": stages,
    })
}

/// A table for people. Writing to a string cannot fail, so its results are dropped.
fn table(candidates: &[Candidate], sample: &Sample) -> String {
    let mut text = String::new();
    let what = if sample.cut { "the first " } else { "" };
    let _ = writeln!(
        text,
        "{what}{} documents, {:.2} MB of text; reading and parsing {:.1} MB/s",
        sample.documents,
        sample.text as f64 / 1e6,
        rate(sample.read, sample.reading.as_secs_f64())
    );
    if sample.failed > 0 {
        let _ = writeln!(text, "{} records could not be read and are left out", sample.failed);
    }
    for candidate in candidates {
        let (name, report) = (&candidate.name, candidate.median());
        let total = report.time().as_secs_f64();
        let _ = writeln!(
            text,
            "\n{name:<28} {:>10} {:>12} {:>7} {:>9}",
            "MB/s", "documents/s", "share", "changed"
        );
        let mut row = |name: &str, documents: u64, seconds: f64, changed: u64| {
            let _ = writeln!(
                text,
                "  {name:<26} {:>10.1} {:>12.0} {:>6.1}% {changed:>9}",
                rate(sample.text, seconds),
                documents as f64 / seconds.max(1e-9),
                100.0 * seconds / total.max(1e-9),
            );
        };
        for stage in report.stages() {
            row(&stage.name, stage.documents, stage.seconds, stage.changed);
        }
        row("all stages", report.documents(), total, report.changed());
    }
    if let [first, second] = candidates {
        let (a, b) = (first.median().time().as_secs_f64(), second.median().time().as_secs_f64());
        let _ =
            writeln!(text, "\n{} takes {:.2} times as long as {}", second.name, b / a.max(1e-9), first.name);
    }
    text
}
