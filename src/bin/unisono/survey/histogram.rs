//! Counts by size.

use serde::{Deserialize, Serialize};

/// Parts into which shares from 0 to 1 are counted.
pub(crate) const SHARES: usize = 20;
/// Parts into which lengths are counted: by powers of two, the last without an end.
pub(crate) const LENGTHS: usize = 22;

/// How many there are of each size.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Histogram(pub(crate) Vec<u64>);

impl Histogram {
    fn add(&mut self, part: usize, parts: usize) {
        self.0.resize(self.0.len().max(parts), 0);
        if let Some(count) = self.0.get_mut(part.min(parts - 1)) {
            *count += 1;
        }
    }

    /// Counts a share from 0 to 1.
    pub(crate) fn add_share(&mut self, share: f32) {
        self.add(usize::from(ten_thousandths(share)) * SHARES / 10_000, SHARES);
    }

    /// Counts a length: part n holds those from 2^n up to, without it, 2^(n + 1), the first the length 0 too.
    pub(crate) fn add_length(&mut self, length: usize) {
        self.add(length.max(1).ilog2() as usize, LENGTHS);
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (own, count) in self.0.iter_mut().zip(&other.0) {
            *own += count;
        }
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// A share as a number that adds up exactly.
pub(crate) fn ten_thousandths(share: f32) -> u16 {
    // Within 0 and 10,000; a NaN becomes 0.
    (share.clamp(0.0, 1.0) * 10_000.0).round() as u16
}
