//! What flows through a pipeline: the document, its spans and its marks.

mod span;

pub use span::{Current, Source, Span};
