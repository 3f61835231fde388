//! The result with its languages, what was put into it, and what it names.

use super::entities::Entities;
use super::items::Item;
use super::shown::{shown, shown_edit};
use crate::document::{Current, Document, Entity, LanguageSpan, Span};
use crate::language::Language;
use maud::{Markup, PreEscaped, html};
use std::fmt::Write;

/// How many looks there are for languages.
const LOOKS: usize = 4;

/// Spans that follow each other and what they mean.
struct Layer<'m, M> {
    marks: &'m [M],
    span: fn(&M) -> Span<Current>,
    next: usize,
}

impl<'m, M> Layer<'m, M> {
    fn new(marks: &'m [M], span: fn(&M) -> Span<Current>) -> Self {
        Self { marks, span, next: 0 }
    }

    /// The mark at a place, and the next place where that changes. Places may only grow.
    fn at(&mut self, place: u32) -> (Option<(usize, &'m M)>, Option<u32>) {
        while let Some(mark) = self.marks.get(self.next) {
            let span = (self.span)(mark);
            if span.end <= place {
                self.next += 1;
            } else if span.start <= place {
                return (Some((self.next, mark)), Some(span.end));
            } else {
                return (None, Some(span.start));
            }
        }
        (None, None)
    }
}

/// `number` is the number of the document in the page.
pub(super) fn pane(
    document: &Document,
    items: &[Item<'_>],
    number: usize,
    entities: &mut Entities,
) -> Markup {
    let text = document.text();
    let put: Vec<(Span<Current>, &Item<'_>)> =
        items.iter().filter_map(|item| Some((item.target?, item))).collect();
    let languages = looks(document);
    let mentions = disjoint(document.entities());
    let mentions: Vec<(Span<Current>, Mention<'_>)> =
        mentions.into_iter().map(|entity| (entity.span, entities.mention(entity, number, text))).collect();
    let mut of_language = Layer::new(&languages, |(mark, _): &(&LanguageSpan, usize)| mark.span);
    let mut of_put = Layer::new(&put, |(span, _)| *span);
    let mut of_mention = Layer::new(&mentions, |(span, _)| *span);

    let mut out = String::with_capacity(text.len() * 2);
    let (mut at, mut open, mut anchored) = (0, None, None);
    while at < text.len() as u32 {
        let (language, a) = of_language.at(at);
        let (change, b) = of_put.at(at);
        let (mention, c) = of_mention.at(at);
        let end = [a, b, c].into_iter().flatten().fold(text.len() as u32, u32::min);
        let piece = text.get(at as usize..end as usize).unwrap_or_default();
        let here = language.map(|(index, _)| index);
        if here != open {
            if open.is_some() {
                out.push_str("</span>");
            }
            if let Some((_, (mark, look))) = language {
                let label = format!("language {}, confidence {:.2}", mark.language, mark.confidence);
                let tag = html! { span .tag title=(label) { (mark.language) } };
                // Writing to a string cannot fail; the code of a language is letters.
                let _ = write!(out, "<span class=\"lang look{look}\" lang=\"{}\">", mark.language);
                out.push_str(&tag.0);
            }
            open = here;
        }
        let name = mention.map(|(_, (_, mention))| mention);
        // An id stands once.
        let id = mention.filter(|(index, _)| anchored != Some(*index)).and(name).map(|name| name.id.as_str());
        anchored = mention.map(|(index, _)| index).or(anchored);
        out.push_str(&inline(piece, change.map(|(_, (_, item))| *item), at, name, id, number).0);
        at = end;
    }
    if open.is_some() {
        out.push_str("</span>");
    }
    PreEscaped(out)
}

/// A mention as it is linked.
#[derive(Debug)]
pub(super) struct Mention<'d> {
    pub(super) id: String,
    /// Place of its entity in the page's table.
    pub(super) entity: usize,
    pub(super) mark: &'d Entity,
}

impl Mention<'_> {
    fn label(&self) -> String {
        let names = &self.mark.names;
        let (kind, id, confidence) = (self.mark.kind, &self.mark.id, self.mark.confidence);
        format!(
            "{} (en), {} (fr), {} (es): {kind}, {id}, confidence {confidence:.2}",
            names.en, names.fr, names.es
        )
    }
}

fn inline(
    piece: &str,
    change: Option<&Item<'_>>,
    at: u32,
    mention: Option<&Mention<'_>>,
    id: Option<&str>,
    document: usize,
) -> Markup {
    let starts = |item: &Item<'_>| item.target.is_some_and(|target| target.start == at);
    html! {
        @match (change, mention) {
            (None, None) => { (PreEscaped(shown(piece))) }
            (None, Some(mention)) => {
                a .entity id=[id] href={ "#e" (mention.entity) } aria-label={ (piece) ": " (mention.label()) } {
                    (PreEscaped(shown(piece)))
                }
            }
            (Some(item), mention) => {
                @let target = starts(item).then(|| format!("d{document}t{}", item.number));
                a .edit id=[target] href={ "#d" (document) "c" (item.number) }
                    aria-label={ (item.label()) @if let Some(mention) = mention { "; names " (mention.label()) } } {
                    ins { @if mention.is_some() { span .entity id=[id] { (PreEscaped(shown_edit(piece))) } } @else { (PreEscaped(shown_edit(piece))) } }
                }
            }
        }
    }
}

/// The language spans with a look for each language; none where the document has one language only.
fn looks(document: &Document) -> Vec<(&LanguageSpan, usize)> {
    let mut known: Vec<Language> = vec![document.language()];
    let spans = document.languages().iter().map(|mark| {
        let look = known.iter().position(|language| *language == mark.language).unwrap_or_else(|| {
            known.push(mark.language);
            known.len() - 1
        });
        (mark, look % LOOKS)
    });
    let spans: Vec<_> = spans.collect();
    let one = spans.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a.language == b.language));
    if one && spans.first().is_none_or(|(mark, _)| mark.language == document.language()) {
        Vec::new()
    } else {
        spans
    }
}

/// Mentions that do not overlap: of several at one place the first, which is the longest of those that start there.
fn disjoint(entities: &[Entity]) -> Vec<&Entity> {
    let mut kept: Vec<&Entity> = Vec::with_capacity(entities.len());
    for entity in entities {
        match kept.last_mut() {
            Some(last) if entity.span.start < last.span.end => {
                if entity.span.start == last.span.start && entity.span.end > last.span.end {
                    *last = entity;
                }
            }
            _ => kept.push(entity),
        }
    }
    kept
}
