//! Which bytes go when lines go.

use std::ops::Range;

use super::Verdict;

/// One edit: the bytes that go with one removed line.
///
/// See [`removals`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removal {
    /// Bytes of the text: the line and one of the gaps beside it.
    pub range: Range<usize>,
    /// Index of the line in the list that was given.
    pub line: usize,
}

/// The edits that take out of `text` the `lines` that are not to be kept, in order and disjoint, one for each such line.
///
/// `lines` are the non-blank lines of the text, as [`lines`](super::lines) gives them. Kept lines stay byte for byte. Where lines
/// go between two kept ones, the widest of the gaps between them stays, so paragraphs are separated as they were; at the
/// beginning and the end of the text no gap stays.
///
/// ```
/// use unisono::boilerplate::{lines, removals, Options};
/// let text = "The strait reopened on Monday, and the first ships left.\n\nLire aussi : un port rouvre\nTraffic was light.";
/// let lines = lines(text, &Options::default());
/// let edits = removals(text, &lines);
/// let mut clean = text.to_owned();
/// for edit in edits.iter().rev() {
///     clean.replace_range(edit.range.clone(), "");
/// }
/// assert_eq!(clean, "The strait reopened on Monday, and the first ships left.\n\nTraffic was light.");
/// ```
pub fn removals(text: &str, lines: &[Verdict]) -> Vec<Removal> {
    let range = |line: usize| lines.get(line).map(|line| line.range.clone());
    let goes = |line: usize| lines.get(line).is_some_and(|line| !line.keep);
    cuts(text, lines.len(), range, goes)
}

/// The edits that take those of `count` lines out of `text` that go.
pub(crate) fn cuts(
    text: &str,
    count: usize,
    line: impl Fn(usize) -> Option<Range<usize>>,
    goes: impl Fn(usize) -> bool,
) -> Vec<Removal> {
    // Gap n stands before line n, and the last one at the end.
    let gap = |n: usize| {
        let start = n.checked_sub(1).and_then(&line).map_or(0, |line| line.end);
        start..line(n).map_or(text.len(), |line| line.start)
    };
    let height = |n: usize| text.get(gap(n)).map_or(0, |gap| gap.matches('\n').count());
    let mut edits = Vec::new();
    let mut at = 0;
    while at < count {
        let end = (at..count).find(|&line| !goes(line)).unwrap_or(count);
        // The gap that stays, of equal ones the first; where a text begins or ends with the run, there is none.
        let stays = match (at == 0, end == count) {
            (true, _) => at,
            (false, true) => end,
            (false, false) => (at..=end).rev().max_by_key(|&n| height(n)).unwrap_or(at),
        };
        // Lines before the gap that stays take the gap before them, lines after it the one behind them.
        for line in at..end {
            let start = if line < stays || line == 0 { gap(line).start } else { gap(line).end };
            let last = line + 1 == count;
            let stop = if line >= stays || last { gap(line + 1).end } else { gap(line + 1).start };
            edits.push(Removal { range: start..stop, line });
        }
        at = end + 1;
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::{LineKind, Verdict};
    use super::*;
    use crate::document::split;

    fn clean(text: &str) -> String {
        let lines: Vec<Verdict> = split(text)
            .into_iter()
            .map(|range| Verdict {
                keep: !text[range.clone()].contains('-'),
                range,
                kind: LineKind::Body,
                score: 1.0,
                reason: "test",
            })
            .collect();
        let edits = removals(text, &lines);
        assert_eq!(edits.len(), lines.iter().filter(|line| !line.keep).count());
        assert!(edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{edits:?}");
        let mut clean = text.to_owned();
        for edit in edits.iter().rev() {
            clean.replace_range(edit.range.clone(), "");
        }
        clean
    }

    #[test]
    fn the_widest_gap_stays() {
        assert_eq!(clean("a\n-\nb"), "a\nb");
        assert_eq!(clean("a\n\n-\nb"), "a\n\nb");
        assert_eq!(clean("a\n-\n\nb"), "a\n\nb");
        assert_eq!(clean("a\n-\n\n\n-\nb"), "a\n\n\nb");
        assert_eq!(clean("a\r\n-\r\n\r\nb\r\n"), "a\r\n\r\nb\r\n");
    }

    #[test]
    fn edges_are_trimmed_where_something_went() {
        assert_eq!(clean("\n\n-\n\n-\n\na\n"), "a\n");
        assert_eq!(clean("a\n\n-\n\n-\n\n"), "a");
        assert_eq!(clean("\na\n\nb\n"), "\na\n\nb\n");
        assert_eq!(clean("-\na\n-\nb\n-"), "a\nb");
        assert_eq!(clean("\n-\n\n-\n"), "");
    }
}
