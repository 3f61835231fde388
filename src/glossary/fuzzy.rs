//! Names of several words with one letter wrong in one of them.

use std::collections::BTreeMap;

use super::compile::Tables;
use super::entity::{Entity, Role};
use super::find::{Finder, Mention};
use super::flags::Flags;
use super::forms::Form;
use super::token::{Token, fold_into};
use super::trie::ROOT;
use super::vocabulary::NONE;

/// Shorter words have too many neighbours, longer ones are no words.
const LETTERS: std::ops::RangeInclusive<usize> = 5..=24;

/// How sure a name with a wrong letter is.
const CONFIDENCE: f32 = 0.6;

/// The words of a glossary by what is left of them without one letter.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    words: BTreeMap<Vec<u8>, Vec<u32>>,
}

impl Neighbours {
    pub(crate) fn new(tables: &Tables) -> Self {
        let mut all = Self::default();
        for word in 0..tables.words.ends.len() as u32 {
            let letters = tables.words.letters_of(word);
            for part in shortened(letters) {
                all.words.entry(part).or_default().push(word);
            }
        }
        all
    }

    /// Words with one letter of `text` wrong, missing, added, or swapped with its neighbour.
    fn of(&self, text: &str, tables: &Tables) -> Vec<u32> {
        let mut letters = Vec::new();
        fold_into(text, &mut letters);
        let mut near: Vec<u32> =
            shortened(&letters).iter().filter_map(|part| self.words.get(part)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&word| is_near(tables.words.letters_of(word), &letters));
        near
    }
}

/// The word itself and the word without each of its letters; nothing for words that are too short or too long.
fn shortened(letters: &[u8]) -> Vec<Vec<u8>> {
    if !LETTERS.contains(&letters.len()) || !letters.is_ascii() {
        return Vec::new();
    }
    let without = |index: usize| {
        letters.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, &letter)| letter).collect()
    };
    (0..=letters.len()).map(without).collect()
}

/// True at an edit distance of exactly one, a swap of neighbours included.
pub(super) fn is_near(left: &[u8], right: &[u8]) -> bool {
    let start = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.get(start..).unwrap_or_default(), right.get(start..).unwrap_or_default());
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let rest = |side: &[u8]| side.len() - end;
    let (left, right) = (left.get(..rest(left)), right.get(..rest(right)));
    match (left.unwrap_or_default(), right.unwrap_or_default()) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

impl Finder<'_, '_, '_> {
    /// The longest name at token `first` with one wrong letter; returns how many tokens it takes, 0 for none.
    pub(super) fn misspelt(&mut self, first: usize, neighbours: &Neighbours) -> usize {
        // (node, the one word that is misspelt has been passed)
        let mut paths = vec![(ROOT, false)];
        let mut best: Option<(usize, u32)> = None;
        for last in first..first + self.tables.longest as usize {
            let Some(token) = self.tokens.get(last).copied() else { break };
            if token.flag.is_some() || (last == first && !token.capitalised()) {
                break;
            }
            let exact = self.word_of(&token);
            let text = self.text.get(token.start..token.end).unwrap_or_default();
            // A word that names have is meant as it stands.
            let near = if exact == NONE { neighbours.of(text, self.tables) } else { Vec::new() };
            let mut next = Vec::new();
            for &(node, misspelt) in &paths {
                if exact != NONE {
                    next.push((self.tables.trie.step(node, exact), misspelt));
                } else if !misspelt {
                    next.extend(near.iter().map(|&word| (self.tables.trie.step(node, word), true)));
                }
            }
            next.retain(|(node, _)| *node != NONE);
            paths = next;
            if paths.is_empty() {
                break;
            }
            let Some(tokens) = self.tokens.get(first..=last) else { break };
            let ends = paths.iter().filter(|(_, misspelt)| *misspelt && last > first);
            let found = ends
                .flat_map(|&(node, _)| self.tables.forms.at(node))
                .find(|(_, form)| form.flags == Flags::default() && self.fits(form, tokens));
            best = found.map(|(_, form)| (last, form.entity)).or(best);
        }
        let Some((last, entity)) = best else { return 0 };
        let (Some(from), Some(to)) = (self.tokens.get(first), self.tokens.get(last)) else { return 0 };
        let entity = Entity::new(self.tables, entity);
        let range = from.start..to.end;
        let kind = entity.kind();
        self.found.push(Mention { range, entity, kind, role: Role::Misspelling, confidence: CONFIDENCE });
        last - first + 1
    }

    /// The separators fit, and words that begin with a capital in the name do so in the text.
    fn fits(&self, form: &Form, tokens: &[Token]) -> bool {
        self.tables.forms.shape(form).is_some_and(|shape| {
            let capitals =
                shape.letters.iter().zip(tokens).all(|((upper, _), token)| upper & 1 & !token.upper == 0);
            capitals && shape.has_gaps(self.text, tokens)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_one_letter_or_one_swap() {
        for (left, right, wanted) in [
            ("macron", "macrn", true),
            ("macron", "maacron", true),
            ("macron", "mocron", true),
            ("macron", "marcon", true),
            ("macron", "macron", false),
            ("macron", "mokron", false),
            ("macron", "macr", false),
        ] {
            assert_eq!(is_near(left.as_bytes(), right.as_bytes()), wanted, "{left} {right}");
        }
    }
}
