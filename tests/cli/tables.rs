//! Tables: CSV, TSV and Parquet in, Parquet out.

use crate::shell::Folder;
use serde_json::{Value, json};
use std::fmt::Write;

const PIPELINE: &str = "version = 1\nlanguage = false\n[[stage]]\nuse = \"unicode\"\n";

/// The six counts of a run, which have to add up to what stands in its files.
fn totals(folder: &Folder, out: &str) -> Value {
    let manifest: Value = serde_json::from_str(&folder.text(&format!("{out}.manifest.json"))).unwrap();
    let totals = manifest["totals"].clone();
    let count = |name: &str| totals[name].as_u64().unwrap();
    assert_eq!(count("records"), count("kept") + count("rejected") + count("errors"));
    let errors = folder.objects(&format!("{out}.errors.jsonl"));
    assert_eq!(errors.iter().filter(|entry| !entry["line"].is_null()).count() as u64, count("errors"));
    totals
}

#[test]
fn a_table_is_read_and_a_row_that_does_not_fit_is_told() {
    let table =
        "url;n;body\nhttps://a.test;007;\"Bon\u{AD}jour,\nRabat\"\nhttps://b.test;8\n\nhttps://c.test;9;c\n";
    let folder = Folder::new().with("in.csv", table).with("p.toml", PIPELINE);
    let args = "clean in.csv -o out.jsonl --config p.toml";
    assert!(folder.run(args).exits(2).err.contains("--text-field; there are: url, n, body"));
    folder.run(&format!("{args} --text-field body --id-field url")).exits(1);
    let lines = folder.lines("out.jsonl");
    assert!(
        lines[0].starts_with(r#"{"url":"https://a.test","n":"007","text":"Bonjour,\nRabat","#)
            && lines[0].ends_with(r#","id":"https://a.test"}"#),
        "{}",
        lines[0]
    );
    assert_eq!(lines.len(), 2);
    let entry = folder.objects("out.jsonl.errors.jsonl").remove(0);
    assert_eq!(
        (&entry["line"], &entry["kind"], &entry["input"]),
        (&json!(4), &json!("csv"), &json!("in.csv"))
    );
    assert_eq!(entry["offset"], table.find("https://b").unwrap());
    assert_eq!(totals(&folder, "out.jsonl")["blank"], 1);
}

#[test]
fn a_folder_is_searched_for_tables_when_they_are_asked_for() {
    let folder = Folder::new()
        .with("in/a.csv", "text\na\n")
        .with("in/b.tsv", "text\nb\n")
        .with("in/c.jsonl", "{\"text\":\"c\"}\n")
        .with("in/d.csv", "body\nd\n")
        .with("p.toml", PIPELINE);
    folder.run("clean in -o out --config p.toml --format csv").exits(1);
    assert_eq!(folder.objects("out/a.csv.jsonl")[0]["text"], "a");
    assert!(!folder.0.join("out/b.tsv.jsonl").exists() && !folder.0.join("out/c.jsonl").exists());
    let entry = folder.objects("out.errors.jsonl").remove(0);
    assert_eq!((&entry["input"], &entry["kind"]), (&json!("d.csv"), &json!("csv")));
    folder.run("clean in -o all.jsonl --config p.toml").exits(0);
    assert_eq!(folder.lines("all.jsonl").len(), 1);
    let run =
        folder.run_with_input("clean - -o - --format tsv --config p.toml", b"id\ttext\nx\ta,b\n").exits(0);
    assert_eq!(serde_json::from_str::<Value>(&run.out).unwrap()["text"], "a,b");
}

#[test]
fn fields_of_other_names_are_found_in_objects_too() {
    let line = "{\"guid\":1.50,\"text\":\"teaser\",\"body\":\"a\u{AD}b\",\"n\":1.10}\n{\"id\":\"own\",\"body\":\"c\"}\n";
    let folder = Folder::new().with("in.jsonl", line).with("p.toml", PIPELINE);
    folder.run("clean in.jsonl -o out.jsonl --config p.toml --text-field body --id-field guid").exits(0);
    let lines = folder.lines("out.jsonl");
    assert!(
        lines[0].starts_with(r#"{"guid":1.50,"text":"ab","n":1.10,"#) && lines[0].ends_with(",\"id\":1.50}")
    );
    assert!(lines[1].starts_with(r#"{"id":"own","text":"c","#), "{}", lines[1]);
}

#[test]
fn parquet_is_written_read_and_kept_by_resume() {
    let mut lines = String::new();
    for n in 0..3000 {
        let _ = writeln!(lines, "{{\"id\":\"d{n}\",\"n\":{n},\"text\":\"Ferry\u{AD} {n}\",\"tags\":[{n}]}}");
    }
    lines.push_str("oops\n");
    let folder = Folder::new().with("in.jsonl", &lines).with("p.toml", PIPELINE);
    std::fs::create_dir_all(folder.0.join("in")).unwrap();
    let place = |name: &str| std::fs::copy(folder.0.join(name), folder.0.join("in").join(name)).unwrap();
    for threads in [1, 3] {
        let out = format!("a{threads}.parquet");
        let args = format!("clean in.jsonl -o {out} --config p.toml --threads {threads} --with edits");
        folder.run(&args).exits(1);
        assert_eq!(totals(&folder, &out)["kept"], 3000);
        place(&out);
        assert!(folder.run(&format!("{args} --resume")).exits(1).err.contains("nothing to do"));
    }
    assert!(folder.bytes("a1.parquet") == folder.bytes("a3.parquet"));
    // Parquet to Parquet, file by file, and to JSON Lines.
    folder.run("clean in -o out --config p.toml").exits(0);
    folder.run("clean out/a3.parquet -o back.jsonl --config p.toml").exits(0);
    assert_eq!(totals(&folder, "back.jsonl")["records"], 3000);
    let back = folder.objects("back.jsonl");
    assert_eq!(
        (&back[7]["id"], &back[7]["n"], &back[7]["text"]),
        (&json!("d7"), &json!(7), &json!("Ferry 7"))
    );
    assert_eq!((&back[7]["tags"], &back[7]["language"]), (&json!("[7]"), &json!("und")));
    assert!(back[7]["edits"].as_str().unwrap().contains("\"stage\":\"unicode\""));
    // One of two inputs changes: the other is not looked at again.
    folder.run("clean in.jsonl -o a1.parquet --config p.toml").exits(1);
    place("a1.parquet");
    let run = folder.run("clean in -o out --config p.toml --resume").exits(0);
    assert!(run.err.contains("3000 of them kept"), "{}", run.err);
    // All of them into one file.
    folder.run("clean in -o all.parquet --config p.toml").exits(0);
    assert_eq!(totals(&folder, "all.parquet")["kept"], 6000);
    assert!(
        folder.run("clean in -o all.parquet --config p.toml --resume").exits(0).err.contains("nothing to do")
    );
}

#[test]
fn a_damaged_parquet_file_is_told_and_the_others_come_out() {
    let folder = Folder::new().with("in.jsonl", "{\"text\":\"a\"}\n").with("p.toml", PIPELINE);
    folder.run("clean in.jsonl -o a.parquet --config p.toml").exits(0);
    let whole = folder.bytes("a.parquet");
    let folder = folder
        .with("in/a.parquet", &whole)
        .with("in/b.parquet", &whole[..whole.len() - 5])
        .with("in/c.parquet", "");
    folder.run("clean in -o out --config p.toml").exits(1);
    assert!(folder.0.join("out/a.parquet").exists() && !folder.0.join("out/b.parquet").exists());
    let kinds: Vec<Value> =
        folder.objects("out.errors.jsonl").iter().map(|entry| entry["kind"].clone()).collect();
    assert_eq!(kinds, ["parquet", "parquet"]);
    folder.run("clean in/b.parquet -o b.jsonl --config p.toml").exits(2);
}
