//! The pipeline.

use std::borrow::Cow;

use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use unisono::pipeline::{PRESETS, PipelineConfig, Registry};
use unisono::{Scratch, Trace};
use unisono_arrow::{CleanReader, Cleaner, Columns, run};

use crate::arrow::{Batch, Schema, Stream};
use crate::capsule::{self, Data};
use crate::document::Document;
use crate::{raised, refused, unit};

/// A chain of stages.
#[pyclass(frozen, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Pipeline {
    pipeline: unisono::Pipeline,
    config: PipelineConfig,
}

fn registry() -> Registry {
    let registry = Registry::builtin();
    #[cfg(feature = "faults")]
    let registry = registry.with::<crate::faults::Panics>();
    registry
}

impl Pipeline {
    fn build(config: PipelineConfig) -> PyResult<Self> {
        let pipeline = config.build_with(&registry()).map_err(refused)?;
        Ok(Self { pipeline, config })
    }
}

#[pymethods]
impl Pipeline {
    #[staticmethod]
    #[pyo3(signature = (name="news"))]
    fn preset(name: &str) -> PyResult<Self> {
        Self::build(PipelineConfig::preset(name).map_err(refused)?)
    }

    #[staticmethod]
    fn from_toml(py: Python<'_>, toml: &str) -> PyResult<Self> {
        // Dictionaries of the user's are read and compiled here.
        py.detach(|| Self::build(toml.parse().map_err(refused)?))
    }

    #[staticmethod]
    fn presets() -> Vec<(&'static str, &'static str)> {
        PRESETS.iter().map(|preset| (preset.name, preset.about)).collect()
    }

    /// The same pipeline with an option set in every stage of a kind.
    fn with_option(
        &self,
        py: Python<'_>,
        stage: &str,
        option: &str,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let config = self.config.clone();
        if !config.stages().iter().any(|it| it.kind() == stage) {
            return Err(refused(format!("the pipeline has no stage `{stage}`")));
        }
        // A bool is an int in Python, so it comes first.
        let config = if let Ok(value) = value.extract::<bool>() {
            config.with_option(stage, option, value)
        } else if let Ok(value) = value.extract::<i64>() {
            config.with_option(stage, option, value)
        } else if let Ok(value) = value.extract::<f64>() {
            config.with_option(stage, option, value)
        } else if let Ok(value) = value.extract::<String>() {
            config.with_option(stage, option, value)
        } else {
            config.with_option(stage, option, value.extract::<Vec<String>>()?)
        };
        py.detach(|| Self::build(config))
    }

    /// The same pipeline without the stages of a kind.
    fn without(&self, stage: &str) -> PyResult<Self> {
        Self::build(self.config.clone().without(stage))
    }

    fn to_toml(&self) -> String {
        self.config.to_string()
    }

    #[getter]
    fn stages(&self) -> Vec<&str> {
        self.pipeline.stages().collect()
    }

    #[pyo3(signature = (text, *, title=None, site=None, offsets="chars"))]
    fn clean(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyString>,
        title: Option<&str>,
        site: Option<&str>,
        offsets: &str,
    ) -> PyResult<Document> {
        let unit = unit(offsets)?;
        let text = string(text)?;
        let done = py.detach(|| {
            let mut document = unisono::Document::new(&*text).map_err(refused)?;
            if let Some(title) = title {
                document = document.with_title(title);
            }
            if let Some(site) = site {
                document = document.with_site(site);
            }
            Ok::<_, PyErr>(run(
                &self.pipeline.clone().with_trace(Trace::Full),
                &mut Scratch::default(),
                document,
            ))
        })?;
        done.map(|document| Document::new(document, unit)).map_err(|failure| raised(py, &failure))
    }

    #[pyo3(signature = (
        data, *, column="text", into=None, title="title", site=None, entities=true, removed_lines=true, edits=true,
        offsets="chars",
    ))]
    #[expect(clippy::too_many_arguments, reason = "keywords of a Python function")]
    fn clean_batch<'py>(
        &self,
        py: Python<'py>,
        data: &Bound<'py, PyAny>,
        column: &str,
        into: Option<String>,
        title: Option<&str>,
        site: Option<String>,
        entities: bool,
        removed_lines: bool,
        edits: bool,
        offsets: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let columns = Columns {
            text: column.to_owned(),
            into,
            title: title.map(str::to_owned),
            site,
            entities,
            removed_lines,
            edits,
            unit: unit(offsets)?,
        };
        let cleaner = Cleaner::new(self.pipeline.clone(), columns);
        match capsule::take(data)? {
            Data::Batch(batch) => {
                let cleaned = py.detach(|| cleaner.clean(&batch)).map_err(refused)?;
                Ok(Bound::new(py, Batch(cleaned))?.into_any())
            }
            Data::Stream(batches) => {
                let reader = CleanReader::new(cleaner, batches).map_err(refused)?;
                Ok(Bound::new(py, Stream::new(reader))?.into_any())
            }
        }
    }

    #[pyo3(signature = (schema, *, column="text", into=None, entities=true, removed_lines=true, edits=true))]
    fn output_schema(
        &self,
        schema: &Bound<'_, PyAny>,
        column: &str,
        into: Option<String>,
        entities: bool,
        removed_lines: bool,
        edits: bool,
    ) -> PyResult<Schema> {
        let columns =
            Columns { text: column.to_owned(), into, entities, removed_lines, edits, ..Columns::default() };
        let input = capsule::take_schema(schema)?;
        Cleaner::new(self.pipeline.clone(), columns).schema(&input).map(Schema).map_err(refused)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        // Engines unpickle the same pipeline for every task; the module keeps the last few built.
        Ok((py.import("unisono")?.getattr("_restored")?, (self.to_toml(),)))
    }

    fn __repr__(&self) -> String {
        format!("Pipeline({})", self.pipeline.stages().collect::<Vec<_>>().join(" > "))
    }
}

/// The text of a Python string. A lone surrogate, which is no text in any encoding, becomes U+FFFD, as in the command line.
fn string<'t>(text: &'t Bound<'_, PyString>) -> PyResult<Cow<'t, str>> {
    match text.to_cow() {
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => {
            let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?.cast_into::<PyBytes>()?;
            let mut bytes = bytes.as_bytes().to_vec();
            // As long in bytes and in characters as what it replaces, so that no offset moves.
            for at in 0..bytes.len().saturating_sub(2) {
                if bytes[at] == 0xED && bytes[at + 1] >= 0xA0 {
                    bytes[at..at + 3].copy_from_slice("\u{FFFD}".as_bytes());
                }
            }
            Ok(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
        }
        other => other,
    }
}
