//! Names of the months, as sentences write them.

use super::Language;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// The months from January on, in English, French or Spanish.
pub(crate) fn months(language: Language) -> Option<&'static [&'static str; 12]> {
    match language {
        Language::EN => Some(&ENGLISH),
        Language::FR => Some(&FRENCH),
        Language::ES => Some(&SPANISH),
        _ => None,
    }
}
