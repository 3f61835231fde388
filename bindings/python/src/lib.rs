//! The Python module `unisono._native`; `unisono/__init__.pyi` documents what it offers.

mod arrow;
mod capsule;
mod document;
#[cfg(feature = "faults")]
mod faults;
mod glossary;
mod items;
mod metadata;
mod pipeline;

use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use unisono::document::Unit;
use unisono_arrow::Failure;

pyo3::create_exception!(
    unisono,
    CleanError,
    PyException,
    "A text was not cleaned; `kind` is `too-long`, `stage` or `panic`."
);

/// A failure as a Python exception.
fn raised(py: Python<'_>, failure: &Failure) -> PyErr {
    let error = CleanError::new_err(failure.to_string());
    match error.value(py).setattr("kind", failure.kind.as_str()) {
        Ok(()) => error,
        Err(error) => error,
    }
}

/// A mistake of the caller's, in the library's words.
fn refused(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// What offsets count, by name.
fn unit(name: &str) -> PyResult<Unit> {
    match name {
        "chars" => Ok(Unit::Chars),
        "utf8" => Ok(Unit::Utf8),
        "utf16" => Ok(Unit::Utf16),
        other => Err(refused(format!("offsets count `chars`, `utf8` or `utf16`, not `{other}`"))),
    }
}

/// `unisono._native`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::CleanError;
    #[pymodule_export]
    use super::arrow::{Batch, Schema, Stream};
    #[pymodule_export]
    use super::document::Document;
    #[pymodule_export]
    use super::glossary::{Glossary, GlossaryEntity, Mention};
    #[pymodule_export]
    use super::items::{Edit, Entity, LanguageSpan, Line, Suspect};
    #[pymodule_export]
    use super::metadata::{Embed, Found, Metadata};
    #[pymodule_export]
    use super::pipeline::Pipeline;
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("_FAULTS", cfg!(feature = "faults"))
    }
}
