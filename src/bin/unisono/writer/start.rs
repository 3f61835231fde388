//! How a run begins to write: from nothing, or behind what an earlier one has left.

use super::{SOONEST, Writer};
use crate::Failure;
use crate::load::Loaded;
use crate::manifest::{Checkpoint, Files, InputState, RunState, Sections};
use crate::plan::{Output, Plan, beside};
use crate::progress::Counter;
use crate::resume::Start;
use crate::survey::Seen;
use indicatif::ProgressBar;
use std::fs;
use std::path::Path;
use std::time::Instant;
use unisono::io::{Column, Mark, Sink};
use unisono::ledger::Report;

impl<'p> Writer<'p> {
    pub(crate) fn start(
        plan: &'p Plan,
        loaded: &Loaded,
        config: String,
        (start, survey): (Start, bool),
        columns: Vec<(&'static str, Column)>,
        (counter, bar): (Counter, ProgressBar),
    ) -> Result<Self, Failure> {
        let create = |path: &Path| {
            let refused = |error| Failure::Refused(format!("cannot write {}: {error}", path.display()));
            let mut sink = Sink::create(path).map_err(refused)?;
            sink.columns(&columns);
            Ok(sink)
        };
        let mut states: Vec<InputState> =
            plan.inputs.iter().map(|planned| planned.state(&plan.output)).collect();
        for (state, earlier) in states.iter_mut().zip(&start.complete) {
            state.clone_from(earlier);
        }
        if let (Some((earlier, _)), Some(state)) = (&start.inside, states.get_mut(start.complete.len())) {
            state.clone_from(earlier);
        }
        let (mut output, mut files) = (None, None);
        match (plan.output.base(), start.sinks) {
            (_, Some(sinks)) => (output, files) = (sinks.output, Some((sinks.errors, sinks.rejected))),
            (Some(base), None) => {
                files =
                    Some((create(&beside(base, "errors.jsonl"))?, create(&beside(base, "rejected.jsonl"))?));
            }
            (None, None) => {}
        }
        match &plan.output {
            Output::Stdout => output = Some(Sink::stdout()),
            Output::Device(path) => output = Some(create(path)?),
            Output::File(path) if output.is_none() => output = Some(create(path)?),
            Output::File(_) => {}
            Output::Folder(path) => {
                fs::create_dir_all(path).map_err(|error| {
                    Failure::Refused(format!("cannot create {}: {error}", path.display()))
                })?;
                let next = plan.inputs.get(start.complete.len()).filter(|_| start.inside.is_some());
                remove_parts(path, next.and_then(|next| next.output.as_deref()));
            }
        }
        let seen = Seen::start(survey, start.survey, !start.kept.is_empty(), plan.output.base());
        let mut writer = Self {
            plan,
            config,
            preset: loaded.preset.clone(),
            output,
            beside: files,
            states,
            checkpoint: Checkpoint {
                complete: start.complete.len(),
                start: Files::default(),
                inside: start.inside.map(|(_, inside)| inside),
                survey: None,
            },
            report: Report::default(),
            seen,
            kept: start.kept,
            columns,
            counter,
            bar,
            leftovers: start.leftovers,
            next_checkpoint: Instant::now() + SOONEST,
        };
        writer.begin()?;
        Ok(writer)
    }

    /// The first manifest of the run.
    fn begin(&mut self) -> Result<(), Failure> {
        let Some(base) = self.plan.output.base() else { return Ok(()) };
        if self.checkpoint.inside.is_none() {
            self.checkpoint.start = self.marks(0)?;
        } else {
            // The files stand inside the input; where it began is known from the sections before it.
            let mut before = Sections::default();
            let complete = self.states.iter().take(self.checkpoint.complete);
            complete.for_each(|state| before.add(state.sections));
            let at = |bytes| Mark { bytes, hash: String::new() };
            self.checkpoint.start = Files {
                output: Some(at(before.output)),
                errors: at(before.errors),
                rejected: at(before.rejected),
            };
        }
        let manifest = self.manifest(RunState::Running, None);
        manifest.write(base).map_err(|error| Failure::Output("the manifest".to_owned(), error))
    }
}

/// Removes what a killed run has left unfinished in an output folder, but not what is gone on with.
fn remove_parts(folder: &Path, kept: Option<&Path>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_parts(&entry.path(), kept);
        } else if let Some(name) = name.strip_suffix(".part").and_then(|name| name.strip_prefix('.'))
            && kept != Some(&folder.join(name))
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}
