//! The stage `translate`.

use std::sync::Arc;

use super::document::{Options, translation};
use super::engine::{self, Engine, Settings};
use super::{Memory, Service, Translator};
use crate::Language;
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// What is done about names that an engine gets wrong.
///
/// ```
/// assert_eq!(unisono::translate::Terms::default(), unisono::translate::Terms::Repair);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Terms {
    /// A sentence whose names are not in its translation is translated again with the names held fast.
    #[default]
    Repair,
    /// Nothing.
    Off,
}

/// Translates what is not in the target language yet; the text stays, the translation stands beside it.
///
/// ```
/// use unisono::{Language, translate::Translate};
/// assert!(Translate::default().target.is_undetermined());
/// assert_eq!(Translate::to(Language::FR).target, Language::FR);
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Translate {
    /// The language to translate to; `und` has to be set before a document is translated.
    pub target: Language,
    /// The engine.
    pub engine: Engine,
    /// What is done about names.
    pub terms: Terms,
    /// Folder of Apertium's `.mode` files; that of the system when empty.
    pub modes: String,
    /// Folder of the models of the engine `neural`.
    pub models: String,
    /// The service of the engine `http`.
    pub service: Service,
    /// Translation memories, as TMX files: what is in them is not translated again. In builds with the feature
    /// `termbase`.
    pub memory: Vec<String>,
    /// How alike a sentence of the memory has to be, in percent, see [`Memory`]; 0 stands for 100, which is exactly
    /// the same. What is less than that has the flag `fuzzy`.
    pub memory_threshold: u8,
    /// How long one answer of Apertium is waited for, in seconds; 0 stands for 30.
    pub timeout_seconds: u32,
    /// Made by `prepare`.
    #[cfg_attr(feature = "config", serde(skip))]
    translator: Option<Arc<dyn Translator>>,
    /// Made by `prepare`.
    #[cfg_attr(feature = "config", serde(skip))]
    remembered: Option<Arc<Memory>>,
}

impl Translate {
    /// A stage that translates to `target`.
    ///
    /// ```
    /// # use unisono::{Language, translate::Translate};
    /// assert_eq!(Translate::to(Language::ES).target, Language::ES);
    /// ```
    pub fn to(target: Language) -> Self {
        Self { target, ..Self::default() }
    }

    /// The same stage with an engine of your own.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use unisono::{Language, translate::{Apertium, Translate}};
    /// let stage = Translate::to(Language::FR).with_translator(Arc::new(Apertium::installed()));
    /// # let _ = stage;
    /// ```
    #[must_use]
    pub fn with_translator(mut self, translator: Arc<dyn Translator>) -> Self {
        self.translator = Some(translator);
        self
    }

    /// The same stage with a memory that is asked before the engine.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use unisono::{Language, translate::{Memory, Translate}};
    /// let mut memory = Memory::default();
    /// memory.add((Language::EN, "The port reopened."), (Language::FR, "Le port a rouvert."));
    /// let stage = Translate::to(Language::FR).with_memory(Arc::new(memory));
    /// # let _ = stage;
    /// ```
    #[must_use]
    pub fn with_memory(mut self, memory: Arc<Memory>) -> Self {
        self.remembered = Some(memory);
        self
    }
}

impl Configured for Translate {
    const KIND: &'static str = "translate";
    const ABOUT: &'static str = "translates to the target language, with names and numbers kept right";

    fn prepare(&mut self) -> Result<(), StageError> {
        if self.memory_threshold > 100 {
            return Err(StageError::new("`memory_threshold` is a percentage: 100 at most"));
        }
        if self.engine == Engine::Memory && self.memory.is_empty() && self.remembered.is_none() {
            return Err(StageError::new("the engine `memory` needs `memory`: the files of its TMX"));
        }
        if self.remembered.is_none() && !self.memory.is_empty() {
            let memory = engine::memory(&self.memory, self.memory_threshold).map_err(StageError::new)?;
            self.remembered = Some(Arc::new(memory));
        }
        if self.translator.is_none() && !self.target.is_undetermined() {
            let settings = Settings {
                modes: &self.modes,
                models: &self.models,
                service: &self.service,
                timeout_seconds: self.timeout_seconds,
            };
            self.translator = Some(self.engine.open(settings).map_err(StageError::new)?);
        }
        let Some(translator) = &self.translator else { return Ok(()) };
        let three = [Language::EN, Language::FR, Language::ES];
        let sources = three.into_iter().filter(|&source| source != self.target);
        let mut missing = Vec::new();
        for source in sources {
            if !translator.routes(source, self.target).is_empty() {
                return Ok(());
            }
            missing.extend(
                translator
                    .to_install(source, self.target)
                    .map(|install| format!("for {source} to {}: {install}", self.target)),
            );
        }
        let what =
            if missing.is_empty() { "no package is known for it".to_owned() } else { missing.join("; ") };
        Err(StageError::new(format!(
            "no engine that is installed translates to {}; what to install {what}",
            self.target
        )))
    }
}

impl Stage for Translate {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        if self.target.is_undetermined() {
            return Err(StageError::new("the stage `translate` has no `target`: say to which language"));
        }
        let Some(translator) = &self.translator else {
            return Err(StageError::new("the stage `translate` was not prepared: no engine"));
        };
        let options = Options {
            target: self.target,
            repair_names: self.terms == Terms::Repair,
            memory: self.remembered.as_deref(),
        };
        let made = translation(view, translator.as_ref(), options).map_err(|error| {
            let missing = match error {
                super::TranslateError::UnsupportedPair { from, to } => translator.to_install(from, to),
                _ => None,
            };
            let install = missing.map_or_else(String::new, |install| format!("; to install: {install}"));
            StageError::new(format!("{error}{install}"))
        })?;
        if let Some(made) = made {
            out.translation(made);
        }
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }
}
