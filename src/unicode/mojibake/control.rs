//! `MacRoman` letters that were read as Latin-1: C1 controls inside words.

use super::Repair;
use super::charset::Charset;
use super::run::characters_before;

/// Whether a C1 control stands at `at`.
pub(super) fn is_control(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at..), Some([0xC2, 0x80..0xA0, ..]))
}

/// The letters of a line whose controls make words in `MacRoman` and none in windows-1252.
pub(super) fn repairs(text: &str, start: usize, end: usize) -> Vec<Repair> {
    let Some(line) = text.get(start..end) else { return Vec::new() };
    let mut found = Vec::new();
    let mut certain = false;
    for (offset, c) in line.char_indices().filter(|(_, c)| ('\u{80}'..'\u{A0}').contains(c)) {
        let at = start + offset;
        let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let [before, _] = characters_before(text, at);
        let Some(letter) = Charset::MacRoman.character(c as u8) else { continue };
        let starts = letter.is_uppercase() && !before.is_some_and(char::is_alphanumeric);
        let goes_on = letter.is_lowercase() && before.is_some_and(char::is_alphabetic);
        let inside = after.is_some_and(char::is_alphabetic);
        if goes_on || starts && inside {
            // Quotes, dashes and small letters may stand inside a word, other signs and capitals may not.
            let windows = Charset::Cp1252.character(c as u8);
            let fits = matches!(windows, Some('‘' | '’' | '–' | '—' | '…' | '“' | '”' | 'š' | 'œ' | 'ž'));
            certain |= goes_on && inside && !fits;
            found.push(Repair {
                range: at..at + c.len_utf8(),
                replacement: letter.into(),
                rule: "mojibake.macroman-bytes",
                confidence: 0.85,
                levels: 1,
            });
        }
    }
    if certain { found } else { Vec::new() }
}
