//! The language of a document, from its language spans.

use super::Document;
use super::mark::LanguageSpan;
use crate::language::{Language, shares};

/// The language of the document and the probability that it is right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    language: Language,
    confidence: f32,
}

impl Default for Share {
    fn default() -> Self {
        Self { language: Language::UND, confidence: 0.0 }
    }
}

impl Document {
    /// The language with most letters; `und` when it is none or an unknown one, or when no stage has looked.
    /// Letters that are no words, as in addresses and code, count only where there are no others.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Le port a rouvert lundi matin, selon le ministère.")?;
    /// assert_eq!(document.language().to_string(), "fr");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn language(&self) -> Language {
        self.language.language
    }

    /// Probability that [`Document::language`] is right, 0 to 1.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert_eq!(Document::new("Rabat")?.language_confidence(), 0.0);
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn language_confidence(&self) -> f32 {
        self.language.confidence
    }

    /// Share of the letters in each language, largest first; the shares sum to 1.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("Le port a rouvert lundi matin, selon le ministère.")?;
    /// assert_eq!(document.language_shares()[0].1, 1.0);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn language_shares(&self) -> &[(Language, f32)] {
        &self.shares
    }

    /// True when more than one language has over a tenth of the letters.
    ///
    /// ```
    /// let text = "Le port a rouvert lundi matin, selon le ministère.\nThe harbour reopened on Monday morning.";
    /// assert!(unisono::Pipeline::news().run(text)?.is_mixed());
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn is_mixed(&self) -> bool {
        self.shares.iter().filter(|(_, share)| *share > 0.1).count() > 1
    }

    /// The languages of the text: sorted, disjoint, covering every letter. Filled by the stage `language`.
    ///
    /// ```
    /// # use unisono::Document;
    /// assert!(Document::new("Rabat")?.languages().is_empty());
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn languages(&self) -> &[LanguageSpan] {
        &self.marks.languages
    }

    /// Brings the document's language up to date with its spans and its text.
    pub(crate) fn weigh_languages(&mut self) {
        let text = self.text();
        let pieces = self
            .marks
            .languages
            .iter()
            .filter_map(|span| Some((span.span.of(text)?, span.language, span.confidence, span.reason)));
        let weights = shares::of(pieces);
        let all = weights.iter().map(|share| share.letters).sum();
        self.language = if let Some(main) = weights.first() {
            Share { language: main.language, confidence: main.confidence() as f32 }
        } else {
            // Without letters it is surely no language; with letters that no stage has looked at nobody knows.
            let confidence = if text.chars().any(char::is_alphabetic) { 0.0 } else { 1.0 };
            Share { language: Language::UND, confidence }
        };
        self.shares = weights.iter().map(|share| (share.language, share.of(all))).collect();
    }
}
