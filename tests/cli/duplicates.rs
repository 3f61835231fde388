//! `unisono learn duplicates`, and the stages that use what it learned; figures of `quality`.

use crate::shell::Folder;

const PIPELINE: &str = "version = 1\n\n[[stage]]\nuse = \"near-duplicates\"\ntable = \"t.bin\"\n";
const PORT: &str = "The port of Rabat reopens on Monday, the harbour master said, and the first ferry to Spain sails at nine in the morning with two hundred passengers on board.";

fn record(id: &str, text: &str) -> String {
    format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n")
}

fn corpus() -> [String; 2] {
    let near = PORT.replace("two hundred", "three hundred");
    [
        [record("a", PORT), record("b", "Trains are late."), record("c", &near)].concat(),
        [record("d", &PORT.to_uppercase()), record("e", "Trains are early.")].concat(),
    ]
}

#[test]
fn copies_are_rejected_with_the_id_of_the_document_that_stays() {
    let folder = Folder::new().with("in.jsonl", corpus().concat()).with("p.toml", PIPELINE);
    let run = folder.run("learn duplicates in.jsonl -o t.bin").exits(0);
    assert_eq!(run.err, "t.bin: 5 documents, 1 copies, 1 near copies\n");
    folder.run("clean in.jsonl -o out.jsonl --config p.toml --drop-rejected").exits(0);
    let kept: Vec<_> = folder.objects("out.jsonl").iter().map(|object| object["id"].clone()).collect();
    assert_eq!(kept, ["a", "b", "e"]);
    let rejected = folder.objects("out.jsonl.rejected.jsonl");
    assert_eq!(rejected[0]["id"], "c");
    assert_eq!(rejected[0]["rejected"]["stage"], "near-duplicates");
    assert_eq!(rejected[0]["rejected"]["rule"], "near-copy");
    assert!(rejected[0]["rejected"]["reason"].as_str().unwrap().starts_with("near `a`: "));
    assert_eq!(rejected[1]["id"], "d");
    assert_eq!(rejected[1]["rejected"]["reason"], "the same words as `a`");
    assert!(folder.run("explain in.jsonl --config p.toml").exits(0).out.contains("the same words as `a`"));
}

#[test]
fn the_table_is_the_same_in_shards_on_any_threads_and_from_standard_input() {
    let [one, two] = corpus();
    let all = [&*one, &*two].concat();
    let folder = Folder::new().with("all.jsonl", &all).with("in/1.jsonl", &one).with("in/2.jsonl", &two);
    let learn = |args: &str| {
        folder.run(&format!("learn duplicates {args} -q")).exits(0);
    };
    learn("all.jsonl -o a.bin --threads 1");
    learn("all.jsonl -o b.bin --threads 3");
    learn("in -o c.bin");
    learn("in/1.jsonl -o 1.bin --shard");
    learn("in/2.jsonl -o 2.bin --shard");
    learn("--merge 1.bin 2.bin -o d.bin");
    learn("--merge 1.bin 2.bin -o both.bin --shard");
    learn("--merge both.bin -o e.bin");
    folder.run_with_input("learn duplicates - -o f.bin", all.as_bytes()).exits(0);
    for other in ["b.bin", "c.bin", "d.bin", "e.bin", "f.bin"] {
        assert!(folder.bytes("a.bin") == folder.bytes(other), "{other}");
    }
}

#[test]
fn what_cannot_be_learned_or_used_is_refused() {
    let folder = Folder::new().with("in.jsonl", corpus().concat()).with("p.toml", PIPELINE);
    let refused = |args: &str, why: &str| {
        let run = folder.run(args).exits(2);
        assert!(run.err.contains(why), "{args}: {}", run.err);
    };
    refused("clean in.jsonl -o out.jsonl --config p.toml", "t.bin` cannot be read");
    folder.run("learn duplicates in.jsonl -o t.bin --shard -q").exits(0);
    refused("clean in.jsonl -o out.jsonl --config p.toml", "it is a shard");
    refused("learn duplicates --merge in.jsonl -o u.bin", "it is no shard");
    refused("learn duplicates in.jsonl -o in.jsonl", "OUT is IN");
    refused("learn duplicates in.jsonl -o u.bin --rows 9", "a band has 1 to 8");
    refused("learn duplicates in.jsonl -o u.bin.gz", "not compressed");
    folder.run("learn duplicates in.jsonl -o v.bin --shard -q --words 2").exits(0);
    refused("learn duplicates --merge t.bin v.bin -o u.bin", "learn them alike");
}

#[test]
fn figures_of_quality_stand_with_the_record() {
    let pipeline = "version = 1\n\n[[stage]]\nuse = \"quality\"\noff = [\"gopher\"]\n";
    let folder = Folder::new().with("in.jsonl", corpus().concat()).with("p.toml", pipeline);
    folder.run("clean in.jsonl -o out.jsonl --config p.toml --with quality").exits(0);
    let out = folder.objects("out.jsonl").remove(0);
    assert_eq!(out["quality"]["failed"], serde_json::json!(["c4-few-sentences"]));
    assert_eq!(out["quality"]["values"]["fineweb-line-ends"], 1.0);
    assert_eq!(out["quality"]["values"].as_object().unwrap().len(), 7);
    let run = folder.run("clean in.jsonl -o out.jsonl --preset unicode --with quality").exits(0);
    assert!(run.err.contains("--with quality finds nothing"), "{}", run.err);
}
