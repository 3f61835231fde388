//! The capability as a stage.

use std::ops::Range;

use super::scan::scan;
use super::{Action, Mode, Policy};
use crate::language::Language;
use crate::stage::{Configured, Fact, Proposal, Rule, Stage, StageError, View};

/// Sets the marks of a text as the language of each paragraph does; its options are the fields of the [`Policy`].
///
/// ```
/// use unisono::{Pipeline, typography::Typography};
///
/// let pipeline = Pipeline::builder().stage(Typography::default()).build()?;
/// let document = pipeline.run("Le ministre a présenté son plan : il sera voté mardi.")?;
/// assert_eq!(document.text(), "Le ministre a présenté son plan\u{A0}: il sera voté mardi.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(transparent))]
#[non_exhaustive]
pub struct Typography {
    /// What is done.
    pub policy: Policy,
}

impl Typography {
    /// The stage with the policy of a mode.
    ///
    /// ```
    /// use unisono::typography::{Mode, Typography};
    /// assert_eq!(Typography::new(Mode::Full).policy.mode, Mode::Full);
    /// ```
    pub fn new(mode: Mode) -> Self {
        Self { policy: Policy::new(mode) }
    }
}

impl Configured for Typography {
    const RULES: &'static [(&'static str, &'static str)] = super::RULES;
    const KIND: &'static str = "typography";
    const ABOUT: &'static str = "sets spaces, quotation marks and opening marks as the language does";

    fn prepare(&mut self) -> Result<(), StageError> {
        if (0.0..=1.0).contains(&self.policy.min_confidence) {
            return Ok(());
        }
        Err(StageError::new(format!(
            "option `min_confidence` of the stage `typography` is {}, but a confidence is 0 to 1",
            self.policy.min_confidence
        )))
    }
}

impl Stage for Typography {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let language = |line| language_of(*view, line, self.policy.min_confidence);
        scan(view.text(), language, &self.policy, &mut |change| {
            let (range, rule) = (change.range.clone(), change.rule);
            match self.policy.action(rule) {
                Action::Off => {}
                Action::Flag => {
                    out.suspect(range, rule.id(), Some(change.replacement), rule.confidence());
                }
                Action::On => {
                    out.replace(range, change.replacement, Rule::new(rule.id()).sure(rule.confidence()));
                }
            }
        });
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }
}

/// The language that most of a line is surely in; `und` where there is none.
fn language_of(view: View<'_>, line: Range<usize>, min_confidence: f32) -> Language {
    let spans = view.languages();
    let (start, end) = (line.start as u32, line.end as u32);
    let first = spans.partition_point(|span| span.span.end <= start);
    let here = || spans.iter().skip(first).take_while(|span| span.span.start < end);
    let bytes =
        |span: &crate::document::LanguageSpan| f64::from(span.span.end.min(end) - span.span.start.max(start));
    let all: f64 = here().map(bytes).sum();
    for language in [Language::FR, Language::ES, Language::EN] {
        let mine = || here().filter(|span| span.language == language);
        let share: f64 = mine().map(bytes).sum();
        let sure: f64 = mine().map(|span| bytes(span) * f64::from(span.confidence)).sum();
        if share > 0.6 * all && sure >= share * f64::from(min_confidence) {
            return language;
        }
    }
    Language::UND
}

#[cfg(all(test, feature = "config"))]
mod tests {
    use super::*;

    #[test]
    fn options_are_the_fields_of_the_policy() {
        let toml = "mode = \"full\"\n[rules]\n\"fr.guillemets\" = \"flag\"";
        let stage: Typography = toml::from_str(toml).expect("a valid configuration");
        assert_eq!(stage.policy.action(super::super::Rule::FrGuillemets), Action::Flag);
        let written = toml::to_string(&stage).expect("it can be written");
        assert_eq!(toml::from_str::<Typography>(&written).expect("and read back"), stage);
        let error = toml::from_str::<Typography>("[rules]\n\"fr.guillemet\" = \"on\"").expect_err("unknown");
        assert!(error.to_string().contains("fr.guillemets"), "{error}");
    }

    #[test]
    fn a_flagged_rule_leaves_the_text_and_says_what_it_would_do() {
        let mut stage = Typography::new(Mode::Minimal);
        stage.policy.rules.insert(super::super::Rule::FrSpaceBeforeColon, Action::Flag);
        let pipeline = crate::Pipeline::builder().stage(stage).build().expect("a pipeline");
        let text = "Le ministre a présenté son plan : il sera voté mardi.";
        let document = pipeline.run(text).expect("cleaning never fails");
        assert_eq!(document.text(), text);
        let suspect = document.suspects().first().expect("a suspect");
        assert_eq!((suspect.kind, suspect.suggestion.as_deref()), ("fr.space-before-colon", Some("\u{A0}")));
    }
}
