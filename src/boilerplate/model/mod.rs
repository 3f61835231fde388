//! The probability that a line is article text: two logistic regressions, one on top of the other.
//!
//! The first sees a line alone, the second sees the line, its neighbours' probabilities and its place in the text. There are two
//! sets of weights, one for the whole text of a page (`raw`) and one for text that an extractor made (`mixed`); a gate weighs
//! them by the share of prose lines. A monotone map for each makes probabilities of scores.

mod context;
pub(crate) mod maths;
mod own;
mod scene;
mod segment;
mod table;

pub(crate) use context::{Context, Flow, context};
pub(crate) use own::{Own, own};
pub(crate) use scene::{Member, Scene};
pub(crate) use table::Model;

use maths::{logistic, logit};

use super::shape::Shape;

/// Takes the features of a line, each at most once; what is not put is 0.
pub(crate) trait Sink {
    fn put(&mut self, feature: usize, value: f32);
}

/// Declares features: their numbers and their names.
macro_rules! features {
    ($(#[$about:meta])* $name:ident { $($feature:ident),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        // Some are put by their number, as one of a row.
        #[allow(dead_code)]
        pub(crate) enum $name { $($feature),* }

        impl $name {
            /// Their names, in the order of their numbers.
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($feature)),*];
        }
    };
}
use features;

/// Which weights: for the whole text of a page, or for both that and what an extractor left of it.
pub(crate) const SETS: usize = 2;
pub(crate) const RAW: usize = 0;
pub(crate) const MIXED: usize = 1;

/// What the features of a line alone add up to: for each set the first stage and the part of the second.
pub(crate) type Dots = [f32; 2 * SETS];

/// Features of a text by which the gate tells a page from what an extractor left of it: share of prose lines, of short lines, of
/// lines with a strong phrase, logarithms of their number and of the number of lines, share of lines that stand there twice, and
/// whether the rules take it for a page.
pub(crate) const GATE: usize = 7;

struct Adding<'m> {
    weights: &'m [Dots],
    sums: Dots,
}

impl Sink for Adding<'_> {
    fn put(&mut self, feature: usize, value: f32) {
        if let Some(weights) = self.weights.get(feature) {
            for (sum, weight) in self.sums.iter_mut().zip(weights) {
                *sum += weight * value;
            }
        }
    }
}

struct AddingContext<'m> {
    weights: &'m [[f32; SETS]],
    set: usize,
    sum: f32,
}

impl Sink for AddingContext<'_> {
    fn put(&mut self, feature: usize, value: f32) {
        if let Some(weight) = self.weights.get(feature).and_then(|weights| weights.get(self.set)) {
            self.sum += weight * value;
        }
    }
}

/// What each feature adds, for itself.
struct Weighed<'s, W> {
    sums: &'s mut [f32],
    weight: W,
    share: f32,
}

impl<W: Fn(usize) -> f32> Sink for Weighed<'_, W> {
    fn put(&mut self, feature: usize, value: f32) {
        if let Some(sum) = self.sums.get_mut(feature) {
            *sum += self.share * (self.weight)(feature) * value;
        }
    }
}

impl Model {
    /// The sums of a line alone.
    pub(crate) fn dots(&self, shape: &Shape) -> Dots {
        let mut adding = Adding { weights: &self.own, sums: self.bias };
        own(shape, &mut adding);
        adding.sums
    }

    /// How much the weights for extracted text count in a scene, 0 to 1.
    pub(crate) fn gate(&self, scene: &Scene) -> f32 {
        let [bias, weights @ ..] = &self.gate;
        let sum: f32 = weights.iter().zip(&scene.gate).map(|(weight, value)| weight * value).sum();
        let p = logistic(f64::from(bias + sum)) as f32;
        // Where there is hardly any doubt one set is enough.
        if p < 0.1 {
            0.0
        } else if p > 0.9 {
            1.0
        } else {
            p
        }
    }

    /// The probability of every line of a scene, in order, rounded to four decimals. `dots` has the sums of the lines.
    pub(crate) fn probabilities(&self, scene: &Scene, dots: &[Dots]) -> Vec<f32> {
        let mixed = self.gate(scene);
        let set = |set: usize| {
            let scores = self.scores(scene, dots, set);
            scores.into_iter().map(move |score| self.calibrated(set, logistic(score)))
        };
        let round = |p: f64| ((p * 1e4).round() / 1e4) as f32;
        if mixed <= 0.0 {
            set(RAW).map(round).collect()
        } else if mixed >= 1.0 {
            set(MIXED).map(round).collect()
        } else {
            let share = f64::from(mixed);
            set(RAW).zip(set(MIXED)).map(|(raw, mixed)| round(raw + share * (mixed - raw))).collect()
        }
    }

    /// What every feature of the line `at`, whose measures are `shape`, adds to the log-odds of the second stage; those that add
    /// nothing are left out.
    pub(crate) fn contributions(
        &self,
        scene: &Scene,
        dots: &[Dots],
        shape: &Shape,
        at: usize,
    ) -> Vec<(&'static str, f32)> {
        let mixed = self.gate(scene);
        let mut own_sums = vec![0.0; Own::NAMES.len()];
        let mut context_sums = vec![0.0; Context::NAMES.len()];
        for (set, share) in [(RAW, 1.0 - mixed), (MIXED, mixed)].into_iter().filter(|(_, share)| *share > 0.0)
        {
            let part = |dots: &Dots| f64::from(dots.get(2 * set).copied().unwrap_or_default());
            let alone: Vec<f32> = dots.iter().map(|dots| logistic(part(dots)) as f32).collect();
            let weight = |feature: usize| self.own.get(feature).map_or(0.0, |weights| weights[2 * set + 1]);
            own(shape, &mut Weighed { sums: &mut own_sums, weight, share });
            let weight = |feature: usize| self.context.get(feature).map_or(0.0, |weights| weights[set]);
            context(&Flow::new(scene, &alone), at, &mut Weighed { sums: &mut context_sums, weight, share });
        }
        let own = Own::NAMES.iter().copied().zip(own_sums);
        own.chain(Context::NAMES.iter().copied().zip(context_sums)).filter(|(_, sum)| *sum != 0.0).collect()
    }

    /// The log-odds of the second stage, before the calibration.
    fn scores(&self, scene: &Scene, dots: &[Dots], set: usize) -> Vec<f64> {
        let part = |dots: &Dots, at: usize| f64::from(dots.get(at).copied().unwrap_or_default());
        let alone: Vec<f32> = dots.iter().map(|dots| logistic(part(dots, 2 * set)) as f32).collect();
        let flow = Flow::new(scene, &alone);
        dots.iter()
            .enumerate()
            .map(|(at, dots)| {
                let mut adding = AddingContext { weights: &self.context, set, sum: 0.0 };
                context(&flow, at, &mut adding);
                part(dots, 2 * set + 1) + f64::from(adding.sum)
            })
            .collect()
    }

    /// The probability behind a score of the second stage, by the map of that set.
    fn calibrated(&self, set: usize, score: f64) -> f64 {
        let Some(knots) = self.calibration.get(set).filter(|knots| !knots.is_empty()) else { return score };
        let x = logit(score);
        let next = knots.partition_point(|knot| knot.0 < x);
        let value = match (next.checked_sub(1).and_then(|at| knots.get(at)), knots.get(next)) {
            (Some(low), Some(high)) => low.1 + (high.1 - low.1) * (x - low.0) / (high.0 - low.0),
            (Some(only), None) | (None, Some(only)) => only.1,
            (None, None) => score,
        };
        value.clamp(0.0, 1.0)
    }
}
