//! Full stops with no white space behind them that end a sentence all the same.

use super::abbreviations::{LONGEST, MAYBE, NEVER, STARTER, Words};
use super::text::Text;

/// The end of the sentence at the stop at `at`, with what stands directly behind it: the number of a note
/// (`the statement.12 The`) or nothing (`the report.The`).
pub(super) fn end(text: Text<'_>, words: Words<'_>, start: usize, at: usize) -> Option<usize> {
    match text.byte(at + 1) {
        b'0'..=b'9' => note(text, start, at),
        b'A'..=b'Z' => glued(text, words, start, at),
        _ => None,
    }
}

fn note(text: Text<'_>, start: usize, at: usize) -> Option<usize> {
    let word = text.bytes.get(start.max(at.saturating_sub(4))..at).unwrap_or_default();
    let ended = matches!(word.last(), Some(b')' | b'"'))
        || word.len() == 4 && word.iter().all(|byte| byte.is_ascii_lowercase() || !byte.is_ascii());
    if !ended {
        return None;
    }
    let end = at + 1 + (1..4).take_while(|step| text.byte(at + step).is_ascii_digit()).count();
    let next = text.skip_blanks(end);
    (next > end && text.char(next).is_some_and(char::is_uppercase)).then_some(end)
}

/// A word of small letters or a number, a stop, and a capitalised word that begins sentences.
fn glued(text: Text<'_>, words: Words<'_>, start: usize, at: usize) -> Option<usize> {
    let before = text.bytes.get(start.max(at.saturating_sub(LONGEST))..at).unwrap_or_default();
    let space = before.iter().rposition(|byte| matches!(byte, b' ' | b'\n' | b'(' | b'"' | b'.'));
    let word = before.get(space.map_or(0, |at| at + 1)..).unwrap_or_default();
    // Addresses have stops and signs in them, abbreviations few letters.
    let letters =
        word.len() > 3 && word.iter().skip(1).all(|byte| byte.is_ascii_lowercase() || !byte.is_ascii());
    let number = word.len() > 2 && word.iter().all(|byte| byte.is_ascii_digit() || *byte == b',');
    if !letters && !number || words.classes(word) & (NEVER | MAYBE) != 0 {
        return None;
    }
    let end = text.word_end(at + 1, LONGEST);
    let next = text.bytes.get(at + 1..end).unwrap_or_default();
    let begins =
        next.len() > 2 && words.classes(next) & STARTER != 0 && matches!(text.byte(end), b' ' | b',');
    let title = text.byte(end) == b'.' && text.byte(end + 1) == b' ' && words.classes(next) & NEVER != 0;
    (begins || title).then_some(at + 1)
}
