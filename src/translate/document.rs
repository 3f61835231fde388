//! A document through an engine: sentence by sentence, and put together again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finish::finish;
use super::hold::{Fixed, Held, hold};
use super::names::{Name, held_fast, missing, names, respelt};
use super::route::Route;
use super::sentences::{Sentence, sentences};
use super::{Quality, Segment, TranslateError, Translator};
use crate::Language;
use crate::document::{Span, TranslatedSegment, Translation};
use crate::stage::View;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    pub(super) target: Language,
    pub(super) repair_names: bool,
}

/// What became of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Done {
    pub(super) text: String,
    pub(super) engine: Option<Arc<str>>,
    pub(super) repairs: Vec<&'static str>,
    pub(super) flags: Vec<&'static str>,
    pub(super) error: Option<String>,
}

/// The translation of a document; `None` when nothing in it is in a known language.
///
/// Fails when no sentence could be translated, since no route leads to the target.
pub(super) fn translation(
    view: &View<'_>,
    translator: &dyn Translator,
    options: Options,
) -> Result<Option<Translation>, TranslateError> {
    let text = view.text();
    let sentences = sentences(view);
    if sentences.iter().all(|sentence| sentence.language.is_undetermined()) {
        return Ok(None);
    }
    let mut groups: BTreeMap<Language, Vec<usize>> = BTreeMap::new();
    for (at, Sentence { language, .. }) in sentences.iter().enumerate() {
        if *language != options.target && !language.is_undetermined() {
            groups.entry(*language).or_default().push(at);
        }
    }
    let mut done: Vec<Option<Done>> = vec![None; sentences.len()];
    let (mut engines, mut quality) = (Vec::new(), Quality::Good);
    let (mut translated, mut unsupported) = (false, None);
    for (language, group) in groups {
        let Some(route) = translator.routes(language, options.target).into_iter().next() else {
            unsupported = unsupported.or(Some(language));
            for at in group {
                let source = sentences.get(at).and_then(|sentence| text.get(sentence.range.clone()));
                let text = source.unwrap_or_default().to_owned();
                set(&mut done, at, Done { text, flags: vec!["unsupported"], ..Done::default() });
            }
            continue;
        };
        translated = true;
        quality = quality.min(route.quality());
        let engine = format!("{}:{route}", translator.name());
        let name: Arc<str> = Arc::from(engine.as_str());
        engines.push(engine);
        let work: Vec<Work<'_>> = group
            .iter()
            .filter_map(|&at| sentences.get(at))
            .map(|sentence| Work {
                text: text.get(sentence.range.clone()).unwrap_or_default(),
                names: names(view.entities(), sentence.range.clone(), options.target),
            })
            .collect();
        for (at, mut one) in group.iter().zip(group_of(&work, translator, &route, (language, options))) {
            one.engine = one.error.is_none().then(|| name.clone());
            set(&mut done, *at, one);
        }
    }
    if let (false, Some(from)) = (translated, unsupported) {
        return Err(TranslateError::UnsupportedPair { from, to: options.target });
    }
    if engines.is_empty() {
        engines.push("none".to_owned());
    }
    let (text, segments) = assemble(text, &sentences, done);
    Ok(Some(Translation { language: options.target, text, engine: engines.join(","), quality, segments }))
}

fn set(done: &mut [Option<Done>], at: usize, one: Done) {
    if let Some(place) = done.get_mut(at) {
        *place = Some(one);
    }
}

/// A sentence to translate.
struct Work<'t> {
    text: &'t str,
    names: Vec<Name>,
}

/// Translates sentences of one language, then once more those in which a figure or a name was lost.
fn group_of(
    work: &[Work<'_>],
    translator: &dyn Translator,
    route: &Route,
    (language, options): (Language, Options),
) -> Vec<Done> {
    let target = options.target;
    let held = |one: &Work<'_>, mut fixed: Vec<Fixed>, figures: bool| {
        fixed.extend(respelt(one.text, &one.names, language));
        hold(one.text, language, &fixed, figures)
    };
    let first: Vec<Held> = work.iter().map(|one| held(one, Vec::new(), true)).collect();
    let answers = ask(translator, route, &first);
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
        let Some(released) = held_back.release(&answer, target) else {
            done.push(Done { text: one.text.to_owned(), flags: vec!["number"], ..Done::default() });
            again.push((at, held(one, Vec::new(), false), usize::MAX));
            continue;
        };
        let text = finish(one.text, &released, (language, target));
        let repairs = if held_back.has_quantities() { vec!["number"] } else { Vec::new() };
        let mut made = Done { text, repairs, ..Done::default() };
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
    let answers = ask(translator, route, &second);
    for ((at, held, lost), answer) in again.into_iter().zip(answers) {
        let (Some(one), Some(made)) = (work.get(at), done.get_mut(at)) else { continue };
        let Some(released) = answer.ok().and_then(|answer| held.release(&answer, target)) else { continue };
        let text = finish(one.text, &released, (language, target));
        let still: usize = missing(&one.names, &text, target).values().sum();
        if still < lost {
            made.text = text;
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

/// One answer for each text, whatever the engine gives. What is empty is not sent.
fn ask(translator: &dyn Translator, route: &Route, held: &[Held]) -> Vec<Result<String, TranslateError>> {
    let segments: Vec<Segment<'_>> = held.iter().map(|held| Segment::new(&held.text)).collect();
    if segments.is_empty() {
        return Vec::new();
    }
    let mut answers = translator.translate(&segments, route);
    debug_assert_eq!(answers.len(), segments.len());
    answers.resize(segments.len(), Err(TranslateError::OutOfStep));
    answers
}

/// Puts the sentences together again with what stands between them in the document.
fn assemble(text: &str, sentences: &[Sentence], done: Vec<Option<Done>>) -> (String, Vec<TranslatedSegment>) {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut segments = Vec::with_capacity(sentences.len());
    let mut end = 0;
    for (sentence, done) in sentences.iter().zip(done) {
        out.push_str(text.get(end..sentence.range.start).unwrap_or_default());
        end = sentence.range.end;
        let done = done.unwrap_or_else(|| Done {
            text: text.get(sentence.range.clone()).unwrap_or_default().to_owned(),
            ..Done::default()
        });
        let start = out.len();
        out.push_str(&done.text);
        segments.push(TranslatedSegment {
            source: Span::from(sentence.range.clone()),
            target: Span::from(start..out.len()),
            engine: done.engine,
            repairs: done.repairs,
            flags: done.flags,
            error: done.error,
        });
    }
    out.push_str(text.get(end..).unwrap_or_default());
    (out, segments)
}
