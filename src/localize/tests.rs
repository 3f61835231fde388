//! Tests of the whole.

use super::*;

fn rewritten(target: Language, language: Language, text: &str) -> String {
    Localizer::new(target).expect("a target").rewrite(text, language).into_owned()
}

#[test]
fn the_tables_are_well_formed() {
    assert!(Names::read(builtin::FILES, GRAMMAR, VARIANTS).is_ok());
    for table in [GRAMMAR, VARIANTS] {
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "sorted, no row twice");
    }
}

#[test]
fn french_slots() {
    for (text, want) in [
        ("il part à Morocco", "il part au Maroc"),
        ("il part en United States", "il part aux États-Unis"),
        ("le roi de Spain", "le roi d'Espagne"),
        ("le cas du Spain", "le cas de l'Espagne"),
        ("on dit que Israel cède", "on dit qu'Israël cède"),
        ("le budget de NATO", "le budget de l'OTAN"),
        ("Le Spain gagne", "L'Espagne gagne"),
        ("à The Hague", "à La Haye"),
        ("au Le Caire", "au Caire"),
    ] {
        assert_eq!(rewritten(Language::FR, Language::FR, text), want);
    }
}
