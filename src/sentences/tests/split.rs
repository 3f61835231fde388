use proptest::prelude::*;

use super::super::*;

fn sentences(text: &str) -> Vec<&str> {
    split(text).map(|range| &text[range]).collect()
}

#[test]
fn nothing_in_nothing() {
    assert!(sentences("").is_empty());
    assert!(sentences(" \n\u{A0}\r\n\t").is_empty());
}

#[test]
fn a_line_feed_ends_a_sentence() {
    assert_eq!(
        sentences("Un titre sans point\nLe texte suit.\r\n\r\nFin"),
        ["Un titre sans point", "Le texte suit.", "Fin"]
    );
}

#[test]
fn guillemets_belong_to_the_sentence_that_they_close() {
    assert_eq!(sentences("« Oui. » Il part."), ["« Oui. »", "Il part."]);
    assert_eq!(sentences("«\u{A0}Oui\u{A0}!\u{202F}» Il part."), ["«\u{A0}Oui\u{A0}!\u{202F}»", "Il part."]);
    assert_eq!(
        sentences("« Pourquoi ? » demande-t-elle. Rien."),
        ["« Pourquoi ? » demande-t-elle.", "Rien."]
    );
    assert_eq!(sentences("« Non ! », a-t-il dit."), ["« Non ! », a-t-il dit."]);
}

#[test]
fn small_letters_and_stray_stops_continue() {
    assert_eq!(sentences("\"Why?\" he asked. Nobody knew."), ["\"Why?\" he asked.", "Nobody knew."]);
    assert_eq!(sentences("The talks ended. . They left."), ["The talks ended. .", "They left."]);
    assert_eq!(sentences("It rained. \"We stay\" came next."), ["It rained.", "\"We stay\" came next."]);
}

#[test]
fn an_ellipsis_ends_a_sentence_before_a_capital() {
    assert_eq!(
        sentences("Il hésite… Puis il part… sans un mot."),
        ["Il hésite…", "Puis il part… sans un mot."]
    );
    assert_eq!(sentences("« Je ne sais… » Elle sort."), ["« Je ne sais… »", "Elle sort."]);
}

#[test]
fn spanish_marks_open() {
    assert_eq!(sentences("¿Qué? ¡No! Se fue."), ["¿Qué?", "¡No!", "Se fue."]);
}

#[test]
fn very_long_text_is_split_in_linear_time() {
    for text in [
        "a".repeat(2_000_000),
        ". ".repeat(500_000),
        "… ".repeat(300_000),
        "\u{301}".repeat(300_000),
        "»".repeat(300_000),
        ".,".repeat(300_000),
    ] {
        let end = split(&text).last().map(|range| range.end);
        assert_eq!(end, Some(text.trim_end().len()));
    }
}

/// Text with what the rules look at, besides any characters.
fn text() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "a", "B", ". ", "?", "! ", "…", " »", "« ", "\"", "\n", "\r\n", " ", "\u{A0}", "é", "e\u{301}", "1",
        ",", "🇫🇷", "。", "’", ")", "— ",
    ]);
    prop_oneof![any::<String>(), proptest::collection::vec(known, 0..60).prop_map(|parts| parts.concat()),]
}

proptest! {
    #[test]
    fn sentences_cover_the_visible_characters(text in text()) {
        let mut at = 0;
        for range in split(&text) {
            prop_assert!(range.start >= at && range.end > range.start);
            prop_assert!(text[at..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim().len(), range.len());
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn graphemes_cover_the_text_and_words_are_inside(text in text()) {
        let mut at = 0;
        for range in graphemes(&text) {
            prop_assert_eq!(range.start, at);
            prop_assert!(text.get(range.clone()).is_some());
            at = range.end;
        }
        prop_assert_eq!(at, text.len());
        let mut at = 0;
        for range in words(&text) {
            prop_assert!(range.start >= at && text[range.clone()].chars().any(char::is_alphanumeric));
            at = range.end;
        }
    }
}
