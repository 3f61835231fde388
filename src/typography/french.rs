//! French: no-break spaces before `: ; ! ?` and inside guillemets, guillemets for straight quotes, n° and ordinals.

use super::change::Changes;
use super::convention::Place;
use super::place::{Line, Ticks, ends_word};
use super::policy::Policy;
use super::{Action, Rule};

/// Spaces before marks and inside guillemets.
pub(super) fn spaces(line: &Line<'_>, policy: &Policy, changes: &mut Changes<'_>) {
    let bytes = line.text.as_bytes();
    let mut ticks = Ticks::default();
    let mut code = None;
    let mut open = 0_u32;
    let mut marks = memchr::memchr3_iter(b':', b'!', b'?', bytes).peekable();
    // « is C2 AB and » is C2 BB.
    let mut others = memchr::memchr3_iter(b';', 0xAB, 0xBB, bytes).peekable();
    loop {
        let at = match (marks.peek(), others.peek()) {
            (Some(mark), Some(other)) if mark < other => marks.next(),
            (_, Some(_)) => others.next(),
            _ => marks.next(),
        };
        let Some(at) = at else { return };
        let found = match bytes.get(at) {
            Some(0xAB | 0xBB) if at == 0 || bytes.get(at - 1) != Some(&0xC2) => None,
            Some(0xAB) => {
                open += 1;
                opening(line, at - 1)
            }
            Some(0xBB) => {
                let found = closing(line, at - 1, open > 0);
                open = open.saturating_sub(1);
                found
            }
            Some(mark) => before_mark(line, at, *mark),
            None => None,
        };
        let Some((place, start, rule)) = found else { continue };
        if policy.applies(rule) && !*code.get_or_insert_with(|| line.is_code()) && !ticks.is_open(line, at) {
            changes.space(line.outer(start..start + 1), place, rule);
        }
    }
}

type Found = Option<(Place, usize, Rule)>;

fn before_mark(line: &Line<'_>, at: usize, mark: u8) -> Found {
    if line.text.as_bytes().get(at.checked_sub(1)?) != Some(&b' ') {
        return None;
    }
    let (_, before) = line.space_before(at)?;
    if !ends_word(before) || !line.is_punctuation(at) || (mark == b':' && line.is_ratio(at, ' ')) {
        return None;
    }
    let (place, rule) = match mark {
        b':' => (Place::Colon, Rule::FrSpaceBeforeColon),
        b';' => (Place::High, Rule::FrSpaceBeforeSemicolon),
        b'!' => (Place::High, Rule::FrSpaceBeforeExclamation),
        _ => (Place::High, Rule::FrSpaceBeforeQuestion),
    };
    Some((place, at - 1, rule))
}

/// The space after the « at `at`.
fn opening(line: &Line<'_>, at: usize) -> Found {
    let inside = at + '«'.len_utf8();
    let opens = !line.before(at).is_some_and(char::is_alphanumeric);
    let spaced = line.at(inside) == Some(' ') && line.at(inside + 1).is_some_and(|c| !c.is_whitespace());
    (opens && spaced).then_some((Place::Guillemets, inside, Rule::FrSpaceInGuillemets))
}

/// The space before the » at `at`.
fn closing(line: &Line<'_>, at: usize, open: bool) -> Found {
    let (space, _) = line.space_before(at)?;
    let end = at + '»'.len_utf8();
    let after = line.at(end);
    // Without its partner it may part the steps of a path: « Accueil » Sport ».
    let closes = open
        || match after {
            None => true,
            Some(' ') => line.at(end + 1).is_none_or(char::is_lowercase),
            Some(c) => !c.is_alphanumeric(),
        };
    let glued = after.is_some_and(char::is_alphanumeric);
    (space == ' ' && closes && !glued).then_some((Place::Guillemets, at - 1, Rule::FrSpaceInGuillemets))
}

/// What a straight quote can be from what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// A blank on both sides.
    Spaced,
    /// Glued on both sides.
    Neither,
}

fn side(line: &Line<'_>, at: usize) -> Side {
    let (before, after) = (line.before(at), line.at(at + 1));
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = match before {
        None | Some('(' | '[' | '—' | '–' | '-' | '/' | '’' | '\'' | ':') => true,
        Some(c) => c.is_whitespace(),
    };
    let closes = match after {
        None | Some('.' | ',' | ':' | ';' | '!' | '?' | '…' | ')' | ']' | '—' | '–' | '-' | '/') => {
            true
        }
        Some(c) => c.is_whitespace(),
    };
    match (blank(before), blank(after)) {
        (true, true) => Side::Spaced,
        (false, true) => Side::Closes,
        (true, false) => Side::Opens,
        (false, false) if opens && !closes => Side::Opens,
        (false, false) if closes && !opens => Side::Closes,
        (false, false) => Side::Neither,
    }
}

/// Pairs of straight double quotes become guillemets; a line in which they do not pair up surely is left alone.
pub(super) fn guillemets(line: &Line<'_>, policy: &Policy, changes: &mut Changes<'_>) {
    let bytes = line.text.as_bytes();
    let rule = Rule::FrGuillemets;
    if !policy.applies(rule) || memchr::memchr(b'"', bytes).is_none() || line.is_code() {
        return;
    }
    let mark = changes.mark();
    let (mut open, mut depth) = (None, 0_u32);
    let mut ticks = Ticks::default();
    for at in memchr::memchr3_iter(b'"', 0xAB, 0xBB, bytes) {
        match bytes.get(at) {
            Some(b'"') if depth > 0 || ticks.is_open(line, at) => {}
            Some(b'"') => match (side(line, at), open) {
                (side @ (Side::Opens | Side::Spaced), None) => open = Some((at, side)),
                // Inches and seconds.
                (Side::Closes | Side::Neither, None) if line.digits_before(at) > 0 => {}
                (side @ (Side::Closes | Side::Spaced), Some((start, first)))
                    if (side == Side::Spaced) == (first == Side::Spaced) && at > start + 1 =>
                {
                    let spaced = usize::from(side == Side::Spaced);
                    changes.opening(line.outer(start..start + 1 + spaced), rule);
                    changes.closing(line.outer(at - spaced..at + 1), rule);
                    open = None;
                }
                _ => return changes.back_to(mark),
            },
            Some(byte) if at > 0 && bytes.get(at - 1) == Some(&0xC2) => {
                // A pair across guillemets is none, and what stands before a lone » was inside a quotation already.
                if open.is_some() || (*byte == 0xBB && depth == 0) {
                    return changes.back_to(mark);
                }
                depth = if *byte == 0xAB { depth + 1 } else { depth.saturating_sub(1) };
            }
            _ => {}
        }
    }
}

/// The space between n° and its number, and the long endings of ordinals.
pub(super) fn numbers(line: &Line<'_>, policy: &Policy, changes: &mut Changes<'_>) {
    let bytes = line.text.as_bytes();
    if policy.applies(Rule::FrNumberSign) {
        // ° is C2 B0 and º is C2 BA.
        for at in memchr::memchr2_iter(0xB0, 0xBA, bytes) {
            let sign = at.checked_sub(2).and_then(|start| bytes.get(start..at));
            let word = at >= 2 && line.before(at - 2).is_some_and(char::is_alphanumeric);
            if matches!(sign, Some([b'n' | b'N', 0xC2]))
                && !word
                && bytes.get(at + 1) == Some(&b' ')
                && line.digits_at(at + 2) > 0
            {
                changes.put(line.outer(at + 1..at + 2), super::convention::WIDE, Rule::FrNumberSign);
            }
        }
    }
    if policy.action(Rule::FrOrdinal) != Action::Off {
        ordinals(line, changes);
    }
}

/// 1ère, 2ème, 3eme, 4ième: the printed forms are 1re and 2e.
fn ordinals(line: &Line<'_>, changes: &mut Changes<'_>) {
    const LONG: [(&str, &str); 6] =
        [("ième", "e"), ("ème", "e"), ("eme", "e"), ("ière", "re"), ("ère", "re"), ("ere", "re")];
    for at in memchr::memchr2_iter(b'm', b'r', line.text.as_bytes()) {
        for (long, short) in LONG {
            // Both consonants stand two bytes before the end.
            let Some(start) = (at + 2).checked_sub(long.len()) else { continue };
            let ending = line.text.get(start..at + 2) == Some(long);
            let whole = !line.at(at + 2).is_some_and(char::is_alphanumeric);
            if ending && whole && line.digits_before(start) > 0 {
                changes.put(line.outer(start..at + 2), short, Rule::FrOrdinal);
                break;
            }
        }
    }
}
