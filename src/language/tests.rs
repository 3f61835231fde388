//! Documents of several languages.

use proptest::prelude::*;

use super::*;

fn codes(text: &str) -> Vec<String> {
    profile(built_in(), text).ranges.iter().map(|range| range.language.to_string()).collect()
}

const FRENCH: &str = "Le ministre a confirmé mercredi que les travaux du port commenceront avant la fin de l’année.\n\n\
    Selon lui, les entreprises de la région ont déjà reçu la liste des chantiers qui leur sont ouverts.\n\n\
    Les syndicats demandent pour leur part que les emplois promis soient inscrits dans la loi.\n";

#[test]
fn headline_caption_and_footer_keep_their_languages() {
    let text = format!(
        "El puerto contará con una nueva terminal de pasajeros\n\n{FRENCH}\n\
         The minister speaks to workers at the harbour during his visit on Wednesday\n\n{FRENCH}\n\
         Envíanos tus noticias\nSi tienes alguna información, no dudes en escribirnos\n"
    );
    assert_eq!(codes(&text), ["es", "fr", "en", "fr", "es"]);
    assert_eq!(profile(built_in(), &text).language, Language::FR);
}

#[test]
fn names_and_short_lines_inherit() {
    let text = format!("{FRENCH}\nJean Morel\n\n12:30\n\nPar\n\n{FRENCH}");
    let profile = profile(built_in(), &text);
    assert_eq!(profile.ranges.len(), 1, "{:?}", profile.ranges);
    assert!(!profile.ranges[0].inherited);
    let one = format!("{FRENCH}\nDGSSI");
    assert_eq!(codes(&one), ["fr"]);
}

#[test]
fn what_is_no_language_gets_no_say_in_the_document() {
    let text = format!("{}\n{FRENCH}", "https://example.org/abcdefghijklmnop".repeat(40));
    let profile = profile(built_in(), &text);
    assert_eq!(profile.ranges[0].reason, Reason::NotLanguage);
    assert_eq!(profile.language, Language::FR);
}

#[test]
fn an_english_banner_over_a_french_article() {
    let banner =
        "We use cookies to give you the best experience on our website and to measure our audience. ";
    assert_eq!(
        profile(built_in(), &format!("{}\n{FRENCH}{FRENCH}", banner.repeat(4))).language,
        Language::FR
    );
}

#[test]
fn nothing_is_undetermined() {
    for text in ["", "\n\n", "12:30\n1-0"] {
        let profile = profile(built_in(), text);
        assert_eq!((profile.language, profile.reason), (Language::UND, Reason::NoLetters));
        assert!(profile.ranges.is_empty() && profile.shares.is_empty());
    }
}

#[test]
fn a_document_without_a_sure_line_keeps_its_best_guess() {
    assert_eq!(codes("Benzema\nCourtois\nModrić").len(), 1);
}

#[test]
fn megabytes_in_one_line() {
    for text in
        ["palabra ".repeat(100_000), "x".repeat(1_000_000), "\u{301}".repeat(300_000), "é\n".repeat(100_000)]
    {
        let profile = profile(&NGrams::new(), &text);
        assert!(profile.ranges.len() <= 1);
    }
}

fn text() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "the minister said that ",
        "le ministre a dit que ",
        "el ministro dijo que ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "12:30 ",
        "https://a.example/b ",
        "@ab ",
        "Rabat ",
        "é",
        "e\u{301}",
        "日本",
        "я",
        "🇫🇷",
        "{}",
        "’",
        "\u{AD}",
    ]);
    prop_oneof![any::<String>(), proptest::collection::vec(known, 0..60).prop_map(|parts| parts.concat())]
}

proptest! {
    #[test]
    fn every_letter_is_in_one_range(text in text()) {
        let profile = profile(&NGrams::new(), &text);
        let mut at = 0;
        for range in &profile.ranges {
            prop_assert!(range.range.start >= at && range.range.end > range.range.start);
            prop_assert!(text.get(range.range.clone()).is_some());
            prop_assert!(!text[at..range.range.start].chars().any(char::is_alphabetic));
            prop_assert!((0.0..=1.0).contains(&range.confidence));
            at = range.range.end;
        }
        prop_assert!(!text[at..].chars().any(char::is_alphabetic));
        let all: f32 = profile.shares.iter().map(|(_, share)| share).sum();
        prop_assert!(profile.shares.is_empty() || (all - 1.0).abs() < 0.001);
    }
}
