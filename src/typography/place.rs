//! What stands around a place in the text.

use std::ops::Range;

/// One line of a text, with what its rules look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Byte offset of the line in the whole text.
    pub(super) start: usize,
}

impl Line<'_> {
    /// The character that ends before byte `at` of the line.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character that begins at byte `at` of the line.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The white space character before byte `at`, with the character before it.
    pub(super) fn space_before(&self, at: usize) -> Option<(char, char)> {
        let space = self.before(at).filter(|c| is_space(*c))?;
        let before = self.before(at - space.len_utf8()).filter(|c| !c.is_whitespace())?;
        Some((space, before))
    }

    /// A range of the line as a range of the whole text.
    pub(super) const fn outer(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// How many ASCII digits, up to three, end before `at`.
    pub(super) fn digits_before(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(..at).unwrap_or_default();
        bytes.iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// How many ASCII digits, up to three, begin at `at`.
    pub(super) fn digits_at(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(at..).unwrap_or_default();
        bytes.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// Where the run of `!` and `?` that begins at `at` ends.
    pub(super) fn end_of_marks(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(at..).unwrap_or_default();
        at + bytes.iter().take_while(|byte| matches!(byte, b'!' | b'?')).count()
    }

    /// True when the line reads as code or markup, in which spaces and marks mean something else.
    pub(super) fn is_code(&self) -> bool {
        let bytes = self.text.as_bytes();
        bytes.windows(2).any(|pair| {
            matches!(
                pair,
                [b'{' | b'}', _]
                    | [_, b'{' | b'}']
                    | b"=="
                    | b"&&"
                    | b"||"
                    | b"</"
                    | b"/>"
                    | b"<?"
                    | b"?>"
                    | b"::"
            ) || pair == b"()"
        }) || self.text.contains("!=")
    }

    /// True when the mark at `at` ends a clause: nothing is glued to its run but what closes or follows a clause.
    pub(super) fn is_punctuation(&self, at: usize) -> bool {
        let mark = self.text.as_bytes().get(at).copied().unwrap_or_default();
        if matches!(mark, b'!' | b'?') {
            return match self.at(self.end_of_marks(at)) {
                None
                | Some(
                    '.' | ',' | '…' | ';' | ':' | ')' | ']' | '"' | '\'' | '”' | '’' | '»' | '›' | '—' | '–'
                    | '*' | '_',
                ) => true,
                Some(c) => c.is_whitespace(),
            };
        }
        match self.at(at + 1) {
            None => true,
            Some('«' | '“' | '"' | '‹' | '„') => mark == b':',
            Some(c) => c.is_whitespace(),
        }
    }

    /// True when the colon at `at`, with a space on both sides, parts a time or a ratio: `10 : 30`, `2 : 1`.
    pub(super) fn is_ratio(&self, at: usize, space: char) -> bool {
        let before = self.digits_before(at - space.len_utf8());
        let after = self.digits_at(at + 2);
        (1..=2).contains(&before) && (1..=2).contains(&after)
    }
}

/// A space that may stand before a mark.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// A character that a mark with a space before it can belong to: a word, a number, or what closes one.
pub(super) fn ends_word(c: char) -> bool {
    match c {
        '»' | '”' | '"' | '\'' | '’' | ')' | ']' | '%' | '‰' | '°' | '€' | '$' | '£' | '…' | '.' | '!'
        | '?' | '*' | '+' | '™' | '®' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        // A letter, a mark of one, a picture.
        _ => !matches!(c, '«' | '‹' | '“' | '‘' | '„' | '¿' | '¡' | '—' | '–' | '•' | '·'),
    }
}

/// Whether an inline code span, between backticks, is open at growing places of a line.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    read: usize,
    open: bool,
}

impl Ticks {
    pub(super) fn is_open(&mut self, line: &Line<'_>, at: usize) -> bool {
        let bytes = line.text.as_bytes().get(self.read..at).unwrap_or_default();
        self.open ^= memchr::memchr_iter(b'`', bytes).count() % 2 == 1;
        self.read = self.read.max(at);
        self.open
    }
}
