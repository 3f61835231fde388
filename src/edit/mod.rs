//! What changes a document: lists of edits, their application, and positions through them.
//!
//! ```
//! use unisono::Span;
//! let document = unisono::Pipeline::preset("unicode")?.run("le\u{200b}s accords")?;
//! assert_eq!(document.find(Span::new(7, 14)).and_then(|span| span.of(document.text())), Some("accords"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compose;
mod error;
mod layer;
mod map;
mod rule;
mod script;

pub(crate) use compose::{Net, compose, join_touching};
pub use error::{EditError, EditFault};
pub(crate) use layer::{Applied, CONFIDENCE_UNIT, Layer, Link, RuleCount, tally};
pub(crate) use map::{back, forth};
pub use rule::Rule;
pub use script::Conflict;
pub(crate) use script::{Buffers, Script};
