//! Words around a place in a text.

/// A word and where it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// True for a space that may stand inside a figure.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The word at `at`, or behind one space, hyphen or apostrophe there.
pub(super) fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let skip = if is_space(first) || matches!(first, '-' | '\'' | '’') { first.len_utf8() } else { 0 };
    let start = at + skip;
    let word = text.get(start..)?;
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let word = word.get(..length).filter(|word| !word.is_empty())?;
    Some(Word { text: word, start, end: start + length })
}

/// The word before the space that stands before `at`.
pub(super) fn last_word(text: &str, at: usize) -> Option<Word<'_>> {
    let head = text.get(..at)?;
    let end = head.strip_suffix(is_space)?.len();
    let head = text.get(..end)?;
    let start = head
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = head.get(start..).filter(|word| !word.is_empty())?;
    Some(Word { text: word, start, end })
}
