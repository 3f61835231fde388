//! Ids as XML names and back: what a name may not hold is written `_xHHHH_`, as SQL/XML (ISO 9075-14) does.

use std::fmt::Write as _;

fn starts(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_'
}

fn continues(character: char) -> bool {
    starts(character) || character.is_ascii_digit() || matches!(character, '-' | '.')
}

pub(super) fn encode(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    let mut rest = id;
    while let Some(character) = rest.chars().next() {
        let fits = if name.is_empty() { starts(character) } else { continues(character) };
        // What looks escaped already is escaped again, so that it comes back as it was.
        if fits && !(character == '_' && decode_one(rest).is_some()) {
            name.push(character);
        } else {
            let _ = write!(name, "_x{:04X}_", character as u32);
        }
        rest = &rest[character.len_utf8()..];
    }
    name
}

pub(super) fn decode(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(character) = rest.chars().next() {
        if let Some((decoded, length)) = decode_one(rest) {
            id.push(decoded);
            rest = &rest[length..];
        } else {
            id.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    id
}

/// The character that an escape at the start of the text stands for, and the escape's length in bytes.
fn decode_one(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("_x")?;
    let end = digits.find('_').filter(|end| (4..=6).contains(end))?;
    let digits = &digits[..end];
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)) {
        return None;
    }
    let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((character, end + 3))
}
