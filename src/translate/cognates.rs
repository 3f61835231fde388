//! Words of one origin: how their ends differ from language to language.

use crate::Language;

/// Ends of words in English, French and Spanish that have one origin and one sense; longer ones before those that they
/// end with.
const ENDS: [(&str, &str, &str); 40] = [
    ("izations", "isations", "izaciones"),
    ("ization", "isation", "ización"),
    ("isation", "isation", "ización"),
    ("ations", "ations", "aciones"),
    ("ation", "ation", "ación"),
    ("ctions", "ctions", "cciones"),
    ("ction", "ction", "cción"),
    ("tions", "tions", "ciones"),
    ("tion", "tion", "ción"),
    ("sions", "sions", "siones"),
    ("sion", "sion", "sión"),
    ("ically", "iquement", "icamente"),
    ("tally", "talement", "talmente"),
    ("ively", "ivement", "ivamente"),
    ("ists", "istes", "istas"),
    ("ist", "iste", "ista"),
    ("isms", "ismes", "ismos"),
    ("ism", "isme", "ismo"),
    ("ities", "ités", "idades"),
    ("ity", "ité", "idad"),
    ("ances", "ances", "ancias"),
    ("ance", "ance", "ancia"),
    ("ences", "ences", "encias"),
    ("ence", "ence", "encia"),
    ("ography", "ographie", "ografía"),
    ("ologists", "ologues", "ólogos"),
    ("ologist", "ologue", "ólogo"),
    ("ology", "ologie", "ología"),
    ("cracy", "cratie", "cracia"),
    ("ative", "atif", "ativo"),
    ("ctive", "ctif", "ctivo"),
    ("itive", "itif", "itivo"),
    ("ical", "ique", "ico"),
    ("ics", "iques", "icos"),
    ("ic", "ique", "ico"),
    ("ous", "eux", "oso"),
    ("ary", "aire", "ario"),
    ("able", "able", "able"),
    ("ible", "ible", "ible"),
    ("ments", "ments", "mentos"),
];

/// Rows of the table, from its first, that make a word of nearly every stem of some length.
const REGULAR: usize = 3;

/// Shortest stem of such a word, in characters.
const LONG_STEM: usize = 6;

/// The word in another language, by its end; `None` when the two would be the same or no rule fits.
///
/// What comes out need not be a word: where it is not said to be sure, ask a lexicon.
pub(super) fn cognate(word: &str, (from, target): (Language, Language)) -> Option<(String, bool)> {
    let column = |row: &(&'static str, &'static str, &'static str), language: Language| match language {
        Language::EN => Some(row.0),
        Language::FR => Some(row.1),
        Language::ES => Some(row.2),
        _ => None,
    };
    ENDS.iter().enumerate().find_map(|(nth, row)| {
        let stem = word.strip_suffix(column(row, from)?).filter(|stem| stem.chars().count() >= 2)?;
        let long = stem.chars().count() >= LONG_STEM;
        // `desnuclearización`, denuclearization; in other words `des` is part of the stem.
        let bare = stem
            .strip_prefix("des")
            .filter(|_| nth < REGULAR && from == Language::ES && target == Language::EN);
        let stem = bare.map_or_else(|| stem.to_owned(), |rest| format!("de{rest}"));
        let (mut stem, end) = (written(&stem, (from, target)), column(row, target)?);
        if matches!(end, "ico" | "icos") {
            stressed(&mut stem);
        }
        let made = format!("{stem}{end}");
        let sure = nth < REGULAR && long;
        (made != word).then_some((made, sure))
    })
}

/// The stem as the target writes it: Spanish has few doubled consonants and no `ph` or `th`.
fn written(stem: &str, (from, target): (Language, Language)) -> String {
    let mut stem = stem.to_owned();
    if target == Language::ES {
        for (other, own) in [
            ("ph", "f"),
            ("th", "t"),
            ("mm", "m"),
            ("ss", "s"),
            ("ff", "f"),
            ("pp", "p"),
            ("tt", "t"),
            ("é", "e"),
            ("è", "e"),
            ("ê", "e"),
            ("ô", "o"),
            ("â", "a"),
            ("î", "i"),
        ] {
            stem = stem.replace(other, own);
        }
    }
    if target == Language::EN && from != Language::EN {
        for (other, own) in [
            ("é", "e"),
            ("è", "e"),
            ("ê", "e"),
            ("ô", "o"),
            ("â", "a"),
            ("î", "i"),
            ("á", "a"),
            ("í", "i"),
            ("ó", "o"),
            ("ú", "u"),
        ] {
            stem = stem.replace(other, own);
        }
    }
    if from == Language::EN && target == Language::FR {
        stem = open_syllables(&stem);
    }
    stem
}

/// In French the `e` of an open syllable has an accent in words of this kind: `separat-` is `séparat-`.
fn open_syllables(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().collect();
    let vowel = |at: usize| letters.get(at).is_some_and(|c| "aeiouyéè".contains(*c));
    let liquid = |at: usize| letters.get(at).is_some_and(|c| matches!(c, 'r' | 'l'));
    let one = |at: usize| match letters.get(at) {
        Some('e') => {
            let stop = letters.get(at + 1).is_some_and(|c| "bcdfgptv".contains(*c));
            let open = vowel(at + 1)
                || (letters.get(at + 1).is_some_and(|c| *c != 'x') && vowel(at + 2))
                || (stop && liquid(at + 2) && vowel(at + 3));
            if open { 'é' } else { 'e' }
        }
        Some(c) => *c,
        None => ' ',
    };
    (0..letters.len()).map(one).collect()
}

/// Puts the accent on the last vowel, which Spanish writes before `-ico`.
fn stressed(stem: &mut String) {
    let vowels = [('a', "á"), ('e', "é"), ('i', "í"), ('o', "ó"), ('u', "ú")];
    let last = stem.char_indices().rev().find_map(|(at, c)| {
        vowels.iter().find(|(plain, _)| *plain == c).map(|(_, accented)| (at, *accented))
    });
    if let Some((at, accented)) = last {
        stem.replace_range(at..=at, accented);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_exchanged() {
        let (en, fr, es) = (Language::EN, Language::FR, Language::ES);
        for (word, pair, made) in [
            ("separatists", (en, es), Some("separatistas")),
            ("organisation", (fr, es), Some("organización")),
            ("philosophical", (en, es), Some("filosófico")),
            ("realidad", (es, en), Some("reality")),
            ("démocratie", (fr, es), Some("democracia")),
            ("desregularización", (es, en), Some("deregularization")),
            ("separatists", (en, fr), Some("séparatistes")),
            ("generalization", (en, fr), Some("généralisation")),
            ("modernization", (en, fr), Some("modernisation")),
            ("nation", (en, fr), None),
            ("house", (en, fr), None),
        ] {
            assert_eq!(cognate(word, pair).map(|(made, _)| made).as_deref(), made, "{word}");
        }
    }
}
