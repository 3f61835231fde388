//! A stage from a closure.

use std::fmt;

use super::{Proposal, Stage, StageError, View};

pub(crate) struct Closure<F> {
    name: String,
    propose: F,
}

impl<F> Closure<F> {
    pub(crate) fn new(name: String, propose: F) -> Self {
        Self { name, propose }
    }
}

impl<F> fmt::Debug for Closure<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closure").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<F> Stage for Closure<F>
where
    F: Fn(&View<'_>, &mut Proposal<'_>) -> Result<(), StageError> + Send + Sync,
{
    fn name(&self) -> &str {
        &self.name
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        (self.propose)(view, out)
    }
}
