//! What stands behind the white space after a terminator.

use super::text::Text;

/// Marks that open something before a sentence's first word; more of them are no opening.
const OPENERS: usize = 12;

/// What follows, up to its first word.
// Independent signs, each of which can stand with each.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Following {
    /// Where the first visible character stands.
    pub(super) start: usize,
    /// Where the first word (or other character) stands, behind the openers.
    pub(super) word: usize,
    /// The first character of the word; `None` at the end of the line.
    pub(super) first: Option<char>,
    /// A quotation opens, or a Spanish mark.
    pub(super) opens: bool,
    pub(super) inverted: bool,
    pub(super) dash: bool,
    pub(super) bracket: bool,
}

impl Following {
    /// What follows the white space that ends at `start`.
    #[inline]
    pub(super) fn at(text: Text<'_>, start: usize) -> Self {
        let byte = text.byte(start);
        if byte.is_ascii_alphanumeric() {
            return Self { start, word: start, first: Some(char::from(byte)), ..Self::default() };
        }
        Self::behind_openers(text, start)
    }

    fn behind_openers(text: Text<'_>, start: usize) -> Self {
        let mut found = Self { start, ..Self::default() };
        let mut at = start;
        for _ in 0..OPENERS {
            let Some(c) = text.char(at) else { break };
            match c {
                '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '`' => found.opens = true,
                '¿' | '¡' => (found.opens, found.inverted) = (true, !found.bracket),
                '—' | '–' | '-' => found.dash = true,
                '(' | '[' | '{' => found.bracket = true,
                '•' | '*' | '_' | '#' | '@' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' => {}
                _ => break,
            }
            at += c.len_utf8();
        }
        found.word = at;
        found.first = text.char(at).filter(|c| !matches!(c, '\n' | '\r'));
        found
    }

    /// True if it begins with a small letter, and not with the name of a brand (`iPhone`).
    pub(super) fn is_lower(&self, text: Text<'_>) -> bool {
        let Some(first) = self.first else { return false };
        let small = if first.is_ascii() { first.is_ascii_lowercase() } else { first.is_lowercase() };
        small && !text.char(self.word + first.len_utf8()).is_some_and(char::is_uppercase)
    }

    pub(super) fn is_upper(&self) -> bool {
        self.first.is_some_and(|c| if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() })
    }

    pub(super) fn is_digit(&self) -> bool {
        self.first.is_some_and(|c| c.is_ascii_digit())
    }

    /// The first word.
    pub(super) fn word<'t>(&self, text: Text<'t>) -> &'t [u8] {
        let end = text.word_end(self.word, super::abbreviations::LONGEST);
        text.bytes.get(self.word..end).unwrap_or_default()
    }
}
