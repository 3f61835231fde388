//! The documents of a corpus, read on all threads and taken in their order; and the file that is learned.

use crate::progress::Counter;
use crate::{FAILED, Failure};
use indicatif::ProgressBar;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use unisono::io::{ErrorEntry, Input, Limits, Reader, Record, Sink, ordered};
use unisono::ledger::visible;

/// What could not be read: how much, and the first of it.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) count: u64,
    pub(super) first: Option<Box<ErrorEntry>>,
}

impl Errors {
    pub(super) fn add(&mut self, entry: Box<ErrorEntry>) {
        self.count += 1;
        self.first.get_or_insert(entry);
    }

    pub(super) fn append(&mut self, other: Self) {
        self.count += other.count;
        self.first = self.first.take().or(other.first);
    }

    /// Says it; the exit status.
    pub(super) fn say(&self) -> u8 {
        let Some(first) = &self.first else { return 0 };
        let line = first.line.map_or_else(String::new, |line| format!(", line {line}"));
        let (count, input) = (self.count, &first.input);
        let message = format!("{count} not read; the first: {input}{line}: {}", first.message);
        eprintln!("unisono: {}", visible(&message));
        FAILED
    }
}

/// The inputs, one after the other. Those of a folder that cannot be opened are errors; any other is refused.
pub(super) struct Inputs {
    pub(super) list: Vec<(Input, bool)>,
    pub(super) unread: Errors,
    pub(super) bytes: u64,
}

impl Inputs {
    pub(super) fn find(paths: &[PathBuf], output: &Path) -> Result<Self, Failure> {
        let mut inputs = Self { list: Vec::new(), unread: Errors::default(), bytes: 0 };
        for path in paths {
            if path == Path::new("-") {
                inputs.list.push((Input::stdin(), false));
                continue;
            }
            let data = fs::metadata(path)
                .map_err(|error| Failure::Refused(format!("cannot read {}: {error}", path.display())))?;
            if !data.is_dir() {
                inputs.bytes += data.len();
                inputs.list.push((Input::file(path), false));
                continue;
            }
            let ours = fs::canonicalize(output).ok();
            let skip = |found: &Path| ours.is_some() && fs::canonicalize(found).ok() == ours;
            let found = Input::folder(path, &skip).map_err(|error| Failure::Refused(error.to_string()))?;
            for input in found {
                match input {
                    Ok(input) => {
                        let size = input.path.as_ref().and_then(|path| fs::metadata(path).ok());
                        inputs.bytes += size.map_or(0, |data| data.len());
                        inputs.list.push((input, true));
                    }
                    Err(entry) => inputs.unread.add(entry),
                }
            }
        }
        let taken =
            |(input, _): &&(Input, bool)| input.path.as_ref().is_some_and(|path| same_file(path, output));
        match inputs.list.iter().find(taken) {
            Some((input, _)) => {
                Err(Failure::Refused(format!("OUT is IN ({}); give OUT another name", input.name)))
            }
            None => Ok(inputs),
        }
    }

    /// True when what is read once is gone.
    pub(super) fn read_once(&self) -> bool {
        let device = |path: &Path| fs::metadata(path).is_ok_and(|data| !data.is_file());
        self.list.iter().any(|(input, _)| input.path.as_deref().is_none_or(device))
    }
}

/// How inputs are read.
pub(super) struct Watch<'w> {
    pub(super) limits: Limits,
    pub(super) threads: Option<u16>,
    pub(super) counter: &'w Counter,
    pub(super) bar: &'w ProgressBar,
}

/// What a batch gives.
struct Found<T> {
    documents: Vec<T>,
    errors: Errors,
}

/// Makes something of each document, on all threads, and takes it in the order of the inputs; what could not be read goes to `errors`.
///
/// `start` makes what a batch is read with.
pub(super) fn pass<S, T: Send>(
    inputs: &Inputs,
    watch: &Watch<'_>,
    errors: &mut Errors,
    (start, make): (impl Fn() -> S + Sync, impl Fn(&mut S, &Record<'_>) -> T + Sync),
    mut take: impl FnMut(&T) + Send,
) -> Result<(), Failure> {
    let Watch { limits, counter, bar, .. } = *watch;
    let threads =
        watch.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let mut refused = None;
    let mut unread = Vec::new();
    let mut list = inputs.list.iter();
    let mut reader: Option<Reader> = None;
    let batches = std::iter::from_fn(|| {
        loop {
            if let Some(batch) = reader.as_mut().and_then(Reader::next_batch) {
                return Some(batch);
            }
            let (input, in_folder) = list.next()?;
            let opened =
                input.read().and_then(|bytes| Reader::new(input.clone(), counter.count(bytes), limits));
            match opened {
                Ok(opened) => reader = Some(opened),
                Err(error) if *in_folder => unread.push(Box::new(error.entry())),
                Err(error) => {
                    refused = Some(Failure::Refused(error.to_string()));
                    return None;
                }
            }
        }
    });
    ordered(
        threads,
        batches,
        |batch| {
            let mut found = Found { documents: Vec::new(), errors: Errors::default() };
            let mut state = start();
            batch.records(|record| match record {
                Ok(record) => found.documents.push(make(&mut state, &record)),
                Err(entry) => found.errors.add(entry),
            });
            found
        },
        |found| {
            found.documents.iter().for_each(&mut take);
            errors.append(found.errors);
            bar.set_position(counter.read());
            Ok(())
        },
    )?;
    for entry in unread {
        errors.add(entry);
    }
    refused.map_or(Ok(()), Err)
}

pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(a), Ok(b)) if a == b)
}

pub(super) fn create(output: &Path) -> Result<Sink, Failure> {
    if output == Path::new("-") {
        return Ok(Sink::stdout());
    }
    let refused = |error| Failure::Refused(format!("cannot write {}: {error}", output.display()));
    Sink::create(output).map_err(refused)
}

pub(super) fn write(
    mut sink: Sink,
    output: &Path,
    write: impl FnOnce(&mut Sink) -> io::Result<()>,
) -> Result<(), Failure> {
    let written = write(&mut sink).and_then(|()| sink.commit()).map(drop);
    written.map_err(|error| Failure::Output(output.display().to_string(), error))
}
