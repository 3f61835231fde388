//! The folding and its way back.

use proptest::prelude::*;

use super::{MatchView, match_key};

#[test]
fn what_differs_in_form_only_is_equal() {
    for (one, other) in [
        ("Québec", "QUE\u{301}BEC"),
        ("l’œuvre", "L'OEUVRE"),
        ("« Oui\u{A0}! »", "\"oui!\""),
        ("Straße", "STRASSE"),
        ("12\u{202F}000\u{A0}€", "12 000 €"),
        ("Ankara, \u{130}stanbul", "ankara,  istanbul"),
        ("re\u{AD}form", "Reform"),
        ("fin…", "FIN..."),
        ("a – b", "A - B"),
        ("ΑΘΉΝΑ", "αθηνα"),
    ] {
        assert_eq!(match_key(one), match_key(other), "{one}");
    }
}

#[test]
fn what_says_something_stays() {
    for (text, folded) in [
        ("ano año", "ano ano"),
        ("1 2\n3", "1 2\n3"),
        ("हिन्दी 한국", "हिन्दी 한국"),
        ("x\u{B2} ½ ™", "x\u{B2} ½ ™"),
        ("", ""),
        (" \u{A0} ", ""),
        ("a \n b", "a\nb"),
    ] {
        assert_eq!(match_key(text), folded, "{text}");
    }
}

#[test]
fn the_way_back_gives_whole_characters() {
    let text = "À  l’œil : «\u{A0}Été\u{A0}» !";
    let view = MatchView::new(text);
    assert_eq!(view.text(), "a l'oeil: \"ete\"!");
    let back = |part: &str| {
        let at = view.text().find(part).expect("it is there");
        &text[view.origin(at..at + part.len())]
    };
    assert_eq!(back("a"), "À");
    assert_eq!(back("l'o"), "l’œ");
    assert_eq!(back("eil:"), "œil :");
    assert_eq!(back("ete"), "Été");
    assert_eq!(back("\"ete\"!"), "«\u{A0}Été\u{A0}» !");
}

#[test]
fn long_runs_of_blanks_are_one_space() {
    let text = format!("a{}é", " \u{A0}".repeat(100_000));
    let view = MatchView::new(&text);
    assert_eq!(view.text(), "a e");
    assert_eq!(view.origin(1..3), 1..text.len());
    assert_eq!(view.origin(2..3), text.len() - 2..text.len());
}

#[test]
fn an_accent_belongs_to_its_letter() {
    let text = "cafe\u{301}, x";
    let view = MatchView::new(text);
    assert_eq!(view.text(), "cafe, x");
    assert_eq!(&text[view.origin(0..4)], "cafe\u{301}");
    let many = format!("e{}x", "\u{301}".repeat(1_000_000));
    let view = MatchView::new(&many);
    assert_eq!((view.text(), view.origin(1..2)), ("ex", many.len() - 1..many.len()));
}

#[test]
fn the_map_is_small() {
    let text = "Le ministre a présenté mardi à Genève un plan de soutien aux régions. ".repeat(200);
    let bytes = MatchView::new(&text).map_bytes() as f64 / text.len() as f64;
    assert!(bytes < 1.0, "{bytes} B per byte");
}

proptest! {
    #[test]
    fn every_range_comes_from_whole_characters(text in "[ \u{A0}\n«»!:aÉœßé’\u{301}\u{AD}ж한İ…-]{0,40}") {
        let view = MatchView::new(&text);
        let boundaries: Vec<usize> = view.text().char_indices().map(|(at, _)| at).chain([view.text().len()]).collect();
        for (n, &from) in boundaries.iter().enumerate() {
            for &to in &boundaries[n..] {
                let origin = view.origin(from..to);
                let part = text.get(origin.clone());
                prop_assert!(part.is_some(), "{from}..{to} -> {origin:?}");
                if from < to {
                    // What was folded away inside is part of the range, so folding it again gives the same letters.
                    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                    let again = match_key(part.unwrap_or_default());
                    prop_assert!(letters(&again).contains(&letters(&view.text()[from..to])), "{again:?}");
                }
            }
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in "[ \u{A0}\n«»!:aÉœßé’\u{301}\u{AD}жİ…A-]{0,40}") {
        let once = match_key(&text);
        prop_assert_eq!(match_key(&once), once.clone());
    }
}
