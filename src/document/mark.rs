//! What stages say about a text without changing it.

use std::sync::Arc;

use super::span::{Current, Span};
use crate::glossary::EntityKind;
use crate::language::{Language, Reason};

/// A stretch of the text in one language.
///
/// ```
/// let document = unisono::Pipeline::news().run("Le ministre est arrivé mardi à Rabat pour la réunion.")?;
/// let [span] = document.languages() else { panic!() };
/// assert_eq!((span.language.code(), span.span.start), ("fr", 0));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LanguageSpan {
    /// Bytes of the current text.
    pub span: Span<Current>,
    /// `und` where no language is known.
    pub language: Language,
    /// Probability that the language is right, 0 to 1.
    pub confidence: f32,
    /// Why this language.
    pub reason: Reason,
}

/// The name of an entity in the three languages; never empty: a language without a name of its own has another's.
///
/// ```
/// let document = unisono::Pipeline::news().run("Le Royaume-Uni a signé l'accord mardi soir.")?;
/// let names = &document.entities()[0].names;
/// assert_eq!((&*names.en, &*names.fr, &*names.es), ("United Kingdom", "Royaume-Uni", "Reino Unido"));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Names {
    /// English.
    pub en: Arc<str>,
    /// French.
    pub fr: Arc<str>,
    /// Spanish.
    pub es: Arc<str>,
}

impl Names {
    /// The three names.
    ///
    /// ```
    /// let names = unisono::document::Names::new("Spain", "Espagne", "España");
    /// assert_eq!(&*names.es, "España");
    /// ```
    pub fn new(en: impl Into<Arc<str>>, fr: impl Into<Arc<str>>, es: impl Into<Arc<str>>) -> Self {
        Self { en: en.into(), fr: fr.into(), es: es.into() }
    }
}

/// A mention of an entity in the text.
///
/// ```
/// let document = unisono::Pipeline::news().run("Morocco and the UK signed the treaty on Monday.")?;
/// let found: Vec<_> = document.entities().iter().map(|entity| entity.span.of(document.text())).collect();
/// assert_eq!(found, [Some("Morocco"), Some("UK")]);
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Entity {
    /// Bytes of the current text: the name alone, without article or `'s`.
    pub span: Span<Current>,
    /// Stable across languages, forms and versions.
    pub id: Arc<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Its preferred names.
    pub names: Names,
    /// Probability that the mention is this entity, 0 to 1.
    pub confidence: f32,
}

impl Entity {
    /// A mention at `span`.
    ///
    /// ```
    /// use unisono::{document::{Entity, Names}, glossary::EntityKind};
    /// let names = Names::new("Spain", "Espagne", "España");
    /// let entity = Entity::new(0..5, "ES", EntityKind::Country, names, 0.9);
    /// assert_eq!(entity.span.len(), 5);
    /// ```
    pub fn new(
        span: impl Into<Span<Current>>,
        id: impl Into<Arc<str>>,
        kind: EntityKind,
        names: Names,
        confidence: f32,
    ) -> Self {
        Self { span: span.into(), id: id.into(), kind, names, confidence }
    }
}

/// Text that no stage may change.
///
/// ```
/// use unisono::Pipeline;
/// let pipeline = Pipeline::builder()
///     .custom("guard", |_, out| { out.protect(0..3, "code"); Ok(()) })
///     .custom("censor", |_, out| { out.delete(1..2, "letter"); Ok(()) })
///     .language(false)
///     .build()?;
/// let document = pipeline.run("a_b")?;
/// assert_eq!(document.text(), "a_b");
/// assert_eq!(document.ledger().refused(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Protected {
    /// Bytes of the current text.
    pub span: Span<Current>,
    /// Why: `url`, `quotation`, `code`.
    pub reason: &'static str,
}

/// What looks wrong but was left alone.
///
/// ```
/// use unisono::Pipeline;
/// let pipeline = Pipeline::builder()
///     .custom("doubt", |_, out| { out.suspect(0..5, "misspelt-name", Some("Rabat"), 0.6); Ok(()) })
///     .language(false)
///     .build()?;
/// assert_eq!(pipeline.run("Rabta")?.suspects()[0].suggestion.as_deref(), Some("Rabat"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Suspect {
    /// Bytes of the current text.
    pub span: Span<Current>,
    /// What is suspected: `lost-stop`, `misspelt-name`.
    pub kind: &'static str,
    /// What may have been meant.
    pub suggestion: Option<String>,
    /// Probability that it is wrong, 0 to 1.
    pub confidence: f32,
}

/// Any mark, as the ledger keeps those whose text is gone.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Mark {
    /// A language span.
    Language(LanguageSpan),
    /// A sentence.
    Sentence(Span<Current>),
    /// A mention.
    Entity(Entity),
    /// Protected text.
    Protected(Protected),
    /// Suspected text.
    Suspect(Suspect),
}

/// A mark that has a place in the text.
pub(crate) trait Placed: Sized {
    fn place(&mut self) -> &mut Span<Current>;
    fn lost(self) -> Mark;
}

macro_rules! placed {
    ($($mark:ty => $variant:ident),*) => {$(
        impl Placed for $mark {
            fn place(&mut self) -> &mut Span<Current> {
                &mut self.span
            }
            fn lost(self) -> Mark {
                Mark::$variant(self)
            }
        }
    )*};
}
placed!(LanguageSpan => Language, Entity => Entity, Protected => Protected, Suspect => Suspect);

impl Placed for Span<Current> {
    fn place(&mut self) -> &mut Span<Current> {
        self
    }
    fn lost(self) -> Mark {
        Mark::Sentence(self)
    }
}

/// The marks of a document, each kind sorted by position.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    pub(crate) languages: Vec<LanguageSpan>,
    pub(crate) sentences: Vec<Span<Current>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) protected: Vec<Protected>,
    pub(crate) suspects: Vec<Suspect>,
}

impl Marks {
    /// Moves every mark but the languages with `place`; those for which it has no place go to `lost`.
    pub(crate) fn relocate(
        &mut self,
        place: impl Fn(Span<Current>) -> Option<Span<Current>> + Copy,
        lost: &mut Vec<Mark>,
    ) {
        relocate(&mut self.sentences, place, lost);
        relocate(&mut self.entities, place, lost);
        relocate(&mut self.protected, place, lost);
        relocate(&mut self.suspects, place, lost);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
            && self.sentences.is_empty()
            && self.entities.is_empty()
            && self.protected.is_empty()
            && self.suspects.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.languages.clear();
        self.sentences.clear();
        self.entities.clear();
        self.protected.clear();
        self.suspects.clear();
    }
}

fn relocate<M: Placed>(
    marks: &mut Vec<M>,
    place: impl Fn(Span<Current>) -> Option<Span<Current>>,
    lost: &mut Vec<Mark>,
) {
    let moved = std::mem::take(marks);
    marks.reserve(moved.len());
    for mut mark in moved {
        match place(*mark.place()) {
            Some(span) => {
                *mark.place() = span;
                marks.push(mark);
            }
            None => lost.push(mark.lost()),
        }
    }
}
