//! What a worker does with a batch of records.

use crate::cause::with_causes;
use crate::fields::{Fields, Made};
use crate::learn;
use crate::survey::{Place, Survey};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use unisono::io::{Batch, ErrorEntry, ErrorKind, Record, Rows};
use unisono::ledger::Report;
use unisono::pipeline::Error;
use unisono::{Document, Pipeline, Scratch};

/// How a worker treats records.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) pipeline: Pipeline,
    pub(crate) fields: Fields,
    pub(crate) drop_rejected: bool,
    /// Whether a survey is made.
    pub(crate) survey: bool,
    /// Rows of Parquet go into Parquet: their other columns are taken over as they are.
    pub(crate) keep_rows: bool,
}

/// The six counts of a run or of an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) records: u64,
    pub(crate) kept: u64,
    pub(crate) rejected: u64,
    pub(crate) errors: u64,
    pub(crate) damage: u64,
    pub(crate) blank: u64,
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.kept += other.kept;
        self.rejected += other.rejected;
        self.errors += other.errors;
        self.damage += other.damage;
        self.blank += other.blank;
    }

    /// Entries of the error file.
    pub(crate) fn entries(&self) -> u64 {
        self.errors + self.damage
    }

    pub(crate) fn count_entry(&mut self, entry: &ErrorEntry) {
        if entry.line.is_some() {
            self.errors += 1;
        } else {
            self.damage += 1;
        }
    }
}

/// What became of a batch: lines for the files, and numbers.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) out: Vec<u8>,
    /// The rows that the lines of `out` are from.
    pub(crate) rows: Option<Rows>,
    pub(crate) rejected: Vec<u8>,
    pub(crate) errors: Vec<u8>,
    pub(crate) counts: Counts,
    pub(crate) report: Report,
    pub(crate) survey: Option<Box<Survey>>,
}

impl Done {
    pub(crate) fn fail(&mut self, entry: &ErrorEntry) {
        self.counts.count_entry(entry);
        self.errors.extend_from_slice(entry.to_json().as_bytes());
        self.errors.push(b'\n');
    }
}

thread_local! {
    /// True while a stage runs whose panic becomes an error entry.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps a panic inside a stage from being printed: it is reported with its record. Any other is printed as ever.
pub(crate) fn quiet_panics() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            print(info);
        }
    }));
}

impl Job {
    pub(crate) fn run(&self, batch: &Batch) -> Done {
        let mut done = Done::default();
        done.counts.blank = batch.blank();
        done.out.reserve(batch.bytes() + batch.bytes() / 8);
        done.survey = self.survey.then(Box::default);
        let input = batch.input().name.as_str();
        let mut scratch = Scratch::default();
        let (mut row, mut kept) = (0, Vec::new());
        batch.records(|record| {
            match record {
                Ok(record) => {
                    done.counts.records += 1;
                    let written = done.out.len();
                    match self.clean(&record, &mut scratch) {
                        Ok(document) => {
                            if let Some(survey) = &mut done.survey {
                                let (line, id) = (record.line(), record.id().to_owned());
                                survey.add(&document, &Place { input: input.to_owned(), line, id });
                            }
                            self.write(&record, &document, &mut done);
                        }
                        Err(entry) => done.fail(&entry),
                    }
                    if done.out.len() > written {
                        kept.push(row);
                    }
                }
                Err(entry) => {
                    done.counts.records += u64::from(entry.line.is_some());
                    done.fail(&entry);
                }
            }
            row += 1;
        });
        done.rows = self.keep_rows.then(|| batch.rows(kept)).flatten();
        done
    }

    fn clean(&self, record: &Record<'_>, scratch: &mut Scratch) -> Result<Document, Box<ErrorEntry>> {
        run(&self.pipeline, record, scratch)
    }

    fn write(&self, record: &Record<'_>, document: &Document, done: &mut Done) {
        done.report.add(document);
        let made: Vec<Made> = self.fields.make(document, record.declared());
        if document.rejected().is_none() {
            done.counts.kept += 1;
            record.write(document.text(), &made, &mut done.out);
            done.out.push(b'\n');
            return;
        }
        done.counts.rejected += 1;
        let start = done.rejected.len();
        record.write(document.text(), &made, &mut done.rejected);
        done.rejected.push(b'\n');
        if !self.drop_rejected {
            done.out.extend_from_slice(done.rejected.get(start..).unwrap_or_default());
        }
    }
}

/// Runs a pipeline over a record; a stage that fails or panics costs this record alone.
pub(crate) fn run(
    pipeline: &Pipeline,
    record: &Record<'_>,
    scratch: &mut Scratch,
) -> Result<Document, Box<ErrorEntry>> {
    let fail = |kind, message: String| Box::new(record.entry(kind, message));
    let document = record.to_document().map_err(|error| fail(ErrorKind::TooLong, error.to_string()))?;
    let document = learn::of_site(document, record);
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(|| pipeline.run_with(scratch, document)));
    GUARDED.set(false);
    match result {
        Ok(Ok(document)) => Ok(document),
        Ok(Err(Error::TooLong(error))) => Err(fail(ErrorKind::TooLong, error.to_string())),
        Ok(Err(error)) => Err(fail(ErrorKind::Stage, with_causes(&error))),
        Err(payload) => {
            *scratch = Scratch::default();
            let said = payload.downcast_ref::<&str>().copied();
            let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
            Err(fail(ErrorKind::Panic, format!("a stage panicked: {}", said.unwrap_or("without a message"))))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use unisono::document::Unit;
    use unisono::io::{Input, Limits, Reader};

    #[test]
    fn a_stage_that_panics_or_fails_costs_its_record_alone() {
        let pipeline = Pipeline::builder().custom("marker", |view, _| {
            assert!(!view.text().contains("boom"), "met the marker");
            if view.text().contains("fail") {
                return Err(unisono::stage::StageError::new("no service"));
            }
            Ok(())
        });
        let job = Job {
            pipeline: pipeline.build().unwrap(),
            fields: Fields { parts: Vec::new(), unit: Unit::Utf8 },
            drop_rejected: false,
            survey: false,
            keep_rows: false,
        };
        quiet_panics();
        let lines = b"{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"boom\"}\n{\"id\":3,\"text\":\"fail\"}\n{\"id\":4,\"text\":\"b\"}\n";
        let mut reader = Reader::new(Input::stdin(), Box::new(&lines[..]), Limits::default()).unwrap();
        let done = job.run(&reader.next_batch().unwrap());
        assert_eq!((done.counts.records, done.counts.kept, done.counts.errors), (4, 2, 2));
        let errors: Vec<serde_json::Value> = String::from_utf8(done.errors)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(
            (&errors[0]["kind"], &errors[0]["line"], &errors[0]["offset"], &errors[0]["id"]),
            (&"panic".into(), &2.into(), &20.into(), &"2".into())
        );
        assert_eq!((&errors[1]["kind"], &errors[1]["line"]), (&"stage".into(), &3.into()));
        assert!(errors[0]["message"].as_str().unwrap().ends_with("met the marker"));
        assert!(errors[1]["message"].as_str().unwrap().ends_with("no service"));
    }
}
