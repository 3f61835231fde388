//! `unisono glossary`: lists of names in and out, checked, and used on a text.

use crate::shell::Folder;
use std::fs;

#[test]
fn a_list_goes_through_every_format_and_comes_back() {
    let csv =
        "id,en,fr,es\nq1,\"Fish & Chips\",Poisson frit,\nq1,Chippy,,\nq2,Old Quay,Vieux quai,Muelle viejo\n";
    let folder = Folder::new().with("a.csv", csv);
    for step in ["a.csv b.tbx", "b.tbx c.tmx", "c.tmx d.jsonl", "d.jsonl e.tsv", "e.tsv f.csv"] {
        let run = folder.run(&format!("glossary convert {step}"));
        assert_eq!(run.status, Some(0), "{step}: {}", run.err);
        assert!(run.err.contains("2 concepts, 6 names"), "{step}: {}", run.err);
    }
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let back = fs::read_to_string(folder.0.join("f.csv")).unwrap();
    // Columns come in the order in which languages are first used.
    let expected =
        "id,en,fr,es\nq1,Fish & Chips,Poisson frit,\nq1,Chippy,,\nq2,Old Quay,Vieux quai,Muelle viejo\n";
    assert_eq!(sorted(&back), sorted(expected));
    assert_eq!(folder.run("glossary convert a.csv s.ttl").status, Some(0));
    assert!(fs::read_to_string(folder.0.join("s.ttl")).unwrap().contains("skos:altLabel \"Chippy\"@en"));
}

#[test]
fn a_list_becomes_a_layer_that_finds_its_names() {
    let folder = Folder::new()
        .with("lab.csv", "id,en,fr\nx-lab,Cobalt Quay Laboratory,Laboratoire du quai Cobalt\n")
        .with("a.txt", "Le Laboratoire du quai Cobalt publie en France.\n");
    let refused = folder.run("glossary convert lab.csv lab");
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("--kind"), "{}", refused.err);
    assert_eq!(folder.run("glossary convert lab.csv lab --kind org").status, Some(0));
    let run = folder.run("glossary find a.txt --layer lab");
    assert_eq!(run.status, Some(0), "{}", run.err);
    let ids: Vec<_> = run.out.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    assert_eq!(ids, ["x-lab", "FR"]);
}

#[test]
fn problems_are_said_with_their_file_and_place() {
    let folder = Folder::new()
        .with("bad.jsonl", "{\"names\":{\"en\":[\"a\"]}}\nnot json\n")
        .with("twice.csv", "id,en,fr\na,bank,banque\nb,bank,rive\n")
        .with("good.csv", "id,en,fr\na,bank,banque\n");
    let run = folder.run("glossary check bad.jsonl twice.csv good.csv");
    assert_eq!(run.status, Some(1));
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", run.out);
    assert!(lines[0].starts_with("bad.jsonl: line 2: "), "{}", run.out);
    assert_eq!(lines[1], "twice.csv: b: `bank` (en) is a name of a too");
    assert_eq!(folder.run("glossary check good.csv").status, Some(0));
}

#[test]
fn a_format_that_is_not_known_is_refused_before_anything_is_written() {
    let folder = Folder::new().with("a.csv", "en,fr\na,b\n");
    for names in ["a.csv out.docx", "a.xls out.csv", "gone.csv out.csv"] {
        let run = folder.run(&format!("glossary convert {names}"));
        assert_eq!(run.status, Some(2), "{names}");
        assert!(!run.err.is_empty() && run.err.lines().count() == 1, "{}", run.err);
    }
    assert!(!folder.0.join("out.csv").exists() && !folder.0.join("out.docx").exists());
}
