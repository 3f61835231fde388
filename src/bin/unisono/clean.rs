//! `unisono clean`.

use crate::args::{CleanArgs, Part};
use crate::fields::Fields;
use crate::load;
use crate::pieces::{Piece, Pieces};
use crate::plan::plan;
use crate::progress::{self, Counter};
use crate::resume::{self, Start};
use crate::stop::Stop;
use crate::summary;
use crate::work::{Done, Job, quiet_panics};
use crate::writer::Writer;
use crate::{FAILED, Failure};
use clap::ValueEnum;
use std::path::Path;
use std::thread;
use std::time::Instant;
use unisono::Trace;
use unisono::io::{ErrorEntry, Limits, Lock, Mark, Position, ordered};

/// A piece of work that is done.
enum Finished {
    Lines(usize, Done, Option<(Position, Mark)>),
    Unread(usize, Done),
    Kept(usize),
    End(usize, Mark),
}

pub(crate) fn run(args: &CleanArgs) -> Result<u8, Failure> {
    let started = Instant::now();
    let loaded = load::pipeline(&args.pipeline, args.target.as_deref())?;
    let plan = plan(&args.input, &args.output, &args.fields)?;
    let base = plan.output.base();
    if args.report && base.is_none() {
        let why = "--report keeps a file beside OUT; name a file or a folder";
        return Err(Failure::Refused(why.to_owned()));
    }
    let _lock = base.map(lock).transpose()?;
    let config = resume::config(args, &loaded);
    let mut start = Start::find(&plan, &config, args.resume);
    if let Some(entries) = start.finished {
        if !args.quiet {
            eprintln!(
                "unisono: nothing to do: {} is complete and no input has changed",
                args.output.display()
            );
        }
        return Ok(if entries > 0 { FAILED } else { 0 });
    }
    if let (Some(why), false) = (start.over, args.quiet) {
        eprintln!("unisono: the earlier run cannot be gone on with, since {why}; starting over");
    }
    let (counter, limits) = (Counter::default(), Limits::from(&args.limits));
    let stop =
        Stop::listen().map_err(|error| Failure::Refused(format!("cannot listen for signals: {error}")))?;
    let mut pieces = Pieces::new(&plan, limits, counter.clone(), stop.clone());
    // A single input that cannot be read is no run, so it is opened before anything is written.
    if !plan.folder {
        pieces.open_first().map_err(|error| Failure::Refused(error.to_string()))?;
    }

    let mut parts = args.with.clone();
    parts.sort_unstable_by_key(|part| *part as u8);
    parts.dedup();
    if !args.quiet && args.output != Path::new("-") {
        for warning in empty_parts(&parts, &loaded.kinds) {
            eprintln!("unisono: {warning}");
        }
    }
    let fields = Fields { parts, unit: args.offsets.into() };
    let trace = if fields.need_trace() || args.report { Trace::Full } else { Trace::Counts };
    let columns = fields.columns(&loaded.kinds, !args.drop_rejected);
    let job = Job {
        pipeline: loaded.pipeline.clone().with_trace(trace),
        fields,
        drop_rejected: args.drop_rejected,
        survey: args.report,
        keep_rows: plan.keeps_rows(),
    };

    let bar = progress::bar(plan.inputs.iter().map(|p| p.bytes).sum(), args.quiet, base.is_none());
    pieces.begin(&mut start);
    let start_with = (start, args.report);
    let mut writer = Writer::start(&plan, &loaded, config, start_with, columns, (counter, bar))?;
    quiet_panics();
    let threads =
        args.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let fail = |input, entry: &ErrorEntry| {
        let mut done = Done::default();
        done.fail(entry);
        Finished::Unread(input, done)
    };
    let work = |piece| match piece {
        Piece::Batch(input, batch, place) => Finished::Lines(input, job.run(&batch), place),
        Piece::Unread(input, entry) => fail(input, &entry),
        Piece::Kept(input) => Finished::Kept(input),
        Piece::End(input, content) => Finished::End(input, content),
    };
    ordered(threads, pieces, work, |finished| match finished {
        Finished::Lines(input, done, place) => writer.lines(input, done, place),
        Finished::Unread(input, done) => writer.unread(input, done),
        Finished::Kept(input) => writer.take_over(input),
        Finished::End(input, content) => writer.end(input, content),
    })?;
    if let Some(status) = stop.asked() {
        writer.save()?;
        if !args.quiet {
            let how = if base.is_some() { "; run it again with --resume" } else { "" };
            eprintln!("unisono: stopped by a signal{how}");
        }
        return Ok(status);
    }
    let (totals, report) = writer.finish()?;
    if !args.quiet && (base.is_some() || args.verbose) {
        eprintln!("{}", summary::line(&totals, &report, started.elapsed(), base));
    }
    if args.verbose {
        eprint!("{}", summary::details(&report));
    }
    Ok(if totals.entries() > 0 { FAILED } else { 0 })
}

/// What is asked for and never found, since no stage of the pipeline looks for it.
fn empty_parts(parts: &[Part], kinds: &[String]) -> Vec<String> {
    let given_by = |part: Part| match part {
        Part::Sentences => Some("sentences"),
        Part::Entities => Some("glossary"),
        Part::Lines | Part::Metadata => Some("boilerplate"),
        Part::Quality => Some("quality"),
        _ => None,
    };
    let mut warnings: Vec<(&str, Vec<String>)> = Vec::new();
    for &part in parts {
        // A stage gives what it is named for; `repeated-lines` gives the lines that it takes out.
        let gives = |stage: &str, kind: &str| {
            kind == stage || (matches!(part, Part::Lines) && kind == "repeated-lines")
        };
        let Some(stage) = given_by(part).filter(|stage| !kinds.iter().any(|kind| gives(stage, kind))) else {
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
