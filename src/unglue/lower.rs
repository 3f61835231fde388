//! Seams that no capital shows: `agreementspromoted` where a known name ends, and in the extended mode any two words of
//! the lexicon that it does not know as one.

use std::ops::Range;

use super::Repair;
use super::data::{self, Affix};
use super::evidence::Candidate;
use super::place::{LONGEST, Reader, Token};
use crate::Language;
use crate::glossary::Glossary;

/// Classes of the lexicon that both words reach in the extended mode, or the second after a name of the glossary.
const FREQUENT: u8 = 7;
/// Classes of both words together, for words that are no function words.
const TOGETHER: u32 = 15;
/// Letters of a word at least, unless it is a function word.
const LETTERS: usize = 4;

/// The repair of a token without a capital inside.
pub(super) fn decide(reader: &Reader<'_>, token: &Token, named: bool, extended: bool) -> Option<Candidate> {
    if token.changes > 0 || token.capitals > u32::from(token.starts_upper) {
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
    {
        return None;
    }
    if inflected(reader, &joined) {
        return None;
    }
    let splits = splits(reader, token, &joined);
    if named && let Some(split) = named_split(reader, token, &splits) {
        return Some(candidate(split, "name.lower", 0.96, whole));
    }
    if !extended {
        return None;
    }
    let best = splits.iter().filter(|split| split.sure).max_by_key(|split| (split.score, split.at))?;
    let rule = if token.starts_upper { "lower.after-capital" } else { "lower.lower" };
    let mut found = candidate(best.at, rule, 0.9, whole);
    found.alone = [best.alone.then_some(token.start..best.at), None];
    Some(found)
}

/// True for a word of ASCII that is in the lexicon as it stands or in lower case; nearly every one is.
pub(super) fn is_known(reader: &Reader<'_>, word: Range<usize>) -> bool {
    let mut letters = [0; LONGEST];
    lower_case(reader.get(word), &mut letters).is_some_and(|word| reader.entry(word).is_known())
}

/// A word in lower case, if it is ASCII or begins with a small letter.
fn lower_case<'w>(word: &'w str, room: &'w mut [u8; LONGEST]) -> Option<&'w str> {
    let first = *word.as_bytes().first()?;
    if !first.is_ascii_uppercase() {
        return first.is_ascii_lowercase().then_some(word);
    }
    let room = room.get_mut(..word.len())?;
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    std::str::from_utf8(room).ok()
}

fn candidate(at: usize, rule: &'static str, confidence: f32, form: Range<usize>) -> Candidate {
    Candidate {
        repair: Repair { range: at..at, rule, confidence },
        form: Some(form.clone()),
        alone: [None, None],
        word: form,
    }
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
    /// The first word has to stand alone elsewhere.
    alone: bool,
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
        let second_class = u32::from(reader.entry(second).class(reader.language));
        let second_function = data::role(second, reader.language).function() && second_letters >= 2;
        if !second_function && (second_letters < LETTERS || second_class < u32::from(FREQUENT)) {
            continue;
        }
        if data::role(second, reader.language).fragment() {
            continue;
        }
        let first = Half::new(reader, first, first_letters);
        let second =
            Half { word: second, letters: second_letters, function: second_function, class: second_class };
        // The endings of words are words of the closed classes too: Spanish pronouns behind verbs, French plurals.
        let ending = data::is_affix(Affix::Suffix, second.word)
            && !(second.function
                && (first.function || reader.language == Language::FR && !token.starts_upper));
        if ending {
            continue;
        }
        let score = first.class + second.class;
        let sure = sure(token, &first, &second);
        let alone = token.starts_upper && !first.function;
        splits.push(Split { at: token.start + at, score, sure, alone });
    }
    splits
}

/// One side of a split.
struct Half<'w> {
    word: &'w str,
    letters: usize,
    function: bool,
    class: u32,
}

impl<'w> Half<'w> {
    fn new(reader: &Reader<'_>, word: &'w str, letters: usize) -> Self {
        let function = data::role(word, reader.language).function() && letters >= 2;
        Self { word, letters, function, class: u32::from(reader.entry(word).class(reader.language)) }
    }
}

/// Both words stand for themselves.
fn sure(token: &Token, first: &Half<'_>, second: &Half<'_>) -> bool {
    if data::is_affix(Affix::Prefix, first.word) || first.letters.max(second.letters) < LETTERS {
        return false;
    }
    let frequent = u32::from(FREQUENT);
    let long = second.letters >= 3 || first.letters >= 5 && second.letters == 2 && first.class > frequent + 1;
    if token.starts_upper {
        // What stands alone elsewhere needs no lexicon; a word of the closed classes needs a longer one behind it.
        let name = !first.function && first.letters >= 3 && second.letters >= 3;
        return name || first.function && first.letters >= 3 && second.letters >= 5;
    }
    match (first.function, second.function) {
        (true, true) => long && first.letters >= 3,
        (true, false) => first.letters >= 3 && long,
        (false, true) => {
            let rare = first.letters >= 6 && second.letters >= 3 && first.class >= 2;
            first.letters >= LETTERS
                && (first.class >= frequent || rare)
                && long
                && (first.class + second.class >= TOGETHER || rare)
        }
        (false, false) => {
            let short = first.letters == LETTERS || second.letters == LETTERS;
            let together = if short { TOGETHER + 3 } else { TOGETHER };
            first.letters >= LETTERS && first.class >= frequent && first.class + second.class >= together
        }
    }
}

/// Bytes before a token in which a name can start that ends in it.
const WINDOW: usize = 64;

/// A split at the end of a name that the glossary finds there.
fn named_split(reader: &Reader<'_>, token: &Token, splits: &[Split]) -> Option<usize> {
    let mut start = token.start.saturating_sub(WINDOW);
    while !reader.text.is_char_boundary(start) {
        start += 1;
    }
    let before = reader.get(start..token.start);
    // A line at most, and no part of a word.
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let word = if line > 0 || start == 0 { line } else { before.find(' ').map_or(before.len(), |at| at + 1) };
    let start = start + word;
    for split in splits.iter().rev() {
        let letters = reader.get(split.at..token.end).chars().count();
        if letters < 3 || split.at - token.start < 4 {
            continue;
        }
        let text = reader.get(start..split.at);
        if !Glossary::builtin().may_end(text) {
            continue;
        }
        let found = Glossary::builtin().find(text, reader.language);
        let ends = found.last().is_some_and(|mention| {
            let name = start + mention.range.start;
            // A word in lower case ends a name of several words only.
            let whole = if token.starts_upper { name <= token.start } else { name < token.start };
            mention.range.end == text.len() && whole && mention.confidence >= 0.5
        });
        if ends {
            return Some(split.at);
        }
    }
    None
}
