//! How a name is written beyond its folded words: capitals, accents, and what stands between the words.

use std::collections::HashMap;

use super::gap::Gap;
use super::token::Token;

/// From this many letters on a word with one accent too many is still the same word.
const LONG_WORD: u32 = 7;

/// One way of writing. Names share shapes: most of a million names have one of a few hundred.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Shape {
    /// For each word: which letters are upper case, which have accents.
    pub(crate) letters: Box<[(u64, u64)]>,
    /// Between each two words.
    pub(crate) gaps: Box<[Gap]>,
}

impl Shape {
    /// The shape of a name.
    pub(crate) fn of(form: &str, tokens: &[Token]) -> Self {
        let gaps = tokens.windows(2).filter_map(|pair| match pair {
            [left, right] => Some(Gap::of(form.get(left.end..right.start).unwrap_or_default())),
            _ => None,
        });
        Self {
            letters: tokens.iter().map(|token| (token.upper, token.accent)).collect(),
            gaps: gaps.collect(),
        }
    }

    /// True when no letter is upper case (demonyms of French and Spanish).
    pub(crate) fn lower_case(&self) -> bool {
        self.letters.iter().all(|(upper, _)| *upper == 0)
    }

    /// True when the words of a text have the capitals and accents of this shape.
    pub(crate) fn has_letters<'a>(&self, tokens: impl ExactSizeIterator<Item = &'a Token>) -> bool {
        self.letters.len() == tokens.len()
            && self.letters.iter().zip(tokens).all(|(&(upper, accent), token)| {
                // Letters without their accents are common in news; accents that the name lacks make another word,
                // unless the name has none and is long.
                let accents = token.accent & !accent == 0 || (accent == 0 && token.letters >= LONG_WORD);
                upper & !token.upper == 0 && accents
            })
    }

    /// True when the separators between the words of a text are those of this shape.
    pub(crate) fn has_gaps(&self, text: &str, tokens: &[Token]) -> bool {
        self.gaps.iter().zip(tokens.windows(2)).all(|(gap, pair)| match pair {
            [left, right] => {
                let between = text.get(left.end..right.start).unwrap_or_default();
                gap.accepts(between, left.letters == 1 && right.letters == 1)
            }
            _ => false,
        })
    }
}

/// Shapes numbered in the order of their first use.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    numbers: HashMap<Shape, u32>,
    pub(crate) all: Vec<Shape>,
}

impl Shapes {
    /// The number of a shape.
    pub(crate) fn intern(&mut self, shape: Shape) -> u32 {
        if let Some(&number) = self.numbers.get(&shape) {
            return number;
        }
        let number = self.all.len() as u32;
        self.all.push(shape.clone());
        self.numbers.insert(shape, number);
        number
    }
}
