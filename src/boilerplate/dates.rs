//! Dates as news pages write them, in EN, FR, ES and their neighbours.

use std::fmt::Write as _;
use std::ops::Range;

use super::calendar::{CHANGE_WORDS, DATE_WORDS, PUBLICATION_WORDS, month};
use crate::language::Language;

/// A date in a folded line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// Where it stands in the folded line, with its time of day.
    pub(crate) range: Range<usize>,
    /// ISO 8601, when there is one way only to read it.
    pub(crate) iso: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    kind: Class,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Number(u32),
    Word,
    Mark,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// True for a folded word that stands in dates: a month, a weekday, `published`, ...
pub(crate) fn is_date_word(word: &str) -> bool {
    DATE_WORDS.contains(&word) || month(word).is_some()
}

/// What a line says about dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DateLine {
    /// No date, or much beside it.
    #[default]
    No,
    /// A date and nothing else.
    Plain,
    /// A date that the line calls the one of publication or of the last change.
    Notice,
}

/// Says whether a folded line is one of dates.
pub(crate) fn date_line(folded: &str) -> DateLine {
    let found = dates(folded, Language::UND);
    if found.is_empty() {
        return DateLine::No;
    }
    let (mut notice, mut foreign) = (false, 0);
    for token in tokens(folded).iter().filter(|token| token.kind == Class::Word) {
        notice |= CHANGE_WORDS.contains(&token.text) || PUBLICATION_WORDS.contains(&token.text);
        let inside =
            found.iter().any(|date| date.range.start <= token.start && token.end() <= date.range.end);
        if !inside && !DATE_WORDS.contains(&token.text) {
            foreign += 1;
        }
    }
    match (foreign, notice) {
        (0, false) => DateLine::Plain,
        (0..=2, true) => DateLine::Notice,
        _ => DateLine::No,
    }
}

/// True when the words right before the date at `start` of the folded line call it the date of a change.
pub(crate) fn is_update(folded: &str, start: usize) -> bool {
    let before = folded.get(..start).unwrap_or_default();
    let words = tokens(before);
    let mut recent = words.iter().rev().filter(|token| token.kind == Class::Word).take(5);
    let nearest =
        recent.find(|token| CHANGE_WORDS.contains(&token.text) || PUBLICATION_WORDS.contains(&token.text));
    nearest.is_some_and(|token| CHANGE_WORDS.contains(&token.text))
        // A date between the word and this one has taken the word for itself.
        && nearest.is_some_and(|token| dates(before.get(token.end()..).unwrap_or_default(), Language::UND).is_empty())
}

/// The dates of a folded line in order.
///
/// `3/4/2024` has one reading when a number is over 12 or both are the same; else French, Spanish and their neighbours put the day
/// first, and English and unknown languages leave it open. With full stops the day comes first in every language.
pub(crate) fn dates(folded: &str, language: Language) -> Vec<FoundDate> {
    let tokens = tokens(folded);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((date, used)) = date_at(tokens.get(at..).unwrap_or_default(), language) {
            let (time, length) = time_at(tokens.get(at + used..).unwrap_or_default());
            let last = tokens.get(at + used + length - 1);
            let iso = date.map(|mut iso| {
                iso.push_str(&time);
                iso
            });
            if let (Some(first), Some(last)) = (tokens.get(at), last) {
                found.push(FoundDate { range: first.start..last.end(), iso });
            }
            at += used + length;
        } else {
            at += 1;
        }
    }
    found
}

/// Reads a date at the first token: its ISO form where unambiguous, and the number of tokens.
fn date_at(tokens: &[Token<'_>], language: Language) -> Option<(Option<String>, usize)> {
    use Class::Number;
    let number = |at: usize| match tokens.get(at).map(|token| token.kind) {
        Some(Number(value)) => Some(value),
        _ => None,
    };
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let year_at = |at: usize| number(at).filter(|_| text(at).len() == 4);
    let first = text(0);
    if let (Some(a), Some(b), separator) = (number(0), number(2), text(1))
        && separator == text(3)
        && matches!(separator, "-" | "/" | ".")
    {
        if first.len() == 4 && separator != "." && number(4).is_some() {
            return valid(a, b, number(4)?).map(|iso| (Some(iso), 5));
        }
        if first.len() <= 2 && text(2).len() <= 2 {
            if let Some(year) = year_at(4) {
                return numeric(a, b, year, separator, language)
                    .map(|iso| ((!iso.is_empty()).then_some(iso), 5));
            }
            if text(4).len() == 2 && number(4).is_some() && separator == "/" && a <= 31 && b <= 31 {
                return Some((None, 5));
            }
        }
    }
    if first.len() <= 2 && number(0).is_some() {
        // 3 May 2024, 1er mai 2024, 3 de mayo de 2024, 3. Mai 2024
        let mut at = 1;
        while at < 4
            && matches!(text(at), "er" | "st" | "nd" | "rd" | "th" | "º" | "°" | "." | "de" | "of" | "-")
        {
            at += 1;
        }
        let month = month(text(at))?;
        at += 1;
        while at < 8 && matches!(text(at), "." | "," | "de" | "del" | "-") {
            at += 1;
        }
        return valid(year_at(at)?, month, number(0)?).map(|iso| (Some(iso), at + 1));
    }
    // May 3, 2024
    let month = month(first)?;
    let mut at = if text(1) == "." { 2 } else { 1 };
    let day = number(at).filter(|_| text(at).len() <= 2)?;
    at += 1;
    while at < 6 && matches!(text(at), "st" | "nd" | "rd" | "th" | ",") {
        at += 1;
    }
    valid(year_at(at)?, month, day).map(|iso| (Some(iso), at + 1))
}

/// A date in two numbers and a year: `None` when it is none, an empty string when the order is open.
fn numeric(a: u32, b: u32, year: u32, separator: &str, language: Language) -> Option<String> {
    let day_first =
        separator == "." || matches!(language.code(), "fr" | "es" | "pt" | "it" | "ca" | "de" | "nl" | "ro");
    if a > 12 || (a == b) || (day_first && b <= 12) {
        valid(year, b, a)
    } else if b > 12 {
        valid(year, a, b)
    } else {
        (1..=12).contains(&a).then(String::new)
    }
}

fn valid(year: u32, month: u32, day: u32) -> Option<String> {
    let days = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1000..=2999).contains(&year).then_some(())?;
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Reads a time of day behind a date: its ISO form with the `T`, and the number of tokens (0 for none).
fn time_at(tokens: &[Token<'_>]) -> (String, usize) {
    let none = (String::new(), 0);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let number = |at: usize| match tokens.get(at).map(|token| token.kind) {
        Some(Class::Number(value)) if text(at).len() <= 2 => Some(value),
        _ => None,
    };
    let mut at = 0;
    while at < 3
        && matches!(text(at), "," | "-" | "|" | "·" | "•" | "at" | "a" | "las" | "t" | "um" | "alle" | "(")
    {
        at += 1;
    }
    let Some(mut hour) = number(at) else { return none };
    let mut minute = 0;
    if matches!(text(at + 1), ":" | "h" | "." | "hs") && text(at + 2).len() == 2 && number(at + 2).is_some() {
        minute = number(at + 2).unwrap_or_default();
        at += 3;
    } else if text(at + 1) == "h" || matches!(text(at + 1), "am" | "pm") {
        at += 1 + usize::from(text(at + 1) == "h");
    } else {
        return none;
    }
    let mut second = None;
    if text(at) == ":" && text(at + 1).len() == 2 {
        second = number(at + 1);
        at += if second.is_some() { 2 } else { 0 };
    }
    let half = match (text(at), text(at + 1), text(at + 2)) {
        ("am" | "pm", _, _) => Some((text(at), 1)),
        ("a", ".", "m") => Some(("am", if text(at + 3) == "." { 4 } else { 3 })),
        ("p", ".", "m") => Some(("pm", if text(at + 3) == "." { 4 } else { 3 })),
        _ => None,
    };
    if let Some((half, used)) = half {
        if !(1..=12).contains(&hour) {
            return none;
        }
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        at += used;
    }
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 59) {
        return none;
    }
    let mut iso = format!("T{hour:02}:{minute:02}");
    if let Some(second) = second {
        let _ = write!(iso, ":{second:02}");
    }
    if text(at) == "z" {
        iso.push('Z');
        at += 1;
    } else if matches!(text(at), "+" | "-")
        && text(at + 2) == ":"
        && let (Some(hours), Some(minutes)) = (number(at + 1), number(at + 3))
    {
        let _ = write!(iso, "{}{hours:02}:{minutes:02}", text(at));
        at += 4;
    }
    (iso, at)
}

fn tokens(folded: &str) -> Vec<Token<'_>> {
    let class = |byte: u8| {
        if byte.is_ascii_digit() {
            1
        } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
            2
        } else {
            3
        }
    };
    let bytes = folded.as_bytes();
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(&byte) = bytes.get(start) {
        let kind = class(byte);
        let mut end = start + 1;
        while kind < 3 && bytes.get(end).is_some_and(|&byte| class(byte) == kind) {
            end += 1;
        }
        if byte != b' '
            && let Some(text) = folded.get(start..end)
        {
            let kind = match kind {
                1 => text.parse().map_or(Class::Word, Class::Number),
                2 => Class::Word,
                _ => Class::Mark,
            };
            tokens.push(Token { text, start, kind });
        }
        start = end;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::super::fold::folded;
    use super::*;

    fn iso(line: &str, language: Language) -> Option<String> {
        dates(&folded(line), language).into_iter().next().and_then(|date| date.iso)
    }

    #[test]
    fn reads_the_forms_of_the_press() {
        for (line, want) in [
            ("12.03.2024 à 9 H 10", "2024-03-12T09:10"),
            ("Publié le 12/03/2024 à 09h10", "2024-03-12T09:10"),
            ("3 May 2024", "2024-05-03"),
            ("May 3rd, 2024 at 9:05 p.m.", "2024-05-03T21:05"),
            ("Sept. 20, 2022", "2022-09-20"),
            ("1er août 2024", "2024-08-01"),
            ("3 de mayo de 2024 a las 17:30", "2024-05-03T17:30"),
            ("2024-03-12T09:10:00Z", "2024-03-12T09:10:00Z"),
            ("2024-03-12T09:10:00+01:00", "2024-03-12T09:10:00+01:00"),
            ("le 5 janvier 2023, 18 h", "2023-01-05T18:00"),
        ] {
            assert_eq!(iso(line, Language::FR).as_deref(), Some(want), "{line}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_settled_by_the_language_or_left_open() {
        assert_eq!(iso("03/04/2024", Language::FR).as_deref(), Some("2024-04-03"));
        assert_eq!(iso("03/04/2024", Language::EN), None);
        assert_eq!(dates("03/04/2024", Language::EN).len(), 1);
        assert_eq!(iso("03/14/2024", Language::EN).as_deref(), Some("2024-03-14"));
        assert_eq!(iso("14/03/2024", Language::EN).as_deref(), Some("2024-03-14"));
        assert_eq!(iso("30/02/2024", Language::FR), None);
    }

    #[test]
    fn knows_a_line_of_dates() {
        for (line, want) in [
            ("12.03.2024 à 9 H 10 • Mis à jour le 13.03.2024 à 8 H 00", DateLine::Notice),
            ("Tuesday 12 March 2024", DateLine::Plain),
            ("Actualizado el 3 de mayo de 2024", DateLine::Notice),
            ("The treaty of 3 May 2024 binds both states", DateLine::No),
            ("577 threats in 2021", DateLine::No),
        ] {
            assert_eq!(date_line(&folded(line)), want, "{line}");
        }
    }

    #[test]
    fn the_word_before_a_date_says_what_it_is() {
        let line = folded("Publié le 12.03.2024 • Mis à jour le 13.03.2024");
        let found = dates(&line, Language::FR);
        assert!(!is_update(&line, found[0].range.start));
        assert!(is_update(&line, found[1].range.start));
        let line = folded("Updated 3 May 2024, published 1 May 2024");
        let found = dates(&line, Language::EN);
        assert!(is_update(&line, found[0].range.start));
        assert!(!is_update(&line, found[1].range.start));
    }
}
