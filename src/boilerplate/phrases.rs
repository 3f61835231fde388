//! The phrases that give boilerplate away: the table, and the search for them in a folded line.

use std::ops::Range;
use std::sync::LazyLock;

mod user;

pub use user::{PhraseError, UserPhrases};

use super::LineKind;
use super::fold::Folded;
use super::tokens::{self, Class, Token, is_letter, is_word};
use crate::language::Language;

const BUILTIN: &str = include_str!("../../dictionaries/boilerplate/phrases.tsv");

/// Where in the line a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    End,
    /// Nothing but digits and punctuation beside it.
    Whole,
    Any,
}

#[derive(Debug)]
struct Phrase {
    text: Box<str>,
    /// `und`: in whatever language.
    language: Language,
    kind: LineKind,
    anchor: Anchor,
    strong: bool,
    /// It speaks for its line: the line is kept.
    keep: bool,
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub(crate) struct InvalidRow {
    line: usize,
    problem: &'static str,
}

/// What the phrases say about one line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    /// The kind of the longest strong phrase, and where it stands in the line (bytes).
    pub(crate) strong: Option<(LineKind, Range<usize>)>,
    /// The kinds of all phrases found, as a set of [`LineKind::bit`].
    pub(crate) kinds: u32,
    /// The kinds of the strong ones among them.
    pub(crate) strong_kinds: u32,
    /// The kind of the longest hint, and where it stands.
    pub(crate) hint: Option<(LineKind, Range<usize>)>,
    /// Letters and digits of the folded line that are part of a phrase, of 100.
    pub(crate) covered: u8,
    /// A phrase that protects its line is in it.
    pub(crate) keep: bool,
}

impl Hits {
    /// The kind of the best phrase: strong before hint.
    pub(crate) fn kind(&self) -> Option<LineKind> {
        self.strong.as_ref().or(self.hint.as_ref()).map(|(kind, _)| *kind)
    }

    /// True when a phrase of that kind was found.
    pub(crate) fn has(&self, kind: LineKind) -> bool {
        self.kinds & kind.bit() != 0
    }
}

/// A table of phrases, ready for the search.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// By bucket of the first two bytes, longest first.
    rows: Vec<Phrase>,
    /// Where in `rows` each bucket begins.
    buckets: Vec<u32>,
    /// The beginning of each row, and which of its bits count.
    openings: Vec<(u128, u128)>,
}

/// The first 16 bytes as a number, with zeros behind a text that ends before.
fn opening(bytes: &[u8]) -> u128 {
    let mut first = [0; 16];
    if let Some(all) = bytes.first_chunk::<16>() {
        first = *all;
    } else {
        for (slot, byte) in first.iter_mut().zip(bytes) {
            *slot = *byte;
        }
    }
    u128::from_le_bytes(first)
}

const BUCKETS: usize = 4096;

/// The bucket of phrases that begin with the token and go on with a space and then the byte `next`, or of those that do not go on
/// with a space, when it is 0. Function words begin many phrases; the byte tells most of them apart.
fn bucket(token: &Token, next: u8) -> usize {
    let hash = token.hash ^ u64::from(next).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash >> 52) as usize % BUCKETS
}

/// The byte behind the token at the beginning of `rest` and a space; 0 where there is none.
fn next_word(rest: &[u8], token: &Token) -> u8 {
    match rest.get(token.end - token.start..) {
        Some([b' ', next, ..]) => *next,
        _ => 0,
    }
}

impl Phrases {
    /// The table that comes with the crate.
    pub(crate) fn builtin() -> &'static Self {
        static TABLE: LazyLock<Phrases> = LazyLock::new(|| {
            // A test reads every row strictly; here a bad row would cost only itself.
            let rows = rows(BUILTIN).filter_map(Result::ok).collect();
            Phrases::new(rows)
        });
        &TABLE
    }

    fn new(mut rows: Vec<Phrase>) -> Self {
        let key = |row: &Phrase| {
            let bytes = row.text.as_bytes();
            tokens::token(bytes, 0).map_or(0, |token| bucket(&token, next_word(bytes, &token)))
        };
        rows.retain(|row| !row.text.is_empty());
        rows.sort_by_key(|row| (key(row), usize::MAX - row.text.len()));
        let mut buckets = vec![0; BUCKETS + 1];
        for row in &rows {
            if let Some(count) = buckets.get_mut(key(row) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut buckets {
            sum += *count;
            *count = sum;
        }
        let openings = rows
            .iter()
            .map(|row| {
                let counting = u128::MAX.checked_shr(128 - 8 * row.text.len().min(16) as u32).unwrap_or(0);
                (opening(row.text.as_bytes()), counting)
            })
            .collect();
        Self { rows, buckets, openings }
    }

    /// The phrases in a bucket, with their first sixteen bytes.
    fn bucket(&self, bucket: usize) -> (&[Phrase], &[(u128, u128)]) {
        let range = match (self.buckets.get(bucket), self.buckets.get(bucket + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        (self.rows.get(range.clone()).unwrap_or_default(), self.openings.get(range).unwrap_or_default())
    }

    /// The phrases that begin with `token` and stand at the beginning of `rest`. A phrase may come twice.
    fn beginning<'a>(&'a self, token: &Token, rest: &'a [u8]) -> impl Iterator<Item = &'a Phrase> {
        let next = next_word(rest, token);
        let (more, more_openings) =
            if next == 0 { Default::default() } else { self.bucket(bucket(token, next)) };
        let (rows, openings) = self.bucket(bucket(token, 0));
        let first = if rows.is_empty() && more.is_empty() { 0 } else { opening(rest) };
        more_openings
            .iter()
            .chain(openings)
            .zip(more.iter().chain(rows))
            .filter(move |((row, counting), _)| first & counting == *row)
            .map(|(_, row)| row)
            .filter(|row| row.text.len() <= 16 || rest.starts_with(row.text.as_bytes()))
    }

    /// Finds the phrases in a line in `language`: hints of that language only (of all when it is `und`), strong phrases of all.
    pub(crate) fn find(&self, folded: &Folded, line: &str, language: Language) -> Hits {
        let mut tokens = Vec::new();
        tokens::tokens(folded.text(), &mut tokens);
        self.find_in(folded, &tokens, line, language)
    }

    /// As [`find`](Self::find), with the tokens of the folded line.
    pub(crate) fn find_in(&self, folded: &Folded, tokens: &[Token], line: &str, language: Language) -> Hits {
        let bytes = folded.text().as_bytes();
        let word = |token: &&Token| token.class != Class::Mark;
        let first = tokens.iter().find(word).map_or(0, |token| token.start);
        let last = tokens.iter().rfind(word).map_or(0, |token| token.end);
        let letters = bytes.iter().position(|&byte| is_letter(byte)).unwrap_or(0)
            ..bytes.iter().rposition(|&byte| is_letter(byte)).map_or(0, |at| at + 1);
        let (mut hits, mut covered, mut words) = (Hits::default(), 0, 0);
        // Where the last phrase ends.
        let mut done = 0;
        for token in tokens {
            let at = token.start;
            let bytes_of_words = if token.class == Class::Mark { 0 } else { token.end - at };
            words += bytes_of_words;
            if at < done {
                covered += bytes_of_words;
                continue;
            }
            for row in self.beginning(token, bytes.get(at..).unwrap_or_default()) {
                let end = at + row.text.len();
                if cuts_word(bytes, end) || !(row.strong || fits(row.language, language)) {
                    continue;
                }
                let stands = match row.anchor {
                    Anchor::Any => true,
                    Anchor::Start => (at == first || at == 0) && opens(row, folded, line, end),
                    Anchor::End => end >= last,
                    Anchor::Whole => at <= letters.start && end >= letters.end,
                };
                if stands {
                    done = done.max(end);
                    hits.add(row, folded.origin(at)..folded.origin(end));
                }
            }
            if at < done {
                covered += bytes_of_words;
            }
        }
        hits.covered = (covered * 100).checked_div(words).unwrap_or(0).min(100) as u8;
        hits
    }
}

impl Phrases {
    /// True when `text` begins or ends with the name of an agency or another word of a picture credit.
    pub(crate) fn is_credit(&self, text: &str) -> bool {
        let folded = super::fold::folded(text);
        let bytes = folded.as_bytes();
        let at = |start: usize| {
            let rest = bytes.get(start..).unwrap_or_default();
            tokens::token(bytes, start).is_some_and(|token| {
                self.beginning(&token, rest).any(|row| {
                    let end = start + row.text.len();
                    let edge = start == 0 || end == bytes.len();
                    row.kind == LineKind::Caption && !cuts_word(bytes, end) && edge
                })
            })
        };
        at(0)
            || folded
                .match_indices(|c: char| !c.is_alphanumeric())
                .any(|(index, mark)| at(index + mark.len()))
    }
}

impl Hits {
    /// Adds what another table found.
    pub(crate) fn join(&mut self, other: Self) {
        let longer = |own: &mut Option<(LineKind, Range<usize>)>, new: Option<(LineKind, Range<usize>)>| {
            let length =
                |found: &Option<(LineKind, Range<usize>)>| found.as_ref().map_or(0, |found| found.1.len());
            if length(&new) > length(own) {
                *own = new;
            }
        };
        self.kinds |= other.kinds;
        self.strong_kinds |= other.strong_kinds;
        self.covered = self.covered.max(other.covered);
        self.keep |= other.keep;
        longer(&mut self.strong, other.strong);
        longer(&mut self.hint, other.hint);
    }

    fn add(&mut self, row: &Phrase, range: Range<usize>) {
        if row.keep {
            self.keep = true;
            return;
        }
        self.kinds |= row.kind.bit();
        self.strong_kinds |= if row.strong { row.kind.bit() } else { 0 };
        let slot = if row.strong { &mut self.strong } else { &mut self.hint };
        if slot.as_ref().is_none_or(|(_, best)| best.len() < range.len()) {
            *slot = Some((row.kind, range));
        }
    }
}

/// A pointer ("see also"), a byline or a credit opens a line only when a name or a title follows: `Read more: ...`,
/// `See also  A title`, not `see also the report that ...`.
fn opens(row: &Phrase, folded: &Folded, line: &str, end: usize) -> bool {
    let marker = matches!(
        row.kind,
        LineKind::Related | LineKind::Byline | LineKind::Caption | LineKind::Source | LineKind::Section
    );
    if !marker || row.text.ends_with([':', ')']) {
        return true;
    }
    let rest = line.get(folded.origin(end)..).unwrap_or_default();
    let name = rest.trim_start();
    let gap = &rest[..rest.len() - name.len()];
    let Some(next) = name.chars().next() else { return true };
    // `Lire aussi notre reportage : Un titre`
    let label = name.split_once(':').filter(|(label, _)| label.split_whitespace().count() <= 4);
    if label.is_some_and(|(_, title)| title.trim_start().starts_with(char::is_uppercase)) {
        return true;
    }
    gap.chars().count() > 1
        || gap.contains('\t')
        || next.is_uppercase()
        || next.is_numeric()
        || !(next.is_alphanumeric() || matches!(next, ',' | '.' | '\'' | '\u{2019}' | '-' | '('))
}

fn fits(phrase: Language, line: Language) -> bool {
    phrase.is_undetermined() || line.is_undetermined() || phrase == line
}

fn cuts_word(bytes: &[u8], end: usize) -> bool {
    end > 0
        && bytes.get(end - 1).copied().is_some_and(is_word)
        && bytes.get(end).copied().is_some_and(is_word)
}

fn rows(table: &str) -> impl Iterator<Item = Result<Phrase, InvalidRow>> {
    table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(|(index, line)| row(line).map_err(|problem| InvalidRow { line: index + 1, problem }))
}

fn row(line: &str) -> Result<Phrase, &'static str> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().ok_or("a row has five fields: phrase, language, kind, anchor, strength");
    let (text, language, kind, anchor, strength) = (next()?, next()?, next()?, next()?, next()?);
    if fields.next().is_some() {
        return Err("a row has five fields: phrase, language, kind, anchor, strength");
    }
    Ok(Phrase {
        text: text.into(),
        language: language.parse().map_err(|_| "the language is a BCP 47 code or `und`")?,
        kind: LineKind::from_name(kind).ok_or("unknown kind of line")?,
        anchor: match anchor {
            "start" => Anchor::Start,
            "end" => Anchor::End,
            "whole" => Anchor::Whole,
            "any" => Anchor::Any,
            _ => return Err("the anchor is `start`, `end`, `whole` or `any`"),
        },
        strong: match strength {
            "strong" => true,
            "hint" | "keep" => false,
            _ => return Err("the strength is `hint`, `strong` or `keep`"),
        },
        keep: strength == "keep",
    })
}

#[cfg(test)]
mod tests;
