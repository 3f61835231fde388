//! Counts by key: while they grow, in bounded memory, and when they are done, sorted.

use std::collections::HashMap;

/// Bytes that a map needs for a place: the entry and its control byte, and as much again while it grows or is thinned out.
const PLACE: usize = (size_of::<(u64, u32)>() + 1) * 2;

/// Counts by key that take no more memory than they are given.
///
/// When there are more keys than room, only those in the lower half of the range of keys are counted from then on, and those
/// above are forgotten. So what is left depends on the set of keys alone, never on the order in which they came.
#[derive(Debug)]
pub(super) struct Bounded {
    counts: HashMap<u64, u32>,
    room: usize,
    limit: u64,
}

impl Bounded {
    /// Counts that fit into so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        // A map has a power of two of places, and fills seven eighths of them.
        let places = (bytes / PLACE).max(8);
        let places = 1 << places.ilog2();
        Self { counts: HashMap::new(), room: places / 8 * 7, limit: u64::MAX }
    }

    pub(super) fn add_one(&mut self, key: u64) {
        if key > self.limit {
            return;
        }
        if let Some(count) = self.counts.get_mut(&key) {
            *count = count.saturating_add(1);
            return;
        }
        while self.counts.len() >= self.room && key <= self.limit && self.limit > 0 {
            self.limit >>= 1;
            self.thin_out();
        }
        if key <= self.limit {
            self.counts.insert(key, 1);
        }
    }

    /// Forgets keys above the limit. The map is filled anew: one that has only been removed from may still grow.
    fn thin_out(&mut self) {
        let limit = self.limit;
        let kept = self.counts.keys().filter(|key| **key <= limit).count();
        let mut entries = Vec::with_capacity(kept);
        entries.extend(self.counts.drain().filter(|(key, _)| *key <= limit));
        self.counts.clear();
        self.counts.extend(entries);
    }

    pub(super) fn sorted(self) -> Counts {
        let mut entries: Vec<(u64, u32)> = self.counts.into_iter().collect();
        entries.sort_unstable();
        let (keys, documents) = entries.into_iter().unzip();
        Counts { limit: self.limit, keys, documents }
    }
}

/// Counts by ascending key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// Keys up to here were counted.
    pub(super) limit: u64,
    keys: Vec<u64>,
    documents: Vec<u32>,
}

impl Default for Counts {
    fn default() -> Self {
        Self { limit: u64::MAX, keys: Vec::new(), documents: Vec::new() }
    }
}

impl Counts {
    pub(super) fn with_limit(limit: u64) -> Self {
        Self { limit, ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn get(&self, key: u64) -> u32 {
        self.keys.binary_search(&key).ok().and_then(|at| self.documents.get(at)).copied().unwrap_or(0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.keys.iter().copied().zip(self.documents.iter().copied())
    }

    /// Appends a count. False when the key is not above all others, is above the limit, or was never seen.
    #[must_use]
    pub(super) fn push(&mut self, key: u64, count: u32) -> bool {
        let good = key <= self.limit && count > 0 && self.keys.last().is_none_or(|last| *last < key);
        if good {
            self.keys.push(key);
            self.documents.push(count);
        }
        good
    }

    /// Forgets keys that were counted less often.
    pub(super) fn prune(&mut self, least: u32) {
        let kept = self.iter().filter(|(_, count)| *count >= least).unzip();
        (self.keys, self.documents) = kept;
    }

    /// Both, added up. What only one of them could count is gone.
    pub(super) fn merged(&self, other: &Self) -> Self {
        let mut sum = Self::with_limit(self.limit.min(other.limit));
        let limit = sum.limit;
        let mut ours = self.iter().take_while(|(key, _)| *key <= limit).peekable();
        let mut theirs = other.iter().take_while(|(key, _)| *key <= limit).peekable();
        loop {
            let key = match (ours.peek(), theirs.peek()) {
                (Some((a, _)), Some((b, _))) => *a.min(b),
                (Some((key, _)), None) | (None, Some((key, _))) => *key,
                (None, None) => return sum,
            };
            let one = ours.next_if(|(ours, _)| *ours == key).map_or(0, |(_, count)| count);
            let other = theirs.next_if(|(theirs, _)| *theirs == key).map_or(0, |(_, count)| count);
            sum.keys.push(key);
            sum.documents.push(one.saturating_add(other));
        }
    }

    /// Of how many keys one was counted.
    pub(super) fn one_in(&self) -> u64 {
        1 << self.limit.leading_zeros().min(63)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_does_not_depend_on_the_order_and_fits() {
        let keys: Vec<u64> = (1..=1000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let count = |keys: &mut dyn Iterator<Item = &u64>| {
            let mut counts = Bounded::new(PLACE * 64);
            for key in keys {
                counts.add_one(*key);
                assert!(counts.counts.len() <= 56 && counts.counts.capacity() <= 56);
            }
            counts.sorted()
        };
        let forth = count(&mut keys.iter().chain(&keys));
        let back = count(&mut keys.iter().rev().flat_map(|key| [key, key]));
        assert_eq!(forth, back);
        assert!(forth.len() > 20 && forth.one_in() >= 16, "{} {}", forth.len(), forth.one_in());
        assert!(forth.iter().all(|(_, count)| count == 2));
        // No more was given up than had to be.
        let twice = keys.iter().filter(|key| **key <= forth.limit * 2 + 1).count();
        assert!(twice > 56, "{twice}");
    }

    #[test]
    fn sums_keep_what_both_could_count() {
        let make = |limit, pairs: &[(u64, u32)]| {
            let mut counts = Counts::with_limit(limit);
            assert!(pairs.iter().all(|(key, count)| counts.push(*key, *count)));
            counts
        };
        let all = make(u64::MAX, &[(1, u32::MAX), (5, 2), (900, 1)]);
        let half = make(u64::MAX >> 57, &[(1, 3), (4, 1)]);
        let sum = all.merged(&half);
        assert_eq!(sum.iter().collect::<Vec<_>>(), [(1, u32::MAX), (4, 1), (5, 2)]);
        assert_eq!(sum, half.merged(&all));
        assert_eq!((sum.get(5), sum.get(6)), (2, 0));
    }
}
