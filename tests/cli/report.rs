//! The report of a run, and the page that shows it.

use crate::resume::ended;
use crate::shell::Folder;
use dom_query::Document as Html;
use serde_json::Value;
use std::collections::HashSet;
use std::fs;

const SENTENCES: [&str; 3] = [
    "The harbour of Quillmouth reopened on Monday, the spokesman of Morocco said in Rabat. . It had been closed.",
    "Le port de Vauxmarin a rouvert lundi, a dit le porte-parole du Maroc \u{e0} la presse. . Il \u{e9}tait ferm\u{e9}.",
    "El puerto de Zanquero volvi\u{f3} a abrir el lunes, dijo el portavoz de Marruecos en Rabat. . Estaba cerrado.",
];

fn record(n: usize) -> String {
    let extra = ["\n\nRead more: Ferries of Brackwater", "\n\nLire aussi : Les quais de Brumelune", ""];
    let text = format!("{} Zelkova {n}.{}", SENTENCES[n % 3].repeat(1 + n % 4), extra[n % 3]);
    let text = if n % 10 == 9 { "Leave a Reply\n\nRead more: Ferries".to_owned() } else { text };
    let site = ["https://www.quillmouth.example/a", "vauxmarin.example"][n % 2];
    serde_json::json!({ "id": format!("slug-about-Tarrowby-{n}"), "text": text, "url": site }).to_string()
}

fn records(from: usize, to: usize) -> String {
    (from..to).map(|n| record(n) + "\n").collect()
}

const HOSTILE: &str = r#"{"id":"</td><script>alert(4)</script>","text":"</script><img src=x onerror=alert(1)> The port reopened on Monday. . It rains.\n\nRead more: \"></script><img src=x onerror=alert(1)><svg onload=alert(2)>","site":"<svg/onload=alert(3)>"}"#;
const BROKEN: &str = "{\"id\":\"b\",\"text\":7}\n{\"id\":\n";

fn page(folder: &Folder, args: &str) -> Html {
    folder.run(&format!("report {args} -o page.html")).exits(0);
    Html::from(folder.text("page.html").as_str())
}

fn text(html: &Html, selector: &str) -> String {
    html.select(selector).text().to_string()
}

/// The survey beside an output without what a clock has measured.
fn survey(folder: &Folder, out: &str) -> Value {
    let mut survey: Value = serde_json::from_str(&folder.text(&format!("{out}.report.json"))).unwrap();
    survey["slowest"].take();
    for stage in survey["stages"].as_array_mut().unwrap() {
        stage["nanoseconds"].take();
    }
    survey
}

#[test]
fn a_run_with_a_report_becomes_a_page_that_tells_all_of_it() {
    let input = records(0, 60) + HOSTILE + "\n" + BROKEN;
    let folder = Folder::new().with("in.jsonl", input);
    folder.run("clean in.jsonl -o out.jsonl --report").exits(1);
    let html = page(&folder, "out.jsonl");
    let facts: Vec<String> =
        html.select("dl.facts dd").iter().take(5).map(|one| one.text().to_string()).collect();
    assert_eq!(facts, ["63", "55", "6", "2", "0"]);
    assert!(text(&html, "#summary").contains("Nothing was lost"));
    for language in ["en English", "fr French", "es Spanish"] {
        assert!(text(&html, "#languages tbody").contains(language), "{language}");
    }
    let sites = text(&html, "#sites tbody");
    assert!(sites.contains("quillmouth.example") && sites.contains("vauxmarin.example"), "{sites}");
    let rules = text(&html, "#rules");
    assert!(rules.contains("space.doubled-stop") && rules.contains("in.jsonl, line "), "{rules}");
    assert!(html.select("#rules .quote del").length() > 4);
    let lines = text(&html, "#lines");
    assert!(lines.contains("Read more: Ferries of Brackwater") && lines.contains("related"), "{lines}");
    assert!(text(&html, "#rejected").contains("boilerplate/all-boilerplate"));
    assert!(text(&html, "#errors").contains("the field `text` is"));
    assert_eq!(html.select("#slowest tbody tr").length(), 20);
    assert!(html.select("svg.histogram[role=img] > title").length() >= 3);
    assert!(text(&html, "#lengths title").contains("most of them"));
    // Every table says what it holds, every heading of a column or row that it is one.
    assert!(html.select("table").length() > 10);
    assert_eq!(html.select("table").length(), html.select("table > caption").length());
    assert_eq!(html.select("th:not([scope])").length(), 0);
}

#[test]
fn nothing_of_a_document_becomes_part_of_the_page() {
    let folder = Folder::new().with("in.jsonl", format!("{HOSTILE}\n{BROKEN}"));
    folder.run("clean in.jsonl -o out.jsonl --report").exits(1);
    for flags in ["", "--no-text"] {
        let html = page(&folder, &format!("out.jsonl {flags}"));
        assert_eq!(html.select("script, img, iframe, object, embed, link, form").length(), 0);
        for element in html.select("*").nodes() {
            let hostile = |name: &str| name.starts_with("on") || name == "style" || name == "src";
            assert!(!element.attrs().iter().any(|one| hostile(&one.name.local)));
        }
        let policy = html.select("meta[http-equiv=Content-Security-Policy]");
        assert!(policy.attr("content").unwrap().starts_with("default-src 'none'; style-src 'unsafe-inline'"));
        let ids: Vec<String> =
            html.select("[id]").iter().map(|one| one.attr("id").unwrap().to_string()).collect();
        let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(ids.len(), known.len());
        for link in &html.select("a") {
            assert!(known.contains(link.attr("href").unwrap().strip_prefix('#').unwrap()));
        }
    }
    let html = page(&folder, "out.jsonl");
    assert!(text(&html, "#slowest").contains("</td><script>alert(4)</script>"));
    assert!(
        text(&html, "#lines del").contains("\"></script><img src=x onerror=alert(1)><svg onload=alert(2)>")
    );
}

/// The words of five letters and more, in lower case.
fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 5);
    words.map(str::to_lowercase).collect()
}

#[test]
fn a_page_without_text_holds_no_word_of_the_articles() {
    let input = records(0, 60) + HOSTILE + "\n{\"id\":\"Tarrowby\",\"text\":[\"Zelkova\"]}\n" + BROKEN;
    let folder = Folder::new().with("in.jsonl", &input);
    for flag in ["--report", ""] {
        folder.run(&format!("clean in.jsonl -o out.jsonl {flag}")).exits(1);
        let shown = text(&page(&folder, "out.jsonl"), "body");
        let private = page(&folder, "out.jsonl --no-text");
        let hidden = folder.text("page.html").to_lowercase();
        for word in ["zelkova", "brackwater", "tarrowby", "brumelune", "zanquero"] {
            assert!(!hidden.contains(word), "{flag} {word}");
        }
        let articles: HashSet<String> = SENTENCES.iter().flat_map(|text| words(text)).collect();
        // A site is no text.
        let (sites, private) = (words("quillmouth vauxmarin"), words(&text(&private, "body")));
        let leaked: Vec<&String> =
            articles.intersection(&private).filter(|word| !sites.contains(*word)).collect();
        assert!(leaked.is_empty(), "{flag} {leaked:?}");
        if flag == "--report" {
            assert!(words("Brackwater Brumelune").is_subset(&words(&shown)), "with text it is there");
        }
    }
}

#[test]
fn a_run_without_a_report_is_read_from_its_output() {
    let input = records(0, 40) + BROKEN;
    for (out, flags) in
        [("out.jsonl", ""), ("out.jsonl.zst", "--drop-rejected"), ("out.jsonl.gz", "--with edits")]
    {
        let folder = Folder::new().with("in.jsonl", &input);
        folder.run(&format!("clean in.jsonl -o {out} {flags}")).exits(1);
        assert!(!folder.0.join(format!("{out}.report.json")).exists());
        let html = page(&folder, out);
        assert!(text(&html, "#summary").contains("without --report"));
        let documents: usize = html
            .select("#languages .scroll tbody tr > td:nth-child(2)")
            .iter()
            .map(|cell| cell.text().parse::<usize>().unwrap())
            .sum();
        assert_eq!(documents, 40, "{out}");
        assert!(text(&html, "#rejected").contains("boilerplate/all-boilerplate"));
        assert!(text(&html, "#sites tbody").contains("quillmouth.example"));
        assert_eq!(html.select("#rules, #lines, #slowest").length(), 0);
        assert!(!text(&html, "#summary").contains("in none of the tables"));
    }
}

#[test]
fn shards_and_folders_add_up() {
    let folder = Folder::new()
        .with("in/a.jsonl", records(0, 30))
        .with("in/b.jsonl", records(30, 60))
        .with("a/a.jsonl", records(0, 30))
        .with("b/b.jsonl", records(30, 60));
    folder.run("clean in -o whole --report").exits(0);
    folder.run("clean a -o one.jsonl --report").exits(0);
    folder.run("clean b -o two.jsonl --report").exits(0);
    let whole = page(&folder, "whole/");
    let parts = page(&folder, "one.jsonl two.jsonl");
    for part in ["#languages", "#sites", "#lengths", "#rules tbody", "#lines", "#rejected", "#errors"] {
        assert_eq!(text(&whole, part), text(&parts, part), "{part}");
    }
    assert_eq!(parts.select("#runs tbody tr").length(), 2);
    // Of one that has none, all are read from their outputs.
    folder.run("clean b -o two.jsonl").exits(0);
    let mixed = page(&folder, "one.jsonl two.jsonl");
    assert!(text(&mixed, "#summary").contains("without --report"));
    assert!(!folder.0.join("two.jsonl.report.json").exists(), "it would be of another run");
}

#[test]
fn the_report_does_not_depend_on_threads_nor_the_output_on_the_report() {
    let folder = Folder::new().with("in.jsonl", records(0, 900));
    folder.run("clean in.jsonl -o plain.jsonl --preset unicode").exits(0);
    for threads in [1, 3] {
        folder
            .run(&format!(
                "clean in.jsonl -o out{threads}.jsonl --preset unicode --report --threads {threads}"
            ))
            .exits(0);
        assert_eq!(folder.text("plain.jsonl"), folder.text(&format!("out{threads}.jsonl")));
    }
    assert_eq!(survey(&folder, "out1.jsonl"), survey(&folder, "out3.jsonl"));
}

const PIPELINE: &str = "version = 1\nlanguage = false\n[[stage]]\nuse = \"unicode\"\n";

#[test]
#[cfg(unix)]
fn a_run_that_was_ended_has_the_report_of_an_undisturbed_one() {
    let line = |n: usize| {
        let text = "Ferry traffic resumed on Monday\u{200b} morning. . ".repeat(10 + n % 30);
        serde_json::json!({ "id": n, "text": text }).to_string() + "\n"
    };
    let input: String = (0..3500).map(line).collect();
    let folder = Folder::new().with("in.jsonl", &input).with("p.toml", PIPELINE);
    folder.run("clean in.jsonl -o ref.jsonl --config p.toml --report").exits(0);
    for signal in ["-KILL", "-TERM"] {
        let args = "clean in.jsonl -o out.jsonl --config p.toml --report --resume";
        ended(&folder, args, "out.jsonl", signal);
        let run = folder.run(args).exits(0);
        assert!(run.err.contains("of them kept from an earlier run"), "{signal}: {}", run.err);
        assert_eq!(survey(&folder, "out.jsonl"), survey(&folder, "ref.jsonl"), "{signal}");
        assert!(!folder.text("out.jsonl.manifest.json").contains("slowest"));
        for suffix in ["", ".errors.jsonl", ".rejected.jsonl", ".manifest.json", ".report.json"] {
            fs::remove_file(folder.0.join(format!("out.jsonl{suffix}"))).unwrap();
        }
    }
}

#[test]
fn an_input_more_adds_to_the_report_and_a_changed_one_is_told() {
    let folder = Folder::new().with("in/a.jsonl", records(0, 20)).with("in/b.jsonl", records(20, 40));
    let clean = |folder: &Folder, out: &str, flags: &str| {
        folder.run(&format!("clean in -o {out} --preset unicode --report {flags}")).exits(0)
    };
    clean(&folder, "out.jsonl", "");
    let before = survey(&folder, "out.jsonl");
    let again = clean(&folder, "out.jsonl", "--resume");
    assert!(again.err.contains("nothing to do") && survey(&folder, "out.jsonl") == before);
    let folder = folder.with("in/c.jsonl", records(40, 60));
    clean(&folder, "out.jsonl", "--resume");
    clean(&folder, "fresh.jsonl", "");
    assert_eq!(survey(&folder, "out.jsonl"), survey(&folder, "fresh.jsonl"));
    let folder = folder.with("in/c.jsonl", records(70, 95));
    clean(&folder, "out.jsonl", "--resume");
    let partial = survey(&folder, "out.jsonl");
    assert_eq!((&partial["all"]["documents"], &partial["unseen"]), (&25.into(), &40.into()));
    let html = page(&folder, "out.jsonl");
    assert!(text(&html, "#summary").contains("40 documents are in none of the tables"));
}

#[test]
fn what_is_no_finished_run_is_refused() {
    let folder = Folder::new().with("in.jsonl", records(0, 3));
    let run = folder.run("report in.jsonl -o page.html").exits(2);
    assert!(run.err.contains("in.jsonl.manifest.json is not there"), "{}", run.err);
    folder.run("clean in.jsonl -o out.jsonl --report").exits(0);
    let running = folder.text("out.jsonl.manifest.json").replacen("\"complete\"", "\"running\"", 1);
    let folder = folder.with("out.jsonl.manifest.json", running);
    let run = folder.run("report out.jsonl -o page.html").exits(2);
    assert!(run.err.contains("not finished") && run.err.contains("--resume"), "{}", run.err);
    assert!(!folder.0.join("page.html").exists());
    let run = folder.run("clean in.jsonl -o - --report").exits(2);
    assert!(run.err.contains("--report keeps a file beside OUT"), "{}", run.err);
}

#[test]
fn explain_makes_one_page_of_all_its_files() {
    let folder = Folder::new()
        .with("en.txt", SENTENCES[0])
        .with("more/fr.txt", SENTENCES[1])
        .with("more/bad.jsonl", BROKEN);
    let run = folder.run("explain en.txt more --html -o page.html").exits(1);
    assert!(run.out.is_empty() && run.err.contains("bad.jsonl, line 1"), "{run:?}");
    let html = Html::from(folder.text("page.html").as_str());
    assert_eq!(html.select("section.document").length(), 2);
    let row = html.select("#entities tbody tr").iter().find(|row| row.text().contains("Marruecos")).unwrap();
    assert_eq!(row.select("li").length(), 2, "{}", row.text());
    let printed = folder.run("explain en.txt more/fr.txt --html").exits(0);
    assert!(printed.out.starts_with("<!DOCTYPE html>") && printed.out.contains("unicode/space.doubled-stop"));
    folder.run("explain en.txt -o plain.txt").exits(0);
    assert!(folder.text("plain.txt").contains("unicode/space.doubled-stop"));
    assert!(folder.run("explain en.txt gone.txt --html -o other.html").exits(2).err.contains("gone.txt"));
    assert!(!folder.0.join("other.html").exists());
}

/// A headless Chromium, where there is one.
fn chromium() -> Option<&'static str> {
    let known = ["chromium", "chromium-browser", "google-chrome"];
    known.into_iter().find(|name| std::process::Command::new(name).arg("--version").output().is_ok())
}

#[test]
fn a_browser_shows_the_pages_and_runs_nothing_of_them() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: there is no Chromium here");
        return;
    };
    let folder = Folder::new().with("in.jsonl", format!("{HOSTILE}\n{}", records(0, 20)));
    folder.run("clean in.jsonl -o out.jsonl --report").exits(0);
    folder.run("report out.jsonl -o run.html").exits(0);
    folder.run("explain in.jsonl --html -o explain.html").exits(0);
    // A page that would run scripts, so that the check itself is checked.
    let canary = "<!DOCTYPE html><title>t</title><p>Zelkova</p><script>document.title = 'ran'</script>";
    let folder = folder.with("canary.html", canary);
    let shown = |name: &str| {
        let mut command = std::process::Command::new(chromium);
        command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"]);
        command.arg(format!("--user-data-dir={}", folder.0.join("profile").display()));
        let output = command.arg(format!("file://{}", folder.0.join(name).display())).output().unwrap();
        Html::from(String::from_utf8(output.stdout).unwrap().as_str())
    };
    assert_eq!(text(&shown("canary.html"), "title"), "ran");
    for (name, hostile) in [("run.html", 1), ("explain.html", 4)] {
        let html = shown(name);
        let body = text(&html, "body");
        assert!(body.contains("Rabat") && body.contains("<svg onload=alert(2)>"), "{name}");
        assert!(body.matches("</script><img src=x onerror=alert(1)>").count() >= hostile, "{name}");
        assert_eq!(html.select("script, img, iframe").length(), 0, "{name}");
        assert_eq!(html.select("svg[onload], [onerror]").length(), 0, "{name}");
    }
}
