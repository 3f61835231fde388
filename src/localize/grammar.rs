//! Gender, number and article of names, in French, Spanish and English.

use std::collections::BTreeMap;

use super::nouns::{ES_NOUNS_F, ES_NOUNS_M, ES_NOUNS_PL, ES_NOUNS_PL_F, FR_NOUNS_F, FR_NOUNS_M, FR_NOUNS_PL};
use crate::Language;
use crate::glossary::EntityKind;

/// Whether a name has a definite article in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    Always,
    /// Both ways are right.
    Optional,
    Never,
    /// The name begins with it: `Le Caire`, `El Salvador`.
    Own,
}

/// What the words around a name have to agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// Each is a fact of its own.
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Gram {
    pub(super) article: Article,
    pub(super) feminine: bool,
    pub(super) plural: bool,
    /// The first word is a common noun, as in `République dominicaine`.
    pub(super) noun: bool,
    /// French: "à la", not "en", for the place.
    pub(super) island: bool,
    /// French: "en" for the place although there is no article.
    pub(super) en: bool,
    /// A place, not an institution.
    pub(super) place: bool,
    /// A person: what stands before belongs to something else.
    pub(super) person: bool,
}

const BARE: Gram = Gram {
    article: Article::Never,
    feminine: false,
    plural: false,
    noun: false,
    island: false,
    en: false,
    place: true,
    person: false,
};

impl Gram {
    fn definite(feminine: bool, plural: bool) -> Self {
        Self { article: Article::Always, feminine, plural, ..BARE }
    }

    fn noun(feminine: bool, plural: bool) -> Self {
        Self { noun: true, ..Self::definite(feminine, plural) }
    }

    /// Reads the words of the column `gram`; `None` where they say nothing about an article.
    fn parse(words: &str) -> Option<Self> {
        let mut words = words.split(' ');
        let mut gram = BARE;
        let first = words.next()?;
        if first != "0" {
            gram.feminine = first.starts_with('f');
            gram.plural = first.ends_with("pl");
            let article = words.next()?;
            gram.article = if article.starts_with('(') { Article::Optional } else { Article::Always };
        }
        for word in words {
            gram.island |= word == "ile";
            gram.en |= word == "en";
            gram.noun |= word == "noun";
        }
        Some(gram)
    }
}

/// The table of names whose words do not show their grammar.
#[derive(Debug, Default)]
pub(super) struct Grammar(BTreeMap<(Language, String), Gram>);

impl Grammar {
    /// Adds the rows of a table `lang form gram`.
    pub(super) fn read(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((language, rest)) = line.split_once('\t')
                && let Some((form, words)) = rest.split_once('\t')
                && let Ok(language) = language.parse()
            {
                self.add(language, form, words);
            }
        }
    }

    /// Adds what the row of one name says, where it says something.
    pub(super) fn add(&mut self, language: Language, form: &str, words: &str) {
        if let Some(gram) = Gram::parse(words) {
            self.0.insert((language, form.to_owned()), gram);
        }
    }

    /// The grammar of a name; `None` where neither the table nor its first word tells it. `whole` is the preferred
    /// name, from which an acronym has its gender.
    pub(super) fn of(&self, language: Language, kind: EntityKind, form: &str, whole: &str) -> Option<Gram> {
        let place = matches!(
            kind,
            EntityKind::Country
                | EntityKind::Region
                | EntityKind::Subdivision
                | EntityKind::City
                | EntityKind::Place
        );
        let person = kind == EntityKind::Person;
        let listed = self.0.get(&(language, form.to_owned())).copied();
        let gram = listed.or_else(|| match language {
            Language::FR => french(kind, form, place),
            Language::ES => spanish(kind, form, place),
            _ => english(form, place || person),
        });
        let gram = gram.or_else(|| {
            let acronym = form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.contains(' ');
            let whole = self.0.get(&(language, whole.to_owned())).copied().or_else(|| match language {
                Language::FR => french(kind, whole, place),
                Language::ES => spanish(kind, whole, place),
                _ => None,
            });
            whole.filter(|gram| acronym && gram.article == Article::Always && !gram.plural)
        })?;
        // A state is a place whatever its first word: "en République tchèque".
        let noun = gram.noun && kind != EntityKind::Country;
        Some(Gram { noun, place, person, ..gram })
    }
}

/// True when `name` begins with its own article.
fn has_own_article(name: &str, articles: &[&str]) -> bool {
    articles
        .iter()
        .any(|article| name.strip_prefix(article).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

fn french(kind: EntityKind, name: &str, place: bool) -> Option<Gram> {
    if kind == EntityKind::Person {
        return Some(BARE);
    }
    if has_own_article(name, &["Le ", "La ", "Les ", "L'", "L’"]) {
        let (feminine, plural) = (name.starts_with("La "), name.starts_with("Les "));
        return Some(Gram { article: Article::Own, feminine, plural, ..BARE });
    }
    if kind == EntityKind::City {
        return Some(BARE);
    }
    let first = name.split([' ', '-']).next().unwrap_or(name).to_lowercase();
    let listed = |list: &[&str]| list.contains(&first.as_str());
    if listed(FR_NOUNS_PL) && (first != "pays" || name.contains("Bas")) {
        return Some(Gram::noun(false, true));
    }
    if listed(FR_NOUNS_F) {
        return Some(Gram::noun(true, false));
    }
    if listed(FR_NOUNS_M) {
        return Some(Gram::noun(false, false));
    }
    if !place {
        return None;
    }
    if matches!(first.as_str(), "saint" | "sainte" | "san" | "santa") {
        return Some(BARE);
    }
    Some(Gram::definite(first.ends_with('e'), false))
}

fn spanish(kind: EntityKind, name: &str, place: bool) -> Option<Gram> {
    if kind == EntityKind::Person {
        return Some(BARE);
    }
    if has_own_article(name, &["El ", "La ", "Los ", "Las "]) {
        let (feminine, plural) = (name.starts_with("La"), name.starts_with("Lo") || name.starts_with("Las"));
        return Some(Gram { article: Article::Own, feminine, plural, ..BARE });
    }
    if kind == EntityKind::City {
        return Some(BARE);
    }
    let first = name.split([' ', '-']).next().unwrap_or(name).to_lowercase();
    let listed = |list: &[&str]| list.contains(&first.as_str());
    if listed(ES_NOUNS_PL) || listed(ES_NOUNS_PL_F) {
        return Some(Gram::noun(listed(ES_NOUNS_PL_F), true));
    }
    if listed(ES_NOUNS_F) {
        return Some(Gram::noun(true, false));
    }
    if listed(ES_NOUNS_M) {
        return Some(Gram::noun(false, false));
    }
    place.then_some(BARE)
}

fn english(name: &str, plain: bool) -> Option<Gram> {
    if has_own_article(name, &["The "]) {
        return Some(Gram { article: Article::Own, ..BARE });
    }
    let heads = ["Republic", "Kingdom", "Islands", "Union", "Emirates", "Sea", "Ocean", "Strip"];
    if name.split(' ').any(|word| heads.contains(&word)) {
        return Some(Gram::definite(false, name.ends_with('s')));
    }
    plain.then_some(BARE)
}
