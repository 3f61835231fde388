//! The designs that the ratios compare do the same work.
#![allow(missing_docs)]

#[path = "../benches/support/mod.rs"]
mod support;

use support::{corpus, designs};
use unisono::Trace;

#[test]
fn the_compared_designs_give_the_same_text() {
    let mut buffer = String::new();
    let (mut edits, mut bytes) = (0, 0);
    for language in ["en", "fr", "es"] {
        for text in corpus::articles(language, 100_000, 160) {
            let document = designs::stages(Trace::Full).run(&text).expect("closures");
            assert_eq!(document.text(), designs::direct(&text));
            assert_eq!(document.text(), designs::direct_shared(&text, &mut buffer));
            assert_eq!(document.text(), designs::naive(&text));
            edits += document.ledger().stages().map(unisono::ledger::StageRecord::edits).sum::<u64>();
            bytes += text.len() as u64;
        }
    }
    let per_kilobyte = edits * 1024 / bytes;
    assert!((20..=32).contains(&per_kilobyte), "{per_kilobyte} edits in a KB");
}
