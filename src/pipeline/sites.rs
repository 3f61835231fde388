//! What is different for some sites.

use super::builder::{Entry, check_needs};
use super::config::PipelineConfig;
use super::error::BuildError;
use super::stage_config::{StageConfig, in_folder};
use super::{Pipeline, Registry};
use crate::repeated_lines::registered_domain;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What one site changes of a pipeline: by kind of stage, other options, or `false` for a stage that is left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct SiteConfig(BTreeMap<String, toml::Value>);

impl SiteConfig {
    /// The same with relative paths put behind `folder`.
    pub(super) fn in_folder(self, folder: &Path, registry: &Registry) -> Self {
        let place = |(kind, value): (String, toml::Value)| {
            let value = match value {
                toml::Value::Table(options) => {
                    toml::Value::Table(in_folder(options, folder, registry.files(&kind)))
                }
                other => other,
            };
            (kind, value)
        };
        Self(self.0.into_iter().map(place).collect())
    }
}

/// The stages of the sites that have their own, by registered domain.
#[derive(Debug, Clone, Default)]
pub(super) struct Sites {
    entries: Arc<BTreeMap<String, Arc<[Entry]>>>,
    /// As written, by the name that was written.
    pub(super) config: Arc<BTreeMap<String, SiteConfig>>,
}

impl Sites {
    /// The stages for a site, a domain or a URL; `None` where it has none of its own.
    pub(super) fn of(&self, site: &str) -> Option<Arc<[Entry]>> {
        if self.entries.is_empty() {
            return None;
        }
        self.entries.get(&*registered_domain(site)).cloned()
    }

    /// Builds what is different. Stages that a site does not change are shared with the pipeline.
    pub(super) fn build(
        config: &PipelineConfig,
        sites: &BTreeMap<String, SiteConfig>,
        pipeline: &Pipeline,
        registry: &Registry,
    ) -> Result<Self, BuildError> {
        let mut entries = BTreeMap::new();
        for (name, site) in sites {
            let domain = registered_domain(name).into_owned();
            let stages = changed(name, site, config, pipeline, registry)?;
            if domain.is_empty() || entries.insert(domain, stages).is_some() {
                let message = format!("site `{name}`: no domain, or one that another entry names");
                return Err(BuildError::Config { message });
            }
        }
        Ok(Self { entries: Arc::new(entries), config: Arc::new(sites.clone()) })
    }
}

fn changed(
    name: &str,
    site: &SiteConfig,
    config: &PipelineConfig,
    pipeline: &Pipeline,
    registry: &Registry,
) -> Result<Arc<[Entry]>, BuildError> {
    let wrong = |message: String| BuildError::Config { message: format!("site `{name}`: {message}") };
    for (kind, value) in &site.0 {
        if !config.stages().iter().any(|stage| stage.kind() == kind) {
            let known: Vec<&str> = config.stages().iter().map(StageConfig::kind).collect();
            let known = known.join(", ");
            return Err(wrong(format!("the pipeline has no stage `{kind}`; it has {known}")));
        }
        if !(value.is_table() || value.as_bool() == Some(false)) {
            let what = "takes a table of options, or false to leave the stage out";
            return Err(wrong(format!("`{kind}` {what}")));
        }
    }
    let mut entries = Vec::with_capacity(pipeline.entries.len());
    let mut written = config.stages().iter().enumerate();
    for entry in &*pipeline.entries {
        // The language stage that the builder put in stands in no configuration.
        let stage = if entry.implicit { None } else { written.next() };
        let change = stage.and_then(|(index, stage)| Some((index, stage, site.0.get(stage.kind())?)));
        match change {
            None => entries.push(entry.clone()),
            Some((index, stage, toml::Value::Table(options))) => {
                let mut stage = stage.clone();
                for (option, value) in options {
                    stage = stage.with(option, value.clone());
                }
                let made = registry.make(&stage, index + 1).map_err(|error| wrong(error.to_string()))?;
                entries.push(Entry { name: entry.name.clone(), ..made });
            }
            Some(_) => {}
        }
    }
    // A stage that is left out may have found out what a later one needs.
    check_needs(&entries).map_err(|error| wrong(error.to_string()))?;
    Ok(entries.into())
}
