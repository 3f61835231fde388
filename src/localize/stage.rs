//! The stage `localize`.

use super::{LocalizeError, Localizer};
use crate::Language;
use crate::stage::{Configured, Fact, Proposal, Rule, Stage, StageError, View};

/// Rewrites the names of a text to the target language, with the article, the preposition, the contraction and the
/// elision that the new name wants.
///
/// ```
/// use unisono::localize::Localize;
/// let pipeline = unisono::Pipeline::builder().stage(Localize::to("fr")).build()?;
/// let document = pipeline.run("Le ministre est rentré hier de Morocco, selon son porte-parole.")?;
/// assert_eq!(document.text(), "Le ministre est rentré hier du Maroc, selon son porte-parole.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Localize {
    /// The language to write names in: `en`, `fr` or `es`.
    pub target: String,
    /// Files that add to the built-in dictionaries, override or delete, in order: those of the stage `glossary`.
    pub layers: Vec<String>,
    /// Made by `prepare`.
    #[cfg_attr(feature = "config", serde(skip))]
    localizer: Option<Localizer>,
}

impl Default for Localize {
    fn default() -> Self {
        Self::to("en")
    }
}

impl Localize {
    /// A stage that writes names in this language, by its BCP 47 code.
    ///
    /// ```
    /// assert_eq!(unisono::localize::Localize::to("es").target, "es");
    /// ```
    pub fn to(target: impl Into<String>) -> Self {
        Self { target: target.into(), layers: Vec::new(), localizer: None }
    }
}

const NAME: Rule = Rule::new("name").sure(0.9);
const DETERMINER: Rule = Rule::new("determiner").sure(0.9);
const CONTRACTION: Rule = Rule::new("contraction").sure(0.9);

impl Configured for Localize {
    const KIND: &'static str = "localize";
    const ABOUT: &'static str = "rewrites names to a language, with the article and preposition they want";
    const FILES: &'static [&'static str] = &["layers"];
    const RULES: &'static [(&'static str, &'static str)] = &[
        ("name", "a name of another language becomes the target's"),
        ("determiner", "the article or preposition before it changes with it"),
        ("contraction", "a contraction before a name with an article of its own"),
    ];

    fn prepare(&mut self) -> Result<(), StageError> {
        let target: Language = self
            .target
            .parse()
            .map_err(|error| StageError::new("`target` is `en`, `fr` or `es`").caused_by(error))?;
        let files = crate::glossary::layer_files(&self.layers)?;
        let localizer = if files.is_empty() {
            Localizer::new(target)
        } else {
            Localizer::with_layers(target, files.iter().map(|(file, text)| (file.as_str(), text.as_str())))
        };
        self.localizer = Some(localizer.map_err(|error| match error {
            LocalizeError::Target(_) => StageError::new(error.to_string()),
            LocalizeError::Layer(_) => {
                StageError::new("a layer of the glossary is not well formed").caused_by(error)
            }
        })?);
        Ok(())
    }
}

impl Stage for Localize {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let Some(localizer) = &self.localizer else {
            return Err(StageError::new("the stage was not prepared: build the pipeline first"));
        };
        for rewrite in localizer.rewrites(view.text(), |range| view.language_of(range)) {
            let rule = match rewrite.rule {
                "name" => NAME,
                "contraction" => CONTRACTION,
                _ => DETERMINER,
            };
            out.replace(rewrite.range, &rewrite.text, rule);
        }
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }
}
