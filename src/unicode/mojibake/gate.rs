//! The gate: where a text may hold mojibake at all. Clean text is read once, many bytes at a time, and nothing else is
//! done with it.

use wide::u8x16;

use super::charset::{leading_sets, shared_sets};
use super::entity::entity;
use crate::unicode::block::{LANES, is, is_within, load};

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// A block with the byte behind it.
const WINDOW: usize = BLOCK + 1;

/// Whether two neighbouring bytes may be inside mojibake. A necessary condition on bytes alone: a character beyond
/// ASCII directly before one of Latin, Cyrillic, general punctuation or a specials block, an `Ã` before a space, a C1
/// control, an entity.
#[inline]
const fn possible(byte: u8, next: u8) -> bool {
    let continuation = byte.cast_signed() < -64;
    let start = next.wrapping_sub(0xC2) <= 0x10 || next == 0xE2 || next == b'&';
    let spaced = byte == 0x83 && next == b' ';
    let control = byte == 0xC2 && next.cast_signed() < -96;
    let escaped = byte == b'&' && (next == b'#' || next | 0x20 == b'a');
    continuation & start | spaced | control | escaped
}

/// One bit for each byte of the block that is the first of a [`possible`] pair, the lowest first.
#[inline]
fn judge(window: &[u8; WINDOW]) -> u64 {
    let mut odd = u8x16::splat(0);
    for k in (0..BLOCK).step_by(LANES) {
        let v = load(window, k);
        odd = odd | v.saturating_sub(u8x16::splat(0x7F)) | is(v, b'&');
    }
    // Only ASCII.
    if is(odd, 0).move_mask() == 0xFFFF {
        return 0;
    }
    let mut mask = 0;
    for k in (0..BLOCK).step_by(LANES) {
        let (v, next) = (load(window, k), load(window, k + 1));
        let start = is_within(next, 0xC2, 0x11) | is(next, 0xE2) | is(next, b'&');
        let spaced = is(v, 0x83) & is(next, b' ');
        let control = is(v, 0xC2) & is_within(next, 0x80, 0x20);
        let escaped = is(v, b'&') & (is(next, b'#') | is(next | u8x16::splat(0x20), b'a'));
        let flags = is_within(v, 0x80, 0x40) & start | spaced | control | escaped;
        mask |= u64::from(flags.move_mask().cast_unsigned()) << k;
    }
    mask
}

/// The first place at or behind `from` where mojibake may start: a character boundary.
pub(super) fn next(text: &str, from: usize) -> Option<usize> {
    let mut rest = text.as_bytes().get(from..)?;
    let mut at = from;
    while let Some(window) = rest.first_chunk::<WINDOW>() {
        let mut pairs = judge(window);
        while pairs != 0 {
            let found = confirmed(text, at + pairs.trailing_zeros() as usize).filter(|&found| found >= from);
            if found.is_some() {
                return found;
            }
            pairs &= pairs - 1;
        }
        at += BLOCK;
        rest = rest.get(BLOCK..).unwrap_or_default();
    }
    let pairs = rest.windows(2).enumerate();
    pairs.filter_map(|(offset, _)| confirmed(text, at + offset)).find(|&found| found >= from)
}

/// Whether the character at `at` is à, á, è or é before a no-break space and a guillemet: French, however much it looks like
/// a character of three bytes.
pub(super) fn ends_quotation(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at..) {
        Some([0xC3, 0xA0 | 0xA1 | 0xA8 | 0xA9, 0xC2, 0xA0, 0xC2, 0xBB, behind @ ..]) => {
            behind.first().is_none_or(u8::is_ascii)
        }
        _ => false,
    }
}

/// Looks at the characters on both sides of byte `at`, the last one of a character, and says where the first starts.
fn confirmed(text: &str, at: usize) -> Option<usize> {
    let pair = text.as_bytes().get(at..at + 2)?;
    if !possible(pair[0], pair[1]) {
        return None;
    }
    if pair[0] == b'&' {
        let (c, _) = entity(text.get(at..)?)?;
        return (!leading_sets(c).is_empty()).then_some(at);
    }
    if pair[0] == 0xC2 && pair[1] < 0xA0 && pair[1] >= 0x80 {
        return Some(at);
    }
    let (head, tail) = text.split_at_checked(at + 1)?;
    let (lead, next) = (head.chars().next_back()?, tail.chars().next()?);
    let start = head.len() - lead.len_utf8();
    let yes = match next {
        ' ' => lead == 'Ã',
        '&' => !leading_sets(lead).is_empty() && entity(tail).is_some(),
        _ => !shared_sets(lead, next).is_empty(),
    };
    yes.then_some(start)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn every_kind_of_hit_at_every_place_of_a_block() {
        for (text, behind) in [
            ("Ã©", 0),
            ("√©", 0),
            ("dâ€™un", 1),
            ("&Atilde;&copy;", 0),
            ("Ã&copy;", 0),
            ("Ã ", 0),
            ("n\u{87}n", 1),
        ] {
            for shift in 0..150 {
                let text = format!("{}{text}{}", "x".repeat(shift), "é".repeat(70));
                assert_eq!(next(&text, 0), Some(shift + behind), "{text}");
                assert_eq!(next(&text, shift + behind), Some(shift + behind), "{text}");
            }
        }
    }

    #[test]
    fn clean_text_passes() {
        let clean =
            "L’été dernier, « le Conseil » a créé 3 000 emplois : à Orléans… ¿Qué pasó? Ça y est ! & puis";
        let others = "日本語の文章。 الدورة العادية، Новости дня; Ελληνικά νέα: τίτλος";
        for text in [clean, others, "", "a", "é", &clean.repeat(9)] {
            assert_eq!(next(text, 0), None, "{text}");
        }
    }
}
