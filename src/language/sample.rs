//! The part of a text that detectors look at: a bounded number of its words, without what is no word of a language.

use unicode_normalization::UnicodeNormalization;

use super::blocks::{boundary, is_letter};
use super::script::{self, SCRIPTS, Script};
use super::signs::{Pieces, Signs};

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
        for (_, piece, signs) in Pieces::of(text) {
            if self.letters >= budget {
                return;
            }
            self.piece(piece, signs, budget);
        }
    }

    fn piece(&mut self, token: &str, seen: Signs, budget: u32) {
        if seen.is_address(token) {
            self.dropped += letters(token, BUDGET);
            // `<name@example.org>` is an address in brackets, not code.
            if !token.contains('@') {
                self.symbols += signs(token, b"{}<>");
            }
            return;
        }
        if seen.has_code() {
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
        shape.add_scripts(&mut self.scripts);
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
    latin: u32,
    /// Letters of other scripts; kept only where there are any.
    others: Option<Box<[u32; SCRIPTS]>>,
}

/// What an ASCII byte is in a word: a letter, a capital, a vowel.
const LETTER: u8 = 1;
const UPPER: u8 = 2;
const VOWEL: u8 = 4;

static ASCII: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut at = 0;
    while at < kinds.len() {
        let byte = at as u8;
        if byte.is_ascii_alphabetic() {
            kinds[at] = LETTER;
            if byte.is_ascii_uppercase() {
                kinds[at] |= UPPER;
            }
            if matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y') {
                kinds[at] |= VOWEL;
            }
        }
        at += 1;
    }
    kinds
};

impl Shape {
    fn of(token: &str, limit: u32) -> Self {
        let mut shape = Self { bytes: token.len(), ..Self::default() };
        let mut run = 0;
        let mut consonants = 0;
        let mut after_small = false;
        let (mut same, mut last) = (0, '\0');
        let mut at = 0;
        while let Some(&byte) = token.as_bytes().get(at) {
            if shape.letters >= limit {
                shape.bytes = at;
                break;
            }
            let (c, upper, vowel);
            if let Some(&kind) = ASCII.get(byte as usize) {
                at += 1;
                if kind == 0 {
                    (run, consonants, after_small) = (0, 0, false);
                    continue;
                }
                (c, upper, vowel) = (byte as char, kind & UPPER != 0, kind & VOWEL != 0);
                shape.latin += 1;
            } else {
                let Some(wide) = token.get(at..).and_then(|rest| rest.chars().next()) else { break };
                at += wide.len_utf8();
                if !is_letter(wide) {
                    if !is_ignorable(wide) && !is_mark(wide) {
                        (run, consonants, after_small) = (0, 0, false);
                    }
                    continue;
                }
                // Letters beyond ASCII count as vowels: most of them are.
                (c, upper, vowel) = (wide, shape.wide(wide), true);
            }
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
            consonants = if vowel { 0 } else { consonants + 1 };
            shape.consonants = shape.consonants.max(consonants);
            shape.vowels += u32::from(vowel);
        }
        shape
    }

    /// Counts a letter beyond ASCII in its script; true for a capital.
    fn wide(&mut self, letter: char) -> bool {
        // `×` and `÷` are no letters, so the capitals are the first half.
        if let '\u{C0}'..='\u{FF}' = letter {
            self.latin += 1;
            return letter <= '\u{DE}';
        }
        let script = script::of(letter);
        if script == Script::Latin {
            self.latin += 1;
        } else if let Some(count) = self.others.get_or_insert_default().get_mut(script as usize) {
            *count += 1;
        }
        letter.is_uppercase()
    }

    fn add_scripts(&self, scripts: &mut [u32; SCRIPTS]) {
        if let Some(others) = &self.others {
            for (total, count) in scripts.iter_mut().zip(others.iter()) {
                *total += count;
            }
        }
        if let Some(latin) = scripts.get_mut(Script::Latin as usize) {
            *latin += self.latin;
        }
    }

    /// Base64, hashes, identifiers.
    fn is_no_word(&self, token: &str, seen: Signs) -> bool {
        self.latin * 2 > self.letters
            && (self.longest > WORD_LETTERS
                || self.humps >= 3
                || (seen.has_code() && (token.contains("()") || token.contains("::"))))
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
