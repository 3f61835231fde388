//! The stage `sentences`.

use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// Finds the sentences. Changes no text.
///
/// ```
/// use unisono::Pipeline;
/// use unisono::sentences::Sentences;
/// let pipeline = Pipeline::builder().stage(Sentences::default()).build()?;
/// let document = pipeline.run("Le port a rouvert. Les navires attendent.")?;
/// assert_eq!(document.sentences().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Sentences {}

impl Configured for Sentences {
    const KIND: &'static str = "sentences";
    const ABOUT: &'static str = "finds the sentences";
}

impl Stage for Sentences {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        super::split(view.text()).for_each(|sentence| out.sentence(sentence));
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Sentences]
    }
}
