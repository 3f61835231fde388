//! The fast path: which bytes of a text need a look at all.

/// Bytes judged at once.
const BLOCK: usize = 32;
/// Bytes before the block that the judgement of its first byte needs.
const BEHIND: usize = 2;

type Window = [u8; BLOCK + BEHIND];

/// Offset of the first byte at or after `from` that is, or ends, something to look at.
pub(super) fn find(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let window = at.checked_sub(BEHIND).and_then(|start| bytes.get(start..)?.first_chunk());
        let found = match window {
            Some(window) => first_flag(window),
            None => first_flag(&edge(bytes, at)),
        };
        match found {
            Some(k) => return Some(at + k).filter(|k| *k < bytes.len()),
            None => at += BLOCK,
        }
    }
    None
}

/// The window at `at` near an end of the text, filled up with a letter.
fn edge(bytes: &[u8], at: usize) -> Window {
    let mut window = [b'a'; BLOCK + BEHIND];
    for (k, byte) in window.iter_mut().enumerate() {
        if let Some(b) = (at + k).checked_sub(BEHIND).and_then(|n| bytes.get(n)) {
            *byte = *b;
        }
    }
    window
}

fn first_flag(window: &Window) -> Option<usize> {
    let mut flags = [0u8; BLOCK];
    for k in 0..BLOCK {
        flags[k] = flag(window[k], window[k + 1], window[k + 2]);
    }
    if flags.iter().fold(0, |any, f| any | f) == 0 {
        return None;
    }
    flags.iter().position(|f| *f != 0)
}

/// Not 0 where `b`, after the bytes `p2` and `p1`, is or ends a character that some rule may change. Branch-free, so that the
/// compiler judges a whole block with vector instructions. Latin, Greek and Cyrillic letters and the usual quotes and dashes pass.
#[inline(always)]
#[allow(clippy::inline_always, reason = "the loop above is only vectorized when this is part of it")]
const fn flag(p2: u8, p1: u8, b: u8) -> u8 {
    // Controls and line ends; a second space, a space before a full stop.
    let ascii = (b < 0x20) | (b == 0x7F) | ((p1 == b' ') & ((b == b' ') | (b == b'.')));
    // C1, NBSP, soft hyphen; Greek ano teleia; the second byte of other symbols in U+2000..U+2FFF.
    let second = ((p1 == 0xC2) & ((b <= 0xA0) | (b == 0xAD)))
        | ((p1 == 0xCE) & (b == 0x87))
        | ((p1 == 0xE2) & (b != 0x80) & (b != 0x82));
    // Spaces, joiners, direction marks, separators and embeddings in U+2000..U+202F.
    let third = (p2 == 0xE2) & (p1 == 0x80) & ((b < 0x90) | ((b >= 0xA8) & (b <= 0xAF)));
    // Combining marks U+0300..U+036F, Cyrillic ones, and every script from Hebrew on.
    let lead = (b == 0xCC) | (b == 0xCD) | (b == 0xD2) | ((b >= 0xD6) & (b != 0xE2));
    (ascii | second | third | lead) as u8
}
