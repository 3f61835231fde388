//! Apertium: machine translation by rules, from packages of the system, driven as programs of their own.

mod chain;
mod line;
mod mode;
mod reading;
mod stream;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::route::{self, Route};
use super::translator::by_hops;
use super::{Answer, Capabilities, Segment, TranslateError, Translator};
use crate::Language;
use line::Line;

/// Where Debian and others put the modes.
const FOLDER: &str = "/usr/share/apertium/modes";

/// Longest segment that is sent, in bytes.
const MAX_BYTES: usize = 64 << 10;

/// How long one answer is waited for, unless said otherwise; a program that starts reads its dictionaries first.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The pairs of Apertium that are installed, each a line of programs that live on between documents.
///
/// The programs are those of the `.mode` files, from a fixed list of names, found on the search path, run without a
/// shell. A program that dies or hangs costs a restart, and no segment gets the answer to another.
///
/// ```
/// use unisono::translate::{Apertium, Translator};
/// let engine = Apertium::installed();
/// for (from, to) in &engine.capabilities().pairs {
///     println!("{from} to {to}");
/// }
/// ```
#[derive(Debug)]
pub struct Apertium {
    capabilities: Capabilities,
    modes: BTreeMap<(Language, Language), PathBuf>,
    timeout: Duration,
    /// Lines that no thread uses now.
    idle: Mutex<BTreeMap<(Language, Language), Vec<Line>>>,
    words: Mutex<Words>,
}

/// Look-ups of words by themselves. One line for each pair serves all threads, since few words need it.
#[derive(Debug, Default)]
struct Words {
    lines: BTreeMap<(Language, Language), Line>,
    known: BTreeMap<(Language, Language), BTreeMap<String, String>>,
}

/// Most words that are remembered of a pair; those that come later are looked up each time.
const MOST_WORDS: usize = 100_000;

impl Apertium {
    /// What the system has.
    ///
    /// ```
    /// use unisono::translate::{Apertium, Translator};
    /// assert_eq!(Apertium::installed().name(), "apertium");
    /// ```
    pub fn installed() -> Self {
        Self::in_folder(FOLDER)
    }

    /// What the `.mode` files of a folder say. Files whose programs are not installed are left out.
    ///
    /// ```
    /// use unisono::translate::{Apertium, Translator};
    /// assert!(Apertium::in_folder("no such folder").capabilities().pairs.is_empty());
    /// ```
    pub fn in_folder(folder: impl AsRef<Path>) -> Self {
        let mut modes = BTreeMap::new();
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if let Some(pair) = mode::pair_of(&path)
                && read(&path).is_ok()
            {
                // Two names for one pair: the first in the order of the alphabet, whatever the folder's order.
                let known = modes.entry(pair).or_insert_with(|| path.clone());
                if path < *known {
                    *known = path;
                }
            }
        }
        let capabilities = Capabilities {
            pairs: modes.keys().copied().collect(),
            max_bytes: MAX_BYTES,
            // The tagger remembers what came before in a document.
            independent: false,
            ..Capabilities::default()
        };
        Self { capabilities, modes, timeout: TIMEOUT, idle: Mutex::default(), words: Mutex::default() }
    }

    /// The same engine with another limit for the wait for one answer.
    ///
    /// ```
    /// use std::time::Duration;
    /// let engine = unisono::translate::Apertium::installed().with_timeout(Duration::from_secs(5));
    /// # let _ = engine;
    /// ```
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    fn line(&self, pair: (Language, Language)) -> Result<Line, TranslateError> {
        let (from, to) = pair;
        let path = self.modes.get(&pair).ok_or(TranslateError::UnsupportedPair { from, to })?;
        let mode = read(path).map_err(|why| TranslateError::Start(format!("{}: {why}", path.display())))?;
        Ok(Line::new(mode, self.timeout))
    }

    fn hop(&self, pair: (Language, Language), texts: &[&str]) -> Vec<Result<String, TranslateError>> {
        let spare =
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&pair).and_then(Vec::pop);
        match spare.map_or_else(|| self.line(pair), Ok) {
            Ok(mut line) => {
                let answers = line.translate(texts, false);
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).entry(pair).or_default().push(line);
                answers
            }
            Err(error) => texts.iter().map(|_| Err(error.clone())).collect(),
        }
    }

    /// As [`Apertium::hop`], for words by themselves: what is known of a word holds in every document.
    fn hop_of_words(
        &self,
        pair: (Language, Language),
        texts: &[&str],
    ) -> Vec<Result<String, TranslateError>> {
        let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let Words { lines, known } = &mut *words;
        let known = known.entry(pair).or_default();
        let mut new: Vec<&str> = texts.iter().copied().filter(|text| !known.contains_key(*text)).collect();
        new.sort_unstable();
        new.dedup();
        let line = match lines.remove(&pair).map_or_else(|| self.line(pair), Ok) {
            Ok(line) => lines.entry(pair).or_insert(line),
            Err(error) => return texts.iter().map(|_| Err(error.clone())).collect(),
        };
        let answers = line.translate(&new, true);
        let found: BTreeMap<&str, Result<String, TranslateError>> = new.into_iter().zip(answers).collect();
        let answer = |text: &&str| {
            let here = || found.get(*text).cloned().unwrap_or(Err(TranslateError::OutOfStep));
            known.get(*text).map_or_else(here, |answer| Ok(answer.clone()))
        };
        let answers = texts.iter().map(answer).collect();
        for (text, answer) in found {
            if let (Ok(answer), true) = (answer, known.len() < MOST_WORDS) {
                known.insert(text.to_owned(), answer);
            }
        }
        answers
    }
}

fn read(path: &Path) -> Result<mode::Mode, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    mode::parse(&text, mode::on_path)
}

impl Translator for Apertium {
    fn name(&self) -> &'static str {
        "apertium"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        route::plan(&self.capabilities.pairs, from, to)
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        let words = batch.iter().all(|segment| segment.alone);
        by_hops(batch, route, MAX_BYTES, |pair, texts| {
            if words { self.hop_of_words(pair, texts) } else { self.hop(pair, texts) }
        })
    }

    fn to_install(&self, from: Language, to: Language) -> Option<String> {
        let route = route::best_measured(from, to)?;
        let mut packages: Vec<String> = vec!["apertium".to_owned()];
        for (from, to) in route.hops().filter(|hop| !self.modes.contains_key(hop)) {
            let package = package(from, to)?.to_owned();
            if !packages.contains(&package) {
                packages.push(package);
            }
        }
        if packages.iter().any(|package| package == "apertium-spa-cat") {
            // That package does not say that it needs them.
            packages.extend(["cg3".to_owned(), "apertium-lex-tools".to_owned()]);
        }
        Some(format!("apt-get install --no-install-recommends {}", packages.join(" ")))
    }
}

/// The Debian package of a pair.
fn package(from: Language, to: Language) -> Option<&'static str> {
    let both = |first: &str, second: &str| {
        (from.code() == first && to.code() == second) || (from.code() == second && to.code() == first)
    };
    [
        ("en", "es", "apertium-eng-spa"),
        ("fr", "es", "apertium-fr-es"),
        ("fr", "ca", "apertium-fra-cat"),
        ("es", "ca", "apertium-spa-cat"),
        ("en", "ca", "apertium-eng-cat"),
        ("es", "pt", "apertium-es-pt"),
        ("pt", "ca", "apertium-por-cat"),
    ]
    .into_iter()
    .find(|(first, second, _)| both(first, second))
    .map(|(_, _, package)| package)
}
