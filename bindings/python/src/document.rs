//! A cleaned text and all that is known of it.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use unisono::Span;
use unisono::document::{self, Offsets, Unit};

use crate::items::{Edit, Entity, LanguageSpan, Line, Suspect, pair, rounded};
use crate::metadata::Metadata;

/// A list that is made when it is first asked for.
type Made = PyOnceLock<Py<PyTuple>>;

/// A cleaned text and all that is known of it.
#[pyclass(frozen, module = "unisono")]
#[allow(missing_debug_implementations, reason = "a cell of PyO3 has none")]
pub(crate) struct Document {
    cleaned: document::Document,
    unit: Unit,
    languages: Made,
    entities: Made,
    lines: Made,
    edits: Made,
    suspects: Made,
    sentences: Made,
    metadata: PyOnceLock<Py<Metadata>>,
}

impl Document {
    pub(crate) fn new(document: document::Document, unit: Unit) -> Self {
        Self {
            cleaned: document,
            unit,
            languages: Made::new(),
            entities: Made::new(),
            lines: Made::new(),
            edits: Made::new(),
            suspects: Made::new(),
            sentences: Made::new(),
            metadata: PyOnceLock::new(),
        }
    }

    fn in_text(&self) -> Offsets<'_> {
        Offsets::new(self.cleaned.text(), self.unit)
    }

    fn in_source(&self) -> Offsets<'_> {
        Offsets::new(self.cleaned.source(), self.unit)
    }
}

fn once<T, I>(py: Python<'_>, cell: &Made, make: impl FnOnce() -> I) -> PyResult<Py<PyTuple>>
where
    I: IntoIterator<Item = T>,
    T: for<'py> IntoPyObject<'py>,
{
    let made = cell.get_or_try_init(py, || {
        let items: Vec<T> = make().into_iter().collect();
        Ok::<_, PyErr>(PyTuple::new(py, items)?.unbind())
    })?;
    Ok(made.clone_ref(py))
}

#[pymethods]
impl Document {
    #[getter]
    fn text(&self) -> &str {
        self.cleaned.text()
    }

    #[getter]
    fn source(&self) -> &str {
        self.cleaned.source()
    }

    #[getter]
    fn language(&self) -> String {
        self.cleaned.language().to_string()
    }

    #[getter]
    fn language_confidence(&self) -> f64 {
        rounded(self.cleaned.language_confidence())
    }

    #[getter]
    fn shares(&self) -> std::collections::BTreeMap<String, f64> {
        let shares = self.cleaned.language_shares().iter();
        shares.map(|(language, share)| (language.to_string(), rounded(*share))).collect()
    }

    #[getter]
    fn languages(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let text = self.in_text();
        once(py, &self.languages, || {
            self.cleaned.languages().iter().map(|span| LanguageSpan::new(span, &text))
        })
    }

    #[getter]
    fn sentences(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let text = self.in_text();
        once(py, &self.sentences, || self.cleaned.sentences().iter().map(|&span| pair(span, &text)))
    }

    #[getter]
    fn entities(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let text = self.in_text();
        once(py, &self.entities, || self.cleaned.entities().iter().map(|entity| Entity::new(entity, &text)))
    }

    #[getter]
    fn lines(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let (source, offsets) = (self.cleaned.source(), self.in_source());
        once(py, &self.lines, || {
            self.cleaned
                .lines()
                .into_iter()
                .map(|line| Line::new(&line, source, &offsets))
                .collect::<Vec<_>>()
        })
    }

    #[getter]
    fn edits(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let (source, text) = (self.in_source(), self.in_text());
        once(py, &self.edits, || {
            self.cleaned.edits().iter().map(|edit| Edit::new(edit, &source, &text)).collect::<Vec<_>>()
        })
    }

    #[getter]
    fn suspects(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let text = self.in_text();
        once(py, &self.suspects, || {
            self.cleaned.suspects().iter().map(|suspect| Suspect::new(suspect, &text))
        })
    }

    #[getter]
    fn metadata(&self, py: Python<'_>) -> PyResult<Py<Metadata>> {
        let made = self
            .metadata
            .get_or_try_init(py, || Py::new(py, Metadata::new(self.cleaned.metadata(), &self.in_source())))?;
        Ok(made.clone_ref(py))
    }

    #[getter]
    fn rejected(&self) -> Option<String> {
        self.cleaned.rejected().map(ToString::to_string)
    }

    #[getter]
    fn translation(&self) -> Option<&str> {
        self.cleaned.translation().map(|translation| &*translation.text)
    }

    /// What was changed, where and why.
    fn explain(&self) -> String {
        self.cleaned.explain().to_string()
    }

    /// The text as it was before a stage.
    fn rewind(&self, stage: &str) -> Option<String> {
        self.cleaned.rewind(stage)
    }

    /// Where a span of the text came from.
    fn trace(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let text = self.cleaned.text();
        let span = Span::new(byte(text, start, self.unit)?, byte(text, end, self.unit)?);
        self.cleaned.trace(span).map(|span| pair(span, &self.in_source()))
    }

    fn __str__(&self) -> &str {
        self.cleaned.text()
    }

    fn __repr__(&self) -> String {
        let head: String = self.cleaned.text().chars().take(40).collect();
        format!("Document({}, {head:?}, {} bytes)", self.cleaned.language(), self.cleaned.text().len())
    }
}

/// The byte at which the unit `offset` starts; `None` beyond the text or inside a character.
fn byte(text: &str, offset: u32, unit: Unit) -> Option<u32> {
    let mut units = 0;
    let width = |c: char| match unit {
        Unit::Utf16 => c.len_utf16(),
        Unit::Chars => 1,
        _ => c.len_utf8(),
    };
    for (at, c) in text.char_indices() {
        if units >= offset {
            return (units == offset).then_some(at as u32);
        }
        units += width(c) as u32;
    }
    (units == offset).then_some(text.len() as u32)
}
