//! The words of quantities: scales, currencies, months, small numbers.

use super::decimal::Decimal;
use crate::Language;
use crate::language::months;

/// A currency that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Currency {
    Dollar,
    Euro,
    Pound,
    Dirham,
    Peso,
}

impl Currency {
    pub(super) fn of_sign(sign: char) -> Option<Self> {
        Some(match sign {
            '$' => Self::Dollar,
            '€' => Self::Euro,
            '£' => Self::Pound,
            _ => return None,
        })
    }

    /// The currency that a word names; a pound may be a weight, and a `livre` a book.
    pub(super) fn of_word(word: &str, scaled: bool) -> Option<Self> {
        Some(match word {
            "dollar" | "dollars" | "dólar" | "dólares" | "usd" => Self::Dollar,
            "euro" | "euros" | "eur" => Self::Euro,
            "pound" | "pounds" | "livres" | "libras" if scaled => Self::Pound,
            "gbp" => Self::Pound,
            "dirham" | "dirhams" | "dírhams" | "dirhames" | "dh" | "dhs" | "mad" => Self::Dirham,
            "peso" | "pesos" => Self::Peso,
            _ => return None,
        })
    }

    /// The word in a language.
    pub(super) fn word(self, language: Language, one: bool) -> &'static str {
        match (self, language, one) {
            (Self::Dollar, Language::ES, true) => "dólar",
            (Self::Dollar, Language::ES, false) => "dólares",
            (Self::Dollar, _, true) => "dollar",
            (Self::Dollar, _, false) => "dollars",
            (Self::Euro, _, true) => "euro",
            (Self::Euro, _, false) => "euros",
            (Self::Pound, Language::EN, true) => "pound",
            (Self::Pound, Language::EN, false) => "pounds",
            (Self::Pound, Language::FR, true) => "livre sterling",
            (Self::Pound, Language::FR, false) => "livres sterling",
            (Self::Pound, _, true) => "libra esterlina",
            (Self::Pound, _, false) => "libras esterlinas",
            (Self::Dirham, Language::ES, true) => "dírham",
            (Self::Dirham, Language::ES, false) => "dírhams",
            (Self::Dirham, _, true) => "dirham",
            (Self::Dirham, _, false) => "dirhams",
            (Self::Peso, _, true) => "peso",
            (Self::Peso, _, false) => "pesos",
        }
    }

    /// The sign that English writes before the figure.
    pub(super) fn sign(self) -> Option<&'static str> {
        match self {
            Self::Dollar => Some("$"),
            Self::Euro => Some("€"),
            Self::Pound => Some("£"),
            _ => None,
        }
    }
}

/// The power of ten of a scale word, in lower case.
pub(super) fn scale(word: &str, language: Language) -> Option<u32> {
    let power = match (language, word) {
        (Language::EN, "thousand") => 3,
        (_, "million" | "millions" | "millón" | "millones") => 6,
        (Language::EN, "billion" | "billions" | "bn") => 9,
        (Language::EN, "trillion" | "trillions" | "tn") => 12,
        (Language::FR, "mille") | (Language::ES, "mil") => 3,
        (Language::FR, "milliard" | "milliards" | "md" | "mds" | "mrd" | "mrds") => 9,
        (Language::ES, "millardo" | "millardos" | "milliardo" | "milliardos") => 9,
        (Language::FR, "billion" | "billions") | (Language::ES, "billón" | "billones") => 12,
        _ => return None,
    };
    Some(power)
}

/// A number in words that may stand before a scale, in lower case.
pub(super) fn small(word: &str, language: Language) -> Option<Decimal> {
    const WORDS: [[&str; 20]; 3] = [
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        [
            "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
            "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
        ],
        [
            "un",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "seis",
            "siete",
            "ocho",
            "nueve",
            "diez",
            "once",
            "doce",
            "trece",
            "catorce",
            "quince",
            "dieciséis",
            "diecisiete",
            "dieciocho",
            "diecinueve",
            "veinte",
        ],
    ];
    let words = WORDS.get(index(language)?)?;
    if let Some(at) = words.iter().position(|known| *known == word) {
        return Some(Decimal::new(false, &(at + 1).to_string(), ""));
    }
    match (language, word) {
        (Language::EN, "a") => Some(Decimal::new(false, "1", "")),
        (Language::FR, "mille") | (Language::ES, "mil") => Some(Decimal::new(false, "1000", "")),
        (Language::EN, "half") | (Language::FR, "demi") | (Language::ES, "medio") => {
            Some(Decimal::new(false, "0", "5"))
        }
        _ => None,
    }
}

fn index(language: Language) -> Option<usize> {
    [Language::EN, Language::FR, Language::ES].iter().position(|known| *known == language)
}

/// The month that a word names, 1 to 12. English months have a capital.
pub(super) fn month(word: &str, language: Language) -> Option<usize> {
    let months = months(language)?;
    let lower = word.to_lowercase();
    let folded = match lower.as_str() {
        "aout" => "août",
        "fevrier" => "février",
        "decembre" => "décembre",
        "setiembre" => "septiembre",
        word => word,
    };
    let english = language == Language::EN;
    if english && !word.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    let short = |month: &str| {
        english
            && (3..=4).contains(&folded.len())
            && month.len() > 4
            && month.to_lowercase().starts_with(folded)
    };
    months.iter().position(|month| month.to_lowercase() == folded || short(month)).map(|at| at + 1)
}

/// The name of a month, 1 to 12.
pub(super) fn month_name(month: usize, language: Language) -> &'static str {
    months(language).and_then(|months| months.get(month.saturating_sub(1))).copied().unwrap_or_default()
}

/// True for a day of the week, in lower case.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "lunes"
            | "martes"
            | "miércoles"
            | "jueves"
            | "viernes"
            | "sábado"
            | "domingo"
    )
}
