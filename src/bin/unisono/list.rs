//! What there is: presets and stages.

use crate::Failure;
use std::io::{self, Write};
use unisono::pipeline::{PRESETS, Registry};

pub(crate) fn presets(name: Option<&str>) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    let Some(name) = name else {
        let width = PRESETS.iter().map(|preset| preset.name.len()).max().unwrap_or(0);
        for (nth, preset) in PRESETS.iter().enumerate() {
            let default = if nth == 0 { " (default)" } else { "" };
            writeln!(out, "{:width$}  {}{default}", preset.name, preset.about).map_err(Failure::stdout)?;
        }
        return Ok(0);
    };
    let Some(preset) = PRESETS.iter().find(|preset| preset.name == name) else {
        let known: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        return Err(Failure::Refused(format!(
            "unknown preset `{name}`; known presets: {}",
            known.join(", ")
        )));
    };
    write!(out, "{}", preset.toml).map_err(Failure::stdout)?;
    Ok(0)
}

pub(crate) fn stages(name: Option<&str>) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    let kinds = Registry::builtin().kinds();
    let Some(name) = name else {
        let width = kinds.iter().map(|kind| kind.kind.len()).max().unwrap_or(0);
        for kind in &kinds {
            writeln!(out, "{:width$}  {}", kind.kind, kind.about).map_err(Failure::stdout)?;
        }
        return Ok(0);
    };
    let Some(kind) = kinds.iter().find(|kind| kind.kind == name) else {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.kind).collect();
        return Err(Failure::Refused(format!("unknown stage `{name}`; known stages: {}", known.join(", "))));
    };
    let options = kind.defaults.to_string();
    let note = if options.is_empty() { "# It takes no options." } else { "# Options, with their defaults:" };
    write!(out, "# {}\n[[stage]]\nuse = \"{}\"\n{note}\n{options}", kind.about, kind.kind)
        .map_err(Failure::stdout)?;
    if options.is_empty() {
        writeln!(out).map_err(Failure::stdout)?;
    }
    if !kind.rules.is_empty() {
        writeln!(out, "\n# Rules, as edits name them:").map_err(Failure::stdout)?;
    }
    let width = kind.rules.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0);
    for (rule, about) in kind.rules {
        writeln!(out, "#   {rule:width$}  {about}").map_err(Failure::stdout)?;
    }
    Ok(0)
}
