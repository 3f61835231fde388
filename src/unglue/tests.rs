use proptest::prelude::*;

use super::*;
use crate::stage::Configured;

fn english(text: &str, mode: Mode) -> Found {
    in_language(text, mode, Language::EN)
}

fn in_language(text: &str, mode: Mode, language: Language) -> Found {
    find(text, &Options { mode, languages: &[(0..text.len(), language)], ..Options::default() })
}

fn after(text: &str, mode: Mode, language: Language) -> String {
    repaired(text, &in_language(text, mode, language).repairs)
}

/// Pieces of news, glued and not, beside what must not be touched.
const PIECES: &[&str] = &[
    "the",
    "The",
    "magazine",
    "Lumen",
    "agreements",
    "promoted",
    "Abraham's",
    "minister",
    "said",
    "By",
    "Which",
    "He",
    "In",
    "On",
    "MoveOn",
    "GitHub",
    "iPhone",
    "#DayOfTheSea",
    "@TheGuardian",
    "https://example.org/PathTo",
    "London",
    "Madrid",
    "Rabat",
    "McConnell",
    "Britain's",
    "l’usage",
    "critique",
    "Du",
    "ministre",
    "Y",
    "A",
    "a",
    "5",
    "2019",
    "U.S.",
    "Mr",
    "Smith",
    "www.Example.com",
    "harbour",
    "reforms",
    "\u{301}",
    "é",
    "É",
    "ß",
    "日本",
    "İ",
    "ﬁ",
    "\u{202F}",
    "\u{A0}",
];
const SEAMS: &[&str] = &[
    "", "", " ", " ", " ", ", ", " , ", ".", ". ", "! ", "?", "\n", " \u{A0},", "’", "'", "-", " ,\n", "”",
    ".”", " («", ").",
];

fn news() -> impl Strategy<Value = String> {
    let piece = (proptest::sample::select(PIECES), proptest::sample::select(SEAMS));
    proptest::collection::vec(piece, 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => news(), 1 => "\\PC{0,80}", 1 => "[a-cA-C .,'’É]{0,60}"]
}

fn any_language() -> impl Strategy<Value = Language> {
    proptest::sample::select(vec![
        Language::EN,
        Language::FR,
        Language::ES,
        Language::UND,
        Language::of(*b"de\0"),
    ])
}

fn any_mode() -> impl Strategy<Value = Mode> {
    proptest::sample::select(vec![Mode::Default, Mode::Extended, Mode::Off])
}

proptest! {
    #[test]
    fn a_repair_is_a_space_put_in_or_taken_from_a_comma(text in any_text(), language in any_language(), mode in any_mode()) {
        let found = in_language(&text, mode, language);
        let mut end = 0;
        for repair in &found.repairs {
            prop_assert!(repair.range.start >= end && repair.range.start <= repair.range.end, "{:?}", found);
            end = repair.range.end;
            let taken = text.get(repair.range.clone());
            prop_assert!(taken.is_some(), "{:?} of {:?}", repair, text);
            if repair.range.is_empty() {
                let at = repair.range.start;
                let around = [text[..at].chars().next_back(), text[at..].chars().next()];
                prop_assert!(around.iter().all(|c| c.is_some_and(|c| !c.is_whitespace())), "{:?} of {:?}", repair, text);
            } else {
                prop_assert!(taken.is_some_and(|taken| taken.chars().all(char::is_whitespace)));
                prop_assert!(text[end..].starts_with(','));
            }
            prop_assert!(Unglue::RULES.iter().any(|(rule, _)| *rule == repair.rule), "{}", repair.rule);
            prop_assert!((0.9..=1.0).contains(&repair.confidence));
        }
        for suspect in &found.suspects {
            prop_assert!(text.get(suspect.range.clone()).is_some_and(|text| !text.is_empty()), "{:?}", suspect);
        }
        prop_assert!(mode != Mode::Off || found == Found::default());
    }

    #[test]
    fn a_text_that_was_repaired_stays(text in any_text(), language in any_language(), mode in any_mode()) {
        let once = after(&text, mode, language);
        let twice = after(&once, mode, language);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn names_handles_and_addresses_stay(
        name in proptest::sample::select(include_str!("../../dictionaries/lexicon/camel-case.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect::<Vec<_>>()),
        before in proptest::sample::select(vec!["", "#", "@", "https://example.org/", "user_", "/srv/", "$"]),
        left in proptest::sample::select(PIECES), right in proptest::sample::select(PIECES), mode in any_mode(), language in any_language(),
    ) {
        let token = format!("{before}{name}");
        let text = format!("{left} {token} {right}");
        let (start, end) = (left.len() + 1, left.len() + 1 + token.len());
        for repair in in_language(&text, mode, language).repairs {
            prop_assert!(repair.range.end <= start || repair.range.start >= end, "{repair:?} of {text:?}");
        }
    }

    #[test]
    fn hidden_words_are_vetoed_by_what_stands_around(left in "[a-z]{3,9}", right in "[A-Z][a-z]{2,8}", sign in proptest::sample::select(vec!['#', '@', '/', '_', ':', '=', '&', '\\', '$', '7'])) {
        let text = format!("see {sign}{left}{right} on it");
        prop_assert!(english(&text, Mode::Default).repairs.is_empty(), "{}", text);
    }
}

#[test]
fn long_texts_of_one_kind_are_read_once() {
    for piece in [
        "aB",
        "theWelsh",
        " ,",
        "a , ",
        "A.",
        "word.Word",
        "agreementspromoted ",
        "SmithLondon ",
        "\u{301}",
        "É",
        "日",
        "’s",
        "MrX",
        "aaaaaaaaa",
        " ",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        for mode in [Mode::Default, Mode::Extended] {
            let found = english(&text, mode);
            assert!(found.repairs.len() <= text.len());
        }
    }
}

#[test]
fn a_form_that_recurs_is_a_name() {
    let once = "Readers of the harbour weekly know NorthQuay well. London and Madrid wrote of it.";
    assert!(english(once, Mode::Default).repairs.is_empty());
    let twice = "The firm oceanLondon said so. Later the firm oceanLondon said no.";
    assert!(english(twice, Mode::Default).repairs.is_empty());
    assert_eq!(english("The vessels crossed the oceanLondon said so.", Mode::Default).repairs.len(), 1);
}

#[test]
fn names_that_stand_alone_elsewhere_are_two() {
    let text = "Okonjira met Zweletu on Friday. The talks between OkonjiraZweletu will go on.";
    assert_eq!(english(text, Mode::Default).repairs[0].rule, "case.names");
    assert!(english("The talks between OkonjiraZweletu will go on.", Mode::Default).repairs.is_empty());
}

#[test]
fn paragraphs_go_by_their_own_language() {
    let text = "El ministro habló con PérezAunque no quiso opinar.\nLe ministre a vu DurandSelon lui, personne ne veut rien dire.";
    let line = text.find('\n').unwrap_or(0);
    let languages = [(0..line, Language::ES), (line..text.len(), Language::FR)];
    let found = find(text, &Options { languages: &languages, ..Options::default() });
    assert_eq!(found.repairs.len(), 2, "{found:?}");
    let swapped = [(0..line, Language::FR), (line..text.len(), Language::ES)];
    assert_eq!(find(text, &Options { languages: &swapped, ..Options::default() }).repairs.len(), 0);
}

#[test]
fn text_in_another_language_stays() {
    let text = "Der Minister traf MerkelDie Gespräche , sagte er, gingen gut.Dann fuhr er.";
    assert_eq!(after(text, Mode::Default, Language::of(*b"de\0")), text);
}

#[test]
fn a_lost_stop_is_told_and_not_put_in() {
    let found = english("He met Nasser BouritaThe talks went well.", Mode::Default);
    assert_eq!(found.repairs[0].text(), " ");
    let [suspect] = &found.suspects[..] else { panic!("{found:?}") };
    assert_eq!((suspect.kind, suspect.suggestion.as_deref()), ("lost-stop", Some("Bourita. The")));
}

#[test]
fn a_stop_in_mid_sentence_is_told() {
    let found =
        english("It was first in the pages of the magazine. Lumen, a weekly, printed it.", Mode::Default);
    assert_eq!(found.suspects[0].kind, "stop-mid-sentence");
    assert!(found.repairs.is_empty());
}

#[test]
fn both_words_of_a_repaired_one_have_stops_beside_them() {
    assert_eq!(
        after("They like the.Londonmagazine.By then it was late.", Mode::Default, Language::EN),
        "They like the. London magazine. By then it was late."
    );
}

#[test]
fn three_words_in_one_are_parted() {
    assert_eq!(
        after("They read the usagemagazineThe next day.", Mode::Extended, Language::EN),
        "They read the usage magazine The next day."
    );
}
