//! The tables of `tests/cases/*.toml`: every case is run five ways - by its stage alone, inside the preset `news`,
//! twice, replayed from the ledger, undone to the source.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use unisono::Pipeline;
use unisono::document::{Document, Metadata};
use unisono::pipeline::{PipelineConfig, StageConfig};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    stage: String,
    #[serde(default)]
    options: toml::Table,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Where the name does not say it.
    #[serde(default, rename = "why")]
    _why: String,
    text: String,
    /// Left out: the text stays.
    want: Option<String>,
    rules: Option<Vec<String>>,
    #[serde(default)]
    options: toml::Table,
    sentences: Option<Vec<String>>,
    languages: Option<Vec<String>>,
    language: Option<String>,
    entities: Option<Vec<String>>,
    kinds: Option<Vec<String>>,
    /// `kind: text`, in order, complete. An entity that is a suspect has a confidence under .9.
    suspects: Option<Vec<String>>,
    metadata: Option<BTreeMap<String, String>>,
    /// `stage/rule: reason` of a document that is rejected, empty for one that is not.
    rejected: Option<String>,
    /// Rules of quality that the text fails.
    failed: Option<Vec<String>>,
}

#[test]
fn every_case_holds_five_ways() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/cases")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 5, "a table for every stage: {files:?}");
    let news = Pipeline::news();
    let (mut run, mut wrong) = (0, Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a readable table");
        let table: Table =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut names: Vec<_> = table.cases.iter().map(|case| &case.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), table.cases.len(), "{}: a name stands twice", file.display());
        for case in &table.cases {
            run += 1;
            if let Err(message) = check(&table, case, &news) {
                wrong.push(format!("{} / {}: {message}", table.stage, case.name));
            }
        }
    }
    assert!(run >= 100, "{run} cases");
    assert!(wrong.is_empty(), "{} of {run} cases:\n{}", wrong.len(), wrong.join("\n"));
}

fn check(table: &Table, case: &Case, news: &Pipeline) -> Result<(), String> {
    let mut stage = StageConfig::new(&table.stage);
    for (option, value) in table.options.iter().chain(&case.options) {
        stage = stage.with(option, value.clone());
    }
    let alone = PipelineConfig::default().then(stage).build().map_err(|error| error.to_string())?;
    let document = alone.run(&case.text).map_err(|error| error.to_string())?;

    // 1. Alone.
    let want = case.want.as_ref().unwrap_or(&case.text);
    same("text", document.text(), want.as_str())?;
    expectations(case, &document)?;
    // 2. Inside the preset: whatever the other stages do, nothing is lost.
    traceable(&news.run(&case.text).map_err(|error| error.to_string())?)?;
    // 3. Twice.
    let again = alone.run(document.text()).map_err(|error| error.to_string())?;
    same("second pass", again.text(), want.as_str())?;
    // 4. Replayed, 5. undone.
    traceable(&document)
}

/// Replays the ledger, undoes every stage, and applies the edits by hand.
fn traceable(document: &Document) -> Result<(), String> {
    let replayed = document.ledger().replay(document.source()).map_err(|error| error.to_string())?;
    same("replay", &replayed, document.text())?;
    let first = document.ledger().stages().next().map(|stage| stage.name().to_owned());
    if let Some(undone) = first.and_then(|stage| document.rewind(&stage)) {
        same("undo", &undone, document.source())?;
    }
    let mut by_hand = document.source().to_owned();
    for edit in document.edits().iter().rev() {
        by_hand.replace_range(edit.source.range(), edit.after);
    }
    same("edits", &by_hand, document.text())
}

fn expectations(case: &Case, document: &Document) -> Result<(), String> {
    let text = document.text();
    if let Some(rules) = &case.rules {
        let found: Vec<String> = document.edits().iter().map(|edit| edit.rule.to_owned()).collect();
        same("rules", &found, rules)?;
    }
    if let Some(sentences) = &case.sentences {
        let found: Vec<&str> = document.sentences().iter().filter_map(|span| span.of(text)).collect();
        same("sentences", &found, sentences)?;
    }
    if let Some(languages) = &case.languages {
        let found: Vec<String> = document.languages().iter().map(|span| span.language.to_string()).collect();
        same("languages", &found, languages)?;
    }
    if let Some(language) = &case.language {
        same("language", &document.language().to_string(), language)?;
    }
    if let Some(entities) = &case.entities {
        let shown = |entity: &unisono::document::Entity| {
            format!("{} = {}", entity.span.of(text).unwrap_or("?"), entity.names.en)
        };
        same("entities", &document.entities().iter().map(shown).collect::<Vec<_>>(), entities)?;
    }
    if let Some(suspects) = &case.suspects {
        let shown = |suspect: &unisono::document::Suspect| {
            format!("{}: {}", suspect.kind, suspect.span.of(text).unwrap_or("?"))
        };
        same("suspects", &document.suspects().iter().map(shown).collect::<Vec<_>>(), suspects)?;
        for entity in document.entities() {
            let doubted = document.suspects().iter().any(|suspect| suspect.span == entity.span);
            same("confidence under .9", entity.confidence < 0.9, doubted || entity.confidence < 0.9)?;
        }
    }
    if let Some(kinds) = &case.kinds {
        let found: Vec<&str> = document.lines().iter().map(|line| line.kind.as_str()).collect();
        same("kinds", &found, kinds)?;
    }
    if let Some(rejected) = &case.rejected {
        let said = document.rejected().map(|cause| {
            let reason = cause.reason.as_deref().map(|reason| format!(": {reason}"));
            format!("{cause}{}", reason.unwrap_or_default())
        });
        same("rejected", &said.unwrap_or_default(), rejected)?;
    }
    if let Some(failed) = &case.failed {
        let found: Vec<&str> =
            document.quality().iter().flat_map(|quality| quality.failed()).map(|one| one.rule).collect();
        same("failed", &found, failed)?;
    }
    if let Some(metadata) = &case.metadata {
        same("metadata", &shown(document.metadata()), metadata)?;
    }
    Ok(())
}

/// Metadata as the tables write it: one string a field, several joined by ` | `, a date's ISO form under `field.iso`.
fn shown(metadata: &Metadata) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::new();
    for (field, found) in metadata.fields() {
        if let Some(found) = found {
            shown.insert(field.as_str().to_owned(), found.text.clone());
            if let Some(iso) = &found.iso {
                shown.insert(format!("{}.iso", field.as_str()), iso.clone());
            }
        }
    }
    let captions: Vec<&str> = metadata.captions.iter().map(|found| &*found.text).collect();
    let embeds: Vec<&str> = metadata.embeds.iter().map(|embed| &*embed.text).collect();
    for (name, values) in [("captions", captions), ("embeds", embeds)] {
        if !values.is_empty() {
            shown.insert(name.to_owned(), values.join(" | "));
        }
    }
    shown
}

#[allow(clippy::needless_pass_by_value, reason = "both sides are made for the comparison")]
fn same<A, B>(what: &str, found: A, want: B) -> Result<(), String>
where
    A: PartialEq<B> + std::fmt::Debug,
    B: std::fmt::Debug,
{
    if found == want { Ok(()) } else { Err(format!("{what}\n    found {found:?}\n    want  {want:?}")) }
}
