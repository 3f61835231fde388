//! Translation on the command line: `unisono translate`, the target of a pipeline, and the field of a record.

use crate::Failure;
use crate::args::TranslateArgs;
use crate::cause::with_causes;
use crate::fields::json;
use serde::Serialize;
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read as _, Write};
use std::path::Path;
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

/// `unisono translate`.
pub(crate) fn run(args: &TranslateArgs) -> Result<u8, Failure> {
    let mut text = String::new();
    let read = if args.input == Path::new("-") {
        io::stdin().lock().read_to_string(&mut text).map(drop)
    } else {
        fs::read_to_string(&args.input).map(|read| text = read)
    };
    read.map_err(|error| Failure::Refused(format!("cannot read {}: {error}", args.input.display())))?;
    let config = PipelineConfig::preset(KIND).map_err(|error| Failure::Refused(with_causes(&error)))?;
    let pipeline = with_target(config, Some(&args.to))?
        .build()
        .map_err(|error| Failure::Refused(with_causes(&error)))?;
    let document = pipeline.run(&text).map_err(|error| Failure::Refused(with_causes(&error)))?;
    let Some(translation) = document.translation() else {
        return Err(Failure::Refused(
            "the language of the text is not known; nothing was translated".to_owned(),
        ));
    };
    let mut out = io::stdout().lock();
    if !args.json {
        writeln!(out, "{}", translation.text.trim_end()).map_err(Failure::stdout)?;
        eprintln!("unisono: {} ({})", translation.engine, translation.quality);
        return Ok(0);
    }
    for segment in &translation.segments {
        let field = json(&serde_json::json!({
            "source": segment.source.of(document.text()),
            "target": translation.text.get(segment.target.range()),
            "engine": segment.engine.as_deref().unwrap_or("none"),
            "repairs": segment.repairs,
            "flags": segment.flags,
            "error": segment.error,
        }));
        writeln!(out, "{field}").map_err(Failure::stdout)?;
    }
    Ok(0)
}
