//! The fast path: which bytes of a text need a look at all.
#![allow(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep the loops from becoming vector instructions"
)]

/// Bytes judged at once.
const BLOCK: usize = 32;
/// Bytes before the block that the judgement of its first byte needs.
const BEHIND: usize = 2;

type Window = [u8; BLOCK + BEHIND];

/// Finds, at growing offsets, the bytes that are or end a character that some rule may change.
#[derive(Debug)]
pub(super) struct Finder<'t> {
    bytes: &'t [u8],
    /// Start of the block that was judged last.
    block: usize,
    /// One bit for each of its bytes, the lowest first.
    flags: u32,
}

impl<'t> Finder<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), block: 0, flags: 0 }
    }

    /// Offset of the first byte at or after `from` that needs a look.
    pub(super) fn find(&mut self, from: usize) -> Option<usize> {
        let mut at = from;
        if let Some(flags) = u32::try_from(from - self.block).ok().and_then(|k| self.flags.checked_shr(k)) {
            if flags != 0 {
                return Some(from + flags.trailing_zeros() as usize).filter(|k| *k < self.bytes.len());
            }
            at = at.max(self.block + BLOCK * usize::from(self.flags != 0));
        }
        while at < self.bytes.len() {
            let window = at.checked_sub(BEHIND).and_then(|start| self.bytes.get(start..)?.first_chunk());
            let flags = match window {
                Some(window) if is_clean_ascii(window) => 0,
                Some(window) => judge(window),
                None => judge(&self.edge(at)),
            };
            if flags != 0 {
                (self.block, self.flags) = (at, flags);
                return Some(at + flags.trailing_zeros() as usize).filter(|k| *k < self.bytes.len());
            }
            at += BLOCK;
        }
        None
    }

    /// The window at `at` near an end of the text, filled up with a letter.
    #[cold]
    fn edge(&self, at: usize) -> Window {
        let mut window = [b'a'; BLOCK + BEHIND];
        for (k, byte) in window.iter_mut().enumerate() {
            if let Some(b) = (at + k).checked_sub(BEHIND).and_then(|n| self.bytes.get(n)) {
                *byte = *b;
            }
        }
        window
    }
}

// The loops below are free of branches, so that the compiler turns them into vector instructions; comparisons are signed where
// that saves one.

/// The cheaper judgement that most blocks of English pass.
fn is_clean_ascii(window: &Window) -> bool {
    let mut any = false;
    for k in BEHIND..BLOCK + BEHIND {
        let (before, b) = (window[k - 1], window[k]);
        any |= ((b.cast_signed()) < 0x20) | (b == 0x7F) | (b == b'&') | crowds(before, b);
    }
    !any
}

fn judge(window: &Window) -> u32 {
    let mut flags = [0u8; BLOCK];
    for k in 0..BLOCK {
        flags[k] = u8::from(needs_look(window[k], window[k + 1], window[k + 2]));
    }
    let (words, _) = flags.as_chunks::<8>();
    // The product gathers the lowest bits of eight bytes in the highest byte.
    let bits = |word: &[u8; 8]| (u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
    words.iter().rev().fold(0, |mask, word| mask << 8 | bits(word))
}

/// A second space, or a space before a full stop.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would keep the loop from becoming vector instructions")]
const fn crowds(before: u8, b: u8) -> bool {
    (before == b' ') & ((b == b' ') | (b == b'.'))
}

/// Whether `b`, after the bytes `p2` and `p1`, is or ends a character that some rule may change. Latin letters with and without
/// accents, guillemets, quotes and dashes pass; what is flagged without need costs time only.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would keep the loop from becoming vector instructions")]
const fn needs_look(p2: u8, p1: u8, b: u8) -> bool {
    let ascii = ((b & 0xE0) == 0) | (b == 0x7F) | (b == b'&') | crowds(p1, b);
    // C1, NBSP and the soft hyphen; U+2040 and above.
    let second = ((p1 == 0xC2) & ((b.cast_signed() <= 0xA0_u8.cast_signed()) | (b == 0xAD)))
        | ((p1 == 0xE2) & (b != 0x80));
    // Spaces, joiners, direction marks, separators and embeddings in U+2000..U+202F.
    let third =
        (p2 == 0xE2) & (p1 == 0x80) & ((b.cast_signed() < 0x90_u8.cast_signed()) | ((b & 0xF8) == 0xA8));
    // Combining marks, Greek, Cyrillic and every script after them.
    let lead = (b >= 0xCC) & (b != 0xE2);
    ascii | second | third | lead
}

#[cfg(test)]
mod tests {
    use super::{Finder, needs_look};

    #[test]
    fn finds_what_a_byte_by_byte_search_finds() {
        let text = "é « deux » ; it\u{2019}s\u{A0}a  b .\nc\u{200B}d\u{301}\u{7F}\u{20AC}\u{4E2D}z".repeat(9);
        for start in 0..text.len() {
            let Some(text) = text.get(start..) else { continue };
            let bytes = text.as_bytes();
            let before = |k: usize, back: usize| k.checked_sub(back).map_or(b'a', |n| bytes[n]);
            let expected: Vec<usize> =
                (0..bytes.len()).filter(|&k| needs_look(before(k, 2), before(k, 1), bytes[k])).collect();
            let mut finder = Finder::new(text);
            let mut found = Vec::new();
            while let Some(at) = finder.find(found.last().map_or(0, |last| last + 1)) {
                found.push(at);
            }
            assert_eq!(found, expected);
        }
    }
}
