//! The features of a line among its neighbours.

use std::ops::Range;

use super::super::protect::{Role, Zone};
use super::maths::{ln, logit};
use super::scene::{CLASSES, Scene};
use super::{Sink, features, segment};

features! {
    /// What is measured on a line with the probabilities that the first stage gives to it and its neighbours.
    Context {
        Alone, AloneOdds, Before1, After1, Before2, After2, Before3, After3,
        MassBefore3, MassAfter3, MassBefore8, MassAfter8, MassBefore20, MassAfter20,
        ShareBefore, ShareUpTo, TotalMass,
        Inside, InsideAlone, OutsideAlone, OutsideDistance, Outside, OutsideFar,
        BetweenLikely, BetweenUnlikely, LeastBeside, MostBeside,
        StrongNear3, StrongNear8, StrongBeside, StrongBetween,
        ZoneBefore, ZoneInside, ZoneAfter, ZoneAlone,
        Title, TitleCopy, Standfirst, Heading, Section,
        Run, RunLong, RunMean, RunMeanLong, RunBetween, RunPhrases, RunInside, Alike3, Alike8,
        Repeated, RepeatedShort, Shared, SharedShort, NothingShared, NothingSharedShort,
        ProseShare, ProseShareAlone, LineCount, StrongShare, Post, Place, First, Last,
        Far8, Far8Short, Far8Alone, Far20, Far20Short, Far20Alone,
        Page, PageAlone, PageShort, PageOutside, PageInside, PageRun, PageStrong,
        ClassMean, ClassMeanShort, ClassStrong, ClassShare, Mean3, Mean8,
    }
}

/// The probabilities of the first stage in order, summed up.
#[derive(Debug)]
pub(crate) struct Flow<'a> {
    scene: &'a Scene,
    alone: &'a [f32],
    /// Sums of probability times length before each line and after the last.
    mass: Vec<f64>,
    /// Sums of probability likewise.
    sums: Vec<f64>,
    segment: Range<usize>,
    lines: f32,
    /// Of every class of lines: how many, the sum of their probabilities, how many with a strong phrase.
    classes: Vec<[f32; 3]>,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(scene: &'a Scene, alone: &'a [f32]) -> Self {
        let lengths = || scene.members.iter().map(|member| member.chars);
        let (mut mass, mut sums) = (vec![0.0], vec![0.0]);
        let (mut all, mut sum) = (0.0, 0.0);
        for (&p, chars) in alone.iter().zip(lengths()) {
            all += f64::from(p) * f64::from(chars.min(300)) / 300.0;
            sum += f64::from(p);
            mass.push(all);
            sums.push(sum);
        }
        let segment = segment::best(alone.iter().copied().zip(lengths()));
        let lines = ln(1.0 + alone.len() as f64) as f32 / 7.0;
        let mut classes = vec![[0.0; 3]; CLASSES];
        for (member, &p) in scene.members.iter().zip(alone) {
            if let Some(class) = classes.get_mut(member.class as usize) {
                *class = [class[0] + 1.0, class[1] + p, class[2] + f32::from(member.strong)];
            }
        }
        Self { scene, alone, mass, sums, segment, lines, classes }
    }

    fn p(&self, at: usize, offset: isize) -> f32 {
        at.checked_add_signed(offset).and_then(|at| self.alone.get(at)).copied().unwrap_or(0.0)
    }

    fn mass(&self, range: Range<usize>) -> f32 {
        let at = |index: usize| self.mass.get(index.min(self.alone.len())).copied().unwrap_or(0.0);
        (at(range.end) - at(range.start)) as f32
    }

    fn mean(&self, range: Range<usize>) -> f32 {
        let at = |index: usize| self.sums.get(index.min(self.alone.len())).copied().unwrap_or(0.0);
        ((at(range.end) - at(range.start)) / range.len().max(1) as f64) as f32
    }

    fn strong(&self, range: Range<usize>) -> f32 {
        let before = &self.scene.strong_before;
        let at = |index: usize| before.get(index.min(self.alone.len())).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start)) as f32
    }

    /// True when the lines on both sides of the range are probable and no short ones.
    fn enclosed(&self, range: Range<usize>) -> bool {
        let body = |at: Option<usize>| {
            let Some(at) = at else { return false };
            self.scene.members.get(at).is_some_and(|member| member.chars >= 60) && self.p(at, 0) > 0.5
        };
        body(range.start.checked_sub(1)) && body(Some(range.end))
    }
}

/// Puts the features of the line `at`; those that are not put are 0.
pub(crate) fn context(flow: &Flow<'_>, at: usize, sink: &mut impl Sink) {
    let Some(member) = flow.scene.members.get(at) else { return };
    let count = flow.alone.len();
    let p = flow.p(at, 0);
    let short = member.chars < 70;
    let mut put = |feature: Context, value: f32| {
        if value != 0.0 {
            sink.put(feature as usize, value);
        }
    };
    put(Context::Alone, p);
    put(Context::AloneOdds, logit(f64::from(p)) as f32 / 4.0);
    for (feature, offset) in [
        (Context::Before1, -1),
        (Context::After1, 1),
        (Context::Before2, -2),
        (Context::After2, 2),
        (Context::Before3, -3),
        (Context::After3, 3),
    ] {
        put(feature, flow.p(at, offset));
    }
    for (before, after, k) in [
        (Context::MassBefore3, Context::MassAfter3, 3),
        (Context::MassBefore8, Context::MassAfter8, 8),
        (Context::MassBefore20, Context::MassAfter20, 20),
    ] {
        put(before, flow.mass(at.saturating_sub(k)..at) / k as f32);
        put(after, flow.mass(at + 1..at + 1 + k) / k as f32);
    }
    let total = flow.mass(0..count);
    put(Context::ShareBefore, flow.mass(0..at) / total.max(1e-6));
    put(Context::ShareUpTo, flow.mass(0..at + 1) / total.max(1e-6));
    put(Context::TotalMass, (total / 10.0).min(5.0));
    if flow.segment.contains(&at) {
        put(Context::Inside, 1.0);
        put(Context::InsideAlone, p);
    } else {
        let distance =
            if at < flow.segment.start { flow.segment.start - at } else { at + 1 - flow.segment.end };
        put(Context::Outside, 1.0);
        put(Context::OutsideAlone, 1.0 - p);
        put(Context::OutsideDistance, (distance as f32 / 20.0).min(5.0));
        put(Context::OutsideFar, f32::from(distance > 3));
    }
    let (before, after) = (flow.p(at, -1), flow.p(at, 1));
    put(Context::BetweenLikely, f32::from(before > 0.5 && after > 0.5));
    put(Context::BetweenUnlikely, f32::from(before < 0.2 && after < 0.2));
    put(Context::LeastBeside, before.min(after));
    put(Context::MostBeside, before.max(after));
    let strong = |range: Range<usize>| flow.strong(range);
    put(Context::StrongNear3, strong(at.saturating_sub(3)..at + 4) / 7.0);
    put(Context::StrongNear8, strong(at.saturating_sub(8)..at + 9) / 17.0);
    let beside = [strong(at.saturating_sub(1)..at), strong(at + 1..at + 2)];
    put(Context::StrongBeside, f32::from(beside.iter().any(|&count| count > 0.0)));
    put(Context::StrongBetween, f32::from(beside.iter().all(|&count| count > 0.0)));
    let zone = match member.zone {
        Zone::Before => Context::ZoneBefore,
        Zone::Inside => Context::ZoneInside,
        Zone::After => Context::ZoneAfter,
        Zone::Alone => Context::ZoneAlone,
    };
    put(zone, 1.0);
    match member.role {
        Role::None => {}
        Role::Title => put(Context::Title, 1.0),
        Role::TitleCopy => put(Context::TitleCopy, 1.0),
        Role::Standfirst => put(Context::Standfirst, 1.0),
        Role::Heading => put(Context::Heading, 1.0),
        Role::Section => put(Context::Section, 1.0),
    }
    alike(flow, at, &mut put);
    surroundings(flow, at, &mut put);
    put(Context::Repeated, f32::from(member.repeated));
    put(Context::RepeatedShort, f32::from(member.repeated && short));
    if let Some(shared) = member.shared {
        put(Context::Shared, shared);
        put(Context::SharedShort, if short { shared } else { 0.0 });
        put(Context::NothingShared, f32::from(shared == 0.0));
        put(Context::NothingSharedShort, f32::from(shared == 0.0 && short));
    }
    put(Context::ProseShare, flow.scene.share);
    put(Context::ProseShareAlone, flow.scene.share * p);
    put(Context::LineCount, flow.lines);
    put(Context::StrongShare, flow.scene.strong);
    put(Context::Post, f32::from(member.post));
    put(Context::Place, at as f32 / count.max(1) as f32);
    put(Context::First, f32::from(at == 0));
    put(Context::Last, f32::from(at + 1 == count));
}

/// How far the next strong phrase is, whether the text is a page, and what lines of the same looks are elsewhere in it.
fn surroundings(flow: &Flow<'_>, at: usize, put: &mut impl FnMut(Context, f32)) {
    let Some(member) = flow.scene.members.get(at) else { return };
    let (p, short) = (flow.p(at, 0), f32::from(member.chars < 70));
    for (far, far_short, far_alone, k) in [
        (Context::Far8, Context::Far8Short, Context::Far8Alone, 8),
        (Context::Far20, Context::Far20Short, Context::Far20Alone, 20),
    ] {
        if flow.strong(at.saturating_sub(k)..at + k + 1) == 0.0 {
            put(far, 1.0);
            put(far_short, short);
            put(far_alone, p);
        }
    }
    if flow.scene.page {
        let inside = f32::from(flow.segment.contains(&at));
        put(Context::Page, 1.0);
        put(Context::PageAlone, p);
        put(Context::PageShort, short);
        put(Context::PageOutside, 1.0 - inside);
        put(Context::PageInside, inside * p);
        put(Context::PageRun, f32::from(member.run.len() >= 3));
        put(Context::PageStrong, flow.scene.strong);
    }
    if let Some(&[count, sum, strong]) = flow.classes.get(member.class as usize) {
        // Itself not counted, one made-up line for the sake of the rare classes.
        let mean = (sum - p + 0.3) / count.max(1.0);
        put(Context::ClassMean, mean);
        put(Context::ClassMeanShort, mean * short);
        put(Context::ClassStrong, (strong - f32::from(member.strong)) / count.max(1.0));
        put(Context::ClassShare, count / flow.alone.len().max(1) as f32);
    }
    for (feature, k) in [(Context::Mean3, 3), (Context::Mean8, 8)] {
        put(feature, flow.mean(at.saturating_sub(k)..(at + k + 1).min(flow.alone.len())));
    }
}

/// Lists: the lines around that look like the line, and what they are together.
fn alike(flow: &Flow<'_>, at: usize, put: &mut impl FnMut(Context, f32)) {
    let members = &flow.scene.members;
    let Some(member) = members.get(at) else { return };
    let run = member.run.start as usize..member.run.end as usize;
    let length = run.len();
    put(Context::Run, (ln(length as f64) as f32 / 3.0).min(1.5));
    let mean = flow.mean(run.clone());
    put(Context::RunMean, mean);
    if length >= 3 {
        let phrases = strong_share(flow, &run);
        put(Context::RunLong, 1.0);
        put(Context::RunMeanLong, mean);
        put(Context::RunBetween, f32::from(flow.enclosed(run.clone())));
        put(Context::RunPhrases, phrases);
        put(Context::RunInside, f32::from(flow.segment.contains(&at)));
    }
    for (feature, k) in [(Context::Alike3, 3), (Context::Alike8, 8)] {
        let around = at.saturating_sub(k)..(at + k + 1).min(members.len());
        let same = members
            .get(around.clone())
            .unwrap_or_default()
            .iter()
            .filter(|other| other.class == member.class);
        put(feature, (same.count() - 1) as f32 / (2 * k) as f32);
    }
}

fn strong_share(flow: &Flow<'_>, run: &Range<usize>) -> f32 {
    flow.strong(run.clone()) / run.len().max(1) as f32
}
