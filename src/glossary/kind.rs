//! What kind of thing an entity is.

use std::fmt;
use std::str::FromStr;

/// What kind of thing an entity is.
///
/// ```
/// use unisono::glossary::EntityKind;
/// assert_eq!(EntityKind::Country.to_string(), "country");
/// assert_eq!("org".parse(), Ok(EntityKind::Org));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EntityKind {
    /// A state, or a territory with a code of its own in ISO 3166-1.
    Country,
    /// A continent or a part of one.
    Region,
    /// A state, province or autonomous community of a country.
    Subdivision,
    /// A city or town.
    City,
    /// Any other place: a strip, a desert, a sea, a palace.
    Place,
    /// A person.
    Person,
    /// An institution, firm, party or movement.
    Org,
    /// A newspaper, broadcaster or agency.
    Media,
    /// A treaty or accord.
    Agreement,
    /// A war, tournament, exercise or summit.
    Event,
    /// A product or programme.
    Product,
    /// The people or the adjective of a place; such a mention has the id and the names of the place.
    Demonym,
}

const KINDS: [(EntityKind, &str); 12] = [
    (EntityKind::Country, "country"),
    (EntityKind::Region, "region"),
    (EntityKind::Subdivision, "subdivision"),
    (EntityKind::City, "city"),
    (EntityKind::Place, "place"),
    (EntityKind::Person, "person"),
    (EntityKind::Org, "org"),
    (EntityKind::Media, "media"),
    (EntityKind::Agreement, "agreement"),
    (EntityKind::Event, "event"),
    (EntityKind::Product, "product"),
    (EntityKind::Demonym, "demonym"),
];

impl EntityKind {
    /// The kind as it is written in files and in output.
    ///
    /// ```
    /// assert_eq!(unisono::glossary::EntityKind::Agreement.as_str(), "agreement");
    /// ```
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The number of the kind in the compiled form of a glossary.
    pub(crate) fn code(self) -> u8 {
        KINDS.iter().position(|(kind, _)| *kind == self).unwrap_or_default() as u8
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        KINDS.get(usize::from(code)).map(|(kind, _)| *kind)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word that is no [`EntityKind`].
impl FromStr for EntityKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind).ok_or_else(|| {
            format!("unknown kind `{word}`; kinds are {}", KINDS.map(|(_, word)| word).join(", "))
        })
    }
}

#[cfg(feature = "config")]
impl serde::Serialize for EntityKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "config")]
impl<'de> serde::Deserialize<'de> for EntityKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
