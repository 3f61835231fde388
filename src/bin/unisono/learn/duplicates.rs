//! `unisono learn duplicates`.

use super::inputs::{Inputs, Watch, create, pass, write};
use crate::Failure;
use crate::args::DuplicatesArgs;
use crate::cause::with_causes;
use crate::progress::{self, Counter};
use std::fs::File;
use std::io::BufReader;
use unisono::duplicates::{Fingerprints, Learner, Parameters, ParametersError};
use unisono::io::{Limits, Record};

pub(super) fn run(args: &DuplicatesArgs) -> Result<u8, Failure> {
    let (learner, status) = if args.merge { (merge(args)?, 0) } else { learn(args)? };
    let (output, documents) = (args.output.display(), learner.documents());
    if args.shard {
        write(create(&args.output)?, &args.output, |sink| learner.write_to(sink))?;
        if !args.quiet {
            eprintln!("{output}: {documents} documents, to be merged");
        }
        return Ok(status);
    }
    let table = learner.finish();
    write(create(&args.output)?, &args.output, |sink| table.write_to(sink))?;
    if !args.quiet {
        let (copies, all) = (table.copies(), table.len());
        eprintln!("{output}: {documents} documents, {copies} copies, {} near copies", all - copies);
        let alike = table.not_told_apart();
        if alike > 0 {
            let why = "have the id and the text of the document that stays";
            eprintln!("unisono: {alike} copies {why}: they stay too; give documents ids of their own");
        }
    }
    Ok(status)
}

fn refused(error: &ParametersError) -> Failure {
    Failure::Refused(error.to_string())
}

fn learn(args: &DuplicatesArgs) -> Result<(Learner, u8), Failure> {
    let parameters =
        Parameters { words: args.words, bands: args.bands, rows: args.rows, similarity: args.similarity };
    let mut learner = Learner::new(parameters).map_err(|error| refused(&error))?;
    let mut inputs = Inputs::find(&args.inputs, &args.output)?;
    let counter = Counter::default();
    let bar = progress::bar(inputs.bytes, args.quiet, false);
    let watch =
        Watch { limits: Limits::from(&args.limits), threads: args.threads, counter: &counter, bar: &bar };
    bar.set_message("fingerprints");
    let mut errors = std::mem::take(&mut inputs.unread);
    // The parameters have been checked.
    let start = || Fingerprints::new(parameters).ok();
    let make = |fingerprints: &mut Option<Fingerprints>, record: &Record<'_>| {
        fingerprints.as_mut().map(|fingerprints| fingerprints.of(Some(record.id()), record.text()))
    };
    pass(&inputs, &watch, &mut errors, (start, make), |document| {
        if let Some(document) = document {
            learner.add(document);
        }
    })?;
    bar.finish_and_clear();
    Ok((learner, errors.say()))
}

/// Shards in the order in which they are named.
fn merge(args: &DuplicatesArgs) -> Result<Learner, Failure> {
    let mut sum: Option<Learner> = None;
    for path in &args.inputs {
        let refused = |error: &dyn std::error::Error| {
            Failure::Refused(format!("{}: {}", path.display(), with_causes(error)))
        };
        let file = File::open(path).map_err(|error| refused(&error))?;
        let shard = Learner::read_from(BufReader::with_capacity(256 << 10, file));
        let shard = shard.map_err(|error| refused(&error))?;
        match &mut sum {
            Some(sum) => sum.append(&shard).map_err(|error| refused(&error))?,
            None => sum = Some(shard),
        }
    }
    sum.ok_or_else(|| Failure::Refused("no shard is named".to_owned()))
}
