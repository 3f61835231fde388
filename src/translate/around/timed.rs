//! An end to the wait for an engine that has none of its own.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, Term, TranslateError, Translator};

/// An engine that is waited for so long and no longer; then every segment of the batch has the error `TimedOut`.
///
/// The engine works in a thread of its own, which cannot be ended from outside: what it gives too late is dropped.
/// Engines that can end their own work, as [`Apertium`](crate::translate::Apertium) does, have their own limit.
///
/// ```
/// use std::time::Duration;
/// use unisono::translate::{Apertium, Timed, Translator};
/// let engine = Timed::new(Apertium::installed(), Duration::from_secs(60));
/// assert_eq!(engine.name(), "apertium");
/// ```
#[derive(Debug)]
pub struct Timed<T> {
    engine: Arc<T>,
    limit: Duration,
}

impl<T: Translator + 'static> Timed<T> {
    /// The engine with a limit for a batch.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use unisono::translate::{Apertium, Timed};
    /// let engine = Timed::new(Apertium::installed(), Duration::from_secs(5));
    /// # let _ = engine;
    /// ```
    pub fn new(engine: T, limit: Duration) -> Self {
        Self { engine: Arc::new(engine), limit }
    }
}

impl<T: Translator + 'static> Translator for Timed<T> {
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
        let own: Vec<(String, Vec<Term>)> =
            batch.iter().map(|segment| (segment.text.to_owned(), segment.terms.to_vec())).collect();
        let (engine, route) = (Arc::clone(&self.engine), route.clone());
        let (send, receive) = sync_channel(1);
        thread::spawn(move || {
            let segments: Vec<Segment<'_>> =
                own.iter().map(|(text, terms)| Segment::new(text).with_terms(terms)).collect();
            // Nobody listens any more when the time is over.
            let _ = send.send(ask(engine.as_ref(), &segments, &route));
        });
        let error = match receive.recv_timeout(self.limit) {
            Ok(answers) => return answers,
            Err(RecvTimeoutError::Timeout) => TranslateError::TimedOut { seconds: self.limit.as_secs() },
            Err(RecvTimeoutError::Disconnected) => TranslateError::EngineDied { restarts: 0 },
        };
        batch.iter().map(|_| Err(error.clone())).collect()
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        self.engine.to_install(from, to)
    }
}
