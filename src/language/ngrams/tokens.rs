//! The words of a text and what the model says of each.

use std::ops::Range;

use super::features::rows;
use super::fold::words;
use super::model::{CLASSES, Model, Sums, WordSums};
use crate::language::signs::Pieces;

/// A word.
#[derive(Debug)]
pub(super) struct Token {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    pub(super) sums: WordSums,
    pub(super) letters: u32,
    /// True for a capital that does not begin a sentence: as a rule a name, which may stand in any language.
    pub(super) name: bool,
    /// True for a word of four letters or more without a capital.
    pub(super) plain: bool,
    /// What stands between the word before and this.
    pub(super) gap: Gap,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// A space, a comma, an apostrophe.
    Inside,
    /// A quotation mark, bracket, dash or colon.
    Quotation,
    /// The end of a sentence.
    Sentence,
}

/// Calls `each` with the words of `text` from byte `from` on until it returns false. Addresses, handles and numbers are
/// left out. Gives the byte behind the last word: where to go on.
pub(super) fn each(text: &str, from: usize, model: &Model<'_>, mut each: impl FnMut(Token) -> bool) -> usize {
    let mut before = from;
    let mut going = true;
    for (start, piece, signs) in Pieces::of(text.get(from..).unwrap_or_default()) {
        if signs.is_address(piece) {
            continue;
        }
        let start = from + start;
        words(piece, |word, range| {
            if !going {
                return;
            }
            let mut sums = WordSums::default();
            rows(word, |row| sums.add(model.row(row)));
            let range = start + range.start..start + range.end;
            let gap = if before == 0 {
                Gap::Sentence
            } else {
                gap(text.get(before..range.start).unwrap_or_default())
            };
            before = range.end;
            let capital =
                text.get(range.start..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
            let letters = word.letters().len() as u32;
            let (name, plain) = (capital && gap != Gap::Sentence, !capital && letters >= 4);
            going = each(Token { range, sums, letters, name, plain, gap });
        });
        if !going {
            return before;
        }
    }
    text.len()
}

fn gap(text: &str) -> Gap {
    if text == " " {
        return Gap::Inside;
    }
    text.chars().fold(Gap::Inside, |gap, c| match c {
        '.' | '!' | '?' | '…' => Gap::Sentence,
        '«' | '»' | '“' | '”' | '„' | '"' | '(' | ')' | '[' | ']' | '—' | '–' | ':' | ';' | '|' => {
            gap.max(Gap::Quotation)
        }
        _ => gap,
    })
}

/// A lead of so much, times the root of the number of rows, is a probability over 0.999 at the temperature of long texts.
const CLEAR: i64 = 250;

/// What the words of a text sum up to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Total {
    words: Sums,
    names: Sums,
    pub(super) letters: u32,
    name_letters: u32,
}

impl Total {
    pub(super) fn add(&mut self, token: &Token) {
        self.letters += token.letters;
        if token.name {
            self.names.add_word(&token.sums);
            self.name_letters += token.letters;
        } else {
            self.words.add_word(&token.sums);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.words.merge(&other.words);
        self.names.merge(&other.names);
        self.letters += other.letters;
        self.name_letters += other.name_letters;
    }

    /// True if the first class is so far ahead that more letters would not change it.
    pub(super) fn is_clear(&self) -> bool {
        let sums = self.sums();
        let (mut first, mut second) = (i64::MIN, i64::MIN);
        for score in sums.scores.map(i64::from) {
            second = second.max(score.min(first));
            first = first.max(score);
        }
        let lead = first - second;
        lead > 0 && lead * lead > CLEAR * CLEAR * i64::from(sums.rows)
    }

    /// The sums: names count half, unless nearly everything has a capital, as in headlines.
    pub(super) fn sums(&self) -> Sums {
        let mut sums = self.words;
        let mut names = self.names;
        if self.name_letters * 3 < self.letters * 2 {
            names.scores.iter_mut().for_each(|score| *score /= 2);
            names.rows /= 2;
        }
        sums.merge(&names);
        sums
    }
}

/// The class with most weight.
pub(super) fn most(scores: &[i32; CLASSES]) -> usize {
    let best = scores
        .iter()
        .enumerate()
        .fold((0, i32::MIN), |best, (class, &score)| if score > best.1 { (class, score) } else { best });
    best.0
}
