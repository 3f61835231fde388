//! `unisono engines`: what can translate, and what has to be installed for what cannot.

use crate::Failure;
use std::io::{self, Write};
use unisono::Language;
use unisono::translate::{Apertium, Translator};

pub(crate) fn run() -> Result<u8, Failure> {
    let engine = Apertium::installed();
    let mut out = io::stdout().lock();
    let pairs = &engine.capabilities().pairs;
    let listed: Vec<String> = pairs.iter().map(|(from, to)| format!("{from}-{to}")).collect();
    let shown = if listed.is_empty() { "no pair is installed".to_owned() } else { listed.join(" ") };
    writeln!(out, "{}: {shown}\n", engine.name()).map_err(Failure::stdout)?;
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
        writeln!(out, "{from} to {to}  {line}").map_err(Failure::stdout)?;
    }
    Ok(0)
}
