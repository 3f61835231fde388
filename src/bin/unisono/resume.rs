//! What of an earlier run on the same OUT can be kept, decided by content.

use crate::args::CleanArgs;
use crate::load::Loaded;
use crate::manifest::{Checkpoint, InputState, Inside, Manifest, Progress, RunState, Sections};
use crate::plan::{Output, Plan, Planned, beside};
use crate::survey::Survey;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use unisono::io::{Limits, Mark, Sink};

/// How a run starts.
#[derive(Debug, Default)]
pub(crate) struct Start {
    /// Inputs that are complete, with what they have in the unfinished files.
    pub(crate) complete: Vec<InputState>,
    /// Where the next one is gone on with, and what is known of it.
    pub(crate) inside: Option<(InputState, Inside)>,
    /// Unfinished files that are gone on with.
    pub(crate) sinks: Option<Sinks>,
    /// Inputs whose sections are taken over from the files of a complete run, by index.
    pub(crate) kept: Vec<Option<(InputState, Sections)>>,
    /// Nothing has changed since a complete run: its error entries.
    pub(crate) finished: Option<u64>,
    /// Outputs of inputs that are gone.
    pub(crate) leftovers: Vec<String>,
    /// What the earlier run has seen of what is gone on with.
    pub(crate) survey: Option<Survey>,
    /// Why the run starts over.
    pub(crate) over: Option<&'static str>,
}

/// The files of a run.
#[derive(Debug)]
pub(crate) struct Sinks {
    pub(crate) output: Option<Sink>,
    pub(crate) errors: Sink,
    pub(crate) rejected: Sink,
}

impl Start {
    /// Looks at what stands beside OUT; without `--resume` only outputs of inputs that are gone are of interest.
    pub(crate) fn find(plan: &Plan, config: &str, resume: bool) -> Self {
        let Some(base) = plan.output.base() else { return Self::default() };
        let Some(manifest) = Manifest::read(base) else {
            let there = resume && beside(base, "manifest.json").exists();
            return Self { over: there.then_some("its manifest cannot be read"), ..Self::default() };
        };
        let leftovers = leftovers(plan, &manifest);
        let mut start = if !resume {
            Self::default()
        } else if manifest.version != env!("CARGO_PKG_VERSION") || manifest.tool != "unisono" {
            Self { over: Some("it was made by another version"), ..Self::default() }
        } else if manifest.config != config {
            Self { over: Some("it was made with another configuration"), ..Self::default() }
        } else if manifest.state == RunState::Complete {
            after_complete(plan, base, &manifest)
        } else {
            after_interrupted(plan, base, manifest)
        };
        if !leftovers.is_empty() {
            start.finished = None;
        }
        start.leftovers = leftovers;
        start
    }
}

/// Names one configuration: what the run is given, and the content of the files that its pipeline names.
pub(crate) fn config(args: &CleanArgs, loaded: &Loaded) -> String {
    let mut hasher = blake3::Hasher::new();
    let limits = Limits::from(&args.limits);
    let flags = (args.drop_rejected, args.report);
    let options = (&args.with, args.offsets, flags, &args.target, limits, &args.fields);
    hasher.update(format!("{options:?}\n{}", loaded.config).as_bytes());
    if let Ok(table) = loaded.config.parse::<toml::Table>() {
        table.values().for_each(|value| named_files(value, &mut hasher));
    }
    format!("blake3:{}", hasher.finalize().to_hex())
}

/// A string of a pipeline may be the path of a file or of a folder of files.
fn named_files(value: &toml::Value, hasher: &mut blake3::Hasher) {
    match value {
        toml::Value::String(path) => {
            let mut files: Vec<PathBuf> = match fs::read_dir(path) {
                Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
                Err(_) => vec![PathBuf::from(path)],
            };
            files.sort();
            for mark in files.iter().filter_map(|file| mark_of(file)) {
                hasher.update(mark.hash.as_bytes());
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| named_files(value, hasher)),
        toml::Value::Table(table) => table.values().for_each(|value| named_files(value, hasher)),
        _ => {}
    }
}

/// What a regular file holds; a pipe is not to be read twice.
fn mark_of(path: &Path) -> Option<Mark> {
    let file = File::open(path).ok().filter(|_| path.is_file())?;
    Mark::read(file).ok()
}

/// True when a complete input is what it was, and its own output too.
fn same(planned: &Planned, state: &InputState) -> bool {
    let Ok(input) = &planned.input else { return false };
    if state.state != Progress::Complete || input.name != state.path {
        return false;
    }
    let is = |path: &Path, bytes: Option<u64>, hash: &Option<String>| {
        mark_of(path).is_some_and(|mark| Some(mark.bytes) == bytes && Some(&mark.hash) == hash.as_ref())
    };
    let content = input.path.as_ref().is_some_and(|path| is(path, Some(state.bytes), &state.hash));
    content && planned.output.as_ref().is_none_or(|path| is(path, state.output_bytes, &state.output_hash))
}

fn after_complete(plan: &Plan, base: &Path, manifest: &Manifest) -> Start {
    let changed = Start { over: Some("its files have been changed"), ..Start::default() };
    let Some(files) = &manifest.files else { return changed };
    let intact = |path: &Path, mark: &Mark| mark_of(path).as_ref() == Some(mark);
    if !intact(&beside(base, "errors.jsonl"), &files.errors)
        || !intact(&beside(base, "rejected.jsonl"), &files.rejected)
        || files.output.as_ref().is_some_and(|mark| !intact(base, mark))
    {
        return changed;
    }
    let mut before = Sections::default();
    let mut old = Vec::with_capacity(manifest.inputs.len());
    for state in &manifest.inputs {
        old.push((state, before));
        before.add(state.sections);
    }
    old.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    let mut kept = Vec::with_capacity(plan.inputs.len());
    for planned in &plan.inputs {
        let path = planned.input.as_ref().map_or("", |input| input.name.as_str());
        let known = old.binary_search_by(|(state, _)| state.path.as_str().cmp(path)).ok();
        let known = known.and_then(|at| old.get(at)).filter(|(state, _)| same(planned, state));
        kept.push(known.map(|(state, before)| ((*state).clone(), *before)));
    }
    let all = kept.iter().all(Option::is_some) && kept.len() == manifest.inputs.len();
    if !all && plan.output.is_parquet() {
        return Start {
            over: Some("its inputs have changed, and no part of a Parquet file can be kept"),
            ..Start::default()
        };
    }
    // What was seen of an input that is done again cannot be taken out.
    let whole = kept.iter().flatten().count() == manifest.inputs.len();
    let survey = whole.then(|| Survey::read(base)).flatten();
    let finished = all.then(|| manifest.totals.entries());
    Start { kept, finished, survey, ..Start::default() }
}

fn after_interrupted(plan: &Plan, base: &Path, manifest: Manifest) -> Start {
    if plan.output.is_parquet() {
        return Start { over: Some("an unfinished Parquet file cannot be"), ..Start::default() };
    }
    let Some(Checkpoint { complete, start, inside, survey }) = manifest.checkpoint else {
        return Start::default();
    };
    let mut states = manifest.inputs;
    let still = plan.inputs.iter().zip(&states).take(complete).take_while(|(p, s)| same(p, s)).count();
    let next = states.get(still).cloned();
    states.truncate(still);
    let mut before = Sections::default();
    for state in &states {
        before.add(state.sections);
    }
    // What was written last says how far the files can be trusted.
    let deepest = inside.as_ref().map_or_else(|| start.clone(), |inside| inside.files.clone());
    let inside = inside.filter(|_| still == complete).zip(next).filter(|(inside, state)| {
        plan.inputs.get(still).is_some_and(|planned| begins_alike(planned, state, inside))
    });
    let folder = matches!(plan.output, Output::Folder(_));
    let own = plan.inputs.get(still).and_then(|planned| planned.output.as_deref());
    let mut own_output = None;
    let mut inside = inside.as_ref();
    if folder && let (Some((place, _)), Some(path)) = (inside, own) {
        own_output = place.files.output.as_ref().and_then(|mark| Sink::resume(path, mark, mark.bytes).ok());
        if own_output.is_none() {
            inside = None;
        }
    }
    let kept = inside.map_or(before, |(place, _)| Sections {
        output: place.files.output.as_ref().map_or(0, |mark| mark.bytes),
        errors: place.files.errors.bytes,
        rejected: place.files.rejected.bytes,
    });
    let open = || {
        Some(Sinks {
            errors: Sink::resume(&beside(base, "errors.jsonl"), &deepest.errors, kept.errors).ok()?,
            rejected: Sink::resume(&beside(base, "rejected.jsonl"), &deepest.rejected, kept.rejected).ok()?,
            output: if folder {
                own_output
            } else {
                Some(Sink::resume(base, deepest.output.as_ref()?, kept.output).ok()?)
            },
        })
    };
    let Some(sinks) = open() else {
        return Start { over: Some("its unfinished files are gone or changed"), ..Start::default() };
    };
    let inside = inside.map(|(place, state)| (state.clone(), place.clone()));
    let seen = states.iter().chain(inside.as_ref().map(|(state, _)| state));
    let seen: u64 = seen.map(|state| state.counts.kept + state.counts.rejected).sum();
    let survey = survey.filter(|survey| survey.all.documents == seen);
    Start { complete: states, inside, sinks: Some(sinks), survey, ..Start::default() }
}

/// True when the part of an input that had been read is what it was.
fn begins_alike(planned: &Planned, state: &InputState, inside: &Inside) -> bool {
    let Ok(input) = &planned.input else { return false };
    let Some(path) = input.path.as_ref().filter(|path| path.is_file() && input.name == state.path) else {
        return false;
    };
    let file = File::open(path).ok();
    let mark = file.and_then(|file| Mark::read(file.take(inside.content.bytes)).ok());
    mark.as_ref() == Some(&inside.content)
}

/// Outputs of an earlier run in a folder that this plan does not write: their inputs are gone.
fn leftovers(plan: &Plan, earlier: &Manifest) -> Vec<String> {
    let Output::Folder(folder) = &plan.output else { return Vec::new() };
    let named = earlier.inputs.iter().filter_map(|input| input.output.as_ref()).chain(&earlier.leftovers);
    let normal = |name: &&String| Path::new(name).components().all(|c| matches!(c, Component::Normal(_)));
    let mut names: Vec<String> = named.filter(normal).cloned().collect();
    names.sort();
    names.dedup();
    let written: std::collections::BTreeSet<&Path> =
        plan.inputs.iter().filter_map(|planned| planned.output.as_deref()).collect();
    names.retain(|name| !written.contains(folder.join(name).as_path()) && folder.join(name).is_file());
    names
}
