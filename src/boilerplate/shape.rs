//! What can be measured on one line alone.

use std::ops::Range;

use memchr::{memchr3_iter, memrchr, memrchr_iter, memrchr2};

use super::LineKind;
use super::dates::{DateLine, date_line, is_date_word};
use super::fold::{Counts, Folded, folded};
use super::phrases::{Hits, Phrases};
use super::price::{is_offer, is_price};
use super::tokens::{self, Class, Token, is_letter};
use super::words::{FUNCTION, FunctionWords, READS};
use crate::language::Language;

/// Bytes of a long line that are looked at beyond its ends.
const HEAD: usize = 700;
/// Characters from which a line is taken for a paragraph and kept unless it is a copyright notice.
pub(crate) const LONG: u32 = 250;
/// Characters of a line at most that a credit in brackets makes a caption; names and offices make captions long.
const CAPTION: u32 = 400;

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Opening {
    #[default]
    Other,
    Lower,
    Upper,
    Digit,
    Quote,
    Bullet,
}

/// The measures of a line.
#[derive(Debug, Clone, Default)]
// Each is one independent measure, as the features of a model are.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Shape {
    pub(crate) range: Range<usize>,
    /// Characters without outer white space.
    pub(crate) chars: u32,
    /// Words of letters in the head.
    pub(crate) words: u32,
    /// Words of the head that begin with a capital.
    pub(crate) capitals: u32,
    /// Function words in the head.
    pub(crate) function_words: u32,
    /// Digits in the head.
    pub(crate) digits: u32,
    /// Words of the head that speak to the reader or of the page: `you`, `our`, `votre`, `tu`.
    pub(crate) reader: u32,
    /// Characters of the head by what they are.
    pub(crate) counts: Counts,
    pub(crate) opening: Opening,
    /// Ends as a sentence does.
    pub(crate) sentence: bool,
    /// Its last character is a stop, a closing quote or a closing bracket.
    pub(crate) terminal: bool,
    pub(crate) colon: bool,
    pub(crate) ellipsis: bool,
    pub(crate) arrow: bool,
    /// Ends with an ellipsis or an arrow: a teaser.
    pub(crate) teaser: bool,
    /// Has `|`, `•`, `·`, `>` or ` / ` between its parts.
    pub(crate) separated: bool,
    /// Has short parts and separators only: a breadcrumb, a row of menu entries.
    pub(crate) row: bool,
    /// Is one address, one handle or hashtags only.
    pub(crate) address: bool,
    /// An amount of money or a length of time, and nothing else.
    pub(crate) price: bool,
    pub(crate) date: DateLine,
    pub(crate) hits: Hits,
    /// Begins with a byline word and names follow.
    pub(crate) byline: bool,
    /// What copies of the line have in common: a hash of its folded head.
    pub(crate) key: u64,
    /// Its content words, in the list of hashes of the [`Gauge`].
    pub(crate) vocabulary: Range<usize>,
    /// The credit in brackets or behind © at the end of the line, in bytes of the text.
    pub(crate) credit: Option<Range<usize>>,
}

impl Shape {
    /// True for a line with a strong phrase.
    pub(crate) fn strong(&self) -> Option<LineKind> {
        self.hits.strong.as_ref().map(|(kind, _)| *kind)
    }

    /// Function words, of 100 words.
    pub(crate) fn prose(&self) -> u32 {
        (self.function_words * 100).checked_div(self.words).unwrap_or(0)
    }

    /// Its length in six classes.
    pub(crate) fn length_class(&self) -> usize {
        match self.chars {
            0..15 => 0,
            15..30 => 1,
            30..60 => 2,
            60..120 => 3,
            120..250 => 4,
            _ => 5,
        }
    }

    /// The share of words with a capital in three classes.
    pub(crate) fn capital_class(&self) -> usize {
        match (self.capitals * 100).checked_div(self.words).unwrap_or(0) {
            0..30 => 0,
            30..60 => 1,
            _ => 2,
        }
    }

    /// True for a full paragraph that no phrase speaks against: the skeleton of the article.
    pub(crate) fn solid(&self) -> bool {
        if self.chars > LONG {
            return !self.notice() && self.credit.is_none();
        }
        self.strong().is_none()
            && self.credit.is_none()
            && self.hits.covered < 25
            && (self.hits.hint.is_none() || self.chars >= 140)
            && ((self.sentence && self.chars >= 70 && self.prose() >= 15)
                || (self.chars >= 140 && self.prose() >= 25 && !self.separated))
    }

    /// True for a long copyright notice: it begins as one.
    pub(crate) fn notice(&self) -> bool {
        matches!(&self.hits.strong, Some((LineKind::Copyright, range)) if range.start < 40)
            || (self.hits.has(LineKind::Copyright) && self.chars < 600 && self.opening == Opening::Other)
    }
}

/// Measures lines one by one, with buffers that are used again.
#[derive(Debug, Default)]
pub(crate) struct Gauge<'p> {
    folded: Folded,
    tokens: Vec<Token>,
    /// The user's phrases.
    own: Option<&'p Phrases>,
    /// Hashes of the content words of all lines that were measured.
    pub(crate) words: Vec<u32>,
}

impl<'p> Gauge<'p> {
    /// Measures with the user's phrases beside those of the crate.
    pub(crate) fn new(own: Option<&'p Phrases>) -> Self {
        Self { own, ..Self::default() }
    }

    /// Measures the line at `range` of `text`.
    pub(crate) fn measure(&mut self, text: &str, range: Range<usize>, language: Language) -> Shape {
        let line = text.get(range.clone()).unwrap_or_default();
        let trimmed = line.trim();
        let margin = range.start + (line.len() - line.trim_start().len());
        let mut shape = Shape { range: range.clone(), ..Shape::default() };
        shape.chars = if trimmed.len() > 4 * HEAD { HEAD as u32 } else { trimmed.chars().count() as u32 };
        ends(trimmed, &mut shape);
        let head = head(line, if shape.chars > LONG { HEAD } else { HEAD * 2 });
        self.folded.fold(head);
        tokens::tokens(self.folded.text(), &mut self.tokens);
        shape.hits = Phrases::builtin().find_in(&self.folded, &self.tokens, head, language);
        if let Some(own) = self.own {
            shape.hits.join(own.find_in(&self.folded, &self.tokens, head, language));
        }
        words(&self.folded, &self.tokens, &mut shape, &mut self.words);
        if shape.chars > LONG {
            if shape.chars <= CAPTION && !shape.sentence && !trimmed.contains(". ") {
                shape.credit = bracketed(trimmed).map(|open| open + margin..trimmed.len() + margin);
            }
            return shape;
        }
        shape.address = is_address(trimmed);
        shape.row = shape.separated && is_row(trimmed);
        if shape.digits > 0 && shape.chars <= 160 {
            shape.price = is_price(self.folded.text()) || (shape.chars <= 90 && is_offer(self.folded.text()));
            shape.date = date_line(self.folded.text());
        }
        shape.byline = is_byline(&shape, line);
        shape.credit = credit(trimmed, &shape.hits).map(|found| found.start + margin..found.end + margin);
        shape
    }
}

/// The first `bytes` of a line, cut at a character boundary.
fn head(line: &str, bytes: usize) -> &str {
    let mut end = line.len().min(bytes);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or(line)
}

fn ends(line: &str, shape: &mut Shape) {
    let core = line.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']', ' ', '\u{A0}', '\u{202F}']);
    let quoted = line.ends_with(['»', '”']) && line.starts_with(['«', '“']);
    shape.sentence = core.ends_with(['.', '!', '?', '…', '。', '؟', '！', '？', '।']) || quoted;
    shape.teaser =
        line.ends_with(['…', '>', '›', '→', '▸', '»']) && !line.contains(['«', '“']) || line.ends_with("...");
    shape.terminal = line.ends_with(['.', '!', '?', '…', '”', '»', ')', '"', '\'']);
    shape.colon = line.ends_with(':');
    shape.ellipsis = line.ends_with('…') || line.ends_with("...");
    shape.arrow = line.ends_with(['>', '›', '→']);
    shape.opening = match line.chars().next() {
        Some('"' | '“' | '«' | '‘' | '\'' | '„') => Opening::Quote,
        Some('-' | '—' | '–' | '•' | '*' | '·' | '▪' | '>' | '→' | '►') => Opening::Bullet,
        Some(c) if c.is_lowercase() => Opening::Lower,
        Some(c) if c.is_alphabetic() => Opening::Upper,
        Some(c) if c.is_numeric() => Opening::Digit,
        _ => Opening::Other,
    };
}

/// The words of letters of a folded text.
pub(crate) fn letter_words(folded: &str) -> impl Iterator<Item = &[u8]> {
    folded.as_bytes().split(|&byte| !is_letter(byte)).filter(|word| !word.is_empty())
}

/// Counts the words among the tokens of a folded line, and adds the hashes of its content words to `content`.
fn words(folded: &Folded, tokens: &[Token], shape: &mut Shape, content: &mut Vec<u32>) {
    let list = FunctionWords::builtin();
    let from = content.len();
    let mut word = |token: &Token| {
        shape.words += 1;
        let flags = token.packed.map_or(0, |word| list.flags(word));
        let function = flags & FUNCTION != 0;
        shape.function_words += u32::from(function);
        shape.reader += u32::from(flags & READS != 0);
        shape.key = (shape.key ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        if !function && token.end - token.start >= 4 {
            content.push((token.hash >> 32) as u32);
        }
    };
    for token in tokens {
        match token.class {
            Class::Letters => word(token),
            Class::Digits => {
                let text = folded.text().get(token.start..token.end).unwrap_or_default();
                for part in letter_words(text) {
                    if let Some(part) = tokens::token(part, 0) {
                        word(&part);
                    }
                }
            }
            Class::Mark => {}
        }
    }
    shape.vocabulary = from..content.len();
    shape.key = shape.key.wrapping_add(u64::from(folded.digits)) ^ u64::from(folded.counts.chars) << 32;
    shape.capitals = folded.capitals;
    shape.digits = folded.digits;
    shape.counts = folded.counts;
    shape.separated = folded.separated || stands_alone(folded.text().as_bytes());
}

/// True when `/`, `>` or `"` stands between two spaces.
fn stands_alone(bytes: &[u8]) -> bool {
    memchr3_iter(b'/', b'>', b'"', bytes).any(|at| {
        at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b' ')
            && bytes.get(at + 1) == Some(&b' ')
    })
}

fn is_address(line: &str) -> bool {
    line.split_whitespace().all(|word| {
        word.starts_with("http://")
            || word.starts_with("https://")
            || word.starts_with("www.")
            || word.starts_with("pic.twitter.com/")
            || (word.len() > 2 && word.starts_with(['@', '#']))
    })
}

/// Words in lower case that stand between names.
#[rustfmt::skip]
const JOINTS: &[&str] = &[
    "and", "avec", "ben", "bin", "con", "da", "depuis", "des", "desde", "dos", "du", "en", "for", "from",
    "in", "para", "pour", "van", "von", "with",
];

/// True for a breadcrumb or a row of menu entries: three parts or more of three words at most.
fn is_row(line: &str) -> bool {
    let mut parts = 0;
    for part in line.split(['|', '•', '·', '›', '→', '>', '/', '»']) {
        let words = part.split_whitespace().count();
        if words > 3 || part.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')) {
            return false;
        }
        parts += usize::from(words > 0);
    }
    parts >= 3
}

fn is_byline(shape: &Shape, line: &str) -> bool {
    if shape.chars > 100 || shape.sentence || shape.words < 2 {
        return false;
    }
    let Some((LineKind::Byline, phrase)) = shape.hits.strong.as_ref().or(shape.hits.hint.as_ref()) else {
        return false;
    };
    // All words but the joints of a list of names and those of a date begin with a capital.
    let names = line.get(phrase.end..).unwrap_or_default();
    let mut capitals = 0;
    for word in
        names.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty())
    {
        if word.chars().next().is_some_and(char::is_uppercase) {
            capitals += 1;
        } else if !JOINTS.contains(&word) && !is_date_word(&folded(word)) {
            return false;
        }
    }
    (1..=10).contains(&capitals)
}

/// Finds `(AFP)`, `(Photo: Name)`, `© Name`, `Name/Getty Images`, `Photo: Name` at the end of a line of the length of a caption.
fn credit(line: &str, hits: &Hits) -> Option<Range<usize>> {
    let phrases = Phrases::builtin();
    if line.ends_with([')', ']']) {
        return bracketed(line).map(|open| open..line.len());
    }
    if let Some(at) = last_copyright_sign(line) {
        let short = line.get(at..)?.chars().count() <= 60;
        return (at > 0 && !hits.has(LineKind::Copyright) && short && !line.ends_with('.'))
            .then_some(at..line.len());
    }
    if let Some(at) = memrchr2(b'/', b'|', line.as_bytes()) {
        let tail = line.get(at + 1..)?.trim();
        if at > 0 && tail.split_whitespace().count() <= 4 && phrases.is_credit(tail) && !tail.ends_with('.') {
            return Some(at..line.len());
        }
    }
    let label = memrchr(b':', line.as_bytes())?;
    let start = line.get(..label)?.trim_end().rfind([' ', '.', '/', '-'])? + 1;
    let short = line.get(label..)?.split_whitespace().count() <= 7;
    (short && start > 1 && is_labelled(line.get(start..)?)).then_some(start..line.len())
}

fn last_copyright_sign(line: &str) -> Option<usize> {
    let [first, second] = [0xC2, 0xA9];
    let bytes = line.as_bytes();
    memrchr_iter(second, bytes).filter_map(|at| at.checked_sub(1)).find(|&at| bytes.get(at) == Some(&first))
}

/// Where the bracket of a credit at the end of a line opens.
fn bracketed(line: &str) -> Option<usize> {
    let close = line.strip_suffix([')', ']'])?;
    let open = close.rfind(['(', '['])?;
    let inner = close.get(open + 1..)?;
    let sentence = close.get(..open)?.trim_end().ends_with(['.', '!', '?', '…', '»', '”']);
    // A sentence may end with the name of an agency; `Photo: Name` is no sign-off.
    // `(Name/Agency)`
    let shared = inner.split_once('/').is_some_and(|(name, agency)| {
        [name, agency].iter().all(|part| part.split_whitespace().count() <= 4 && is_names(part))
    });
    let agency = Phrases::builtin().is_credit(inner) || (shared && !sentence);
    let credited = agency && (!sentence || is_labelled(inner));
    (credited && open > 0 && inner.split_whitespace().count() <= 8).then_some(open)
}

fn is_names(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.starts_with(char::is_uppercase))
}

/// True for `Photo: Name`, `Foto: Name`, `Crédit : Name`.
fn is_labelled(text: &str) -> bool {
    let label = folded(text.split_once(':').map_or(text, |(label, _)| label));
    let labels = [
        "photo",
        "foto",
        "fotos",
        "photos",
        "credit",
        "credits",
        "credito",
        "creditos",
        "photo credit",
        "credit photo",
        "fotografia",
        "imagen",
        "image",
    ];
    labels.contains(&label.as_str()) || text.starts_with("Photo by ") || text.starts_with("Photo courtesy ")
}

#[cfg(test)]
mod tests;
