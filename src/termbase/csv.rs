//! Tables with a column for each language.

use std::collections::HashMap;

use super::base::{Concept, Gathering, Reading, Status, TermBase};
use super::columns::{self, Column};
use super::error::TermBaseError;
use super::tag;

pub(super) fn read(text: &str, delimiter: u8, languages: &[&str]) -> Result<Reading, TermBaseError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, |position| position.line() as usize);
            TermBaseError::at(line, error.to_string())
        })?;
        let line = record.position().map_or(0, |position| position.line() as usize);
        rows.push((line, record.iter().map(str::to_owned).collect::<Vec<_>>()));
    }
    let (columns, named) = columns::find(&rows, languages)?;
    let mut gathering = Gathering::default();
    for (line, row) in rows.iter().skip(usize::from(named)) {
        read_row(&mut gathering, *line, row, &columns)?;
    }
    Ok(gathering.done())
}

fn read_row(
    gathering: &mut Gathering,
    line: usize,
    row: &[String],
    columns: &[Column],
) -> Result<(), TermBaseError> {
    let cell = |wanted: &Column| {
        let index = columns.iter().position(|column| column == wanted)?;
        row.get(index).map(String::as_str).filter(|cell| !cell.is_empty())
    };
    let status = match cell(&Column::Status) {
        None => Status::Preferred,
        Some(word) => parse_status(word).ok_or_else(|| {
            TermBaseError::at(line, format!("status `{word}`: preferred, admitted or deprecated is known"))
        })?,
    };
    for (index, _) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        match columns.get(index) {
            Some(Column::Other(name)) => gathering.left_out(format!("column `{name}`")),
            None => gathering.left_out(format!("column {}", index + 1)),
            Some(_) => {}
        }
    }
    let concept = gathering.concept(cell(&Column::Id), cell(&Column::Kind));
    for (index, text) in row.iter().enumerate() {
        match columns.get(index) {
            Some(Column::Language(language)) => gathering.add(concept, language, text, status),
            Some(Column::Named) => {
                let says = columns.iter().position(|column| *column == Column::LanguageOf(index));
                let code = says.and_then(|at| row.get(at)).and_then(|code| tag::normalize(code));
                let Some(language) = code else {
                    return Err(TermBaseError::at(line, "the row does not say the languages of its terms"));
                };
                gathering.add(concept, &language, text, status);
            }
            _ => {}
        }
    }
    Ok(())
}

fn parse_status(word: &str) -> Option<Status> {
    match word.trim().to_ascii_lowercase().as_str() {
        "preferred" => Some(Status::Preferred),
        "admitted" => Some(Status::Admitted),
        "deprecated" => Some(Status::Deprecated),
        _ => None,
    }
}

pub(super) fn write(base: &TermBase, delimiter: u8) -> Result<String, TermBaseError> {
    let languages = base.languages();
    let any = |wanted: fn(&Concept) -> bool| base.concepts.iter().any(wanted);
    let ids = base.concepts.iter().any(|concept| concept.id.is_some() || rows(concept, &languages).len() > 1);
    let kinds = any(|concept| concept.kind.is_some());
    let statuses = any(|concept| concept.terms.iter().any(|term| term.status == Status::Deprecated));
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let mut row: Vec<&str> = Vec::new();
    row.extend(ids.then_some("id"));
    row.extend(kinds.then_some("kind"));
    row.extend(statuses.then_some("status"));
    row.extend(&languages);
    let fail = |error: csv::Error| TermBaseError::whole(error.to_string());
    writer.write_record(&row).map_err(fail)?;
    for (number, concept) in base.concepts.iter().enumerate() {
        let rows = rows(concept, &languages);
        // Rows of one concept need an id in common.
        let made = (rows.len() > 1).then(|| format!("term-{}", number + 1));
        let id = concept.id.as_deref().or(made.as_deref()).unwrap_or_default();
        for (status, forms) in rows {
            let mut row: Vec<&str> = Vec::new();
            row.extend(ids.then_some(id));
            row.extend(kinds.then_some(concept.kind.as_deref().unwrap_or_default()));
            row.extend(statuses.then_some(if status == Status::Deprecated { "deprecated" } else { "" }));
            row.extend(forms);
            writer.write_record(&row).map_err(fail)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| TermBaseError::whole(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| TermBaseError::whole(error.to_string()))
}

/// The rows of a concept: the n-th names of all languages stand in one; deprecated ones have rows of their own.
pub(super) fn rows<'a>(concept: &'a Concept, languages: &[&str]) -> Vec<(Status, Vec<&'a str>)> {
    let mut rows = Vec::new();
    for deprecated in [false, true] {
        let mut by_language: HashMap<&str, Vec<&str>> = HashMap::new();
        for term in concept.terms.iter().filter(|term| (term.status == Status::Deprecated) == deprecated) {
            by_language.entry(&term.language).or_default().push(&term.form);
        }
        let status = if deprecated { Status::Deprecated } else { Status::Preferred };
        let height = by_language.values().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let form = |language: &&str| by_language.get(language).and_then(|forms| forms.get(row)).copied();
            rows.push((
                status,
                languages.iter().map(|language| form(language).unwrap_or_default()).collect(),
            ));
        }
    }
    rows
}
