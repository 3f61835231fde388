//! Why a line got its verdict: the phrase in it, and what moved the model.

use std::ops::Range;

use super::model::{Dots, Model};
use super::{Measured, Options, Verdict, lines};

/// What moved the model for a line, or against it.
///
/// ```
/// use unisono::boilerplate::{Options, explain_line};
/// let found = explain_line("The ships left at dawn.\nLeave a Reply", &Options::default(), 1).unwrap();
/// assert!(found.contributions.iter().any(|part| part.feature == "StrongCommentForm" && part.log_odds < 0.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Contribution {
    /// The name of the feature in `dictionaries/boilerplate/model.tsv`.
    pub feature: &'static str,
    /// What it adds to the log-odds that the line is article text.
    pub log_odds: f32,
}

/// Why a line got its verdict.
///
/// ```
/// use unisono::boilerplate::{Options, explain_line};
/// let text = "The ships left at dawn.\nLeave a Reply";
/// let found = explain_line(text, &Options::default(), 1).unwrap();
/// assert_eq!(found.verdict.reason, "strong-phrase");
/// assert_eq!(&text[found.phrase.unwrap()], "Leave a Reply");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The verdict, as [`lines`] gives it.
    pub verdict: Verdict,
    /// Bytes of the text: the longest strong phrase of the line, or else its longest hint.
    pub phrase: Option<Range<usize>>,
    /// The probability that the model gives by itself, 0 to 1, before the rules bound it.
    pub model: f32,
    /// What moved the model, the strongest first, at most ten. A feature counts as each set of weights has it, by how much the
    /// set counts for the text.
    pub contributions: Vec<Contribution>,
}

/// Parts of an explanation at most.
const MOST: usize = 10;

/// Explains the verdict on one line of `text`: `line` counts the lines that are not blank, from 0. `None` beyond the last.
///
/// Judges the whole text, in which the line has its place, and so takes as long as [`lines`], twice.
///
/// ```
/// use unisono::boilerplate::{Options, explain_line};
/// let found = explain_line("The strait reopened on Monday, and the first ships left.", &Options::default(), 0).unwrap();
/// assert!(found.verdict.keep && found.phrase.is_none());
/// assert!(found.contributions.len() <= 10);
/// assert!(explain_line("", &Options::default(), 0).is_none());
/// ```
pub fn explain_line(text: &str, options: &Options<'_>, line: usize) -> Option<Explanation> {
    let verdict = lines(text, options).into_iter().nth(line)?;
    let model = Model::builtin();
    let measured = Measured::new(text, options);
    let shape = measured.shapes.get(line)?;
    let all: Vec<usize> = (0..measured.shapes.len()).collect();
    let scene = measured.scene(&all, options.title);
    let dots: Vec<Dots> = measured.shapes.iter().map(|shape| model.dots(shape)).collect();
    let probability = model.probabilities(&scene, &dots).into_iter().nth(line)?;
    let mut contributions: Vec<Contribution> = model
        .contributions(&scene, &dots, shape, line)
        .into_iter()
        .map(|(feature, log_odds)| Contribution { feature, log_odds })
        .collect();
    // A stable sort: features that weigh the same stay in their order.
    contributions.sort_by(|one, other| other.log_odds.abs().total_cmp(&one.log_odds.abs()));
    contributions.truncate(MOST);
    let phrase = shape.hits.strong.as_ref().or(shape.hits.hint.as_ref()).map(|(_, range)| {
        let start = verdict.range.start;
        start + range.start..start + range.end
    });
    Some(Explanation { verdict, phrase, model: probability, contributions })
}
