//! The command line of unisono.

mod align;
mod args;
mod bench;
mod cause;
mod clean;
mod diff;
mod engines;
mod explain;
mod fields;
mod glossary;
mod learn;
mod list;
mod load;
mod manifest;
mod pieces;
mod plan;
mod progress;
mod report;
mod resume;
mod shell;
mod stop;
mod summary;
mod survey;
mod translate;
mod work;
mod writer;

use args::{Cli, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;
use unisono::ledger::visible;

/// Some records failed and are in the error file, or the output could not be written to its end.
const FAILED: u8 = 1;
/// The run could not start.
const REFUSED: u8 = 2;

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    /// It could not start: one line that says what, where and what to do.
    Refused(String),
    /// What it was to write could not be written.
    Output(String, io::Error),
}

impl Failure {
    /// Failure to write to standard output.
    fn stdout(error: io::Error) -> Self {
        Self::Output("standard output".to_owned(), error)
    }
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Clean(args) => clean::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Align(args) => align::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Glossary(command) => glossary::run(&command),
        Command::Learn(command) => learn::run(&command),
        Command::Translate(args) => translate::run(&args),
        Command::Engines(args) => engines::run(&args),
        Command::Presets { name } => list::presets(name.as_deref()),
        Command::Stages { name } => list::stages(name.as_deref()),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(Failure::Refused(message)) => {
            eprintln!("unisono: {}", visible(&message));
            ExitCode::from(REFUSED)
        }
        // Who reads has seen enough, as `| head` has.
        Err(Failure::Output(_, error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
        Err(Failure::Output(what, error)) => {
            eprintln!("unisono: cannot write {}: {error}", visible(&what));
            ExitCode::from(FAILED)
        }
    }
}
