//! What a page says of one document.

use super::entities::Entities;
use super::items::{Item, items};
use super::rules::Rules;
use super::shown::clipped;
use super::{result, source};
use crate::document::{Document, Found};
use maud::{Markup, html};

/// Longest text in the list of changes that is shown whole, in characters.
const SHOWN: usize = 240;

/// What the marks mean.
pub(super) fn legend() -> Markup {
    html! {
        section .legend aria-labelledby="legend" {
            h2 #legend { "Marks" }
            ul {
                li { span .edit { del { "struck" } } " taken out of the source, or replaced" }
                li { span .edit.gap { "\u{2038}" } " a place of the source where something was put in" }
                li { span .edit.line { span .tag { "share" } del { "a line" } } " a line removed as a whole, with what it was" }
                li { span .edit { ins { "underlined" } } " put into the result" }
                li { span .entity { "dotted" } " a name, linked to its entity and to its other mentions" }
                li { span .lang.look1 { span .tag { "fr" } "boxed" } " another language, where a document has several" }
                li { span .code { "\\u{200B}" } " a character that is not seen, by its number" }
            }
        }
    }
}

pub(super) fn section(
    document: &Document,
    number: usize,
    name: &str,
    entities: &mut Entities,
    rules: &mut Rules,
) -> Markup {
    let items = items(document);
    let lines = items.iter().filter(|item| item.removed.is_some()).count();
    let language = document.language().to_string();
    html! {
        section .document id={ "d" (number) } aria-labelledby={ "d" (number) "h" } {
            h2 id={ "d" (number) "h" } { (name) }
            p .facts {
                "Language " strong { (language) } " (confidence " (format!("{:.2}", document.language_confidence())) ")"
                @if document.language_shares().len() > 1 {
                    ": "
                    @for (nth, (language, share)) in document.language_shares().iter().enumerate() {
                        @if nth > 0 { ", " }
                        (language) " " (format!("{:.0} %", share * 100.0))
                    }
                }
                ". " (counted(items.len() - lines, "change")) ", " (counted(lines, "line")) " removed. "
                (document.source().len()) " bytes in, " (document.text().len()) " bytes out."
            }
            @if let Some(cause) = document.rejected() {
                p .rejected role="note" { strong { "Rejected as a whole" } " by " code { (cause) } ". The text is kept." }
            }
            div .panes {
                div .pane {
                    h3 id={ "d" (number) "a" } { "Source" }
                    div .text dir="auto" lang=(language) role="group" aria-labelledby={ "d" (number) "a" } {
                        (source::pane(document, &items, number))
                    }
                }
                div .pane {
                    h3 id={ "d" (number) "b" } { "Result" }
                    div .text dir="auto" lang=(language) role="group" aria-labelledby={ "d" (number) "b" } {
                        (result::pane(document, &items, number, entities))
                    }
                }
            }
            (metadata(document))
            (changes(&items, number, rules))
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn changes(items: &[Item<'_>], document: usize, rules: &mut Rules) -> Markup {
    html! {
        @if !items.is_empty() {
            details open {
                summary { h3 { "Changes" } }
                ol .changes {
                    @for item in items { (change(item, document, rules)) }
                }
            }
        }
    }
}

fn change(item: &Item<'_>, document: usize, rules: &mut Rules) -> Markup {
    html! {
        li id={ "d" (document) "c" (item.number) } {
            div .where {
                (item.number) ". Line " (item.line) ", character " (item.column) " \u{b7} " (rules.links(item))
                @match &item.removed {
                    Some(line) => {
                        " \u{b7} line removed: " strong { (line.kind) }
                        @if !line.reason.is_empty() { " (" (line.reason) ")" }
                        ", score " (format!("{:.2}", line.score))
                    }
                    None => { " \u{b7} confidence " (format!("{:.2}", item.confidence)) }
                }
                " \u{b7} " a href={ "#d" (document) "s" (item.number) } { "source" }
                @if item.target.is_some() { ", " a href={ "#d" (document) "t" (item.number) } { "result" } }
            }
            div .what dir="auto" {
                (clipped(item.lead, SHOWN))
                @if !item.before.is_empty() { del { (clipped(item.before, SHOWN)) } }
                @if !item.after.is_empty() { ins { (clipped(item.after, SHOWN)) } }
                (clipped(item.trail, SHOWN))
            }
        }
    }
}

fn metadata(document: &Document) -> Markup {
    let metadata = document.metadata();
    let single = metadata.fields();
    let captions = metadata.captions.iter().map(|found| ("caption", found));
    let found: Vec<(&str, &Found)> = single
        .iter()
        .filter_map(|(field, found)| Some((field.as_str(), (*found)?)))
        .chain(captions)
        .collect();
    html! {
        @if !found.is_empty() {
            h3 { "Metadata" }
            dl {
                @for (name, found) in found {
                    dt { (name) }
                    dd dir="auto" {
                        (clipped(&found.text, SHOWN))
                        @if let Some(iso) = &found.iso { " (" (iso) ")" }
                    }
                }
            }
        }
    }
}
