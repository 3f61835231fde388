//! Multilingual normalization for scraped news in English, French and Spanish.
#![deny(unsafe_code)]

pub mod boilerplate;
pub mod document;
pub mod edit;
pub mod glossary;
#[cfg(feature = "io")]
pub mod io;
pub mod language;
pub mod ledger;
pub mod pipeline;
pub mod sentences;
pub mod stage;
pub mod unicode;

pub use document::{Current, Document, Source, Span};
pub use language::Language;
pub use ledger::Trace;
pub use pipeline::{Pipeline, Scratch};

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "config", feature = "lingua"))]
#[doc = include_str!("../README.md")]
struct Readme;
