//! The dictionary files: tab-separated tables with a header, one name per line.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entity::Role;
use super::flags::Flags;
use super::kind::EntityKind;
use crate::Language;

/// Something wrong in a dictionary file, with the place.
///
/// ```
/// use unisono::glossary::Glossary;
/// let names = "#! format=1\n#! licence=MIT\nid\tlang\tform\trole\tflags\tgram\tsource\nx-a\txx-!\tA\tpref\t\t\t\n";
/// let error = Glossary::from_tsv([("mine.tsv", names)]).unwrap_err();
/// assert_eq!((error.file.as_str(), error.line), ("mine.tsv", 4));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
#[non_exhaustive]
pub struct GlossaryError {
    /// The file as it was named.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl GlossaryError {
    pub(crate) fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into() }
    }
}

/// Where a row stands, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: Arc<str>,
    pub(crate) line: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct EntityRow {
    pub(crate) kind: EntityKind,
    pub(crate) parent: Option<String>,
    pub(crate) wikidata: Option<String>,
    pub(crate) place: Place,
}

#[derive(Debug, Clone)]
pub(crate) struct NameRow {
    pub(crate) role: Role,
    pub(crate) flags: Flags,
    pub(crate) place: Place,
}

/// A name's key: id, language (`None` = `mul`, all languages), form.
pub(crate) type NameKey = (String, Option<Language>, String);

/// All rows of the layers read so far; a later layer adds, overrides or deletes.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) entities: BTreeMap<String, EntityRow>,
    pub(crate) names: BTreeMap<NameKey, NameRow>,
}

const ENTITY_COLUMNS: [&str; 5] = ["id", "kind", "parent", "wikidata", "note"];
const NAME_COLUMNS: [&str; 7] = ["id", "lang", "form", "role", "flags", "gram", "source"];

#[derive(Clone, Copy)]
enum Table {
    Entities,
    Names,
}

impl Rows {
    /// Reads one file; its columns say which of the two tables it is.
    pub(crate) fn read(&mut self, file: &str, text: &str) -> Result<(), GlossaryError> {
        let mut table = None;
        let mut format = false;
        let name: Arc<str> = file.into();
        for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let fail = |message: String| GlossaryError::new(file, index + 1, message);
            if let Some(header) = line.strip_prefix("#!") {
                if let Some(version) = header.trim().strip_prefix("format=") {
                    if version != "1" {
                        return Err(fail(format!(
                            "format {version} is not known; this version reads format 1"
                        )));
                    }
                    format = true;
                }
                continue;
            }
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let Some(kind) = table else {
                if !format {
                    return Err(fail("the file must begin with a line `#! format=1`".to_owned()));
                }
                table = Some(match cells.as_slice() {
                    header if header == ENTITY_COLUMNS => Table::Entities,
                    header if header == NAME_COLUMNS => Table::Names,
                    _ => {
                        return Err(fail(format!(
                            "the columns must be `{}` or `{}`, with tabs between",
                            ENTITY_COLUMNS.join(" "),
                            NAME_COLUMNS.join(" ")
                        )));
                    }
                });
                continue;
            };
            let place = Place { file: Arc::clone(&name), line: index + 1 };
            match (kind, cells.as_slice()) {
                (Table::Entities, &[id, kind, parent, wikidata, _]) => {
                    self.entity(id, kind, parent, wikidata, place).map_err(fail)?;
                }
                (Table::Names, &[id, lang, form, role, flags, ..]) if cells.len() == NAME_COLUMNS.len() => {
                    let key = name_key(id, lang, form).map_err(fail)?;
                    if let Some(row) = self.names.get(&key)
                        && *row.place.file == *file
                    {
                        let first = row.place.line;
                        return Err(fail(format!(
                            "`{form}` of {id} in {lang} stands in line {first} already"
                        )));
                    }
                    self.name(key, role, flags, place).map_err(fail)?;
                }
                (Table::Entities, _) => {
                    return Err(fail(format!("{} columns, wanted {}", cells.len(), ENTITY_COLUMNS.len())));
                }
                (Table::Names, _) => {
                    return Err(fail(format!("{} columns, wanted {}", cells.len(), NAME_COLUMNS.len())));
                }
            }
        }
        match table {
            Some(_) => Ok(()),
            None => Err(GlossaryError::new(file, 0, "no line with the column names")),
        }
    }

    fn entity(
        &mut self,
        id: &str,
        kind: &str,
        parent: &str,
        wikidata: &str,
        place: Place,
    ) -> Result<(), String> {
        check_id(id)?;
        if kind == "-" {
            if self.entities.remove(id).is_none() {
                return Err(format!("cannot delete {id}: no layer before this one has it"));
            }
            self.names.retain(|(owner, _, _), _| owner != id);
            return Ok(());
        }
        let kind: EntityKind = kind.parse()?;
        if kind == EntityKind::Demonym {
            return Err("a demonym is a name of a place (role `dem`), not an entity".to_owned());
        }
        let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.entities
            .insert(id.to_owned(), EntityRow { kind, parent: cell(parent), wikidata: cell(wikidata), place });
        Ok(())
    }

    fn name(&mut self, key: NameKey, role: &str, flags: &str, place: Place) -> Result<(), String> {
        if role == "-" {
            return match self.names.remove(&key) {
                Some(_) => Ok(()),
                None => Err(format!("cannot delete `{}`: no layer before this one has it", key.2)),
            };
        }
        let Some(role) = Role::parse(role) else {
            return Err(format!(
                "unknown role `{role}`; roles are pref formal alias acr dem historic misspelling forbidden flag, `-` deletes"
            ));
        };
        let flags = Flags::parse(flags)?;
        if role == Role::Preferred {
            // The preferred name of an earlier layer stays as another name.
            let from = (key.0.clone(), key.1, String::new());
            for (_, row) in self
                .names
                .range_mut(from..)
                .take_while(|((id, language, _), _)| *id == key.0 && *language == key.1)
            {
                if row.role == Role::Preferred && row.place.file != place.file {
                    row.role = Role::Alias;
                }
            }
        }
        self.names.insert(key, NameRow { role, flags, place });
        Ok(())
    }
}

fn name_key(id: &str, lang: &str, form: &str) -> Result<NameKey, String> {
    check_id(id)?;
    let language = match lang {
        "mul" => None,
        code => Some(code.parse::<Language>().map_err(|error| error.to_string())?),
    };
    if form.trim() != form || form.is_empty() || form.contains("  ") {
        return Err(format!("`{form}`: a form is not empty and has no double spaces or spaces at its ends"));
    }
    Ok((id.to_owned(), language, form.to_owned()))
}

fn check_id(id: &str) -> Result<(), String> {
    let letter_first = id.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    if letter_first && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Ok(());
    }
    Err(format!("`{id}` is no id: a letter, then letters, digits, `-` and `_`"))
}
