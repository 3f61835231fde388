//! Building a pipeline: which stages, in which order, with what they need.

use std::sync::Arc;

use super::Pipeline;
use super::error::BuildError;
use crate::edit::Conflict;
use crate::language::IdentifyLanguage;
use crate::ledger::Trace;
use crate::stage::{Closure, Configured, Fact, Proposal, Stage, StageError, View};

/// A stage in its place.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: Arc<str>,
    pub(super) stage: Arc<dyn Stage>,
    /// How a configuration names it; `None` for a stage that only code can make.
    #[cfg(feature = "config")]
    pub(super) config: Option<super::stage_config::StageConfig>,
    /// True for the language stage that the builder put in by itself.
    #[cfg_attr(not(feature = "config"), allow(dead_code, reason = "only a configuration tells it"))]
    pub(super) implicit: bool,
}

impl Entry {
    pub(super) fn new(name: &str, stage: Arc<dyn Stage>) -> Self {
        Self {
            name: Arc::from(name),
            stage,
            #[cfg(feature = "config")]
            config: None,
            implicit: false,
        }
    }

    /// A built-in stage whose options need no preparation.
    pub(super) fn configured<S: Configured>(stage: S) -> Self {
        Self {
            #[cfg(feature = "config")]
            config: super::stage_config::StageConfig::of(&stage).ok(),
            ..Self::new(S::KIND, Arc::new(stage))
        }
    }
}

/// Collects the stages of a pipeline. Made by [`Pipeline::builder`].
///
/// ```
/// use unisono::{Pipeline, Trace, sentences::Sentences, unicode::Unicode};
/// let pipeline = Pipeline::builder()
///     .stage(Unicode::default())
///     .stage(Sentences::default())
///     .trace(Trace::Counts)
///     .build()?;
/// // The sentences need the language, so the builder has put that stage in.
/// assert_eq!(pipeline.stages().collect::<Vec<_>>(), ["unicode", "language", "sentences"]);
/// # Ok::<(), unisono::pipeline::BuildError>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct PipelineBuilder {
    pub(super) entries: Vec<Result<Entry, BuildError>>,
    pub(super) language: bool,
    pub(super) trace: Trace,
    pub(super) conflict: Conflict,
}

impl Default for PipelineBuilder {
    fn default() -> Self {
        Self { entries: Vec::new(), language: true, trace: Trace::default(), conflict: Conflict::default() }
    }
}

impl PipelineBuilder {
    /// Adds a stage that can be written to a configuration.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder().stage(unisono::unicode::Unicode::default()).build()?;
    /// assert_eq!(pipeline.run("a\r\nb")?.text(), "a\nb");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn stage<S: Configured>(mut self, mut stage: S) -> Self {
        #[cfg(feature = "config")]
        let config = super::stage_config::StageConfig::of(&stage);
        let entry = match stage.prepare() {
            Ok(()) => Ok(Entry::new(S::KIND, Arc::new(stage))),
            Err(source) => Err(BuildError::Prepare { stage: S::KIND.to_owned(), source }),
        };
        #[cfg(feature = "config")]
        let entry = entry.and_then(|entry| Ok(Entry { config: Some(config?), ..entry }));
        self.entries.push(entry);
        self
    }

    /// Adds a stage that only code can make: the pipeline cannot be written to a configuration then.
    ///
    /// ```
    /// # use unisono::stage::{Proposal, Stage, StageError, View};
    /// #[derive(Debug)]
    /// struct Mute;
    /// impl Stage for Mute {
    ///     fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
    ///         out.delete(0..view.text().len(), "all");
    ///         Ok(())
    ///     }
    /// }
    /// let pipeline = unisono::Pipeline::builder().custom_stage(Mute).build()?;
    /// assert_eq!(pipeline.run("Rabat")?.text(), "");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn custom_stage(mut self, stage: impl Stage + 'static) -> Self {
        let name = stage.name().to_owned();
        self.entries.push(Ok(Entry::new(&name, Arc::new(stage))));
        self
    }

    /// Adds a closure as a stage.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one-question-mark", |view, out| {
    ///         for (at, marks) in view.text().match_indices("??") {
    ///             out.replace(at..at + marks.len(), "?", "doubled");
    ///         }
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// assert_eq!(pipeline.run("Where??")?.text(), "Where?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn custom<F>(self, name: impl Into<String>, propose: F) -> Self
    where
        F: Fn(&View<'_>, &mut Proposal<'_>) -> Result<(), StageError> + Send + Sync + 'static,
    {
        self.custom_stage(Closure::new(name.into(), propose))
    }

    /// How much of its history a document keeps. Everything, unless said otherwise.
    ///
    /// ```
    /// use unisono::{Pipeline, Trace};
    /// let pipeline = Pipeline::builder().trace(Trace::Off).build()?;
    /// assert!(pipeline.run("Rabat")?.edits().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trace(mut self, trace: Trace) -> Self {
        self.trace = trace;
        self
    }

    /// What happens when two edits of one stage overlap. The document fails, unless said otherwise.
    ///
    /// ```
    /// use unisono::{Pipeline, pipeline::Conflict};
    /// let pipeline = Pipeline::builder()
    ///     .custom("twice", |_, out| {
    ///         out.delete(0..3, "first");
    ///         out.delete(2..4, "second");
    ///         Ok(())
    ///     })
    ///     .on_conflict(Conflict::KeepFirst)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!((document.text(), document.ledger().refused()), ("at", 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on_conflict(mut self, conflict: Conflict) -> Self {
        self.conflict = conflict;
        self
    }

    /// Whether the builder may put the default language stage in: before the first stage that needs the language,
    /// else at the end. It may, unless said otherwise.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder().language(false).build()?;
    /// assert!(pipeline.run("Le port a rouvert lundi.")?.language().is_undetermined());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn language(mut self, implicit: bool) -> Self {
        self.language = implicit;
        self
    }

    /// The pipeline.
    ///
    /// # Errors
    /// [`BuildError`] when a stage cannot be prepared or needs what no stage before it finds out.
    ///
    /// ```
    /// use unisono::{Pipeline, pipeline::BuildError, sentences::Sentences};
    /// let error = Pipeline::builder().stage(Sentences::default()).language(false).build().unwrap_err();
    /// assert!(matches!(error, BuildError::Missing { .. }));
    /// ```
    pub fn build(self) -> Result<Pipeline, BuildError> {
        let mut entries: Vec<Entry> = self.entries.into_iter().collect::<Result<_, _>>()?;
        if self.language {
            put_language_in(&mut entries);
        }
        name_apart(&mut entries);
        check_needs(&entries)?;
        Ok(Pipeline::from_parts(entries, self.language, self.trace, self.conflict))
    }
}

/// Every stage finds what it needs found out by one before it.
pub(super) fn check_needs(entries: &[Entry]) -> Result<(), BuildError> {
    let mut known: Vec<Fact> = Vec::new();
    for entry in entries {
        if let Some(&needs) = entry.stage.needs().iter().find(|fact| !known.contains(fact)) {
            return Err(BuildError::Missing { stage: entry.name.to_string(), needs });
        }
        known.extend(entry.stage.gives());
    }
    Ok(())
}

/// Puts the default language stage in where none is: before the first stage that needs the language, else at the end.
pub(super) fn put_language_in(entries: &mut Vec<Entry>) {
    let needed = entries.iter().position(|entry| entry.stage.needs().contains(&Fact::Language));
    let given = entries.iter().position(|entry| entry.stage.gives().contains(&Fact::Language));
    let place = match (needed, given) {
        (Some(needed), Some(given)) if given < needed => return,
        (Some(needed), _) => needed,
        (None, Some(_)) => return,
        (None, None) => entries.len(),
    };
    entries.insert(place, Entry { implicit: true, ..Entry::configured(IdentifyLanguage::default()) });
}

/// A second stage of one name gets a number: `boilerplate-2`. Ledger, report and `rewind` tell stages by their names.
fn name_apart(entries: &mut [Entry]) {
    for index in 1..entries.len() {
        let (before, rest) = entries.split_at_mut(index);
        let taken = |name: &str| before.iter().any(|entry| &*entry.name == name);
        if let Some(entry) = rest.first_mut().filter(|entry| taken(&entry.name)) {
            let mut numbers = (2..=index + 2).map(|number| format!("{}-{number}", entry.name));
            let numbered = numbers.find(|name| !taken(name)).unwrap_or_default();
            entry.name = Arc::from(numbered);
        }
    }
}
