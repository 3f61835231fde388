//! The survey of a run under way, in step with its checkpoints.

use super::Survey;
use std::fs;
use std::io;
use std::path::Path;

/// What a run has seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    wanted: bool,
    /// Up to the last place from which the run can be gone on with.
    settled: Survey,
    /// Behind that place.
    pending: Survey,
    /// By the complete run whose inputs are taken over.
    earlier: Option<Survey>,
}

impl Seen {
    /// `earlier` is what an earlier run has seen: of inputs that are taken over at the end, or of what is gone on with.
    /// A survey beside OUT is none of this run.
    pub(crate) fn start(
        wanted: bool,
        earlier: Option<Survey>,
        taken_over: bool,
        base: Option<&Path>,
    ) -> Self {
        if let Some(base) = base {
            // It may not be there, which is what is wanted.
            let _ = fs::remove_file(Survey::path(base));
        }
        let (earlier, settled) = if taken_over { (earlier, None) } else { (None, earlier) };
        Self { wanted, settled: settled.unwrap_or_default(), pending: Survey::default(), earlier }
    }

    pub(crate) fn add(&mut self, survey: Option<Box<Survey>>) {
        if let Some(survey) = survey {
            self.pending.merge(*survey);
        }
    }

    /// The run can be gone on with from here.
    pub(crate) fn settle(&mut self) {
        if self.wanted {
            self.settled.merge(std::mem::take(&mut self.pending));
        }
    }

    /// For a checkpoint.
    pub(crate) fn settled(&self) -> Option<Survey> {
        self.wanted.then(|| self.settled.clone())
    }

    /// Writes what was seen of `documents` documents, if it is wanted.
    pub(crate) fn finish(mut self, base: Option<&Path>, documents: u64) -> io::Result<()> {
        let Some(base) = base.filter(|_| self.wanted) else { return Ok(()) };
        self.settle();
        let mut survey = self.settled;
        if let Some(earlier) = self.earlier {
            survey.merge(earlier);
        }
        survey.unseen = documents.saturating_sub(survey.all.documents);
        survey.write(base)
    }
}
