//! Records in, records out: JSON Lines, plain or compressed, tables, web archives, and folders of text.
//!
//! A record is one JSON object. Its `text` is what a pipeline works on; every other field is carried through as it was
//! written, byte for byte. What cannot be read becomes an [`ErrorEntry`] with file, line and byte offset, and the
//! records around it are untouched.
//!
//! ```
//! use unisono::io::{Input, Limits, Reader};
//!
//! let lines: &[u8] = b"{\"id\":\"a\",\"text\":\"Rabat\",\"n\":1.10}\n{\"id\":\"b\"}\n";
//! let mut reader = Reader::new(Input::stdin(), Box::new(lines), Limits::default())?;
//! let (mut texts, mut problems) = (Vec::new(), Vec::new());
//! while let Some(batch) = reader.next_batch() {
//!     batch.records(|record| match record {
//!         Ok(record) => texts.push(record.text().to_owned()),
//!         Err(entry) => problems.push((entry.line, entry.message)),
//!     });
//! }
//! assert_eq!(texts, ["Rabat"]);
//! assert_eq!(problems, [(Some(2), "the object has neither a field `text` nor `html`".to_owned())]);
//! # Ok::<(), unisono::io::OpenError>(())
//! ```

mod batch;
mod carry;
mod decode;
mod entry;
mod gz;
mod http;
mod input;
mod json;
mod limits;
mod line;
mod lines;
mod lock;
mod mark;
mod names;
mod ordered;
#[cfg(feature = "parquet")]
mod parquet;
mod reader;
mod record;
mod sink;
mod table;
mod utf16;
mod warc;
mod zst;

pub use batch::{Batch, Position};
pub use entry::{ErrorEntry, ErrorKind};
pub use input::{Format, Input, OpenError};
pub use limits::Limits;
pub use lock::Lock;
pub use mark::{Mark, Watch};
pub use names::Names;
pub use ordered::ordered;
#[cfg(feature = "parquet")]
pub use parquet::{Column, Rows};
pub use reader::Reader;
pub use record::Record;
pub use sink::Sink;
