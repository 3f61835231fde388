//! From the breaks of UAX #29 to the sentences of edited text.

use std::ops::Range;

use super::segmenter;

/// Joins and moves breaks; yields ranges without white space at their ends.
pub(super) struct Joined<'t, E> {
    text: &'t str,
    ends: E,
    /// Where the next piece begins.
    at: usize,
    /// Where the piece ends that is being cut at ellipses.
    end: usize,
    /// The sentence that the next piece may still belong to.
    open: Option<Range<usize>>,
}

impl<'t> Joined<'t, ()> {
    pub(super) fn new(text: &'t str) -> Joined<'t, impl Iterator<Item = usize> + 't> {
        Joined { text, ends: segmenter::sentence_ends(text), at: 0, end: 0, open: None }
    }
}

impl<E: Iterator<Item = usize>> Iterator for Joined<'_, E> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while let Some(piece) = self.piece() {
            let Some(open) = self.open.take() else {
                self.open = Some(piece);
                continue;
            };
            match self.join(&open, &piece) {
                Join::Whole => self.open = Some(open.start..piece.end),
                Join::Head(end) => {
                    let rest = self.trim(end..piece.end);
                    self.open = Some(rest);
                    return Some(open.start..end);
                }
                Join::No => {
                    self.open = Some(piece);
                    return Some(open);
                }
            }
        }
        self.open.take()
    }
}

/// What of a piece belongs to the sentence before it.
enum Join {
    No,
    Whole,
    /// The part up to this byte.
    Head(usize),
}

impl<E: Iterator<Item = usize>> Joined<'_, E> {
    /// The next piece between two breaks that is not blank.
    fn piece(&mut self) -> Option<Range<usize>> {
        loop {
            while self.at >= self.end {
                self.end = self.ends.next()?;
            }
            let piece = self.text.get(self.at..self.end)?;
            let end = self.at + after_ellipsis(piece).unwrap_or(piece.len());
            let trimmed = self.trim(self.at..end);
            self.at = end;
            if !trimmed.is_empty() {
                return Some(trimmed);
            }
        }
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    fn join(&self, open: &Range<usize>, piece: &Range<usize>) -> Join {
        let gap = self.text.get(open.end..piece.start).unwrap_or_default();
        if gap.contains(is_line_end) {
            return Join::No;
        }
        let before = self.text.get(open.clone()).unwrap_or_default();
        let text = self.text.get(piece.clone()).unwrap_or_default();
        let rest = text.trim_start_matches(is_closer);
        // A straight mark directly before a word opens a quotation.
        let closers = text.len() - rest.len();
        let closes =
            closers > 0 && !(text.starts_with(['"', '\'']) && rest.starts_with(char::is_alphanumeric));
        let rest = if closes { rest.trim_start() } else { text };
        match rest.chars().next() {
            None => Join::Whole,
            Some(c) if continues(c, closes || before.ends_with(is_closer)) => Join::Whole,
            Some(_) if closes => Join::Head(piece.start + closers),
            Some(_) => Join::No,
        }
    }
}

/// True if a sentence goes on with `first`; `quoted` if a closing mark stands before.
fn continues(first: char, quoted: bool) -> bool {
    matches!(first, ',' | ';' | ':' | '.' | '!' | '?' | ')' | ']' | '…')
        || quoted && (first.is_lowercase() || matches!(first, '–' | '—'))
}

/// Marks that close what was opened before: the sentence does not end before them.
fn is_closer(c: char) -> bool {
    matches!(c, '»' | '›' | '”' | '’' | '"' | '\'' | ')' | ']')
}

/// What ends a line for UAX #29.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The byte behind the first ellipsis character that ends a sentence, closing marks included: UAX #29 takes U+2026
/// for no full stop.
fn after_ellipsis(piece: &str) -> Option<usize> {
    piece.match_indices('…').find_map(|(at, mark)| {
        let behind = piece.get(at + mark.len()..)?;
        let closed = behind.trim_start_matches(is_closer);
        let closed = match closed.trim_start().strip_prefix('»') {
            Some(after) => after,
            None => closed,
        };
        let next = closed.trim_start();
        let mut following = next.chars();
        let first = following.next()?;
        let opens = matches!(first, '«' | '“' | '¿' | '¡' | '‘');
        (next.len() < closed.len() && (opens || first.is_uppercase())).then_some(piece.len() - closed.len())
    })
}
