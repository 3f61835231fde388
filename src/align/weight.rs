//! Features weighted by how rare they are, and the cosine of two documents.

use std::collections::BTreeMap;

use super::features::Features;

/// A feature of more documents than this links none of them: what every document has says nothing, and comparing all
/// with all would be quadratic.
const MAX_DOCUMENTS: usize = 400;

/// Documents as unit vectors of weighted features.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vectors {
    /// For each document its features in order, with their weights.
    documents: Vec<Vec<(u32, f64)>>,
    /// For each feature the documents that have it, with their weights.
    index: Vec<Vec<(u32, f64)>>,
}

impl Vectors {
    pub(super) fn new(documents: &[Features]) -> Self {
        let count = documents.len() as u64;
        let mut having: BTreeMap<&str, u64> = BTreeMap::new();
        for feature in documents.iter().flat_map(BTreeMap::keys) {
            *having.entry(feature).or_default() += 1;
        }
        let numbered: BTreeMap<&str, (u32, f64)> = (0..)
            .zip(&having)
            .map(|(number, (feature, with))| (*feature, (number, log2((count + 1) as f64 / *with as f64))))
            .collect();
        let mut index = vec![Vec::new(); numbered.len()];
        let mut vectors = Vec::with_capacity(documents.len());
        for (number, document) in (0..).zip(documents) {
            let weigh = |(feature, &times): (&String, &f64)| {
                numbered.get(feature.as_str()).map(|&(feature, rare)| (feature, times * rare))
            };
            let mut vector: Vec<(u32, f64)> = document.iter().filter_map(weigh).collect();
            let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
            for (feature, weight) in &mut vector {
                *weight = if length > 0.0 { *weight / length } else { 0.0 };
                if let Some(list) = index.get_mut(*feature as usize) {
                    list.push((number, *weight));
                }
            }
            vectors.push(vector);
        }
        Self { documents: vectors, index }
    }

    /// The cosine of two documents, rounded to thousandths.
    pub(super) fn cosine(&self, left: usize, right: usize) -> f64 {
        let (Some(left), Some(right)) = (self.documents.get(left), self.documents.get(right)) else {
            return 0.0;
        };
        let other: BTreeMap<u32, f64> = right.iter().copied().collect();
        rounded(left.iter().filter_map(|(feature, weight)| Some(weight * other.get(feature)?)).sum())
    }

    /// The documents that share a feature with `document`, in order, with their cosine.
    pub(super) fn neighbours(&self, document: usize) -> Vec<(usize, f64)> {
        let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
        for (feature, weight) in self.documents.get(document).into_iter().flatten() {
            let Some(list) = self.index.get(*feature as usize) else { continue };
            if list.len() > MAX_DOCUMENTS {
                continue;
            }
            for (other, theirs) in list.iter().filter(|(other, _)| *other as usize != document) {
                *sums.entry(*other).or_default() += weight * theirs;
            }
        }
        sums.into_iter()
            .map(|(other, sum)| (other as usize, rounded(sum)))
            .filter(|(_, sum)| *sum > 0.0)
            .collect()
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The binary logarithm of a number from 1 on, linear between powers of two: the same on every platform.
fn log2(value: f64) -> f64 {
    let (mut rest, mut whole) = (value.max(1.0), 0.0);
    while rest >= 2.0 {
        rest /= 2.0;
        whole += 1.0;
    }
    whole + rest - 1.0
}
