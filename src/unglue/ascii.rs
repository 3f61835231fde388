//! The ASCII of a block of text, in vectors of sixteen bytes.

use wide::{CmpGt, i8x16, u8x16};

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;
/// Bytes of a vector.
const LANES: usize = 16;

/// One bit for each byte of a block, the lowest first.
pub(super) struct Ascii {
    pub(super) lower: u64,
    pub(super) upper: u64,
    pub(super) commas: u64,
    pub(super) spaces: u64,
    /// Bytes beyond ASCII.
    pub(super) wide: u64,
}

impl Ascii {
    #[inline]
    pub(super) fn of(block: &[u8; BLOCK]) -> Self {
        let mut ascii = Self { lower: 0, upper: 0, commas: 0, spaces: 0, wide: 0 };
        for at in (0..BLOCK).step_by(LANES) {
            let lanes = block.get(at..).and_then(<[u8]>::first_chunk::<LANES>).copied().unwrap_or_default();
            let v = i8x16::new(lanes.map(u8::cast_signed));
            let between = |low: u8, high: u8| {
                // Bytes beyond ASCII are negative.
                let (low, high) = (low.cast_signed() - 1, high.cast_signed() + 1);
                v.cmp_gt(i8x16::splat(low)) & i8x16::splat(high).cmp_gt(v)
            };
            let is = |byte: u8| u8x16::new(lanes).cmp_eq(u8x16::splat(byte));
            let put = |mask: i32| u64::from(mask.cast_unsigned()) << at;
            ascii.lower |= put(between(b'a', b'z').move_mask());
            ascii.upper |= put(between(b'A', b'Z').move_mask());
            ascii.wide |= put(v.move_mask());
            ascii.spaces |= put(is(b' ').move_mask());
            ascii.commas |= put(is(b',').move_mask());
        }
        ascii
    }
}
