//! The weights as a file: one row a feature.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::{Context, Dots, GATE, Own, SETS};

const BUILTIN: &str = include_str!("../../../dictionaries/boilerplate/model.tsv");

/// The name of the row of constants.
const BIAS: &str = "Bias";

/// Weights of both stages, for both kinds of input, and the maps from score to probability.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    pub(crate) bias: Dots,
    pub(crate) own: Vec<Dots>,
    pub(crate) context: Vec<[f32; SETS]>,
    /// The constant of the gate and the weights of its features.
    pub(crate) gate: [f32; GATE + 1],
    /// For each set: log-odds of the score and the probability that lines of that score have, both rising.
    pub(crate) calibration: [Vec<(f64, f64)>; SETS],
}

impl Default for Model {
    fn default() -> Self {
        Self {
            bias: [0.0; 2 * SETS],
            own: vec![[0.0; 2 * SETS]; Own::NAMES.len()],
            context: vec![[0.0; SETS]; Context::NAMES.len()],
            gate: [0.0; GATE + 1],
            calibration: [const { Vec::new() }; SETS],
        }
    }
}

impl Model {
    /// The model that comes with the crate.
    pub(crate) fn builtin() -> &'static Self {
        // A test reads the file strictly; a row that cannot be read would cost its feature.
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(BUILTIN).unwrap_or_default());
        &MODEL
    }

    /// Reads the rows `gate all w ...`, `own NAME w w w w`, `context NAME w w` and `calibration SET x y`, fields separated by tabs.
    ///
    /// # Errors
    ///
    /// The first row that cannot be read, by its number, or a feature without a row.
    pub(crate) fn parse(table: &str) -> Result<Self, String> {
        let mut model = Self::default();
        let mut seen = 0;
        for (index, line) in table.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            model.row(line).ok_or_else(|| format!("line {}: not a row of this model", index + 1))?;
            seen += usize::from(!line.starts_with("calibration"));
        }
        let wanted = 2 + Own::NAMES.len() + Context::NAMES.len();
        if seen == wanted { Ok(model) } else { Err(format!("{seen} rows of weights, {wanted} expected")) }
    }

    fn row(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split('\t');
        let (group, name) = (fields.next()?, fields.next()?);
        let place = |names: &[&str]| names.iter().position(|known| *known == name);
        match group {
            "gate" => {
                for weight in &mut self.gate {
                    *weight = fields.next()?.parse().ok()?;
                }
            }
            "own" => {
                let row = if name == BIAS { &mut self.bias } else { self.own.get_mut(place(Own::NAMES)?)? };
                for weight in row {
                    *weight = fields.next()?.parse().ok()?;
                }
            }
            "context" => {
                for weight in self.context.get_mut(place(Context::NAMES)?)? {
                    *weight = fields.next()?.parse().ok()?;
                }
            }
            "calibration" => {
                let knots = self.calibration.get_mut(place(&["raw", "mixed"])?)?;
                let knot: (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
                if knots.last().is_some_and(|last| last.0 >= knot.0 || last.1 > knot.1) {
                    return None;
                }
                knots.push(knot);
            }
            _ => return None,
        }
        fields.next().is_none().then_some(())
    }

    /// The rows of the file.
    pub(crate) fn to_table(&self) -> String {
        let mut table = String::new();
        let mut row = |group: &str, name: &str, values: &[f64], decimals: usize| {
            table.push_str(group);
            table.push('\t');
            table.push_str(name);
            for value in values {
                let _ = write!(table, "\t{value:.decimals$}");
            }
            table.push('\n');
        };
        row("gate", "all", &self.gate.map(f64::from), 4);
        row("own", BIAS, &self.bias.map(f64::from), 4);
        for (name, weights) in Own::NAMES.iter().zip(&self.own) {
            row("own", name, &weights.map(f64::from), 4);
        }
        for (name, weights) in Context::NAMES.iter().zip(&self.context) {
            row("context", name, &weights.map(f64::from), 4);
        }
        for (set, knots) in ["raw", "mixed"].iter().zip(&self.calibration) {
            for knot in knots {
                row("calibration", set, &[knot.0, knot.1], 4);
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_the_model() {
        let model = Model::parse(BUILTIN).expect("the file that comes with the crate");
        assert_eq!(Model::parse(&model.to_table()).expect("its own rows"), model);
        assert!(
            BUILTIN.ends_with(&model.to_table()),
            "the rows of the file are those that the trainer writes"
        );
    }

    #[test]
    fn a_bad_row_is_named() {
        let error = Model::parse("# x\nown\tNonsense\t0\t0\t0\t0\n").expect_err("no such feature");
        assert_eq!(error, "line 2: not a row of this model");
        assert!(Model::parse("").expect_err("no rows").contains("0 rows"));
    }
}
