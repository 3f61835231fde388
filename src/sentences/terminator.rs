//! From the first mark of a sentence's end to the last: `?!`, `. . .`, `… »`, `."`, `.[12]`.

use super::text::Text;

/// Bytes before a straight quotation mark that stands alone in which its opening mark is looked for.
const WINDOW: usize = 1000;

/// The marks at the end of what may be a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminator {
    /// Where its first mark stands.
    pub(super) start: usize,
    /// Behind its last mark, what it closes included.
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// A quotation mark closes right behind it.
    pub(super) closes_quote: bool,
    /// A bracket closes right behind it.
    pub(super) closes_bracket: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One full stop.
    Stop,
    /// `..`, `...`, `…`.
    Ellipsis,
    /// `!`, `?` and every run with one of them.
    Strong,
}

impl Terminator {
    /// The terminator whose first mark stands at `start`.
    #[inline]
    pub(super) fn at(text: Text<'_>, start: usize) -> Self {
        // Most are one mark, a space and a letter.
        if text.byte(start + 1) == b' ' && text.byte(start + 2).is_ascii_alphabetic() {
            let kind = match text.byte(start) {
                b'.' => Some(Kind::Stop),
                b'!' | b'?' => Some(Kind::Strong),
                _ => None,
            };
            if let Some(kind) = kind {
                return Self { start, end: start + 1, kind, closes_quote: false, closes_bracket: false };
            }
        }
        Self::with_closers(text, start)
    }

    fn with_closers(text: Text<'_>, start: usize) -> Self {
        let (marks, kind) = marks(text, start);
        let mut terminator = Self { start, end: marks, kind, closes_quote: false, closes_bracket: false };
        terminator.close(text);
        terminator
    }

    /// Takes in what closes behind the marks.
    fn close(&mut self, text: Text<'_>) {
        let mut at = self.end;
        loop {
            let byte = text.byte(at);
            let letter = |at: usize| text.char(at).is_some_and(char::is_alphanumeric);
            let length = match byte {
                b')' | b']' | b'}' => {
                    self.closes_bracket = true;
                    1
                }
                b'"' | b'\'' | b'`' if !letter(at + 1) => {
                    self.closes_quote = true;
                    1
                }
                b'*' | b'_' if !letter(at + 1) => 1,
                b'[' => footnote(text, at),
                b' ' if text.byte(at + 1) == b'[' => match footnote(text, at + 1) {
                    0 => 0,
                    length => 1 + length,
                },
                b' ' if !self.closes_quote => self.orphan(text, at),
                0xC2 | 0xE2 => self.mark(text, at),
                0xEF if text.bytes.get(at..at + 3) == Some("\u{FF09}".as_bytes()) => 3,
                0xE3 if matches!(text.char(at), Some('」' | '』')) => 3,
                _ => 0,
            };
            if length == 0 {
                self.end = at;
                return;
            }
            at += length;
        }
    }

    /// Bytes of a straight or curly mark that stands alone behind a space: ` " `.
    fn orphan(&mut self, text: Text<'_>, at: usize) -> usize {
        let length = match text.byte(at + 1) {
            b'\'' if text.byte(at + 2) == b'\'' => 2,
            b'"' | b'\'' => 1,
            0xC2 | 0xE2 => return self.mark(text, at),
            _ => return 0,
        };
        let behind = at + 1 + length;
        if behind < text.bytes.len() && !matches!(text.byte(behind), b' ' | b'\n' | b'\r') {
            return 0;
        }
        // Behind an even number of its kind it opens.
        if length == 1 && text.byte(at + 1) == b'"' {
            let before = text.bytes.get(at.saturating_sub(WINDOW)..at).unwrap_or_default();
            let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
            if memchr::memchr_iter(b'"', line).count().is_multiple_of(2) {
                return 0;
            }
        }
        self.closes_quote = true;
        1 + length
    }

    /// Bytes of a mark beyond ASCII that closes a quotation, with the space of French typography before it.
    fn mark(&mut self, text: Text<'_>, at: usize) -> usize {
        let space = text.blank(at);
        let length = match text.char(at + space) {
            Some('»') => 2,
            Some('›') if space == 0 => 3,
            Some('”') if space == 0 || !text.char(at + space + 3).is_some_and(char::is_alphanumeric) => 3,
            Some('’') if space == 0 && !text.char(at + 3).is_some_and(char::is_alphanumeric) => 3,
            _ => return 0,
        };
        self.closes_quote = true;
        space + length
    }
}

/// The end of a run of marks, spaced ones included, and what it is.
fn marks(text: Text<'_>, start: usize) -> (usize, Kind) {
    let (mut at, mut dots, mut strong) = (start, 0u32, false);
    loop {
        match text.byte(at) {
            b'.' => {
                dots = dots.saturating_add(1);
                at += 1;
            }
            b'!' | b'?' => {
                strong = true;
                at += 1;
            }
            0xE2 => match text.char(at) {
                Some('…') => {
                    dots = dots.saturating_add(2);
                    at += 3;
                }
                Some('‽' | '⁇' | '⁈' | '⁉') => {
                    strong = true;
                    at += 3;
                }
                _ => break,
            },
            0xE3 | 0xEF => match text.char(at) {
                Some('。' | '！' | '？' | '．') => {
                    strong = true;
                    at += 3;
                }
                _ => break,
            },
            b' ' if at > start => match (text.byte(at + 1), text.byte(at + 2)) {
                (b'.', b' ' | b'\n' | b'\r' | b'.' | 0) => at += 1,
                (b'!' | b'?', b' ' | b'\n' | b'\r' | b'!' | b'?' | 0) if strong => at += 1,
                _ => break,
            },
            _ => break,
        }
    }
    let kind = match (strong, dots) {
        (true, _) => Kind::Strong,
        (false, 0 | 1) => Kind::Stop,
        _ => Kind::Ellipsis,
    };
    (at, kind)
}

/// Bytes of `[12]` at `at`; 0 if there is none.
fn footnote(text: Text<'_>, at: usize) -> usize {
    let digits = (1..5).take_while(|step| text.byte(at + step).is_ascii_digit()).count();
    if digits > 0 && text.byte(at + 1 + digits) == b']' { digits + 2 } else { 0 }
}
