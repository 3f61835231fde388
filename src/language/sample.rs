//! The part of a text that detectors look at: a bounded number of its words, without what is no word of a language.

use unicode_normalization::UnicodeNormalization;

use super::blocks::{boundary, is_letter};
use super::script::{self, SCRIPTS, Script};

/// Letters that a detector is given at most, a word more or less.
pub(crate) const BUDGET: u32 = 160;
/// A longer text is sampled at its beginning and in its middle.
const ONE_PIECE_BYTES: usize = 400;
/// Longer runs of letters are no words in a script that has spaces.
const WORD_LETTERS: u32 = 40;

/// A bounded sample of the words of a text.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    /// The words, lower case and composed (NFC), with straight apostrophes, each followed by a space; punctuation inside and behind them stays.
    pub(crate) text: String,
    /// Letters in `text`.
    pub(crate) letters: u32,
    /// Words in `text`.
    pub(crate) words: u32,
    /// Words in `text` that begin with a capital, those wholly in capitals included.
    pub(crate) capitalized: u32,
    /// Words in `text` of two letters or more, all of them capitals.
    pub(crate) upper: u32,
    /// Letters of the words that were left out: addresses, handles, identifiers.
    pub(crate) dropped: u32,
    /// Letters of words that nobody could pronounce.
    pub(crate) unpronounceable: u32,
    /// Signs of program code and tables.
    pub(crate) symbols: u32,
    scripts: [u32; SCRIPTS],
    /// `text` stays empty.
    counts_only: bool,
}

impl Sample {
    /// Samples `text`. Looks at no more of it than it needs to fill the budget.
    #[cfg(any(feature = "lingua", test))]
    pub(crate) fn of(text: &str) -> Self {
        Self::default().filled(text)
    }

    /// Counts without the words.
    pub(crate) fn counts(text: &str) -> Self {
        Self { counts_only: true, ..Self::default() }.filled(text)
    }

    fn filled(mut self, text: &str) -> Self {
        let (first, second) = halves(text, ONE_PIECE_BYTES);
        self.take(first, if second.is_empty() { BUDGET } else { BUDGET / 2 });
        self.take(second, BUDGET);
        self
    }

    /// The script of most letters in the sample; kana outweigh the Han that they are mixed with.
    pub(crate) fn script(&self) -> Script {
        let count = |script: Script| self.scripts.get(script as usize).copied().unwrap_or(0);
        if count(Script::Kana) > 0 && (count(Script::Kana) + count(Script::Han)) * 2 > self.letters {
            return Script::Kana;
        }
        let most = |best: Script, script: Script| if count(script) > count(best) { script } else { best };
        let main = ALL.into_iter().fold(Script::Latin, most);
        // Latin names stand in texts of every script; a sign of Han or Hangul is worth two or three letters.
        let others = self.letters - count(Script::Latin).min(self.letters);
        let dense = count(Script::Han) + count(Script::Kana) + count(Script::Hangul);
        if main == Script::Latin && (others + dense) * 2 > count(Script::Latin) {
            return ALL.into_iter().skip(1).fold(Script::Other, most);
        }
        main
    }

    fn take(&mut self, text: &str, budget: u32) {
        for token in text.split_whitespace() {
            if self.letters >= budget {
                return;
            }
            self.token(token, budget);
        }
    }

    fn token(&mut self, token: &str, budget: u32) {
        let seen = seen(token);
        if is_address_by(seen, token) {
            self.dropped += letters(token, BUDGET);
            // `<name@example.org>` is an address in brackets, not code.
            if !token.contains('@') {
                self.symbols += signs(token, b"{}<>");
            }
            return;
        }
        if seen & CODE != 0 {
            self.symbols += signs(token, b"{}();=<>[]_\\|$&+*/^~`#");
        }
        let shape = Shape::of(token, budget.saturating_sub(self.letters).max(WORD_LETTERS + 1));
        if shape.letters == 0 {
            return;
        }
        if shape.is_no_word(token, seen) {
            self.dropped += shape.letters;
            return;
        }
        if shape.is_unpronounceable() {
            self.unpronounceable += shape.letters;
        }
        self.words += 1;
        self.letters += shape.letters;
        self.capitalized += u32::from(shape.starts_upper);
        self.upper += u32::from(shape.upper == shape.letters && shape.letters > 1);
        for (total, count) in self.scripts.iter_mut().zip(shape.scripts) {
            *total += count;
        }
        if self.counts_only {
            return;
        }
        let Some(word) = token.get(..shape.bytes) else { return };
        let plain = word.chars().filter(|c| !is_ignorable(*c)).map(|c| if c == '’' { '\'' } else { c });
        if word.chars().any(is_mark) {
            self.text.extend(plain.flat_map(char::to_lowercase).nfc());
        } else {
            self.text.extend(plain.flat_map(char::to_lowercase));
        }
        self.text.push(' ');
    }
}

/// A text of more than `whole` bytes in two halves, the second from the first space on: the middle cuts a word in two,
/// and the rest of it says nothing.
pub(crate) fn halves(text: &str, whole: usize) -> (&str, &str) {
    if text.len() <= whole {
        return (text, "");
    }
    let (first, second) = text.split_at(boundary(text, text.len() / 2));
    (first, second.find(char::is_whitespace).and_then(|at| second.get(at..)).unwrap_or(second))
}

const ALL: [Script; SCRIPTS] = [
    Script::Latin,
    Script::Greek,
    Script::Cyrillic,
    Script::Armenian,
    Script::Hebrew,
    Script::Arabic,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Thai,
    Script::Lao,
    Script::Khmer,
    Script::Georgian,
    Script::Hangul,
    Script::Kana,
    Script::Han,
    Script::Other,
];

/// Soft hyphens, zero-width spaces and joiners, the byte order mark.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Counts the bytes of `token` that are signs of code, a repeated one once; brackets that prose hardly uses count twice.
fn signs(token: &str, signs: &[u8]) -> u32 {
    let mut last = 0;
    let mut count = 0;
    for byte in token.bytes().take(WORD_LETTERS as usize) {
        if byte != last && signs.contains(&byte) {
            count += if b"{}<>".contains(&byte) { 2 } else { 1 };
        }
        last = byte;
    }
    count
}

/// Counts the letters of `text`, up to `limit`.
fn letters(text: &str, limit: u32) -> u32 {
    text.chars().filter(|c| c.is_alphabetic()).take(limit as usize).count() as u32
}

/// Web and mail addresses, handles, tags: what a token is by a sign in it.
pub(crate) fn is_address(token: &str) -> bool {
    is_address_by(seen(token), token)
}

/// What signs stand in a token.
fn seen(token: &str) -> u8 {
    token.bytes().fold(0, |seen, byte| seen | SIGNS.get(byte as usize).copied().unwrap_or(0))
}

fn is_address_by(seen: u8, token: &str) -> bool {
    if seen & (SURELY | MAYBE) != MAYBE {
        return seen & SURELY != 0;
    }
    let trimmed = token.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '#');
    trimmed.starts_with('#') || trimmed.starts_with("www.") || is_domain(trimmed)
}

/// A byte that makes a token an address.
const SURELY: u8 = 2;
/// A byte that stands in addresses and elsewhere.
const MAYBE: u8 = 1;
/// A sign of program code, or a colon.
const CODE: u8 = 4;

static SIGNS: [u8; 128] = {
    let mut signs = [0; 128];
    let mut at = 0;
    while at < signs.len() {
        signs[at] = match at as u8 {
            b'=' | b'_' | b'{' | b'<' | b'\\' | b'/' => SURELY | CODE,
            b'@' | b'0'..=b'9' => SURELY,
            b'#' => MAYBE | CODE,
            b'.' => MAYBE,
            b'}' | b'(' | b')' | b';' | b'>' | b'[' | b']' | b'|' | b'$' | b'&' | b'+' | b'*' | b'^'
            | b'~' | b'`' | b':' => CODE,
            _ => 0,
        };
        at += 1;
    }
    signs
};

/// `example.org`, `news.example.fr`: lower case, a dot inside, and an end of two to four letters.
fn is_domain(token: &str) -> bool {
    let token = token.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((name, end)) = token.rsplit_once('.') else { return false };
    (2..=4).contains(&end.len())
        && name.len() >= 3
        && end.bytes().all(|byte| byte.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'.')
}

/// What the letters of a token look like.
#[derive(Debug, Default)]
struct Shape {
    letters: u32,
    upper: u32,
    starts_upper: bool,
    /// Changes from a small letter to a capital.
    humps: u32,
    /// Longest run of letters without a hyphen, apostrophe or other sign in between.
    longest: u32,
    /// Longest run of Latin letters other than vowels.
    consonants: u32,
    vowels: u32,
    /// Longest run of the same letter.
    repeated: u32,
    /// Bytes looked at: the whole token, or what the budget allows.
    bytes: usize,
    scripts: [u32; SCRIPTS],
}

impl Shape {
    fn of(token: &str, limit: u32) -> Self {
        let mut shape = Self { bytes: token.len(), ..Self::default() };
        let mut run = 0;
        let mut consonants = 0;
        let mut after_small = false;
        let (mut same, mut last) = (0, '\0');
        for (at, c) in token.char_indices() {
            if shape.letters >= limit {
                shape.bytes = at;
                break;
            }
            if !is_letter(c) {
                if !is_ignorable(c) && !is_mark(c) {
                    (run, consonants, after_small) = (0, 0, false);
                }
                continue;
            }
            let (script, upper) = match c {
                '\0'..='\x7F' => (Script::Latin, c.is_ascii_uppercase()),
                // `×` and `÷` are no letters, so the capitals are the first half.
                '\u{C0}'..='\u{FF}' => (Script::Latin, c <= '\u{DE}'),
                _ => (script::of(c), c.is_uppercase()),
            };
            shape.letters += 1;
            shape.upper += u32::from(upper);
            shape.starts_upper |= shape.letters == 1 && upper;
            shape.humps += u32::from(upper && after_small);
            after_small = !upper;
            same = if c == last { same + 1 } else { 1 };
            last = c;
            shape.repeated = shape.repeated.max(same);
            run += 1;
            shape.longest = shape.longest.max(run);
            if let Some(count) = shape.scripts.get_mut(script as usize) {
                *count += 1;
            }
            if c.is_ascii()
                && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y')
            {
                consonants += 1;
                shape.consonants = shape.consonants.max(consonants);
            } else {
                consonants = 0;
                shape.vowels += 1;
            }
        }
        shape
    }

    /// Base64, hashes, identifiers.
    fn is_no_word(&self, token: &str, seen: u8) -> bool {
        let latin = self.scripts.first().copied().unwrap_or(0);
        latin * 2 > self.letters
            && (self.longest > WORD_LETTERS
                || self.humps >= 3
                || (seen & CODE != 0 && (token.contains("()") || token.contains("::"))))
    }

    fn is_unpronounceable(&self) -> bool {
        (self.vowels == 0 && self.letters >= 5)
            || self.repeated >= 5
            || self.consonants >= 7
            || (self.consonants == 6 && self.letters <= 9)
    }
}

/// Combining diacritical marks: an accent does not end a run of letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        Sample::of(text).text.trim_end().to_owned()
    }

    #[test]
    fn addresses_handles_and_numbers_are_left_out() {
        assert_eq!(words("Voir https://example.org/a la page @presse #paris de 2021"), "voir la page de");
        assert_eq!(words("écrire à jean@example.org ou example.fr"), "écrire à ou");
        assert_eq!(words("Un U.S. point. Fin."), "un u.s. point. fin.");
    }

    #[test]
    fn base64_is_left_out_and_glued_words_stay() {
        assert_eq!(words("aGVsbG8gd29ybGQgYmFzZSBzaXh0eSBmb3Vy"), "");
        assert_eq!(words("met in LondonHe said"), "met in londonhe said");
    }

    #[test]
    fn the_budget_bounds_the_sample() {
        let long = "palabra ".repeat(5_000);
        let sample = Sample::of(&long);
        assert!((BUDGET..BUDGET + 10).contains(&sample.letters), "{}", sample.letters);
        let one = "漢".repeat(100_000);
        assert!(Sample::of(&one).letters <= 2 * BUDGET);
    }

    #[test]
    fn the_second_half_is_sampled_too() {
        let text = format!(
            "{}{}",
            "the cookies of this site ".repeat(20),
            "les ministres se réunissent ".repeat(20)
        );
        assert!(words(&text).contains("cookies") && words(&text).contains("ministres"));
    }

    #[test]
    fn kana_make_a_text_japanese() {
        assert_eq!(Sample::of("東京都知事は今日会見した").script(), Script::Kana);
        assert_eq!(Sample::of("北京市政府今日宣布").script(), Script::Han);
    }
}
