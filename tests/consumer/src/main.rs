//! What the documentation promises, done from outside: the small surface, every capability alone, a stage of one's
//! own, a rayon batch, an error matched by variant.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use unisono::document::Document;
use unisono::pipeline::{BuildError, Error, PipelineConfig, Registry};
use unisono::stage::{Configured, Proposal, Stage, StageError, View};
use unisono::{Pipeline, Scratch, Trace};

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Mask {
    word: String,
}

impl Configured for Mask {
    const KIND: &'static str = "mask";
}

impl Stage for Mask {
    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        for (at, word) in view.text().match_indices(&self.word) {
            out.replace(at..at + word.len(), "***", "word");
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    small_surface()?;
    capabilities_alone();
    own_stage()?;
    batch()?;
    errors()?;
    println!("consumer: all of it works from outside");
    Ok(())
}

fn small_surface() -> Result<(), Box<dyn std::error::Error>> {
    let text = "Morocco and the UK sign a pact. .\n\nThe ministers met in London on Monday, the statement said.\n\nLeave a Reply";
    let document = Pipeline::news().run(text)?;
    assert_eq!(
        document.text(),
        "Morocco and the UK sign a pact.\n\nThe ministers met in London on Monday, the statement said."
    );
    assert_eq!(document.language().to_string(), "en");
    let names: Vec<&str> = document.entities().iter().map(|entity| &*entity.names.fr).collect();
    assert!(names.starts_with(&["Maroc", "Royaume-Uni"]), "{names:?}");
    assert_eq!(document.edits().len(), 2);
    assert!(document.rejected().is_none());
    Ok(())
}

fn capabilities_alone() {
    assert_eq!(unisono::unicode::clean("a\r\nb"), "a\nb");
    assert_eq!(unisono::language::detect("Le port a rouvert lundi matin, selon le ministère.").language.code(), "fr");
    assert_eq!(unisono::sentences::split("One. Two.").count(), 2);
    let lines = unisono::boilerplate::lines("The port reopened on Monday, the ministry said.\n\nLeave a Reply", &Default::default());
    assert!(lines[0].keep && !lines[1].keep);
    let glossary = unisono::glossary::Glossary::builtin();
    assert_eq!(glossary.find("Le Maroc", unisono::Language::FR).len(), 1);
}

fn own_stage() -> Result<(), Box<dyn std::error::Error>> {
    let config: PipelineConfig = "version = 1\n[[stage]]\nuse = \"mask\"\nword = \"secret\"".parse()?;
    let pipeline = config.build_with(&Registry::builtin().with::<Mask>())?;
    let document = pipeline.run("a secret plan")?;
    assert_eq!(document.text(), "a *** plan");
    assert_eq!(document.edits()[0].before, "secret");
    Ok(())
}

fn batch() -> Result<(), Box<dyn std::error::Error>> {
    let pipeline = Pipeline::news().with_trace(Trace::Counts);
    let documents: Vec<Document> =
        (0..50).map(|number| Document::new(format!("Ferry {number} left the port on Monday.\r\nIt came back at night."))).collect::<Result<_, _>>()?;
    let texts: Vec<String> = documents
        .into_par_iter()
        .map_init(Scratch::default, |scratch, document| pipeline.run_with(scratch, document))
        .map(|document| document.map(Document::into_text))
        .collect::<Result<_, _>>()?;
    assert_eq!(texts[49], "Ferry 49 left the port on Monday.\nIt came back at night.");
    Ok(())
}

fn errors() -> Result<(), Box<dyn std::error::Error>> {
    match Pipeline::from_toml("version = 1\n[[stage]]\nuse = \"gossip\"") {
        Err(BuildError::UnknownKind { kind, .. }) => assert_eq!(kind, "gossip"),
        other => panic!("{other:?}"),
    }
    let failing = Pipeline::builder().custom("service", |_, _| Err(StageError::new("no answer"))).build()?;
    match failing.run("text") {
        Err(Error::Stage { stage, .. }) => assert_eq!(&*stage, "service"),
        other => panic!("{other:?}"),
    }
    Ok(())
}
