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
pub const MAGIC: &[u8; 8] = b"ngrams 1";
/// A weight of 1 in the table.
pub const UNIT: f32 = 16.0;
/// Letters from which each temperature holds.
pub const BUCKETS: [u32; 12] = [0, 4, 6, 8, 11, 16, 24, 36, 56, 90, 150, 260];

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

    /// The probability of each class; `temperature` 1 and `bias` 0 are what the training left.
    pub fn probabilities(&self, temperature: f32, bias: f32) -> [f32; CLASSES] {
        let norm = 1.0 / (UNIT * temperature * (self.rows.max(1) as f32).sqrt());
        let mut scores = self.scores.map(|score| score as f32 * norm);
        scores.iter_mut().take(CORE).for_each(|score| *score += bias);
        softmax(scores)
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

    /// True if an answer can be of this class.
    pub fn has(&self, class: usize) -> bool {
        self.prior(class) > 0.0
    }

    /// The weights of one row, in two's complement.
    #[inline]
    pub fn row(&self, row: usize) -> &'m [u8; CLASSES] {
        const NOTHING: &[u8; CLASSES] = &[0; CLASSES];
        self.table.get(row % ROWS).unwrap_or(NOTHING)
    }

    /// Temperature and bias for a text of so many letters.
    pub fn calibration(&self, letters: u32) -> (f32, f32) {
        let bucket = BUCKETS.partition_point(|&from| from <= letters).saturating_sub(1);
        let number = |at: usize| {
            let at = MAGIC.len() + 2 * at;
            let bytes = self.header.get(at..at + 2).and_then(|bytes| bytes.first_chunk()).copied();
            f32::from(i16::from_le_bytes(bytes.unwrap_or_default())) / 256.0
        };
        (number(bucket).max(0.1), number(BUCKETS.len() + bucket))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close() {
        for step in 0..400 {
            let x = -(step as f32) / 20.0;
            assert!((exp(x) - x.exp()).abs() < 2e-4 * x.exp(), "{x}");
        }
        assert!(exp(-1e9) >= 0.0);
    }
}
