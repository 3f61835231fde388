//! One character of UTF-8 that was read as two to four characters of another character set.

use super::charset::Charset;
use super::entity::entity;

/// The character at `at`, an entity read as what it stands for, and where it ends.
pub(super) fn atom(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    match c {
        '&' => entity(rest).map_or(Some((c, at + 1)), |(c, length)| Some((c, at + length))),
        _ => Some((c, at + c.len_utf8())),
    }
}

/// How natural a character is behind a letter, in text that is not broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Follows {
    /// Closing quotes, dashes, the ellipsis and the no-break space follow any word.
    Punctuation,
    /// Signs such as ® or ° follow some words.
    Sign,
    Letter,
    /// What next to no word is followed by.
    Odd,
    Control,
}

impl Follows {
    fn of(c: char) -> Self {
        match c {
            '\u{80}'..='\u{9F}' => Self::Control,
            '\u{A0}' | '\u{AD}' | '«' | '»' | '‘' | '’' | '“' | '”' | '„' | '‚' | '‹' | '›' | '–' | '—'
            | '…' => Self::Punctuation,
            '®' | '™' | '©' | '°' | 'ª' | 'º' | '¡' | '¿' | '·' | '•' => Self::Sign,
            _ if c.is_alphabetic() && c != 'ƒ' && c != 'ˆ' => Self::Letter,
            _ => Self::Odd,
        }
    }
}

/// A character and what stands for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Where it ends in the text.
    pub(super) end: usize,
    pub(super) decoded: char,
    /// Its first byte.
    pub(super) lead: u8,
    /// The character that stands for the first byte.
    pub(super) first: char,
    /// The character that stands for the last byte.
    pub(super) last: char,
    /// The least and the most natural of the characters behind the first.
    pub(super) least: Follows,
    pub(super) most: Follows,
    /// Bytes of the character.
    pub(super) length: u8,
    /// A byte is lost: what stands for it is U+FFFD.
    pub(super) lossy: bool,
    /// A no-break space among the bytes has become a space.
    pub(super) spaced: bool,
}

/// What may be read where the line is known to be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Strict,
    /// Spaces for no-break spaces, replacement characters for lost bytes.
    Relaxed,
}

/// The character that starts at `at` in UTF-8 that was read in `set`.
pub(super) fn unit(text: &str, at: usize, set: Charset, reading: Reading) -> Option<Unit> {
    let unit = simple(text, at, set, reading)?;
    // Characters beyond the first plane encoded as two surrogates of three bytes each, as CESU-8 does.
    if unit.lead == 0xED && is_surrogate(unit.decoded) {
        let low = simple(text, unit.end, set, reading)
            .filter(|low| low.lead == 0xED && is_surrogate(low.decoded))?;
        let (high, low_half) = (unit.decoded as u32 - STAND_IN, low.decoded as u32 - STAND_IN);
        if high >= 0x400 || low_half < 0x400 {
            return None;
        }
        let decoded = char::from_u32(0x10000 + (high << 10) + (low_half - 0x400))?;
        let most = unit.most.max(low.most);
        return Some(Unit { end: low.end, decoded, last: low.last, most, length: 6, ..unit });
    }
    Some(unit)
}

/// A surrogate is no character: the private use characters from here on stand for them within this file.
const STAND_IN: u32 = 0x10_0000;

const fn is_surrogate(c: char) -> bool {
    c as u32 >= STAND_IN && (c as u32) < STAND_IN + 0x800
}

fn simple(text: &str, at: usize, set: Charset, reading: Reading) -> Option<Unit> {
    let (first, mut end) = atom(text, at)?;
    let lead = set.byte(first).filter(|&byte| set.is_lead(byte))?;
    let mut bytes = [lead, 0, 0, 0];
    let length = match lead {
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    let mut unit = Unit {
        end,
        decoded: char::REPLACEMENT_CHARACTER,
        lead,
        first,
        last: first,
        least: Follows::Control,
        most: Follows::Punctuation,
        length,
        lossy: false,
        spaced: false,
    };
    for byte in bytes.iter_mut().take(usize::from(length)).skip(1) {
        let (c, after) = atom(text, end)?;
        *byte = match (set.byte(c), reading) {
            (Some(found @ 0x80..0xC0), _) => found,
            (None, Reading::Relaxed) if c == ' ' => {
                unit.spaced = true;
                0xA0
            }
            (None, Reading::Relaxed) if c == char::REPLACEMENT_CHARACTER => {
                unit.lossy = true;
                0x80
            }
            _ => return None,
        };
        let follows = Follows::of(c);
        if c != ' ' && c != char::REPLACEMENT_CHARACTER {
            unit.least = unit.least.min(follows);
            unit.most = unit.most.max(follows);
        }
        unit.last = c;
        end = after;
    }
    unit.end = end;
    if unit.lossy {
        return Some(unit);
    }
    if let [0xED, second @ 0xA0..0xC0, third, _] = bytes {
        let half = (u32::from(second) & 0x1F) << 6 | u32::from(third) & 0x3F;
        unit.decoded = char::from_u32(STAND_IN + half)?;
        return Some(unit);
    }
    unit.decoded = std::str::from_utf8(bytes.get(..usize::from(length))?).ok()?.chars().next()?;
    // windows-1252 that was taken for Latin-1 before it was encoded.
    if let c @ '\u{80}'..'\u{A0}' = unit.decoded {
        unit.decoded = Charset::Cp1252.character(c as u8)?;
    }
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str, set: Charset, reading: Reading) -> Option<(char, usize)> {
        unit(text, 0, set, reading).map(|unit| (unit.decoded, unit.end))
    }

    #[test]
    fn one_to_three_bytes_follow_the_first() {
        let strict = |text, set| decoded(text, set, Reading::Strict);
        assert_eq!(strict("Ã©t", Charset::Cp1252), Some(('é', 4)));
        assert_eq!(strict("â€™s", Charset::Cp1252), Some(('’', 8)));
        assert_eq!(strict("â\u{80}\u{99}s", Charset::Cp1252), Some(('’', 6)));
        assert_eq!(strict("ðŸ˜€", Charset::Cp1252), Some(('😀', 9)));
        assert_eq!(strict("√©", Charset::MacRoman), Some(('é', 5)));
        assert_eq!(strict("\u{F8FF}üòÄ", Charset::MacRoman), Some(('😀', 9)));
        assert_eq!(strict("&Atilde;&copy;", Charset::Cp1252), Some(('é', 14)));
        for not in ["é", "Ã", "Ãe", "â€", "Àà", "", "&"] {
            assert_eq!(strict(not, Charset::Cp1252), None, "{not}");
        }
    }

    #[test]
    fn surrogates_count_only_in_pairs() {
        let high = "í\u{A0}½";
        let low = "í¸\u{80}";
        assert_eq!(decoded(&format!("{high}{low}"), Charset::Cp1252, Reading::Strict), Some(('😀', 12)));
        for not in [high.to_owned(), low.to_owned(), format!("{low}{high}"), format!("{high}{high}")] {
            assert_eq!(decoded(&not, Charset::Cp1252, Reading::Strict), None);
        }
    }

    #[test]
    fn lost_bytes_and_spaces_only_where_asked() {
        assert_eq!(decoded("Ñ\u{FFFD}", Charset::Cp1252, Reading::Strict), None);
        assert_eq!(decoded("Ñ\u{FFFD}", Charset::Cp1252, Reading::Relaxed), Some(('\u{FFFD}', 5)));
        assert_eq!(decoded("âš ï", Charset::Cp1252, Reading::Relaxed), Some(('⚠', 5)));
    }
}
