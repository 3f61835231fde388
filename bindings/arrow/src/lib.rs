//! The pipelines of [`unisono`] over Arrow record batches: a pure function that any engine can call.
//!
//! A batch comes in with a column of texts; a batch comes out with the same rows in the same order, the text cleaned, all
//! other columns as they were, and new columns that are typed: `language`, `language_confidence`, `entities`,
//! `removed_lines`, `edits`, `status`, `status_message`. A row that cannot be cleaned is no error and no panic: its
//! `status` says what happened. Nothing outside the arguments decides on the result, so an engine may cut batches where it
//! likes and run them again.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{RecordBatch, StringArray, cast::AsArray};
//! use unisono::Pipeline;
//! use unisono_arrow::{Cleaner, Columns};
//!
//! let texts = StringArray::from(vec![Some("Rabat et Londres signent un accord. ."), None]);
//! let batch = RecordBatch::try_from_iter([("text", Arc::new(texts) as _)])?;
//! let cleaned = Cleaner::new(Pipeline::news(), Columns::default()).clean(&batch)?;
//! assert_eq!(cleaned["text"].as_string::<i32>().value(0), "Rabat et Londres signent un accord.");
//! assert_eq!(cleaned["status"].as_string::<i32>().value(1), "null");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Arrays cross to other languages by the Arrow C Data Interface: [`ffi`] has both directions.

mod cleaner;
mod columns;
pub mod ffi;
mod guard;
mod items;
mod layout;
mod lists;
mod rows;
mod stream;
mod texts;

pub use cleaner::{Cleaner, Error};
pub use columns::Columns;
pub use guard::{Failure, FailureKind, guarded, run};
pub use stream::CleanReader;
