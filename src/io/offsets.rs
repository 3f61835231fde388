//! Byte offsets in the units that other languages count in.

/// What an offset counts.
///
/// ```
/// use unisono::io::{OffsetIndex, Unit};
/// assert_eq!(OffsetIndex::new("é😀", Unit::Utf16).at(6), 3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Unit {
    /// UTF-8 bytes.
    #[default]
    Utf8,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
    /// Characters (Unicode scalar values), as Python counts.
    Chars,
}

/// Bytes between two entries of the index.
const STEP: usize = 64;

/// Converts byte offsets of one text; made in one pass over it, a question costs at most 64 bytes of counting.
///
/// ```
/// use unisono::io::{OffsetIndex, Unit};
/// let index = OffsetIndex::new("à Rabat", Unit::Chars);
/// assert_eq!(index.at(3), 2);
/// assert_eq!(index.at(8), 7);
/// ```
#[derive(Debug)]
pub struct OffsetIndex<'a> {
    text: &'a str,
    unit: Unit,
    /// Units before each multiple of [`STEP`]; empty when every byte is a unit.
    marks: Vec<u32>,
}

impl<'a> OffsetIndex<'a> {
    /// Counts `text` once.
    ///
    /// ```
    /// # use unisono::io::{OffsetIndex, Unit};
    /// assert_eq!(OffsetIndex::new("", Unit::Chars).at(0), 0);
    /// ```
    pub fn new(text: &'a str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit != Unit::Utf8 && !text.is_ascii() {
            marks.reserve(text.len() / STEP + 1);
            let mut units = 0;
            for block in text.as_bytes().chunks(STEP) {
                marks.push(units);
                units += count(block, unit);
            }
            marks.push(units);
        }
        Self { text, unit, marks }
    }

    /// The offset of the character that starts at byte `byte`; an offset after the end is taken as the end.
    ///
    /// ```
    /// # use unisono::io::{OffsetIndex, Unit};
    /// assert_eq!(OffsetIndex::new("abc", Unit::Utf16).at(99), 3);
    /// ```
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let Some(&mark) = self.marks.get(byte / STEP) else { return byte as u32 };
        let from = byte / STEP * STEP;
        mark + count(self.text.as_bytes().get(from..byte).unwrap_or_default(), self.unit)
    }
}

/// Units of the characters that start in `bytes`.
fn count(bytes: &[u8], unit: Unit) -> u32 {
    let starts = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    let pairs = if unit == Unit::Utf16 { bytes.iter().filter(|&&byte| byte >= 0xF0).count() } else { 0 };
    (starts + pairs) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_agrees_with_counting() {
        let text = "L'été, 日本 et 😀👍🏽 — fin. ".repeat(40);
        let (utf16, chars) = (OffsetIndex::new(&text, Unit::Utf16), OffsetIndex::new(&text, Unit::Chars));
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            assert_eq!(utf16.at(at as u32) as usize, text[..at].encode_utf16().count());
            assert_eq!(chars.at(at as u32) as usize, text[..at].chars().count());
        }
    }
}
