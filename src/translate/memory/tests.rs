use super::*;
use proptest::prelude::*;

const PAIR: (Language, Language) = (Language::EN, Language::FR);

fn memory(units: &[(&str, &str)]) -> Memory {
    let mut memory = Memory::default();
    for (source, target) in units {
        memory.add((PAIR.0, source), (PAIR.1, target));
    }
    memory
}

fn found(memory: &Memory, text: &str, percent: u8) -> Option<(String, u8)> {
    let answer = memory.find(text, PAIR.0, PAIR.1, percent)?;
    Some((answer.text, answer.remembered?))
}

#[test]
fn the_most_alike_is_found_and_the_first_of_equals() {
    let memory = memory(&[
        ("The mayor opened the new bridge on Monday.", "A"),
        ("The mayor opened the old bridge on Monday.", "B"),
        ("The mayor opened the new bridge on Monday.", "C"),
        ("Something else entirely.", "D"),
    ]);
    assert_eq!(found(&memory, "The mayor opened the new bridge on Monday.", 100), Some(("A".into(), 100)));
    assert_eq!(found(&memory, "The mayor opened the tall bridge on Monday.", 75), Some(("A".into(), 88)));
    assert_eq!(found(&memory, "the mayor opened the old bridge on Monday.", 75), Some(("B".into(), 99)));
    assert_eq!(found(&memory, "The mayor closed his office.", 75), None);
}

#[test]
fn other_figures_or_names_are_never_alike() {
    let memory = memory(&[("In all, 40 people came to Wales on that day.", "A")]);
    assert!(found(&memory, "In all, 40 people went to Wales on that day.", 75).is_some());
    assert!(found(&memory, "In all, 41 people came to Wales on that day.", 75).is_none());
    assert!(found(&memory, "In all, 40 people came to Malta on that day.", 75).is_none());
}

#[test]
fn decomposed_accents_and_white_space_are_no_difference() {
    let memory = memory(&[("A cafe\u{301} in town", "A")]);
    assert_eq!(found(&memory, " A caf\u{e9}\u{a0}in\ttown ", 100), Some(("A".into(), 100)));
}

#[test]
fn as_an_engine_it_says_what_it_does_not_know() {
    let memory = memory(&[("One.", "Un."), ("Two of them came here.", "Deux.")]);
    let route = &memory.routes(PAIR.0, PAIR.1)[0];
    let given = memory.translate(&["One.", "Two.", "Two of them came there."].map(Segment::new), route);
    assert_eq!(given[0].as_ref().map(|answer| answer.text.as_str()), Ok("Un."));
    assert_eq!(given[1..], [Err(TranslateError::NotRemembered), Err(TranslateError::NotRemembered)]);
    assert!(memory.routes(Language::EN, Language::ES).is_empty());
}

proptest! {
    /// What the index finds is what comparing with every sentence finds.
    #[test]
    fn no_sentence_that_is_alike_is_missed(
        sentences in prop::collection::vec(prop::collection::vec(0_u8..6, 1..9), 1..12),
        asked in prop::collection::vec(0_u8..7, 1..9),
        percent in 50_u8..100,
    ) {
        let text = |words: &[u8]| {
            words.iter().map(|word| format!("w{}", char::from(b'a' + word))).collect::<Vec<_>>().join(" ")
        };
        let mut index = Index::default();
        for words in &sentences {
            index.add(&Tokens::of(&text(words)));
        }
        let best = sentences
            .iter()
            .map(|words| {
                let mut only = Index::default();
                only.add(&Tokens::of(&text(words)));
                only.nearest(&Tokens::of(&text(&asked)), 1).map_or(0, |(_, alike)| alike)
            })
            .max()
            .filter(|alike| *alike >= percent);
        let found = index.nearest(&Tokens::of(&text(&asked)), percent);
        prop_assert_eq!(found.map(|(_, alike)| alike), best);
    }
}
