//! The compact form of a lexicon.

use std::borrow::Cow;

use super::hash::{Layout, hash};
use super::{Entry, Lexicon};

/// The line before the binary part of a file.
pub(super) const RULE: &[u8] = b"\n---\n";
/// Bytes of a slot.
pub(super) const SLOT: usize = 3;
/// Seed, segment length, start segments; little-endian.
pub(super) const HEAD: usize = 16;
pub(super) const FIRST_LINE: &str = "# unisono lexicon 1";

/// Words in three bytes each, slots included that stand empty, looked up in three reads of memory.
///
/// The table keeps no letters but a print of 11 bits for each word, and so takes one of 2,000 strings that are no words for one.
/// (The construction is that of a fuse filter with values: Graf and Lemire, "Binary fuse filters", 2022.)
///
/// ```
/// use unisono::Language;
/// use unisono::lexicon::{Entry, Lexicon, Table};
///
/// let words = [("port", Entry::UNKNOWN.with(Language::EN, 9)), ("puerto", Entry::UNKNOWN.with(Language::ES, 8))];
/// let bytes = Table::build("# two words\n# licence: CC0-1.0", words)?;
/// let table = Table::from_bytes(bytes)?;
/// assert_eq!(table.look_up("puerto").class(Language::ES), 8);
/// assert!(table.about().contains("CC0-1.0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    /// Where the slots start.
    slots: usize,
    layout: Layout,
}

/// Why bytes are no lexicon.
///
/// ```
/// use unisono::lexicon::{Table, TableError};
/// assert!(matches!(Table::from_bytes(b"words".to_vec()), Err(TableError::NoLexicon)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The first line is not that of a lexicon.
    #[error("not a lexicon of this version: the first line is not `{FIRST_LINE}`")]
    NoLexicon,
    /// The file ends early, or is longer than it says.
    #[error("a damaged lexicon: {found} bytes of words where {expected} belong")]
    Damaged {
        /// Bytes that the header asks for.
        expected: u64,
        /// Bytes that are there.
        found: u64,
    },
}

impl Default for Table {
    /// A table without words.
    fn default() -> Self {
        Self { bytes: Cow::Borrowed(&[]), slots: 0, layout: Layout { seed: 0, segment: 1, starts: 0 } }
    }
}

impl Table {
    /// Reads a table that [`Table::build`] wrote.
    ///
    /// # Errors
    /// When the bytes are no table, or not all of one.
    ///
    /// ```
    /// use unisono::lexicon::{Table, TableError};
    /// let mut bytes = Table::build("# nothing", [])?;
    /// bytes.push(0);
    /// assert!(matches!(Table::from_bytes(bytes), Err(TableError::Damaged { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, TableError> {
        Self::read(Cow::Owned(bytes))
    }

    pub(super) fn from_static(bytes: &'static [u8]) -> Result<Self, TableError> {
        Self::read(Cow::Borrowed(bytes))
    }

    fn read(bytes: Cow<'static, [u8]>) -> Result<Self, TableError> {
        if !bytes.starts_with(FIRST_LINE.as_bytes()) {
            return Err(TableError::NoLexicon);
        }
        let rule = memchr::memmem::find(&bytes, RULE).ok_or(TableError::NoLexicon)?;
        let head = rule + RULE.len();
        let short =
            || TableError::Damaged { expected: HEAD as u64, found: bytes.len().saturating_sub(head) as u64 };
        let number = |from: usize, to: usize| {
            let bytes = bytes.get(head + from..head + to)?;
            Some(bytes.iter().rev().fold(0u64, |number, &byte| (number << 8) | u64::from(byte)))
        };
        let seed = number(0, 8).ok_or_else(short)?;
        let segment = number(8, 12).ok_or_else(short)? as u32;
        let starts = number(12, 16).ok_or_else(short)? as u32;
        let layout = Layout { seed, segment, starts };
        let found = (bytes.len() - head - HEAD) as u64;
        let expected = layout.slots().saturating_mul(SLOT as u64);
        if !segment.is_power_of_two() || found != expected {
            return Err(TableError::Damaged { expected, found });
        }
        Ok(Self { bytes, slots: head + HEAD, layout })
    }

    /// The header of the file: origin, licence, version, how it was made.
    ///
    /// ```
    /// assert!(unisono::lexicon::builtin().about().contains("licence"));
    /// ```
    pub fn about(&self) -> &str {
        let end = self.slots.saturating_sub(HEAD + RULE.len());
        self.bytes.get(..end).and_then(|header| std::str::from_utf8(header).ok()).unwrap_or_default()
    }

    fn slot(&self, index: usize) -> u32 {
        let at = self.slots + index * SLOT;
        match self.bytes.get(at..at + SLOT) {
            Some(&[a, b, c]) => u32::from_le_bytes([a, b, c, 0]),
            _ => 0,
        }
    }
}

impl Lexicon for Table {
    fn look_up(&self, word: &str) -> Entry {
        let ([a, b, c], print) = self.layout.place(hash(word));
        let found = self.slot(a) ^ self.slot(b) ^ self.slot(c);
        if found >> Entry::BITS == print { Entry::from_bits(found as u16) } else { Entry::UNKNOWN }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("layout", &self.layout).finish_non_exhaustive()
    }
}
