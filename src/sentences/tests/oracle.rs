//! `icu_segmenter` as the oracle: on plain text, without abbreviations, quotations and lines, both agree.

use proptest::prelude::*;

use super::*;

/// The sentences of UAX #29 as they are, without white space at their ends.
fn unicode(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for end in segmenter::sentence_ends(text) {
        let piece = &text[start..end];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let at = start + piece.len() - piece.trim_start().len();
            found.push(at..at + trimmed.len());
        }
        start = end;
    }
    found
}

#[test]
fn both_agree_on_plain_prose() {
    let texts = [
        (
            Language::EN,
            "The harbour opened at nine. Ships had waited since Sunday! Did anybody count them? Nobody did.",
        ),
        (
            Language::FR,
            "Le port a rouvert. Les navires attendaient depuis dimanche! Qui les a comptés? Personne.",
        ),
        (Language::ES, "El puerto abrió a las nueve. ¿Quién contó los barcos? Nadie los contó. ¡Qué pena!"),
        (
            Language::EN,
            "Prices rose by 3.5 percent in May (see the table). The bank (it is small) said nothing.",
        ),
    ];
    for (language, text) in texts {
        assert_eq!(segment(text, &Rules::new(language)).collect::<Vec<_>>(), unicode(text), "{text}");
    }
}

/// Sentences of words that are in no list, longer than any initial.
fn prose() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "harbour",
        "été",
        "navire",
        "puerto",
        "señal",
        "Ébène",
        "Lisbon",
        "1450",
        "cœur",
        "ship's",
        "3.5",
        "(about)",
        "dock-workers",
        "naïve",
        "Ñandú",
    ]);
    let first =
        proptest::sample::select(vec!["Harbours", "Étoiles", "Puertos", "Ships", "¿Cuántos", "Ñandúes"]);
    let last = proptest::sample::select(vec!["waited", "attendaient", "esperaban", "fermé", "señaló"]);
    let mark = proptest::sample::select(vec![".", "!", "?", "?!", "!!"]);
    let sentence =
        (first, proptest::collection::vec(word, 0..6), last, mark).prop_map(|(first, words, last, mark)| {
            let mut sentence = first.to_owned();
            for word in words.into_iter().chain([last]) {
                sentence.push(' ');
                sentence.push_str(word);
            }
            sentence + mark
        });
    proptest::collection::vec(sentence, 1..8).prop_map(|sentences| sentences.join(" "))
}

proptest! {
    #[test]
    fn both_agree_on_any_prose(text in prose()) {
        for language in [Language::EN, Language::FR, Language::ES] {
            prop_assert_eq!(segment(&text, &Rules::new(language)).collect::<Vec<_>>(), unicode(&text));
        }
    }
}
