//! Which bytes of a text need a look: the innermost loop of the fast path.
//!
//! It is written byte by byte without a branch, so that the compiler makes vectors of it: of 32 bytes where the processor
//! has them, which is found out once.
#![allow(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep the loop from becoming vector instructions"
)]
#![allow(
    clippy::inline_always,
    reason = "what is not inlined does not get the instructions of the processor that runs it"
)]

use std::sync::LazyLock;

use fearless_simd::{Level, Simd, dispatch};
use wide::u8x16;

/// Blocks that callers have judged ahead.
pub(super) const AHEAD: usize = 32;
/// Bytes judged at once.
pub(super) const BLOCK: usize = 64;
/// Bytes of a window before its block.
const BEFORE: usize = 1;
/// Bytes of a window: two stand behind its block.
const WINDOW: usize = BEFORE + BLOCK + 2;
/// Bytes of a vector.
pub(super) const LANES: usize = 16;

/// A block with the byte before it and the two behind it.
type Window = [u8; WINDOW];

static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// Whether a byte is or begins a character that some rule may change, by the bytes around it. Latin letters with and without
/// accents, quotes, dashes, and line feeds between words pass. What is flagged without need costs a look.
#[inline(always)]
pub(super) const fn needs_look(before: u8, b: u8, next: u8, third: u8) -> bool {
    // CC to FF, which lead combining marks, Greek, Cyrillic, punctuation and all else, and 00 to 1F behind them.
    let special = is_below(b.wrapping_sub(0xCC), 0x54);
    let alone = (b == b'\n') & (before > b' ') & (next > b' ');
    // From the hyphens to the hyphenation point: quotes, dashes, the ellipsis.
    let quote = (b == 0xE2) & (next == 0x80) & is_below(third.wrapping_sub(0x90), 0x18);
    // C1, NBSP, the soft hyphen: what follows is one of 80 to BF.
    let latin = (b == 0xC2) & (is_below(next.wrapping_sub(0x80), 0x21) | (next == 0xAD));
    // A second space, or a space before a full stop.
    let crowded = (before == b' ') & ((b == b' ') | (b == b'.'));
    // Both exceptions are special ones.
    (special ^ (alone | quote)) | latin | (b == 0x7F) | (b == b'&') | crowded
}

/// Whether one number is below another: processors compare bytes with a sign in one step, those without in two.
#[inline(always)]
const fn is_below(a: u8, b: u8) -> bool {
    (a ^ 0x80).cast_signed() < (b ^ 0x80).cast_signed()
}

/// Judges the blocks from `at` on, which is not the start of the text, and gives how many there are: one bit for each byte
/// that [`needs_look`], the lowest first.
pub(super) fn judge(bytes: &[u8], at: usize, masks: &mut [u64]) -> usize {
    let rest = bytes.get(at - BEFORE..).unwrap_or_default();
    dispatch!(*LEVEL, simd => judge_windows(simd, rest, masks, needs_look))
}

/// Whether a byte leads a character from Hebrew on, tags and variation selectors left out, by the byte behind it.
#[inline(always)]
pub(super) const fn leads_script(b: u8, next: u8) -> bool {
    // Radicals and ideographic descriptions are the only ones behind E2.
    let symbol = (b == 0xE2) & is_below(next, 0xBA);
    (b >= 0xD6) & (b != 0xF3) & !symbol
}

/// As [`judge`], with one bit for each byte that [`leads_script`].
pub(super) fn find_scripts(bytes: &[u8], at: usize, masks: &mut [u64]) -> usize {
    let rest = bytes.get(at - BEFORE..).unwrap_or_default();
    dispatch!(*LEVEL, simd => judge_windows(simd, rest, masks, |_, b, next, _| leads_script(b, next)))
}

#[inline(always)]
fn judge_windows<S: Simd>(
    _: S,
    mut rest: &[u8],
    masks: &mut [u64],
    judge: impl Fn(u8, u8, u8, u8) -> bool,
) -> usize {
    let mut judged = 0;
    for mask in masks {
        if let Some(window) = rest.first_chunk() {
            *mask = judge_window(window, &judge);
        } else if rest.len() > BEFORE {
            // Near the end of the text, filled up with a letter.
            let mut window = [b'a'; WINDOW];
            for (slot, b) in window.iter_mut().zip(rest) {
                *slot = *b;
            }
            *mask = judge_window(&window, &judge);
        } else {
            break;
        }
        judged += 1;
        rest = rest.get(BLOCK..).unwrap_or_default();
    }
    judged
}

#[inline(always)]
fn judge_window(window: &Window, judge: &impl Fn(u8, u8, u8, u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (k, flag) in flags.iter_mut().enumerate() {
        let look = judge(window[k], window[k + 1], window[k + 2], window[k + 3]);
        *flag = u8::from(look).wrapping_neg();
    }
    let mut mask = 0;
    for k in (0..BLOCK).step_by(LANES) {
        mask |= u64::from(load(&flags, k).move_mask().cast_unsigned()) << k;
    }
    mask
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
#[inline(always)]
pub(super) fn load(window: &[u8], at: usize) -> u8x16 {
    let bytes = window.get(at..).and_then(<[u8]>::first_chunk::<LANES>);
    u8x16::new(bytes.copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BLOCK, judge, needs_look};

    proptest! {
        #[test]
        fn vectors_say_what_single_bytes_say(bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(&b" .&\n\x7Fa\xC2\xA0\xA1\xAD\xE2\x80\x90\xA7\xA8"[..])],
            0..5 * BLOCK,
        )) {
            let byte = |k: usize| bytes.get(k).copied().unwrap_or(b'a');
            let mut masks = [0; 4];
            let judged = judge(&bytes, 1, &mut masks);
            prop_assert_eq!(judged, bytes.len().saturating_sub(1).div_ceil(BLOCK).min(masks.len()));
            for k in 1..bytes.len().min(1 + judged * BLOCK) {
                let expected = needs_look(byte(k - 1), byte(k), byte(k + 1), byte(k + 2));
                prop_assert_eq!(masks[(k - 1) / BLOCK] >> ((k - 1) % BLOCK) & 1 == 1, expected, "byte {}", k);
            }
        }
    }
}
