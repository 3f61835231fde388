//! From the arguments to a pipeline.

use crate::Failure;
use crate::args::PipelineArgs;
use crate::cause::with_causes;
use crate::translate;
use std::error::Error;
use std::fs;
use unisono::Pipeline;
use unisono::pipeline::{PipelineConfig, Registry};

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
            let config: PipelineConfig = toml.parse().map_err(|error| in_file(&shown, &error))?;
            // Files that it names are beside it.
            match path.parent() {
                Some(folder) => config.in_folder(folder, &Registry::builtin()),
                None => config,
            }
        }
    };
    let config = translate::with_target(config, target)?;
    Ok(if args.only.is_empty() { config } else { config.with_only(known_rules(&args.only)?) })
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

/// The patterns of `--only`, if each names a rule that there is. Which stages the pipeline has is its own to say.
fn known_rules(patterns: &[String]) -> Result<impl Iterator<Item = &str>, Failure> {
    let kinds = Registry::builtin().kinds();
    for pattern in patterns {
        let Some((stage, rule)) = pattern.split_once('/') else { continue };
        // A second stage of one kind has a number.
        let name = stage.trim_end_matches(|c: char| c.is_ascii_digit());
        let name = if name.len() < stage.len() { name.trim_end_matches('-') } else { stage };
        let Some(kind) = kinds.iter().find(|kind| kind.kind == name && !kind.rules.is_empty()) else {
            continue;
        };
        let begin = rule.strip_suffix('*');
        if !kind.rules.iter().any(|(known, _)| begin.map_or(*known == rule, |begin| known.starts_with(begin)))
        {
            let known = kind.kind;
            return Err(Failure::Refused(format!(
                "--only {pattern}: stage `{known}` has no such rule; `unisono stages {known}` lists its rules"
            )));
        }
    }
    Ok(patterns.iter().map(String::as_str))
}
