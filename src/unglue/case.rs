//! Seams that a capital shows: `MerkelBy`, `theWelsh`, `critiqueL’usage`, `SmithLondon`.

use std::ops::Range;

use super::Repair;
use super::data::{self, Affix};
use super::evidence::Candidate;
use super::place::{Reader, Token, Word};
use crate::Language;

/// Classes of the lexicon (see `zipf_class`) that a word reaches to stand for itself.
const FREQUENT: u8 = 6;
const FREQUENT_SHORT: u8 = 11;
const COMMON_AS_ONE: u8 = 3;
const NAME: u8 = 4;

/// The repair of a token with a small letter before a capital.
pub(super) fn decide(reader: &Reader<'_>, token: &Token) -> Option<Candidate> {
    let whole = token.start..token.end;
    if reader.is_technical(whole.clone()) {
        return None;
    }
    let split = match token.changes {
        1 => token.first_change,
        // `McConnellThe`: a name with a capital inside, then a seam.
        2 if inner_name(reader, token) => token.last_change,
        _ => return None,
    };
    let left = reader.word(token.start..split);
    let right = reader.word(split..token.end);
    let joined = reader.word(whole.clone());
    if data::is_camel_case(&joined.lower) || data::is_camel_case(joined.lower.trim_end_matches('s')) {
        return None;
    }
    let (rule, confidence, alone) = seam(reader, token, split, &left, &right, &joined)?;
    let repair = Repair { range: split..split, rule, confidence };
    // A brand is no word of the closed classes behind a known word, however often that stands there.
    let closed = function(&right) && !right.role.particle() && left.known()
        || left.role.function() && !left.starts_upper && right.known()
        || rule == "case.elision";
    Some(Candidate { repair, form: (!closed).then(|| whole.clone()), alone, word: whole })
}

type Seam = (&'static str, f32, [Option<Range<usize>>; 2]);

fn seam(
    reader: &Reader<'_>,
    token: &Token,
    split: usize,
    left: &Word,
    right: &Word,
    joined: &Word,
) -> Option<Seam> {
    let both = [Some(token.start..split), Some(split..token.end)];
    let apostrophe = matches!(reader.before(token.start), Some('\'' | '’'));
    // `Britain'sThe`
    if apostrophe && left.lower == "s" && !left.starts_upper {
        let word = reader.text.get(..token.start)?.chars().rev().nth(1)?;
        let fits = word.is_alphabetic() && function(right) && reader.clause_goes_on(token.end);
        return fits.then_some(("case.possessive", 0.98, [None, None]));
    }
    let initials = left.starts_upper && left.inner_capital && token.changes == 1;
    if initials && !plural_acronym(reader.get(token.start..split)) {
        return None;
    }
    let known = left.known() || left.like_name() || initials || token.changes == 2;
    let elided =
        matches!(reader.after(token.end), Some('\'' | '’')) && right.role.elision() && !right.inner_capital;
    if elided {
        let word = reader.text.get(token.end..)?.chars().nth(1).is_some_and(char::is_alphabetic);
        let long = left.letters >= 3 || left.letters == 2 && left.role.function();
        let fits = word && known && long;
        return fits.then_some(("case.elision", 0.98, [None, None]));
    }
    // No list has all the words of a language.
    let plain = !left.starts_upper && left.letters >= 5 && !right.role.particle();
    if function(right)
        && (known || plain)
        && reader.clause_goes_on(token.end)
        && !one_word(joined, left, right)
    {
        return function_word(reader, token, left, right, joined);
    }
    if right.role.title() && right.starts_upper && !right.inner_capital && name_follows(reader, token.end) {
        let fits = left.letters >= 3 && left.entry.class(reader.language) > 0 && !left.starts_upper;
        return fits.then_some(("case.lower-upper", 0.95, [None, None]));
    }
    if right.inner_capital {
        // `theBBC`: all capitals after a function word.
        let acronym = reader.get(split..token.end).chars().all(char::is_uppercase) && right.letters >= 2;
        if !acronym || left.starts_upper || left.letters < 3 || joined.entry.is_known() {
            return None;
        }
        let [_, alone] = both;
        let frequent = left.letters >= 4 && left.entry.class(reader.language) >= FREQUENT;
        return match (left.role.function(), frequent) {
            (true, _) => Some(("case.lower-upper", 0.95, [None, None])),
            (false, true) => Some(("case.lower-upper", 0.93, [None, alone])),
            (false, false) => None,
        };
    }
    if right.letters < 3 || joined.entry.is_known() || token.changes == 2 || initials {
        return None;
    }
    if left.starts_upper {
        return names(left, right, both);
    }
    let own_language = left.entry.class(reader.language);
    // The name of something foreign: `for Scotland` in French.
    let foreign = own_language == 0 && left.entry.most() > FREQUENT_SHORT && right.entry.is_name();
    if foreign && left.letters >= 3 && !data::is_affix(Affix::Name, &left.lower) {
        return Some(("case.lower-upper", 0.93, [None, None]));
    }
    let own = own_language;
    let frequent = left.role.function() && left.letters >= 2
        || own >= FREQUENT && left.letters >= 4
        || own >= FREQUENT_SHORT && left.letters >= 3;
    // `myMuseum`
    let closed = left.role.function() && !left.role.particle();
    let affix =
        data::is_affix(Affix::Name, &left.lower) && !closed && (left.role.particle() || own < FREQUENT_SHORT);
    if affix {
        return None;
    }
    let [_, right_alone] = both;
    if right.known() && frequent {
        return Some(("case.lower-upper", 0.97, [None, None]));
    }
    if own > 0 && left.letters >= 5 && right.entry.is_name() && right.entry.most() >= NAME {
        return Some(("case.lower-upper", 0.95, [None, None]));
    }
    if frequent || (left.known() && left.letters >= 4) {
        // A name that the lexicon does not know stands elsewhere in the document, or after a word of the closed classes.
        if left.role.function() && left.letters >= 3 {
            return Some(("case.lower-upper", 0.95, [None, None]));
        }
        return Some(("case.lower-upper", 0.95, [None, right_alone]));
    }
    None
}

/// A function word with one capital.
fn function(right: &Word) -> bool {
    right.role.function() && right.starts_upper && !right.inner_capital
}

/// The lexicon knows the token as one word: a name, since a word in lower case has no capital inside. Lists of words hold glued ones
/// too, so that a rare one does not count.
fn one_word(joined: &Word, left: &Word, right: &Word) -> bool {
    (left.starts_upper || right.role.particle()) && joined.entry.most() >= COMMON_AS_ONE
}

/// `MerkelBy`, `thereWhen`.
fn function_word(
    reader: &Reader<'_>,
    token: &Token,
    left: &Word,
    right: &Word,
    joined: &Word,
) -> Option<Seam> {
    const RULE: &str = "case.function-word";
    // `VitaminA`
    let letter = right.letters == 1 && !left.known() && (left.letters < 5 || reader.language == Language::EN);
    // `perO`
    let styled = right.letters == 1 && !left.starts_upper && joined.entry.is_known();
    if letter || styled || left.letters < 3 && !left.role.function() {
        return None;
    }
    let affix = data::is_affix(Affix::Name, &left.lower);
    if left.starts_upper {
        if left.letters < 3 {
            return None;
        }
        if right.role.particle() {
            // `SketchUp` and `CleverlyIn` differ in what stands before them.
            let name = left.entry.is_name()
                || !left.entry.is_known()
                || left.role.function()
                || follows_name(reader, token.start)
                || complement_follows(reader, token.end);
            if affix || !name {
                return None;
            }
        }
        return Some((RULE, 0.97, [None, None]));
    }
    if affix && right.role.particle() && !left.role.function() {
        return None;
    }
    Some((RULE, 0.99, [None, None]))
}

/// What follows is the complement of a preposition: `Court|On Thursday`, `Games|In the`.
fn complement_follows(reader: &Reader<'_>, at: usize) -> bool {
    let Some(rest) = reader.text.get(at..).and_then(|rest| rest.strip_prefix(' ')) else { return false };
    if rest.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
        return true;
    }
    // Without what may be glued to it.
    let word = rest.split(|c: char| !c.is_lowercase()).next().unwrap_or_default();
    word.len() < 12 && data::role(word, reader.language).starter()
}

/// A name comes after the title that ends at `at`.
fn name_follows(reader: &Reader<'_>, at: usize) -> bool {
    let rest = reader.text.get(at..).unwrap_or_default();
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    rest.strip_prefix([' ', '\u{A0}']).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// True when the word before `start` is a name, and nothing but a space is between. What is glued to the name does not matter.
fn follows_name(reader: &Reader<'_>, start: usize) -> bool {
    let before = reader.text.get(..start).unwrap_or_default();
    let Some(before) = before.strip_suffix(' ') else { return false };
    let letters = before.char_indices().rev().take(30).take_while(|(_, c)| c.is_alphabetic());
    let Some((at, _)) = letters.into_iter().find(|(_, c)| c.is_uppercase()) else { return false };
    let word = before.get(at..).unwrap_or_default();
    !data::role(&word.to_lowercase(), reader.language).function()
}

/// Two names: `SmithLondon`, `MsSmith`. Each stands alone elsewhere, or the lexicon knows it as a name.
fn names(left: &Word, right: &Word, both: [Option<Range<usize>>; 2]) -> Option<Seam> {
    let known = |word: &Word| word.entry.is_name() && word.entry.most() >= NAME;
    if left.role.title() && right.letters >= 3 {
        let [_, alone] = both;
        return Some(("case.names", 0.93, [None, alone.filter(|_| right.entry.most() < NAME)]));
    }
    if left.letters < 4 || right.letters < 4 || data::is_affix(Affix::Name, &left.lower) {
        return None;
    }
    let [left_alone, right_alone] = both;
    let alone = [left_alone.filter(|_| !known(left)), right_alone.filter(|_| !known(right))];
    Some(("case.names", 0.93, alone))
}

/// `AMs`, `MPs`.
fn plural_acronym(left: &str) -> bool {
    left.strip_suffix('s').is_some_and(|stem| stem.len() >= 2 && stem.chars().all(char::is_uppercase))
}

/// The part before the last change is a name with a capital inside.
fn inner_name(reader: &Reader<'_>, token: &Token) -> bool {
    let left = reader.get(token.start..token.last_change).to_lowercase();
    let scottish = ["mc", "mac", "de", "di", "la", "le", "van", "fitz"]
        .iter()
        .any(|&prefix| token.first_change - token.start == prefix.len() && left.starts_with(prefix));
    token.capitals == 3
        && (scottish && token.last_change - token.first_change >= 3 || data::is_camel_case(&left))
}
