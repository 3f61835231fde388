//! Names and what they stand for.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use unisono::Language;
use unisono::document::Offsets;
use unisono::glossary::{self, FindOptions, Role};

use crate::items::{names, rounded};
use crate::{refused, unit};

/// Dictionaries, ready to find names.
#[pyclass(frozen, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Glossary(Held);

#[derive(Debug, Clone)]
enum Held {
    Builtin,
    Own(Arc<glossary::Glossary>),
}

impl Glossary {
    fn get(&self) -> &glossary::Glossary {
        match &self.0 {
            Held::Builtin => glossary::Glossary::builtin(),
            Held::Own(own) => own,
        }
    }

    fn entity_of(&self, id: &str) -> PyResult<glossary::Entity<'_>> {
        self.get().entity(id).ok_or_else(|| PyKeyError::new_err(id.to_owned()))
    }
}

/// Something with a name.
#[pyclass(frozen, module = "unisono")]
#[derive(Debug, Clone)]
pub(crate) struct GlossaryEntity {
    #[pyo3(get)]
    id: String,
    #[pyo3(get)]
    kind: &'static str,
    #[pyo3(get)]
    parent: Option<String>,
    #[pyo3(get)]
    wikidata: Option<String>,
    names: [String; 3],
}

impl GlossaryEntity {
    fn new(entity: &glossary::Entity<'_>) -> Self {
        Self {
            id: entity.id().into_owned(),
            kind: entity.kind().as_str(),
            parent: entity.parent().map(|parent| parent.id().into_owned()),
            wikidata: entity.wikidata().map(str::to_owned),
            names: [Language::EN, Language::FR, Language::ES]
                .map(|language| entity.name(language).into_owned()),
        }
    }
}

#[pymethods]
impl GlossaryEntity {
    #[getter]
    fn names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        names(py, &self.names)
    }

    fn __repr__(&self) -> String {
        format!("GlossaryEntity({}, {}, {:?})", self.id, self.kind, self.names[0])
    }
}

/// A name that was found.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Mention {
    start: u32,
    end: u32,
    entity: GlossaryEntity,
    kind: &'static str,
    role: &'static str,
    confidence: f64,
}

#[pymethods]
impl Mention {
    fn __repr__(&self) -> String {
        format!("Mention({}..{}, {}, {})", self.start, self.end, self.entity.id, self.role)
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Preferred => "preferred",
        Role::Formal => "formal",
        Role::Alias => "alias",
        Role::Acronym => "acronym",
        Role::Demonym => "demonym",
        Role::Historic => "historic",
        Role::Misspelling => "misspelling",
        Role::Forbidden => "forbidden",
        Role::Flag => "flag",
        _ => "other",
    }
}

#[pymethods]
impl Glossary {
    #[staticmethod]
    fn builtin(py: Python<'_>) -> Self {
        // Prepared at first use.
        py.detach(glossary::Glossary::builtin);
        Self(Held::Builtin)
    }

    #[staticmethod]
    fn builtin_with(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Self> {
        py.detach(|| {
            let mut files = Vec::with_capacity(paths.len());
            for path in paths {
                let text = std::fs::read_to_string(&path)
                    .map_err(|error| refused(format!("{}: {error}", path.display())))?;
                files.push((path.display().to_string(), text));
            }
            let files = files.iter().map(|(name, text)| (&**name, &**text));
            let glossary = glossary::Glossary::builtin_with(files).map_err(refused)?;
            Ok(Self(Held::Own(Arc::new(glossary))))
        })
    }

    #[pyo3(signature = (text, language, *, short_forms=false, fuzzy=false, nested=false, offsets="chars"))]
    #[expect(clippy::too_many_arguments, reason = "keywords of a Python function")]
    fn find(
        &self,
        py: Python<'_>,
        text: &str,
        language: &str,
        short_forms: bool,
        fuzzy: bool,
        nested: bool,
        offsets: &str,
    ) -> PyResult<Vec<Mention>> {
        let unit = unit(offsets)?;
        let language: Language = language.parse().map_err(refused)?;
        let options = FindOptions::default().short_forms(short_forms).fuzzy(fuzzy).nested(nested);
        Ok(py.detach(|| {
            let offsets = Offsets::new(text, unit);
            let found = self.get().find_with(text, |_| language, &options);
            let mention = |mention: &glossary::Mention<'_>| Mention {
                start: offsets.get(mention.range.start as u32),
                end: offsets.get(mention.range.end as u32),
                entity: GlossaryEntity::new(&mention.entity),
                kind: mention.kind.as_str(),
                role: role(mention.role),
                confidence: rounded(mention.confidence),
            };
            found.iter().map(mention).collect()
        }))
    }

    fn entity(&self, id: &str) -> PyResult<GlossaryEntity> {
        self.entity_of(id).map(|entity| GlossaryEntity::new(&entity))
    }

    fn names<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyDict>> {
        self.entity(id)?.names(py)
    }

    fn entities(&self) -> Vec<GlossaryEntity> {
        self.get().entities().map(|entity| GlossaryEntity::new(&entity)).collect()
    }

    fn __contains__(&self, id: &str) -> bool {
        self.get().entity(id).is_some()
    }

    fn __len__(&self) -> usize {
        self.get().entities().len()
    }

    fn __repr__(&self) -> String {
        format!("Glossary({} entities)", self.get().entities().len())
    }
}
