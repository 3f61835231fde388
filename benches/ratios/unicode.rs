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
    ("unicode_linear_growth", linear_growth),
    ("unicode_peers", peers),
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

/// Prints the table of the documentation, MB/s of CPU time, and gives what the cleanup of clean English is over ICU.
fn peers() -> f64 {
    println!("| text | clean | icu_normalizer | is_nfc_quick | seven strings |");
    println!("|---|---|---|---|---|");
    let french = texts::clean("fr", SMALL);
    let inputs = [
        ("English", texts::clean("en", SMALL)),
        ("French, 1 % dirty", texts::dirty(&french, 10)),
        ("French, 10 % dirty", texts::dirty(&french, 100)),
        ("French in form D", texts::nfd(&french)),
        ("French", french),
    ];
    let mut over_icu = 0.0;
    for (name, documents) in &inputs {
        let bytes: usize = documents.iter().map(String::len).sum();
        let [ours, icu, quick, staged] = medians([
            &mut || each(documents, |document| clean(document).len()),
            &mut || each(documents, |document| texts::icu(document).len()),
            &mut || each(documents, texts::is_nfc_quick),
            &mut || each(documents, texts::staged),
        ]);
        let speeds = [ours, icu, quick, staged].map(|time| bytes as f64 / time.as_secs_f64() / 1e6);
        println!("| {name} | {:.0} | {:.0} | {:.0} | {:.0} |", speeds[0], speeds[1], speeds[2], speeds[3]);
        if *name == "English" {
            over_icu = ratio(icu, ours);
        }
    }
    over_icu
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

/// The worst growth of the cost of a byte over hostile texts of 16 KB, 64 times as long: 1 is linear, 64 quadratic.
/// Prints one line for each text and length.
fn linear_growth() -> f64 {
    type Make = fn(usize) -> String;
    let hostile: [(&str, Make); 8] = [
        ("marks", |len| format!("a{}", "\u{301}\u{316}".repeat(len / 4))),
        ("ampersands", |len| "&".repeat(len)),
        ("nested entities", |len| format!("{}quot;", "&".to_owned() + &"amp;".repeat(len / 4))),
        ("all dirty", |len| "\u{A0} e\u{301}\u{200B}\u{AD}\r\n ﬁ\u{7F}. .&eacute;".repeat(len / 36)),
        ("zero widths", |len| "\u{200B}\u{200D}\u{FEFF}".repeat(len / 9)),
        ("isolates", |len| "\u{2066}\u{5D0}".repeat(len / 5) + &"\u{2069}".repeat(len / 8)),
        ("spaces and feeds", |len| " \n\t\u{3000}".repeat(len / 6)),
        ("look-alikes", |len| "Ã\u{A0}©Â ".repeat(len / 8)),
    ];
    let mut worst: f64 = 0.0;
    for (name, text) in hostile {
        let mut first = None;
        for times in [1, 4, 16, 64] {
            let text = text(16_384 * times);
            // The same number of bytes at every length.
            let [clean, mojibake] = medians([
                &mut || (0..64 / times).for_each(|_| drop(black_box(clean(black_box(&text))))),
                &mut || {
                    for _ in 0..64 / times {
                        drop(black_box(unisono::unicode::mojibake::repair(black_box(&text))));
                    }
                },
            ]);
            let (clean_at_first, mojibake_at_first) = *first.get_or_insert((clean, mojibake));
            let growth = [ratio(clean, clean_at_first), ratio(mojibake, mojibake_at_first)];
            println!("  {name} x {times}: clean {:.2}, mojibake {:.2}", growth[0], growth[1]);
            worst = worst.max(growth[0]).max(growth[1]);
        }
    }
    worst
}

/// Bytes of the edits that the ledger keeps, for each byte of text.
fn map_bytes(thousandths: usize) -> f64 {
    let documents = texts::dirty(&texts::clean("fr", SMALL), thousandths);
    let (mut map, mut text) = (0, 0);
    for document in &documents {
        let edits = unisono::unicode::edits(document, &unisono::unicode::Policy::default());
        // An edit of a layer is 16 bytes and what it puts in, which a test of the library asserts.
        map += edits.iter().map(|edit| 16 + edit.replacement.len()).sum::<usize>();
        text += document.len();
    }
    map as f64 / text as f64
}
