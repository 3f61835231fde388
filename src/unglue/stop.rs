//! A space that is missing after a full stop, a question or an exclamation mark.

use super::Repair;
use super::data;
use super::evidence::Candidate;
use super::place::{Reader, Token, Word};

/// Ends of addresses and of file names; a capital does not make a word of them.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "co", "fr", "es", "uk", "us", "eu", "info", "edu", "gov", "gob", "gouv", "io", "tv",
    "me", "int", "biz", "js", "py", "rs", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "txt", "html", "htm",
    "php", "asp", "aspx", "jsp", "xml", "json", "csv", "zip", "exe", "dll", "jpg", "jpeg", "png", "gif",
    "svg", "mp", "ly", "be", "ca", "mx", "ar", "de", "it", "cat", "app", "dev", "news",
];

/// Words that end in a full stop, so that what follows may belong to them.
const ABBREVIATED: &[&str] = &["www", "http", "https", "ftp", "vs", "etc", "dept", "univ"];

/// True for the last byte of what may stand between a full stop and a word that lost its space.
pub(super) fn may_follow(byte: u8) -> bool {
    // The last: the end of a closing quotation mark or guillemet.
    matches!(byte, b'.' | b'!' | b'?' | b')' | b']' | 0x9D | 0xBB | 0xA6)
}

/// The space between the words `last` and `token`, if only a stop stands there.
pub(super) fn decide(reader: &Reader<'_>, last: &Token, token: &Token) -> Option<Candidate> {
    let gap = reader.text.get(last.end..token.start)?;
    let mut stops = gap.chars().filter(|c| matches!(c, '.' | '!' | '?' | '…'));
    let stop = stops.next()?;
    if gap.len() > 8
        || stops.next().is_some()
        || !gap.chars().all(|c| ".!?…)]”’»".contains(c))
        || last.foreign
    {
        return None;
    }
    let end = if token.changes == 0 { token.end } else { token.first_change };
    let left = reader.word(last.start..last.end);
    let right = reader.word(token.start..end);
    let split = Repair { range: token.start..token.start, rule: "stop.space", confidence: 0.99 };
    let candidate = Candidate { repair: split, form: None, alone: [None, None] };
    fits(reader, last, token, &left, &right, stop, gap).then_some(candidate)
}

fn fits(
    reader: &Reader<'_>,
    last: &Token,
    token: &Token,
    left: &Word,
    right: &Word,
    stop: char,
    gap: &str,
) -> bool {
    let function = right.role.function() && !right.inner_capital;
    if !left_ends_sentence(reader, last, left, function) || right.inner_capital {
        return false;
    }
    let elided = right.role.elision() && matches!(reader.after(token.end), Some('\'' | '’'));
    if elided {
        return true;
    }
    let clause = reader.clause_goes_on(token.end);
    if ENDINGS.contains(&right.lower.as_str()) && !(function && clause && !left.starts_upper) {
        return false;
    }
    if right.letters < 2 && !(function && clause) {
        return false;
    }
    if token.changes == 0 && !goes_on(reader, token.end) {
        return false;
    }
    if function || right.known() {
        return true;
    }
    // A name that the lexicon does not know: more than a mark has to speak for a sentence.
    let plain = !left.starts_upper && left.known() && left.letters >= 3 && right.letters >= 3;
    plain && (clause || stop != '.' || gap.len() > 1)
}

/// The word before the stop is one that a sentence ends in, and part of no address, abbreviation or initials.
fn left_ends_sentence(reader: &Reader<'_>, last: &Token, left: &Word, function: bool) -> bool {
    let before = reader.before(last.start);
    if matches!(before, Some('@' | '/' | '_' | ':' | '=' | '&' | '\\' | '$' | '#' | '.'))
        || ABBREVIATED.contains(&left.lower.as_str())
        || data::is_camel_case(&left.lower) && !function
    {
        return false;
    }
    if before.is_some_and(char::is_numeric) {
        return false;
    }
    let lower = !left.starts_upper && last.changes == 0;
    match left.letters {
        0 | 1 => false,
        2 => {
            let short =
                lower && left.known() && (left.role.function() || left.entry.class(reader.language) >= 9);
            // `the UK.The`
            short || last.capitals == 2 && last.changes == 0 && function && right_after_space(before)
        }
        _ => left.known() || left.starts_upper,
    }
}

fn right_after_space(before: Option<char>) -> bool {
    before.is_some_and(char::is_whitespace)
}

/// What stands after the first word of a sentence.
fn goes_on(reader: &Reader<'_>, at: usize) -> bool {
    let mut rest = reader.text.get(at..).unwrap_or_default().chars();
    match rest.next() {
        None => true,
        Some(c) if c.is_whitespace() || ",'’-–—:;!?)”»\"".contains(c) => true,
        Some('.' | '…') => rest.next().is_none_or(|c| c.is_whitespace() || c == '.'),
        _ => false,
    }
}
