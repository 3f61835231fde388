//! How sure the model may be, by the length of the text: fitted on texts that were kept aside.

use unisono::language::training::{BUCKETS, CLASSES, Sums, Word, rows};

use super::corpus::Language;
use super::train::{Pieces, SEED};

/// Pieces that the temperatures are fitted on.
const PIECES: usize = 100_000;

fn sums(piece: &[Word], table: &[[i8; CLASSES]]) -> (Sums, u32) {
    let mut sums = Sums::default();
    let mut letters = 0;
    for word in piece {
        letters += word.letters().len() as u32;
        rows(word, |row| sums.add(&table[row].map(i8::cast_unsigned)));
    }
    (sums, letters)
}

/// English, French, Spanish, or another: the probability of each.
fn four(probabilities: &[f32; CLASSES]) -> [f32; 4] {
    let [en, fr, es, ..] = *probabilities;
    [en, fr, es, (1.0 - en - fr - es).max(0.0)]
}

/// For each bucket of letters the temperature and the bias towards English, French and Spanish that give the least
/// cross-entropy over the four, each of the four weighing the same.
pub(crate) fn fit(languages: &[Language], table: &[[i8; CLASSES]]) -> [(f32, f32); BUCKETS.len()] {
    let mut source = Pieces::new(languages, SEED + 1);
    let mut buckets: [Vec<(Sums, usize)>; BUCKETS.len()] = std::array::from_fn(|_| Vec::new());
    let mut piece = Vec::new();
    for _ in 0..PIECES {
        let class = source.draw_aside(&mut piece);
        if piece.is_empty() {
            continue;
        }
        let (sums, letters) = sums(&piece, table);
        let bucket = BUCKETS.partition_point(|&from| from <= letters) - 1;
        buckets[bucket].push((sums, class.min(3)));
    }
    buckets.map(|texts| {
        let mut counts = [0.0_f64; 4];
        texts.iter().for_each(|(_, class)| counts[*class] += 1.0);
        let loss = |temperature: f32, bias: f32| -> f64 {
            let one = |(sums, class): &(Sums, usize)| {
                let right = four(&sums.probabilities(temperature, bias))[*class];
                -logarithm(right.max(1e-6)) / counts[*class]
            };
            texts.iter().map(one).sum()
        };
        let mut best = (1.0, 0.0, f64::MAX);
        for temperature in (4..=64).step_by(2).map(|step| step as f32 / 16.0) {
            for bias in (-4..=16).map(|step| step as f32 / 8.0) {
                let loss = loss(temperature, bias);
                if loss < best.2 - 1e-6 {
                    best = (temperature, bias, loss);
                }
            }
        }
        (best.0, best.1)
    })
}

/// The natural logarithm of a normal number. Written out, because the result of a library's function depends on the
/// platform.
fn logarithm(x: f32) -> f64 {
    let bits = x.to_bits();
    let exponent = f64::from((bits >> 23) as i32 - 127);
    let mantissa = f64::from(f32::from_bits(bits & 0x7F_FFFF | 127 << 23));
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let square = t * t;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square / 9.0)));
    exponent * std::f64::consts::LN_2 + 2.0 * t * series
}

/// Share of texts kept aside that get the right one of four, for one to two words and for more.
pub(crate) fn summary(languages: &[Language], table: &[[i8; CLASSES]]) -> String {
    let mut source = Pieces::new(languages, SEED + 3);
    let mut counts = [(0, 0); 3];
    let mut piece = Vec::new();
    for _ in 0..20_000 {
        let class = source.draw_aside(&mut piece);
        let bucket = match piece.len() {
            0 => continue,
            1..=2 => 0,
            3..=8 => 1,
            _ => 2,
        };
        let four = four(&sums(&piece, table).0.probabilities(1.0, 0.0));
        let best = (0..4).fold(3, |best, at| if four[at] > four[best] { at } else { best });
        counts[bucket].0 += usize::from(best == class.min(3));
        counts[bucket].1 += 1;
    }
    let share = |(right, all): (usize, usize)| format!("{:.2}", 100.0 * right as f64 / all.max(1) as f64);
    counts.map(share).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_close() {
        for x in [1e-6_f32, 0.01, 0.3, 0.5, 0.99, 1.0] {
            assert!((logarithm(x) - f64::from(x).ln()).abs() < 1e-4, "{x}");
        }
    }
}
