//! The documents that took longest.

use super::Place;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// How many are kept.
const MOST: usize = 20;

/// A document and the time that it took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slow {
    pub(crate) nanoseconds: u64,
    pub(crate) source_bytes: u64,
    pub(crate) place: Place,
    /// The stage that took longest.
    pub(crate) stage: String,
    pub(crate) stage_nanoseconds: u64,
}

/// Slowest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Slowest(pub(crate) Vec<Slow>);

impl Slowest {
    /// False when a document that took so long is not among them.
    pub(crate) fn wants(&self, nanoseconds: u64) -> bool {
        self.0.len() < MOST || self.0.last().is_some_and(|last| nanoseconds > last.nanoseconds)
    }

    pub(crate) fn add(&mut self, slow: Slow) {
        let key = |slow: &Slow| (Reverse(slow.nanoseconds), slow.place.clone());
        let at = self.0.partition_point(|other| key(other) < key(&slow));
        self.0.insert(at, slow);
        self.0.truncate(MOST);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for slow in other.0 {
            self.add(slow);
        }
    }
}
