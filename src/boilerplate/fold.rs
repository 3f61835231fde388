//! Folding a line for comparison: case, accents, apostrophes, dashes, invisible characters.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A folded line in a buffer that is used again for the next one, with the way back to the line.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// Byte offset in the line of every byte of `text`.
    origin: Vec<u32>,
    length: u32,
    pub(crate) counts: Counts,
    /// Words of the line that begin with a capital.
    pub(crate) capitals: u32,
    /// Digits of the line.
    pub(crate) digits: u32,
    /// The line has `|`, `•`, `·`, `›` or `→`.
    pub(crate) separated: bool,
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
        self.origin.clear();
        self.length = line.len() as u32;
        (self.capitals, self.digits, self.separated) = (0, 0, false);
        self.counts = Counts::default();
        let mut before = ' ';
        for (at, c) in line.char_indices() {
            let at = at as u32;
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
        self.counts.link = line.contains("://") || self.text.contains("www.");
        self.drop_space();
    }

    fn count(&mut self, before: char, c: char) {
        let counts = &mut self.counts;
        counts.chars += 1;
        match c {
            'A'..='Z' => counts.upper += 1,
            'a'..='z' | '0'..='9' => {}
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
            '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => {}
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
        self.origin.get(at).copied().unwrap_or(self.length) as usize
    }

    fn push_ascii(&mut self, c: char, at: u32) {
        self.text.push(c);
        self.origin.push(at);
    }

    fn space(&mut self, at: u32) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push_ascii(' ', at);
        }
    }

    fn push(&mut self, c: char, at: u32) {
        self.text.push(c);
        self.origin.resize(self.text.len(), at);
    }

    fn push_all(&mut self, text: &str, at: u32) {
        self.text.push_str(text);
        self.origin.resize(self.text.len(), at);
    }

    fn drop_space(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            self.origin.truncate(self.text.len());
        }
    }
}

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
