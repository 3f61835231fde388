//! The lines of the source and what became of them.

use super::span::{Source, Span};
use super::split::split;
use crate::boilerplate::LineKind;

/// A non-blank line of the source.
///
/// ```
/// let document = unisono::Pipeline::news().run("The port reopened on Monday, the ministry said.\n\nRead more: Ferries")?;
/// let kept: Vec<bool> = document.lines().iter().map(|line| line.keep).collect();
/// assert_eq!(kept, [true, false]);
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// Bytes of the source, without the line feed.
    pub span: Span<Source>,
    /// False when nothing visible of the line is left in the text.
    pub keep: bool,
    /// What it is.
    pub kind: LineKind,
    /// Probability that it is text of the article, 0 to 1.
    pub score: f32,
    /// The rule that decided.
    pub reason: &'static str,
}

/// The non-blank lines of `source` with what a stage decided on them; a line without a decision is kept body text.
pub(crate) fn lines(source: &str, decided: &[Line]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut next = 0;
    for range in split(source) {
        let span: Span<Source> = Span::from(range);
        while decided.get(next).is_some_and(|decision| decision.span.end <= span.start) {
            next += 1;
        }
        // A cleanup may have cut one source line into several: the longest gives the kind, any keeps it.
        let mut result = Line { span, keep: true, kind: LineKind::Body, score: 1.0, reason: "" };
        let mut longest = 0;
        let mut any_kept = false;
        for decision in decided[next..].iter().take_while(|decision| decision.span.start < span.end) {
            any_kept |= decision.keep;
            let shared = decision.span.end.min(span.end).saturating_sub(decision.span.start.max(span.start));
            if shared > longest {
                longest = shared;
                result = Line { span, ..decision.clone() };
            }
        }
        result.keep = longest == 0 || any_kept;
        lines.push(result);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_no_lines_and_carriage_returns_stay_inside() {
        let spans: Vec<_> = lines("a\r\n\u{a0}\u{1d}\n\nb\rc", &[]).iter().map(|line| line.span).collect();
        assert_eq!(spans, [Span::new(0, 2), Span::new(8, 11)]);
    }

    #[test]
    fn a_line_cut_in_two_takes_the_kind_of_the_longer_part() {
        let part = |start, end, keep, kind| Line {
            span: Span::new(start, end),
            keep,
            kind,
            score: 0.1,
            reason: "part",
        };
        let decided = [part(0, 2, false, LineKind::Share), part(3, 9, true, LineKind::Title)];
        let found = lines("ab\rcdefgh\nrest", &decided);
        assert_eq!((found[0].kind, found[0].keep), (LineKind::Title, true));
        assert_eq!((found[1].kind, found[1].keep), (LineKind::Body, true));
    }
}
