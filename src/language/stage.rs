//! The stage `language`.

use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// Says which language the text is in.
#[derive(Debug, Clone, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct IdentifyLanguage {}

impl Configured for IdentifyLanguage {
    const KIND: &'static str = "language";
    const ABOUT: &'static str = "says the language of the document and of its paragraphs";
}

impl Stage for IdentifyLanguage {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, _view: &View<'_>, _out: &mut Proposal<'_>) -> Result<(), StageError> {
        Ok(())
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Language]
    }
}
