//! Term bases as dictionaries of the glossary, and back.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::base::{Concept, Gathering, Reading, Status, TermBase};
use super::error::TermBaseError;
use super::tag;
use crate::glossary::{EntityKind, Role, Rows, builtin, merge};

/// The two files of a dictionary layer, as [`Glossary::from_tsv`](crate::glossary::Glossary::from_tsv) takes them.
///
/// ```
/// use unisono::Language;
/// use unisono::glossary::{EntityKind, Glossary};
/// use unisono::termbase::{Format, TermBase};
///
/// let base = TermBase::read(Format::Csv, "en,fr\nBlue Lab,Labo bleu\n".as_bytes(), &[])?.base;
/// let layer = base.to_layer("lab", "lab.csv", Some(EntityKind::Org))?;
/// let files = [("entities.tsv", layer.entities.as_str()), ("names.tsv", layer.names.as_str())];
/// let glossary = Glossary::from_tsv(files).expect("well formed");
/// assert_eq!(glossary.find("le Labo bleu", Language::FR)[0].range, 3..12);
/// # Ok::<(), unisono::termbase::TermBaseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// The text of `entities.tsv`.
    pub entities: String,
    /// The text of `names.tsv`.
    pub names: String,
    /// Names that no text could hold (nothing but separators), with how often.
    pub left_out: BTreeMap<String, usize>,
}

impl TermBase {
    /// The base as a dictionary layer named `name`, made from `origin` (a file's name, for the header). A concept
    /// without a kind gets `kind`. Forms are composed (NFC) and their runs of white space become one space; a tag's
    /// region does not count, since dictionaries go by language.
    ///
    /// # Errors
    /// A concept without a kind when `kind` is `None`; a kind that is not one of the glossary's.
    ///
    /// ```
    /// use unisono::termbase::{Format, TermBase};
    /// let base = TermBase::read(Format::Csv, "en,fr\nBlue Lab,Labo bleu\n".as_bytes(), &[])?.base;
    /// assert!(base.to_layer("lab", "lab.csv", None).unwrap_err().message.contains("no kind"));
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    pub fn to_layer(
        &self,
        name: &str,
        origin: &str,
        kind: Option<EntityKind>,
    ) -> Result<Layer, TermBaseError> {
        let mut entities = BTreeSet::new();
        let mut names = BTreeSet::new();
        let mut left_out = BTreeMap::new();
        let mut taken = HashSet::new();
        for concept in &self.concepts {
            let kind = kind_of(concept, kind)?;
            let id = free_id(concept, &mut taken);
            entities.insert(format!("{id}\t{kind}\t\t\t"));
            let (mut seen, mut preferred) = (HashSet::new(), HashSet::new());
            for term in &concept.terms {
                let form = clean(&term.form);
                if !form.chars().any(char::is_alphanumeric) {
                    *left_out.entry("names without a letter or digit".to_owned()).or_default() += 1;
                    continue;
                }
                let language = tag::language(&term.language);
                if !seen.insert((language, form.clone())) {
                    continue;
                }
                let acronym = form.chars().count() <= 3 && form.chars().all(char::is_uppercase);
                let role = match term.status {
                    Status::Deprecated => "forbidden",
                    Status::Preferred if preferred.insert(language) => "pref",
                    Status::Preferred | Status::Admitted if acronym => "acr",
                    Status::Preferred | Status::Admitted => "alias",
                };
                let code = language.map_or_else(|| "mul".to_owned(), |language| language.to_string());
                let flags = if acronym { "acr" } else { "" };
                names.insert(format!("{id}\t{code}\t{form}\t{role}\t{flags}\t\t"));
            }
        }
        let header = |columns: &str| {
            format!(
                "#! format=1\n#! layer={}\n#! licence=LicenseRef-unstated\n#! origin={}\n{columns}\n",
                clean(name),
                clean(origin)
            )
        };
        let table = |columns: &str, rows: &BTreeSet<String>| {
            rows.iter().fold(header(columns), |mut text, row| {
                let _ = writeln!(text, "{row}");
                text
            })
        };
        Ok(Layer {
            entities: table("id\tkind\tparent\twikidata\tnote", &entities),
            names: table("id\tlang\tform\trole\tflags\tgram\tsource", &names),
            left_out,
        })
    }

    /// The dictionaries that are built into the crate, as a term base; demonyms are left out.
    ///
    /// ```
    /// use unisono::termbase::TermBase;
    /// assert!(TermBase::builtin().concepts.iter().any(|concept| concept.id.as_deref() == Some("MA")));
    /// ```
    pub fn builtin() -> Self {
        // The files that the crate was built with are well formed: a test reads them.
        Self::from_layer(builtin::FILES).map(|reading| reading.base).unwrap_or_default()
    }

    /// A term base from dictionary files, as [`Glossary::from_tsv`](crate::glossary::Glossary::from_tsv) takes them.
    /// Demonyms are no names of their country and are left out.
    ///
    /// # Errors
    /// The first row that is not well formed.
    ///
    /// ```
    /// use unisono::termbase::TermBase;
    /// let entities = "#! format=1\nid\tkind\tparent\twikidata\tnote\nx-lab\torg\t\t\t\n";
    /// let names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nx-lab\ten\tBlue Lab\tpref\t\t\t\n";
    /// let base = TermBase::from_layer([("entities.tsv", entities), ("names.tsv", names)])?.base;
    /// assert_eq!(base.concepts[0].kind.as_deref(), Some("org"));
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    pub fn from_layer<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Reading, TermBaseError> {
        let rows = Rows::read(files);
        let mut problems = rows.problems.clone();
        let merged = merge(&rows, &mut problems);
        if let Some(first) = problems.first() {
            return Err(TermBaseError::whole(first.to_string()));
        }
        let kinds: HashMap<&str, EntityKind> =
            merged.entities.iter().filter_map(|row| Some((row.id, row.kind?))).collect();
        let mut gathering = Gathering::default();
        // The preferred name comes first in each language.
        let mut names = merged.names;
        names.sort_by_key(|row| (row.id, row.language, row.role != Some(Role::Preferred), row.form));
        for row in names {
            let status = match row.role {
                Some(Role::Demonym) => {
                    gathering.left_out("demonyms");
                    continue;
                }
                Some(Role::Preferred) => Status::Preferred,
                Some(Role::Misspelling | Role::Forbidden) => Status::Deprecated,
                _ => Status::Admitted,
            };
            let kind = kinds.get(row.id).map(ToString::to_string);
            let concept = gathering.concept(Some(row.id), kind.as_deref());
            let code = row.language.map_or_else(|| "mul".to_owned(), |language| language.to_string());
            gathering.add(concept, &code, row.form, status);
        }
        Ok(gathering.done())
    }
}

fn kind_of(concept: &Concept, fallback: Option<EntityKind>) -> Result<EntityKind, TermBaseError> {
    let first = concept.terms.first().map_or("", |term| term.form.as_str());
    match (&concept.kind, fallback) {
        (Some(kind), _) => kind
            .parse()
            .map_err(|error: String| TermBaseError::whole(format!("`{}`: {error}", first.escape_debug()))),
        (None, Some(kind)) => Ok(kind),
        (None, None) => Err(TermBaseError::whole(format!(
            "`{}` has no kind: add a column `kind`, or give one for all (`--kind org`)",
            first.escape_debug()
        ))),
    }
}

/// NFC, and single spaces where white space or control characters are.
fn clean(form: &str) -> String {
    let composed: String = form.nfc().collect();
    composed
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// An id of letters, digits, `-` and `_` that no other concept has: the concept's own, or one made of its first name.
fn free_id(concept: &Concept, taken: &mut HashSet<String>) -> String {
    let own = concept.id.as_deref().unwrap_or_default();
    let fits = own.starts_with(|first: char| first.is_ascii_alphabetic())
        && own.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let base = if fits {
        own.to_owned()
    } else {
        let from =
            if own.is_empty() { concept.terms.first().map_or("", |term| term.form.as_str()) } else { own };
        let folded: String = from.nfd().filter(char::is_ascii).collect::<String>().to_ascii_lowercase();
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        format!("x-{}", if words.is_empty() { "term".to_owned() } else { words.join("-") })
    };
    if taken.insert(base.clone()) {
        return base;
    }
    // Numbers go on from how many ids there are, so that a thousand equal names do not count up from 2 each.
    let mut number = taken.len();
    loop {
        number += 1;
        let id = format!("{base}-{number}");
        if taken.insert(id.clone()) {
            return id;
        }
    }
}
