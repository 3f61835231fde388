//! The languages within a paragraph: the most probable sequence of languages over its words (Viterbi).

use std::ops::Range;

use super::decide;
use super::features::rows;
use super::fold::words;
use super::model::{CLASSES, Model, Sums, UNIT};
use crate::language::blocks::{self, Block};
use crate::language::detector::{Detection, LanguageRange};
use crate::language::gate::{self, Gate};
use crate::language::paragraphs::{self, Labelled};
use crate::language::sample::{Sample, is_address};

/// What the sum of a word's weights is divided by.
const NORM: f32 = 8.0 * UNIT;
/// What a change of language costs within a clause, at a quotation mark, bracket, dash or colon, and behind a sentence.
const COSTS: [f32; 3] = [9.0, 4.0, 3.5];
/// A part of a paragraph has at least so many words and letters.
const LEAST: (u32, u32) = (3, 12);

/// A word of the paragraph that is being looked at.
#[derive(Debug, Clone)]
struct Token {
    range: Range<usize>,
    sums: Sums,
    letters: u32,
    /// Cost of a change of language before the word.
    cost: f32,
    /// A capital within a sentence: as a rule a name, which may be in any language.
    name: bool,
    /// For each class the class of the word before on the best way to it.
    from: [u8; CLASSES],
    class: usize,
}

/// The languages of a document.
pub(super) fn spans(text: &str, out: &mut Vec<LanguageRange>) {
    let mut labelled = Vec::new();
    let mut tokens = Vec::new();
    let Some(model) = super::model() else { return };
    for block in blocks::of(text) {
        let Some(piece) = text.get(block.range.clone()) else { continue };
        match gate::weigh(piece, Sample::of(piece)) {
            Gate::Decided(found) => labelled.push(Labelled::new(block, found)),
            Gate::Words(sample) => {
                tokens.clear();
                tokenize(piece, &model, &mut tokens);
                search(&mut tokens);
                parts(piece, &block, &tokens, &sample, &model, &mut labelled);
            }
        }
    }
    paragraphs::settle(labelled, out);
}

fn tokenize(text: &str, model: &Model<'_>, out: &mut Vec<Token>) {
    let mut before = 0;
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += token.len();
        if is_address(token.trim_end()) {
            continue;
        }
        words(token, |word, range| {
            let mut sums = Sums::default();
            rows(word, |row| sums.add(model.row(row)));
            let range = start + range.start..start + range.end;
            let cost = cost(text.get(before..range.start).unwrap_or_default());
            before = range.end;
            let capital = text.get(range.clone()).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
            let [inside, ..] = COSTS;
            out.push(Token {
                letters: word.letters().len() as u32,
                name: capital && cost >= inside,
                range,
                sums,
                cost,
                from: [0; CLASSES],
                class: 0,
            });
        });
    }
}

/// The cost of a change between two words with `gap` between them.
fn cost(gap: &str) -> f32 {
    let [inside, quotation, sentence] = COSTS;
    gap.chars().fold(inside, |cost, c| match c {
        '.' | '!' | '?' | '…' => cost.min(sentence),
        '«' | '»' | '“' | '”' | '„' | '"' | '(' | ')' | '[' | ']' | '—' | '–' | ':' | ';' | '|' => cost.min(quotation),
        _ => cost,
    })
}

/// Gives every word its class on the most probable sequence.
fn search(tokens: &mut [Token]) {
    let mut scores = [0.0_f32; CLASSES];
    for token in tokens.iter_mut() {
        let best = most(&scores);
        let change = scores.get(best).copied().unwrap_or(0.0) - token.cost;
        let weight = if token.name { 0.5 } else { 1.0 } / NORM;
        let all = scores.iter_mut().zip(&mut token.from).zip(token.sums.scores).enumerate();
        for (class, ((score, from), sum)) in all {
            let stay = *score >= change;
            *from = if stay { class } else { best } as u8;
            *score = (if stay { *score } else { change }) + sum as f32 * weight;
        }
    }
    let mut class = most(&scores);
    for token in tokens.iter_mut().rev() {
        token.class = class;
        class = token.from.get(class).copied().unwrap_or(0) as usize;
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
    sums: Sums,
    letters: u32,
    class: usize,
}

fn parts(
    text: &str,
    block: &Block,
    tokens: &[Token],
    sample: &Sample,
    model: &Model<'_>,
    out: &mut Vec<Labelled>,
) {
    let parts = join(tokens);
    let Some((first, rest)) = parts.split_first() else {
        out.push(Labelled::new(block.clone(), decide::nothing()));
        return;
    };
    if rest.is_empty() {
        let found = if text.len() <= 400 { decide::sampled(&first.sums, model, sample) } else { decide::by_letters(&first.sums, model, first.letters) };
        out.push(Labelled::new(block.clone(), found));
        return;
    }
    let mut ends: Vec<usize> = rest.iter().map(|part| begin(text, tokens, part.words.start)).collect();
    ends.push(text.len());
    let mut start = 0;
    for (part, end) in parts.iter().zip(ends) {
        let letters = text.get(start..end).map_or(0, blocks::letters);
        let range = block.range.start + start..block.range.start + end;
        start = end;
        if letters > 0 {
            let found = decide::by_letters(&part.sums, model, part.letters);
            out.push(Labelled::part(Block { range, letters }, found));
        }
    }
}

/// Parts that are long enough; a short one goes with the longer of its neighbours.
fn join(tokens: &[Token]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match parts.last_mut() {
            Some(last) if last.class == token.class => {
                last.words.end = at + 1;
                last.sums.merge(&token.sums);
                last.letters += token.letters;
            }
            _ => parts.push(Part { words: at..at + 1, sums: token.sums, letters: token.letters, class: token.class }),
        }
    }
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let short = |part: &Part| (part.words.len() as u32) < LEAST.0 || part.letters < LEAST.1;
        match joined.last_mut() {
            Some(last) if short(&part) || short(last) || last.class == part.class => {
                if last.letters < part.letters {
                    last.class = part.class;
                }
                last.words.end = part.words.end;
                last.sums.merge(&part.sums);
                last.letters += part.letters;
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// Where the part that starts with a word begins: with the signs that are set directly before the word.
fn begin(text: &str, tokens: &[Token], word: usize) -> usize {
    let start = tokens.get(word).map_or(0, |token| token.range.start);
    let before = text.get(..start).unwrap_or_default();
    let signs = before.char_indices().rev().take(4).take_while(|(_, c)| matches!(c, '«' | '“' | '„' | '"' | '(' | '[' | '‘' | '¿' | '¡'));
    signs.last().map_or(start, |(at, _)| at)
}

/// The same language, whatever the reason.
#[allow(dead_code)]
fn alike(one: &Detection, other: &Detection) -> bool {
    one.language == other.language
}
