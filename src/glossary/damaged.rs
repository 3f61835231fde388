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
                        let words = words(&name);
                        // "Israel National Cyber Directorate" is the "National Cyber Directorate" at home.
                        let home = entity.parent().map(|parent| fold(&parent.name(language)));
                        let all: Vec<&Word> = words.iter().collect();
                        let short: Vec<&Word> =
                            all.iter().filter(|word| Some(&word.folded) != home.as_ref()).copied().collect();
                        if short.len() < all.len() && short.len() >= 3 {
                            add(&mut index.phrases, key(&short), number);
                        }
                        if all.iter().any(|word| HEADS.contains(&concept(&word.folded))) {
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
                let form: Vec<String> = words(form).into_iter().map(|word| word.folded).collect();
                let triggers = triggers.split(';').map(fold).collect();
                if let Some(first) = form.first().cloned() {
                    index.calques.entry(first).or_default().push((form, number, triggers));
                }
            }
        }
        index
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

#[derive(Debug)]
struct Word {
    range: Range<usize>,
    folded: String,
    capital: bool,
    /// Only a space, a hyphen or an apostrophe lies before it.
    joined: bool,
}

fn fold(word: &str) -> String {
    word.nfd().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
}

/// The words of a text; those of more than 40 bytes are none.
fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut from = 0;
    let mut end = 0;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c) {
            continue;
        }
        if at > from && at - from <= 40 {
            let word = text.get(from..at).unwrap_or_default();
            let gap = text.get(end..from).unwrap_or_default();
            let joined =
                gap.len() <= 4 && gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-' | '\'' | '’'));
            let capital = word.starts_with(char::is_uppercase);
            out.push(Word { range: from..at, folded: fold(word), capital, joined });
            end = at;
        }
        from = at + c.len_utf8();
    }
    out
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
    let content = words.iter().filter(|word| !FUNCTION.contains(&word.folded.as_str()));
    let mut concepts: Vec<&str> = content.map(|word| concept(&word.folded)).collect();
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
    let words = words(text);
    let mut named: Vec<u32> = found.iter().map(|mention| mention.entity.index).collect();
    named.sort_unstable();
    named.dedup();
    let scan = Scan { tables, index, words: &words, named: &named };
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
    words: &'s [Word],
    /// Entities that the text has under their right names, sorted.
    named: &'s [u32],
}

impl<'g> Scan<'g, '_> {
    fn is_named(&self, entity: u32) -> bool {
        self.named.binary_search(&entity).is_ok()
    }

    fn near(&self, at: usize, reach: usize, wanted: &[&str]) -> bool {
        let from = at.saturating_sub(reach);
        self.words.iter().skip(from).take(2 * reach + 1).any(|word| wanted.contains(&word.folded.as_str()))
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
        if let Some(second) = self.words.get(at + 1).filter(|second| second.joined) {
            let by_first = self.index.first.get(&first.folded).into_iter().flatten();
            let by_first = by_first.filter(|(last, _)| is_like(&second.folded, last));
            let by_last = self.index.last.get(&second.folded).into_iter().flatten();
            let by_last = by_last.filter(|(one, _)| is_like(&first.folded, one));
            for &(_, entity) in by_first.chain(by_last) {
                if first.capital && second.capital && self.is_named(entity) {
                    return Some(self.found(first, second, entity, MISSPELT, 0.8));
                }
                if first.capital && second.capital && self.near(at, OFFICE_REACH, OFFICES) {
                    return Some(self.found(first, second, entity, MISSPELT, 0.7));
                }
            }
            // All in lower case, the first name guessed from its sound: only beside the right form.
            let sound = self.index.last.get(&second.folded).into_iter().flatten().find(|(one, entity)| {
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
        if !first.capital || first.folded.len() < 5 || known(&first.folded) {
            return None;
        }
        let last_of = |entity: &&u32| {
            self.index.own.get(entity).into_iter().flatten().any(|last| is_like(&first.folded, last))
        };
        let entity = *self.named.iter().take(200).find(last_of)?;
        Some(self.found(first, first, entity, MISSPELT, 0.6))
    }

    /// A name that is a word, translated as the word.
    fn calque(&self, at: usize) -> Option<Damaged<'g>> {
        let first = self.words.get(at)?;
        for (form, entity, triggers) in self.index.calques.get(&first.folded)? {
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

    /// A phrase around the noun at `at` with the words of a name.
    fn literal(&self, at: usize) -> Option<Damaged<'g>> {
        let head = self.words.get(at)?;
        if !NOUNS.contains(concept(&head.folded)) {
            return None;
        }
        let mut from = at;
        while from > 0 && at - from < REACH && self.words.get(from).is_some_and(|word| word.joined) {
            from -= 1;
        }
        let mut to = at;
        while to - at < REACH && self.words.get(to + 1).is_some_and(|word| word.joined) {
            to += 1;
        }
        for start in from..=at {
            for end in (at..=to).rev() {
                let Some(span) = self.words.get(start..=end) else { continue };
                let (Some(first), Some(last)) = (span.first(), span.last()) else { continue };
                let edge = |word: &Word| FUNCTION.contains(&word.folded.as_str());
                if span.len() < 2 || edge(first) || edge(last) {
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
    wanted.len() >= 3 && word.len() >= 3 && is_near(word.as_bytes(), wanted.as_bytes())
}
