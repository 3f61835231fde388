//! Names in a sentence and in its translation.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Term;
use super::hold::Fixed;
use crate::Language;
use crate::document::Entity;
use crate::glossary::{EntityKind, Glossary, Role};

/// A mention in a sentence, with the name that its translation should have.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Bytes of the sentence.
    pub(super) range: Range<usize>,
    id: Arc<str>,
    target: Arc<str>,
}

/// The names of a sentence that starts at byte `start` of the text.
pub(super) fn names(entities: &[Entity], sentence: Range<usize>, target: Language) -> Vec<Name> {
    let first = entities.partition_point(|entity| (entity.span.start as usize) < sentence.start);
    entities
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|entity| (entity.span.end as usize) <= sentence.end)
        .filter(|entity| entity.kind != EntityKind::Demonym)
        .map(|entity| Name {
            range: entity.span.start as usize - sentence.start..entity.span.end as usize - sentence.start,
            id: entity.id.clone(),
            target: match target {
                Language::FR => entity.names.fr.clone(),
                Language::ES => entity.names.es.clone(),
                _ => entity.names.en.clone(),
            },
        })
        .collect()
}

/// The names as an engine takes them that has a glossary of its own.
pub(super) fn pairs(text: &str, names: &[Name]) -> Vec<Term> {
    let written = |name: &Name| text.get(name.range.clone()).map(|form| Term::new(form, name.target.clone()));
    let mut pairs: Vec<Term> = names.iter().filter_map(written).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How many of the names are not in the translation, by id: each mention wants one of its own.
pub(super) fn missing(names: &[Name], translation: &str, target: Language) -> BTreeMap<Arc<str>, usize> {
    let mut wanted: BTreeMap<Arc<str>, (usize, Arc<str>)> = BTreeMap::new();
    for name in names {
        wanted.entry(name.id.clone()).or_insert_with(|| (0, name.target.clone())).0 += 1;
    }
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mentions = Glossary::builtin().find(translation, target);
    let three = [Language::EN, Language::FR, Language::ES];
    for mention in mentions.iter().filter(|mention| mention.role != Role::Demonym) {
        // The name of another language that was left as it is.
        let surface = translation.get(mention.range.clone()).unwrap_or_default();
        let foreign = |&language: &Language| mention.entity.name(language) == surface;
        if surface != mention.entity.name(target) && three.iter().any(foreign) {
            continue;
        }
        *found.entry(mention.entity.id().to_string()).or_default() += 1;
    }
    let mut missing = BTreeMap::new();
    for (id, (count, name)) in wanted {
        // A layer of the user's own is not in the built-in glossary: then the name itself has to be there.
        let here = found.get(&*id).copied().unwrap_or(0).max(translation.matches(&*name).count());
        if here < count {
            missing.insert(id, count - here);
        }
    }
    missing
}

/// Holds fast every mention of what is missing.
pub(super) fn held_fast(names: &[Name], missing: &BTreeMap<Arc<str>, usize>) -> Vec<Fixed> {
    let lost = names.iter().filter(|name| missing.contains_key(&name.id));
    lost.map(|name| Fixed::Name(name.range.clone(), name.target.to_string())).collect()
}

/// Forms that engines take apart, written out.
pub(super) fn respelt(text: &str, names: &[Name], language: Language) -> Vec<Fixed> {
    if language != Language::ES {
        return Vec::new();
    }
    let states =
        names.iter().filter(|name| text.get(name.range.clone()).is_some_and(|form| form.starts_with("EE")));
    states.map(|name| Fixed::Respelt(name.range.clone(), "Estados Unidos")).collect()
}
