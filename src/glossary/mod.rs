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

mod builtin;
mod checks;
mod compile;
mod context;
mod entities;
mod entity;
mod evidence;
mod find;
mod flags;
mod fold;
mod forms;
mod gap;
mod kind;
mod layers;
mod of;
mod offices;
mod shape;
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

pub use checks::{check, check_over_builtin};
pub use entity::{Entity, Role};
pub use find::Mention;
pub use kind::EntityKind;
pub use stage::GlossaryStage;
pub use table::GlossaryError;

use crate::Language;
use compile::Tables;
use table::Rows;

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
        Ok(Self { tables: Tables::compile(Rows::read(files))? })
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
        find::find(&self.tables, text, &|_| language)
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
        find::find(&self.tables, text, &language)
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
