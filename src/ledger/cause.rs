//! The cause of a decision.

use std::sync::Arc;

/// The stage and the rule behind a decision, and how sure it is.
///
/// ```
/// let document = unisono::Pipeline::news().run("Leave a Reply\n\nRead more: Ferries")?;
/// let cause = document.rejected().expect("nothing but boilerplate");
/// assert_eq!(cause.to_string(), "boilerplate/all-boilerplate");
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Cause {
    /// Name of the stage.
    pub stage: Arc<str>,
    /// Rule of the stage.
    pub rule: &'static str,
    /// Probability that the decision is right, 0 to 1.
    pub confidence: f32,
    /// What the rule cannot say: of which document this is a copy, what was measured.
    pub reason: Option<Arc<str>>,
}

impl Cause {
    pub(crate) fn new(stage: Arc<str>, rule: &'static str, confidence: f32) -> Self {
        Self { stage, rule, confidence, reason: None }
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.stage, self.rule)
    }
}
