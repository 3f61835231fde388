//! Last names of persons whose whole name stands before in the document.

use std::collections::BTreeMap;

use super::entity::{Entity, Role};
use super::find::{Finder, Mention};
use super::kind::EntityKind;
use super::token::{Token, Tokens};
use super::words;

/// Shorter last names are too often something else.
const MIN_LETTERS: u32 = 3;

/// How sure a mention by last name is.
const CONFIDENCE: f32 = 0.8;

/// The person behind a last name: from which byte on, and which letters are upper case. `None` where two have it.
type Known<'g> = BTreeMap<u64, (usize, u64, Option<Entity<'g>>)>;

impl<'g> Finder<'g, '_, '_> {
    /// Adds mentions by last name alone.
    pub(super) fn short_forms(&mut self) {
        let mut known: Known<'g> = BTreeMap::new();
        for mention in self.found.iter().filter(|mention| mention.kind == EntityKind::Person) {
            let surface = self.text.get(mention.range.clone()).unwrap_or_default();
            let mut tokens = Tokens::with_seed(surface, self.tables.seed);
            let (Some(_), Some(last)) = (tokens.next(), tokens.last()) else { continue };
            if last.letters < MIN_LETTERS || !last.capitalised() {
                continue;
            }
            let entry =
                known.entry(last.hash).or_insert((mention.range.end, last.upper, Some(mention.entity)));
            if entry.2 != Some(mention.entity) {
                entry.2 = None;
            }
        }
        if known.is_empty() {
            return;
        }
        let more = self.last_names(&known);
        if !more.is_empty() {
            self.found.extend(more);
            self.found.sort_by_key(|mention| mention.range.start);
        }
    }

    fn last_names(&self, known: &Known<'g>) -> Vec<Mention<'g>> {
        let mut more = Vec::new();
        let mut mentions = self.found.iter().peekable();
        // The tokens before, at and after the one that is looked at.
        let mut window: [Option<Token>; 3] = [None; 3];
        let mut tokens = Tokens::with_seed(self.text, self.tables.seed);
        loop {
            window = [window[1], window[2], tokens.next()];
            let [_, token, next] = window;
            let Some(token) = token else {
                if next.is_none() {
                    break;
                }
                continue;
            };
            while mentions.next_if(|mention| mention.range.end <= token.start).is_some() {}
            let free = mentions.peek().is_none_or(|mention| token.end <= mention.range.start);
            let Some(&(from, upper, Some(entity))) = known.get(&token.hash) else { continue };
            if !free || token.start < from || upper & !token.upper != 0 {
                continue;
            }
            let around = window.map(Option::unwrap_or_default);
            let around = super::context::Around { text: self.text, tokens: &around, first: 1, last: 1 };
            let alone = around.capital_before().is_none_or(|before| {
                before.end == 0 || around.is_one_of(before, words::TITLE) || before.caps
            }) && around.capital_after().is_none_or(|after| after.end == 0);
            if alone {
                more.push(Mention {
                    range: token.start..token.end,
                    entity,
                    kind: EntityKind::Person,
                    role: Role::Alias,
                    confidence: CONFIDENCE,
                });
            }
        }
        more
    }
}
