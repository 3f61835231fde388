//! What the lines beside the article say about it: who wrote it, when, where it comes from, which posts it quotes.

use std::ops::Range;

use super::dates::{dates, is_update};
use super::embeds::{links, posts};
use super::fold::Folded;
use super::phrases::Phrases;
use super::{LineKind, Options, Verdict};
use crate::language::Language;

/// A value as written, and where it stands.
///
/// ```
/// use unisono::boilerplate::{lines, metadata, Options};
/// let text = "By Ana Ruiz\nThe strait reopened on Monday, and the first ships left at dawn for the west.";
/// let found = metadata(text, &lines(text, &Options::default()), &Options::default());
/// let byline = found.byline.expect("a name");
/// assert_eq!((byline.value, byline.range), ("Ana Ruiz", 3..11));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excerpt<'a> {
    /// The part of the text.
    pub value: &'a str,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// A date.
///
/// ```
/// use unisono::boilerplate::{lines, metadata, Options};
/// let text = "Publié le 12.03.2024 à 9 H 10\nLe détroit a rouvert lundi, et les premiers navires sont partis dès l’aube vers l’ouest.";
/// let found = metadata(text, &lines(text, &Options::default()), &Options::default());
/// assert_eq!(found.published.and_then(|date| date.iso).as_deref(), Some("2024-03-12T09:10"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Date<'a> {
    /// As written.
    pub found: Excerpt<'a>,
    /// ISO 8601, local time unless a zone was written as an offset; `None` when the order of day and month is open. With strokes
    /// or hyphens it is settled by a number over 12, or by the language of the line: French, Spanish and their neighbours put the
    /// day first, English leaves it open. With full stops the day comes first.
    pub iso: Option<String>,
}

/// A post of a social network that the article quotes.
///
/// ```
/// use unisono::boilerplate::{lines, metadata, Options};
/// let text = "The strait reopened on Monday, and the first ships left at dawn for the west.\n\
///             Open again! https://t.co/x1y2\n— The port (@port_x) May 3, 2024";
/// let found = metadata(text, &lines(text, &Options::default()), &Options::default());
/// let post = &found.embeds[0];
/// assert_eq!(post.text.value, "Open again! https://t.co/x1y2");
/// assert_eq!(post.author.value, "The port");
/// assert_eq!(post.handle.value, "port_x");
/// assert_eq!(post.links[0].value, "https://t.co/x1y2");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuotedPost<'a> {
    /// `tweet`.
    pub kind: &'static str,
    /// The text of the post, byte for byte.
    pub text: Excerpt<'a>,
    /// The name of the account.
    pub author: Excerpt<'a>,
    /// The account, without the `@`.
    pub handle: Excerpt<'a>,
    /// When it was posted.
    pub date: Option<Date<'a>>,
    /// Language of the text, where the options name one.
    pub language: Option<Language>,
    /// Addresses in the text, in order.
    pub links: Vec<Excerpt<'a>>,
}

/// What was found; empty fields were not.
///
/// ```
/// let found = unisono::boilerplate::Harvest::default();
/// assert!(found.byline.is_none());
/// assert!(found.embeds.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Harvest<'a> {
    /// The line of the title.
    pub title: Option<Excerpt<'a>>,
    /// The names behind `By`, without it.
    pub byline: Option<Excerpt<'a>>,
    /// The first date that no word calls one of a change.
    pub published: Option<Date<'a>>,
    /// The first date that a word calls one of a change.
    pub updated: Option<Date<'a>>,
    /// The rubric.
    pub section: Option<Excerpt<'a>>,
    /// The name behind `Source:`.
    pub source: Option<Excerpt<'a>>,
    /// The first copyright notice.
    pub copyright: Option<Excerpt<'a>>,
    /// Captions with their credits, in order.
    pub captions: Vec<Excerpt<'a>>,
    /// Quoted posts, in order.
    pub embeds: Vec<QuotedPost<'a>>,
}

/// Collects what `lines` (those of `text`, as [`lines`](super::lines) gives them, kept or not) say about the article.
///
/// A line that is a bare `By`, `Par` or `Por` gives no byline. Time is linear in the bytes of the text.
///
/// ```
/// use unisono::boilerplate::{lines, metadata, Options};
/// let text = "Par\nLe détroit a rouvert lundi, et les premiers navires sont partis dès l’aube vers l’ouest.\nSource : Agence du port";
/// let found = metadata(text, &lines(text, &Options::default()), &Options::default());
/// assert_eq!(found.byline, None);
/// assert_eq!(found.source.unwrap().value, "Agence du port");
/// ```
pub fn metadata<'a>(text: &'a str, lines: &[Verdict], options: &Options<'_>) -> Harvest<'a> {
    let mut all = Harvest::default();
    let mut folded = Folded::default();
    for line in lines {
        let Some(whole) = found(text, line.range.clone()) else { continue };
        let language = language_at(options, &line.range);
        match line.kind {
            LineKind::Title if line.reason == "title" => _ = all.title.get_or_insert(whole),
            LineKind::Section => _ = all.section.get_or_insert(whole),
            LineKind::Copyright => _ = all.copyright.get_or_insert(whole),
            LineKind::Caption => all.captions.push(whole),
            LineKind::Source => {
                let value = after_phrase(&mut folded, &whole, language, LineKind::Source);
                if let Some(value) = value.and_then(|value| found(text, value)) {
                    all.source.get_or_insert(value);
                }
            }
            LineKind::Byline => {
                let name = after_phrase(&mut folded, &whole, language, LineKind::Byline)
                    .and_then(|value| found(text, name(text, value)));
                let mut end = usize::MAX;
                folded.fold(whole.value);
                for date in dates(folded.text(), language) {
                    let update = is_update(folded.text(), date.range.start);
                    let range = whole.range.start + folded.origin(date.range.start)
                        ..whole.range.start + folded.origin(date.range.end);
                    end = end.min(range.start);
                    let Some(value) = found(text, range) else { continue };
                    let slot = if update { &mut all.updated } else { &mut all.published };
                    slot.get_or_insert(Date { found: value, iso: date.iso });
                }
                if let Some(name) = name.filter(|name| name.range.end <= end) {
                    all.byline.get_or_insert(name);
                }
            }
            _ => {}
        }
    }
    all.embeds = embeds(text, lines, options);
    all
}

fn embeds<'a>(text: &'a str, lines: &[Verdict], options: &Options<'_>) -> Vec<QuotedPost<'a>> {
    let ranges: Vec<Range<usize>> = lines.iter().map(|line| line.range.clone()).collect();
    let mut folded = Folded::default();
    posts(text, &ranges)
        .into_iter()
        .filter_map(|post| {
            let tail = found(text, post.tail);
            let date = tail.and_then(|tail| {
                folded.fold(tail.value);
                let iso = dates(folded.text(), Language::UND).into_iter().next().map(|date| date.iso);
                iso.map(|iso| Date { found: tail, iso })
            });
            let body = text.get(post.text.clone())?;
            let mut links: Vec<_> = links(body)
                .map(|(at, link)| {
                    let start = post.text.start + at;
                    Excerpt { value: link, range: start..start + link.len() }
                })
                .collect();
            links.sort_by_key(|link| link.range.start);
            // `https://pic.twitter.com/x` is one link, found by both of its schemes.
            links.dedup_by(|next, before| next.range.start < before.range.end);
            Some(QuotedPost {
                kind: "tweet",
                language: Some(language_at(options, &post.text))
                    .filter(|language| !language.is_undetermined()),
                text: Excerpt { value: body, range: post.text },
                author: found(text, post.author)?,
                handle: found(text, post.handle)?,
                date,
                links,
            })
        })
        .collect()
}

/// The part of the text without outer white space; `None` when nothing is left.
fn found(text: &str, range: Range<usize>) -> Option<Excerpt<'_>> {
    let part = text.get(range.clone())?;
    let value = part.trim();
    let start = range.start + (part.len() - part.trim_start().len());
    (!value.is_empty()).then(|| Excerpt { value, range: start..start + value.len() })
}

/// What stands behind the phrase of that kind, without the punctuation between; bytes of the text.
fn after_phrase(
    folded: &mut Folded,
    whole: &Excerpt<'_>,
    language: Language,
    kind: LineKind,
) -> Option<Range<usize>> {
    folded.fold(whole.value);
    let hits = Phrases::builtin().find(folded, whole.value, language);
    let phrase = [hits.strong, hits.hint].into_iter().flatten().find(|(found, _)| *found == kind)?.1;
    let rest = whole.value.get(phrase.end..)?;
    let value =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|'));
    let start = whole.range.end - value.len();
    let value = value.trim_end_matches([')', ']', ' ', '.', '|']);
    value.chars().any(char::is_alphabetic).then(|| start..start + value.len())
}

/// A name ends where a date or another part of the line begins.
fn name(text: &str, range: Range<usize>) -> Range<usize> {
    let value = text.get(range.clone()).unwrap_or_default();
    let mut end = value.find(['|', '•', '·', '(', '\t']).unwrap_or(value.len());
    for dash in [" - ", " – ", " — ", ", le ", ", el ", ", on ", " le ", " on "] {
        end = end.min(value.find(dash).unwrap_or(end));
    }
    end = end.min(value.find(|c: char| c.is_ascii_digit()).unwrap_or(end));
    let value = value.get(..end).unwrap_or_default().trim_end_matches([' ', ',', ';', ':', '-']);
    range.start..range.start + value.len()
}

pub(super) fn language_at(options: &Options<'_>, range: &Range<usize>) -> Language {
    let parts = options.languages;
    let at = parts.partition_point(|(part, _)| part.end <= range.start);
    parts.get(at).filter(|(part, _)| part.start < range.end).map_or(Language::UND, |(_, language)| *language)
}
