//! Finding words of two scripts.

use std::ops::Range;

use super::MixedWord;
use super::table::{Script, foreign, latin};

/// Longer words are none.
const MAX_LETTERS: usize = 64;

/// Bytes of a block that is passed over whole when no letter of another script can be in it.
const BLOCK: usize = 64;

/// Every word in which letters of one script pass for those of another: a Greek, Cyrillic or Armenian letter in a Latin word, or a
/// Latin letter in a word of these scripts. Words of two letters and words with as many letters of one script as of
/// the other are none.
///
/// ```
/// use unisono::homoglyphs::find;
/// assert_eq!(find("М\u{43E}rocco")[0].suggestion, "Morocco");
/// assert!(find("Москва, Athens, Αθήνα").is_empty());
/// ```
pub fn find(text: &str) -> Vec<MixedWord> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next(text.as_bytes(), from) {
        let word = word(text, from, at);
        from = word.end.max(at + 1);
        found.extend(mixed(text, word));
    }
    found
}

/// The first lead byte at or after `from` of a Greek, Cyrillic or Armenian letter: U+0370 to U+058F begin with CD to D6.
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let is_lead = |byte: &u8| byte.wrapping_sub(0xCD) < 10;
    let rest = bytes.get(from..)?;
    let mut at = from;
    for block in rest.chunks(BLOCK) {
        // A fold over all bytes is what the compiler makes vector code of.
        if block.iter().fold(false, |any, byte| any | is_lead(byte)) {
            return block.iter().position(is_lead).map(|k| at + k);
        }
        at += block.len();
    }
    None
}

/// The word around byte `at`, which begins a letter; it begins at `from` or later.
fn word(text: &str, from: usize, at: usize) -> Range<usize> {
    let (before, after) = (text.get(from..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let back: usize = before
        .chars()
        .rev()
        .take(MAX_LETTERS + 1)
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let forth: usize = after.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    at - back..at + forth
}

fn mixed(text: &str, range: Range<usize>) -> Option<MixedWord> {
    let word = text.get(range.clone())?;
    let mut scripts: [(Script, usize); 4] =
        [(Script::Latin, 0), (Script::Greek, 0), (Script::Cyrillic, 0), (Script::Armenian, 0)];
    let mut letters = 0;
    for c in word.chars().take(MAX_LETTERS + 1) {
        let script = Script::of(c);
        let (_, count) = scripts.iter_mut().find(|(known, _)| *known == script)?;
        *count += 1;
        letters += 1;
    }
    scripts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let [(own, many), (other, few), (_, third), _] = scripts;
    if !(3..=MAX_LETTERS).contains(&letters) || few == 0 || third > 0 || many <= few {
        return None;
    }
    let mut suggestion = String::with_capacity(word.len());
    let mut replaced = Vec::new();
    for (at, c) in word.char_indices() {
        if Script::of(c) == own {
            suggestion.push(c);
            continue;
        }
        let alike = match (own, other) {
            (Script::Latin, _) => latin(c)?,
            (_, Script::Latin) => foreign(c, own)?,
            _ => return None,
        };
        suggestion.push(alike);
        replaced.push((range.start + at, c, alike));
    }
    Some(MixedWord { range, suggestion, letters: replaced })
}

#[cfg(test)]
mod tests {
    use super::find;

    fn suggestions(text: &str) -> Vec<String> {
        find(text).into_iter().map(|word| word.suggestion).collect()
    }

    #[test]
    fn look_alikes_are_found_in_both_directions() {
        assert_eq!(
            suggestions("Micr\u{43E}soft, R\u{3B1}bat, l’\u{430}ccord"),
            ["Microsoft", "Rabat", "accord"]
        );
        assert_eq!(suggestions("C\u{431}\u{435}\u{440}\u{431}\u{430}\u{43D}\u{43A}"), ["Сбербанк"]);
    }

    #[test]
    fn words_of_one_script_and_letters_beside_words_are_none() {
        for text in
            ["Москва Rabat", "α-helix", "Δx", "\u{3BC}m", "\u{41F}ython", "e\u{301}", "абвabc", "Я2В", ""]
        {
            assert!(suggestions(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_word_is_found_wherever_it_stands_in_a_block() {
        for blank in 0..140 {
            let text = format!("{}pr\u{456}ce", " ".repeat(blank));
            assert_eq!(find(&text)[0].letters, [(blank + 2, '\u{456}', 'i')], "{blank}");
        }
    }

    #[test]
    fn long_runs_of_letters_are_read_once() {
        let text = "\u{43E}a".repeat(200_000);
        assert!(find(&text).is_empty());
    }
}
