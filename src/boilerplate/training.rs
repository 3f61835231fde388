//! What the training command shares with the stage: the features, the file of weights, and verdicts by whatever weights.

use std::ops::Range;

use super::model::{self, Context, Flow, Model, Own, SETS, Sink};
use super::{Measured, Options, Verdict};
use crate::language::Language;

pub use super::model::maths::{exp, ln, logistic, logit};

/// The features of a line that are not 0: numbers and values.
pub type Features = Vec<(u32, f32)>;

/// Names of the features of a line alone, in order.
pub const OWN: &[&str] = Own::NAMES;

/// Names of the features of a line among its neighbours, in order.
pub const CONTEXT: &[&str] = Context::NAMES;

impl Sink for Features {
    fn put(&mut self, feature: usize, value: f32) {
        if value != 0.0 {
            self.push((feature as u32, value));
        }
    }
}

/// A text with all that is measured on its lines.
#[derive(Debug)]
pub struct Text<'t> {
    measured: Measured<'t>,
    scene: model::Scene,
}

impl<'t> Text<'t> {
    /// Measures the lines of a text in which `languages` are known.
    pub fn new(text: &'t str, languages: &[(Range<usize>, Language)]) -> Self {
        let measured = Measured::new(text, &Options { languages, ..Options::default() });
        let alive: Vec<usize> = (0..measured.shapes.len()).collect();
        let scene = measured.scene(&alive, None);
        Self { measured, scene }
    }

    /// The features of every line alone.
    pub fn own(&self) -> Vec<Features> {
        let features = |shape| {
            let mut features = Features::new();
            model::own(shape, &mut features);
            features
        };
        self.measured.shapes.iter().map(features).collect()
    }

    /// The features of every line among its neighbours, whose probabilities by the first stage are `alone`.
    pub fn context(&self, alone: &[f32]) -> Vec<Features> {
        let flow = Flow::new(&self.scene, alone);
        let features = |at| {
            let mut features = Features::new();
            model::context(&flow, at, &mut features);
            features
        };
        (0..alone.len()).map(features).collect()
    }

    /// The features of the gate.
    pub fn gate(&self) -> [f32; model::GATE] {
        self.scene.gate
    }
}

/// Weights, in the making.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights(Model);

impl Weights {
    /// Those that come with the crate.
    pub fn builtin() -> Self {
        Self(Model::builtin().clone())
    }

    /// Sets one stage (0 or 1) of one set (0 raw, 1 mixed). `weights` begins with the constant, then [`OWN`], then for stage 1
    /// [`CONTEXT`].
    pub fn set(&mut self, set: usize, stage: usize, weights: &[f64]) {
        let place = 2 * set + stage;
        let mut weights = weights.iter().map(|&weight| weight as f32);
        for row in std::iter::once(&mut self.0.bias).chain(&mut self.0.own) {
            if let (Some(slot), Some(weight)) = (row.get_mut(place), weights.next()) {
                *slot = weight;
            }
        }
        for row in &mut self.0.context {
            if let (Some(slot), Some(weight)) = (row.get_mut(set), weights.next()) {
                *slot = weight;
            }
        }
    }

    /// Sets the gate: the constant and the weights of its features.
    pub fn set_gate(&mut self, weights: &[f64]) {
        for (slot, &weight) in self.0.gate.iter_mut().zip(weights) {
            *slot = weight as f32;
        }
    }

    /// How much the weights for extracted text count in a text, 0 to 1.
    pub fn gate(&self, text: &Text<'_>) -> f32 {
        self.0.gate(&text.scene)
    }

    /// Sets the map from log-odds to probability of one set.
    pub fn calibrate(&mut self, set: usize, knots: Vec<(f64, f64)>) {
        if set < SETS
            && let Some(slot) = self.0.calibration.get_mut(set)
        {
            *slot = knots;
        }
    }

    /// The rows of the file.
    pub fn to_table(&self) -> String {
        self.0.to_table()
    }

    /// Reads the rows.
    ///
    /// # Errors
    ///
    /// What is wrong with the first bad row.
    pub fn parse(table: &str) -> Result<Self, String> {
        Model::parse(table).map(Self)
    }

    /// The verdicts on the lines of a text by these weights.
    pub fn lines(&self, text: &str, options: &Options<'_>) -> Vec<Verdict> {
        Measured::new(text, options).judged(&self.0, options)
    }

    /// The probabilities that these weights give to the lines of a text, before the rules bound them.
    pub fn probabilities(&self, text: &Text<'_>) -> Vec<f32> {
        let dots: Vec<_> = text.measured.shapes.iter().map(|shape| self.0.dots(shape)).collect();
        self.0.probabilities(&text.scene, &dots)
    }
}
