//! Whether a place stands within a quotation that its line closes.

use memchr::memmem;

use super::text::Text;

/// Follows the quotation marks of a text up to where it was last asked.
#[derive(Debug, Default)]
pub(super) struct Quotation {
    /// Everything before has been looked at.
    at: usize,
    /// Behind the mark that closes the last quotation.
    until: usize,
    /// The next line end at or behind `at`, if it is known.
    line: usize,
    /// Up to where each pair of marks is known not to close.
    unclosed: [usize; 6],
}

/// A pair of marks.
#[derive(Debug, Clone, Copy)]
enum Pair {
    Straight,
    Guillemets,
    Curly,
    CurlySingle,
    /// `''`, also opened by two grave accents.
    Doubled,
    /// `'`, also opened by a grave accent.
    Single,
}

impl Quotation {
    /// True if a quotation that opened before `end` closes behind it. Asked for places in order.
    pub(super) fn holds(&mut self, text: Text<'_>, end: usize) -> bool {
        while self.at < end {
            let rest = text.bytes.get(self.at..end).unwrap_or_default();
            let Some(found) = rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2))
            else {
                self.at = end;
                break;
            };
            let at = self.at + found;
            self.at = at + 1;
            let Some(pair) = Pair::opened(text, at) else { continue };
            let Some(unclosed) = self.unclosed.get_mut(pair as usize).filter(|end| **end <= at) else {
                continue;
            };
            if self.line <= at {
                let rest = text.bytes.get(at..).unwrap_or_default();
                self.line = memchr::memchr2(b'\n', b'\r', rest).map_or(text.bytes.len(), |found| at + found);
            }
            let inside = at + pair.length();
            match pair.closed(text, inside, self.line) {
                // The next quotation opens behind this one.
                Some(end) => {
                    self.until = end;
                    self.at = end;
                }
                None => *unclosed = self.line,
            }
        }
        self.until > end
    }
}

impl Pair {
    /// The pair whose first mark stands at `at`.
    fn opened(text: Text<'_>, at: usize) -> Option<Self> {
        let (mark, next) = (text.char(at)?, text.byte(at + 1));
        // `'90s`, `dogs'`
        let opens = |length: usize| {
            let before =
                text.char_before(at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—'));
            before && text.char(at + length).is_some_and(char::is_alphabetic)
        };
        match mark {
            '"' => Some(Self::Straight),
            '«' => Some(Self::Guillemets),
            '“' => Some(Self::Curly),
            '‘' if opens(3) => Some(Self::CurlySingle),
            '\'' | '`' if next == text.byte(at) && !is_left(text, at + 2) => Some(Self::Doubled),
            '\'' | '`' if opens(1) => Some(Self::Single),
            _ => None,
        }
    }

    /// Bytes of its first mark, and of its last.
    fn length(self) -> usize {
        match self {
            Self::Straight | Self::Single => 1,
            Self::Guillemets | Self::Doubled => 2,
            Self::Curly | Self::CurlySingle => 3,
        }
    }

    /// Behind its last mark, that is looked for from `start` to the end of the line.
    fn closed(self, text: Text<'_>, start: usize, line: usize) -> Option<usize> {
        let inside = text.bytes.get(start..line)?;
        let free = |at: usize| !text.char(start + at + self.length()).is_some_and(char::is_alphanumeric);
        let found = match self {
            Self::Straight => memmem::find(inside, b"\""),
            Self::Guillemets => memmem::find(inside, "»".as_bytes()),
            Self::Curly => memmem::find(inside, "”".as_bytes()),
            Self::CurlySingle => memmem::find_iter(inside, "’".as_bytes()).find(|at| free(*at)),
            Self::Doubled => memmem::find(inside, b"''").or_else(|| memmem::find(inside, b"``")),
            // An apostrophe is none: what is quoted ends with punctuation.
            Self::Single => memchr::memchr2_iter(b'\'', b'`', inside).find(|at| {
                free(*at) && matches!(text.byte_before(start + at), b'.' | b'!' | b'?' | b',' | b';' | b'-')
            }),
        };
        found.map(|at| start + at + self.length())
    }
}

/// True if a clause goes on at `at`, as it does behind a quotation: ` , and`.
fn is_left(text: Text<'_>, at: usize) -> bool {
    let next = text.skip_blanks(at);
    matches!(text.byte(next), b',' | b';' | b')') || text.byte(next) == b'.' && text.byte(next + 1) != b'.'
}
