//! Phrases of the user's own, from files.

use std::sync::Arc;

use super::{Phrases, rows};

/// Why a list of phrases cannot be used; names the file and the line.
///
/// ```
/// use unisono::boilerplate::UserPhrases;
/// let error = UserPhrases::parse("mine.tsv", "send us a pigeon\ten\ttip-call\tstart\tvery").unwrap_err();
/// assert_eq!(error.to_string(), "mine.tsv, line 1: the strength is `hint`, `strong` or `keep`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {problem}")]
pub struct PhraseError {
    file: String,
    problem: String,
}

/// Phrases of one's own.
///
/// One row a phrase, fields separated by tabs: the phrase, its language (a BCP 47 code, or `und` for any), the
/// [kind](super::super::LineKind) of line that it gives away, where it stands in the line (`start`, `end`, `whole`, `any`) and its
/// strength: `hint` counts as one among other features, `strong` decides, `keep` protects the line. Case, accents, quotes and
/// spaces make no difference. Lines that begin with `#` and empty ones are skipped.
///
/// ```
/// use unisono::boilerplate::{lines, Options, UserPhrases};
/// let own = UserPhrases::parse("mine.tsv", "Send us a pigeon\ten\ttip-call\tstart\tstrong\n").unwrap();
/// let text = "The strait reopened on Monday, and the first ships left at dawn.\nSend us a pigeon with your story";
/// let options = Options { phrases: Some(&own), ..Options::default() };
/// assert!(!lines(text, &options)[1].keep);
/// ```
#[derive(Debug, Clone, Default)]
pub struct UserPhrases(pub(crate) Arc<Phrases>);

impl UserPhrases {
    /// Reads rows; `file` is the name that an error gives.
    ///
    /// # Errors
    ///
    /// The first row that cannot be read.
    pub fn parse(file: &str, table: &str) -> Result<Self, PhraseError> {
        let mut phrases = Vec::new();
        for row in rows(table) {
            let mut row =
                row.map_err(|error| PhraseError { file: file.to_owned(), problem: error.to_string() })?;
            row.text = super::super::fold::folded(&row.text).into();
            phrases.push(row);
        }
        Ok(Self(Arc::new(Phrases::new(phrases))))
    }

    /// Reads the rows of files, in order.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or its first bad row.
    pub(crate) fn read(files: &[String]) -> Result<Self, PhraseError> {
        let mut phrases = Vec::new();
        for file in files {
            let problem = |problem: String| PhraseError { file: file.clone(), problem };
            let table = std::fs::read_to_string(file).map_err(|error| problem(error.to_string()))?;
            for row in rows(&table) {
                let mut row = row.map_err(|error| problem(error.to_string()))?;
                row.text = super::super::fold::folded(&row.text).into();
                phrases.push(row);
            }
        }
        Ok(Self(Arc::new(Phrases::new(phrases))))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.rows.is_empty()
    }
}
