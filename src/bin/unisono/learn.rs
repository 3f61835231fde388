//! `unisono learn`: what a corpus teaches, in files that pipelines use.

use crate::args::{LearnCommand, RepeatedLinesArgs};
use crate::cause::with_causes;
use crate::progress::{self, Counter};
use crate::{FAILED, Failure};
use indicatif::ProgressBar;
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;
use std::thread;
use unisono::Document;
use unisono::io::{Batch, ErrorEntry, Input, Limits, Reader, Record, Sink, ordered};
use unisono::ledger::visible;
use unisono::repeated_lines::{Learner, LineKeys, Table};

/// Fields that say where a document is from; the first that is a string counts.
const SITE_FIELDS: [&str; 3] = ["site", "domain", "url"];

/// Lines on fewer documents are not worth a place in a table.
const LEAST: u32 = 2;

pub(crate) fn run(command: &LearnCommand) -> Result<u8, Failure> {
    let LearnCommand::RepeatedLines(args) = command;
    if args.output.extension().is_some_and(|suffix| suffix == "gz" || suffix == "zst") {
        let name = args.output.display();
        return Err(Failure::Refused(format!("{name}: a table is not compressed; name it .bin")));
    }
    if args.merge { merge(args) } else { learn(args) }
}

pub(crate) fn site<'r>(record: &Record<'r>) -> Option<Cow<'r, str>> {
    SITE_FIELDS.iter().filter_map(|field| record.string(field)).find(|site| !site.trim().is_empty())
}

/// The document, of the site that its record names.
pub(crate) fn of_site(document: Document, record: &Record<'_>) -> Document {
    match site(record) {
        Some(site) => document.with_site(&*site),
        None => document,
    }
}

/// What a batch gives.
#[derive(Default)]
struct Found {
    documents: Vec<LineKeys>,
    errors: Errors,
}

/// What could not be read: how much, and the first of it.
#[derive(Default)]
struct Errors {
    count: u64,
    first: Option<Box<ErrorEntry>>,
}

impl Errors {
    fn add(&mut self, entry: Box<ErrorEntry>) {
        self.count += 1;
        self.first.get_or_insert(entry);
    }

    fn append(&mut self, other: Self) {
        self.count += other.count;
        self.first = self.first.take().or(other.first);
    }
}

fn keys(batch: &Batch) -> Found {
    let mut found = Found::default();
    batch.records(|record| match record {
        Ok(record) => found.documents.push(LineKeys::of(record.text(), site(&record).as_deref())),
        Err(entry) => found.errors.add(entry),
    });
    found
}

/// The inputs, one after the other. Those of a folder that cannot be opened are errors; any other is refused.
struct Inputs {
    list: Vec<(Input, bool)>,
    unread: Errors,
    bytes: u64,
}

impl Inputs {
    fn find(args: &RepeatedLinesArgs) -> Result<Self, Failure> {
        let mut inputs = Self { list: Vec::new(), unread: Errors::default(), bytes: 0 };
        for path in &args.inputs {
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
            let ours = fs::canonicalize(&args.output).ok();
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
        Ok(inputs)
    }

    /// True when what is read once is gone.
    fn read_once(&self) -> bool {
        let device = |path: &Path| fs::metadata(path).is_ok_and(|data| !data.is_file());
        self.list.iter().any(|(input, _)| input.path.as_deref().is_none_or(device))
    }
}

/// Takes the documents of all inputs in their order; what could not be read goes to `errors`.
fn pass(
    inputs: &Inputs,
    (args, counter, bar): (&RepeatedLinesArgs, &Counter, &ProgressBar),
    errors: &mut Errors,
    mut take: impl FnMut(&LineKeys) + Send,
) -> Result<(), Failure> {
    let limits = Limits::from(&args.limits);
    let threads =
        args.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
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
        |batch| keys(&batch),
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

fn learn(args: &RepeatedLinesArgs) -> Result<u8, Failure> {
    let mut inputs = Inputs::find(args)?;
    if let Some((input, _)) = inputs
        .list
        .iter()
        .find(|(input, _)| input.path.as_ref().is_some_and(|path| same_file(path, &args.output)))
    {
        return Err(Failure::Refused(format!("OUT is IN ({}); give OUT another name", input.name)));
    }
    let sink = create(&args.output)?;
    // Lines that a shard has once may be in another one too, so there all are counted.
    let twice = !args.shard && !inputs.read_once();
    let counter = Counter::default();
    let bar = progress::bar(inputs.bytes * if twice { 2 } else { 1 }, args.quiet, false);
    let mut learner = Learner::new(args.memory.saturating_mul(1 << 20));
    let watch = (args, &counter, &bar);
    if twice {
        bar.set_message("first pass: which lines stand there twice");
        pass(&inputs, watch, &mut Errors::default(), |document| learner.see(document))?;
    }
    bar.set_message("counting");
    let (mut errors, mut unknown) = (std::mem::take(&mut inputs.unread), 0_u64);
    pass(&inputs, watch, &mut errors, |document| {
        unknown += u64::from(document.site_is_unknown());
        learner.count(document);
    })?;
    bar.finish_and_clear();
    let mut table = learner.finish();
    if !args.shard {
        table.prune(LEAST);
    }
    write(sink, &table, &args.output)?;
    say(args, &table, unknown);
    if let Some(first) = &errors.first {
        let line = first.line.map_or_else(String::new, |line| format!(", line {line}"));
        let (count, input) = (errors.count, &first.input);
        let message = format!("{count} not read; the first: {input}{line}: {}", first.message);
        eprintln!("unisono: {}", visible(&message));
        return Ok(FAILED);
    }
    Ok(0)
}

fn merge(args: &RepeatedLinesArgs) -> Result<u8, Failure> {
    let mut sum = Table::default();
    for path in &args.inputs {
        let refused = |error: &dyn std::error::Error| {
            Failure::Refused(format!("{}: {}", path.display(), with_causes(error)))
        };
        let file = File::open(path).map_err(|error| refused(&error))?;
        let table = Table::read_from(BufReader::with_capacity(256 << 10, file));
        sum.merge(&table.map_err(|error| refused(&error))?);
    }
    if !args.shard {
        sum.prune(LEAST);
    }
    write(create(&args.output)?, &sum, &args.output)?;
    say(args, &sum, u64::from(sum.documents(None)));
    Ok(0)
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(a), Ok(b)) if a == b)
}

fn create(output: &Path) -> Result<Sink, Failure> {
    if output == Path::new("-") {
        return Ok(Sink::stdout());
    }
    let refused = |error| Failure::Refused(format!("cannot write {}: {error}", output.display()));
    Sink::create(output).map_err(refused)
}

fn write(mut sink: Sink, table: &Table, output: &Path) -> Result<(), Failure> {
    let written = table.write_to(&mut sink).and_then(|()| sink.commit()).map(drop);
    written.map_err(|error| Failure::Output(output.display().to_string(), error))
}

fn say(args: &RepeatedLinesArgs, table: &Table, unknown: u64) {
    if args.quiet {
        return;
    }
    let (documents, sites, lines) = (table.all_documents(), table.sites(), table.lines());
    let repeated = if args.shard { "lines" } else { "lines that repeat" };
    eprintln!("{}: {documents} documents, {sites} sites, {lines} {repeated}", args.output.display());
    if unknown > 0 {
        let how = "they count as one site, with a higher threshold";
        eprintln!("unisono: {unknown} documents have no field `site`, `domain` or `url`; {how}");
    }
    for (one_in, what) in [(table.one_line_in(), "line"), (table.one_site_in(), "site")] {
        if one_in > 1 {
            let more = "give more with --memory, or learn in parts with --shard";
            eprintln!("unisono: memory was enough to count one {what} in {one_in}; {more}");
        }
    }
}
