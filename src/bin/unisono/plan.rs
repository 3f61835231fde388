//! What is read and where it goes, decided and checked before anything is written.

use crate::Failure;
use crate::args::FieldArgs;
use crate::manifest::{InputState, Progress, Sections};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use unisono::io::{ErrorEntry, Format, Input, Names};

/// Names under which a folder's documents all go into one file.
const ONE_FILE: [&str; 4] = [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"];

/// What a run reads and writes.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) inputs: Vec<Planned>,
    pub(crate) output: Output,
    /// True when an input that cannot be opened is an entry and not the end.
    pub(crate) folder: bool,
}

/// One input, or why there is none.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) input: Result<Input, Box<ErrorEntry>>,
    /// Its own output, in folder mode.
    pub(crate) output: Option<PathBuf>,
    pub(crate) bytes: u64,
}

/// Where records go.
#[derive(Debug)]
pub(crate) enum Output {
    Stdout,
    /// A device or a pipe: nothing stands beside it.
    Device(PathBuf),
    File(PathBuf),
    /// One file for each input.
    Folder(PathBuf),
}

impl Plan {
    /// True when an output holds the rows of one file at most, so that it can have that file's columns.
    pub(crate) fn keeps_rows(&self) -> bool {
        match &self.output {
            Output::Folder(_) => true,
            output => output.is_parquet() && !self.folder,
        }
    }
}

impl Output {
    /// True when all records go into one Parquet file, of which no part can be gone on with.
    pub(crate) fn is_parquet(&self) -> bool {
        matches!(self, Self::File(path) if path.extension().is_some_and(|suffix| suffix == "parquet"))
    }

    /// The name that the error, rejected and manifest files are named after.
    pub(crate) fn base(&self) -> Option<&Path> {
        match self {
            Self::Stdout | Self::Device(_) => None,
            Self::File(path) | Self::Folder(path) => Some(path),
        }
    }
}

/// A file beside OUT.
pub(crate) fn beside(base: &Path, suffix: &str) -> PathBuf {
    let last = base.file_name().unwrap_or_default().to_string_lossy();
    base.with_file_name(format!("{last}.{suffix}"))
}

fn refuse<T>(message: String) -> Result<T, Failure> {
    Err(Failure::Refused(message))
}

pub(crate) fn plan(input: &Path, output: &Path, fields: &FieldArgs) -> Result<Plan, Failure> {
    let single = |mut input: Input| {
        input.names = Names::from(fields);
        input.format = fields.format.map_or(input.format, Format::from);
        input
    };
    if input == Path::new("-") {
        let planned = Planned { input: Ok(single(Input::stdin())), output: None, bytes: 0 };
        return Ok(Plan { inputs: vec![planned], output: file_output(output)?, folder: false });
    }
    let data = match fs::metadata(input) {
        Ok(data) => data,
        Err(error) => return refuse(format!("cannot read {}: {error}", input.display())),
    };
    if !data.is_dir() {
        let out = file_output(output)?;
        if out.base().is_some_and(|out| same_file(input, out)) {
            return refuse(format!("OUT is IN ({}); give OUT another name", input.display()));
        }
        let planned = Planned { input: Ok(single(Input::file(input))), output: None, bytes: data.len() };
        return Ok(Plan { inputs: vec![planned], output: out, folder: false });
    }
    let name = output.to_string_lossy();
    let one_file = name == "-" || ONE_FILE.iter().any(|suffix| name.ends_with(suffix));
    let out = if one_file { file_output(output)? } else { folder_output(input, output)? };
    let found = find(input, &out, fields)?;
    let inputs =
        if let Output::Folder(folder) = &out { into_folder(found, folder)? } else { into_one(found) };
    Ok(Plan { inputs, output: out, folder: true })
}

/// Checks a single output.
fn file_output(output: &Path) -> Result<Output, Failure> {
    let shown = output.display();
    if output == Path::new("-") {
        return Ok(Output::Stdout);
    }
    match fs::metadata(output) {
        Ok(data) if data.is_dir() => {
            return refuse(format!(
                "{shown} is a folder, and one input goes into one file; name a file in it"
            ));
        }
        Ok(data) if !data.is_file() => return Ok(Output::Device(output.to_owned())),
        _ => {}
    }
    if output.file_name().is_none() || shown.to_string().ends_with('/') {
        return refuse(format!("{shown} names no file"));
    }
    check_parent(output)?;
    Ok(Output::File(output.to_owned()))
}

fn folder_output(input: &Path, output: &Path) -> Result<Output, Failure> {
    // Without the slash that it may end in: with it a file there is not seen.
    let output: PathBuf = output.components().collect();
    let shown = output.display();
    if output.exists() && !output.is_dir() {
        let how = "name OUT .jsonl to put all documents into one file, or name a folder";
        return refuse(format!("{shown} is a file, but IN is a folder; {how}"));
    }
    if same_file(input, &output) {
        return refuse(format!("OUT is IN ({shown}); give OUT another name"));
    }
    if output.file_name().is_none() {
        return refuse(format!(
            "{shown} names no folder that files could be put beside; give OUT another name"
        ));
    }
    check_parent(&output)?;
    Ok(Output::Folder(output))
}

fn check_parent(output: &Path) -> Result<(), Failure> {
    let parent = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if parent.is_dir() {
        return Ok(());
    }
    let what = if parent.exists() { "is no folder" } else { "does not exist; create it first" };
    refuse(format!("cannot write {}: {} {what}", output.display(), parent.display()))
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(a), Ok(b)) if a == b)
}

/// The inputs of a folder, without what this or an earlier run has written into it.
fn find(
    input: &Path,
    out: &Output,
    fields: &FieldArgs,
) -> Result<Vec<Result<Input, Box<ErrorEntry>>>, Failure> {
    let root = fs::canonicalize(input).unwrap_or_else(|_| input.to_owned());
    let ours: Vec<PathBuf> = out.base().map_or_else(Vec::new, |base| {
        let absolute = |path: &Path| {
            let parent =
                path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(fs::canonicalize(parent).ok()?.join(path.file_name()?))
        };
        let names = ["errors.jsonl", "rejected.jsonl", "manifest.json"].map(|suffix| beside(base, suffix));
        std::iter::once(base).chain(names.iter().map(PathBuf::as_path)).filter_map(absolute).collect()
    });
    let inside: Vec<&Path> = ours.iter().filter_map(|path| path.strip_prefix(&root).ok()).collect();
    let skip = |path: &Path| path.strip_prefix(input).is_ok_and(|path| inside.contains(&path));
    let found = match fields.format.map(Format::from) {
        None => Input::folder(input, &skip),
        Some(format) => Input::folder_of(input, &|name| is_named(name, format), &skip),
    };
    let mut found = found.map_err(|error| Failure::Refused(error.to_string()))?;
    found.iter_mut().flatten().for_each(|input| input.names = Names::from(fields));
    Ok(found)
}

/// True of a name that says the format; what says none is not JSON Lines in a folder.
fn is_named(name: &str, format: Format) -> bool {
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    Format::of_name(name) == format
        && (format != Format::Lines || plain.rsplit_once('.').is_some_and(|(_, suffix)| suffix == "jsonl"))
}

fn size(input: &Result<Input, Box<ErrorEntry>>) -> u64 {
    let path = input.as_ref().ok().and_then(|input| input.path.as_ref());
    path.and_then(|path| fs::metadata(path).ok()).map_or(0, |data| data.len())
}

fn into_one(found: Vec<Result<Input, Box<ErrorEntry>>>) -> Vec<Planned> {
    found.into_iter().map(|input| Planned { bytes: size(&input), input, output: None }).collect()
}

/// Gives each input its output, and sees to it that none is overwritten.
fn into_folder(found: Vec<Result<Input, Box<ErrorEntry>>>, folder: &Path) -> Result<Vec<Planned>, Failure> {
    let mut names: HashMap<String, String> = HashMap::new();
    let mut planned = Vec::with_capacity(found.len());
    for input in found {
        let mut output = None;
        if let Ok(input) = &input {
            let name = input.output_name();
            if let Some(other) = names.insert(name.clone(), input.name.clone()) {
                return refuse(format!(
                    "{other} and {} would both be written to {name}; rename one",
                    input.name
                ));
            }
            let path = folder.join(&name);
            if input.path.as_ref().is_some_and(|input| same_file(input, &path)) {
                return refuse(format!(
                    "the output of {} would overwrite it; choose another OUT",
                    input.name
                ));
            }
            output = Some(path);
        }
        planned.push(Planned { bytes: size(&input), input, output });
    }
    Ok(planned)
}

impl Planned {
    /// What the manifest says of it before it is read.
    pub(crate) fn state(&self, output: &Output) -> InputState {
        let shown = self.input.as_ref().ok().map(|input| match output {
            Output::Folder(_) => input.output_name(),
            Output::Device(path) | Output::File(path) => path.to_string_lossy().into_owned(),
            Output::Stdout => "-".to_owned(),
        });
        InputState {
            path: match &self.input {
                Ok(input) => input.name.clone(),
                Err(entry) => entry.input.clone(),
            },
            bytes: self.bytes,
            hash: None,
            state: Progress::Waiting,
            output: shown,
            output_bytes: None,
            output_hash: None,
            counts: crate::work::Counts::default(),
            sections: Sections::default(),
            stages: Vec::new(),
        }
    }
}
