//! Forms of words that an engine may know where it does not know the word itself.

use crate::Language;
use crate::lexicon::{Lexicon as _, builtin};

/// Second parts of English compounds whose sense is that of the two words: `carmakers` are makers of cars.
const HEADS: [&str; 34] = [
    "maker", "makers", "man", "men", "woman", "women", "person", "people", "care", "ware", "line", "lines",
    "season", "owner", "owners", "keeper", "keepers", "holder", "holders", "goer", "goers", "player",
    "players", "room", "rooms", "writer", "writers", "worker", "workers", "driver", "drivers", "watcher",
    "watchers", "fall",
];

/// Shortest first part of a compound, in bytes, and how common it has to be.
const FIRST_PART: usize = 3;
const COMMON: u8 = 5;

/// The singular of a word that looks like a plural.
pub(super) fn singular(word: &str, language: Language) -> Option<String> {
    let without = |end: &str, other: &str| {
        word.strip_suffix(end).filter(|stem| stem.chars().count() >= 2).map(|stem| format!("{stem}{other}"))
    };
    match language {
        Language::EN => {
            if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
                return None;
            }
            let hissing = |end| without(end, end.trim_end_matches("es"));
            without("ies", "y")
                .or_else(|| ["shes", "ches", "xes", "sses"].iter().find_map(|&end| hissing(end)))
                .or_else(|| without("s", ""))
        }
        Language::FR => without("aux", "al").or_else(|| without("s", "")),
        Language::ES => without("ces", "z")
            .or_else(|| without("ciones", "ción"))
            .or_else(|| {
                ["dades", "dores", "ales"].iter().find_map(|end| without(end, end.trim_end_matches("es")))
            })
            .or_else(|| without("s", "")),
        _ => None,
    }
}

/// The plural of a word.
pub(super) fn plural(word: &str, language: Language) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let cut = |end: &str, other: &str| word.strip_suffix(end).map(|stem| format!("{stem}{other}"));
    match language {
        Language::EN => {
            let y = cut("y", "ies").filter(|_| !ends(&["ay", "ey", "oy", "uy"]));
            y.unwrap_or_else(|| format!("{word}{}", if ends(&["s", "x", "ch", "sh"]) { "es" } else { "s" }))
        }
        Language::FR if ends(&["s", "x", "z"]) => word.to_owned(),
        Language::FR => cut("al", "aux")
            .unwrap_or_else(|| format!("{word}{}", if ends(&["eau", "eu"]) { "x" } else { "s" })),
        Language::ES => cut("z", "ces").or_else(|| cut("ión", "iones")).unwrap_or_else(|| {
            let vowel = ends(&["a", "e", "i", "o", "u", "á", "é", "ó"]);
            match (vowel, word.ends_with('s')) {
                (true, _) => format!("{word}s"),
                (_, true) => word.to_owned(),
                _ => format!("{word}es"),
            }
        }),
        _ => word.to_owned(),
    }
}

/// The adjective that an adverb is made of.
pub(super) fn adjective(adverb: &str, language: Language) -> Option<String> {
    let stem = match language {
        Language::EN => adverb.strip_suffix("ly"),
        Language::ES => adverb.strip_suffix("mente"),
        Language::FR => adverb.strip_suffix("ment").filter(|stem| stem.ends_with('e')),
        _ => None,
    };
    stem.filter(|stem| stem.chars().count() >= 4).map(str::to_owned)
}

/// The adverb of an adjective, where its form is regular.
pub(super) fn adverb(adjective: &str, language: Language) -> Option<String> {
    let ends: &[(&str, &str)] = match language {
        Language::EN => &[("ic", "ically"), ("le", "ly"), ("y", "ily"), ("", "ly")],
        Language::ES => &[("o", "amente"), ("os", "amente"), ("", "mente")],
        Language::FR => {
            &[("eux", "eusement"), ("if", "ivement"), ("el", "ellement"), ("al", "alement"), ("e", "ement")]
        }
        _ => &[],
    };
    ends.iter().find_map(|(end, other)| adjective.strip_suffix(end).map(|stem| format!("{stem}{other}")))
}

/// An English compound as two words.
pub(super) fn parts(word: &str, language: Language) -> Option<String> {
    if language != Language::EN {
        return None;
    }
    HEADS.iter().find_map(|head| {
        let first = word.strip_suffix(head).filter(|first| first.len() >= FIRST_PART)?;
        (builtin().look_up(first).class(language) >= COMMON).then(|| format!("{first} {head}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_there_and_back() {
        for (language, one, several) in [
            (Language::EN, "party", "parties"),
            (Language::EN, "church", "churches"),
            (Language::EN, "outlet", "outlets"),
            (Language::FR, "cheval", "chevaux"),
            (Language::FR, "maison", "maisons"),
            (Language::ES, "luz", "luces"),
            (Language::ES, "nación", "naciones"),
            (Language::ES, "actividad", "actividades"),
            (Language::ES, "casa", "casas"),
        ] {
            assert_eq!(plural(one, language), several);
            assert_eq!(singular(several, language).as_deref(), Some(one));
        }
        assert_eq!(singular("virus", Language::EN), None);
        assert_eq!(plural("virus", Language::FR), "virus");
    }

    #[test]
    fn adverbs_there_and_back() {
        assert_eq!(adjective("obliquely", Language::EN).as_deref(), Some("oblique"));
        assert_eq!(adverb("oblicuo", Language::ES).as_deref(), Some("oblicuamente"));
        assert_eq!(adverb("dangereux", Language::FR).as_deref(), Some("dangereusement"));
        assert_eq!(adverb("tragic", Language::EN).as_deref(), Some("tragically"));
        assert_eq!(adverb("grand", Language::FR), None);
    }

    #[test]
    fn compounds_with_a_plain_sense_are_two_words() {
        assert_eq!(parts("carmakers", Language::EN).as_deref(), Some("car makers"));
        assert_eq!(parts("homeless", Language::EN), None);
        assert_eq!(parts("carmakers", Language::FR), None);
    }
}
