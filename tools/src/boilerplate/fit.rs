//! Logistic regression with a ridge, by Newton's method.

use unisono::boilerplate::training::{Features, ln, logistic};

/// A line to learn from.
pub(crate) struct Row<'a> {
    pub(crate) features: &'a [Features],
    pub(crate) article: bool,
    pub(crate) weight: f64,
}

/// The inverse strength of the ridge on standardized features.
const C: f64 = 0.3;
/// Steps of Newton's method at most; it needs about eight.
const STEPS: usize = 25;
/// Change of a standardized weight below which the fit is done.
const ENOUGH: f64 = 1e-9;

/// The weights of `width` features, the constant first. The features of a row are the parts of `features` in order, the numbers
/// of each part going on where `starts` says.
pub(crate) fn fit(rows: &[Row<'_>], starts: &[usize], width: usize) -> Vec<f64> {
    let size = width + 1;
    let ridge = ridge(rows, starts, size);
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope = vec![0.0; size];
        let mut curve = vec![0.0; size * size];
        for (at, ridge) in ridge.iter().enumerate() {
            slope[at] = -ridge * weights[at];
            curve[at * size + at] = *ridge;
        }
        let mut entries: Vec<(usize, f64)> = Vec::new();
        for row in rows {
            expand(row, starts, &mut entries);
            let p = logistic(entries.iter().map(|(at, value)| weights[*at] * value).sum());
            let pull = row.weight * (f64::from(u8::from(row.article)) - p);
            let bend = row.weight * p * (1.0 - p);
            for (nth, &(at, value)) in entries.iter().enumerate() {
                slope[at] += pull * value;
                let line = &mut curve[at * size..(at + 1) * size];
                let factor = bend * value;
                for &(other, value) in &entries[nth..] {
                    line[other] += factor * value;
                }
            }
        }
        let step = solve(&mut curve, slope, size);
        let mut largest: f64 = 0.0;
        for (at, step) in step.into_iter().enumerate() {
            weights[at] += step;
            largest = largest.max(step.abs() * (ridge[at] * C).sqrt());
        }
        if largest < ENOUGH {
            break;
        }
    }
    weights
}

/// The entries of a row that are not 0, by rising number; the constant is number 0.
fn expand(row: &Row<'_>, starts: &[usize], entries: &mut Vec<(usize, f64)>) {
    entries.clear();
    entries.push((0, 1.0));
    for (part, start) in row.features.iter().zip(starts) {
        entries.extend(part.iter().map(|(at, value)| (1 + start + *at as usize, f64::from(*value))));
    }
    entries.sort_by_key(|entry| entry.0);
}

/// The ridge on weights of features as they are: that on standardized ones, by the variance of each; none on the constant.
fn ridge(rows: &[Row<'_>], starts: &[usize], size: usize) -> Vec<f64> {
    let (mut sums, mut squares) = (vec![0.0; size], vec![0.0; size]);
    let mut entries = Vec::new();
    for row in rows {
        expand(row, starts, &mut entries);
        for &(at, value) in &entries {
            sums[at] += value;
            squares[at] += value * value;
        }
    }
    let count = rows.len().max(1) as f64;
    let variance = |at: usize| squares[at] / count - (sums[at] / count) * (sums[at] / count);
    // A feature that never varies is held at 0 by a ridge that is not.
    (0..size).map(|at| if at == 0 { 0.0 } else { variance(at).max(1e-6) / C }).collect()
}

/// Solves `curve * x = slope` by Cholesky's decomposition of the upper triangle, in place.
fn solve(curve: &mut [f64], slope: Vec<f64>, size: usize) -> Vec<f64> {
    for pivot in 0..size {
        let root = curve[pivot * size + pivot].max(1e-12).sqrt();
        let (head, tail) = curve.split_at_mut((pivot + 1) * size);
        let line = &mut head[pivot * size..];
        line[pivot..size].iter_mut().for_each(|value| *value /= root);
        for below in pivot + 1..size {
            let factor = line[below];
            if factor != 0.0 {
                let target = &mut tail[(below - pivot - 1) * size..][..size];
                for column in below..size {
                    target[column] -= factor * line[column];
                }
            }
        }
        line[pivot] = root;
    }
    let mut x = slope;
    for at in 0..size {
        x[at] /= curve[at * size + at];
        for below in at + 1..size {
            x[below] -= curve[at * size + below] * x[at];
        }
    }
    for at in (0..size).rev() {
        for right in at + 1..size {
            x[at] -= curve[at * size + right] * x[right];
        }
        x[at] /= curve[at * size + at];
    }
    x
}

/// A rising map from log-odds to the share of articles: mean and share in bins, violations pooled. `points` are log-odds, label
/// and weight.
pub(crate) fn rising(points: &[(f64, bool, f64)]) -> Vec<(f64, f64)> {
    const WIDTH: f64 = 0.7;
    const LEAST: f64 = 25.0;
    let mut sorted: Vec<_> = points.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    // Weight, sum of log-odds, sum of articles.
    let mut pools: Vec<[f64; 3]> = Vec::new();
    let mut from = f64::NEG_INFINITY;
    for (x, article, weight) in sorted {
        if x - from > WIDTH && pools.last().is_none_or(|pool| pool[0] >= LEAST) {
            from = x;
            pools.push([0.0; 3]);
        }
        if let Some(pool) = pools.last_mut() {
            pool[0] += weight;
            pool[1] += weight * x;
            pool[2] += if article { weight } else { 0.0 };
        }
    }
    let mut rising: Vec<[f64; 3]> = Vec::new();
    for pool in pools.into_iter().filter(|pool| pool[0] > 0.0) {
        rising.push(pool);
        while let [.., before, last] = rising.as_mut_slice()
            && before[2] / before[0] >= last[2] / last[0]
        {
            let last = *last;
            for (sum, more) in before.iter_mut().zip(last) {
                *sum += more;
            }
            rising.pop();
        }
    }
    rising.into_iter().map(|[weight, x, articles]| (x / weight, articles / weight)).collect()
}

/// The mean of minus the logarithm of the probability that was given to what is the case.
pub(crate) fn log_loss(p: f64, article: bool) -> f64 {
    -ln(if article { p } else { 1.0 - p }.max(1e-6))
}
