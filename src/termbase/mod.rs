//! Term bases of translators: names of one concept in several languages, read and written as CSV, TSV, TBX, TMX and
//! JSON Lines, written as SKOS, and turned into dictionaries of the [`glossary`](crate::glossary).
//!
//! ```
//! use unisono::termbase::{Format, Reading, TermBase};
//!
//! let Reading { base, .. } = TermBase::read(Format::Csv, "id,en,fr\nQ1028,Morocco,Maroc\n".as_bytes(), &[])?;
//! let tbx = base.write(Format::Tbx)?;
//! assert!(tbx.contains("<term>Maroc</term>"));
//! assert_eq!(TermBase::read(Format::Tbx, tbx.as_bytes(), &[])?.base, base);
//! # Ok::<(), unisono::termbase::TermBaseError>(())
//! ```
//!
//! Forms go through every format as they are: spaces at their ends, tabs, line separators, decomposed accents. What a
//! format has no place for is an error (control characters in XML) or is counted in [`Reading::left_out`]; nothing is
//! lost in silence.
//!
//! Sources: TBX is ISO 30042:2019 (and the `martif` of its first edition), TMX is 1.4b, SKOS is the W3C recommendation
//! of 2009.

mod base;
mod check;
mod columns;
mod csv;
mod error;
mod format;
mod jsonl;
mod layer;
mod skos;
mod tag;
mod tbx;
mod tmx;
mod xml;
mod xml_name;

#[cfg(test)]
mod tests;

pub use base::{Concept, Reading, Status, Term, TermBase};
pub use error::TermBaseError;
pub use format::Format;
pub use layer::Layer;
