//! Positions through the edits of one stage, both ways.
//!
//! `forth` goes from the text before a stage to the text after it, `back` the other way. Both keep order: of two
//! positions the later one never maps before the earlier one.

use super::layer::{Applied, out};

/// Where the replacement of `edits[index]` starts in the text after.
fn out_of(edits: &[Applied], index: usize) -> u32 {
    out(index.checked_sub(1).map(|before| &edits[before]), &edits[index])
}

/// Where a span `start..end` of the text before the stage lies after it; `None` when nothing of it is left.
///
/// A replacement belongs to the span that holds the first byte of what it replaced; text inserted at an edge of
/// the span stays outside.
pub(crate) fn forth(edits: &[Applied], start: u32, end: u32) -> Option<(u32, u32)> {
    if start == end {
        let at = forth_start(edits, start);
        return Some((at, at));
    }
    let (from, to) = (forth_start(edits, start), forth_end(edits, end));
    (from < to).then_some((from, to))
}

fn forth_start(edits: &[Applied], start: u32) -> u32 {
    // Edits that end at or before `start` are passed; the next one may hold it.
    let passed = edits.partition_point(|edit| edit.end <= start);
    match edits.get(passed) {
        Some(edit) if edit.start == start => out_of(edits, passed),
        Some(edit) if edit.start < start => edit.out_end,
        _ => passed.checked_sub(1).map_or(start, |last| start - edits[last].end + edits[last].out_end),
    }
}

fn forth_end(edits: &[Applied], end: u32) -> u32 {
    // Edits that start before `end` count; the last of them may hold it.
    let counted = edits.partition_point(|edit| edit.start < end);
    match counted.checked_sub(1).map(|last| &edits[last]) {
        Some(edit) if edit.end >= end => edit.out_end,
        Some(edit) => end - edit.end + edit.out_end,
        None => end,
    }
}

/// Where a span `start..end` of the text after the stage came from.
///
/// Inserted text and empty spans map to an empty span, a part of a replacement to all that was replaced; what was
/// removed at an edge of the span stays outside.
pub(crate) fn back(edits: &[Applied], start: u32, end: u32) -> (u32, u32) {
    let from = back_start(edits, start);
    // An empty span maps as the start of what follows it, so that order holds through any number of stages.
    (from, if start == end { from } else { back_end(edits, end) })
}

fn back_start(edits: &[Applied], start: u32) -> u32 {
    let passed = edits.partition_point(|edit| edit.out_end <= start);
    match edits.get(passed) {
        Some(edit) if out_of(edits, passed) <= start => edit.start,
        _ => passed.checked_sub(1).map_or(start, |last| start - edits[last].out_end + edits[last].end),
    }
}

fn back_end(edits: &[Applied], end: u32) -> u32 {
    let passed = edits.partition_point(|edit| edit.out_end < end);
    match edits.get(passed) {
        Some(edit) if out_of(edits, passed) < end => edit.end,
        _ => passed.checked_sub(1).map_or(end, |last| end - edits[last].out_end + edits[last].end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab[cd->X]ef[+YZ]gh[ij->]kl` : "abcdefghijkl" becomes "abXefYZghkl".
    fn edits() -> [Applied; 3] {
        let edit = |start, end, out_end| Applied { start, end, out_end, rule: 0, confidence: 10_000 };
        [edit(2, 4, 3), edit(6, 6, 7), edit(8, 10, 9)]
    }

    #[test]
    fn kept_text_maps_both_ways() {
        for (before, after) in [((0, 2), (0, 2)), ((4, 6), (3, 5)), ((6, 8), (7, 9)), ((10, 12), (9, 11))] {
            assert_eq!(forth(&edits(), before.0, before.1), Some(after));
            assert_eq!(back(&edits(), after.0, after.1), before);
        }
    }

    #[test]
    fn inserted_text_maps_to_an_empty_span_and_stays_outside_its_neighbours() {
        assert_eq!(back(&edits(), 5, 7), (6, 6));
        assert_eq!(back(&edits(), 5, 6), (6, 6));
        assert_eq!(forth(&edits(), 4, 6), Some((3, 5)));
        assert_eq!(forth(&edits(), 6, 8), Some((7, 9)));
    }

    #[test]
    fn a_part_of_a_replacement_maps_to_all_that_was_replaced() {
        assert_eq!(back(&edits(), 2, 3), (2, 4));
        assert_eq!(forth(&edits(), 0, 3), Some((0, 3)), "the span that holds its first byte gets it");
        assert_eq!(forth(&edits(), 3, 6), Some((3, 5)), "the other does not");
    }

    #[test]
    fn removed_text_has_no_place() {
        assert_eq!(forth(&edits(), 8, 10), None);
        assert_eq!(forth(&edits(), 9, 9), Some((9, 9)));
        assert_eq!(back(&edits(), 9, 9), (10, 10), "an empty span stands behind the removed text");
    }
}
