//! Text that was misread more than once: pass after pass, each over the result of the one before, as repairs of the text
//! at hand.

use super::Repair;
use super::pass::pass;
use std::ops::Range;

/// More passes than levels: a repair can make its neighbours part of another.
const PASSES: usize = 12;

/// Every repair. What was misread more than `most` times stays as it is.
pub(super) fn repairs(text: &str, most: u8) -> Vec<Repair> {
    let mut all = pass(text);
    if most == 0 {
        return Vec::new();
    }
    // What took too many levels, in the text at hand.
    let mut left_alone: Vec<Range<usize>> = Vec::new();
    for _ in 0..PASSES {
        if all.is_empty() {
            break;
        }
        let current = apply(text, 0..text.len(), &all);
        let next = pass(&current);
        let mut found = then(&current, all, next);
        let mut changed = found.changed;
        // Both lists are sorted.
        let touches = |repair: &Repair, ranges: &[Range<usize>]| {
            let first = ranges.partition_point(|range| range.end <= repair.range.start);
            ranges.get(first).is_some_and(|range| range.start < repair.range.end)
        };
        let before = left_alone.len();
        left_alone.extend(
            found.repairs.iter().filter(|repair| repair.levels > most).map(|repair| repair.range.clone()),
        );
        left_alone.sort_by_key(|range| range.start);
        if !left_alone.is_empty() {
            let was = found.repairs.len();
            found.repairs.retain(|repair| !touches(repair, &left_alone));
            changed = left_alone.len() > before || changed && found.repairs.len() == was;
        }
        all = found.repairs;
        if !changed {
            break;
        }
    }
    all
}

/// The text of `range` with its repairs.
pub(super) fn apply(text: &str, range: Range<usize>, repairs: &[Repair]) -> String {
    let mut new = String::with_capacity(range.len());
    let mut copied = range.start;
    for repair in repairs {
        new.push_str(text.get(copied..repair.range.start).unwrap_or_default());
        new.push_str(&repair.replacement);
        copied = repair.range.end;
    }
    new.push_str(text.get(copied..range.end).unwrap_or_default());
    new
}

struct Composed {
    repairs: Vec<Repair>,
    changed: bool,
}

/// How many bytes fewer a text has after a repair.
const fn shortened(repair: &Repair) -> isize {
    (repair.range.end - repair.range.start).cast_signed() - repair.replacement.len().cast_signed()
}

/// `first`, which made `current`, and then `second`, as one list of repairs of the text before both.
fn then(current: &str, first: Vec<Repair>, second: Vec<Repair>) -> Composed {
    let changed = !second.is_empty();
    let mut repairs = Vec::with_capacity(first.len() + second.len());
    // What each repair of the first list has become in `current`.
    let mut removed = 0_isize;
    let mut made = first.into_iter().map(|repair| {
        let start = repair.range.start.saturating_add_signed(-removed);
        let end = start + repair.replacement.len();
        removed += shortened(&repair);
        (start..end, repair)
    });
    let mut second = second.into_iter().peekable();
    let mut first = made.by_ref().peekable();
    // How far `current` is behind the text before it.
    let mut behind = 0_isize;
    loop {
        let before = |(range, _): &(Range<usize>, Repair)| {
            second.peek().is_none_or(|next| range.end <= next.range.start)
        };
        if let Some((_, repair)) = first.next_if(before) {
            behind += shortened(&repair);
            repairs.push(repair);
            continue;
        }
        let Some(next) = second.next() else { return Composed { repairs, changed } };
        // Repairs of both lists that overlap become one.
        let (mut range, mut levels, mut confidence, mut rule) =
            (next.range.clone(), 1, next.confidence, next.rule);
        let mut group = vec![next];
        let mut behind_end = behind;
        loop {
            if let Some((made, repair)) = first.next_if(|(made, _)| made.start < range.end) {
                range = range.start.min(made.start)..range.end.max(made.end);
                behind_end += shortened(&repair);
                levels = levels.max(repair.levels.saturating_add(1));
                confidence = confidence.min(repair.confidence);
                rule = super::DOUBLE;
            } else if let Some(more) = second.next_if(|more| more.range.start < range.end) {
                range.end = range.end.max(more.range.end);
                confidence = confidence.min(more.confidence);
                group.push(more);
            } else {
                break;
            }
        }
        let replacement = apply(current, range.clone(), &group);
        let range = range.start.saturating_add_signed(behind)..range.end.saturating_add_signed(behind_end);
        behind = behind_end;
        repairs.push(Repair { range, replacement, rule, confidence, levels });
    }
}
