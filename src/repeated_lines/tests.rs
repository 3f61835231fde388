//! The whole way: a corpus is learned, its pages are cleaned.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::boilerplate::LineKind;
use crate::{Document, Pipeline};
use proptest::prelude::*;

/// Numbers that are the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (key::mix(self.0, 0xd6e8_feb8_6659_fd93) % n as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const SITES: [&str; 4] =
    ["www.example.com", "noticias.example.com.mx", "https://example.fr/", "example.co.uk"];

/// Lines of each site, on three pages in four.
const PLANTED: [[&str; 7]; 4] = [
    [
        "Skip to content",
        "Tell us what you have seen: write to the desk by day and by night.",
        "Our reporters depend on readers like you, and a small sum each month keeps this page free for everybody who needs it.",
        "Most read",
        "{} comments",
        "Read the rules of the forum before you write.",
        "The view from the harbour",
    ],
    [
        "Ir al contenido",
        "¿Tiene una historia que contar? Escriba a la redacción a cualquier hora.",
        "Suscríbase por {} pesos al mes y lea todo sin límite",
        "Lo más visto",
        "Compartir en redes",
        "Aviso legal",
        "El puerto, a diario",
    ],
    [
        "Aller au contenu",
        "Vous avez été témoin ? Écrivez-nous, nos journalistes vous répondent.",
        "Abonnez-vous dès {} € par mois",
        "Les plus lus",
        "Partager cet article",
        "Mentions légales",
        "La lettre du soir",
    ],
    [
        "Skip to content",
        "Sign up to the evening letter, sent at {} o'clock.",
        "Share this page",
        "Terms",
        "Contact the desk",
        "Listen to the daily podcast with the people who make the news.",
        "Corrections and clarifications",
    ],
];

const SUBJECTS: [&str; 8] = [
    "The council",
    "A ferry",
    "The ministry",
    "El gobierno",
    "La mairie",
    "A court",
    "The union",
    "Une usine",
];
const VERBS: [&str; 8] =
    ["reopened", "sold", "inspected", "aprobó", "a fermé", "postponed", "rebuilt", "a visité"];
const OBJECTS: [&str; 10] = [
    "the bridge",
    "the old quay",
    "el presupuesto",
    "le marché couvert",
    "a warehouse",
    "the night train",
    "la presa",
    "le musée",
    "the school on the hill",
    "two lighthouses",
];
const ENDS: [&str; 8] = [
    "on Monday",
    "after eleven days",
    "en Tánger",
    "à Nantes",
    "in silence",
    "despite the rain",
    "por tercera vez",
    "avant l'aube",
];

struct Page {
    site: usize,
    title: String,
    /// The line, and whether it is the site's.
    lines: Vec<(String, bool)>,
}

impl Page {
    fn text(&self) -> String {
        self.lines.iter().map(|(line, _)| &**line).collect::<Vec<_>>().join("\n\n")
    }

    fn keys(&self) -> LineKeys {
        LineKeys::of(&self.text(), Some(SITES[self.site]))
    }

    fn document(&self) -> Document {
        Document::new(self.text()).unwrap().with_title(&*self.title).with_site(SITES[self.site])
    }
}

/// Two hundred pages of four sites. Three articles of an agency stand on every site; titles stand in the lists of other pages.
fn corpus() -> Vec<Page> {
    let mut random = Random(7);
    let mut sentence = |words: usize| {
        let mut line =
            format!("{} {} {}", random.pick(&SUBJECTS), random.pick(&VERBS), random.pick(&OBJECTS));
        for _ in 0..words {
            line =
                format!("{line} {}, {} {}", random.pick(&ENDS), random.pick(&VERBS), random.pick(&OBJECTS));
        }
        line + "."
    };
    let agency: Vec<Vec<String>> = (0..3).map(|_| (0..4).map(|n| sentence(3 + n)).collect()).collect();
    let mut pages: Vec<Page> = Vec::new();
    for n in 0..200 {
        let site = n % 4;
        let title = format!("{} ({})", sentence(1), ["a", "b", "c", "d", "e"][n % 5].repeat(n / 20 + 1));
        let body: Vec<String> =
            if n < 12 { agency[n / 4].clone() } else { (0..6).map(|n| sentence(1 + n % 5)).collect() };
        let mut lines = Vec::new();
        let planted = PLANTED[site].iter().enumerate().filter(|(m, _)| (n / 4 + m) % 4 != 0);
        let planted: Vec<String> = planted.map(|(_, line)| line.replace("{}", &n.to_string())).collect();
        let (head, foot) = planted.split_at(1);
        lines.extend(head.iter().map(|line| (line.clone(), true)));
        lines.push((title.clone(), false));
        lines.extend(body.into_iter().map(|line| (line, false)));
        // A list of other articles of the site, by their titles: too new to be on many pages.
        if let Some(other) = n.checked_sub(4).and_then(|other| pages.get(other)) {
            lines.push((other.title.clone(), false));
        }
        lines.extend(foot.iter().map(|line| (line.clone(), true)));
        pages.push(Page { site, title, lines });
    }
    pages
}

fn learn<'p>(pages: impl Iterator<Item = &'p Page> + Clone, memory: usize) -> Table {
    let mut learner = Learner::new(memory);
    pages.clone().for_each(|page| learner.see(&page.keys()));
    pages.for_each(|page| learner.count(&page.keys()));
    let mut table = learner.finish();
    table.prune(2);
    table
}

fn bytes(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    table.write_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_is_the_sites_is_found_and_no_line_of_an_article_is_lost() {
    let pages = corpus();
    let table = learn(pages.iter(), 16 << 20);
    let pipeline =
        Pipeline::builder().stage(RepeatedLines::from_table(table)).language(false).build().unwrap();
    let (mut planted, mut found, mut lost) = (0, 0, 0);
    for page in &pages {
        let document = pipeline.run_document(page.document()).unwrap();
        let lines = document.lines();
        assert_eq!(lines.len(), page.lines.len());
        for ((_, repeats), line) in page.lines.iter().zip(&lines) {
            planted += usize::from(*repeats);
            found += usize::from(*repeats && !line.keep);
            lost += usize::from(!*repeats && !line.keep);
        }
        // What was cleaned is clean.
        let again =
            Document::new(document.text()).unwrap().with_title(&*page.title).with_site(SITES[page.site]);
        assert_eq!(pipeline.run_document(again).unwrap().text(), document.text());
        assert_eq!(document.ledger().replay(document.source()).unwrap(), document.text());
        assert!(!document.text().contains("\n\n\n") && !document.text().ends_with('\n'));
    }
    println!("planted {planted}, found {found}, article lines lost {lost}");
    assert!(planted > 1000 && lost == 0, "{lost} lines of articles lost");
    assert_eq!(found, planted);
}

#[test]
fn the_table_does_not_depend_on_order_passes_or_parts() {
    let pages = corpus();
    let whole = learn(pages.iter(), 16 << 20);
    assert_eq!(bytes(&learn(pages.iter().rev(), 16 << 20)), bytes(&whole));
    assert_eq!(Table::read_from(&bytes(&whole)[..]).unwrap(), whole);
    // In one pass, in three parts that are merged backwards.
    let parts: Vec<Table> = pages
        .chunks(70)
        .map(|part| {
            let mut learner = Learner::new(16 << 20);
            for page in part {
                learner.count(&page.keys());
            }
            learner.finish()
        })
        .collect();
    let mut sum = Table::default();
    for part in parts.iter().rev() {
        sum.merge(part);
    }
    sum.prune(2);
    assert_eq!(bytes(&sum), bytes(&whole));
}

#[test]
fn a_tiny_memory_counts_fewer_lines_says_so_and_still_does_not_depend_on_the_order() {
    let pages = corpus();
    let whole = learn(pages.iter(), 16 << 20);
    let tiny = learn(pages.iter(), 600);
    assert!(tiny.one_line_in() > 1 && tiny.lines() <= 14, "{} {}", tiny.one_line_in(), tiny.lines());
    assert_eq!(bytes(&learn(pages.iter().rev(), 600)), bytes(&tiny));
    for (key, count) in tiny.lines.iter() {
        assert_eq!(whole.lines.get(key), count);
    }
    assert_eq!(learn(pages.iter(), 0).lines().min(7), learn(pages.iter().rev(), 0).lines());
}

#[test]
fn damage_is_found_and_said() {
    let good = bytes(&learn(corpus().iter(), 16 << 20));
    let read = |bytes: &[u8]| Table::read_from(bytes).map(drop).map_err(|error| error.to_string());
    assert_eq!(read(&good), Ok(()));
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        assert!(read(&bad).is_err(), "byte {at}");
    }
    for length in (0..good.len()).step_by(7) {
        assert!(read(&good[..length]).is_err(), "{length} bytes");
    }
    assert!(read(&[&good[..], b"x"].concat()).unwrap_err().contains("follows"));
    let mut newer = good.clone();
    newer[8] = 2;
    assert!(read(&newer).unwrap_err().contains("format 2.1"));
    // A header that promises more than there is.
    let mut huge = good;
    huge[24..32].copy_from_slice(&u64::MAX.to_le_bytes());
    assert!(read(&huge).is_err());
}

/// A table of one site in which every document has these lines.
fn table_of(documents: u32, text: &str) -> Table {
    let mut learner = Learner::new(1 << 20);
    (0..documents).for_each(|_| learner.count(&LineKeys::of(text, Some("example.com"))));
    learner.finish()
}

fn reasons(text: &str, table: &Table, title: Option<&str>) -> Vec<&'static str> {
    let options = Options { site: Some("example.com"), title, ..Options::default() };
    repeated(text, table, &options).iter().map(|line| line.reason).collect()
}

#[test]
fn guards_keep_titles_long_lines_copies_and_whole_texts() {
    let long = "The ferry between the two ports sails again after a strike of eleven days. ".repeat(3);
    let prose = |n: char| format!("Notice {n}. {}", "The ferry sails again. ".repeat(6)).trim().to_owned();
    let all = format!("Title of it\n{long}\nShare\n{}\n{}\n{}", prose('a'), prose('b'), prose('c'));
    let (few, many) = (table_of(4, &all), table_of(5, &all));
    assert_eq!(reasons("Title of it\nNews.\nShare", &few, None), ["title", "site"]);
    assert_eq!(reasons("Other\nNews.\ntitle of it!\nShare", &few, Some("Title of it")), ["title", "site"]);
    assert_eq!(reasons("Other\nTitle of it\nShare", &few, Some("Title of it | The Site")), ["title", "site"]);
    assert_eq!(reasons(&format!("Other\n{long}\nShare"), &few, None), ["long", "site"]);
    assert_eq!(reasons(&format!("Other\n{long}\nShare"), &many, None), ["site", "site"]);
    assert_eq!(reasons("Share\nShare", &few, Some("Other")), ["whole-text", "whole-text"]);
    let copy = format!("Other\n{}\n{}\n{}\nShare", prose('a'), prose('b'), prose('c'));
    assert_eq!(reasons(&copy, &few, None), ["copy"; 4]);
    let article = "What is new stands here and nowhere else. ".repeat(20);
    assert_eq!(reasons(&format!("{copy}\n{article}"), &few, None), ["site"; 4]);
    assert!(reasons("Other\nShare", &table_of(2, &all), None).is_empty());
}

#[test]
fn lines_of_other_sites_do_not_count_and_unknown_sites_need_more() {
    let mut learner = Learner::new(1 << 20);
    for n in 0..40 {
        let site = (n % 2 == 0).then(|| format!("site{n}.example"));
        learner.count(&LineKeys::of("The agency's own line.", site.as_deref()));
        learner.count(&LineKeys::of(&format!("Filler {}", "x".repeat(n)), Some("site0.example")));
    }
    let table = learner.finish();
    let found =
        |site| repeated("Title\nThe agency's own line.", &table, &Options { site, ..Options::default() });
    assert!(found(Some("site0.example")).is_empty());
    assert!(found(Some("never.seen.example")).is_empty());
    assert_eq!(found(None)[0].reason, "unknown-site");
    let strict = Threshold { documents: 21, share: 0.0 };
    let options = Options { unknown_site: strict, ..Options::default() };
    assert!(repeated("Title\nThe agency's own line.", &table, &options).is_empty());
}

#[test]
fn a_line_that_goes_has_the_kind_of_its_phrase_or_of_its_length() {
    let long = "Every week our reporters pick three stories that nobody else has told so far.";
    let table = table_of(9, &format!("Leave a Reply\nMore ports\n{long}"));
    let pipeline =
        Pipeline::builder().stage(RepeatedLines::from_table(table)).language(false).build().unwrap();
    let text = format!("Title\nLeave a Reply\nThe strait is open.\nMore ports\n{long}");
    let document = pipeline.run_document(Document::new(text).unwrap().with_site("example.com")).unwrap();
    let kinds: Vec<LineKind> =
        document.lines().iter().filter(|line| !line.keep).map(|line| line.kind).collect();
    assert_eq!(kinds, [LineKind::CommentForm, LineKind::Navigation, LineKind::Other]);
}

#[test]
fn a_large_document_takes_linear_time() {
    let table = table_of(9, "Share\nMore");
    let text = "Share\nAn article line of its own.\nMore\n\n".repeat(50_000);
    let pipeline =
        Pipeline::builder().stage(RepeatedLines::from_table(table)).language(false).build().unwrap();
    let document = Document::new(format!("Title\n{text}")).unwrap().with_site("example.com");
    let document = pipeline.run_document(document).unwrap();
    assert_eq!(document.text().lines().filter(|line| line.starts_with("An article")).count(), 50_000);
    assert!(!document.text().contains("More"));
}

proptest! {
    #[test]
    fn merging_is_associative_and_commutative(
        documents in proptest::collection::vec(("[a-d\n]{0,12}", 0_usize..3, 0_usize..3), 0..30),
        memory in prop_oneof![Just(0_usize), Just(600), Just(1 << 20)],
    ) {
        let part = |which: usize| {
            let mut learner = Learner::new(memory);
            for (text, site, part) in &documents {
                if *part == which {
                    learner.count(&LineKeys::of(text, SITES.get(*site).copied()));
                }
            }
            learner.finish()
        };
        let [a, b, c] = [part(0), part(1), part(2)];
        let merged = |tables: [&Table; 2]| {
            let mut sum = tables[0].clone();
            sum.merge(tables[1]);
            sum
        };
        prop_assert_eq!(merged([&merged([&a, &b]), &c]), merged([&a, &merged([&b, &c])]));
        prop_assert_eq!(merged([&a, &b]), merged([&b, &a]));
        prop_assert_eq!(Table::read_from(&bytes(&a)[..]).unwrap(), a);
    }

    #[test]
    fn cleaning_any_text_twice_is_cleaning_it_once(
        learned in proptest::collection::vec("[abA1 \\-\n\r]{0,20}", 1..12),
        text in "[abA1 \\-\n\r\u{85}é]{0,60}",
        title in proptest::option::of("[ab ]{1,4}"),
    ) {
        let mut learner = Learner::new(1 << 16);
        for text in &learned {
            for _ in 0..3 {
                learner.count(&LineKeys::of(text, Some("example.com")));
            }
        }
        let stage = RepeatedLines::from_table(learner.finish());
        let pipeline = Pipeline::builder().stage(stage).language(false).build().unwrap();
        let clean = |text: &str| {
            let mut document = Document::new(text).unwrap().with_site("example.com");
            if let Some(title) = &title {
                document = document.with_title(title.as_str());
            }
            pipeline.run_document(document).unwrap()
        };
        let once = clean(&text);
        let twice = clean(once.text());
        prop_assert_eq!(twice.text(), once.text());
        prop_assert_eq!(once.ledger().replay(&text).unwrap(), once.text());
        prop_assert!(once.text().trim().is_empty() == text.trim().is_empty());
    }

    #[test]
    fn any_site_has_a_domain(site in "(https?://)?[a-zA-Z]{1,4}(\\.[a-zA-Z]{1,4}){0,4}(:[0-9]{1,3})?(/[a-z.:@?#]{0,6})?") {
        let domain = registered_domain(&site).into_owned();
        prop_assert!(!domain.is_empty());
        prop_assert_eq!(registered_domain(&domain).into_owned(), domain.clone());
    }
}
