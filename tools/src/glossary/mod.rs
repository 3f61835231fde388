//! The generated layers of the glossary.

mod cities;
mod cldr;
mod inflect;
mod optional;
mod subdivisions;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FOLDER: &str = "dictionaries/glossary";
pub(crate) const ENTITY_COLUMNS: &str = "id\tkind\tparent\twikidata\tnote";
pub(crate) const NAME_COLUMNS: &str = "id\tlang\tform\trole\tflags\tgram\tsource";

pub(crate) fn run(options: &[&str]) -> Result<String, String> {
    let folder = Path::new(FOLDER);
    let mut report = Vec::new();
    match options {
        [] => {}
        ["--cldr", package] => {
            let (entities, names) = cldr::layer(Path::new(package))?;
            report.push(write(&folder.join("unicode/entities.tsv"), &entities)?);
            report.push(write(&folder.join("unicode/names.tsv"), &names)?);
        }
        ["--cities", locale, data] => {
            let (entities, names) = cities::layer(Path::new(locale), Path::new(data))?;
            report.push(write(&folder.join("optional/cities/entities.tsv"), &entities)?);
            report.push(write(&folder.join("optional/cities/names.tsv"), &names)?);
        }
        ["--subdivisions", source] => {
            let (entities, names) = subdivisions::layer(Path::new(source))?;
            report.push(write(&folder.join("optional/subdivisions/entities.tsv"), &entities)?);
            report.push(write(&folder.join("optional/subdivisions/names.tsv"), &names)?);
        }
        _ => {
            let known = "--cldr FOLDER, --cities LOCALE DATA, --subdivisions FOLDER";
            return Err(format!("options of `glossary`: {known}"));
        }
    }
    let source = folder.join("hand/demonyms.tsv");
    let text = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    report.push(write(&folder.join("demonyms/names.tsv"), &inflect::layer(&text)?)?);
    Ok(report.join("\n"))
}

/// A table of sorted, distinct rows under its header.
pub(crate) struct Sheet {
    pub(crate) header: String,
    pub(crate) rows: BTreeSet<String>,
}

fn write(path: &Path, sheet: &Sheet) -> Result<String, String> {
    let mut text = sheet.header.clone();
    for row in &sheet.rows {
        text.push_str(row);
        text.push('\n');
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(format!("{}: {} rows", path.display(), sheet.rows.len()))
}
