//! The languages within a paragraph: the most probable sequence of languages over its words (Viterbi).

use std::ops::Range;

use super::decide;
use super::model::{CLASSES, Model, UNIT};
use super::tokens::{self, Gap, Token, Total};
use crate::language::blocks::{self, Block};
use crate::language::detector::LanguageRange;
use crate::language::gate::{self, Gate};
use crate::language::paragraphs::{self, Labelled};
use crate::language::sample::Sample;

/// What the sum of a word's weights is divided by.
const NORM: f32 = 8.0 * UNIT;
/// What a change of language costs within a clause, at a quotation mark, bracket, dash or colon, and behind a sentence.
const COSTS: [f32; 3] = [9.0, 4.0, 3.5];
/// A part of a paragraph has at least so many words and letters.
const LEAST: (u32, u32) = (3, 12);

fn p(at: usize, otherwise: f32) -> f32 {
    static P: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new();
    P.get_or_init(|| std::env::var("VP").map(|s| s.split(',').map(|x| x.parse().unwrap()).collect()).unwrap_or_default()).get(at).copied().unwrap_or(otherwise)
}

/// A word on the way.
#[derive(Debug)]
struct Step {
    token: Token,
    /// For each class the class of the word before on the best way to it.
    from: [u8; CLASSES],
    class: usize,
}

/// The languages of a document.
pub(super) fn spans(text: &str, out: &mut Vec<LanguageRange>) {
    let mut labelled = Vec::new();
    let mut steps = Vec::new();
    let Some(model) = super::model() else { return };
    for block in blocks::of(text) {
        let Some(piece) = text.get(block.range.clone()) else { continue };
        let sample = match gate::weigh(piece, Sample::counts(piece)) {
            Gate::Decided(found) => {
                labelled.push(Labelled::new(block, found));
                continue;
            }
            Gate::Words(sample) => sample,
        };
        steps.clear();
        tokens::each(piece, &model, |token| {
            steps.push(Step { token, from: [0; CLASSES], class: 0 });
            true
        });
        search(&mut steps);
        parts(piece, &block, &steps, &sample, &model, &mut labelled);
    }
    paragraphs::settle(labelled, out);
}

/// Gives every word its class on the most probable sequence.
fn search(steps: &mut [Step]) {
    let mut scores = [0.0_f32; CLASSES];
    let costs = [p(0, COSTS[0]), p(1, COSTS[1]), p(2, COSTS[2])];
    let norm = p(3, 8.0) * UNIT;
    for step in steps.iter_mut() {
        let best = most(&scores);
        let [inside, quotation, sentence] = costs;
        let cost = match step.token.gap {
            Gap::Inside => inside,
            Gap::Quotation => quotation,
            Gap::Sentence => sentence,
        };
        let change = scores.get(best).copied().unwrap_or(0.0) - cost;
        let weight = if step.token.name { p(4, 0.5) } else { 1.0 } / norm;
        let all = scores.iter_mut().zip(&mut step.from).zip(step.token.sums.scores).enumerate();
        for (class, ((score, from), sum)) in all {
            let stay = *score >= change;
            *from = if stay { class } else { best } as u8;
            *score = (if stay { *score } else { change }) + sum as f32 * weight;
        }
    }
    let mut class = most(&scores);
    for step in steps.iter_mut().rev() {
        step.class = class;
        class = step.from.get(class).copied().unwrap_or(0) as usize;
    }
}

fn most(scores: &[f32; CLASSES]) -> usize {
    let best = scores.iter().enumerate().fold((0, f32::MIN), |best, (class, &score)| {
        if score > best.1 { (class, score) } else { best }
    });
    best.0
}

/// Words in a row with one class.
#[derive(Debug, Clone)]
struct Part {
    words: Range<usize>,
    total: Total,
    class: usize,
}

impl Part {
    fn is_short(&self) -> bool {
        (self.words.len() as f32) < p(5, LEAST.0 as f32) || (self.total.letters as f32) < p(6, LEAST.1 as f32)
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

/// Parts that are long enough; a short one goes with the longer of its neighbours.
fn join(steps: &[Step]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        match parts.last_mut() {
            Some(last) if last.class == step.class => {
                last.words.end = at + 1;
                last.total.add(&step.token);
            }
            _ => {
                let mut total = Total::default();
                total.add(&step.token);
                parts.push(Part { words: at..at + 1, total, class: step.class });
            }
        }
    }
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.is_short() || last.is_short() || last.class == part.class => {
                if last.total.letters < part.total.letters {
                    last.class = part.class;
                }
                last.words.end = part.words.end;
                last.total.merge(&part.total);
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// Where the part that starts with a word begins: with the signs that are set directly before the word.
fn begin(text: &str, steps: &[Step], word: usize) -> usize {
    let start = steps.get(word).map_or(0, |step| step.token.range.start);
    let before = text.get(..start).unwrap_or_default();
    let signs = before.char_indices().rev().take(4).take_while(|(_, c)| matches!(c, '«' | '“' | '„' | '"' | '(' | '[' | '‘' | '¿' | '¡'));
    signs.last().map_or(start, |(at, _)| at)
}
