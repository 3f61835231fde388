//! The capability as a stage.

use super::{Policy, scan};
use crate::stage::{Configured, Proposal, Stage, StageError, View};

/// Cleans the characters of a document; its options are the fields of the [`Policy`].
///
/// ```
/// use unisono::{Pipeline, unicode::Unicode};
///
/// let pipeline = Pipeline::builder().stage(Unicode::default()).language(false).build()?;
/// let document = pipeline.run("Re\u{AD}form\r\nvoted")?;
/// assert_eq!(document.text(), "Reform\nvoted");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(transparent))]
#[non_exhaustive]
pub struct Unicode {
    /// What is done.
    pub policy: Policy,
}

impl Unicode {
    /// The stage with a policy of the caller's.
    ///
    /// ```
    /// use unisono::unicode::{Policy, Unicode};
    ///
    /// let stage = Unicode::new(Policy { width: false, ..Policy::default() });
    /// assert!(!stage.policy.width);
    /// ```
    pub const fn new(policy: Policy) -> Self {
        Self { policy }
    }
}

impl Stage for Unicode {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        scan(view.text(), &self.policy, &mut |range, replacement: &str, rule| {
            out.replace(range, replacement, rule);
        });
        Ok(())
    }
}

impl Configured for Unicode {
    const RULES: &'static [(&'static str, &'static str)] = super::RULES;
    const KIND: &'static str = "unicode";
    const ABOUT: &'static str =
        "cleans the characters: NFC, line ends, invisible and control characters, spaces, blank lines";
}

#[cfg(all(test, feature = "config"))]
mod tests {
    use super::Unicode;

    #[test]
    fn options_are_the_fields_of_the_policy() {
        let stage: Unicode = toml::from_str("form = \"none\"\nbidi = false").expect("a valid configuration");
        assert!(!stage.policy.bidi && stage.policy.spaces);
        let again: Unicode =
            toml::from_str(&toml::to_string(&stage).expect("it can be written")).expect("and read back");
        assert_eq!(again, stage);
        let error = toml::from_str::<Unicode>("space = true").expect_err("an unknown option");
        assert!(error.to_string().contains("unknown field `space`"), "{error}");
    }
}
