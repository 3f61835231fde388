//! Spanish: the opening marks `¿` and `¡`, put in only where the start of the clause is certain.
//!
//! A line is read once, from left to right. At a closing mark without its opening one, the clause begins at the first
//! question word that follows the start of the sentence, a comma, a colon or a semicolon; at a closing tag (`¿verdad?`); or
//! at the start of the sentence or quotation when nothing parts it. Anything else is left alone, and so is a clause
//! without a Spanish word: names (`Yahoo!`) and quotations in other languages.

use super::Rule;
use super::change::Changes;
use super::place::{Line, Ticks};
use super::policy::Policy;

/// Words that begin a question or exclamation, written with an accent or only used so.
const QUESTION_WORDS: &[&str] = &[
    "qué", "quién", "quiénes", "cómo", "cuándo", "dónde", "adónde", "cuál", "cuáles", "cuánto", "cuánta",
    "cuántos", "cuántas", "acaso",
];

/// Words that begin an exclamation only.
const EXCLAMATION_WORDS: &[&str] =
    &["qué", "cómo", "cuánto", "cuánta", "cuántos", "cuántas", "vaya", "ojalá"];

/// Words that a question word can follow inside its clause.
const PREPOSITIONS: &[&str] =
    &["a", "con", "contra", "de", "desde", "en", "hacia", "hasta", "para", "por", "según", "sobre"];

/// Words that stand before the opening mark.
const CONNECTORS: &[&str] = &["así", "entonces", "o", "pero", "pues", "que", "y"];

/// Whole clauses that are questions at the end of a sentence.
const TAGS: &[&str] =
    &["cierto", "eh", "no", "no crees", "no cree", "no es así", "no es verdad", "verdad", "vale", "sí"];

/// Words that only Spanish has, or that it has far more often than its neighbours.
const SPANISH_WORDS: &[&str] = &[
    "algo", "alguien", "así", "aquí", "bien", "buenas", "buenos", "como", "con", "cuando", "del", "desde",
    "dice", "donde", "el", "ella", "ellos", "en", "eres", "es", "esa", "ese", "eso", "esta", "está", "estás",
    "este", "esto", "están", "fue", "gracias", "ha", "hace", "hacer", "hasta", "hay", "hola", "la", "las",
    "le", "les", "lo", "los", "mañana", "más", "mi", "mucha", "muchas", "mucho", "muchos", "muy", "nada",
    "nadie", "no", "nos", "nuestra", "nuestro", "nunca", "para", "pero", "por", "porque", "puede", "pueden",
    "que", "qué", "quiere", "sabe", "se", "será", "si", "siempre", "sin", "son", "su", "sus", "también",
    "tan", "te", "tiene", "tienen", "todo", "todos", "tu", "un", "una", "usted", "ustedes", "va", "vamos",
    "van", "verdad", "viva", "vive", "y", "ya", "yo",
];

/// Words that say that a clause is in another language.
const FOREIGN_WORDS: &[&str] = &[
    "and", "are", "be", "c'est", "ce", "des", "do", "does", "dos", "du", "et", "for", "is", "it", "les",
    "my", "não", "of", "on", "os", "qui", "são", "sono", "that", "the", "to", "um", "uma", "vous", "we",
    "what", "who", "why", "with", "you",
];

/// A place where a clause can begin.
#[derive(Debug, Clone, Copy)]
struct Start {
    at: usize,
    /// An opening mark stands between here and the place that is read.
    asks: bool,
    exclaims: bool,
}

impl Start {
    const fn new(at: usize) -> Self {
        Self { at, asks: false, exclaims: false }
    }
}

/// Puts the missing opening marks of a line in.
pub(super) fn opening_marks(line: &Line<'_>, policy: &Policy, changes: &mut Changes<'_>) {
    let (asks, exclaims) =
        (policy.applies(Rule::EsOpeningQuestion), policy.applies(Rule::EsOpeningExclamation));
    let bytes = line.text.as_bytes();
    if !(asks || exclaims) || memchr::memchr2(b'?', b'!', bytes).is_none() || line.is_code() {
        return;
    }
    let mut ticks = Ticks::default();
    // The starts of the sentence and of the quotations and brackets that are open in it.
    let mut starts = vec![Start::new(0)];
    let mut skip = 0;
    for (at, c) in line.text.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '¿' | '¡' => {
                if let Some(start) = starts.last_mut() {
                    start.asks |= c == '¿';
                    start.exclaims |= c == '¡';
                }
            }
            '?' | '!' => {
                let end = line.end_of_marks(at);
                let start = starts.last().copied().unwrap_or(Start::new(at));
                let (rule, wanted) = if c == '?' {
                    (Rule::EsOpeningQuestion, asks)
                } else {
                    (Rule::EsOpeningExclamation, exclaims)
                };
                if wanted
                    && !(start.asks || start.exclaims)
                    && end == at + 1
                    && line.is_punctuation(at)
                    && !is_address(line, at)
                    && !ticks.is_open(line, at)
                    && let Some(opening) = clause(line, start.at, at, c)
                {
                    let mark = if c == '?' { "¿" } else { "¡" };
                    changes.put(line.outer(opening..opening), mark, rule);
                }
                skip = end;
                if let Some(start) = starts.last_mut() {
                    *start = Start::new(end);
                }
            }
            '.' | '…' if ends_sentence(line, at, c) => {
                if let Some(start) = starts.last_mut() {
                    *start = Start::new(at + c.len_utf8());
                }
            }
            _ if opens(line, at, c) => {
                // The marks that open right before a quotation open what is in it.
                let marked = line.before(at).is_some_and(|c| matches!(c, '¿' | '¡'));
                let outer = starts.last().copied().filter(|_| marked).unwrap_or(Start::new(at));
                starts.push(Start { at: at + c.len_utf8(), ..outer });
            }
            '»' | '”' | '"' | '\'' | '’' | ')' | ']' if starts.len() > 1 && closes(line, at, c) => {
                // A mark that opened in the quotation and did not close there opens what follows too.
                if let (Some(inner), Some(outer)) = (starts.pop(), starts.last_mut()) {
                    outer.asks |= inner.asks;
                    outer.exclaims |= inner.exclaims;
                }
            }
            _ => {}
        }
        // What never closes must not grow without end.
        if starts.len() > 32 {
            return;
        }
    }
}

fn opens(line: &Line<'_>, at: usize, c: char) -> bool {
    match c {
        '«' | '“' | '(' | '[' => true,
        '"' | '\'' | '‘' => {
            let before = line
                .before(at)
                .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '¿' | '¡' | '—'));
            before && line.at(at + c.len_utf8()).is_some_and(|c| !c.is_whitespace())
        }
        _ => false,
    }
}

fn closes(line: &Line<'_>, at: usize, c: char) -> bool {
    match c {
        '\'' | '’' => !line.at(at + c.len_utf8()).is_some_and(char::is_alphanumeric),
        _ => true,
    }
}

/// A full stop or an ellipsis before a blank, not behind an abbreviation or an initial.
fn ends_sentence(line: &Line<'_>, at: usize, c: char) -> bool {
    let after = line.text.get(at + c.len_utf8()..).unwrap_or_default();
    if !after.starts_with([' ', '\u{A0}', '"', '”', '»', '\'', '’', ')']) {
        return after.is_empty();
    }
    let next = after.chars().take(8).find(|c| c.is_alphanumeric() || matches!(c, '¿' | '¡'));
    if next.is_none_or(char::is_lowercase) {
        return false;
    }
    let word = line.text.get(..at).unwrap_or_default();
    let letters = word.chars().rev().take(5).take_while(|c| c.is_alphabetic()).count();
    let initial = word.chars().rev().nth(letters.saturating_sub(1)).is_some_and(char::is_uppercase);
    c == '…' || letters == 0 || letters > 4 || !initial
}

/// True when the mark belongs to an address, as in `https://example.org/?`.
fn is_address(line: &Line<'_>, at: usize) -> bool {
    let before = line.text.get(..at).unwrap_or_default();
    let word = before.char_indices().rev().take(200).take_while(|(_, c)| !c.is_whitespace()).last();
    let word = word.and_then(|(start, _)| before.get(start..)).unwrap_or_default();
    word.contains("://") || word.starts_with("www.") || word.ends_with('/')
}

/// Where the clause begins that the mark at `end` closes, in a sentence that begins at `start`.
fn clause(line: &Line<'_>, start: usize, end: usize, mark: char) -> Option<usize> {
    let sentence = line.text.get(start..end)?;
    let first = sentence.find(|c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '"' | '(' | '\''))?;
    let words = words(sentence);
    let question_words = if mark == '?' { QUESTION_WORDS } else { EXCLAMATION_WORDS };
    let asked = question(&words, question_words);
    let goes_on = line.at(end + 1).is_some_and(char::is_whitespace)
        && line
            .text
            .get(end + 1..)
            .and_then(|rest| rest.trim_start().chars().next())
            .is_some_and(char::is_lowercase);
    let brand = mark == '!'
        && words.last().is_some_and(|word| words.len() > 1 && word.text.starts_with(char::is_uppercase))
        && goes_on;
    let begins = match asked {
        Some(at) => at,
        None if goes_on => return None,
        None => {
            let parted = words.iter().rposition(|word| word.parted);
            match parted {
                None => first,
                Some(last) if is_tag(&words, last) => words.get(last)?.at,
                // A colon announces what is asked.
                Some(last)
                    if words.get(last)?.colon && words.iter().filter(|word| word.parted).count() == 1 =>
                {
                    words.get(last)?.at
                }
                Some(_) => return None,
            }
        }
    };
    let spoken = words.iter().filter(|word| word.at >= begins);
    (!brand && is_spanish(spoken)).then_some(start + begins)
}

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    at: usize,
    /// A comma, colon, semicolon or dash stands before it.
    parted: bool,
    colon: bool,
}

fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut end = 0;
    for part in sentence.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|part| !part.is_empty())
    {
        // The parts of a split lie in the text that was split.
        let at = end + sentence.get(end..).and_then(|rest| rest.find(part)).unwrap_or_default();
        let gap = sentence.get(end..at).unwrap_or_default();
        let parted = !words.is_empty() && gap.contains([',', ':', ';', '—', '–']);
        words.push(Word { text: part, at, parted, colon: gap.contains(':') });
        end = at + part.len();
    }
    words
}

/// Where the first question word stands that begins a clause, with its preposition.
fn question(words: &[Word<'_>], question_words: &[&str]) -> Option<usize> {
    let mut clause = 0;
    for (n, word) in words.iter().enumerate() {
        if word.parted {
            clause = n;
        }
        if !is_one_of(word.text, question_words) {
            continue;
        }
        let mut begins = n;
        while begins > clause && words.get(begins - 1).is_some_and(|word| is_one_of(word.text, PREPOSITIONS))
        {
            begins -= 1;
        }
        let leading = words.get(clause..begins).unwrap_or_default();
        if leading.iter().all(|word| is_one_of(word.text, CONNECTORS)) {
            return words.get(begins).map(|word| word.at);
        }
    }
    None
}

fn is_tag(words: &[Word<'_>], from: usize) -> bool {
    let tag = words.get(from..).unwrap_or_default();
    TAGS.iter().any(|known| {
        let known = known.split(' ');
        known.clone().count() == tag.len()
            && known.zip(tag).all(|(known, word)| is_one_of(word.text, &[known]))
    })
}

/// True when the clause has a Spanish word or letter and no word of another language.
fn is_spanish<'w>(words: impl Iterator<Item = &'w Word<'w>>) -> bool {
    let mut spanish = false;
    for word in words {
        if is_one_of(word.text, FOREIGN_WORDS) {
            return false;
        }
        spanish |= word.text.contains(['á', 'é', 'í', 'ó', 'ú', 'ñ', 'Á', 'É', 'Í', 'Ó', 'Ú', 'Ñ'])
            || is_one_of(word.text, SPANISH_WORDS);
    }
    spanish
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let longest = 12;
    word.len() <= longest && list.iter().any(|known| same(word, known))
}

/// Equal but for case.
fn same(word: &str, known: &str) -> bool {
    word.len() == known.len() && word.chars().flat_map(char::to_lowercase).eq(known.chars())
}
