//! What a name stands for.

use std::borrow::Cow;
use std::fmt;

use super::compile::Tables;
use super::kind::EntityKind;
use super::of::of_country;
use super::vocabulary::NONE;
use crate::Language;

/// What a name is to its entity.
///
/// ```
/// use unisono::glossary::{Glossary, Role};
/// use unisono::Language;
/// let found = Glossary::builtin().find("the UN met", Language::EN);
/// assert_eq!(found[0].role, Role::Acronym);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The name that the press of the language uses; one per entity and language.
    Preferred,
    /// The full official name.
    Formal,
    /// Another name.
    Alias,
    /// An acronym or abbreviation.
    Acronym,
    /// The people or the adjective of a place.
    Demonym,
    /// A name of former times, of the same thing.
    Historic,
    /// A wrong spelling that occurs; found, never written.
    Misspelling,
    /// A name that must not be written; found, never written.
    Forbidden,
    /// A flag emoji.
    Flag,
}

/// Roles with the words that dictionary files have for them.
const ROLES: [(&str, Role); 9] = [
    ("pref", Role::Preferred),
    ("formal", Role::Formal),
    ("alias", Role::Alias),
    ("acr", Role::Acronym),
    ("dem", Role::Demonym),
    ("historic", Role::Historic),
    ("misspelling", Role::Misspelling),
    ("forbidden", Role::Forbidden),
    ("flag", Role::Flag),
];

impl Role {
    /// The role that a dictionary file writes as `word`.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        ROLES.iter().find(|(known, _)| *known == word).map(|(_, role)| *role)
    }

    /// The number of the role in the compiled form.
    pub(crate) fn code(self) -> u8 {
        ROLES.iter().position(|(_, role)| *role == self).unwrap_or_default() as u8
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        ROLES.get(usize::from(code)).map(|(_, role)| *role)
    }
}

/// Something with a name: a country, a city, a person, an institution.
///
/// ```
/// use unisono::glossary::{EntityKind, Glossary};
/// use unisono::Language;
/// let morocco = Glossary::builtin().entity("MA").expect("a country of ISO 3166-1");
/// assert_eq!(morocco.kind(), EntityKind::Country);
/// assert_eq!(morocco.name(Language::FR), "Maroc");
/// ```
#[derive(Clone, Copy)]
pub struct Entity<'g> {
    pub(crate) tables: &'g Tables,
    pub(crate) index: u32,
    /// The country of an office that has no entry of its own, else [`NONE`].
    pub(crate) country: u32,
}

impl<'g> Entity<'g> {
    pub(crate) fn new(tables: &'g Tables, index: u32) -> Self {
        Self { tables, index, country: NONE }
    }

    /// The office `office` of a country.
    pub(crate) fn office(tables: &'g Tables, office: u32, country: u32) -> Self {
        match tables.offices.get(&(office, country)) {
            Some(&index) => Self::new(tables, index),
            None => Self { tables, index: office, country },
        }
    }

    /// The id: the same in every language and version. Letters, digits, `-` and `_`; no colon.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// let glossary = Glossary::builtin();
    /// assert!(glossary.entity("US-CA").is_some_and(|state| state.id() == "US-CA"));
    /// assert!(glossary.entity("x-interior-ministry_MA").is_some());
    /// ```
    pub fn id(&self) -> Cow<'g, str> {
        let id = self.tables.entities.id(self.index);
        if self.country == NONE {
            return Cow::Borrowed(id);
        }
        Cow::Owned(format!("{id}_{}", self.tables.entities.id(self.country)))
    }

    /// What kind of thing it is.
    ///
    /// ```
    /// # use unisono::glossary::{EntityKind, Glossary};
    /// assert_eq!(Glossary::builtin().entity("x-rabat").map(|city| city.kind()), Some(EntityKind::City));
    /// ```
    pub fn kind(&self) -> EntityKind {
        self.tables.entities.kind(self.index)
    }

    /// The preferred name in `language`; in a language other than the three, the English one. Never empty.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let glossary = Glossary::builtin();
    /// let city = glossary.entity("x-london").expect("a capital");
    /// assert_eq!(city.name(Language::ES), "Londres");
    /// let office = glossary.entity("x-interior-ministry_IT").expect("an office of a country");
    /// assert_eq!(office.name(Language::FR), "ministère de l'Intérieur d'Italie");
    /// ```
    pub fn name(&self, language: Language) -> Cow<'g, str> {
        let name = self.own_name(self.index, language);
        if self.country == NONE {
            return Cow::Borrowed(name);
        }
        let country = self.own_name(self.country, language);
        let behind = of_country(language, self.tables.entities.id(self.country), country);
        Cow::Owned(format!("{name} {behind}"))
    }

    fn own_name(&self, entity: u32, language: Language) -> &'g str {
        let field = match language {
            Language::FR => 3,
            Language::ES => 4,
            _ => 2,
        };
        match self.tables.entities.field(entity, field) {
            "" => self.tables.entities.field(entity, 2),
            name => name,
        }
    }

    /// What it belongs to: the country of a city or a state.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// let rabat = Glossary::builtin().entity("x-rabat").expect("a capital");
    /// assert_eq!(rabat.parent().map(|country| country.id()).as_deref(), Some("MA"));
    /// ```
    pub fn parent(&self) -> Option<Entity<'g>> {
        let country = Some(self.country).filter(|&country| country != NONE);
        let parent = country.or_else(|| self.tables.entities.parent(self.index))?;
        Some(Self::new(self.tables, parent))
    }

    /// Its Wikidata id where a source gives one.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert_eq!(Glossary::builtin().entity("x-rabat").and_then(|city| city.wikidata()), None);
    /// ```
    pub fn wikidata(&self) -> Option<&'g str> {
        let id = self.tables.entities.field(self.index, 1);
        (self.country == NONE && !id.is_empty()).then_some(id)
    }
}

impl PartialEq for Entity<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.index, self.country) == (other.index, other.country) && std::ptr::eq(self.tables, other.tables)
    }
}

impl Eq for Entity<'_> {}

impl fmt::Debug for Entity<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Entity({})", self.id())
    }
}
