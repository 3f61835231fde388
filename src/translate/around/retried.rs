//! Another try for what failed and may succeed.

use std::thread;
use std::time::Duration;

use super::put;
use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

/// Longest wait before a try, whatever a service asks for.
const LONGEST: Duration = Duration::from_secs(120);

/// An engine that is asked again for the segments that failed, after a wait that doubles from try to try; a wait that
/// the service asks for itself is kept. What cannot succeed is not tried again.
///
/// ```
/// use std::time::Duration;
/// use unisono::translate::{Apertium, Retried, Translator};
/// let engine = Retried::new(Apertium::installed(), 3, Duration::from_millis(500));
/// assert_eq!(engine.name(), "apertium");
/// ```
#[derive(Debug)]
pub struct Retried<T> {
    engine: T,
    tries: u32,
    wait: Duration,
}

impl<T: Translator> Retried<T> {
    /// The engine with at most `tries` more tries, the first of them after `wait`.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use unisono::translate::{Apertium, Retried};
    /// let engine = Retried::new(Apertium::installed(), 1, Duration::ZERO);
    /// # let _ = engine;
    /// ```
    pub fn new(engine: T, tries: u32, wait: Duration) -> Self {
        Self { engine, tries, wait }
    }
}

impl<T: Translator> Translator for Retried<T> {
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
        let mut given = ask(&self.engine, batch, route);
        for nth in 0..self.tries {
            let failed = |at: &usize| matches!(given.get(*at), Some(Err(error)) if error.is_retryable());
            let mut open: Vec<usize> = (0..batch.len()).filter(failed).collect();
            if open.is_empty() {
                break;
            }
            let asked = given.iter().filter_map(|answer| answer.as_ref().err()?.retry_after()).max();
            let own = self.wait.saturating_mul(1 << nth.min(16));
            thread::sleep(asked.map_or(own, |seconds| own.max(Duration::from_secs(seconds))).min(LONGEST));
            if !self.capabilities().independent {
                open = (0..batch.len()).collect();
            }
            let segments: Vec<Segment<'_>> = open.iter().filter_map(|&at| batch.get(at).copied()).collect();
            let answers = ask(&self.engine, &segments, route);
            put(&mut given, &open, answers);
        }
        given
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        self.engine.to_install(from, to)
    }
}
