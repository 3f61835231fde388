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

/// The word before the one at hand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Last {
    pub(super) token: Token,
    /// Where it is two words itself.
    pub(super) split: Option<usize>,
    /// A space is put in before it.
    pub(super) parted: bool,
}

/// Two words with a stop between.
struct Seam<'r, 't> {
    reader: &'r Reader<'t>,
    last: &'r Last,
    token: &'r Token,
    /// The word behind the stop is the first of two that a repair makes of the token.
    parts: bool,
    left: Word,
    right: Word,
    stop: char,
    gap: &'t str,
}

/// The space between the words `last` and `token`, if only a stop stands there. `split` is where a word in lower case follows in
/// the token.
pub(super) fn decide(
    reader: &Reader<'_>,
    last: &Last,
    token: &Token,
    split: Option<usize>,
) -> Option<Candidate> {
    let gap = reader.text.get(last.token.end..token.start)?;
    let mut stops = gap.chars().filter(|c| matches!(c, '.' | '!' | '?' | '…'));
    let stop = stops.next()?;
    let marks = gap.chars().all(|c| ".!?…)]”’»".contains(c));
    if gap.len() > 8 || stops.next().is_some() || !marks || last.token.foreign {
        return None;
    }
    let end = split.unwrap_or(if token.changes == 0 { token.end } else { token.first_change });
    let left = reader.word(last.split.unwrap_or(last.token.start)..last.token.end);
    let right = reader.word(token.start..end);
    let repair = Repair { range: token.start..token.start, rule: "stop.space", confidence: 0.99 };
    let alone = match (Seam { reader, last, token, parts: split.is_some(), left, right, stop, gap }).verdict()
    {
        Verdict::No => return None,
        Verdict::Yes => None,
        Verdict::IfAlone => Some(token.start..end),
    };
    Some(Candidate { repair, form: None, alone: [None, alone], word: token.start..token.start })
}

/// Whether a sentence ends there.
enum Verdict {
    No,
    Yes,
    /// If the second word stands alone elsewhere in the document.
    IfAlone,
}

impl From<bool> for Verdict {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl Seam<'_, '_> {
    fn verdict(&self) -> Verdict {
        let Self { reader, last, token, parts, left, right, stop, gap } = self;
        let whole = last.token.changes == 0 || last.split.is_some();
        let function = right.role.function() && !right.inner_capital;
        let elided = right.role.elision() && matches!(reader.after(token.end), Some('\'' | '’'));
        // `SFDocuments.Form`, `Session.Open()`: identifiers of programs.
        if reader.after(token.end) == Some('(') || !whole && !function && !elided {
            return Verdict::No;
        }
        if !self.left_ends_sentence(function || elided) {
            return Verdict::No;
        }
        if elided {
            return Verdict::Yes;
        }
        if right.inner_capital {
            // `said.NHS`
            let acronym = token.changes == 0 && token.capitals as usize == right.letters && right.known();
            let ending = ENDINGS.contains(&right.lower.as_str());
            return (acronym && !ending && !left.starts_upper && reader.clause_goes_on(token.end)).into();
        }
        let clause = *parts || reader.clause_goes_on(token.end);
        if ENDINGS.contains(&right.lower.as_str()) && !(function && clause && !left.starts_upper) {
            return Verdict::No;
        }
        if right.letters < 2 && !(function && clause) {
            return Verdict::No;
        }
        if token.changes == 0 && !parts && !goes_on(reader, token.end) {
            return Verdict::No;
        }
        if function || right.known() {
            return Verdict::Yes;
        }
        // A name that the lexicon does not know: more than a mark has to speak for a sentence.
        let plain = !left.starts_upper && left.known() && left.letters >= 3 && right.letters >= 3;
        if plain && (clause || *stop != '.' || gap.len() > 1) {
            return Verdict::Yes;
        }
        if left.letters >= 4 && right.letters >= 4 && clause { Verdict::IfAlone } else { Verdict::No }
    }

    /// The word before the stop is one that a sentence ends in, and part of no address, abbreviation or initials.
    fn left_ends_sentence(&self, function: bool) -> bool {
        let Self { reader, last, left, .. } = self;
        // Where a space is put in, one stands.
        let before = if last.parted { Some(' ') } else { reader.before(last.token.start) };
        // `example.com.The`
        let host = before == Some('.') && function && ENDINGS.contains(&left.lower.as_str());
        if matches!(before, Some('@' | '/' | '_' | ':' | '=' | '&' | '\\' | '$' | '#' | '.')) && !host
            || ABBREVIATED.contains(&left.lower.as_str())
            || data::is_camel_case(&left.lower) && !function
        {
            return false;
        }
        if before.is_some_and(char::is_numeric) {
            return false;
        }
        let lower = !left.starts_upper;
        match left.letters {
            0 | 1 => false,
            2 => {
                let short =
                    lower && left.known() && (left.role.function() || left.entry.class(reader.language) >= 9);
                // `the UK.The`
                short
                    || last.token.capitals == 2
                        && last.token.changes == 0
                        && function
                        && before.is_some_and(char::is_whitespace)
            }
            // No list has all the words of a language.
            _ => left.known() || left.starts_upper || function && left.letters >= 5,
        }
    }
}

/// What stands after the first word of a sentence: anything but one more dot.
fn goes_on(reader: &Reader<'_>, at: usize) -> bool {
    let mut rest = reader.text.get(at..).unwrap_or_default().chars();
    match rest.next() {
        None => true,
        Some(c) if c.is_whitespace() || ",'’-–—:;!?…)”»\"".contains(c) => true,
        _ => false,
    }
}
