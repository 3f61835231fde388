//! The features of a word, as rows of the table.

use super::fold::Word;

/// Rows of the table.
pub const ROWS: usize = 1 << 16;

/// Calls `each` with the rows of a word: of every sequence of four letters and of six, the ends of the word counted as
/// letters, of its shorter beginnings, and of the whole word.
#[inline]
pub fn rows(word: &Word, mut each: impl FnMut(usize)) {
    let mut last: u64 = 0;
    let mut whole: u32 = 0x811C_9DC5;
    for (at, byte) in word.letters().iter().copied().chain([0]).enumerate() {
        last = last << 8 | u64::from(byte);
        whole = (whole ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        each(((last as u32).wrapping_mul(0x9E37_79B1) >> 16) as usize);
        if at >= 5 {
            each((((last & 0xFFFF_FFFF_FFFF).wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> 48) as usize);
        }
    }
    each((whole.wrapping_mul(0x85EB_CA6B) >> 16) as usize);
}
