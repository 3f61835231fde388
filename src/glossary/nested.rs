//! Names inside longer names: `ONU` in `Assemblée générale de l'ONU`.

use super::entity::Entity;
use super::evidence::is_place;
use super::find::{Finder, Mention, kind_of};
use super::flags::Flags;
use super::trie::ROOT;
use super::vocabulary::NONE;
use crate::Language;

/// An inner name is a little less sure than one that stands alone.
const CONFIDENCE: f32 = 0.8;

impl<'g> Finder<'g, '_, '_> {
    /// Keeps the names inside the mention of the tokens `first..=last` that was just made.
    pub(super) fn nest(&mut self, first: usize, last: usize, language: Language) {
        let Some(outer) = self.found.last().cloned() else { return };
        if is_place(outer.kind) || first == last {
            return;
        }
        let mut at = first;
        while at <= last {
            // The whole is no part of itself.
            match self.inner(at, if at == first { last - 1 } else { last }, language) {
                Some((end, mention)) => {
                    self.inside.push(mention);
                    at = end + 1;
                }
                None => at += 1,
            }
        }
    }

    /// The longest plain name from token `first` that ends at `last` or before, and its last token.
    fn inner(&self, first: usize, last: usize, language: Language) -> Option<(usize, Mention<'g>)> {
        let mut node = ROOT;
        let mut best = None;
        for end in first..=last {
            let word = self.word_of(self.tokens.get(end)?);
            node = if word == NONE { NONE } else { self.tables.trie.step(node, word) };
            if node == NONE {
                break;
            }
            let tokens = self.tokens.get(first..=end)?;
            let found = self.tables.forms.at(node).find(|&(number, form)| {
                let own = self.tables.forms.language(form).is_none_or(|one| one == language);
                own && form.flags.only(Flags::ACR) == form.flags
                    && self.tables.forms.is((number, form), self.text, tokens)
            });
            if let (Some((_, form)), Some(from), Some(to)) = (found, tokens.first(), tokens.last()) {
                let entity = Entity::new(self.tables, form.entity);
                let kind = kind_of(form.role, entity);
                let range = from.start..to.end;
                best = Some((end, Mention { range, entity, kind, role: form.role, confidence: CONFIDENCE }));
            }
        }
        best
    }
}
