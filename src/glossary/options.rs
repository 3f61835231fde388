//! What the matcher does beyond its rules.

/// Options of [`Glossary::find_with`](super::Glossary::find_with), all off by default.
///
/// ```
/// use unisono::Language;
/// use unisono::glossary::{FindOptions, Glossary};
/// let text = "Novak Djokovic played well. Djokovic, 35, won.";
/// let options = FindOptions::default().short_forms(true);
/// let found = Glossary::builtin().find_with(text, |_| Language::EN, &options);
/// assert_eq!(found.len(), 2);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FindOptions {
    /// Links a person's last name behind the first mention of the whole name: `Vance` after `Cyrus Vance`.
    pub short_forms: bool,
    /// Takes names of several words with one letter wrong, missing, added or swapped in one of them.
    pub fuzzy: bool,
    /// Also reports names inside longer ones that are no places: the mentions then overlap, the longer one first.
    pub nested: bool,
}

impl FindOptions {
    /// Links short forms of persons.
    ///
    /// ```
    /// assert!(unisono::glossary::FindOptions::default().short_forms(true).short_forms);
    /// ```
    #[must_use]
    pub fn short_forms(mut self, on: bool) -> Self {
        self.short_forms = on;
        self
    }

    /// Takes names with one letter wrong.
    ///
    /// ```
    /// # use unisono::{Language, glossary::{FindOptions, Glossary, Role}};
    /// let options = FindOptions::default().fuzzy(true);
    /// let found = Glossary::builtin().find_with("met Emmanuel Macrn", |_| Language::EN, &options);
    /// assert_eq!((found[0].role, found[0].range.clone()), (Role::Misspelling, 4..18));
    /// ```
    #[must_use]
    pub fn fuzzy(mut self, on: bool) -> Self {
        self.fuzzy = on;
        self
    }

    /// Also reports names inside longer ones.
    ///
    /// ```
    /// # use unisono::{Language, glossary::{FindOptions, Glossary}};
    /// let options = FindOptions::default().nested(true);
    /// let found = Glossary::builtin().find_with("l'Assemblée générale de l'ONU", |_| Language::FR, &options);
    /// let ids: Vec<_> = found.iter().map(|mention| mention.entity.id()).collect();
    /// assert_eq!(ids, ["x-unga", "x-un"]);
    /// ```
    #[must_use]
    pub fn nested(mut self, on: bool) -> Self {
        self.nested = on;
        self
    }
}
