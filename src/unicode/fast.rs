//! The fast path: which bytes of a text need a look at all.

use super::block::{AHEAD, BLOCK, judge, needs_look};

/// Finds, at growing offsets, the bytes that are or begin a character that some rule may change.
#[derive(Debug)]
pub(super) struct Finder<'t> {
    bytes: &'t [u8],
    /// Start of the blocks that were judged last: the second byte of the text, or whole blocks behind it.
    start: usize,
    /// How many they are.
    judged: usize,
    /// One bit for each of their bytes that needs a look, the lowest first.
    masks: [u64; AHEAD],
}

impl<'t> Finder<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), start: 1, judged: 0, masks: [0; AHEAD] }
    }

    /// Offset of the first byte at or after `from` that needs a look.
    #[inline]
    pub(super) fn find(&mut self, from: usize) -> Option<usize> {
        if from == 0 {
            // The first byte has none before it.
            let byte = |k: usize| self.bytes.get(k).copied().unwrap_or(b'a');
            if self.bytes.is_empty() || needs_look(b'a', byte(0), byte(1), byte(2)) {
                return self.bytes.first().map(|_| 0);
            }
        }
        let mut skipped = from.saturating_sub(self.start);
        loop {
            let first = skipped / BLOCK;
            let mut counted = u64::MAX << (skipped % BLOCK);
            for (k, mask) in self.masks.get(first..self.judged).unwrap_or_default().iter().enumerate() {
                let flags = mask & counted;
                if flags != 0 {
                    return Some(self.start + (first + k) * BLOCK + flags.trailing_zeros() as usize);
                }
                counted = u64::MAX;
            }
            let next = first.max(self.judged);
            self.start += next * BLOCK;
            skipped = skipped.saturating_sub(next * BLOCK);
            self.judged = judge(self.bytes, self.start, &mut self.masks);
            if self.judged == 0 {
                return None;
            }
        }
    }
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
    use super::Finder;
    use crate::unicode::block::needs_look;

    #[test]
    fn finds_what_a_byte_by_byte_search_finds() {
        let text = "é « deux » ; it\u{2019}s\u{A0}a  b .\nc\u{200B}d\u{301}\u{7F}\u{20AC}\u{4E2D}z".repeat(9);
        for start in 0..text.len() {
            let Some(text) = text.get(start..) else { continue };
            let bytes = text.as_bytes();
            let byte = |k: Option<usize>| k.and_then(|k| bytes.get(k)).copied().unwrap_or(b'a');
            let around =
                |k: usize| [byte(k.checked_sub(1)), byte(Some(k)), byte(Some(k + 1)), byte(Some(k + 2))];
            let looks = |[a, b, c, d]: [u8; 4]| needs_look(a, b, c, d);
            let expected: Vec<usize> = (0..bytes.len()).filter(|&k| looks(around(k))).collect();
            let mut finder = Finder::new(text);
            let mut found = Vec::new();
            while let Some(at) = finder.find(found.last().map_or(0, |last| last + 1)) {
                found.push(at);
            }
            assert_eq!(found, expected);
        }
    }
}
