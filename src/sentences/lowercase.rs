//! Whether a text begins its sentences with small letters.

use memchr::memchr_iter;

use super::abbreviations::{END, LONGEST, MAYBE, NEVER, NUMBER, Words};
use super::text::Text;

/// True if sentences of this text begin with small letters: two at least, and more than three in ten.
pub(super) fn begins_small(text: Text<'_>, words: Words<'_>) -> bool {
    let first = text.byte(text.skip_space(0));
    let (mut all, mut lower) = (0usize, usize::from(first.is_ascii_lowercase()));
    for at in memchr_iter(b' ', text.bytes) {
        if !matches!(text.byte_before(at), b'.' | b'!' | b'?') {
            continue;
        }
        let next = text.byte(at + 1);
        if next.is_ascii_alphabetic() {
            all += 1;
            lower += usize::from(next.is_ascii_lowercase() && !follows_abbreviation(text, words, at - 1));
        }
    }
    lower > 1 && lower * 10 > all * 3
}

/// True if the word before the stop at `stop` is an abbreviation, as far as its letters say, or if there is none.
fn follows_abbreviation(text: Text<'_>, words: Words<'_>, stop: usize) -> bool {
    let before = text.bytes.get(stop.saturating_sub(LONGEST)..stop).unwrap_or_default();
    let start = before
        .iter()
        .rposition(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
        .map_or(0, |at| at + 1);
    let word = before.get(start..).unwrap_or_default();
    word.len() < 2 || words.classes(word) & (NEVER | MAYBE | END | NUMBER) != 0
}
