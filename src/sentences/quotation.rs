//! Whether a place stands within a quotation that its line closes.

use super::text::Text;

/// Follows the quotation marks of a text up to where it was last asked.
#[derive(Debug, Default)]
pub(super) struct Quotation {
    /// Everything before has been looked at.
    at: usize,
    /// Behind the mark that closes the quotation which is open at `at`.
    until: usize,
    /// The next line end at or behind `at`, if it is known.
    line: usize,
    /// Up to where each kind of mark is known not to close.
    open: [usize; 3],
}

impl Quotation {
    /// True if a quotation that opened before `end` closes behind it. Asked for places in order.
    pub(super) fn holds(&mut self, text: Text<'_>, end: usize) -> bool {
        while self.at < end {
            let rest = text.bytes.get(self.at..end).unwrap_or_default();
            // The first bytes of the marks: `"`, `«`, `“`.
            let Some(found) = memchr::memchr3(b'"', 0xC2, 0xE2, rest) else {
                self.at = end;
                break;
            };
            let at = self.at + found;
            self.at = at + 1;
            let (kind, mark) = match text.char(at) {
                Some('"') => (0, "\""),
                Some('«') => (1, "»"),
                Some('“') => (2, "”"),
                _ => continue,
            };
            let Some(unclosed) = self.open.get_mut(kind).filter(|end| **end <= at) else { continue };
            if self.line <= at {
                self.line = text
                    .bytes
                    .get(at..)
                    .and_then(|rest| memchr::memchr2(b'\n', b'\r', rest))
                    .map_or(text.bytes.len(), |found| at + found);
            }
            // The two marks of a pair are of the same length.
            let inside = at + mark.len();
            match memchr::memmem::find(text.bytes.get(inside..self.line).unwrap_or_default(), mark.as_bytes())
            {
                // The next quotation opens behind this one.
                Some(found) => {
                    self.until = inside + found + mark.len();
                    self.at = self.until;
                }
                None => *unclosed = self.line,
            }
        }
        self.until > end
    }
}
