//! From a line to its key: what makes two lines the same, and a number in its place.

use std::borrow::Cow;

use unicode_normalization::char::decompose_compatible;

use super::site::registered_domain;
use crate::document::split;

/// Goes up when a line would get another key than before: tables of different normalisations do not mix.
pub(super) const NORMALISATION: u32 = 1;

const SITE: u64 = 0x5be1_9b3c_7d20_f4a9;
const FACTOR: u64 = 0x9e6c_63d0_876a_68df;
const LENGTH: u64 = 0xd1b5_4a32_d192_ed03;

/// Both halves of a product: every bit of the result depends on every bit of both numbers.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// One number more in a running hash.
pub(super) fn chain(state: u64, word: u64) -> u64 {
    mix(state ^ word, FACTOR).wrapping_add(word.rotate_left(32))
}

fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = words.iter().fold(seed, |state, word| chain(state, u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    state = chain(state, u64::from_le_bytes(last));
    mix(state ^ bytes.len() as u64, LENGTH)
}

/// What the documents of a site have in common: the seed of the keys of its lines.
///
/// Documents without a site share one.
pub(super) fn site_key(site: Option<&str>) -> u64 {
    let domain = site.map_or(Cow::Borrowed(""), registered_domain);
    hash(SITE, domain.as_bytes())
}

/// True when documents with this `site` are pooled with all others that name none.
pub(super) fn is_unknown(site: Option<&str>) -> bool {
    site.is_none_or(|site| registered_domain(site).is_empty())
}

/// Folds a line into `folded`: lower case, no accents, a run of digits is `0`, all between words is one space.
///
/// True when letters are left. A line without any (a score, a number of a table, a row of stars) is no line that could repeat.
pub(super) fn fold(line: &str, folded: &mut String) -> bool {
    folded.clear();
    let mut letters = false;
    for c in line.chars() {
        match c {
            'a'..='z' => push(folded, c, &mut letters),
            'A'..='Z' => push(folded, c.to_ascii_lowercase(), &mut letters),
            _ if c.is_ascii() => push(folded, c, &mut letters),
            // Invisible: the words on both sides are one.
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' => {}
            _ => decompose_compatible(c, |part| {
                if !('\u{300}'..='\u{36F}').contains(&part) {
                    for small in part.to_lowercase() {
                        push(folded, small, &mut letters);
                    }
                }
            }),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    letters
}

fn push(folded: &mut String, c: char, letters: &mut bool) {
    if c.is_numeric() {
        if !folded.ends_with('0') {
            folded.push('0');
        }
    } else if c.is_alphabetic() {
        *letters = true;
        folded.push(c);
    } else if !folded.is_empty() && !folded.ends_with(' ') && !('\u{300}'..='\u{36F}').contains(&c) {
        folded.push(' ');
    }
}

/// The key of a folded line of a site.
pub(super) fn line_key(site: u64, folded: &str) -> u64 {
    hash(site, folded.as_bytes())
}

/// What a document adds to a table: its site, and each of its lines once.
///
/// ```
/// use unisono::repeated_lines::LineKeys;
/// let keys = LineKeys::of("Leave a Reply\n12 comments\n7 Comments!\n\n* * *", Some("www.example.com"));
/// assert_eq!(keys.len(), 2);
/// assert_eq!(keys, LineKeys::of("LEAVE A REPLY\n9 comments", Some("https://example.com/a")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineKeys {
    pub(super) site: u64,
    pub(super) unknown: bool,
    /// Ascending, none twice.
    pub(super) lines: Vec<u64>,
}

impl LineKeys {
    /// The keys of a text. `site` is a site, a domain or a URL; pages of one registered domain are of one site.
    ///
    /// Lines end at LF; those without letters have no key.
    ///
    /// ```
    /// use unisono::repeated_lines::LineKeys;
    /// assert_ne!(LineKeys::of("Leave a Reply", None), LineKeys::of("Leave a Reply", Some("example.com")));
    /// ```
    pub fn of(text: &str, site: Option<&str>) -> Self {
        let (key, unknown) = (site_key(site), is_unknown(site));
        let mut folded = String::new();
        let mut lines = Vec::new();
        for range in split(text) {
            if text.get(range).is_some_and(|line| fold(line, &mut folded)) {
                lines.push(line_key(key, &folded));
            }
        }
        lines.sort_unstable();
        lines.dedup();
        Self { site: key, unknown, lines }
    }

    /// Number of different lines.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::LineKeys::of("a\nb\nA", None).len(), 2);
    /// ```
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True when no line has letters.
    ///
    /// ```
    /// assert!(unisono::repeated_lines::LineKeys::of("3 - 1", None).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// True when the document names no site.
    ///
    /// ```
    /// assert!(unisono::repeated_lines::LineKeys::of("a", Some(" ")).site_is_unknown());
    /// ```
    pub fn site_is_unknown(&self) -> bool {
        self.unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> (String, bool) {
        let mut out = String::new();
        let letters = fold(line, &mut out);
        (out, letters)
    }

    #[test]
    fn lines_that_differ_in_case_digits_or_signs_fold_to_one() {
        assert_eq!(folded("  « Édition du 12/03/2024 », 9 h 10 ! ").0, "edition du 0 0 0 0 h 0");
        assert_eq!(folded("L\u{2019}e\u{301}te\u{301}\u{200B}s\u{A0}:"), ("l etes".to_owned(), true));
        assert_eq!(folded("\u{FB01}n \u{FF11}\u{FF12}").0, "fin 0");
        assert_eq!(folded("3 - 1"), ("0 0".to_owned(), false));
        assert_eq!(folded("* * *"), (String::new(), false));
        assert_ne!(folded("to day").0, folded("today").0);
    }

    #[test]
    fn keys_are_the_same_on_every_platform() {
        assert_eq!(hash(0, b""), 0);
        assert_ne!(hash(1, b"ab"), hash(1, b"ab\0"));
        assert_ne!(hash(1, b"ab"), hash(2, b"ab"));
        let keys = LineKeys::of("Leave a Reply", Some("example.com"));
        assert_eq!(
            (keys.site, &keys.lines[..]),
            (12_161_280_315_834_831_124, &[749_077_763_583_129_937][..])
        );
    }
}
