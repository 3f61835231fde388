//! The words of dates in the languages of the press, folded.

/// The words that stand beside a date without meaning anything else.
#[rustfmt::skip]
pub(super) const DATE_WORDS: &[&str] = &[
    "a", "actualisation", "actualise", "actualisee", "actualizacion", "actualizada", "actualizado",
    "aggiornato", "ago", "aktualisiert", "al", "alle", "am", "ast", "at", "atualizado", "bst", "cest",
    "cet", "creado", "creation", "cst", "d", "date", "dated", "de", "del", "derniere", "dia", "dimanche",
    "domingo", "du", "e", "edited", "edt", "el", "em", "est", "et", "fecha", "first", "fri", "friday",
    "gmt", "h", "hace", "heure", "heures", "hora", "horas", "hour", "hours", "hrs", "hs", "ist", "jeudi",
    "jour", "jueves", "la", "las", "last", "le", "les", "local", "lundi", "lunes", "m", "maj", "mardi",
    "martes", "mercredi", "miercoles", "min", "mis", "mise", "modificado", "modifie", "modified",
    "modifiee", "mon", "monday", "on", "p", "paris", "pdt", "pm", "posted", "pst", "pubblicato",
    "publicacion", "publicada", "publicado", "publication", "publie", "publiee", "published", "sabado",
    "samedi", "sat", "saturday", "sun", "sunday", "t", "the", "thu", "thursday", "time", "tue", "tuesday",
    "u", "uhr", "ultima", "um", "update", "updated", "utc", "vendredi", "veroffentlicht", "viernes", "wed",
    "wednesday", "y", "z",
];

/// The words that make a line with a date a notice of publication or of change.
#[rustfmt::skip]
pub(super) const CHANGE_WORDS: &[&str] = &[
    "actualise", "actualisee", "actualizada", "actualizado", "aggiornato", "aktualisiert", "atualizado",
    "edited", "maj", "mis", "mise", "modificado", "modifie", "modified", "modifiee", "update", "updated",
];
pub(super) const PUBLICATION_WORDS: &[&str] = &[
    "posted",
    "publicada",
    "publicado",
    "publie",
    "publiee",
    "published",
    "creado",
    "pubblicato",
    "veroffentlicht",
];

/// The number of the month of that name or abbreviation, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" | "janvier" | "janv" | "enero" | "ene" | "januar" | "gennaio" | "janeiro"
        | "gener" => 1,
        "february" | "feb" | "fevrier" | "fevr" | "fev" | "febrero" | "februar" | "febbraio"
        | "fevereiro" | "febrer" => 2,
        "march" | "mar" | "mars" | "marzo" | "marz" | "marco" | "marc" => 3,
        "april" | "apr" | "avril" | "avr" | "abril" | "abr" | "aprile" => 4,
        "may" | "mai" | "mayo" | "maggio" | "maio" | "maig" => 5,
        "june" | "jun" | "juin" | "junio" | "juni" | "giugno" | "junho" | "juny" => 6,
        "july" | "jul" | "juillet" | "juil" | "julio" | "juli" | "luglio" | "julho" | "juliol" => 7,
        "august" | "aug" | "aout" | "agosto" | "ago" | "agost" => 8,
        "september" | "sept" | "sep" | "septembre" | "septiembre" | "setiembre" | "settembre"
        | "setembro" | "setembre" => 9,
        "october" | "oct" | "octobre" | "octubre" | "oktober" | "ottobre" | "outubro" => 10,
        "november" | "nov" | "novembre" | "noviembre" | "novembro" => 11,
        "december" | "dec" | "decembre" | "diciembre" | "dic" | "dezember" | "dicembre" | "dezembro"
        | "desembre" => 12,
        _ => return None,
    })
}
