//! The verdict on a line: what the model says, within the bounds that rules set where a phrase or the place leaves no doubt.

use super::LineKind;
use super::dates::DateLine;
use super::model::{Member, Scene};
use super::protect::{Role, Zone};
use super::shape::{LONG, Shape};

/// What is thought of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Judgement {
    /// Probability that it is article text, 0 to 1.
    pub(crate) score: f32,
    pub(crate) kind: LineKind,
    pub(crate) reason: &'static str,
}

const fn judgement(score: f32, kind: LineKind, reason: &'static str) -> Judgement {
    Judgement { score, kind, reason }
}

/// Lines around a line in which other boilerplate speaks against it.
const NEAR: usize = 2;

/// The reason of lines of quoted posts.
pub(crate) const POST: &str = "quoted-post";

/// Judges the lines of a scene, in order: `lines` are their measures, `probabilities` what the model says;
/// `extracted` is how surely the text is what an extractor made of a page, 0 for the whole text of one to 1.
pub(crate) fn judge(lines: &[Shape], scene: &Scene, extracted: f32, probabilities: &[f32]) -> Vec<Judgement> {
    let mut judged: Vec<Option<Judgement>> = lines
        .iter()
        .zip(&scene.members)
        .map(|(shape, member)| {
            if shape.hits.keep {
                Some(judgement(0.51, LineKind::Body, "phrase-that-keeps"))
            } else if member.post {
                Some(judgement(0.51, LineKind::Social, POST))
            } else {
                alone(shape, member.role, member.zone)
            }
        })
        .collect();
    lists(lines, scene, &mut judged);
    let junk: Vec<bool> = judged.iter().map(|found| found.is_some_and(|found| found.score <= 0.15)).collect();
    let before = distances(junk.iter().copied());
    let mut after = distances(junk.iter().rev().copied());
    after.reverse();
    let few = lines.len() <= FEW;
    // What protects the article's own lists and long sentences would keep the furniture of a whole page, too.
    let careful = extracted >= CAREFUL;
    lines
        .iter()
        .zip(&scene.members)
        .zip(judged)
        .zip(probabilities)
        .zip(before.into_iter().zip(after))
        .enumerate()
        .map(|(at, ((((shape, member), found), &p), (before, after)))| {
            let lone = before > NEAR && after > NEAR && member.zone == Zone::Inside;
            match found {
                Some(_) if lone && intertitle(shape) => {
                    judgement(p.max(0.31), LineKind::Heading, "word-between-paragraphs")
                }
                Some(found)
                    if found.kind != LineKind::Body && found.kind.is_article() && found.score > 0.5 =>
                {
                    // The title of a page is a guess among many lines.
                    Judgement { score: p.max(if extracted >= 0.5 { 0.51 } else { GUESSED }), ..found }
                }
                Some(found) => Judgement { score: within(found, p), ..found },
                None if few => by_model(shape, member, p.max(0.51)),
                None if member.role == Role::Heading && between(at, lines, probabilities) => {
                    judgement(p.max(GUESSED), LineKind::Heading, "between-paragraphs")
                }
                None if careful && !scene.page && shape.hits.kinds == 0 && scene.calm(at, CALM) => {
                    by_model(shape, member, p.max(GUESSED))
                }
                None if careful && shape.sentence && shape.chars >= SENTENCE => {
                    by_model(shape, member, p.max(DOUBTED))
                }
                None => by_model(shape, member, p),
            }
        })
        .collect()
}

/// True when paragraphs that stay stand close before and close after the line.
fn between(at: usize, lines: &[Shape], probabilities: &[f32]) -> bool {
    let stays = |at: usize| {
        lines.get(at).is_some_and(|shape| shape.chars >= 70)
            && probabilities.get(at).is_some_and(|&p| p > 0.5)
    };
    (1..=REACH).any(|step| at.checked_sub(step).is_some_and(stays))
        && (1..=REACH).any(|step| stays(at.saturating_add(step)))
}

/// Lines on each side of an intertitle among which the paragraphs are looked for.
const REACH: usize = 3;

/// Lines of a text up to which only phrases remove: there is no context to judge by.
const FEW: usize = 3;

/// How surely a text has to be an extractor's for the rules that only make sense there; low, since to lose text is worse.
const CAREFUL: f32 = 0.2;
/// The least score of a long sentence without a strong phrase: to lose one is worse than to leave one in, so the mode
/// `conservative` does not go by the model alone.
const DOUBTED: f32 = 0.16;
/// Characters from which a sentence is long.
const SENTENCE: u32 = 140;

/// The least score of lines that only the mode `strict` may remove on the word of the model.
const GUESSED: f32 = 0.31;
/// In what an extractor left, lists this many lines from any strong phrase are the article's own.
const CALM: usize = 8;

/// A rule bounds the probability that the model gives: from above when it speaks against the line, else from below.
fn within(rule: Judgement, p: f32) -> f32 {
    if rule.score <= 0.5 { p.min(rule.score) } else { p.max(rule.score) }
}

fn by_model(shape: &Shape, member: &Member, p: f32) -> Judgement {
    let heading = member.role == Role::Heading;
    if p > 0.5 {
        let kind = if heading { LineKind::Heading } else { LineKind::Body };
        return judgement(p, kind, "model");
    }
    let kind = shape.hits.kind().unwrap_or(match (shape.price, member.role, shape.chars) {
        (true, _, _) => LineKind::Subscribe,
        (_, Role::Section, _) => LineKind::Section,
        (_, _, 0..40) => LineKind::Navigation,
        _ => LineKind::Other,
    });
    judgement(p, kind, "model")
}

/// True for a lone word that may be an intertitle as well as the name of a menu entry.
fn intertitle(shape: &Shape) -> bool {
    let menu = matches!(
        shape.strong(),
        Some(LineKind::Navigation | LineKind::CommentForm | LineKind::Related | LineKind::Caption)
    );
    menu && shape.words == 1 && !shape.colon && shape.digits == 0
}

/// What the line alone and its place decide.
fn alone(shape: &Shape, role: Role, zone: Zone) -> Option<Judgement> {
    if shape.chars > LONG && shape.credit.is_none() {
        let covering = shape.strong() == Some(LineKind::Copyright) && shape.notice();
        return (covering && zone != Zone::Inside).then_some(judgement(
            0.08,
            LineKind::Copyright,
            "copyright-notice",
        ));
    }
    match role {
        Role::Title => return Some(judgement(0.93, LineKind::Title, "title")),
        Role::Standfirst => return Some(judgement(0.90, LineKind::Standfirst, "standfirst")),
        Role::TitleCopy if zone != Zone::Inside => {
            return Some(judgement(0.12, LineKind::Title, "title-again"));
        }
        _ => {}
    }
    // A phrase that was glued to the end of a paragraph does not condemn the paragraph.
    let glued =
        |start: usize| start >= 60 && shape.counts.ends >= 1 && !shape.sentence && shape.prose() >= 25;
    if let Some((kind, range)) = shape.hits.strong.as_ref().filter(|(_, range)| !glued(range.start)) {
        return Some(strong(shape, *kind, range.len(), zone));
    }
    match shape.date {
        DateLine::Notice => return Some(judgement(0.06, LineKind::Byline, "date-line")),
        DateLine::Plain if zone != Zone::Inside => {
            return Some(judgement(0.12, LineKind::Byline, "date-line"));
        }
        DateLine::Plain => return Some(judgement(0.20, LineKind::Byline, "date-line")),
        DateLine::No => {}
    }
    if shape.byline {
        let score = if zone == Zone::Inside { 0.14 } else { 0.10 };
        return Some(judgement(score, LineKind::Byline, "byline"));
    }
    if shape.credit.is_some() {
        return Some(judgement(0.10, LineKind::Caption, "credit"));
    }
    if shape.row && (shape.hits.kind().is_some() || matches!(zone, Zone::Before | Zone::After)) {
        return Some(judgement(0.12, shape.hits.kind().unwrap_or(LineKind::Navigation), "row"));
    }
    if shape.hits.covered >= 80 {
        let kind = shape.hits.kind().unwrap_or(LineKind::Navigation);
        let score = if zone == Zone::Inside { 0.15 } else { 0.08 };
        return Some(judgement(score, kind, "phrases-only"));
    }
    shape
        .address
        .then(|| judgement(if zone == Zone::Inside { 0.35 } else { 0.15 }, LineKind::Social, "address-only"))
}

/// A line with a strong phrase. A phrase that is a small part of a sentence does not condemn it.
fn strong(shape: &Shape, kind: LineKind, phrase: usize, zone: Zone) -> Judgement {
    let prose = shape.sentence && shape.chars >= 60 && shape.prose() >= 25;
    let small = (phrase as u32) * 8 < shape.chars;
    match (prose && small, zone) {
        (true, Zone::Inside) => judgement(0.40, kind, "phrase-in-sentence"),
        (true, _)
            if matches!(kind, LineKind::Byline | LineKind::Related | LineKind::Source | LineKind::Social) =>
        {
            judgement(0.45, kind, "phrase-in-sentence")
        }
        (true, _) => judgement(0.14, kind, "phrase-in-sentence"),
        _ => judgement(0.03, kind, "strong-phrase"),
    }
}

/// Lists under a head: related articles, the fields of a comment form.
fn lists(lines: &[Shape], scene: &Scene, judged: &mut [Option<Judgement>]) {
    let mut list: Option<LineKind> = None;
    let mut length = 0;
    for ((shape, member), judged) in lines.iter().zip(&scene.members).zip(judged) {
        let zone = member.zone;
        let short = zone == Zone::After && shape.words <= 4 && !shape.sentence;
        let head =
            shape.strong().filter(|kind| shape.hits.covered >= 80 || (*kind == LineKind::Related && short));
        if shape.solid() || matches!(member.role, Role::Title | Role::Standfirst) {
            list = None;
        } else if let Some(kind) =
            head.filter(|kind| matches!(kind, LineKind::Related | LineKind::CommentForm))
        {
            (list, length) = (Some(kind), 0);
        } else if head.is_some() || shape.strong() == Some(LineKind::Copyright) {
            list = None;
        } else if shape.strong().is_some() && list.is_some() {
            // Boilerplate of its own kind.
            length += 1;
        } else if let Some(kind) = list {
            length += 1;
            let item = match zone {
                Zone::Inside => {
                    kind == LineKind::Related && length == 1 && !shape.sentence && shape.words >= 4
                }
                Zone::After => shape.chars <= 200,
                Zone::Before | Zone::Alone => false,
            };
            if item {
                *judged = Some(judgement(0.10, kind, "list-item"));
            } else {
                list = None;
            }
        }
    }
}

/// For every line how many lines before it the last flagged one is, itself not counted.
fn distances(flags: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut distance = usize::MAX;
    flags
        .map(|flag| {
            distance = distance.saturating_add(1);
            let here = distance;
            if flag {
                distance = 0;
            }
            here
        })
        .collect()
}
