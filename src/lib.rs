//! Multilingual normalization for scraped news in English, French and Spanish: characters cleaned, languages
//! identified, boilerplate taken out, sentences found, entities linked to one id across the languages. Every byte of the
//! output can be traced to its source, and every edit has a cause.
//!
//! ```
//! use unisono::Pipeline;
//!
//! let document = Pipeline::news().run("Morocco and the UK agree. .\n\nLeave a Reply")?;
//! assert_eq!(document.text(), "Morocco and the UK agree.");
//! assert_eq!(document.language().to_string(), "en");
//! assert_eq!(&*document.entities()[1].names.fr, "Royaume-Uni");
//! for edit in document.edits() {
//!     println!("{} {}/{}: {:?} -> {:?}", edit.source, edit.stage, edit.rule, edit.before, edit.after);
//! }
//! # Ok::<(), unisono::pipeline::Error>(())
//! ```
//!
//! Start with [`Pipeline::news`]; most users need no other type. [`Document`] holds what comes out. Each capability
//! also works alone: [`unicode::clean`], [`language::detect`], [`boilerplate::lines`], [`sentences::split`],
//! [`glossary::Glossary::find`]. A stage of your own implements [`stage::Stage`]; [`pipeline::Registry`] makes it
//! usable from a TOML file.
//!
//! Offsets are UTF-8 bytes, in two coordinate systems that are two types: [`Span<Source>`](Span) and
//! [`Span<Current>`](Span). Nothing in this crate panics on any input.
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `config` | yes | pipelines as TOML and JSON |
//! | `lingua` | | a second language detector, by the crate `lingua` |
//! | `parallel` | | [`Pipeline::batch`](pipeline::Pipeline) on threads |
//! | `decoding` | | bytes to text: byte order marks, labels, detection of the encoding |
//! | `io` | | records and files: JSON Lines, folders, gzip, zstd |
//! | `page` | | [`page`]: what was done to a document, as HTML to look at |
//! | `tracing` | | a span for each document and stage, by the crate `tracing` |
//! | `cli` | | the command line |
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code)]

pub mod align;
pub mod boilerplate;
#[cfg(feature = "decoding")]
pub mod decoding;
pub mod document;
pub mod duplicates;
pub mod edit;
pub mod glossary;
pub mod homoglyphs;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "io")]
pub mod io;
pub mod language;
pub mod ledger;
pub mod lexicon;
pub mod localize;
#[cfg(feature = "page")]
pub mod page;
pub mod pipeline;
pub mod quality;
pub mod repeated_lines;
pub mod sentences;
pub mod stage;
#[cfg(feature = "termbase")]
pub mod termbase;
pub mod translate;
pub mod typography;
pub mod unglue;
pub mod unicode;
pub mod views;

pub use document::{Current, Document, Source, Span};
pub use language::Language;
pub use ledger::Trace;
pub use pipeline::{Pipeline, Scratch};

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "config"))]
#[doc = include_str!("../README.md")]
struct Readme;
