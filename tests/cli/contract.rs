//! Fields and types of the output, fidelity of everything else.

use crate::shell::Folder;
use serde_json::Value;

/// An article as it comes from a scraper: a share button, a zero-width space, a doubled stop, two languages, a flag.
const ARTICLE: &str = "Ports reopen in Tangier\r\n\r\nShare on Facebook\r\n\r\nFerry traffic between Morocco and Spain resumed on \
    Monday morning,\u{200b} the port authority of Tangier said in a statement. . The United Kingdom welcomed the decision. \
    \u{1F1F2}\u{1F1E6}\r\n\r\nLe ministre des Affaires étrangères est arrivé mardi à Rabat pour une réunion avec son homologue \
    espagnol, selon un communiqué publié à Madrid.\r\n\r\nSource: Tangier Port News\r\n";

const PARTS: &str = "--with languages,shares,sentences,entities,lines,edits,metadata,suspects";

fn record(text: &str) -> String {
    format!("{}\n", serde_json::json!({"id": "a", "text": text, "site": "example.test"}))
}

/// The article, cleaned with every part.
fn cleaned(options: &str) -> Value {
    let folder = Folder::new().with("in.jsonl", record(ARTICLE));
    folder.run(&format!("clean in.jsonl -o out.jsonl {PARTS} {options}")).exits(0);
    folder.objects("out.jsonl").remove(0)
}

fn list<'v>(object: &'v Value, field: &str) -> &'v Vec<Value> {
    object[field].as_array().unwrap_or_else(|| panic!("`{field}` is no list: {object}"))
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("no offset: {value}"))).unwrap()
}

fn probability(value: &Value) {
    let value = value.as_f64().unwrap();
    assert!((0.0..=1.0).contains(&value), "{value}");
}

fn text(object: &Value) -> &str {
    object["text"].as_str().unwrap()
}

/// Pairs of offsets: sorted, disjoint, inside the text and on character boundaries.
fn spans(text: &str, spans: impl Iterator<Item = (usize, usize)>) {
    let mut last = 0;
    for (start, end) in spans {
        assert!(last <= start && start < end, "{last} {start}..{end}");
        assert!(text.get(start..end).is_some(), "{start}..{end} of {text:?}");
        last = end;
    }
}

fn start_end(value: &Value) -> (usize, usize) {
    (number(&value["start"]), number(&value["end"]))
}

#[test]
fn without_with_three_fields_are_made() {
    let folder =
        Folder::new().with("in.jsonl", "{\"text\":\"Ferry traffic resumed on Monday morning.\",\"n\":1}\n");
    folder.run("clean in.jsonl -o out.jsonl").exits(0);
    let object = folder.objects("out.jsonl").remove(0);
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["id", "language", "language_confidence", "n", "text"]);
    assert_eq!((&object["id"], &object["language"]), (&"1".into(), &"en".into()));
    probability(&object["language_confidence"]);
}

#[test]
fn languages_cover_every_letter_and_shares_sum_to_one() {
    let object = cleaned("");
    let text = text(&object);
    let languages = list(&object, "languages");
    spans(text, languages.iter().map(start_end));
    let mut covered = vec![false; text.len()];
    for span in languages {
        let (start, end) = start_end(span);
        covered[start..end].fill(true);
        assert!(span["language"].is_string());
        probability(&span["confidence"]);
    }
    assert!(text.char_indices().all(|(at, c)| !c.is_alphabetic() || covered[at]));
    let shares = object["shares"].as_object().unwrap();
    assert!(shares.contains_key("en") && shares.contains_key("fr"), "{shares:?}");
    assert!((shares.values().map(|share| share.as_f64().unwrap()).sum::<f64>() - 1.0).abs() < 0.01);
}

#[test]
fn sentences_cover_every_visible_character() {
    let object = cleaned("");
    let text = text(&object);
    let pairs: Vec<(usize, usize)> =
        list(&object, "sentences").iter().map(|pair| (number(&pair[0]), number(&pair[1]))).collect();
    assert!(pairs.len() >= 3);
    spans(text, pairs.iter().copied());
    let inside = |at: usize| pairs.iter().any(|(start, end)| (*start..*end).contains(&at));
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        assert!(inside(at), "{c:?} at {at} stands in no sentence");
    }
}

#[test]
fn entities_have_an_id_a_kind_and_three_names() {
    const KINDS: [&str; 12] = [
        "country",
        "region",
        "subdivision",
        "city",
        "place",
        "person",
        "org",
        "media",
        "agreement",
        "event",
        "product",
        "demonym",
    ];
    let object = cleaned("");
    let entities = list(&object, "entities");
    assert!(!entities.is_empty());
    let mut surfaces = Vec::new();
    for entity in entities {
        let (start, end) = start_end(entity);
        surfaces.push(text(&object).get(start..end).unwrap());
        assert!(!entity["id"].as_str().unwrap().is_empty());
        assert!(KINDS.contains(&entity["kind"].as_str().unwrap()), "{entity}");
        for language in ["en", "fr", "es"] {
            assert!(!entity["names"][language].as_str().unwrap().is_empty());
        }
        probability(&entity["confidence"]);
    }
    assert!(surfaces.contains(&"Morocco") && surfaces.contains(&"United Kingdom"), "{surfaces:?}");
}

#[test]
fn lines_are_the_lines_of_the_source() {
    let object = cleaned("");
    let lines = list(&object, "lines");
    let want: Vec<&str> = ARTICLE.split('\n').filter(|line| !line.trim().is_empty()).collect();
    let found: Vec<&str> = lines.iter().map(start_end).map(|(start, end)| &ARTICLE[start..end]).collect();
    assert_eq!(found, want);
    for line in lines {
        assert!(line["keep"].is_boolean() && line["kind"].is_string());
        probability(&line["score"]);
    }
    let share = lines.iter().find(|line| ARTICLE[start_end(line).0..].starts_with("Share on")).unwrap();
    assert_eq!((&share["keep"], &share["kind"]), (&false.into(), &"share".into()));
    assert!(!text(&object).contains("Share on Facebook"));
}

#[test]
fn edits_applied_to_the_source_give_the_text() {
    let object = cleaned("");
    let edits = list(&object, "edits");
    let pair = |edit: &Value, side: &str| (number(&edit[side][0]), number(&edit[side][1]));
    let (mut rebuilt, mut at) = (String::new(), 0);
    for edit in edits {
        let (start, end) = pair(edit, "source");
        let (before, after) = (edit["before"].as_str().unwrap(), edit["after"].as_str().unwrap());
        assert_eq!(&ARTICLE[start..end], before);
        rebuilt.push_str(&ARTICLE[at..start]);
        let (from, to) = pair(edit, "target");
        assert_eq!((from, to), (rebuilt.len(), rebuilt.len() + after.len()));
        rebuilt.push_str(after);
        at = end;
        assert!(edit["stage"].is_string() && edit["rule"].is_string());
        let via = edit["via"].as_array().unwrap();
        let last = format!("{}/{}", edit["stage"].as_str().unwrap(), edit["rule"].as_str().unwrap());
        assert_eq!(via.last().unwrap(), &Value::from(last));
        probability(&edit["confidence"]);
    }
    rebuilt.push_str(&ARTICLE[at..]);
    assert_eq!(rebuilt, text(&object));
    let rules: Vec<&str> = edits.iter().map(|edit| edit["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"space.doubled-stop"), "{rules:?}");
}

#[test]
fn metadata_says_where_each_value_stands() {
    let object = cleaned("");
    let metadata = &object["metadata"];
    let fields = ["title", "byline", "published", "updated", "section", "source", "copyright"];
    for field in fields {
        let value = metadata.get(field).unwrap_or_else(|| panic!("no `{field}`"));
        if !value.is_null() {
            let (start, end) = start_end(value);
            assert_eq!(&ARTICLE[start..end], value["text"].as_str().unwrap());
        }
    }
    assert!(metadata["captions"].is_array() && metadata["embeds"].is_array());
    assert_eq!(metadata["source"]["text"], "Tangier Port News");
    assert!(object["suspects"].is_array());
}

#[test]
fn the_three_units_name_the_same_text() {
    let [utf8, utf16, chars] = ["utf8", "utf16", "chars"].map(|unit| cleaned(&format!("--offsets {unit}")));
    assert_eq!(text(&utf8), text(&utf16));
    let slice16 = |text: &str, start: usize, end: usize| {
        String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap()
    };
    let slice_chars =
        |text: &str, start: usize, end: usize| text.chars().skip(start).take(end - start).collect::<String>();
    for field in ["languages", "entities", "lines"] {
        let body = if field == "lines" { ARTICLE } else { text(&utf8) };
        let all = list(&utf8, field).iter().zip(list(&utf16, field)).zip(list(&chars, field));
        let mut seen = 0;
        for ((a, b), c) in all {
            let ((a, b), c) = ((start_end(a), start_end(b)), start_end(c));
            assert_eq!(slice16(body, b.0, b.1), body[a.0..a.1]);
            assert_eq!(slice_chars(body, c.0, c.1), body[a.0..a.1]);
            seen += 1;
        }
        assert_eq!(seen, list(&utf8, field).len());
    }
    for ((a, b), c) in list(&utf8, "edits").iter().zip(list(&utf16, "edits")).zip(list(&chars, "edits")) {
        for (side, body) in [("source", ARTICLE), ("target", text(&utf8))] {
            let pair = |edit: &Value| (number(&edit[side][0]), number(&edit[side][1]));
            let ((a, b), c) = ((pair(a), pair(b)), pair(c));
            assert_eq!(slice16(body, b.0, b.1), body[a.0..a.1]);
            assert_eq!(slice_chars(body, c.0, c.1), body[a.0..a.1]);
        }
    }
}

#[test]
fn other_fields_keep_their_order_and_their_bytes() {
    let lines = [
        r#"{"id":17,"text":"Rabat","a":123456789012345678901234567890,"b":1e400,"c":-0.0,"d":1.10,"e":1E5}"#,
        r#"{"n":{"text":"inner","k":[1, 2]},"id":"b","text":"Londres \u00e9t\u00e9 \/","u":"\u00e9","n2":null}"#,
        r#"{"text":"first","id":"c","text":"second","x":1,"x":2}"#,
        r#"{"te\u0078t":"escaped key","id":"d"}"#,
    ];
    let folder = Folder::new().with("in.jsonl", lines.join("\n"));
    folder.run("clean in.jsonl -o out.jsonl --preset language").exits(0);
    let out = folder.lines("out.jsonl");
    for (line, out) in lines.iter().zip(&out) {
        let want = line.strip_suffix('}').unwrap().replace(r#""text":"first","#, "");
        assert!(out.starts_with(&want), "{out}");
        assert!(out[want.len()..].starts_with(r#","language":""#), "{out}");
    }
}

#[test]
fn made_fields_replace_fields_of_that_name() {
    let line =
        r#"{"language":"xx","entities":"kept","id":null,"text":"Ferry traffic resumed on Monday morning."}"#;
    let folder = Folder::new().with("in.jsonl", line);
    folder.run("clean in.jsonl -o out.jsonl --preset language").exits(0);
    let out = folder.text("out.jsonl");
    assert!(out.starts_with(r#"{"language":"en","entities":"kept","id":"1","text":"Ferry"#), "{out}");
    assert_eq!(out.matches("\"language\":").count(), 1);
}

#[test]
fn a_document_that_is_nothing_but_boilerplate_is_rejected_and_kept() {
    let lines = format!(
        "{}{}",
        record("Leave a Reply\n\nRead more: Ferries\n\nShare on Facebook"),
        record("The port reopened on Monday, the ministry said.")
    );
    let folder = Folder::new().with("in.jsonl", &lines);
    folder.run("clean in.jsonl -o out.jsonl").exits(0);
    let objects = folder.objects("out.jsonl");
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["rejected"]["rule"], "all-boilerplate");
    assert!(!text(&objects[0]).is_empty());
    assert_eq!(folder.objects("out.jsonl.rejected.jsonl"), [objects[0].clone()]);
    folder.run("clean in.jsonl -o dropped.jsonl --drop-rejected").exits(0);
    assert_eq!(folder.objects("dropped.jsonl"), [objects[1].clone()]);
    assert_eq!(folder.objects("dropped.jsonl.rejected.jsonl").len(), 1);
    let totals =
        &serde_json::from_str::<Value>(&folder.text("dropped.jsonl.manifest.json")).unwrap()["totals"];
    assert_eq!((&totals["records"], &totals["kept"], &totals["rejected"]), (&2.into(), &1.into(), &1.into()));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let mut lines = String::new();
    for n in 0..3000 {
        lines.push_str(&record(&format!("{n}. {ARTICLE}")));
        if n % 500 == 7 {
            lines.push_str("{\"id\":\"cut\n");
        }
    }
    let config = "version = 1\nlanguage = false\n[[stage]]\nuse = \"unicode\"\n";
    let folder = Folder::new().with("in.jsonl", &lines).with("p.toml", config);
    for threads in [1, 2, 5] {
        let options = format!("--config p.toml --threads {threads} --with edits");
        folder.run(&format!("clean in.jsonl -o {threads}.jsonl {options}")).exits(1);
    }
    for name in ["2.jsonl", "5.jsonl"] {
        assert!(folder.bytes(name) == folder.bytes("1.jsonl"), "{name}");
        assert!(
            folder.bytes(&format!("{name}.errors.jsonl")) == folder.bytes("1.jsonl.errors.jsonl"),
            "{name}"
        );
    }
}
