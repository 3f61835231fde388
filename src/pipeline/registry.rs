//! Which kinds of stage a configuration can name.

use std::sync::Arc;

use std::collections::BTreeMap;

use super::builder::Entry;
use super::error::BuildError;
use super::stage_config::StageConfig;
use crate::stage::{Configured, Stage, StageError};

/// Makes a stage from its options.
type Make = fn(toml::Table) -> Result<Arc<dyn Stage>, MakeError>;

enum MakeError {
    Options(String),
    Prepare(StageError),
}

/// A kind of stage, for those who want to show what there is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct KindInfo {
    /// What `use` names.
    pub kind: &'static str,
    /// One line on what it does.
    pub about: &'static str,
    /// Its options with their defaults.
    pub defaults: toml::Table,
    /// The ids of its rules, each with one line on what it does.
    pub rules: &'static [(&'static str, &'static str)],
}

#[derive(Clone)]
struct Kind {
    about: &'static str,
    rules: &'static [(&'static str, &'static str)],
    files: &'static [&'static str],
    make: Make,
    defaults: fn() -> toml::Table,
}

/// The kinds of stage that a configuration can name. There is no global one: what is in it is what was put in.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use unisono::pipeline::{PipelineConfig, Registry};
/// use unisono::stage::{Configured, Proposal, Stage, StageError, View};
///
/// #[derive(Debug, Default, Serialize, Deserialize)]
/// #[serde(default, deny_unknown_fields)]
/// struct Mask {
///     word: String,
/// }
/// impl Configured for Mask {
///     const KIND: &'static str = "mask";
/// }
/// impl Stage for Mask {
///     fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
///         for (at, word) in view.text().match_indices(&self.word) {
///             out.replace(at..at + word.len(), "***", "word");
///         }
///         Ok(())
///     }
/// }
///
/// let config: PipelineConfig = "version = 1\n[[stage]]\nuse = \"mask\"\nword = \"secret\"".parse()?;
/// let pipeline = config.build_with(&Registry::builtin().with::<Mask>())?;
/// assert_eq!(pipeline.run("a secret plan")?.text(), "a *** plan");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Registry {
    kinds: BTreeMap<&'static str, Kind>,
    order: Vec<&'static str>,
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.order).finish()
    }
}

impl Registry {
    /// No kinds at all.
    ///
    /// ```
    /// assert!(unisono::pipeline::Registry::empty().kinds().is_empty());
    /// ```
    pub fn empty() -> Self {
        Self::default()
    }

    /// The stages of this crate.
    ///
    /// ```
    /// use unisono::pipeline::Registry;
    /// assert!(Registry::builtin().kinds().iter().any(|kind| kind.kind == "unicode"));
    /// ```
    pub fn builtin() -> Self {
        super::presets::register(Self::empty())
    }

    /// The same registry with one kind more; a kind of the same name is replaced.
    ///
    /// ```
    /// use unisono::{pipeline::Registry, unicode::Unicode};
    /// assert_eq!(Registry::empty().with::<Unicode>().kinds()[0].kind, "unicode");
    /// ```
    #[must_use]
    pub fn with<S: Configured>(mut self) -> Self {
        let make: Make = |options| {
            let mut stage: S = options.try_into().map_err(|error: toml::de::Error| {
                MakeError::Options(error.message().trim_end().to_owned())
            })?;
            stage.prepare().map_err(MakeError::Prepare)?;
            Ok(Arc::new(stage))
        };
        let defaults = || toml::Table::try_from(S::default()).unwrap_or_default();
        let kind = Kind { about: S::ABOUT, rules: S::RULES, files: S::FILES, make, defaults };
        if self.kinds.insert(S::KIND, kind).is_none() {
            self.order.push(S::KIND);
        }
        self
    }

    /// What there is, in the order of registration.
    ///
    /// ```
    /// use unisono::pipeline::Registry;
    /// for kind in Registry::builtin().kinds() {
    ///     println!("{:<12} {}", kind.kind, kind.about);
    /// }
    /// ```
    pub fn kinds(&self) -> Vec<KindInfo> {
        let of = |&kind: &&'static str| {
            let known = self.kinds.get(kind)?;
            Some(KindInfo { kind, about: known.about, defaults: (known.defaults)(), rules: known.rules })
        };
        self.order.iter().filter_map(of).collect()
    }

    /// The options of a kind that name files.
    pub(super) fn files(&self, kind: &str) -> &'static [&'static str] {
        self.kinds.get(kind).map_or(&[], |kind| kind.files)
    }

    pub(super) fn make(&self, config: &StageConfig, position: usize) -> Result<Entry, BuildError> {
        let known = self.kinds.get(config.kind()).ok_or_else(|| BuildError::UnknownKind {
            kind: config.kind().to_owned(),
            known: self.order.join(", "),
        })?;
        let stage = (known.make)(config.options().clone()).map_err(|error| match error {
            MakeError::Options(message) => {
                BuildError::Options { position, kind: config.kind().to_owned(), message }
            }
            MakeError::Prepare(source) => BuildError::Prepare { stage: config.kind().to_owned(), source },
        })?;
        Ok(Entry { config: Some(config.clone()), ..Entry::new(config.kind(), stage) })
    }
}
