//! Offsets in other units, for those who do not count in UTF-8 bytes.

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// UTF-8 bytes, as everywhere in the crate.
    #[default]
    Utf8,
    /// UTF-16 code units, as in JavaScript and Java.
    Utf16,
    /// Unicode code points, as in Python.
    Chars,
}

/// Converts byte offsets of one text to another unit.
///
/// ```
/// use unisono::document::{Offsets, Unit};
/// let offsets = Offsets::new("🇲🇦 été", Unit::Utf16);
/// assert_eq!(offsets.get(9), 5);
/// assert_eq!(Offsets::new("🇲🇦 été", Unit::Chars).get(9), 3);
/// ```
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before every `STEP`th byte; empty where bytes and units are the same.
    marks: Vec<u32>,
}

const STEP: usize = 128;

impl<'t> Offsets<'t> {
    /// Reads `text` once.
    ///
    /// ```
    /// # use unisono::document::{Offsets, Unit};
    /// assert_eq!(Offsets::new("abc", Unit::Chars).get(2), 2);
    /// ```
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit != Unit::Utf8 && !text.is_ascii() {
            let mut units = 0;
            marks.reserve(text.len() / STEP + 1);
            for chunk in text.as_bytes().chunks(STEP) {
                marks.push(units);
                units += chunk.iter().map(|&byte| units_of(byte, unit)).sum::<u32>();
            }
        }
        Self { text, unit, marks }
    }

    /// The offset `byte` in the unit; an offset beyond the text or inside a character counts what starts before it.
    ///
    /// ```
    /// # use unisono::document::{Offsets, Unit};
    /// assert_eq!(Offsets::new("é", Unit::Chars).get(99), 1);
    /// ```
    pub fn get(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.marks.is_empty() {
            return byte as u32;
        }
        let step = (byte / STEP).min(self.marks.len() - 1);
        let rest = &self.text.as_bytes()[step * STEP..byte];
        self.marks[step] + rest.iter().map(|&byte| units_of(byte, self.unit)).sum::<u32>()
    }
}

/// Units that begin with this byte of UTF-8.
fn units_of(byte: u8, unit: Unit) -> u32 {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. if unit == Unit::Utf16 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_counts_as_the_standard_library_counts(text in "[a🇲é\u{301}€]{0,400}") {
            let (utf16, chars) = (Offsets::new(&text, Unit::Utf16), Offsets::new(&text, Unit::Chars));
            for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                prop_assert_eq!(utf16.get(byte as u32) as usize, text[..byte].encode_utf16().count());
                prop_assert_eq!(chars.get(byte as u32) as usize, text[..byte].chars().count());
            }
        }
    }
}
