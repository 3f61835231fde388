//! Unicode cleanup, normalization and typography against its peers and yardsticks.

use std::hint::black_box;

use unisono::unicode::clean;

use super::support::unicode as texts;
use super::{Ratio, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("unicode_clean_en_over_staged", || over_staged(&texts::clean("en", SMALL))),
    ("unicode_clean_fr_over_staged", || over_staged(&texts::clean("fr", SMALL))),
    ("unicode_dirty1_fr_over_staged", || over_staged(&texts::dirty(&texts::clean("fr", SMALL), 10))),
    ("unicode_dirty10_fr_over_staged", || over_staged(&texts::dirty(&texts::clean("fr", SMALL), 100))),
    ("unicode_clean_en_over_is_nfc_quick", || over_is_nfc_quick("en")),
    ("unicode_clean_fr_over_is_nfc_quick", || over_is_nfc_quick("fr")),
    ("unicode_clean_es_over_is_nfc_quick", || over_is_nfc_quick("es")),
    ("unicode_clean_en_over_icu", || over_icu(&texts::clean("en", LARGE))),
    ("unicode_clean_fr_over_icu", || over_icu(&texts::clean("fr", LARGE))),
    ("unicode_nfd_fr_over_icu", || over_icu(&texts::nfd(&texts::clean("fr", LARGE)))),
    ("unicode_linear_ampersands", || linear("&")),
    ("unicode_linear_marks", || linear("\u{301}")),
    ("unicode_linear_one_line", || linear("Une ligne sans fin, à peine sale\u{A0}: ﬁn. ")),
    ("unicode_map_bytes_at_1_percent", || map_bytes(10)),
    ("unicode_map_bytes_at_10_percent", || map_bytes(100)),
];

const SMALL: usize = 2_000_000;
const LARGE: usize = 8_000_000;

fn each<T>(documents: &[String], work: impl Fn(&str) -> T) {
    for document in documents {
        black_box(&work(black_box(document)));
    }
}

fn over_staged(documents: &[String]) -> f64 {
    let mut ours = || {
        for _ in 0..8 {
            each(documents, |document| clean(document).len());
        }
    };
    let [staged, ours] = medians([&mut || each(documents, texts::staged), &mut ours]);
    ratio(staged * 8, ours)
}

fn over_is_nfc_quick(language: &str) -> f64 {
    let documents = texts::clean(language, LARGE);
    let [quick, ours] = medians([&mut || each(&documents, texts::is_nfc_quick), &mut || {
        each(&documents, |document| clean(document).len());
    }]);
    ratio(quick, ours)
}

fn over_icu(documents: &[String]) -> f64 {
    let [icu, ours] = medians([&mut || each(documents, |document| texts::icu(document).len()), &mut || {
        each(documents, |document| clean(document).len());
    }]);
    ratio(icu, ours)
}

/// Cost of a byte in a text 64 times as long over its cost in the short one: 1 is linear.
fn linear(part: &str) -> f64 {
    let short = part.repeat(16_384 / part.len());
    let long = short.repeat(64);
    let [long, short] = medians([&mut || drop(black_box(clean(black_box(&long)))), &mut || {
        for _ in 0..64 {
            drop(black_box(clean(black_box(&short))));
        }
    }]);
    ratio(long, short)
}

/// Bytes of the edits that the ledger keeps, for each byte of text.
fn map_bytes(thousandths: usize) -> f64 {
    let documents = texts::dirty(&texts::clean("fr", SMALL), thousandths);
    let (mut map, mut text) = (0, 0);
    for document in &documents {
        let edits = unisono::unicode::edits(document, &unisono::unicode::Policy::default());
        // An edit of a layer is five numbers of four bytes and what it puts in.
        map += edits.iter().map(|edit| 20 + edit.replacement.len()).sum::<usize>();
        text += document.len();
    }
    map as f64 / text as f64
}
