//! The sentences of a document that are in one language, through an engine and over what it did to them.

use std::sync::Arc;

use super::document::Options;
use super::finish::finish;
use super::hold::{Fixed, Held, hold};
use super::names::{Name, held_fast, missing, pairs, respelt};
use super::remainder;
use super::route::Route;
use super::translator::ask;
use super::{Answer, Segment, Term, TranslateError, Translator};

/// What became of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Done {
    pub(super) text: String,
    pub(super) engine: Option<Arc<str>>,
    pub(super) repairs: Vec<&'static str>,
    pub(super) flags: Vec<&'static str>,
    pub(super) error: Option<String>,
}

/// A sentence to translate.
#[derive(Debug, Clone)]
pub(super) struct Work<'t> {
    pub(super) text: &'t str,
    pub(super) names: Vec<Name>,
}

/// Translates sentences of one language along the first of the routes, then once more those in which a figure or a
/// name was lost; what is left untranslated is tried on the others.
pub(super) fn translated(
    work: &[Work<'_>],
    translator: &dyn Translator,
    routes: &[Route],
    options: Options<'_>,
) -> Vec<Done> {
    let Some((route, others)) = routes.split_first() else { return Vec::new() };
    if translator.capabilities().names_only {
        return names_only(work, translator, route);
    }
    let mut done = along(work, translator, route, options);
    remainder::translate(work, &mut done, translator, (route, others), options);
    done
}

/// The sentences as they are, with their names in the target language.
fn names_only(work: &[Work<'_>], translator: &dyn Translator, route: &Route) -> Vec<Done> {
    let segments: Vec<Segment<'_>> = work.iter().map(|one| Segment::new(one.text)).collect();
    let answers = ask(translator, &segments, route).into_iter().zip(work);
    answers
        .map(|(answer, one)| match answer {
            Ok(answer) => {
                Done { text: answer.text, engine: answer.by, flags: vec!["untranslated"], ..Done::default() }
            }
            Err(error) => failed(one.text, &error),
        })
        .collect()
}

/// Translates along one route, and once more what was lost.
pub(super) fn along(
    work: &[Work<'_>],
    translator: &dyn Translator,
    route: &Route,
    options: Options<'_>,
) -> Vec<Done> {
    let (language, target) = (route.from(), options.target);
    let terms = |work: &mut dyn Iterator<Item = &Work<'_>>| -> Vec<Vec<Term>> {
        let takes = translator.capabilities().glossary && options.repair_names;
        work.map(|one| if takes { pairs(one.text, &one.names) } else { Vec::new() }).collect()
    };
    let held = |one: &Work<'_>, mut fixed: Vec<Fixed>, figures: bool| {
        fixed.extend(respelt(one.text, &one.names, language));
        hold(one.text, language, &fixed, figures)
    };
    let first: Vec<Held> = work.iter().map(|one| held(one, Vec::new(), true)).collect();
    let answers = send(translator, route, &first, &terms(&mut work.iter()));
    let mut done: Vec<Done> = Vec::with_capacity(work.len());
    // Sentences to be sent again: which, with what held fast, and how many names were lost.
    let mut again: Vec<(usize, Held, usize)> = Vec::new();
    for (at, ((one, held_back), answer)) in work.iter().zip(&first).zip(answers).enumerate() {
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => {
                done.push(failed(one.text, &error));
                continue;
            }
        };
        let Some(released) = held_back.release(&answer.text, target) else {
            done.push(Done { text: one.text.to_owned(), flags: vec!["number"], ..Done::default() });
            again.push((at, held(one, Vec::new(), false), usize::MAX));
            continue;
        };
        let text = finish(one.text, &released, (language, target));
        let repairs = if held_back.has_quantities() { vec!["number"] } else { Vec::new() };
        let mut made = Done { text, repairs, engine: answer.by, ..Done::default() };
        if options.repair_names {
            let lost = missing(&one.names, &made.text, target);
            if !lost.is_empty() {
                made.flags.push("term");
                again.push((at, held(one, held_fast(&one.names, &lost), true), lost.values().sum()));
            }
        }
        done.push(made);
    }
    let second: Vec<Held> = again.iter().map(|(_, held, _)| held.clone()).collect();
    let answers =
        send(translator, route, &second, &terms(&mut again.iter().filter_map(|(at, ..)| work.get(*at))));
    for ((at, held, lost), answer) in again.into_iter().zip(answers) {
        let (Some(one), Some(made)) = (work.get(at), done.get_mut(at)) else { continue };
        let Ok(answer) = answer else { continue };
        let Some(released) = held.release(&answer.text, target) else { continue };
        let text = finish(one.text, &released, (language, target));
        let still: usize = missing(&one.names, &text, target).values().sum();
        if still < lost {
            (made.text, made.engine) = (text, answer.by);
            if lost != usize::MAX {
                made.repairs.push("name");
                made.flags.retain(|flag| still > 0 || *flag != "term");
            }
        }
    }
    done
}

fn failed(text: &str, error: &TranslateError) -> Done {
    Done { text: text.to_owned(), flags: vec!["failed"], error: Some(error.to_string()), ..Done::default() }
}

/// Sends what is held, with the terms of each.
fn send(
    translator: &dyn Translator,
    route: &Route,
    held: &[Held],
    terms: &[Vec<Term>],
) -> Vec<Result<Answer, TranslateError>> {
    let segments: Vec<Segment<'_>> =
        held.iter().zip(terms).map(|(held, terms)| Segment::new(&held.text).with_terms(terms)).collect();
    ask(translator, &segments, route)
}
