//! How much a reader holds in memory at most.

/// What a reader takes on.
///
/// ```
/// use unisono::io::Limits;
/// assert_eq!(Limits::default().max_record_bytes, 16 * 1024 * 1024);
/// assert_eq!(Limits::default().max_document_bytes, 1024 * 1024 * 1024);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Limits {
    /// Longest line, in bytes without its end; a longer one is reported and never held in memory.
    pub max_record_bytes: usize,
    /// Longest file that is one document, in bytes after decompression; of a longer one no more than that is read, and
    /// it is reported. A document has less than 4 GiB, whatever stands here.
    pub max_document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_record_bytes: 16 << 20, max_document_bytes: 1 << 30 }
    }
}
