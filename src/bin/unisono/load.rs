//! From the arguments to a pipeline.

use crate::Failure;
use crate::args::PipelineArgs;
use crate::cause::with_causes;
use crate::translate;
use std::error::Error;
use std::fs;
use unisono::Pipeline;
use unisono::pipeline::PipelineConfig;

/// A pipeline and how it was asked for.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) pipeline: Pipeline,
    /// The effective configuration, as TOML.
    pub(crate) config: String,
    /// `None` when a file describes it.
    pub(crate) preset: Option<String>,
    /// The kinds of its stages.
    pub(crate) kinds: Vec<String>,
}

/// The configuration that was asked for, with the target of its translation.
pub(crate) fn config(args: &PipelineArgs, target: Option<&str>) -> Result<PipelineConfig, Failure> {
    let config = match &args.config {
        None => PipelineConfig::preset(&args.preset)
            .map_err(|error| Failure::Refused(one_line(&with_causes(&error))))?,
        Some(path) => {
            let shown = path.display();
            let toml = fs::read_to_string(path)
                .map_err(|error| Failure::Refused(format!("cannot read the pipeline {shown}: {error}")))?;
            toml.parse().map_err(|error| in_file(&shown, &error))?
        }
    };
    translate::with_target(config, target)
}

pub(crate) fn pipeline(args: &PipelineArgs, target: Option<&str>) -> Result<Loaded, Failure> {
    let preset = args.config.is_none().then(|| args.preset.clone());
    let config = config(args, target)?;
    let pipeline = config.build().map_err(|error| match &args.config {
        Some(path) => in_file(&path.display(), &error),
        None => Failure::Refused(format!("preset {}: {}", args.preset, one_line(&with_causes(&error)))),
    })?;
    let kinds = config.stages().iter().map(|stage| stage.kind().to_owned()).collect();
    Ok(Loaded { pipeline, config: config.to_string(), preset, kinds })
}

fn in_file(file: &dyn std::fmt::Display, error: &dyn Error) -> Failure {
    Failure::Refused(format!("{file}: {}", one_line(&with_causes(error))))
}

/// A message of several lines without the excerpt that it draws.
fn one_line(message: &str) -> String {
    let drawn =
        |line: &&str| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('|');
    let lines: Vec<&str> = message.lines().filter(|line| !drawn(line)).map(str::trim).collect();
    lines.join(": ")
}
