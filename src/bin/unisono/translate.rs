//! Translation on the command line: `unisono translate`, the target of a pipeline, and the field of a record.

use crate::Failure;
use crate::args::PipelineArgs;
use crate::cause::with_causes;
use crate::fields::json;
use clap::Args;
use serde::Serialize;
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use unisono::Language;
use unisono::document::{Document, Offsets, Translation, Unit};
use unisono::pipeline::PipelineConfig;
use unisono::translate::Bitext;

const KIND: &str = "translate";

/// Translates a text: cleaned as `news` does, then sentence by sentence with the engines that are installed
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 every sentence is translated or needed none; 1 the engine gave no translation of some, which stand
there as they were; 2 nothing could be started.

Examples:
  unisono translate article.txt --to fr
  unisono translate article.txt --to fr --bitext article.tmx       both texts side by side
  unisono translate article.txt --to fr --memory article.tmx       sentences of the memory are not translated again
  echo 'The port reopened.' | unisono translate - --to es --json
A service over HTTP, or several of these at once: a pipeline of your own, `unisono presets translate > mine.toml`,
then `--config mine.toml`; `unisono stages translate` lists the options.")]
pub(crate) struct TranslateArgs {
    /// A file of text, or `-` for standard input
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// Language to translate to: en, fr or es
    #[arg(long, value_name = "LANG")]
    to: String,

    /// The engine: apertium, neural, http, memory, or glossary, which translates names alone; `unisono engines`
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,

    /// Folder of the models of the engine `neural`
    #[arg(long, value_name = "FOLDER")]
    models: Option<String>,

    /// A translation memory, TMX, asked before the engine
    #[arg(long, value_name = "FILE")]
    memory: Vec<String>,

    /// A pipeline of your own, as TOML
    #[arg(long, value_name = "PIPELINE")]
    config: Option<PathBuf>,

    /// Write both texts side by side, with where each translation is from: .jsonl or .tmx
    #[arg(long, value_name = "FILE")]
    bitext: Option<PathBuf>,

    /// One JSON object for each sentence: source, target, engine, repairs, doubts
    #[arg(long)]
    json: bool,
}

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

/// The pipeline with what the arguments say about its stage.
fn configured(args: &TranslateArgs) -> Result<PipelineConfig, Failure> {
    let asked = PipelineArgs { preset: KIND.to_owned(), config: args.config.clone(), only: Vec::new() };
    let mut config = crate::load::config(&asked, Some(&args.to))?;
    for (option, value) in [("engine", &args.engine), ("models", &args.models)] {
        if let Some(value) = value {
            config = config.with_option(KIND, option, value.as_str());
        }
    }
    if !args.memory.is_empty() {
        config = config.with_option(KIND, "memory", args.memory.clone());
    }
    Ok(config)
}

/// The format of the bitext, by the name of its file.
fn format_of(path: &Path) -> Result<Bitext, Failure> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    Bitext::of_extension(extension).ok_or_else(|| {
        Failure::Refused(format!("--bitext {}: the name has to end in .jsonl or .tmx", path.display()))
    })
}

/// `unisono translate`.
pub(crate) fn run(args: &TranslateArgs) -> Result<u8, Failure> {
    let bitext = args.bitext.as_deref().map(|path| Ok((path, format_of(path)?))).transpose()?;
    let mut text = String::new();
    let read = if args.input == Path::new("-") {
        io::stdin().lock().read_to_string(&mut text).map(drop)
    } else {
        fs::read_to_string(&args.input).map(|read| text = read)
    };
    read.map_err(|error| Failure::Refused(format!("cannot read {}: {error}", args.input.display())))?;
    let pipeline = configured(args)?.build().map_err(|error| Failure::Refused(with_causes(&error)))?;
    let document = pipeline.run(&text).map_err(|error| Failure::Refused(with_causes(&error)))?;
    let Some(translation) = document.translation() else {
        return Err(Failure::Refused(
            "the language of the text is not known; nothing was translated".to_owned(),
        ));
    };
    if let Some((path, format)) = bitext {
        let written = fs::write(path, format.write(&document));
        written.map_err(|error| Failure::Output(path.display().to_string(), error))?;
    }
    let mut out = io::stdout().lock();
    if args.json {
        write!(out, "{}", Bitext::JsonLines.write(&document)).map_err(Failure::stdout)?;
    } else {
        writeln!(out, "{}", translation.text.trim_end()).map_err(Failure::stdout)?;
    }
    eprintln!("unisono: {} ({})", translation.engine, translation.quality);
    let flagged =
        |flag: &str| translation.segments.iter().filter(|segment| segment.flags.contains(&flag)).count();
    let (failed, untranslated) = (flagged("failed") + flagged("unsupported"), flagged("untranslated"));
    if failed + untranslated > 0 {
        let all = translation.segments.len();
        eprintln!("unisono: {} of {all} sentences are not translated", failed + untranslated);
    }
    Ok(u8::from(failed > 0))
}
