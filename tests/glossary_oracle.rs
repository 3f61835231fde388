//! The matcher against `aho-corasick`: on names without flags both find the same.

use aho_corasick::{AhoCorasick, MatchKind};
use proptest::prelude::*;
use unisono::Language;
use unisono::glossary::Glossary;

fn glossary(names: &[String]) -> Glossary {
    let rows = |header: &str, row: &dyn Fn(usize, &str) -> String| {
        let rows: Vec<String> = names.iter().enumerate().map(|(number, name)| row(number, name)).collect();
        format!("#! format=1\n{header}\n{}\n", rows.join("\n"))
    };
    let entities = rows("id\tkind\tparent\twikidata\tnote", &|number, _| format!("x-{number}\torg\t\t\t"));
    let rows = rows("id\tlang\tform\trole\tflags\tgram\tsource", &|number, name| {
        format!("x-{number}\tmul\t{name}\tpref\t\t\t")
    });
    Glossary::from_tsv([("entities", entities.as_str()), ("names", rows.as_str())]).expect("well formed")
}

/// The oracle: all occurrences that are whole words, of these the leftmost, of these the longest, one after the other.
fn oracle(names: &[String], text: &str) -> Vec<(usize, usize)> {
    let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(names).expect("names");
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let mut whole: Vec<(usize, usize)> = automaton
        .find_overlapping_iter(text)
        .map(|hit| (hit.start(), hit.end()))
        .filter(|&(start, end)| {
            let bytes = text.as_bytes();
            !letter(start.checked_sub(1).and_then(|before| bytes.get(before))) && !letter(bytes.get(end))
        })
        .collect();
    whole.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (start, end) in whole {
        if taken.last().is_none_or(|last| last.1 <= start) {
            taken.push((start, end));
        }
    }
    taken
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![Just("ab"), Just("abc"), Just("b"), Just("ca"), Just("cab"), Just("dd"), Just("d")]
        .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn the_same_mentions_as_the_oracle(
        mut names in proptest::collection::vec(proptest::collection::vec(word(), 1..5), 1..12),
        text in proptest::collection::vec((word(), prop_oneof![6 => Just(" "), 1 => Just(", "), 1 => Just("x")]), 0..60),
    ) {
        names.sort();
        names.dedup();
        let names: Vec<String> = names.iter().map(|words| words.join(" ")).collect();
        let text: String = text.into_iter().map(|(word, between)| word + between).collect();
        let own = glossary(&names);
        let loaded = Glossary::from_bytes(&own.to_bytes()).expect("its own bytes");
        let found: Vec<_> =
            own.find(&text, Language::EN).iter().map(|mention| (mention.range.start, mention.range.end)).collect();
        prop_assert_eq!(&found, &oracle(&names, &text));
        prop_assert_eq!(loaded.find(&text, Language::EN).len(), found.len());
    }
}
