//! The capability as a stage.

use super::Mode;
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// Sets the marks of a text as its language does.
///
/// ```
/// use unisono::{Pipeline, typography::Typography};
///
/// let pipeline = Pipeline::builder().stage(Typography::default()).build()?;
/// assert_eq!(pipeline.stages().collect::<Vec<_>>(), ["language", "typography"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Typography {
    /// How much is done.
    pub mode: Mode,
}

impl Typography {
    /// The stage in a mode.
    ///
    /// ```
    /// use unisono::typography::{Mode, Typography};
    /// assert_eq!(Typography::new(Mode::Full).mode, Mode::Full);
    /// ```
    pub fn new(mode: Mode) -> Self {
        Self { mode }
    }
}

impl Configured for Typography {
    const KIND: &'static str = "typography";
    const ABOUT: &'static str = "sets spaces, quotation marks and opening marks as the language does";
}

impl Stage for Typography {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, _view: &View<'_>, _out: &mut Proposal<'_>) -> Result<(), StageError> {
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }
}
