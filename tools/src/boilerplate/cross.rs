//! Training with sites held apart.
//!
//! The second stage is trained on probabilities that the first stage gave to sites it had not seen. With the sites in folds, the
//! first stage is fitted once for every pair of folds that is left out, so that figures on a fold come from weights in which the
//! fold has no part at all.

use std::collections::BTreeMap;

use unisono::boilerplate::training::{CONTEXT, Features, OWN, Weights, logistic, logit};

use super::corpus::NEUTRAL;
use super::fit::{Row, fit, rising};
use super::{FOLDS, Labelled};

/// Folds that are left out, as bits.
type Without = u32;

/// Features of the gate.
const GATE: usize = 7;

/// Trains on labelled texts and keeps what was fitted.
pub(crate) struct Trainer<'t> {
    texts: &'t [Labelled],
    /// Weight of every line of every text.
    weights: Vec<Vec<f64>>,
    first: BTreeMap<(usize, Without), Vec<f64>>,
}

/// One set of weights in the making.
struct Fitted {
    first: Vec<f64>,
    second: Vec<f64>,
}

impl<'t> Trainer<'t> {
    pub(crate) fn new(texts: &'t [Labelled]) -> Self {
        let weights = texts.iter().map(line_weights).collect();
        Self { texts, weights, first: BTreeMap::new() }
    }

    /// The weights from all texts.
    pub(crate) fn whole(&mut self) -> Weights {
        let held_out = self.scores();
        let mut model = Weights::default();
        model.set_gate(&self.gate(0));
        for set in 0..2 {
            let fitted = self.fitted(set, 0);
            model.set(set, 0, &fitted.first);
            model.set(set, 1, &fitted.second);
            model.calibrate(set, self.calibration(&held_out, set, None));
        }
        model
    }

    /// For every fold the weights from the other folds.
    pub(crate) fn held_out(&mut self) -> Vec<Weights> {
        let held_out = self.scores();
        (0..FOLDS)
            .map(|fold| {
                let mut model = Weights::default();
                model.set_gate(&self.gate(1 << fold));
                for set in 0..2 {
                    let fitted = self.fitted(set, 1 << fold);
                    model.set(set, 0, &fitted.first);
                    model.set(set, 1, &fitted.second);
                    model.calibrate(set, self.calibration(&held_out, set, Some(fold)));
                }
                model
            })
            .collect()
    }

    /// Log-odds of every line by weights in which its fold has no part, for both sets.
    fn scores(&mut self) -> [Vec<Vec<f64>>; 2] {
        [0, 1].map(|set| {
            let folds: Vec<Fitted> = (0..FOLDS).map(|fold| self.fitted(set, 1 << fold)).collect();
            self.texts
                .iter()
                .map(|text| {
                    let Fitted { first, second } = &folds[text.fold];
                    let context = text.measured().context(&alone(text, first));
                    let parts = text.own.iter().zip(&context);
                    parts
                        .map(|(own, context)| {
                            let rest = &second[1 + OWN.len()..];
                            second[0] + dot(&second[1..], own) + dot(rest, context)
                        })
                        .collect()
                })
                .collect()
        })
    }

    /// The weights of the gate; every text counts the same.
    fn gate(&self, without: Without) -> Vec<f64> {
        let features: Vec<_> = self.texts.iter().map(|text| [text.gate.clone()]).collect();
        let rows = self.texts.iter().zip(&features).filter(|(text, _)| without & 1 << text.fold == 0);
        let rows = rows.map(|(text, features)| Row { features, article: !text.raw, weight: 1.0 });
        fit(&rows.collect::<Vec<_>>(), &[0], GATE)
    }

    fn calibration(&self, scores: &[Vec<Vec<f64>>; 2], set: usize, fold: Option<usize>) -> Vec<(f64, f64)> {
        let gates: Vec<_> = (0..FOLDS).map(|fold| self.gate(1 << fold)).collect();
        let mut points = Vec::new();
        for (text, scores) in self.texts.iter().zip(&scores[set]) {
            let mixed = &gates[text.fold];
            let mixed = logistic(mixed[0] + dot(&mixed[1..], &text.gate));
            let weight = if set == 0 { 1.0 - mixed } else { mixed };
            if Some(text.fold) == fold || weight == 0.0 {
                continue;
            }
            for (&score, &label) in scores.iter().zip(&text.labels).filter(|(_, label)| **label != NEUTRAL) {
                points.push((logit(logistic(score)), label == 1, weight));
            }
        }
        rising(&points)
    }

    fn fitted(&mut self, set: usize, without: Without) -> Fitted {
        let first = self.first_stage(set, without);
        let mut contexts = Vec::new();
        for text in self.texts {
            if learns(set, without, text) {
                let seen = self.first_stage(set, without | 1 << text.fold);
                contexts.push((text, text.measured().context(&alone(text, &seen))));
            }
        }
        let parts: Vec<(&Labelled, Vec<[Features; 2]>)> = contexts
            .into_iter()
            .map(|(text, context)| {
                (text, text.own.iter().cloned().zip(context).map(|(own, context)| [own, context]).collect())
            })
            .collect();
        let weights = self.texts.iter().zip(&self.weights).filter(|(text, _)| learns(set, without, text));
        let rows: Vec<Row<'_>> = parts
            .iter()
            .zip(weights)
            .flat_map(|((text, parts), (_, weights))| rows(text, parts, weights))
            .collect();
        let second = fit(&normal(rows), &[0, OWN.len()], OWN.len() + CONTEXT.len());
        Fitted { first, second }
    }

    fn first_stage(&mut self, set: usize, without: Without) -> Vec<f64> {
        if let Some(known) = self.first.get(&(set, without)) {
            return known.clone();
        }
        let mut all = Vec::new();
        for (text, weights) in self.texts.iter().zip(&self.weights) {
            if learns(set, without, text) {
                all.extend(rows(text, text.own.chunks(1), weights));
            }
        }
        let fitted = fit(&normal(all), &[0], OWN.len());
        self.first.insert((set, without), fitted.clone());
        fitted
    }
}

/// The set `raw` learns from whole pages, `mixed` from everything.
fn learns(set: usize, without: Without, text: &Labelled) -> bool {
    without & 1 << text.fold == 0 && (set == 1 || text.raw)
}

fn rows<'a, P: AsRef<[Features]> + ?Sized + 'a>(
    text: &'a Labelled,
    parts: impl IntoIterator<Item = &'a P>,
    weights: &'a [f64],
) -> impl Iterator<Item = Row<'a>> {
    let labelled = parts.into_iter().zip(&text.labels).zip(weights);
    labelled.filter(|((_, label), _)| **label != NEUTRAL).map(|((part, label), weight)| Row {
        features: part.as_ref(),
        article: *label == 1,
        weight: *weight,
    })
}

/// Mean weight 1.
fn normal(mut rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mean = rows.iter().map(|row| row.weight).sum::<f64>() / rows.len().max(1) as f64;
    rows.iter_mut().for_each(|row| row.weight /= mean.max(1e-12));
    rows
}

/// A line counts by the root of its length, a text by the root of its lines, French and Spanish twice.
fn line_weights(text: &Labelled) -> Vec<f64> {
    let length = |chars: &u32| f64::from((*chars).max(1)).sqrt();
    let learnt = || text.chars.iter().zip(&text.labels).filter(|(_, label)| **label != NEUTRAL);
    let sum: f64 = learnt().map(|(chars, _)| length(chars)).sum();
    let rare = if matches!(text.language.as_str(), "fr" | "es") { 2.0 } else { 1.0 };
    let scale = rare * (learnt().count() as f64).sqrt() / sum.max(1.0);
    text.chars.iter().map(|chars| scale * length(chars)).collect()
}

fn dot(weights: &[f64], features: &Features) -> f64 {
    features.iter().map(|(at, value)| weights[*at as usize] * f64::from(*value)).sum()
}

fn alone(text: &Labelled, first: &[f64]) -> Vec<f32> {
    text.own.iter().map(|own| logistic(first[0] + dot(&first[1..], own)) as f32).collect()
}
