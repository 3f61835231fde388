//! Text cut at white space, and what the signs in a piece say: addresses, handles, tags, code.

/// A byte that makes a piece an address.
const SURELY: u8 = 2;
/// A byte that stands in addresses and elsewhere.
const MAYBE: u8 = 1;
/// A sign of program code, or a colon.
const CODE: u8 = 4;
/// White space.
const SPACE: u8 = 8;
/// The first byte of a character of several bytes that may be white space.
const WIDE: u8 = 16;

static SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut at = 0;
    while at < signs.len() {
        signs[at] = match at as u8 {
            b'=' | b'_' | b'{' | b'<' | b'\\' | b'/' => SURELY | CODE,
            b'@' | b'0'..=b'9' => SURELY,
            b'#' => MAYBE | CODE,
            b'.' => MAYBE,
            b'}' | b'(' | b')' | b';' | b'>' | b'[' | b']' | b'|' | b'$' | b'&' | b'+' | b'*' | b'^'
            | b'~' | b'`' | b':' => CODE,
            b' ' | b'\t'..=b'\r' => SPACE,
            // U+0085 and U+00A0; U+1680; U+2000 to U+205F; U+3000.
            0xC2 | 0xE1 | 0xE2 | 0xE3 => WIDE,
            _ => 0,
        };
        at += 1;
    }
    signs
};

/// What signs stand in a piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Signs(u8);

impl Signs {
    /// True for web and mail addresses, handles, tags, and whatever has a digit in it; `piece` is where the signs are.
    pub(crate) fn is_address(self, piece: &str) -> bool {
        if self.0 & (SURELY | MAYBE) != MAYBE {
            return self.0 & SURELY != 0;
        }
        let trimmed = piece.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '#');
        trimmed.starts_with('#') || trimmed.starts_with("www.") || is_domain(trimmed)
    }

    /// True if there may be program code.
    pub(crate) fn has_code(self) -> bool {
        self.0 & CODE != 0
    }
}

/// `example.org`, `news.example.fr`: lower case, a dot inside, and an end of two to four letters.
fn is_domain(piece: &str) -> bool {
    let piece = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((name, end)) = piece.rsplit_once('.') else { return false };
    (2..=4).contains(&end.len())
        && name.len() >= 3
        && end.bytes().all(|byte| byte.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'.')
}

/// The pieces of a text between white space, never empty, with the byte that each begins at and the signs in it. What
/// `str::split_whitespace` gives, in one pass over the bytes.
#[derive(Debug, Clone)]
pub(crate) struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Pieces<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes of the white space that begins at `at`, 0 if there is none; `sign` is that of its first byte.
    #[inline]
    fn space(&self, at: usize, sign: u8) -> usize {
        if sign & SPACE != 0 {
            return 1;
        }
        if sign & WIDE == 0 {
            return 0;
        }
        let first = self.text.get(at..).and_then(|rest| rest.chars().next());
        first.filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (usize, &'t str, Signs);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        let mut seen = 0;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            let sign = SIGNS[byte as usize];
            if sign & (SPACE | WIDE) == 0 {
                seen |= sign;
                at += 1;
                continue;
            }
            let space = self.space(at, sign);
            if space == 0 {
                at += 1;
            } else if at > start {
                self.at = at + space;
                return self.text.get(start..at).map(|piece| (start, piece, Signs(seen)));
            } else {
                at += space;
                start = at;
            }
        }
        self.at = at;
        (at > start).then(|| self.text.get(start..at)).flatten().map(|piece| (start, piece, Signs(seen)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_are_what_the_standard_library_gives(
            parts in proptest::collection::vec(prop_oneof![any::<String>(), "[ \t\n\u{85}\u{A0}\u{1680}\u{2003}\u{2029}\u{3000}a.=é]{0,8}"], 0..8)
        ) {
            let text = parts.concat();
            let own: Vec<&str> = Pieces::of(&text).map(|(_, piece, _)| piece).collect();
            let wanted: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(own, wanted);
            for (start, piece, signs) in Pieces::of(&text) {
                prop_assert_eq!(&text[start..start + piece.len()], piece);
                let all = piece.bytes().fold(0, |all, byte| all | SIGNS[byte as usize]) & (SURELY | MAYBE | CODE);
                prop_assert_eq!(signs.0, all);
            }
        }
    }
}
