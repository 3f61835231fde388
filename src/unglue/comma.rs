//! Spaces before a comma.

use std::ops::Range;

use super::place::Reader;

/// The spaces before the comma at `at` that go: there is a word before them and white space after it.
pub(super) fn spaces(reader: &Reader<'_>, at: usize) -> Option<Range<usize>> {
    let after = reader.after(at + 1);
    if !after.is_none_or(|c| c.is_whitespace() || "\"”’»'".contains(c)) {
        return None;
    }
    let before = reader.text.get(..at)?;
    // More than a few are a column of a table, and a text of spaces is not read again for every comma.
    let word =
        before.char_indices().rev().take(4).find(|(_, c)| !matches!(c, ' ' | '\u{A0}' | '\u{202F}'))?;
    let end = word.0 + word.1.len_utf8();
    let fits = word.1.is_alphanumeric() || "\"”’»')]%€$°".contains(word.1);
    (fits && end < at).then_some(end..at)
}
