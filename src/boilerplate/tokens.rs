//! The words and marks of a folded line, read once for all that looks at them.

/// A run of letters and digits, or one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the folded line.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// A hash of its bytes: of the first and last eight of them, and of their number.
    pub(crate) hash: u64,
    /// Its bytes as a number, when they are at most eight.
    pub(crate) packed: Option<u64>,
    pub(crate) class: Class,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Letters,
    /// Digits, or letters and digits.
    Digits,
    Mark,
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;

/// What a byte is: bits, 0 for a mark or a space. Every byte of a character beyond ASCII counts as a letter.
const BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    loop {
        if byte.is_ascii_alphabetic() || byte >= 0x80 {
            table[byte as usize] = LETTER;
        } else if byte.is_ascii_digit() {
            table[byte as usize] = DIGIT;
        }
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table
};

/// True for a byte of a word.
pub(crate) fn is_word(byte: u8) -> bool {
    BYTES[byte as usize] != 0
}

/// True for a byte of a letter.
pub(crate) fn is_letter(byte: u8) -> bool {
    BYTES[byte as usize] == LETTER
}

/// Reads the tokens of a folded line into `tokens`, instead of what is there. Spaces are no tokens.
pub(crate) fn tokens(folded: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = folded.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
        } else if let Some(token) = token(bytes, at) {
            at = token.end;
            tokens.push(token);
        }
    }
}

/// The token, or the space, that begins at byte `at`.
#[inline]
pub(crate) fn token(bytes: &[u8], at: usize) -> Option<Token> {
    let rest = bytes.get(at..)?;
    let mut class = BYTES[*rest.first()? as usize];
    let mut length = 1;
    if class != 0 {
        for &byte in rest.get(1..).unwrap_or_default() {
            let next = BYTES[byte as usize];
            if next == 0 {
                break;
            }
            class |= next;
            length += 1;
        }
    }
    let first = packed(rest, length);
    let tail = if length > 8 { packed(rest.get(length - 8..).unwrap_or_default(), 8) } else { 0 };
    let class = match class {
        0 => Class::Mark,
        LETTER => Class::Letters,
        _ => Class::Digits,
    };
    let packed = (length <= 8).then_some(first);
    Some(Token { start: at, end: at + length, hash: hash(first, tail, length), packed, class })
}

/// The first `length` bytes as a number, at most eight of them.
pub(crate) fn packed(bytes: &[u8], length: usize) -> u64 {
    let counting = u64::MAX.checked_shr(64 - 8 * length.min(8) as u32).unwrap_or(0);
    let number = if let Some(all) = bytes.first_chunk::<8>() {
        u64::from_le_bytes(*all)
    } else {
        bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
    };
    number & counting
}

fn hash(first: u64, tail: u64, length: usize) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (first ^ tail.rotate_left(29) ^ length as u64).wrapping_mul(ODD);
    (mixed ^ mixed >> 32).wrapping_mul(ODD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(folded: &str) -> Vec<(&str, Class)> {
        let mut list = Vec::new();
        tokens(folded, &mut list);
        list.into_iter().map(|token| (&folded[token.start..token.end], token.class)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        let want = [
            ("l", Class::Letters),
            ("'", Class::Mark),
            ("ete", Class::Letters),
            ("|", Class::Mark),
            ("2024", Class::Digits),
            ("g20", Class::Digits),
            ("!", Class::Mark),
        ];
        assert_eq!(read("l'ete | 2024 g20!"), want);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_word_has_one_hash_wherever_it_stands() {
        for word in ["a", "harbour", "harbours", "international", "internationalisation"] {
            let (text, other) = (format!("{word} x"), format!("the {word}"));
            let (one, two) = (token(text.as_bytes(), 0), token(other.as_bytes(), 4));
            let (one, two) = (one.expect("a word"), two.expect("a word"));
            assert_eq!((one.hash, one.packed), (two.hash, two.packed), "{word}");
            assert_eq!(one.packed.is_some(), word.len() <= 8);
        }
    }
}
