//! `unisono engines`: what can translate, and what has to be installed for what cannot.

use crate::Failure;
use clap::Args;
use std::io::{self, Write};
use unisono::Language;
use unisono::translate::{Apertium, Translator};

/// Says which translation engines there are, which routes they give, and what to install for the others
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  unisono engines --models models/")]
pub(crate) struct EnginesArgs {
    /// Folder of the models of the engine `neural`
    #[arg(long, value_name = "FOLDER")]
    models: Option<String>,
}

pub(crate) fn run(args: &EnginesArgs) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    shown(&mut out, &Apertium::installed()).map_err(Failure::stdout)?;
    neural(&mut out, args.models.as_deref())?;
    write!(
        out,
        "\nhttp: LibreTranslate, DeepL, OpenAI-compatible servers, apertium-apy; the option `service` of the stage\n\
         memory: sentences of TMX files; --memory FILE\n\
         glossary: names alone, no translation; --engine glossary\n"
    )
    .map_err(Failure::stdout)?;
    Ok(0)
}

/// The pairs of an engine, and its best way for each of the six.
fn shown(out: &mut impl Write, engine: &dyn Translator) -> io::Result<()> {
    let pairs = &engine.capabilities().pairs;
    let listed: Vec<String> = pairs.iter().map(|(from, to)| format!("{from}-{to}")).collect();
    let pairs = if listed.is_empty() { "no pair is installed".to_owned() } else { listed.join(" ") };
    writeln!(out, "{}: {pairs}\n", engine.name())?;
    let three = [Language::EN, Language::FR, Language::ES];
    for (from, to) in
        three.iter().flat_map(|&from| three.map(|to| (from, to))).filter(|(from, to)| from != to)
    {
        let line = match engine.routes(from, to).first() {
            Some(route) => {
                let measured = route.measured().map_or_else(
                    || "not measured".to_owned(),
                    |(bleu, chrf)| format!("BLEU {bleu:.1}, chrF2 {chrf:.1} on news"),
                );
                format!("{route}  {} ({measured})", route.quality())
            }
            None => match engine.to_install(from, to) {
                Some(install) => format!("not installed: {install}"),
                None => "not installed".to_owned(),
            },
        };
        writeln!(out, "{from} to {to}  {line}")?;
    }
    Ok(())
}

#[cfg(feature = "neural")]
fn neural(out: &mut impl Write, models: Option<&str>) -> Result<(), Failure> {
    let Some(folder) = models else {
        return writeln!(out, "\nneural: models of Firefox Translations; --models FOLDER")
            .map_err(Failure::stdout);
    };
    let engine =
        unisono::translate::Neural::in_folder(folder).map_err(|error| Failure::Refused(error.to_string()))?;
    writeln!(out).and_then(|()| shown(out, &engine)).map_err(Failure::stdout)
}

#[cfg(not(feature = "neural"))]
fn neural(out: &mut impl Write, models: Option<&str>) -> Result<(), Failure> {
    match models {
        None => writeln!(out, "\nneural: not in this build; it takes the feature `neural`")
            .map_err(Failure::stdout),
        Some(_) => Err(Failure::Refused(
            "this build has no engine `neural`: build it with the feature `neural`".to_owned(),
        )),
    }
}
