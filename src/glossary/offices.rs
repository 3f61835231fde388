//! Offices of countries, composed: an office's name and a country beside it are one mention.
//!
//! "British Interior Ministry", "Spain's central bank", "ministère de l'Intérieur du Royaume-Uni", "ministère
//! britannique de l'Intérieur". An office without a country beside it is not linked.

use super::entity::{Entity, Role};
use super::find::{Finder, Mention};
use super::flags::Flags;
use super::kind::EntityKind;
use super::token::Token;
use super::trie::ROOT;
use super::vocabulary::NONE;

/// What stands between an office and the country behind it.
const OF: &[&str] =
    &["of", "of the", "de", "de la", "du", "des", "del", "de los", "de las", "d'", "de l'", "in", "for"];

/// A composed mention is as sure as its less sure part, less this.
const DISCOUNT: f32 = 0.05;

/// Longest text between an office and its country, in bytes.
const MAX_BETWEEN: usize = 12;

impl<'g> Finder<'g, '_, '_> {
    /// Joins offices and the countries beside them; drops the other offices.
    pub(super) fn compose(&mut self) {
        let offices = std::mem::take(&mut self.offices);
        if offices.is_empty() {
            return;
        }
        let found = std::mem::take(&mut self.found);
        let mut pending = std::mem::take(&mut self.pending).into_iter().peekable();
        let office = |index: usize| offices.binary_search_by_key(&index, |(at, _)| *at).ok();
        let mut skip = false;
        for (index, mention) in found.iter().enumerate() {
            if let Some((_, entities)) = pending.next_if(|(at, _)| *at == index) {
                self.pending.push((self.found.len(), entities));
            }
            if std::mem::take(&mut skip) {
                continue;
            }
            let Some(near) = office(index).and_then(|at| offices.get(at)).map(|(_, near)| near) else {
                self.found.push(mention.clone());
                continue;
            };
            let before = self.found.last().cloned();
            let after = found.get(index + 1).filter(|_| office(index + 1).is_none());
            if let Some(country) = after.filter(|country| self.stands_behind(mention, country)) {
                let joined = self.joined(mention, country, mention.range.start..country.range.end);
                self.inside.push(country.clone());
                self.found.push(joined);
                skip = true;
            } else if let Some(country) = before.filter(|country| self.stands_before(mention, country)) {
                let joined = self.joined(mention, &country, country.range.start..mention.range.end);
                self.inside.extend(self.found.pop());
                self.found.push(joined);
            } else if !near.is_empty() {
                self.pending.push((self.found.len(), near.clone()));
                self.found.push(mention.clone());
            }
        }
    }

    fn joined(
        &self,
        office: &Mention<'g>,
        country: &Mention<'g>,
        range: std::ops::Range<usize>,
    ) -> Mention<'g> {
        let entity = Entity::office(self.tables, office.entity.index, country.entity.index);
        let confidence = office.confidence.min(country.confidence) - DISCOUNT;
        Mention { range, entity, kind: entity.kind(), role: office.role, confidence }
    }

    fn between(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).filter(|between| between.len() <= MAX_BETWEEN).unwrap_or("\n")
    }

    /// "ministère de l'Intérieur du Maroc", "Ministerio del Interior marroquí".
    fn stands_behind(&self, office: &Mention<'g>, country: &Mention<'g>) -> bool {
        let between = self.between(office.range.end, country.range.start);
        if between.contains('\n') || country.entity.kind() != EntityKind::Country {
            return false;
        }
        match country.kind {
            // English has the adjective before.
            EntityKind::Demonym => {
                let adjective = self.text.get(country.range.clone()).unwrap_or_default();
                between == " " && adjective.starts_with(char::is_lowercase)
            }
            EntityKind::Country => {
                let words = between.trim().replace(['’', 'ʼ'], "'").to_lowercase();
                between.starts_with(char::is_whitespace) && OF.contains(&words.as_str())
            }
            _ => false,
        }
    }

    /// "Morocco's Interior Ministry", "British Home Secretary", "UK central bank".
    fn stands_before(&self, office: &Mention<'g>, country: &Mention<'g>) -> bool {
        if country.role == Role::Flag || country.entity.kind() != EntityKind::Country {
            return false;
        }
        let own = |kind| matches!(kind, EntityKind::Country | EntityKind::Demonym);
        let adjective = self.text.get(country.range.clone()).unwrap_or_default();
        own(country.kind)
            && adjective.starts_with(char::is_uppercase)
            && matches!(
                self.between(country.range.end, office.range.start),
                " " | "\u{A0}" | "'s " | "’s " | "' " | "’ "
            )
    }

    /// "ministère britannique de l'Intérieur": an office with the adjective inside. Returns how many tokens it takes.
    pub(super) fn office_around_adjective(&mut self, first: usize) -> usize {
        let Some(head) = self.tokens.get(first).copied() else { return 0 };
        if !self.tables.heads.contains(&self.word_of(&head)) {
            return 0;
        }
        let Some((adjective, country)) = self.demonym_at(first + 1) else { return 0 };
        let start = self.tables.trie.step(ROOT, self.word_of(&head));
        let mut node = start;
        let mut best = None;
        let mut words: Vec<Token> = vec![head];
        for last in adjective + 1..adjective + self.tables.longest as usize {
            let Some(token) = self.tokens.get(last).copied() else { break };
            let word = self.word_of(&token);
            node = if word == NONE || node == NONE { NONE } else { self.tables.trie.step(node, word) };
            if node == NONE {
                break;
            }
            words.push(token);
            for (_, form) in self.tables.forms.at(node).filter(|(_, form)| form.flags.has(Flags::OF)) {
                let fits = self.tables.forms.shape(form).is_some_and(|shape| shape.has_letters(words.iter()));
                if fits {
                    best = Some((last, form.entity, form.role));
                }
            }
        }
        let Some((last, office, role)) = best else { return 0 };
        let Some(end) = self.tokens.get(last).map(|token| token.end) else { return 0 };
        if self.text.get(head.start..end).is_none_or(|text| text.contains(['\n', ',', '.', ';', ':', '('])) {
            return 0;
        }
        let entity = Entity::office(self.tables, office, country);
        let kind = entity.kind();
        self.found.push(Mention { range: head.start..end, entity, kind, role, confidence: 0.85 });
        last - first + 1
    }

    /// The demonym of a country at token `first`: its last token and the country.
    fn demonym_at(&self, first: usize) -> Option<(usize, u32)> {
        let mut node = ROOT;
        let mut best = None;
        for last in first..first + self.tables.longest as usize {
            let Some(token) = self.tokens.get(last) else { break };
            let word = self.word_of(token);
            node = if word == NONE { NONE } else { self.tables.trie.step(node, word) };
            if node == NONE {
                break;
            }
            let tokens = self.tokens.get(first..=last)?;
            let found = self.tables.forms.at(node).find(|&(number, form)| {
                form.role == Role::Demonym
                    && self.tables.entities.kind(form.entity) == EntityKind::Country
                    && self.tables.forms.is((number, form), self.text, tokens)
            });
            best = found.map(|(_, form)| (last, form.entity)).or(best);
        }
        best
    }
}
