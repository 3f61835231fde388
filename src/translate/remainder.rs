//! What an engine has left in the language of the source, tried another way.
//!
//! Engines by rules hand on what they do not know. A sentence that is still in its language is translated again along
//! the next route; a word that is still in its language is looked up alone along the next route, then by the
//! regular differences between words of one origin. What the lexicon of the target does not know never gets in.

use std::collections::BTreeMap;

use super::cognates::cognate;
use super::document::Options;
use super::forms::{adjective, adverb, parts, plural, singular};
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
        look_up(&mut unknown, translator, other, &[Form::Itself, Form::Adjective, Form::Singular]);
    }
    look_up(&mut unknown, translator, route, &[Form::Adjective, Form::Singular, Form::Parts]);
    for (word, found) in unknown.iter_mut().filter(|(_, found)| found.is_none()) {
        *found = cognate(word, (from, target))
            .filter(|(made, sure)| *sure || builtin().look_up(made).class(target) > 0)
            .map(|(made, _)| made);
    }
    for (one, done) in work.iter().zip(done.iter_mut()).filter(|(_, done)| done.error.is_none()) {
        let words: Vec<String> = left(one.text, &done.text, (from, target)).collect();
        if words.is_empty() {
            continue;
        }
        let known = |word: &str| {
            words.iter().any(|left| left == word).then(|| unknown.get(word)?.as_deref()).flatten()
        };
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

/// What is sent for a word.
#[derive(Debug, Clone, Copy)]
enum Form {
    Itself,
    Adjective,
    Singular,
    Parts,
}

impl Form {
    fn of(self, word: &str, from: Language) -> Option<String> {
        match self {
            Self::Itself => Some(word.to_owned()),
            Self::Adjective => adjective(word, from),
            Self::Singular => singular(word, from),
            Self::Parts => parts(word, from),
        }
    }

    /// What the answer to `asked` makes of the word.
    fn read(self, asked: &str, answer: &str, target: Language) -> Option<String> {
        let found = words_of(asked, answer, target)?;
        let made = match self {
            Self::Itself => return Some(found),
            Self::Parts => return asked.split(' ').all(|part| !found.contains(part)).then_some(found),
            Self::Adjective => adverb(&found, target)?,
            Self::Singular => plural(&found, target),
        };
        (builtin().look_up(&made).class(target) > 0).then_some(made)
    }
}

/// Asks along a route for what is unknown yet, in one batch.
fn look_up(
    unknown: &mut BTreeMap<String, Option<String>>,
    translator: &dyn Translator,
    route: &Route,
    forms: &[Form],
) {
    let open: Vec<(String, Form, String)> = unknown
        .iter()
        .filter(|(_, found)| found.is_none())
        .flat_map(|(word, _)| forms.iter().map(move |&form| (word, form)))
        .filter_map(|(word, form)| Some((word.clone(), form, form.of(word, route.from())?)))
        .collect();
    let segments: Vec<Segment<'_>> = open.iter().map(|(_, _, sent)| Segment::word(sent)).collect();
    for ((word, form, sent), answer) in open.iter().zip(ask(translator, &segments, route)) {
        if let (Some(found @ None), Ok(answer)) = (unknown.get_mut(word), answer) {
            *found = form.read(sent, &answer.text, route.to());
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
const FOREIGN: u8 = 4;

/// Currencies that the guard of the numbers has written: they are the same in the three languages.
const MONEY: [&str; 8] = ["euro", "euros", "peso", "pesos", "dirham", "dirhams", "dollar", "dollars"];

/// Words in lower case that are long enough.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|token| !is_verbatim(token))
        .flat_map(|token| token.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !MONEY.contains(word))
        .filter(|word| word.chars().all(char::is_lowercase) && word.chars().nth(SHORTEST - 1).is_some())
}

/// What an answer to `asked` is without an article, when it is short and the target language has every word of it.
fn words_of(asked: &str, answer: &str, target: Language) -> Option<String> {
    let articles: &[&str] = match target {
        Language::ES => &["el ", "la ", "los ", "las "],
        Language::FR => &["le ", "la ", "les ", "l’", "l'"],
        _ => &["the ", "a ", "an "],
    };
    let answer = answer.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*' | '#' | '@'));
    let lower = answer.to_lowercase();
    let bare = articles.iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    // `va medir`: an auxiliary of Catalan that Spanish and French have as another word.
    let fits = bare != asked && !bare.is_empty() && !bare.starts_with("va ");
    let known =
        |word: &str| word.chars().all(char::is_alphabetic) && builtin().look_up(word).class(target) > 0;
    (fits && bare.split(' ').count() <= MOST_WORDS && bare.split(' ').all(known)).then(|| bare.to_owned())
}

/// Most words that stand for one.
const MOST_WORDS: usize = 3;

/// The text with the words that are known exchanged.
fn with_words<'k>(text: &str, known: impl Fn(&str) -> Option<&'k str>) -> String {
    let mut out = String::with_capacity(text.len());
    for token in text.split_inclusive(char::is_whitespace) {
        if is_verbatim(token) {
            out.push_str(token);
        } else {
            exchange(token, &known, &mut out);
        }
    }
    out
}

/// True for addresses, tags and whatever else has a mark inside that no word has.
fn is_verbatim(token: &str) -> bool {
    let inner = token.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@' | '~'));
    inner.contains(['.', '/', '@', '#', '~', '_', '&', '=', '\\'])
}

fn exchange<'k>(token: &str, known: &impl Fn(&str) -> Option<&'k str>, out: &mut String) {
    let mut rest = token;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(known(word).unwrap_or(word));
        let gap = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (between, next) = after.split_at_checked(gap).unwrap_or((after, ""));
        out.push_str(between);
        rest = next;
    }
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
