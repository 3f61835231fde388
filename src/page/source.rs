//! The source with everything that did not stay.

use super::items::Item;
use super::shown::{shown, shown_edit};
use crate::document::Document;
use maud::{Markup, PreEscaped, html};

/// `document` is the number of the document in the page.
pub(super) fn pane(document: &Document, items: &[Item<'_>], number: usize) -> Markup {
    let source = document.source();
    let mut at = 0;
    let mut until = |end: usize| {
        let text = source.get(at..end).unwrap_or_default();
        at = at.max(end);
        PreEscaped(shown(text))
    };
    html! {
        @for item in items {
            (until(item.source.start as usize))
            (place(item, number, &mut until))
        }
        (until(source.len()))
    }
}

fn place(item: &Item<'_>, document: usize, until: &mut dyn FnMut(usize) -> Markup) -> Markup {
    let (start, end) = (item.source.start as usize, item.source.end as usize);
    // What lies inside something that is shown already has no text of its own left.
    let rest = until(end);
    let hidden = rest.0.is_empty() && start < end;
    let (id, to) = (format!("d{document}s{}", item.number), format!("#d{document}c{}", item.number));
    html! {
        @if hidden {
            span id=(id) {}
        } @else if let Some(line) = &item.removed {
            a .edit.line id=(id) href=(to) aria-label=(item.label()) {
                span .tag { (line.kind) }
                del { (rest) }
            }
        } @else if start == end {
            a .edit.gap id=(id) href=(to) aria-label=(item.label()) { "\u{2038}" }
        } @else {
            a .edit id=(id) href=(to) aria-label=(item.label()) { del { (PreEscaped(shown_edit(item.before))) } }
        }
    }
}
