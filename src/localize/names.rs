//! Which name of an entity stands for another one in the target language.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::grammar::{Gram, Grammar};
use crate::Language;
use crate::glossary::{EntityKind, GlossaryError, Role, Rows, merge};

/// One name of an entity.
#[derive(Debug, Clone)]
struct Name {
    /// `None` for every language.
    language: Option<Language>,
    form: String,
    role: Role,
    gram: String,
}

/// One name of an entity in English, French and Spanish; empty where a language has no form of it.
type Variant = [String; 3];

/// The names of all entities, with their grammar.
#[derive(Debug, Default)]
pub(super) struct Names {
    of: BTreeMap<String, Vec<Name>>,
    kinds: BTreeMap<String, EntityKind>,
    grammar: Grammar,
    variants: BTreeMap<String, Vec<Variant>>,
    contested: BTreeSet<String>,
}

/// What a mention becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice<'n> {
    /// It is right as it stands.
    Valid(&'n str),
    /// This name stands for it.
    Write(&'n str),
    /// It is of another language, and no name can be put for it.
    Leave,
}

impl Names {
    /// The names of dictionary files, and the tables of grammar and of variants.
    pub(super) fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        grammar: &str,
        variants: &str,
    ) -> Result<Self, GlossaryError> {
        let mut rows = Rows::read(files);
        let mut problems = std::mem::take(&mut rows.problems);
        let merged = merge(&rows, &mut problems);
        if let Some(problem) = problems.into_iter().next() {
            return Err(problem);
        }
        let mut names = Self::default();
        names.grammar.read(grammar);
        for row in merged.names {
            let Some(role) = row.role else { continue };
            if let Some(language) = row.language
                && row.gram.contains(' ')
            {
                names.grammar.add(language, row.form, row.gram);
            }
            let (form, gram) = (row.form.to_owned(), row.gram.to_owned());
            let name = Name { language: row.language, form, role, gram };
            names.of.entry(row.id.to_owned()).or_default().push(name);
        }
        for row in merged.entities {
            names.kinds.extend(row.kind.map(|kind| (row.id.to_owned(), kind)));
        }
        for line in variants.lines() {
            if let Some(ids) = line.strip_prefix("#! contested=") {
                names.contested.extend(ids.split(' ').map(str::to_owned));
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if let ([id, rest @ ..], false) = (cells.as_slice(), line.starts_with('#'))
                && let [en, fr, es] = rest
            {
                let variant =
                    [en, fr, es].map(|form| if *form == "-" { String::new() } else { (*form).to_owned() });
                names.variants.entry((*id).to_owned()).or_default().push(variant);
            }
        }
        Ok(names)
    }

    /// True for a thing that has rival names.
    pub(super) fn is_contested(&self, id: &str) -> bool {
        self.contested.contains(id)
    }

    /// What the name `surface` of the entity `id` becomes in the language `target`.
    pub(super) fn choose(&self, id: &str, surface: &str, role: Role, target: Language) -> Choice<'_> {
        let Some(all) = self.of.get(id) else { return Choice::Leave };
        if matches!(role, Role::Misspelling | Role::Forbidden | Role::Flag) {
            return Choice::Leave;
        }
        let usable = |name: &&Name| !matches!(name.role, Role::Misspelling | Role::Forbidden | Role::Flag);
        let own = |name: &&Name| name.language.is_none_or(|language| language == target);
        let letters = letters_of(surface);
        let valid = all.iter().filter(usable).filter(own).find(|name| stands_for(&name.form, &letters));
        if let Some(name) = valid {
            return Choice::Valid(&name.form);
        }
        // The name of the target language itself, without its accents.
        let plain = folded(&letters);
        let bare =
            all.iter().filter(usable).filter(own).filter(|name| name.role == role || role != Role::Demonym);
        let kind = self.kinds.get(id).copied();
        if let Some(name) = bare.clone().find(|name| folded(&letters_of(&name.form)) == plain) {
            // How people and states of a federation are written is the writer's choice.
            let free = matches!(kind, Some(EntityKind::Person | EntityKind::Subdivision | EntityKind::Org));
            return if free { Choice::Leave } else { Choice::Write(&name.form) };
        }
        let source = all.iter().filter(usable).filter(|name| !own(name) && stands_for(&name.form, &letters));
        let Some(source) = source.min_by_key(|name| (name.role != role, name.language != Some(Language::EN)))
        else {
            return Choice::Leave;
        };
        if let Some(variant) = self.variant(id, source, target) {
            return if variant.is_empty() { Choice::Leave } else { Choice::Write(variant) };
        }
        if self.is_contested(id) && source.role != Role::Demonym {
            return Choice::Leave;
        }
        let institution = matches!(
            kind,
            Some(EntityKind::Org | EntityKind::Agreement | EntityKind::Event | EntityKind::Product)
        );
        let found = match source.role {
            Role::Demonym => demonym(all, source, target),
            Role::Acronym | Role::Preferred | Role::Alias if is_acronym(surface) => {
                let acronym = |name: &&Name| usable(name) && own(name) && is_acronym(&name.form);
                let acronym = all
                    .iter()
                    .filter(acronym)
                    .min_by_key(|name| (name.form.contains('.'), name.role == Role::Alias));
                acronym.filter(|_| kind != Some(EntityKind::Country))
            }
            // "Tory", "Oscar": one word of a name, or of something else.
            Role::Alias if institution && !surface.contains(' ') => None,
            Role::Formal => {
                let formal = |name: &&Name| name.role == Role::Formal && own(name);
                all.iter().find(formal).or_else(|| preferred(all, target))
            }
            Role::Alias if kind == Some(EntityKind::Person) => part(all, source, target),
            Role::Historic => None,
            _ => preferred(all, target),
        };
        found.map_or(Choice::Leave, |name| Choice::Write(&name.form))
    }

    /// The form of the very same name; empty where the target language has none, `None` where no table says.
    fn variant(&self, id: &str, source: &Name, target: Language) -> Option<&str> {
        let from = source.language.and_then(column)?;
        let to = column(target)?;
        let mut known = self.variants.get(id)?.iter().filter(|variant| {
            variant
                .get(from)
                .is_some_and(|form| folded(&letters_of(form)) == folded(&letters_of(&source.form)))
        });
        let first = known.next()?.get(to)?;
        let filled = known.filter_map(|variant| variant.get(to)).find(|form| !form.is_empty());
        Some(if first.is_empty() { filled.unwrap_or(first) } else { first })
    }

    /// Gender, number and article of a name that [`Names::choose`] gave.
    pub(super) fn gram(&self, id: &str, form: &str, target: Language) -> Option<Gram> {
        let kind = self.kinds.get(id).copied()?;
        let whole = self.of.get(id).and_then(|all| preferred(all, target));
        self.grammar.of(target, kind, form, whole.map_or("", |name| &name.form))
    }

    /// Names that the language `target` has for the entity.
    pub(super) fn in_language(&self, id: &str, target: Language) -> impl Iterator<Item = &str> {
        let all = self.of.get(id).map(Vec::as_slice).unwrap_or_default();
        let own = move |name: &&Name| name.language.is_none_or(|language| language == target);
        all.iter().filter(own).map(|name| &*name.form)
    }
}

fn column(language: Language) -> Option<usize> {
    [Language::EN, Language::FR, Language::ES].iter().position(|known| *known == language)
}

fn preferred(all: &[Name], target: Language) -> Option<&Name> {
    let preferred =
        |language| all.iter().find(|name| name.role == Role::Preferred && name.language == language);
    preferred(Some(target)).or_else(|| preferred(None))
}

/// The people or adjective with the same gender and number, where the source shows both.
fn demonym<'n>(all: &'n [Name], source: &Name, target: Language) -> Option<&'n Name> {
    let (gender, number) = source.gram.split_once('.')?;
    if !matches!(gender, "m" | "f") {
        return None;
    }
    // One form that both genders have says nothing.
    let both =
        all.iter().filter(|name| name.language == source.language && name.form == source.form).count() > 1;
    let same = |name: &&Name| {
        name.role == Role::Demonym
            && name.language == Some(target)
            && (name.gram == source.gram || name.gram == number)
    };
    let usual = |name: &&Name| !RARE.iter().any(|stem| name.form.starts_with(stem));
    if both {
        return None;
    }
    all.iter().filter(same).find(usual).or_else(|| all.iter().find(same))
}

/// Stems of peoples that the press has another word for.
const RARE: &[&str] = &["american", "norteamerican", "holandés", "holandes", "nip", "ceilan", "ucranio"];

/// The last words of a person's name, as many as the source has.
fn part<'n>(all: &'n [Name], source: &Name, target: Language) -> Option<&'n Name> {
    let words = source.form.split(' ').count();
    let whole = preferred(all, target)?;
    let from = preferred(all, source.language?)?;
    if !from.form.ends_with(&source.form) {
        return None;
    }
    all.iter().find(|name| {
        name.role == Role::Alias
            && name.language.is_none_or(|language| language == target)
            && whole.form.ends_with(&name.form)
            && name.form.split(' ').count() == words
    })
}

/// Letters, digits and apostrophes, composed: what names are compared by.
fn letters_of(name: &str) -> Vec<char> {
    name.nfc()
        .filter_map(|c| match c {
            '’' | 'ʼ' => Some('\''),
            '\'' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        })
        .collect()
}

/// All capitals, and one word.
fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && !name.contains(' ')
}

fn bare(c: char) -> char {
    std::iter::once(c).nfd().next().unwrap_or(c)
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn folded(letters: &[char]) -> Vec<char> {
    letters.iter().map(|c| lower(bare(*c))).collect()
}

/// True when `letters` are `form`; capitals may lack their accents.
fn stands_for(form: &str, letters: &[char]) -> bool {
    let form = letters_of(form);
    form.len() == letters.len()
        && form.iter().zip(letters).all(|(&wanted, &found)| {
            lower(wanted) == lower(found) || (found.is_uppercase() && lower(bare(wanted)) == lower(found))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_may_lack_accents_and_small_letters_may_not() {
        for (form, surface, wanted) in [
            ("États-Unis", "Etats Unis", true),
            ("México", "MEXICO", true),
            ("Haïti", "Haiti", false),
            ("Côte d’Ivoire", "Côte d'Ivoire", true),
            ("Mali", "Malí", false),
        ] {
            assert_eq!(stands_for(form, &letters_of(surface)), wanted, "{form} {surface}");
        }
    }
}
