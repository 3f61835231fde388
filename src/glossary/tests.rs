//! Tests of the matcher on the built-in dictionaries and on small ones.

use proptest::prelude::*;

use super::{EntityKind, FindOptions, Glossary, Mention};
use crate::Language;

const EN: Language = Language::EN;
const FR: Language = Language::FR;
const ES: Language = Language::ES;

fn surfaces(text: &str, language: Language) -> Vec<(String, String)> {
    let found = Glossary::builtin().find(text, language);
    found
        .iter()
        .map(|mention| (text[mention.range.clone()].to_owned(), mention.entity.id().into_owned()))
        .collect()
}

#[track_caller]
fn check(text: &str, language: Language, wanted: &[(&str, &str)]) {
    let wanted: Vec<_> = wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(surfaces(text, language), wanted, "{text}");
}

#[test]
fn upper_case_in_the_name_is_upper_case_in_the_text() {
    check("The US told us.", EN, &[("US", "US")]);
    check("de l'eau pour les EAU", FR, &[("EAU", "AE")]);
    check("MAROC ET ESPAGNE SIGNENT", FR, &[("MAROC", "MA"), ("ESPAGNE", "ES")]);
}

#[test]
fn no_short_acronym_in_a_line_of_capitals() {
    check("NOBODY ASKED US WHO PAID FOR THE BRIDGE", EN, &[]);
    check("First line\nNOBODY TOLD US ANYTHING TODAY\nThe US paid", EN, &[("US", "US")]);
}

#[test]
fn elisions_contractions_possessives() {
    check("qu'Israël et l’Égypte", FR, &[("Israël", "IL"), ("Égypte", "EG")]);
    check(
        "Morocco's king, Spain’s and Laos' ministers",
        EN,
        &[("Morocco", "MA"), ("Spain", "ES"), ("Laos", "LA")],
    );
    check("del Perú al Líbano", ES, &[("Perú", "PE"), ("Líbano", "LB")]);
}

#[test]
fn accents_and_hyphens_may_be_missing_or_decomposed() {
    check(
        "Les Etats Unis, l'E\u{301}gypte, la Nouvelle\u{202F}Zélande",
        FR,
        &[("Etats Unis", "US"), ("E\u{301}gypte", "EG"), ("Nouvelle\u{202F}Zélande", "NZ")],
    );
}

#[test]
fn the_final_stop_of_an_abbreviation_is_inside() {
    check("We left the U.S. He stayed.", EN, &[("U.S.", "US")]);
    check(
        "Viajó a EE. UU. ayer, no a EE.UU. ni EEUU",
        ES,
        &[("EE. UU.", "US"), ("EE.UU.", "US"), ("EEUU", "US")],
    );
    check("EE.\nUU.", ES, &[("EE.\nUU.", "US")]);
}

#[test]
fn names_glued_to_the_next_word() {
    check("met Emmanuel MacronWhich said", EN, &[("Emmanuel Macron", "x-emmanuel-macron")]);
    check("à RabatElle a dit", FR, &[("Rabat", "x-rabat")]);
    check("McDonald, YouTubeThe", EN, &[("YouTube", "x-youtube")]);
}

#[test]
fn flags_hashtags_and_handles() {
    check("🇲🇦🇪🇸🇫 #Maroc @maroc 🇪🇺", FR, &[("🇲🇦", "MA"), ("🇪🇸", "ES"), ("Maroc", "MA"), ("🇪🇺", "x-eu")]);
    check(
        "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}!",
        EN,
        &[("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", "GB-SCT")],
    );
}

#[test]
fn the_longest_name_wins() {
    check(
        "South Africa, Guinea-Bissau, the UN Security Council",
        EN,
        &[("South Africa", "ZA"), ("Guinea-Bissau", "GW"), ("UN Security Council", "x-unsc")],
    );
}

#[test]
fn a_longer_name_that_fails_leaves_the_shorter_one() {
    // "New York State" needs its capital.
    check("a New York state of mind", EN, &[("New York", "x-new-york")]);
    check("Western Sahara. Occidental", EN, &[("Western Sahara", "EH")]);
}

#[test]
fn words_and_first_names_are_no_countries() {
    check("Chad Kelly met Michael Jordan over roast turkey and old china.", EN, &[]);
    check("Chad and Niger spoke; Jordan did not.", EN, &[("Chad", "TD"), ("Niger", "NE"), ("Jordan", "JO")]);
    check("Dominique et Maurice ont ouvert une boulangerie.", FR, &[]);
    check("La reunión terminó en granada.", ES, &[]);
}

#[test]
fn georgia_the_state_needs_a_sibling() {
    check("Polls open in Georgia and Florida.", EN, &[("Georgia", "US-GA"), ("Florida", "US-FL")]);
    check("Armenia and Georgia signed.", EN, &[("Armenia", "AM"), ("Georgia", "GE")]);
    check("dans l'État de Géorgie", FR, &[("Géorgie", "US-GA")]);
}

#[test]
fn a_name_of_another_language_is_tried_after_those_of_this_one() {
    check("El titular decía United Kingdom.", ES, &[("United Kingdom", "GB")]);
    check("Il vit à Mexico.", FR, &[("Mexico", "x-mexico-city")]);
    check("He lives in Mexico.", EN, &[("Mexico", "MX")]);
}

#[test]
fn a_demonym_has_the_id_of_its_country() {
    let found = Glossary::builtin().find("las tropas británicas", ES);
    let [Mention { kind: EntityKind::Demonym, entity, .. }] = found.as_slice() else { panic!("{found:?}") };
    assert!(entity.id() == "GB" && entity.name(FR) == "Royaume-Uni");
}

#[test]
fn one_institution_under_three_names() {
    for (text, language) in [
        ("the General Directorate of Information Systems Security", EN),
        ("la Direction générale de la sécurité des systèmes d’information", FR),
        ("la DGSSI", FR),
        ("la Dirección General de Seguridad de los Sistemas de Información", ES),
    ] {
        assert_eq!(surfaces(text, language)[0].1, "x-dgssi", "{text}");
    }
}

#[test]
fn letters_whose_folding_has_another_length() {
    check("\u{130}stanbul'da, Straße, ﬁn, Spain", EN, &[("\u{130}stanbul", "x-istanbul"), ("Spain", "ES")]);
}

#[test]
fn names_at_both_ends_and_none_in_nothing() {
    check("Spain", EN, &[("Spain", "ES")]);
    check("", EN, &[]);
    check(" \n'-.", EN, &[]);
}

#[test]
fn a_name_does_not_cross_punctuation_or_paragraphs() {
    check("in the South. Africa waits", EN, &[("Africa", "m49-002")]);
    check("South\n\nAfrica", EN, &[("Africa", "m49-002")]);
    check("South\nAfrica", EN, &[("South\nAfrica", "ZA")]);
}

const HEAD: &str = "#! format=1\n";
const ENTITIES: &str = "id\tkind\tparent\twikidata\tnote\n";
const NAMES: &str = "id\tlang\tform\trole\tflags\tgram\tsource\n";

#[test]
fn a_later_file_overrides_and_deletes() {
    let later = format!(
        "{HEAD}{NAMES}MA\ten\tMorocco\t-\t\t\t\nMA\ten\tSharifian Kingdom\tpref\t\t\t\nES\ten\tSpain\tpref\tnever\t\t\n"
    );
    let glossary = Glossary::builtin_with([("later.tsv", later.as_str())]).expect("well formed");
    let found = glossary.find("Sharifian Kingdom, Morocco, Spain", EN);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].entity.name(EN), "Sharifian Kingdom");
    let gone = format!("{HEAD}{ENTITIES}x-rabat\t-\t\t\t\n");
    let glossary = Glossary::builtin_with([("gone.tsv", gone.as_str())]).expect("well formed");
    assert!(glossary.entity("x-rabat").is_none());
}

#[test]
fn errors_name_file_and_line() {
    let fails = |text: String| {
        let error = Glossary::builtin_with([("mine.tsv", text.as_str())]).expect_err("not well formed");
        (error.line, error.to_string())
    };
    let (line, message) = fails(format!("{HEAD}{NAMES}MA\ten\tA  B\talias\t\t\t\n"));
    assert!(line == 3 && message.starts_with("mine.tsv:3: `A  B`"), "{message}");
    assert!(
        fails(format!("{HEAD}{NAMES}x-none\ten\tNothing\tpref\t\t\t\n")).1.contains("no file of entities")
    );
    assert!(fails(format!("{HEAD}{NAMES}MA\ten\tA\tking\t\t\t\n")).1.contains("unknown role `king`"));
    assert!(fails(format!("{HEAD}{NAMES}MA\ten\tA\talias\tloud\t\t\n")).1.contains("unknown flag `loud`"));
    assert!(fails(format!("{HEAD}{NAMES}MA\ten\t--\talias\t\t\t\n")).1.contains("words of letters"));
    assert!(
        fails(format!("{HEAD}{NAMES}MA\ten\tA\talias\t\t\t\nMA\ten\tA\tacr\t\t\t\n")).1.contains("line 3")
    );
    assert!(fails(format!("{HEAD}{ENTITIES}x:a\torg\t\t\t\n")).1.contains("is no id"));
    assert!(fails(format!("{HEAD}{ENTITIES}x-a\torg\t\t\t\n")).1.contains("no preferred name"));
    assert!(fails(format!("{ENTITIES}x-a\torg\t\t\t\n")).1.contains("#! format=1"));
    assert!(fails(String::new()).1.contains("no line with the column names"));
}

/// Every whole-word occurrence of a name is inside some mention: the oracle walks over all words and names.
#[test]
fn agrees_with_a_plain_search_on_names_without_context() {
    let forms = ["a", "a b", "a b c", "b", "c a", "b b", "c c c c"];
    let numbered = || forms.iter().enumerate();
    let rows: Vec<_> = numbered().map(|(index, _)| format!("x-{index}\torg\t\t\t")).collect();
    let entities = format!("{HEAD}{ENTITIES}{}\n", rows.join("\n"));
    let rows: Vec<_> = numbered().map(|(index, form)| format!("x-{index}\ten\t{form}\tpref\t\t\t")).collect();
    let names = format!("{HEAD}{NAMES}{}\n", rows.join("\n"));
    let glossary =
        Glossary::from_tsv([("e", entities.as_str()), ("n", names.as_str())]).expect("well formed");
    let mut seed = 7_u64;
    for _ in 0..500 {
        let words: Vec<&str> = (0..12)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                ["a", "b", "c", "d"][(seed >> 33) as usize % 4]
            })
            .collect();
        let text = words.join(" ");
        let mut wanted = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let rest = words[at..].join(" ");
            let longest = forms
                .iter()
                .filter(|form| rest == **form || rest.starts_with(&format!("{form} ")))
                .max_by_key(|form| form.len());
            let taken = longest.map_or(1, |form| {
                wanted.push((at * 2, at * 2 + form.len()));
                form.split(' ').count()
            });
            at += taken;
        }
        let found: Vec<_> = glossary.find(&text, EN).iter().map(|m| (m.range.start, m.range.end)).collect();
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn very_long_texts_are_linear() {
    for unit in ["e\u{301}", "\u{301}", "Georgia and ", "RabatThe", "US ", "@", "\u{AD}", "New ", "🇲"] {
        let text = unit.repeat(300_000 / unit.len());
        let found = Glossary::builtin().find(&text, EN);
        assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
    }
}

proptest! {
    #[test]
    fn mentions_are_in_order_and_on_characters(
        parts in proptest::collection::vec(
            prop_oneof![
                ".{0,6}",
                Just("Morocco".to_owned()),
                Just("U.S.".to_owned()),
                Just("Guinea-Bissau".to_owned()),
                Just("l'Égypte".to_owned()),
                Just("🇲🇦".to_owned()),
                Just("Georgia".to_owned()),
                Just(" ".to_owned()),
                Just("\n".to_owned()),
                Just("RabatThe".to_owned()),
            ],
            0..24,
        ),
        french in any::<bool>(),
    ) {
        let text = parts.concat();
        let found = Glossary::builtin().find(&text, if french { FR } else { EN });
        let mut end = 0;
        for mention in &found {
            prop_assert!(mention.range.start >= end && mention.range.start < mention.range.end);
            prop_assert!(text.get(mention.range.clone()).is_some());
            prop_assert!((0.0..=1.0).contains(&mention.confidence));
            end = mention.range.end;
        }
    }
}

#[test]
fn an_institution_that_many_countries_have_needs_a_document_about_one() {
    check("The Supreme Court ruled on Monday.", EN, &[]);
    check(
        "Washington waits. In California and Texas the Supreme Court ruled.",
        EN,
        &[
            ("Washington", "x-washington"),
            ("California", "US-CA"),
            ("Texas", "US-TX"),
            ("Supreme Court", "x-us-supreme-court"),
        ],
    );
    let text = "Madrid y Sevilla, en España: el Tribunal Supremo falla.";
    assert!(
        surfaces(text, ES).contains(&("Tribunal Supremo".to_owned(), "x-tribunal-supremo-es".to_owned()))
    );
}

#[test]
fn offices_are_composed_with_the_country_beside_them() {
    for (text, language) in [
        ("the Italian Interior Ministry", EN),
        ("Italy's Ministry of the Interior", EN),
        ("the Ministry of the Interior of Italy", EN),
        ("le ministère de l’Intérieur italien", FR),
        ("le ministère italien de l'Intérieur", FR),
        ("du ministère de l'Intérieur de l'Italie", FR),
        ("el Ministerio del Interior de Italia", ES),
        ("el Ministerio italiano del Interior", ES),
        ("el Ministerio del Interior italiano", ES),
    ] {
        let found = surfaces(text, language);
        let [(surface, id)] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(id, "x-interior-ministry_IT", "{text}");
        assert!(text.ends_with(surface.as_str()), "{text}: {surface}");
    }
    check(
        "le ministère de l'Intérieur du Royaume-Uni",
        FR,
        &[("ministère de l'Intérieur du Royaume-Uni", "x-home-office")],
    );
    check("Italy met the Interior Ministry; Spain, too.", EN, &[("Italy", "IT"), ("Spain", "ES")]);
    check("The Interior Ministry said so.", EN, &[]);
    let office = Glossary::builtin().entity("x-interior-ministry_IT").expect("an office");
    assert_eq!(office.name(ES), "Ministerio del Interior de Italia");
    assert_eq!(office.parent().map(|country| country.id()).as_deref(), Some("IT"));
    assert!(Glossary::builtin().entity("x-un_IT").is_none());
}

fn with(text: &str, language: Language, options: FindOptions) -> Vec<(String, String)> {
    let found = Glossary::builtin().find_with(text, |_| language, &options);
    found.iter().map(|one| (text[one.range.clone()].to_owned(), one.entity.id().into_owned())).collect()
}

#[test]
fn a_last_name_is_linked_behind_the_whole_name_by_option() {
    let options = FindOptions::default().short_forms(true);
    let text = "Paul Kagame met Jeremy Hunt and Michael Gove. Hunt thanked Gove; Roger Hunt was not there.";
    assert_eq!(
        with(text, EN, options).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["Paul Kagame", "Jeremy Hunt", "Michael Gove", "Hunt", "Gove"]
    );
    assert_eq!(with(text, EN, FindOptions::default()).len(), 3);
}

#[test]
fn one_wrong_letter_in_a_name_of_several_words_by_option() {
    let options = FindOptions::default().fuzzy(true);
    for text in ["met Emmanuel Macrn", "met Emanuel Macron", "met Emmanuel Marcon", "met Emmanuell Macron"] {
        let found = with(text, EN, options);
        assert_eq!(found, [(text[4..].to_owned(), "x-emmanuel-macron".to_owned())], "{text}");
        assert!(with(text, EN, FindOptions::default()).iter().all(|(name, _)| name == "Macron"));
    }
    assert_eq!(with("Macrn spoke of Spian", EN, options), []);
}

#[test]
fn names_inside_names_by_option() {
    let options = FindOptions::default().nested(true);
    let wanted = [("UN General Assembly", "x-unga"), ("UN", "x-un"), ("South Africa", "ZA")];
    let wanted = wanted.map(|(name, id)| (name.to_owned(), id.to_owned()));
    assert_eq!(with("the UN General Assembly and South Africa", EN, options), wanted);
    let found = with("the Italian Interior Ministry", EN, options);
    assert_eq!(found.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>(), ["x-interior-ministry_IT", "IT"]);
}

#[test]
fn references_and_offices_of_the_hand_layer() {
    let text = include_str!("../../dictionaries/glossary/hand/references.tsv");
    let entities = include_str!("../../dictionaries/glossary/hand/entities.tsv");
    let rows =
        |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("id\t"));
    let ids: Vec<&str> = rows(entities).filter_map(|line| line.split('\t').next()).collect();
    let mut known = Vec::new();
    for line in rows(text) {
        let [id, reference, office, since, until] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert!(reference.starts_with("https://") || reference == format!("ISO 3166-2:{id}"), "{line}");
        let day = |text: &str| {
            text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
                && [0, 4, 7, 10].contains(&text.len())
        };
        assert!(day(since) && day(until) && (until.is_empty() || since < until), "{line}");
        let person = Glossary::builtin().entity(id).is_some_and(|one| one.kind() == EntityKind::Person);
        assert_eq!(person, !office.is_empty(), "{line}");
        known.push(id);
    }
    assert_eq!(known, ids);
}
