//! A document through an engine: sentence by sentence, and put together again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::group::{Done, Work, translated};
use super::memory::Memory;
use super::names::names;
use super::sentences::{Sentence, sentences};
use super::{Answer, Quality, TranslateError, Translator};
use crate::Language;
use crate::document::{Span, TranslatedSegment, Translation};
use crate::stage::View;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options<'m> {
    pub(super) target: Language,
    pub(super) repair_names: bool,
    /// Asked before the engine.
    pub(super) memory: Option<&'m Memory>,
}

/// The translation of a document; `None` when nothing in it is in a known language.
///
/// Fails when no sentence could be translated, since no route leads to the target.
pub(super) fn translation(
    view: &View<'_>,
    translator: &dyn Translator,
    options: Options<'_>,
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
    let (mut any, mut unsupported) = (false, None);
    for (language, mut group) in groups {
        if let Some(memory) = options.memory {
            let remembered = |at: &usize| {
                let source = text.get(sentences.get(*at)?.range.clone())?;
                memory.find(source, language, options.target, memory.threshold())
            };
            let before = group.len();
            group.retain(|at| match remembered(at) {
                Some(answer) => {
                    set(&mut done, *at, from_memory(answer));
                    false
                }
                None => true,
            });
            if group.len() < before {
                any = true;
                if !engines.iter().any(|engine| engine == "memory") {
                    engines.push("memory".to_owned());
                }
            }
            if group.is_empty() {
                continue;
            }
        }
        let routes = translator.routes(language, options.target);
        let Some(route) = routes.first() else {
            unsupported = unsupported.or(Some(language));
            for at in group {
                let source = sentences.get(at).and_then(|sentence| text.get(sentence.range.clone()));
                let text = source.unwrap_or_default().to_owned();
                set(&mut done, at, Done { text, flags: vec!["unsupported"], ..Done::default() });
            }
            continue;
        };
        any = true;
        quality = quality.min(route.quality());
        let engine = format!("{}:{route}", translator.name());
        let name: Arc<str> = Arc::from(engine.as_str());
        let work: Vec<Work<'_>> = group
            .iter()
            .filter_map(|&at| sentences.get(at))
            .map(|sentence| Work {
                text: text.get(sentence.range.clone()).unwrap_or_default(),
                names: names(view.entities(), sentence.range.clone(), options.target),
            })
            .collect();
        for (at, mut one) in group.iter().zip(translated(&work, translator, &routes, options)) {
            if one.error.is_none() {
                let by = one.engine.get_or_insert_with(|| name.clone());
                if !engines.iter().any(|engine| **engine == **by) {
                    engines.push(by.to_string());
                }
            }
            set(&mut done, *at, one);
        }
    }
    if let (false, Some(from)) = (any, unsupported) {
        return Err(TranslateError::UnsupportedPair { from, to: options.target });
    }
    if engines.is_empty() {
        engines.push("none".to_owned());
    }
    let (text, segments) = assemble(text, &sentences, done);
    Ok(Some(Translation { language: options.target, text, engine: engines.join(","), quality, segments }))
}

/// A sentence that somebody has translated before.
fn from_memory(answer: Answer) -> Done {
    let alike = answer.remembered.unwrap_or(100);
    let (engine, flags) = match alike {
        100 => ("memory".to_owned(), Vec::new()),
        alike => (format!("memory:{alike}"), vec!["fuzzy"]),
    };
    Done { text: answer.text, engine: Some(engine.into()), flags, ..Done::default() }
}

fn set(done: &mut [Option<Done>], at: usize, one: Done) {
    if let Some(place) = done.get_mut(at) {
        *place = Some(one);
    }
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
            language: sentence.language,
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
