//! One pass over the bytes of a text.

use super::evidence::{Candidate, Pending};
use super::place::{LONGEST, Reader, Token};
use super::{Mode, Options, Repair, Suspect, case, comma, lower, stop, suspect};
use crate::{Language, language};

const OTHER: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
/// Part of a character beyond ASCII.
const WIDE: u8 = 3;
const COMMA: u8 = 4;

const CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b',' => COMMA,
            0x80.. => WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    class
};

/// Words after the last capital in which a name can end: `Parti de la justice et du développement`.
const NAME_WORDS: u32 = 6;

/// The letters in a row of a text, one token after the other.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Commas after white space that were passed.
    commas: Vec<usize>,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, commas: Vec::new() }
    }

    /// Class of the character at `at`, and its length; combining marks go with the letter before them.
    fn wide(&self, at: usize) -> (u8, usize, bool) {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return (OTHER, 1, false);
        };
        let class = match c {
            'ß'..='ö' | 'ø'..='ÿ' | 'œ' => LOWER,
            'À'..='Ö' | 'Ø'..='Þ' | 'Œ' | 'Ÿ' => UPPER,
            '\u{2000}'..='\u{206F}' | '«' | '»' | '\u{A0}' => OTHER,
            '\u{300}'..='\u{36F}' => WIDE,
            _ if c.is_lowercase() => LOWER,
            _ if c.is_uppercase() => UPPER,
            _ if c.is_alphabetic() => return (WIDE, c.len_utf8(), true),
            _ => OTHER,
        };
        (class, c.len_utf8(), false)
    }

    fn class(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).map_or(OTHER, |&byte| CLASS[byte as usize])
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            match CLASS[*bytes.get(at)? as usize] {
                LOWER | UPPER => break,
                COMMA => {
                    if at > 0 && matches!(bytes.get(at - 1), Some(b' ' | 0xA0 | 0xAF)) {
                        self.commas.push(at);
                    }
                    at += 1;
                }
                WIDE => {
                    let (class, length, foreign) = self.wide(at);
                    if class == LOWER || class == UPPER || foreign {
                        break;
                    }
                    at += length;
                }
                _ => at += 1,
            }
        }
        let mut token = Token { start: at, ..Token::default() };
        let mut last = OTHER;
        loop {
            let (class, length) = match self.class(at) {
                WIDE => {
                    let (class, length, foreign) = self.wide(at);
                    token.foreign |= foreign;
                    (if class == WIDE { last } else { class }, length)
                }
                class => (class, 1),
            };
            match class {
                UPPER => {
                    token.capitals += 1;
                    if last == LOWER {
                        token.changes += 1;
                        token.last_change = at;
                        if token.changes == 1 {
                            token.first_change = at;
                        }
                    }
                    token.starts_upper |= at == token.start;
                }
                LOWER => {}
                // A letter without case, first of its token.
                OTHER if token.foreign && at == token.start => {}
                _ => break,
            }
            last = class;
            at += length;
        }
        // Whatever the classes say, the scan goes on.
        self.at = at.max(token.start + 1);
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        token.end = self.at;
        Some(token)
    }
}

/// The languages whose words are known.
fn known(language: Language) -> bool {
    [Language::EN, Language::FR, Language::ES].contains(&language)
}

/// The languages of a text as they come.
struct Languages<'o> {
    spans: &'o [(std::ops::Range<usize>, Language)],
    at: usize,
    main: Language,
}

impl<'o> Languages<'o> {
    fn new(text: &str, options: &Options<'o>) -> Self {
        let main = match options.languages {
            [] => language::detect(text).language,
            spans => {
                let share = |wanted: Language| {
                    spans
                        .iter()
                        .filter(|(_, language)| *language == wanted)
                        .map(|(range, _)| range.len())
                        .sum::<usize>()
                };
                // The first of those with most bytes.
                [Language::ES, Language::FR, Language::EN]
                    .into_iter()
                    .max_by_key(|&language| share(language))
                    .filter(|&language| share(language) > 0)
                    .unwrap_or(Language::UND)
            }
        };
        Self { spans: options.languages, at: 0, main: if known(main) { main } else { Language::UND } }
    }

    /// The language at a position not before the last one asked for. Text in no language goes by the rest of its document.
    fn at(&mut self, position: usize) -> Language {
        while self.spans.get(self.at).is_some_and(|(range, _)| range.end <= position) {
            self.at += 1;
        }
        match self.spans.get(self.at) {
            Some((range, language)) if range.start <= position && !language.is_undetermined() => *language,
            _ => self.main,
        }
    }
}

/// Goes over the words of a text once, and puts aside what may be wrong with them.
pub(super) fn scan(text: &str, options: &Options<'_>, pending: &mut Pending, suspects: &mut Vec<Suspect>) {
    let mut languages = Languages::new(text, options);
    let mut reader = Reader { text, lexicon: options.lexicon, language: Language::UND };
    let mut tokens = Tokens::new(text);
    let bytes = text.as_bytes();
    let (mut last, mut since_capital) = (stop::Last::default(), u32::MAX / 2);
    let extended = options.mode == Mode::Extended;
    while let Some(token) = tokens.next() {
        commas(&mut tokens, &mut languages, &mut reader, pending);
        let before = token.start.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b'\n');
        let length = token.end - token.start;
        let case = token.changes > 0;
        let stop = token.starts_upper && stop::may_follow(before);
        since_capital = if token.starts_upper { 0 } else { since_capital + 1 };
        // A name can end in the token.
        let named = length >= 7 && since_capital <= NAME_WORDS;
        let lower = !case && (named || extended && length >= 6);
        let suspicious = token.starts_upper && before == b' ' && token.capitals == 1;
        let (mut split, mut parted) = (None, false);
        if (case || stop || lower || suspicious) && length <= LONGEST && !token.foreign {
            reader.language = languages.at(token.start);
            if known(reader.language) {
                if stop && let Some(candidate) = stop::decide(&reader, &last, &token) {
                    parted = true;
                    pending.push(candidate);
                }
                if case {
                    match case::decide(&reader, &token) {
                        Some(candidate) => {
                            split = Some(candidate.repair.range.start);
                            pending.push(candidate);
                        }
                        None => pending.keep(&token),
                    }
                } else if lower && let Some(candidate) = lower::decide(&reader, &token, named, extended) {
                    pending.push(candidate);
                }
                if suspicious {
                    suspect::look(&reader, &last.token, &token, suspects);
                }
            }
        }
        last = stop::Last { token, split, parted };
    }
    commas(&mut tokens, &mut languages, &mut reader, pending);
}

fn commas(
    tokens: &mut Tokens<'_>,
    languages: &mut Languages<'_>,
    reader: &mut Reader<'_>,
    pending: &mut Pending,
) {
    for at in std::mem::take(&mut tokens.commas) {
        if let Some(range) = comma::spaces(reader, at) {
            if !known(languages.at(at)) {
                continue;
            }
            let repair = Repair { range, rule: "space.comma", confidence: 0.99 };
            pending.push(Candidate { repair, form: None, alone: [None, None], word: at..at });
        }
    }
}
