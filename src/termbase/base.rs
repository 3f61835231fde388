//! What a term base holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::error::TermBaseError;
use super::format::{self, Format};
use super::{csv, jsonl, skos, tbx, tmx};

/// How a term may be used.
///
/// ```
/// use unisono::termbase::Status;
/// assert_eq!(Status::default(), Status::Preferred);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Status {
    /// The term to write; the first of its language.
    #[default]
    Preferred,
    /// Another term that is right.
    Admitted,
    /// A term to understand and never to write.
    Deprecated,
}

/// One name of a concept in one language.
///
/// ```
/// use unisono::termbase::{Status, Term};
/// let term = Term { language: "fr".into(), form: "Maroc".into(), status: Status::Preferred };
/// assert_eq!(term.form, "Maroc");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// BCP 47 tag, as `fr` or `es-MX`.
    pub language: String,
    /// The name, as it is written in a text.
    pub form: String,
    /// How it may be used.
    pub status: Status,
}

/// A concept with its names.
///
/// ```
/// use unisono::termbase::Concept;
/// assert!(Concept::default().terms.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concept {
    /// Id that stays the same over files, when the file has one.
    pub id: Option<String>,
    /// Kind, as `country`; in TBX the subject field.
    pub kind: Option<String>,
    /// Its names in the order of the file.
    pub terms: Vec<Term>,
}

/// A file that was read.
///
/// ```
/// use unisono::termbase::{Format, TermBase};
/// let reading = TermBase::read(Format::Csv, "en,fr,remark\nUK,Royaume-Uni,island\n".as_bytes(), &[])?;
/// assert_eq!(reading.left_out["column `remark`"], 1);
/// # Ok::<(), unisono::termbase::TermBaseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What the file holds.
    pub base: TermBase,
    /// What it holds besides and a term base has no place for, with how often.
    pub left_out: BTreeMap<String, usize>,
}

/// Concepts with their names.
///
/// ```
/// use unisono::termbase::{Format, TermBase};
/// let line = r#"{"id":"x-eu","names":{"en":["European Union","EU"]}}"#;
/// let base = TermBase::read(Format::JsonLines, line.as_bytes(), &[])?.base;
/// assert_eq!(base.concepts[0].terms.len(), 2);
/// # Ok::<(), unisono::termbase::TermBaseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermBase {
    /// The concepts in the order of the file.
    pub concepts: Vec<Concept>,
}

impl TermBase {
    /// Reads a file's bytes (UTF-8, or UTF-16 with a byte order mark).
    ///
    /// `languages` names the languages of the columns of a table without a line of column names, or of its columns
    /// `source` and `target`; it may be empty for everything else.
    ///
    /// # Errors
    /// What is not well formed, with its line; a format that is only written.
    ///
    /// ```
    /// use unisono::termbase::{Format, TermBase};
    /// let base = TermBase::read(Format::Tsv, "Spain\tEspagne\n".as_bytes(), &["en", "fr"])?.base;
    /// assert_eq!(base.concepts[0].terms[1].form, "Espagne");
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    pub fn read(format: Format, bytes: &[u8], languages: &[&str]) -> Result<Reading, TermBaseError> {
        let text = format::decode(bytes)?;
        match format {
            Format::Csv => csv::read(&text, b',', languages),
            Format::Tsv => csv::read(&text, b'\t', languages),
            Format::Tbx => tbx::read(&text),
            Format::Tmx => tmx::read(&text),
            Format::JsonLines => jsonl::read(&text),
            Format::Skos => Err(TermBaseError::whole(
                "SKOS is only written; read the CSV, TBX, TMX or JSON Lines that it was made from",
            )),
        }
    }

    /// The base as a file's text.
    ///
    /// # Errors
    /// A form that the format cannot hold: XML has no place for control characters.
    ///
    /// ```
    /// use unisono::termbase::{Format, TermBase};
    /// assert_eq!(TermBase::default().write(Format::JsonLines)?, "");
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    pub fn write(&self, format: Format) -> Result<String, TermBaseError> {
        match format {
            Format::Csv => csv::write(self, b','),
            Format::Tsv => csv::write(self, b'\t'),
            Format::Tbx => tbx::write(self),
            Format::Tmx => tmx::write(self),
            Format::JsonLines => jsonl::write(self),
            Format::Skos => Ok(skos::write(self)),
        }
    }

    /// The languages of its terms, in order of first use.
    ///
    /// ```
    /// use unisono::termbase::{Format, TermBase};
    /// let base = TermBase::read(Format::Csv, "fr,en\nLondres,London\n".as_bytes(), &[])?.base;
    /// assert_eq!(base.languages(), ["fr", "en"]);
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    pub fn languages(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let terms = self.concepts.iter().flat_map(|concept| &concept.terms);
        terms.map(|term| term.language.as_str()).filter(|language| seen.insert(*language)).collect()
    }
}

/// Concepts while a file is read: rows with one id are one concept.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    reading: Reading,
    by_id: HashMap<String, usize>,
    seen: HashSet<(usize, String, String)>,
    preferred: HashSet<(usize, String)>,
}

impl Gathering {
    /// The number of the concept with this id, or of a new one.
    pub(super) fn concept(&mut self, id: Option<&str>, kind: Option<&str>) -> usize {
        let concepts = &mut self.reading.base.concepts;
        let next = concepts.len();
        let index = match id {
            Some(id) => *self.by_id.entry(id.to_owned()).or_insert(next),
            None => next,
        };
        if index == next {
            concepts.push(Concept { id: id.map(str::to_owned), ..Concept::default() });
        }
        if let (Some(concept), Some(kind)) = (concepts.get_mut(index), kind) {
            concept.kind = Some(kind.to_owned());
        }
        index
    }

    /// Adds a name unless the concept has it. A second preferred name of a language is an admitted one.
    pub(super) fn add(&mut self, concept: usize, language: &str, form: &str, status: Status) {
        if form.is_empty() || !self.seen.insert((concept, language.to_owned(), form.to_owned())) {
            return;
        }
        let second = status == Status::Preferred && !self.preferred.insert((concept, language.to_owned()));
        let status = if second { Status::Admitted } else { status };
        if let Some(concept) = self.reading.base.concepts.get_mut(concept) {
            concept.terms.push(Term { language: language.to_owned(), form: form.to_owned(), status });
        }
    }

    pub(super) fn left_out(&mut self, what: impl Into<String>) {
        *self.reading.left_out.entry(what.into()).or_default() += 1;
    }

    /// What was read, without concepts that have no name.
    pub(super) fn done(mut self) -> Reading {
        self.reading.base.concepts.retain(|concept| !concept.terms.is_empty());
        self.reading
    }
}
