//! Tokens: maximal runs of letters, digits and marks, folded and hashed where they stand.

use super::fold::{ASCII_LETTERS, Class, Folded, fold, latin_letter};
use super::words;

/// The next word is split off only when this many letters stand before it.
const MIN_GLUED: u32 = 3;

/// Longest word looked at behind a glued name, in letters.
const MAX_GLUED_WORD: usize = 12;

/// A token of a text or of a name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: usize,
    /// First byte after it.
    pub(crate) end: usize,
    /// Hash of the folded letters; equal hashes are compared letter by letter before they count.
    pub(crate) hash: u64,
    /// Bit n: letter n is upper case. Letters from the 64th on are not recorded.
    pub(crate) upper: u64,
    /// Bit n: letter n has an accent.
    pub(crate) accent: u64,
    /// Folded letters.
    pub(crate) letters: u32,
    /// No lower-case letter in it.
    pub(crate) caps: bool,
    /// The last word of a name that lost the space behind it.
    pub(crate) glued: bool,
    /// A flag emoji: the letters of its code, upper case, zero filled (`MA`, `GBSCT`).
    pub(crate) flag: Option<[u8; 6]>,
    /// Number in the vocabulary of the glossary, found by the matcher when it needs it.
    pub(crate) word: u32,
}

impl Token {
    /// True when the first letter is upper case.
    pub(crate) fn capitalised(&self) -> bool {
        self.upper & 1 == 1
    }
}

/// The tokens of a text, in order. Handles, addresses and URLs are passed over.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    seed: u64,
}

impl<'t> Tokens<'t> {
    /// The tokens with hashes that `seed` varies.
    pub(crate) fn with_seed(text: &'t str, seed: u64) -> Self {
        Self { text, at: 0, seed: SEED ^ seed }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        match self.byte(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// Moves to the next white space: the rest of a handle, an address or a URL.
    fn pass_over(&mut self) {
        while let Some(c) = self.char_at(self.at) {
            if c.is_whitespace() {
                break;
            }
            self.at += c.len_utf8();
        }
    }

    /// A flag at `at`: a pair of regional indicators, or a black flag with tags.
    fn flag(&mut self, first: char) -> Option<Token> {
        let start = self.at;
        let mut code = [0; 6];
        let mut at = start + first.len_utf8();
        if let Some(letter) = indicator(first) {
            let second = self.char_at(at)?;
            code[0] = letter;
            code[1] = indicator(second)?;
            at += second.len_utf8();
        } else if first == '\u{1F3F4}' {
            let mut length = 0;
            while let Some(tag @ '\u{E0020}'..='\u{E007F}') = self.char_at(at) {
                at += tag.len_utf8();
                if tag == '\u{E007F}' {
                    break;
                }
                *code.get_mut(length)? = (tag as u32 - 0xE0000).to_le_bytes()[0].to_ascii_uppercase();
                length += 1;
            }
            if length == 0 {
                return None;
            }
        } else {
            return None;
        }
        self.at = at;
        Some(Token { start, end: at, flag: Some(code), ..Token::default() })
    }

    /// True when the capitalised word at `at`, inside a run of letters, is one that opens sentences.
    fn function_word_at(&self, mut at: usize) -> bool {
        let mut word = [0; MAX_GLUED_WORD];
        let mut length = 0;
        while let Some(c) = self.char_at(at) {
            let folded = fold(c);
            if folded.class != Class::Letter || (length > 0 && folded.upper) {
                break;
            }
            for &byte in folded.bytes() {
                let Some(slot) = word.get_mut(length) else { return false };
                *slot = byte;
                length += 1;
            }
            at += c.len_utf8();
        }
        length >= 2 && words::contains(words::FUNCTION, word.get(..length).unwrap_or_default())
    }

    /// The token that begins at `self.at` with a letter.
    fn word(&mut self) -> Token {
        let mut token =
            Token { start: self.at, end: self.at, hash: self.seed, caps: true, ..Token::default() };
        let mut after_lower = false;
        loop {
            // Nearly every letter of news needs no table of characters.
            if self.plain(&mut token, &mut after_lower) {
                break;
            }
            let Some(c) = self.char_at(self.at) else { break };
            let folded = fold(c);
            match folded.class {
                Class::Separator => break,
                Class::Ignorable => {
                    // Inside a word only: the token ends before a trailing one.
                    self.at += c.len_utf8();
                    continue;
                }
                Class::Mark => {
                    token.accent |= bit(token.letters.saturating_sub(1));
                }
                Class::Letter => {
                    let glues = after_lower && token.letters >= MIN_GLUED && token.end == self.at;
                    if folded.upper && glues && self.function_word_at(self.at) {
                        token.glued = true;
                        break;
                    }
                    token.push(&folded);
                    after_lower = !folded.upper && c.is_lowercase();
                    token.caps &= !after_lower;
                }
            }
            self.at += c.len_utf8();
            token.end = self.at;
        }
        token.caps &= token.upper != 0;
        token
    }

    /// Adds the letters from `self.at` on to `token` that are ASCII with or without an accent; true when they end it.
    fn plain(&mut self, token: &mut Token, after_lower: &mut bool) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        // A capital behind an invisible character is not the first of another word.
        let mut glues = token.end == self.at;
        let mut length = 0;
        let (mut hash, mut letters, mut lower) = (token.hash, token.letters, *after_lower);
        let (mut capitals, mut accents, mut small) = (0_u64, 0_u64, false);
        let mut ends = true;
        while let Some(&byte) = rest.get(length) {
            let (letter, accent) = match ASCII_LETTERS.get(usize::from(byte)) {
                Some(&letter) => (letter, false),
                // The accents of French and Spanish.
                None if byte == 0xC3 => (rest.get(length + 1).map_or(0, |&next| latin_letter(next)), true),
                None => (0, true),
            };
            if letter == 0 {
                ends = !accent;
                break;
            }
            let upper = if accent { rest.get(length + 1) < Some(&0xA0) } else { byte.is_ascii_uppercase() };
            if upper {
                if lower && glues && letters >= MIN_GLUED && self.function_word_at(self.at + length) {
                    token.glued = true;
                    break;
                }
                capitals |= bit(letters);
            }
            if accent {
                accents |= bit(letters);
            }
            lower = !upper && (accent || byte.is_ascii_lowercase());
            small |= lower;
            hash = (hash ^ u64::from(letter)).wrapping_mul(PRIME);
            letters = letters.saturating_add(1);
            length += 1 + usize::from(accent);
            glues = true;
        }
        if length > 0 {
            self.at += length;
            token.end = self.at;
            (token.hash, token.letters, *after_lower) = (hash, letters, lower);
            token.upper |= capitals;
            token.accent |= accents;
            token.caps &= !small;
        }
        ends && self.at < self.text.len()
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            while let Some(byte) = self.byte(self.at)
                && byte != b'@'
                && ASCII_LETTERS.get(usize::from(byte)) == Some(&0)
            {
                self.at += 1;
            }
            let c = self.char_at(self.at)?;
            if c == '@' {
                let next = self.char_at(self.at + 1);
                self.at += 1;
                if next.is_some_and(|next| fold(next).class == Class::Letter) {
                    self.pass_over();
                }
                continue;
            }
            if !c.is_ascii_alphanumeric() && fold(c).class != Class::Letter {
                if let Some(flag) = self.flag(c) {
                    return Some(flag);
                }
                self.at += c.len_utf8();
                continue;
            }
            let token = self.word();
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            if !matches!(rest.first(), Some(b':' | b'.' | b'@')) {
                return Some(token);
            }
            let word = self.text.get(token.start..token.end).unwrap_or_default();
            if rest.starts_with(b"://") || (rest.starts_with(b".") && word.eq_ignore_ascii_case("www")) {
                self.pass_over();
                continue;
            }
            if rest.first() == Some(&b'@') {
                self.pass_over();
                continue;
            }
            return Some(token);
        }
    }
}

/// Multiplier and start of FNV-1a.
const PRIME: u64 = 0x0000_0100_0000_01b3;
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

impl Token {
    fn push(&mut self, folded: &Folded) {
        for &byte in folded.bytes() {
            self.push_byte(byte, folded.upper, folded.accent);
        }
    }

    /// One byte of a folded letter; the first byte of a letter counts it.
    fn push_byte(&mut self, byte: u8, upper: bool, accent: bool) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        if byte & 0xC0 != 0x80 {
            let bit = bit(self.letters);
            self.upper |= if upper { bit } else { 0 };
            self.accent |= if accent { bit } else { 0 };
            self.letters = self.letters.saturating_add(1);
        }
    }
}

fn bit(n: u32) -> u64 {
    1_u64.checked_shl(n).unwrap_or(0)
}

fn indicator(c: char) -> Option<u8> {
    let offset = (c as u32).checked_sub(0x1F1E6)?;
    u8::try_from(offset).ok().filter(|&n| n < 26).map(|n| b'A' + n)
}

/// Writes the folded letters of `word` to `out`, which is cleared first.
pub(crate) fn fold_into(word: &str, out: &mut Vec<u8>) {
    out.clear();
    for c in word.chars() {
        out.extend_from_slice(fold(c).bytes());
    }
}

/// True when `word` folds to exactly `folded`.
pub(crate) fn folds_to(word: &str, folded: &[u8]) -> bool {
    if word.is_ascii() {
        return word.len() == folded.len()
            && word.bytes().zip(folded).all(|(byte, &letter)| byte.to_ascii_lowercase() == letter);
    }
    let mut rest = folded;
    for c in word.chars() {
        match rest.strip_prefix(fold(c).bytes()) {
            Some(left) => rest = left,
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Tokens::with_seed(text, 0).map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn elisions_possessives_and_hyphens_separate() {
        assert_eq!(
            words("l’Égypte, Spain's Guinea-Bissau"),
            ["l", "Égypte", "Spain", "s", "Guinea", "Bissau"]
        );
    }

    #[test]
    fn handles_addresses_and_links_are_passed_over() {
        assert_eq!(
            words("merci @france_fan et news@maroc.ma, https://x.org/Chad www.mali.ml fin"),
            ["merci", "et", "fin"]
        );
    }

    #[test]
    fn a_glued_function_word_is_split_off() {
        assert_eq!(words("in RabatThe talks"), ["in", "Rabat", "The", "talks"]);
        assert_eq!(
            words("McDonald iPhone YouTube MacBook USHe"),
            ["McDonald", "iPhone", "YouTube", "MacBook", "USHe"]
        );
    }

    #[test]
    fn marks_and_invisible_characters_stay_inside() {
        assert_eq!(words("E\u{301}gypte Ma\u{AD}roc\u{AD} fin"), ["E\u{301}gypte", "Ma\u{AD}roc", "fin"]);
        let token = Tokens::with_seed("E\u{301}gypte", 0).next().expect("a token");
        let composed = Tokens::with_seed("Égypte", 0).next().expect("a token");
        assert_eq!((token.hash, token.upper, token.accent), (composed.hash, composed.upper, composed.accent));
    }

    #[test]
    fn flags_are_pairs() {
        let flags: Vec<_> = Tokens::with_seed("🇲🇦🇪🇸🇫", 0).filter_map(|token| token.flag).collect();
        assert_eq!(flags, [*b"MA\0\0\0\0", *b"ES\0\0\0\0"]);
        let scotland = Tokens::with_seed("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", 0)
            .next()
            .expect("a token");
        assert_eq!(scotland.flag, Some(*b"GBSCT\0"));
    }
}
