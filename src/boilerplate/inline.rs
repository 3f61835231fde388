//! What is glued to the end of a paragraph that stays, and what tracks the reader in an address.

use std::ops::Range;

use super::fold::Folded;
use super::phrases::Phrases;
use super::{LineKind, Options, Verdict, metadata};

/// Bytes of a line that are searched for a tail, counted from its end.
const TAIL: usize = 240;
/// Characters of a paragraph before the tail, at least: less is no paragraph that something was glued to.
const BODY: usize = 40;

/// A part of a kept line that goes.
///
/// See [`inline`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cut {
    /// Bytes of the text, the white space before it included.
    pub range: Range<usize>,
    /// The id of the rule: the name of a [kind](LineKind) of line, or `tracking`.
    pub rule: &'static str,
}

/// What to cut out of the kept `lines` of `text`, in order and disjoint.
///
/// Cut are: a comment-form head, a pointer with its title or another strong phrase that begins after the last sentence of a
/// paragraph and reaches to its end; a credit in brackets there; and `utm_`, `fbclid` and like parameters of addresses. A tail that
/// goes on as a sentence is left alone. Looks at the last 240 bytes of each line, and at addresses; time is linear in the text.
///
/// ```
/// use unisono::boilerplate::{inline, lines, Options};
/// let text = "The strait reopened on Monday, and the first ships left at dawn. Leave a Reply";
/// let options = Options::default();
/// let cuts = inline(text, &lines(text, &options), &options);
/// assert_eq!(&text[cuts[0].range.clone()], " Leave a Reply");
/// ```
pub fn inline(text: &str, lines: &[Verdict], options: &Options<'_>) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut folded = Folded::default();
    for line in lines.iter().filter(|line| line.keep && line.kind != LineKind::Social) {
        let Some(whole) = text.get(line.range.clone()) else { continue };
        let tail = tail(&mut folded, whole, metadata::language_at(options, &line.range));
        let end = tail.as_ref().map_or(whole.len(), |(range, _)| range.start);
        for range in tracking(whole.get(..end).unwrap_or_default()) {
            let range = line.range.start + range.start..line.range.start + range.end;
            cuts.push(Cut { range, rule: "tracking" });
        }
        if let Some((range, kind)) = tail {
            let range = line.range.start + range.start..line.range.start + range.end;
            cuts.push(Cut { range, rule: kind.as_str() });
        }
    }
    cuts
}

/// The tail of a line that is boilerplate, with the white space before it.
fn tail(
    folded: &mut Folded,
    line: &str,
    language: crate::language::Language,
) -> Option<(Range<usize>, LineKind)> {
    let line = line.trim_end();
    // A shorter line is no paragraph that something was glued to.
    if line.len() <= BODY {
        return None;
    }
    let mut floor = line.len().saturating_sub(TAIL).max(BODY);
    while !line.is_char_boundary(floor) {
        floor += 1;
    }
    // The starts of what may be a tail: after the end of a sentence.
    let region = line.get(floor..)?;
    let mut stop = false;
    for (at, c) in region.char_indices() {
        let opens = stop && c.is_whitespace();
        stop = matches!(c, '.' | '!' | '?' | '…') || (stop && matches!(c, '"' | '”' | '»' | ')' | ']'));
        if !opens {
            continue;
        }
        let rest = region.get(at..)?;
        let part = rest.trim_start();
        if part.is_empty() {
            break;
        }
        let start = floor + at;
        if let Some(kind) = furniture(folded, part, language) {
            return Some((start..line.len(), kind));
        }
    }
    None
}

/// The kind of a text behind a sentence that is boilerplate from its first word to its last.
fn furniture(folded: &mut Folded, part: &str, language: crate::language::Language) -> Option<LineKind> {
    if let Some(inner) = part.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']'])) {
        let credit = inner.len() <= 80 && !inner.contains(['(', ')', '[', ']']);
        // The sign-off of an agency stands in brackets, too: it is part of the article.
        let said = super::fold::folded(inner);
        let courtesy = ["courtesy", "cortesia", "courtoisie", "photo", "foto", "credit", "image", "imagen"];
        return (credit && courtesy.iter().any(|word| said.starts_with(word))).then_some(LineKind::Caption);
    }
    folded.fold(part);
    let hits = Phrases::builtin().find(folded, part, language);
    let (kind, phrase) = hits.strong?;
    if part.get(..phrase.start)?.contains(char::is_alphanumeric) {
        return None;
    }
    let rest = part.get(phrase.end..)?.trim_start();
    let ends = part.ends_with(['.', '!', '?', '…']);
    match kind {
        // A title follows, with a capital; more than one sentence is no title.
        LineKind::Related => {
            let marked =
                part.get(..phrase.end)?.ends_with(':') || rest.starts_with([':', '»', '-', '–', '—']);
            let title = rest.trim_start_matches([':', '»', '-', '–', '—', ' ', '\u{A0}', '\u{202F}']);
            let titled = marked && !title.is_empty() && !part.contains(". ");
            (titled || (rest.is_empty() && hits.covered >= 80)).then_some(kind)
        }
        LineKind::CommentForm | LineKind::Share | LineKind::Login | LineKind::Subscribe => {
            (hits.covered >= 70 && !(ends && hits.covered < 90)).then_some(kind)
        }
        LineKind::Navigation | LineKind::Other => (hits.covered >= 95 && !ends).then_some(kind),
        _ => None,
    }
}

/// The parameters of addresses that only track the reader.
const TRACKERS: &[&str] = &[
    "utm_",
    "fbclid=",
    "gclid=",
    "igshid=",
    "mc_cid=",
    "mc_eid=",
    "ref_src=",
    "xtor=",
    "at_medium=",
    "at_campaign=",
];

fn tracking(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memchr2(b'?', b'&', line.as_bytes()).is_none() {
        return found;
    }
    let mut at = 0;
    while let Some(scheme) = line.get(at..).and_then(|rest| rest.find("://")) {
        let from = at + scheme;
        let rest = line.get(from..).unwrap_or_default();
        let mut length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '»' | '”' | ')'))
            .unwrap_or(rest.len());
        // Stops at its end belong to the sentence.
        length = rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '…'])
            .len();
        let address = rest.get(..length).unwrap_or_default();
        parameters(address, from, &mut found);
        at = from + length.max(3);
    }
    found
}

/// Adds the tracking parameters of one address that starts at byte `from`, each with the separator that goes with it.
fn parameters(address: &str, from: usize, found: &mut Vec<Range<usize>>) {
    let Some(query) = address.find('?') else { return };
    let end = address.find('#').filter(|&hash| hash > query).unwrap_or(address.len());
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    let mut start = query + 1;
    for part in address.get(start..end).unwrap_or_default().split('&') {
        let name = part.strip_prefix("amp;").unwrap_or(part);
        parts.push((start..start + part.len(), TRACKERS.iter().any(|known| name.starts_with(known))));
        start += part.len() + 1;
    }
    if parts.iter().all(|(_, tracks)| *tracks) {
        found.push(from + query..from + end);
        return;
    }
    let mut kept = false;
    for (nth, (range, tracks)) in parts.iter().enumerate() {
        if *tracks {
            // With the separator before it, or behind it where nothing before it stays.
            let next = parts.get(nth + 1).map_or(end, |(next, _)| next.start);
            let range = if kept { range.start - 1..range.end } else { range.start..next };
            found.push(from + range.start..from + range.end);
        }
        kept |= !tracks;
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn cut(text: &str) -> String {
        let options = Options::default();
        let mut clean = text.to_owned();
        for cut in inline(text, &lines(text, &options), &options).into_iter().rev() {
            clean.replace_range(cut.range, "");
        }
        clean
    }

    const BODY: &str =
        "The ferry line between the two ports resumed on Monday after a strike of eleven days.";

    #[test]
    fn tails_go_and_sentences_stay() {
        for tail in [
            "Leave a Reply",
            "Read also: Ferries return to the strait",
            "Lire aussi : Le retour des bateaux",
            "Lea también: Vuelven los barcos",
            "(Courtesy)",
            "(Photo: Ana Ruiz)",
        ] {
            assert_eq!(cut(&format!("{BODY} {tail}")), BODY, "{tail}");
        }
        for tail in [
            "(AFP)",
            "Read the annex.",
            "She wanted to subscribe to the offer.",
            "See also the annex of the report.",
        ] {
            assert_eq!(cut(&format!("{BODY} {tail}")), format!("{BODY} {tail}"));
        }
    }

    #[test]
    fn short_lines_have_no_tail() {
        for text in ["", "A.", "Réouverture du port. Menu", "é é é é é é é é é é é é é é"] {
            assert_eq!(cut(text), text);
        }
    }

    #[test]
    fn addresses_lose_what_tracks() {
        let cases = [
            ("https://a.example/x?utm_source=b&utm_medium=c.", "https://a.example/x."),
            ("https://a.example/x?id=7&fbclid=abc now", "https://a.example/x?id=7 now"),
            ("https://a.example/x?utm_source=b&id=7", "https://a.example/x?id=7"),
            ("https://a.example/x?utm_a=1&utm_b=2&id=7&utm_c=3#top", "https://a.example/x?id=7#top"),
            ("https://a.example/x?id=7", "https://a.example/x?id=7"),
        ];
        for (before, after) in cases {
            assert_eq!(cut(&format!("{BODY} It is at {before}")), format!("{BODY} It is at {after}"));
        }
    }
}
