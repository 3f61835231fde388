//! What a document holds, item by item.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use unisono::document::{self, Offsets, Span};

/// Start and end in the unit of the caller's.
pub(crate) fn pair<C>(span: Span<C>, offsets: &Offsets<'_>) -> (u32, u32) {
    (offsets.get(span.start), offsets.get(span.end))
}

/// Four digits say all that a probability has to say.
pub(crate) fn rounded(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// A mention of an entity.
#[pyclass(frozen, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Entity {
    #[pyo3(get)]
    start: u32,
    #[pyo3(get)]
    end: u32,
    #[pyo3(get)]
    id: String,
    #[pyo3(get)]
    kind: &'static str,
    #[pyo3(get)]
    confidence: f64,
    names: [String; 3],
}

impl Entity {
    pub(crate) fn new(entity: &document::Entity, text: &Offsets<'_>) -> Self {
        let (start, end) = pair(entity.span, text);
        let names = [&entity.names.en, &entity.names.fr, &entity.names.es].map(ToString::to_string);
        let (id, kind) = (entity.id.to_string(), entity.kind.as_str());
        Self { start, end, id, kind, confidence: rounded(entity.confidence), names }
    }
}

/// A name for each of the three languages.
pub(crate) fn names<'py>(py: Python<'py>, names: &[String; 3]) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (language, name) in ["en", "fr", "es"].into_iter().zip(names) {
        dict.set_item(language, name)?;
    }
    Ok(dict)
}

#[pymethods]
impl Entity {
    #[getter]
    fn names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        names(py, &self.names)
    }

    fn __repr__(&self) -> String {
        format!("Entity({}..{}, {}, {:?})", self.start, self.end, self.id, self.names[0])
    }
}

/// A change with its cause.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Edit {
    source: (u32, u32),
    target: (u32, u32),
    stage: String,
    rule: &'static str,
    before: String,
    after: String,
    confidence: f64,
    via: Vec<String>,
}

impl Edit {
    pub(crate) fn new(edit: &document::Edit<'_>, source: &Offsets<'_>, text: &Offsets<'_>) -> Self {
        Self {
            source: pair(edit.source, source),
            target: pair(edit.target, text),
            stage: edit.stage.to_owned(),
            rule: edit.rule,
            before: edit.before.to_owned(),
            after: edit.after.to_owned(),
            confidence: rounded(edit.confidence),
            via: edit.via.iter().map(ToString::to_string).collect(),
        }
    }
}

#[pymethods]
impl Edit {
    fn __repr__(&self) -> String {
        let (start, end) = self.source;
        format!("Edit({start}..{end}, {}/{}, {:?} -> {:?})", self.stage, self.rule, self.before, self.after)
    }
}

/// A line of the source.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Line {
    start: u32,
    end: u32,
    keep: bool,
    kind: &'static str,
    score: f64,
    text: String,
}

impl Line {
    pub(crate) fn new(line: &document::Line, source: &str, offsets: &Offsets<'_>) -> Self {
        let (start, end) = pair(line.span, offsets);
        let text = line.span.of(source).unwrap_or_default().to_owned();
        Self { start, end, keep: line.keep, kind: line.kind.as_str(), score: rounded(line.score), text }
    }
}

#[pymethods]
impl Line {
    fn __repr__(&self) -> String {
        let kept = if self.keep { "kept" } else { "removed" };
        format!("Line({}..{}, {kept}, {}, {:?})", self.start, self.end, self.kind, self.text)
    }
}

/// What looks wrong but was left alone.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Suspect {
    start: u32,
    end: u32,
    kind: &'static str,
    suggestion: Option<String>,
    confidence: f64,
}

impl Suspect {
    pub(crate) fn new(suspect: &document::Suspect, text: &Offsets<'_>) -> Self {
        let (start, end) = pair(suspect.span, text);
        let (kind, suggestion) = (suspect.kind, suspect.suggestion.clone());
        Self { start, end, kind, suggestion, confidence: rounded(suspect.confidence) }
    }
}

#[pymethods]
impl Suspect {
    fn __repr__(&self) -> String {
        format!("Suspect({}..{}, {}, {:?})", self.start, self.end, self.kind, self.suggestion)
    }
}

/// A stretch in one language.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug)]
pub(crate) struct LanguageSpan {
    start: u32,
    end: u32,
    language: String,
    confidence: f64,
}

impl LanguageSpan {
    pub(crate) fn new(span: &document::LanguageSpan, text: &Offsets<'_>) -> Self {
        let (start, end) = pair(span.span, text);
        Self { start, end, language: span.language.to_string(), confidence: rounded(span.confidence) }
    }
}

#[pymethods]
impl LanguageSpan {
    fn __repr__(&self) -> String {
        format!("LanguageSpan({}..{}, {}, {})", self.start, self.end, self.language, self.confidence)
    }
}
