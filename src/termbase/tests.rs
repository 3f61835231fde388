//! Tests of the formats: what goes through, what is refused.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Concept, Format, Status, Term, TermBase};

const ALL: [Format; 5] = [Format::Csv, Format::Tsv, Format::Tbx, Format::Tmx, Format::JsonLines];

fn read(format: Format, text: &str) -> TermBase {
    TermBase::read(format, text.as_bytes(), &[]).unwrap_or_else(|error| panic!("{error}\n{text}")).base
}

type Names = BTreeSet<(String, String, Status)>;

/// Ids with their kind and names, whatever the order.
fn content(base: &TermBase) -> BTreeSet<(Option<String>, Option<String>, Names)> {
    let mut all = BTreeSet::new();
    for concept in &base.concepts {
        let terms = concept.terms.iter().map(|term| (term.language.clone(), term.form.clone(), term.status));
        all.insert((concept.id.clone(), concept.kind.clone(), terms.collect()));
    }
    all
}

#[test]
fn awkward_forms_go_through_every_format() {
    let forms = [
        "AT&T <b> \"quoted\" 'single'",
        " edges ",
        "tab\there",
        "two\nlines",
        "line\u{2028}separator",
        "]]>",
        "&lt;",
        "e\u{301}te\u{301} decomposed",
        "=SUM(A1)",
        "NBSP\u{A0}here",
        "🇲🇦",
        "a;b,c",
        "carriage\rreturn",
        "—",
    ];
    let base = TermBase {
        concepts: forms
            .iter()
            .enumerate()
            .map(|(number, form)| Concept {
                id: Some(format!("t{number}")),
                kind: Some("place".to_owned()),
                terms: vec![
                    Term { language: "en".into(), form: (*form).into(), status: Status::Preferred },
                    Term { language: "es-MX".into(), form: format!("{form} 2"), status: Status::Preferred },
                    Term { language: "en".into(), form: format!("{form} 3"), status: Status::Admitted },
                    Term { language: "en".into(), form: format!("{form} 4"), status: Status::Deprecated },
                ],
            })
            .collect(),
    };
    let mut through = base.clone();
    for format in ALL {
        through = read(format, &through.write(format).expect("no control characters"));
        assert_eq!(content(&through), content(&base), "{format:?}");
    }
}

#[test]
fn rows_with_one_id_are_one_concept_and_keep_their_order() {
    let base = read(Format::Csv, "id,en,fr\na,UK,Royaume-Uni\nb,Spain,Espagne\na,Britain,\n");
    let forms: Vec<_> = base.concepts[0].terms.iter().map(|term| (term.form.as_str(), term.status)).collect();
    assert_eq!(
        forms,
        [("UK", Status::Preferred), ("Royaume-Uni", Status::Preferred), ("Britain", Status::Admitted)]
    );
    assert_eq!(base.concepts.len(), 2);
}

#[test]
fn tables_of_other_tools_are_understood() {
    let weblate = "location,source,target,ID,context\n,bank,banque,7,money\n";
    let reading = TermBase::read(Format::Csv, weblate.as_bytes(), &["en", "fr"]).expect("two languages");
    assert_eq!(reading.base.concepts[0].id.as_deref(), Some("7"));
    assert_eq!(reading.left_out["column `context`"], 1);
    assert!(TermBase::read(Format::Csv, weblate.as_bytes(), &[]).is_err());

    let deepl = "bank,banque,EN,FR\nshore,rive,EN,FR\n";
    let base = read(Format::Csv, deepl);
    assert_eq!((base.concepts.len(), base.languages()), (2, vec!["en", "fr"]));

    let bare = "bank\tbanque\n";
    assert!(TermBase::read(Format::Tsv, bare.as_bytes(), &[]).is_err());
    let base = TermBase::read(Format::Tsv, bare.as_bytes(), &["en", "fr"]).expect("languages are given").base;
    assert_eq!(base.concepts[0].terms[1].form, "banque");
    // A first row that looks like codes is names, when languages are given.
    let codes = TermBase::read(Format::Tsv, b"us\tnous\nthem\teux\n", &["en", "fr"]).expect("given").base;
    assert_eq!(codes.concepts.len(), 2);
}

#[test]
fn the_first_edition_of_tbx_and_the_style_dct_are_read() {
    let martif = r#"<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="c1">
<langSet xml:lang="en"><tig><term>port</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="fr"><ntig><termGrp><term>port &amp; <hi>rade</hi></term></termGrp></ntig></langSet>
</termEntry></body></text></martif>"#;
    let reading = TermBase::read(Format::Tbx, martif.as_bytes(), &[]).expect("well formed");
    assert_eq!(reading.base.concepts[0].terms[1].form, "port & rade");
    assert_eq!(reading.left_out["`partOfSpeech`"], 1);

    let dct = r#"<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body><conceptEntry id="c2"><min:subjectField>country</min:subjectField><langSec xml:lang="es"><termSec>
<term>Birmania</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
</termSec></langSec></conceptEntry></body></text></tbx>"#;
    let base = read(Format::Tbx, dct);
    assert_eq!(base.concepts[0].kind.as_deref(), Some("country"));
    assert_eq!(base.concepts[0].terms[0].status, Status::Deprecated);
}

#[test]
fn codes_of_markup_in_a_memory_are_no_part_of_a_name() {
    let tmx = r#"<tmx version="1.4"><header/><body><tu><tuv xml:lang="EN_us"><seg>the <bpt i="1">&lt;b&gt;</bpt>bank<ept i="1">&lt;/b&gt;</ept></seg></tuv>
<tuv lang="fr"><seg>la banque</seg></tuv></tu></body></tmx>"#;
    let reading = TermBase::read(Format::Tmx, tmx.as_bytes(), &[]).expect("well formed");
    assert_eq!(reading.base.concepts[0].terms[0].form, "the bank");
    assert_eq!(reading.base.concepts[0].terms[0].language, "en-US");
    assert_eq!(reading.left_out["`bpt` in a text"], 1);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let line = |format, text: &str| TermBase::read(format, text.as_bytes(), &[]).expect_err(text).line;
    assert_eq!(line(Format::JsonLines, "{\"names\":{}}\n{\"names\":3}\n"), 2);
    assert_eq!(line(Format::Csv, "en,fr,status\na,b,\nc,d,maybe\n"), 3);
    assert_eq!(
        line(Format::Tbx, "<tbx>\n<text>\n<body><conceptEntry>&boom;</conceptEntry></body></text></tbx>"),
        3
    );
    assert_eq!(line(Format::Tmx, "<tmx>\n<body>\n"), 3);
    assert_eq!(line(Format::Tmx, "<html/>"), 1);
    assert_eq!(line(Format::Tmx, "<tmx><body><tu><tuv xml:lang='?'><seg/></tuv></tu></body></tmx>"), 1);
}

#[test]
fn entities_are_not_expanded_and_nesting_is_bounded() {
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><tmx><body><tu><tuv xml:lang=\"en\"><seg>&b;</seg></tuv></tu></body></tmx>";
    assert!(TermBase::read(Format::Tmx, bomb.as_bytes(), &[]).is_err());
    let deep = format!("<tbx>{}", "<a>".repeat(1_000_000));
    assert!(TermBase::read(Format::Tbx, deep.as_bytes(), &[]).expect_err("deep").message.contains("deep"));
}

#[test]
fn control_characters_are_refused_where_xml_has_no_place_for_them() {
    let base = read(Format::JsonLines, "{\"names\":{\"en\":[\"bell\\u0007\"]}}");
    assert!(base.write(Format::Tbx).expect_err("a control character").message.contains("U+0007"));
    assert_eq!(read(Format::Csv, &base.write(Format::Csv).expect("CSV holds it")), base);
}

#[test]
fn utf16_is_read_and_damage_is_said() {
    let text = "<tmx><body><tu><tuv xml:lang='fr'><seg>été</seg></tuv></tu></body></tmx>";
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let base = TermBase::read(Format::Tmx, &bytes, &[]).expect("UTF-16").base;
    assert_eq!(base.concepts[0].terms[0].form, "été");
    bytes.push(0);
    assert!(TermBase::read(Format::Tmx, &bytes, &[]).is_err());
    assert_eq!(TermBase::read(Format::Csv, b"en,fr\na,\xFF\n", &[]).expect_err("no UTF-8").line, 2);
}

#[test]
fn a_layer_of_the_glossary_comes_back_with_its_names() {
    let csv = "id,kind,en,fr\nx-lab,org,Blue Lab,Labo  bleu\nx-lab,org,BL,\n9 bad id,place,Old Quay,Vieux quai\n,place,Old Quay,Quai\n";
    let base = read(Format::Csv, csv);
    let layer = base.to_layer("lab", "lab.csv", None).expect("kinds are given");
    let files = [("entities.tsv", layer.entities.as_str()), ("names.tsv", layer.names.as_str())];
    let back = TermBase::from_layer(files).expect("well formed").base;
    let ids: Vec<_> = back.concepts.iter().filter_map(|concept| concept.id.as_deref()).collect();
    assert_eq!(ids, ["x-9-bad-id", "x-lab", "x-old-quay"]);
    let lab: Vec<_> = back.concepts[1].terms.iter().map(|term| term.form.as_str()).collect();
    assert_eq!(lab, ["Blue Lab", "BL", "Labo bleu"]);
    let error = read(Format::Csv, "en,fr\na,b\n").to_layer("a", "a.csv", None).expect_err("no kind");
    assert!(error.message.contains("--kind"));
}

fn bases() -> impl Strategy<Value = TermBase> {
    let form = proptest::string::string_regex("[ \\t\\n\\r\"'<>&,;a-cé\u{2028}\u{A0}🇲=\\]_x0-9]{1,12}")
        .expect("a pattern");
    let term = (prop_oneof!["en", "fr", "es-MX"], form).prop_map(|(language, form)| (language, form));
    let concept = (proptest::option::of("[a-zA-Z0-9_:x. é-]{1,8}"), proptest::collection::vec(term, 1..5));
    proptest::collection::vec(concept, 0..6).prop_map(|concepts| {
        let mut lines = String::new();
        for (id, terms) in &concepts {
            let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (language, form) in terms {
                names.entry(language).or_default().push(form);
            }
            lines += &match id {
                Some(id) => serde_json::json!({ "id": id, "names": names }),
                None => serde_json::json!({ "names": names }),
            }
            .to_string();
            lines.push('\n');
        }
        read(Format::JsonLines, &lines)
    })
}

proptest! {
    #[test]
    fn any_base_with_ids_goes_through_any_format(base in bases()) {
        for format in ALL {
            let text = base.write(format).expect("no control characters");
            if base.concepts.is_empty() {
                continue;
            }
            let back = read(format, &text);
            let (mut wanted, mut got) = (content(&base), content(&back));
            // An id is made for a concept of several rows that has none.
            for all in [&mut wanted, &mut got] {
                *all = std::mem::take(all).into_iter().map(|(id, kind, terms)| (id.filter(|id| !id.starts_with("term-")), kind, terms)).collect();
            }
            prop_assert_eq!(got, wanted, "{:?}", format);
        }
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200), xml in "[<>/&;=\"a-z !\\[\\]?-]{0,80}") {
        for format in ALL {
            let _ = TermBase::read(format, &bytes, &[]);
            let _ = TermBase::read(format, format!("<tbx>{xml}").as_bytes(), &[]);
            let _ = TermBase::read(format, format!("<tmx><body><tu>{xml}").as_bytes(), &["en", "fr"]);
        }
    }
}
