//! What lies farther away than the neighbours: the scripts of a line, the partner of an isolate.
//!
//! A line is read once, at the first question about it. Questions of one use come at growing offsets, so that all of them
//! together cost one reading of the text; uses run at different places, so each has its own [`Line`]. They look at
//! the source: no rule removes a letter, and what may end a line counts as if it did.
#![allow(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep the loops from becoming vector instructions"
)]

use std::cell::OnceCell;
use std::ops::Range;

use super::block::{AHEAD, BLOCK, find_scripts, leads_script};
use super::class::{ends_line, is_mark};
use super::entity;
use super::script::{is_cjk, is_right_to_left};

/// The line that each use asked about last.
#[derive(Debug)]
pub(super) struct Lines<'p> {
    pub(super) check: Line<'p>,
    pub(super) decode: Line<'p>,
    pub(super) decoded: Line<'p>,
    pub(super) url: Url,
    pub(super) width: Line<'p>,
    pub(super) invisible: Line<'p>,
    pub(super) space: Line<'p>,
}

impl<'p> Lines<'p> {
    pub(super) fn new(plain: &'p Plain) -> Self {
        let line = || Line::new(plain);
        Self {
            check: line(),
            decode: line(),
            decoded: line(),
            url: Url::default(),
            width: line(),
            invisible: line(),
            space: line(),
        }
    }
}

/// Whether no line of the text has a script that questions are about: found out at the first question.
pub(super) type Plain = OnceCell<bool>;

/// The line that the last question was about.
#[derive(Debug)]
pub(super) struct Line<'p> {
    plain: &'p Plain,
    range: Range<usize>,
    cjk: bool,
    right_to_left: bool,
    has_isolates: bool,
    /// Offsets of the isolates that have a partner; filled at the first question about one.
    paired: Option<Vec<usize>>,
}

impl<'p> Line<'p> {
    fn new(plain: &'p Plain) -> Self {
        Self { plain, range: 0..0, cjk: false, right_to_left: false, has_isolates: false, paired: None }
    }

    /// Whether the line around `at` holds Chinese, Japanese or Korean: fullwidth forms belong there.
    pub(super) fn is_cjk(&mut self, text: &str, at: usize) -> bool {
        self.read(text, at);
        self.cjk
    }

    /// Whether the line around `at` holds a letter that runs from right to left.
    pub(super) fn is_right_to_left(&mut self, text: &str, at: usize) -> bool {
        self.read(text, at);
        self.right_to_left
    }

    /// Whether the isolate initiator or terminator at `at` is one of a pair in a line with right-to-left letters.
    pub(super) fn keeps_isolate(&mut self, text: &str, at: usize) -> bool {
        if !self.is_right_to_left(text, at) {
            return false;
        }
        let range = self.range.clone();
        let paired = self.paired.get_or_insert_with(|| {
            let line = text.get(range.clone()).unwrap_or_default();
            pairs(line).into_iter().map(|k| range.start + k).collect()
        });
        self.has_isolates && paired.binary_search(&at).is_ok()
    }

    fn read(&mut self, text: &str, at: usize) {
        if *self.plain.get_or_init(|| is_plain(text.as_bytes())) || self.range.contains(&at) {
            return;
        }
        let floor = self.range.end.min(at);
        let gap = text.get(floor..at).unwrap_or_default();
        let ends = gap.char_indices().rev().find_map(|(k, c)| line_end(text, floor + k, c));
        let start = ends.filter(|end| *end <= at).unwrap_or(floor);
        *self = Self { range: start..text.len(), ..Self::new(self.plain) };
        let mut next = start;
        while let Some(c) = text.get(next..).and_then(|rest| rest.chars().next()) {
            let place = next;
            next += c.len_utf8();
            if c.is_ascii() || ('\u{A0}'..'\u{590}').contains(&c) {
                next += plain_len(text.as_bytes().get(next..).unwrap_or_default());
            }
            if place >= at
                && let Some(end) = line_end(text, place, c)
            {
                self.range.end = end;
                break;
            }
            self.cjk |= is_cjk(c);
            // Marks may change places, and do not make a line by themselves.
            self.right_to_left |= is_right_to_left(c) && !is_mark(c);
            self.has_isolates |= matches!(c, '\u{2066}'..='\u{2069}');
        }
    }
}

/// Whether no byte of a text can begin a character of Chinese, Japanese, Korean or a script from right to left.
fn is_plain(bytes: &[u8]) -> bool {
    let plain = |at: usize| is_plain_character(bytes.get(at..).unwrap_or_default());
    if bytes.first().is_some_and(|b| leads_script(*b, 0)) && !plain(0) {
        return false;
    }
    let mut masks = [0; AHEAD];
    let mut at = 1;
    loop {
        let judged = find_scripts(bytes, at, &mut masks);
        if judged == 0 {
            return true;
        }
        for (k, mask) in masks.iter().take(judged).enumerate() {
            let mut leads = *mask;
            while leads != 0 {
                if !plain(at + k * BLOCK + leads.trailing_zeros() as usize) {
                    return false;
                }
                leads &= leads - 1;
            }
        }
        at += judged * BLOCK;
    }
}

/// Whether the three-byte character at the start is none that a line is asked about.
const fn is_plain_character(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        // Radicals and ideographic descriptions are the only ones behind E2.
        [0xE2, ..=0xB9, ..]
            // The ideographic space.
            | [0xE3, 0x80, 0x80, ..]
            // Ligatures, the byte order mark, fullwidth forms of ASCII, the replacement character.
            | [0xEF, 0xAC, 0x80..=0x86, ..]
            | [0xEF, 0xBB, 0xBF, ..]
            | [0xEF, 0xBC, ..]
            | [0xEF, 0xBD, 0x80..=0x9E, ..]
            | [0xEF, 0xBF, 0xBD, ..]
    )
}

/// Length of the text at the start that neither ends a line nor belongs to a script that a line is asked about.
fn plain_len(bytes: &[u8]) -> usize {
    let plain = |b: u8| (b.wrapping_add(1).cast_signed() >= 0x21) & (b != b'&');
    let (blocks, _) = bytes.as_chunks::<16>();
    let whole =
        blocks.iter().take_while(|block| block.iter().fold(true, |all, b| all & plain(*b))).count() * 16;
    let mut len = whole;
    loop {
        len += match bytes.get(len..).unwrap_or_default() {
            [b, ..] if plain(*b) => 1,
            // Two-byte characters before Hebrew; quotes and dashes.
            [0xC3..=0xD5, _, ..] => 2,
            [0xE2, 0x80, 0x90..=0xA7, ..] => 3,
            _ => return len,
        };
    }
}

/// The end of the character or reference at `at` if it ends a line.
fn line_end(text: &str, at: usize, c: char) -> Option<usize> {
    match c {
        '&' => entity::line_end(text, at),
        c => ends_line(c).then_some(at + c.len_utf8()),
    }
}

/// Whether text stands in a URL, asked at growing offsets.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Url {
    /// The text up to here has been looked at.
    seen: usize,
    /// Start of the word that holds it.
    word: usize,
    holds_mark: bool,
}

impl Url {
    /// Whether the word that holds `at` is a URL, as far as it stands before `at`.
    pub(super) fn holds(&mut self, text: &str, at: usize) -> bool {
        let fresh = text.get(self.seen..at).unwrap_or_default();
        if let Some((k, c)) = fresh.char_indices().rev().find(|(_, c)| c.is_whitespace()) {
            (self.word, self.holds_mark) = (self.seen + k + c.len_utf8(), false);
        }
        if !self.holds_mark {
            // A mark of a URL may have begun in what was seen.
            let start = self.seen.saturating_sub(4).max(self.word);
            let word = text.as_bytes().get(start..at).unwrap_or_default();
            self.holds_mark =
                word.windows(3).any(|three| three == b"://") || word.windows(4).any(|four| four == b"www.");
        }
        self.seen = self.seen.max(at);
        self.holds_mark
    }
}

/// Offsets of the isolate initiators and terminators that belong together, in order.
fn pairs(line: &str) -> Vec<usize> {
    let (mut open, mut paired) = (Vec::new(), Vec::new());
    for (k, c) in line.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(k),
            '\u{2069}' => paired.extend(open.pop().into_iter().flat_map(|start| [start, k])),
            _ => {}
        }
    }
    paired.sort_unstable();
    paired
}

#[cfg(test)]
mod tests {
    use super::{Line, Plain};

    fn places(text: &str, wanted: impl Fn(char) -> bool) -> Vec<usize> {
        text.char_indices().filter(|(_, c)| wanted(*c)).map(|(at, _)| at).collect()
    }

    #[test]
    fn scripts_are_those_of_the_line() {
        let text = "ab|\n\u{4E2D} cd|\r\n| \u{5D0}\u{85}|";
        let plain = Plain::new();
        let mut line = Line::new(&plain);
        let bars = places(text, |c| c == '|');
        let answers: Vec<_> =
            bars.iter().map(|&at| (line.is_cjk(text, at), line.is_right_to_left(text, at))).collect();
        assert_eq!(answers, [(false, false), (true, false), (false, true), (false, false)]);
    }

    #[test]
    fn only_pairs_stay() {
        let text = "\u{5D0} \u{2066}x \u{2068}y\u{2069}\u{2069} \u{2069} \u{2067}\nab \u{2066}c\u{2069}";
        let plain = Plain::new();
        let mut line = Line::new(&plain);
        let isolates = places(text, |c| matches!(c, '\u{2066}'..='\u{2069}'));
        let stay: Vec<bool> = isolates.iter().map(|&at| line.keeps_isolate(text, at)).collect();
        assert_eq!(stay, [true, true, true, true, false, false, false, false]);
    }
}
