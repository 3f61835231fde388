//! Lists of names: converted, checked, counted; names found in a text.

use crate::Failure;
use crate::args::{CheckArgs, CompileArgs, ConvertArgs, FindArgs, GlossaryCommand, StatsArgs};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use unisono::Language;
use unisono::glossary::{EntityKind, Glossary, GlossaryError, check_over_builtin};
use unisono::io::Sink;
use unisono::language::{NGrams, profile};
use unisono::ledger::visible;
use unisono::termbase::{Format, Reading, Status, TermBase};

pub(crate) fn run(command: &GlossaryCommand) -> Result<u8, Failure> {
    match command {
        GlossaryCommand::Convert(args) => convert(args),
        GlossaryCommand::Check(args) => check(args),
        GlossaryCommand::Compile(args) => compile(args),
        GlossaryCommand::Find(args) => find(args),
        GlossaryCommand::Stats(args) => stats(args),
    }
}

/// The two files of a layer, with their names.
fn layer_files(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for name in ["entities.tsv", "names.tsv"] {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => files.push((path.display().to_string(), text)),
            // A layer may have names alone, for entities of an earlier one.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::Refused(format!("cannot read {}: {error}", path.display()))),
        }
    }
    if files.is_empty() {
        return Err(Failure::Refused(format!(
            "{} holds neither entities.tsv nor names.tsv: it is no dictionary layer",
            folder.display()
        )));
    }
    Ok(files)
}

fn read(input: &Path, languages: &[String]) -> Result<Reading, Failure> {
    let fail = |error: &dyn std::fmt::Display| Failure::Refused(format!("{}: {error}", input.display()));
    if input == Path::new("builtin") {
        return Ok(Reading { base: TermBase::builtin(), ..Reading::default() });
    }
    if input.is_dir() {
        let files = layer_files(input)?;
        let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        return TermBase::from_layer(files).map_err(|error| fail(&error));
    }
    let Some(format) = Format::of_path(input) else {
        return Err(fail(
            &"the format is told by the extension: .csv .tsv .tbx .tmx .jsonl, or a layer's folder",
        ));
    };
    let bytes = fs::read(input)
        .map_err(|error| Failure::Refused(format!("cannot read {}: {error}", input.display())))?;
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    TermBase::read(format, &bytes, &languages).map_err(|error| fail(&error))
}

fn say_left_out(left_out: &BTreeMap<String, usize>) {
    for (what, count) in left_out {
        eprintln!("unisono: left out {}, {count} times", visible(what));
    }
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || {
        let mut sink = Sink::create(path)?;
        sink.write_all(bytes)?;
        sink.commit().map(drop)
    };
    write().map_err(|error| Failure::Output(path.display().to_string(), error))
}

fn convert(args: &ConvertArgs) -> Result<u8, Failure> {
    let kind = args
        .kind
        .as_deref()
        .map(|kind| kind.parse::<EntityKind>().map_err(|error| Failure::Refused(format!("--kind: {error}"))))
        .transpose()?;
    let reading = read(&args.input, &args.table.languages)?;
    say_left_out(&reading.left_out);
    let output = &args.output;
    let fail = |error: &dyn std::fmt::Display| Failure::Refused(format!("{}: {error}", output.display()));
    let names: usize = reading.base.concepts.iter().map(|concept| concept.terms.len()).sum();
    if output.extension().is_none() || output.is_dir() {
        let name = output.file_name().map_or("layer".into(), |name| name.to_string_lossy());
        let origin = args.input.file_name().map_or("".into(), |name| name.to_string_lossy());
        let layer = reading.base.to_layer(&name, &origin, kind).map_err(|error| fail(&error))?;
        say_left_out(&layer.left_out);
        fs::create_dir_all(output)
            .map_err(|error| Failure::Refused(format!("cannot make {}: {error}", output.display())))?;
        put(&output.join("entities.tsv"), layer.entities.as_bytes())?;
        put(&output.join("names.tsv"), layer.names.as_bytes())?;
    } else {
        let Some(format) = Format::of_path(output) else {
            return Err(fail(
                &"the format is told by the extension: .csv .tsv .tbx .tmx .jsonl .ttl, or none for a layer",
            ));
        };
        put(output, reading.base.write(format).map_err(|error| fail(&error))?.as_bytes())?;
    }
    eprintln!("{}: {} concepts, {names} names", output.display(), reading.base.concepts.len());
    Ok(0)
}

fn check(args: &CheckArgs) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    let mut found = false;
    for input in &args.inputs {
        if input.is_dir() {
            let files = layer_files(input)?;
            let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            for problem in check_over_builtin(files) {
                found = true;
                writeln!(out, "{}", visible(&problem.to_string())).map_err(Failure::stdout)?;
            }
            continue;
        }
        let shown = input.display().to_string();
        let problems: Vec<String> = match read(input, &args.table.languages) {
            Ok(reading) => {
                let left_out = reading
                    .left_out
                    .iter()
                    .map(|(what, count)| format!("{what}, {count} times, has no place here"));
                left_out.chain(reading.base.doubts()).collect()
            }
            Err(Failure::Refused(message)) => {
                found = true;
                writeln!(out, "{}", visible(&message)).map_err(Failure::stdout)?;
                continue;
            }
            Err(other) => return Err(other),
        };
        found |= !problems.is_empty();
        for problem in problems {
            writeln!(out, "{}: {}", visible(&shown), visible(&problem)).map_err(Failure::stdout)?;
        }
    }
    Ok(u8::from(found))
}

/// The tables of layers, with their names.
fn tables(layers: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for layer in layers {
        if layer.is_dir() {
            files.extend(layer_files(layer)?);
        } else if let Some(table) = table(layer) {
            files.push(table);
        } else {
            let shown = layer.display().to_string();
            let base = read(layer, &[])?.base;
            let made = base
                .to_layer("layer", &shown, Some(EntityKind::Org))
                .map_err(|error| Failure::Refused(format!("{shown}: {error}")))?;
            files.push((shown.clone(), made.entities));
            files.push((format!("{shown} (names)"), made.names));
        }
    }
    Ok(files)
}

/// A file that is a table of entities or names itself.
fn table(path: &Path) -> Option<(String, String)> {
    let text = fs::read_to_string(path).ok()?;
    let columns = text.lines().find(|line| !line.starts_with('#'))?;
    let known = ["id\tkind\t", "id\tlang\tform\t"].iter().any(|known| columns.starts_with(known));
    known.then(|| (path.display().to_string(), text))
}

fn compile(args: &CompileArgs) -> Result<u8, Failure> {
    let files = tables(&args.inputs)?;
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let made = if args.alone { Glossary::from_tsv(files) } else { Glossary::builtin_with(files) };
    let glossary = made.map_err(|error| Failure::Refused(error.to_string()))?;
    let bytes = glossary.to_bytes();
    put(&args.output, &bytes)?;
    let entities = glossary.entities().len();
    eprintln!("{}: {entities} entities, {} bytes", args.output.display(), bytes.len());
    Ok(0)
}

fn layered(args: &FindArgs) -> Result<Option<Glossary>, Failure> {
    if args.layer.is_empty() {
        return Ok(None);
    }
    if let [only] = args.layer.as_slice()
        && let Ok(bytes) = fs::read(only)
        && Glossary::is_compiled(&bytes)
    {
        let fail = |error: GlossaryError| Failure::Refused(format!("{}: {error}", only.display()));
        return Glossary::from_bytes(&bytes).map(Some).map_err(fail);
    }
    let files = tables(&args.layer)?;
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let glossary =
        Glossary::builtin_with(files).map_err(|error: GlossaryError| Failure::Refused(error.to_string()))?;
    Ok(Some(glossary))
}

fn find(args: &FindArgs) -> Result<u8, Failure> {
    let mut text = String::new();
    let read = if args.input == Path::new("-") {
        io::stdin().lock().read_to_string(&mut text).map(drop)
    } else {
        fs::read_to_string(&args.input).map(|read| text = read)
    };
    read.map_err(|error| Failure::Refused(format!("cannot read {}: {error}", args.input.display())))?;
    let language = match &args.language {
        Some(code) => code.parse().map_err(|error| Failure::Refused(format!("--language: {error}")))?,
        None => profile(&NGrams::new(), &text).language,
    };
    let own = layered(args)?;
    let glossary = own.as_ref().unwrap_or_else(|| Glossary::builtin());
    let mut out = io::stdout().lock();
    for mention in glossary.find(&text, language) {
        let surface = text.get(mention.range.clone()).unwrap_or_default();
        let entity = mention.entity;
        let [en, fr, es] = [Language::EN, Language::FR, Language::ES].map(|language| entity.name(language));
        let (start, end) = (mention.range.start, mention.range.end);
        if args.json {
            let line = json!({
                "start": start, "end": end, "text": surface, "id": entity.id(), "kind": entity.kind().to_string(),
                "names": { "en": en, "fr": fr, "es": es },
            });
            writeln!(out, "{line}").map_err(Failure::stdout)?;
        } else {
            let line =
                format!("{start}..{end}\t{surface}\t{}\t{}\t{en} / {fr} / {es}", entity.id(), entity.kind());
            writeln!(out, "{}", line.replace('\n', " ")).map_err(Failure::stdout)?;
        }
    }
    Ok(0)
}

fn stats(args: &StatsArgs) -> Result<u8, Failure> {
    let reading = read(&args.input, &args.table.languages)?;
    say_left_out(&reading.left_out);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut languages: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for concept in &reading.base.concepts {
        *kinds.entry(concept.kind.as_deref().unwrap_or("(no kind)")).or_default() += 1;
        for term in &concept.terms {
            let counts = languages.entry(&term.language).or_default();
            let [preferred, admitted, deprecated] = counts;
            *match term.status {
                Status::Preferred => preferred,
                Status::Deprecated => deprecated,
                _ => admitted,
            } += 1;
        }
    }
    let mut out = io::stdout().lock();
    let mut print = || -> io::Result<()> {
        writeln!(out, "{:<14} {:>8}", "kind", "concepts")?;
        for (kind, count) in &kinds {
            writeln!(out, "{:<14} {count:>8}", visible(kind))?;
        }
        writeln!(out, "{:<14} {:>8}\n", "all", reading.base.concepts.len())?;
        writeln!(out, "{:<14} {:>9} {:>9} {:>10}", "language", "preferred", "others", "deprecated")?;
        for (language, [preferred, admitted, deprecated]) in &languages {
            writeln!(out, "{language:<14} {preferred:>9} {admitted:>9} {deprecated:>10}")?;
        }
        Ok(())
    };
    print().map_err(Failure::stdout)?;
    Ok(0)
}
