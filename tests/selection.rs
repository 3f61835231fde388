//! Some rules alone, and what is different for some sites.
#![allow(clippy::unwrap_used)]

use unisono::pipeline::PipelineConfig;
use unisono::{Document, Pipeline};

const PAGE: &str = "The port  reopened.\r\n\r\nBy Ann Lee\r\nLeave a Reply";

#[test]
fn the_edits_of_all_rules_are_those_of_each_rule_alone() {
    let all = Pipeline::preset("unicode").unwrap().run(PAGE).unwrap();
    let mut rules: Vec<(u32, String)> =
        all.edits().iter().map(|e| (e.source.start, format!("{}/{}", e.stage, e.rule))).collect();
    let mut alone = Vec::new();
    let mut names: Vec<String> = rules.iter().map(|(_, rule)| rule.clone()).collect();
    names.sort();
    names.dedup();
    assert!(names.len() >= 2, "{names:?}");
    for name in &names {
        let pipeline = Pipeline::preset("unicode").unwrap().with_only([name.as_str()]).unwrap();
        let document = pipeline.run(PAGE).unwrap();
        for edit in document.edits() {
            assert_eq!(&format!("{}/{}", edit.stage, edit.rule), name);
            alone.push((edit.source.start, name.clone()));
        }
    }
    rules.sort();
    alone.sort();
    assert_eq!(alone, rules);
}

#[test]
fn a_rule_that_is_not_chosen_is_not_refused_and_finds_are_kept() {
    let document = Pipeline::news().with_only(["boilerplate/comment-form"]).unwrap().run(PAGE).unwrap();
    assert_eq!(document.ledger().refused(), 0);
    assert!(document.text().contains("By Ann Lee") && document.text().contains("port  reopened"));
    assert!(!document.text().contains("Leave a Reply"));
    assert_eq!(document.language().to_string(), "en");
    // What stays in the text is told so.
    let kept: Vec<bool> = document.lines().iter().map(|line| line.keep).collect();
    assert_eq!(kept, [true, true, false]);
}

#[test]
fn none_is_no_edit_and_a_stage_is_all_of_its_rules() {
    let run = |rules: &[&str]| {
        Pipeline::news().with_only(rules.iter().copied()).unwrap().run(PAGE).unwrap().into_text()
    };
    assert_eq!(run(&[]), PAGE);
    assert_eq!(
        run(&["unicode", "boilerplate", "unglue", "typography"]),
        Pipeline::news().run(PAGE).unwrap().text()
    );
    assert_eq!(run(&["unicode/*"]), run(&["unicode"]));
}

const SITES: &str = r#"
version = 1
only = ["unicode", "boilerplate"]

[[stage]]
use = "unicode"

[[stage]]
use = "boilerplate"

[[stage]]
use = "glossary"

[site."forum.example"]
boilerplate = false

[site."https://www.daily.example/"]
glossary = false
boilerplate = { mode = "tag" }
"#;

#[test]
fn sites_change_options_and_leave_stages_out() {
    let config: PipelineConfig = SITES.parse().unwrap();
    let pipeline = config.build().unwrap();
    let run = |site: Option<&str>| {
        let document = Document::new("Spain signs.\r\n\r\nLeave a Reply").unwrap();
        let document = site.into_iter().fold(document, Document::with_site);
        pipeline.run_document(document).unwrap()
    };
    assert_eq!(run(None).text(), "Spain signs.");
    assert_eq!(run(Some("other.example")).text(), "Spain signs.");
    assert_eq!(run(Some("https://m.forum.example/t/1")).text(), "Spain signs.\n\nLeave a Reply");
    let daily = run(Some("daily.example"));
    assert_eq!(daily.text(), "Spain signs.\n\nLeave a Reply");
    assert!(daily.entities().is_empty() && !run(None).entities().is_empty());
    assert_eq!(
        daily.ledger().stages().map(|stage| stage.name().to_owned()).collect::<Vec<_>>(),
        ["unicode", "language", "boilerplate"]
    );
}

#[test]
fn what_is_selected_is_written_and_read_again() {
    let config: PipelineConfig = SITES.parse().unwrap();
    assert_eq!(config.build().unwrap().config().unwrap(), config);
    assert_eq!(config.to_string().parse::<PipelineConfig>().unwrap(), config);
    assert_eq!(PipelineConfig::from_json(&config.to_json()).unwrap(), config);
}

#[test]
fn mistakes_name_the_site() {
    let error = |site: &str| {
        let toml =
            format!("version = 1\n[[stage]]\nuse = \"unicode\"\n[[stage]]\nuse = \"boilerplate\"\n{site}");
        toml.parse::<PipelineConfig>().unwrap().build().unwrap_err().to_string()
    };
    let said = error("[site.\"a.example\"]\nunglue = false");
    assert_eq!(said, "site `a.example`: the pipeline has no stage `unglue`; it has unicode, boilerplate");
    let said = error("[site.\"a.example\"]\nunicode = 3");
    assert_eq!(said, "site `a.example`: `unicode` takes a table of options, or false to leave the stage out");
    let said = error("[site.\"a.example\"]\nboilerplate = { mod = 1 }");
    assert!(said.starts_with("site `a.example`: stage 2 (`boilerplate`): unknown field `mod`"), "{said}");
    let said = error("[site.\"a.example\"]\nunicode = false\n[site.\"www.a.example\"]\nunicode = false");
    assert!(said.contains("another entry names"), "{said}");
}
