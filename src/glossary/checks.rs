//! Tests of the built-in dictionaries: every row is well formed, and every name leads back to its entity.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::is_nfc;

use super::builtin::FILES;
use super::entity::Role;
use super::flags::Flags;
use super::table::Rows;
use super::{EntityKind, Glossary};
use crate::Language;

fn rows() -> Rows {
    let mut rows = Rows::default();
    for (file, text) in FILES {
        rows.read(file, text).unwrap_or_else(|error| panic!("{error}"));
    }
    rows
}

/// Lines of a file after its header, with their numbers.
fn body(text: &str) -> Vec<(usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.starts_with('#') && !line.starts_with("id\t")).collect()
}

#[test]
fn headers_name_format_layer_licence_and_origin() {
    for (file, text) in FILES {
        for key in ["#! format=1", "#! layer=", "#! licence=", "#! origin="] {
            assert!(text.lines().any(|line| line.starts_with(key)), "{file}: no `{key}`");
        }
        assert!(text.ends_with('\n') && !text.contains('\r'), "{file}: line ends");
    }
}

#[test]
fn rows_are_sorted_distinct_and_clean() {
    for (file, text) in FILES {
        let columns = if file.ends_with("names.tsv") { 3 } else { 1 };
        let mut last = String::new();
        for (line, row) in body(text) {
            let key = row.splitn(columns + 1, '\t').take(columns).collect::<Vec<_>>().join("\t");
            assert!(last < key, "{file}:{line}: not sorted, or a second time: {key}");
            assert!(is_nfc(row), "{file}:{line}: not NFC");
            let odd = |c: char| {
                (c.is_control() && c != '\t')
                    || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{A0}' | '\u{FEFF}')
            };
            assert!(!row.chars().any(odd), "{file}:{line}: invisible characters");
            last = key;
        }
    }
}

#[test]
fn short_acronyms_are_flagged() {
    for ((id, _, form), row) in &rows().names {
        let letters = form.chars().count();
        let acronym = letters <= 3 && form.chars().all(char::is_uppercase);
        assert!(
            !acronym || row.flags.has(Flags::ACR),
            "{}:{}: {form} of {id}",
            row.place.file,
            row.place.line
        );
    }
}

#[test]
fn every_preferred_name_is_found_and_leads_to_its_entity() {
    let glossary = Glossary::builtin();
    let rows = rows();
    let mut wrong = Vec::new();
    for ((id, language, form), row) in &rows.names {
        if row.role != Role::Preferred || row.flags.any(DOUBTFUL) {
            continue;
        }
        let languages = language.map_or(vec![Language::EN, Language::FR, Language::ES], |one| vec![one]);
        for language in languages {
            let found = glossary.find(form, language);
            let whole = found.iter().any(|mention| {
                mention.entity.id() == id && form.get(mention.range.clone()) == Some(form.as_str())
            });
            if !whole {
                wrong.push(format!(
                    "{}:{}: {form} ({id}, {language}) gives {found:?}",
                    row.place.file, row.place.line
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const DOUBTFUL: Flags = Flags::CTX.with(Flags::LOC).with(Flags::NEVER).with(Flags::ALT).with(Flags::NEAR);

#[test]
fn one_form_has_one_entity_in_a_language_unless_a_flag_says_more() {
    let rows = rows();
    let mut owners: BTreeMap<(Language, String), BTreeSet<&str>> = BTreeMap::new();
    for ((id, language, form), row) in &rows.names {
        if row.flags.any(Flags::NEVER.with(Flags::ALT).with(Flags::NEAR)) {
            continue;
        }
        let languages = language.map_or(vec![Language::EN, Language::FR, Language::ES], |one| vec![one]);
        for language in languages {
            owners.entry((language, form.clone())).or_default().insert(id);
        }
    }
    let shared: Vec<_> = owners.iter().filter(|(_, ids)| ids.len() > 1).collect();
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn every_country_has_names_in_three_languages_and_a_flag() {
    let glossary = Glossary::builtin();
    let countries = glossary.entities().iter().filter(|entity| entity.kind() == EntityKind::Country);
    let mut count = 0;
    for country in countries {
        count += 1;
        for language in [Language::EN, Language::FR, Language::ES] {
            assert!(!country.name(language).is_empty(), "{}", country.id());
        }
        let flag: String = country
            .id()
            .chars()
            .filter_map(|letter| char::from_u32(0x1F1E6 + (letter as u32 - 'A' as u32)))
            .collect();
        let found = glossary.find(&flag, Language::UND);
        assert_eq!(found.first().map(|mention| mention.entity.id()), Some(country.id()));
    }
    assert!(count >= 249, "ISO 3166-1 has 249 codes, the dictionary {count}");
}

#[test]
fn every_united_nations_member_has_a_demonym_in_three_languages() {
    let rows = rows();
    let mut languages: BTreeMap<&str, BTreeSet<Language>> = BTreeMap::new();
    for ((id, language, _), row) in &rows.names {
        if row.role == Role::Demonym
            && let Some(language) = language
        {
            languages.entry(id).or_default().insert(*language);
        }
    }
    let complete = languages.values().filter(|set| set.len() == 3).count();
    assert!(complete >= 193, "{complete}");
}
