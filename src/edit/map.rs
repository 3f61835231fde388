//! Positions through the edits of one stage, both ways.
//!
//! `forth` goes from the text before a stage to the text after it, `back` the other way. Both keep order: of two
//! positions the later one never maps before the earlier one.

use super::layer::Applied;

/// Length of the replacement of `edits[index]`.
fn inserted_len(edits: &[Applied], index: usize) -> u32 {
    let before = index.checked_sub(1).map_or(0, |before| edits[before].ins_end);
    edits[index].ins_end - before
}

/// A position that follows `edits[index]`, moved from the text before to the text after.
fn after_edit(edits: &[Applied], index: usize, position: u32) -> u32 {
    let edit = &edits[index];
    position - edit.end + edit.out + inserted_len(edits, index)
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
        Some(edit) if edit.start == start => edit.out,
        Some(edit) if edit.start < start => edit.out + inserted_len(edits, passed),
        _ if passed > 0 => after_edit(edits, passed - 1, start),
        _ => start,
    }
}

fn forth_end(edits: &[Applied], end: u32) -> u32 {
    // Edits that start before `end` count; the last of them may hold it.
    let counted = edits.partition_point(|edit| edit.start < end);
    match counted.checked_sub(1) {
        Some(last) if edits[last].end >= end => edits[last].out + inserted_len(edits, last),
        Some(last) => after_edit(edits, last, end),
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
    let counted = edits.partition_point(|edit| edit.out <= start);
    match counted.checked_sub(1) {
        Some(last) => {
            let (edit, length) = (&edits[last], inserted_len(edits, last));
            if start < edit.out + length { edit.start } else { start - edit.out - length + edit.end }
        }
        None => start,
    }
}

fn back_end(edits: &[Applied], end: u32) -> u32 {
    let counted = edits.partition_point(|edit| edit.out < end);
    match counted.checked_sub(1) {
        Some(last) => {
            let (edit, length) = (&edits[last], inserted_len(edits, last));
            if end <= edit.out + length { edit.end } else { end - edit.out - length + edit.end }
        }
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab[cd->X]ef[+YZ]gh[ij->]kl` : "abcdefghijkl" becomes "abXefYZghkl".
    fn edits() -> [Applied; 3] {
        let edit =
            |start, end, out, ins_end| Applied { start, end, out, ins_end, rule: 0, confidence: 10_000 };
        [edit(2, 4, 2, 1), edit(6, 6, 5, 3), edit(8, 10, 9, 3)]
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
