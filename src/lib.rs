//! Multilingual normalization for scraped news in English, French and Spanish.
#![deny(unsafe_code)]

pub mod boilerplate;
pub mod document;
pub mod glossary;
pub mod language;
pub mod sentences;
pub mod unicode;

pub use document::{Current, Source, Span};
pub use language::Language;
