//! What is known of finished runs, added up.

use crate::Failure;
use crate::learn::site;
use crate::manifest::{Manifest, Progress, RunState, StageState, add_stages};
use crate::plan::beside;
use crate::survey::{Group, Place, Survey, start, ten_thousandths};
use crate::work::Counts;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use unisono::io::{Input, Limits, Reader, Record};
use unisono::repeated_lines::registered_domain;

/// Longest record of an output that is looked at, in bytes.
const MOST: usize = 256 << 20;
/// Longest entry of an error file that is looked at, in bytes.
const MOST_ENTRY: u64 = 1 << 20;
/// How many entries of each kind are shown.
const ENTRIES: usize = 5;
/// Longest piece of text of a rejected document that is shown, in characters.
const SHOWN: usize = 200;

/// All runs together.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) runs: Vec<Run>,
    pub(super) totals: Counts,
    pub(super) survey: Survey,
    /// True when every run has kept a survey; otherwise only outputs were looked at.
    pub(super) surveyed: bool,
    pub(super) stages: Vec<StageState>,
    pub(super) errors: BTreeMap<String, Errors>,
}

/// One run.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) pipeline: String,
    pub(super) inputs: usize,
    pub(super) unreadable: usize,
    pub(super) input_bytes: u64,
    pub(super) counts: Counts,
}

/// Entries of one kind.
#[derive(Debug, Default)]
pub(super) struct Errors {
    pub(super) entries: u64,
    pub(super) first: Vec<Entry>,
}

/// What is shown of an entry of an error file.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    pub(super) input: String,
    pub(super) line: Option<u64>,
    pub(super) offset: u64,
    pub(super) kind: String,
    pub(super) message: String,
}

#[derive(Deserialize)]
struct Verdict {
    stage: String,
    rule: String,
}

pub(super) fn gather(runs: &[PathBuf]) -> Result<Gathered, Failure> {
    let found = runs.iter().map(|run| {
        // Without the slash that it may end in.
        let base: PathBuf = run.components().collect();
        let manifest = finished(&base)?;
        let seen = Survey::read(&base).filter(|survey| {
            survey.all.documents + survey.unseen == manifest.totals.kept + manifest.totals.rejected
        });
        Ok((base, manifest, seen))
    });
    let found = found.collect::<Result<Vec<_>, Failure>>()?;
    let surveyed = found.iter().all(|(_, _, seen)| seen.is_some());
    let mut gathered = Gathered { surveyed, ..Gathered::default() };
    for (base, manifest, seen) in found {
        match seen.filter(|_| surveyed) {
            Some(survey) => gathered.survey.merge(survey),
            None => outputs(&base, &manifest, &mut gathered.survey)?,
        }
        errors(&base, &mut gathered.errors)?;
        gathered.totals.add(&manifest.totals);
        add_stages(&mut gathered.stages, &manifest.stages);
        gathered.runs.push(Run {
            name: base.to_string_lossy().into_owned(),
            version: manifest.version,
            pipeline: manifest.preset.unwrap_or_else(|| "of its own".to_owned()),
            inputs: manifest.inputs.len(),
            unreadable: manifest.inputs.iter().filter(|input| input.state == Progress::Unreadable).count(),
            input_bytes: manifest.inputs.iter().map(|input| input.bytes).sum(),
            counts: manifest.totals,
        });
    }
    Ok(gathered)
}

fn finished(base: &Path) -> Result<Manifest, Failure> {
    let shown = base.display();
    let refused = |why: String| Err(Failure::Refused(format!("{shown}: {why}")));
    match Manifest::read(base) {
        Some(manifest) if manifest.state == RunState::Complete => Ok(manifest),
        Some(_) => refused("this run is not finished; go on with it by `clean --resume`".to_owned()),
        None => {
            let file = beside(base, "manifest.json");
            refused(format!("no run that ended here: {} is not there or not readable", file.display()))
        }
    }
}

/// What the outputs of a run tell, read once from start to end.
fn outputs(base: &Path, manifest: &Manifest, survey: &mut Survey) -> Result<(), Failure> {
    let before = survey.all.documents;
    let mut files: Vec<PathBuf> = vec![base.to_owned()];
    if base.is_dir() {
        files = manifest.inputs.iter().filter_map(|input| Some(base.join(input.output.as_ref()?))).collect();
    }
    let mut kept = |survey: &mut Survey, record: &Record<'_>, input: &str| {
        // Rejected documents stand in a file of their own, whether they are in the output or not.
        if record.raw("rejected").is_none() {
            add(survey, record, input);
        }
    };
    for file in files {
        records(&file, survey, &mut kept)?;
    }
    records(&beside(base, "rejected.jsonl"), survey, &mut add)?;
    let documents = manifest.totals.kept + manifest.totals.rejected;
    survey.unseen += documents.saturating_sub(survey.all.documents - before);
    Ok(())
}

fn records(
    file: &Path,
    survey: &mut Survey,
    take: &mut dyn FnMut(&mut Survey, &Record<'_>, &str),
) -> Result<(), Failure> {
    let limits = Limits { max_record_bytes: MOST, max_document_bytes: MOST };
    let mut reader = Reader::open(Input::file(file), limits)
        .map_err(|error| Failure::Refused(format!("{}: {error}", file.display())))?;
    let name = file.to_string_lossy();
    while let Some(batch) = reader.next_batch() {
        batch.records(|record| {
            if let Ok(record) = record {
                take(survey, &record, &name);
            }
        });
    }
    Ok(())
}

fn add(survey: &mut Survey, record: &Record<'_>, input: &str) {
    let confidence: f32 =
        record.raw("language_confidence").and_then(|number| number.parse().ok()).unwrap_or(0.0);
    let verdict: Option<Verdict> =
        record.raw("rejected").and_then(|verdict| serde_json::from_str(verdict).ok());
    let group = Group {
        documents: 1,
        rejected: u64::from(verdict.is_some()),
        text_bytes: record.text().len() as u64,
        confidence: u64::from(ten_thousandths(confidence)),
        ..Group::default()
    };
    survey.all.merge(&group);
    let language = record.string("language").unwrap_or_else(|| "und".into());
    survey.languages.entry(language.into_owned()).or_default().merge(&group);
    survey.sites.add(site(record).as_deref().map(registered_domain).as_deref(), &group);
    survey.confidences.add_share(confidence);
    survey.lengths.text.add_length(record.text().chars().count());
    if let Some(verdict) = verdict {
        let rejections = survey.rejections.entry(format!("{}/{}", verdict.stage, verdict.rule)).or_default();
        rejections.documents += 1;
        let place = Place { input: input.to_owned(), line: record.line(), id: record.id().to_owned() };
        rejections.examples.add(place.rank(), &place, start(record.text().trim_start(), SHOWN));
    }
}

/// The error file, by kind.
fn errors(base: &Path, errors: &mut BTreeMap<String, Errors>) -> Result<(), Failure> {
    let path = beside(base, "errors.jsonl");
    let failed = |error| Failure::Refused(format!("cannot read {}: {error}", path.display()));
    let mut file = BufReader::new(File::open(&path).map_err(failed)?);
    let mut line = Vec::new();
    loop {
        line.clear();
        if file.by_ref().take(MOST_ENTRY).read_until(b'\n', &mut line).map_err(failed)? == 0 {
            return Ok(());
        }
        if let Ok(entry) = serde_json::from_slice::<Entry>(&line) {
            let own = errors.entry(entry.kind.clone()).or_default();
            own.entries += 1;
            if own.first.len() < ENTRIES {
                own.first.push(entry);
            }
        }
    }
}
