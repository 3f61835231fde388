//! The languages within a paragraph: the most probable sequence of languages over its words (Viterbi).

use std::ops::Range;

use super::NGrams;
use super::decide;
use super::model::{CLASSES, Model, UNIT};
use super::tokens::{self, Gap, Token, Total};
use crate::language::blocks::{self, Block};
use crate::language::detector::LanguageRange;
use crate::language::gate::{self, Gate};
use crate::language::paragraphs::{self, Labelled, Memo};
use crate::language::sample::Sample;
use crate::language::thresholds::{SpanThresholds, Thresholds};

/// What the sum of a word's weights is divided by.
const NORM: f32 = 4.5 * UNIT;
/// Letters of a clause that are looked at in one.
const CLAUSE: u32 = 60;

/// A word on the way.
#[derive(Debug)]
struct Step {
    token: Token,
    /// For each class the class of the word before on the best way to it.
    from: [u8; CLASSES],
    class: usize,
}

/// The languages of a document.
pub(super) fn spans(detector: &NGrams, text: &str, out: &mut Vec<LanguageRange>) {
    let mut labelled = Vec::new();
    let mut steps = Vec::new();
    let mut memo = Memo::default();
    let Thresholds { spans, gate, inherit, .. } = &detector.thresholds;
    let Some(model) = super::model(detector.class_priors()) else { return };
    for block in blocks::of(text) {
        let Some(piece) = text.get(block.range.clone()) else { continue };
        if let Some(found) = memo.get(piece) {
            labelled.push(Labelled::new(block, found, inherit));
            continue;
        }
        let sample = match gate::weigh(piece, Sample::counts(piece), gate) {
            Gate::Decided(found) => {
                labelled.push(Labelled::new(block, detector.admit(found), inherit));
                continue;
            }
            Gate::Words(sample) => sample,
        };
        let (total, alike) = survey(piece, &model, spans);
        if alike {
            let found = decide::sampled(&total, &model, &sample);
            memo.put(piece, found);
            labelled.push(Labelled::new(block, found, inherit));
            continue;
        }
        steps.clear();
        tokens::each(piece, 0, &model, |token| {
            steps.push(Step { token, from: [0; CLASSES], class: 0 });
            true
        });
        search(&mut steps, &model, spans);
        let found = parts(piece, &block, &steps, &model, spans);
        if found.is_empty() {
            let found = decide::sampled(&total, &model, &sample);
            labelled.push(Labelled::new(block, found, inherit));
        }
        labelled.extend(found);
    }
    paragraphs::settle(labelled, out);
}

/// What a paragraph sums up to, and whether all its clauses speak for one language: then there is no need to search.
fn survey(text: &str, model: &Model<'_>, limits: &SpanThresholds) -> (Total, bool) {
    let mut total = Total::default();
    let mut clause = Total::default();
    let mut class = None;
    let mut alike = true;
    let mut close = |clause: &Total| {
        if clause.letters >= limits.letters {
            let own = tokens::most(&clause.sums().scores);
            alike &= *class.get_or_insert(own) == own;
        }
    };
    tokens::each(text, 0, model, |token| {
        if token.gap != Gap::Inside || clause.letters > CLAUSE {
            close(&clause);
            total.merge(&clause);
            clause = Total::default();
        }
        clause.add(&token);
        true
    });
    close(&clause);
    total.merge(&clause);
    (total, alike)
}

/// Gives every word its class on the most probable sequence; every part of it is as likely as the prior of its class.
fn search(steps: &mut [Step], model: &Model<'_>, limits: &SpanThresholds) {
    let entries: [f32; CLASSES] = std::array::from_fn(|class| model.log_prior(class));
    let mut scores = entries;
    for step in steps.iter_mut() {
        let best = most(&scores);
        let cost = match step.token.gap {
            Gap::Inside => limits.clause,
            Gap::Quotation => limits.quotation,
            Gap::Sentence => limits.sentence,
        };
        let change = scores.get(best).copied().unwrap_or(0.0) - cost;
        let weight = if step.token.name { limits.name / NORM } else { 1.0 / NORM };
        let all = scores.iter_mut().zip(&mut step.from).zip(step.token.sums.scores).zip(entries).enumerate();
        for (class, (((score, from), sum), entry)) in all {
            let change = change + entry;
            let stay = *score >= change;
            *from = if stay { class } else { best } as u8;
            *score = (if stay { *score } else { change }) + f32::from(sum) * weight;
        }
    }
    let mut class = most(&scores);
    for step in steps.iter_mut().rev() {
        step.class = class;
        class = step.from.get(class).copied().unwrap_or(0) as usize;
    }
}

fn most(scores: &[f32; CLASSES]) -> usize {
    let best = scores
        .iter()
        .enumerate()
        .fold((0, f32::MIN), |best, (class, &score)| if score > best.1 { (class, score) } else { best });
    best.0
}

/// Words in a row with one class.
#[derive(Debug, Clone)]
struct Part {
    words: Range<usize>,
    total: Total,
    class: usize,
    /// A word of four letters or more has no capital.
    plain: bool,
}

impl Part {
    /// Too short for a language of its own, or the title of a work, or names.
    fn is_short(&self, limits: &SpanThresholds) -> bool {
        !self.plain || self.words.len() < limits.words as usize || self.total.letters < limits.letters
    }
}

/// The parts of a paragraph; none if it is in one language.
fn parts(
    text: &str,
    block: &Block,
    steps: &[Step],
    model: &Model<'_>,
    limits: &SpanThresholds,
) -> Vec<Labelled> {
    let parts = join(steps, limits);
    let mut out = Vec::new();
    let Some((_, rest)) = parts.split_first().filter(|(_, rest)| !rest.is_empty()) else { return out };
    let mut ends: Vec<usize> = rest.iter().map(|part| begin(text, steps, part.words.start)).collect();
    ends.push(text.len());
    let mut start = 0;
    for (part, end) in parts.iter().zip(ends) {
        let letters = text.get(start..end).map_or(0, blocks::letters);
        let range = block.range.start + start..block.range.start + end;
        start = end;
        if letters > 0 {
            out.push(Labelled::part(Block { range, letters }, decide::total(&part.total, model)));
        }
    }
    out
}

/// Parts that stand for themselves; the others go with the neighbour whose language suits them better.
fn join(steps: &[Step], limits: &SpanThresholds) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let mut total = Total::default();
        total.add(&step.token);
        let word = Part { words: at..at + 1, total, class: step.class, plain: step.token.plain };
        push(&mut parts, word);
    }
    let mut after = vec![None; parts.len()];
    let mut coming = None;
    let mut stands = [false; CLASSES];
    for part in parts.iter().filter(|part| !part.is_short(limits)) {
        if let Some(stands) = stands.get_mut(part.class) {
            *stands = true;
        }
    }
    for (part, after) in parts.iter().zip(&mut after).rev() {
        *after = coming;
        coming = if part.is_short(limits) { coming } else { Some(part.class) };
    }
    let mut before = None;
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for (mut part, after) in parts.into_iter().zip(after) {
        // A word or two in a language that the paragraph has elsewhere: "he said" between two quotations.
        let elsewhere = part.plain && stands.get(part.class).copied().unwrap_or(false);
        if part.is_short(limits) && !elsewhere {
            let scores = part.total.sums().scores;
            let score = |class: &usize| scores.get(*class).copied().unwrap_or(0);
            // Without a part that stands for itself all of them are one.
            let class = [before, after].into_iter().flatten().max_by_key(score);
            part.class = class.unwrap_or(CLASSES);
        } else {
            before = Some(part.class);
        }
        push(&mut joined, part);
    }
    joined
}

/// Appends a part, to the last one if the class is the same.
fn push(parts: &mut Vec<Part>, part: Part) {
    match parts.last_mut() {
        Some(last) if last.class == part.class => {
            last.words.end = part.words.end;
            last.total.merge(&part.total);
            last.plain |= part.plain;
        }
        _ => parts.push(part),
    }
}

/// Where the part that starts with a word begins: with the signs that are set directly before the word.
fn begin(text: &str, steps: &[Step], word: usize) -> usize {
    let start = steps.get(word).map_or(0, |step| step.token.range.start);
    let before = text.get(..start).unwrap_or_default();
    let signs = before
        .char_indices()
        .rev()
        .take(4)
        .take_while(|(_, c)| matches!(c, '«' | '“' | '„' | '"' | '(' | '[' | '‘' | '¿' | '¡'));
    signs.last().map_or(start, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, LanguageDetector, profile};

    const TEXT: &str =
        "The minister said « nous ferons tout ce qui est possible » and left the room at once.";

    #[test]
    fn priors_lean_the_search() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(profile(&NGrams::new(), TEXT).ranges.len(), 3);
        let rarely = NGrams::new().with_prior(Language::FR, 1e-30)?;
        assert_eq!(profile(&rarely, TEXT).ranges.len(), 1);
        Ok(())
    }

    #[test]
    fn a_closed_set_is_searched_within() -> Result<(), Box<dyn std::error::Error>> {
        let closed = NGrams::closed(&[Language::EN, Language::ES])?;
        let mut ranges = Vec::new();
        closed.spans(TEXT, &mut ranges);
        assert!(
            ranges.iter().all(|range| [Language::EN, Language::ES].contains(&range.language)),
            "{ranges:?}"
        );
        Ok(())
    }
}
