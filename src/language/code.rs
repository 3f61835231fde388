//! Languages as BCP 47 codes.

use std::fmt;
use std::str::FromStr;

/// A language: the primary subtag of a BCP 47 code, two or three letters (`en`, `fr`, `gsw`), or `und`.
///
/// Regions and scripts are not part of it: `fr-CA` is `fr`.
///
/// ```
/// use unisono::Language;
/// assert_eq!(Language::FR.to_string(), "fr");
/// assert_eq!("fr-CA".parse::<Language>()?, Language::FR);
/// assert!(Language::UND.is_undetermined());
/// # Ok::<(), unisono::language::InvalidLanguage>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const EN: Self = Self(*b"en\0");
    /// French.
    pub const FR: Self = Self(*b"fr\0");
    /// Spanish.
    pub const ES: Self = Self(*b"es\0");
    /// No language, or an unknown one.
    pub const UND: Self = Self(*b"und");

    /// A language by its code in lower case, padded to three bytes with NUL.
    pub(crate) const fn of(code: [u8; 3]) -> Self {
        Self(code)
    }

    /// The code, lower case.
    ///
    /// ```
    /// assert_eq!(unisono::Language::EN.code(), "en");
    /// ```
    pub fn code(&self) -> &str {
        let length = if self.0[2] == 0 { 2 } else { 3 };
        // Only ASCII letters get in, so this never falls back.
        std::str::from_utf8(&self.0[..length]).unwrap_or("und")
    }

    /// True for `und`.
    ///
    /// ```
    /// assert!(!unisono::Language::EN.is_undetermined());
    /// ```
    pub fn is_undetermined(self) -> bool {
        self == Self::UND
    }
}

impl Default for Language {
    /// `und`.
    fn default() -> Self {
        Self::UND
    }
}

/// A code that is no BCP 47 language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no BCP 47 language code; codes look like `en`, `fr-CA` or `und`")]
pub struct InvalidLanguage(String);

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let mut subtags = code.split(['-', '_']);
        let primary = subtags.next().unwrap_or_default().as_bytes();
        let well_formed = subtags
            .all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if !well_formed || !(2..=3).contains(&primary.len()) || !primary.iter().all(u8::is_ascii_alphabetic) {
            return Err(InvalidLanguage(code.chars().take(40).collect()));
        }
        let mut bytes = [0; 3];
        for (to, from) in bytes.iter_mut().zip(primary) {
            *to = from.to_ascii_lowercase();
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(feature = "config")]
impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(feature = "config")]
impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}
