//! A stage that panics, for tests of what a panic does to an interpreter.

use serde::{Deserialize, Serialize};
use unisono::stage::{Configured, Proposal, Stage, StageError, View};

/// Panics on every text that holds `on`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Panics {
    on: String,
}

impl Configured for Panics {
    const KIND: &'static str = "panics";
}

impl Stage for Panics {
    fn propose(&self, view: &View<'_>, _: &mut Proposal<'_>) -> Result<(), StageError> {
        assert!(!view.text().contains(&self.on), "met the marker");
        Ok(())
    }
}
