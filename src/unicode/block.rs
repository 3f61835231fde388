//! Which bytes of a block need a look: the innermost loop of the fast path, in vectors of sixteen bytes.

use wide::u8x16;

/// Bytes judged at once.
pub(super) const BLOCK: usize = 64;
/// Bytes of a window before its block.
pub(super) const BEFORE: usize = 1;
/// Bytes of a window: two stand behind its block.
pub(super) const WINDOW: usize = BEFORE + BLOCK + 2;
/// Bytes of a vector.
pub(super) const LANES: usize = 16;

/// A block with the byte before it and the two behind it.
pub(super) type Window = [u8; WINDOW];

/// One bit for each byte of the block that is or begins a character that some rule may change, the lowest first. Latin
/// letters with and without accents, quotes, dashes, and line feeds between words pass. What is flagged without need costs a
/// look.
#[inline]
pub(super) fn judge(window: &Window) -> u64 {
    let mut odd = u8x16::splat(0);
    for k in (0..BLOCK).step_by(LANES) {
        let (before, v) = (load(window, k), load(window, k + 1));
        // Not 0 for controls, and for DEL and all beyond ASCII.
        let outside = u8x16::splat(b' ').saturating_sub(v) | v.saturating_sub(u8x16::splat(0x7E));
        odd = odd | outside | is(v, b'&') | crowded(before, v);
    }
    // Most blocks end here.
    if is(odd, 0).move_mask() == 0xFFFF { 0 } else { judge_closely(window) }
}

#[inline]
fn judge_closely(window: &Window) -> u64 {
    let mut mask = 0;
    for k in (0..BLOCK).step_by(LANES) {
        let (before, v) = (load(window, k), load(window, k + 1));
        let (next, third) = (load(window, k + 2), load(window, k + 3));
        // CC to FF, which lead combining marks, Greek, Cyrillic, punctuation and all else, and 00 to 1F behind them.
        let special = is_within(v, 0xCC, 0x54);
        let beside = before.min(next);
        let alone = is(v, b'\n') & beside.max(u8x16::splat(b' ' + 1)).cmp_eq(beside);
        // From the hyphens to the hyphenation point: quotes, dashes, the ellipsis.
        let quote = is(v, 0xE2) & is(next, 0x80) & is_within(third, 0x90, 0x18);
        // C1, NBSP, the soft hyphen.
        let latin = is(v, 0xC2) & (is_within(next, 0, 0xA1) | is(next, 0xAD));
        // Both exceptions are special ones.
        let flags = special ^ (alone | quote) | latin | is(v, 0x7F) | is(v, b'&') | crowded(before, v);
        mask |= u64::from(flags.move_mask().cast_unsigned()) << k;
    }
    mask
}

/// A second space, or a space before a full stop.
#[inline]
fn crowded(before: u8x16, v: u8x16) -> u8x16 {
    is(before, b' ') & (is(v, b' ') | is(v, b'.'))
}

/// FF where a byte is `b`, 0 elsewhere.
#[inline]
pub(super) fn is(v: u8x16, b: u8) -> u8x16 {
    v.cmp_eq(u8x16::splat(b))
}

/// Whether a byte is one of `count` from `first` on, in a circle of 256.
#[inline]
pub(super) fn is_within(v: u8x16, first: u8, count: u8) -> u8x16 {
    let shifted = v - u8x16::splat(first);
    shifted.min(u8x16::splat(count - 1)).cmp_eq(shifted)
}

/// The vector that begins at byte `at`.
#[inline]
pub(super) fn load(window: &[u8], at: usize) -> u8x16 {
    let bytes = window.get(at..).and_then(<[u8]>::first_chunk::<LANES>);
    u8x16::new(bytes.copied().unwrap_or_default())
}

/// What [`judge`] says about one byte, by the bytes around it.
#[cfg(test)]
pub(super) fn needs_look(before: u8, b: u8, next: u8, third: u8) -> bool {
    match b {
        b'\n' => before <= b' ' || next <= b' ',
        b' ' | b'.' => before == b' ',
        b'&' | 0..=0x1F | 0x7F => true,
        0xC2 => next <= 0xA0 || next == 0xAD,
        0xE2 => next != 0x80 || !(0x90..=0xA7).contains(&third),
        _ => b >= 0xCC,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BLOCK, WINDOW, judge, needs_look};

    proptest! {
        #[test]
        fn vectors_say_what_single_bytes_say(bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(&b" .&\n\x7Fa\xC2\xA0\xA1\xAD\xE2\x80\x90\xA7\xA8"[..])],
            WINDOW,
        )) {
            let window = *bytes.first_chunk::<WINDOW>().expect("a window");
            let expected = (0..BLOCK).fold(0, |mask, k| {
                let look = needs_look(window[k], window[k + 1], window[k + 2], window[k + 3]);
                mask | u64::from(look) << k
            });
            prop_assert_eq!(judge(&window), expected);
        }
    }
}
