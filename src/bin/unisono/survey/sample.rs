//! A few of many that differ, chosen by where they stand: the choice is the same in whatever order and parts they are
//! met.

use serde::{Deserialize, Serialize};

/// How many are kept.
const MOST: usize = 4;

/// Where a document stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) input: String,
    pub(crate) line: u64,
    pub(crate) id: String,
}

impl Place {
    /// A number without any order that one would notice.
    pub(crate) fn rank(&self) -> u64 {
        // FNV-1a, then the finalizer of SplitMix64.
        let bytes = self.input.bytes().chain(self.line.to_le_bytes());
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }
}

/// What was found at a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Found<T> {
    rank: u64,
    pub(crate) place: Place,
    pub(crate) what: T,
}

/// Those with the lowest ranks, in order of rank. What is found at several places counts where its rank is lowest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Sample<T>(pub(crate) Vec<Found<T>>);

impl<T> Default for Sample<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> Sample<T> {
    /// False when nothing of that rank would be kept.
    pub(crate) fn wants(&self, rank: u64) -> bool {
        self.0.len() < MOST || self.0.last().is_some_and(|last| rank <= last.rank)
    }

    pub(crate) fn add(&mut self, rank: u64, place: &Place, what: T) {
        if self.wants(rank) {
            self.insert(Found { rank, place: place.clone(), what });
        }
    }

    fn insert(&mut self, found: Found<T>) {
        if let Some(same) = self.0.iter().position(|other| other.what == found.what) {
            if self.0.get(same).is_some_and(|same| *same <= found) {
                return;
            }
            self.0.remove(same);
        }
        let at = self.0.partition_point(|other| *other < found);
        self.0.insert(at, found);
        self.0.truncate(MOST);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for found in other.0 {
            self.insert(found);
        }
    }
}

/// The start of a text, at most `most` characters.
pub(crate) fn start(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", text.get(..end).unwrap_or_default()),
    }
}
