//! All entities, in flat arrays.

use std::collections::BTreeMap;

use super::entity::Role;
use super::kind::EntityKind;
use super::layers::Merged;
use super::table::{GlossaryError, Rows};
use super::vocabulary::NONE;
use crate::Language;

/// Texts that an entity has: id, Wikidata id, and its names in English, French, Spanish.
pub(crate) const FIELDS: usize = 5;

/// All entities, in the order of their ids.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Entities {
    pub(crate) text: String,
    /// Where each text of each entity ends, [`FIELDS`] for an entity; an empty name is the one in English.
    pub(crate) ends: Vec<u32>,
    pub(crate) kinds: Vec<EntityKind>,
    /// What each belongs to, or [`NONE`].
    pub(crate) parents: Vec<u32>,
}

impl Entities {
    pub(crate) fn collect(rows: &Rows<'_>, merged: &Merged<'_>, problems: &mut Vec<GlossaryError>) -> Self {
        let mut all = Self::default();
        let count = merged.entities.len();
        all.kinds.reserve_exact(count);
        all.ends.reserve_exact(count * FIELDS);
        let mut names = merged.names.as_slice();
        for row in &merged.entities {
            let skipped = names.iter().take_while(|name| name.id < row.id).count();
            names = names.get(skipped..).unwrap_or_default();
            let own = names.iter().take_while(|name| name.id == row.id);
            let mut preferred: BTreeMap<Option<Language>, &str> = BTreeMap::new();
            for name in own.filter(|name| name.role == Some(Role::Preferred)) {
                if let Some(other) = preferred.insert(name.language, name.form) {
                    let form = name.form;
                    let message =
                        format!("{} has two preferred names in one language: `{other}` and `{form}`", row.id);
                    problems.push(rows.problem(name.place, message));
                }
            }
            let of = |language: Option<Language>| preferred.get(&language).copied();
            let [english, french, spanish] =
                [Language::EN, Language::FR, Language::ES].map(|one| of(Some(one)));
            let Some(any) = of(None).or(english).or(french).or(spanish) else {
                problems
                    .push(rows.problem(row.place, format!("{} has no preferred name (role `pref`)", row.id)));
                continue;
            };
            let english = english.unwrap_or(any);
            let other = |name: Option<&'_ str>| name.unwrap_or(any).to_owned();
            let others = [other(french), other(spanish)]
                .map(|name| if name == english { String::new() } else { name });
            for text in [row.id, row.wikidata, english, &others[0], &others[1]] {
                all.text.push_str(text);
                all.ends.push(all.text.len() as u32);
            }
            all.kinds.push(row.kind.unwrap_or(EntityKind::Place));
        }
        let kept = |id: &str| all.position(id);
        let mut parents = Vec::with_capacity(all.kinds.len());
        for row in merged.entities.iter().filter(|row| kept(row.id).is_some()) {
            let parent = if row.parent.is_empty() { None } else { Some(kept(row.parent)) };
            if parent == Some(None) {
                let message = format!("{} belongs to {}, which no file of entities has", row.id, row.parent);
                problems.push(rows.problem(row.place, message));
            }
            parents.push(parent.flatten().unwrap_or(NONE));
        }
        all.parents = parents;
        all.text.shrink_to_fit();
        all
    }

    pub(crate) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// A text of an entity; empty where it has none.
    pub(crate) fn field(&self, entity: u32, field: usize) -> &str {
        let at = entity as usize * FIELDS + field;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let end = self.ends.get(at).copied();
        start
            .zip(end)
            .and_then(|(start, end)| self.text.get(start as usize..end as usize))
            .unwrap_or_default()
    }

    pub(crate) fn id(&self, entity: u32) -> &str {
        self.field(entity, 0)
    }

    pub(crate) fn kind(&self, entity: u32) -> EntityKind {
        self.kinds.get(entity as usize).copied().unwrap_or(EntityKind::Place)
    }

    pub(crate) fn parent(&self, entity: u32) -> Option<u32> {
        self.parents.get(entity as usize).copied().filter(|&parent| parent != NONE)
    }

    /// The entity with this id.
    pub(crate) fn position(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.kinds.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id(middle).cmp(id) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
