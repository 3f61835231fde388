//! Words that engines leave wrong in a way that can be told without knowing the sentence.

use crate::Language;

/// Words that become others, wherever they stand alone in lower case; first those that were longer.
const SPANISH: [(&str, &str); 8] = [
    (", el cual ", ", que "),
    (", la cual ", ", que "),
    (", los cuales ", ", que "),
    (", las cuales ", ", que "),
    (" de el ", " del "),
    (" a el ", " al "),
    // Catalan left over from a route through it.
    (" i ", " y "),
    (" y y ", " y "),
];

const FRENCH: [(&str, &str); 13] = [
    (", lequel ", ", qui "),
    (", laquelle ", ", qui "),
    (", lesquels ", ", qui "),
    (", lesquelles ", ", qui "),
    (" qui est-ce qui ", " qui "),
    (" de le ", " du "),
    (" de les ", " des "),
    (" à le ", " au "),
    (" à les ", " aux "),
    (" le le ", " le "),
    (" la la ", " la "),
    (" les les ", " les "),
    (" i ", " et "),
];

/// Question words, which have their accent in questions alone.
const QUESTION_WORDS: [(&str, &str); 9] = [
    ("qué", "que"),
    ("quién", "quien"),
    ("quiénes", "quienes"),
    ("cuándo", "cuando"),
    ("cuál", "cual"),
    ("cuáles", "cuales"),
    ("cuánto", "cuanto"),
    ("dónde", "donde"),
    ("cómo", "como"),
];

/// The answer with such words put right.
pub(super) fn corrected(source: &str, answer: &str, target: Language) -> String {
    let pairs: &[(&str, &str)] = match target {
        Language::ES => &SPANISH,
        Language::FR => &FRENCH,
        _ => &[(" the the ", " the "), (" of of ", " of ")],
    };
    // A space at both ends, so that the first word and the last are found as well.
    let mut text = format!(" {answer} ");
    for (from, to) in pairs {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut text = text.trim_matches(' ').to_owned();
    if target == Language::ES && !source.contains('?') {
        text = each_word(&text, |word| {
            QUESTION_WORDS.iter().find(|(asked, _)| *asked == word).map(|(_, plain)| *plain)
        });
    }
    if target == Language::FR {
        text = without_pronoun(&text);
    }
    second_word(source, text)
}

fn each_word(text: &str, change: impl Fn(&str) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(change(word).unwrap_or(word));
        let gap = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (between, next) = after.split_at_checked(gap).unwrap_or((after, ""));
        out.push_str(between);
        rest = next;
    }
    out
}

/// `Prat il a dit` is `Prat a dit`: the pronoun comes where the engine did not know that the name is the subject.
fn without_pronoun(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let name = out.last().is_some_and(|before| {
            before.starts_with(char::is_uppercase)
                && before.ends_with(char::is_alphabetic)
                && before.chars().count() > 3
        });
        if matches!(word, "il" | "elle" | "ils" | "elles" | "Il" | "Elle" | "Ils") && name {
            continue;
        }
        out.push(word);
    }
    out.join(" ")
}

/// Behind a first word that the engine did not know, the capital of the sentence is on the second.
fn second_word(source: &str, answer: String) -> String {
    let words = |text: &str| -> Option<(String, usize)> {
        let (first, rest) = text.split_once(' ')?;
        first.chars().all(char::is_alphabetic).then(|| (first.to_owned(), text.len() - rest.len()))
    };
    let (Some((own, source_at)), Some((first, at))) = (words(source), words(&answer)) else { return answer };
    let lower_in_source = source.get(source_at..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let rest = answer.get(at..).unwrap_or_default();
    let second: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let mut letters = second.chars();
    let raised = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    if own != first || !lower_in_source || !raised || source.contains(&second) {
        return answer;
    }
    format!(
        "{}{}{}",
        &answer.get(..at).unwrap_or_default(),
        second.to_lowercase(),
        rest.get(second.len()..).unwrap_or_default()
    )
}
