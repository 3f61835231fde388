//! The stage `glossary`.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{FindOptions, Glossary, Mention, Role, files};
use crate::Language;
use crate::document::{Entity, Names};
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// Finds the names that the dictionaries know, and says what they name in English, French and Spanish.
///
/// ```
/// use unisono::glossary::GlossaryStage;
/// let stage = GlossaryStage::default();
/// assert!(stage.layers.is_empty());
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct GlossaryStage {
    /// What adds to the built-in dictionaries, overrides or deletes, in order: tables of entities or of names, or folders with
    /// an `entities.tsv`, a `names.tsv` or both. One compiled glossary alone takes the place of them all. In a configuration
    /// file the paths are from its folder.
    pub layers: Vec<String>,
    /// Mentions with less confidence are left out; 0 to 1.
    pub min_confidence: f32,
    /// Links a person's last name behind the first mention of the whole name.
    pub short_forms: bool,
    /// Takes names of several words with one letter wrong in one of them.
    pub fuzzy: bool,
    /// Also reports names inside longer ones; mentions then overlap.
    pub nested: bool,
    /// The dictionaries with `layers` over them; `None` before `prepare`, and where there are no layers.
    #[cfg_attr(feature = "config", serde(skip))]
    merged: Option<Arc<Glossary>>,
}

impl GlossaryStage {
    /// A stage with these files over the built-in dictionaries.
    ///
    /// ```
    /// # use unisono::glossary::GlossaryStage;
    /// assert_eq!(GlossaryStage::with_layers(["mine.tsv"]).layers, ["mine.tsv"]);
    /// ```
    pub fn with_layers(files: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { layers: files.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    fn glossary(&self) -> &Glossary {
        self.merged.as_deref().unwrap_or_else(|| Glossary::builtin())
    }
}

impl Configured for GlossaryStage {
    const KIND: &'static str = "glossary";
    const ABOUT: &'static str = "finds names of places, people and institutions, one id in three languages";
    const FILES: &'static [&'static str] = &["layers"];

    fn prepare(&mut self) -> Result<(), StageError> {
        if !(0.0..=1.0).contains(&self.min_confidence) {
            return Err(StageError::new("`min_confidence` is a number from 0 to 1"));
        }
        if self.layers.is_empty() {
            self.merged = None;
            return Ok(());
        }
        self.merged = Some(Arc::new(files::glossary(&self.layers)?));
        Ok(())
    }
}

impl Stage for GlossaryStage {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let Self { short_forms, fuzzy, nested, .. } = *self;
        let options = FindOptions::default().short_forms(short_forms).fuzzy(fuzzy).nested(nested);
        let (glossary, text) = (self.glossary(), view.text());
        let mut mentions = glossary.find_with(text, |range| view.language_of(range), &options);
        let damaged = glossary.damaged(text, &mentions);
        // A name inside a damaged one gives way to it.
        mentions.retain(|mention| {
            let after = damaged.partition_point(|one| one.range.end <= mention.range.start);
            damaged.get(after).is_none_or(|one| mention.range.end <= one.range.start)
        });
        for one in damaged {
            let right = one.entity.name(view.language_of(one.range.clone()));
            out.suspect(one.range.clone(), one.fault, Some(&right), one.confidence);
            let (range, entity, confidence) = (one.range, one.entity, one.confidence);
            mentions.push(Mention {
                range,
                entity,
                kind: entity.kind(),
                role: Role::Misspelling,
                confidence,
            });
        }
        mentions.sort_by_key(|mention| (mention.range.start, Reverse(mention.range.end)));
        for mention in mentions {
            if mention.confidence < self.min_confidence {
                continue;
            }
            let [english, french, spanish] =
                [Language::EN, Language::FR, Language::ES].map(|one| mention.entity.name(one));
            let names = Names::new(english, french, spanish);
            let id = mention.entity.id();
            out.entity(Entity::new(mention.range, id, mention.kind, names, mention.confidence));
        }
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Entities]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Pipeline;

    fn french() -> crate::pipeline::PipelineBuilder {
        Pipeline::builder().custom_stage(French)
    }

    /// Says that every text is French.
    #[derive(Debug)]
    struct French;

    impl Stage for French {
        fn name(&self) -> &'static str {
            "french"
        }
        fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
            out.language(0..view.text().len(), Language::FR, 1.0);
            Ok(())
        }
        fn gives(&self) -> &[Fact] {
            &[Fact::Language]
        }
    }

    #[test]
    fn the_languages_of_the_document_decide() {
        let pipeline = french().stage(GlossaryStage::default()).build().expect("a pipeline");
        let document = pipeline.run("Le ministre est à Mexico.").expect("no stage fails");
        let [entity] = document.entities() else { panic!("{:?}", document.entities()) };
        assert_eq!((&*entity.id, &*entity.names.es), ("x-mexico-city", "Ciudad de México"));
        assert_eq!(entity.span.of(document.text()), Some("Mexico"));
    }

    #[test]
    fn a_floor_leaves_doubtful_mentions_out() {
        let stage = GlossaryStage { min_confidence: 0.9, ..GlossaryStage::default() };
        let pipeline = french().stage(stage).build().expect("a pipeline");
        let document = pipeline.run("Le maire de Nice est au Maroc.").expect("no stage fails");
        assert_eq!(document.entities().len(), 1);
    }

    #[test]
    fn options_without_sense_are_errors_of_the_build() {
        for (stage, word) in [
            (GlossaryStage { min_confidence: 2.0, ..GlossaryStage::default() }, "min_confidence"),
            (GlossaryStage::with_layers(["no/such/file.tsv"]), "no/such/file.tsv"),
        ] {
            let error = french().stage(stage).build().expect_err("a wrong option");
            assert!(format!("{error:?}").contains(word), "{error:?}");
        }
    }

    #[test]
    fn layers_are_files() {
        let path = std::env::temp_dir().join(format!("unisono-glossary-{}.tsv", std::process::id()));
        let names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nMA\tfr\tEmpire chérifien\thistoric\t\t\t\n";
        std::fs::write(&path, names).expect("a folder for temporary files");
        let stage = GlossaryStage::with_layers([path.to_string_lossy()]);
        let pipeline = french().stage(stage).build();
        std::fs::remove_file(&path).expect("the file is there");
        let document = pipeline.expect("a pipeline").run("l'Empire chérifien").expect("no stage fails");
        assert_eq!(&*document.entities()[0].id, "MA");
    }
}
