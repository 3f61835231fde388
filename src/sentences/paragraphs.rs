//! Which language each stretch of a document is cut in.

use std::ops::Range;

use crate::document::LanguageSpan;
use crate::language::Language;

/// The stretches of `text` that are in one language: whole lines, in order, covering the text. Lines of no known
/// language go with the one before, and those at the beginning with the one behind.
pub(super) fn stretches<'a>(
    text: &'a str,
    languages: &'a [LanguageSpan],
) -> impl Iterator<Item = (Range<usize>, Language)> + 'a {
    let mut known = languages.iter().map(|span| span.language).filter(|language| !language.is_undetermined());
    let first = known.next().unwrap_or(Language::UND);
    let mixed = known.any(|language| language != first);
    let mut lines = Lines { text, languages, at: 0, next: 0 };
    let mut pending = (0..0, first);
    let mut whole = !mixed;
    std::iter::from_fn(move || {
        if whole {
            whole = false;
            lines.at = text.len();
            return Some((0..text.len(), first));
        }
        for (line, language) in lines.by_ref() {
            let (stretch, current) = &mut pending;
            if language.is_none_or(|language| language == *current) {
                stretch.end = line.end;
                continue;
            }
            let next = (line, language.unwrap_or(*current));
            let done = std::mem::replace(&mut pending, next);
            if !done.0.is_empty() {
                return Some(done);
            }
        }
        let end = pending.0.end;
        let last = std::mem::replace(&mut pending, (end..end, first));
        (!last.0.is_empty()).then_some(last)
    })
}

/// The lines of a text, line ends included, each with the language of most of its bytes.
struct Lines<'a> {
    text: &'a str,
    languages: &'a [LanguageSpan],
    at: usize,
    /// The first span that reaches behind `at`.
    next: usize,
}

impl Iterator for Lines<'_> {
    type Item = (Range<usize>, Option<Language>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = self.at..memchr::memchr(b'\n', rest).map_or(self.text.len(), |feed| self.at + feed + 1);
        self.at = line.end;
        let mut best: Option<(usize, Language)> = None;
        while let Some(span) = self.languages.get(self.next) {
            let (start, end) = (span.span.start as usize, span.span.end as usize);
            let shared = end.min(line.end).saturating_sub(start.max(line.start));
            if shared > 0 && !span.language.is_undetermined() && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, span.language));
            }
            if end > line.end {
                break;
            }
            self.next += 1;
        }
        Some((line, best.map(|(_, language)| language)))
    }
}
