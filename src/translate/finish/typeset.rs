//! Quotation marks, apostrophes and the spaces at marks, as the target language sets them.

use crate::Language;

/// The text set in the target's way. Straight quotation marks stay straight in English and Spanish.
pub(super) fn typeset(text: &str, target: Language) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied();
    let mut open = false;
    let mut index = 0;
    while let Some(c) = at(index) {
        let before = out.chars().next_back().unwrap_or(' ');
        let next = at(index + 1);
        index += 1;
        match c {
            '"' | '“' | '”' | '«' | '»' => {
                let opens = match c {
                    '“' | '«' => true,
                    '”' | '»' => false,
                    _ => !open,
                };
                open = opens;
                let trim = |out: &mut String| {
                    while out.ends_with([' ', '\u{a0}', '\u{202f}']) {
                        out.pop();
                    }
                };
                if !opens {
                    trim(&mut out);
                }
                out.push_str(quotation(c, opens, target));
                if opens {
                    while at(index).is_some_and(space) {
                        index += 1;
                    }
                }
            }
            '\'' if target == Language::FR
                && before.is_alphabetic()
                && next.is_some_and(char::is_alphabetic) =>
            {
                out.push('’');
            }
            '’' if target == Language::EN => out.push('\''),
            c if space(c) => {
                // One space between words; none where the language has none before a mark.
                let mut mark = next;
                let mut ahead = index;
                while mark.is_some_and(space) {
                    ahead += 1;
                    mark = at(ahead);
                }
                let follows =
                    at(ahead + 1).is_none_or(|c| space(c) || matches!(c, '"' | '”' | '»' | ')' | '.'));
                let loose = match mark {
                    Some(',' | '.') => follows,
                    Some(';' | ':' | '?' | '!') => follows && (target != Language::FR || c == ' '),
                    _ => false,
                };
                if !(loose || c == ' ' && before == ' ') {
                    out.push(c);
                }
            }
            ';' | ':' | '?' | '!' if target == Language::FR => {
                let ends = next.is_none_or(|c| space(c) || matches!(c, '"' | '”' | '»' | ')'));
                if ends && (before.is_alphanumeric() || matches!(before, '»' | ')' | '%' | '’')) {
                    out.push('\u{a0}');
                }
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

fn space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn quotation(written: char, opens: bool, target: Language) -> &'static str {
    match (target, written, opens) {
        (Language::FR, _, true) => "«\u{a0}",
        (Language::FR, _, false) => "\u{a0}»",
        (Language::ES, '"', _) | (Language::EN, _, _) => "\"",
        (_, _, true) => "“",
        (_, _, false) => "”",
    }
}
