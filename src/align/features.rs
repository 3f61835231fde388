//! What a document has that does not depend on its language.

use std::collections::BTreeMap;

use crate::Language;
use crate::glossary::{EntityKind, Mention};
use crate::language::months;

/// Features with how much they count in the document.
pub(super) type Features = BTreeMap<String, f64>;

/// Entities, numbers, dates and unknown names of a text.
pub(super) fn of(text: &str, language: Language, mentions: &[Mention<'_>]) -> Features {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for mention in mentions {
        let weightless = mention.kind == EntityKind::Region;
        if !weightless {
            *counts.entry(format!("e {}", mention.entity.id())).or_default() += 1;
        }
    }
    numbers_and_dates(text, language, &mut counts);
    names(text, mentions, &mut counts);
    // The second mention says less than the first, and the tenth hardly anything.
    counts.into_iter().map(|(feature, count)| (feature, f64::from(count).sqrt().min(3.0))).collect()
}

/// Longest number in figures that counts; longer ones are codes.
const MAX_FIGURES: usize = 15;

fn numbers_and_dates(text: &str, language: Language, counts: &mut BTreeMap<String, u32>) {
    let months = months(language).or_else(|| months(Language::EN));
    let mut last_number: Option<(String, usize)> = None;
    let mut last_month: Option<(usize, usize)> = None;
    let mut at = 0;
    for (_, word) in pieces(text) {
        at += 1;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let number = normal(word);
            if number.len() > MAX_FIGURES {
                continue;
            }
            let day = number.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
            if let Some((month, place)) = last_month.take()
                && day
                && at - place <= 1
            {
                *counts.entry(format!("d {month:02}-{number:0>2}")).or_default() += 1;
            }
            // A single figure is in every document.
            if number.len() > 1 {
                *counts.entry(format!("n {number}")).or_default() += 1;
            }
            last_number = Some((number, at));
            continue;
        }
        if word.len() > 12 {
            continue;
        }
        let lower = word.to_lowercase();
        let month = months.and_then(|months| months.iter().position(|month| month.to_lowercase() == lower));
        if let Some(month) = month {
            last_month = Some((month + 1, at));
            if let Some((day, place)) = last_number.take()
                && at - place <= 2
                && day.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
            {
                *counts.entry(format!("d {:02}-{day:0>2}", month + 1)).or_default() += 1;
                last_month = None;
            }
        }
    }
}

/// Words, and numbers with the marks and spaces inside them.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let begin = rest + tail.find(char::is_alphanumeric)?;
        let tail = text.get(begin..)?;
        let figure = tail.starts_with(|c: char| c.is_ascii_digit());
        let mut end = 0;
        for (at, c) in tail.char_indices() {
            let inside = if figure {
                c.is_ascii_digit()
                    || (matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{202F}')
                        && three_figures(tail.get(at + c.len_utf8()..).unwrap_or_default(), c))
            } else {
                c.is_alphanumeric()
            };
            if !inside {
                break;
            }
            end = at + c.len_utf8();
        }
        rest = begin + end.max(1);
        Some((begin, text.get(begin..begin + end)?))
    })
}

/// True when a mark inside a number goes on with it: any figure behind a point or comma, exactly three behind a space.
fn three_figures(tail: &str, mark: char) -> bool {
    let figures = tail.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if matches!(mark, '.' | ',') { figures > 0 } else { figures == 3 }
}

/// A number without the marks of its thousands, its decimals behind a point.
fn normal(number: &str) -> String {
    let decimals = number.rfind(['.', ',']).filter(|at| number.len() - at != 4);
    let mut out = String::with_capacity(number.len());
    for (at, c) in number.char_indices() {
        if c.is_ascii_digit() {
            out.push(c);
        } else if Some(at) == decimals {
            out.push('.');
        }
    }
    out
}

/// Capitalised words of five letters or more inside sentences that are in no mention: names that the glossary does not
/// have are often the same in every language.
fn names(text: &str, mentions: &[Mention<'_>], counts: &mut BTreeMap<String, u32>) {
    let mut mentions = mentions.iter().peekable();
    let mut end = 0;
    for (start, word) in pieces(text) {
        let inner = text
            .get(end..start)
            .is_some_and(|gap| !gap.is_empty() && gap.chars().all(|c| matches!(c, ' ' | '-' | '\'' | '’')));
        end = start + word.len();
        while mentions.peek().is_some_and(|mention| mention.range.end <= start) {
            mentions.next();
        }
        let named = mentions.peek().is_some_and(|mention| mention.range.start < end);
        if inner && !named && word.starts_with(char::is_uppercase) && (4..=40).contains(&word.len()) {
            *counts.entry(format!("w {}", fold(word))).or_default() += 1;
        }
    }
}

/// Lower case without accents.
fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_the_same_in_three_languages() {
        let of = |text, language| {
            let mut counts = BTreeMap::new();
            numbers_and_dates(text, language, &mut counts);
            counts.into_keys().collect::<Vec<_>>()
        };
        let want = ["d 06-12", "n 12", "n 1250000", "n 2018", "n 3.5"];
        assert_eq!(of("On June 12, 2018, 1,250,000 people and 3.5 %", Language::EN), want);
        assert_eq!(of("Le 12 juin 2018, 1 250 000 personnes et 3,5 %", Language::FR), want);
        assert_eq!(of("El 12 de junio de 2018, 1.250.000 personas y 3,5 %", Language::ES), want);
    }
}
