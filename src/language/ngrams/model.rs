//! The table of weights, and what it says of a text.

use super::features::ROWS;

/// Classes of the model: ten languages, and six groups of others.
pub const CLASSES: usize = 16;
/// The first classes: English, French, Spanish.
pub(crate) const CORE: usize = 3;
/// Bytes of the model's file before the table.
pub const HEADER: usize = 64;
/// Rows that the file holds: the header takes the room of the last few, which weigh nothing.
pub const STORED: usize = ROWS - HEADER / CLASSES;
/// The first bytes of the file.
pub const MAGIC: &[u8; 8] = b"ngrams 2";
/// A weight of 1 in the table.
pub const UNIT: f32 = 16.0;
/// Letters from which each calibration holds.
pub const BUCKETS: [u32; 12] = [0, 4, 6, 8, 11, 16, 24, 36, 56, 90, 150, 260];

/// The score of a class that no answer can be.
pub(crate) const UNREACHABLE: f32 = -1e30;

/// Sums of the weights of a text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    /// One for each class.
    pub scores: [i32; CLASSES],
    /// Rows that were added.
    pub rows: u32,
}

impl Sums {
    /// Adds the weights of one row.
    #[inline]
    pub fn add(&mut self, row: &[u8; CLASSES]) {
        for (score, weight) in self.scores.iter_mut().zip(row) {
            *score += i32::from(weight.cast_signed());
        }
        self.rows += 1;
    }

    /// Adds the weights of a word.
    #[inline]
    pub(crate) fn add_word(&mut self, word: &WordSums) {
        for (score, more) in self.scores.iter_mut().zip(word.scores) {
            *score += i32::from(more);
        }
        self.rows += u32::from(word.rows);
    }

    /// Adds what another part of the text summed up to.
    pub fn merge(&mut self, other: &Self) {
        for (score, more) in self.scores.iter_mut().zip(other.scores) {
            *score += more;
        }
        self.rows += other.rows;
    }

    /// The probability of each class.
    pub fn probabilities(&self, calibration: &Calibration) -> [f32; CLASSES] {
        let norm = 1.0 / (UNIT * calibration.temperature * (self.rows.max(1) as f32).sqrt());
        let mut scores = self.scores.map(|score| score as f32 * norm);
        for (score, bias) in scores.iter_mut().zip(calibration.biases) {
            *score += bias;
        }
        softmax(scores)
    }
}

/// How sure the scores of a text of some length are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// What the scores are divided by; 1 is what the training left.
    pub temperature: f32,
    /// What is added to the scores of English, French and Spanish.
    pub biases: [f32; CORE],
}

impl Calibration {
    /// What the training left.
    pub const NONE: Self = Self { temperature: 1.0, biases: [0.0; CORE] };
    /// Bytes of one in the model's file.
    pub const BYTES: usize = 1 + CORE;

    /// As it is stored: sixteenths, then eighths in two's complement.
    pub fn bytes(&self) -> [u8; Self::BYTES] {
        let [en, fr, es] = self.biases.map(|bias| ((bias * 8.0).round() as i8).cast_unsigned());
        [(self.temperature * 16.0).round() as u8, en, fr, es]
    }

    fn from_bytes([temperature, biases @ ..]: [u8; Self::BYTES]) -> Self {
        Self {
            temperature: f32::from(temperature.max(1)) / 16.0,
            biases: biases.map(|bias| f32::from(bias.cast_signed()) / 8.0),
        }
    }
}

/// Sums of the weights of one word: no more than sixty rows, so two bytes hold them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordSums {
    pub(crate) scores: [i16; CLASSES],
    rows: u16,
}

impl WordSums {
    /// Adds the weights of one row.
    #[inline]
    pub(crate) fn add(&mut self, row: &[u8; CLASSES]) {
        for (score, weight) in self.scores.iter_mut().zip(row) {
            *score = score.wrapping_add(i16::from(weight.cast_signed()));
        }
        self.rows += 1;
    }
}

/// Turns scores into probabilities.
pub fn softmax(scores: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut all = scores.map(|score| exp(score - most));
    let sum: f32 = all.iter().sum();
    for one in &mut all {
        *one /= sum;
    }
    all
}

/// e to the power of `x`, for `x` at most 0. Written out, because the result of a library's function depends on the platform.
fn exp(x: f32) -> f32 {
    let x = x.max(-80.0);
    let halves = (x * std::f32::consts::LOG2_E).floor();
    let rest = x - halves * std::f32::consts::LN_2;
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest / 120.0))));
    series * f32::from_bits(((halves as i32 + 127) as u32) << 23)
}

/// The natural logarithm of a normal number above 0. Written out, as `exp` is.
pub fn logarithm(x: f32) -> f64 {
    let bits = x.to_bits();
    let exponent = f64::from((bits >> 23).cast_signed() - 127);
    let mantissa = f64::from(f32::from_bits(bits & 0x7F_FFFF | 127 << 23));
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let square = t * t;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square / 9.0)));
    exponent * std::f64::consts::LN_2 + 2.0 * t * series
}

/// A model as it is stored: a header, then the rows.
#[derive(Debug, Clone, Copy)]
pub struct Model<'m> {
    header: &'m [u8; HEADER],
    table: &'m [[u8; CLASSES]],
    /// How many times as likely as elsewhere each class is; 0 for one that no answer can be.
    priors: [f32; CLASSES],
}

impl<'m> Model<'m> {
    /// A model from the bytes of its file; `None` if they are too few.
    pub fn new(file: &'m [u8]) -> Option<Self> {
        let (header, table) = file.split_first_chunk()?;
        let (table, _) = table.as_chunks();
        (table.len() >= STORED).then_some(Self { header, table, priors: [1.0; CLASSES] })
    }

    /// The model where some classes are more likely than elsewhere, or cannot be.
    #[must_use]
    pub fn with_priors(self, priors: [f32; CLASSES]) -> Self {
        Self { priors, ..self }
    }

    /// How many times as likely as elsewhere a class is.
    pub fn prior(&self, class: usize) -> f32 {
        self.priors.get(class).copied().unwrap_or(0.0)
    }

    /// The logarithm of the prior of a class; [`UNREACHABLE`] for one that no answer can be.
    pub fn log_prior(&self, class: usize) -> f32 {
        match self.prior(class) {
            prior if prior >= f32::MIN_POSITIVE => logarithm(prior) as f32,
            _ => UNREACHABLE,
        }
    }

    /// The weights of one row, in two's complement.
    #[inline]
    pub fn row(&self, row: usize) -> &'m [u8; CLASSES] {
        const NOTHING: &[u8; CLASSES] = &[0; CLASSES];
        self.table.get(row % ROWS).unwrap_or(NOTHING)
    }

    /// The calibration of a text of so many letters.
    pub fn calibration(&self, letters: u32) -> Calibration {
        let bucket = BUCKETS.partition_point(|&from| from <= letters).saturating_sub(1);
        let at = MAGIC.len() + Calibration::BYTES * bucket;
        let bytes = self.header.get(at..).and_then(|rest| rest.first_chunk());
        bytes.map_or(Calibration::NONE, |bytes| Calibration::from_bytes(*bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_close() {
        for x in [1e-6_f32, 0.01, 0.3, 0.5, 0.99, 1.0, 7.5, 1e6] {
            assert!((logarithm(x) - f64::from(x).ln()).abs() < 1e-4, "{x}");
        }
    }

    #[test]
    fn a_calibration_is_stored_as_it_is() {
        let own = Calibration { temperature: 1.875, biases: [0.5, -0.125, -1.25] };
        assert_eq!(Calibration::from_bytes(own.bytes()), own);
        assert_eq!(Calibration::from_bytes([16, 0, 0, 0]), Calibration::NONE);
    }

    #[test]
    fn exp_is_close() {
        for step in 0..400 {
            let x = -(step as f32) / 20.0;
            assert!((exp(x) - x.exp()).abs() < 2e-4 * x.exp(), "{x}");
        }
        assert!(exp(-1e9) >= 0.0);
    }
}
