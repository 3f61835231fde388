//! Which countries a document is about, to tell institutions of one name apart.

use std::collections::BTreeMap;

use super::entity::Entity;
use super::find::Finder;
use super::kind::EntityKind;

/// Mentions of a country, or of what belongs to it, that make it a subject of the document.
const ENOUGH: usize = 2;

/// Steps from a part to its country: a city, its state, the country.
const STEPS: usize = 4;

impl<'g> Finder<'g, '_, '_> {
    /// Links names that many countries have to the country that the document is about, and drops the others.
    pub(super) fn decide(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        let open = |index: &usize| pending.binary_search_by_key(index, |(index, _)| *index).is_ok();
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, mention) in self.found.iter().enumerate().filter(|(index, _)| !open(index)) {
            if let Some(country) = country(mention.entity) {
                *counts.entry(country).or_default() += 1;
            }
        }
        let most = counts.values().copied().max().unwrap_or(0);
        let mut chosen: BTreeMap<usize, Option<Entity<'g>>> = BTreeMap::new();
        for (index, entities) in &pending {
            let best = entities
                .iter()
                .map(|&entity| Entity::new(self.tables, entity))
                .filter_map(|entity| Some((*counts.get(&country(entity)?)?, entity)))
                .filter(|(count, _)| *count >= ENOUGH && count * 2 >= most)
                .max_by_key(|(count, _)| *count);
            chosen.insert(*index, best.map(|(_, entity)| entity));
        }
        let found = std::mem::take(&mut self.found);
        for (index, mut mention) in found.into_iter().enumerate() {
            match chosen.get(&index) {
                None => {}
                Some(&Some(entity)) => {
                    mention.entity = entity;
                    mention.kind = entity.kind();
                }
                Some(None) => continue,
            }
            self.found.push(mention);
        }
    }
}

/// The country that `entity` is or belongs to.
fn country(entity: Entity<'_>) -> Option<u32> {
    let mut entity = entity;
    for _ in 0..STEPS {
        if entity.kind() == EntityKind::Country {
            return Some(entity.index);
        }
        entity = entity.parent()?;
    }
    None
}
