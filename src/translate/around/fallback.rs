//! Another engine for what one cannot translate.

use std::sync::Arc;

use super::{Given, put};
use crate::Language;
use crate::translate::translator::ask;
use crate::translate::{Answer, Capabilities, Route, Segment, TranslateError, Translator};

/// Engines in the order in which they are asked: the next gets the segments for which the one before it gave nothing.
///
/// An answer says which engine it is from. A pair that the first engine does not have is translated by the next that
/// has it.
///
/// ```
/// use std::sync::Arc;
/// use unisono::translate::{Apertium, Fallback, NamesOnly, Translator};
/// let engine = Fallback::new([
///     Arc::new(Apertium::installed()) as Arc<dyn Translator>,
///     Arc::new(NamesOnly::default()),
/// ]);
/// assert!(!engine.capabilities().pairs.is_empty());
/// ```
#[derive(Debug)]
pub struct Fallback {
    engines: Vec<Arc<dyn Translator>>,
    capabilities: Capabilities,
}

impl Fallback {
    /// These engines, the preferred one first.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use unisono::translate::{Fallback, NamesOnly, Translator};
    /// let engine = Fallback::new([Arc::new(NamesOnly::default()) as Arc<dyn Translator>]);
    /// assert_eq!(engine.name(), "fallback");
    /// ```
    pub fn new(engines: impl IntoIterator<Item = Arc<dyn Translator>>) -> Self {
        let engines: Vec<_> = engines.into_iter().collect();
        let all = |holds: fn(&Capabilities) -> bool| {
            !engines.is_empty() && engines.iter().all(|engine| holds(engine.capabilities()))
        };
        let mut pairs: Vec<_> =
            engines.iter().flat_map(|engine| engine.capabilities().pairs.iter().copied()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let capabilities = Capabilities {
            pairs,
            max_bytes: engines.iter().map(|engine| engine.capabilities().max_bytes).max().unwrap_or(0),
            // Each of them sees to its own requests.
            max_batch: usize::MAX,
            max_batch_bytes: usize::MAX,
            glossary: engines.iter().any(|engine| engine.capabilities().glossary),
            formality: all(|one| one.formality),
            deterministic: all(|one| one.deterministic),
            independent: all(|one| one.independent),
            names_only: all(|one| one.names_only),
        };
        Self { engines, capabilities }
    }
}

impl Translator for Fallback {
    fn name(&self) -> &'static str {
        "fallback"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        self.engines
            .iter()
            .map(|engine| engine.routes(from, to))
            .find(|routes| !routes.is_empty())
            .unwrap_or_default()
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        let (from, to) = (route.from(), route.to());
        let mut given: Vec<Given> =
            batch.iter().map(|_| Err(TranslateError::UnsupportedPair { from, to })).collect();
        for engine in &self.engines {
            let open: Vec<usize> =
                (0..batch.len()).filter(|&at| given.get(at).is_some_and(Result::is_err)).collect();
            let routes = engine.routes(from, to);
            // The route that was asked for, where the engine has it.
            let own = routes.iter().find(|own| *own == route).or(routes.first());
            let Some(own) = own.filter(|_| !open.is_empty()) else { continue };
            let segments: Vec<Segment<'_>> = open.iter().filter_map(|&at| batch.get(at).copied()).collect();
            let name: Arc<str> = Arc::from(format!("{}:{own}", engine.name()));
            let answers = ask(engine.as_ref(), &segments, own)
                .into_iter()
                .map(|answer| answer.map(|answer| answer.given_by(|| name.clone())))
                .collect();
            put(&mut given, &open, answers);
        }
        given
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        self.engines.iter().find_map(|engine| engine.to_install(from, to))
    }
}
