//! The fields that a run adds to a record.

use crate::args::Part;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use unisono::document::{Document, Embed, Found, Offsets, Span, Unit};
use unisono::html::Page;
use unisono::io::Column;

/// Fields to add, and what their offsets count.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) parts: Vec<Part>,
    pub(crate) unit: Unit,
}

/// A name and a JSON value.
pub(crate) type Made = (&'static str, Cow<'static, str>);

#[derive(Serialize)]
struct LanguageField {
    start: u32,
    end: u32,
    language: String,
    confidence: f64,
}

#[derive(Serialize)]
struct NamesField<'d> {
    en: &'d str,
    fr: &'d str,
    es: &'d str,
}

#[derive(Serialize)]
struct EntityField<'d> {
    start: u32,
    end: u32,
    id: &'d str,
    kind: String,
    names: NamesField<'d>,
    confidence: f64,
}

#[derive(Serialize)]
struct LineField {
    start: u32,
    end: u32,
    keep: bool,
    kind: String,
    score: f64,
}

#[derive(Serialize)]
struct EditField<'d> {
    source: [u32; 2],
    target: [u32; 2],
    stage: &'d str,
    rule: &'d str,
    before: &'d str,
    after: &'d str,
    confidence: f64,
    via: Vec<String>,
}

#[derive(Serialize)]
struct SuspectField<'d> {
    start: u32,
    end: u32,
    kind: &'d str,
    suggestion: Option<&'d str>,
    confidence: f64,
}

/// A value and where it stands in the source.
#[derive(Serialize)]
struct FoundField<'d> {
    text: &'d str,
    start: Option<u32>,
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iso: Option<&'d str>,
}

#[derive(Serialize)]
struct EmbedField<'d> {
    kind: &'d str,
    author: Option<&'d str>,
    handle: Option<&'d str>,
    date: Option<&'d str>,
    language: Option<String>,
    text: &'d str,
    links: &'d [String],
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Serialize)]
struct MetadataField<'d> {
    title: Option<FoundField<'d>>,
    byline: Option<FoundField<'d>>,
    published: Option<FoundField<'d>>,
    updated: Option<FoundField<'d>>,
    section: Option<FoundField<'d>>,
    source: Option<FoundField<'d>>,
    copyright: Option<FoundField<'d>>,
    captions: Vec<FoundField<'d>>,
    embeds: Vec<EmbedField<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageField<'d>>,
}

/// What an HTML page says about itself besides.
#[derive(Serialize)]
struct PageField<'d> {
    extraction: &'static str,
    site: Option<&'d str>,
    language: Option<&'d str>,
    url: Option<&'d str>,
    description: Option<&'d str>,
}

/// The rules that a text fails, and the figures of all.
#[derive(Serialize)]
struct QualityField {
    failed: Vec<&'static str>,
    values: BTreeMap<&'static str, f64>,
}

#[derive(Serialize)]
struct RejectedField<'d> {
    stage: &'d str,
    rule: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'d str>,
}

/// Offsets of one text in the unit that was asked for.
struct Convert<'t>(Offsets<'t>);

impl<'t> Convert<'t> {
    fn new(text: &'t str, unit: Unit) -> Self {
        Self(Offsets::new(text, unit))
    }

    fn pair<C>(&self, span: Span<C>) -> [u32; 2] {
        [self.0.get(span.start), self.0.get(span.end)]
    }

    fn optional<C>(&self, span: Option<Span<C>>) -> [Option<u32>; 2] {
        span.map_or([None, None], |span| self.pair(span).map(Some))
    }
}

impl Fields {
    /// True when something is asked for that only a full trace can tell.
    pub(crate) fn need_trace(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Lines | Part::Edits | Part::Metadata))
    }

    /// What the fields are as columns, all that any document can have.
    pub(crate) fn columns(&self, kinds: &[String], rejected: bool) -> Vec<(&'static str, Column)> {
        let mut columns = vec![("language", Column::Text), ("language_confidence", Column::Number)];
        let parts = self.parts.iter().map(|part| match part {
            Part::Languages => "languages",
            Part::Shares => "shares",
            Part::Sentences => "sentences",
            Part::Entities => "entities",
            Part::Lines => "lines",
            Part::Edits => "edits",
            Part::Metadata => "metadata",
            Part::Suspects => "suspects",
            Part::Quality => "quality",
        });
        columns.extend(parts.map(|name| (name, Column::Json)));
        if self.parts.iter().any(|part| matches!(part, Part::Edits | Part::Lines)) {
            columns.push(("source_text", Column::Text));
        }
        if kinds.iter().any(|kind| kind == "translate") {
            columns.push(("translation", Column::Json));
        }
        if rejected {
            columns.push(("rejected", Column::Json));
        }
        columns
    }

    /// The fields for a document, in the order in which they are written.
    pub(crate) fn make(&self, document: &Document, page: Option<&Page>) -> Vec<Made> {
        let mut made = vec![
            ("language", json(&document.language().to_string())),
            ("language_confidence", json(&rounded(document.language_confidence()))),
        ];
        let text = Convert::new(document.text(), if self.parts.is_empty() { Unit::Utf8 } else { self.unit });
        for part in &self.parts {
            made.push(match part {
                Part::Languages => ("languages", languages(document, &text)),
                Part::Shares => ("shares", shares(document)),
                Part::Sentences => {
                    let spans: Vec<_> = document.sentences().iter().map(|&span| text.pair(span)).collect();
                    ("sentences", json(&spans))
                }
                Part::Entities => ("entities", entities(document, &text)),
                Part::Lines => ("lines", lines(document, &Convert::new(document.source(), self.unit))),
                Part::Edits => ("edits", edits(document, &Convert::new(document.source(), self.unit), &text)),
                Part::Metadata => {
                    ("metadata", metadata(document, page, &Convert::new(document.source(), self.unit)))
                }
                Part::Suspects => ("suspects", suspects(document, &text)),
                Part::Quality => ("quality", quality(document)),
            });
        }
        // Offsets in the source need the source: a page's text is in no field of the record.
        if page.is_some() && self.parts.iter().any(|part| matches!(part, Part::Edits | Part::Lines)) {
            made.push(("source_text", json(document.source())));
        }
        if let Some(translation) = document.translation() {
            made.push(("translation", crate::translate::field(document, translation, self.unit)));
        }
        if let Some(cause) = document.rejected() {
            let (stage, rule, reason) = (&*cause.stage, cause.rule, cause.reason.as_deref());
            made.push(("rejected", json(&RejectedField { stage, rule, reason })));
        }
        made
    }
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Cow<'static, str> {
    // Plain data with text keys cannot fail to become JSON.
    Cow::Owned(serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()))
}

/// Four digits say all that a probability or a share has to say.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

fn languages(document: &Document, text: &Convert<'_>) -> Cow<'static, str> {
    let spans = document.languages().iter().map(|mark| {
        let [start, end] = text.pair(mark.span);
        LanguageField {
            start,
            end,
            language: mark.language.to_string(),
            confidence: rounded(mark.confidence),
        }
    });
    json(&spans.collect::<Vec<_>>())
}

fn shares(document: &Document) -> Cow<'static, str> {
    let shares = document.language_shares().iter();
    let shares: BTreeMap<String, f64> =
        shares.map(|(language, share)| (language.to_string(), rounded(*share))).collect();
    json(&shares)
}

fn entities(document: &Document, text: &Convert<'_>) -> Cow<'static, str> {
    let mentions = document.entities().iter().map(|entity| {
        let [start, end] = text.pair(entity.span);
        EntityField {
            start,
            end,
            id: &entity.id,
            kind: entity.kind.to_string(),
            names: NamesField { en: &entity.names.en, fr: &entity.names.fr, es: &entity.names.es },
            confidence: rounded(entity.confidence),
        }
    });
    json(&mentions.collect::<Vec<_>>())
}

fn lines(document: &Document, source: &Convert<'_>) -> Cow<'static, str> {
    let lines = document.lines().into_iter().map(|line| {
        let [start, end] = source.pair(line.span);
        LineField { start, end, keep: line.keep, kind: line.kind.to_string(), score: rounded(line.score) }
    });
    json(&lines.collect::<Vec<_>>())
}

fn edits(document: &Document, source: &Convert<'_>, text: &Convert<'_>) -> Cow<'static, str> {
    let edits = document.edits();
    let edits = edits.iter().map(|edit| EditField {
        source: source.pair(edit.source),
        target: text.pair(edit.target),
        stage: edit.stage,
        rule: edit.rule,
        before: edit.before,
        after: edit.after,
        confidence: rounded(edit.confidence),
        via: edit.via.iter().map(ToString::to_string).collect(),
    });
    json(&edits.collect::<Vec<_>>())
}

fn metadata(document: &Document, page: Option<&Page>, source: &Convert<'_>) -> Cow<'static, str> {
    let metadata = document.metadata();
    let value = |found| found_field(found, source);
    json(&MetadataField {
        title: metadata.title.as_ref().map(value),
        byline: metadata.byline.as_ref().map(value),
        published: metadata.published.as_ref().map(value),
        updated: metadata.updated.as_ref().map(value),
        section: metadata.section.as_ref().map(value),
        source: metadata.source.as_ref().map(value),
        copyright: metadata.copyright.as_ref().map(value),
        captions: metadata.captions.iter().map(value).collect(),
        embeds: metadata.embeds.iter().map(|embed| embed_field(embed, source)).collect(),
        page: page.map(|page| PageField {
            extraction: page.extraction.as_str(),
            site: page.site.as_deref(),
            language: page.language.as_deref(),
            url: page.url.as_deref(),
            description: page.description.as_deref(),
        }),
    })
}

fn found_field<'d>(found: &'d Found, source: &Convert<'_>) -> FoundField<'d> {
    let [start, end] = source.optional(found.span);
    FoundField { text: &found.text, start, end, iso: found.iso.as_deref() }
}

fn embed_field<'d>(embed: &'d Embed, source: &Convert<'_>) -> EmbedField<'d> {
    let [start, end] = source.optional(embed.span);
    EmbedField {
        kind: embed.kind,
        author: embed.author.as_deref(),
        handle: embed.handle.as_deref(),
        date: embed.date.as_deref(),
        language: embed.language.map(|language| language.to_string()),
        text: &embed.text,
        links: &embed.links,
        start,
        end,
    }
}

fn suspects(document: &Document, text: &Convert<'_>) -> Cow<'static, str> {
    let suspects = document.suspects().iter().map(|suspect| {
        let [start, end] = text.pair(suspect.span);
        let (kind, suggestion) = (suspect.kind, suspect.suggestion.as_deref());
        SuspectField { start, end, kind, suggestion, confidence: rounded(suspect.confidence) }
    });
    json(&suspects.collect::<Vec<_>>())
}

fn quality(document: &Document) -> Cow<'static, str> {
    json(&document.quality().map(|quality| QualityField {
        failed: quality.failed().map(|measured| measured.rule).collect(),
        values: quality.measured().iter().map(|measured| (measured.rule, measured.value)).collect(),
    }))
}
