//! What is counted of lines and paragraphs.

use std::collections::HashSet;

use super::words::hash;
use crate::language::Language;
use crate::sentences::{Rules, segment};

/// Characters of a short line, at most.
const SHORT: usize = 30;
/// Words of a line that C4 keeps, at least.
const KEPT_WORDS: usize = 5;

#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Lines that are not blank.
    pub(super) count: u64,
    /// Characters of these lines, without the white space around them.
    pub(super) characters: u64,
    pub(super) bullets: u64,
    pub(super) ellipses: u64,
    pub(super) ended: u64,
    pub(super) short: u64,
    pub(super) duplicates: u64,
    pub(super) duplicate_characters: u64,
    /// Stretches of lines between blank ones.
    pub(super) paragraphs: u64,
    pub(super) duplicate_paragraphs: u64,
    pub(super) duplicate_paragraph_characters: u64,
    pub(super) feeds: u64,
    pub(super) lorem_ipsum: u64,
    /// Sentences in the lines that C4 keeps.
    pub(super) sentences: u64,
}

impl Lines {
    pub(super) fn of(text: &str, language: Language, sentences: bool) -> Self {
        let mut lines = Self::default();
        let rules = sentences.then(|| Rules::new(language));
        let (mut seen, mut seen_paragraphs) = (HashSet::new(), HashSet::new());
        let mut paragraph = (0_u64, 0_u64);
        let mut lowered = String::new();
        for line in text.split('\n').map(str::trim) {
            lines.feeds += 1;
            if line.is_empty() {
                lines.end_paragraph(&mut paragraph, &mut seen_paragraphs);
                continue;
            }
            let characters = line.chars().count();
            let key = hash(line.as_bytes());
            lines.count += 1;
            lines.characters += characters as u64;
            lines.short += u64::from(characters <= SHORT);
            lines.bullets += u64::from(line.starts_with(['•', '‣', '▪', '●', '◦', '∙', '·', '-', '*', '–']));
            let ellipsis = line.ends_with('…') || line.ends_with("...");
            lines.ellipses += u64::from(ellipsis);
            let ended = ends_well(line);
            lines.ended += u64::from(ended);
            if !seen.insert(key) {
                lines.duplicates += 1;
                lines.duplicate_characters += characters as u64;
            }
            paragraph = (super::words::chain(paragraph.0, key), paragraph.1 + characters as u64);
            lowered.clear();
            lowered.extend(line.chars().map(|c| c.to_ascii_lowercase()));
            lines.lorem_ipsum += u64::from(lowered.contains("lorem ipsum"));
            if let Some(rules) = &rules
                && ended
                && !ellipsis
                && line.split_whitespace().take(KEPT_WORDS).count() == KEPT_WORDS
                && !lowered.contains("javascript")
            {
                lines.sentences += segment(line, rules).count() as u64;
            }
        }
        lines.end_paragraph(&mut paragraph, &mut seen_paragraphs);
        // What follows the last line feed is no further one.
        lines.feeds -= 1;
        lines
    }

    fn end_paragraph(&mut self, paragraph: &mut (u64, u64), seen: &mut HashSet<u64>) {
        let (key, characters) = std::mem::take(paragraph);
        if characters == 0 {
            return;
        }
        self.paragraphs += 1;
        if !seen.insert(key) {
            self.duplicate_paragraphs += 1;
            self.duplicate_paragraph_characters += characters;
        }
    }
}

/// A mark that ends a sentence, in any of three languages, and what may close after it.
fn ends_well(line: &str) -> bool {
    let end = line.trim_end_matches(['»', '”', '’', '"', '\'', ')', ']', '›', ' ', '\u{A0}', '\u{202F}']);
    end.ends_with(['.', '!', '?', '…', '。', '！', '？']) || line.ends_with(['»', '”', '"', '\''])
}
