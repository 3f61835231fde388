//! No more requests and characters in a minute than a service allows.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

/// An engine that is asked no faster than this: a request too early waits. Threads share the limit.
///
/// ```
/// use unisono::translate::{Apertium, RateLimited, Translator};
/// let engine = RateLimited::new(Apertium::installed(), 60, 100_000);
/// assert_eq!(engine.name(), "apertium");
/// ```
#[derive(Debug)]
pub struct RateLimited<T> {
    engine: T,
    minute: Duration,
    requests: Mutex<Allowance>,
    characters: Mutex<Allowance>,
}

/// A bucket that fills over a minute and may be drawn below nothing: who draws last waits.
#[derive(Debug)]
struct Allowance {
    /// In a minute; 0 for no limit.
    most: u64,
    left: f64,
    since: Instant,
}

impl Allowance {
    fn new(most: u64) -> Self {
        Self { most, left: most as f64, since: Instant::now() }
    }

    /// Takes `wanted` and says how long to wait for it.
    fn take(&mut self, wanted: u64, minute: Duration) -> Duration {
        if self.most == 0 {
            return Duration::ZERO;
        }
        let now = Instant::now();
        let speed = self.most as f64 / minute.as_secs_f64();
        let filled = now.duration_since(self.since).as_secs_f64() * speed;
        self.left = (self.left + filled).min(self.most as f64) - wanted as f64;
        self.since = now;
        Duration::try_from_secs_f64(-self.left / speed).unwrap_or(Duration::ZERO)
    }
}

impl<T: Translator> RateLimited<T> {
    /// The engine with at most so many requests and characters a minute; 0 stands for no limit.
    ///
    /// ```
    /// # use unisono::translate::{Apertium, RateLimited};
    /// let engine = RateLimited::new(Apertium::installed(), 30, 0);
    /// # let _ = engine;
    /// ```
    pub fn new(engine: T, requests: u64, characters: u64) -> Self {
        Self::in_a(Duration::from_secs(60), engine, requests, characters)
    }

    /// The same for another time than a minute.
    pub(super) fn in_a(minute: Duration, engine: T, requests: u64, characters: u64) -> Self {
        let [requests, characters] = [requests, characters].map(|most| Mutex::new(Allowance::new(most)));
        Self { engine, minute, requests, characters }
    }

    fn wait_for(&self, allowance: &Mutex<Allowance>, wanted: u64) {
        let wait = allowance.lock().unwrap_or_else(PoisonError::into_inner).take(wanted, self.minute);
        thread::sleep(wait);
    }
}

impl<T: Translator> Translator for RateLimited<T> {
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
        if !batch.is_empty() {
            self.wait_for(&self.requests, 1);
            let characters = batch.iter().map(|segment| segment.text.chars().count() as u64).sum();
            self.wait_for(&self.characters, characters);
        }
        ask(&self.engine, batch, route)
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        self.engine.to_install(from, to)
    }
}
