//! Prices and offers, on folded lines.

/// Units of the offers on news pages: currencies and periods.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "a", "al", "an", "ano", "anos", "ans", "ars", "cad", "cfa", "chf", "clp", "cop", "da", "day", "days",
    "de", "dh", "dhs", "dia", "dias", "dollars", "dt", "dzd", "eur", "euro", "euros", "fcfa", "first",
    "for", "gbp", "jour", "jours", "la", "le", "luego", "mad", "mes", "meses", "mo", "mois", "month",
    "months", "mxn", "par", "pen", "per", "pesos", "por", "pour", "premier", "primer", "puis", "semaine",
    "semaines", "semana", "semanas", "soles", "the", "then", "tnd", "us", "usd", "week", "weeks", "xof",
    "year", "years", "yr",
];

/// True for an amount of money or a length of time, and nothing else.
pub(crate) fn is_price(folded: &str) -> bool {
    let symbol = folded.contains(['€', '$', '£']);
    let mut units = 0;
    for word in folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        if !UNITS.contains(&word) {
            return false;
        }
        units += 1;
    }
    folded.len() <= 40 && (symbol || units > 0)
}

/// Periods that a price is given for.
const PERIODS: &[&str] =
    &["month", "months", "week", "year", "mois", "semaine", "an", "mes", "meses", "semana", "ano"];

/// True for a line that names a price and the time that it buys.
pub(crate) fn is_offer(folded: &str) -> bool {
    folded.contains(['€', '$', '£'])
        && folded.split(|c: char| !c.is_alphabetic()).any(|word| PERIODS.contains(&word))
        && folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count() <= 10
}
