//! The rules that acted on a page's documents, and what each of them does.

use super::items::Item;
use crate::pipeline::Registry;
use maud::{Markup, html};
use std::collections::HashMap;

/// Rules in the order in which they are first met.
#[derive(Debug, Default)]
pub(super) struct Rules {
    places: HashMap<(String, &'static str), usize>,
    known: Vec<(String, &'static str, u64)>,
}

impl Rules {
    /// Counts what a rule did; its place in the table, from 1.
    pub(super) fn met(&mut self, stage: &str, rule: &'static str) -> usize {
        let known = &mut self.known;
        let place = *self.places.entry((stage.to_owned(), rule)).or_insert_with(|| {
            known.push((stage.to_owned(), rule, 0));
            known.len() - 1
        });
        if let Some((.., count)) = self.known.get_mut(place) {
            *count += 1;
        }
        place + 1
    }

    /// The causes of a change, each a link into the table.
    pub(super) fn links(&mut self, item: &Item<'_>) -> Markup {
        html! {
            @for (nth, via) in item.via.iter().enumerate() {
                @if nth > 0 { " + " }
                a href={ "#r" (self.met(via.stage, via.rule)) } { code { (via) } }
            }
        }
    }

    pub(super) fn table(&self) -> Markup {
        let kinds = Registry::builtin().kinds();
        let about = |stage: &str, rule: &str| {
            let kind = kinds.iter().find(|kind| kind.kind == stage)?;
            kind.rules.iter().find(|(name, _)| *name == rule).map(|(_, about)| *about)
        };
        html! {
            section #rules {
                h2 { "Rules" }
                @if self.known.is_empty() {
                    p { "No rule changed anything." }
                } @else {
                    div .scroll tabindex="0" role="region" aria-label="Rules" {
                    table {
                        caption { "Rules that changed something, in order of first use" }
                        thead { tr { th scope="col" { "Rule" } th scope="col" { "What it does" } th .number scope="col" { "Changes" } } }
                        tbody {
                            @for (place, (stage, rule, count)) in self.known.iter().enumerate() {
                                tr id={ "r" (place + 1) } {
                                    th scope="row" { code { (stage) "/" (rule) } }
                                    td { (about(stage, rule).unwrap_or_default()) }
                                    td .number { (count) }
                                }
                            }
                        }
                    }
                    }
                }
            }
        }
    }
}
