//! Candidates by bands, groups by union and find.

use super::learn::Learner;
use super::sketch::similarity;

/// Documents of a band with the same values that a further one is compared with. Pages of a site that have their frame in common can be
/// in one band by the thousand; each is compared with so many, and not with all.
const LEADERS: usize = 16;

/// Groups of documents; the first one in the order of the input stands for a group.
pub(super) struct Groups(Vec<u32>);

impl Groups {
    /// Groups of copies, each document with the first one that it is a copy of.
    pub(super) fn of(first: &[u32]) -> Self {
        Self(first.to_vec())
    }

    /// The first document of the group.
    pub(super) fn first(&mut self, mut nth: u32) -> u32 {
        while let Some(&above) = self.0.get(nth as usize) {
            if above == nth {
                break;
            }
            // Halves the way of the next one who asks.
            let next = self.0.get(above as usize).copied().unwrap_or(above);
            if let Some(place) = self.0.get_mut(nth as usize) {
                *place = next;
            }
            nth = next;
        }
        nth
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(place) = self.0.get_mut(one.max(other) as usize) {
            *place = one.min(other);
        }
    }
}

/// Joins the near copies. Of documents with the same words only the first takes part.
pub(super) fn near(learner: &Learner, first: &[u32], groups: &mut Groups) {
    let (rows, least) = (usize::from(learner.parameters.rows), learner.parameters.similarity);
    let unique: Vec<u32> =
        (0..).zip(first).filter(|(nth, first)| nth == *first).map(|(nth, _)| nth).collect();
    let mut band: Vec<(u64, u32)> = Vec::with_capacity(unique.len());
    for at in (0..learner.parameters.bytes()).step_by(rows) {
        band.clear();
        for &nth in &unique {
            let values = learner.signature(nth as usize).get(at..at + rows).unwrap_or_default();
            band.push((values.iter().fold(0, |word, &value| word << 8 | u64::from(value)), nth));
        }
        band.sort_unstable();
        for same in band.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
            let mut leaders: Vec<u32> = Vec::new();
            let mut turn = 0;
            for &(_, nth) in same {
                let signature = learner.signature(nth as usize);
                let group = groups.first(nth);
                let mut alone = true;
                for &leader in &leaders {
                    if groups.first(leader) == group {
                        alone = false;
                    } else if similarity(signature, learner.signature(leader as usize)) >= least {
                        groups.join(leader, nth);
                        alone = false;
                    } else {
                        continue;
                    }
                    break;
                }
                if alone && leaders.len() < LEADERS {
                    leaders.push(nth);
                } else if alone {
                    // The oldest makes room: near copies tend to follow each other.
                    if let Some(place) = leaders.get_mut(turn % LEADERS) {
                        *place = nth;
                    }
                    turn += 1;
                }
            }
        }
    }
}
