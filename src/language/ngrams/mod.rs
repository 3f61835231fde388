//! The crate's own detector: a linear model over hashed sequences of letters.

mod decide;
pub(crate) mod features;
pub(crate) mod fold;
mod mixed;
pub(crate) mod model;
mod tokens;

use model::{CLASSES, HEADER, Model, STORED};
use tokens::Total;

use super::closed::{self, ClosedSetError};
use super::gate::{self, Gate};
use super::sample::{Sample, halves};
use super::thresholds::{InvalidThreshold, Thresholds};
use super::{Detection, Language, LanguageDetector, LanguageRange};

/// The file that `unisono-tools language` writes.
static FILE: &[u8; HEADER + STORED * CLASSES] = include_bytes!("../../../dictionaries/language/ngrams.bin");

/// Name and version of detector and model.
const ID: &str = "n-grams 2";

/// Letters of a text that `detect` looks at, a word more or less.
const BUDGET: u32 = 1000;
/// Letters of each half after which the sums are looked at for the first time.
const CHECK: u32 = 40;
/// A longer text is looked at from its beginning and from its middle.
const WHOLE: usize = 400;

/// Languages of the first classes; the others are groups of languages without a name.
pub const CLASS_LANGUAGES: [Language; 10] = [
    Language::EN,
    Language::FR,
    Language::ES,
    Language::of(*b"pt\0"),
    Language::of(*b"it\0"),
    Language::of(*b"ca\0"),
    Language::of(*b"gl\0"),
    Language::of(*b"ro\0"),
    Language::of(*b"de\0"),
    Language::of(*b"nl\0"),
];

/// The crate's own detector: a linear model over character n-grams. Names English, French, Spanish, Portuguese, Italian,
/// Catalan, Galician, Romanian, German and Dutch, and tells them from some four hundred other languages in Latin script,
/// which are `und`. Languages with a script of their own go by the script.
///
/// Nothing to load, nothing to build up: the table of 1 MiB is part of the program.
///
/// ```
/// use unisono::Language;
/// use unisono::language::{LanguageDetector, NGrams, Reason};
/// let detector = NGrams::new();
/// assert_eq!(detector.detect("Los ministros se reunieron ayer en la capital.").language, Language::ES);
/// assert_eq!(detector.detect("Ministrowie spotkali się wczoraj w stolicy.").reason, Reason::OtherLanguage);
/// ```
#[derive(Debug, Clone)]
pub struct NGrams {
    closed: Option<Closed>,
    /// Languages that are more or less likely than elsewhere, by how many times.
    priors: Vec<(Language, f32)>,
    thresholds: Thresholds,
}

impl Default for NGrams {
    fn default() -> Self {
        Self::new()
    }
}

/// Why a prior cannot be.
///
/// ```
/// use unisono::language::{NGrams, PriorError};
/// assert!(matches!(NGrams::new().with_prior("fr".parse()?, 0.0), Err(PriorError::NotPositive(_))));
/// # Ok::<(), unisono::language::InvalidLanguage>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PriorError {
    /// A language that the model has no name for.
    #[error(
        "the detector has no model of `{0}`; priors go with `en`, `fr`, `es`, `pt`, `it`, `ca`, `gl`, `ro`, `de` and `nl`"
    )]
    NoModel(Language),
    /// A prior that is not above 0 and finite.
    #[error(
        "the prior of `{0}` has to be a number above 0: how many times as often as elsewhere the language occurs"
    )]
    NotPositive(Language),
}

/// The only languages that an answer can be.
#[derive(Debug, Clone)]
struct Closed {
    languages: Vec<Language>,
    id: String,
}

impl NGrams {
    /// The detector.
    ///
    /// ```
    /// let detector = unisono::language::NGrams::new();
    /// ```
    pub const fn new() -> Self {
        Self { closed: None, priors: Vec::new(), thresholds: Thresholds::new() }
    }

    /// The same detector for texts that are in `language` `times` as often as elsewhere: above 1 for what a site
    /// mostly writes, below 1 for what it hardly ever does. The label of a text or a paragraph leans that way where
    /// its letters leave room; confidences follow.
    ///
    /// # Errors
    /// A language that the model has no name for, or a number that is not above 0 and finite.
    ///
    /// ```
    /// use unisono::Language;
    /// use unisono::language::{LanguageDetector, NGrams};
    /// let text = "a casa grande";
    /// let likely = NGrams::new().with_prior("pt".parse()?, 100.0)?.detect(text);
    /// let unlikely = NGrams::new().with_prior("pt".parse()?, 0.01)?.detect(text);
    /// assert_eq!(likely.language.code(), "pt");
    /// assert_ne!(unlikely.language.code(), "pt");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_prior(mut self, language: Language, times: f32) -> Result<Self, PriorError> {
        if !CLASS_LANGUAGES.contains(&language) {
            return Err(PriorError::NoModel(language));
        }
        if !(times.is_finite() && times > 0.0) {
            return Err(PriorError::NotPositive(language));
        }
        self.priors.retain(|(known, _)| *known != language);
        self.priors.push((language, times));
        Ok(self)
    }

    /// The detector with other thresholds; their `confidence` is not its business.
    ///
    /// # Errors
    /// A number out of its range.
    ///
    /// ```
    /// use unisono::language::{NGrams, Thresholds, profile};
    /// let text = "The minister said « nous ferons tout ce qui est possible » and left the room at once.";
    /// assert_eq!(profile(&NGrams::new(), text).ranges.len(), 3);
    /// let mut thresholds = Thresholds::new();
    /// (thresholds.spans.quotation, thresholds.spans.clause) = (50.0, 50.0);
    /// let detector = NGrams::new().with_thresholds(thresholds)?;
    /// assert_eq!(profile(&detector, text).ranges.len(), 1);
    /// # Ok::<(), unisono::language::InvalidThreshold>(())
    /// ```
    pub fn with_thresholds(mut self, thresholds: Thresholds) -> Result<Self, InvalidThreshold> {
        thresholds.check()?;
        self.thresholds = thresholds;
        Ok(self)
    }

    /// A detector that answers with one of `languages` whatever language a text in Latin script is in.
    ///
    /// Only for data that are known to be in these languages: with English, French and Spanish alone, every text in
    /// Portuguese or Italian is called one of the three. What is no language stays `und`.
    ///
    /// # Errors
    /// Fewer than two different languages, or one that the model has no name for.
    ///
    /// ```
    /// use unisono::Language;
    /// use unisono::language::{LanguageDetector, NGrams};
    /// let three = NGrams::closed(&[Language::EN, Language::FR, Language::ES])?;
    /// assert_eq!(three.detect("bonjour").language, Language::FR);
    /// # Ok::<(), unisono::language::ClosedSetError>(())
    /// ```
    pub fn closed(languages: &[Language]) -> Result<Self, ClosedSetError> {
        let languages = closed::check(languages, &CLASS_LANGUAGES)?;
        let codes: Vec<&str> = languages.iter().map(Language::code).collect();
        let id = format!("{ID}, closed: {}", codes.join(" "));
        Ok(Self { closed: Some(Closed { languages, id }), priors: Vec::new(), thresholds: Thresholds::new() })
    }

    /// How many times as likely as elsewhere each class is.
    fn class_priors(&self) -> [f32; CLASSES] {
        let mut priors = [if self.closed.is_some() { 0.0 } else { 1.0 }; CLASSES];
        for (prior, language) in priors.iter_mut().zip(CLASS_LANGUAGES) {
            if self.closed.as_ref().is_some_and(|closed| closed.languages.contains(&language)) {
                *prior = 1.0;
            }
            if let Some((_, times)) = self.priors.iter().find(|(known, _)| *known == language) {
                *prior *= times;
            }
        }
        priors
    }

    /// What the gate has decided, as far as the set allows it.
    fn admit(&self, found: Detection) -> Detection {
        self.closed.as_ref().map_or(found, |closed| closed::admit(found, &closed.languages))
    }
}

/// A text that is summed up piece by piece.
#[derive(Debug)]
struct Part<'t> {
    text: &'t str,
    /// The byte to go on from.
    at: usize,
    total: Total,
}

impl<'t> Part<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0, total: Total::default() }
    }

    /// Goes on until so many letters are summed up, a word more or less.
    fn fill(&mut self, model: &Model<'_>, letters: u32) {
        let total = &mut self.total;
        if total.letters >= letters {
            return;
        }
        self.at = tokens::each(self.text, self.at, model, |token| {
            total.add(&token);
            total.letters < letters
        });
    }

    fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    fn most(&self) -> usize {
        tokens::most(&self.total.sums().scores)
    }
}

/// What a text in two halves sums up to: no more of it than leaves no doubt, as long as the halves agree. A banner over an
/// article does not: then all that may be looked at is weighed.
fn sum(first: &str, second: &str, model: &Model<'_>) -> Total {
    let mut parts = [first, second].map(Part::of);
    let mut letters = CHECK;
    loop {
        for part in &mut parts {
            part.fill(model, letters);
        }
        let [one, other] = &parts;
        let mut total = one.total;
        total.merge(&other.total);
        let all = letters >= BUDGET / 2 || (one.is_done() && other.is_done());
        if all || (one.most() == other.most() && total.is_clear()) {
            return total;
        }
        letters = if one.most() == other.most() { letters + CHECK / 2 } else { BUDGET / 2 };
    }
}

/// The built-in model.
fn model(priors: [f32; CLASSES]) -> Option<Model<'static>> {
    Model::new(FILE).map(|model| model.with_priors(priors))
}

impl LanguageDetector for NGrams {
    fn detect(&self, text: &str) -> Detection {
        let sample = match gate::weigh(text, Sample::counts(text), &self.thresholds.gate) {
            Gate::Decided(found) => return self.admit(found),
            Gate::Words(sample) => sample,
        };
        let Some(model) = model(self.class_priors()) else { return decide::nothing() };
        let (first, second) = halves(text, WHOLE);
        let total = if second.is_empty() {
            let mut part = Part::of(first);
            part.fill(&model, BUDGET);
            part.total
        } else {
            sum(first, second, &model)
        };
        decide::sampled(&total, &model, &sample)
    }

    fn languages(&self) -> &[Language] {
        self.closed.as_ref().map_or(&CLASS_LANGUAGES, |closed| &closed.languages)
    }

    fn id(&self) -> &str {
        self.closed.as_ref().map_or(ID, |closed| &closed.id)
    }

    fn spans(&self, text: &str, out: &mut Vec<LanguageRange>) {
        mixed::spans(self, text, out);
    }
}
