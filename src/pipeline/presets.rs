//! The built-in pipelines.

use super::Pipeline;
use super::builder::{Entry, PipelineBuilder, put_language_in};
use super::error::BuildError;
use crate::boilerplate::{Boilerplate, Embeds, Mode};
use crate::glossary::GlossaryStage;
use crate::homoglyphs::{Homoglyphs, Repair};
use crate::language::IdentifyLanguage;
#[cfg(feature = "config")]
use crate::localize::Localize;
use crate::sentences::Sentences;
use crate::translate::Translate;
use crate::typography::{Mode as TypographyMode, Typography};
use crate::unglue::Unglue;
use crate::unicode::Unicode;
use crate::unicode::mojibake::Mojibake;

/// A built-in pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preset {
    /// What `--preset` names.
    pub name: &'static str,
    /// What to choose it for.
    pub about: &'static str,
    /// The pipeline as TOML.
    pub toml: &'static str,
}

macro_rules! presets {
    ($($name:literal: $about:literal,)*) => {
        /// Every built-in pipeline; the first is the default.
        ///
        /// ```
        /// use unisono::pipeline::PRESETS;
        /// assert_eq!(PRESETS[0].name, "news");
        /// ```
        pub const PRESETS: &[Preset] = &[$(Preset {
            name: $name,
            about: $about,
            toml: include_str!(concat!("../../presets/", $name, ".toml")),
        }),*];
    };
}

presets! {
    "news": "scraped news, end to end: characters, languages, boilerplate, sentences, entities",
    "unicode": "clean the characters and nothing else",
    "typography": "clean the characters and set spaces and marks as the language does",
    "language": "say the language of documents and paragraphs; the text stays as it is",
    "boilerplate": "clean the characters and take the page around the article out",
    "unglue": "put back the spaces that were lost between words",
    "segment": "find the sentences; the text stays as it is",
    "translate": "scraped news, end to end, and its translation to the language that `--target` names",
    "entities": "find countries, people and institutions; the text stays as it is",
}

pub(super) fn find(name: &str) -> Result<&'static Preset, BuildError> {
    PRESETS.iter().find(|preset| preset.name == name).ok_or_else(|| BuildError::UnknownPreset {
        name: name.to_owned(),
        known: PRESETS.iter().map(|preset| preset.name).collect::<Vec<_>>().join(", "),
    })
}

/// The stages of this crate, in the order in which `news` runs them.
#[cfg(feature = "config")]
pub(super) fn register(registry: super::Registry) -> super::Registry {
    registry
        .with::<Mojibake>()
        .with::<Unicode>()
        .with::<Homoglyphs>()
        .with::<IdentifyLanguage>()
        .with::<Boilerplate>()
        .with::<crate::repeated_lines::RepeatedLines>()
        .with::<crate::duplicates::ExactDuplicates>()
        .with::<crate::duplicates::NearDuplicates>()
        .with::<crate::quality::QualityFilter>()
        .with::<Unglue>()
        .with::<Typography>()
        .with::<Sentences>()
        .with::<GlossaryStage>()
        .with::<Localize>()
        .with::<Translate>()
}

/// The stages of a preset, from code: presets work without the feature `config` too.
fn entries(name: &str) -> Vec<Entry> {
    let mojibake = || Entry::configured(Mojibake::default());
    let unicode = || Entry::configured(Unicode::default());
    let homoglyphs = || Entry::configured(Homoglyphs::new(Repair::One));
    let language = || Entry::configured(IdentifyLanguage::default());
    let boilerplate = |mode| Entry::configured(Boilerplate::new(mode));
    let news =
        || Entry::configured(Boilerplate { inline: true, embeds: Embeds::Move, ..Boilerplate::default() });
    let unglue = || Entry::configured(Unglue::default());
    let typography = |mode| Entry::configured(Typography::new(mode));
    let sentences = || Entry::configured(Sentences::default());
    let glossary = || Entry::configured(GlossaryStage::default());
    match name {
        "unicode" => vec![mojibake(), unicode(), homoglyphs()],
        "typography" => {
            vec![mojibake(), unicode(), homoglyphs(), language(), typography(TypographyMode::Full)]
        }
        "language" => vec![language()],
        "boilerplate" => vec![mojibake(), unicode(), language(), boilerplate(Mode::Balanced)],
        "unglue" => vec![language(), unglue()],
        "segment" => vec![language(), sentences()],
        "entities" => vec![language(), glossary()],
        "translate" => {
            let mut stages = entries("news");
            stages.push(Entry::configured(Translate::default()));
            stages
        }
        _ => vec![
            mojibake(),
            unicode(),
            homoglyphs(),
            language(),
            news(),
            unglue(),
            typography(TypographyMode::Minimal),
            sentences(),
            glossary(),
        ],
    }
}

impl Pipeline {
    /// The pipeline for scraped news: cleans the characters, says the languages, takes the boilerplate out, finds
    /// sentences and entities.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("The UK and Spain agree.\n\nRead more: Ferries")?;
    /// assert_eq!(document.text(), "The UK and Spain agree.");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn news() -> Self {
        Self::from_entries(entries("news"))
    }

    /// The built-in pipeline of that name.
    ///
    /// # Errors
    /// [`BuildError::UnknownPreset`], which lists the known ones.
    ///
    /// ```
    /// let document = unisono::Pipeline::preset("unicode")?.run("a\r\nb")?;
    /// assert_eq!(document.text(), "a\nb");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn preset(name: &str) -> Result<Self, BuildError> {
        find(name).map(|preset| Self::from_entries(entries(preset.name)))
    }

    fn from_entries(mut entries: Vec<Entry>) -> Self {
        put_language_in(&mut entries);
        let PipelineBuilder { language, trace, conflict, .. } = PipelineBuilder::default();
        Self::from_parts(entries, language, trace, conflict)
    }
}
