//! The engine `glossary`: names alone, where nothing translates.

use super::{Answer, Capabilities, Route, Segment, TranslateError, Translator};
use crate::Language;
use crate::localize::Localizer;

/// Writes the names of a text as the target language writes them, and leaves every other word.
///
/// No translation: what remains when no engine is installed, and only where it is asked for by name.
///
/// ```
/// use unisono::Language;
/// use unisono::translate::{NamesOnly, Segment, Translator};
/// let engine = NamesOnly::default();
/// let route = &engine.routes(Language::FR, Language::EN)[0];
/// let answer = engine.translate(&[Segment::new("Un accord avec le Maroc")], route);
/// assert_eq!(answer, [Ok("Un accord avec le Morocco".into())]);
/// ```
#[derive(Debug)]
pub struct NamesOnly {
    capabilities: Capabilities,
}

impl Default for NamesOnly {
    fn default() -> Self {
        let three = [Language::EN, Language::ES, Language::FR];
        let pairs = three.iter().flat_map(|&from| three.map(|to| (from, to))).filter(|(from, to)| from != to);
        let capabilities =
            Capabilities { pairs: pairs.collect(), names_only: true, ..Capabilities::default() };
        Self { capabilities }
    }
}

impl Translator for NamesOnly {
    fn name(&self) -> &'static str {
        "glossary"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        let has = self.capabilities.pairs.contains(&(from, to));
        has.then(|| Route::direct(from, to)).into_iter().collect()
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        let localizer = Localizer::new(route.to())
            .map_err(|_| TranslateError::UnsupportedPair { from: route.from(), to: route.to() });
        let one = |segment: &Segment<'_>| {
            let localizer = localizer.as_ref().map_err(Clone::clone)?;
            Ok(localizer.rewrite(segment.text, route.from()).into_owned().into())
        };
        batch.iter().map(one).collect()
    }
}
