//! Words as the model sees them: one byte for each letter, whatever its case.

use std::ops::Range;

use unicode_normalization::char::compose;

/// Letters of a word that are looked at.
pub(crate) const WORD: usize = 30;
/// The byte of an apostrophe at the end of a word: `l'`, `don'`.
const APOSTROPHE: u8 = 27;

/// A word, one byte for each letter.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    bytes: [u8; WORD],
    length: usize,
}

impl Word {
    const EMPTY: Self = Self { bytes: [0; WORD], length: 0 };

    /// A word from folded letters; those beyond the thirtieth are left out.
    pub fn new(letters: &[u8]) -> Self {
        let mut word = Self::EMPTY;
        for &letter in letters {
            word.push(letter);
        }
        word
    }

    /// The folded letters.
    pub fn letters(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Letters beyond the last place are not there to be replaced.
    fn replace_last(&mut self, byte: u8) {
        let last = self.length.checked_sub(1).filter(|_| byte != 0 && self.length < WORD);
        if let Some(place) = last.and_then(|last| self.bytes.get_mut(last)) {
            *place = byte;
        }
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }
}

/// Calls `each` with the words of `text` and their bytes: runs of Latin letters, an apostrophe kept with the letters
/// before it.
pub fn words(text: &str, mut each: impl FnMut(&Word, Range<usize>)) {
    let mut word = Word::EMPTY;
    let mut start = 0;
    // The last letter, for the marks that follow it.
    let mut last = '\0';
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if let Some(&folded) = ASCII.get(byte as usize) {
            if folded != 0 {
                if word.length == 0 {
                    start = at;
                }
                word.push(folded);
                last = byte as char;
            } else if word.length > 0 {
                if byte == b'\'' {
                    word.push(APOSTROPHE);
                }
                each(&word, start..at);
                word.length = 0;
            }
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        match beyond_ascii(u32::from(c)) {
            0 if word.length == 0 => {}
            0 if is_mark(c) => {
                if let Some(composed) = compose(last, c) {
                    word.replace_last(letter(composed));
                    last = composed;
                }
            }
            0 if c == '’' => {
                word.push(APOSTROPHE);
                each(&word, start..at);
                word.length = 0;
            }
            0 if is_invisible(c) => {}
            0 => {
                each(&word, start..at);
                word.length = 0;
            }
            folded => {
                if word.length == 0 {
                    start = at;
                }
                word.push(folded);
                last = c;
            }
        }
        at += c.len_utf8();
    }
    if word.length > 0 {
        each(&word, start..text.len());
    }
}

/// Soft hyphens and joiners do not end a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Combining diacritical marks.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The byte of a letter, 0 for what is no Latin letter.
pub fn letter(c: char) -> u8 {
    let code = u32::from(c);
    ASCII.get(code as usize).copied().unwrap_or_else(|| beyond_ascii(code))
}

static ASCII: [u8; 128] = {
    let mut folded = [0; 128];
    let mut at = 0;
    while at < folded.len() {
        if (at as u8).is_ascii_alphabetic() {
            folded[at] = (at as u8).to_ascii_lowercase() - b'a' + 1;
        }
        at += 1;
    }
    folded
};

fn beyond_ascii(code: u32) -> u8 {
    match code {
        0..=0xBF | 0xD7 | 0xF7 => 0,
        // ß and ÿ have no partner 32 before them.
        0xC0..=0xDE => (code - 0xC0 + 29) as u8,
        0xDF..=0xFF => (code - 0xDF + 28) as u8,
        // In Latin Extended-A a capital stands directly before its small letter, from 0x139 to 0x148 and after 0x178 shifted by one.
        0x178 => 60,
        0x139..=0x148 | 0x179..=0x17E => 61 + ((code - 0x0FF) >> 1) as u8,
        0x100..=0x17F => 61 + ((code - 0x100) >> 1) as u8,
        // Romanian with a comma below is as with a cedilla.
        0x218 | 0x219 => 61 + (0x5F >> 1),
        0x21A | 0x21B => 61 + (0x63 >> 1),
        0x180..=0x24F => 126 + ((code >> 1) % 16) as u8,
        0x250..=0x2AF => 142 + (code % 8) as u8,
        0x1E00..=0x1EFF => 150 + ((code - 0x1E00) >> 1) as u8 % 100,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        words(text, |word, _| all.push(word.letters().to_vec()));
        all
    }

    #[test]
    fn case_makes_no_difference() {
        for (upper, lower) in
            [("ÉTÉ", "été"), ("ŁÓDŹ", "łódź"), ("ČŽŠŇ", "čžšň"), ("ŞŢ", "șț"), ("ŸĐĲ", "ÿđĳ")]
        {
            assert_eq!(folded(upper), folded(lower));
        }
    }

    #[test]
    fn letters_differ() {
        let mut bytes: Vec<u8> = ('a'..='z').chain('ß'..='ž').map(letter).filter(|byte| *byte != 0).collect();
        bytes.sort_unstable();
        bytes.dedup();
        assert!(bytes.len() > 26 + 32 + 60);
    }

    #[test]
    fn words_end_at_signs_and_apostrophes() {
        assert_eq!(folded("l'été").len(), 2);
        assert_eq!(folded("co\u{AD}op, (no) 12b"), folded("coop no b"));
        assert_eq!(folded("e\u{301}te\u{301}"), folded("été"));
        assert_eq!(folded("日本 я"), Vec::<Vec<u8>>::new());
        assert_eq!(folded(&"a".repeat(100))[0].len(), WORD);
    }
}
