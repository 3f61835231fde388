//! What `serde_json` leaves to its users: depth before parsing, strings with lone surrogates, ids of broken lines.

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Deepest nesting of arrays and objects that is read.
pub(crate) const MAX_DEPTH: usize = 128;

/// True when the line nests deeper than [`MAX_DEPTH`]; a flat scan that holds for broken JSON too.
pub(crate) fn too_deep(line: &[u8]) -> bool {
    // Most lines hold fewer openers than the limit, quoted ones included: then nothing else is looked at.
    if memchr::memchr2_iter(b'[', b'{', line).nth(MAX_DEPTH).is_none() {
        return false;
    }
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for &byte in line {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Decodes a JSON string, quotes included, that a parser has accepted. A lone surrogate becomes U+FFFD; the flag says so.
pub(crate) fn decode_string(raw: &str) -> (Cow<'_, str>, bool) {
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    let Some(first) = memchr::memchr(b'\\', inner.as_bytes()) else {
        return (Cow::Borrowed(inner), false);
    };
    let mut out = String::with_capacity(inner.len());
    let mut lossy = false;
    let mut rest = inner;
    let mut at = Some(first);
    while let Some(backslash) = at {
        let (plain, escape) = rest.split_at(backslash);
        out.push_str(plain);
        let mut taken = 2;
        match escape.as_bytes().get(1) {
            Some(b'n') => out.push('\n'),
            Some(b't') => out.push('\t'),
            Some(b'r') => out.push('\r'),
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'u') => {
                let (decoded, length) = decode_unicode(escape);
                lossy |= decoded.is_none();
                out.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
                taken = length;
            }
            Some(&other) => out.push(char::from(other)), // \" \\ \/
            None => taken = 1,
        }
        rest = escape.get(taken..).unwrap_or_default();
        at = memchr::memchr(b'\\', rest.as_bytes());
    }
    out.push_str(rest);
    (Cow::Owned(out), lossy)
}

/// The character of `\uXXXX` or of a pair of them, and the length of what was read.
fn decode_unicode(escape: &str) -> (Option<char>, usize) {
    let unit = |at: usize| escape.get(at..at + 4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let Some(first) = unit(2) else { return (None, 2) };
    if !(0xD800..0xE000).contains(&first) {
        return (char::from_u32(first.into()), 6);
    }
    let second = (escape.get(6..8) == Some("\\u")).then(|| unit(8)).flatten();
    match char::decode_utf16([first].into_iter().chain(second)).next() {
        Some(Ok(decoded)) => (Some(decoded), 12),
        _ => (None, 6),
    }
}

/// The `id` of a line that may be broken or cut further on.
pub(crate) fn find_id(line: &str) -> Option<String> {
    struct Find<'a>(&'a mut Option<String>);
    impl<'de> Visitor<'de> for Find<'_> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<&RawValue>()? {
                if key.get() == "\"id\"" {
                    *self.0 = id_text(map.next_value::<&RawValue>()?.get()).map(Cow::into_owned);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(())
        }
    }
    let mut id = None;
    // An error is what is expected here: the id is what was read before it.
    let _ = serde_json::Deserializer::from_str(line).deserialize_map(Find(&mut id));
    id
}

/// The text of an id value: strings decoded, numbers and the rest as written, `null` as absent.
pub(crate) fn id_text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first() {
        None => None,
        Some(b'"') => Some(decode_string(raw).0),
        Some(_) if raw == "null" => None,
        Some(_) => Some(Cow::Borrowed(raw)),
    }
}

/// Appends `text` as a JSON string.
pub(crate) fn push_string(out: &mut Vec<u8>, text: &str) {
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn strings_decode_as_serde_json_does() {
        for raw in [
            r#""plain""#,
            r#""a\n\t\r\b\f\"\\\/z""#,
            r#""\u00e9\u20ac\ud83d\ude00 \u0000""#,
            "\"é\\u00e9\"",
            "\"\"",
        ] {
            let want: String = serde_json::from_str(raw).unwrap();
            assert_eq!(decode_string(raw), (Cow::Owned(want), false), "{raw}");
        }
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        for (raw, want) in [
            (r#""a \ud800 b""#, "a \u{FFFD} b"),
            (r#""\udc00""#, "\u{FFFD}"),
            (r#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
            (r#""\ud800\u0041""#, "\u{FFFD}A"),
            (r#""\ud800\n""#, "\u{FFFD}\n"),
            (r#""\ud800""#, "\u{FFFD}"),
        ] {
            assert_eq!(decode_string(raw), (Cow::Owned(want.to_owned()), true), "{raw}");
        }
    }

    #[test]
    fn depth_counts_brackets_outside_of_strings_only() {
        let nested = |n: usize| format!("{{\"x\":{}{}}}", "[".repeat(n), "]".repeat(n));
        assert!(!too_deep(nested(MAX_DEPTH - 1).as_bytes()));
        assert!(too_deep(nested(MAX_DEPTH).as_bytes()));
        assert!(!too_deep(format!("{{\"text\":\"\\\"{}\"}}", "[".repeat(500)).as_bytes()));
        assert!(!too_deep(format!("[{}]", "[],".repeat(500)).as_bytes()));
    }

    #[test]
    fn ids_of_broken_lines_are_found() {
        assert_eq!(find_id(r#"{"id":"a1","text":"cut he"#).as_deref(), Some("a1"));
        assert_eq!(find_id(r#"{"n":[1,{"id":2}],"id":17,"#).as_deref(), Some("17"));
        assert_eq!(find_id(r#"{"id":null,"text":3}"#), None);
        assert_eq!(find_id("[1,2]"), None);
        let deep = format!("{{\"id\":\"d\",\"x\":{}", "[".repeat(100_000));
        assert_eq!(find_id(&deep).as_deref(), Some("d"));
    }
}
