//! `unisono learn`: what a corpus teaches, in files that pipelines use.

mod duplicates;
mod inputs;
mod repeated_lines;

use crate::Failure;
use crate::args::LearnCommand;
use std::borrow::Cow;
use unisono::Document;
use unisono::io::Record;

/// Fields that say where a document is from; the first that is a string counts.
const SITE_FIELDS: [&str; 3] = ["site", "domain", "url"];

pub(crate) fn run(command: &LearnCommand) -> Result<u8, Failure> {
    let output = match command {
        LearnCommand::RepeatedLines(args) => &args.output,
        LearnCommand::Duplicates(args) => &args.output,
    };
    if output.extension().is_some_and(|suffix| suffix == "gz" || suffix == "zst") {
        let name = output.display();
        return Err(Failure::Refused(format!("{name}: a table is not compressed; name it .bin")));
    }
    match command {
        LearnCommand::RepeatedLines(args) => repeated_lines::run(args),
        LearnCommand::Duplicates(args) => duplicates::run(args),
    }
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
