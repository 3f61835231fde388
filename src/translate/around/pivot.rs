//! Two engines, one behind the other, over a language between.

use std::sync::Arc;

use super::{Given, put};
use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

/// An engine that translates to a language between, and another that translates on from there.
///
/// ```
/// use std::sync::Arc;
/// use unisono::Language;
/// use unisono::translate::{Apertium, Pivot, Translator};
/// let apertium: Arc<dyn Translator> = Arc::new(Apertium::in_folder("no such folder"));
/// let engine = Pivot::new(apertium.clone(), Language::EN, apertium);
/// assert!(engine.routes(Language::FR, Language::ES).is_empty());
/// ```
#[derive(Debug)]
pub struct Pivot {
    first: Arc<dyn Translator>,
    between: Language,
    second: Arc<dyn Translator>,
    capabilities: Capabilities,
}

impl Pivot {
    /// `first` to the language `between`, `second` from it.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use unisono::{Language, translate::{NamesOnly, Pivot, Translator}};
    /// let names: Arc<dyn Translator> = Arc::new(NamesOnly::default());
    /// assert_eq!(Pivot::new(names.clone(), Language::EN, names).name(), "pivot");
    /// ```
    pub fn new(first: Arc<dyn Translator>, between: Language, second: Arc<dyn Translator>) -> Self {
        let (one, two) = (first.capabilities(), second.capabilities());
        let from = one.pairs.iter().filter(|pair| pair.1 == between);
        let to = || two.pairs.iter().filter(|pair| pair.0 == between);
        let mut pairs: Vec<_> = from
            .flat_map(|(from, _)| to().map(|(_, to)| (*from, *to)))
            .filter(|(from, to)| from != to)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let capabilities = Capabilities {
            pairs,
            max_bytes: one.max_bytes.min(two.max_bytes),
            max_batch: one.max_batch.min(two.max_batch),
            max_batch_bytes: one.max_batch_bytes.min(two.max_batch_bytes),
            glossary: false,
            formality: two.formality,
            deterministic: one.deterministic && two.deterministic,
            independent: one.independent && two.independent,
            names_only: one.names_only || two.names_only,
        };
        Self { first, between, second, capabilities }
    }

    /// The best ways of the two engines.
    fn parts(&self, from: Language, to: Language) -> Option<(Route, Route)> {
        let first = self.first.routes(from, self.between).into_iter().next()?;
        let second = self.second.routes(self.between, to).into_iter().next()?;
        Some((first, second))
    }
}

impl Translator for Pivot {
    fn name(&self) -> &'static str {
        "pivot"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        if [from, to].contains(&self.between) || from == to {
            return Vec::new();
        }
        self.parts(from, to).map(|(first, second)| first.joined(&second)).into_iter().collect()
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        let (from, to) = (route.from(), route.to());
        let Some((first, second)) = self.parts(from, to) else {
            return batch.iter().map(|_| Err(TranslateError::UnsupportedPair { from, to })).collect();
        };
        let name: Arc<str> =
            Arc::from(format!("{}:{first}+{}:{second}", self.first.name(), self.second.name()));
        // The terms are those of the target, which the language between knows nothing of.
        let plain: Vec<Segment<'_>> = batch.iter().map(|segment| Segment::new(segment.text)).collect();
        let mut given: Vec<Given> = ask(self.first.as_ref(), &plain, &first);
        let open: Vec<usize> =
            (0..batch.len()).filter(|&at| given.get(at).is_some_and(Result::is_ok)).collect();
        let halfway: Vec<String> = given.iter().flatten().map(|answer| answer.text.clone()).collect();
        let segments: Vec<Segment<'_>> = halfway.iter().map(|text| Segment::new(text)).collect();
        let answers = ask(self.second.as_ref(), &segments, &second)
            .into_iter()
            .map(|answer| answer.map(|answer| Answer { by: Some(name.clone()), ..answer }))
            .collect();
        put(&mut given, &open, answers);
        given
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        let first = || self.first.to_install(from, self.between);
        if self.first.routes(from, self.between).is_empty() {
            first()
        } else {
            self.second.to_install(self.between, to)
        }
    }
}
