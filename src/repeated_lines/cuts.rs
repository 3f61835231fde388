//! Which bytes go with a line that goes.

use std::ops::Range;

/// The bytes that go with each line of `lines` for which `goes`, in order and disjoint.
///
/// Between two lines that stay, the widest gap stays (of equal ones the last); at the beginning and the end of the text none, where a line went there.
pub(super) fn cuts(text: &str, lines: &[Range<usize>], goes: &[bool]) -> Vec<(usize, Range<usize>)> {
    let gone = |line: usize| goes.get(line) == Some(&true);
    // Gap n stands before line n, and the last one at the end.
    let gap = |n: usize| {
        let start = n.checked_sub(1).and_then(|before| lines.get(before)).map_or(0, |line| line.end);
        start..lines.get(n).map_or(text.len(), |line| line.start)
    };
    let height = |n: usize| text.get(gap(n)).map_or(0, |gap| gap.matches('\n').count());
    let mut cuts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len()).find(|line| !gone(*line)).unwrap_or(lines.len());
        // The gap that stays; where a text begins or ends with the run, there is none, and its lines take all there is.
        let stays = match (at == 0, end == lines.len()) {
            (true, _) => at,
            (false, true) => end,
            (false, false) => (at..=end).max_by_key(|n| height(*n)).unwrap_or(at),
        };
        for line in at..end {
            let start = if line < stays || line == 0 { gap(line).start } else { gap(line).end };
            let last = line + 1 == lines.len();
            let stop = if line >= stays || last { gap(line + 1).end } else { gap(line + 1).start };
            cuts.push((line, start..stop));
        }
        at = end + 1;
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::split;

    fn clean(text: &str) -> String {
        let lines = split(text);
        let goes: Vec<bool> = lines.iter().map(|line| text[line.clone()].contains('-')).collect();
        let mut clean = text.to_owned();
        for (_, range) in cuts(text, &lines, &goes).into_iter().rev() {
            clean.replace_range(range, "");
        }
        clean
    }

    #[test]
    fn paragraphs_stay_apart_as_they_were_and_edges_are_trimmed() {
        for (text, want) in [
            ("a\n-\nb", "a\nb"),
            ("a\n\n-\nb", "a\n\nb"),
            ("a\n-\n\nb", "a\n\nb"),
            ("a\n-\n\n\n-\nb", "a\n\n\nb"),
            ("a\r\n-\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
            ("\n\n-\n\n-\n\na\n", "a\n"),
            ("a\n\n-\n\n-\n\n", "a"),
            ("\na\n\nb\n", "\na\n\nb\n"),
            ("-\na\n-\nb\n-", "a\nb"),
            ("\n-\n\n-\n", ""),
            ("", ""),
        ] {
            assert_eq!(clean(text), want, "{text:?}");
        }
    }
}
