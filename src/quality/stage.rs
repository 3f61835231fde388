//! The stage `quality`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::rule::ABOUT;
use super::{Bound, Measured, RULES, measure_with};
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// What becomes of a document that fails a rule.
///
/// ```
/// use unisono::quality::{Mode, QualityFilter};
/// assert_eq!(QualityFilter::default().mode, Mode::Tag);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Mode {
    /// The figures stand with it: [`Document::quality`](crate::Document::quality).
    #[default]
    Tag,
    /// It is rejected by the first rule that it fails; the figures stand with it too.
    Reject,
}

/// Measures the quality of a text and tags or rejects what fails a rule. The text stays as it is.
///
/// ```
/// use unisono::quality::{Mode, QualityFilter};
/// let mut filter = QualityFilter { mode: Mode::Reject, ..QualityFilter::default() };
/// filter.off = vec!["c4".to_owned(), "gopher-stop-words".to_owned()];
/// filter.limits.insert("gopher-few-words".to_owned(), 5.0);
/// let pipeline = unisono::Pipeline::builder().stage(filter).build()?;
/// let document = pipeline.run("The port reopens.")?;
/// let cause = document.rejected().unwrap();
/// assert_eq!(cause.rule, "gopher-few-words");
/// assert_eq!(cause.reason.as_deref(), Some("3, and 5 at least; also fineweb-short-lines"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[allow(clippy::exhaustive_structs, reason = "made with `..QualityFilter::default()`")]
pub struct QualityFilter {
    /// Tag or reject.
    pub mode: Mode,
    /// Rules that are switched off, by id, or all of a source: `gopher`, `c4`, `fineweb`.
    pub off: Vec<String>,
    /// Limits in the place of the rules' own, by id.
    pub limits: BTreeMap<String, f64>,
}

impl QualityFilter {
    /// The limit of each rule; `None` when it is off.
    fn limits(&self) -> Vec<Option<f64>> {
        let off = |id: &str| self.off.iter().any(|off| names(off, id));
        RULES
            .iter()
            .map(|rule| (!off(rule.id)).then(|| self.limits.get(rule.id).copied().unwrap_or(rule.limit)))
            .collect()
    }
}

/// True for the id, and for what stands before its first hyphen.
fn names(name: &str, id: &str) -> bool {
    name == id || id.split('-').next() == Some(name)
}

impl Stage for QualityFilter {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let text = view.text();
        let quality = measure_with(text, view.language_of(0..text.len()), &self.limits());
        if self.mode == Mode::Reject {
            let mut failed = quality.failed();
            if let Some(first) = failed.next() {
                let mut reason = said(first);
                for (nth, other) in failed.enumerate() {
                    let _ = write!(reason, "{} {}", if nth == 0 { "; also" } else { "," }, other.rule);
                }
                out.reject_because(first.rule, reason);
            }
        }
        out.quality(quality);
        Ok(())
    }
}

fn said(measured: Measured) -> String {
    let Measured { rule, value, limit, .. } = measured;
    let least = RULES.iter().any(|known| known.id == rule && known.bound == Bound::Least);
    format!("{value}, and {limit} at {}", if least { "least" } else { "most" })
}

impl Configured for QualityFilter {
    const KIND: &'static str = "quality";
    const ABOUT: &'static str =
        "measures length, repetition and form of a text; tags or rejects what fails a rule";
    const RULES: &'static [(&'static str, &'static str)] = ABOUT;

    fn prepare(&mut self) -> Result<(), StageError> {
        let known = || RULES.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
        if let Some(name) = self.off.iter().find(|name| !RULES.iter().any(|rule| names(name, rule.id))) {
            let known = known();
            return Err(StageError::new(format!(
                "`off` names no rule `{name}`; there are gopher, c4, fineweb, and {known}"
            )));
        }
        if let Some(name) = self.limits.keys().find(|name| !RULES.iter().any(|rule| rule.id == **name)) {
            return Err(StageError::new(format!("`limits` names no rule `{name}`; there are {}", known())));
        }
        if let Some((name, _)) = self.limits.iter().find(|(_, limit)| !limit.is_finite()) {
            return Err(StageError::new(format!("the limit of `{name}` is no number")));
        }
        Ok(())
    }
}
