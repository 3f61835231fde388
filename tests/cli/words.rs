//! What the binary says: help, lists, explanations, summaries.

use crate::shell::Folder;
use serde_json::Value;

#[test]
fn presets_and_stages_are_listed_and_printed() {
    let folder = Folder::new();
    let presets = folder.run("presets").exits(0).out;
    for name in ["news", "unicode", "language", "boilerplate", "segment", "entities"] {
        assert!(presets.lines().any(|line| line.starts_with(name)), "{presets}");
        let toml = folder.run(&format!("presets {name}")).exits(0).out;
        assert!(toml.contains("version = 1") && toml.contains("[[stage]]"), "{toml}");
    }
    assert!(presets.lines().next().unwrap().starts_with("news") && presets.contains("(default)"));
    assert!(folder.run("presets nwes").exits(2).err.contains("known presets: news"));
    let stages = folder.run("stages").exits(0).out;
    for name in ["unicode", "language", "boilerplate", "sentences", "glossary"] {
        assert!(stages.lines().any(|line| line.starts_with(name)), "{stages}");
    }
    assert!(folder.run("stages unicode").exits(0).out.contains("space.doubled-stop"));
    assert!(folder.run("stages boilerplate").exits(0).out.contains("mode = "));
    assert!(folder.run("stages gossip").exits(2).err.contains("known stages: "));
}

#[test]
fn a_printed_preset_is_a_pipeline_that_does_the_same() {
    let folder = Folder::new()
        .with("in.jsonl", "{\"id\":1,\"text\":\"The talks ended. . The ministers\\r\\nleft.\"}\n");
    let toml = folder.run("presets news").exits(0).out;
    let folder = folder.with("mine.toml", toml);
    folder.run("clean in.jsonl -o preset.jsonl").exits(0);
    folder.run("clean in.jsonl -o config.jsonl --config mine.toml").exits(0);
    assert_eq!(folder.text("preset.jsonl"), folder.text("config.jsonl"));
}

#[test]
fn help_teaches_with_examples() {
    let folder = Folder::new();
    assert!(folder.run("--help").exits(0).out.contains("Examples:"));
    let help = folder.run("clean --help").exits(0).out;
    for word in ["Exit status", "OUT.errors.jsonl", "--max-record-bytes", "--offsets", "Examples:"] {
        assert!(help.contains(word), "{word}");
    }
    assert!(folder.run("explain --help").exits(0).out.contains("NO_COLOR"));
    assert!(!folder.run("").exits(2).err.is_empty());
    assert!(folder.run("--version").exits(0).out.starts_with("unisono "));
}

#[test]
fn explain_says_what_where_and_why_and_obeys_no_control_character() {
    let text = "The port reopened on Monday, the ministry said. . It had been closed since Friday.\n\nRead more: Ferries\n\nA \u{202e}hidden\u{1b}[31m turn in the last line of the text.\n";
    let folder = Folder::new().with("a.txt", text);
    let run = folder.run("explain a.txt").exits(0);
    assert!(run.out.contains("unicode/space.doubled-stop"), "{}", run.out);
    assert!(run.out.contains("line 1, character 48"), "{}", run.out);
    assert!(run.out.contains("Read more: Ferries") && run.out.contains("related"), "{}", run.out);
    assert!(run.out.contains("\\u{202E}") && run.out.contains("\\u{1B}"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('\u{202e}'), "{}", run.out);

    let json: Value = serde_json::from_str(&folder.run("explain a.txt --json").exits(0).out).unwrap();
    assert_eq!(json["id"], "a.txt");
    let changes = json["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["rule"] == "space.doubled-stop" && change["line"] == 1));
    assert_eq!(json["removed_lines"][0]["text"], "Read more: Ferries");
    assert!(folder.run("explain none.txt").exits(2).err.contains("cannot read none.txt"));
    assert!(folder.run_with_input("explain - --preset language", b"oops\n").exits(1).err.contains("line 1"));
}

#[test]
fn nothing_is_coloured_when_nobody_looks() {
    let folder = Folder::new().with("in.jsonl", "{\"text\":\"Rabat. . Londres.\"}\n{\n");
    for args in [
        "clean in.jsonl -o out.jsonl -v",
        "explain in.jsonl",
        "presets",
        "stages",
        "--help",
        "clean in.jsonl -o out.jsonl --preset x",
        "clean --wrong",
    ] {
        let run = folder.run(args);
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{args}: {run:?}");
    }
}

#[test]
fn a_run_ends_with_one_line_more_if_asked_none_if_not() {
    let folder = Folder::new().with("in.jsonl", "{\"text\":\"Rabat. . Londres.\"}\n{\n");
    let run = folder.run("clean in.jsonl -o out.jsonl").exits(1);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.starts_with("unisono: 2 documents, 1 changed, 0 rejected, 1 error, "), "{}", run.err);
    assert!(run.err.contains("out.jsonl.errors.jsonl"));
    assert_eq!(folder.run("clean in.jsonl -o out.jsonl --quiet").exits(1).err, "");
    let verbose = folder.run("clean in.jsonl -o out.jsonl -v").exits(1).err;
    assert!(verbose.contains("space.doubled-stop") && verbose.contains("1 edits"), "{verbose}");
}

#[test]
fn explain_shows_what_an_edit_did_beside_the_line_that_it_takes_out() {
    let first = "The port of Rabat reopened on Monday, the ministry said.";
    let folder = Folder::new()
        .with("a.txt", format!("{first} .\n\nLeave a Reply\n"))
        .with("b.txt", format!("{first}\n\nLeave a Reply\n"));
    let run = folder.run("explain a.txt").exits(0);
    assert!(run.out.contains("1 changes, 1 lines removed"), "{}", run.out);
    assert!(
        run.out.contains("line 1, character 57") && run.out.contains("space.doubled-stop"),
        "{}",
        run.out
    );
    assert!(run.out.contains("ministry said.[- .-]\n"), "{}", run.out);
    assert!(run.out.contains("line 3"), "{}", run.out);
    let plain = folder.run("explain b.txt").exits(0);
    assert!(plain.out.contains("0 changes, 1 lines removed"), "{}", plain.out);
}

#[test]
fn explain_reads_a_long_line_when_it_is_allowed() {
    let line = format!("{{\"text\":\"{}\"}}\n", "lorem ipsum ".repeat(1000));
    let folder = Folder::new()
        .with("in.jsonl", &line)
        .with("a.txt", &line)
        .with("p.toml", "version = 1\nlanguage = false\n");
    let run = folder.run("explain in.jsonl --config p.toml --max-record-bytes 10000").exits(1);
    assert!(run.err.contains("the line has 12011 bytes, more than the limit of 10000"), "{}", run.err);
    assert!(run.err.contains("--max-record-bytes"), "{}", run.err);
    folder.run("explain in.jsonl --config p.toml --max-record-bytes 20000").exits(0);
    folder.run("explain a.txt --config p.toml --max-document-bytes 10000").exits(1);
    folder.run("explain a.txt --config p.toml --max-record-bytes 10000").exits(0);
}

#[test]
fn a_field_that_no_stage_fills_is_told_once() {
    let folder = Folder::new().with("in.jsonl", "{\"text\":\"Rabat.\"}\n");
    let clean = "clean in.jsonl --preset unicode --with sentences,entities,lines,metadata,edits,languages";
    let err = folder.run(&format!("{clean} -o out.jsonl")).exits(0).err;
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "unisono: --with sentences finds nothing in this pipeline; add a stage `sentences` to it",
            "unisono: --with entities finds nothing in this pipeline; add a stage `glossary` to it",
            "unisono: --with lines,metadata finds nothing in this pipeline; add a stage `boilerplate` to it",
        ]
    );
    assert_eq!(lines.len(), 4, "{err}");
    assert_eq!(folder.run(&format!("{clean} -o out.jsonl --quiet")).exits(0).err, "");
    assert_eq!(folder.run(&format!("{clean} -o -")).exits(0).err, "");
    let news = clean.replace("--preset unicode", "");
    assert_eq!(folder.run(&format!("{news} -o out.jsonl")).exits(0).err.lines().count(), 1);
}

#[test]
fn help_says_which_fields_are_not_carried_through() {
    assert!(Folder::new().run("clean --help").exits(0).out.contains("own `rejected` is left out"));
}
