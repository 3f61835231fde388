//! `lingua` behind [`LanguageDetector`]: asked as little as possible, checked by the function words.

mod calibration;

use std::sync::OnceLock;

use ::lingua::{Language as Model, LanguageDetector as Detector, LanguageDetectorBuilder};

use super::Language;
use super::closed::{self, ClosedSetError};
use super::detector::{Detection, LanguageDetector, Reason};
use super::function_words::Evidence;
use super::gate::{self, Gate};
use super::sample::Sample;

/// The languages of the open set: three that are asked for, nine in the background.
const OPEN: [Language; 12] = [
    Language::EN,
    Language::FR,
    Language::ES,
    Language::of(*b"pt\0"),
    Language::of(*b"it\0"),
    Language::of(*b"ca\0"),
    Language::of(*b"ro\0"),
    Language::of(*b"de\0"),
    Language::of(*b"nl\0"),
    Language::of(*b"ar\0"),
    Language::of(*b"sv\0"),
    Language::of(*b"pl\0"),
];

/// The models of [`OPEN`], in the same order.
const MODELS: [Model; 12] = [
    Model::English,
    Model::French,
    Model::Spanish,
    Model::Portuguese,
    Model::Italian,
    Model::Catalan,
    Model::Romanian,
    Model::German,
    Model::Dutch,
    Model::Arabic,
    Model::Swedish,
    Model::Polish,
];

/// Language identification by the `lingua` crate.
///
/// [`Lingua::open`] knows twelve languages: English, French, Spanish, and as background Portuguese, Italian, Catalan,
/// Romanian, German, Dutch, Arabic, Swedish, Polish. Text whose words do not bear the model out is
/// [another language](Reason::OtherLanguage); Galician, which `lingua` does not have, is known by its function words.
/// Where the function words of a paragraph leave no doubt the models are not asked at all, else for 160 letters.
///
/// Models are loaded at the first text that needs them (some hundred milliseconds), once for the whole process.
///
/// ```
/// use unisono::Language;
/// use unisono::language::{LanguageDetector, Lingua};
/// let found = Lingua::open().detect("Envíanos tus noticias");
/// assert_eq!(found.language, Language::ES);
/// ```
#[derive(Debug)]
pub struct Lingua {
    languages: Set,
    models: OnceLock<Models>,
}

/// The languages to choose from.
#[derive(Debug)]
enum Set {
    Open,
    Closed { languages: Vec<Language>, id: String },
}

struct Models(Detector);

impl std::fmt::Debug for Models {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("loaded")
    }
}

impl Lingua {
    /// The detector with English, French, Spanish and the background languages.
    ///
    /// ```
    /// use unisono::language::{LanguageDetector, Lingua};
    /// assert_eq!(Lingua::open().languages().len(), 13);
    /// ```
    pub const fn open() -> Self {
        Self { languages: Set::Open, models: OnceLock::new() }
    }

    /// A detector that answers with one of `languages` whatever language a text is in.
    ///
    /// Only for data that are known to be in these languages: with English, French and Spanish alone, every text in
    /// Portuguese or Italian is called one of the three. What is no language stays `und`.
    ///
    /// # Errors
    /// Fewer than two different languages, or one that has no model.
    ///
    /// ```
    /// use unisono::Language;
    /// use unisono::language::{LanguageDetector, Lingua};
    /// let three = Lingua::closed(&[Language::EN, Language::FR, Language::ES])?;
    /// assert_eq!(three.detect("bonjour").language, Language::FR);
    /// # Ok::<(), unisono::language::ClosedSetError>(())
    /// ```
    pub fn closed(languages: &[Language]) -> Result<Self, ClosedSetError> {
        let languages = closed::check(languages, &OPEN)?;
        let codes: Vec<&str> = languages.iter().map(Language::code).collect();
        let id = format!("lingua 1.8, closed: {}", codes.join(" "));
        Ok(Self { languages: Set::Closed { languages, id }, models: OnceLock::new() })
    }

    fn is_open(&self) -> bool {
        matches!(self.languages, Set::Open)
    }

    /// The most probable language and its unchecked confidence in thousandths; `None` if no model knows any of it.
    fn ask(&self, sample: &Sample) -> Option<(Language, u32)> {
        let models = self.models.get_or_init(|| {
            let models: Vec<Model> = match &self.languages {
                // Arabic is the only one of the set in its script, which has decided before.
                Set::Open => MODELS.into_iter().filter(|model| *model != Model::Arabic).collect(),
                Set::Closed { languages, .. } => languages.iter().filter_map(|l| model(*l)).collect(),
            };
            // Two models at least, all of them built in: the builder has nothing to panic about.
            Models(LanguageDetectorBuilder::from_languages(&models).build())
        });
        let (found, confidence) =
            models.0.compute_language_confidence_values(sample.text.as_str()).into_iter().next()?;
        // Rounded: the sums behind it depend on the iteration order of hash maps in their last bits.
        let thousandths = (confidence * 1000.0).round() as u32;
        let position = MODELS.iter().position(|model| *model == found)?;
        OPEN.get(position).map(|&language| (language, thousandths)).filter(|&(_, p)| p > 0)
    }

    fn words(&self, sample: &Sample) -> Detection {
        let evidence = Evidence::of(sample);
        let (best, lead) = evidence.best();
        if self.languages().contains(&best)
            && calibration::is_beyond_doubt(lead, evidence.share(best).unwrap_or(0), evidence.words())
        {
            return Detection::new(best, calibration::BEYOND_DOUBT, Reason::Known);
        }
        let Some((language, raw)) = self.ask(sample) else {
            return Detection::undetermined(0.6, Reason::OtherLanguage);
        };
        if self.is_open() {
            calibration::open(language, raw, &evidence, sample)
        } else {
            calibration::closed(language, raw, sample)
        }
    }
}

impl Default for Lingua {
    fn default() -> Self {
        Self::open()
    }
}

impl LanguageDetector for Lingua {
    fn detect(&self, text: &str) -> Detection {
        match gate::examine(text) {
            Gate::Decided(found) if self.is_open() => found,
            Gate::Decided(found) => closed::admit(found, self.languages()),
            Gate::Words(sample) => self.words(&sample),
        }
    }

    fn languages(&self) -> &[Language] {
        const OPEN_AND_GALICIAN: [Language; 13] = {
            let mut all = [Language::of(*b"gl\0"); 13];
            let mut at = 0;
            while at < OPEN.len() {
                all[at] = OPEN[at];
                at += 1;
            }
            all
        };
        match &self.languages {
            Set::Open => &OPEN_AND_GALICIAN,
            Set::Closed { languages, .. } => languages,
        }
    }

    fn id(&self) -> &str {
        match &self.languages {
            Set::Open => "lingua 1.8, open; function-words 1",
            Set::Closed { id, .. } => id,
        }
    }
}

fn model(language: Language) -> Option<Model> {
    let position = OPEN.iter().position(|&known| known == language)?;
    MODELS.get(position).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_and_codes_are_in_the_same_order() {
        for (language, model) in OPEN.iter().zip(MODELS) {
            assert_eq!(language.code(), model.iso_code_639_1().to_string());
        }
    }

    #[test]
    fn a_closed_set_is_checked_before_the_builder_can_panic() {
        assert_eq!(Lingua::closed(&[]).map(|_| ()), Err(ClosedSetError::TooFew));
        assert_eq!(Lingua::closed(&[Language::EN, Language::EN]).map(|_| ()), Err(ClosedSetError::TooFew));
        let finnish = Language::of(*b"fi\0");
        assert_eq!(
            Lingua::closed(&[Language::EN, finnish]).map(|_| ()),
            Err(ClosedSetError::NoModel(finnish))
        );
    }

    #[test]
    fn short_text_of_the_three_languages() {
        for (code, text) in [
            ("en", "Leave a reply"),
            ("en", "Your email address will not be published"),
            ("fr", "Revenir au direct"),
            ("fr", "Tous droits réservés"),
            ("es", "Envíanos tus noticias"),
            ("fr", "LES ÉTATS-UNIS ANNONCENT UN ACCORD"),
            ("fr", "LES ETATS-UNIS ANNONCENT UN ACCORD"),
        ] {
            assert_eq!(Lingua::open().detect(text).language.code(), code, "{text:?}");
        }
    }

    #[test]
    fn other_languages_are_not_called_english_french_or_spanish() {
        for (code, text) in [
            ("pt", "O primeiro-ministro afirmou ontem que as negociações vão continuar até ao fim do ano."),
            ("gl", "O presidente da Xunta dixo onte que as obras non rematarán ata o ano que vén."),
            ("ca", "El president va dir ahir que les negociacions continuaran fins a final d’any."),
            ("sv", "Regeringen meddelade i går att förhandlingarna ska fortsätta till slutet av året."),
        ] {
            assert_eq!(Lingua::open().detect(text).language.code(), code, "{text:?}");
        }
        let finnish = "Hallitus ilmoitti eilen, että neuvottelut jatkuvat vuoden loppuun saakka.";
        assert!(
            ![Language::EN, Language::FR, Language::ES].contains(&Lingua::open().detect(finnish).language),
            "{finnish:?}"
        );
    }

    #[test]
    fn composed_and_decomposed_text_get_the_same_label() {
        use unicode_normalization::UnicodeNormalization;
        let text = "Le président a été reçu à l’Élysée où il s’est exprimé";
        let decomposed: String = text.nfd().collect();
        assert_eq!(Lingua::open().detect(text).language, Lingua::open().detect(&decomposed).language);
    }
}
