//! `unisono report`: one page on finished runs.

mod chart;
mod examples;
mod gather;
mod numbers;
mod page;
mod tables;

use crate::Failure;
use clap::Args;
use gather::gather;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use unisono::io::Sink;

/// Makes one page to look at, on a finished run of `clean` or on several together
#[derive(Debug, Args)]
#[command(after_help = "\
RUN is the OUT of a run; its manifest, error and rejected files stand beside it. A run made with --report has kept what
each rule did, with examples, the lines that were removed, and the slowest documents. Of any other run the page tells
what OUT itself tells: languages, sites, lengths, confidence.

The page stands alone: it holds no script and fetches nothing. It quotes articles, unless --no-text is given.

Examples:
  unisono clean dump.jsonl.zst -o out.jsonl.zst --report
  unisono report out.jsonl.zst -o report.html
  unisono report may.jsonl june.jsonl --no-text -o shards.html")]
pub(crate) struct ReportArgs {
    /// The OUT of a finished run; of several, everything is added up
    #[arg(value_name = "RUN", required = true)]
    pub(crate) runs: Vec<PathBuf>,

    /// The page; `-` for standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,

    /// Leave out every text of the articles, their ids, and messages that may quote them
    #[arg(long)]
    pub(crate) no_text: bool,

    /// Heading of the page
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
}

pub(crate) fn run(args: &ReportArgs) -> Result<u8, Failure> {
    let gathered = gather(&args.runs)?;
    let title = args.title.clone().unwrap_or_else(|| match args.runs.as_slice() {
        [one] => format!("Run {}", one.file_name().unwrap_or_default().to_string_lossy()),
        several => format!("{} runs", several.len()),
    });
    let page = page::page(&gathered, &title, !args.no_text);
    if args.output == Path::new("-") {
        let mut out = io::stdout().lock();
        out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(Failure::stdout)?;
        return Ok(0);
    }
    let shown = args.output.display();
    let mut sink = Sink::create(&args.output)
        .map_err(|error| Failure::Refused(format!("cannot write {shown}: {error}")))?;
    let written = sink.write_all(page.as_bytes()).and_then(|()| sink.commit());
    written.map(|_| 0).map_err(|error| Failure::Output(shown.to_string(), error))
}
