//! The capability as a stage.

use super::{Action, Policy, RULES, acted};
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
        acted(view.text(), &self.policy, &mut |range, replacement: &str, rule, action| match action {
            Action::Flag => out.suspect(range, rule, Some(replacement), 1.0),
            _ => out.replace(range, replacement, rule),
        });
        Ok(())
    }
}

impl Configured for Unicode {
    const RULES: &'static [(&'static str, &'static str)] = super::RULES;
    const KIND: &'static str = "unicode";
    const ABOUT: &'static str =
        "cleans the characters: NFC, line ends, invisible and control characters, spaces, blank lines";

    fn prepare(&mut self) -> Result<(), StageError> {
        match self.policy.rules.keys().find(|rule| !RULES.iter().any(|(id, _)| id == rule)) {
            Some(rule) => Err(StageError::new(format!("unknown rule `{rule}` of the stage `unicode`"))),
            None => Ok(()),
        }
    }
}

#[cfg(all(test, feature = "config"))]
mod tests {
    use super::Unicode;

    #[test]
    fn single_rules_can_be_off_or_flagged() {
        let of = |rules: &str| {
            let stage: Unicode = toml::from_str(&format!("[rules]\n{rules}")).expect("a valid configuration");
            crate::Pipeline::builder().stage(stage).language(false).build()
        };
        let pipeline = of("\"space.run\" = \"flag\"\n\"line.crlf\" = \"off\"").expect("a valid pipeline");
        let document = pipeline.run("a  b\r\nc\u{AD}d").expect("text");
        assert_eq!(document.text(), "a  b\r\ncd");
        let suspects: Vec<_> =
            document.suspects().iter().map(|suspect| (suspect.kind, suspect.span.range())).collect();
        assert_eq!(suspects, [("space.run", 2..3)]);
        let error = of("\"space.runs\" = \"off\"").expect_err("an unknown rule");
        assert!(format!("{error:?}").contains("space.runs"), "{error:?}");
    }

    /// What the ledger of a text holds, in thousandths of a byte for each byte of text, with a defect in every `nth` word.
    fn map_size(nth: usize) -> usize {
        let defects = ["\u{200B}", "\u{AD}", "e\u{301}", "ﬁ", "\u{7F}", "\u{A0}x", "&eacute;", "\u{FEFF}"];
        let text: String = (0..60_000)
            .flat_map(|k| ["mot", if k % nth == 0 { defects[k / nth % defects.len()] } else { "s" }, " "])
            .collect();
        let pipeline =
            crate::Pipeline::builder().stage(Unicode::default()).language(false).build().expect("a pipeline");
        let document = pipeline.run(text.as_str()).expect("text");
        assert!(document.edits().len() * nth >= 59_999, "{} edits", document.edits().len());
        document.ledger().heap_bytes() * 1000 / text.len()
    }

    #[test]
    fn the_map_is_small() {
        let (one, ten) = (map_size(100), map_size(10));
        // Words of five bytes: more defects for each byte than running text has.
        assert!(one <= 40, "{one} thousandths of a byte for each byte with one word of 100 spoilt");
        assert!(ten <= 350, "{ten} thousandths of a byte for each byte with one word of 10 spoilt");
    }

    #[test]
    fn options_are_the_fields_of_the_policy() {
        let stage: Unicode = toml::from_str("form = \"none\"\nbidi = false").expect("a valid configuration");
        assert!(!stage.policy.bidi && stage.policy.spaces);
        let again: Unicode =
            toml::from_str(&toml::to_string(&stage).expect("it can be written")).expect("and read back");
        assert_eq!(again, stage);
        let error =
            toml::from_str::<Unicode>("rules = { \"space.run\" = \"maybe\" }").expect_err("no action");
        assert!(error.to_string().contains("unknown variant `maybe`"), "{error}");
        let error = toml::from_str::<Unicode>("space = true").expect_err("an unknown option");
        assert!(error.to_string().contains("unknown field `space`"), "{error}");
    }
}
