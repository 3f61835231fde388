//! `unisono translate` and `unisono engines`, with engines that need nothing installed.

use crate::shell::Folder;
use std::fs;

const TEXT: &str =
    "The old harbour was closed on Monday. The mayor of the town said that Wales would pay for it.\n";
const MEMORY: &str = "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header srclang=\"en\"/><body><tu>\
    <tuv xml:lang=\"en\"><seg>The old harbour was closed on Monday.</seg></tuv>\
    <tuv xml:lang=\"fr\"><seg>Le vieux port a fermé lundi.</seg></tuv></tu></body></tmx>";

fn folder() -> Folder {
    Folder::new().with("a.txt", TEXT).with("m.tmx", MEMORY)
}

#[test]
fn names_alone_are_no_translation_and_it_says_so() {
    let run = folder().run("translate a.txt --to fr --engine glossary");
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.out.contains("pays de Galles") && run.out.contains("The old harbour"), "{}", run.out);
    assert!(run.err.contains("2 of 2 sentences are not translated"), "{}", run.err);
}

#[test]
fn a_memory_is_used_and_a_bitext_says_where_each_sentence_is_from() {
    let folder = folder();
    let run = folder.run("translate a.txt --to fr --engine memory --memory m.tmx --bitext b.jsonl");
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.out.starts_with("Le vieux port a fermé lundi. "), "{}", run.out);
    let bitext = fs::read_to_string(folder.0.join("b.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> =
        bitext.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["engine"], &lines[1]["engine"]), (&"memory".into(), &"glossary:en-fr".into()));
    assert_eq!(lines[1]["flags"][0], "untranslated");
    let run = folder.run("translate a.txt --to fr --engine memory --memory m.tmx --bitext b.tmx");
    assert_eq!(run.status, Some(0), "{}", run.err);
    let run = folder.run("translate a.txt --to fr --engine memory --memory b.tmx");
    assert!(run.out.starts_with("Le vieux port a fermé lundi. "), "{}{}", run.out, run.err);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder();
    for (args, message) in [
        ("translate a.txt --to fr --engine memory", "needs `memory`"),
        ("translate a.txt --to fr --memory none.tmx", "none.tmx"),
        ("translate a.txt --to fr --memory a.txt", "a.txt"),
        ("translate a.txt --to fr --engine other", "other"),
        ("translate a.txt --to fr --engine http", "url"),
        ("translate a.txt --to fr --engine glossary --bitext b.doc", ".jsonl or .tmx"),
        ("translate a.txt --to xx1", "--target"),
    ] {
        let run = folder.run(args);
        assert_eq!(run.status, Some(2), "{args}: {}", run.err);
        assert!(run.err.contains(message), "{args}: {}", run.err);
    }
}

#[test]
fn a_key_that_is_not_there_is_named_by_its_variable() {
    let pipeline = "version = 1\n[[stage]]\nuse = \"language\"\n[[stage]]\nuse = \"translate\"\nengine = \"http\"\n\
        [stage.service]\napi = \"deepl\"\nurl = \"https://service.example\"\nkey_variable = \"UNISONO_NO_KEY\"\n";
    let run = folder().with("p.toml", pipeline).run("translate a.txt --to fr --config p.toml");
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("UNISONO_NO_KEY"), "{}", run.err);
}

#[test]
fn the_engines_are_listed() {
    let run = folder().run("engines");
    assert_eq!(run.status, Some(0), "{}", run.err);
    for engine in ["apertium:", "neural:", "http:", "memory:", "glossary:", "en to fr"] {
        assert!(run.out.contains(engine), "{engine}: {}", run.out);
    }
}
