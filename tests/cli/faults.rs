//! Bad input: what is wrong is told with its place, and everything else comes out.

use crate::shell::Folder;
use serde_json::Value;

/// Records that are fine.
fn good(ids: std::ops::Range<u32>) -> Vec<Vec<u8>> {
    ids.map(|id| format!("{{\"id\":\"g{id}\",\"text\":\"Ferry traffic resumed on day {id}.\"}}").into_bytes())
        .collect()
}

/// Runs over ten good records around some bad lines: what came out of the bad ones, and the entries.
fn around(bad: &[&[u8]]) -> (Vec<Value>, Vec<Value>) {
    let mut lines = good(0..5);
    lines.extend(bad.iter().map(|line| line.to_vec()));
    lines.extend(good(5..10));
    let folder = Folder::new().with("in.jsonl", lines.join(&b'\n'));
    let run = folder.run("clean in.jsonl -o out.jsonl --preset language");
    let errors = folder.objects("out.jsonl.errors.jsonl");
    let run = run.exits(i32::from(!errors.is_empty()));
    assert!(!run.err.contains("panicked"), "{}", run.err);
    let mut out = folder.objects("out.jsonl");
    let is_good = |object: &Value| object["id"].as_str().is_some_and(|id| id.starts_with('g'));
    let ids: Vec<&str> =
        out.iter().filter(|object| is_good(object)).map(|object| object["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9"]);
    out.retain(|object| !is_good(object));
    for entry in &errors {
        assert_eq!(entry["input"], "in.jsonl");
        let keys: Vec<&str> = entry.as_object().unwrap().keys().map(String::as_str).collect();
        for key in ["input", "line", "offset", "length", "kind", "message", "id", "head"] {
            assert!(keys.contains(&key), "{entry}");
        }
        assert!(
            !entry["message"].as_str().unwrap().is_empty() && entry["head"].as_str().unwrap().len() <= 200
        );
    }
    (out, errors)
}

/// One bad line is one entry of that kind, at its place.
fn reported(line: &[u8], kind: &str, id: Option<&str>) {
    let (out, errors) = around(&[line]);
    assert_eq!(out.len(), 0, "{out:?}");
    let [entry] = &errors[..] else { panic!("{errors:?}") };
    let offset: usize = good(0..5).iter().map(|line| line.len() + 1).sum();
    assert_eq!((&entry["kind"], &entry["line"]), (&kind.into(), &6.into()), "{entry}");
    assert_eq!((&entry["offset"], &entry["length"]), (&offset.into(), &line.len().into()));
    assert_eq!(entry["id"].as_str(), id);
}

#[test]
fn each_bad_line_is_told_with_its_kind_and_its_place() {
    reported(b"{\"id\":\"x\",\"text\":\"caf\xFF\xFE\"}", "utf8", Some("x"));
    reported(&[0; 64], "json", None);
    reported(b"not json", "json", None);
    reported(b"{\"id\":7,\"text\":\"cut he", "truncated", Some("7"));
    reported(b"[1,2,3]", "not-object", None);
    reported(b"null", "not-object", None);
    reported(b"{\"id\":\"t\"}", "no-text", Some("t"));
    reported(b"{\"id\":\"t\",\"text\":null}", "no-text", Some("t"));
    let deep =
        [&b"{\"id\":\"d\",\"x\":"[..], &b"[".repeat(100_000), &b"]".repeat(100_000), b",\"text\":\"a\"}"]
            .concat();
    reported(&deep, "too-deep", Some("d"));
}

#[test]
fn lines_that_can_be_understood_are_no_errors() {
    let (out, errors) = around(&[
        b"",
        b"  \t",
        b"{\"id\":\"s\",\"text\":\"lone \\ud800 surrogate\"}\r",
        b"\xEF\xBB\xBF{\"id\":\"m\",\"text\":\"mark\"}",
        b"{\"id\":\"e\",\"text\":\"\"}{\"id\":\"w\",\"text\":\" \\n\\t \"}",
    ]);
    assert_eq!(errors.len(), 0, "{errors:?}");
    let texts: Vec<&str> = out.iter().map(|object| object["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["lone \u{FFFD} surrogate", "mark", "", " \n\t "]);
    assert_eq!(out[2]["language"], "und");
}

#[test]
fn a_line_of_20_mb_is_reported_unless_it_is_allowed() {
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}", "lorem ipsum ".repeat(1_700_000));
    reported(long.as_bytes(), "too-long", Some("long"));
    let folder = Folder::new()
        .with("in.jsonl", &long)
        .with("one.txt", "lorem ipsum ".repeat(1_700_000))
        .with("p.toml", "version = 1\nlanguage = false\n");
    folder.run("clean in.jsonl -o out.jsonl --config p.toml --max-record-bytes 30000000").exits(0);
    assert_eq!(folder.objects("out.jsonl")[0]["text"].as_str().unwrap().len(), 20_400_000);
    folder.run("clean one.txt -o txt.jsonl --config p.toml").exits(0);
    assert_eq!(folder.objects("txt.jsonl")[0]["id"], "one.txt");
}

#[test]
fn of_a_cut_gz_file_every_whole_line_comes_out() {
    let lines = good(0..2000).join(&b'\n');
    let folder = Folder::new().with("in.jsonl", lines);
    folder.run("clean in.jsonl -o whole.jsonl.gz --preset language").exits(0);
    let whole = folder.bytes("whole.jsonl.gz");
    let folder = folder.with("cut.jsonl.gz", &whole[..whole.len() * 2 / 3]);
    folder.run("clean cut.jsonl.gz -o out.jsonl --preset language").exits(1);
    let (out, errors) = (folder.objects("out.jsonl"), folder.objects("out.jsonl.errors.jsonl"));
    assert!(out.len() > 1000 && out.len() < 2000, "{}", out.len());
    let damage: Vec<&Value> = errors.iter().filter(|entry| entry["line"].is_null()).collect();
    assert_eq!(damage.len(), 1, "{errors:?}");
    let totals = &serde_json::from_str::<Value>(&folder.text("out.jsonl.manifest.json")).unwrap()["totals"];
    assert_eq!(totals["damage"], 1);
    assert_eq!(totals["records"].as_u64().unwrap() as usize, out.len() + errors.len() - 1);
}

#[test]
fn a_text_file_in_a_legacy_encoding_is_read_and_what_is_lost_is_told() {
    let damaged = [&"Déjà l’été, à l’école.\n".repeat(3).into_bytes()[..], b"Tw\xFFo.\n"].concat();
    let folder = Folder::new()
        .with("in/a.txt", b"L'\xE9t\xE9 \xE0 Paris, d\xE9j\xE0.\n")
        .with("in/b.txt", &damaged)
        .with("in/c.txt", "");
    folder.run("clean in -o out.jsonl --preset language").exits(1);
    let out = folder.objects("out.jsonl");
    let texts: Vec<&str> = out.iter().map(|object| object["text"].as_str().unwrap()).collect();
    assert_eq!(texts[0], "L'été à Paris, déjà.\n");
    assert!(texts[1].ends_with("Tw\u{FFFD}o.\n") && texts[2].is_empty());
    let entry = folder.objects("out.jsonl.errors.jsonl").remove(0);
    let at = damaged.iter().position(|byte| *byte == 0xFF).unwrap();
    assert_eq!(
        (&entry["input"], &entry["kind"], &entry["offset"]),
        (&"b.txt".into(), &"encoding".into(), &at.into())
    );
}

#[test]
fn with_standard_output_the_entries_go_to_standard_error() {
    let folder = Folder::new();
    let run = folder
        .run_with_input("clean - -o - --preset language", b"{\"id\":1,\"text\":\"a\"}\noops\n")
        .exits(1);
    assert_eq!(run.out.lines().count(), 1);
    let entry: Value = serde_json::from_str(run.err.trim_end()).unwrap();
    assert_eq!((&entry["input"], &entry["line"], &entry["kind"]), (&"-".into(), &2.into(), &"json".into()));
    assert!(folder.names().is_empty());
}

#[test]
fn a_document_over_its_limit_is_reported_and_the_others_come_out() {
    let folder = Folder::new()
        .with("in/a.txt", "lorem ipsum ".repeat(100_000))
        .with("in/b.txt", "Rabat.")
        .with("p.toml", "version = 1\nlanguage = false\n");
    folder.run("clean in -o out.jsonl --config p.toml --max-document-bytes 1000").exits(1);
    let ids: Vec<Value> = folder.objects("out.jsonl").iter().map(|object| object["id"].clone()).collect();
    assert_eq!(ids, ["b.txt"]);
    let entry = folder.objects("out.jsonl.errors.jsonl").remove(0);
    assert_eq!((&entry["input"], &entry["kind"]), (&"a.txt".into(), &"too-long".into()));
    assert_eq!((&entry["line"], &entry["id"]), (&1.into(), &"a.txt".into()));
    let manifest: Value = serde_json::from_str(&folder.text("out.jsonl.manifest.json")).unwrap();
    assert_eq!(manifest["inputs"][0]["bytes"], 1_200_000);
    assert_eq!((&manifest["totals"]["records"], &manifest["totals"]["errors"]), (&2.into(), &1.into()));
}

#[test]
fn a_text_that_begins_like_bzip2_is_a_text() {
    let folder = Folder::new().with("a.txt", "BZh1 is a text").with("b.txt", b"BZh91AY&SY\x01\x02\x03\x04");
    folder.run("clean a.txt -o out.jsonl --preset language").exits(0);
    assert_eq!(folder.objects("out.jsonl")[0]["text"], "BZh1 is a text");
    assert!(folder.run("clean b.txt -o out.jsonl --preset language").exits(2).err.contains("bzip2"));
}
