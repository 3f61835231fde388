//! The stages that find sentences.

use std::ops::Range;

use super::abbreviations::{Abbreviations, column};
use super::paragraphs::stretches;
use super::rules::{LowercaseStarts, Quotes, Rules};
use super::segmenter::Segmenter;
use crate::language::Language;
use crate::stage::{Configured, Fact, Proposal, Stage, StageError, View};

/// What the spans are of that a stage finds.
///
/// ```
/// use unisono::Pipeline;
/// use unisono::sentences::{Level, Sentences};
/// let mut stage = Sentences::default();
/// stage.level = Level::Word;
/// let document = Pipeline::builder().stage(stage).build()?.run("Le port a rouvert.")?;
/// assert_eq!(document.sentences().len(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Level {
    /// Sentences.
    #[default]
    Sentence,
    /// Words: what has letters or digits in it. Punctuation is in no span.
    Word,
    /// Graphemes that are no white space.
    Grapheme,
}

/// Finds the sentences, every paragraph by the rules of its own language. Changes no text.
///
/// English, French and Spanish go by [`segment`](super::segment), a text of an unknown language in Latin letters too;
/// every other language by [`split`](super::split).
///
/// ```
/// use unisono::Pipeline;
/// use unisono::sentences::Sentences;
/// let pipeline = Pipeline::builder().stage(Sentences::default()).build()?;
/// let document = pipeline.run("Le port a rouvert, dit M. Prat. Les navires attendent.")?;
/// assert_eq!(document.sentences().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Sentences {
    /// What the spans are of. Words and graphemes stand where else sentences do: in
    /// [`Document::sentences`](crate::Document::sentences).
    pub level: Level,
    /// Whether the sentences of a quotation are told apart.
    pub quotes: Quotes,
    /// True: a list within a line is cut before its markers.
    pub lists: bool,
    /// True: a line feed within a sentence is no end.
    pub unwrap: bool,
    /// Whether a sentence may begin with a small letter.
    pub lowercase_starts: LowercaseStarts,
    /// Abbreviations besides those that are built in: lists `never`, `maybe` and `number`.
    pub abbreviations: Abbreviations,
}

impl Sentences {
    fn rules(&self, language: Language) -> Rules {
        Rules {
            language,
            quotes: self.quotes,
            lists: self.lists,
            unwrap: self.unwrap,
            lowercase_starts: self.lowercase_starts,
            abbreviations: self.abbreviations.clone(),
        }
    }

    fn each(&self, text: &str, language: Language, mut sentence: impl FnMut(Range<usize>)) {
        if column(language).is_some() || language.is_undetermined() && is_latin(text) {
            super::segment(text, &self.rules(language)).for_each(&mut sentence);
        } else {
            super::split(text).for_each(sentence);
        }
    }
}

/// True if the first letters of a text are Latin, or if it has none.
fn is_latin(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(8);
    let (latin, all) = letters.fold((0, 0), |(latin, all), c| (latin + u32::from(c < '\u{250}'), all + 1));
    latin * 2 >= all
}

impl Segmenter for Sentences {
    fn sentences(&self, text: &str, language: Language, out: &mut Vec<Range<usize>>) {
        self.each(text, language, |sentence| out.push(sentence));
    }
}

impl Configured for Sentences {
    const KIND: &'static str = "sentences";
    const ABOUT: &'static str = "finds the sentences";
}

impl Stage for Sentences {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let text = view.text();
        match self.level {
            Level::Sentence => {
                for (stretch, language) in stretches(text, view.languages()) {
                    let start = stretch.start;
                    let part = text.get(stretch).unwrap_or_default();
                    self.each(part, language, |found| out.sentence(start + found.start..start + found.end));
                }
            }
            Level::Word => super::words(text).for_each(|word| out.sentence(word)),
            Level::Grapheme => super::graphemes(text)
                .filter(|range| text.get(range.clone()).is_some_and(|grapheme| !grapheme.trim().is_empty()))
                .for_each(|grapheme| out.sentence(grapheme)),
        }
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn gives(&self) -> &[Fact] {
        match self.level {
            Level::Sentence => &[Fact::Sentences],
            Level::Word | Level::Grapheme => &[],
        }
    }
}

/// Finds the sentences by a segmenter of your own, paragraph by paragraph. Changes no text.
///
/// ```
/// use std::ops::Range;
/// use unisono::{Language, Pipeline};
/// use unisono::sentences::{SegmentBy, Segmenter};
///
/// /// A sentence is a line.
/// #[derive(Debug)]
/// struct Lines;
/// impl Segmenter for Lines {
///     fn sentences(&self, text: &str, _: Language, out: &mut Vec<Range<usize>>) {
///         let mut at = 0;
///         for line in text.split('\n') {
///             let start = at + line.len() - line.trim_start().len();
///             if !line.trim().is_empty() {
///                 out.push(start..start + line.trim().len());
///             }
///             at += line.len() + 1;
///         }
///     }
/// }
///
/// let pipeline = Pipeline::builder().custom_stage(SegmentBy::new(Lines)).build()?;
/// assert_eq!(pipeline.run("One. Two.\nThree.")?.sentences().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct SegmentBy<S> {
    segmenter: S,
}

impl<S: Segmenter> SegmentBy<S> {
    /// The stage of a segmenter.
    ///
    /// ```
    /// use unisono::sentences::{Icu, SegmentBy};
    /// let pipeline = unisono::Pipeline::builder().custom_stage(SegmentBy::new(Icu)).build()?;
    /// assert_eq!(pipeline.run("One. Two.")?.sentences().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(segmenter: S) -> Self {
        Self { segmenter }
    }
}

impl<S: Segmenter> Stage for SegmentBy<S> {
    fn name(&self) -> &str {
        Sentences::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let mut found = Vec::new();
        for (stretch, language) in stretches(view.text(), view.languages()) {
            let start = stretch.start;
            let part = view.text().get(stretch).unwrap_or_default();
            self.segmenter.sentences(part, language, &mut found);
            found.drain(..).for_each(|range| out.sentence(start + range.start..start + range.end));
        }
        Ok(())
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Sentences]
    }
}
