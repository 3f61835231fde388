//! Tests of the whole.

use super::*;

const TEXTS: [(&str, &str, Language); 6] = [
    (
        "e1",
        "Ministers of Morocco and Portugal met in Lisbon on May 12 and promised 300 scholarships.",
        Language::EN,
    ),
    (
        "f1",
        "Des ministres du Maroc et du Portugal se sont réunis à Lisbonne le 12 mai et ont promis 300 bourses.",
        Language::FR,
    ),
    (
        "s1",
        "Ministros de Marruecos y Portugal se reunieron en Lisboa el 12 de mayo y prometieron 300 becas.",
        Language::ES,
    ),
    ("e2", "The IMF lent Kenya 900 million dollars, its office in Nairobi said.", Language::EN),
    ("f2", "Le FMI a prêté 900 millions de dollars au Kenya, selon son bureau de Nairobi.", Language::FR),
    ("s3", "La OMS envía vacunas a Perú y a Bolivia.", Language::ES),
];

fn alignment() -> Alignment<'static> {
    Glossary::builtin().align(TEXTS.map(|(id, text, language)| Text::new(id, text, language)))
}

#[test]
fn versions_of_one_event_are_in_one_cluster() {
    assert_eq!(alignment().clusters(), [vec![0, 1, 2], vec![3, 4], vec![5]]);
}

#[test]
fn the_table_has_the_mentions_of_every_document() {
    let alignment = alignment();
    let morocco = alignment.rows().iter().find(|row| row.id == "MA").expect("named in three texts");
    let shown: Vec<&str> =
        morocco.mentions.iter().map(|(document, range)| &TEXTS[*document].1[range.clone()]).collect();
    assert_eq!(shown, ["Morocco", "Maroc", "Marruecos"]);
}

#[test]
fn the_cosine_is_symmetric_and_no_document_is_its_own_partner() {
    let alignment = alignment();
    for pair in alignment.pairs() {
        assert_ne!(pair.left, pair.right);
        let there = alignment.similarity(pair.left, pair.right);
        let back = alignment.similarity(pair.right, pair.left);
        assert_eq!(there.to_bits(), back.to_bits());
    }
}

#[test]
fn nothing_in_common_is_no_pair() {
    let alignment =
        Glossary::builtin().align([Text::new("a", "", Language::EN), Text::new("b", "", Language::FR)]);
    assert!(alignment.pairs().is_empty());
    assert_eq!(alignment.clusters().len(), 2);
}
