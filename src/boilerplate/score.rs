//! The probability that a line is article text, by rules. This is the one file that a trained model replaces.

use super::LineKind;
use super::dates::DateLine;
use super::protect::{Frame, Role, Zone};
use super::shape::{LONG, Opening, Shape};

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

/// Judges the lines `alive` (indices into `shapes`), in order. `posts` has, for every line, whether it is part of a quoted post.
pub(crate) fn judge(shapes: &[Shape], alive: &[usize], frame: &Frame, posts: &[bool]) -> Vec<Judgement> {
    let lines: Vec<&Shape> = alive.iter().filter_map(|&index| shapes.get(index)).collect();
    let role = |at: usize| frame.roles.get(at).copied().unwrap_or_default();
    let zone = |at: usize| frame.zones.get(at).copied().unwrap_or_default();
    let mut judged: Vec<Option<Judgement>> = lines
        .iter()
        .enumerate()
        .map(|(at, shape)| {
            let post = alive.get(at).and_then(|&index| posts.get(index)).copied().unwrap_or_default();
            if post {
                Some(judgement(0.10, LineKind::Social, "quoted-post"))
            } else {
                alone(shape, role(at), zone(at))
            }
        })
        .collect();
    lists(&lines, frame, &mut judged);
    let junk: Vec<bool> = judged.iter().map(|found| found.is_some_and(|found| found.score <= 0.15)).collect();
    let before = distances(junk.iter().copied());
    let mut after = distances(junk.iter().rev().copied());
    after.reverse();
    let from_body = {
        let solid = || frame.zones.iter().map(|zone| *zone == Zone::Inside);
        let back = distances(solid());
        let mut forth = distances(solid().rev());
        forth.reverse();
        back.into_iter().zip(forth).map(|(back, forth)| back.min(forth)).collect::<Vec<_>>()
    };
    let at_or = |values: &[usize], at: usize| values.get(at).copied().unwrap_or(usize::MAX);
    lines
        .iter()
        .zip(judged)
        .enumerate()
        .map(|(at, (shape, found))| {
            let place = Place {
                role: role(at),
                zone: zone(at),
                first: at == 0,
                junk: [at_or(&before, at), at_or(&after, at)],
                from_body: at_or(&from_body, at),
                page: frame.page,
            };
            match found {
                Some(found) => intertitle(shape, &place).unwrap_or(found),
                None => in_context(shape, &place),
            }
        })
        .collect()
}

/// What the line alone and its place decide.
fn alone(shape: &Shape, role: Role, zone: Zone) -> Option<Judgement> {
    if shape.chars > LONG && shape.credit.is_none() {
        let covering = shape.strong() == Some(LineKind::Copyright) && shape.notice();
        return Some(match (covering && zone != Zone::Inside, shape.strong()) {
            (true, _) => judgement(0.08, LineKind::Copyright, "copyright-notice"),
            (false, Some(_)) => judgement(0.80, LineKind::Body, "paragraph-with-phrase"),
            (false, None) => judgement(0.98, LineKind::Body, "paragraph"),
        });
    }
    match role {
        Role::Title => return Some(judgement(0.93, LineKind::Title, "title")),
        Role::Standfirst => return Some(judgement(0.90, LineKind::Standfirst, "standfirst")),
        Role::TitleCopy if zone != Zone::Inside => {
            return Some(judgement(0.12, LineKind::Title, "title-again"));
        }
        _ => {}
    }
    if let Some((kind, range)) = &shape.hits.strong {
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
    if shape.row
        && let Some(kind) = shape.hits.kind()
    {
        return Some(judgement(0.12, kind, "row"));
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
fn lists(lines: &[&Shape], frame: &Frame, judged: &mut [Option<Judgement>]) {
    let mut list: Option<LineKind> = None;
    let mut length = 0;
    for (at, (shape, judged)) in lines.iter().zip(judged).enumerate() {
        let zone = frame.zones.get(at).copied().unwrap_or_default();
        let short = zone == Zone::After && shape.words <= 4 && !shape.sentence;
        let head =
            shape.strong().filter(|kind| shape.hits.covered >= 80 || (*kind == LineKind::Related && short));
        if shape.solid() || matches!(frame.roles.get(at), Some(Role::Title | Role::Standfirst)) {
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

/// A lone word between two paragraphs may be an intertitle that happens to be the name of a menu entry.
fn intertitle(shape: &Shape, place: &Place) -> Option<Judgement> {
    let menu = matches!(
        shape.strong(),
        Some(LineKind::Navigation | LineKind::CommentForm | LineKind::Related | LineKind::Caption)
    );
    let alone = place.junk.iter().all(|&distance| distance > NEAR);
    (menu && alone && place.zone == Zone::Inside && shape.words == 1 && !shape.colon && shape.digits == 0)
        .then_some(judgement(0.30, LineKind::Heading, "word-between-paragraphs"))
}

/// Where a line stands.
#[derive(Debug)]
struct Place {
    role: Role,
    zone: Zone,
    /// It is the first of the text.
    first: bool,
    /// Lines to the nearest boilerplate before and behind; the line next to it is at 1.
    junk: [usize; 2],
    /// Lines to the nearest one between paragraphs.
    from_body: usize,
    page: bool,
}

/// What the neighbours decide when the line itself does not.
fn in_context(shape: &Shape, place: &Place) -> Judgement {
    let &Place { role, zone, first, junk, from_body, page } = place;
    let outside = matches!(zone, Zone::Before | Zone::After);
    let neighbours = junk.iter().filter(|&&distance| distance <= NEAR).count();
    if shape.price {
        let score = match (outside, neighbours) {
            (true, 1..) => 0.10,
            (true, 0) => 0.30,
            (false, 2..) => 0.12,
            (false, 1) if junk.contains(&1) => 0.14,
            (false, 1) => 0.28,
            (false, 0) => 0.65,
        };
        return judgement(score, LineKind::Subscribe, "price");
    }
    if role == Role::Heading {
        return judgement(0.85, LineKind::Heading, "heading");
    }
    if let Some(kind) = shape.hits.kind() {
        let score = match (outside, shape.chars) {
            (true, 0..60) => 0.18,
            (true, 60..140) => 0.28,
            (true, _) => 0.45,
            (false, 0..60) => 0.35,
            (false, 60..140) => 0.60,
            (false, _) => 0.85,
        };
        let score = if page { score * 0.5 } else { score };
        let several = shape.hits.kinds.count_ones() > 1 && shape.chars < 140;
        let score = if several { score * 0.6 } else { score };
        let score = if shape.sentence && shape.prose() >= 30 { score + 0.15 } else { score };
        return judgement(score, if score > 0.5 { LineKind::Body } else { kind }, "hint-phrase");
    }
    if shape.sentence && shape.chars >= 30 {
        let base = if shape.chars >= 70 { 0.92 } else { 0.80 };
        let score = match (outside, page, neighbours) {
            (true, true, _) if from_body > 3 => base - 0.70,
            (true, true, _) => base - 0.45,
            (true, _, 1..) => base - 0.25,
            _ => base,
        };
        return judgement(score, LineKind::Body, "sentence");
    }
    if role == Role::Section {
        // Lines further up are not sections, or a menu would go line by line.
        let score = match junk {
            [1, _] => 0.12,
            _ if first => 0.20,
            _ => 0.55,
        };
        return judgement(score, LineKind::Section, "section");
    }
    if outside && shape.row {
        return judgement(0.12, LineKind::Navigation, "row");
    }
    if zone == Zone::Inside && junk == [1, 1] && !shape.sentence && shape.words <= 4 {
        return judgement(0.25, LineKind::Other, "between-boilerplate");
    }
    if outside && !shape.sentence && shape.words <= 8 && neighbours == 2 {
        return judgement(if page { 0.08 } else { 0.20 }, LineKind::Navigation, "between-boilerplate");
    }
    if outside {
        let item = matches!(shape.opening, Opening::Bullet | Opening::Digit);
        let menu = !shape.sentence && !item && (shape.words <= 6 || shape.separated || shape.teaser);
        let score = match (menu, from_body, neighbours) {
            (true, 6.., _) if page => 0.03,
            (true, _, _) | (false, 6.., _) if page => 0.12,
            (false, _, _) if page => 0.32,
            // Closer is never worse: what is left moves closer when lines go.
            (true, _, 1..) => 0.28,
            (true, _, 0) | (false, _, _) => 0.55,
        };
        return judgement(
            score,
            if score <= 0.5 { LineKind::Navigation } else { LineKind::Body },
            "outside-body",
        );
    }
    let quote = shape.opening == Opening::Quote;
    let score = match (shape.words, quote, page) {
        (_, true, false) => 0.85,
        (0..=2, _, true) => 0.25,
        (3..=6, _, true) => 0.40,
        (_, _, true) => 0.55,
        (0..=2, _, false) => 0.52,
        (3..=6, _, false) => 0.70,
        _ => 0.78,
    };
    judgement(score, LineKind::Body, "inside-body")
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
