//! An engine for tests: what it answers depends on the text and the route alone, and it fails as it is told.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::Language;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

#[derive(Debug, Default)]
pub(crate) struct Fake {
    pub(crate) capabilities: Capabilities,
    pub(crate) delay: Duration,
    /// What a text gets before it is translated, an error a time; the last one is the first to come.
    pub(crate) failures: Mutex<BTreeMap<String, Vec<TranslateError>>>,
    /// Every text that it was asked for, in order, batch by batch.
    pub(crate) asked: Mutex<Vec<Vec<String>>>,
}

impl Fake {
    /// Translates between these languages in both directions.
    pub(crate) fn between(one: Language, other: Language) -> Self {
        let pairs = vec![(one, other), (other, one)];
        Self { capabilities: Capabilities { pairs, ..Capabilities::default() }, ..Self::default() }
    }

    pub(crate) fn fails(self, text: &str, error: &TranslateError, times: usize) -> Self {
        self.failures.lock().expect("a lock").insert(text.to_owned(), vec![error.clone(); times]);
        self
    }

    pub(crate) fn asked(&self) -> Vec<Vec<String>> {
        self.asked.lock().expect("a lock").clone()
    }
}

/// What the fake engine answers.
pub(crate) fn answer(text: &str, route: &Route) -> String {
    format!("{route}({text})")
}

impl Translator for Fake {
    fn name(&self) -> &'static str {
        "fake"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        let has = self.capabilities.pairs.contains(&(from, to));
        has.then(|| Route::direct(from, to)).into_iter().collect()
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        thread::sleep(self.delay);
        let texts = batch.iter().map(|segment| segment.text.to_owned()).collect();
        self.asked.lock().expect("a lock").push(texts);
        let mut failures = self.failures.lock().expect("a lock");
        let one = |segment: &Segment<'_>| match failures.get_mut(segment.text).and_then(Vec::pop) {
            Some(error) => Err(error),
            None => Ok(answer(segment.text, route).into()),
        };
        batch.iter().map(one).collect()
    }
}
