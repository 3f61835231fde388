//! `unisono learn repeated-lines`.

use super::inputs::{Errors, Inputs, Watch, create, pass, write};
use super::site;
use crate::Failure;
use crate::args::RepeatedLinesArgs;
use crate::cause::with_causes;
use crate::progress::{self, Counter};
use std::fs::File;
use std::io::BufReader;
use unisono::io::{Limits, Record};
use unisono::repeated_lines::{Learner, LineKeys, Table};

/// Lines on fewer documents are not worth a place in a table.
const LEAST: u32 = 2;

pub(super) fn run(args: &RepeatedLinesArgs) -> Result<u8, Failure> {
    if args.merge { merge(args) } else { learn(args) }
}

fn learn(args: &RepeatedLinesArgs) -> Result<u8, Failure> {
    let mut inputs = Inputs::find(&args.inputs, &args.output)?;
    let sink = create(&args.output)?;
    // Lines that a shard has once may be in another one too, so there all are counted.
    let twice = !args.shard && !inputs.read_once();
    let counter = Counter::default();
    let bar = progress::bar(inputs.bytes * if twice { 2 } else { 1 }, args.quiet, false);
    let mut learner = Learner::new(args.memory.saturating_mul(1 << 20));
    let watch =
        Watch { limits: Limits::from(&args.limits), threads: args.threads, counter: &counter, bar: &bar };
    let make =
        (|| (), |(): &mut (), record: &Record<'_>| LineKeys::of(record.text(), site(record).as_deref()));
    if twice {
        bar.set_message("first pass: which lines stand there twice");
        pass(&inputs, &watch, &mut Errors::default(), make, |document| learner.see(document))?;
    }
    bar.set_message("counting");
    let (mut errors, mut unknown) = (std::mem::take(&mut inputs.unread), 0_u64);
    pass(&inputs, &watch, &mut errors, make, |document| {
        unknown += u64::from(document.site_is_unknown());
        learner.count(document);
    })?;
    bar.finish_and_clear();
    let mut table = learner.finish();
    if !args.shard {
        table.prune(LEAST);
    }
    write(sink, &args.output, |sink| table.write_to(sink))?;
    say(args, &table, unknown);
    Ok(errors.say())
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
    write(create(&args.output)?, &args.output, |sink| sum.write_to(sink))?;
    say(args, &sum, u64::from(sum.documents(None)));
    Ok(0)
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
