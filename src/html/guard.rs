//! Is a page fit for a tree? One scan over its tags tells.

use super::{Extraction, MAX_BYTES, MAX_DEPTH};

/// Elements without end tag, or whose end tag may be left out: these do not nest by themselves.
const FLAT: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "tbody", "thead", "tfoot",
    "colgroup", "html", "head", "body",
];

/// More tags than any page has that a reader would want.
const MAX_TAGS: usize = 300_000;

pub(super) fn check(html: &str) -> Result<(), Extraction> {
    if html.len() > MAX_BYTES {
        return Err(Extraction::TooLarge);
    }
    let (mut depth, mut tags) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = html.as_bytes().get(at + 1..).unwrap_or_default();
        match rest {
            [b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                depth = depth.saturating_sub(usize::from(!is_flat(&rest[1..])));
            }
            [b'a'..=b'z' | b'A'..=b'Z', ..] => {
                tags += 1;
                depth += usize::from(!is_flat(rest));
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Extraction::TooDeep);
        }
    }
    if tags > MAX_TAGS { Err(Extraction::TooLarge) } else { Ok(()) }
}

fn is_flat(tag: &[u8]) -> bool {
    let end = tag.iter().take(10).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len().min(10));
    let name = tag.get(..end).unwrap_or_default();
    FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat.as_bytes()))
}
