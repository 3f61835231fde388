//! The changes of one line, collected by several rules and given in order.

use std::ops::Range;

use super::Rule;
use super::convention::{Convention, NARROW, Place, WIDE};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) replacement: &'static str,
    pub(super) rule: Rule,
}

/// The changes so far, and the convention of the document, which is counted at the first question about it.
pub(super) struct Changes<'c> {
    found: &'c mut Vec<Change>,
    convention: &'c mut dyn FnMut() -> Convention,
}

impl<'c> Changes<'c> {
    pub(super) fn new(found: &'c mut Vec<Change>, convention: &'c mut dyn FnMut() -> Convention) -> Self {
        Self { found, convention }
    }

    pub(super) fn put(&mut self, range: Range<usize>, replacement: &'static str, rule: Rule) {
        self.found.push(Change { range, replacement, rule });
    }

    pub(super) fn space(&mut self, range: Range<usize>, place: Place, rule: Rule) {
        let space = (self.convention)().space(place);
        self.put(range, space, rule);
    }

    pub(super) fn opening(&mut self, range: Range<usize>, rule: Rule) {
        let narrow = (self.convention)().space(Place::Guillemets) == NARROW;
        self.put(range, if narrow { "«\u{202F}" } else { "«\u{A0}" }, rule);
    }

    pub(super) fn closing(&mut self, range: Range<usize>, rule: Rule) {
        let wide = (self.convention)().space(Place::Guillemets) == WIDE;
        self.put(range, if wide { "\u{A0}»" } else { "\u{202F}»" }, rule);
    }

    /// A place to go back to.
    pub(super) fn mark(&self) -> usize {
        self.found.len()
    }

    pub(super) fn back_to(&mut self, mark: usize) {
        self.found.truncate(mark);
    }
}

/// Puts the changes of a line in order; of two that touch the same bytes the first in the text stays.
pub(super) fn settle(changes: &mut Vec<Change>) {
    changes.sort_by_key(|change| (change.range.start, change.range.end));
    let mut end = 0;
    changes.retain(|change| {
        let free = change.range.start >= end;
        if free {
            end = change.range.end;
        }
        free
    });
}
