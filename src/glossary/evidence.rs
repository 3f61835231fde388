//! Whether a name that fits is meant as one: the rules that read the text around it.

use super::context::Around;
use super::entity::{Entity, Role};
use super::find::{Finder, kind_of};
use super::flags::Flags;
use super::forms::{Form, LOWER_CASE};
use super::kind::EntityKind;
use super::trie::ROOT;
use super::vocabulary::NONE;
use super::words;

/// Names looked at on each side for a sibling.
const SIBLINGS: usize = 12;

impl Finder<'_, '_, '_> {
    /// True when the text around the tokens `first..=last` allows `form`, taken with these flags.
    pub(super) fn in_context(&mut self, form: &Form, flags: Flags, first: usize, last: usize) -> bool {
        let kind = self.tables.entities.kind(form.entity);
        let Some(token) = self.tokens.get(first).copied() else { return false };
        let host = self.around(first, last).in_host_name();
        if host && !matches!(kind, EntityKind::Org | EntityKind::Media) {
            return false;
        }
        let doubtful = flags.any(Flags::CTX.with(Flags::LOC));
        let first_name = flags.has(Flags::FIRST);
        let crowds = match kind {
            EntityKind::City => form.role != Role::Demonym,
            EntityKind::Person => form.role == Role::Alias,
            _ => false,
        };
        if !doubtful && !first_name && !flags.has(Flags::ACR) && (first != last || !crowds) {
            return true;
        }
        let line = self.line_at(token.start);
        let around = self.around(first, last);
        if flags.has(Flags::ACR) && (line.caps || around.among_capitals()) {
            return false;
        }
        if first_name && line.caps {
            return true;
        }
        if doubtful {
            return !line.caps && self.stands_alone(flags, kind, around);
        }
        if first_name {
            return line.title || !self.before_surname(around);
        }
        if first != last || line.title || line.caps {
            return true;
        }
        match kind {
            EntityKind::City if crowds => self.is_not_part_of_a_name(around),
            // A surname alone: not behind somebody else's first name.
            EntityKind::Person if crowds => around
                .capital_before()
                .is_none_or(|before| around.is_one_of(before, words::TITLE) || before.caps),
            _ => true,
        }
    }

    pub(super) fn around(&self, first: usize, last: usize) -> Around<'_> {
        Around { text: self.text, tokens: &self.tokens, first, last }
    }

    /// The rule for names that are also words or first names.
    fn stands_alone(&self, flags: Flags, kind: EntityKind, around: Around<'_>) -> bool {
        let crowded = around
            .capital_before()
            .is_some_and(|before| !around.is_one_of(before, words::DIRECTION) && !before.caps);
        if crowded || around.capital_after().is_some_and(|after| !after.caps) {
            return false;
        }
        let state = matches!(kind, EntityKind::Country | EntityKind::Region);
        if !flags.has(Flags::LOC) && (state || !around.starts_sentence()) {
            return true;
        }
        around.preceded_by(words::LOCATIVE) || self.is_listed(around)
    }

    /// True when the capitalised word behind the name is neither an office nor a name of its own.
    fn before_surname(&self, around: Around<'_>) -> bool {
        around.capital_after().is_some_and(|after| {
            !self.begins_name(after) && !after.caps && !around.is_one_of(after, words::OFFICE)
        })
    }

    /// True when "and" or a comma links the name to a place that needs no evidence itself.
    fn is_listed(&self, around: Around<'_>) -> bool {
        let before = self.found.last().is_some_and(|mention| {
            is_place(mention.kind) && mention.confidence > 0.75 && around.listed_before(mention.range.end)
        });
        before || around.listed_after().is_some_and(|next| self.plain_place_at(next))
    }

    /// True when a place name without flags begins at token `first`.
    fn plain_place_at(&self, first: usize) -> bool {
        let mut node = ROOT;
        for (last, token) in self.tokens.iter().enumerate().skip(first).take(self.tables.longest as usize) {
            let word = self.word_of(token);
            if word == NONE {
                break;
            }
            node = self.tables.trie.step(node, word);
            if node == NONE {
                break;
            }
            let Some(tokens) = self.tokens.get(first..=last) else { break };
            let plain = self.tables.forms.at(node).any(|(number, form)| {
                !form.flags.any(Flags::CTX.with(Flags::LOC).with(Flags::NEVER))
                    && form.role != Role::Demonym
                    && !form.has(LOWER_CASE)
                    && is_place(self.tables.entities.kind(form.entity))
                    && self.tables.forms.is((number, form), self.text, tokens)
            });
            if plain {
                return true;
            }
        }
        false
    }

    /// A city beside another capitalised word is often a club, a paper or a person.
    fn is_not_part_of_a_name(&self, around: Around<'_>) -> bool {
        let before = around.capital_before().is_none_or(|before| {
            self.begins_name(before) || before.caps || around.is_one_of(before, words::DIRECTION)
        });
        let after = around.capital_after().is_none_or(|after| self.begins_name(after) || after.caps);
        before && after
    }

    /// Gives names with an alternative to it where "state of" or a sibling speaks for it.
    pub(super) fn settle(&mut self) {
        let alternatives = std::mem::take(&mut self.alternatives);
        for &(index, alternative, at_once) in &alternatives {
            let entity = Entity::new(self.tables, alternative);
            let Some(owner) = self.found.get(index).map(|mention| mention.entity) else { continue };
            let sibling = |parent: Option<u32>| self.nearest(index, parent, &alternatives);
            let taken = at_once || sibling(entity.parent().map(|one| one.index)) < sibling(Some(owner.index));
            if taken && let Some(mention) = self.found.get_mut(index) {
                mention.entity = entity;
                mention.kind = kind_of(mention.role, entity);
            }
        }
    }

    /// Bytes to the nearest place in the same line that belongs to `parent`, [`MAX_DISTANCE`] where there is none.
    fn nearest(&self, index: usize, parent: Option<u32>, alternatives: &[(usize, u32, bool)]) -> usize {
        let Some(own) = self.found.get(index) else { return MAX_DISTANCE };
        let near = self.found.iter().enumerate().skip(index.saturating_sub(SIBLINGS)).take(2 * SIBLINGS + 1);
        let settled = |other: &usize| alternatives.binary_search_by_key(other, |(index, ..)| *index).is_err();
        near.filter(|(other, mention)| {
            is_place(mention.kind) && parent.is_some() && belongs(mention.entity, parent) && settled(other)
        })
        .filter_map(|(_, other)| {
            let (from, to) = (own.range.end.min(other.range.end), own.range.start.max(other.range.start));
            let between = self.text.get(from..to)?;
            (between.len() < MAX_DISTANCE && !between.contains('\n')).then_some(between.len())
        })
        .min()
        .unwrap_or(MAX_DISTANCE)
    }
}

/// True when `entity` belongs to `parent`, or its own parent does: a city of a state of a country.
fn belongs(entity: Entity<'_>, parent: Option<u32>) -> bool {
    let above = entity.parent();
    let over = above.and_then(|one| one.parent());
    [above, over].into_iter().flatten().any(|one| Some(one.index) == parent)
}

/// How far a sibling may stand, in bytes.
const MAX_DISTANCE: usize = 400;

pub(super) fn is_place(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Country
            | EntityKind::Region
            | EntityKind::Subdivision
            | EntityKind::City
            | EntityKind::Place
    )
}
