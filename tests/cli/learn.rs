//! `unisono learn`: a table is learned from a corpus, merged, and used by a pipeline.

use crate::shell::Folder;
use std::fmt::Write as _;

const PIPELINE: &str = "version = 1\n\n[[stage]]\nuse = \"repeated-lines\"\ntable = \"lines.bin\"\n";

/// Pages of a site, each with a line of its own and two of the site.
fn pages(field: &str, numbers: std::ops::Range<u32>) -> String {
    let mut pages = String::new();
    for n in numbers {
        let name = char::from_u32(u32::from('a') + n).unwrap();
        let text = format!(
            "Headline {name}\\n\\nThe ferry {name} sails again.\\n\\nCall the desk: 555 {n}\\n\\nShare"
        );
        let _ = writeln!(pages, "{{\"id\":\"{n}\",{field},\"text\":\"{text}\"}}");
    }
    pages
}

#[test]
fn a_corpus_is_learned_and_its_pages_are_cleaned() {
    let folder = Folder::new()
        .with("in.jsonl", pages("\"url\":\"https://www.example.com/a\"", 0..6))
        .with("one.jsonl", pages("\"site\":\"example.com\"", 20..21))
        .with("other.jsonl", pages("\"site\":\"example.org\"", 20..21))
        .with("p.toml", PIPELINE);
    let run = folder.run("learn repeated-lines in.jsonl -o lines.bin").exits(0);
    assert_eq!(run.err, "lines.bin: 6 documents, 1 sites, 2 lines that repeat\n");
    folder.run("clean one.jsonl -o out.jsonl --config p.toml --with lines,edits").exits(0);
    let out = folder.objects("out.jsonl").remove(0);
    assert_eq!(out["text"], "Headline u\n\nThe ferry u sails again.");
    let kept: Vec<bool> =
        out["lines"].as_array().unwrap().iter().map(|line| line["keep"].as_bool().unwrap()).collect();
    assert_eq!(kept, [true, true, false, false]);
    assert_eq!(out["edits"][0]["stage"], "repeated-lines");
    assert_eq!(out["edits"][0]["rule"], "site");
    folder.run("clean other.jsonl -o out.jsonl --config p.toml").exits(0);
    assert!(folder.text("out.jsonl").contains("Share"));
}

#[test]
fn the_table_is_the_same_in_parts_in_any_order_on_any_threads_and_from_standard_input() {
    let (one, two) = (pages("\"site\":\"example.com\"", 0..9), pages("\"domain\":\"example.com\"", 9..12));
    let folder = Folder::new()
        .with("all.jsonl", [&*one, &*two].concat())
        .with("turned.jsonl", [&*two, &*one].concat())
        .with("in/one.jsonl", &one)
        .with("in/two.jsonl", &two);
    let learn = |args: &str| {
        folder.run(&format!("learn repeated-lines {args} -q")).exits(0);
    };
    learn("all.jsonl -o a.bin --threads 1");
    learn("turned.jsonl -o b.bin --threads 3");
    learn("in -o c.bin");
    learn("in/two.jsonl -o two.bin --shard");
    learn("in/one.jsonl -o one.bin --shard");
    learn("--merge one.bin two.bin -o d.bin");
    learn("--merge two.bin one.bin -o e.bin");
    folder.run_with_input("learn repeated-lines - -o f.bin", [&*two, &*one].concat().as_bytes()).exits(0);
    for name in ["b.bin", "c.bin", "d.bin", "e.bin", "f.bin"] {
        assert_eq!(folder.bytes(name), folder.bytes("a.bin"), "{name}");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new()
        .with("in.jsonl", "{\"text\":\"Share\"}\nnot json\n{\"text\":\"Share\"}\n")
        .with("no.toml", "version = 1\n[[stage]]\nuse = \"repeated-lines\"\n")
        .with("bad.toml", "version = 1\n[[stage]]\nuse = \"repeated-lines\"\ntable = \"in.jsonl\"\n");
    let run = folder.run("learn repeated-lines in.jsonl -o lines.bin").exits(1);
    assert!(run.err.contains("2 documents have no field `site`, `domain` or `url`"), "{}", run.err);
    assert!(run.err.contains("1 not read; the first: in.jsonl, line 2: "), "{}", run.err);
    let run = folder.run("learn repeated-lines in.jsonl -o small.bin --memory 0").exits(1);
    assert!(!run.err.contains("--memory"), "two lines fit anywhere: {}", run.err);
    for (args, said) in [
        ("learn repeated-lines gone.jsonl -o x.bin", "gone.jsonl"),
        ("learn repeated-lines in.jsonl -o x.bin.gz", "not compressed"),
        ("learn repeated-lines in.jsonl -o in.jsonl", "OUT is IN"),
        ("learn repeated-lines in.jsonl -o no/x.bin", "no/x.bin"),
        ("learn repeated-lines --merge in.jsonl -o x.bin", "no table of repeated lines"),
        ("clean in.jsonl -o out.jsonl --config no.toml", "unisono learn repeated-lines"),
        ("clean in.jsonl -o out.jsonl --config bad.toml", "no table of repeated lines"),
    ] {
        let run = folder.run(args).exits(2);
        assert!(run.err.contains(said) && run.err.lines().count() == 1, "{args}: {}", run.err);
    }
    assert!(!folder.names().iter().any(|name| name.starts_with('x') || name.starts_with(".x")));
    let help = folder.run("learn repeated-lines --help").exits(0).out;
    assert!(help.contains("--shard") && help.contains("registered domain"), "{help}");
}
