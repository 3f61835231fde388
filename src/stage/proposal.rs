//! What a stage wants changed and known.

use std::ops::Range;
use std::sync::Arc;

use super::findings::{FieldFound, Findings, LineDecision};
use crate::boilerplate::LineKind;
use crate::document::{Embed, Entity, Field, LanguageSpan, Protected, Suspect, Translation};
use crate::edit::{Rule, Script};
use crate::language::{Language, Reason};
use crate::quality::Quality;

/// What a stage wants changed and known about the text that its view shows.
///
/// Positions are bytes of that text. Edits go in order of position, do not overlap and stay on character boundaries;
/// the pipeline refuses others with an error that names the stage, the rule and the place.
///
/// ```
/// let pipeline = unisono::Pipeline::builder()
///     .custom("one-question-mark", |view, out| {
///         for (at, marks) in view.text().match_indices("??") {
///             out.replace(at..at + marks.len(), "?", "doubled");
///         }
///         Ok(())
///     })
///     .build()?;
/// assert_eq!(pipeline.run("Where??")?.edits()[0].rule, "doubled");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Proposal<'p> {
    script: Script<'p>,
    findings: &'p mut Findings,
}

impl<'p> Proposal<'p> {
    pub(crate) fn new(script: Script<'p>, findings: &'p mut Findings) -> Self {
        Self { script, findings }
    }

    pub(crate) fn into_script(self) -> Script<'p> {
        self.script
    }

    /// Takes the text of `range` out.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.delete(0..2, "first-letters");
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.text(), "bat");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn delete(&mut self, range: Range<usize>, rule: impl Into<Rule>) {
        self.replace(range, "", rule);
    }

    /// Puts `text` in at byte `at`.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.insert(0, "A ", "article");
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.text(), "A Rabat");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn insert(&mut self, at: usize, text: &str, rule: impl Into<Rule>) {
        self.replace(at..at, text, rule);
    }

    /// Puts `text` in the place of `range`. A replacement by the same text is no edit.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.replace(0..1, "S", "initial");
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.text(), "Sabat");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn replace(&mut self, range: Range<usize>, text: &str, rule: impl Into<Rule>) {
        self.script.push(range.start, range.end, text, rule.into());
    }

    /// Links the last two edits as one move: a block taken out at one place and put in at another. If one of them
    /// was refused, neither is applied.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("byline-last", |_, out| {
    ///         out.delete(0..3, "byline");
    ///         out.insert(7, "By ", "byline");
    ///         out.link_move();
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("By Text")?;
    /// assert_eq!(document.text(), "TextBy ");
    /// assert_eq!(document.edits()[0].moved, Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn link_move(&mut self) {
        self.script.link_move();
    }

    /// Says that `range` is in `language`, with the probability that this is right. Spans go in order.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.language(0..5, unisono::Language::FR, 0.7);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.language(), unisono::Language::FR);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn language(&mut self, range: Range<usize>, language: Language, confidence: f32) {
        self.language_because(range, language, confidence, Reason::Known);
    }

    /// As [`Proposal::language`], with the reason.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.language_because(0..5, unisono::Language::UND, 0.9, unisono::language::Reason::NotLanguage);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert!(document.language().is_undetermined());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn language_because(
        &mut self,
        range: Range<usize>,
        language: Language,
        confidence: f32,
        reason: Reason,
    ) {
        let confidence = probability(confidence);
        self.findings.marks.languages.push(LanguageSpan { span: range.into(), language, confidence, reason });
    }

    /// Says that `range` is a sentence. Sentences go in order.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.sentence(0..5);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.sentences().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sentence(&mut self, range: Range<usize>) {
        self.findings.marks.sentences.push(range.into());
    }

    /// Says that an entity is mentioned. Mentions go in order.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         let names = unisono::document::Names::new("Rabat", "Rabat", "Rabat");
    ///         out.entity(unisono::document::Entity::new(0..5, "x-rabat", unisono::glossary::EntityKind::City, names, 0.9));
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(&*document.entities()[0].id, "x-rabat");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entity(&mut self, mut entity: Entity) {
        entity.confidence = probability(entity.confidence);
        self.findings.marks.entities.push(entity);
    }

    /// Says what the line `range` is, whether it stays, the probability that it is text of the article, and the rule
    /// that decided. Lines go in order. To take the line out is an edit of its own.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.line(0..5, true, unisono::boilerplate::LineKind::Title, 0.8, "first-line");
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.lines()[0].kind, unisono::boilerplate::LineKind::Title);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn line(
        &mut self,
        range: Range<usize>,
        keep: bool,
        kind: LineKind,
        score: f32,
        reason: &'static str,
    ) {
        let score = probability(score);
        self.findings.lines.push(LineDecision { span: range.into(), keep, kind, score, reason });
    }

    /// Says that no later stage may change `range`.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.protect(0..5, "code");
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.protected()[0].reason, "code");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn protect(&mut self, range: Range<usize>, reason: &'static str) {
        self.findings.marks.protected.push(Protected { span: range.into(), reason });
    }

    /// Says that `range` looks wrong, what may have been meant, and the probability that it is wrong.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.suspect(0..5, "misspelt-name", None, 0.6);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.suspects()[0].kind, "misspelt-name");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn suspect(
        &mut self,
        range: Range<usize>,
        kind: &'static str,
        suggestion: Option<&str>,
        confidence: f32,
    ) {
        let (suggestion, confidence) = (suggestion.map(str::to_owned), probability(confidence));
        self.findings.marks.suspects.push(Suspect { span: range.into(), kind, suggestion, confidence });
    }

    /// Says that the article gives `text` for `field`, at `range`.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.metadata(unisono::document::Field::Byline, "Rabat", 0..5);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.metadata().byline.as_ref().map(|found| &*found.text), Some("Rabat"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn metadata(&mut self, field: Field, text: &str, range: Range<usize>) {
        self.findings.fields.push(FieldFound { field, text: text.to_owned(), span: range.into(), iso: None });
    }

    /// Says that the article gives a date for `field`, as written and in ISO 8601 where it is unambiguous.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.date(unisono::document::Field::Published, "3 May 2024", Some("2024-05-03".to_owned()), 0..10);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("3 May 2024")?;
    /// assert_eq!(document.metadata().published.as_ref().and_then(|found| found.iso.as_deref()), Some("2024-05-03"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn date(&mut self, field: Field, text: &str, iso: Option<String>, range: Range<usize>) {
        self.findings.fields.push(FieldFound { field, text: text.to_owned(), span: range.into(), iso });
    }

    /// Says that `range` is a post embedded in the article.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         let mut embed = unisono::document::Embed::default();
    ///         embed.text = "Rabat".to_owned();
    ///         out.embed(embed, 0..5);
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.metadata().embeds[0].text, "Rabat");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn embed(&mut self, embed: Embed, range: Range<usize>) {
        self.findings.embeds.push((embed, range.into()));
    }

    /// Gives the document in another language. Its text stays as it is; a translation that a later stage gives takes
    /// the place of this one.
    pub(crate) fn translation(&mut self, translation: Translation) {
        self.findings.translation = Some(translation);
    }

    /// Rejects the document as a whole. Its text is kept, and later stages still see it.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |_, out| {
    ///         out.reject("too-short");
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.rejected().map(|cause| cause.rule), Some("too-short"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reject(&mut self, rule: impl Into<Rule>) {
        self.findings.rejected = Some((rule.into(), None));
    }

    /// As [`Proposal::reject`], with what the rule cannot say: of which document it is a copy, what was measured.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder()
    ///     .custom("one", |view, out| {
    ///         out.reject_because("too-short", format!("{} bytes", view.text().len()));
    ///         Ok(())
    ///     })
    ///     .language(false)
    ///     .build()?;
    /// let document = pipeline.run("Rabat")?;
    /// assert_eq!(document.rejected().and_then(|cause| cause.reason.as_deref()), Some("5 bytes"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reject_because(&mut self, rule: impl Into<Rule>, reason: impl Into<Arc<str>>) {
        self.findings.rejected = Some((rule.into(), Some(reason.into())));
    }

    pub(crate) fn quality(&mut self, quality: Quality) {
        self.findings.quality = Some(quality);
    }
}

/// A probability whatever a stage says: 0 to 1, and 0 for what is no number.
fn probability(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}
