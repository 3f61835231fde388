//! `unisono clean`.

use crate::args::{CleanArgs, Part};
use crate::fields::Fields;
use crate::load::{self, Loaded};
use crate::manifest::{self, InputState};
use crate::plan::{Output, Plan, beside, plan};
use crate::progress::{self, Counter};
use crate::summary;
use crate::work::{Counts, Done, Job, quiet_panics};
use crate::{FAILED, Failure};
use clap::ValueEnum;
use indicatif::ProgressBar;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;
use unisono::Trace;
use unisono::io::{Batch, Input, Limits, Lock, OpenError, Reader, Sink, ordered};
use unisono::ledger::Report;

/// A piece of work, in the order of the input.
enum Piece {
    Batch(usize, Batch),
    /// The input could not be opened.
    Unread(usize, OpenError),
    /// The folder holds something here that is no input.
    NoInput(usize),
    /// The input has been read to its end; so many bytes.
    End(usize, u64),
}

/// A piece of work that is done.
enum Finished {
    Lines(usize, Done),
    Unread(usize, Done),
    End(usize, u64),
}

pub(crate) fn run(args: &CleanArgs) -> Result<u8, Failure> {
    let started = Instant::now();
    let loaded = load::pipeline(&args.pipeline, args.target.as_deref())?;
    let plan = plan(&args.input, &args.output)?;
    let base = plan.output.base();
    let _lock = base.map(lock).transpose()?;
    let counter = Counter::default();
    // A single input that cannot be read is no run, so it is opened before anything is written.
    let first = if plan.folder { None } else { plan.inputs.first().and_then(|p| p.input.as_ref().ok()) };
    let limits = Limits::from(&args.limits);
    let first = first.map(|input| open(input.clone(), limits, &counter)).transpose();
    let first = first.map_err(|error| Failure::Refused(error.to_string()))?;

    let mut parts = args.with.clone();
    parts.sort_unstable_by_key(|part| *part as u8);
    parts.dedup();
    if !args.quiet && args.output != Path::new("-") {
        for warning in empty_parts(&parts, &loaded.kinds) {
            eprintln!("unisono: {warning}");
        }
    }
    let fields = Fields { parts, unit: args.offsets.into() };
    let trace = if fields.need_trace() { Trace::Full } else { Trace::Counts };
    let job = Job {
        pipeline: loaded.pipeline.clone().with_trace(trace),
        fields,
        drop_rejected: args.drop_rejected,
    };

    let bar = progress::bar(plan.inputs.iter().map(|p| p.bytes).sum(), args.quiet, base.is_none());
    let mut writer = Writer::start(&plan, &loaded, counter.clone(), bar)?;
    quiet_panics();
    let threads =
        args.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let pieces = Pieces { plan: &plan, next: 0, reader: first, limits, counter: &counter, start: 0 };
    let work = |piece| match piece {
        Piece::Batch(input, batch) => Finished::Lines(input, job.run(&batch)),
        Piece::Unread(input, error) => {
            let mut done = Done::default();
            done.fail(&error.entry());
            Finished::Unread(input, done)
        }
        Piece::NoInput(input) => {
            let mut done = Done::default();
            if let Some(Err(entry)) = plan.inputs.get(input).map(|planned| &planned.input) {
                done.fail(entry);
            }
            Finished::Unread(input, done)
        }
        Piece::End(input, bytes) => Finished::End(input, bytes),
    };
    ordered(threads, pieces, work, |finished| writer.take(finished))?;
    let (totals, report) = writer.finish(&loaded)?;
    if !args.quiet && (base.is_some() || args.verbose) {
        eprintln!("{}", summary::line(&totals, &report, started.elapsed(), base));
    }
    if args.verbose {
        eprint!("{}", summary::details(&report));
    }
    if totals.records != totals.kept + totals.rejected + totals.errors {
        eprintln!("unisono: internal error: the counts do not add up: {totals:?}");
        return Ok(FAILED);
    }
    Ok(if totals.entries() > 0 { FAILED } else { 0 })
}

/// What is asked for and never found, since no stage of the pipeline looks for it.
fn empty_parts(parts: &[Part], kinds: &[String]) -> Vec<String> {
    let given_by = |part: Part| match part {
        Part::Sentences => Some("sentences"),
        Part::Entities => Some("glossary"),
        Part::Lines | Part::Metadata => Some("boilerplate"),
        _ => None,
    };
    let mut warnings: Vec<(&str, Vec<String>)> = Vec::new();
    for &part in parts {
        let Some(stage) = given_by(part).filter(|stage| !kinds.iter().any(|kind| kind == stage)) else {
            continue;
        };
        let name = part.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        match warnings.last_mut() {
            Some((last, names)) if *last == stage => names.push(name),
            _ => warnings.push((stage, vec![name])),
        }
    }
    let warning = |(stage, names): (&str, Vec<String>)| {
        let names = names.join(",");
        format!("--with {names} finds nothing in this pipeline; add a stage `{stage}` to it")
    };
    warnings.into_iter().map(warning).collect()
}

fn lock(base: &Path) -> Result<Lock, Failure> {
    match Lock::take(base) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(Failure::Refused(format!("another run is writing {}; wait for it", base.display()))),
        Err(error) => Err(Failure::Refused(format!("cannot write beside {}: {error}", base.display()))),
    }
}

fn open(input: Input, limits: Limits, counter: &Counter) -> Result<Reader, OpenError> {
    let bytes = counter.count(input.read()?);
    Reader::new(input, bytes, limits)
}

/// Reads the inputs one after the other.
struct Pieces<'p> {
    plan: &'p Plan,
    next: usize,
    reader: Option<Reader>,
    limits: Limits,
    counter: &'p Counter,
    /// Bytes that had been read when the input was opened.
    start: u64,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let index = self.next;
        let planned = self.plan.inputs.get(index)?;
        let Ok(input) = &planned.input else {
            self.next += 1;
            return Some(Piece::NoInput(index));
        };
        let reader = match &mut self.reader {
            Some(reader) => reader,
            none => {
                self.start = self.counter.read();
                match open(input.clone(), self.limits, self.counter) {
                    Ok(reader) => none.insert(reader),
                    Err(error) => {
                        self.next += 1;
                        return Some(Piece::Unread(index, error));
                    }
                }
            }
        };
        if let Some(batch) = reader.next_batch() {
            return Some(Piece::Batch(index, batch));
        }
        self.reader = None;
        self.next += 1;
        Some(Piece::End(index, self.counter.read() - self.start))
    }
}

/// Writes what is done, in the order of the input.
struct Writer<'p> {
    plan: &'p Plan,
    /// The output of all inputs, or of the one that is being written.
    sink: Option<Sink>,
    errors: Option<Sink>,
    rejected: Option<Sink>,
    states: Vec<InputState>,
    totals: Counts,
    report: Report,
    counter: Counter,
    bar: ProgressBar,
    leftovers: Vec<PathBuf>,
}

impl<'p> Writer<'p> {
    fn start(plan: &'p Plan, loaded: &Loaded, counter: Counter, bar: ProgressBar) -> Result<Self, Failure> {
        let create = |path: &Path| {
            let refused = |error| Failure::Refused(format!("cannot write {}: {error}", path.display()));
            Sink::create(path).map_err(refused)
        };
        let (mut sink, mut errors, mut rejected, mut leftovers) = (None, None, None, Vec::new());
        match &plan.output {
            Output::Stdout => sink = Some(Sink::stdout()),
            Output::Device(path) | Output::File(path) => sink = Some(create(path)?),
            Output::Folder(path) => {
                fs::create_dir_all(path).map_err(|error| {
                    Failure::Refused(format!("cannot create {}: {error}", path.display()))
                })?;
                leftovers = manifest::leftovers(path, plan);
                remove_parts(path);
            }
        }
        if let Some(base) = plan.output.base() {
            errors = Some(create(&beside(base, "errors.jsonl"))?);
            rejected = Some(create(&beside(base, "rejected.jsonl"))?);
        }
        let writer = Self {
            plan,
            sink,
            errors,
            rejected,
            states: plan.inputs.iter().map(|planned| planned.state(&plan.output)).collect(),
            totals: Counts::default(),
            report: Report::default(),
            counter,
            bar,
            leftovers,
        };
        writer.write_manifest(loaded, "running")?;
        Ok(writer)
    }

    fn write_manifest(&self, loaded: &Loaded, state: &'static str) -> Result<(), Failure> {
        match self.plan.output.base() {
            Some(base) => manifest::write(base, loaded, state, &self.states, self.totals, &self.report),
            None => Ok(()),
        }
    }

    fn take(&mut self, finished: Finished) -> Result<(), Failure> {
        match finished {
            Finished::Lines(input, done) => self.lines(input, &done),
            Finished::Unread(input, done) => {
                self.unread(input);
                self.lines(input, &done)
            }
            Finished::End(input, bytes) => self.end(input, bytes),
        }
    }

    fn lines(&mut self, input: usize, done: &Done) -> Result<(), Failure> {
        self.totals.add(&done.counts);
        self.report.merge(&done.report);
        if let Some(state) = self.states.get_mut(input) {
            state.counts.add(&done.counts);
        }
        if !done.out.is_empty() {
            let written = self.output(input)?.write_all(&done.out);
            written.map_err(|error| self.failed(input, error))?;
        }
        match &mut self.errors {
            Some(errors) => put(errors, &done.errors, "the error file")?,
            None => put(&mut io::stderr().lock(), &done.errors, "standard error")?,
        }
        if let Some(rejected) = &mut self.rejected {
            put(rejected, &done.rejected, "the rejected file")?;
        }
        self.bar.set_position(self.counter.read());
        self.bar.set_message(format!("{} documents", self.totals.records));
        Ok(())
    }

    /// The sink for an input; in folder mode it is started here.
    fn output(&mut self, input: usize) -> Result<&mut Sink, Failure> {
        if self.sink.is_none() {
            let path = self.plan.inputs.get(input).and_then(|planned| planned.output.as_ref());
            let Some(path) = path else {
                return Err(Failure::Refused("internal error: an input without an output".to_owned()));
            };
            let make = || {
                fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
                Sink::create(path)
            };
            self.sink = Some(make().map_err(|error| self.failed(input, error))?);
        }
        match &mut self.sink {
            Some(sink) => Ok(sink),
            None => Err(Failure::Refused("internal error: no output is open".to_owned())),
        }
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
    fn unread(&mut self, input: usize) {
        if let Some(state) = self.states.get_mut(input) {
            state.state = "unreadable";
            state.output = None;
        }
        self.leftovers.extend(self.plan.inputs.get(input).and_then(|planned| planned.output.clone()));
    }

    fn end(&mut self, input: usize, bytes: u64) -> Result<(), Failure> {
        if matches!(self.plan.output, Output::Folder(_)) {
            // An input without records has an output without records.
            self.output(input)?;
            self.commit(input)?;
        }
        if let Some(state) = self.states.get_mut(input) {
            // A document over the limit is not read to its end.
            state.bytes = bytes.max(state.bytes);
            state.state = "complete";
        }
        Ok(())
    }

    fn commit(&mut self, input: usize) -> Result<(), Failure> {
        match self.sink.take() {
            Some(sink) => {
                let written = sink.written();
                sink.commit().map_err(|error| self.failed(input, error))?;
                if let (Output::Folder(_), Some(state)) = (&self.plan.output, self.states.get_mut(input)) {
                    state.output_bytes = Some(written);
                }
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Gives the files their names, the manifest last.
    fn finish(mut self, loaded: &Loaded) -> Result<(Counts, Report), Failure> {
        self.bar.finish_and_clear();
        for (sink, what) in
            [(self.errors.take(), "the error file"), (self.rejected.take(), "the rejected file")]
        {
            sink.map_or(Ok(()), Sink::commit).map_err(|error| Failure::Output(what.to_owned(), error))?;
        }
        self.commit(0)?;
        for path in &self.leftovers {
            // It may be gone already, which is what is wanted.
            let _ = fs::remove_file(path);
        }
        self.write_manifest(loaded, "complete")?;
        Ok((self.totals, self.report))
    }
}

fn put(to: &mut dyn Write, bytes: &[u8], what: &str) -> Result<(), Failure> {
    to.write_all(bytes).map_err(|error| Failure::Output(what.to_owned(), error))
}

/// Removes what a killed run has left unfinished in an output folder.
fn remove_parts(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_parts(&entry.path());
        } else if name.strip_suffix(".part").is_some_and(|name| name.starts_with('.')) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
