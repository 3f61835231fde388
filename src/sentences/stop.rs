//! Whether a sentence ends at a full stop: what the word before it and the word after it are.

use super::abbreviations::{
    CAPITALISED, Class, DETERMINER, END, LONGEST, MAYBE, NEVER, NUMBER, SPEECH, STARTER, TITLE, Words, ZONE,
};
use super::following::Following;
use super::lists::roman;
use super::plain::has_comma;
use super::terminator::Terminator;
use super::text::Text;

/// A terminator with white space behind it, in its sentence so far.
#[derive(Clone, Copy)]
pub(super) struct Stop<'t, 'r> {
    pub(super) text: Text<'t>,
    pub(super) words: Words<'r>,
    /// Where the sentence begins.
    pub(super) start: usize,
    pub(super) terminator: Terminator,
    pub(super) following: Following,
}

/// The word directly before a full stop, inner stops included.
#[derive(Clone, Copy)]
struct Token<'t> {
    start: usize,
    bytes: &'t [u8],
}

impl Stop<'_, '_> {
    /// True if a sentence ends at this full stop. What follows begins with no small letter, or may.
    pub(super) fn ends(&self) -> bool {
        let Some(token) = self.token(self.terminator.start) else {
            return true;
        };
        let Terminator { closes_quote, .. } = self.terminator;
        let following = &self.following;
        if following.is_digit() || following.bracket && !following.opens {
            return self.ends_before_number(token);
        }
        if self.is_list_marker(token) {
            return false;
        }
        let class = self.class(token);
        if class & NEVER != 0 {
            return closes_quote;
        }
        if class & NUMBER != 0 && self.next_is_roman() {
            return false;
        }
        if class & END != 0 {
            return self.ends_after_measure();
        }
        if let Some(ends) = self.ends_after_initial(token) {
            return ends;
        }
        if class & MAYBE != 0 || is_dotted(token.bytes) {
            return following.opens || self.next_starts();
        }
        !self.is_before_emphasis()
    }

    /// True if the word before the stop is an abbreviation or an initial.
    pub(super) fn is_abbreviation(&self) -> bool {
        self.token(self.terminator.start).is_some_and(|token| {
            token.bytes.len() == 1
                || is_dotted(token.bytes)
                || self.class(token) & (NEVER | MAYBE | END | NUMBER) != 0
                || self.is_list_marker(token)
        })
    }

    /// True if brackets hold the marks and nothing else: `[...]`, `(!)`.
    pub(super) fn in_brackets(&self) -> bool {
        self.terminator.closes_bracket && matches!(self.text.byte_before(self.terminator.start), b'(' | b'[')
    }

    /// True if a name and a verb of speech follow the quotation that ends here: `"Why?" Smith asked`.
    pub(super) fn is_attributed(&self) -> bool {
        if !self.terminator.closes_quote || self.following.opens {
            return false;
        }
        let (text, mut at) = (self.text, self.following.word);
        for _ in 0..4 {
            let end = text.word_end(at, LONGEST);
            let word = text.bytes.get(at..end).unwrap_or_default();
            let class = self.words.classes(word);
            if !text.char(at).is_some_and(char::is_uppercase) {
                return at > self.following.word && class & SPEECH != 0;
            }
            // `"Why?" She asked`: what has a capital without being a name begins a sentence.
            if class & STARTER != 0 || text.byte(end) != b' ' {
                return false;
            }
            at = end + 1;
        }
        false
    }

    /// True if the English pronoun follows, whose capital says nothing.
    pub(super) fn is_before_i(&self) -> bool {
        self.words.know_english() && self.following.word(self.text) == b"I"
    }

    /// The word before the stop at `stop`, one space between them allowed.
    fn token(&self, stop: usize) -> Option<Token<'_>> {
        let text = self.text;
        let end = if text.byte_before(stop) == b' ' { stop - 1 } else { stop };
        let mut start = end;
        while start > self.start && end - start <= LONGEST {
            let byte = text.byte_before(start);
            let length = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b'(' | b'[' | b'"' | b'/' | b'\'' | b'`' | b'*' | b'_' => {
                    break;
                }
                0x80.. => match text.char_before(start) {
                    Some(c)
                        if c.is_whitespace()
                            || matches!(c, '“' | '«' | '—' | '–' | '’' | '‘' | '•' | '⁃') =>
                    {
                        break;
                    }
                    Some(c) => c.len_utf8(),
                    None => break,
                },
                _ => 1,
            };
            start -= length;
        }
        let bytes = text.bytes.get(start..end)?;
        (!bytes.is_empty()).then_some(Token { start, bytes })
    }

    /// The classes of the word before the stop, as it is written here.
    fn class(&self, token: Token<'_>) -> Class {
        // `6a.m.`
        let digits = token.bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut class = self.words.before_stop(token.bytes.get(digits..).unwrap_or_default());
        if token.bytes.len() == 1 && self.is_capital(token) {
            // Measures are written small: `S.` is no second.
            class &= !END;
        }
        if class & CAPITALISED == 0 {
            return class;
        }
        let mut chars = self.text.str.get(token.start..).unwrap_or_default().chars();
        let first = chars.next().is_some_and(char::is_uppercase);
        // A word in capitals is a word, where the abbreviation would be one capital and small letters.
        let second = token.bytes.len() > 1 && chars.next().is_some_and(char::is_uppercase);
        if first && !second { class } else { class & !(NEVER | MAYBE | END | NUMBER) }
    }

    fn ends_before_number(&self, token: Token<'_>) -> bool {
        let class = self.words.classes(token.bytes);
        if class & END != 0 && self.following.is_digit() {
            return self.is_before_time();
        }
        if self.following.is_digit() && class & NUMBER != 0 {
            return false;
        }
        if self.is_list_marker(token) {
            return false;
        }
        let single = token.bytes.len() == 1 && token.bytes.iter().all(u8::is_ascii_alphabetic);
        self.class(token) & (NEVER | MAYBE | END) == 0 && !is_dotted(token.bytes) && !single
    }

    /// True if the sentence has nothing but a number or a letter so far.
    fn is_list_marker(&self, token: Token<'_>) -> bool {
        let before = self.text.bytes.get(self.start..token.start).unwrap_or_default();
        if before.len() > 4 || token.bytes.len() > 5 {
            return false;
        }
        let first = !before.iter().any(u8::is_ascii_alphanumeric);
        let digits = token.bytes.len() <= 3 && token.bytes.iter().all(u8::is_ascii_digit);
        let letter = token.bytes.len() == 1 && token.bytes.iter().all(u8::is_ascii_alphabetic);
        first
            && (digits
                || letter
                || token.bytes.len() <= 5 && self.is_capital(token) && roman(token.bytes) > 0)
    }

    /// True if a time of day follows: `before 7 p.m. 8 a.m. is`.
    fn is_before_time(&self) -> bool {
        let end = self.text.word_end(self.following.word, 2);
        let half = self.text.bytes.get(end..end + 6).unwrap_or_default();
        matches!(half, b" a.m. " | b" p.m. ")
    }

    fn is_capital(&self, token: Token<'_>) -> bool {
        self.text.char(token.start).is_some_and(char::is_uppercase)
    }

    fn next_is_roman(&self) -> bool {
        self.following.is_upper() && roman(self.following.word(self.text)) > 0
    }

    /// True if the next word begins sentences and is no initial itself.
    fn next_starts(&self) -> bool {
        let word = self.following.word(self.text);
        let initial = word.len() == 1 && self.text.byte(self.following.word + 1) == b'.';
        !initial && self.following.is_upper() && self.words.classes(word) & STARTER != 0
    }

    /// After a time of day, a measure or a degree.
    fn ends_after_measure(&self) -> bool {
        let next = self.words.classes(self.following.word(self.text));
        if self.next_starts() || self.following.opens {
            return true;
        }
        if next & ZONE != 0 {
            return false;
        }
        let so_far = self.text.bytes.get(self.start..self.terminator.start).unwrap_or_default();
        let so_far = so_far.get(so_far.len().saturating_sub(32)..).unwrap_or_default();
        let so_far =
            so_far.rsplit(|byte| matches!(byte, b':' | b',')).next().unwrap_or_default().trim_ascii_start();
        // `At 5 a.m. Mr. Gil left`: nobody has done anything yet.
        let short = so_far.len() < 24 && memchr::memchr_iter(b' ', so_far).count() < 3;
        !short || next & TITLE == 0 && self.words.classes(first_word(so_far)) & STARTER == 0
    }

    /// After one capital: an initial, unless a clause has come to its end. `None` for other words.
    fn ends_after_initial(&self, token: Token<'_>) -> Option<bool> {
        let text = self.text;
        let first = text.char(token.start)?;
        let length = first.len_utf8();
        let doubled =
            token.bytes.len() == 2 && matches!(token.bytes, [one, two] if one == two) && first.is_uppercase();
        if token.bytes.len() != length && !doubled || !first.is_alphabetic() {
            return None;
        }
        if first.is_lowercase() {
            // `a. C.`: the other letter belongs to it.
            let next = self.following.word(text);
            let pair = next.len() == 1 && text.byte(self.following.word + 1) == b'.';
            // `Roe v. Wade`, `(f. Madrid 1900)`
            let before = token.start.checked_sub(1).filter(|at| *at > self.start);
            let named = match before.map(|at| (at, text.byte(at))) {
                Some((at, b' ')) => self.token(at).is_some_and(|previous| self.is_capital(previous)),
                Some((_, byte)) => byte == b'(',
                None => false,
            };
            return (pair || named && !self.next_starts()).then_some(false);
        }
        if !first.is_uppercase() {
            return None;
        }
        if !self.next_starts() {
            return Some(self.following.inverted || self.following.opens && self.terminator.closes_quote);
        }
        let before = token.start.checked_sub(1).filter(|at| text.byte(*at) == b' ');
        let Some(before) = before.filter(|at| *at > self.start) else { return Some(false) };
        // `I. A. Ahora`, `J. R. R. The`: the letters stand for words, and the next word begins a sentence.
        if text.byte_before(before) == b'.' {
            return Some(true);
        }
        let previous = self.token(before)?;
        let lower = text.char(previous.start).is_some_and(char::is_lowercase);
        let number = previous.bytes.iter().all(u8::is_ascii_digit);
        let acronym = previous.bytes.len() > 1 && previous.bytes.iter().all(u8::is_ascii_uppercase);
        Some(
            first == 'I' && length == 1 || lower || number || doubled || acronym || is_series(previous.bytes),
        )
    }

    /// True at a full stop in mid-sentence: `in the paper. Lumen, said ...`. An article and a noun before it, a name,
    /// a comma and a verb of speech behind it, that has no other subject.
    #[inline]
    fn is_before_emphasis(&self) -> bool {
        has_comma(self.text, self.following.start) && self.is_before_named_speaker()
    }

    fn is_before_named_speaker(&self) -> bool {
        let text = self.text;
        let token = self.token(self.terminator.start).filter(|_| self.following.word == self.following.start);
        let Some(token) = token else { return false };
        let mut at = self.following.word;
        for _ in 0..3 {
            if !text.char(at).is_some_and(char::is_uppercase) {
                return false;
            }
            at = text.word_end(at, LONGEST);
            if text.byte(at) != b' ' {
                break;
            }
            at += 1;
        }
        if text.byte(at) != b',' || text.byte(at + 1) != b' ' {
            return false;
        }
        let mut verb = at + 2;
        let mut end = text.word_end(verb, LONGEST);
        // `a déclaré`
        if matches!(text.bytes.get(verb..end), Some(b"a" | b"ha")) {
            verb = end + 1;
            end = text.word_end(verb, LONGEST);
        }
        let small = text.char(verb).is_some_and(char::is_lowercase);
        if !small || self.words.classes(text.bytes.get(verb..end).unwrap_or_default()) & SPEECH == 0 {
            return false;
        }
        let next = text.bytes.get(end + 1..text.word_end(end + 1, LONGEST)).unwrap_or_default();
        let subject = text.char(end + 1).is_some_and(char::is_uppercase)
            || self.words.classes(next) & DETERMINER != 0
            || matches!(next, b"he" | b"she" | b"they" | b"il" | b"elle");
        let small = text.char(token.start).is_some_and(char::is_lowercase);
        let before = token.start.checked_sub(1).filter(|at| text.byte(*at) == b' ' && *at > self.start);
        let noun = before
            .and_then(|at| self.token(at))
            .is_some_and(|previous| self.words.classes(previous.bytes) & DETERMINER != 0);
        small && noun && !subject
    }
}

/// True for letters with stops between them: `U.S`, `p.ex`.
fn is_dotted(token: &[u8]) -> bool {
    if !token.contains(&b'.') {
        return false;
    }
    let mut stops = 0;
    for part in token.split(|byte| *byte == b'.') {
        let letters = std::str::from_utf8(part)
            .is_ok_and(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
        if !letters || part.is_empty() {
            return false;
        }
        stops += 1;
    }
    stops > 1
}

fn first_word(text: &[u8]) -> &[u8] {
    text.split(|byte| *byte == b' ').next().unwrap_or_default()
}

/// True for words whose members go by letters: `Plan B`, `Vitamin C`.
fn is_series(word: &[u8]) -> bool {
    let known: [&[u8]; 8] =
        [b"Plan", b"Vitamin", b"Group", b"Groupe", b"Grupo", b"Hepatitis", b"Class", b"Type"];
    known.contains(&word)
}
