//! The manifest: what a run was, and its counts.

use crate::Failure;
use crate::load::Loaded;
use crate::plan::{Plan, beside};
use crate::work::Counts;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use unisono::io::Sink;
use unisono::ledger::Report;

#[derive(Debug, Serialize)]
struct Manifest<'a> {
    tool: &'static str,
    version: &'static str,
    config: String,
    preset: Option<&'a str>,
    state: &'static str,
    inputs: &'a [InputState],
    totals: Counts,
    stages: Vec<StageState<'a>>,
}

/// One input of a run.
#[derive(Debug, Serialize)]
pub(crate) struct InputState {
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) hash: Option<String>,
    pub(crate) state: &'static str,
    /// Relative to OUT where that is a folder.
    pub(crate) output: Option<String>,
    pub(crate) output_bytes: Option<u64>,
    pub(crate) output_hash: Option<String>,
    #[serde(flatten)]
    pub(crate) counts: Counts,
}

#[derive(Debug, Serialize)]
struct StageState<'a> {
    name: &'a str,
    documents: u64,
    changed: u64,
    rejected: u64,
    errors: u64,
    seconds: f64,
}

/// The part of an earlier manifest that this run has to know.
#[derive(Debug, Deserialize)]
struct Earlier {
    #[serde(default)]
    inputs: Vec<EarlierInput>,
}

#[derive(Debug, Deserialize)]
struct EarlierInput {
    output: Option<String>,
}

/// Writes the manifest by renaming, so that a reader sees a whole one.
pub(crate) fn write(
    base: &Path,
    loaded: &Loaded,
    state: &'static str,
    inputs: &[InputState],
    totals: Counts,
    report: &Report,
) -> Result<(), Failure> {
    let stages = report.stages().iter().map(|stage| StageState {
        name: &stage.name,
        documents: stage.documents,
        changed: stage.changed,
        rejected: stage.rejected,
        errors: 0,
        seconds: (stage.seconds * 1e6).round() / 1e6,
    });
    let manifest = Manifest {
        tool: "unisono",
        version: env!("CARGO_PKG_VERSION"),
        config: format!("fnv1a:{:016x}", fnv1a(loaded.config.as_bytes())),
        preset: loaded.preset.as_deref(),
        state,
        inputs,
        totals,
        stages: stages.collect(),
    };
    let path = beside(base, "manifest.json");
    let put = || {
        let mut sink = Sink::create(&path)?;
        serde_json::to_writer_pretty(&mut sink, &manifest)?;
        sink.write_all(b"\n")?;
        sink.commit()
    };
    put().map_err(|error| Failure::Output(path.display().to_string(), error))
}

/// Names one configuration; no more is asked of it.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Outputs of an earlier run in the folder `base` that this plan does not write: their inputs are gone.
pub(crate) fn leftovers(base: &Path, plan: &Plan) -> Vec<PathBuf> {
    let Ok(json) = fs::read_to_string(beside(base, "manifest.json")) else { return Vec::new() };
    let Ok(earlier) = serde_json::from_str::<Earlier>(&json) else { return Vec::new() };
    let named = earlier.inputs.into_iter().filter_map(|input| input.output);
    let inside = named
        .filter(|name| Path::new(name).components().all(|c| matches!(c, std::path::Component::Normal(_))));
    let paths = inside.map(|name| base.join(name));
    paths.filter(|path| !plan.inputs.iter().any(|planned| planned.output.as_ref() == Some(path))).collect()
}
