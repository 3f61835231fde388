//! The stage `language`.

use std::sync::Arc;

use super::detector::{LanguageDetector, Reason};
use super::{FunctionWords, Language, built_in};
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// Says which language the document and its paragraphs are in. Changes no text.
///
/// ```
/// use unisono::Pipeline;
/// use unisono::language::IdentifyLanguage;
/// let pipeline = Pipeline::builder().stage(IdentifyLanguage::default()).build()?;
/// let document = pipeline.run("El ministro fue recibido ayer en Rabat.\nThe minister was received in Rabat yesterday.")?;
/// let codes: Vec<_> = document.languages().iter().map(|span| span.language.to_string()).collect();
/// assert_eq!(codes, ["es", "en"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct IdentifyLanguage {
    /// Which detector to ask.
    pub detector: Backend,
    /// The only languages that the texts can be in; empty = any language. A closed set cannot say no: with `en`,
    /// `fr` and `es` alone a Portuguese text is called one of the three.
    pub closed: Vec<Language>,
    /// Spans below this confidence, 0 to 1, are given as `und`. At 0, the default, every span keeps its best guess.
    pub min_confidence: f32,
    #[cfg_attr(feature = "config", serde(skip))]
    own: Option<Arc<dyn LanguageDetector>>,
}

/// A detector by name.
///
/// ```
/// assert_eq!(unisono::language::Backend::default(), unisono::language::Backend::Auto);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Backend {
    /// The [built-in](built_in) detector.
    #[default]
    Auto,
    /// [`Lingua`](super::Lingua); needs the feature `lingua`.
    Lingua,
    /// [`FunctionWords`].
    FunctionWords,
}

impl Default for IdentifyLanguage {
    fn default() -> Self {
        Self { detector: Backend::Auto, closed: Vec::new(), min_confidence: 0.0, own: None }
    }
}

impl IdentifyLanguage {
    /// The stage with a detector of the caller's.
    ///
    /// Such a stage cannot be written to a configuration: add it with
    /// [`custom_stage`](crate::pipeline::PipelineBuilder::custom_stage).
    ///
    /// ```
    /// use std::sync::Arc;
    /// use unisono::Pipeline;
    /// use unisono::language::{FunctionWords, IdentifyLanguage};
    /// let stage = IdentifyLanguage::with(Arc::new(FunctionWords::new()));
    /// let pipeline = Pipeline::builder().custom_stage(stage).build()?;
    /// assert_eq!(pipeline.run("Los ministros se reunieron ayer con los embajadores.")?.language().code(), "es");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with(detector: Arc<dyn LanguageDetector>) -> Self {
        Self { own: Some(detector), ..Self::default() }
    }

    fn detector(&self) -> &dyn LanguageDetector {
        static FUNCTION_WORDS: FunctionWords = FunctionWords::new();
        match &self.own {
            Some(own) => own.as_ref(),
            None if self.detector == Backend::FunctionWords => &FUNCTION_WORDS,
            None => built_in(),
        }
    }
}

/// A detector that has no other languages than these.
#[cfg(feature = "lingua")]
fn closed(languages: &[Language]) -> Result<Arc<dyn LanguageDetector>, StageError> {
    match super::Lingua::closed(languages) {
        Ok(closed) => Ok(Arc::new(closed)),
        Err(error) => {
            let message = format!("option `closed` of the stage `language`: {error}");
            Err(StageError::new(message).caused_by(error))
        }
    }
}

#[cfg(not(feature = "lingua"))]
fn closed(_languages: &[Language]) -> Result<Arc<dyn LanguageDetector>, StageError> {
    Err(StageError::new(
        "option `closed` of the stage `language` needs the Cargo feature `lingua`; build with it or leave the option out",
    ))
}

impl Configured for IdentifyLanguage {
    const KIND: &'static str = "language";
    const ABOUT: &'static str = "says the language of the document and of its paragraphs";

    fn prepare(&mut self) -> Result<(), StageError> {
        if !(0.0..=1.0).contains(&self.min_confidence) {
            return Err(StageError::new(format!(
                "option `min_confidence` of the stage `language` is {}, but a confidence is 0 to 1",
                self.min_confidence
            )));
        }
        if self.detector == Backend::Lingua && !cfg!(feature = "lingua") {
            return Err(StageError::new(
                "detector `lingua` of the stage `language` needs the Cargo feature `lingua`; build with it or take `auto`",
            ));
        }
        match (self.closed.is_empty(), self.detector) {
            (true, _) => Ok(()),
            (false, Backend::FunctionWords) => Err(StageError::new(
                "option `closed` of the stage `language` goes with the detectors `auto` and `lingua` only",
            )),
            (false, _) => {
                self.own = Some(closed(&self.closed)?);
                Ok(())
            }
        }
    }
}

impl Stage for IdentifyLanguage {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let mut ranges = Vec::new();
        self.detector().spans(view.text(), &mut ranges);
        for found in ranges {
            let unsure = found.confidence < self.min_confidence && found.reason != Reason::NotLanguage;
            let language = if unsure { Language::UND } else { found.language };
            out.language_because(found.range, language, found.confidence, found.reason);
        }
        Ok(())
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Language]
    }
}
