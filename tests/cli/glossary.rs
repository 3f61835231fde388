//! `unisono glossary`: lists of names in and out, checked, and used on a text.

use crate::shell::Folder;
use std::fs;

#[test]
fn a_list_goes_through_every_format_and_comes_back() {
    let csv =
        "id,en,fr,es\nq1,\"Fish & Chips\",Poisson frit,\nq1,Chippy,,\nq2,Old Quay,Vieux quai,Muelle viejo\n";
    let folder = Folder::new().with("a.csv", csv);
    for step in ["a.csv b.tbx", "b.tbx c.tmx", "c.tmx d.jsonl", "d.jsonl e.tsv", "e.tsv f.csv"] {
        let run = folder.run(&format!("glossary convert {step}"));
        assert_eq!(run.status, Some(0), "{step}: {}", run.err);
        assert!(run.err.contains("2 concepts, 6 names"), "{step}: {}", run.err);
    }
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let back = fs::read_to_string(folder.0.join("f.csv")).unwrap();
    // Columns come in the order in which languages are first used.
    let expected =
        "id,en,fr,es\nq1,Fish & Chips,Poisson frit,\nq1,Chippy,,\nq2,Old Quay,Vieux quai,Muelle viejo\n";
    assert_eq!(sorted(&back), sorted(expected));
    assert_eq!(folder.run("glossary convert a.csv s.ttl").status, Some(0));
    assert!(fs::read_to_string(folder.0.join("s.ttl")).unwrap().contains("skos:altLabel \"Chippy\"@en"));
}

#[test]
fn a_list_becomes_a_layer_that_finds_its_names() {
    let folder = Folder::new()
        .with("lab.csv", "id,en,fr\nx-lab,Cobalt Quay Laboratory,Laboratoire du quai Cobalt\n")
        .with("a.txt", "Le Laboratoire du quai Cobalt publie en France.\n");
    let refused = folder.run("glossary convert lab.csv lab");
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("--kind"), "{}", refused.err);
    assert_eq!(folder.run("glossary convert lab.csv lab --kind org").status, Some(0));
    let run = folder.run("glossary find a.txt --layer lab");
    assert_eq!(run.status, Some(0), "{}", run.err);
    let ids: Vec<_> = run.out.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    assert_eq!(ids, ["x-lab", "FR"]);
}

#[test]
fn problems_are_said_with_their_file_and_place() {
    let folder = Folder::new()
        .with("bad.jsonl", "{\"names\":{\"en\":[\"a\"]}}\nnot json\n")
        .with("twice.csv", "id,en,fr\na,bank,banque\nb,bank,rive\n")
        .with("good.csv", "id,en,fr\na,bank,banque\n");
    let run = folder.run("glossary check bad.jsonl twice.csv good.csv");
    assert_eq!(run.status, Some(1));
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", run.out);
    assert!(lines[0].starts_with("bad.jsonl: line 2: "), "{}", run.out);
    assert_eq!(lines[1], "twice.csv: b: `bank` (en) is a name of a too");
    assert_eq!(folder.run("glossary check good.csv").status, Some(0));
}

#[test]
fn a_format_that_is_not_known_is_refused_before_anything_is_written() {
    let folder = Folder::new().with("a.csv", "en,fr\na,b\n");
    for names in ["a.csv out.docx", "a.xls out.csv", "gone.csv out.csv"] {
        let run = folder.run(&format!("glossary convert {names}"));
        assert_eq!(run.status, Some(2), "{names}");
        assert!(!run.err.is_empty() && run.err.lines().count() == 1, "{}", run.err);
    }
    assert!(!folder.0.join("out.csv").exists() && !folder.0.join("out.docx").exists());
}

const LAB: &str = "#! format=1\nid\tkind\tparent\twikidata\tnote\nx-lab\torg\t\t\t\n";
const LAB_NAMES: &str =
    "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nx-lab\ten\tCobalt Quay Laboratory\tpref\t\t\t\n";

#[test]
fn layers_are_beside_the_configuration_that_names_them() {
    let folder = Folder::new()
        .with(
            "in.jsonl",
            "{\"id\":\"a\",\"text\":\"The Cobalt Quay Laboratory in France publishes its results today.\"}\n",
        )
        .with("conf/lab/entities.tsv", LAB)
        .with("conf/lab/names.tsv", LAB_NAMES)
        .with("conf/p.toml", "version = 1\n[[stage]]\nuse = \"glossary\"\nlayers = [\"lab\"]\n")
        .with("conf/q.toml", "version = 1\n[[stage]]\nuse = \"glossary\"\nlayers = [\"lab.bin\"]\n");
    let compiled = folder.run("glossary compile conf/lab -o conf/lab.bin");
    assert_eq!(compiled.status, Some(0), "{}", compiled.err);
    for config in ["conf/p.toml", "conf/q.toml"] {
        let run = folder.run(&format!("clean in.jsonl -o - --with entities --config {config}"));
        assert_eq!(run.status, Some(0), "{}", run.err);
        assert!(run.out.contains("\"x-lab\"") && run.out.contains("\"FR\""), "{}", run.out);
    }
}

#[test]
fn a_compiled_glossary_finds_what_its_layers_do() {
    let folder = Folder::new()
        .with("lab/entities.tsv", LAB)
        .with("names.tsv", LAB_NAMES)
        .with("a.txt", "The Cobalt Quay Laboratory in France.\n");
    let ids = |layers: &str| {
        let run = folder.run(&format!("glossary find a.txt {layers}"));
        assert_eq!(run.status, Some(0), "{}", run.err);
        run.out.lines().filter_map(|line| line.split('\t').nth(2).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(folder.run("glossary compile lab names.tsv -o all.bin").status, Some(0));
    assert_eq!(folder.run("glossary compile lab names.tsv -o own.bin --alone").status, Some(0));
    assert_eq!(ids("--layer all.bin"), ["x-lab", "FR"]);
    assert_eq!(ids("--layer own.bin"), ["x-lab"]);
    let refused = folder.run("glossary compile none -o none.bin");
    assert_eq!(refused.status, Some(2));
    assert!(!folder.0.join("none.bin").exists());
}
