//! Texts that are hard for a scan: each takes time in proportion to its length.

use std::time::{Duration, Instant};

use super::*;

fn hard() -> Vec<String> {
    let mut texts =
        vec!["a".repeat(10_000_000), ". ".repeat(1_000_000), ".".repeat(1_000_000), " ".repeat(2_000_000)];
    let parts = [
        ". ",
        ".",
        "… ",
        "...",
        "\u{301}",
        ".\u{301}",
        ". \u{301}",
        "»",
        ". »",
        ".,",
        ". \"",
        ". ' ",
        "\"",
        "«",
        "“",
        "‘a",
        " 'a",
        "''",
        "A. ",
        "EE. ",
        "a.m. ",
        "1. ",
        "a) ",
        "• ",
        "- ",
        ". - ",
        "! ! ",
        "\n",
        "\r",
        ". [1]",
        ". (",
        "é. ",
        "\u{E3}",
        "。",
        "。\u{301}",
        "the magazine. Lumen, said ",
        "Mr. ",
        ".The ",
        "🇫🇷. ",
        "ḁ.ḁ ",
    ];
    texts.extend(parts.map(|part| part.repeat(100_000 / part.len())));
    texts
}

fn time(text: &str, rules: &Rules) -> Duration {
    let started = Instant::now();
    let end = segment(text, rules).last().map_or(0, |range| range.end);
    assert_eq!(end, text.trim_end().len());
    started.elapsed()
}

#[test]
fn hard_texts_take_linear_time() {
    let mut slow = Rules::new(Language::UND);
    (slow.lists, slow.unwrap, slow.quotes) = (true, true, Quotes::Keep);
    for rules in [Rules::new(Language::FR), slow] {
        for text in hard() {
            // A quadratic scan would take minutes.
            let took = time(&text, &rules);
            let sample: String = text.chars().take(8).collect();
            assert!(took < Duration::from_secs(30), "{} bytes of {sample:?}: {took:?}", text.len());
        }
    }
}
