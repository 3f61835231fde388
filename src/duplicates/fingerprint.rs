//! What the first pass keeps of a document.

use super::sketch::Sketch;
use super::words::{chain, hash, shingles, words};
use super::{Parameters, ParametersError};
use crate::views::MatchView;

const ID: u64 = 0x2d35_8dcc_aa6c_78a5;
const TEXT: u64 = 0x8bb8_4b93_962e_acc9;
/// Longer ids are cut when they are kept to be shown.
const LONGEST_ID: usize = 255;

/// Which document it is: hash of its id and its text, byte for byte.
pub(super) fn key(id: Option<&str>, text: &str) -> u64 {
    hash(hash(ID, id.unwrap_or_default().as_bytes()), text.as_bytes())
}

/// What the first pass keeps of a document.
///
/// ```
/// use unisono::duplicates::{Fingerprints, Parameters};
/// let mut fingerprints = Fingerprints::new(Parameters::default())?;
/// assert!(fingerprints.of(Some("1"), "- - -").is_blank());
/// # Ok::<(), unisono::duplicates::ParametersError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    pub(super) id: Box<str>,
    pub(super) key: u64,
    /// Hash of all words.
    pub(super) text: u64,
    /// Empty when there is no word.
    pub(super) signature: Box<[u8]>,
}

impl Fingerprint {
    /// True when the text has no letter and no digit: it is a copy of nothing.
    ///
    /// ```
    /// # use unisono::duplicates::{Fingerprints, Parameters};
    /// assert!(!Fingerprints::new(Parameters::default())?.of(None, "1").is_blank());
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn is_blank(&self) -> bool {
        self.signature.is_empty()
    }

    /// Share of common shingles of two documents, as their signatures estimate it, in percent. The standard deviation is 5 points at most with
    /// signatures of 112 bytes.
    ///
    /// ```
    /// use unisono::duplicates::{Fingerprints, Parameters};
    /// let mut fingerprints = Fingerprints::new(Parameters { words: 1, ..Parameters::default() })?;
    /// let one = fingerprints.of(None, "one two three four five six");
    /// let other = fingerprints.of(None, "one two three four five seven");
    /// assert!((55..=90).contains(&one.similarity(&other)));
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn similarity(&self, other: &Self) -> u8 {
        super::sketch::similarity(&self.signature, &other.signature)
    }
}

/// Makes fingerprints, with buffers that it uses again. One for each thread.
///
/// ```
/// use unisono::duplicates::{Fingerprints, Parameters};
/// let mut fingerprints = Fingerprints::new(Parameters::default())?;
/// let (one, other) = (fingerprints.of(Some("1"), "Été."), fingerprints.of(Some("2"), "ETE"));
/// assert_eq!(one.similarity(&other), 100);
/// # Ok::<(), unisono::duplicates::ParametersError>(())
/// ```
#[derive(Debug)]
pub struct Fingerprints {
    parameters: Parameters,
    folded: MatchView,
    words: Vec<u64>,
    sketch: Sketch,
}

impl Fingerprints {
    /// # Errors
    /// When a parameter is out of its range.
    ///
    /// ```
    /// # use unisono::duplicates::{Fingerprints, Parameters};
    /// assert!(Fingerprints::new(Parameters { words: 33, ..Parameters::default() }).is_err());
    /// ```
    pub fn new(parameters: Parameters) -> Result<Self, ParametersError> {
        parameters.check()?;
        let (folded, words, sketch) = (MatchView::default(), Vec::new(), Sketch::default());
        Ok(Self { parameters, folded, words, sketch })
    }

    /// The fingerprint of a document. The second pass knows it by its id and the bytes of its text.
    ///
    /// ```
    /// # use unisono::duplicates::{Fingerprints, Parameters};
    /// let mut fingerprints = Fingerprints::new(Parameters::default())?;
    /// assert_ne!(fingerprints.of(Some("1"), "a"), fingerprints.of(Some("2"), "a"));
    /// # Ok::<(), unisono::duplicates::ParametersError>(())
    /// ```
    pub fn of(&mut self, id: Option<&str>, text: &str) -> Fingerprint {
        self.folded.refill(text);
        self.words.clear();
        words(self.folded.text(), &mut self.words);
        let all = self.words.iter().fold(TEXT, |state, &word| chain(state, word));
        let blank = self.words.is_empty();
        shingles(&mut self.words, usize::from(self.parameters.words));
        let signature =
            if blank { Box::default() } else { self.sketch.of(&self.words, self.parameters.bytes()) };
        Fingerprint { id: shown(id.unwrap_or_default()).into(), key: key(id, text), text: all, signature }
    }
}

/// The start of an id, of 255 bytes at most.
fn shown(id: &str) -> &str {
    let end = (0..=LONGEST_ID.min(id.len())).rev().find(|&end| id.is_char_boundary(end));
    id.get(..end.unwrap_or(0)).unwrap_or_default()
}
