//! Rewrites names to a language: `de Spain` to `d'Espagne`, with the article, the preposition, the contraction and
//! the elision that the new name wants.
//!
//! A name that the target language knows is left alone, also when it is not the preferred one. A name of another
//! language becomes the target's name of the same role: an acronym an acronym, an adjective an adjective. In text of
//! another language only the name is changed. Titles of works, names inside other names and rival names of contested
//! places are left.
//!
//! ```
//! use unisono::Language;
//! use unisono::localize::Localizer;
//!
//! let french = Localizer::new(Language::FR)?;
//! assert_eq!(french.rewrite("Les avocats de Cairo, en Netherlands", Language::FR), "Les avocats du Caire, aux Pays-Bas");
//! # Ok::<(), unisono::localize::LocalizeError>(())
//! ```

mod before;
mod english;
mod french;
mod grammar;
mod guard;
mod lexicon;
mod names;
mod nouns;
mod spanish;
mod stage;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub use stage::Localize;

use crate::Language;
use crate::glossary::{EntityKind, Glossary, GlossaryError, Mention, Role, builtin};
use before::{Repair, disagrees};
use names::{Choice, Names};

const GRAMMAR: &str = include_str!("../../dictionaries/glossary/hand/grammar.tsv");
const VARIANTS: &str = include_str!("../../dictionaries/glossary/hand/variants.tsv");

static BUILTIN: LazyLock<Arc<Names>> = LazyLock::new(|| {
    // A test reads the same files, so an error here cannot leave the repository.
    Arc::new(Names::read(builtin::FILES, GRAMMAR, VARIANTS).unwrap_or_default())
});

/// Mentions that are less sure are left.
const MIN_CONFIDENCE: f32 = 0.6;

/// Why there is no [`Localizer`].
///
/// ```
/// use unisono::{Language, localize::Localizer};
/// assert_eq!(Localizer::new(Language::UND).unwrap_err().to_string(), "`und` is no target; targets are en, fr, es");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LocalizeError {
    /// Names are rewritten to English, French and Spanish.
    #[error("`{0}` is no target; targets are en, fr, es")]
    Target(Language),
    /// A dictionary layer is not well formed.
    #[error("a layer of the glossary is not well formed")]
    Layer(#[from] GlossaryError),
}

/// One change that a [`Localizer`] proposes.
///
/// ```
/// use unisono::{Language, localize::Localizer};
/// let rewrites = Localizer::new(Language::ES)?.rewrites("viajó al Spain", |_| Language::ES);
/// assert_eq!((rewrites[0].range.clone(), rewrites[0].text.as_str()), (7..15, "a España"));
/// # Ok::<(), unisono::localize::LocalizeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rewrite {
    /// What is replaced, in bytes: the name and the words before it that change with it.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
    /// `name` where the name alone changes, `determiner` where the words before it do too, `contraction` where only
    /// they do.
    pub rule: &'static str,
}

/// Rewrites names to one language.
///
/// ```
/// use unisono::{Language, localize::Localizer};
/// let spanish = Localizer::new(Language::ES)?;
/// assert_eq!(spanish.rewrite("viajó al Spain", Language::ES), "viajó a España");
/// assert_eq!(spanish.rewrite("The king of Morocco spoke", Language::EN), "The king of Marruecos spoke");
/// # Ok::<(), unisono::localize::LocalizeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Localizer {
    target: Language,
    names: Arc<Names>,
    /// `None` for the built-in dictionaries.
    glossary: Option<Arc<Glossary>>,
}

impl Localizer {
    /// Rewrites to `target` with the built-in dictionaries.
    ///
    /// # Errors
    /// A target other than English, French and Spanish.
    ///
    /// ```
    /// use unisono::{Language, localize::Localizer};
    /// assert!(Localizer::new(Language::EN).is_ok());
    /// ```
    pub fn new(target: Language) -> Result<Self, LocalizeError> {
        if ![Language::EN, Language::FR, Language::ES].contains(&target) {
            return Err(LocalizeError::Target(target));
        }
        Ok(Self { target, names: Arc::clone(&BUILTIN), glossary: None })
    }

    /// The same with dictionary files over the built-in ones, as [`Glossary::builtin_with`] takes them. Their column
    /// `gram` says the gender, the number and the article of a name: `f.sg la`, `m.pl les`, `0`.
    ///
    /// # Errors
    /// As [`Localizer::new`], and for a file that is not well formed.
    ///
    /// ```
    /// use unisono::{Language, localize::Localizer};
    /// let entities = "#! format=1\nid\tkind\tparent\twikidata\tnote\nx-lab\torg\t\t\t\n";
    /// let names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\n\
    ///     x-lab\ten\tBlue Lab\tpref\t\t\t\nx-lab\tfr\tLabo bleu\tpref\t\tm.sg le\t\n";
    /// let french = Localizer::with_layers(Language::FR, [("entities.tsv", entities), ("names.tsv", names)])?;
    /// assert_eq!(french.rewrite("les travaux de Blue Lab", Language::FR), "les travaux du Labo bleu");
    /// # Ok::<(), unisono::localize::LocalizeError>(())
    /// ```
    pub fn with_layers<'a>(
        target: Language,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LocalizeError> {
        let files: Vec<_> = files.into_iter().collect();
        let glossary = Glossary::builtin_with(files.iter().copied())?;
        let names = Names::read(builtin::FILES.into_iter().chain(files), GRAMMAR, VARIANTS)?;
        Ok(Self { names: Arc::new(names), glossary: Some(Arc::new(glossary)), ..Self::new(target)? })
    }

    fn glossary(&self) -> &Glossary {
        self.glossary.as_deref().unwrap_or_else(|| Glossary::builtin())
    }

    /// The text, which is in one language, with its names rewritten.
    ///
    /// ```
    /// use unisono::{Language, localize::Localizer};
    /// let french = Localizer::new(Language::FR)?;
    /// assert_eq!(french.rewrite("Le Japan et la NATO", Language::FR), "Le Japon et l'OTAN");
    /// # Ok::<(), unisono::localize::LocalizeError>(())
    /// ```
    pub fn rewrite<'t>(&self, text: &'t str, language: Language) -> Cow<'t, str> {
        let rewrites = self.rewrites(text, |_| language);
        if rewrites.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for rewrite in rewrites {
            out.push_str(text.get(at..rewrite.range.start).unwrap_or_default());
            out.push_str(&rewrite.text);
            at = rewrite.range.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// What to change in a text, in order and not overlapping; `language` is asked for the language of a range of
    /// bytes. Where it is not known nothing is changed.
    ///
    /// ```
    /// use unisono::{Language, localize::Localizer};
    /// let french = Localizer::new(Language::FR)?;
    /// assert!(french.rewrites("La Grande-Bretagne et le Maroc", |_| Language::FR).is_empty());
    /// # Ok::<(), unisono::localize::LocalizeError>(())
    /// ```
    pub fn rewrites(&self, text: &str, language: impl Fn(Range<usize>) -> Language) -> Vec<Rewrite> {
        let quotations = guard::quotations(text);
        let mut found = Vec::new();
        let mut end = 0;
        let mut mentions = self.glossary().find_in(text, &language);
        mentions.retain(|mention| mention.confidence >= MIN_CONFIDENCE);
        self.add_foreign(text, &language, &mut mentions);
        for mention in mentions {
            let own = language(mention.range.clone());
            if own.is_undetermined() {
                continue;
            }
            let from = mention.range.end;
            let rewrite = self.of_mention(text, &mention, own, &quotations);
            if let Some(rewrite) = rewrite.filter(|rewrite| rewrite.range.start >= end) {
                end = from;
                found.push(rewrite);
            }
        }
        found
    }

    /// Adds names that the glossary does not take in a text of another language, because they could be words of it:
    /// acronyms of two letters behind an article, and adjectives that no word of the text's language is like.
    fn add_foreign<'s>(
        &'s self,
        text: &str,
        language: &impl Fn(Range<usize>) -> Language,
        mentions: &mut Vec<Mention<'s>>,
    ) {
        let known = mentions.len();
        for mention in self.glossary().find_in(text, |_| Language::UND) {
            let own = language(mention.range.clone());
            let Some(surface) = text.get(mention.range.clone()) else { continue };
            let foreign = match mention.role {
                Role::Demonym => own == self.target && lexicon::is_unknown(surface, own),
                Role::Acronym | Role::Alias if surface.len() == 2 => {
                    own == self.target
                        && before::before(text, mention.range.start)
                            .is_some_and(|first| matches!(first.word.as_str(), "the" | "la" | "l"))
                }
                _ => false,
            };
            let at = mentions.get(..known).unwrap_or_default();
            let at = at.partition_point(|one| one.range.end <= mention.range.start);
            if foreign
                && mentions.get(at).is_none_or(|one| at >= known || one.range.start >= mention.range.end)
            {
                mentions.push(mention);
            }
        }
        mentions.sort_by_key(|mention| mention.range.start);
    }

    fn of_mention(
        &self,
        text: &str,
        mention: &Mention<'_>,
        language: Language,
        quotations: &[Range<usize>],
    ) -> Option<Rewrite> {
        let surface = text.get(mention.range.clone())?;
        let id = mention.entity.id();
        let target = self.target;
        let name = match self.names.choose(&id, surface, mention.role, target) {
            Choice::Valid(_) => return self.contraction(text, mention, language),
            Choice::Leave => return None,
            Choice::Write(name) => name,
        };
        if mention.kind == EntityKind::Media
            || guard::in_other_name(text, &mention.range, language == Language::EN)
        {
            return None;
        }
        if let Some(quotation) = guard::around(quotations, &mention.range)
            && (self.names.is_contested(&id) || guard::is_title(text, quotation, &mention.range))
        {
            return None;
        }
        let start = mention.range.start;
        let end = mention.range.end;
        if mention.role == Role::Demonym {
            return adjective(text, mention, name, language == target, target);
        }
        if language != target {
            return Some(Rewrite { range: start..end, text: name.to_owned(), rule: "name" });
        }
        if self.doubled(text, &mention.range, &id) {
            return None;
        }
        let gram = self.names.gram(&id, name, target);
        let Repair { start: from, lead, name } = match target {
            Language::FR => french::repair(text, start, name, gram),
            Language::ES => spanish::repair(text, start, name, gram),
            _ => Some(english::repair(text, start, name, gram)),
        }?;
        let changed = text.get(from..start)? != lead;
        // A subject has no preposition; behind one the verb belongs to something else.
        let subject =
            ["", "le ", "la ", "l'", "les ", "el ", "los ", "las "].contains(&lead.to_lowercase().as_str());
        if subject && gram.is_some_and(|gram| disagrees(text, end, gram.plural)) {
            return None;
        }
        if changed {
            return Some(Rewrite { range: from..end, text: lead + &name, rule: "determiner" });
        }
        Some(Rewrite { range: start..end, text: name, rule: "name" })
    }

    /// A name of the target language with its own article, behind a contraction that takes another one: "del El
    /// Salvador".
    fn contraction(&self, text: &str, mention: &Mention<'_>, language: Language) -> Option<Rewrite> {
        if language != self.target || mention.role == Role::Demonym {
            return None;
        }
        let (start, end) = (mention.range.start, mention.range.end);
        let name = text.get(start..end)?;
        let first = before::before(text, start)?;
        let article = name.split(' ').next()?;
        let (lead, name) = match (self.target, first.word.as_str(), article) {
            (Language::ES, "del", "El" | "La" | "Los" | "Las") => ("de ", name),
            (Language::ES, "al", "El" | "La" | "Los" | "Las") => ("a ", name),
            (Language::FR, "du" | "de", "Le") => ("du ", name.split_once(' ')?.1),
            (Language::FR, "au" | "à", "Le") => ("au ", name.split_once(' ')?.1),
            _ => return None,
        };
        let repair = Repair { start: first.start, lead: lead.to_owned(), name: name.to_owned() };
        let Repair { start, lead, name } = repair.capital(first.capital);
        Some(Rewrite { range: start..end, text: lead + &name, rule: "contraction" })
    }

    /// True when the words around the mention complete it to a name of the target language already.
    fn doubled(&self, text: &str, range: &Range<usize>, id: &str) -> bool {
        let Some(surface) = text.get(range.clone()) else { return false };
        let head = text.get(..range.start).unwrap_or_default();
        let tail = text.get(range.end..).unwrap_or_default();
        self.names.in_language(id, self.target).any(|name| {
            name.len() > surface.len()
                && name.match_indices(surface).any(|(at, _)| {
                    let (before, after) = name.split_at(at);
                    let after = after.get(surface.len()..).unwrap_or_default();
                    head.ends_with(before) && tail.starts_with(after)
                })
        })
    }
}

/// An adjective or a people, with the capital that the source has where the language wants one.
fn adjective(
    text: &str,
    mention: &Mention<'_>,
    name: &str,
    repaired: bool,
    target: Language,
) -> Option<Rewrite> {
    let range = mention.range.clone();
    let surface = text.get(range.clone())?;
    // "l'" before a consonant, "le" before a vowel: the noun phrase would have to change.
    let first = before::before(text, range.start);
    let bound =
        first.is_some_and(|first| matches!(first.word.as_str(), "le" | "la" | "l" | "de" | "d" | "du"));
    if repaired && target == Language::FR && bound && french::elides(surface) != french::elides(name) {
        return None;
    }
    let capital = surface.starts_with(char::is_uppercase) && target == Language::FR;
    let text =
        Repair { start: range.start, lead: String::new(), name: name.to_owned() }.capital(capital).name;
    Some(Rewrite { range, text, rule: "name" })
}
