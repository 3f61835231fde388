//! Layers merged: a later file adds, overrides or deletes what earlier ones say.

use super::entity::Role;
use super::table::{EntityRow, GlossaryError, NameRow, Rows};
use crate::Language;

/// What is left of all rows: one per entity and one per name, in the order of their keys.
#[derive(Debug)]
pub(crate) struct Merged<'t> {
    pub(crate) entities: Vec<EntityRow<'t>>,
    pub(crate) names: Vec<NameRow<'t>>,
}

fn key<'t>(row: &NameRow<'t>) -> (&'t str, Option<Language>, &'t str) {
    (row.id, row.language, row.form)
}

/// Merges the layers; what is wrong is added to `problems`.
pub(crate) fn merge<'t>(rows: &Rows<'t>, problems: &mut Vec<GlossaryError>) -> Merged<'t> {
    let mut entities = rows.entities.clone();
    // Stable sorts: rows of one key stay in the order of their layers, and sorted files cost next to nothing.
    entities.sort_by_key(|row| row.id);
    let mut kept: Vec<EntityRow> = Vec::with_capacity(entities.len());
    let mut deletions: Vec<EntityRow> = Vec::new();
    for group in entities.chunk_by(|left, right| left.id == right.id) {
        let mut current = None;
        for row in group {
            if row.kind.is_some() {
                current = Some(row);
            } else {
                if current.take().is_none() {
                    let message = format!("cannot delete {}: no layer before this one has it", row.id);
                    problems.push(rows.problem(row.place, message));
                }
                deletions.push(*row);
            }
        }
        kept.extend(current);
    }
    let mut names = rows.names.clone();
    names.sort_by_key(key);
    let deleted = |row: &NameRow| {
        let from = deletions.partition_point(|deletion| deletion.id < row.id);
        let same = deletions.iter().skip(from).take_while(|deletion| deletion.id == row.id);
        same.into_iter().any(|deletion| row.place < deletion.place)
    };
    let mut left: Vec<NameRow> = Vec::with_capacity(names.len());
    for of_language in names.chunk_by(|left, right| (left.id, left.language) == (right.id, right.language)) {
        let from = left.len();
        for group in of_language.chunk_by(|left, right| left.form == right.form) {
            left.extend(last(rows, group, problems).filter(|row| deletions.is_empty() || !deleted(row)));
        }
        // The preferred name of an earlier layer stays as another name.
        let preferred = of_language.iter().filter(|row| row.role == Some(Role::Preferred));
        let latest = preferred.map(|row| row.place.file).max().unwrap_or(0);
        for row in left.iter_mut().skip(from) {
            if row.role == Some(Role::Preferred) && row.place.file < latest {
                row.role = Some(Role::Alias);
            }
        }
    }
    Merged { entities: kept, names: left }
}

/// The row of one name that counts.
fn last<'t>(
    rows: &Rows<'t>,
    group: &[NameRow<'t>],
    problems: &mut Vec<GlossaryError>,
) -> Option<NameRow<'t>> {
    let mut current: Option<NameRow> = None;
    for row in group {
        if row.role.is_none() {
            if current.take().is_none() {
                let message = format!("cannot delete `{}`: no layer before this one has it", row.form);
                problems.push(rows.problem(row.place, message));
            }
            continue;
        }
        if let Some(first) = current.filter(|first| first.place.file == row.place.file) {
            let language = row.language.map_or("mul".to_owned(), |language| language.to_string());
            let message = format!(
                "`{}` of {} in {language} stands in line {} already",
                row.form, row.id, first.place.line
            );
            problems.push(rows.problem(row.place, message));
        }
        current = Some(*row);
    }
    current
}
