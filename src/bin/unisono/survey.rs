//! What a run has seen, for its report: counts, shares and a bounded number of examples. Surveys of parts add up to the
//! survey of the whole; apart from times, neither order nor threads show in it.

mod examine;
mod histogram;
mod sample;
mod seen;
mod sites;
mod slowest;
#[cfg(test)]
mod tests;

use crate::plan::beside;
pub(crate) use histogram::ten_thousandths;
pub(crate) use histogram::{Histogram, LENGTHS, SHARES};
pub(crate) use sample::{Found, Place, Sample, start};
pub(crate) use seen::Seen;
use serde::{Deserialize, Serialize};
pub(crate) use sites::Sites;
pub(crate) use slowest::{Slow, Slowest};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use unisono::io::Sink;

/// What stands in `OUT.report.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Survey {
    pub(crate) all: Group,
    /// Documents of an earlier run that were taken over without being looked at.
    pub(crate) unseen: u64,
    pub(crate) stages: Vec<StageSurvey>,
    pub(crate) languages: BTreeMap<String, Group>,
    pub(crate) sites: Sites,
    /// Of the language of a document, in ten-thousandths.
    pub(crate) confidences: Histogram,
    /// Of the lines of the sources, by whether they were kept.
    pub(crate) scores: Kept,
    /// Documents by their length in characters.
    pub(crate) lengths: Lengths,
    /// Removed lines by what they were.
    pub(crate) lines: BTreeMap<String, LineSurvey>,
    /// By stage and rule.
    pub(crate) rejections: BTreeMap<String, Rejections>,
    pub(crate) slowest: Slowest,
}

/// Documents that have something in common.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) documents: u64,
    pub(crate) changed: u64,
    pub(crate) rejected: u64,
    pub(crate) source_bytes: u64,
    pub(crate) text_bytes: u64,
    /// Of their language, in ten-thousandths, summed.
    pub(crate) confidence: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StageSurvey {
    pub(crate) name: String,
    pub(crate) documents: u64,
    pub(crate) changed: u64,
    pub(crate) rejected: u64,
    pub(crate) refused: u64,
    pub(crate) nanoseconds: u64,
    pub(crate) rules: BTreeMap<String, RuleSurvey>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct RuleSurvey {
    pub(crate) documents: u64,
    pub(crate) edits: u64,
    pub(crate) removed_bytes: u64,
    pub(crate) inserted_bytes: u64,
    pub(crate) examples: Sample<Example>,
}

/// One edit, clipped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Example {
    pub(crate) lead: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) trail: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct LineSurvey {
    pub(crate) lines: u64,
    pub(crate) documents: u64,
    pub(crate) bytes: u64,
    pub(crate) examples: Sample<LineExample>,
}

/// One removed line, clipped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct LineExample {
    pub(crate) text: String,
    pub(crate) reason: String,
    /// Ten-thousandths.
    pub(crate) score: u16,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rejections {
    pub(crate) documents: u64,
    /// The start of the text.
    pub(crate) examples: Sample<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) kept: Histogram,
    pub(crate) removed: Histogram,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Lengths {
    pub(crate) source: Histogram,
    pub(crate) text: Histogram,
}

impl Group {
    pub(crate) fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.changed += other.changed;
        self.rejected += other.rejected;
        self.source_bytes += other.source_bytes;
        self.text_bytes += other.text_bytes;
        self.confidence += other.confidence;
    }
}

impl Survey {
    /// Adds what another survey has seen.
    pub(crate) fn merge(&mut self, other: Self) {
        self.all.merge(&other.all);
        self.unseen += other.unseen;
        for stage in other.stages {
            let own = self.stage(&stage.name);
            own.documents += stage.documents;
            own.changed += stage.changed;
            own.rejected += stage.rejected;
            own.refused += stage.refused;
            own.nanoseconds += stage.nanoseconds;
            for (name, rule) in stage.rules {
                let own = own.rules.entry(name).or_default();
                own.documents += rule.documents;
                own.edits += rule.edits;
                own.removed_bytes += rule.removed_bytes;
                own.inserted_bytes += rule.inserted_bytes;
                own.examples.merge(rule.examples);
            }
        }
        for (language, group) in &other.languages {
            self.languages.entry(language.clone()).or_default().merge(group);
        }
        self.sites.merge(&other.sites);
        self.confidences.merge(&other.confidences);
        self.scores.kept.merge(&other.scores.kept);
        self.scores.removed.merge(&other.scores.removed);
        self.lengths.source.merge(&other.lengths.source);
        self.lengths.text.merge(&other.lengths.text);
        for (kind, lines) in other.lines {
            let own = self.lines.entry(kind).or_default();
            own.lines += lines.lines;
            own.documents += lines.documents;
            own.bytes += lines.bytes;
            own.examples.merge(lines.examples);
        }
        for (cause, rejections) in other.rejections {
            let own = self.rejections.entry(cause).or_default();
            own.documents += rejections.documents;
            own.examples.merge(rejections.examples);
        }
        self.slowest.merge(other.slowest);
    }

    /// The stage of that name; it is added when it is new.
    fn stage(&mut self, name: &str) -> &mut StageSurvey {
        let place = self.stages.iter().position(|stage| stage.name == name).unwrap_or_else(|| {
            self.stages.push(StageSurvey { name: name.to_owned(), ..StageSurvey::default() });
            self.stages.len() - 1
        });
        &mut self.stages[place]
    }

    pub(crate) fn path(base: &Path) -> PathBuf {
        beside(base, "report.json")
    }

    /// Writes it beside OUT, by renaming.
    pub(crate) fn write(&self, base: &Path) -> io::Result<()> {
        let mut sink = Sink::create(&Self::path(base))?;
        serde_json::to_writer_pretty(&mut sink, self)?;
        sink.write_all(b"\n")?;
        sink.commit().map(drop)
    }

    /// The survey beside OUT, if there is one and it can be understood.
    pub(crate) fn read(base: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(Self::path(base)).ok()?).ok()
    }
}
