//! Lists within a line: `1. ... 2. ...`, `(a) ... (b) ...`, `• ... • ...`.

use super::text::Text;

/// What stands before an item of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marker {
    /// Where it begins, its bullet or bracket included.
    pub(super) start: usize,
    /// What it counts, by every reading that it has; 0 for none.
    number: u32,
    roman: u32,
    letter: u32,
    bullet: Option<char>,
}

impl Marker {
    /// The marker whose full stop or bracket stands at `at`.
    pub(super) fn before(text: Text<'_>, at: usize) -> Option<Self> {
        let behind = at + 1 + usize::from(text.byte(at + 1) == b')');
        if text.blank(behind) == 0 {
            return None;
        }
        let mut start = at;
        while at - start < 5 && text.byte_before(start).is_ascii_alphanumeric() {
            start -= 1;
        }
        let token = text.bytes.get(start..at).unwrap_or_default();
        let mut marker =
            Self { number: number(token), roman: roman(token), letter: letter(token), ..Self::default() };
        if marker.number + marker.roman + marker.letter == 0 {
            return None;
        }
        if text.byte_before(start) == b'(' {
            start -= 1;
        }
        let bullet = start - usize::from(text.byte_before(start) == b' ');
        if let Some(c) = text.char_before(bullet).filter(|c| is_bullet(*c)) {
            start = bullet - c.len_utf8();
            marker.bullet = Some(c);
        } else if start > 0 && !text.char_before(start).is_some_and(char::is_whitespace) {
            return None;
        }
        marker.start = start;
        Some(marker)
    }

    /// The bullet at `at`.
    pub(super) fn bullet(text: Text<'_>, at: usize) -> Option<Self> {
        let bullet = text.char(at).filter(|c| is_bullet(*c))?;
        let free = at == 0 || text.char_before(at).is_some_and(char::is_whitespace);
        free.then_some(Self { start: at, bullet: Some(bullet), ..Self::default() })
    }

    fn comes_after(&self, other: &Self) -> bool {
        let next = |own: u32, other: u32| other > 0 && own == other + 1;
        next(self.number, other.number)
            || next(self.roman, other.roman)
            || next(self.letter, other.letter)
            || self.bullet.is_some() && self.bullet == other.bullet
    }
}

/// The markers of a text so far.
#[derive(Debug, Default)]
pub(super) struct Markers {
    last: Option<Marker>,
}

impl Markers {
    /// Takes note of a marker in the sentence that begins at `start`; true if a sentence ends before it, because it
    /// goes on with the list.
    pub(super) fn note(&mut self, marker: &Marker, start: usize) -> bool {
        let first = marker.start <= start;
        let goes_on = !first && self.last.is_some_and(|last| marker.comes_after(&last));
        if first || goes_on {
            self.last = Some(*marker);
        }
        goes_on
    }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '⁃' | '◦' | '▪' | '●')
}

fn number(token: &[u8]) -> u32 {
    if token.len() > 3 || !token.iter().all(u8::is_ascii_digit) {
        return 0;
    }
    token.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
}

fn letter(token: &[u8]) -> u32 {
    match token {
        [letter] if letter.is_ascii_alphabetic() => u32::from(letter.to_ascii_lowercase() - b'a') + 1,
        _ => 0,
    }
}

/// The value of a Roman number below forty; 0 for what is none.
pub(super) fn roman(token: &[u8]) -> u32 {
    let value = |digit: &u8| match digit.to_ascii_lowercase() {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        _ => 0u32,
    };
    if token.is_empty() || token.len() > 6 || token.iter().any(|digit| value(digit) == 0) {
        return 0;
    }
    let (mut sum, mut next) = (0u32, 0);
    for digit in token.iter().rev().map(value) {
        sum = if digit < next { sum.saturating_sub(digit) } else { sum + digit };
        next = digit;
    }
    sum
}
