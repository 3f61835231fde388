//! Segments in Apertium's stream format: escaped, each with its number in a superblank behind it.

use unicode_normalization::UnicodeNormalization;

/// What the stream format gives a meaning.
const RESERVED: [char; 11] = ['\\', '[', ']', '{', '}', '^', '$', '/', '@', '<', '>'];

/// A segment as the first program reads it, up to and with the NUL that flushes it. The superblank at its end goes
/// through every program unchanged: an answer with another number belongs to another segment.
pub(super) fn encode(text: &str, serial: u64) -> Vec<u8> {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.nfc() {
        match c {
            '\0' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ => {
                if RESERVED.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out.push_str(&end(serial));
    out.push('\0');
    out.into_bytes()
}

/// The text of an answer, without the NUL; `None` when it is not the answer to that number.
pub(super) fn decode(answer: &[u8], serial: u64) -> Option<String> {
    let answer = std::str::from_utf8(answer).ok()?;
    let body = answer.strip_suffix(end(serial).as_str())?;
    let mut text = String::with_capacity(body.len());
    let mut escaped = false;
    for c in body.chars() {
        if c == '\\' && !escaped {
            escaped = true;
            continue;
        }
        // What was left out leaves two spaces.
        if !(c == ' ' && text.ends_with(' ')) {
            text.push(c);
        }
        escaped = false;
    }
    Some(text.trim().to_owned())
}

/// What stands behind a segment. The stock formatter writes the empty blank too; an answer needs a blank to come.
pub(super) fn end(serial: u64) -> String {
    format!("[][ {serial}\n]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn through(text: &str) -> Option<String> {
        let encoded = encode(text, 7);
        let (nul, answer) = encoded.split_last()?;
        assert_eq!(*nul, 0);
        decode(answer, 7)
    }

    #[test]
    fn nothing_in_a_text_is_taken_for_the_format() {
        for text in ["^a$ [b] {c} <d> @e/f\\", "[][ 7\n]", "x[[t:x:1]]y", "\\"] {
            assert_eq!(through(text).as_deref(), Some(text.replace('\n', " ").as_str()));
        }
        assert_eq!(through("a\0b\tc").as_deref(), Some("a b c"));
        assert_eq!(through("e\u{301}").as_deref(), Some("é"));
        assert_eq!(through("").as_deref(), Some(""));
    }

    #[test]
    fn the_answer_to_another_segment_is_none() {
        let encoded = encode("a", 7);
        assert_eq!(decode(&encoded[..encoded.len() - 1], 8), None);
        assert_eq!(decode(b"half a rep", 7), None);
        assert_eq!(decode(b"\xff[][ 7\n]", 7), None);
        assert_eq!(decode(b"text \\[\\]\\[ 7 \\]", 7), None);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,40}") {
            let plain: String = text.nfc().collect();
            let plain = plain.split([' ', '\u{2028}', '\u{2029}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(through(&text), Some(plain.trim().to_owned()));
        }
    }
}
