//! Names of places, people and institutions, found in a text and linked to one id across languages.
//!
//! A name is matched word by word on the text as it stands: case, accents, kinds of apostrophe, hyphen and space do
//! not matter, except that an upper-case letter of the name must be upper case in the text (`US` is not `us`).
//!
//! ```
//! use unisono::glossary::Glossary;
//! use unisono::Language;
//!
//! let glossary = Glossary::builtin();
//! let found = glossary.find("Selon l’ONU, les Etats-Unis sont d'accord.", Language::FR);
//! let names: Vec<_> = found.iter().map(|mention| mention.entity.name(Language::EN)).collect();
//! assert_eq!(names, ["United Nations", "United States"]);
//! ```
//!
//! The dictionaries are tab-separated files; `dictionaries/glossary/README.md` describes them.

mod binary;
pub(crate) mod builtin;
mod checks;
mod compile;
mod context;
mod damaged;
mod damaged_words;
mod entities;
mod entity;
mod evidence;
mod files;
mod find;
mod flags;
mod fold;
mod forms;
mod fuzzy;
mod gap;
mod kind;
mod layers;
mod nested;
mod of;
mod offices;
mod options;
mod shape;
mod short;
mod stage;
mod subject;
mod table;
mod token;
mod trie;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::OnceLock;

pub use checks::{check, check_over_builtin};
pub use entity::{Entity, Role};
pub use find::Mention;
pub use kind::EntityKind;
pub use options::FindOptions;
pub use stage::GlossaryStage;
pub use table::GlossaryError;

use crate::Language;
use compile::Tables;
pub(crate) use files::read as layer_files;
use find::Search;
use fuzzy::Neighbours;
pub(crate) use layers::merge;
pub(crate) use table::Rows;

/// Dictionaries, ready to find names.
///
/// ```
/// # use unisono::{Language, glossary::Glossary};
/// let found = Glossary::builtin().find("Spain's exports", Language::EN);
/// assert_eq!(found[0].range, 0..5);
/// ```
#[derive(Debug, Default)]
pub struct Glossary {
    tables: Tables,
    /// Made at the first fuzzy search.
    neighbours: OnceLock<Neighbours>,
    /// Made at the first search for damaged names.
    damaged: OnceLock<damaged::Index>,
}

impl Glossary {
    /// The dictionaries that are built into the crate: countries and regions of CLDR, capitals, demonyms, and a
    /// hand-written list of institutions, people, media and agreements. Prepared at first use.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert!(Glossary::builtin().entities().len() > 500);
    /// ```
    pub fn builtin() -> &'static Self {
        &builtin::GLOSSARY
    }

    /// A glossary from files alone: pairs of a file's name, for messages, and its text. Later files add to earlier
    /// ones, override or delete.
    ///
    /// # Errors
    /// The first row that is not well formed, names an unknown entity, or leaves an entity without preferred name.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let entities = "#! format=1\nid\tkind\tparent\twikidata\tnote\nx-lab\torg\t\t\t\n";
    /// let names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nx-lab\ten\tBlue Lab\tpref\t\t\t\n";
    /// let glossary = Glossary::from_tsv([("entities.tsv", entities), ("names.tsv", names)])?;
    /// assert_eq!(glossary.find("the Blue Lab's staff", Language::EN)[0].range, 4..12);
    /// # Ok::<(), unisono::glossary::GlossaryError>(())
    /// ```
    pub fn from_tsv<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, GlossaryError> {
        let files: Vec<_> = files.into_iter().collect();
        let mut tables = Tables::compile(Rows::read(files.iter().copied()))?;
        tables.inputs = Self::fingerprint_of(files);
        Ok(Self::from(tables))
    }

    /// The compiled form: loads much faster than the files that it is from, and is the same on every platform.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let bytes = Glossary::builtin().to_bytes();
    /// let loaded = Glossary::from_bytes(&bytes)?;
    /// assert_eq!(loaded.find("Spain's exports", Language::EN)[0].range, 0..5);
    /// # Ok::<(), unisono::glossary::GlossaryError>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        binary::write(&self.tables)
    }

    /// A glossary from its compiled form.
    ///
    /// # Errors
    /// Bytes that are no compiled form, one of another version of the format, or a damaged one.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert!(Glossary::from_bytes(b"id\tkind").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GlossaryError> {
        Ok(Self::from(binary::read(bytes)?))
    }

    /// True for bytes that begin as a compiled form does, of whatever version.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert!(Glossary::is_compiled(&Glossary::builtin().to_bytes()) && !Glossary::is_compiled(b"id\tkind"));
    /// ```
    pub fn is_compiled(bytes: &[u8]) -> bool {
        binary::is_compiled(bytes)
    }

    /// A fingerprint of the files that the glossary is from: what is compiled from other files has another one.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// let names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tMoroc\tmisspelling\t\t\t\n";
    /// let glossary = Glossary::from_bytes(&Glossary::builtin().to_bytes())?;
    /// assert_eq!(glossary.fingerprint(), Glossary::builtin().fingerprint());
    /// assert_ne!(glossary.fingerprint(), Glossary::builtin_with([("mine.tsv", names)])?.fingerprint());
    /// # Ok::<(), unisono::glossary::GlossaryError>(())
    /// ```
    pub fn fingerprint(&self) -> u64 {
        self.tables.inputs
    }

    /// The fingerprint that a glossary of these files has, for telling a stale compiled form without reading them.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert_ne!(Glossary::fingerprint_of([("a", "b")]), Glossary::fingerprint_of([("a", "c")]));
    /// ```
    pub fn fingerprint_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> u64 {
        files.into_iter().fold(0, |hash, (_, text)| binary::fingerprint(hash, text.as_bytes()))
    }

    /// The built-in dictionaries with files over them, as [`Glossary::from_tsv`] takes them.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tSharifian Empire\thistoric\t\t\t\n";
    /// let glossary = Glossary::builtin_with([("mine.tsv", names)])?;
    /// assert_eq!(glossary.find("the Sharifian Empire", Language::EN)[0].entity.id(), "MA");
    /// # Ok::<(), unisono::glossary::GlossaryError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Glossary::from_tsv`].
    pub fn builtin_with<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, GlossaryError> {
        Self::from_tsv(builtin::FILES.into_iter().chain(files))
    }

    /// The names in a text that is in one language, in order, not overlapping. Names of the other languages are tried
    /// on what that language does not explain.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let glossary = Glossary::builtin();
    /// assert_eq!(glossary.find("Tell US officials", Language::EN).len(), 1);
    /// assert_eq!(glossary.find("They told us", Language::EN).len(), 0);
    /// ```
    pub fn find(&self, text: &str, language: Language) -> Vec<Mention<'_>> {
        self.find_with(text, |_| language, &FindOptions::default())
    }

    /// As [`Glossary::find`], for a text in several languages: `language` is asked for the language of a range of
    /// bytes.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let text = "Le ministre chinois / old china cups";
    /// let language = |range: std::ops::Range<usize>| if range.start < 21 { Language::FR } else { Language::EN };
    /// assert_eq!(Glossary::builtin().find_in(text, language).len(), 1);
    /// ```
    pub fn find_in(&self, text: &str, language: impl Fn(Range<usize>) -> Language) -> Vec<Mention<'_>> {
        self.find_with(text, language, &FindOptions::default())
    }

    /// As [`Glossary::find_in`], with options.
    ///
    /// ```
    /// # use unisono::{Language, glossary::{FindOptions, Glossary}};
    /// let options = FindOptions::default().nested(true);
    /// let found = Glossary::builtin().find_with("the EU", |_| Language::EN, &options);
    /// assert_eq!(found[0].range, 4..6);
    /// ```
    pub fn find_with(
        &self,
        text: &str,
        language: impl Fn(Range<usize>) -> Language,
        options: &FindOptions,
    ) -> Vec<Mention<'_>> {
        let neighbours = options.fuzzy.then(|| self.neighbours.get_or_init(|| Neighbours::new(&self.tables)));
        let search = Search { tables: &self.tables, language: &language, options: *options, neighbours };
        find::find(text, search)
    }

    /// False when no mention can end with `text`: its last word is in no name. Much cheaper than a search.
    pub(crate) fn may_end(&self, text: &str) -> bool {
        // Words do not go over white space.
        let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        token::Tokens::with_seed(last, self.tables.seed).last().is_some_and(|token| {
            let word = last.get(token.start..token.end).unwrap_or_default();
            token.flag.is_some() || self.tables.words.word(token.hash, word) != vocabulary::NONE
        })
    }

    /// Damaged names beside those that are found.
    pub(crate) fn damaged<'g>(&'g self, text: &str, found: &[Mention<'g>]) -> Vec<damaged::Damaged<'g>> {
        let index = self.damaged.get_or_init(|| damaged::Index::new(&self.tables));
        damaged::damaged(&self.tables, index, text, found)
    }

    /// The entity with this id; the id of an office of a country is that of the office, `_`, and that of the country.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let entity = Glossary::builtin().entity("x-un").expect("in the hand-written layer");
    /// assert_eq!(entity.name(Language::EN), "United Nations");
    /// ```
    pub fn entity(&self, id: &str) -> Option<Entity<'_>> {
        if let Some(index) = self.tables.entities.position(id) {
            return Some(Entity::new(&self.tables, index));
        }
        let (office, country) = id.rsplit_once('_')?;
        let [office, country] = [office, country].map(|id| self.tables.entities.position(id));
        let (office, country) = office.zip(country)?;
        (self.tables.templates.contains(&office) && self.tables.entities.kind(country) == EntityKind::Country)
            .then(|| Entity::office(&self.tables, office, country))
    }

    /// All entities, in the order of their ids.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// let ids: Vec<_> = Glossary::builtin().entities().map(|entity| entity.id()).collect();
    /// assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    /// ```
    pub fn entities(&self) -> impl ExactSizeIterator<Item = Entity<'_>> {
        (0..self.tables.entities.len()).map(|index| Entity::new(&self.tables, index as u32))
    }
}

impl From<Tables> for Glossary {
    fn from(tables: Tables) -> Self {
        Self { tables, neighbours: OnceLock::new(), damaged: OnceLock::new() }
    }
}
