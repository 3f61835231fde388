//! The engine `memory`: sentences that somebody has translated before.

mod likeness;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization as _;

use super::{Answer, Capabilities, Route, Segment, TranslateError, Translator};
use crate::Language;
use likeness::{Index, Tokens};

/// A translation memory: pairs of sentences, found again exactly or by likeness.
///
/// Exact means the same characters, composed (NFC) and with single spaces. Likeness is 100 less the share of words and
/// marks to insert, delete or replace, in percent rounded down, of the longer of the two sentences; case does not
/// count. A sentence with other figures or other words in capitals behind its first is never alike. The first of
/// several translations of one sentence counts, and the first of several sentences that are equally alike.
///
/// ```
/// use unisono::Language;
/// use unisono::translate::Memory;
///
/// let mut memory = Memory::default();
/// memory.add((Language::EN, "The port was closed."), (Language::FR, "Le port a fermé."));
/// let found = memory.find("The port was  closed.", Language::EN, Language::FR, 75).unwrap();
/// assert_eq!((&*found.text, found.remembered), ("Le port a fermé.", Some(100)));
/// let found = memory.find("The old port was closed.", Language::EN, Language::FR, 75).unwrap();
/// assert_eq!((&*found.text, found.remembered), ("Le port a fermé.", Some(83)));
/// assert!(memory.find("The old port was closed.", Language::EN, Language::FR, 90).is_none());
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    pairs: BTreeMap<(Language, Language), Pair>,
    threshold: u8,
    capabilities: Capabilities,
}

/// What is remembered from one language to another.
#[derive(Debug, Default)]
struct Pair {
    exact: HashMap<String, usize>,
    targets: Vec<Box<str>>,
    index: Index,
}

impl Memory {
    /// The same memory, which as an engine gives what is alike to this many percent; 100, unless said otherwise.
    ///
    /// ```
    /// let memory = unisono::translate::Memory::default().with_threshold(85);
    /// # let _ = memory;
    /// ```
    #[must_use]
    pub fn with_threshold(mut self, percent: u8) -> Self {
        self.threshold = percent.min(100);
        self
    }

    /// Remembers that one sentence is the translation of the other, in both directions.
    ///
    /// ```
    /// use unisono::{Language, translate::Memory};
    /// let mut memory = Memory::default();
    /// memory.add((Language::EN, "Hello."), (Language::ES, "Hola."));
    /// assert_eq!(memory.find("Hola.", Language::ES, Language::EN, 100).unwrap().text, "Hello.");
    /// ```
    pub fn add(&mut self, (from, source): (Language, &str), (to, target): (Language, &str)) {
        if from == to {
            return;
        }
        for ((from, source), (to, target)) in [((from, source), (to, target)), ((to, target), (from, source))]
        {
            let source = folded(source);
            if source.is_empty() || target.trim().is_empty() {
                continue;
            }
            let pair = self.pairs.entry((from, to)).or_insert_with(|| {
                self.capabilities.pairs.push((from, to));
                self.capabilities.pairs.sort_unstable();
                Pair::default()
            });
            if !pair.exact.contains_key(&source) {
                pair.index.add(&Tokens::of(&source));
                pair.exact.insert(source, pair.targets.len());
                pair.targets.push(target.trim().into());
            }
        }
    }

    /// Remembers the units of a TMX file, and says how many pairs of languages and sentences it had. Codes inside
    /// segments are left out.
    ///
    /// # Errors
    /// When it is not TMX; the message says where.
    ///
    /// ```
    /// use unisono::{Language, translate::Memory};
    /// let tmx = r#"<tmx version="1.4"><body><tu>
    ///     <tuv xml:lang="en-GB"><seg>Hello.</seg></tuv><tuv xml:lang="fr"><seg>Bonjour.</seg></tuv>
    /// </tu></body></tmx>"#;
    /// let mut memory = Memory::default();
    /// assert_eq!(memory.add_tmx(tmx.as_bytes())?, 1);
    /// assert_eq!(memory.find("Hello.", Language::EN, Language::FR, 100).unwrap().text, "Bonjour.");
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    #[cfg(feature = "termbase")]
    pub fn add_tmx(&mut self, bytes: &[u8]) -> Result<usize, crate::termbase::TermBaseError> {
        use crate::termbase::{Format, TermBase};
        let base = TermBase::read(Format::Tmx, bytes, &[])?.base;
        let mut added = 0;
        for concept in &base.concepts {
            let known = |tag: &str| tag.split('-').next().and_then(|code| code.parse::<Language>().ok());
            let texts: Vec<(Language, &str)> = concept
                .terms
                .iter()
                .filter_map(|term| Some((known(&term.language)?, term.form.as_str())))
                .collect();
            for (at, &one) in texts.iter().enumerate() {
                for &other in texts.iter().skip(at + 1).filter(|other| other.0 != one.0) {
                    self.add(one, other);
                    added += 1;
                }
            }
        }
        Ok(added)
    }

    /// The translation of a sentence, or of the one that is most like it, alike to `percent` at least.
    ///
    /// ```
    /// use unisono::{Language, translate::Memory};
    /// assert!(Memory::default().find("Hello.", Language::EN, Language::FR, 0).is_none());
    /// ```
    pub fn find(&self, text: &str, from: Language, to: Language, percent: u8) -> Option<Answer> {
        let pair = self.pairs.get(&(from, to))?;
        let text = folded(text);
        let (at, alike) = match pair.exact.get(&text) {
            Some(&at) => (at, 100),
            None if percent < 100 => pair.index.nearest(&Tokens::of(&text), percent)?,
            None => return None,
        };
        let target = pair.targets.get(at)?;
        Some(Answer { remembered: Some(alike), ..Answer::from(&**target) })
    }

    /// Percent of likeness that it gives as an engine.
    pub(super) fn threshold(&self) -> u8 {
        if self.threshold == 0 { 100 } else { self.threshold }
    }
}

fn folded(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Translator for Memory {
    fn name(&self) -> &'static str {
        "memory"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        self.pairs.contains_key(&(from, to)).then(|| Route::direct(from, to)).into_iter().collect()
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        let (from, to, percent) = (route.from(), route.to(), self.threshold());
        let one = |segment: &Segment<'_>| {
            self.find(segment.text, from, to, percent).ok_or(TranslateError::NotRemembered)
        };
        batch.iter().map(one).collect()
    }
}
