//! Normalization form C, on the segments that are not in it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

use super::class::{Settled, settled};
use super::region::Unit;
use super::rules::Rule;

/// Buffers that outlive a region.
#[derive(Debug, Default)]
pub(super) struct Composer {
    units: Vec<Unit>,
    old: Vec<char>,
    new: Vec<char>,
}

impl Composer {
    pub(super) fn compose(&mut self, units: &mut Vec<Unit>) {
        if is_composed(units.iter().filter(|unit| unit.live).map(|unit| unit.ch)) {
            return;
        }
        self.units.clear();
        let mut rest = units.as_slice();
        while !rest.is_empty() {
            let cut = rest.iter().skip(1).position(|unit| unit.live && settled(unit.ch).begins());
            let (segment, behind) = rest.split_at(cut.map_or(rest.len(), |k| k + 1));
            self.segment(segment);
            rest = behind;
        }
        std::mem::swap(units, &mut self.units);
    }

    fn segment(&mut self, segment: &[Unit]) {
        self.old.clear();
        self.old.extend(segment.iter().filter(|unit| unit.live).map(|unit| unit.ch));
        if is_composed(self.old.iter().copied()) {
            return self.units.extend_from_slice(segment);
        }
        self.new.clear();
        match self.old.as_slice() {
            // Nothing but a letter and its mark: by far the most frequent case.
            &[letter, mark]
                if letter.is_ascii() && settled(mark) == Settled::No && compose(letter, mark).is_some() =>
            {
                self.new.extend(compose(letter, mark));
            }
            old => self.new.extend(old.iter().copied().nfc()),
        }
        if self.old == self.new {
            return self.units.extend_from_slice(segment);
        }
        let pairs = self.old.iter().zip(&self.new);
        let head = pairs.take_while(|(a, b)| a == b).count().min(self.old.len().min(self.new.len()) - 1);
        let (old, new) = (self.old.get(head..).unwrap_or_default(), self.new.get(head..).unwrap_or_default());
        let pairs = old.iter().rev().zip(new.iter().rev());
        let tail = pairs.take_while(|(a, b)| a == b).count().min(old.len().min(new.len()) - 1);

        let live = |skip: usize| {
            segment.iter().enumerate().filter(|(_, unit)| unit.live).nth(skip).map_or(0, |(k, _)| k)
        };
        let (first, last) = (live(head), live(self.old.len() - 1 - tail));
        let (Some(start), Some(end)) = (segment.get(first), segment.get(last)) else { return };
        self.units.extend_from_slice(segment.get(..first).unwrap_or_default());
        for (k, &ch) in new.iter().take(new.len() - tail).enumerate() {
            let at = if k == 0 { start.at } else { end.end() };
            let len = if k == 0 { end.end() - start.at } else { 0 };
            self.units.push(Unit { ch, at, len, rule: Some(Rule::Nfc), live: true });
        }
        self.units.extend_from_slice(segment.get(last + 1..).unwrap_or_default());
    }
}

/// In form C for certain, by the quick check of UAX 15.
fn is_composed(chars: impl Iterator<Item = char>) -> bool {
    let mut last = 0;
    for c in chars {
        let combining = match settled(c) {
            Settled::Starter => 0,
            Settled::Mark => canonical_combining_class(c),
            Settled::Replaced | Settled::No => return false,
        };
        if combining != 0 && combining < last {
            return false;
        }
        last = combining;
    }
    true
}
