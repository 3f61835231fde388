//! What is said when something is wrong: each message names what, where, and what to do.
//!
//! `UNISONO_UPDATE_MESSAGES=1 cargo test --features cli --test cli errors` writes the messages anew; read the difference.

use crate::shell::Folder;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A mistake that users make, and the arguments that make it.
const MISTAKES: &[(&str, &str)] = &[
    ("no such input", "clean absent.jsonl -o out.jsonl"),
    ("no such folder for the output", "clean in.jsonl -o absent/out.jsonl"),
    ("output is the input", "clean in.jsonl -o in.jsonl"),
    ("unknown preset", "clean in.jsonl -o out.jsonl --preset newz"),
    ("unknown part", "clean in.jsonl -o out.jsonl --with sentence"),
    ("unknown unit of offsets", "clean in.jsonl -o out.jsonl --offsets utf32"),
    ("no threads", "clean in.jsonl -o out.jsonl --threads 0"),
    ("preset and configuration", "clean in.jsonl -o out.jsonl --preset news --config good.toml"),
    ("no output", "clean in.jsonl"),
    ("no such configuration", "clean in.jsonl -o out.jsonl --config absent.toml"),
    ("no TOML", "clean in.jsonl -o out.jsonl --config broken.toml"),
    ("no version", "clean in.jsonl -o out.jsonl --config noversion.toml"),
    ("a version of the future", "clean in.jsonl -o out.jsonl --config future.toml"),
    ("unknown stage", "clean in.jsonl -o out.jsonl --config stage.toml"),
    ("unknown option", "clean in.jsonl -o out.jsonl --config option.toml"),
    ("unknown value of an option", "clean in.jsonl -o out.jsonl --config value.toml"),
    ("option of another type", "clean in.jsonl -o out.jsonl --config type.toml"),
    ("no such layer", "clean in.jsonl -o out.jsonl --config layer.toml"),
    ("no such table", "clean in.jsonl -o out.jsonl --config table.toml"),
    ("a table that is none", "clean in.jsonl -o out.jsonl --config badtable.toml"),
    ("translation without target", "clean in.jsonl -o out.jsonl --preset translate"),
    ("target without translation", "clean in.jsonl -o out.jsonl --preset unicode --target fr"),
    ("target that is no language", "clean in.jsonl -o out.jsonl --preset translate --target klingon"),
    ("unknown preset to print", "presets newz"),
    ("unknown stage to describe", "stages unicod"),
    ("explain what is not there", "explain absent.txt"),
    ("glossary of an unknown format", "glossary convert in.jsonl out.docx"),
    ("glossary whose table is damaged", "glossary convert bad.tbx out.csv"),
    ("unknown kind of entity", "glossary convert good.csv layer --kind planet"),
    ("table with a compressed name", "learn repeated-lines in.jsonl -o lines.bin.gz"),
    ("merging what is no table", "learn repeated-lines --merge in.jsonl -o lines.bin"),
    ("no documents to measure on", "bench empty.jsonl"),
    ("difference to a run that is not there", "diff in.jsonl absent.jsonl"),
    ("a rule that no stage has", "clean in.jsonl -o out.jsonl --only unicode/space.nbps"),
    ("a rule of a stage that is not there", "clean in.jsonl -o out.jsonl --preset unicode --only unglue"),
    ("a site that changes what is not there", "clean in.jsonl -o out.jsonl --config site.toml"),
    ("unknown subcommand", "cleen in.jsonl"),
    ("unknown shell", "completions tcsh"),
];

fn folder() -> Folder {
    Folder::new()
        .with("in.jsonl", "{\"id\":1,\"text\":\"The ferry left.\"}\n")
        .with("empty.jsonl", "")
        .with("empty/readme.md", "nothing to clean")
        .with("good.toml", "version = 1\n[[stage]]\nuse = \"unicode\"\n")
        .with("broken.toml", "version = 1\n[[stage]\nuse = \"unicode\"\n")
        .with("noversion.toml", "[[stage]]\nuse = \"unicode\"\n")
        .with("future.toml", "version = 9\n[[stage]]\nuse = \"unicode\"\n")
        .with("stage.toml", "version = 1\n[[stage]]\nuse = \"unicod\"\n")
        .with("option.toml", "version = 1\n[[stage]]\nuse = \"boilerplate\"\nmod = \"strict\"\n")
        .with("value.toml", "version = 1\n[[stage]]\nuse = \"boilerplate\"\nmode = \"harsh\"\n")
        .with("type.toml", "version = 1\n[[stage]]\nuse = \"boilerplate\"\ninline = \"yes\"\n")
        .with("layer.toml", "version = 1\n[[stage]]\nuse = \"glossary\"\nlayers = [\"nowhere\"]\n")
        .with("table.toml", "version = 1\n[[stage]]\nuse = \"repeated-lines\"\ntable = \"nowhere.bin\"\n")
        .with("badtable.toml", "version = 1\n[[stage]]\nuse = \"repeated-lines\"\ntable = \"in.jsonl\"\n")
        .with(
            "site.toml",
            "version = 1\n[[stage]]\nuse = \"unicode\"\n[site.\"a.example\"]\nunglue = false\n",
        )
        .with("bad.tbx", "<tbx><text><body><conceptEntry")
        .with("good.csv", "en,fr\nMorocco,Maroc\n")
}

#[test]
fn every_message_says_what_where_and_what_to_do() {
    let mut said = String::new();
    for (mistake, args) in MISTAKES {
        // Each in a folder of its own: a run may leave files.
        let folder = folder();
        let run = folder.run(args);
        assert!(matches!(run.status, Some(1 | 2)), "{mistake}: {run:?}");
        assert!(!run.err.trim().is_empty() && !run.err.contains("panicked"), "{mistake}: {run:?}");
        let place = format!("{}/", folder.0.display());
        let message = run.err.replace(&place, "").replace(&*folder.0.to_string_lossy(), ".");
        let _ = writeln!(said, "# {mistake}\n$ unisono {args}\n{}\n", message.trim_end());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/messages.txt");
    if std::env::var_os("UNISONO_UPDATE_MESSAGES").is_some() {
        fs::write(&path, &said).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    for (now, before) in said.split("\n\n").zip(kept.split("\n\n")) {
        assert_eq!(now, before, "a message has changed; UNISONO_UPDATE_MESSAGES=1 writes it anew");
    }
    assert_eq!(said, kept);
}
