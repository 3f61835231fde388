//! The gate of the mojibake repair on clean text: what everybody pays.

use std::hint::black_box;

use unicode_normalization::{IsNormalized, is_nfc_quick};
use unisono::unicode::mojibake;

use super::corpus::Random;
use super::{Ratio, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("mojibake_gate_over_is_nfc_quick", mojibake_gate_over_is_nfc_quick),
    ("mojibake_gate_over_memcpy", mojibake_gate_over_memcpy),
];

/// Clean French in documents of some 3 KB, with its no-break spaces.
fn french() -> Vec<String> {
    const PARTS: &[&str] = &[
        "Le conseil a adopté la mesure après deux heures de débat",
        "« C’est une étape », a déclaré la présidente de la région",
        "les usagers, eux, s’inquiètent déjà des coûts à venir",
        "l’ouverture de la ligne est prévue à l’été 2026",
        "près de 3 000 emplois dépendent du chantier naval",
        "selon le ministère, rien n’est encore décidé",
    ];
    let mut random = Random::new(7);
    let document = |_| {
        let mut text = String::new();
        while text.len() < 3_400 {
            text.push_str(PARTS[random.below(PARTS.len())]);
            text.push_str(if random.below(4) == 0 { ".\n" } else { " ; " });
        }
        text
    };
    (0..300).map(document).collect()
}

/// Time of `is_nfc_quick`, which answers yes or no, over the search for mojibake in the same clean documents.
fn mojibake_gate_over_is_nfc_quick() -> f64 {
    let texts = french();
    let [own, other] = medians([
        &mut || texts.iter().for_each(|text| assert!(black_box(mojibake::repairs(text)).is_empty())),
        &mut || {
            for text in &texts {
                assert_eq!(black_box(is_nfc_quick(text.chars())), IsNormalized::Yes);
            }
        },
    ]);
    ratio(other, own)
}

/// Time of a copy of the same documents, in cache, over the search.
fn mojibake_gate_over_memcpy() -> f64 {
    let texts = french();
    let mut copy = vec![0_u8; 8_000];
    let [own, other] = medians([
        &mut || texts.iter().for_each(|text| assert!(black_box(mojibake::repairs(text)).is_empty())),
        &mut || {
            for text in &texts {
                copy[..text.len()].copy_from_slice(black_box(text.as_bytes()));
                black_box(&copy);
            }
        },
    ]);
    let bytes: usize = texts.iter().map(String::len).sum();
    eprintln!("mojibake gate: {:.1} GB/s", bytes as f64 / own.as_secs_f64() / 1e9);
    ratio(other, own)
}
