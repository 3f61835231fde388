//! Documents on the same event, across languages: what they name, and which of them belong together.
//!
//! Entities have one id in every language, numbers and dates are written in figures: a document becomes a list of
//! weighted features that does not depend on its language, and two documents are compared by their cosine.
//!
//! ```
//! use unisono::Language;
//! use unisono::align::Text;
//! use unisono::glossary::Glossary;
//!
//! let alignment = Glossary::builtin().align([
//!     Text::new("a", "Morocco and Spain signed 12 agreements in Rabat.", Language::EN),
//!     Text::new("b", "Le Maroc et l'Espagne ont signé 12 accords à Rabat.", Language::FR),
//!     Text::new("c", "El Banco de Japón mantiene los tipos en Tokio.", Language::ES),
//! ]);
//! assert_eq!(alignment.rows()[0].id, "ES");
//! assert_eq!(alignment.pairs()[0].mutual, true);
//! assert_eq!(alignment.clusters(), [vec![0, 1], vec![2]]);
//! ```

mod features;
mod weight;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::Language;
use crate::glossary::{Entity, Glossary};
use weight::Vectors;

/// A document to align: its id, its text and the language of the text.
///
/// ```
/// use unisono::{Language, align::Text};
/// assert_eq!(Text::new("a", "The talks in Rabat", Language::EN).id, "a");
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Text<'t> {
    /// What the document is known by.
    pub id: &'t str,
    /// Its text.
    pub text: &'t str,
    /// The language of the text.
    pub language: Language,
}

impl<'t> Text<'t> {
    /// A document to align.
    ///
    /// ```
    /// use unisono::{Language, align::Text};
    /// assert_eq!(Text::new("a", "", Language::FR).language, Language::FR);
    /// ```
    pub fn new(id: &'t str, text: &'t str, language: Language) -> Self {
        Self { id, text, language }
    }
}

/// One row of the table entity x document.
///
/// ```
/// use unisono::{Language, align::Text, glossary::Glossary};
/// let alignment = Glossary::builtin().align([Text::new("a", "In Spain", Language::EN)]);
/// assert_eq!(alignment.rows()[0].mentions, [(0, 3..8)]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Row<'g> {
    /// The id of the entity.
    pub id: String,
    /// The entity, with its names in every language.
    pub entity: Entity<'g>,
    /// Where it is named: the number of the document, and the bytes in its text.
    pub mentions: Vec<(usize, Range<usize>)>,
}

/// The best partner of a document among those of another language.
///
/// ```
/// use unisono::{Language, align::Text, glossary::Glossary};
/// let texts = [Text::new("a", "In Spain", Language::EN), Text::new("b", "En Espagne", Language::FR)];
/// let pairs = Glossary::builtin().align(texts).pairs();
/// assert_eq!((pairs[0].left, pairs[0].right, pairs[0].mutual), (0, 1, true));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pair {
    /// Number of the document.
    pub left: usize,
    /// Number of its best partner.
    pub right: usize,
    /// The cosine, 0 to 1, rounded to thousandths.
    pub score: f64,
    /// Each is the other's best partner.
    pub mutual: bool,
}

/// The documents of [`Glossary::align`], compared.
///
/// ```
/// use unisono::{Language, align::Text, glossary::Glossary};
/// let alignment = Glossary::builtin().align([Text::new("a", "In Spain", Language::EN)]);
/// assert_eq!((alignment.rows().len(), alignment.pairs().len()), (1, 0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment<'g> {
    rows: Vec<Row<'g>>,
    languages: Vec<Language>,
    vectors: Vectors,
}

/// Less alike than this, two documents are on different events.
const MIN_SCORE: f64 = 0.2;

impl Glossary {
    /// Compares documents in different languages by what they name, their numbers and their dates.
    ///
    /// ```
    /// use unisono::{Language, align::Text, glossary::Glossary};
    /// let alignment = Glossary::builtin().align([Text::new("a", "En Espagne", Language::FR)]);
    /// assert_eq!(alignment.rows()[0].entity.name(Language::EN), "Spain");
    /// ```
    pub fn align<'t>(&self, texts: impl IntoIterator<Item = Text<'t>>) -> Alignment<'_> {
        let mut rows: BTreeMap<String, Row<'_>> = BTreeMap::new();
        let mut languages = Vec::new();
        let mut documents = Vec::new();
        for (number, text) in texts.into_iter().enumerate() {
            let mentions = self.find(text.text, text.language);
            documents.push(features::of(text.text, text.language, &mentions));
            languages.push(text.language);
            for mention in mentions {
                let id = mention.entity.id().into_owned();
                let entity = mention.entity;
                let row = rows.entry(id.clone()).or_insert_with(|| Row { id, entity, mentions: Vec::new() });
                row.mentions.push((number, mention.range));
            }
        }
        Alignment { rows: rows.into_values().collect(), languages, vectors: Vectors::new(&documents) }
    }
}

impl<'g> Alignment<'g> {
    /// The table entity x document, in the order of the ids.
    ///
    /// ```
    /// use unisono::{Language, align::Text, glossary::Glossary};
    /// let texts = [Text::new("a", "In Spain", Language::EN), Text::new("b", "En España", Language::ES)];
    /// assert_eq!(Glossary::builtin().align(texts).rows()[0].mentions.len(), 2);
    /// ```
    pub fn rows(&self) -> &[Row<'g>] {
        &self.rows
    }

    /// How alike two documents are, 0 to 1; 0 for a number that is none.
    ///
    /// ```
    /// use unisono::{Language, align::Text, glossary::Glossary};
    /// let texts = [Text::new("a", "In Spain", Language::EN), Text::new("b", "En Suède", Language::FR)];
    /// assert_eq!(Glossary::builtin().align(texts).similarity(0, 1), 0.0);
    /// ```
    pub fn similarity(&self, left: usize, right: usize) -> f64 {
        self.vectors.cosine(left, right)
    }

    /// For every document its best partner in each other language, when they share anything: in the order of the
    /// documents, then of the languages. Equal scores go to the earlier document.
    ///
    /// ```
    /// use unisono::{Language, align::Text, glossary::Glossary};
    /// let texts = [Text::new("a", "In Spain", Language::EN), Text::new("b", "En Espagne", Language::FR)];
    /// assert_eq!(Glossary::builtin().align(texts).pairs().len(), 2);
    /// ```
    pub fn pairs(&self) -> Vec<Pair> {
        let mut best: BTreeMap<(usize, &str), (usize, f64)> = BTreeMap::new();
        for (left, language) in self.languages.iter().enumerate() {
            for (right, score) in self.vectors.neighbours(left) {
                let Some(other) = self.languages.get(right).filter(|other| *other != language) else {
                    continue;
                };
                let slot = best.entry((left, other.code())).or_insert((right, score));
                if score > slot.1 {
                    *slot = (right, score);
                }
            }
        }
        let pair = |(&(left, _), &(right, score)): (&(usize, &str), &(usize, f64))| {
            let own = self.languages.get(left).map_or("", |language| language.code());
            let mutual = best.get(&(right, own)).is_some_and(|(back, _)| *back == left);
            Pair { left, right, score, mutual }
        };
        best.iter().map(pair).collect()
    }

    /// Documents on the same event: each the other's best partner, with a cosine of 0.2 or more, or linked by others
    /// that are. Documents without partner are clusters of one.
    ///
    /// ```
    /// use unisono::{Language, align::Text, glossary::Glossary};
    /// let texts = [Text::new("a", "In Spain", Language::EN), Text::new("b", "En Espagne", Language::FR)];
    /// assert_eq!(Glossary::builtin().align(texts).clusters(), [[0, 1]]);
    /// ```
    pub fn clusters(&self) -> Vec<Vec<usize>> {
        let mut heads: Vec<usize> = (0..self.languages.len()).collect();
        for pair in self.pairs().iter().filter(|pair| pair.mutual && pair.score >= MIN_SCORE) {
            let (left, right) = (head(&mut heads, pair.left), head(&mut heads, pair.right));
            if let Some(slot) = heads.get_mut(left.max(right)) {
                *slot = left.min(right);
            }
        }
        let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for document in 0..heads.len() {
            clusters.entry(head(&mut heads, document)).or_default().push(document);
        }
        clusters.into_values().collect()
    }
}

/// The first document of the cluster that `document` is in; paths become shorter on the way.
fn head(heads: &mut [usize], document: usize) -> usize {
    let mut at = document;
    loop {
        let next = heads.get(at).copied().unwrap_or(at);
        if next == at {
            return at;
        }
        let after = heads.get(next).copied().unwrap_or(next);
        if let Some(slot) = heads.get_mut(at) {
            *slot = after;
        }
        at = after;
    }
}
