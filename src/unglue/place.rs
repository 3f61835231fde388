//! A word in its place: what stands around it, and what the lexicon says of its parts.

use std::ops::Range;

use super::data::{self, Role};
use crate::Language;
use crate::lexicon::{Entry, Lexicon};

/// Letters in a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Changes from a small letter to a capital.
    pub(super) changes: u32,
    /// Where the first and the last of them are.
    pub(super) first_change: usize,
    pub(super) last_change: usize,
    pub(super) capitals: u32,
    pub(super) starts_upper: bool,
    /// Has letters without case.
    pub(super) foreign: bool,
}

/// A text, what knows its words, and room to work in.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) lexicon: &'t dyn Lexicon,
    pub(super) language: Language,
}

/// A part of a token, in lower case.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) lower: String,
    /// Characters.
    pub(super) letters: usize,
    pub(super) starts_upper: bool,
    /// A capital after the first letter.
    pub(super) inner_capital: bool,
    pub(super) entry: Entry,
    pub(super) role: Role,
}

impl Word {
    /// A word of the language, however rare, or of another that is not rare there.
    pub(super) fn known(&self) -> bool {
        self.entry.is_known() || self.role.function()
    }

    /// Capitalised, and long enough to be a name.
    pub(super) fn like_name(&self) -> bool {
        self.starts_upper && self.letters >= 4
    }
}

/// Letters of a token at most that is looked at; longer ones are no words.
pub(super) const LONGEST: usize = 64;

impl<'t> Reader<'t> {
    pub(super) fn get(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    pub(super) fn word(&self, range: Range<usize>) -> Word {
        let text = self.get(range);
        let lower = text.to_lowercase();
        let mut capitals = text.chars().map(char::is_uppercase);
        let starts_upper = capitals.next().unwrap_or(false);
        Word {
            letters: text.chars().count(),
            starts_upper,
            inner_capital: capitals.any(|capital| capital),
            entry: self.lexicon.look_up(&lower),
            role: data::role(&lower, self.language),
            lower,
        }
    }

    pub(super) fn entry(&self, lower: &str) -> Entry {
        self.lexicon.look_up(lower)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Part of a handle, a tag, an address, a path, an identifier, a figure.
    pub(super) fn is_technical(&self, range: Range<usize>) -> bool {
        let before = self.before(range.start);
        let after = self.after(range.end);
        matches!(before, Some('#' | '@' | '/' | '_' | ':' | '=' | '&' | '\\' | '$' | '+' | '~'))
            || before.is_some_and(char::is_numeric)
            || matches!(after, Some('/' | '_' | '=' | '&' | '@' | '\\' | '+' | '('))
            || after.is_some_and(char::is_numeric)
            || self.get(range.end..range.end + 2) == ":/"
            // Part of the name of a host or a file.
            || after == Some('.') && self.after(range.end + 1).is_some_and(|c| c.is_lowercase() || c.is_numeric())
            || before == Some('.') && self.get(range.start.saturating_sub(4)..range.start) == "www."
    }

    /// The clause goes on at `at`: white space and a word, or a mark that stands in a clause.
    pub(super) fn clause_goes_on(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        // Spaces before a comma go.
        let spaces = rest.chars().take(4).take_while(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'));
        let behind = rest.get(spaces.map(char::len_utf8).sum()..).unwrap_or_default();
        let mut rest = if behind.starts_with(',') { behind } else { rest }.chars();
        match rest.next() {
            Some(space) if space.is_whitespace() && space != '\n' => {
                rest.next().is_some_and(|next| next.is_alphanumeric() || "\"'“‘«([¿¡–—-€$£#@".contains(next))
            }
            Some('\'' | '’') => rest.next().is_some_and(char::is_alphabetic),
            Some(',') => rest.next().is_some_and(char::is_whitespace),
            _ => false,
        }
    }
}
