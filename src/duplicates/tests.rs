#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::{Document, Pipeline};

const PORT: &str = "The port of Rabat reopens on Monday, the harbour master said, and the first ferry to Spain sails at nine in the morning with two hundred passengers on board.";

fn learner(documents: &[(&str, &str)]) -> Learner {
    let parameters = Parameters::default();
    let mut fingerprints = Fingerprints::new(parameters).unwrap();
    let mut learner = Learner::new(parameters).unwrap();
    for (id, text) in documents {
        learner.add(&fingerprints.of(Some(id), text));
    }
    learner
}

fn bytes(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    table.write_to(&mut bytes).unwrap();
    bytes
}

fn shard(documents: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    learner(documents).write_to(&mut bytes).unwrap();
    bytes
}

fn first_of<'t>(table: &'t Table, id: &str, text: &str) -> (Option<&'t str>, Option<&'t str>) {
    table.find(Some(id), text).map_or((None, None), |found| (found.copy_of, found.near))
}

#[test]
fn the_first_of_a_group_stays_and_copies_name_it() {
    let near = PORT.replace("two hundred", "three hundred");
    let loud = near.to_uppercase();
    let table = learner(&[("a", "Other."), ("b", PORT), ("c", &near), ("d", &loud), ("e", PORT)]).finish();
    assert_eq!((table.documents(), table.len(), table.copies()), (5, 3, 2));
    assert_eq!(first_of(&table, "a", "Other."), (None, None));
    assert_eq!(first_of(&table, "b", PORT), (None, None));
    assert_eq!(first_of(&table, "c", &near), (None, Some("b")));
    assert_eq!(first_of(&table, "d", &loud), (Some("c"), Some("b")));
    assert_eq!(first_of(&table, "e", PORT), (Some("b"), Some("b")));
    // What was not learned stays: another id, another text.
    assert_eq!(first_of(&table, "f", PORT), (None, None));
    assert_eq!(first_of(&table, "e", &near), (None, None));
}

#[test]
fn the_stages_reject_with_the_document_that_stays() {
    let near = PORT.replace("two hundred", "three hundred");
    let table = std::sync::Arc::new(learner(&[("b", PORT), ("c", &near), ("d", PORT)]).finish());
    let rejected = |pipeline: &Pipeline, id: &str, text: &str| {
        let document = pipeline.run_document(Document::new(text).unwrap().with_id(id)).unwrap();
        assert_eq!(document.text(), text);
        document.rejected().map(|cause| {
            let reason = cause.reason.as_deref().unwrap();
            (cause.to_string(), reason.to_owned())
        })
    };
    let exact = Pipeline::builder().stage(ExactDuplicates::from_table(table.clone())).build().unwrap();
    assert_eq!(rejected(&exact, "b", PORT), None);
    assert_eq!(rejected(&exact, "c", &near), None);
    let copy = ("exact-duplicates/copy".to_owned(), "the same words as `b`".to_owned());
    assert_eq!(rejected(&exact, "d", PORT), Some(copy));

    let near_stage = NearDuplicates::from_table(table.clone());
    let all = Pipeline::builder().stage(near_stage.clone()).build().unwrap();
    let (cause, reason) = rejected(&all, "c", &near).unwrap();
    assert_eq!(cause, "near-duplicates/near-copy");
    assert!(reason.starts_with("near `b`: ") && reason.ends_with(" % of shingles"), "{reason}");
    assert_eq!(rejected(&all, "d", PORT).unwrap().0, "near-duplicates/copy");
    assert_eq!(rejected(&all, "b", PORT), None);
    let mut strict = near_stage;
    strict.min_similarity = 100;
    let strict = Pipeline::builder().stage(strict).build().unwrap();
    assert_eq!(rejected(&strict, "c", &near), None);
    assert!(rejected(&strict, "d", PORT).is_some());
}

#[test]
fn a_stage_knows_a_document_wherever_it_stands() {
    let dirty = "The\u{A0}port  reopens\r\n.";
    let table = learner(&[("1", "The port reopens."), ("2", dirty)]).finish();
    let pipeline = Pipeline::builder().stage(crate::unicode::Unicode::default());
    let pipeline = pipeline.stage(ExactDuplicates::from_table(table)).build().unwrap();
    let document = pipeline.run_document(Document::new(dirty).unwrap().with_id("2")).unwrap();
    assert_ne!(document.text(), dirty);
    assert!(document.rejected().is_some());
}

#[test]
fn nothing_is_lost_where_ids_and_texts_are_the_same() {
    let table = learner(&[("1", PORT), ("1", PORT), ("2", PORT), ("2", PORT)]).finish();
    assert_eq!(first_of(&table, "1", PORT), (None, None));
    assert_eq!(first_of(&table, "2", PORT), (Some("1"), Some("1")));
    assert_eq!((table.len(), table.not_told_apart()), (1, 1));
}

#[test]
fn texts_without_words_are_copies_of_nothing() {
    let table = learner(&[("1", ""), ("2", ""), ("3", "* * *"), ("4", "--")]).finish();
    assert_eq!((table.documents(), table.len()), (4, 0));
}

#[test]
fn options_and_files_that_make_no_sense_are_refused_with_a_message() {
    let refused = |stage: NearDuplicates| Pipeline::builder().stage(stage).build().unwrap_err();
    assert!(format!("{:?}", refused(NearDuplicates::default())).contains("unisono learn duplicates"));
    let mut wrong = NearDuplicates::from_table(Table::default());
    wrong.min_similarity = 101;
    assert!(format!("{:?}", refused(wrong)).contains("percentage"));

    let good = bytes(&learner(&[("a", PORT), ("b", PORT)]).finish());
    let part = shard(&[("a", PORT)]);
    let table = |bytes: &[u8]| Table::read_from(bytes).unwrap_err().to_string();
    assert_eq!(table(b"PK"), "it is no table of duplicates");
    assert!(table(&part).starts_with("it is a shard"));
    assert!(Learner::read_from(&good[..]).unwrap_err().to_string().starts_with("it is a table"));
    let mut older = good.clone();
    older[8] = 0;
    assert!(table(&older).contains("format 0.1"), "{}", table(&older));
    let mut longer = good.clone();
    longer.push(0);
    assert!(table(&longer).contains("something follows"));
}

#[test]
fn every_damaged_byte_and_every_cut_is_noticed() {
    let good = bytes(&learner(&[("a", PORT), ("b", PORT), ("c", "Other."), ("d", "OTHER")]).finish());
    let part = shard(&[("a", PORT), ("b", "Other.")]);
    for (bytes, is_table) in [(&good, true), (&part, false)] {
        let fails = |bytes: &[u8]| {
            if is_table { Table::read_from(bytes).is_err() } else { Learner::read_from(bytes).is_err() }
        };
        assert!(!fails(bytes));
        for at in 0..bytes.len() {
            assert!(fails(&bytes[..at]), "cut at {at}");
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(fails(&damaged), "damaged at {at}");
        }
    }
}

#[test]
fn many_pages_in_one_frame_take_linear_time() {
    let frame = "Subscribe to read the whole article and many more like it every day of the week. ".repeat(3);
    let pages: Vec<(String, String)> = (0..3000_u32)
        .map(|n| {
            let own: Vec<String> = (0..60).map(|word| format!("w{}", n * 60 + word)).collect();
            (n.to_string(), format!("{frame}{}", own.join(" ")))
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(id, text)| (&**id, &**text)).collect();
    assert_eq!(learner(&pages).finish().len(), 0);
}

proptest! {
    #[test]
    fn a_corpus_in_shards_is_the_corpus(
        documents in proptest::collection::vec(("[ab]", "(the |port |of |opens |and ){0,9}"), 0..24),
        cuts in (0_usize..24, 0_usize..24),
    ) {
        let documents: Vec<(&str, &str)> = documents.iter().map(|(id, text)| (&**id, &**text)).collect();
        let (one, two) = (cuts.0.min(cuts.1).min(documents.len()), cuts.0.max(cuts.1).min(documents.len()));
        let parts = [&documents[..one], &documents[one..two], &documents[two..]];
        let mut sum = Learner::new(Parameters::default()).unwrap();
        for part in parts {
            sum.append(&Learner::read_from(&shard(part)[..]).unwrap()).unwrap();
        }
        let whole = learner(&documents);
        prop_assert_eq!(&sum, &whole);
        let table = whole.finish();
        prop_assert_eq!(&Table::read_from(&bytes(&table)[..]).unwrap(), &table);
        // One document of each text stays, whatever else does.
        for (_, text) in documents.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let stays = documents.iter().any(|(id, other)| {
                crate::views::match_key(other).trim() == text.trim()
                    && first_of(&table, id, other).0.is_none()
            });
            prop_assert!(stays, "{text}");
        }
    }

    #[test]
    fn any_text_has_a_fingerprint(text in "\\PC{0,60}", words in 1_u8..=32, rows in 1_u8..=8) {
        let parameters = Parameters { words, rows, bands: 5, similarity: 0 };
        let one = Fingerprints::new(parameters).unwrap().of(Some("1"), &text);
        prop_assert_eq!(one.signature.len() % parameters.bytes(), 0);
        prop_assert_eq!(one.is_blank(), !text.chars().any(char::is_alphanumeric) && one.signature.is_empty());
    }
}
