//! Spanish: article and contraction before a name.

use super::before::{Repair, before};
use super::grammar::{Article, Gram};

/// Prepositions after which an institution has its article.
const PREPOSITIONS: &[&str] = &[
    "a", "ante", "con", "contra", "de", "desde", "durante", "en", "entre", "hacia", "hasta", "para", "por",
    "según", "sobre", "tras",
];

/// The words before the name at `start` as `name` wants them; `None` when that cannot be told.
pub(super) fn repair(text: &str, start: usize, name: &str, gram: Option<Gram>) -> Option<Repair> {
    let keep = || Repair { start, lead: String::new(), name: name.to_owned() };
    let Some(first) = before(text, start) else { return Some(keep()) };
    let word = first.word.as_str();
    // How the source has it: the article, and the preposition that it may be one word with.
    let (article, from, preposition, capital) = match word {
        "del" => ("el", first.start, "de ", first.capital),
        "al" => ("el", first.start, "a ", first.capital),
        "el" | "la" | "los" | "las" | "the" => match before(text, first.start) {
            Some(second) if matches!(second.word.as_str(), "de" | "a") => {
                let preposition = if second.word == "a" { "a " } else { "de " };
                (word, second.start, preposition, second.capital)
            }
            _ => (word, first.start, "", first.capital),
        },
        _ => {
            let lead = conjunction(word, name);
            if let Some(lead) = lead {
                return Some(
                    Repair { start: first.start, lead: lead.into(), name: name.into() }
                        .capital(first.capital),
                );
            }
            let Some(gram) = gram else { return (!PREPOSITIONS.contains(&word)).then(keep) };
            let institution = gram.article == Article::Always && !gram.place;
            if !institution || !PREPOSITIONS.contains(&word) {
                return Some(keep());
            }
            let (preposition, from) = match word {
                "de" => ("de ", first.start),
                "a" => ("a ", first.start),
                _ => ("", start),
            };
            let capital = from == first.start && first.capital;
            return Some(with(preposition, the(gram), from, name).capital(capital));
        }
    };
    let gram = gram?;
    if gram.person {
        return (article != "the" && preposition.is_empty()).then(keep);
    }
    let own = the(gram);
    let article = match gram.article {
        Article::Always => own,
        Article::Optional if own == article || article == "the" => own,
        _ => "",
    };
    Some(with(preposition, article, from, name).capital(capital))
}

fn with(preposition: &str, article: &str, start: usize, name: &str) -> Repair {
    let lead = match (preposition, article) {
        ("de ", "el") => "del ".to_owned(),
        ("a ", "el") => "al ".to_owned(),
        (preposition, "") => preposition.to_owned(),
        (preposition, article) => format!("{preposition}{article} "),
    };
    Repair { start, lead, name: name.to_owned() }
}

fn the(gram: Gram) -> &'static str {
    match (gram.feminine, gram.plural) {
        (false, false) => "el",
        (true, false) => "la",
        (false, true) => "los",
        (true, true) => "las",
    }
}

/// "y" is "e" before the sound of i, "o" is "u" before that of o.
fn conjunction(word: &str, name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let i = name.starts_with(['i', 'í']) || (name.starts_with("hi") && !name.starts_with("hie"));
    let o = name.starts_with(['o', 'ó']) || name.starts_with("ho");
    match word {
        "y" if i => Some("e "),
        "e" if !i => Some("y "),
        "o" if o => Some("u "),
        "u" if !o => Some("o "),
        _ => None,
    }
}
