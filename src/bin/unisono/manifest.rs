//! The manifest: what a run was, its counts, and how far it has come.

use crate::plan::beside;
use crate::survey::Survey;
use crate::work::Counts;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use unisono::io::{Mark, Position, Sink};
use unisono::ledger::Report;

/// What stands in `OUT.manifest.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) tool: String,
    pub(crate) version: String,
    /// Hash of all that decides what comes out: pipeline, options, files that the pipeline names.
    pub(crate) config: String,
    pub(crate) preset: Option<String>,
    pub(crate) state: RunState,
    pub(crate) inputs: Vec<InputState>,
    pub(crate) totals: Counts,
    pub(crate) stages: Vec<StageState>,
    /// What the files of a complete run hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) files: Option<Files>,
    /// How far a run that is not complete has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) checkpoint: Option<Checkpoint>,
    /// Outputs of inputs that are gone, to be removed at the end; relative to OUT.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) leftovers: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RunState {
    Running,
    Complete,
}

/// One input of a run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct InputState {
    pub(crate) path: String,
    pub(crate) bytes: u64,
    /// Of its content as it was read.
    pub(crate) hash: Option<String>,
    pub(crate) state: Progress,
    /// Relative to OUT where that is a folder.
    pub(crate) output: Option<String>,
    pub(crate) output_bytes: Option<u64>,
    pub(crate) output_hash: Option<String>,
    #[serde(flatten)]
    pub(crate) counts: Counts,
    /// Bytes that it has in the files of all inputs.
    pub(crate) sections: Sections,
    pub(crate) stages: Vec<StageState>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Progress {
    Waiting,
    Complete,
    Unreadable,
}

/// Bytes of one input in the output of all inputs, in the error file and in the rejected file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sections {
    pub(crate) output: u64,
    pub(crate) errors: u64,
    pub(crate) rejected: u64,
}

impl Sections {
    pub(crate) fn add(&mut self, other: Self) {
        self.output += other.output;
        self.errors += other.errors;
        self.rejected += other.rejected;
    }
}

/// What a stage did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StageState {
    pub(crate) name: String,
    pub(crate) documents: u64,
    pub(crate) changed: u64,
    pub(crate) rejected: u64,
    pub(crate) errors: u64,
    pub(crate) seconds: f64,
}

/// The files of a run up to one place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Files {
    /// The output of all inputs, or of the one that is being written.
    pub(crate) output: Option<Mark>,
    pub(crate) errors: Mark,
    pub(crate) rejected: Mark,
}

/// How far a run has come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    /// Inputs that are complete.
    pub(crate) complete: usize,
    /// The files behind these.
    pub(crate) start: Files,
    /// A place inside the next input.
    pub(crate) inside: Option<Inside>,
    /// What has been seen up to here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) survey: Option<Survey>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Inside {
    pub(crate) position: Position,
    /// The input's bytes that had been read.
    pub(crate) content: Mark,
    pub(crate) files: Files,
}

/// Adds what stages did, by name and in the order in which they are first seen.
pub(crate) fn add_stages(to: &mut Vec<StageState>, stages: &[StageState]) {
    for stage in stages {
        let known = to.iter().position(|known| known.name == stage.name);
        match known.and_then(|at| to.get_mut(at)) {
            Some(known) => {
                known.documents += stage.documents;
                known.changed += stage.changed;
                known.rejected += stage.rejected;
                known.errors += stage.errors;
                known.seconds = rounded(known.seconds + stage.seconds);
            }
            None => to.push(stage.clone()),
        }
    }
}

pub(crate) fn stages_of(report: &Report) -> Vec<StageState> {
    let stages = report.stages().iter().map(|stage| StageState {
        name: stage.name.clone(),
        documents: stage.documents,
        changed: stage.changed,
        rejected: stage.rejected,
        errors: 0,
        seconds: rounded(stage.seconds),
    });
    stages.collect()
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1e6).round() / 1e6
}

impl Manifest {
    /// Writes the manifest by renaming, so that a reader sees a whole one.
    pub(crate) fn write(&self, base: &Path) -> io::Result<()> {
        let mut sink = Sink::create(&beside(base, "manifest.json"))?;
        serde_json::to_writer_pretty(&mut sink, self)?;
        sink.write_all(b"\n")?;
        sink.commit().map(drop)
    }

    /// The manifest beside OUT; `None` where there is none or it cannot be understood.
    pub(crate) fn read(base: &Path) -> Option<Self> {
        let json = fs::read(beside(base, "manifest.json")).ok()?;
        serde_json::from_slice(&json).ok()
    }
}
