//! The binary as a user runs it: arguments, files, exit status.
#![allow(clippy::unwrap_used)]

#[path = "cli/contract.rs"]
mod contract;
#[path = "cli/corpus.rs"]
mod corpus;
#[path = "cli/disk.rs"]
mod disk;
#[path = "cli/duplicates.rs"]
mod duplicates;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/glossary.rs"]
mod glossary;
#[path = "cli/html.rs"]
mod html;
#[path = "cli/learn.rs"]
mod learn;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/resume.rs"]
mod resume;
#[path = "cli/shell.rs"]
mod shell;
#[path = "cli/tables.rs"]
mod tables;
#[path = "cli/translate.rs"]
mod translate;
#[path = "cli/words.rs"]
mod words;
