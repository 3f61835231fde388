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

/// What the sum of a word's weights is divided by.
const NORM: f32 = 4.5 * UNIT;
/// A name may stand in any language: what its weights are multiplied by.
const NAME: f32 = 0.5;
/// What a change of language costs within a clause, at a quotation mark, bracket, dash or colon, and behind a sentence.
const COSTS: [f32; 3] = [9.0, 1.5, 2.25];
/// A part of a paragraph has at least so many words and letters.
const LEAST: (usize, u32) = (2, 10);

/// Letters of a clause that are looked at in one.
const CLAUSE: u32 = 60;

/// The score of a class that an answer cannot be.
const UNREACHABLE: f32 = -1e30;

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
    let Some(model) = super::model(detector.class_priors()) else { return };
    for block in blocks::of(text) {
        let Some(piece) = text.get(block.range.clone()) else { continue };
        if let Some(found) = memo.get(piece) {
            labelled.push(Labelled::new(block, found));
            continue;
        }
        let sample = match gate::weigh(piece, Sample::counts(piece)) {
            Gate::Decided(found) => {
                labelled.push(Labelled::new(block, detector.admit(found)));
                continue;
            }
            Gate::Words(sample) => sample,
        };
        let (total, alike) = survey(piece, &model);
        if alike {
            let found = decide::sampled(&total, &model, &sample);
            memo.put(piece, found);
            labelled.push(Labelled::new(block, found));
            continue;
        }
        steps.clear();
        tokens::each(piece, 0, &model, |token| {
            steps.push(Step { token, from: [0; CLASSES], class: 0 });
            true
        });
        search(&mut steps, &model);
        parts(piece, &block, &steps, &sample, &model, &mut labelled);
    }
    paragraphs::settle(labelled, out);
}

/// What a paragraph sums up to, and whether all its clauses speak for one language: then there is no need to search.
fn survey(text: &str, model: &Model<'_>) -> (Total, bool) {
    let mut total = Total::default();
    let mut clause = Total::default();
    let mut class = None;
    let mut alike = true;
    let mut close = |clause: &Total| {
        if clause.letters >= LEAST.1 {
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

/// Gives every word its class on the most probable sequence.
fn search(steps: &mut [Step], model: &Model<'_>) {
    let mut scores = std::array::from_fn(|class| if model.has(class) { 0.0 } else { UNREACHABLE });
    let [inside, quotation, sentence] = COSTS;
    for step in steps.iter_mut() {
        let best = most(&scores);
        let cost = match step.token.gap {
            Gap::Inside => inside,
            Gap::Quotation => quotation,
            Gap::Sentence => sentence,
        };
        let change = scores.get(best).copied().unwrap_or(0.0) - cost;
        let weight = if step.token.name { NAME / NORM } else { 1.0 / NORM };
        let all = scores.iter_mut().zip(&mut step.from).zip(step.token.sums.scores).enumerate();
        for (class, ((score, from), sum)) in all {
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
    fn is_short(&self) -> bool {
        !self.plain || self.words.len() < LEAST.0 || self.total.letters < LEAST.1
    }
}

fn parts(
    text: &str,
    block: &Block,
    steps: &[Step],
    sample: &Sample,
    model: &Model<'_>,
    out: &mut Vec<Labelled>,
) {
    let parts = join(steps);
    let Some((first, rest)) = parts.split_first() else {
        out.push(Labelled::new(block.clone(), decide::nothing()));
        return;
    };
    if rest.is_empty() {
        out.push(Labelled::new(block.clone(), decide::sampled(&first.total, model, sample)));
        return;
    }
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
}

/// Parts that stand for themselves; the others go with the neighbour whose language suits them better.
fn join(steps: &[Step]) -> Vec<Part> {
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
    for part in parts.iter().filter(|part| !part.is_short()) {
        if let Some(stands) = stands.get_mut(part.class) {
            *stands = true;
        }
    }
    for (part, after) in parts.iter().zip(&mut after).rev() {
        *after = coming;
        coming = if part.is_short() { coming } else { Some(part.class) };
    }
    let mut before = None;
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for (mut part, after) in parts.into_iter().zip(after) {
        // A word or two in a language that the paragraph has elsewhere: "he said" between two quotations.
        let elsewhere = part.plain && stands.get(part.class).copied().unwrap_or(false);
        if part.is_short() && !elsewhere {
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
