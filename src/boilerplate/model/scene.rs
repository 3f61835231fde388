//! What the lines of a text are to each other, before any probability is known.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::super::protect::{Frame, Role, Zone};
use super::super::shape::Shape;
use super::maths::ln;

/// A line among the others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    pub(crate) chars: u32,
    pub(crate) role: Role,
    pub(crate) zone: Zone,
    /// Lines of the same class look alike: the same opening, end, length and capitals.
    pub(crate) class: u16,
    pub(crate) strong: bool,
    /// Part of a quoted post.
    pub(crate) post: bool,
    /// The same line, folded, stands elsewhere too.
    pub(crate) repeated: bool,
    /// Content words of it that stand in other paragraphs, of its content words; `None` without content words.
    pub(crate) shared: Option<f32>,
    /// Lines of the same class in a row around it.
    pub(crate) run: Range<u32>,
}

/// The lines of a text, as far as probabilities have no part in it.
#[derive(Debug, Default)]
pub(crate) struct Scene {
    pub(crate) members: Vec<Member>,
    /// What speaks for the whole text of a page, and against it: the features of the gate.
    pub(crate) gate: [f32; super::GATE],
    /// Lines that are prose, of all.
    pub(crate) share: f32,
    /// Lines with a strong phrase, of all.
    pub(crate) strong: f32,
    /// Lines with a strong phrase up to and without each line.
    pub(crate) strong_before: Vec<u32>,
    /// The rules take the text for a whole page.
    pub(crate) page: bool,
}

impl Scene {
    /// The scene of the lines `alive` (indices into `shapes`). `words` has the hashes of the content words of all lines, `posts`
    /// for every line of `shapes` whether it belongs to a quoted post.
    pub(crate) fn new(
        shapes: &[Shape],
        alive: &[usize],
        frame: &Frame,
        posts: &[bool],
        words: &[u32],
    ) -> Self {
        let lines = || alive.iter().filter_map(|&index| shapes.get(index));
        let vocabulary = Vocabulary::of(&lines(), words);
        let mut copies: HashMap<u64, bool, BuildHasherDefault<Ready>> = HashMap::default();
        for shape in lines() {
            copies.entry(shape.key).and_modify(|again| *again = true).or_insert(false);
        }
        let mut members: Vec<Member> = alive
            .iter()
            .enumerate()
            .filter_map(|(at, &index)| {
                let shape = shapes.get(index)?;
                Some(Member {
                    chars: shape.chars,
                    role: frame.roles.get(at).copied().unwrap_or_default(),
                    zone: frame.zones.get(at).copied().unwrap_or_default(),
                    class: class(shape),
                    strong: shape.strong().is_some(),
                    post: posts.get(index).copied().unwrap_or_default(),
                    repeated: copies.get(&shape.key).copied().unwrap_or_default(),
                    shared: vocabulary.shared(shape, words),
                    run: 0..0,
                })
            })
            .collect();
        let mut at = 0;
        for run in members.chunk_by_mut(|one, other| one.class == other.class) {
            let range = at..at + run.len() as u32;
            at = range.end;
            for member in run {
                member.run = range.clone();
            }
        }
        let count = members.len().max(1) as f32;
        let prose = lines().filter(|shape| shape.chars >= 60 && shape.prose() > 25).count();
        let mut strong = 0;
        let mut strong_before: Vec<u32> = Vec::with_capacity(members.len() + 1);
        for member in &members {
            strong_before.push(strong);
            strong += u32::from(member.strong);
        }
        strong_before.push(strong);
        let short = lines().filter(|shape| shape.chars < 40 && !shape.sentence).count() as f32 / count;
        let repeated = members.iter().filter(|member| member.repeated).count() as f32 / count;
        let share = prose as f32 / count;
        let gate = [
            share,
            short,
            strong as f32 / count,
            ln(1.0 + f64::from(strong)) as f32,
            ln(f64::from(count)) as f32,
            repeated,
            f32::from(frame.page),
        ];
        Self {
            gate,
            members,
            share: prose as f32 / count,
            strong: strong as f32 / count,
            strong_before,
            page: frame.page,
        }
    }

    /// True when no line up to `k` lines from the line `at` has a strong phrase.
    pub(crate) fn calm(&self, at: usize, k: usize) -> bool {
        let before = |at: usize| self.strong_before.get(at.min(self.members.len()));
        before(at.saturating_sub(k)) == before(at + k + 1)
    }
}

fn class(shape: &Shape) -> u16 {
    let look = shape.opening as usize * 2 + usize::from(shape.sentence);
    ((look * 6 + shape.length_class()) * 3 + shape.capital_class()) as u16
}

/// Classes of lines that look alike.
pub(crate) const CLASSES: usize = 6 * 2 * 6 * 3;

/// Keys that are hashes already.
#[derive(Debug, Default)]
struct Ready(u64);

impl std::hash::Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.wrapping_mul(31).wrapping_add(u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// In how many paragraphs a content word stands, by a part of its hash: a count that a few words share by chance does no harm.
struct Vocabulary {
    counts: Vec<(u32, u32)>,
}

impl Vocabulary {
    fn of<'a>(lines: &(impl Iterator<Item = &'a Shape> + Clone), words: &[u32]) -> Self {
        let paragraphs = || lines.clone().filter(|shape| shape.solid());
        let total: usize = paragraphs().map(|shape| shape.vocabulary.len()).sum();
        let size = (2 * total).next_power_of_two().clamp(64, 1 << 17);
        let mut own = Self { counts: vec![(0, 0); size] };
        for (nth, shape) in paragraphs().enumerate() {
            let nth = nth as u32 + 1;
            for &word in words.get(shape.vocabulary.clone()).unwrap_or_default() {
                if let Some((count, last)) = own.counts.get_mut(word as usize % size)
                    && *last != nth
                {
                    (*count, *last) = (*count + 1, nth);
                }
            }
        }
        own
    }

    fn shared(&self, shape: &Shape, words: &[u32]) -> Option<f32> {
        let words = words.get(shape.vocabulary.clone()).unwrap_or_default();
        let own = u32::from(shape.solid());
        let size = self.counts.len();
        let shared = words
            .iter()
            .filter(|word| self.counts.get(**word as usize % size).is_some_and(|(count, _)| *count > own))
            .count();
        (!words.is_empty()).then(|| shared as f32 / words.len() as f32)
    }
}
