//! The documents of two runs, brought together by their ids while both are read once.

use crate::Failure;
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use unisono::io::{Input, Limits, Reader, Record};
use unisono::ledger::visible;
use unisono::repeated_lines::registered_domain;

/// Documents that wait for their partner, at most.
const WINDOW: usize = 50_000;
/// Bytes that such documents hold, at most.
const WINDOW_BYTES: usize = 512 << 20;

/// What is compared of a document.
#[derive(Debug, Default, Clone)]
pub(super) struct Side {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) language: String,
    /// JSON as written.
    pub(super) rejected: Option<String>,
    pub(super) edits: Option<String>,
    pub(super) site: Option<String>,
}

impl Side {
    fn of(record: &Record<'_>) -> Self {
        let raw = |key| record.raw(key).map(str::to_owned);
        Self {
            id: record.id().to_owned(),
            text: record.text().to_owned(),
            language: record.string("language").unwrap_or_default().into_owned(),
            rejected: raw("rejected"),
            edits: raw("edits"),
            site: crate::learn::site(record).map(|site| registered_domain(&site).into_owned()),
        }
    }

    fn bytes(&self) -> usize {
        self.text.len() + self.edits.as_ref().map_or(0, String::len) + 256
    }
}

/// What is known of a document.
pub(super) enum Pair {
    Both(Side, Side),
    Before(Side),
    After(Side),
}

/// One run, read batch by batch.
struct Run {
    reader: Reader,
    read: VecDeque<Side>,
    /// By id, in the order that they came in.
    waiting: HashMap<String, VecDeque<(u64, Side)>>,
    order: VecDeque<(u64, String)>,
    next: u64,
    bytes: usize,
    failed: Option<String>,
}

impl Run {
    fn open(path: &Path) -> Result<Self, Failure> {
        // What `clean` wrote may be longer than what it read.
        let limits = Limits { max_record_bytes: 1 << 30, ..Limits::default() };
        let reader =
            Reader::open(Input::file(path), limits).map_err(|error| Failure::Refused(error.to_string()))?;
        Ok(Self {
            reader,
            read: VecDeque::new(),
            waiting: HashMap::new(),
            order: VecDeque::new(),
            next: 0,
            bytes: 0,
            failed: None,
        })
    }

    fn next(&mut self) -> Result<Option<Side>, Failure> {
        while self.read.is_empty() {
            let Some(batch) = self.reader.next_batch() else { return Ok(None) };
            let (read, failed) = (&mut self.read, &mut self.failed);
            batch.records(|record| match record {
                Ok(record) => read.push_back(Side::of(&record)),
                Err(entry) if failed.is_none() => {
                    let line = entry.line.map_or_else(String::new, |line| format!(", line {line}"));
                    let (input, message) = (visible(&entry.input), visible(&entry.message));
                    *failed = Some(format!("{input}{line}: {message}"));
                }
                Err(_) => {}
            });
            if let Some(message) = self.failed.take() {
                return Err(Failure::Refused(format!("{message}; is it the output of `unisono clean`?")));
            }
        }
        Ok(self.read.pop_front())
    }

    fn take(&mut self, id: &str) -> Option<Side> {
        let queue = self.waiting.get_mut(id)?;
        let (_, side) = queue.pop_front()?;
        if queue.is_empty() {
            self.waiting.remove(id);
        }
        self.bytes -= side.bytes();
        Some(side)
    }

    fn wait(&mut self, side: Side) {
        self.bytes += side.bytes();
        self.order.push_back((self.next, side.id.clone()));
        self.waiting.entry(side.id.clone()).or_default().push_back((self.next, side));
        self.next += 1;
    }

    /// The one that has waited longest, when too much waits, or when all have been read.
    fn give_up(&mut self, all: bool) -> Option<Side> {
        while all || self.order.len() > WINDOW || self.bytes > WINDOW_BYTES {
            let (number, id) = self.order.pop_front()?;
            // Many have met their partner since.
            if self.waiting.get(&id).and_then(VecDeque::front).is_some_and(|(first, _)| *first == number) {
                return self.take(&id);
            }
        }
        None
    }
}

/// Two runs.
pub(super) struct Pairs {
    before: Run,
    after: Run,
}

impl Pairs {
    pub(super) fn open(before: &Path, after: &Path) -> Result<Self, Failure> {
        Ok(Self { before: Run::open(before)?, after: Run::open(after)? })
    }

    /// Gives every document once, with its partner where there is one.
    pub(super) fn each(mut self, mut give: impl FnMut(Pair)) -> Result<(), Failure> {
        loop {
            let (one, other) = (self.before.next()?, self.after.next()?);
            let done = one.is_none() && other.is_none();
            match (one, other) {
                (Some(one), Some(other))
                    if one.id == other.id && !self.before.waiting.contains_key(&one.id) =>
                {
                    give(Pair::Both(one, other));
                }
                (one, other) => {
                    if let Some(one) = one {
                        self.before.wait(one);
                    }
                    if let Some(other) = other {
                        match self.before.take(&other.id) {
                            Some(one) => give(Pair::Both(one, other)),
                            None => self.after.wait(other),
                        }
                    }
                    self.settle(&mut give);
                }
            }
            while let Some(one) = self.before.give_up(done) {
                give(Pair::Before(one));
            }
            while let Some(other) = self.after.give_up(done) {
                give(Pair::After(other));
            }
            if done {
                return Ok(());
            }
        }
    }

    /// Brings together what waits on both sides: the last that came in on the first side may have its partner there.
    fn settle(&mut self, give: &mut impl FnMut(Pair)) {
        let Some((_, id)) = self.before.order.back().cloned() else { return };
        if self.before.waiting.contains_key(&id)
            && let Some(other) = self.after.take(&id)
            && let Some(one) = self.before.take(&id)
        {
            give(Pair::Both(one, other));
        }
    }
}
