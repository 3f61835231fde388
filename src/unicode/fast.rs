//! The fast path: which bytes of a text need a look at all.
#![allow(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep the loops from becoming vector instructions"
)]

/// Bytes judged at once.
const BLOCK: usize = 32;

/// A block with the byte before it.
type Window = [u8; BLOCK + 1];

/// Finds, at growing offsets, the bytes that are or begin a character that some rule may change.
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
    #[inline]
    pub(super) fn find(&mut self, from: usize) -> Option<usize> {
        let mut at = from;
        if let Some(flags) = u32::try_from(from - self.block).ok().and_then(|k| self.flags.checked_shr(k)) {
            if flags != 0 {
                return Some(from + flags.trailing_zeros() as usize).filter(|k| *k < self.bytes.len());
            }
            at = at.max(self.block + BLOCK * usize::from(self.flags != 0));
        }
        self.search(at)
    }

    fn search(&mut self, mut at: usize) -> Option<usize> {
        if at == 0 {
            // The first block has no byte before it.
            let flags = judge(&self.edge(0));
            if flags != 0 {
                (self.block, self.flags) = (0, flags);
                return Some(flags.trailing_zeros() as usize).filter(|k| *k < self.bytes.len());
            }
            at = BLOCK;
        }
        let mut rest = self.bytes.get(at - 1..).unwrap_or_default();
        while let Some(window) = rest.first_chunk::<{ BLOCK + 1 }>() {
            let flags = judge(window);
            if flags != 0 {
                (self.block, self.flags) = (at, flags);
                return Some(at + flags.trailing_zeros() as usize);
            }
            at += BLOCK;
            rest = rest.get(BLOCK..).unwrap_or_default();
        }
        if at >= self.bytes.len() {
            return None;
        }
        (self.block, self.flags) = (at, judge(&self.edge(at)));
        (self.flags != 0).then(|| at + self.flags.trailing_zeros() as usize).filter(|k| *k < self.bytes.len())
    }

    /// The window at `at` near an end of the text, filled up with a letter.
    #[cold]
    fn edge(&self, at: usize) -> Window {
        let mut window = [b'a'; BLOCK + 1];
        let (first, body) = (at.checked_sub(1), self.bytes.get(at..).unwrap_or_default());
        if let (Some(slot), Some(byte)) = (window.first_mut(), first.and_then(|k| self.bytes.get(k))) {
            *slot = *byte;
        }
        for (slot, byte) in window.iter_mut().skip(1).zip(body) {
            *slot = *byte;
        }
        window
    }
}

/// One bit for each byte of the block that needs a look.
///
/// The loop is free of branches, so that the compiler turns it into vector instructions.
#[inline]
fn judge(window: &Window) -> u32 {
    let mut flags = [0_u8; BLOCK];
    for k in 0..BLOCK {
        flags[k] = u8::from(needs_look(window[k], window[k + 1]));
    }
    if flags.iter().fold(0, |any, flag| any | flag) == 0 { 0 } else { gather(&flags) }
}

fn gather(flags: &[u8; BLOCK]) -> u32 {
    let (words, _) = flags.as_chunks::<8>();
    // The product gathers the lowest bits of eight bytes in the highest byte.
    let bits = |word: &[u8; 8]| (u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
    words.iter().rev().fold(0, |mask, word| mask << 8 | bits(word))
}

/// Whether `b`, after the byte `before`, is or begins a character that some rule may change. Latin letters with and without
/// accents pass; what is flagged without need costs a look, see [`after_harmless`].
#[inline(always)]
#[allow(clippy::inline_always, reason = "a call would keep the loop from becoming vector instructions")]
const fn needs_look(before: u8, b: u8) -> bool {
    // A second space, or a space before a full stop.
    let crowded = (before == b' ') & ((b == b' ') | (b == b'.'));
    // C2 leads C1, NBSP and the soft hyphen; CC to the end are combining marks, Greek, Cyrillic, punctuation and all else.
    let lead = (b == 0xC2) | (b >= 0xCC);
    (b < b' ') | (b == 0x7F) | (b == b'&') | crowded | lead
}

/// The offset behind a flagged byte that no rule has to do with: the shortcut for what clean text is full of.
#[inline]
pub(super) fn after_harmless(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        // Quotes, dashes and the ellipsis.
        [0xE2, 0x80, 0x90..=0xA7, ..] => Some(at + 3),
        [0xC2, 0xA0, ..] => is_french_space(bytes, at).then_some(at + 2),
        [0xC2, second, ..] => (*second > 0xA0 && *second != 0xAD).then_some(at + 2),
        [b'\n', rest @ ..] => {
            let blank = |b: u8| b == b' ' || b == b'\t';
            let before = at.checked_sub(1).and_then(|k| bytes.get(k)).is_some_and(|b| !blank(*b));
            match rest {
                [b'\n', third, ..] if before && *third != b'\n' && !blank(*third) => Some(at + 2),
                [next, ..] if before && *next != b'\n' && !blank(*next) => Some(at + 1),
                _ => None,
            }
        }
        [b'&', b' ', ..] => Some(at + 2),
        _ => None,
    }
}

/// Whether the no-break space at `at` is one that French and numbers keep, by the bytes around it.
fn is_french_space(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(2).and_then(|start| bytes.get(start..at));
    let (Some(&[a, b]), Some(&next)) = (before, bytes.get(at + 2)) else { return false };
    let word = b.is_ascii_alphanumeric() || (a == 0xC3 && b >= 0x80);
    match next {
        b':' | b';' | b'!' | b'?' | b'%' => word,
        0xC2 => word && bytes.get(at + 3) == Some(&0xBB),
        // A guillemet, or a number with its unit.
        _ => next.is_ascii_alphanumeric() && ((a == 0xC2 && b == 0xAB) || b.is_ascii_digit()),
    }
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
                (0..bytes.len()).filter(|&k| needs_look(before(k, 1), bytes[k])).collect();
            let mut finder = Finder::new(text);
            let mut found = Vec::new();
            while let Some(at) = finder.find(found.last().map_or(0, |last| last + 1)) {
                found.push(at);
            }
            assert_eq!(found, expected);
        }
    }
}
