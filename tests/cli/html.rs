//! Pages: records with `html`, and files.

use crate::shell::Folder;
use serde_json::Value;
use std::fs;

fn page() -> String {
    let sentence = "Le port a rouvert lundi apr\u{e8}s deux jours de temp\u{ea}te, a indiqu\u{e9} l'autorit\u{e9} portuaire. ";
    format!(
        "<html lang=fr><head><title>Le port rouvre</title><meta property='og:site_name' content='La C\u{f4}te'></head>\
         <body><nav>Accueil</nav><article><p>{0}</p><p>Lire aussi : Les quais</p><p>{0}</p></article></body></html>",
        sentence.repeat(4)
    )
}

#[test]
fn a_record_with_a_page_gets_its_article_as_text_and_keeps_its_fields() {
    let line = serde_json::json!({ "id": "a", "html": page(), "n": 1.5 }).to_string();
    let folder = Folder::new().with("in.jsonl", format!("{line}\n"));
    let run = folder.run("clean in.jsonl -o out.jsonl --with metadata,edits,lines");
    assert_eq!(run.status, Some(0), "{}", run.err);
    let out: Value = serde_json::from_str(&fs::read_to_string(folder.0.join("out.jsonl")).unwrap()).unwrap();
    let text = out["text"].as_str().unwrap();
    assert!(
        text.starts_with("Le port a rouvert") && !text.contains("Lire aussi") && !text.contains("Accueil")
    );
    assert_eq!((&out["language"], &out["n"]), (&"fr".into(), &1.5.into()));
    assert_eq!(out["metadata"]["title"]["text"], "Le port rouvre");
    assert_eq!(out["metadata"]["page"]["extraction"], "main-content");
    assert_eq!(out["metadata"]["page"]["site"], "La C\u{f4}te");
    // The edits, applied to the source, give the text.
    let (source, mut made, mut at) = (out["source_text"].as_str().unwrap(), String::new(), 0);
    for edit in out["edits"].as_array().unwrap() {
        let bound = |n: usize| edit["source"][n].as_u64().unwrap() as usize;
        made += &source[at..bound(0)];
        made += edit["after"].as_str().unwrap();
        at = bound(1);
    }
    made += &source[at..];
    assert_eq!(made, text);
}

#[test]
fn a_page_file_is_one_document_and_a_broken_one_is_not_lost() {
    let folder = Folder::new().with("in/a.html", page()).with("in/b.html", "<div>".repeat(2000) + "Rabat");
    let run = folder.run("clean in -o out.jsonl --preset language --with metadata");
    assert_eq!(run.status, Some(0), "{}", run.err);
    let out = fs::read_to_string(folder.0.join("out.jsonl")).unwrap();
    let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&"a.html".into(), &"b.html".into()));
    assert_eq!(
        (&records[1]["text"], &records[1]["metadata"]["page"]["extraction"]),
        (&"Rabat".into(), &"too-deep".into())
    );
}
