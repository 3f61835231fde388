//! What was translated once is not translated again.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Given, put};
use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

/// An engine whose answers are kept in memory, up to a number of bytes.
///
/// The key holds the engine, the route, the text and its terms, so another glossary or another engine never finds an
/// old answer. Where an answer depends on the rest of its batch, the batch is kept as a whole: a warm cache gives the
/// bytes that a cold one gives. Failures are not kept.
///
/// ```
/// use unisono::translate::{Apertium, Cached, Translator};
/// let engine = Cached::new(Apertium::installed(), 64 << 20);
/// assert_eq!(engine.name(), "apertium");
/// ```
#[derive(Debug)]
pub struct Cached<T> {
    engine: T,
    kept: Mutex<Kept>,
}

/// Two generations: what is asked for again moves to the new one; when that is full it becomes the old one.
#[derive(Debug)]
struct Kept {
    new: HashMap<String, Arc<[Answer]>>,
    old: HashMap<String, Arc<[Answer]>>,
    bytes: usize,
    /// Of one generation.
    most: usize,
}

impl<T: Translator> Cached<T> {
    /// The engine with a cache of at most `bytes` bytes of text.
    ///
    /// ```
    /// use unisono::translate::{Apertium, Cached};
    /// let engine = Cached::new(Apertium::installed(), 1 << 20);
    /// # let _ = engine;
    /// ```
    pub fn new(engine: T, bytes: usize) -> Self {
        let kept = Kept { new: HashMap::new(), old: HashMap::new(), bytes: 0, most: bytes / 2 };
        Self { engine, kept: Mutex::new(kept) }
    }

    fn key(&self, batch: &[Segment<'_>], route: &Route) -> String {
        let mut key = format!("{}\u{1}{route}", self.engine.name());
        for segment in batch {
            // Lengths in front: no text can look like two.
            let _ = write!(key, "\u{1}{}:{}", segment.text.len(), segment.text);
            for term in segment.terms {
                let (source, target) = (&term.source, &term.target);
                let _ = write!(key, "\u{2}{}:{source}{}:{target}", source.len(), target.len());
            }
        }
        key
    }

    /// What is kept under a key, one answer for each of `wanted` segments.
    fn get(&self, key: &str, wanted: usize) -> Option<Arc<[Answer]>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.new.get(key).cloned().or_else(|| {
            let (key, found) = kept.old.remove_entry(key)?;
            kept.keep(key, found.clone());
            Some(found)
        });
        found.filter(|answers| answers.len() == wanted)
    }

    fn keep(&self, key: String, answers: Arc<[Answer]>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).keep(key, answers);
    }
}

#[cfg(test)]
impl Cached<super::fake::Fake> {
    pub(super) fn engine(&self) -> &super::fake::Fake {
        &self.engine
    }

    /// Bytes that are held now.
    pub(super) fn bytes(&self) -> usize {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let size = |(key, answers): (&String, &Arc<[Answer]>)| {
            key.len() + answers.iter().map(|answer| answer.text.len()).sum::<usize>()
        };
        kept.new.iter().chain(&kept.old).map(size).sum()
    }
}

impl Kept {
    fn keep(&mut self, key: String, answers: Arc<[Answer]>) {
        let size = key.len() + answers.iter().map(|answer| answer.text.len()).sum::<usize>();
        if size > self.most {
            return;
        }
        if self.bytes + size > self.most {
            self.old = std::mem::take(&mut self.new);
            self.bytes = 0;
        }
        if self.new.insert(key, answers).is_none() {
            self.bytes += size;
        }
    }
}

impl<T: Translator> Translator for Cached<T> {
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
        if !self.capabilities().independent {
            let key = self.key(batch, route);
            if let Some(answers) = self.get(&key, batch.len()) {
                return answers.iter().cloned().map(Ok).collect();
            }
            let answers = ask(&self.engine, batch, route);
            if let Ok(all) = answers.iter().cloned().collect::<Result<Vec<Answer>, _>>() {
                self.keep(key, all.into());
            }
            return answers;
        }
        let keys: Vec<String> =
            batch.iter().map(|segment| self.key(std::slice::from_ref(segment), route)).collect();
        let mut given: Vec<Given> = Vec::with_capacity(batch.len());
        let mut open = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let answer = self.get(key, 1).and_then(|answers| answers.first().cloned());
            if answer.is_none() {
                open.push(at);
            }
            given.push(answer.ok_or(TranslateError::OutOfStep));
        }
        let segments: Vec<Segment<'_>> = open.iter().filter_map(|&at| batch.get(at).copied()).collect();
        let answers = ask(&self.engine, &segments, route);
        for (&at, answer) in open.iter().zip(&answers) {
            if let (Ok(answer), Some(key)) = (answer, keys.get(at)) {
                self.keep(key.clone(), Arc::from([answer.clone()]));
            }
        }
        put(&mut given, &open, answers);
        given
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        self.engine.to_install(from, to)
    }
}
