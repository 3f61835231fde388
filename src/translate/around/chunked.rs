//! Batches of the size that an engine takes.

use super::{Given, put};
use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

/// An engine that gets no more segments and bytes in a request than its capabilities say; a segment that is too long
/// by itself is not sent.
///
/// ```
/// use unisono::translate::{Apertium, Chunked, Translator};
/// assert_eq!(Chunked::new(Apertium::installed()).name(), "apertium");
/// ```
#[derive(Debug)]
pub struct Chunked<T> {
    engine: T,
}

impl<T: Translator> Chunked<T> {
    /// The engine, asked in parts.
    ///
    /// ```
    /// # use unisono::translate::{Apertium, Chunked};
    /// let engine = Chunked::new(Apertium::installed());
    /// # let _ = engine;
    /// ```
    pub fn new(engine: T) -> Self {
        Self { engine }
    }
}

impl<T: Translator> Translator for Chunked<T> {
    fn name(&self) -> &str {
        self.engine.name()
    }

    fn capabilities(&self) -> &Capabilities {
        self.engine.capabilities()
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        self.engine.routes(from, to)
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        let limits = self.capabilities();
        let mut given: Vec<Given> = Vec::with_capacity(batch.len());
        let mut part: Vec<usize> = Vec::new();
        let mut size = 0;
        let send = |part: &mut Vec<usize>, given: &mut Vec<Given>| {
            let segments: Vec<Segment<'_>> = part.iter().filter_map(|&at| batch.get(at).copied()).collect();
            put(given, part, ask(&self.engine, &segments, route));
            part.clear();
        };
        for (at, segment) in batch.iter().enumerate() {
            let bytes = segment.text.len();
            if bytes > limits.max_bytes {
                given.push(Err(TranslateError::TooLong { bytes, limit: limits.max_bytes }));
                continue;
            }
            let full = part.len() >= limits.max_batch || size + bytes > limits.max_batch_bytes;
            if full && !part.is_empty() {
                send(&mut part, &mut given);
                size = 0;
            }
            given.push(Err(TranslateError::OutOfStep));
            part.push(at);
            size += bytes;
        }
        send(&mut part, &mut given);
        given
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        self.engine.to_install(from, to)
    }
}
