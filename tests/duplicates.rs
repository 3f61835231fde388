//! Recall and precision on a corpus whose copies are known; `cargo test --test duplicates -- --nocapture` prints the figures.
#![allow(missing_docs, unreachable_pub, clippy::pedantic, clippy::unwrap_used)]

#[path = "../benches/support/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "../benches/support/planted.rs"]
mod planted;

use std::collections::BTreeMap;

use planted::{Kind, Planted};
use unisono::duplicates::{Fingerprints, Learner, Parameters, Table};

fn learned(corpus: &[Planted], parameters: Parameters) -> Table {
    let mut fingerprints = Fingerprints::new(parameters).unwrap();
    let mut learner = Learner::new(parameters).unwrap();
    for document in corpus {
        learner.add(&fingerprints.of(Some(&document.id), &document.text));
    }
    learner.finish()
}

/// Of the documents of each kind, how many are rejected with the document that they were made from, in percent; and how many are rejected that were
/// made from none, or name another one.
fn figures(corpus: &[Planted], table: &Table) -> (BTreeMap<Kind, f64>, usize) {
    let (mut found, mut wrong) = (BTreeMap::new(), 0);
    for document in corpus {
        let rejected = table.find(Some(&document.id), &document.text).and_then(|found| found.near);
        let right = document.of.map(|of| &*corpus[of].id);
        let (hits, all) = found.entry(document.kind).or_insert((0, 0));
        *all += 1;
        if rejected.is_some() && rejected == right {
            *hits += 1;
        }
        wrong += usize::from(rejected.is_some() && rejected != right);
    }
    (
        found
            .into_iter()
            .map(|(kind, (hits, all))| (kind, f64::from(hits) * 100.0 / f64::from(all)))
            .collect(),
        wrong,
    )
}

#[test]
fn planted_copies_are_found_and_pages_in_one_frame_are_not_taken_for_copies() {
    let corpus = planted::corpus(1300, 10, 7);
    let ours = Parameters::default();
    let fineweb = Parameters { words: 5, bands: 14, rows: 8, similarity: 0 };
    let settings = [
        ("default", ours),
        ("fineweb", fineweb),
        ("5 words, 28x4, 60 %", Parameters { words: 5, bands: 28, rows: 4, similarity: 60 }),
        ("4 words, 28x4, 60 %", Parameters { words: 4, bands: 28, rows: 4, similarity: 60 }),
        ("3 words, 28x4, 60 %", Parameters { words: 3, bands: 28, rows: 4, similarity: 60 }),
    ];
    println!(
        "{} documents, {} of them copies",
        corpus.len(),
        corpus.iter().filter(|one| one.of.is_some()).count()
    );
    let mut all = Vec::new();
    for (name, parameters) in settings {
        let (found, wrong) = figures(&corpus, &learned(&corpus, parameters));
        let shown: Vec<String> =
            planted::CHANGES.iter().map(|kind| format!("{kind:?} {:.0}", found[kind])).collect();
        println!("{name}: {}; wrong {wrong}", shown.join(", "));
        all.push((found, wrong));
    }
    let (found, wrong) = &all[0];
    assert_eq!(found[&Kind::Copy], 100.0);
    let floors = [
        (Kind::Scattered(2), 98.0),
        (Kind::Scattered(5), 60.0),
        (Kind::Stretch(10), 98.0),
        (Kind::Stretch(20), 80.0),
        (Kind::Shortened(10), 94.0),
        (Kind::Shortened(20), 80.0),
    ];
    for (kind, floor) in floors {
        assert!(found[&kind] >= floor, "{kind:?}: {}", found[&kind]);
    }
    assert_eq!(*wrong, 0);
    // What the default is other than that of FineWeb for: fewer are missed, and a frame makes no copies.
    let (theirs, wrong) = &all[1];
    assert!(*wrong > 0);
    assert!(theirs[&Kind::Stretch(20)] < found[&Kind::Stretch(20)]);
    assert!(theirs[&Kind::Scattered(5)] < found[&Kind::Scattered(5)]);
}
