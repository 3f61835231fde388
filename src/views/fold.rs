//! Folding for comparison.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::map::Map;

/// Appends the folded form of `text`, and where it came from.
pub(super) fn fold(text: &str, out: &mut String, map: &mut Map) {
    out.reserve(text.len());
    let mut gap = Gap::default();
    let mut before = '\n';
    // Where the last visible character stands in the folded text and in the text.
    let mut last = None;
    for (at, c) in text.char_indices() {
        if is_space(c) || is_invisible(c) {
            gap.start.get_or_insert(at);
            gap.spaced |= is_space(c);
            continue;
        }
        if is_accent(c) {
            match last.filter(|_| gap.start.is_none()) {
                Some((folded, source)) => {
                    map.extend(folded, out.len() - folded, source, at + c.len_utf8() - source);
                }
                None => _ = gap.start.get_or_insert(at),
            }
            continue;
        }
        let closed =
            matches!(before, '\n' | '«' | '‹') || matches!(c, '\n' | ':' | ';' | '!' | '?' | '%' | '»' | '›');
        gap.settle(at, closed, out, map);
        last = Some((out.len(), at));
        let length = c.len_utf8();
        match c {
            'a'..='z' | '0'..='9' | '\n' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '“' | '”' | '„' | '‟' | '«' | '‹' | '»' | '›' => put(out, map, "\"", at, length),
            '\u{2018}'..='\u{201B}' | '\u{2BC}' | '´' | '`' => put(out, map, "'", at, length),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => put(out, map, "-", at, length),
            '…' => put(out, map, "...", at, length),
            _ if c.is_ascii() => out.push(c),
            _ => letter(c, at, out, map),
        }
        before = c;
    }
    gap.settle(text.len(), true, out, map);
}

/// Spaces and invisible characters between two visible ones.
#[derive(Debug, Default)]
struct Gap {
    start: Option<usize>,
    spaced: bool,
}

impl Gap {
    /// The gap ends at `end`; a closed one leaves nothing.
    fn settle(&mut self, end: usize, closed: bool, out: &mut String, map: &mut Map) {
        let Some(start) = self.start.take() else { return };
        if std::mem::take(&mut self.spaced) && !closed {
            put(out, map, " ", start, end - start);
        } else {
            map.push(out.len(), 0, start, end - start);
        }
    }
}

/// Appends what `length` bytes at `at` became.
fn put(out: &mut String, map: &mut Map, folded: &str, at: usize, length: usize) {
    if folded.len() != length || length > 1 {
        map.push(out.len(), folded.len(), at, length);
    }
    out.push_str(folded);
}

fn letter(c: char, at: usize, out: &mut String, map: &mut Map) {
    let start = out.len();
    let mut push = |part: char| {
        for lower in part.to_lowercase() {
            match lower {
                'œ' => out.push_str("oe"),
                'æ' => out.push_str("ae"),
                'ß' => out.push_str("ss"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'ı' => out.push('i'),
                // A capital sharp s, a dotted I: what lower case leaves is folded too.
                lower if !is_accent(lower) => out.push(lower),
                _ => {}
            }
        }
    };
    match c {
        // A syllable is one letter to its readers.
        '\u{AC00}'..='\u{D7A3}' => push(c),
        _ => decompose_canonical(c, push),
    }
    let (folded, length) = (out.len() - start, c.len_utf8());
    let single = out.get(start..).is_some_and(|folded| folded.chars().count() == 1);
    if folded != length || !single {
        map.push(start, folded, at, length);
    }
}

/// A mark above, below or through a letter, or an Arabic vowel sign; the vowels of Indic scripts are letters.
fn is_accent(c: char) -> bool {
    c >= '\u{300}' && matches!(canonical_combining_class(c), 1 | 27..=36 | 200..=240)
}

fn is_space(c: char) -> bool {
    c != '\n' && c.is_whitespace()
}

/// Characters without width, and controls.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E01EF}'
    )
}
