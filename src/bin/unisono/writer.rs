//! Writes what is done, in the order of the input, and keeps the manifest.

mod start;

use crate::Failure;
use crate::manifest::{
    Checkpoint, Files, InputState, Inside, Manifest, Progress, RunState, Sections, add_stages, stages_of,
};
use crate::plan::{Output, Plan, beside};
use crate::progress::Counter;
use crate::survey::Seen;
use crate::work::{Counts, Done};
use indicatif::ProgressBar;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use unisono::io::{Column, Mark, Position, Sink};
use unisono::ledger::Report;

/// Shortest time between two checkpoints.
const SOONEST: Duration = Duration::from_millis(50);
/// A checkpoint may cost one part in so many of the time of a run.
const SHARE: u32 = 20;

/// Writes what is done.
pub(crate) struct Writer<'p> {
    plan: &'p Plan,
    /// All of the manifest that does not change.
    config: String,
    preset: Option<String>,
    /// The output of all inputs, or of the one that is being written.
    output: Option<Sink>,
    /// Error and rejected file; none with standard output.
    beside: Option<(Sink, Sink)>,
    states: Vec<InputState>,
    checkpoint: Checkpoint,
    /// Documents of this run alone.
    report: Report,
    seen: Seen,
    /// Of each input that was taken up or over: what it has in the files of the earlier run.
    kept: Vec<Option<(InputState, Sections)>>,
    /// What a Parquet file has in any case.
    columns: Vec<(&'static str, Column)>,
    counter: Counter,
    bar: ProgressBar,
    leftovers: Vec<String>,
    next_checkpoint: Instant,
}

impl Writer<'_> {
    fn manifest(&self, state: RunState, files: Option<Files>) -> Manifest {
        let (mut totals, mut stages) = (Counts::default(), Vec::new());
        for input in &self.states {
            totals.add(&input.counts);
            add_stages(&mut stages, &input.stages);
        }
        Manifest {
            tool: "unisono".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            config: self.config.clone(),
            preset: self.preset.clone(),
            state,
            inputs: self.states.clone(),
            totals,
            stages,
            files,
            checkpoint: (state == RunState::Running)
                .then(|| Checkpoint { survey: self.seen.settled(), ..self.checkpoint.clone() }),
            leftovers: if state == RunState::Running { self.leftovers.clone() } else { Vec::new() },
        }
    }

    /// Ends the frames of all files and says what they hold.
    fn marks(&mut self, input: usize) -> Result<Files, Failure> {
        let output = match &mut self.output {
            Some(sink) if self.beside.is_some() && sink.is_divisible() => Some(sink.mark()),
            _ => None,
        };
        let output = output.transpose().map_err(|error| self.failed(input, error))?;
        let Some((errors, rejected)) = &mut self.beside else { return Ok(Files::default()) };
        let errors = errors.mark().map_err(|error| beside_failed("error", error))?;
        let rejected = rejected.mark().map_err(|error| beside_failed("rejected", error))?;
        Ok(Files { output, errors, rejected })
    }

    /// What became of a batch. `place` is where reading can be taken up behind it, and what has been read.
    pub(crate) fn lines(
        &mut self,
        input: usize,
        done: Done,
        place: Option<(Position, Mark)>,
    ) -> Result<(), Failure> {
        check(&done)?;
        self.report.merge(&done.report);
        self.seen.add(done.survey);
        let Some(state) = self.states.get_mut(input) else { return Err(internal("a batch of no input")) };
        state.counts.add(&done.counts);
        add_stages(&mut state.stages, &stages_of(&done.report));
        state.sections.errors += done.errors.len() as u64;
        state.sections.rejected += done.rejected.len() as u64;
        if !done.out.is_empty() {
            let sink = self.open(input)?;
            if let Some(rows) = &done.rows {
                sink.rows(rows.clone());
            }
            let written = sink.write_all(&done.out);
            written.map_err(|error| self.failed(input, error))?;
        }
        if let Some((errors, rejected)) = &mut self.beside {
            errors.write_all(&done.errors).map_err(|error| beside_failed("error", error))?;
            rejected.write_all(&done.rejected).map_err(|error| beside_failed("rejected", error))?;
            if let Some((position, content)) = place
                && self.open(input)?.is_divisible()
            {
                let files = self.marks(input)?;
                self.checkpoint.inside = Some(Inside { position, content, files });
                self.seen.settle();
                self.save_when_due()?;
            }
        } else {
            let written = io::stderr().lock().write_all(&done.errors);
            written.map_err(|error| Failure::Output("standard error".to_owned(), error))?;
        }
        self.bar.set_position(self.counter.read());
        self.bar.set_message(format!("{} documents", self.report.documents()));
        Ok(())
    }

    /// The output for an input; in folder mode it is started here.
    fn open(&mut self, input: usize) -> Result<&mut Sink, Failure> {
        if self.output.is_none() {
            let path = self.plan.inputs.get(input).and_then(|planned| planned.output.as_ref());
            let Some(path) = path else { return Err(internal("an input without an output")) };
            let make = || {
                fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
                let mut sink = Sink::create(path)?;
                sink.columns(&self.columns);
                Ok(sink)
            };
            self.output = Some(make().map_err(|error| self.failed(input, error))?);
        }
        self.output.as_mut().ok_or_else(|| internal("no output is open"))
    }

    fn failed(&self, input: usize, error: io::Error) -> Failure {
        let path = self.plan.inputs.get(input).and_then(|planned| planned.output.as_ref());
        let what = match (&self.plan.output, path) {
            (_, Some(path)) | (Output::Device(path) | Output::File(path) | Output::Folder(path), None) => {
                path.display().to_string()
            }
            (Output::Stdout, None) => "standard output".to_owned(),
        };
        Failure::Output(what, error)
    }

    /// An input without output; that of an earlier run goes when this one is complete.
    pub(crate) fn unread(&mut self, input: usize, done: Done) -> Result<(), Failure> {
        if let Some(state) = self.states.get_mut(input) {
            state.state = Progress::Unreadable;
            if matches!(self.plan.output, Output::Folder(_)) {
                self.leftovers.extend(state.output.take());
            }
        }
        self.lines(input, done, None)?;
        self.complete(input)
    }

    /// An input has been read to its end.
    pub(crate) fn end(&mut self, input: usize, content: Mark) -> Result<(), Failure> {
        let own = matches!(self.plan.output, Output::Folder(_));
        let mut written = None;
        if own {
            // An input without records has an output without records.
            self.open(input)?;
            let committed = self.output.take().map(Sink::commit).transpose();
            written = committed.map_err(|error| self.failed(input, error))?;
        }
        let Some(state) = self.states.get_mut(input) else { return Err(internal("the end of no input")) };
        // A document over the limit is not read to its end.
        state.bytes = content.bytes.max(state.bytes);
        state.hash = Some(content.hash);
        state.state = Progress::Complete;
        if let Some(mark) = written {
            (state.output_bytes, state.output_hash) = (Some(mark.bytes), Some(mark.hash));
        }
        self.complete(input)
    }

    /// What an input has in the files of a complete run is taken over as it is.
    pub(crate) fn take_over(&mut self, input: usize) -> Result<(), Failure> {
        let kept = self.kept.get_mut(input).and_then(Option::take);
        let (Some((earlier, before)), Some(base)) = (kept, self.plan.output.base()) else {
            return Err(internal("nothing to take over"));
        };
        let section = |path: &Path, start: u64, bytes: u64, to: &mut Sink| {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(start))?;
            to.take_over(&mut file, bytes)
        };
        let own = earlier.sections;
        if let Some((errors, rejected)) = &mut self.beside {
            section(&beside(base, "errors.jsonl"), before.errors, own.errors, errors)
                .map_err(|error| beside_failed("error", error))?;
            section(&beside(base, "rejected.jsonl"), before.rejected, own.rejected, rejected)
                .map_err(|error| beside_failed("rejected", error))?;
        }
        if let (Output::File(path), Some(output)) = (&self.plan.output, &mut self.output) {
            let done = section(path, before.output, own.output, output);
            done.map_err(|error| self.failed(input, error))?;
        }
        self.counter.add(earlier.bytes);
        if let Some(state) = self.states.get_mut(input) {
            *state = earlier;
        }
        self.complete(input)
    }

    /// All of an input is written.
    fn complete(&mut self, input: usize) -> Result<(), Failure> {
        if self.beside.is_none() || self.plan.output.is_parquet() {
            return Ok(());
        }
        let files = self.marks(input)?;
        if let (Output::File(_), Some(state), Some(mark)) =
            (&self.plan.output, self.states.get_mut(input), &files.output)
        {
            let before = self.checkpoint.start.output.as_ref().map_or(0, |mark| mark.bytes);
            state.sections.output = mark.bytes.saturating_sub(before);
        }
        self.checkpoint = Checkpoint { complete: input + 1, start: files, inside: None, survey: None };
        self.seen.settle();
        self.save_when_due()
    }

    fn save_when_due(&mut self) -> Result<(), Failure> {
        let now = Instant::now();
        if now < self.next_checkpoint {
            return Ok(());
        }
        self.save()?;
        self.next_checkpoint = Instant::now() + SOONEST.max(now.elapsed() * SHARE);
        Ok(())
    }

    /// Brings the run to the disk as far as it has come, so that it can be gone on with from here.
    pub(crate) fn save(&mut self) -> Result<(), Failure> {
        let (Some(base), Some((errors, rejected))) = (self.plan.output.base(), &mut self.beside) else {
            return self.flush();
        };
        for (sink, what) in [(errors, "error"), (rejected, "rejected")] {
            sink.sync().map_err(|error| beside_failed(what, error))?;
            sink.leave();
        }
        if let Some(sink) = &mut self.output {
            let synced = sink.sync();
            sink.leave();
            synced.map_err(|error| self.failed(self.checkpoint.complete, error))?;
        }
        let manifest = self.manifest(RunState::Running, None);
        manifest.write(base).map_err(|error| Failure::Output("the manifest".to_owned(), error))
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let flushed = self.output.as_mut().map_or(Ok(()), Write::flush);
        flushed.map_err(|error| self.failed(0, error))
    }

    /// Gives the files their names, the manifest last.
    pub(crate) fn finish(mut self) -> Result<(Counts, Report), Failure> {
        self.bar.finish_and_clear();
        let mut files = Files::default();
        if let Some((errors, rejected)) = self.beside.take() {
            files.errors = errors.commit().map_err(|error| beside_failed("error", error))?;
            files.rejected = rejected.commit().map_err(|error| beside_failed("rejected", error))?;
        }
        if let Some(sink) = self.output.take() {
            let mark = sink.commit().map_err(|error| self.failed(0, error))?;
            if let (Output::File(_), [state]) = (&self.plan.output, &mut self.states[..]) {
                (state.output_bytes, state.output_hash) = (Some(mark.bytes), Some(mark.hash.clone()));
            }
            files.output = Some(mark);
        }
        if let Output::Folder(folder) = &self.plan.output {
            for name in &self.leftovers {
                // It may be gone already, which is what is wanted.
                let _ = fs::remove_file(folder.join(name));
            }
        }
        let manifest = self.manifest(RunState::Complete, Some(files));
        let documents = manifest.totals.kept + manifest.totals.rejected;
        let seen = self.seen.finish(self.plan.output.base(), documents);
        seen.map_err(|error| Failure::Output("the report file".to_owned(), error))?;
        if let Some(base) = self.plan.output.base() {
            manifest.write(base).map_err(|error| Failure::Output("the manifest".to_owned(), error))?;
        }
        let totals = manifest.totals;
        if totals.records == totals.kept + totals.rejected + totals.errors {
            Ok((totals, self.report))
        } else {
            Err(internal(&format!("the counts do not add up: {totals:?}")))
        }
    }
}

/// Every record is kept, rejected or an error, and stands in a file.
fn check(done: &Done) -> Result<(), Failure> {
    let lines = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u64;
    let counts = &done.counts;
    let out = lines(&done.out);
    let lawful = counts.records == counts.kept + counts.rejected + counts.errors
        && (out == counts.kept + counts.rejected || out == counts.kept)
        && lines(&done.rejected) == counts.rejected
        && lines(&done.errors) == counts.entries();
    if lawful { Ok(()) } else { Err(internal(&format!("the counts do not add up: {counts:?}"))) }
}

fn beside_failed(what: &str, error: io::Error) -> Failure {
    Failure::Output(format!("the {what} file"), error)
}

fn internal(what: &str) -> Failure {
    Failure::Output("what was done".to_owned(), io::Error::other(format!("internal error: {what}")))
}
