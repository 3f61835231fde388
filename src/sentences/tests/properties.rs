//! What holds for any text, in every language and with any options.

use proptest::prelude::*;

use super::*;

/// Text with what the rules look at, besides any characters.
fn text() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "a", "B", ". ", ".", "?", "! ", "…", " »", "« ", "\"", "'", "`", "''", "\n", "\r\n", "\r", " ",
        "\u{A0}", "\u{202F}", "é", "É", "e\u{301}", "\u{301}", "\u{200D}", "1", "2) ", "3. ", "• ", "(", ")",
        "[1]", ",", "🇫🇷", "。", "！", "’", "‘", "”", "“", "— ", "Mr", "U.S", "EE. UU", "etc", "a.m", "The",
        "Il ", "El ", "¿", "ii", "word", "Lumen", ", said ", "the ", "\u{E3}", "\u{FF9E}", "क", "\u{903}",
    ]);
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(known, 0..60).prop_map(|parts| parts.concat()),
        lossy()
    ]
}

/// Any bytes, read as text: those that the scan stops at and broken characters are frequent.
fn lossy() -> impl Strategy<Value = String> {
    let known =
        b".. !?\n\r\")'aeiAIM1,-\xE2\x80\xA6\xE3\xEF\xBC\x81\xC2\xA0\xBB\xC3\xA9\xCC\xF0\x00".as_slice();
    let byte = prop_oneof![any::<u8>(), proptest::sample::select(known)];
    proptest::collection::vec(byte, 0..300).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn rules() -> impl Strategy<Value = Rules> {
    let language = proptest::sample::select(vec![Language::EN, Language::FR, Language::ES, Language::UND]);
    let starts = proptest::sample::select(vec![
        LowercaseStarts::Never,
        LowercaseStarts::Always,
        LowercaseStarts::Auto,
    ]);
    (language, starts, any::<[bool; 3]>()).prop_map(|(language, starts, [keep, lists, unwrap])| Rules {
        quotes: if keep { Quotes::Keep } else { Quotes::Split },
        lists,
        unwrap,
        lowercase_starts: starts,
        abbreviations: Abbreviations::new(["word"], ["lumen."], []),
        ..Rules::new(language)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn ranges_cover_every_visible_character(text in text(), rules in rules()) {
        let mut at = 0;
        for range in segment(&text, &rules) {
            prop_assert!(range.start >= at && range.end > range.start);
            prop_assert!(text[at..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim().len(), range.len());
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn no_break_is_inside_a_grapheme(text in text(), rules in rules()) {
        let boundaries: Vec<usize> = graphemes(&text).map(|range| range.end).collect();
        let sentences: Vec<_> = segment(&text, &rules).collect();
        for pair in sentences.windows(2) {
            prop_assert!(boundaries.contains(&pair[0].end), "{:?} in {:?}", pair, text);
            // A mark that stands on the space at the beginning of a line is parted from it by trimming alone.
            let begins_line = text[pair[0].end..pair[1].start].contains(['\n', '\r']);
            prop_assert!(begins_line || boundaries.contains(&pair[1].start), "{:?} in {:?}", pair, text);
        }
    }

    #[test]
    fn no_break_is_before_a_closing_mark(text in text(), rules in rules()) {
        let sentences: Vec<_> = segment(&text, &rules).collect();
        for pair in sentences.windows(2) {
            let gap = &text[pair[0].end..pair[1].start];
            let next = text[pair[1].start..].chars().next();
            let closes = matches!(next, Some('»' | ')' | ']' | ','));
            prop_assert!(gap.contains(['\n', '\r']) || !closes, "{:?}", &text);
        }
    }

    /// The filters that decide plain stops stand aside for a user's words.
    #[test]
    fn an_abbreviation_that_does_not_occur_changes_nothing(text in text(), rules in rules()) {
        let (mut none, mut absent) = (rules.clone(), rules);
        none.abbreviations = Abbreviations::default();
        absent.abbreviations = Abbreviations::new(["qzxqzx"], [], []);
        let found: Vec<_> = segment(&text, &none).collect();
        prop_assert_eq!(found, segment(&text, &absent).collect::<Vec<_>>());
    }
}
