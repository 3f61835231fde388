//! What a name stands for.

use std::sync::Arc;

use super::kind::EntityKind;
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

impl Role {
    /// The role that a dictionary file writes as `word`.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "pref" => Self::Preferred,
            "formal" => Self::Formal,
            "alias" => Self::Alias,
            "acr" => Self::Acronym,
            "dem" => Self::Demonym,
            "historic" => Self::Historic,
            "misspelling" => Self::Misspelling,
            "forbidden" => Self::Forbidden,
            "flag" => Self::Flag,
            _ => return None,
        })
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub(crate) id: Arc<str>,
    pub(crate) kind: EntityKind,
    pub(crate) parent: Option<String>,
    pub(crate) wikidata: Option<String>,
    /// English, French, Spanish; none empty.
    pub(crate) names: [Arc<str>; 3],
}

impl Entity {
    /// The id: the same in every language and version. Letters, digits, `-` and `_`; no colon.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert_eq!(Glossary::builtin().entity("US-CA").map(|state| state.id()), Some("US-CA"));
    /// ```
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What kind of thing it is.
    ///
    /// ```
    /// # use unisono::glossary::{EntityKind, Glossary};
    /// assert_eq!(Glossary::builtin().entity("x-rabat").map(|city| city.kind()), Some(EntityKind::City));
    /// ```
    pub fn kind(&self) -> EntityKind {
        self.kind
    }

    /// The preferred name in `language`; in a language other than the three, the English one. Never empty.
    ///
    /// ```
    /// # use unisono::{Language, glossary::Glossary};
    /// let city = Glossary::builtin().entity("x-london").expect("a capital");
    /// assert_eq!(city.name(Language::ES), "Londres");
    /// ```
    pub fn name(&self, language: Language) -> &str {
        let [english, french, spanish] = &self.names;
        match language {
            Language::FR => french,
            Language::ES => spanish,
            _ => english,
        }
    }

    /// The id of what it belongs to: the country of a city or a state.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert_eq!(Glossary::builtin().entity("x-rabat").and_then(|city| city.parent()), Some("MA"));
    /// ```
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// Its Wikidata id where a source gives one.
    ///
    /// ```
    /// # use unisono::glossary::Glossary;
    /// assert_eq!(Glossary::builtin().entity("MA").and_then(|country| country.wikidata()), None);
    /// ```
    pub fn wikidata(&self) -> Option<&str> {
        self.wikidata.as_deref()
    }
}
