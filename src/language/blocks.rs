//! The pieces of a document that get one language each: lines, and long lines in parts.

use std::ops::Range;

/// A longer line is cut behind the next sentence end.
const LONG: usize = 1500;
/// ... or, where no sentence ends, behind the next word, ...
const VERY_LONG: usize = 3000;
/// ... or, where no word ends, anywhere.
const LONGEST: usize = 6000;

/// A piece of a document with letters in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Bytes of the document, without the line feed.
    pub(crate) range: Range<usize>,
    /// Letters in it.
    pub(crate) letters: usize,
}

/// The blocks of `text` that have letters, in order.
pub(crate) fn of(text: &str) -> impl Iterator<Item = Block> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let rest = text.get(at..)?;
            let line = memchr::memchr(b'\n', rest.as_bytes().get(..LONGEST.min(rest.len()))?);
            let length = line.unwrap_or_else(|| cut(rest));
            let start = at;
            // The line feed itself is skipped as a block without letters.
            at += if length == 0 { 1 } else { length };
            let letters = rest.get(..length).map_or(0, letters);
            if letters > 0 {
                let range = start..start + length;
                return Some(split_long(text, range, &mut at, letters));
            }
        }
        None
    })
}

/// Shortens a block to its first part where the line is long, and moves `at` behind that part.
fn split_long(text: &str, range: Range<usize>, at: &mut usize, all: usize) -> Block {
    if range.len() > LONG
        && let Some(line) = text.get(range.clone())
    {
        let length = cut(line);
        if length < line.len() {
            *at = range.start + length;
            let part = range.start..range.start + length;
            let letters = text.get(part.clone()).map_or(0, letters);
            return Block { range: part, letters };
        }
    }
    Block { range, letters: all }
}

/// Where the first part of a line without a line feed ends, on a character boundary; never 0 for a line with text.
fn cut(line: &str) -> usize {
    if line.len() <= LONG {
        return line.len();
    }
    let window = line.get(..boundary(line, LONGEST)).unwrap_or(line);
    let from = boundary(window, LONG);
    let mut after_stop = false;
    for (offset, c) in window.get(from..).unwrap_or_default().char_indices() {
        let place = from + offset;
        if c.is_whitespace() && (after_stop || place >= VERY_LONG) {
            return place;
        }
        after_stop = matches!(c, '.' | '!' | '?' | '…') || (after_stop && matches!(c, '"' | '”' | '»' | ')'));
        if matches!(c, '。' | '！' | '？') {
            return place + c.len_utf8();
        }
    }
    window.len()
}

/// The last character boundary of `text` that is not behind byte `at`.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Counts the letters of `text`: most of it in a loop over ASCII that compilers turn into vector instructions.
pub(crate) fn letters(text: &str) -> usize {
    const CHUNK: usize = 32;
    let mut count = 0;
    for (at, chunk) in text.as_bytes().chunks(CHUNK).enumerate() {
        let plain = chunk.iter().fold(0_u8, |plain, byte| plain + u8::from(byte.is_ascii_alphabetic()));
        count += usize::from(plain);
        if chunk.is_ascii() {
            continue;
        }
        for (offset, _) in chunk.iter().enumerate().filter(|(_, byte)| **byte >= 0xC0) {
            let c = text.get(at * CHUNK + offset..).and_then(|rest| rest.chars().next());
            count += usize::from(c.is_some_and(is_letter));
        }
    }
    count
}

/// `char::is_alphabetic`, with Latin letters looked at first.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{24F}' => c != '×' && c != '÷',
        // Curly quotation marks, dashes.
        '\u{2000}'..='\u{206F}' => false,
        _ => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        of(text).map(|block| &text[block.range]).collect()
    }

    #[test]
    fn letters_are_what_unicode_says() {
        assert!(('\0'..='\u{3000}').all(|c| is_letter(c) == c.is_alphabetic()));
    }

    #[test]
    fn letters_are_counted_in_any_mixture() {
        for text in ["", "é", "aé×b", "日本 ab", "¿Qué? 12 ñandúes", "e\u{301}\u{1F1EB}x"] {
            assert_eq!(letters(text), text.chars().filter(|c| c.is_alphabetic()).count(), "{text:?}");
        }
    }

    #[test]
    fn lines_with_letters() {
        assert_eq!(pieces("a\n\n12\r\nb c\n"), ["a", "b c"]);
        assert_eq!(pieces("\n\n"), [""; 0]);
    }

    #[test]
    fn long_lines_are_cut_behind_a_sentence() {
        let line = "The ministers met. ".repeat(200).trim_end().to_owned();
        let parts = pieces(&line);
        assert!(parts.concat() == line);
        assert!(parts.len() > 1 && parts.iter().all(|part| part.len() < LONG + 40));
        assert!(parts.iter().all(|part| part.ends_with("met.")));
    }

    #[test]
    fn a_line_without_spaces_is_cut_on_character_boundaries() {
        let line = "é".repeat(20_001);
        assert!(pieces(&line).concat() == line);
    }
}
