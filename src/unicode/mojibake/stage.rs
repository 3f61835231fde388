//! The capability as a stage.

use super::{MOST_LEVELS, levels};
use crate::stage::{Configured, Proposal, Rule, Stage, StageError, View};

/// Repairs mojibake. It comes before every other stage: it has to see the spaces and quotation marks as they came.
///
/// ```
/// use unisono::{Pipeline, unicode::mojibake::Mojibake};
///
/// let pipeline = Pipeline::builder().stage(Mojibake::default()).language(false).build()?;
/// let document = pipeline.run("Le prÃ©sident")?;
/// assert_eq!(document.text(), "Le président");
/// assert_eq!(document.edits()[0].rule, "mojibake.cp1252");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Mojibake {
    /// How many times a text may have been misread, 1 to 3; what was misread more often stays.
    pub levels: u8,
}

impl Default for Mojibake {
    fn default() -> Self {
        Self { levels: MOST_LEVELS }
    }
}

impl Stage for Mojibake {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        for repair in levels::repairs(view.text(), self.levels) {
            out.replace(repair.range, &repair.replacement, Rule::new(repair.rule).sure(repair.confidence));
        }
        Ok(())
    }
}

impl Configured for Mojibake {
    const RULES: &'static [(&'static str, &'static str)] = super::RULES;
    const KIND: &'static str = "mojibake";
    const ABOUT: &'static str = "repairs text in UTF-8 that was read in another character set";

    fn prepare(&mut self) -> Result<(), StageError> {
        if (1..=MOST_LEVELS).contains(&self.levels) {
            return Ok(());
        }
        Err(StageError::new(format!("`levels` is {}, and has to be 1, 2 or 3", self.levels)))
    }
}
