//! The stops that most texts have, decided without a look at the lists: a word or a number, a stop, a space and a
//! capital. Everything else goes by [`Stop`](super::stop::Stop), which comes to the same end here.

use super::abbreviations::{ABBREVIATION, Key, Words};
use super::text::Text;

/// A sentence of fewer bytes may be the marker of a list.
const SHORTEST: usize = 10;

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = EACH << 7;

/// True if the sentence that begins at `start` surely ends at the stop at `at`, which has a space behind it; false if
/// it takes another look.
#[inline]
pub(super) fn ends(text: Text<'_>, words: Words<'_>, start: usize, at: usize) -> bool {
    text.byte(at + 2).is_ascii_uppercase()
        && at >= start + SHORTEST
        && is_plain(text, words, at)
        && !may_name_speaker(text, at + 2)
}

/// True if what stands before the stop is no abbreviation, no initial and no letters with stops between them.
#[inline]
pub(super) fn is_plain(text: Text<'_>, words: Words<'_>, stop: usize) -> bool {
    let Some(last) = stop.checked_sub(8).and_then(|from| eight(text, from)) else { return false };
    // No abbreviation ends with a digit.
    if text.byte_before(stop).is_ascii_digit() {
        return words.are_built_in();
    }
    let letters = ((letters(last) ^ HIGH).leading_zeros() / 8) as usize;
    match letters {
        4.. => !words.may_end(last),
        // The space before the word makes it whole; two capitals may be initials.
        2 | 3 if text.byte(stop - letters - 1) == b' ' => {
            let word = last >> (8 * (8 - letters));
            let small = word | (EACH << 5) >> (8 * (8 - letters));
            (letters == 3 || small == word)
                && words.classes_of(&Key::of_small(small, letters)) & ABBREVIATION == 0
        }
        _ => ends_in_latin(last) && !words.may_end(last),
    }
}

/// True if the last of eight bytes are three letters or more, in four bytes or more, of ASCII and of the block that
/// has the French and Spanish ones.
#[inline]
fn ends_in_latin(last: u64) -> bool {
    let [.., sixth, fifth, fourth, third, second, first] = last.to_le_bytes();
    let pair = |lead: u8, byte: u8| lead == 0xC3 && byte >= 0x80;
    let one = u8::is_ascii_alphabetic;
    // From the last byte on: `re` with a letter of two bytes before it, and so on.
    match (one(&first), one(&second)) {
        (true, true) => pair(fourth, third),
        (true, false) => pair(third, second) && (one(&fourth) || pair(fifth, fourth)),
        (false, _) => {
            pair(second, first)
                && if one(&third) {
                    one(&fourth) || pair(fifth, fourth)
                } else {
                    pair(fourth, third) && (one(&fifth) || pair(sixth, fifth))
                }
        }
    }
}

/// False if no name with a comma behind it begins at `word`.
#[inline]
fn may_name_speaker(text: Text<'_>, word: usize) -> bool {
    let Some(first) = eight(text, word) else { return true };
    let end = word + ((letters(first) ^ HIGH).trailing_zeros() / 8) as usize;
    let named = match text.byte(end) {
        b' ' => {
            let next = text.byte(end + 1);
            next.is_ascii_uppercase() || !next.is_ascii()
        }
        b',' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => true,
        // Dashes and quotation marks end a word, other characters may be letters.
        0xE2 => text.byte(end + 1) != 0x80,
        byte => !byte.is_ascii(),
    };
    named && has_comma(text, word)
}

/// True if a comma stands so near behind `word` that it may end a name there.
#[inline]
pub(super) fn has_comma(text: Text<'_>, word: usize) -> bool {
    let near = text.bytes.get(word..text.bytes.len().min(word + 48)).unwrap_or_default();
    memchr::memchr(b',', near).is_some()
}

/// Eight bytes, the first the lowest.
#[inline]
fn eight(text: Text<'_>, from: usize) -> Option<u64> {
    let bytes = text.bytes.get(from..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*bytes))
}

/// The high bit of each of eight bytes: whether it is an ASCII letter.
#[inline]
fn letters(bytes: u64) -> u64 {
    let small = (bytes | EACH << 5) & !HIGH;
    // The high bit of a byte is set from `a` on, and from the byte behind `z` on.
    let from_a = small + EACH * (0x80 - 0x61);
    let behind_z = small + EACH * (0x80 - 0x7B);
    from_a & !behind_z & !bytes & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::sentences::Abbreviations;

    /// What is before the stop, with enough before it.
    fn plain(word: &str) -> bool {
        let text = format!("The words are {word}. They");
        let none = Abbreviations::default();
        let words = Words::new(Language::FR, &none);
        is_plain(Text::new(&text), words, text.len() - 6)
    }

    #[test]
    fn letters_are_told_from_their_neighbours() {
        for byte in 0..=u8::MAX {
            let found = letters(u64::from_le_bytes([byte; 8]));
            assert_eq!(found, if byte.is_ascii_alphabetic() { HIGH } else { 0 }, "{byte:#x}");
        }
        assert_eq!(letters(u64::from_le_bytes(*b"a@Z[`z{\xFF")), 0x0000_8000_0080_0080);
    }

    #[test]
    fn words_and_numbers_are_plain() {
        for word in
            ["navire", "lundi", "Lundi", "mer", "Mer", "30", "4.5", "dernière", "l’été", "où était", "bébé"]
        {
            assert!(plain(word), "{word}");
        }
    }

    #[test]
    fn what_may_be_more_is_not() {
        for word in [
            "gouv", "Gouv", "dépt", "m", "M", "AA", "U.S", "S.éé", "éé", "p.ex", "(bd", "né", "mot »", "mot ",
        ] {
            assert!(!plain(word), "{word}");
        }
    }
}
