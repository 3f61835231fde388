//! Reads the inputs one after the other, in pieces for the workers.

use crate::manifest::Inside;
use crate::plan::Plan;
use crate::progress::Counter;
use crate::resume::Start;
use crate::stop::Stop;
use unisono::io::{
    Batch, ErrorEntry, ErrorKind, Format, Input, Limits, Mark, OpenError, Position, Reader, Watch,
};

/// A piece of work, in the order of the input.
pub(crate) enum Piece {
    /// Records, and where reading can be taken up behind them.
    Batch(usize, Batch, Option<(Position, Mark)>),
    /// There is nothing here that could be read.
    Unread(usize, Box<ErrorEntry>),
    /// The input has not changed since a complete run.
    Kept(usize),
    /// The input has been read to its end: its content.
    End(usize, Mark),
}

/// Reads the inputs one after the other.
pub(crate) struct Pieces<'p> {
    plan: &'p Plan,
    next: usize,
    /// The input that is being read, and what has been read of it.
    reader: Option<(Reader, Watch)>,
    /// Where the first input is taken up.
    inside: Option<Inside>,
    kept: Vec<bool>,
    limits: Limits,
    counter: Counter,
    stop: Stop,
    /// Nothing is under way that could not be taken up again.
    resumable: bool,
}

impl<'p> Pieces<'p> {
    pub(crate) fn new(plan: &'p Plan, limits: Limits, counter: Counter, stop: Stop) -> Self {
        let (reader, inside, kept) = (None, None, Vec::new());
        Self { plan, next: 0, reader, inside, kept, limits, counter, stop, resumable: true }
    }

    fn open(&self, input: &Input) -> Result<(Reader, Watch), OpenError> {
        let watch = Watch::default();
        let bytes = self.counter.count(watch.over(input.read()?));
        Ok((Reader::new(input.clone(), bytes, self.limits)?, watch))
    }

    /// Opens the first input before the run begins.
    pub(crate) fn open_first(&mut self) -> Result<(), OpenError> {
        if let Some(Ok(input)) = self.plan.inputs.first().map(|planned| &planned.input) {
            self.reader = Some(self.open(input)?);
        }
        Ok(())
    }

    /// Takes up what an earlier run has left.
    pub(crate) fn begin(&mut self, start: &mut Start) {
        self.next = start.complete.len();
        self.counter.add(start.complete.iter().map(|state| state.bytes).sum());
        self.inside = start.inside.as_ref().map(|(_, inside)| inside.clone());
        self.kept = start.kept.iter().map(Option::is_some).collect();
        if self.next > 0 || self.kept.first() == Some(&true) {
            self.reader = None;
        }
    }

    fn pass(&mut self, piece: Piece) -> Piece {
        self.reader = None;
        self.next += 1;
        self.resumable = true;
        piece
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.resumable && self.stop.asked().is_some() {
            return None;
        }
        let index = self.next;
        let input = match &self.plan.inputs.get(index)?.input {
            Ok(input) => input,
            Err(entry) => return Some(self.pass(Piece::Unread(index, entry.clone()))),
        };
        if self.kept.get(index) == Some(&true) {
            return Some(self.pass(Piece::Kept(index)));
        }
        let mut opened = match self.reader.take() {
            Some(opened) => opened,
            None => match self.open(input) {
                Ok(opened) => opened,
                Err(error) => return Some(self.pass(Piece::Unread(index, Box::new(error.entry())))),
            },
        };
        if let Some(inside) = self.inside.take()
            && !opened.0.advance(inside.position)
        {
            let (at, message) = (inside.position.offset, "the file has changed while it was read");
            let entry = ErrorEntry::damage(&input.name, at, ErrorKind::Io, message);
            return Some(self.pass(Piece::Unread(index, Box::new(entry))));
        }
        let (reader, watch) = &mut opened;
        if let Some(batch) = reader.next_batch() {
            let place = batch.end().map(|position| (position, watch.mark()));
            // Parquet is begun anew.
            self.resumable = place.is_some() || batch.input().format == Format::Parquet;
            self.reader = Some(opened);
            return Some(Piece::Batch(index, batch, place));
        }
        let content = watch.mark();
        Some(self.pass(Piece::End(index, content)))
    }
}
