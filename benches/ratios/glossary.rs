//! The glossary against `aho-corasick` doing the same job: folded text, whole words, capitals, offsets of the text.

use std::hint::black_box;

use super::support::glossary::{Yardstick, documents, find, glossary, names, tables};
use super::{Ratio, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("glossary_1e4_over_aho_corasick", || over_aho_corasick(10_000)),
    ("glossary_1e5_over_aho_corasick", || over_aho_corasick(100_000)),
    ("glossary_1e6_over_aho_corasick", || over_aho_corasick(1_000_000)),
];

/// Time of the yardstick over ours, on 1.5 MB of text in documents of 3 KB.
fn over_aho_corasick(count: usize) -> f64 {
    let (names, documents) = (names(count), documents(1_500_000));
    let own = glossary(&tables(&names));
    let yardstick = Yardstick::new(&names);
    let (found, wanted) = (find(&own, &documents), yardstick.find(&documents));
    assert!(found >= wanted, "{found} mentions, the yardstick has {wanted}");
    eprintln!("{count} names: {found} mentions, the yardstick has {wanted}");
    let [ours, theirs] = medians([&mut || _ = black_box(find(&own, &documents)), &mut || {
        black_box(yardstick.find(&documents));
    }]);
    ratio(theirs, ours)
}
