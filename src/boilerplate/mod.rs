//! Which lines are the article and which are the page around it.

mod kind;

pub use kind::LineKind;
