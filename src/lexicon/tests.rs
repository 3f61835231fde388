use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::Language;

fn entry() -> impl Strategy<Value = Entry> {
    (0..16u8, 0..16u8, 0..16u8, any::<bool>()).prop_map(|(en, fr, es, name)| {
        let entry = Entry::UNKNOWN.with(Language::EN, en).with(Language::FR, fr).with(Language::ES, es);
        if name { entry.name() } else { entry }
    })
}

proptest! {
    #[test]
    fn every_word_that_went_in_comes_out(words in proptest::collection::btree_map("[a-zà-ÿ]{1,12}", entry(), 0..400)) {
        let bytes = Table::build("# test", words.iter().map(|(word, &entry)| (word.as_str(), entry))).expect("words");
        prop_assert_eq!(&bytes, &Table::build("# test", words.iter().rev().map(|(word, &entry)| (word.as_str(), entry))).expect("words"));
        let table = Table::from_bytes(bytes).expect("what build wrote");
        for (word, &entry) in &words {
            prop_assert_eq!(table.look_up(word), entry, "{}", word);
        }
    }

    #[test]
    fn damaged_files_are_errors_or_tables(cut in 0..4000usize, byte in any::<u8>()) {
        let words: BTreeMap<String, Entry> = (0..900).map(|n| (format!("w{n}"), Entry::UNKNOWN.with(Language::EN, 3))).collect();
        let mut bytes = Table::build("# test", words.iter().map(|(word, &entry)| (word.as_str(), entry))).expect("words");
        if let Some(at) = bytes.get_mut(cut) { *at = byte; }
        if let Ok(table) = Table::from_bytes(bytes.clone()) { table.look_up("w1"); }
        bytes.truncate(cut.min(bytes.len() - 1));
        prop_assert!(Table::from_bytes(bytes).is_err());
    }
}

#[test]
fn few_strings_that_are_no_words_are_taken_for_some() {
    let known = (0..200_000).filter(|n| builtin().look_up(&format!("q{n}zx")).is_known()).count();
    assert!(known < 200, "{known} of 200,000");
}

#[test]
fn the_builtin_lexicon_is_read() {
    let table =
        Table::from_static(include_bytes!("../../dictionaries/lexicon/words.bin")).expect("a lexicon");
    for (word, language, least) in [
        ("the", Language::EN, 15),
        ("gouvernement", Language::FR, 7),
        ("años", Language::ES, 13),
        ("agreements", Language::EN, 4),
        ("qui", Language::FR, 15),
    ] {
        assert!(table.look_up(word).class(language) >= least, "{word}: {:?}", table.look_up(word));
    }
    assert!(table.look_up("london").is_name() && !table.look_up("house").is_name());
    assert_eq!(table.look_up(""), Entry::UNKNOWN);
}
