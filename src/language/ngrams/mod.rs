//! The crate's own detector: a linear model over hashed sequences of letters.

mod decide;
pub(crate) mod features;
pub(crate) mod fold;
mod mixed;
pub(crate) mod model;
mod tokens;

use features::ROWS;
use model::{CLASSES, HEADER, Model};
use tokens::Total;

use super::gate::{self, Gate};
use super::sample::{Sample, halves};
use super::{Detection, Language, LanguageDetector, LanguageRange};

/// The file that `unisono-tools language` writes.
static FILE: &[u8; HEADER + ROWS * CLASSES] = include_bytes!("../../../dictionaries/language/ngrams.bin");

/// Letters of a text that `detect` looks at, a word more or less.
const BUDGET: u32 = 1000;
/// A longer text is looked at from its beginning and from its middle.
const WHOLE: usize = 1200;

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
#[derive(Debug, Clone, Copy, Default)]
pub struct NGrams;

impl NGrams {
    /// The detector.
    ///
    /// ```
    /// let detector = unisono::language::NGrams::new();
    /// ```
    pub const fn new() -> Self {
        Self
    }
}

/// The built-in model.
fn model() -> Option<Model<'static>> {
    Model::new(FILE)
}

impl LanguageDetector for NGrams {
    fn detect(&self, text: &str) -> Detection {
        let sample = match gate::weigh(text, Sample::counts(text)) {
            Gate::Decided(detection) => return detection,
            Gate::Words(sample) => sample,
        };
        let Some(model) = model() else { return decide::nothing() };
        let mut total = Total::default();
        let (first, second) = halves(text, WHOLE);
        let mut add = |part: &str, budget: u32| {
            tokens::each(part, &model, |token| {
                total.add(&token);
                total.letters < budget
            });
        };
        add(first, if second.is_empty() { BUDGET } else { BUDGET / 2 });
        add(second, BUDGET);
        decide::sampled(&total, &model, &sample)
    }

    fn languages(&self) -> &[Language] {
        &CLASS_LANGUAGES
    }

    fn id(&self) -> &'static str {
        "n-grams 1"
    }

    fn spans(&self, text: &str, out: &mut Vec<LanguageRange>) {
        mixed::spans(text, out);
    }
}
