//! Every row of the Unicode Consortium's `NormalizationTest` in all four forms, and random texts against `icu_normalizer`.
#![allow(missing_docs)]

use std::process::Command;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use proptest::prelude::*;
use unisono::unicode::{NormalizationForm, normalize};

const FORMS: [NormalizationForm; 4] =
    [NormalizationForm::Nfc, NormalizationForm::Nfd, NormalizationForm::Nfkc, NormalizationForm::Nfkd];

/// The file lies in the package of the development dependency `icu_normalizer`.
fn rows() -> Vec<[String; 5]> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .expect("cargo metadata");
    let metadata: serde_json::Value =
        serde_json::from_slice(&metadata.stdout).expect("JSON of cargo metadata");
    let manifest = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .find(|package| package["name"] == "icu_normalizer")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("the package icu_normalizer");
    let file = std::path::Path::new(manifest).with_file_name("tests/data/NormalizationTest.txt");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let column = |hex: &str| -> String {
        hex.split(' ')
            .map(|point| u32::from_str_radix(point, 16).ok().and_then(char::from_u32).expect("a code point"))
            .collect()
    };
    text.lines()
        .filter(|line| !line.starts_with(['#', '@']) && line.contains(';'))
        .map(|line| {
            let mut columns = line.split(';').map(column_of(&column));
            std::array::from_fn(|_| columns.next().expect("five columns"))
        })
        .collect()
}

fn column_of(column: &impl Fn(&str) -> String) -> impl Fn(&str) -> String {
    move |hex| if hex.trim_start().starts_with('#') { String::new() } else { column(hex.trim()) }
}

#[test]
fn every_row_of_the_normalization_test_holds() {
    let rows = rows();
    assert!(rows.len() >= 20_000, "{} rows", rows.len());
    for [source, nfc, nfd, nfkc, nfkd] in &rows {
        for text in [source, nfc, nfd] {
            assert_eq!(&normalize(text, NormalizationForm::Nfc), nfc, "NFC of {text:?}");
            assert_eq!(&normalize(text, NormalizationForm::Nfd), nfd, "NFD of {text:?}");
        }
        for text in [nfkc, nfkd] {
            assert_eq!(&normalize(text, NormalizationForm::Nfc), nfkc, "NFC of {text:?}");
            assert_eq!(&normalize(text, NormalizationForm::Nfd), nfkd, "NFD of {text:?}");
        }
        for text in [source, nfc, nfd, nfkc, nfkd] {
            assert_eq!(&normalize(text, NormalizationForm::Nfkc), nfkc, "NFKC of {text:?}");
            assert_eq!(&normalize(text, NormalizationForm::Nfkd), nfkd, "NFKD of {text:?}");
        }
    }
    // Part 1 of the file: what it does not list stays in every form.
    let listed: std::collections::BTreeSet<&str> = rows.iter().map(|row| &*row[0]).collect();
    for c in '\0'..=char::MAX {
        let text = c.to_string();
        if !listed.contains(&*text) {
            for form in FORMS {
                assert_eq!(normalize(&text, form), text, "{form:?}");
            }
        }
    }
}

fn icu(text: &str, form: NormalizationForm) -> String {
    match form {
        NormalizationForm::Nfc => ComposingNormalizerBorrowed::new_nfc().normalize(text),
        NormalizationForm::Nfkc => ComposingNormalizerBorrowed::new_nfkc().normalize(text),
        NormalizationForm::Nfd => DecomposingNormalizerBorrowed::new_nfd().normalize(text),
        _ => DecomposingNormalizerBorrowed::new_nfkd().normalize(text),
    }
    .into_owned()
}

/// Letters, marks, jamo, kana and presentation forms, dense enough to meet; sometimes any character.
fn composing() -> impl Strategy<Value = String> {
    let ranges: &[(u32, u32)] = &[
        (0x41, 0x7A),
        (0xC0, 0x24F),
        (0x300, 0x36F),
        (0x370, 0x3FF),
        (0x590, 0x6FF),
        (0x900, 0xDFF),
        (0x1100, 0x11FF),
        (0x1E00, 0x1FFF),
        (0x2000, 0x22FF),
        (0x3040, 0x30FF),
        (0xAC00, 0xAC40),
        (0xF900, 0xFAFF),
        (0xFB00, 0xFFEF),
        (0x1D100, 0x1D1FF),
        (0x11080, 0x113FF),
        (0, 0x10_FFFF),
    ];
    let one = prop::sample::select(ranges)
        .prop_flat_map(|(low, high)| (low..=high).prop_map(|point| char::from_u32(point).unwrap_or('a')));
    prop::collection::vec(one, 0..12).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_agree_with_icu(text in composing()) {
        for form in FORMS {
            assert_eq!(normalize(&text, form), icu(&text, form), "{form:?} of {text:?}");
        }
    }
}
