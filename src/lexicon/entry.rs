//! What is known of one word.

use crate::Language;

/// The lowest Zipf frequency, in hundredths, of each class from 2 on. A Zipf frequency is the decimal logarithm of the
/// occurrences in 10⁹ words.
const ZIPF: [u16; 14] = [200, 250, 280, 300, 320, 340, 370, 400, 430, 460, 480, 520, 560, 600];

/// How common a word is in English, French and Spanish, and whether it is a name.
///
/// ```
/// use unisono::Language;
/// use unisono::lexicon::Entry;
/// let entry = Entry::UNKNOWN.with(Language::FR, 12).with(Language::ES, 3);
/// assert_eq!((entry.class(Language::FR), entry.class(Language::EN), entry.most()), (12, 0, 12));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry(u16);

const NAME: u16 = 1 << 12;

impl Entry {
    /// No language has the word.
    pub const UNKNOWN: Self = Self(0);

    pub(super) const BITS: u32 = 13;

    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits & ((1 << Self::BITS) - 1))
    }

    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// The same entry with a class, 0 to 15, in a language; languages other than English, French and Spanish are left out.
    ///
    /// ```
    /// # use unisono::{Language, lexicon::Entry};
    /// assert!(Entry::UNKNOWN.with(Language::EN, 1).is_known());
    /// ```
    #[must_use]
    pub fn with(self, language: Language, class: u8) -> Self {
        match shift(language) {
            Some(shift) => Self(self.0 & !(15 << shift) | (u16::from(class.min(15)) << shift)),
            None => self,
        }
    }

    /// The same entry, of a word that is written with a capital mostly.
    ///
    /// ```
    /// # use unisono::lexicon::Entry;
    /// assert!(Entry::UNKNOWN.name().is_name());
    /// ```
    #[must_use]
    pub const fn name(self) -> Self {
        Self(self.0 | NAME)
    }

    /// How common the word is in a language: 0 the language does not have it, 1 rare, up to 15 for the likes of `the`.
    /// [`zipf_class`] says what the classes stand for.
    ///
    /// ```
    /// # use unisono::{Language, lexicon::Entry};
    /// assert_eq!(Entry::UNKNOWN.class(Language::EN), 0);
    /// ```
    pub fn class(self, language: Language) -> u8 {
        shift(language).map_or(0, |shift| ((self.0 >> shift) & 15) as u8)
    }

    /// The highest class that any language has.
    ///
    /// ```
    /// # use unisono::{Language, lexicon::Entry};
    /// assert_eq!(Entry::UNKNOWN.with(Language::ES, 4).most(), 4);
    /// ```
    pub fn most(self) -> u8 {
        (self.0 & 15).max((self.0 >> 4) & 15).max((self.0 >> 8) & 15) as u8
    }

    /// True when any language has the word.
    ///
    /// ```
    /// # use unisono::lexicon::Entry;
    /// assert!(!Entry::UNKNOWN.is_known());
    /// ```
    pub const fn is_known(self) -> bool {
        self.0 & !NAME != 0
    }

    /// True for a word that is written with a capital mostly.
    ///
    /// ```
    /// # use unisono::lexicon::Entry;
    /// assert!(!Entry::UNKNOWN.is_name());
    /// ```
    pub const fn is_name(self) -> bool {
        self.0 & NAME != 0
    }
}

fn shift(language: Language) -> Option<u32> {
    match language {
        Language::EN => Some(0),
        Language::FR => Some(4),
        Language::ES => Some(8),
        _ => None,
    }
}

/// The class of a word with a Zipf frequency in hundredths: 1 below 2.0, then 2 from 2.0, 3 from 2.5, 4 from 2.8, 5 from 3.0,
/// 6 from 3.2, 7 from 3.4, 8 from 3.7, 9 from 4.0, 10 from 4.3, 11 from 4.6, 12 from 4.8, 13 from 5.2, 14 from 5.6, 15 from 6.0.
///
/// ```
/// use unisono::lexicon::zipf_class;
/// assert_eq!((zipf_class(0), zipf_class(340), zipf_class(760)), (1, 7, 15));
/// ```
pub fn zipf_class(hundredths: u16) -> u8 {
    1 + ZIPF.iter().filter(|&&least| least <= hundredths).count() as u8
}
