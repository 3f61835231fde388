//! What one document adds to a survey.

use super::histogram::ten_thousandths;
use super::sample::start;
use super::{Example, Group, LineExample, Place, Slow, Survey};
use std::collections::BTreeMap;
use unisono::Document;
use unisono::ledger::{Explanation, Report};
use unisono::repeated_lines::registered_domain;

/// Longest piece of text in an example, in characters.
const MOST: usize = 200;

impl Survey {
    /// Counts a document that a pipeline with a full trace has run over.
    pub(crate) fn add(&mut self, document: &Document, place: &Place) {
        let group = group_of(document);
        self.all.merge(&group);
        self.languages.entry(document.language().to_string()).or_default().merge(&group);
        self.sites.add(document.site().map(registered_domain).as_deref(), &group);
        self.confidences.add_share(document.language_confidence());
        self.lengths.source.add_length(document.source().chars().count());
        self.lengths.text.add_length(document.text().chars().count());
        let rank = place.rank();
        self.add_stages(document, rank, place);
        self.add_lines(document, rank, place);
        if let Some(cause) = document.rejected() {
            let rejections = self.rejections.entry(cause.to_string()).or_default();
            rejections.documents += 1;
            rejections.examples.add(rank, place, start(document.text().trim_start(), MOST));
        }
        self.add_time(document, place);
    }

    fn add_stages(&mut self, document: &Document, rank: u64, place: &Place) {
        let mut report = Report::default();
        report.add(document);
        let mut explanation: Option<Explanation<'_>> = None;
        for stage in report.stages() {
            let own = self.stage(&stage.name);
            own.documents += stage.documents;
            own.changed += stage.changed;
            own.rejected += stage.rejected;
            own.refused += stage.refused;
            for (&name, rule) in &stage.rules {
                let own = own.rules.entry(name.to_owned()).or_default();
                own.documents += rule.documents;
                own.edits += rule.edits;
                own.removed_bytes += rule.removed;
                own.inserted_bytes += rule.inserted;
                if own.examples.wants(rank)
                    && let explanation = explanation.get_or_insert_with(|| document.explain())
                    && let Some(example) = example(explanation, &stage.name, name)
                {
                    own.examples.add(rank, place, example);
                }
            }
        }
        for record in document.ledger().stages() {
            let nanoseconds = u64::try_from(record.time().as_nanos()).unwrap_or(u64::MAX);
            self.stage(record.name()).nanoseconds += nanoseconds;
        }
    }

    fn add_lines(&mut self, document: &Document, rank: u64, place: &Place) {
        let mut kinds: BTreeMap<&'static str, u64> = BTreeMap::new();
        for line in document.lines() {
            if line.keep {
                self.scores.kept.add_share(line.score);
                continue;
            }
            self.scores.removed.add_share(line.score);
            let text = line.span.of(document.source()).unwrap_or_default();
            let kind = line.kind.as_str();
            let first = *kinds.entry(kind).and_modify(|count| *count += 1).or_insert(1) == 1;
            let own = self.lines.entry(kind.to_owned()).or_default();
            own.lines += 1;
            own.documents += u64::from(first);
            own.bytes += text.len() as u64;
            // One of each kind from a document, so that the examples differ.
            if first && own.examples.wants(rank) {
                let (text, reason) = (start(text.trim(), MOST), line.reason.to_owned());
                own.examples.add(
                    rank,
                    place,
                    LineExample { text, reason, score: ten_thousandths(line.score) },
                );
            }
        }
    }

    fn add_time(&mut self, document: &Document, place: &Place) {
        let times = || document.ledger().stages().map(|stage| (stage.time(), stage.name()));
        let nanoseconds = |time: std::time::Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let all = nanoseconds(times().map(|(time, _)| time).sum());
        if self.slowest.wants(all)
            && let Some((time, stage)) = times().max_by_key(|(time, _)| *time)
        {
            self.slowest.add(Slow {
                nanoseconds: all,
                source_bytes: document.source().len() as u64,
                place: place.clone(),
                stage: stage.to_owned(),
                stage_nanoseconds: nanoseconds(time),
            });
        }
    }
}

pub(super) fn group_of(document: &Document) -> Group {
    Group {
        documents: 1,
        changed: u64::from(document.text() != document.source()),
        rejected: u64::from(document.rejected().is_some()),
        source_bytes: document.source().len() as u64,
        text_bytes: document.text().len() as u64,
        confidence: u64::from(ten_thousandths(document.language_confidence())),
    }
}

/// A change that the rule took part in, of those with fewest other rules in it the first; none where later stages have
/// undone what it did.
fn example(explanation: &Explanation<'_>, stage: &str, rule: &str) -> Option<Example> {
    let by = |via: &unisono::document::Via<'_>| via.stage == stage && via.rule == rule;
    let own = explanation.entries().iter().filter(|entry| entry.edit.via.iter().any(by));
    let entry = own.min_by_key(|entry| entry.edit.via.len())?;
    Some(Example {
        lead: entry.lead.to_owned(),
        before: start(entry.edit.before, MOST),
        after: start(entry.edit.after, MOST),
        trail: entry.trail.to_owned(),
    })
}
