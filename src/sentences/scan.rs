//! One pass over the bytes of a text, from candidate to candidate.

use std::ops::Range;

use memchr::{memchr2, memchr3};

use super::abbreviations::Words;
use super::adjacent;
use super::following::Following;
use super::lists::{Marker, Markers};
use super::lowercase::begins_small;
use super::plain;
use super::quotation::Quotation;
use super::rules::{LowercaseStarts, Quotes, Rules};
use super::stop::Stop;
use super::terminator::{Kind, Terminator};
use super::text::Text;

/// The sentences of a text.
#[derive(Debug)]
pub(super) struct Scan<'t, 'r> {
    text: Text<'t>,
    rules: &'r Rules,
    words: Words<'r>,
    /// Where the next sentence begins, white space before it included.
    at: usize,
    stops: Stream,
    lines: Stream,
    wide: Stream,
    markers: Option<(Stream, Markers)>,
    quotation: Option<Quotation>,
    /// True if no option asks for more than the marks and the words about them.
    is_simple: bool,
    /// Whether small letters begin sentences here; asked for once.
    lowercase: Option<bool>,
}

/// The next of several bytes.
#[derive(Debug)]
struct Stream {
    find: fn(&[u8]) -> Option<usize>,
    next: usize,
}

impl Stream {
    fn new(find: fn(&[u8]) -> Option<usize>, bytes: &[u8]) -> Self {
        Self { find, next: find(bytes).unwrap_or(usize::MAX) }
    }

    #[inline]
    fn from(&mut self, bytes: &[u8], at: usize) -> usize {
        if self.next < at {
            let rest = bytes.get(at..).unwrap_or_default();
            self.next = (self.find)(rest).map_or(usize::MAX, |found| at + found);
        }
        self.next
    }
}

enum Verdict {
    /// A sentence ends here.
    Ends(usize),
    /// None; the next candidate stands here or behind.
    Goes(usize),
}
use Verdict::{Ends, Goes};

impl<'t, 'r> Scan<'t, 'r> {
    pub(super) fn new(text: &'t str, rules: &'r Rules) -> Self {
        let text = Text::new(text);
        let bytes = text.bytes;
        Self {
            text,
            rules,
            words: Words::new(rules.language, &rules.abbreviations),
            at: 0,
            stops: Stream::new(|bytes| memchr3(b'.', b'!', b'?', bytes), bytes),
            // The last byte of `…`.
            lines: Stream::new(|bytes| memchr3(b'\n', b'\r', 0xA6, bytes), bytes),
            // The first bytes of `。` and of `！`.
            wide: Stream::new(|bytes| memchr2(0xE3, 0xEF, bytes), bytes),
            // The first byte of `•`.
            markers: rules
                .lists
                .then(|| (Stream::new(|bytes| memchr2(b')', 0xE2, bytes), bytes), Markers::default())),
            is_simple: !rules.lists && rules.quotes == Quotes::Split,
            quotation: (rules.quotes == Quotes::Keep).then(Quotation::default),
            lowercase: match rules.lowercase_starts {
                LowercaseStarts::Never => Some(false),
                LowercaseStarts::Always => Some(true),
                LowercaseStarts::Auto => None,
            },
        }
    }

    /// The first candidate from `at` on.
    #[inline]
    fn candidate(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.bytes;
        let mut next =
            self.stops.from(bytes, at).min(self.lines.from(bytes, at)).min(self.wide.from(bytes, at));
        if let Some((stream, _)) = &mut self.markers {
            next = next.min(stream.from(bytes, at));
        }
        (next != usize::MAX).then_some(next)
    }

    /// What to do at a candidate of the sentence that begins at `start`.
    fn verdict(&mut self, start: usize, at: usize) -> Verdict {
        let text = self.text;
        match text.byte(at) {
            b'.' => {
                let next = text.byte(at + 1);
                if next == b' ' && self.is_simple && plain::ends(text, self.words, start, at) {
                    return Ends(at + 1);
                }
                if next.is_ascii_alphanumeric() || matches!(next, b',' | b'-') {
                    return adjacent::end(text, self.words, start, at).map_or(Goes(at + 1), Ends);
                }
                // The end of the line decides.
                if next == b'\n' && self.markers.is_none() {
                    return if self.rules.unwrap { Goes(at + 1) } else { Ends(at + 1) };
                }
                if next == b'.' && self.is_simple {
                    let dots = text.bytes.get(at..).unwrap_or_default();
                    let end = at + dots.iter().take_while(|byte| **byte == b'.').count();
                    // `I` may be no beginning.
                    if self.begins_plainly(end) && text.byte(end + 1) != b'I' {
                        return Ends(end);
                    }
                }
                self.terminator(start, at)
            }
            b'!' | b'?' => {
                if self.is_simple && self.begins_plainly(at + 1) {
                    return Ends(at + 1);
                }
                self.terminator(start, at)
            }
            b'\n' | b'\r' => self.line_end(start, at),
            0xA6 => match at.checked_sub(2) {
                Some(first) if first >= start && text.bytes.get(first..=at) == Some("…".as_bytes()) => {
                    self.terminator(start, first)
                }
                _ => Goes(at + 1),
            },
            b')' | 0xE2 => self.marker(start, at),
            _ => match text.char(at) {
                Some('。' | '！' | '？' | '．') => self.wide_terminator(at),
                _ => Goes(at + 1),
            },
        }
    }

    /// True if a space and a capital stand at `at`.
    #[inline]
    fn begins_plainly(&self, at: usize) -> bool {
        self.text.byte(at) == b' ' && self.text.byte(at + 1).is_ascii_uppercase()
    }

    fn line_end(&mut self, start: usize, at: usize) -> Verdict {
        let text = self.text;
        if self.rules.unwrap {
            let behind = at + if text.byte(at) == b'\r' && text.byte(at + 1) == b'\n' { 2 } else { 1 };
            let next = text.skip_blanks(behind);
            let line = text.str.get(start..at).unwrap_or_default().trim_end();
            let ended = line.ends_with(['.', '!', '?', '…', ':', '"', '”', '»', '。']);
            if !ended && Following::at(text, next).is_lower(text) {
                return Goes(next);
            }
        }
        Ends(at)
    }

    /// Full stops of East Asia need no space behind them.
    fn wide_terminator(&self, at: usize) -> Verdict {
        let end = Terminator::at(self.text, at).end;
        let next = self.text.skip_blanks(end);
        let following = Following::at(self.text, next);
        let closes = following.first.is_some_and(continues);
        let joined = self.text.joins(next) || self.text.joins(end);
        if closes || joined || following.is_lower(self.text) { Goes(end) } else { Ends(end) }
    }

    fn terminator(&mut self, start: usize, at: usize) -> Verdict {
        let text = self.text;
        let terminator = Terminator::at(text, at);
        let end = terminator.end;
        if let Some(end) = self.sibling(start, at) {
            return Ends(end);
        }
        if text.blank(end) == 0 {
            return Goes(end);
        }
        let next = text.skip_blanks(end);
        let following = Following::at(text, next);
        let Some(first) = following.first else {
            // The end of the line decides.
            return Goes(end);
        };
        // `. .Les`: a stray stop is glued to what begins there.
        let stray = first == '.' && text.char(following.word + 1).is_some_and(char::is_uppercase);
        if continues(first) && !stray || text.joins(next) {
            return Goes(end);
        }
        let lower = following.is_lower(text) && !following.inverted;
        if lower
            && (following.dash
                || following.bracket
                || following.opens
                || !self.begins_lower(start, terminator, following))
        {
            return Goes(end);
        }
        if following.dash && !following.is_upper() && !following.inverted && !following.opens {
            return Goes(end);
        }
        if self.quotation.as_mut().is_some_and(|quotation| quotation.holds(text, end)) {
            return Goes(end);
        }
        let stop = Stop { text, words: self.words, start, terminator, following };
        let ends = match terminator.kind {
            Kind::Strong => !stop.in_brackets() && !stop.is_attributed(),
            Kind::Ellipsis => !stop.in_brackets() && !following.is_digit() && !stop.is_before_i(),
            Kind::Stop => stop.ends(),
        };
        if ends { Ends(end) } else { Goes(end) }
    }

    /// True if a sentence of this text may begin with a small letter behind `terminator`.
    fn begins_lower(&mut self, start: usize, terminator: Terminator, following: Following) -> bool {
        let inside = terminator.closes_quote || terminator.closes_bracket;
        if terminator.kind == Kind::Ellipsis || inside || self.lowercase == Some(false) {
            return false;
        }
        let (text, words) = (self.text, self.words);
        if !*self.lowercase.get_or_insert_with(|| begins_small(text, words)) {
            return false;
        }
        let stop = Stop { text, words: self.words, start, terminator, following };
        terminator.kind == Kind::Strong || !stop.is_abbreviation()
    }

    /// The end of the sentence before the marker of a list whose stop stands at `at`.
    fn sibling(&mut self, start: usize, at: usize) -> Option<usize> {
        let (_, markers) = self.markers.as_mut()?;
        let marker = Marker::before(self.text, at)?;
        markers.note(&marker, start).then_some(marker.start)
    }

    fn marker(&mut self, start: usize, at: usize) -> Verdict {
        let text = self.text;
        let length = if text.byte(at) == b')' { 1 } else { 3 };
        let Some((_, markers)) = self.markers.as_mut() else { return Goes(at + 1) };
        let marker = match text.byte(at) {
            b')' => Marker::before(text, at),
            _ => Marker::bullet(text, at),
        };
        let goes = if text.str.is_char_boundary(at + length) { at + length } else { at + 1 };
        match marker {
            Some(marker) if markers.note(&marker, start) => Ends(marker.start),
            _ => Goes(goes),
        }
    }

    /// The range without the white space at its end.
    fn trimmed(&self, start: usize, end: usize) -> Range<usize> {
        if self.text.byte_before(end).is_ascii_graphic() {
            return start..end;
        }
        let text = self.text.str.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }
}

impl Iterator for Scan<'_, '_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.text.skip_space(self.at);
        if start >= self.text.bytes.len() {
            self.at = start;
            return None;
        }
        let mut from = start;
        while let Some(candidate) = self.candidate(from) {
            match self.verdict(start, candidate) {
                Ends(end) if end > start => {
                    self.at = end;
                    return Some(self.trimmed(start, end));
                }
                Ends(_) => from = candidate + 1,
                Goes(next) => from = next.max(candidate + 1),
            }
        }
        self.at = self.text.bytes.len();
        Some(self.trimmed(start, self.at))
    }
}

/// True for a mark that no sentence begins with.
fn continues(mark: char) -> bool {
    matches!(
        mark,
        '»' | '”'
            | ','
            | ';'
            | ':'
            | ')'
            | ']'
            | '}'
            | '.'
            | '!'
            | '?'
            | '…'
            | '）'
            | '」'
            | '』'
            | '，'
            | '、'
    )
}
