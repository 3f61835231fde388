//! The stage `language`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::detector::{LanguageDetector, Reason};
use super::{ClosedSetError, InvalidThreshold, Language, NGrams, Thresholds, built_in};
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// Says which language the document, its paragraphs and the parts of a mixed paragraph are in. Changes no text.
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
    /// How many times as often as elsewhere the texts are in a language, as a table: `priors = { fr = 5.0, en = 0.5 }`.
    /// Goes with the detector `auto`.
    pub priors: BTreeMap<Language, f32>,
    /// Spans below this confidence, 0 to 1, are given as `und`. At 0, the default, every span keeps its best guess.
    pub min_confidence: f32,
    /// The numbers that decide between two answers, `confidence` for single languages among them. Those of the detector
    /// go with `auto`.
    pub thresholds: Thresholds,
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
    /// `Lingua`; needs the feature `lingua`.
    Lingua,
}

impl Default for IdentifyLanguage {
    fn default() -> Self {
        Self {
            detector: Backend::Auto,
            closed: Vec::new(),
            priors: BTreeMap::new(),
            min_confidence: 0.0,
            thresholds: Thresholds::new(),
            own: None,
        }
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
    /// use unisono::language::{NGrams, IdentifyLanguage};
    /// let stage = IdentifyLanguage::with(Arc::new(NGrams::new()));
    /// let pipeline = Pipeline::builder().custom_stage(stage).build()?;
    /// assert_eq!(pipeline.run("Los ministros se reunieron ayer con los embajadores.")?.language().code(), "es");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with(detector: Arc<dyn LanguageDetector>) -> Self {
        Self { own: Some(detector), ..Self::default() }
    }

    fn detector(&self) -> &dyn LanguageDetector {
        self.own.as_deref().unwrap_or_else(|| built_in())
    }
}

#[cfg(feature = "lingua")]
fn lingua(closed: &[Language]) -> Result<Arc<dyn LanguageDetector>, StageError> {
    if closed.is_empty() {
        return Ok(Arc::new(super::Lingua::open()));
    }
    Ok(Arc::new(super::Lingua::closed(closed).map_err(not_closed)?))
}

#[cfg(not(feature = "lingua"))]
fn lingua(_closed: &[Language]) -> Result<Arc<dyn LanguageDetector>, StageError> {
    Err(StageError::new(
        "detector `lingua` of the stage `language` needs the Cargo feature `lingua`; build with it or take `auto`",
    ))
}

fn not_in_range(error: InvalidThreshold) -> StageError {
    StageError::new(format!("option `thresholds` of the stage `language`: {error}")).caused_by(error)
}

fn not_closed(error: ClosedSetError) -> StageError {
    StageError::new(format!("option `closed` of the stage `language`: {error}")).caused_by(error)
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
        self.thresholds.check().map_err(not_in_range)?;
        let of_detector = Thresholds { confidence: BTreeMap::new(), ..self.thresholds.clone() };
        let leaves_thresholds = of_detector == Thresholds::new();
        match (self.detector, self.closed.as_slice()) {
            (Backend::Auto, []) if self.priors.is_empty() && leaves_thresholds => {}
            (Backend::Auto, closed) => {
                let detector = match closed {
                    [] => NGrams::new(),
                    closed => NGrams::closed(closed).map_err(not_closed)?,
                };
                let detector = detector.with_thresholds(of_detector).map_err(not_in_range)?;
                let detector = self
                    .priors
                    .iter()
                    .try_fold(detector, |detector, (&language, &times)| detector.with_prior(language, times));
                let own = detector.map_err(|error| {
                    StageError::new(format!("option `priors` of the stage `language`: {error}"))
                        .caused_by(error)
                })?;
                self.own = Some(Arc::new(own));
            }
            (Backend::Lingua, _) if !leaves_thresholds => {
                return Err(StageError::new(
                    "of the option `thresholds` of the stage `language` only `confidence` goes with the detector `lingua`",
                ));
            }
            (Backend::Lingua, _) if !self.priors.is_empty() => {
                return Err(StageError::new(
                    "option `priors` of the stage `language` goes with the detector `auto` only",
                ));
            }
            (Backend::Lingua, closed) => self.own = Some(lingua(closed)?),
        }
        Ok(())
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
            let least = self.thresholds.confidence_of(found.language, self.min_confidence);
            let unsure = found.confidence < least && found.reason != Reason::NotLanguage;
            let language = if unsure { Language::UND } else { found.language };
            out.language_because(found.range, language, found.confidence, found.reason);
        }
        Ok(())
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Language]
    }
}

#[cfg(all(test, feature = "config"))]
mod tests {
    use crate::Pipeline;
    use crate::pipeline::PipelineConfig;

    fn toml(thresholds: &str) -> String {
        format!("version = 1\n\n[[stage]]\nuse = \"language\"\n\n[stage.thresholds]\n{thresholds}\n")
    }

    fn languages(thresholds: &str, text: &str) -> Vec<String> {
        let pipeline = Pipeline::from_toml(&toml(thresholds)).expect("thresholds in their ranges");
        // What is written again says the same, in both formats.
        let config = pipeline.config().expect("no closures");
        for again in [config.to_string().parse(), PipelineConfig::from_json(&config.to_json())] {
            let again = again.and_then(|config: PipelineConfig| config.build()).expect("what was written");
            assert_eq!(again.config().expect("no closures"), config);
        }
        let document = pipeline.run(text).expect("a short text");
        document.languages().iter().map(|span| span.language.to_string()).collect()
    }

    const MIXED: &str =
        "The minister said « nous ferons tout ce qui est possible » and left the room at once.";

    #[test]
    fn thresholds_are_options() {
        assert_eq!(languages("", MIXED), ["en", "fr", "en"]);
        assert_eq!(languages("spans = { quotation = 50.0, clause = 50.0 }", MIXED), ["en"]);
        assert_eq!(languages("", "Chez Jean Morel"), ["fr"]);
        assert_eq!(languages("confidence = { fr = 1.0 }", "Chez Jean Morel"), ["und"]);
        assert_eq!(languages("confidence = { es = 1.0 }", "Chez Jean Morel"), ["fr"]);
        assert_eq!(languages("gate = { letters = 20 }", "Bonjour à tous"), ["und"]);
    }

    #[test]
    fn a_threshold_out_of_range_is_named() {
        for (thresholds, said) in [
            ("spans = { clause = -1.0 }", "`spans.clause` is -1"),
            ("confidence = { fr = 7.0 }", "`confidence` is 7"),
            ("gates = {}", "unknown field `gates`"),
        ] {
            let error = Pipeline::from_toml(&toml(thresholds)).expect_err(thresholds);
            let mut all = error.to_string();
            let mut source = std::error::Error::source(&error);
            while let Some(inner) = source {
                all = format!("{all}: {inner}");
                source = inner.source();
            }
            assert!(all.contains(said), "{all}");
        }
    }
}
