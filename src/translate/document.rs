//! A document through an engine: sentence by sentence, and put together again.

use std::collections::BTreeMap;
use std::sync::Arc;

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
        let texts: Vec<&str> = group
            .iter()
            .filter_map(|&at| sentences.get(at))
            .map(|sentence| text.get(sentence.range.clone()).unwrap_or_default())
            .collect();
        for (at, mut one) in group.iter().zip(group_of(&texts, translator, &route)) {
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

/// Translates sentences of one language.
fn group_of(texts: &[&str], translator: &dyn Translator, route: &Route) -> Vec<Done> {
    let segments: Vec<Segment<'_>> = texts.iter().map(|text| Segment::new(text)).collect();
    let answers = translator.translate(&segments, route);
    let failed = |text: &str, error: String| Done {
        text: text.to_owned(),
        flags: vec!["failed"],
        error: Some(error),
        ..Done::default()
    };
    let mut answers = answers.into_iter();
    texts
        .iter()
        .map(|text| match answers.next() {
            Some(Ok(answer)) => Done { text: answer, ..Done::default() },
            Some(Err(error)) => failed(text, error.to_string()),
            None => failed(text, TranslateError::OutOfStep.to_string()),
        })
        .collect()
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
