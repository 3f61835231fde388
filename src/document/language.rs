//! The language of a document, from its language spans.

use super::Document;
use super::mark::LanguageSpan;
use crate::language::{Language, Reason};

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
        self.shares.clear();
        let mut weights: Vec<(Language, u64, f64)> = Vec::new();
        let counts = |span: &LanguageSpan| !matches!(span.reason, Reason::NotLanguage | Reason::NoLetters);
        let words = self.marks.languages.iter().any(counts);
        for span in self.marks.languages.iter().filter(|span| !words || counts(span)) {
            let letters = span.span.of(self.text()).map_or(0, letters);
            let sure = f64::from(span.confidence) * letters as f64;
            match weights.iter_mut().find(|(language, ..)| *language == span.language) {
                Some((_, total, confidence)) => {
                    *total += letters;
                    *confidence += sure;
                }
                None => weights.push((span.language, letters, sure)),
            }
        }
        // Equal weights keep the order of the text.
        weights.sort_by_key(|(_, letters, _)| std::cmp::Reverse(*letters));
        let all: u64 = weights.iter().map(|(_, letters, _)| letters).sum();
        self.language = match weights.first() {
            Some(&(language, letters, sure)) if letters > 0 => {
                self.shares.extend(
                    weights
                        .iter()
                        .filter(|(_, letters, _)| *letters > 0)
                        .map(|(language, letters, _)| (*language, (*letters as f64 / all as f64) as f32)),
                );
                Share { language, confidence: (sure / letters as f64) as f32 }
            }
            // Without letters it is surely no language; with letters that no stage has looked at nobody knows.
            _ => {
                let confidence = if self.text().chars().any(char::is_alphabetic) { 0.0 } else { 1.0 };
                Share { language: Language::UND, confidence }
            }
        };
    }
}

fn letters(text: &str) -> u64 {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_alphabetic).count() as u64;
    }
    text.chars().filter(|c| c.is_alphabetic()).count() as u64
}
