//! What the benches share.
#![allow(missing_docs, dead_code, unreachable_pub, clippy::pedantic)]

pub mod corpus;
pub mod designs;
pub mod glossary;
pub mod language;
pub mod sentences;
#[cfg(feature = "config")]
pub mod stages;
pub mod unicode;
