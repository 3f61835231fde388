//! Writes a quantity by the rules of the target language, in the place of its figure.

use super::Value;
use super::cursor::{is_space, last_word, word_at};
use super::decimal::Decimal;
use super::words::{Currency, is_weekday, month_name};
use crate::Language;

/// Puts a quantity in the place of `figure`; `None` when the figure is not there exactly once.
pub(crate) fn put_back(text: &str, figure: &str, value: &Value, target: Language) -> Option<String> {
    let mut places = text.match_indices(figure).filter(|(at, _)| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        let after = text.get(at + figure.len()..).and_then(|rest| rest.chars().next());
        !before.is_some_and(|c| c.is_ascii_digit()) && !after.is_some_and(|c| c.is_ascii_digit())
    });
    let (at, _) = places.next()?;
    if places.next().is_some() {
        return None;
    }
    let end = at + figure.len();
    let (start, written, end) = match value {
        Value::Amount { value, power, currency, percent, of } => {
            amount(text, at..end, (value, *power, *currency, *percent, *of), target)
        }
        Value::Date { day, month, year, adverbial } => {
            let bare = bare_date(day, *month, year.as_deref(), target);
            let (start, written) = date(text, at, &bare, *adverbial, target);
            (start, written, end)
        }
        Value::Time { hour, minute } => {
            let mark = if target == Language::FR { 'h' } else { ':' };
            let hours = word_at(text, end).filter(|word| matches!(word.text, "heures" | "horas" | "hours"));
            (at, format!("{hour}{mark}{minute}"), hours.map_or(end, |word| word.end))
        }
    };
    Some([text.get(..start)?, &written, text.get(end..)?].concat())
}

/// A number with the marks of the language.
fn figures(value: &Decimal, target: Language) -> String {
    match target {
        Language::FR => value.write("\u{202f}", ','),
        Language::ES => value.write(".", ','),
        _ => value.write(",", '.'),
    }
}

type Amount<'v> = (&'v Decimal, u32, Option<Currency>, bool, bool);

fn amount(
    text: &str,
    place: std::ops::Range<usize>,
    (value, power, currency, percent, of): Amount<'_>,
    target: Language,
) -> (usize, String, usize) {
    let (start, mut end) = (place.start, place.end);
    let full = value.times_ten_to(power.cast_signed());
    let (mut written, word) = if power >= 6 && full.whole_digits() >= 7 {
        let (number, word) = scaled(&full, target);
        (figures(&number, target), Some(word))
    } else if power > 0 {
        (figures(&full.clone().trimmed(), target), None)
    } else {
        (figures(value, target), None)
    };
    let rest = text.get(end..).unwrap_or_default();
    if percent {
        let close = rest.trim_start_matches(is_space);
        if close.starts_with('%') {
            end = text.len() - close.len() + 1;
        }
        written.push_str(if target == Language::EN { "%" } else { "\u{a0}%" });
        return (start, written, end);
    }
    let one = word.is_none() && full.is_one();
    if let Some(word) = word {
        written.push(' ');
        written.push_str(word);
    }
    if let Some(currency) = currency {
        if let Some(carrier) = word_at(text, end).filter(|word| word.text.starts_with("euro")) {
            end = carrier.end;
        }
        match currency.sign() {
            Some(sign) if target == Language::EN => {
                let minus = written.strip_prefix('-').map(str::to_owned);
                return (
                    start,
                    minus.map_or(format!("{sign}{written}"), |rest| format!("-{sign}{rest}")),
                    end,
                );
            }
            _ => {}
        }
        if word.is_some() && target != Language::EN {
            written.push_str(of_before(currency.word(target, one), target));
        } else {
            written.push(' ');
        }
        written.push_str(currency.word(target, one));
    } else if word.is_some() && of && target != Language::EN {
        let next = word_at(text, end);
        let has = next.is_some_and(|next| matches!(next.text, "de" | "d" | "des" | "du" | "del"));
        if let Some(next) = next.filter(|next| !has && next.start > end) {
            written.push_str(of_before(next.text, target));
            end = next.start;
        }
    } else if word.is_some() && target == Language::EN {
        // `millions de personnes` is `million people`.
        if let Some(of_word) = word_at(text, end).filter(|word| of && word.text == "of") {
            end = of_word.end;
        }
    }
    (start, written, end)
}

/// ` de ` or ` d’` before a word.
fn of_before(word: &str, target: Language) -> &'static str {
    let vowel = word.chars().next().is_some_and(|first| "aeiouhéèêàâîôûAEIOUHÉÈ".contains(first));
    if target == Language::FR && vowel { " d'" } else { " de " }
}

/// A number of a million and more, as the language says it.
fn scaled(full: &Decimal, target: Language) -> (Decimal, &'static str) {
    let digits = full.whole_digits();
    let (power, one, many) = match target {
        Language::FR if digits > 9 => (9, "milliard", "milliards"),
        Language::FR => (6, "million", "millions"),
        Language::ES if digits > 12 => (12, "billón", "billones"),
        Language::ES => (6, "millón", "millones"),
        _ if digits > 12 => (12, "trillion", "trillion"),
        _ if digits > 9 => (9, "billion", "billion"),
        _ => (6, "million", "million"),
    };
    let number = full.times_ten_to(-power).trimmed();
    let single = if target == Language::FR { !number.at_least_two() } else { number.is_one() };
    let word = if single { one } else { many };
    (number, word)
}

fn bare_date(day: &str, month: usize, year: Option<&str>, target: Language) -> String {
    let month = month_name(month, target);
    let first = day == "1";
    match target {
        Language::FR => {
            let year = year.map_or_else(String::new, |year| format!(" {year}"));
            format!("{day}{} {month}{year}", if first { "er" } else { "" })
        }
        Language::ES => {
            let year = year.map_or_else(String::new, |year| format!(" de {year}"));
            format!("{day} de {month}{year}")
        }
        _ => {
            let year = year.map_or_else(String::new, |year| format!(" {year}"));
            format!("{day} {month}{year}")
        }
    }
}

/// A date with what the language puts before it; where it starts, since it may take a word before it along.
fn date(text: &str, at: usize, bare: &str, adverbial: bool, target: Language) -> (usize, String) {
    let before = last_word(text, at);
    let word = before.map_or_else(String::new, |before| before.text.to_lowercase());
    let from = before.map_or(at, |before| before.start);
    if is_weekday(&word) {
        return (at, bare.to_owned());
    }
    let (start, article) = match (target, word.as_str()) {
        (Language::ES, "el" | "del" | "al") | (Language::FR, "le" | "du" | "au") => (at, ""),
        (Language::ES, "de") => (from, "del "),
        (Language::ES, "a") => (from, "al "),
        (Language::ES, "en" | "encima" | "sobre") => (from, "el "),
        (Language::ES, _) => (at, "el "),
        (Language::FR, "de") => (from, "du "),
        (Language::FR, "à") => (from, "au "),
        (Language::FR, "en" | "dans" | "sur") => (from, "le "),
        (Language::FR, "jusqu") => (at, "au "),
        (Language::FR, _) => (at, "le "),
        (_, "the") => (from, if adverbial { "on " } else { "" }),
        (_, "on" | "in" | "of" | "until" | "from" | "to" | "by" | "since" | "before" | "after") => (at, ""),
        _ => (at, if adverbial { "on " } else { "" }),
    };
    (start, format!("{article}{bare}"))
}
