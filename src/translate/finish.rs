//! What an answer of an engine gets before it stands in a text.

use crate::Language;

/// The answer as the target language writes it: capitals as in the source, contractions, elisions.
pub(super) fn finish(source: &str, answer: &str, (_from, target): (Language, Language)) -> String {
    let text = contracted(answer, target);
    capital(source, text)
}

/// Gives the answer the capital that the source begins with.
fn capital(source: &str, mut answer: String) -> String {
    let first = |text: &str| text.char_indices().find(|(_, c)| c.is_alphanumeric());
    let wants = first(source).is_some_and(|(_, c)| c.is_uppercase() || c.is_numeric());
    if let Some((at, letter)) = first(&answer).filter(|(_, c)| wants && c.is_lowercase()) {
        let upper: String = letter.to_uppercase().collect();
        answer.replace_range(at..at + letter.len_utf8(), &upper);
    }
    answer
}

/// Words of lower case that run together in the language.
fn contracted(text: &str, target: Language) -> String {
    let pairs: &[(&str, &str)] = match target {
        Language::ES => &[("de el", "del"), ("a el", "al")],
        Language::FR => &[
            ("de le", "du"),
            ("de les", "des"),
            ("à le", "au"),
            ("à les", "aux"),
            ("le le", "le"),
            ("la la", "la"),
            ("les les", "les"),
        ],
        _ => &[("the the", "the")],
    };
    let mut text = text.to_owned();
    for (from, to) in pairs {
        text = replace_words(&text, from, to);
    }
    text
}

fn replace_words(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, found) in text.match_indices(from) {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
        if at < end
            || before.is_some_and(char::is_alphanumeric)
            || after.is_some_and(|c| c.is_alphanumeric() || c == '\'')
        {
            continue;
        }
        out.push_str(text.get(end..at).unwrap_or_default());
        out.push_str(to);
        end = at + found.len();
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}
