//! The built-in pipelines.

use super::Pipeline;
use super::builder::{Entry, PipelineBuilder};
use super::error::BuildError;

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
    "language": "say the language of documents and paragraphs; the text stays as it is",
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
    registry.with::<crate::language::IdentifyLanguage>()
}

/// The stages of a preset, from code: presets work without the feature `config` too.
fn entries(name: &str) -> Vec<Entry> {
    let language = || Entry::configured(crate::language::IdentifyLanguage::default());
    match name {
        _ => vec![language()],
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

    fn from_entries(entries: Vec<Entry>) -> Self {
        let PipelineBuilder { language, trace, conflict, .. } = PipelineBuilder::default();
        Self::from_parts(entries, language, trace, conflict)
    }
}
