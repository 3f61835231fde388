//! Ways from one language to another over the pairs that are installed.

use std::collections::BTreeMap;
use std::fmt;

use crate::Language;

/// Most hops of a route: every hop loses something.
const MAX_HOPS: usize = 3;

/// The routes that were measured, with what they reach.
const MEASURED: &str = include_str!("../../dictionaries/translate/routes.tsv");

/// chrF2 from which a route gives more than a draft.
const GOOD: u32 = 550;

/// What a translation is good for.
///
/// ```
/// use unisono::translate::Quality;
/// assert_eq!(Quality::Draft.to_string(), "draft");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Quality {
    /// Understood with effort; to be edited before anybody publishes it. Also a route that nobody has measured.
    Draft,
    /// chrF2 of 55 and more on news.
    Good,
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft => "draft",
            Self::Good => "good",
        })
    }
}

/// A way from one language to another: the languages that it passes, and what it reaches where it was measured.
///
/// ```
/// use unisono::{Language, translate::Route};
/// let route = Route::direct(Language::EN, Language::ES);
/// assert_eq!(route.hops().collect::<Vec<_>>(), [(Language::EN, Language::ES)]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    stops: Vec<Language>,
    /// BLEU and chrF2 on news, in tenths.
    measured: Option<(u32, u32)>,
}

impl Route {
    /// A route of one hop, not measured.
    ///
    /// ```
    /// # use unisono::{Language, translate::Route};
    /// assert_eq!(Route::direct(Language::FR, Language::ES).to_string(), "fr-es");
    /// ```
    pub fn direct(from: Language, to: Language) -> Self {
        Self { stops: vec![from, to], measured: None }
    }

    /// The language that it leads from.
    ///
    /// ```
    /// # use unisono::{Language, translate::Route};
    /// assert_eq!(Route::direct(Language::FR, Language::ES).from(), Language::FR);
    /// ```
    pub fn from(&self) -> Language {
        self.stops.first().copied().unwrap_or(Language::UND)
    }

    /// The language that it leads to.
    ///
    /// ```
    /// # use unisono::{Language, translate::Route};
    /// assert_eq!(Route::direct(Language::FR, Language::ES).to(), Language::ES);
    /// ```
    pub fn to(&self) -> Language {
        self.stops.last().copied().unwrap_or(Language::UND)
    }

    /// The same way without the figures, which are those of other engines.
    #[cfg(feature = "neural")]
    pub(crate) fn unmeasured(mut self) -> Self {
        self.measured = None;
        self
    }

    /// The two ways one after the other, not measured.
    pub(crate) fn joined(&self, next: &Self) -> Self {
        let rest = next.stops.iter().skip(1);
        Self { stops: self.stops.iter().chain(rest).copied().collect(), measured: None }
    }

    /// The pairs that it goes through, in order.
    ///
    /// ```
    /// # use unisono::{Language, translate::Route};
    /// assert_eq!(Route::direct(Language::FR, Language::ES).hops().count(), 1);
    /// ```
    pub fn hops(&self) -> impl ExactSizeIterator<Item = (Language, Language)> + '_ {
        let next = self.stops.get(1..).unwrap_or_default();
        self.stops.iter().copied().take(next.len()).zip(next.iter().copied()).collect::<Vec<_>>().into_iter()
    }

    /// BLEU and chrF2 that it reaches on news, 0 to 100; `None` where it was not measured.
    ///
    /// ```
    /// # use unisono::{Language, translate::Route};
    /// assert_eq!(Route::direct(Language::FR, Language::ES).measured(), None);
    /// ```
    pub fn measured(&self) -> Option<(f32, f32)> {
        self.measured.map(|(bleu, chrf)| (bleu as f32 / 10.0, chrf as f32 / 10.0))
    }

    /// What its translations are good for.
    ///
    /// ```
    /// # use unisono::{Language, translate::{Quality, Route}};
    /// assert_eq!(Route::direct(Language::FR, Language::ES).quality(), Quality::Draft);
    /// ```
    pub fn quality(&self) -> Quality {
        if self.measured.is_some_and(|(_, chrf)| chrf >= GOOD) { Quality::Good } else { Quality::Draft }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, (from, to)) in self.hops().enumerate() {
            let plus = if nth == 0 { "" } else { "+" };
            write!(f, "{plus}{from}-{to}")?;
        }
        Ok(())
    }
}

/// The routes from `from` to `to` over `pairs`, best first: those that were measured, by BLEU; then the shortest that
/// was not; then those through one language, in the order of its code.
pub(crate) fn plan(pairs: &[(Language, Language)], from: Language, to: Language) -> Vec<Route> {
    let mut routes: Vec<Route> = measured()
        .filter(|route| route.from() == from && route.to() == to)
        .filter(|route| route.hops().all(|hop| pairs.contains(&hop)))
        .collect();
    routes.sort_by_key(|route| std::cmp::Reverse(route.measured));
    let through = pairs.iter().filter(|pair| pair.0 == from && pairs.contains(&(pair.1, to)));
    let through = through.map(|&(_, between)| Route { stops: vec![from, between, to], measured: None });
    for route in shortest(pairs, from, to).into_iter().chain(through) {
        if !routes.iter().any(|known| known.stops == route.stops) {
            routes.push(route);
        }
    }
    routes
}

/// The best route that was measured, whether it is installed or not.
pub(crate) fn best_measured(from: Language, to: Language) -> Option<Route> {
    measured().filter(|route| route.from() == from && route.to() == to).max_by_key(|route| route.measured)
}

fn measured() -> impl Iterator<Item = Route> {
    MEASURED.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let stops: Result<Vec<Language>, _> = columns.next()?.split(' ').map(str::parse).collect();
        let mut tenths = || columns.next()?.replace('.', "").parse::<u32>().ok();
        Some(Route { stops: stops.ok()?, measured: Some((tenths()?, tenths()?)) })
    })
}

/// Breadth first, in the order of the codes.
fn shortest(pairs: &[(Language, Language)], from: Language, to: Language) -> Option<Route> {
    let mut came: BTreeMap<Language, Language> = BTreeMap::new();
    let mut edge = vec![from];
    for _ in 0..MAX_HOPS {
        let mut next = Vec::new();
        for &stop in &edge {
            for &(_, step) in pairs.iter().filter(|pair| pair.0 == stop) {
                if step != from && !came.contains_key(&step) {
                    came.insert(step, stop);
                    next.push(step);
                }
            }
        }
        if came.contains_key(&to) {
            let mut stops = vec![to];
            while let Some(&before) = stops.last().and_then(|stop| came.get(stop)) {
                stops.push(before);
            }
            stops.reverse();
            return Some(Route { stops, measured: None });
        }
        edge = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(written: &str) -> Vec<(Language, Language)> {
        let pair = |pair: &str| {
            let (from, to) = pair.split_once('-').expect("a pair");
            (from.parse().expect("a code"), to.parse().expect("a code"))
        };
        written.split(' ').map(pair).collect()
    }

    fn best(installed: &str, from: Language, to: Language) -> Option<String> {
        plan(&pairs(installed), from, to).first().map(ToString::to_string)
    }

    #[test]
    fn the_measured_detour_is_preferred_to_the_direct_pair() {
        let (fr, es) = (Language::FR, Language::ES);
        assert_eq!(best("fr-es fr-ca ca-es", fr, es).as_deref(), Some("fr-ca+ca-es"));
        assert_eq!(best("fr-es fr-ca", fr, es).as_deref(), Some("fr-es"));
        assert_eq!(best("es-en en-es", fr, es), None);
    }

    #[test]
    fn at_most_three_hops_and_what_is_not_measured_comes_last() {
        let (en, fr) = (Language::EN, Language::FR);
        assert_eq!(best("en-es es-ca ca-fr", en, fr).as_deref(), Some("en-es+es-ca+ca-fr"));
        assert_eq!(best("en-de de-nl nl-it it-fr", en, fr), None);
        let route = &plan(&pairs("en-de de-fr"), en, fr)[0];
        assert_eq!((route.to_string().as_str(), route.measured()), ("en-de+de-fr", None));
    }

    #[test]
    fn every_way_through_one_language_is_there_for_what_the_best_leaves() {
        let (en, es) = (Language::EN, Language::ES);
        let routes = plan(&pairs("es-ca es-en ca-en en-es en-ca ca-es"), es, en);
        assert_eq!(routes.iter().map(ToString::to_string).collect::<Vec<_>>(), ["es-en", "es-ca+ca-en"]);
        assert_eq!(best("en-ca ca-fr en-es es-ca", en, Language::FR).as_deref(), Some("en-es+es-ca+ca-fr"));
        assert_eq!(plan(&[], en, es), []);
    }

    #[test]
    fn every_row_of_the_table_is_a_route() {
        let rows = MEASURED.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(measured().count(), rows);
        assert!(measured().all(|route| (1..=MAX_HOPS).contains(&route.hops().len())));
    }
}
