//! French: article, preposition, contraction and elision before a name.

use super::before::{Before, Repair, before};
use super::grammar::{Article, Gram};

/// Prepositions after which a name has its article.
const PREPOSITIONS: &[&str] = &[
    "avec", "contre", "dans", "devant", "durant", "entre", "envers", "malgré", "par", "pour", "selon",
    "sous", "sur", "vers", "chez",
];

/// How the words before the name are put.
enum Slot {
    Article,
    Of {
        definite: bool,
    },
    /// "à" or "en": the place, or for an institution simply "à" with the article.
    At,
    /// "à la", "à l'": with the article.
    AtThe,
    /// "que", "jusque" and so on, with what they lose before a vowel.
    Elided(String),
    Preposition,
    Nothing,
}

/// The words before the name at `start` as `name` wants them; `None` when that cannot be told.
pub(super) fn repair(text: &str, start: usize, name: &str, gram: Option<Gram>) -> Option<Repair> {
    let first = before(text, start);
    let (slot, from, capital) = slot(text, start, first.as_ref());
    let Some(gram) = gram else {
        // Without gender only what needs none can be written.
        return matches!(slot, Slot::Nothing).then(|| Repair {
            start,
            lead: String::new(),
            name: name.to_owned(),
        });
    };
    let vowel = elides(name);
    if gram.article == Article::Own {
        return Some(own(&slot, from, start, name, gram).capital(capital));
    }
    if gram.person {
        return person(slot, from, start, name, vowel).map(|repair| repair.capital(capital));
    }
    let lead = match slot {
        Slot::Article | Slot::Preposition => the(gram, vowel).to_owned(),
        Slot::Of { definite } => of(gram, vowel, definite).to_owned(),
        Slot::At => at(gram, vowel).to_owned(),
        Slot::AtThe => at_the(gram, vowel).to_owned(),
        Slot::Elided(stem) if gram.article == Article::Never => {
            if vowel {
                format!("{stem}'")
            } else {
                format!("{stem}e ")
            }
        }
        Slot::Elided(stem) => {
            let article = the(gram, vowel);
            format!("{stem}e {article}")
        }
        Slot::Nothing => String::new(),
    };
    Some(Repair { start: from, lead, name: name.to_owned() }.capital(capital))
}

fn slot(text: &str, start: usize, first: Option<&Before>) -> (Slot, usize, bool) {
    let Some(first) = first else { return (Slot::Nothing, start, false) };
    let found = |slot| (slot, first.start, first.capital);
    match first.word.as_str() {
        "le" | "la" | "l" | "les" | "the" => {
            let second = before(text, first.start);
            let Some(second) = second else { return found(Slot::Article) };
            let slot = match second.word.as_str() {
                "de" | "du" | "des" => Slot::Of { definite: true },
                "à" | "au" | "aux" => Slot::AtThe,
                _ => return found(Slot::Article),
            };
            (slot, second.start, second.capital)
        }
        "de" | "d" => found(Slot::Of { definite: false }),
        "du" | "des" => found(Slot::Of { definite: true }),
        "à" | "en" | "au" | "aux" => found(Slot::At),
        "que" | "qu" => found(Slot::Elided("qu".to_owned())),
        "lorsque" | "lorsqu" => found(Slot::Elided("lorsqu".to_owned())),
        "puisque" | "puisqu" => found(Slot::Elided("puisqu".to_owned())),
        word if PREPOSITIONS.contains(&word) => (Slot::Preposition, start, false),
        _ => (Slot::Nothing, start, false),
    }
}

fn the(gram: Gram, vowel: bool) -> &'static str {
    match gram {
        Gram { article: Article::Never | Article::Own, .. } => "",
        Gram { plural: true, .. } => "les ",
        _ if vowel => "l'",
        Gram { feminine: true, .. } => "la ",
        _ => "le ",
    }
}

fn of(gram: Gram, vowel: bool, definite: bool) -> &'static str {
    let definite = definite || gram.noun || gram.island || !gram.place;
    match gram {
        Gram { article: Article::Never | Article::Own, .. } => {
            if vowel {
                "d'"
            } else {
                "de "
            }
        }
        Gram { plural: true, .. } => "des ",
        _ if vowel => {
            if definite {
                "de l'"
            } else {
                "d'"
            }
        }
        Gram { feminine: true, .. } => {
            if definite {
                "de la "
            } else {
                "de "
            }
        }
        _ => "du ",
    }
}

fn at(gram: Gram, vowel: bool) -> &'static str {
    match gram {
        Gram { article: Article::Never | Article::Own, .. } => {
            if gram.en {
                "en "
            } else {
                "à "
            }
        }
        Gram { plural: true, .. } => "aux ",
        Gram { place: false, .. } | Gram { island: true, .. } => at_the(gram, vowel),
        _ if vowel => "en ",
        Gram { feminine: true, .. } => "en ",
        _ => "au ",
    }
}

fn at_the(gram: Gram, vowel: bool) -> &'static str {
    match gram {
        Gram { article: Article::Never | Article::Own, .. } => "à ",
        Gram { plural: true, .. } => "aux ",
        _ if vowel => "à l'",
        Gram { feminine: true, .. } => "à la ",
        _ => "au ",
    }
}

/// A name with an article of its own: "Le Caire" contracts, "La Haye" does not.
fn own(slot: &Slot, from: usize, start: usize, name: &str, gram: Gram) -> Repair {
    let rest = name.split_once(' ').map_or(name, |(_, rest)| rest);
    let contracts = !gram.feminine && (name.starts_with("Le ") || gram.plural);
    let lead = match slot {
        Slot::Of { .. } if contracts => {
            if gram.plural {
                "des "
            } else {
                "du "
            }
        }
        Slot::At | Slot::AtThe if contracts => {
            if gram.plural {
                "aux "
            } else {
                "au "
            }
        }
        Slot::Of { .. } => return Repair { start: from, lead: "de ".into(), name: name.into() },
        Slot::At | Slot::AtThe => return Repair { start: from, lead: "à ".into(), name: name.into() },
        Slot::Article => return Repair { start: from, lead: String::new(), name: name.into() },
        _ => return Repair { start, lead: String::new(), name: name.into() },
    };
    Repair { start: from, lead: lead.into(), name: rest.into() }
}

fn person(slot: Slot, from: usize, start: usize, name: &str, vowel: bool) -> Option<Repair> {
    let (start, lead) = match slot {
        Slot::Of { definite: false } => (from, if vowel { "d'" } else { "de " }.to_owned()),
        Slot::Elided(stem) => (from, if vowel { format!("{stem}'") } else { format!("{stem}e ") }),
        Slot::At | Slot::Preposition | Slot::Nothing => (start, String::new()),
        _ => return None,
    };
    Some(Repair { start, lead, name: name.to_owned() })
}

/// True when the words before `name` lose their vowel.
pub(super) fn elides(name: &str) -> bool {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return false };
    match first.to_lowercase().next().unwrap_or(first) {
        'a' | 'à' | 'â' | 'e' | 'é' | 'è' | 'ê' | 'ë' | 'i' | 'î' | 'ï' | 'o' | 'ô' | 'ö' | 'u' | 'û'
        | 'ü' | 'œ' | 'å' => true,
        'y' => letters.next().is_some_and(|second| !"aeéiouAEÉIOU".contains(second)),
        // The h is silent only in some names.
        'h' => ["Haïti", "Helsinki", "Hyères", "Hérault", "Herzégovine", "Hyderabad", "Hawaï"]
            .iter()
            .any(|silent| name.starts_with(silent)),
        _ => false,
    }
}
