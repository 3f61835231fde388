//! One stage as data.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::BuildError;
use crate::stage::Configured;

/// One stage of a configuration: its kind and its options.
///
/// ```
/// use unisono::pipeline::StageConfig;
/// let stage = StageConfig::new("boilerplate").with("mode", "tag");
/// assert_eq!(stage.kind(), "boilerplate");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageConfig {
    #[serde(rename = "use")]
    kind: String,
    #[serde(flatten)]
    options: toml::Table,
}

impl StageConfig {
    /// A stage with its default options.
    ///
    /// ```
    /// assert_eq!(unisono::pipeline::StageConfig::new("unicode").kind(), "unicode");
    /// ```
    pub fn new(kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), options: toml::Table::new() }
    }

    /// The same stage with one option more.
    ///
    /// ```
    /// let stage = unisono::pipeline::StageConfig::new("boilerplate").with("mode", "tag");
    /// assert_eq!(stage.options()["mode"].as_str(), Some("tag"));
    /// ```
    #[must_use]
    pub fn with(mut self, option: impl Into<String>, value: impl Into<toml::Value>) -> Self {
        self.options.insert(option.into(), value.into());
        self
    }

    pub(super) fn set(&mut self, option: &str, value: toml::Value) {
        self.options.insert(option.to_owned(), value);
    }

    /// The same stage with relative paths put behind `folder`.
    pub(super) fn in_folder(self, folder: &Path, files: &[&str]) -> Self {
        Self { options: in_folder(self.options, folder, files), ..self }
    }

    /// What `use` names.
    ///
    /// ```
    /// assert_eq!(unisono::pipeline::StageConfig::new("unicode").kind(), "unicode");
    /// ```
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The options as written.
    ///
    /// ```
    /// assert!(unisono::pipeline::StageConfig::new("unicode").options().is_empty());
    /// ```
    pub fn options(&self) -> &toml::Table {
        &self.options
    }

    /// The configuration of a stage: those of its options that differ from the defaults.
    pub(super) fn of<S: Configured>(stage: &S) -> Result<Self, BuildError> {
        let table = |stage: &S| {
            toml::Table::try_from(stage).map_err(|error| BuildError::Config {
                message: format!("stage `{}` cannot be written to a configuration: {error}", S::KIND),
            })
        };
        let (mut options, defaults) = (table(stage)?, table(&S::default())?);
        options.retain(|option, value| defaults.get(option) != Some(value));
        Ok(Self { kind: S::KIND.to_owned(), options })
    }
}

/// Options whose relative paths, those of the options that name files, are put behind `folder`.
pub(super) fn in_folder(mut options: toml::Table, folder: &Path, files: &[&str]) -> toml::Table {
    let join = |value: &mut toml::Value| {
        if let toml::Value::String(path) = value
            && !path.is_empty()
        {
            // A path that is absolute stays as it is.
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
    };
    for option in files {
        match options.get_mut(*option) {
            Some(toml::Value::Array(paths)) => paths.iter_mut().for_each(join),
            Some(path) => join(path),
            None => {}
        }
    }
    options
}
