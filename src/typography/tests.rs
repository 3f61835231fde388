//! What must hold for every text.

use std::borrow::Cow;

use proptest::prelude::*;

use super::{Action, Mode, Policy, RULES, Rule, edits, set};
use crate::language::Language;

const LANGUAGES: [Language; 3] = [Language::FR, Language::ES, Language::EN];

/// Every rule on, those by request too.
fn everything() -> Policy {
    let mut policy = Policy::new(Mode::Full);
    policy.rules.insert(Rule::FrOrdinal, Action::On);
    policy.rules.insert(Rule::Ellipsis, Action::On);
    policy
}

#[test]
fn every_rule_has_a_text_on_which_it_acts() {
    let texts = [
        (Language::FR, "Oui : non ; si ! Quoi ? « a » \"b\" n° 5 2ème fin..."),
        (Language::ES, "Qué hora es ? Qué día es!"),
        (Language::EN, "Why ?"),
    ];
    let mut fired: Vec<&str> = texts
        .iter()
        .flat_map(|(language, text)| edits(text, *language, &everything()))
        .map(|edit| edit.rule.id())
        .collect();
    fired.sort_unstable();
    fired.dedup();
    let mut declared: Vec<&str> = RULES.iter().map(|(id, _)| *id).collect();
    declared.sort_unstable();
    assert_eq!(fired, declared);
}

#[test]
fn clean_text_is_borrowed() {
    for (language, text) in [
        (Language::FR, "Il a dit «\u{A0}oui\u{A0}»\u{202F}! Rendez-vous à 10:30\u{A0}: soyez à l’heure."),
        (Language::ES, "¿Qué dijo? ¡Nada! Volverá a las 10:30; eso es todo."),
        (Language::EN, "“What?” she asked: nobody knew; it was 10:30!"),
    ] {
        assert!(matches!(set(text, language, &everything()), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn hostile_lines_take_linear_time() {
    let started = std::time::Instant::now();
    for piece in [
        "\"", " \"a", "?", " ?", "a ? ", "a! ", "¿", "«", " »", "« ", "`a : ", ". ", "qué ", "qué, ", "(",
        "(a? ", "...",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        for language in LANGUAGES {
            edits(&text, language, &everything());
        }
    }
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        " ", "\u{A0}", "\u{202F}", "\n", ":", ";", "!", "?", "\"", "'", "«", "»", "“", "”", "(", ")", "¿",
        "¡", ".", "...", "…", ",", "`", "-", "/", "a", "é", "qué", "por", "Qué", "no", "el", "verdad", "the",
        "2", "10", "n°", "2ème", "http://", "C:\\", "ß", "中", "🙂",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_second_time_changes_nothing(text in nasty()) {
        for language in LANGUAGES {
            let once = set(&text, language, &everything()).into_owned();
            prop_assert_eq!(set(&once, language, &everything()), once.clone(), "{} {:?}", language, text);
        }
    }

    #[test]
    fn edits_are_sorted_disjoint_and_can_be_undone(text in nasty()) {
        for language in LANGUAGES {
            let found = edits(&text, language, &everything());
            let (mut end, mut shift, mut undone) = (0, 0_isize, set(&text, language, &everything()).into_owned());
            for edit in &found {
                prop_assert!(edit.range.start >= end && text.get(edit.range.clone()).is_some());
                end = edit.range.end;
            }
            for edit in found.iter().rev() {
                shift += edit.replacement.len().cast_signed() - edit.range.len().cast_signed();
            }
            prop_assert_eq!(undone.len().cast_signed(), text.len().cast_signed() + shift);
            for edit in &found {
                // Everything before this edit is as in the source already.
                let at = edit.range.start;
                undone.replace_range(at..at + edit.replacement.len(), &text[edit.range.clone()]);
            }
            prop_assert_eq!(&undone, &text);
        }
    }

    #[test]
    fn letters_and_digits_stay(text in nasty()) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for language in LANGUAGES {
            let policy = Policy::new(Mode::Full);
            prop_assert_eq!(letters(&set(&text, language, &policy)), letters(&text));
        }
    }
}
