//! What the typography does: plain data.

use std::collections::BTreeMap;

use super::{Action, Mode, Rule};

/// What the typography does: a mode, and rules that are to be treated otherwise than in that mode.
///
/// ```
/// use unisono::Language;
/// use unisono::typography::{Action, Mode, Policy, Rule, edits};
///
/// let mut policy = Policy::new(Mode::Minimal);
/// assert_eq!(edits("Bilan : trois blessés", Language::FR, &policy)[0].replacement, "\u{A0}");
/// policy.rules.insert(Rule::FrSpaceBeforeColon, Action::Off);
/// assert!(edits("Bilan : trois blessés", Language::FR, &policy).is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Policy {
    /// How much is done.
    pub mode: Mode,
    /// Rules treated otherwise than in the mode, as a table: `rules = { "fr.guillemets" = "flag" }`.
    pub rules: BTreeMap<Rule, Action>,
    /// Paragraphs whose language is less sure than this, 0 to 1, are left alone.
    pub min_confidence: f32,
}

impl Default for Policy {
    fn default() -> Self {
        Self::new(Mode::default())
    }
}

impl Policy {
    /// The policy of a mode.
    ///
    /// ```
    /// use unisono::typography::{Mode, Policy};
    /// assert!(Policy::new(Mode::Full).rules.is_empty());
    /// ```
    pub fn new(mode: Mode) -> Self {
        Self { mode, rules: BTreeMap::new(), min_confidence: 0.5 }
    }

    /// What is done where `rule` applies.
    ///
    /// ```
    /// use unisono::typography::{Action, Mode, Policy, Rule};
    /// let policy = Policy::new(Mode::Minimal);
    /// assert_eq!(policy.action(Rule::FrSpaceBeforeQuestion), Action::On);
    /// assert_eq!(policy.action(Rule::FrGuillemets), Action::Off);
    /// ```
    pub fn action(&self, rule: Rule) -> Action {
        match self.rules.get(&rule) {
            Some(action) => *action,
            None if rule.is_on(self.mode) => Action::On,
            None => Action::Off,
        }
    }

    pub(super) fn applies(&self, rule: Rule) -> bool {
        self.action(rule) != Action::Off
    }
}
