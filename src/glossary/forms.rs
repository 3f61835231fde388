//! The names themselves, as flat records.

use std::collections::BTreeMap;

use super::entity::Role;
use super::flags::Flags;
use super::shape::Shape;
use super::token::Token;
use crate::Language;

/// A record of every language.
pub(crate) const EVERY: u8 = u8::MAX;

/// One name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) entity: u32,
    pub(crate) shape: u32,
    pub(crate) flags: Flags,
    pub(crate) role: Role,
    /// Index in [`Forms::languages`], or [`EVERY`].
    pub(crate) language: u8,
    pub(crate) bits: u8,
}

/// The form ends with a full stop, which belongs to the mention where the text has it.
pub(crate) const FINAL_STOP: u8 = 1;
/// No letter of it is upper case.
pub(crate) const LOWER_CASE: u8 = 2;
/// It has two bytes or fewer.
pub(crate) const SHORT: u8 = 4;

impl Form {
    pub(crate) fn has(&self, bit: u8) -> bool {
        self.bits & bit != 0
    }
}

/// All names, those of one node of the trie side by side.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Forms {
    pub(crate) records: Vec<Form>,
    /// For each node where its names begin; one more than there are nodes.
    pub(crate) starts: Vec<u32>,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) languages: Vec<Language>,
    /// The letters of names that are taken only with exactly these, by the index of their record.
    pub(crate) exact: BTreeMap<u32, Box<str>>,
}

impl Forms {
    fn range(&self, node: u32) -> std::ops::Range<usize> {
        let at = |node: u32| self.starts.get(node as usize).copied().unwrap_or(0) as usize;
        at(node)..at(node.saturating_add(1))
    }

    /// The names that end at `node`, with their numbers.
    pub(crate) fn at(&self, node: u32) -> impl Iterator<Item = (u32, &Form)> {
        let range = self.range(node);
        let records = self.records.get(range.clone()).unwrap_or_default();
        records.iter().enumerate().map(move |(index, form)| ((range.start + index) as u32, form))
    }

    /// True when a name ends at `node`.
    pub(crate) fn any_at(&self, node: u32) -> bool {
        !self.range(node).is_empty()
    }

    /// The language of a name; `None` for every language.
    pub(crate) fn language(&self, form: &Form) -> Option<Language> {
        self.languages.get(usize::from(form.language)).copied()
    }

    /// The shape of a name.
    pub(crate) fn shape(&self, form: &Form) -> Option<&Shape> {
        self.shapes.get(form.shape as usize)
    }

    /// True when the tokens of a text are this name: case, accents, separators.
    pub(crate) fn is(&self, (number, form): (u32, &Form), text: &str, tokens: &[Token]) -> bool {
        if form.flags.has(Flags::EXACT) {
            let range = tokens.first().zip(tokens.last()).map(|(first, last)| first.start..last.end);
            return range.and_then(|range| text.get(range)) == self.exact.get(&number).map(|form| &**form);
        }
        self.shape(form).is_some_and(|shape| shape.has_letters(tokens.iter()) && shape.has_gaps(text, tokens))
    }
}
