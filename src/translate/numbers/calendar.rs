//! Reads dates and times of day.

use std::ops::Range;

use super::cursor::{last_word, word_at};
use super::words::month;
use super::{Quantity, Value};
use crate::Language;

/// `14 March 2019`, `1er février`, `3 de mayo de 2021`.
pub(super) fn date(text: &str, at: usize, language: Language) -> Option<Quantity> {
    let day = number(text, at, 2)?;
    let mut end = at + day.len();
    for suffix in ["er", ".º", "º", "st", "nd", "rd", "th"] {
        if text.get(end..)?.starts_with(suffix) {
            end += suffix.len();
            break;
        }
    }
    let mut word = word_at(text, end).filter(|word| word.start > end)?;
    if language == Language::ES {
        if word.text != "de" {
            return None;
        }
        word = word_at(text, word.end)?;
    } else if language == Language::EN && word.text == "of" {
        word = word_at(text, word.end)?;
    }
    let month = month(word.text, language)?;
    end = word.end;
    let rest = text.get(end..)?;
    let gap = if language == Language::ES { [" de ", " del "].as_slice() } else { [" ", ", "].as_slice() };
    let year = gap.iter().find_map(|gap| {
        let from = end + rest.strip_prefix(gap).map(|_| gap.len())?;
        year(text, from).map(|year| (from, year))
    });
    end = year.map_or(end, |(from, year)| from + year.len());
    Some(dated(text, at..end, (day, month, year.map(|(_, year)| year)), language))
}

/// `March 14, 2019`, `Sept. 11`.
pub(super) fn month_first(text: &str, at: usize, language: Language) -> Option<Quantity> {
    let word = word_at(text, at).filter(|_| language == Language::EN)?;
    let month = month(word.text, language)?;
    let rest = text.get(word.end..)?;
    let gap = [". ", " "].into_iter().find(|gap| rest.starts_with(gap))?;
    let from = word.end + gap.len();
    let day = number(text, from, 2)?;
    let mut end = from + day.len();
    for suffix in ["st", "nd", "rd", "th"] {
        if text.get(end..)?.starts_with(suffix) {
            end += suffix.len();
            break;
        }
    }
    let mut after = text.get(end..)?.chars();
    let next = after.next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '–' | '/'))
        || (matches!(next, Some('.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit()))
    {
        return None;
    }
    let rest = text.get(end..)?;
    let year = [", ", " "].into_iter().find_map(|gap| {
        let from = end + rest.strip_prefix(gap).map(|_| gap.len())?;
        year(text, from).map(|year| (from, year))
    });
    end = year.map_or(end, |(from, year)| from + year.len());
    Some(dated(text, at..end, (day, month, year.map(|(_, year)| year)), language))
}

fn dated(
    text: &str,
    mut range: Range<usize>,
    (day, month, year): (&str, usize, Option<&str>),
    language: Language,
) -> Quantity {
    let word = match language {
        Language::EN => "on",
        Language::FR => "le",
        _ => "el",
    };
    let before = last_word(text, range.start).filter(|before| before.text.eq_ignore_ascii_case(word));
    let adverbial = before.is_some();
    if let Some(before) = before {
        range.start = before.start;
    }
    let day = day.trim_start_matches('0').to_owned();
    Quantity { range, value: Value::Date { day, month, year: year.map(str::to_owned), adverbial } }
}

/// `18h30`, `7:45`, `6:30 p.m.`
pub(super) fn time(text: &str, at: usize, language: Language) -> Option<Quantity> {
    let hour = number(text, at, 2)?;
    let mut end = at + hour.len();
    let rest = text.get(end..)?;
    let gap = match language {
        Language::FR => [" h ", "\u{a0}h\u{a0}", "h", ":"].as_slice(),
        _ => [":"].as_slice(),
    };
    let gap = gap.iter().find(|gap| rest.starts_with(**gap))?;
    end += gap.len();
    let minute = number(text, end, 2).filter(|minute| minute.len() == 2)?;
    end += 2;
    if text.get(end..)?.starts_with(|c: char| c.is_alphanumeric() || c == ':') {
        return None;
    }
    let mut hour: u32 = hour.parse().ok().filter(|hour| *hour < 24)?;
    minute.parse::<u32>().ok().filter(|minute| *minute < 60)?;
    if language == Language::EN {
        for (suffix, afternoon) in
            [(" p.m.", true), (" pm", true), ("pm", true), (" a.m.", false), (" am", false), ("am", false)]
        {
            if text.get(end..)?.starts_with(suffix) {
                // The full stop may end the sentence.
                let last = end + suffix.len() == text.len() && suffix.ends_with('.');
                end += suffix.len() - usize::from(last);
                hour = match (afternoon, hour) {
                    (true, 1..=11) => hour + 12,
                    (false, 12) => 0,
                    _ => hour,
                };
                break;
            }
        }
    }
    Some(Quantity { range: at..end, value: Value::Time { hour, minute: minute.to_owned() } })
}

/// The digits at `at`, when there are one to `most` and no more.
fn number(text: &str, at: usize, most: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.get(..digits).filter(|_| (1..=most).contains(&digits))
}

fn year(text: &str, at: usize) -> Option<&str> {
    number(text, at, 4).filter(|year| year.len() == 4 && year.starts_with(['1', '2']))
}
