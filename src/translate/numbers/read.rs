//! Reads quantities in a text: what a figure stands for in its language.

use super::calendar::{date, month_first, time};
use super::cursor::{Word, is_space, word_at};
use super::decimal::Decimal;
use super::words::{Currency, scale, small};
use super::{Quantity, Value};
use crate::Language;

/// The quantities of a text, in order, not overlapping: what is more than plain digits.
pub(crate) fn quantities(text: &str, language: Language) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut end = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let starts = !before.is_alphanumeric() && !matches!(before, '.' | ',' | '/' | ':' | '#' | '@' | '_');
        let after_hyphen = matches!(before, '-' | '–')
            && text.get(..at).and_then(|head| head.chars().rev().nth(1)).is_some_and(char::is_alphanumeric);
        if at >= end && starts && !after_hyphen && !matches!(before, '’' | '\'') {
            let one = if c.is_ascii_digit() {
                date(text, at, language)
                    .or_else(|| time(text, at, language))
                    .or_else(|| amount(text, at, end, language))
            } else if c.is_alphabetic() {
                month_first(text, at, language).or_else(|| in_words(text, at, language))
            } else {
                None
            };
            if let Some(one) = one {
                end = one.range.end;
                found.push(one);
            }
        }
        before = c;
    }
    found
}

/// A figure that is read, before anybody asked what it counts.
struct Figure {
    end: usize,
    value: Decimal,
    separated: bool,
}

/// The figure at `at`; `None` for what is no number (an address, a version).
fn figure(text: &str, at: usize, negative: bool, language: Language) -> Option<Figure> {
    let rest = text.get(at..)?;
    let mut parts: Vec<(Option<char>, &str)> = Vec::new();
    let (mut from, mut mark) = (0, None);
    loop {
        let tail = rest.get(from..)?;
        let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        parts.push((mark, tail.get(..digits)?));
        from += digits;
        let mut next = rest.get(from..)?.chars();
        let Some(separator) = next.next() else { break };
        let digits = next.as_str().bytes().take_while(u8::is_ascii_digit).count();
        let groups = digits == 3 && parts.iter().skip(1).all(|(_, part)| part.len() == 3);
        let first = parts.first().is_some_and(|(_, part)| part.len() <= 3);
        let joins = match separator {
            '.' | ',' => digits > 0,
            _ if is_space(separator) => language != Language::EN && groups && first,
            _ => false,
        };
        if !joins {
            break;
        }
        mark = Some(separator);
        from += separator.len_utf8();
    }
    let end = at + from;
    let value = value(&parts, negative, language)?;
    Some(Figure { end, value, separated: parts.len() > 1 })
}

/// What the parts of a figure are worth by the rules of the language.
fn value(parts: &[(Option<char>, &str)], negative: bool, language: Language) -> Option<Decimal> {
    let joined = |parts: &[(Option<char>, &str)]| parts.iter().map(|(_, part)| *part).collect::<String>();
    let grouped = |parts: &[(Option<char>, &str)]| {
        parts.iter().skip(1).all(|(_, part)| part.len() == 3)
            && parts.first().is_some_and(|(_, part)| (1..=3).contains(&part.len()))
    };
    let (&(last_mark, last), head) = parts.split_last()?;
    let Some(last_mark) = last_mark else { return Some(Decimal::new(negative, last, "")) };
    let first_mark = parts.get(1).and_then(|(mark, _)| *mark)?;
    let same = parts.iter().skip(1).all(|(mark, _)| {
        mark.is_some_and(|mark| mark == first_mark || (is_space(mark) && is_space(first_mark)))
    });
    if is_space(last_mark) || (same && parts.len() > 2) {
        // Two separators of one kind group; anything else is no number.
        return (same && grouped(parts)).then(|| Decimal::new(negative, &joined(parts), ""));
    }
    if !same {
        let one_kind =
            head.iter().skip(1).all(|(mark, _)| *mark == Some(first_mark) || mark.is_some_and(is_space));
        return (one_kind && grouped(head)).then(|| Decimal::new(negative, &joined(head), last));
    }
    let (group, decimal) = if language == Language::EN { (',', '.') } else { ('.', ',') };
    let three = last.len() == 3 && grouped(parts);
    let whole = joined(head);
    if last_mark == group && three {
        return Some(Decimal::new(negative, &(whole + last), ""));
    }
    // `15,000` is grouped in Mexico too; a decimal fraction hardly ever ends in three zeros.
    if last_mark == decimal && language == Language::ES && three && last == "000" {
        return Some(Decimal::new(negative, &(whole + last), ""));
    }
    Some(Decimal::new(negative, &whole, last))
}

/// An amount in figures, with its sign, its currency and its scale.
fn amount(text: &str, at: usize, floor: usize, language: Language) -> Option<Quantity> {
    let mut start = at;
    let mut currency = None;
    let head = text.get(floor..at)?;
    let trimmed = head.trim_end_matches(is_space);
    if let Some(sign) = trimmed.chars().next_back().and_then(Currency::of_sign) {
        currency = Some(sign);
        start = floor + trimmed.trim_end_matches(['$', '€', '£']).len();
        let before = text.get(floor..start)?;
        let prefix = ["US", "U.S.", "A", "C"].into_iter().find(|prefix| {
            before.strip_suffix(prefix).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        start -= prefix.map_or(0, str::len);
    }
    let before = text.get(floor..start)?;
    let minus = before
        .strip_suffix(['-', '−'])
        .filter(|rest| rest.is_empty() || rest.ends_with([' ', '(', '\u{a0}']));
    if let Some(rest) = minus {
        start = floor + rest.len();
    }
    let Figure { mut end, value, separated } = figure(text, at, minus.is_some(), language)?;
    let mut power = 0;
    let next = text.get(end..)?.chars().next();
    if matches!(next, Some('-' | '–' | '/' | ':')) && !separated && currency.is_none() {
        return None;
    }
    if next.is_some_and(char::is_alphabetic) {
        let word = word_at(text, end)?;
        let glued = match (language, word.text) {
            (Language::EN, "m") if currency.is_some() => 6,
            (Language::EN, "k") if currency.is_some() => 3,
            (Language::EN, "b") if currency.is_some() => 9,
            (Language::FR | Language::ES, "M") if text.get(word.end..)?.starts_with(['€', '$', '£']) => 6,
            (_, word) => scale(&word.to_lowercase(), language).unwrap_or(0),
        };
        if glued == 0 && !separated {
            return None;
        }
        if glued > 0 {
            power = glued;
            end = word.end;
        }
    }
    finish(text, start, end, value, (power, currency, separated), language)
}

/// An amount whose number is written in words: `two billion`, `medio millón`.
fn in_words(text: &str, at: usize, language: Language) -> Option<Quantity> {
    let word = word_at(text, at)?;
    let lower = word.text.to_lowercase();
    let mut end = word.end;
    let mut value = small(&lower, language)?;
    let article = matches!(lower.as_str(), "a" | "un");
    let next = word_at(text, end)?;
    let next_lower = next.text.to_lowercase();
    if lower == "half" && matches!(next_lower.as_str(), "a" | "an") {
        end = next.end;
    } else if lower == "un" && next_lower == "demi" {
        end = next.end;
        value = Decimal::new(false, "0", "5");
        if let Some(hyphen) = text.get(end..).and_then(|rest| rest.strip_prefix('-')) {
            end = text.len() - hyphen.len();
        }
    }
    let scaled = word_at(text, end).and_then(|word| scale(&word.text.to_lowercase(), language))?;
    // A million is a million in all three languages; the engine has the words.
    if scaled < 6 || (article && scaled == 6 && value.is_one()) {
        return None;
    }
    finish(text, at, end, value, (0, None, true), language)
}

/// Reads what follows a number: scale, currency, percent. `None` when it is a plain number.
fn finish(
    text: &str,
    start: usize,
    mut end: usize,
    value: Decimal,
    (mut power, mut currency, separated): (u32, Option<Currency>, bool),
    language: Language,
) -> Option<Quantity> {
    let mut word = word_at(text, end);
    while let Some(Word { text: next, end: next_end, .. }) = word {
        let lower = next.to_lowercase();
        if power == 0 && lower == "miles" && language == Language::ES {
            break;
        }
        let Some(more) = scale(&lower, language) else { break };
        power += more;
        end = next_end;
        word = word_at(text, end);
    }
    if power > 12 + 6 {
        return None;
    }
    let rest = text.get(end..)?;
    let close = rest.trim_start_matches(is_space);
    let mut percent = false;
    let mut of = false;
    if let Some(sign) = close
        .chars()
        .next()
        .and_then(Currency::of_sign)
        .filter(|_| language != Language::EN && currency.is_none())
    {
        currency = Some(sign);
        end = text.len() - close.len() + close.chars().next().map_or(0, char::len_utf8);
    } else if close.starts_with('%') && rest.len() - close.len() <= 4 {
        percent = true;
        end = text.len() - close.len() + 1;
    } else {
        let mut of_end = end;
        if power >= 6 && language != Language::EN {
            for article in [" de ", " d'", " d’"] {
                if rest.starts_with(article) {
                    of = true;
                    of_end = end + article.trim_end().len();
                }
            }
        }
        let word = if of && !rest.starts_with(" de ") { elided(text, of_end) } else { word_at(text, of_end) };
        match word.map(|word| (word.text.to_lowercase(), word.end)) {
            Some((word, word_end)) if currency.is_none() && Currency::of_word(&word, power > 0).is_some() => {
                currency = Currency::of_word(&word, power > 0);
                end = word_end;
            }
            Some((word, word_end)) => {
                percent = match word.as_str() {
                    "percent" if language == Language::EN => {
                        end = word_end;
                        true
                    }
                    "per" | "pour" | "por" => match word_at(text, word_end) {
                        Some(next) if matches!(next.text, "cent" | "ciento") => {
                            end = next.end;
                            true
                        }
                        _ => false,
                    },
                    _ => false,
                };
                if of {
                    end = of_end;
                }
            }
            None => {}
        }
        if currency == Some(Currency::Pound)
            && let Some(next) =
                word_at(text, end).filter(|next| matches!(next.text, "sterling" | "esterlinas"))
        {
            end = next.end;
        }
    }
    if language == Language::EN && power >= 6 && currency.is_none() && !percent {
        of = word_at(text, end).is_some_and(|word| counts(word.text));
    }
    if power == 0 && currency.is_none() && !percent && !separated {
        return None;
    }
    let mut start = start;
    if percent && language == Language::ES {
        // `un 3 %`: the article is of Spanish alone.
        let head = text.get(..start)?;
        start = head
            .strip_suffix("un ")
            .filter(|head| !head.ends_with(char::is_alphanumeric))
            .map_or(start, str::len);
    }
    Some(Quantity { range: start..end, value: Value::Amount { value, power, currency, percent, of } })
}

fn elided(text: &str, at: usize) -> Option<Word<'_>> {
    word_at(text, at)
}

/// True for an English word that a number may count: no preposition, conjunction, verb or time.
fn counts(word: &str) -> bool {
    !matches!(
        word,
        "to" | "in"
            | "of"
            | "from"
            | "and"
            | "or"
            | "by"
            | "at"
            | "on"
            | "for"
            | "a"
            | "an"
            | "the"
            | "was"
            | "were"
            | "is"
            | "are"
            | "have"
            | "has"
            | "had"
            | "this"
            | "last"
            | "next"
            | "per"
            | "more"
            | "less"
            | "since"
            | "after"
            | "before"
            | "with"
            | "as"
            | "but"
            | "that"
            | "which"
            | "who"
            | "will"
            | "when"
            | "while"
            | "over"
            | "into"
            | "than"
            | "it"
            | "he"
            | "she"
            | "they"
            | "each"
            | "if"
            | "during"
            | "through"
    )
}
