//! What the command line has to do with translation: the target, and the field of a record.

use crate::Failure;
use crate::fields::json;
use serde::Serialize;
use std::borrow::Cow;
use unisono::Language;
use unisono::document::{Document, Offsets, Translation, Unit};
use unisono::pipeline::PipelineConfig;

const KIND: &str = "translate";

/// The pipeline with the target of its translation.
pub(crate) fn with_target(config: PipelineConfig, target: Option<&str>) -> Result<PipelineConfig, Failure> {
    let mut stages = config.stages().iter().filter(|stage| stage.kind() == KIND).peekable();
    let translates = stages.peek().is_some();
    let open = stages.any(|stage| !stage.options().contains_key("target"));
    match target {
        Some(target) if !translates => Err(Failure::Refused(format!(
            "--target {target}: the pipeline has no stage `translate`; take --preset translate, or leave it out"
        ))),
        Some(target) => {
            let language: Language =
                target.parse().map_err(|error| Failure::Refused(format!("--target: {error}")))?;
            Ok(config.with_option(KIND, "target", language.code()))
        }
        None if open => Err(Failure::Refused(
            "the pipeline translates and does not say to which language; add --target en, fr or es"
                .to_owned(),
        )),
        None => Ok(config),
    }
}

#[derive(Serialize)]
struct TranslationField<'d> {
    language: String,
    text: &'d str,
    engine: &'d str,
    quality: String,
    segments: Vec<SegmentField<'d>>,
}

#[derive(Serialize)]
struct SegmentField<'d> {
    source: [u32; 2],
    target: [u32; 2],
    engine: &'d str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    repairs: &'d [&'static str],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    flags: &'d [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'d str>,
}

/// The field `translation`.
pub(crate) fn field(document: &Document, translation: &Translation, unit: Unit) -> Cow<'static, str> {
    let (source, target) = (Offsets::new(document.text(), unit), Offsets::new(&translation.text, unit));
    let segments = translation.segments.iter().map(|segment| SegmentField {
        source: [source.get(segment.source.start), source.get(segment.source.end)],
        target: [target.get(segment.target.start), target.get(segment.target.end)],
        engine: segment.engine.as_deref().unwrap_or("none"),
        repairs: &segment.repairs,
        flags: &segment.flags,
        error: segment.error.as_deref(),
    });
    json(&TranslationField {
        language: translation.language.to_string(),
        text: &translation.text,
        engine: &translation.engine,
        quality: translation.quality.to_string(),
        segments: segments.collect(),
    })
}
