//! What the columns of a table mean.

use super::error::TermBaseError;
use super::tag;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Kind,
    Status,
    /// Names in this language.
    Language(String),
    /// The language of the names in this other column, row by row.
    LanguageOf(usize),
    /// Names whose language another column says.
    Named,
    /// Something that a term base has no place for.
    Other(String),
}

/// The columns of a table, and whether its first row was their names.
pub(super) fn find(
    rows: &[(usize, Vec<String>)],
    languages: &[&str],
) -> Result<(Vec<Column>, bool), TermBaseError> {
    let Some((line, first)) = rows.first() else { return Ok((Vec::new(), false)) };
    let given: Vec<String> = languages
        .iter()
        .map(|code| {
            tag::normalize(code).ok_or_else(|| TermBaseError::whole(format!("`{code}` is no language tag")))
        })
        .collect::<Result<_, _>>()?;
    if given.is_empty() && rows.iter().all(|(_, row)| is_pair_with_languages(row)) {
        let columns = vec![Column::Named, Column::Named, Column::LanguageOf(0), Column::LanguageOf(1)];
        return Ok((columns, false));
    }
    if let Some(columns) = header(first, &given)? {
        return Ok((columns, true));
    }
    if !given.is_empty() {
        return Ok((given.into_iter().map(Column::Language).collect(), false));
    }
    Err(TermBaseError::at(
        *line,
        "no column is named by a language: begin the table with a line as `id,en,fr,es`, or say the languages of the \
         columns (`--languages en,fr`)",
    ))
}

/// As `DeepL` exports: source, target, language of the source, language of the target.
fn is_pair_with_languages(row: &[String]) -> bool {
    let is_name = |cell: &str| matches!(cell, "id" | "kind" | "status") || tag::column(cell).is_some();
    matches!(row, [source, _, from, to, ..] if !is_name(source) && tag::column(from).is_some() && tag::column(to).is_some())
}

/// The columns by their names, if this row names them: one language at least, or `source` and `target`.
fn header(row: &[String], given: &[String]) -> Result<Option<Vec<Column>>, TermBaseError> {
    let names: Vec<String> = row.iter().map(|cell| cell.trim().to_ascii_lowercase()).collect();
    if names.iter().any(|name| name == "source") && names.iter().any(|name| name == "target") {
        let [from, to] = given else {
            return Err(TermBaseError::whole(
                "the columns `source` and `target` do not say their languages: give them (`--languages en,fr`)",
            ));
        };
        return Ok(Some(
            names
                .iter()
                .map(|name| match name.as_str() {
                    "source" => Column::Language(from.clone()),
                    "target" => Column::Language(to.clone()),
                    "id" => Column::Id,
                    other => Column::Other(other.to_owned()),
                })
                .collect(),
        ));
    }
    let columns: Vec<Column> = names
        .iter()
        .zip(row)
        .map(|(name, cell)| match name.as_str() {
            "id" => Column::Id,
            "kind" => Column::Kind,
            "status" => Column::Status,
            _ => tag::column(name).map_or_else(|| Column::Other(cell.trim().to_owned()), Column::Language),
        })
        .collect();
    // `id` is Indonesian too: with languages beside it, it is the id.
    let languages = columns.iter().filter(|column| matches!(column, Column::Language(_))).count();
    let all = columns.iter().all(|column| !matches!(column, Column::Other(_)));
    let marked = columns.contains(&Column::Id);
    Ok((languages >= 2 || (languages == 1 && (all || marked))).then_some(columns))
}
