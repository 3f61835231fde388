//! English: "the" before a name.

use super::before::{Repair, before};
use super::grammar::{Article, Gram};

/// The words before the name at `start` as `name` wants them.
pub(super) fn repair(text: &str, start: usize, name: &str, gram: Option<Gram>) -> Repair {
    let first = before(text, start).filter(|first| first.word == "the");
    let keep = Repair { start, lead: String::new(), name: name.to_owned() };
    let Some(gram) = gram else { return keep };
    let wanted = matches!(gram.article, Article::Always | Article::Optional);
    match first {
        Some(first) if !wanted && !gram.person => {
            Repair { start: first.start, ..keep }.capital(first.capital)
        }
        None if wanted => Repair { lead: "the ".to_owned(), ..keep },
        _ => keep,
    }
}
