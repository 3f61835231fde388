//! A text by its bytes: what stands at a place, before it, after it.

use icu_segmenter::GraphemeClusterSegmenter;

/// The text with what the rules ask of it. Positions are bytes; outside the text there is nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) str: &'t str,
    pub(super) bytes: &'t [u8],
}

impl<'t> Text<'t> {
    pub(super) fn new(str: &'t str) -> Self {
        Self { str, bytes: str.as_bytes() }
    }

    /// The byte at `at`, 0 behind the end.
    #[inline]
    pub(super) fn byte(self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before `at`, 0 at the start.
    #[inline]
    pub(super) fn byte_before(self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |at| self.byte(at))
    }

    #[inline]
    pub(super) fn char(self, at: usize) -> Option<char> {
        let byte = self.byte(at);
        if byte.is_ascii() {
            return (at < self.bytes.len()).then_some(char::from(byte));
        }
        self.str.get(at..)?.chars().next()
    }

    #[inline]
    pub(super) fn char_before(self, at: usize) -> Option<char> {
        self.str.get(..at)?.chars().next_back()
    }

    /// Bytes of the white space at `at` that ends no line; 0 if there is none.
    #[inline]
    pub(super) fn blank(self, at: usize) -> usize {
        match self.byte(at) {
            b' ' | b'\t' | 0x0B | 0x0C => 1,
            0xC2 if matches!(self.byte(at + 1), 0xA0 | 0x85) => 2,
            0xE1..=0xE3 => match self.char(at) {
                Some(c) if c.is_whitespace() => 3,
                _ => 0,
            },
            _ => 0,
        }
    }

    /// The first byte from `at` on that is no white space within a line.
    #[inline]
    pub(super) fn skip_blanks(self, mut at: usize) -> usize {
        loop {
            match self.blank(at) {
                0 => return at,
                length => at += length,
            }
        }
    }

    /// The first byte from `at` on that is no white space at all.
    pub(super) fn skip_space(self, at: usize) -> usize {
        // Most sentences stand one space apart.
        let next = at + usize::from(self.byte(at) == b' ');
        if self.byte(next).is_ascii_graphic() {
            return next;
        }
        let rest = self.bytes.get(at..).unwrap_or_default();
        let ascii = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        if self.byte(at + ascii) < 0xC2 && !matches!(self.byte(at + ascii), 0x0B | 0x0C) {
            return at + ascii;
        }
        self.str.get(at..).map_or(self.bytes.len(), |rest| self.bytes.len() - rest.trim_start().len())
    }

    /// True if what stands at `at` is in one grapheme with the character before it.
    pub(super) fn joins(self, at: usize) -> bool {
        // Nothing below is more than a letter, a mark of punctuation or a symbol of its own.
        if self.byte(at).is_ascii() {
            return false;
        }
        if self.char(at).is_none_or(|c| c < '\u{300}' || ('\u{2010}'..'\u{2028}').contains(&c)) {
            return false;
        }
        let start = self.char_before(at).map_or(at, |c| at - c.len_utf8());
        let Some(text) = self.str.get(start..) else { return false };
        GraphemeClusterSegmenter::new().segment_str(text).nth(1).is_some_and(|end| start + end > at)
    }

    /// The end of the letters (and digits) from `at` on, within `longest` bytes.
    #[inline]
    pub(super) fn word_end(self, at: usize, longest: usize) -> usize {
        let mut end = at;
        while end - at <= longest {
            let byte = self.byte(end);
            if byte.is_ascii() {
                if !byte.is_ascii_alphanumeric() {
                    break;
                }
                end += 1;
            } else {
                match self.char(end) {
                    Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                    _ => break,
                }
            }
        }
        end
    }
}
