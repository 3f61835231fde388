//! Pipelines as data: TOML and JSON.

use std::path::Path;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::error::BuildError;
use super::sites::{SiteConfig, Sites};
use super::stage_config::StageConfig;
use super::{Conflict, Pipeline, Registry};

/// A pipeline as data. It prints as TOML.
///
/// For documents of some sites ([`Document::with_site`](crate::Document::with_site); the registered domain counts) stages
/// can have other options, or be left out:
///
/// ```
/// use unisono::{Document, Pipeline};
/// let pipeline = Pipeline::from_toml(
///     "version = 1
///     [[stage]]
///     use = \"unicode\"
///     [[stage]]
///     use = \"boilerplate\"
///     [site.\"forum.example\"]
///     boilerplate = false
///     [site.\"daily.example\"]
///     boilerplate = { mode = \"strict\" }",
/// )?;
/// let page = "The port reopened.\r\n\r\nLeave a Reply";
/// let run = |site: &str| pipeline.run_document(Document::new(page)?.with_site(site));
/// assert_eq!(run("https://www.forum.example/t/17")?.text(), "The port reopened.\n\nLeave a Reply");
/// assert_eq!(run("other.example")?.text(), "The port reopened.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// ```
/// use unisono::pipeline::PipelineConfig;
/// let config: PipelineConfig = "version = 1\n\n[[stage]]\nuse = \"unicode\"\n".parse()?;
/// let pipeline = config.build()?;
/// assert_eq!(pipeline.config()?, config);
/// assert_eq!(PipelineConfig::from_json(&config.to_json())?, config);
/// # Ok::<(), unisono::pipeline::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineConfig {
    version: u32,
    /// Whether the builder may put the language stage in.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    language: bool,
    /// What happens when two edits of one stage overlap.
    #[serde(default, skip_serializing_if = "is_default")]
    conflict: Conflict,
    /// The rules whose edits are applied; all, when it is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only: Vec<String>,
    #[serde(default, rename = "stage", skip_serializing_if = "Vec::is_empty")]
    stages: Vec<StageConfig>,
    /// What is different for some sites.
    #[serde(default, rename = "site", skip_serializing_if = "BTreeMap::is_empty")]
    sites: BTreeMap<String, SiteConfig>,
}

/// The version of the format that this crate reads.
const VERSION: u32 = 1;

fn yes() -> bool {
    true
}

// Serde hands a reference over.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_yes(value: &bool) -> bool {
    *value
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_default(conflict: &Conflict) -> bool {
    *conflict == Conflict::default()
}

impl Default for PipelineConfig {
    fn default() -> Self {
        Self {
            version: VERSION,
            language: true,
            conflict: Conflict::default(),
            only: Vec::new(),
            stages: Vec::new(),
            sites: BTreeMap::new(),
        }
    }
}

impl PipelineConfig {
    /// The built-in preset of that name.
    ///
    /// # Errors
    /// [`BuildError::UnknownPreset`], which lists the known ones.
    ///
    /// ```
    /// use unisono::pipeline::PipelineConfig;
    /// let quick = PipelineConfig::preset("news")?.without("glossary").build()?;
    /// assert!(!quick.stages().any(|stage| stage == "glossary"));
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    pub fn preset(name: &str) -> Result<Self, BuildError> {
        super::presets::find(name)?.toml.parse()
    }

    /// The same configuration with one stage more at its end.
    ///
    /// ```
    /// use unisono::pipeline::{PipelineConfig, StageConfig};
    /// let config = PipelineConfig::default().then(StageConfig::new("unicode"));
    /// assert_eq!(config.stages().len(), 1);
    /// ```
    #[must_use]
    pub fn then(mut self, stage: StageConfig) -> Self {
        self.stages.push(stage);
        self
    }

    /// The same configuration without the stages of that kind.
    ///
    /// ```
    /// use unisono::pipeline::PipelineConfig;
    /// assert!(PipelineConfig::preset("language")?.without("language").stages().is_empty());
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    #[must_use]
    pub fn without(mut self, kind: &str) -> Self {
        self.stages.retain(|stage| stage.kind() != kind);
        self
    }

    /// The same configuration with an option set in every stage of that kind.
    ///
    /// ```
    /// use unisono::pipeline::PipelineConfig;
    /// let config = PipelineConfig::preset("boilerplate")?.with_option("boilerplate", "mode", "strict");
    /// assert!(config.to_string().contains("strict"));
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    #[must_use]
    pub fn with_option(mut self, kind: &str, option: &str, value: impl Into<toml::Value>) -> Self {
        let value = value.into();
        for stage in self.stages.iter_mut().filter(|stage| stage.kind() == kind) {
            stage.set(option, value.clone());
        }
        self
    }

    /// The same configuration with the edits of some rules and no others, as [`Pipeline::with_only`] takes them.
    ///
    /// ```
    /// use unisono::pipeline::PipelineConfig;
    /// let config = PipelineConfig::preset("news")?.with_only(["unicode/space.*"]);
    /// assert_eq!(config.build()?.run("one  two.\r\nLog in")?.text(), "one two.\r\nLog in");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_only<'p>(mut self, rules: impl IntoIterator<Item = &'p str>) -> Self {
        self.only = rules.into_iter().map(str::to_owned).collect();
        self
    }

    /// The stages, in order.
    ///
    /// ```
    /// use unisono::pipeline::PipelineConfig;
    /// assert_eq!(PipelineConfig::preset("unicode")?.stages()[1].kind(), "unicode");
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    pub fn stages(&self) -> &[StageConfig] {
        &self.stages
    }

    /// The same configuration with the files that its stages name looked for in `folder`: that of the file it was read from.
    /// Absolute paths stay as they are.
    ///
    /// ```
    /// use unisono::pipeline::{PipelineConfig, Registry};
    /// let config: PipelineConfig = "version = 1\n[[stage]]\nuse = \"glossary\"\nlayers = [\"mine.tsv\"]".parse()?;
    /// let config = config.in_folder("pipelines", &Registry::builtin());
    /// let path = std::path::Path::new("pipelines").join("mine.tsv");
    /// assert_eq!(config.stages()[0].options()["layers"][0].as_str(), path.to_str());
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    #[must_use]
    pub fn in_folder(mut self, folder: impl AsRef<Path>, registry: &Registry) -> Self {
        let stages = std::mem::take(&mut self.stages);
        let place = |stage: StageConfig| {
            let files = registry.files(stage.kind());
            stage.in_folder(folder.as_ref(), files)
        };
        self.stages = stages.into_iter().map(place).collect();
        let sites = std::mem::take(&mut self.sites);
        let place = |(name, site): (String, SiteConfig)| (name, site.in_folder(folder.as_ref(), registry));
        self.sites = sites.into_iter().map(place).collect();
        self
    }

    /// The pipeline, from the built-in stages.
    ///
    /// # Errors
    /// [`BuildError`] with the stage, what is wrong with it and what is known instead.
    ///
    /// ```
    /// use unisono::pipeline::{PipelineConfig, StageConfig};
    /// let wrong = PipelineConfig::default().then(StageConfig::new("unicod"));
    /// assert!(wrong.build().unwrap_err().to_string().starts_with("unknown stage kind `unicod`; known kinds: "));
    /// ```
    pub fn build(&self) -> Result<Pipeline, BuildError> {
        self.build_with(&Registry::builtin())
    }

    /// The pipeline, from the stages of a registry.
    ///
    /// # Errors
    /// As [`PipelineConfig::build`].
    ///
    /// ```
    /// use unisono::pipeline::{PipelineConfig, Registry};
    /// assert!(PipelineConfig::preset("news")?.build_with(&Registry::empty()).is_err());
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    pub fn build_with(&self, registry: &Registry) -> Result<Pipeline, BuildError> {
        if self.version != VERSION {
            let message =
                format!("the pipeline has version {}; this build reads version {VERSION}", self.version);
            return Err(BuildError::Config { message });
        }
        let mut builder = Pipeline::builder().language(self.language).on_conflict(self.conflict);
        for (index, stage) in self.stages.iter().enumerate() {
            builder.entries.push(Ok(registry.make(stage, index + 1)?));
        }
        let mut pipeline = builder.build()?;
        pipeline.sites = Sites::build(self, &self.sites, &pipeline, registry)?;
        if !self.only.is_empty() {
            pipeline = pipeline.with_only(self.only.iter().map(String::as_str))?;
        }
        Ok(pipeline)
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// [`BuildError::Config`] with line and column.
    ///
    /// ```
    /// use unisono::pipeline::PipelineConfig;
    /// let config = PipelineConfig::from_json(r#"{"version": 1, "stage": [{"use": "unicode"}]}"#)?;
    /// assert_eq!(config.stages().len(), 1);
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Self, BuildError> {
        serde_json::from_str(json).map_err(|error| BuildError::Config {
            message: format!("the pipeline is no valid JSON: {error}"),
        })
    }

    /// Writes JSON.
    ///
    /// ```
    /// assert_eq!(unisono::pipeline::PipelineConfig::default().to_json(), r#"{"version":1}"#);
    /// ```
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl std::str::FromStr for PipelineConfig {
    type Err = BuildError;

    fn from_str(toml: &str) -> Result<Self, BuildError> {
        toml::from_str(toml).map_err(|error| BuildError::Config {
            message: format!("the pipeline is no valid TOML: {}", error.to_string().trim_end()),
        })
    }
}

impl std::fmt::Display for PipelineConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&toml::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}

impl Pipeline {
    /// The pipeline that a TOML text describes, from the built-in stages.
    ///
    /// # Errors
    /// [`BuildError`] with the place, what is wrong and what is known instead.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::from_toml("version = 1\n[[stage]]\nuse = \"unicode\"")?;
    /// assert_eq!(pipeline.run("a\r\nb")?.text(), "a\nb");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_toml(toml: &str) -> Result<Self, BuildError> {
        toml.parse::<PipelineConfig>()?.build()
    }

    /// The pipeline as data: its stages and how it settles conflicts. How much history to keep is said by who runs it.
    ///
    /// # Errors
    /// [`BuildError::NotData`] when it holds a stage that only code can make.
    ///
    /// ```
    /// use unisono::{Pipeline, pipeline::PipelineConfig};
    /// assert_eq!(Pipeline::news().config()?, PipelineConfig::preset("news")?);
    /// # Ok::<(), unisono::pipeline::BuildError>(())
    /// ```
    pub fn config(&self) -> Result<PipelineConfig, BuildError> {
        let mut stages = Vec::new();
        for (index, entry) in self.entries.iter().filter(|entry| !entry.implicit).enumerate() {
            let config = entry.config.clone();
            stages.push(
                config.ok_or_else(|| BuildError::NotData {
                    position: index + 1,
                    stage: entry.name.to_string(),
                })?,
            );
        }
        Ok(PipelineConfig {
            version: VERSION,
            language: self.language,
            conflict: self.conflict,
            only: self.only.patterns().map(str::to_owned).collect(),
            stages,
            sites: (*self.sites.config).clone(),
        })
    }
}
