//! Lone defects between two words, by far the most frequent ones: settled where they stand, without a region.
//!
//! Each answer is the one that the region around the defect would give; what is not lone goes there.

use std::ops::Range;

use unicode_normalization::char::compose;

use super::class::{Class, Settled, class, settled};
use super::context::Lines;
use super::entity;
use super::invisible::{FLAG, keeps_break, keeps_joiner};
use super::policy::{Form, Policy};
use super::region::{invisible, ligature, windows_1252};
use super::rules::Rule;
use super::space::keeps_no_break;

/// What stands beside a defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A character that no rule changes or looks past.
    Word(char),
    /// One space, with such a character (or, before it, a full stop) behind it.
    Space,
    /// A full stop; after the defect, with such a character or one blank and such a character behind it.
    Stop,
    /// One or two line feeds, with such a character (or, before them, a full stop) behind them.
    Feeds(u8),
}

impl Side {
    /// The character next to the defect.
    const fn char(self) -> char {
        match self {
            Self::Word(c) => c,
            Self::Space => ' ',
            Self::Stop => '.',
            Self::Feeds(_) => '\n',
        }
    }
}

/// The text around a defect; nothing before `floor` is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Direct<'t> {
    pub(super) text: &'t str,
    pub(super) floor: usize,
    pub(super) policy: &'t Policy,
}

/// The end of what was settled, and the last character of the output up to there.
pub(super) type Settlement = (usize, char);

impl Direct<'_> {
    /// Settles the character at `at`, if it is alone.
    pub(super) fn settle(
        &self,
        at: usize,
        lines: &mut Lines<'_>,
        new: &mut String,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        let policy = self.policy;
        let (before, rest) = (self.text.get(self.floor..at)?, self.text.get(at..)?);
        let c = rest.chars().next()?;
        let end = at + c.len_utf8();
        let class = class(c);
        match class {
            Class::Invisible if policy.invisible => self.remove(before, at..end, invisible(c), sink),
            Class::Embedding if policy.bidi => {
                let is_override = matches!(c, '\u{202D}' | '\u{202E}');
                let rule = if is_override { Rule::Override } else { Rule::Embedding };
                self.remove(before, at..end, rule, sink)
            }
            Class::Control if policy.controls => match windows_1252(c) {
                Some(put) => self.put(before, at..end, put, Rule::C1, sink),
                None => self.remove(before, at..end, control(c), sink),
            },
            Class::Tag if policy.invisible => {
                let last = side_before(before)?;
                let tags =
                    rest.chars().take_while(|c| super::class::class(*c) == Class::Tag).map(char::len_utf8);
                let range = at..at + tags.sum::<usize>();
                (last.char() != FLAG).then(|| self.remove(before, range, Rule::Tag, sink)).flatten()
            }
            Class::WordBreak | Class::Joiner if policy.invisible => {
                let sides = (Some(side_before(before)?.char()), Some(self.side_after(end)?.char()));
                let (kept, rule) = if class == Class::Joiner {
                    (keeps_joiner(c, sides.0, sides.1), Rule::Joiner)
                } else {
                    (keeps_break(sides.0, sides.1), Rule::ZeroWidthSpace)
                };
                (!kept).then(|| self.remove(before, at..end, rule, sink)).flatten()
            }
            Class::Direction if policy.bidi => {
                let kept =
                    lines.invisible.is_right_to_left(self.text, at) && !self.is_in_latin_word(before, end);
                (!kept).then(|| self.remove(before, at..end, Rule::DirectionMark, sink)).flatten()
            }
            Class::Space if policy.spaces && c == ' ' => self.narrow(before, at, sink),
            Class::Space if policy.spaces && c != '\t' => self.widen(before, at..end, c, lines, sink),
            Class::Break if policy.line_ends && c == '\r' => self.join(before, at, sink),
            Class::Ligature if policy.ligatures => {
                side_before(before)?;
                self.side_after(end)?;
                let letters = ligature(c);
                sink(at..end, letters, Rule::Ligature.id());
                Some((end, letters.chars().next_back()?))
            }
            Class::Fullwidth if policy.width => self.narrow_letters(before, at, lines, new, sink),
            Class::Unsettled if policy.form == Form::Nfc => self.compose(before, at..end, c, sink),
            Class::Ampersand if policy.entities => self.decode(before, at, lines, sink),
            _ => None,
        }
    }

    #[inline]
    fn side_after(&self, end: usize) -> Option<Side> {
        let bytes = self.text.as_bytes().get(end..)?;
        match bytes {
            [b, ..] if b.is_ascii_alphanumeric() => return Some(Side::Word(char::from(*b))),
            [b' ', b, ..] if b.is_ascii_alphanumeric() => return Some(Side::Space),
            _ => {}
        }
        let word = |skipped: usize| {
            let c = self.text.get(end + skipped..)?.chars().next()?;
            (class(c) == Class::Plain).then_some(c)
        };
        match bytes {
            [b' ', ..] => word(1).map(|_| Side::Space),
            [b'.', b' ' | b'\n', ..] => word(2).map(|_| Side::Stop),
            [b'.', ..] => word(1).map(|_| Side::Stop),
            [b'\n', b'\n', ..] => word(2).map(|_| Side::Feeds(2)),
            [b'\n', ..] => word(1).map(|_| Side::Feeds(1)),
            _ => word(0).map(Side::Word),
        }
    }

    fn remove(
        &self,
        before: &str,
        range: Range<usize>,
        rule: Rule,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        let end = range.end;
        let sides = (side_before(before)?, self.side_after(end)?);
        let last = match sides {
            (Side::Space, Side::Space) if self.policy.spaces => {
                sink(range, "", rule.id());
                sink(end..end + 1, "", Rule::SpaceRun.id());
                return Some((end + 1, ' '));
            }
            (Side::Word(_), _)
            | (_, Side::Word(_))
            | (Side::Stop, Side::Space | Side::Feeds(_))
            | (Side::Feeds(1), Side::Feeds(1)) => sides.0.char(),
            _ => return None,
        };
        sink(range, "", rule.id());
        Some((end, last))
    }

    fn put(
        &self,
        before: &str,
        range: Range<usize>,
        c: char,
        rule: Rule,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        side_before(before)?;
        self.side_after(range.end)?;
        let end = range.end;
        sink(range, c.encode_utf8(&mut [0; 4]), rule.id());
        Some((end, c))
    }

    fn is_in_latin_word(&self, before: &str, end: usize) -> bool {
        let latin =
            |c: char| c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}') && c.is_alphabetic());
        before.chars().next_back().is_some_and(latin)
            && self.text.get(end..).and_then(|rest| rest.chars().next()).is_some_and(latin)
    }

    /// The second and the following of several spaces.
    fn narrow(
        &self,
        before: &str,
        at: usize,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        if side_before(before)? != Side::Space {
            return None;
        }
        let more = self.text.as_bytes().get(at..)?.iter().take_while(|b| **b == b' ').count();
        let end = at + more;
        let Side::Word(_) = self.side_after(end)? else { return None };
        sink(at..end, "", Rule::SpaceRun.id());
        Some((end, ' '))
    }

    /// A single space of another width.
    fn widen(
        &self,
        before: &str,
        range: Range<usize>,
        c: char,
        lines: &mut Lines<'_>,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        let Side::Word(b) = self.side_after(range.end)? else { return None };
        let a = match side_before(before)? {
            Side::Word(c) => c,
            // What an initial is followed by is not settled here.
            Side::Stop if !before.chars().nth_back(1).is_some_and(char::is_uppercase) => '.',
            _ => return None,
        };
        if keeps_no_break(a, b) || (c == '\u{3000}' && lines.check.is_cjk(self.text, range.start)) {
            return None;
        }
        let no_break = matches!(c, '\u{A0}' | '\u{202F}');
        let end = range.end;
        sink(range, " ", if no_break { Rule::NoBreak } else { Rule::OddSpace }.id());
        Some((end, ' '))
    }

    /// One or two line ends of Windows.
    fn join(
        &self,
        before: &str,
        at: usize,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        if !matches!(class(before.chars().next_back()?), Class::Plain | Class::Dot) {
            return None;
        }
        let rest = self.text.get(at..)?;
        let ends = if rest.starts_with("\r\n\r\n") { 2 } else { 1 };
        let end = at + 2 * ends;
        if !rest.starts_with("\r\n") || class(self.text.get(end..)?.chars().next()?) != Class::Plain {
            return None;
        }
        for start in (at..end).step_by(2) {
            sink(start..start + 1, "", Rule::Crlf.id());
        }
        Some((end, '\n'))
    }

    fn narrow_letters(
        &self,
        before: &str,
        at: usize,
        lines: &mut Lines<'_>,
        new: &mut String,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        side_before(before)?;
        new.clear();
        let mut end = at;
        for c in self.text.get(at..)?.chars().take_while(|c| matches!(c, '\u{FF01}'..='\u{FF5E}')) {
            let ascii = char::from_u32(c as u32 - 0xFEE0).filter(char::is_ascii_alphanumeric)?;
            new.push(ascii);
            end += c.len_utf8();
        }
        self.side_after(end)?;
        if lines.check.is_cjk(self.text, at) {
            return None;
        }
        sink(at..end, new, Rule::Fullwidth.id());
        Some((end, new.chars().next_back()?))
    }

    /// A letter and the mark behind it.
    fn compose(
        &self,
        before: &str,
        range: Range<usize>,
        mark: char,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        let letter = before.chars().next_back().filter(char::is_ascii_alphabetic)?;
        if settled(mark) != Settled::No {
            return None;
        }
        let composed = compose(letter, mark)?;
        let end = range.end;
        let word = |b: &u8| b.is_ascii_alphanumeric();
        let is_before_word = match self.text.as_bytes().get(end..)? {
            [b' ' | b'.' | b'\n', b, ..] | [b, ..] => word(b),
            [] => false,
        };
        if is_before_word {
            sink(range.start - 1..end, composed.encode_utf8(&mut [0; 4]), Rule::Nfc.id());
            return Some((end, composed));
        }
        let mut behind = self.text.get(end..)?.chars();
        let mut next = behind.next()?;
        if next == '.' || next == '\n' {
            next = behind.next()?;
        }
        if next == ' ' {
            next = behind.next()?;
        }
        if class(next) != Class::Plain {
            return None;
        }
        let end = range.end;
        sink(range.start - 1..end, composed.encode_utf8(&mut [0; 4]), Rule::Nfc.id());
        Some((end, composed))
    }

    fn decode(
        &self,
        before: &str,
        at: usize,
        lines: &mut Lines<'_>,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<Settlement> {
        let found = entity::at_start(self.text.get(at..)?)?;
        if found.second.is_some()
            || found.first.is_ascii()
            || class(found.first) != Class::Plain
            || lines.url.holds(self.text, at)
        {
            return None;
        }
        self.put(before, at..at + found.len, found.first, found.rule, sink)
    }
}

#[inline]
fn side_before(before: &str) -> Option<Side> {
    match before.as_bytes() {
        [.., b] if b.is_ascii_alphanumeric() => return Some(Side::Word(char::from(*b))),
        [.., b, b' '] if b.is_ascii_alphanumeric() => return Some(Side::Space),
        [.., b, b'.'] if b.is_ascii_alphanumeric() => return Some(Side::Stop),
        _ => {}
    }
    let mut chars = before.chars();
    let c = chars.next_back()?;
    match c {
        ' ' => matches!(class(chars.next_back()?), Class::Plain | Class::Dot).then_some(Side::Space),
        '\n' => {
            let (mut behind, mut feeds) = (chars.next_back()?, 1);
            if behind == '\n' {
                (behind, feeds) = (chars.next_back()?, 2);
            }
            matches!(class(behind), Class::Plain | Class::Dot).then_some(Side::Feeds(feeds))
        }
        '.' => (class(chars.next_back()?) == Class::Plain).then_some(Side::Stop),
        c => (class(c) == Class::Plain).then_some(Side::Word(c)),
    }
}

pub(super) const fn control(c: char) -> Rule {
    match c {
        '\u{7F}' => Rule::Delete,
        '\0'..=' ' => Rule::C0,
        _ => Rule::C1,
    }
}
