//! What the text around a name says about it: capitals, neighbours, the start of a sentence.

use std::ops::Range;

use super::gap::{is_apostrophe, is_hyphen};
use super::token::{Token, fold_into};
use super::words;

/// A line of text, as far as names care.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    range: Range<usize>,
    /// More than 70 % of the letters are capitals.
    pub(crate) caps: bool,
    /// Nearly all of the longer words begin with a capital: a headline in title case.
    pub(crate) title: bool,
}

impl Line {
    /// True when the byte at `at` belongs to this line.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.range.contains(&at)
    }

    /// The line of `text` around the byte at `at`.
    pub(crate) fn around(text: &str, at: usize) -> Self {
        let bytes = text.as_bytes();
        let before = bytes.get(..at).unwrap_or_default();
        let after = bytes.get(at..).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        let end = memchr::memchr(b'\n', after).map_or(bytes.len(), |newline| at + newline);
        let line = text.get(start..end).unwrap_or_default();
        let (mut letters, mut capitals) = (0_usize, 0_usize);
        let (mut words, mut long, mut capitalised) = (0_usize, 0_usize, 0_usize);
        let (mut length, mut upper) = (0_usize, false);
        for c in line.chars().chain(std::iter::once(' ')) {
            if c.is_alphabetic() {
                letters += 1;
                capitals += usize::from(c.is_uppercase());
                upper = if length == 0 { c.is_uppercase() } else { upper };
                length += 1;
            } else if length > 0 {
                words += 1;
                if length >= 4 {
                    long += 1;
                    capitalised += usize::from(upper);
                }
                length = 0;
            }
        }
        Self {
            range: start..end.max(start + 1),
            caps: words >= 3 && letters >= 8 && capitals * 10 > letters * 7,
            title: (3..=20).contains(&words) && long >= 2 && capitalised * 10 >= long * 9,
        }
    }
}

/// The tokens around a candidate `i..j` (indexes of tokens), and the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl<'a> Around<'a> {
    fn between(&self, left: &Token, right: &Token) -> &'a str {
        self.text.get(left.end..right.start).unwrap_or_default()
    }

    fn previous(&self) -> Option<&'a Token> {
        self.tokens.get(self.first.checked_sub(1)?)
    }

    fn next(&self) -> Option<&'a Token> {
        self.tokens.get(self.last + 1)
    }

    fn gap_before(&self) -> &'a str {
        match (self.previous(), self.tokens.get(self.first)) {
            (Some(left), Some(right)) => self.between(left, right),
            (None, Some(right)) => self.text.get(..right.start).unwrap_or_default(),
            _ => "",
        }
    }

    fn gap_after(&self) -> &'a str {
        match (self.tokens.get(self.last), self.next()) {
            (Some(left), Some(right)) => self.between(left, right),
            _ => "",
        }
    }

    /// True when `token`, folded, is in `list`.
    pub(crate) fn is_one_of(&self, token: &Token, list: &[&str]) -> bool {
        // No listed word is longer; a token of megabytes is not folded for nothing.
        if token.letters > 16 {
            return false;
        }
        let mut letters = Vec::with_capacity(16);
        fold_into(self.text.get(token.start..token.end).unwrap_or_default(), &mut letters);
        words::contains(list, &letters)
    }

    /// The capitalised word directly before, unless a capital says nothing there.
    pub(crate) fn capital_before(&self) -> Option<&'a Token> {
        let token = self.previous()?;
        let close = joins(self.gap_before());
        (close && token.capitalised() && !self.is_one_of(token, words::FUNCTION)).then_some(token)
    }

    /// The capitalised word directly after.
    pub(crate) fn capital_after(&self) -> Option<&'a Token> {
        let token = self.next()?;
        let close = joins(self.gap_after());
        (close && token.capitalised() && !self.is_one_of(token, words::FUNCTION)).then_some(token)
    }

    /// True when the word before is in `list` and only a space or an apostrophe lies between.
    pub(crate) fn preceded_by(&self, list: &[&str]) -> bool {
        self.previous().is_some_and(|token| touches(self.gap_before()) && self.is_one_of(token, list))
    }

    /// True when "state of" or its like stands before.
    pub(crate) fn after_state_of(&self) -> bool {
        self.preceded_by(&["d", "de", "du", "of"])
            && self
                .first
                .checked_sub(2)
                .and_then(|index| self.tokens.get(index))
                .is_some_and(|token| self.is_one_of(token, words::STATE))
    }

    /// True when nothing, a full stop, a colon, an opening quotation mark or a line break stands before.
    pub(crate) fn starts_sentence(&self) -> bool {
        if self.previous().is_none() {
            return true;
        }
        self.gap_before().chars().any(|c| {
            matches!(c, '.' | '!' | '?' | '…' | ':' | ';' | '\n' | '«' | '“' | '"' | '¿' | '¡' | '•' | '—')
        })
    }

    /// True when the words around are all capitals and no acronyms: on both sides, or on the only one that there is
    /// in the sentence.
    pub(crate) fn among_capitals(&self) -> bool {
        let shouts = |token: Option<&Token>, gap: &str| {
            joins(gap) && token.is_some_and(|token| token.caps && token.letters >= 4)
        };
        let before = shouts(self.previous(), self.gap_before());
        let after = shouts(self.next(), self.gap_after());
        let last = self.next().is_none() || self.gap_after().contains(['.', '!', '?', '\n']);
        (before || self.starts_sentence()) && (after || last) && (before || after)
    }

    /// The index of the token after "and" or a comma behind the name.
    pub(crate) fn listed_after(&self) -> Option<usize> {
        let next = self.next()?;
        if self.gap_after().trim() == "," {
            return Some(self.last + 1);
        }
        let joined = touches(self.gap_after()) && self.is_one_of(next, words::CONJUNCTION);
        joined.then_some(self.last + 2)
    }

    /// True when "and" or a comma links the name to the one that ends at byte `end`.
    pub(crate) fn listed_before(&self, end: usize) -> bool {
        let Some(start) = self.tokens.get(self.first).map(|token| token.start) else { return false };
        let between = self.text.get(end..start).unwrap_or_default();
        if between.len() > 12 {
            return false;
        }
        let between = between.trim();
        between == "," || words::CONJUNCTION.contains(&between)
    }

    /// True for a host name: a full stop and a lower-case letter directly behind.
    pub(crate) fn in_host_name(&self) -> bool {
        self.gap_after() == "." && self.next().is_some_and(|token| !token.capitalised())
    }
}

/// A gap that joins two words to one name: a space or a hyphen.
fn joins(gap: &str) -> bool {
    gap.len() <= 4 && !gap.is_empty() && gap.chars().all(|c| (c.is_whitespace() && c != '\n') || is_hyphen(c))
}

/// A gap that has no punctuation in it.
fn touches(gap: &str) -> bool {
    gap.len() <= 8
        && gap.chars().all(|c| (c.is_whitespace() && c != '\n') || is_hyphen(c) || is_apostrophe(c))
}
