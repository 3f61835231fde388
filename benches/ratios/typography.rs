//! What typography, homoglyphs and the match view cost on clean text, beside a copy of the text.

use std::hint::black_box;

use unisono::Language;
use unisono::typography::{Mode, Policy};

use super::{Ratio, corpus, medians, ratio};

pub const RATIOS: &[Ratio] = &[
    ("typography_clean_fr_over_memcpy", typography_clean_fr),
    ("typography_clean_en_over_memcpy", typography_clean_en),
    ("homoglyphs_clean_fr_over_memcpy", homoglyphs_clean_fr),
    ("match_view_fr_over_memcpy", match_view_fr),
];

/// Time of `work` over the time of copying the same texts.
fn over_copy(language: &str, work: impl Fn(&str)) -> f64 {
    let texts = corpus::articles(language, 2_000_000, 0);
    let [work, copy] = medians([&mut || texts.iter().for_each(|text| work(text)), &mut || {
        for text in &texts {
            black_box(text.clone());
        }
    }]);
    ratio(work, copy)
}

fn typography(language: &str, code: Language) -> f64 {
    let policy = Policy::new(Mode::Full);
    let texts = |text: &str| unisono::typography::set(text, code, &policy).into_owned();
    let clean: Vec<String> =
        corpus::articles(language, 2_000_000, 0).iter().map(|text| texts(text)).collect();
    let [work, copy] = medians([
        &mut || {
            for text in &clean {
                black_box(unisono::typography::edits(text, code, &policy));
            }
        },
        &mut || {
            for text in &clean {
                black_box(text.clone());
            }
        },
    ]);
    ratio(work, copy)
}

fn typography_clean_fr() -> f64 {
    typography("fr", Language::FR)
}

fn typography_clean_en() -> f64 {
    typography("en", Language::EN)
}

fn homoglyphs_clean_fr() -> f64 {
    over_copy("fr", |text| drop(black_box(unisono::homoglyphs::find(text))))
}

fn match_view_fr() -> f64 {
    over_copy("fr", |text| drop(black_box(unisono::views::MatchView::new(text))))
}
