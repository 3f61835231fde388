//! Damaged names: misspelt ones, and names that were translated word by word.
//!
//! They are no names of the dictionaries: each needs evidence in the text, links with less than 0.9, and is never
//! written. Literal translations are not listed but made: words with one meaning in three languages count as one word,
//! and a phrase with the words of a name in any order is that name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::compile::Tables;
use super::damaged_words::{CONCEPTS, FUNCTION, HEADS, OFFICES, TRIGGERS};
use super::entity::Entity;
use super::find::Mention;
use super::fuzzy::is_near;
use super::kind::EntityKind;
use crate::Language;

/// What a damaged name stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Damaged<'g> {
    pub(crate) range: Range<usize>,
    pub(crate) entity: Entity<'g>,
    /// `misspelt-name` or `literal-translation`.
    pub(crate) fault: &'static str,
    pub(crate) confidence: f32,
}

const MISSPELT: &str = "misspelt-name";
const LITERAL: &str = "literal-translation";
const CALQUES: &str = include_str!("../../dictionaries/glossary/hand/calques.tsv");

/// Words of a phrase before and behind the noun that makes it one.
const REACH: usize = 5;
/// Words between an office and a name.
const OFFICE_REACH: usize = 6;

/// Words of a literal translation, the entity, and the words of which one must stand in the document.
type Calque = (Vec<String>, u32, Vec<String>);

/// Names by their words.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Persons by first and by last name, folded.
    first: BTreeMap<String, Vec<(String, u32)>>,
    last: BTreeMap<String, Vec<(String, u32)>>,
    /// Last names of an entity.
    own: BTreeMap<u32, Vec<String>>,
    /// Other entities by their concepts.
    phrases: BTreeMap<String, Vec<u32>>,
    /// Calques by their first word.
    calques: BTreeMap<String, Vec<Calque>>,
    /// The concepts of `phrases`.
    concepts: HashSet<String>,
    marks: Marks,
}

impl Index {
    pub(crate) fn new(tables: &Tables) -> Self {
        let mut index = Self::default();
        for number in 0..tables.entities.len() as u32 {
            let entity = Entity::new(tables, number);
            let kind = entity.kind();
            for language in [Language::EN, Language::FR, Language::ES] {
                let name = entity.name(language);
                match kind {
                    EntityKind::Person => index.person(&name, number),
                    EntityKind::Org | EntityKind::Agreement | EntityKind::Event => {
                        let mut letters = String::new();
                        let words = words(&name, &Marks::default(), &mut letters);
                        // "Israel National Cyber Directorate" is the "National Cyber Directorate" at home.
                        let home = entity.parent().map(|parent| fold(&parent.name(language)));
                        let all: Vec<&Word> = words.iter().collect();
                        let short: Vec<&Word> =
                            all.iter().filter(|word| Some(word.folded) != home.as_deref()).copied().collect();
                        if short.len() < all.len() && short.len() >= 3 {
                            add(&mut index.phrases, key(&short), number);
                        }
                        if all.iter().any(|word| NOUNS.contains(concept(word.folded))) {
                            add(&mut index.phrases, key(&all), number);
                        }
                    }
                    _ => {}
                }
            }
        }
        for line in CALQUES.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, forms, triggers] = cells.as_slice() else { continue };
            let Some(number) = tables.entities.position(id) else { continue };
            for form in forms.split(';') {
                let mut letters = String::new();
                let form = words(form, &Marks::default(), &mut letters);
                let form: Vec<String> = form.into_iter().map(|word| word.folded.to_owned()).collect();
                let triggers = triggers.split(';').map(fold).collect();
                if let Some(first) = form.first().cloned() {
                    index.calques.entry(first).or_default().push((form, number, triggers));
                }
            }
        }
        index.concepts = index.phrases.keys().flat_map(|key| key.split(' ')).map(str::to_owned).collect();
        index.marks = index.marks();
        index
    }

    fn marks(&self) -> Marks {
        let mut marks = Marks(vec![0; 1 << Marks::BITS].into_boxed_slice());
        self.first.keys().for_each(|word| marks.add(word, Marks::FIRST));
        self.last.keys().for_each(|word| marks.add(word, Marks::LAST));
        self.calques.keys().for_each(|word| marks.add(word, Marks::CALQUE));
        for word in FUNCTION {
            marks.add(word, Marks::FUNCTION);
        }
        let groups = CONCEPTS.iter().filter(|group| group.first().is_some_and(|one| HEADS.contains(one)));
        for word in groups.flat_map(|group| group.iter()).chain(HEADS) {
            marks.add(word, Marks::NOUN);
            marks.add(&format!("{word}s"), Marks::NOUN);
        }
        marks
    }

    fn person(&mut self, name: &str, number: u32) {
        let Some((first, last)) = name.rsplit_once(' ') else { return };
        let (first, last) = (fold(first), fold(last));
        add(&mut self.first, first.clone(), (last.clone(), number));
        add(&mut self.own, number, last.clone());
        add(&mut self.last, last, (first, number));
    }
}

fn add<K: Ord, V: PartialEq>(map: &mut BTreeMap<K, Vec<V>>, key: K, value: V) {
    let list = map.entry(key).or_default();
    if !list.contains(&value) {
        list.push(value);
    }
}

/// What a word may be, by its hash: most words of a text are nothing, and are looked up in no table.
#[derive(Debug, Default)]
struct Marks(Box<[u8]>);

impl Marks {
    const BITS: u32 = 14;
    const FIRST: u8 = 1;
    const LAST: u8 = 2;
    const CALQUE: u8 = 4;
    const NOUN: u8 = 8;
    const FUNCTION: u8 = 16;

    fn slot(word: &str) -> usize {
        // FNV-1a; the upper bits are the better mixed ones.
        let hash = word
            .bytes()
            .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        (hash >> (32 - Self::BITS)) as usize
    }

    fn add(&mut self, word: &str, mark: u8) {
        if let Some(slot) = self.0.get_mut(Self::slot(word)) {
            *slot |= mark;
        }
    }

    fn of(&self, word: &str) -> u8 {
        self.0.get(Self::slot(word)).copied().unwrap_or(0)
    }
}

#[derive(Debug)]
struct Word<'b> {
    range: Range<usize>,
    folded: &'b str,
    capital: bool,
    /// Only a space, a hyphen or an apostrophe lies before it.
    joined: bool,
    /// Of [`Marks`].
    marks: u8,
}

impl Word<'_> {
    fn may_be(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    fn is_function(&self) -> bool {
        self.may_be(Marks::FUNCTION) && FUNCTION.contains(&self.folded)
    }
}

fn fold(word: &str) -> String {
    let mut out = String::new();
    fold_into(word, &mut out);
    out
}

/// Without marks, in lower case.
fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        out.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
        return;
    }
    let letters = LazyLock::force(&LETTERS);
    for c in word.chars() {
        match letters.get(c as usize).copied() {
            Some(Some('\0')) => {}
            Some(Some(letter)) => out.push(letter),
            Some(None) | None => {
                out.truncate(start);
                out.extend(folded(word));
                return;
            }
        }
    }
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    word.nfd().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase)
}

/// The folded characters of Latin, NUL for those that fold to nothing, `None` for what is not one character.
static LETTERS: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let one = |c: char| {
        let mut buffer = [0; 4];
        let mut letters = folded(c.encode_utf8(&mut buffer));
        let first = letters.next().unwrap_or('\0');
        letters.next().is_none().then_some(first)
    };
    ('\0'..'\u{250}').map(one).collect()
});

/// The words of a text; those of more than 40 bytes are none. Their folded letters are written to `letters`.
fn words<'b>(text: &str, marks: &Marks, letters: &'b mut String) -> Vec<Word<'b>> {
    let mut found: Vec<(Range<usize>, usize, bool)> = Vec::new();
    let mut from = 0;
    let mut end = 0;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c) {
            continue;
        }
        if at > from && at - from <= 40 {
            let gap = text.get(end..from).unwrap_or_default();
            let joined = gap == " "
                || (gap.len() <= 4 && gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-' | '\'' | '’')));
            fold_into(text.get(from..at).unwrap_or_default(), letters);
            found.push((from..at, letters.len(), joined));
            end = at;
        }
        from = at + c.len_utf8();
    }
    let letters: &'b str = letters;
    let mut start = 0;
    let word = |(range, stop, joined): (Range<usize>, usize, bool)| {
        let folded = letters.get(start..stop).unwrap_or_default();
        start = stop;
        let capital = text.get(range.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
        Word { range, folded, capital, joined, marks: marks.of(folded) }
    };
    found.into_iter().map(word).collect()
}

/// The one word for all that mean the same; the word without its plural otherwise.
fn concept(word: &str) -> &str {
    let single = word.strip_suffix('s').filter(|single| single.len() > 2).unwrap_or(word);
    let other = (single.len() < word.len()).then_some(single);
    let group = [Some(word), other].into_iter().flatten().filter_map(|one| GROUPS.get(one)).min();
    group.and_then(|at| CONCEPTS.get(*at)).and_then(|group| group.first()).copied().unwrap_or(single)
}

/// The first group of [`CONCEPTS`] that a word stands in.
static GROUPS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let mut groups = HashMap::new();
    for (at, group) in CONCEPTS.iter().enumerate() {
        for word in *group {
            groups.entry(*word).or_insert(at);
        }
    }
    groups
});

/// [`HEADS`], to be asked of every word.
static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| HEADS.iter().copied().collect());

/// The concepts of a phrase in the order of the alphabet.
fn key(words: &[&Word]) -> String {
    let content = words.iter().filter(|word| !FUNCTION.contains(&word.folded));
    let mut concepts: Vec<&str> = content.map(|word| concept(word.folded)).collect();
    concepts.sort_unstable();
    concepts.join(" ")
}

/// Damaged names of a text in which `found` is found, in order, not overlapping each other or longer mentions.
pub(crate) fn damaged<'g>(
    tables: &'g Tables,
    index: &Index,
    text: &str,
    found: &[Mention<'g>],
) -> Vec<Damaged<'g>> {
    let mut letters = String::new();
    let words = words(text, &index.marks, &mut letters);
    let mut named: Vec<u32> = found.iter().map(|mention| mention.entity.index).collect();
    named.sort_unstable();
    named.dedup();
    let mut lasts: Vec<(&str, u32)> = Vec::new();
    for &entity in named.iter().take(200) {
        lasts.extend(index.own.get(&entity).into_iter().flatten().map(|last| (last.as_str(), entity)));
    }
    let scan = Scan { tables, index, words: &words, named: &named, lasts: &lasts };
    let mut out: Vec<Damaged<'g>> = Vec::new();
    for at in 0..words.len() {
        let one = scan.misspelt(at).or_else(|| scan.calque(at)).or_else(|| scan.literal(at));
        out.extend(one.filter(|one| {
            let first = found.partition_point(|mention| mention.range.end <= one.range.start);
            let over = found.iter().skip(first).take_while(|mention| mention.range.start < one.range.end);
            // A name inside the damaged one gives way to it, as inside a right one.
            let inside = |mention: &Mention<'_>| {
                one.range.start <= mention.range.start
                    && mention.range.end <= one.range.end
                    && mention.range != one.range
                    && mention.entity != one.entity
            };
            over.into_iter().all(inside)
        }));
    }
    out.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    let mut end = 0;
    out.retain(|one| {
        let free = one.range.start >= end;
        end = if free { one.range.end } else { end };
        free
    });
    out
}

struct Scan<'g, 's> {
    tables: &'g Tables,
    index: &'s Index,
    words: &'s [Word<'s>],
    /// Entities that the text has under their right names, sorted.
    named: &'s [u32],
    /// Last names of the first 200 of them.
    lasts: &'s [(&'s str, u32)],
}

impl<'g> Scan<'g, '_> {
    fn is_named(&self, entity: u32) -> bool {
        self.named.binary_search(&entity).is_ok()
    }

    fn near(&self, at: usize, reach: usize, wanted: &[&str]) -> bool {
        let from = at.saturating_sub(reach);
        self.words.iter().skip(from).take(2 * reach + 1).any(|word| wanted.contains(&word.folded))
    }

    fn found(
        &self,
        first: &Word,
        last: &Word,
        entity: u32,
        fault: &'static str,
        confidence: f32,
    ) -> Damaged<'g> {
        let entity = Entity::new(self.tables, entity);
        Damaged { range: first.range.start..last.range.end, entity, fault, confidence }
    }

    /// A person's first and last name, one of them wrong, or a wrong last name alone.
    fn misspelt(&self, at: usize) -> Option<Damaged<'g>> {
        let first = self.words.get(at)?;
        let paired =
            |second: &&Word<'_>| second.joined && (first.may_be(Marks::FIRST) || second.may_be(Marks::LAST));
        if let Some(second) = self.words.get(at + 1).filter(paired) {
            let by_first = self.index.first.get(first.folded).into_iter().flatten();
            let by_first = by_first.filter(|(last, _)| is_like(second.folded, last));
            let by_last = self.index.last.get(second.folded).into_iter().flatten();
            let by_last = by_last.filter(|(one, _)| is_like(first.folded, one));
            for &(_, entity) in by_first.chain(by_last) {
                if first.capital && second.capital && self.is_named(entity) {
                    return Some(self.found(first, second, entity, MISSPELT, 0.8));
                }
                if first.capital && second.capital && self.near(at, OFFICE_REACH, OFFICES) {
                    return Some(self.found(first, second, entity, MISSPELT, 0.7));
                }
            }
            // All in lower case, the first name guessed from its sound: only beside the right form.
            let sound = self.index.last.get(second.folded).into_iter().flatten().find(|(one, entity)| {
                self.is_named(*entity)
                    && one.len() <= 4
                    && first.folded.len() == one.len()
                    && one.chars().next() == first.folded.chars().next()
            });
            if let Some(&(_, entity)) = sound
                && !first.capital
                && !second.capital
                && second.folded.len() >= 5
            {
                return Some(self.found(first, second, entity, MISSPELT, 0.5));
            }
        }
        let known = |word: &str| {
            use crate::lexicon::{Lexicon as _, builtin};
            builtin().look_up(word).most() > 0
        };
        if !first.capital || first.folded.len() < 5 {
            return None;
        }
        let &(_, entity) = self.lasts.iter().find(|(last, _)| is_like(first.folded, last))?;
        if known(first.folded) {
            return None;
        }
        Some(self.found(first, first, entity, MISSPELT, 0.6))
    }

    /// A name that is a word, translated as the word.
    fn calque(&self, at: usize) -> Option<Damaged<'g>> {
        let first = self.words.get(at).filter(|word| word.may_be(Marks::CALQUE))?;
        for (form, entity, triggers) in self.index.calques.get(first.folded)? {
            let Some(span) = self.words.get(at..at + form.len()) else { continue };
            let same = span.iter().zip(form).all(|(word, wanted)| word.folded == *wanted)
                && span.iter().skip(1).all(|word| word.joined);
            if !same {
                continue;
            }
            let from = at.saturating_sub(60);
            let seen = |trigger: &&String| {
                self.words.iter().skip(from).take(120).any(|word| word.folded.starts_with(trigger.as_str()))
            };
            let evidence = triggers.iter().filter(seen).count();
            if let Some(last) = span.last()
                && (evidence >= 2 || (evidence == 1 && self.is_named(*entity)))
            {
                return Some(self.found(first, last, *entity, LITERAL, 0.7));
            }
        }
        None
    }

    /// True for a word that may stand in a phrase: no phrase goes over another one.
    fn of_phrase(&self, word: &Word<'_>) -> bool {
        word.is_function() || self.index.concepts.contains(concept(word.folded))
    }

    /// A phrase around the noun at `at` with the words of a name.
    fn literal(&self, at: usize) -> Option<Damaged<'g>> {
        let head = self.words.get(at).filter(|word| word.may_be(Marks::NOUN))?;
        if !NOUNS.contains(concept(head.folded)) || !self.of_phrase(head) {
            return None;
        }
        let mut from = at;
        while from > 0
            && at - from < REACH
            && self.words.get(from).is_some_and(|word| word.joined)
            && self.words.get(from - 1).is_some_and(|word| self.of_phrase(word))
        {
            from -= 1;
        }
        let mut to = at;
        while to - at < REACH
            && self.words.get(to + 1).is_some_and(|word| word.joined && self.of_phrase(word))
        {
            to += 1;
        }
        for start in from..=at {
            for end in (at..=to).rev() {
                let Some(span) = self.words.get(start..=end) else { continue };
                let (Some(first), Some(last)) = (span.first(), span.last()) else { continue };
                if span.len() < 2 || first.is_function() || last.is_function() {
                    continue;
                }
                let all: Vec<&Word> = span.iter().collect();
                let Some(entities) = self.index.phrases.get(&key(&all)) else { continue };
                let [entity] = entities.as_slice() else { continue };
                let capital = span.iter().any(|word| word.capital);
                let parent =
                    Entity::new(self.tables, *entity).parent().is_some_and(|one| self.is_named(one.index));
                if self.is_named(*entity) {
                    return Some(self.found(first, last, *entity, LITERAL, 0.8));
                }
                if capital && (parent || self.near(at, 12, TRIGGERS)) {
                    return Some(self.found(first, last, *entity, LITERAL, 0.6));
                }
            }
        }
        None
    }
}

/// One letter wrong, missing, added or swapped, in words of three letters or more.
fn is_like(word: &str, wanted: &str) -> bool {
    wanted.len() >= 3
        && word.len() >= 3
        && word.len().abs_diff(wanted.len()) <= 1
        && is_near(word.as_bytes(), wanted.as_bytes())
}
