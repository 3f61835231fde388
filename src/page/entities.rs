//! The entities of a page: every mention leads to its entity, and the entity to every mention.

use super::result::Mention;
use super::shown::short;
use crate::document::Entity;
use maud::{Markup, html};
use std::collections::HashMap;

/// Longest mention that is shown whole, in characters.
const SHOWN: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Entities {
    places: HashMap<String, usize>,
    known: Vec<Known>,
}

/// One entity.
#[derive(Debug)]
struct Known {
    id: String,
    kind: String,
    names: [String; 3],
    mentions: Vec<Said>,
}

/// One mention of it.
#[derive(Debug)]
struct Said {
    anchor: String,
    document: usize,
    text: String,
}

impl Entities {
    /// Takes note of a mention in the document of that number.
    pub(super) fn mention<'d>(&mut self, mark: &'d Entity, document: usize, text: &str) -> Mention<'d> {
        let known = &mut self.known;
        let place = *self.places.entry(mark.id.to_string()).or_insert_with(|| {
            known.push(Known {
                id: mark.id.to_string(),
                kind: mark.kind.to_string(),
                names: [&mark.names.en, &mark.names.fr, &mark.names.es].map(ToString::to_string),
                mentions: Vec::new(),
            });
            known.len() - 1
        });
        let anchor = format!("d{document}m{}", mark.span.start);
        if let Some(entity) = self.known.get_mut(place) {
            let text = short(mark.span.of(text).unwrap_or_default(), SHOWN);
            entity.mentions.push(Said { anchor: anchor.clone(), document, text });
        }
        Mention { id: anchor, entity: place + 1, mark }
    }

    /// The table behind the documents, which are given with name and language.
    pub(super) fn table(&self, documents: &[(String, String)]) -> Markup {
        html! {
            section #entities {
                h2 { "Entities" }
                @if self.known.is_empty() {
                    p { "No names were recognised." }
                } @else {
                    div .scroll tabindex="0" role="region" aria-label="Entities" {
                    table {
                        caption { "Entities in order of first mention, with their names in three languages and every mention" }
                        thead { tr { th scope="col" { "English" } th scope="col" { "French" } th scope="col" { "Spanish" } th scope="col" { "Kind" } th scope="col" { "Mentions" } } }
                        tbody {
                            @for (place, entity) in self.known.iter().enumerate() {
                                tr id={ "e" (place + 1) } {
                                    th scope="row" lang="en" { (entity.names[0]) }
                                    td lang="fr" { (entity.names[1]) }
                                    td lang="es" { (entity.names[2]) }
                                    td { (entity.kind) br; code { (entity.id) } }
                                    td { (mentions(&entity.mentions, documents)) }
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

fn mentions(mentions: &[Said], documents: &[(String, String)]) -> Markup {
    html! {
        ul .mentions {
            @for group in mentions.chunk_by(|one, other| one.document == other.document) {
                @let document = group.first().and_then(|said| documents.get(said.document.checked_sub(1)?));
                li {
                    @if let Some((name, language)) = document { (name) " (" (language) "): " }
                    @for said in group { a href={ "#" (said.anchor) } { (said.text) } " " }
                }
            }
        }
    }
}
