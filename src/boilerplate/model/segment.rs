//! The run of lines that the article most probably is.

use std::ops::Range;

use super::maths::logit;

/// The run with the greatest sum, where a line counts by its log-odds and its length (Kadane's algorithm); empty when no line
/// speaks for the article.
pub(crate) fn best(lines: impl Iterator<Item = (f32, u32)>) -> Range<usize> {
    let (mut best, mut most) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, (p, chars)) in lines.enumerate() {
        let odds = logit(f64::from(p));
        sum += if odds > 0.0 {
            odds * f64::from(chars.min(300)) / 100.0
        } else {
            odds * f64::from(chars.clamp(20, 60)) / 200.0
        };
        if sum <= 0.0 {
            (start, sum) = (at + 1, 0.0);
        } else if sum > most {
            (best, most) = (start..at + 1, sum);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_gap_does_not_end_it() {
        let lines = [(0.1, 20), (0.9, 200), (0.2, 20), (0.9, 200), (0.1, 20), (0.1, 20)];
        assert_eq!(best(lines.into_iter()), 1..4);
        assert!(best([(0.2, 300)].into_iter()).is_empty());
    }
}
