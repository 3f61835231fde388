//! `unisono diff`: what a change of configuration or version does to a corpus.

mod document;
mod pairs;
mod tally;

use crate::Failure;
use clap::Args;
use document::Parsed;
use pairs::{Pair, Pairs};
use std::io::{self, Write};
use std::path::PathBuf;
use tally::Tally;

/// Exit status when the runs are not the same.
const DIFFERENT: u8 = 1;

/// Says what differs between two runs over the same documents: by rule, by site, with examples
#[derive(Debug, Args)]
#[command(after_help = "\
RUN_A and RUN_B are outputs of `unisono clean`. Documents are brought together by `id`, in whatever order; the two
runs may be in another order by up to 50,000 documents. Rules are known where both were written `--with edits`, with
the same --offsets. An edit is the same when it stands at the same place of the source, puts in the same text and names
the same stage and rule. The site is the registered domain of the field `site`, `domain` or `url`.

Exit status: 0 the same text, language and verdict everywhere, 1 something differs, 2 a run cannot be read.

Example:
  unisono clean in.jsonl -o a.jsonl --with edits
  unisono clean in.jsonl -o b.jsonl --with edits --config mine.toml
  unisono diff a.jsonl b.jsonl")]
pub(crate) struct DiffArgs {
    /// Output of the first run
    #[arg(value_name = "RUN_A")]
    before: PathBuf,

    /// Output of the second run
    #[arg(value_name = "RUN_B")]
    after: PathBuf,

    /// Examples for each rule
    #[arg(long, value_name = "N", default_value_t = 2)]
    examples: usize,

    /// Sites to show, those with the most documents changed
    #[arg(long, value_name = "N", default_value_t = 10)]
    sites: usize,

    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &DiffArgs) -> Result<u8, Failure> {
    let mut tally = Tally::new(args.examples);
    Pairs::open(&args.before, &args.after)?.each(|pair| match pair {
        Pair::Both(one, other) => tally.add(&Parsed::of(&one), &Parsed::of(&other)),
        Pair::Before(one) => tally.alone(&one, false),
        Pair::After(other) => tally.alone(&other, true),
    })?;
    let shown =
        if args.json { format!("{}\n", tally.as_json(args.sites)) } else { tally.to_text(args.sites) };
    io::stdout().lock().write_all(shown.as_bytes()).map_err(Failure::stdout)?;
    Ok(if tally.same() { 0 } else { DIFFERENT })
}
