//! Some rules and no others.

use super::Pipeline;
use super::error::BuildError;
use std::sync::Arc;

/// Which rules' edits are applied: `stage/rule`, `stage/begin*`, or `stage` for all of its rules.
#[derive(Debug, Clone, Default)]
pub(super) struct Only(Option<Arc<[Box<str>]>>);

impl Only {
    #[cfg(feature = "config")]
    pub(super) fn patterns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|patterns| patterns.iter().map(AsRef::as_ref))
    }

    /// What is allowed of one stage; `None` when everything is.
    pub(super) fn of(&self, stage: &str) -> Option<OnlyOf> {
        let patterns = self.0.as_deref()?;
        let rules = patterns.iter().filter_map(|pattern| {
            let (name, rule) = pattern.split_once('/').unwrap_or((pattern, "*"));
            (name == stage).then(|| Box::from(rule))
        });
        let rules: Vec<Box<str>> = rules.collect();
        (!rules.iter().any(|rule| &**rule == "*")).then_some(OnlyOf(rules))
    }
}

/// The rules of one stage whose edits are applied: names, or how names begin.
#[derive(Debug)]
pub(crate) struct OnlyOf(Vec<Box<str>>);

impl OnlyOf {
    pub(crate) fn allows(&self, rule: &str) -> bool {
        self.0.iter().any(|wanted| match wanted.strip_suffix('*') {
            Some(begin) => rule.starts_with(begin),
            None => rule == &**wanted,
        })
    }
}

impl Pipeline {
    /// The same stages, with the edits of some rules and no others: `stage/rule`, `stage/begin*` for every rule whose
    /// name begins so, or `stage` for all rules of a stage. What stages find out (languages, sentences, entities,
    /// metadata) is found as before. To see what one rule does, and to put rules to work one by one.
    ///
    /// # Errors
    /// [`BuildError::Config`] when no stage of the pipeline has that name.
    ///
    /// ```
    /// use unisono::Pipeline;
    /// let pipeline = Pipeline::news().with_only(["unicode/space.*"])?;
    /// assert_eq!(pipeline.run("one  two.\r\n\r\nLog in")?.text(), "one two.\r\n\r\nLog in");
    /// let error = Pipeline::news().with_only(["unicod"]).unwrap_err();
    /// assert!(error.to_string().contains("no stage `unicod`"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_only<'p>(mut self, rules: impl IntoIterator<Item = &'p str>) -> Result<Self, BuildError> {
        let patterns: Vec<Box<str>> = rules.into_iter().map(Box::from).collect();
        for pattern in &patterns {
            let name = pattern.split('/').next().unwrap_or_default();
            if !self.stages().any(|stage| stage == name) {
                let known: Vec<&str> = self.stages().collect();
                let message =
                    format!("`{pattern}`: the pipeline has no stage `{name}`; it has {}", known.join(", "));
                return Err(BuildError::Config { message });
            }
        }
        self.only = Only(Some(patterns.into()));
        Ok(self)
    }
}
