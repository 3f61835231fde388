//! What an engine has left in the language of the source, tried another way.
//!
//! Engines by rules hand on what they do not know. A sentence that is still in its language is translated again along
//! the next route; a word that is still in its language is looked up alone along the next route, then by the
//! regular differences between words of one origin. What the lexicon of the target does not know never gets in.

use std::collections::BTreeMap;

use super::cognates::cognate;
use super::document::Options;
use super::group::{Done, Work, along};
use super::route::Route;
use super::translator::ask;
use super::{Segment, Translator};
use crate::Language;
use crate::language::detect;
use crate::lexicon::{Entry, Lexicon as _, builtin};

/// Shortest word that is looked at, in characters.
const SHORTEST: usize = 4;

/// How sure it has to be that a sentence is still in its language.
const SURE: f32 = 0.9;

/// Fewest words of a sentence whose language says something.
const FEWEST: usize = 5;

/// Words in a row that are still in their language and make a sentence doubtful.
const IN_A_ROW: usize = 4;

/// Tries what is left along the `others` after `route`.
pub(super) fn translate(
    work: &[Work<'_>],
    done: &mut [Done],
    translator: &dyn Translator,
    (route, others): (&Route, &[Route]),
    options: Options<'_>,
) {
    let (from, target) = (route.from(), route.to());
    sentences(work, done, translator, (from, others), options);
    let mut unknown: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (one, done) in work.iter().zip(done.iter()).filter(|(_, done)| done.error.is_none()) {
        unknown.extend(left(one.text, &done.text, (from, target)).map(|word| (word, None)));
    }
    for other in others {
        let open: Vec<String> =
            unknown.iter().filter(|(_, found)| found.is_none()).map(|(word, _)| word.clone()).collect();
        let segments: Vec<Segment<'_>> = open.iter().map(|word| Segment::new(word)).collect();
        for (word, answer) in open.iter().zip(ask(translator, &segments, other)) {
            let found = answer.ok().and_then(|answer| word_of(word, &answer.text, target));
            unknown.insert(word.clone(), found);
        }
    }
    for (word, found) in unknown.iter_mut().filter(|(_, found)| found.is_none()) {
        *found = cognate(word, (from, target)).filter(|made| builtin().look_up(made).class(target) > 0);
    }
    for (one, done) in work.iter().zip(done.iter_mut()).filter(|(_, done)| done.error.is_none()) {
        let words: Vec<String> = left(one.text, &done.text, (from, target)).collect();
        if words.is_empty() {
            continue;
        }
        let known = |word: &str| words.iter().any(|left| left == word).then(|| unknown.get(word)?.as_deref()).flatten();
        let text = with_words(&done.text, known);
        if text != done.text {
            done.text = text;
            done.repairs.push("word");
        }
        if in_a_row(&done.text, &words) >= IN_A_ROW && !done.flags.contains(&"untranslated") {
            done.flags.push("untranslated");
        }
    }
}

/// Translates again what is still in its language as a whole.
fn sentences(
    work: &[Work<'_>],
    done: &mut [Done],
    translator: &dyn Translator,
    (from, others): (Language, &[Route]),
    options: Options<'_>,
) {
    let remains = |text: &str| {
        let found = detect(text);
        text.split_whitespace().count() >= FEWEST && found.language == from && found.confidence >= SURE
    };
    let still: Vec<usize> = done
        .iter()
        .enumerate()
        .filter(|(_, done)| done.error.is_none() && remains(&done.text))
        .map(|(at, _)| at)
        .collect();
    let mut open = still;
    for other in others {
        let again: Vec<Work<'_>> = open.iter().filter_map(|&at| work.get(at).cloned()).collect();
        if again.is_empty() {
            break;
        }
        let mut left = Vec::new();
        for (at, mut made) in open.into_iter().zip(along(&again, translator, other, options)) {
            if made.error.is_some() || remains(&made.text) {
                left.push(at);
            } else if let Some(done) = done.get_mut(at) {
                made.repairs.push("route");
                made.engine.get_or_insert_with(|| format!("{}:{other}", translator.name()).into());
                *done = made;
            }
        }
        open = left;
    }
    for at in open {
        if let Some(done) = done.get_mut(at) {
            done.flags.push("untranslated");
        }
    }
}

/// Words in lower case of the answer that the source has too, and that are words of its language more than of the
/// target's.
fn left(source: &str, answer: &str, languages: (Language, Language)) -> impl Iterator<Item = String> {
    let own: std::collections::BTreeSet<&str> = words(source).collect();
    let mut found: Vec<String> = words(answer)
        .filter(|word| own.contains(word) && foreign(builtin().look_up(word), languages))
        .map(str::to_owned)
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter()
}

/// True for a word of the source's language that the target's has not, or hardly has.
fn foreign(entry: Entry, (from, target): (Language, Language)) -> bool {
    entry.class(target) == 0 || entry.class(from) >= entry.class(target) + FOREIGN
}

/// How much more common a word is in its own language than in the one that it came into.
const FOREIGN: u8 = 3;

/// Words in lower case that are long enough.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().all(char::is_lowercase) && word.chars().nth(SHORTEST - 1).is_some())
}

/// The one word that an answer to `word` is, when the target language has it.
fn word_of(word: &str, answer: &str, target: Language) -> Option<String> {
    let articles: &[&str] = match target {
        Language::ES => &["el ", "la ", "los ", "las "],
        Language::FR => &["le ", "la ", "les ", "l’", "l'"],
        _ => &["the ", "a ", "an "],
    };
    let answer = answer.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*' | '#' | '@'));
    let lower = answer.to_lowercase();
    let bare = articles.iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    let fits = bare != word && !bare.is_empty() && bare.chars().all(char::is_alphabetic);
    (fits && builtin().look_up(bare).class(target) > 0).then(|| bare.to_owned())
}

/// The text with the words that are known exchanged.
fn with_words<'k>(text: &str, known: impl Fn(&str) -> Option<&'k str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(known(word).unwrap_or(word));
        let gap = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (between, next) = after.split_at_checked(gap).unwrap_or((after, ""));
        out.push_str(between);
        rest = next;
    }
    out
}

/// The longest row of words that are among `left`.
fn in_a_row(text: &str, left: &[String]) -> usize {
    let (mut longest, mut row) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        row = if left.iter().any(|left| left == word) { row + 1 } else { 0 };
        longest = longest.max(row);
    }
    longest
}
