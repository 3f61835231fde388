//! Which files appear, when, and under which names.

use crate::shell::Folder;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};

const LINE: &str = "{\"id\":\"a\",\"text\":\"Ferry traffic resumed on Monday morning.\"}\n";

#[test]
fn a_run_leaves_the_output_and_three_files_beside_it() {
    let folder = Folder::new().with("in.jsonl", LINE);
    folder.run("clean in.jsonl -o out.jsonl --preset language").exits(0);
    let beside =
        ["out.jsonl", "out.jsonl.errors.jsonl", "out.jsonl.manifest.json", "out.jsonl.rejected.jsonl"];
    assert_eq!(folder.names(), [&["in.jsonl"][..], &beside[..]].concat());
    let manifest: Value = serde_json::from_str(&folder.text("out.jsonl.manifest.json")).unwrap();
    assert_eq!((&manifest["tool"], &manifest["state"]), (&"unisono".into(), &"complete".into()));
    assert_eq!((&manifest["totals"]["records"], &manifest["totals"]["kept"]), (&1.into(), &1.into()));
    assert_eq!(manifest["inputs"][0]["path"], "in.jsonl");
    assert_eq!(manifest["stages"][0]["name"], "language");
}

#[test]
fn the_output_appears_when_it_is_complete_and_one_run_writes_it() {
    let folder = Folder::new().with("out.jsonl", "old\n").with("in.jsonl", LINE);
    let mut child = folder.start("clean - -o out.jsonl --preset language");
    let mut input = child.stdin.take().unwrap();
    input.write_all(LINE.repeat(10_000).as_bytes()).unwrap();
    // More than a pipe holds: the run has begun.
    let second = folder.run("clean in.jsonl -o out.jsonl --preset language").exits(2);
    assert!(second.err.contains("another run"), "{}", second.err);
    assert_eq!(folder.text("out.jsonl"), "old\n");
    child.kill().unwrap();
    child.wait().unwrap();
    drop(input);
    assert_eq!(folder.text("out.jsonl"), "old\n");
    // The lock has died with its process.
    folder.run("clean in.jsonl -o out.jsonl --preset language --resume").exits(0);
    assert_eq!(folder.objects("out.jsonl").len(), 1);
    assert!(folder.names().iter().all(|name| !name.starts_with('.')), "{:?}", folder.names());
}

#[test]
fn a_folder_goes_into_one_file_or_into_a_folder() {
    let folder = Folder::new()
        .with("in/b.jsonl", LINE)
        .with("in/a/z.txt", "Rabat.")
        .with("in/.hidden.txt", "no")
        .with("in/notes.md", "no");
    folder.run("clean in -o all.jsonl --preset language").exits(0);
    let ids: Vec<Value> = folder.objects("all.jsonl").iter().map(|object| object["id"].clone()).collect();
    assert_eq!(ids, ["a/z.txt", "a"]);
    folder.run("clean in -o out/ --preset language").exits(0);
    assert_eq!(folder.objects("out/a/z.txt.jsonl")[0]["text"], "Rabat.");
    assert_eq!(folder.objects("out/b.jsonl").len(), 1);
    assert_eq!(folder.lines("out.errors.jsonl").len(), 0);
    // The output of an input that is gone goes too.
    std::fs::remove_file(folder.0.join("in/b.jsonl")).unwrap();
    folder.run("clean in -o out --preset language --resume").exits(0);
    assert!(!folder.0.join("out/b.jsonl").exists());
    assert!(folder.0.join("out/a/z.txt.jsonl").exists());
}

#[test]
fn an_output_inside_the_input_folder_is_no_input_of_the_next_run() {
    let folder = Folder::new().with("a.jsonl", LINE);
    for _ in 0..2 {
        folder.run("clean . -o out.jsonl --preset language").exits(0);
        assert_eq!(folder.objects("out.jsonl").len(), 1);
    }
}

#[test]
fn compressed_output_holds_the_same_records() {
    let folder = Folder::new().with("in.jsonl", LINE.repeat(500));
    folder.run("clean in.jsonl -o out.jsonl --preset language").exits(0);
    for name in ["out.jsonl.gz", "out.jsonl.zst"] {
        folder.run(&format!("clean in.jsonl -o {name} --preset language")).exits(0);
        let first = folder.bytes(name);
        assert!(first.len() * 4 < folder.bytes("out.jsonl").len());
        folder.run(&format!("clean in.jsonl -o {name} --preset language")).exits(0);
        assert!(folder.bytes(name) == first, "the same input gives the same bytes");
        // What was written is read again, and nothing of it changes.
        folder.run(&format!("clean {name} -o again.jsonl --preset language")).exits(0);
        assert!(folder.bytes("again.jsonl") == folder.bytes("out.jsonl"));
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_leaves_early_is_no_fault() {
    let folder =
        Folder::new().with("in.jsonl", LINE.repeat(20_000)).with("p.toml", "version = 1\nlanguage = false\n");
    let mut child = folder.start("clean in.jsonl -o - --config p.toml");
    let mut first = String::new();
    BufReader::with_capacity(100, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(1), ""));
    assert!(first.contains("Ferry"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = Folder::new().with("in.jsonl", LINE);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = folder.command("clean in.jsonl -o - --preset language").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("unisono: cannot write standard output:"));
}

#[test]
fn what_cannot_start_says_why_in_one_line() {
    let folder = Folder::new()
        .with("in.jsonl", LINE)
        .with("x.parquet", "PAR1\x15\x04")
        .with("empty.parquet", "")
        .with("dir/a.txt", "a")
        .with("dir/a.txt.jsonl", LINE)
        .with("bad.toml", "version = 1\n[[stage]]\nuse = \"unicod\"\n")
        .with("wrong.toml", "version = = 1\n");
    for (args, said) in [
        ("clean none.jsonl -o out.jsonl", "cannot read none.jsonl"),
        ("clean in.jsonl -o in.jsonl", "OUT is IN"),
        ("clean in.jsonl -o no/such/out.jsonl", "no/such does not exist"),
        ("clean in.jsonl -o in.jsonl/x", "in.jsonl is no folder"),
        ("clean in.jsonl -o dir", "dir is a folder"),
        ("clean dir -o in.txt/", "in.txt"),
        ("clean dir -o dir", "OUT is IN"),
        ("clean dir -o out", "would both be written to a.txt.jsonl"),
        ("clean x.parquet -o out.jsonl", "a damaged Parquet file"),
        ("clean empty.parquet -o out.jsonl", "no Parquet file"),
        ("clean in.jsonl -o out.jsonl --preset nwes", "unknown preset `nwes`; known presets: "),
        ("clean in.jsonl -o out.jsonl --config none.toml", "cannot read the pipeline none.toml"),
        (
            "clean in.jsonl -o out.jsonl --config bad.toml",
            "bad.toml: unknown stage kind `unicod`; known kinds: ",
        ),
        ("clean in.jsonl -o out.jsonl --config wrong.toml", "wrong.toml: the pipeline is no valid TOML"),
        ("clean in.jsonl -o out.jsonl --target fr", "no stage `translate`"),
    ] {
        if args.contains("in.txt/") {
            std::fs::write(folder.0.join("in.txt"), "").unwrap();
        }
        let run = folder.run(args).exits(2);
        assert!(run.err.contains(said), "{args}: {}", run.err);
        assert!(run.err.starts_with("unisono: ") && run.err.lines().count() == 1, "{args}: {}", run.err);
    }
    for args in [
        "clean in.jsonl",
        "clean in.jsonl -o o --threads x",
        "clean in.jsonl -o o --with gossip",
        "clean in.jsonl -o o --offsets utf32",
    ] {
        assert!(!folder.run(args).exits(2).err.is_empty());
    }
    assert_eq!(folder.text("in.jsonl"), LINE);
    assert!(!folder.0.join("out.jsonl").exists());
}

#[test]
fn an_input_that_cannot_be_read_has_no_output() {
    let folder = Folder::new().with("in/a.txt", "Rabat.").with("in/b.txt", "Londres.");
    folder.run("clean in -o out --preset language").exits(0);
    assert!(folder.0.join("out/a.txt.jsonl").exists());
    let folder = folder.with("in/a.txt", "PAR1\x15\x04");
    folder.run("clean in -o out --preset language").exits(1);
    let manifest: Value = serde_json::from_str(&folder.text("out.manifest.json")).unwrap();
    let input = &manifest["inputs"][0];
    assert_eq!((&input["path"], &input["state"]), (&"a.txt".into(), &"unreadable".into()));
    assert_eq!((&input["output"], &input["damage"]), (&Value::Null, &1.into()));
    assert_eq!(manifest["inputs"][1]["state"], "complete");
    assert!(!folder.0.join("out/a.txt.jsonl").exists());
    assert!(folder.0.join("out/b.txt.jsonl").exists());
}

#[test]
fn a_stage_that_cannot_be_prepared_says_where_its_file_is_wrong() {
    let folder = Folder::new()
        .with("in.jsonl", LINE)
        .with("mine.tsv", "id\tlang\n")
        .with("p.toml", "version = 1\n[[stage]]\nuse = \"glossary\"\nlayers = [\"mine.tsv\"]\n");
    let run = folder.run("clean in.jsonl -o out.jsonl --config p.toml").exits(2);
    assert!(run.err.contains("p.toml: stage") && run.err.contains("mine.tsv:1: "), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}
