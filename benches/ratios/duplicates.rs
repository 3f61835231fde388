//! Fingerprints, against the plain way to make them.

use std::collections::HashSet;
use std::hint::black_box;

use unisono::duplicates::{Fingerprints, Parameters};
use unisono::views::match_key;

use super::{Ratio, corpus, medians, ratio};

pub const RATIOS: &[Ratio] = &[("x_plain_minhash", plain_minhash)];

fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// The same folding, shingles as strings, 112 linear functions modulo a Mersenne prime, the least of each: as it is taught, and as datatrove does.
fn signature(text: &str, functions: &[(u64, u64)]) -> Vec<u32> {
    const PRIME: u64 = (1 << 61) - 1;
    let folded = match_key(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let shingles: HashSet<u64> =
        words.windows(5).map(|words| fnv(words.join(" ").as_bytes()) & 0xffff_ffff).collect();
    let least = |&(a, b): &(u64, u64)| {
        let hash = |shingle: &u64| {
            ((u128::from(a) * u128::from(*shingle) + u128::from(b)) % u128::from(PRIME)) as u32
        };
        shingles.iter().map(hash).min().unwrap_or(u32::MAX)
    };
    functions.iter().map(least).collect()
}

/// Time of the plain way over that of the crate.
fn plain_minhash() -> f64 {
    let texts = corpus::articles("fr", 300_000, 0);
    let mut random = corpus::Random::new(1);
    let functions: Vec<(u64, u64)> =
        (0..112).map(|_| ((random.below(1 << 31) as u64) << 20 | 1, random.below(1 << 31) as u64)).collect();
    let mut fingerprints = Fingerprints::new(Parameters::default()).expect("in their range");
    let [ours, plain] = medians([
        &mut || {
            for text in &texts {
                black_box(fingerprints.of(None, text));
            }
        },
        &mut || {
            for text in &texts {
                black_box(signature(text, &functions));
            }
        },
    ]);
    ratio(plain, ours)
}
