//! Folding a line for comparison: case, accents, apostrophes, dashes, invisible characters.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A folded line in a buffer that is used again for the next one, with the way back to the line.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// Where bytes of `text` come from, by stretches.
    stretches: Vec<Stretch>,
    length: u32,
    pub(crate) counts: Counts,
    /// Words of the line that begin with a capital.
    pub(crate) capitals: u32,
    /// Digits of the line.
    pub(crate) digits: u32,
    /// The line has `|`, `•`, `·`, `›` or `→`.
    pub(crate) separated: bool,
}

/// Bytes of the folded text from one source: byte for byte, or all from one character.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Where it begins in the folded text.
    folded: u32,
    /// Where that comes from in the line.
    origin: u32,
    /// All of it comes from one character.
    flat: bool,
}

/// Characters of a line by what they are, counted while it is folded.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// All, white space at either end included.
    pub(crate) chars: u32,
    /// Letters in upper case.
    pub(crate) upper: u32,
    /// Marks of punctuation.
    pub(crate) punctuation: u32,
    /// Commas and semicolons.
    pub(crate) commas: u32,
    /// Ends of sentences: a stop and then white space, a closing quote or the end.
    pub(crate) ends: u32,
    /// Double quotes and guillemets.
    pub(crate) quotes: u32,
    pub(crate) at: bool,
    pub(crate) hash: bool,
    /// `://` or `www.` is in it.
    pub(crate) link: bool,
}

impl Folded {
    /// Replaces the content by the folded form of `line`.
    ///
    /// White space is one space, none stands at either end or before closing punctuation; letters are lower case without
    /// marks; apostrophes, dashes, double quotes and separators have one form, all signs that are no letters another; zero-width characters and variation selectors are gone.
    pub(crate) fn fold(&mut self, line: &str) {
        self.text.clear();
        self.stretches.clear();
        self.length = line.len() as u32;
        (self.capitals, self.digits, self.separated) = (0, 0, false);
        self.counts = Counts::default();
        let (mut before, mut next) = (' ', 0);
        loop {
            let end = self.plain(line, next, before);
            if end > next {
                before = line.as_bytes().get(end - 1).map_or(' ', |&byte| char::from(byte));
                next = end;
            }
            let Some(c) = line.get(next..).and_then(|rest| rest.chars().next()) else { break };
            let at = next as u32;
            next += c.len_utf8();
            self.count(before, c);
            match c {
                'a'..='z' => self.push_ascii(c, at),
                '0'..='9' => {
                    self.digits += 1;
                    self.push_ascii(c, at);
                }
                'A'..='Z' => {
                    self.capitals += u32::from(!before.is_alphanumeric());
                    self.push_ascii(c.to_ascii_lowercase(), at);
                }
                ' ' => self.space(at),
                // A word of its own, whatever it is glued to.
                '©' | '€' | '£' => {
                    self.space(at);
                    self.push(c, at);
                    self.space(at + c.len_utf8() as u32);
                }
                '•' | '·' | '›' | '→' | '|' => {
                    self.separated = true;
                    self.push('|', at);
                }
                ':' | '!' | '?' | ';' | ')' => {
                    self.drop_space();
                    self.push(c, at);
                }
                '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}' | '`' => self.push('\'', at),
                '\u{2010}'..='\u{2015}' | '\u{2212}' => self.push('-', at),
                '“' | '”' | '„' | '«' | '»' => self.push('"', at),
                '\u{00AD}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}' => {}
                '…' => {
                    for _ in 0..3 {
                        self.push('.', at);
                    }
                }
                // The letters of French and Spanish, before the general way.
                'à'..='å' => self.push_ascii('a', at),
                'ç' => self.push_ascii('c', at),
                'è'..='ë' => self.push_ascii('e', at),
                'ì'..='ï' => self.push_ascii('i', at),
                'ñ' => self.push_ascii('n', at),
                'ò'..='ö' => self.push_ascii('o', at),
                'ù'..='ü' => self.push_ascii('u', at),
                'œ' | 'Œ' => self.push_all("oe", at),
                'æ' | 'Æ' => self.push_all("ae", at),
                'ß' => self.push_all("ss", at),
                _ if c.is_whitespace() || c.is_control() => self.space(at),
                _ if c.is_ascii() => self.push_ascii(c, at),
                // Pictures and signs are no part of the word beside them.
                _ if !c.is_alphanumeric() && !is_combining_mark(c) && c != '°' => self.push('*', at),
                _ => {
                    self.capitals += u32::from(c.is_uppercase() && !before.is_alphanumeric());
                    for lower in c.to_lowercase() {
                        decompose_canonical(lower, |part| {
                            if !is_combining_mark(part) {
                                self.push(part, at);
                            }
                        });
                    }
                }
            }
            before = c;
        }
        self.counts.ends += u32::from(is_stop(before));
        let www = || {
            memchr::memchr_iter(b'w', self.text.as_bytes())
                .any(|at| self.text.as_bytes().get(at..at + 4) == Some(b"www."))
        };
        self.counts.link = (memchr::memchr(b':', line.as_bytes()).is_some() && line.contains("://")) || www();
        self.drop_space();
    }

    fn count(&mut self, before: char, c: char) {
        let counts = &mut self.counts;
        counts.chars += 1;
        match c {
            'A'..='Z' => counts.upper += 1,
            ' ' => counts.ends += u32::from(is_stop(before)),
            ',' | ';' => {
                counts.commas += 1;
                counts.punctuation += 1;
            }
            '"' | '”' | '“' | '«' | '»' => {
                counts.ends += u32::from(is_stop(before));
                counts.quotes += 1;
                counts.punctuation += 1;
            }
            '@' => {
                counts.at = true;
                counts.punctuation += 1;
            }
            '#' => {
                counts.hash = true;
                counts.punctuation += 1;
            }
            'a'..='z' | '0'..='9' | '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => {}
            _ if c.is_ascii_punctuation() || ('\u{2010}'..='\u{2027}').contains(&c) => {
                counts.punctuation += 1;
            }
            '¿' | '¡' | '·' => counts.punctuation += 1,
            _ if c.is_ascii() => {}
            _ => counts.upper += u32::from(c.is_uppercase()),
        }
    }

    /// The folded line.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The byte offset in the line that the byte `at` of the folded text came from.
    pub(crate) fn origin(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.length as usize;
        }
        let next = self.stretches.partition_point(|stretch| stretch.folded as usize <= at);
        let stretch = next.checked_sub(1).and_then(|last| self.stretches.get(last));
        stretch.map_or(at, |stretch| {
            stretch.origin as usize + if stretch.flat { 0 } else { at - stretch.folded as usize }
        })
    }

    /// Folds from byte `start` what takes no more than lower case, and gives its end. `before` is the character before it.
    fn plain(&mut self, line: &str, start: usize, before: char) -> usize {
        let bytes = line.as_bytes().get(start..).unwrap_or_default();
        let mut previous = match u8::try_from(before) {
            Ok(byte) if byte.is_ascii() => BEFORE[byte as usize],
            _ if before.is_alphanumeric() => 0,
            _ if is_stop(before) => lane::ONE_END | lane::ONE_CAPITAL,
            _ => lane::ONE_CAPITAL,
        };
        if self.text.is_empty() || self.text.ends_with(' ') {
            previous |= lane::SPACE;
        }
        let (mut length, mut sums, mut seen) = (0, 0, 0);
        // A lane counts to 255.
        for &byte in bytes.iter().take(255) {
            let class = CLASSES[byte as usize];
            let counted = class & (previous | lane::COUNTED);
            if class & lane::PLAIN == 0 || counted & lane::SPACE != 0 {
                break;
            }
            sums += counted & !lane::FLAGS;
            seen |= class;
            previous = BEFORE[byte as usize];
            length += 1;
        }
        if length == 0 {
            return start;
        }
        let sum = |lane: u32| (sums >> lane & 255) as u32;
        self.capitals += sum(lane::CAPITAL);
        self.digits += sum(lane::DIGIT);
        let counts = &mut self.counts;
        counts.chars += length as u32;
        counts.upper += sum(lane::UPPER);
        counts.punctuation += sum(lane::PUNCTUATION);
        counts.commas += sum(lane::COMMA);
        counts.ends += sum(lane::END);
        counts.quotes += sum(lane::QUOTE);
        counts.at |= seen & lane::AT != 0;
        counts.hash |= seen & lane::HASH != 0;
        let (from, end) = (self.text.len(), start + length);
        self.stretch(start as u32, false);
        self.text.push_str(line.get(start..end).unwrap_or_default());
        if sum(lane::UPPER) > 0
            && let Some(new) = self.text.get_mut(from..)
        {
            new.make_ascii_lowercase();
        }
        end
    }

    /// What is pushed next comes from byte `at` of the line on.
    fn stretch(&mut self, at: u32, flat: bool) {
        let folded = self.text.len() as u32;
        let goes_on = |last: &Stretch| !flat && !last.flat && last.origin + (folded - last.folded) == at;
        if !self.stretches.last().is_some_and(goes_on) {
            self.stretches.push(Stretch { folded, origin: at, flat });
        }
    }

    fn push_ascii(&mut self, c: char, at: u32) {
        self.stretch(at, false);
        self.text.push(c);
    }

    fn space(&mut self, at: u32) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push_ascii(' ', at);
        }
    }

    fn push(&mut self, c: char, at: u32) {
        self.stretch(at, true);
        self.text.push(c);
    }

    fn push_all(&mut self, text: &str, at: u32) {
        self.stretch(at, true);
        self.text.push_str(text);
    }

    fn drop_space(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            let length = self.text.len();
            while self.stretches.last().is_some_and(|stretch| stretch.folded as usize >= length) {
                self.stretches.pop();
            }
        }
    }
}

/// What an ASCII byte is: flags in the lowest byte, then seven counters of a byte each, so that one addition counts all.
mod lane {
    pub(super) const FLAGS: u64 = 255;
    /// Folded to itself or its lower case.
    pub(super) const PLAIN: u64 = 1;
    pub(super) const SPACE: u64 = 2;
    pub(super) const AT: u64 = 4;
    pub(super) const HASH: u64 = 8;
    pub(super) const UPPER: u32 = 8;
    pub(super) const DIGIT: u32 = 16;
    pub(super) const PUNCTUATION: u32 = 24;
    pub(super) const COMMA: u32 = 32;
    pub(super) const QUOTE: u32 = 40;
    /// Counted only behind a stop.
    pub(super) const END: u32 = 48;
    /// Counted only where no word is before it.
    pub(super) const CAPITAL: u32 = 56;
    pub(super) const ONE_END: u64 = 1 << END;
    pub(super) const ONE_CAPITAL: u64 = 1 << CAPITAL;
    /// The counters that count whatever is before the byte.
    pub(super) const COUNTED: u64 = (1 << END) - 1 - FLAGS;
}

const CLASSES: [u64; 256] = {
    const MARK: u64 = lane::PLAIN | 1 << lane::PUNCTUATION;
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'A'..=b'Z' => lane::PLAIN | 1 << lane::UPPER | lane::ONE_CAPITAL,
            b'a'..=b'z' | b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'~' => lane::PLAIN,
            b'0'..=b'9' => lane::PLAIN | 1 << lane::DIGIT,
            b' ' => lane::PLAIN | lane::SPACE | lane::ONE_END,
            b',' => MARK | 1 << lane::COMMA,
            b'"' => MARK | 1 << lane::QUOTE | lane::ONE_END,
            b'@' => MARK | lane::AT,
            b'#' => MARK | lane::HASH,
            b':' | b'!' | b'?' | b';' | b')' | b'`' | b'|' => 0,
            _ if byte.is_ascii_punctuation() => MARK,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// What an ASCII byte makes of the one behind it.
const BEFORE: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => 0,
            b'.' | b'!' | b'?' => lane::ONE_END | lane::ONE_CAPITAL,
            b' ' => lane::SPACE | lane::ONE_CAPITAL,
            _ => lane::ONE_CAPITAL,
        };
        byte += 1;
    }
    table
};

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// The folded form of `line` as a string of its own.
pub(crate) fn folded(line: &str) -> String {
    let mut buffer = Folded::default();
    buffer.fold(line);
    buffer.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_accents_and_invisible_characters() {
        assert_eq!(folded("  L\u{2019}Été\u{A0}: déjà\u{200B} vu !"), "l'ete: deja vu!");
        assert_eq!(folded("©\u{FE0F} ŒUVRE — « x »"), "© oeuvre - \" x \"");
        assert_eq!(folded("e\u{301}te\u{301}"), "ete");
        assert_eq!(folded("(©2024)"), "( © 2024)");
        assert_eq!(folded("📩¿Ya?"), "**ya?");
    }

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let line = "É\u{FE0F}  Ab";
        let mut buffer = Folded::default();
        buffer.fold(line);
        assert_eq!(buffer.text(), "e ab");
        assert_eq!(buffer.origin(2), line.find('A').expect("an A"));
        assert_eq!(buffer.origin(99), line.len());
    }
}
