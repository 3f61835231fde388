//! How sure the model may be, by the length of the text: fitted on texts that were kept aside.

use unisono::language::training::{BUCKETS, CLASSES, Calibration, Sums, Word, logarithm, rows};

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

/// For each bucket of letters the temperature, and the biases towards English, French and Spanish, that give the least
/// cross-entropy over the four, each of the four weighing the same.
pub(crate) fn fit(languages: &[Language], table: &[[i8; CLASSES]]) -> [Calibration; BUCKETS.len()] {
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
        let loss = |calibration: &Calibration| -> f64 {
            let one = |(sums, class): &(Sums, usize)| {
                let right = four(&sums.probabilities(calibration))[*class];
                -logarithm(right.max(1e-6)) / counts[*class]
            };
            texts.iter().map(one).sum()
        };
        let mut best = (Calibration::NONE, f64::MAX);
        // One after the other, until none of them moves.
        for _ in 0..6 {
            let before = best.0;
            for temperature in (4..=64).step_by(2).map(|step| step as f32 / 16.0) {
                let calibration = Calibration { temperature, ..best.0 };
                try_on(&mut best, calibration, loss);
            }
            for core in 0..3 {
                for bias in (-40..=16).map(|step| step as f32 / 8.0) {
                    let mut calibration = best.0;
                    calibration.biases[core] = bias;
                    try_on(&mut best, calibration, loss);
                }
            }
            if best.0 == before {
                break;
            }
        }
        best.0
    })
}

fn try_on(best: &mut (Calibration, f64), calibration: Calibration, loss: impl Fn(&Calibration) -> f64) {
    let loss = loss(&calibration);
    if loss < best.1 - 1e-6 {
        *best = (calibration, loss);
    }
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
        let four = four(&sums(&piece, table).0.probabilities(&Calibration::NONE));
        let best = (0..4).fold(3, |best, at| if four[at] > four[best] { at } else { best });
        counts[bucket].0 += usize::from(best == class.min(3));
        counts[bucket].1 += 1;
    }
    let share = |(right, all): (usize, usize)| format!("{:.2}", 100.0 * right as f64 / all.max(1) as f64);
    counts.map(share).join(" ")
}
