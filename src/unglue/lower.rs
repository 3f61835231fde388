//! Seams that no capital shows: `agreementspromoted` where a known name ends, and in the extended mode any two words of
//! the lexicon that it does not know as one.

use std::ops::Range;

use super::Repair;
use super::data::{self, Affix};
use super::evidence::Candidate;
use super::place::{Reader, Token};
use crate::glossary::Glossary;
use crate::lexicon::Entry;

/// Classes of the lexicon that both words reach in the extended mode, or the second after a name of the glossary.
const FREQUENT: u8 = 7;
/// Classes of both words together, for words that are no function words.
const TOGETHER: u32 = 15;
/// Letters of a word at least, unless it is a function word.
const LETTERS: usize = 4;

/// The repair of a token without a capital inside.
pub(super) fn decide(reader: &Reader<'_>, last: &Token, token: &Token, extended: bool) -> Option<Candidate> {
    if token.capitals > u32::from(token.starts_upper) {
        return None;
    }
    let named = token.starts_upper || (last.starts_upper && touches(reader, last, token));
    if !extended && !named {
        return None;
    }
    let whole = token.start..token.end;
    let joined = reader.get(whole.clone()).to_lowercase();
    if reader.entry(&joined).is_known() || reader.is_technical(whole.clone()) || data::is_camel_case(&joined)
    {
        return None;
    }
    // A part of a compound, an address, a quoted search.
    if matches!(reader.before(token.start), Some('-' | '.' | '’' | '\'' | '‑')) && !named
        || matches!(reader.after(token.end), Some('-' | '‑'))
        || reader.after(token.end) == Some('.')
            && reader.after(token.end + 1).is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    if inflected(reader, &joined) {
        return None;
    }
    let splits = splits(reader, token, &joined);
    if named && let Some(split) = named_split(reader, last, token, &splits) {
        return Some(candidate(split, "name.lower", 0.96, whole));
    }
    if !extended {
        return None;
    }
    let best = splits.iter().filter(|split| split.sure).max_by_key(|split| (split.score, split.at))?;
    let rule = if token.starts_upper { "lower.after-capital" } else { "lower.lower" };
    Some(candidate(best.at, rule, 0.9, whole))
}

fn candidate(at: usize, rule: &'static str, confidence: f32, form: Range<usize>) -> Candidate {
    Candidate { repair: Repair { range: at..at, rule, confidence }, form: Some(form), alone: [None, None] }
}

/// The lexicon knows the word without its ending.
fn inflected(reader: &Reader<'_>, joined: &str) -> bool {
    ["s", "es", "e", "ed", "d", "ly", "r", "nt", "n", "ment", "mente", "ing", "'s"]
        .iter()
        .filter_map(|ending| joined.strip_suffix(ending))
        .any(|stem| stem.len() >= 5 && reader.entry(stem).is_known())
}

struct Split {
    at: usize,
    score: u32,
    /// Both words carry it without a name.
    sure: bool,
}

/// Where the token can be two words.
fn splits(reader: &Reader<'_>, token: &Token, joined: &str) -> Vec<Split> {
    // Positions of the token as it stands: a word in lower case can be longer than it.
    let same = joined.len() == token.end - token.start;
    let mut splits = Vec::new();
    if !same {
        return splits;
    }
    let mut first_letters = 0;
    let letters = joined.chars().count();
    for (at, _) in joined.char_indices().skip(1) {
        first_letters += 1;
        let (first, second) = joined.split_at(at);
        let second_letters = letters - first_letters;
        let second_entry = reader.entry(second);
        let second_function = data::role(second, reader.language).function() && second_letters >= 2;
        if !second_function && (second_letters < LETTERS || second_entry.class(reader.language) < FREQUENT) {
            continue;
        }
        if data::is_affix(Affix::Suffix, second) || data::role(second, reader.language).fragment() {
            continue;
        }
        let first_entry = reader.entry(first);
        let first_function = data::role(first, reader.language).function() && first_letters >= 2;
        let class = |entry: Entry| u32::from(entry.class(reader.language));
        let name = token.starts_upper && first_entry.is_name() && first_letters >= LETTERS;
        let first_class = if token.starts_upper { u32::from(first_entry.most()) } else { class(first_entry) };
        let first_fits = first_function && first_letters >= 3
            || first_letters >= LETTERS && (first_class >= u32::from(FREQUENT) || name && first_class >= 3);
        let score = first_class + class(second_entry);
        let both_function = first_function && second_function;
        let long = first_letters >= LETTERS || second_letters >= LETTERS;
        let sure = first_fits
            && !data::is_affix(Affix::Prefix, first)
            && long
            && (second_letters >= 3 || first_letters >= 5 && second_letters == 2 && class(first_entry) >= 9)
            && (score >= TOGETHER || both_function || name);
        splits.push(Split { at: token.start + at, score, sure });
    }
    splits
}

/// The words stand beside each other: a space, or an apostrophe and a letter between.
fn touches(reader: &Reader<'_>, last: &Token, token: &Token) -> bool {
    matches!(reader.get(last.end..token.start), " " | "'" | "’" | "\u{A0}" | "'s " | "’s " | "-")
}

/// A split at the end of a name that the glossary finds there.
fn named_split(reader: &Reader<'_>, last: &Token, token: &Token, splits: &[Split]) -> Option<usize> {
    for split in splits.iter().rev() {
        let second = split.at..token.end;
        let letters = reader.get(second).chars().count();
        if letters < 2 || split.at - token.start < 3 {
            continue;
        }
        let starts = [Some(token.start).filter(|_| token.starts_upper), before(reader, last, token)];
        for start in starts.into_iter().flatten() {
            let name = reader.get(start..split.at);
            let found = Glossary::builtin().find(name, reader.language);
            let ends = found.last().is_some_and(|mention| {
                mention.range.end == name.len()
                    && start + mention.range.start <= token.start
                    && mention.confidence >= 0.5
            });
            // A word in lower case ends a name of several words only.
            let several = found.last().is_some_and(|mention| start + mention.range.start < token.start);
            if ends && (token.starts_upper || several) && (letters >= 3 || split.at - token.start >= 5) {
                return Some(split.at);
            }
        }
    }
    None
}

/// Where a name can start that goes on in the token: a few words back, from a capital.
fn before(reader: &Reader<'_>, last: &Token, token: &Token) -> Option<usize> {
    if !touches(reader, last, token) && last.end != token.start {
        return possessive(reader, token);
    }
    if last.starts_upper { Some(last.start) } else { possessive(reader, token) }
}

/// The start of the capitalised word in `Abraham's agreements`, whose `s` is a token of its own.
fn possessive(reader: &Reader<'_>, token: &Token) -> Option<usize> {
    let text = reader.text.get(..token.start)?;
    let text = text.strip_suffix("'s ").or_else(|| text.strip_suffix("’s "))?;
    let (start, first) = text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(30).last()?;
    first.is_uppercase().then_some(start)
}
