//! One letter without its case and accents, in place: the text is never copied.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest folding of one character, in bytes; what is longer (a few ligatures of other scripts) is cut.
const MAX_BYTES: usize = 16;

/// The precomposed Latin letters that news is written in, so that decomposition is paid once and not per document.
const TABLE: [(u32, u32); 2] = [(0x80, 0x250), (0x1E00, 0x1F00)];

/// What a character is to the matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Ends a token.
    Separator,
    /// A letter or a digit.
    Letter,
    /// A combining mark: an accent of the letter before it.
    Mark,
    /// Invisible inside a word: soft hyphen, zero-width space, joiners.
    Ignorable,
}

/// A character, folded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; MAX_BYTES],
    length: u8,
    pub(crate) class: Class,
    pub(crate) upper: bool,
    pub(crate) accent: bool,
}

impl Folded {
    const fn of_class(class: Class) -> Self {
        Self { bytes: [0; MAX_BYTES], length: 0, class, upper: false, accent: false }
    }

    /// The folded letters as UTF-8.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    fn push(&mut self, c: char) {
        let mut buffer = [0; 4];
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            if let Some(slot) = self.bytes.get_mut(usize::from(self.length)) {
                *slot = byte;
                self.length += 1;
            }
        }
    }
}

static LATIN: LazyLock<Vec<Folded>> =
    LazyLock::new(|| TABLE.iter().flat_map(|&(from, to)| from..to).map(compute_code).collect());

/// The folded letter of an ASCII byte; 0 for what separates.
pub(crate) const ASCII_LETTERS: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The letter without its accent of the character that is `C3` and this byte; 0 where it is no letter with an accent.
pub(crate) fn latin_letter(second: u8) -> u8 {
    const LETTERS: &[u8; 32] = b"aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0";
    let upper_or_lower = usize::from(second & 0x1F);
    // The last lower-case one is `ÿ`, whose capital is elsewhere.
    match second {
        0xBF => b'y',
        0x80..=0xBE => LETTERS.get(upper_or_lower).copied().unwrap_or(0),
        _ => 0,
    }
}

const ASCII: [Folded; 128] = {
    let mut table = [Folded::of_class(Class::Separator); 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            let entry = &mut table[byte as usize];
            entry.class = Class::Letter;
            entry.upper = byte.is_ascii_uppercase();
            entry.bytes[0] = byte.to_ascii_lowercase();
            entry.length = 1;
        }
        byte += 1;
    }
    table
};

/// The folding of any character.
pub(crate) fn fold(c: char) -> Folded {
    let code = c as u32;
    if let Some(&folded) = ASCII.get(code as usize) {
        return folded;
    }
    let index = match code {
        0x80..0x250 => code - 0x80,
        0x1E00..0x1F00 => code - 0x1E00 + 0x1D0,
        _ => return compute(c),
    };
    LATIN.get(index as usize).copied().unwrap_or_else(|| compute(c))
}

fn compute_code(code: u32) -> Folded {
    char::from_u32(code).map_or(Folded::of_class(Class::Separator), compute)
}

fn compute(c: char) -> Folded {
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {
            return Folded::of_class(Class::Ignorable);
        }
        _ if is_combining_mark(c) => return Folded::of_class(Class::Mark),
        _ if !c.is_alphanumeric() => return Folded::of_class(Class::Separator),
        _ => {}
    }
    let mut folded = Folded::of_class(Class::Letter);
    folded.upper = c.is_uppercase();
    for part in std::iter::once(c).nfd() {
        if is_combining_mark(part) {
            folded.accent = true;
            continue;
        }
        for lower in part.to_lowercase().filter(|&lower| !is_combining_mark(lower)) {
            match lower {
                'œ' => ['o', 'e'].into_iter().for_each(|letter| folded.push(letter)),
                'æ' => ['a', 'e'].into_iter().for_each(|letter| folded.push(letter)),
                'ß' => ['s', 's'].into_iter().for_each(|letter| folded.push(letter)),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                other => folded.push(other),
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        let bytes: Vec<u8> = text.chars().flat_map(|c| fold(c).bytes().to_vec()).collect();
        String::from_utf8(bytes).expect("folding gives UTF-8")
    }

    #[test]
    fn case_and_accents_go_and_length_may_change() {
        assert_eq!(letters("Québec"), "quebec");
        assert_eq!(letters("Que\u{301}bec"), "quebec");
        assert_eq!(letters("Œuvre Straße Ærø"), "oeuvrestrasseaero");
        assert_eq!(letters("\u{130}stanbul"), "istanbul");
        assert_eq!(letters("ΑΘΉΝΑ"), "αθηνα");
    }

    #[test]
    fn latin_letters_are_folded_as_all_are() {
        for second in 0..=u8::MAX {
            let letter = latin_letter(second);
            let Some(c) = std::str::from_utf8(&[0xC3, second]).ok().and_then(|c| c.chars().next()) else {
                assert_eq!(letter, 0);
                continue;
            };
            let folded = fold(c);
            let plain = folded.accent && folded.bytes().len() == 1;
            assert_eq!(letter, if plain { folded.bytes()[0] } else { 0 }, "{c}");
            assert!(
                letter == 0 || folded.upper == (second < 0xA0) && c.is_lowercase() != folded.upper,
                "{c}"
            );
        }
    }

    #[test]
    fn what_was_folded_away_is_remembered() {
        assert!(fold('É').upper && fold('É').accent);
        assert!(!fold('e').accent);
        assert_eq!(fold('\u{301}').class, Class::Mark);
        assert_eq!(fold('\u{AD}').class, Class::Ignorable);
        assert_eq!(fold('’').class, Class::Separator);
    }
}
