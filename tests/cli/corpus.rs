//! `unisono bench` and `unisono diff`: figures of a corpus, and what a change does to it.

use crate::shell::Folder;
use serde_json::Value;

const RECORDS: &str = "\
{\"id\":\"a\",\"url\":\"https://www.harbour.example/1\",\"text\":\"The ferry  left on time.\"}
{\"id\":\"b\",\"url\":\"https://harbour.example/2\",\"text\":\"The crew met \\u200bthe mayor.\"}
{\"id\":\"c\",\"url\":\"https://news.plain.example/3\",\"text\":\"Nothing to mend here.\"}
";

#[test]
fn bench_names_every_stage_of_both_pipelines() {
    let folder = Folder::new()
        .with("in.jsonl", RECORDS)
        .with("mine.toml", "version = 1\n[[stage]]\nuse = \"unicode\"\n");
    let run = folder.run("bench in.jsonl --preset unicode --against mine.toml --rounds 1 --json").exits(0);
    let object: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&object["documents"], &object["failed"]), (&3.into(), &0.into()));
    let text: u64 = 24 + 26 + 21;
    assert_eq!(object["text_bytes"], text);
    let pipelines = object["pipelines"].as_array().unwrap();
    let names: Vec<&str> = pipelines.iter().map(|one| one["pipeline"].as_str().unwrap()).collect();
    assert_eq!(names, ["unicode", "mine.toml"]);
    for pipeline in pipelines {
        assert_eq!(pipeline["changed"], 2);
        let stages = pipeline["stages"].as_array().unwrap();
        let unicode = stages.iter().find(|stage| stage["name"] == "unicode").unwrap();
        assert_eq!(unicode["changed"], 2);
        assert!(unicode["mb_per_second"].as_f64().unwrap() > 0.0);
    }
    let run = folder.run("bench in.jsonl --preset unicode --rounds 1").exits(0);
    assert!(run.out.starts_with("3 documents,") && run.out.contains("\n  unicode "), "{}", run.out);
}

#[test]
fn bench_refuses_what_has_no_documents() {
    let folder = Folder::new().with("in.jsonl", "\n\n");
    let run = folder.run("bench in.jsonl").exits(2);
    assert_eq!(run.err, "unisono: in.jsonl: no document to measure on; `unisono clean` says why\n");
    let run = folder.run("bench in.jsonl --against absent.toml").exits(2);
    assert!(run.err.contains("absent.toml"), "{}", run.err);
}

/// Two runs that differ in the rule of doubled spaces alone, the second in another order.
fn two_runs() -> Folder {
    let folder = Folder::new().with("in.jsonl", RECORDS);
    folder.run("clean in.jsonl -o a.jsonl -q --preset unicode --with edits").exits(0);
    let lines: Vec<&str> = RECORDS.lines().rev().collect();
    let folder = folder.with("reversed.jsonl", lines.join("\n"));
    folder.run("clean reversed.jsonl -o b.jsonl -q --preset unglue --with edits").exits(0);
    folder
}

#[test]
fn diff_tells_rules_sites_and_examples_whatever_the_order() {
    let folder = two_runs();
    let run = folder.run("diff a.jsonl b.jsonl --json").exits(1);
    let object: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&object["documents"], &object["text_differs"], &object["only_a"], &object["only_b"]),
        (&3.into(), &2.into(), &0.into(), &0.into())
    );
    let rule = |name: &str| {
        let rules = object["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["rule"] == name).cloned().unwrap_or_default()
    };
    let run = rule("unicode/space.run");
    assert_eq!((&run["only_a"], &run["only_b"], &run["documents"]), (&1.into(), &0.into(), &1.into()));
    assert_eq!((&run["examples"][0]["id"], &run["examples"][0]["in"]), (&"a".into(), &"a".into()));
    let sites = object["sites"].as_array().unwrap();
    assert_eq!(sites.len(), 1, "{sites:?}");
    assert_eq!(
        (&sites[0]["site"], &sites[0]["documents"], &sites[0]["changed"]),
        (&"harbour.example".into(), &2.into(), &2.into())
    );
    let shown = folder.run("diff a.jsonl b.jsonl").exits(1);
    assert!(
        shown.out.contains("unicode/space.run") && shown.out.contains("harbour.example"),
        "{}",
        shown.out
    );
}

#[test]
fn diff_of_a_run_with_itself_is_nothing() {
    let folder = two_runs();
    let run = folder.run("diff a.jsonl a.jsonl").exits(0);
    assert!(run.out.starts_with("3 documents in both runs; the text differs in 0 (0.00 %)"), "{}", run.out);
}

#[test]
fn diff_tells_documents_that_one_run_lacks_and_what_cannot_be_known() {
    let folder = two_runs();
    let short = RECORDS.lines().next().unwrap();
    let folder = folder.with("short.jsonl", short);
    folder.run("clean short.jsonl -o c.jsonl -q --preset language").exits(0);
    let run = folder.run("diff a.jsonl c.jsonl --json").exits(1);
    let object: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&object["documents"], &object["only_a"], &object["only_b"]),
        (&1.into(), &2.into(), &0.into())
    );
    assert_eq!(object["documents_without_edits"], 1);
    let shown = folder.run("diff a.jsonl c.jsonl").exits(1);
    assert!(shown.out.contains("write both runs with `--with edits`"), "{}", shown.out);
    assert!(shown.out.contains("2 documents in A alone: b, c"), "{}", shown.out);
    let run = folder.run("diff a.jsonl absent.jsonl").exits(2);
    assert!(run.err.contains("absent.jsonl"), "{}", run.err);
}

#[test]
fn the_shell_and_the_manual_know_every_subcommand() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(&format!("completions {shell}")).exits(0);
        for word in ["clean", "explain", "diff", "max-record-bytes"] {
            assert!(run.out.contains(word), "{shell} does not know {word}");
        }
    }
    folder.run("man pages").exits(0);
    for name in ["unisono", "unisono-clean", "unisono-diff", "unisono-glossary-convert"] {
        let page = std::fs::read_to_string(folder.0.join(format!("pages/{name}.1"))).unwrap();
        assert!(page.contains(".SH NAME") && page.contains(".SH DESCRIPTION"), "{name}");
    }
}

#[test]
fn only_some_rules_are_applied() {
    let folder = Folder::new().with("in.jsonl", RECORDS);
    folder.run("clean in.jsonl -o out.jsonl -q --with edits --only unicode/space.*").exits(0);
    let texts: Vec<String> = folder
        .objects("out.jsonl")
        .iter()
        .map(|object| object["text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(texts[0], "The ferry left on time.");
    assert_eq!(texts[1], "The crew met \u{200b}the mayor.");
}
