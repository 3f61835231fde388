//! A learner as a file: one part of a corpus, to be put together with others.

use std::io::{self, Read, Write};

use super::file::{FileError, In, Out, SHARD};
use super::learn::{Ids, Learner};

impl Learner {
    /// Writes what was seen, to be put together with other parts of the corpus: some 140 bytes for each document. Give it a buffered writer.
    ///
    /// # Errors
    /// Those of the writer.
    ///
    /// ```
    /// use unisono::duplicates::{Fingerprints, Learner, Parameters};
    /// let mut learner = Learner::new(Parameters::default())?;
    /// learner.add(&Fingerprints::new(Parameters::default())?.of(Some("1"), "The port reopens."));
    /// let mut bytes = Vec::new();
    /// learner.write_to(&mut bytes)?;
    /// assert_eq!(Learner::read_from(&bytes[..])?, learner);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_to(&self, to: impl Write) -> io::Result<()> {
        let mut out = Out::start(to, SHARD, self.parameters)?;
        out.word(self.documents)?;
        out.word(self.keys.len() as u64)?;
        for (nth, (&key, &text)) in self.keys.iter().zip(&self.texts).enumerate() {
            out.word(key)?;
            out.word(text)?;
            out.bytes(self.signature(nth))?;
        }
        out.end(&self.ids)
    }

    /// Reads what [`Learner::write_to`] has written, and checks it. Give it a buffered reader.
    ///
    /// # Errors
    /// When it cannot be read, is something else, comes from another version or is damaged.
    ///
    /// ```
    /// use unisono::duplicates::Learner;
    /// let error = Learner::read_from(&b"unisodup"[..]).unwrap_err();
    /// assert!(error.to_string().starts_with("it is a table"));
    /// ```
    pub fn read_from(from: impl Read) -> Result<Self, FileError> {
        let (mut input, parameters) = In::start(from, SHARD)?;
        let mut learner =
            Self::new(parameters).map_err(|_| FileError::Damaged("parameters are out of range"))?;
        learner.documents = input.word()?;
        let count = input.word()?;
        let mut signature = vec![0; parameters.bytes()];
        for _ in 0..count {
            let (key, text) = (input.word()?, input.word()?);
            input.bytes(&mut signature)?;
            learner.push(key, text, &signature, "");
        }
        let ids: Ids = input.end()?;
        if ids.len() != learner.keys.len() {
            return Err(FileError::Damaged("an id is missing"));
        }
        learner.ids = ids;
        Ok(learner)
    }
}
