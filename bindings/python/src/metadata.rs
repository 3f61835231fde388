//! What an article says about itself.

use pyo3::prelude::*;
use unisono::document::{self, Offsets};

use crate::items::pair;

/// A value and where it stands in the source.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug, Clone)]
pub(crate) struct Found {
    text: String,
    span: Option<(u32, u32)>,
    iso: Option<String>,
}

impl Found {
    fn new(found: &document::Found, source: &Offsets<'_>) -> Self {
        let span = found.span.map(|span| pair(span, source));
        Self { text: found.text.clone(), span, iso: found.iso.clone() }
    }
}

#[pymethods]
impl Found {
    fn __repr__(&self) -> String {
        format!("Found({:?})", self.text)
    }
}

/// A post that was embedded in the article.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug, Clone)]
pub(crate) struct Embed {
    kind: &'static str,
    author: Option<String>,
    handle: Option<String>,
    date: Option<String>,
    language: Option<String>,
    text: String,
    links: Vec<String>,
    span: Option<(u32, u32)>,
}

impl Embed {
    fn new(embed: &document::Embed, source: &Offsets<'_>) -> Self {
        Self {
            kind: embed.kind,
            author: embed.author.clone(),
            handle: embed.handle.clone(),
            date: embed.date.clone(),
            language: embed.language.map(|language| language.to_string()),
            text: embed.text.clone(),
            links: embed.links.clone(),
            span: embed.span.map(|span| pair(span, source)),
        }
    }
}

#[pymethods]
impl Embed {
    fn __repr__(&self) -> String {
        format!("Embed({}, {:?})", self.kind, self.text)
    }
}

/// What an article says about itself.
#[pyclass(frozen, get_all, module = "unisono")]
#[derive(Debug)]
pub(crate) struct Metadata {
    title: Option<Found>,
    byline: Option<Found>,
    published: Option<Found>,
    updated: Option<Found>,
    section: Option<Found>,
    source: Option<Found>,
    copyright: Option<Found>,
    captions: Vec<Found>,
    embeds: Vec<Embed>,
}

impl Metadata {
    pub(crate) fn new(metadata: &document::Metadata, source: &Offsets<'_>) -> Self {
        let one = |found: &Option<document::Found>| found.as_ref().map(|found| Found::new(found, source));
        Self {
            title: one(&metadata.title),
            byline: one(&metadata.byline),
            published: one(&metadata.published),
            updated: one(&metadata.updated),
            section: one(&metadata.section),
            source: one(&metadata.source),
            copyright: one(&metadata.copyright),
            captions: metadata.captions.iter().map(|found| Found::new(found, source)).collect(),
            embeds: metadata.embeds.iter().map(|embed| Embed::new(embed, source)).collect(),
        }
    }
}

#[pymethods]
impl Metadata {
    fn __repr__(&self) -> String {
        let values = [
            ("title", &self.title),
            ("byline", &self.byline),
            ("published", &self.published),
            ("updated", &self.updated),
            ("section", &self.section),
            ("source", &self.source),
            ("copyright", &self.copyright),
        ];
        let found =
            |(name, found): (&str, &Option<Found>)| Some(format!("{name}={:?}", found.as_ref()?.text));
        let mut parts: Vec<String> = values.into_iter().filter_map(found).collect();
        parts.extend((!self.captions.is_empty()).then(|| format!("{} captions", self.captions.len())));
        parts.extend((!self.embeds.is_empty()).then(|| format!("{} embeds", self.embeds.len())));
        format!("Metadata({})", parts.join(", "))
    }
}
