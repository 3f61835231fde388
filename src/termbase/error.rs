//! What can go wrong with a file.

/// A file that cannot be read or written, and where.
///
/// ```
/// use unisono::termbase::{Format, TermBase};
/// let error = TermBase::read(Format::JsonLines, b"{}\nno json", &[]).unwrap_err();
/// assert_eq!(error.line, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", place(*line))]
#[non_exhaustive]
pub struct TermBaseError {
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

fn place(line: usize) -> String {
    if line == 0 { String::new() } else { format!("line {line}: ") }
}

impl TermBaseError {
    pub(crate) fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }

    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self::at(0, message)
    }
}
