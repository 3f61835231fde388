//! What an engine must not touch, held back: a stand-in travels in its place and is exchanged for it again.

use std::ops::Range;

use super::numbers::{Value, put_back, quantities};
use crate::Language;

/// First figure of a stand-in; four digits pass every engine as they are.
const FIRST_FIGURE: u32 = 9041;

/// A sentence as an engine sees it.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    pub(super) text: String,
    holds: Vec<(String, Hold)>,
}

#[derive(Debug, Clone)]
enum Hold {
    Quantity(Value),
    Verbatim(String),
}

/// A stretch of the source, and what stands for it: in the answer, or (`Respelt`) in what the engine is given.
#[derive(Debug, Clone)]
pub(super) enum Fixed {
    /// Written as this in the target.
    Name(Range<usize>, String),
    /// Written as this in the source language: the engine knows that form better.
    Respelt(Range<usize>, &'static str),
}

impl Fixed {
    fn range(&self) -> &Range<usize> {
        match self {
            Self::Name(range, _) | Self::Respelt(range, _) => range,
        }
    }
}

/// Holds back addresses, tags, quantities and the names that are `fixed`.
pub(super) fn hold(text: &str, language: Language, fixed: &[Fixed], with_quantities: bool) -> Held {
    let mut pieces: Vec<(Range<usize>, Piece)> =
        addresses(text).map(|range| (range, Piece::Verbatim)).collect();
    if with_quantities {
        pieces.extend(
            quantities(text, language).into_iter().map(|found| (found.range, Piece::Quantity(found.value))),
        );
    }
    pieces.extend(fixed.iter().map(|fixed| (fixed.range().clone(), Piece::Fixed(fixed))));
    pieces.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut held = Held { text: String::with_capacity(text.len() + 16), holds: Vec::new() };
    let (mut end, mut figure, mut word) = (0, FIRST_FIGURE, 0);
    for (range, piece) in pieces {
        let (Some(before), Some(own)) = (text.get(end..range.start), text.get(range.clone())) else {
            continue;
        };
        held.text.push_str(before);
        end = range.end;
        match piece {
            Piece::Quantity(value) => {
                while text.contains(&figure.to_string()) {
                    figure += 1;
                }
                let key = figure.to_string();
                held.text.push_str(&value.stand_in(&key));
                held.holds.push((key, Hold::Quantity(value)));
                figure += 1;
            }
            Piece::Fixed(Fixed::Respelt(_, form)) => held.text.push_str(form),
            Piece::Verbatim => held.verbatim(text, own, &mut word),
            Piece::Fixed(Fixed::Name(_, name)) => held.verbatim(text, name, &mut word),
        }
    }
    held.text.push_str(text.get(end..).unwrap_or_default());
    held
}

enum Piece<'f> {
    Verbatim,
    Quantity(Value),
    Fixed(&'f Fixed),
}

impl Held {
    /// A word that no dictionary has passes as it is.
    fn verbatim(&mut self, text: &str, own: &str, next: &mut u32) {
        let mut key;
        loop {
            let letter = |place: u32| char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
            key = format!("Xqz{}{}x", letter(*next / 26), letter(*next));
            *next += 1;
            if !text.contains(&key) || *next > 26 * 26 {
                break;
            }
        }
        self.text.push_str(&key);
        self.holds.push((key, Hold::Verbatim(own.to_owned())));
    }

    /// True when a quantity is held back.
    pub(super) fn has_quantities(&self) -> bool {
        self.holds.iter().any(|(_, hold)| matches!(hold, Hold::Quantity(_)))
    }

    /// The answer with everything in its place again; `None` when a stand-in is missing or stands twice.
    pub(super) fn release(&self, answer: &str, target: Language) -> Option<String> {
        let mut text = answer.to_owned();
        for (key, hold) in &self.holds {
            text = match hold {
                Hold::Quantity(value) => put_back(&text, key, value, target)?,
                Hold::Verbatim(own) => {
                    // Engines change the case of a word at the start of a sentence.
                    let mut places = text.match_indices(key.get(1..)?);
                    let at = places.next()?.0.checked_sub(1)?;
                    if places.next().is_some() {
                        return None;
                    }
                    [text.get(..at)?, own, text.get(at + key.len()..)?].concat()
                }
            };
        }
        Some(text)
    }
}

/// Addresses of the web and of mail, handles, tags.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut end = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(end..)?;
            let start = end + rest.find(|c: char| !c.is_whitespace())?;
            let rest = text.get(start..)?;
            end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
            let word = text.get(start..end)?;
            let open = word.trim_start_matches(['(', '"', '“', '«', '\'', '[']);
            let bare = open.trim_end_matches(['.', ',', ';', ':', ')', '"', '”', '»', '!', '?', '\'', ']']);
            let from = start + word.len() - open.len();
            if is_address(bare) {
                return Some(from..from + bare.len());
            }
        }
    })
}

fn is_address(word: &str) -> bool {
    let tag = word.strip_prefix(['#', '@']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let web = word.contains("://") || word.starts_with("www.");
    tag || mail || web || word.contains('~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(text: &str, language: Language, target: Language, answer: &str) -> Option<String> {
        hold(text, language, &[], true).release(answer, target)
    }

    #[test]
    fn quantities_are_written_as_the_target_writes_them() {
        let (en, fr, es) = (Language::EN, Language::FR, Language::ES);
        let loan = "A loan of $8.8 billion was signed.";
        assert_eq!(hold(loan, en, &[], true).text, "A loan of 9041 euros was signed.");
        assert_eq!(there(loan, en, es, "por 9041 euros.").as_deref(), Some("por 8.800 millones de dólares."));
        assert_eq!(there(loan, en, fr, "de 9041 euros.").as_deref(), Some("de 8,8 milliards de dollars."));
        assert_eq!(
            there("Cuesta 3 mil millones de euros", es, en, "It costs 9041 euros").as_deref(),
            Some("It costs €3 billion")
        );
        assert_eq!(
            there("Ganó 1,3 billones de pesos.", es, en, "9041 euros.").as_deref(),
            Some("1.3 trillion pesos.")
        );
        assert_eq!(there("Il a perdu 0,7 %.", fr, en, "It lost 9041%.").as_deref(), Some("It lost 0.7%."));
        assert_eq!(
            there("Half a million homes", en, fr, "9041 maisons").as_deref(),
            Some("500\u{202f}000 maisons")
        );
        assert_eq!(there("Two billion doses", en, fr, "9041 doses").as_deref(), Some("2 milliards de doses"));
        assert_eq!(there("-7.5 degrees", en, es, "9041 grados").as_deref(), Some("-7,5 grados"));
    }

    #[test]
    fn dates_and_times_are_written_as_the_target_writes_them() {
        let (en, fr, es) = (Language::EN, Language::FR, Language::ES);
        assert_eq!(
            there("On July 4, 2021, they met.", en, es, "9041, se reunieron.").as_deref(),
            Some("el 4 de julio de 2021, se reunieron.")
        );
        assert_eq!(there("le 1er février 2017", fr, en, "9041").as_deref(), Some("on 1 February 2017"));
        assert_eq!(there("du 23 octobre 2020", fr, en, "of the 9041").as_deref(), Some("of 23 October 2020"));
        assert_eq!(there("el 15 de diciembre", es, fr, "9041").as_deref(), Some("le 15 décembre"));
        assert_eq!(there("à 18h30", fr, en, "to 9041").as_deref(), Some("to 18:30"));
        assert_eq!(there("at 6:30 p.m. today", en, fr, "à 9041").as_deref(), Some("à 18h30"));
    }

    #[test]
    fn what_only_looks_like_a_quantity_is_left_to_the_engine() {
        for text in [
            "The A380 and the N-340",
            "in 1998",
            "Covid-19",
            "It ended 3-2.",
            "version 1.2.3.4",
            "the 5G net",
            "27 states",
        ] {
            assert!(!hold(text, Language::EN, &[], true).has_quantities(), "{text}");
        }
    }

    #[test]
    fn a_stand_in_that_is_lost_or_doubled_is_no_answer() {
        let held = hold("It costs 1,250 euros.", Language::EN, &[], true);
        assert_eq!(held.release("Cuesta euros.", Language::ES), None);
        assert_eq!(held.release("Cuesta 9041 o 9041 euros.", Language::ES), None);
    }

    #[test]
    fn addresses_and_names_come_back_as_they_were() {
        let text = "See https://a.example/b?c=1 and #tag.";
        let held = hold(text, Language::EN, &[Fixed::Name(0..3, "Ver".to_owned())], true);
        assert_eq!(held.text, "Xqzaax Xqzabx and Xqzacx.");
        assert_eq!(
            held.release("xqzaax Xqzabx y Xqzacx.", Language::ES).as_deref(),
            Some("Ver https://a.example/b?c=1 y #tag.")
        );
    }
}
