//! The dictionary files: tab-separated tables with a header, one name per line.

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

/// Where a row stands: the number of its file, which is also the order of the layers, and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: u32,
    pub(crate) line: u32,
}

/// A row of a table of entities.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EntityRow<'t> {
    pub(crate) id: &'t str,
    /// `None` deletes.
    pub(crate) kind: Option<EntityKind>,
    pub(crate) parent: &'t str,
    pub(crate) wikidata: &'t str,
    pub(crate) place: Place,
}

/// A row of a table of names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameRow<'t> {
    pub(crate) id: &'t str,
    /// `None` is `mul`: every language.
    pub(crate) language: Option<Language>,
    pub(crate) form: &'t str,
    /// `None` deletes.
    pub(crate) role: Option<Role>,
    pub(crate) flags: Flags,
    /// Gender, number and article, as written.
    pub(crate) gram: &'t str,
    pub(crate) place: Place,
}

/// A row of a table of offices: the entity that is this office of this country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OfficeRow<'t> {
    pub(crate) office: &'t str,
    pub(crate) country: &'t str,
    pub(crate) entity: &'t str,
    pub(crate) place: Place,
}

/// The rows of all files as they stand in them, and what is wrong with the others.
#[derive(Debug, Default)]
pub(crate) struct Rows<'t> {
    pub(crate) files: Vec<&'t str>,
    pub(crate) entities: Vec<EntityRow<'t>>,
    pub(crate) names: Vec<NameRow<'t>>,
    pub(crate) offices: Vec<OfficeRow<'t>>,
    pub(crate) problems: Vec<GlossaryError>,
}

const ENTITY_COLUMNS: [&str; 5] = ["id", "kind", "parent", "wikidata", "note"];
const NAME_COLUMNS: [&str; 7] = ["id", "lang", "form", "role", "flags", "gram", "source"];
const OFFICE_COLUMNS: [&str; 3] = ["office", "country", "entity"];

#[derive(Clone, Copy)]
enum Table {
    Entities,
    Names,
    Offices,
}

impl Table {
    fn of(cells: &[&str]) -> Result<Self, String> {
        if cells == ENTITY_COLUMNS {
            return Ok(Self::Entities);
        }
        if cells == NAME_COLUMNS {
            return Ok(Self::Names);
        }
        if cells == OFFICE_COLUMNS {
            return Ok(Self::Offices);
        }
        Err(format!(
            "the columns must be `{}`, `{}` or `{}`, with tabs between",
            ENTITY_COLUMNS.join(" "),
            NAME_COLUMNS.join(" "),
            OFFICE_COLUMNS.join(" ")
        ))
    }

    fn columns(self) -> usize {
        match self {
            Self::Entities => ENTITY_COLUMNS.len(),
            Self::Names => NAME_COLUMNS.len(),
            Self::Offices => OFFICE_COLUMNS.len(),
        }
    }
}

/// Most cells of a row, one more than any table has, so that a row with too many is seen.
const MAX_CELLS: usize = 8;

impl<'t> Rows<'t> {
    /// Reads files in the order of their layers.
    pub(crate) fn read(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut rows = Self::default();
        for (file, text) in files {
            rows.file(file, text);
        }
        rows
    }

    /// What is wrong at `place`.
    pub(crate) fn problem(&self, place: Place, message: impl Into<String>) -> GlossaryError {
        let file = self.files.get(place.file as usize).copied().unwrap_or_default();
        GlossaryError::new(file, place.line as usize, message)
    }

    /// Reads one file; its columns say which table it is.
    fn file(&mut self, name: &'t str, text: &'t str) {
        let mut table = None;
        let mut format = false;
        let file = self.files.len() as u32;
        self.files.push(name);
        for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let place = Place { file, line: index as u32 + 1 };
            if let Some(header) = line.strip_prefix("#!") {
                if let Some(version) = header.trim().strip_prefix("format=") {
                    if version != "1" {
                        let message = format!("format {version} is not known; this version reads format 1");
                        self.problems.push(self.problem(place, message));
                        return;
                    }
                    format = true;
                }
                continue;
            }
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let mut cells = [""; MAX_CELLS];
            let mut count = 0;
            for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
                *cell = text;
                count += 1;
            }
            let cells = cells.get(..count).unwrap_or_default();
            let read = match table {
                None if !format => Err("the file must begin with a line `#! format=1`".to_owned()),
                None => Table::of(cells).map(|kind| table = Some(kind)),
                Some(kind) if kind.columns() != count => {
                    Err(format!("{} columns, wanted {}", line.split('\t').count(), kind.columns()))
                }
                Some(_) => self.row(cells, place),
            };
            if let Err(message) = read {
                self.problems.push(self.problem(place, message));
                if table.is_none() {
                    return;
                }
            }
        }
        if table.is_none() {
            self.problems.push(GlossaryError::new(name, 0, "no line with the column names"));
        }
    }

    fn row(&mut self, cells: &[&'t str], place: Place) -> Result<(), String> {
        match *cells {
            [id, kind, parent, wikidata, _] => {
                check_id(id)?;
                let kind = match kind {
                    "-" => None,
                    kind => Some(kind.parse()?),
                };
                if kind == Some(EntityKind::Demonym) {
                    return Err("a demonym is a name of a place (role `dem`), not an entity".to_owned());
                }
                self.entities.push(EntityRow { id, kind, parent, wikidata, place });
            }
            [id, lang, form, role, flags, gram, _] => {
                check_id(id)?;
                let language = match lang {
                    "mul" => None,
                    code => Some(code.parse::<Language>().map_err(|error| error.to_string())?),
                };
                check_form(form)?;
                let role = match role {
                    "-" => None,
                    word => Some(Role::parse(word).ok_or_else(|| unknown_role(word))?),
                };
                let flags = Flags::parse(flags)?;
                self.names.push(NameRow { id, language, form, role, flags, gram, place });
            }
            [office, country, entity] => {
                [office, country, entity].into_iter().try_for_each(check_id)?;
                self.offices.push(OfficeRow { office, country, entity, place });
            }
            _ => {}
        }
        Ok(())
    }
}

fn unknown_role(word: &str) -> String {
    format!(
        "unknown role `{word}`; roles are pref formal alias acr dem historic misspelling forbidden flag, `-` deletes"
    )
}

fn check_form(form: &str) -> Result<(), String> {
    if form.trim() == form && !form.is_empty() && !form.contains("  ") {
        return Ok(());
    }
    Err(format!("`{form}`: a form is not empty and has no double spaces or spaces at its ends"))
}

fn check_id(id: &str) -> Result<(), String> {
    let letter_first = id.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    if letter_first && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Ok(());
    }
    Err(format!("`{id}` is no id: a letter, then letters, digits, `-` and `_`"))
}
