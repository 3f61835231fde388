//! What an answer of an engine gets before it stands in a text: marks of the engine go, words that run together do,
//! capitals, tenses and typography are those of the target.

mod past;
mod typeset;
mod words;

use crate::Language;

/// The answer to `source` as the target language writes it.
pub(super) fn finish(source: &str, answer: &str, (from, target): (Language, Language)) -> String {
    let mut text = without_marks(source, answer);
    if from == Language::FR {
        text = past::simple(&text, target);
    }
    text = words::corrected(source, &text, target);
    text = typeset::typeset(&text, target);
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

/// Takes out what Apertium puts before a word that it does not know or cannot inflect, and names of grammar in angle
/// brackets.
fn without_marks(source: &str, answer: &str) -> String {
    let mut out = String::with_capacity(answer.len());
    let mut rest = answer;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let opens = !before.is_alphanumeric() && after.starts_with(char::is_alphabetic);
        if matches!(c, '#' | '*' | '@' | '~') && opens && !source.contains(c) {
            rest = after;
            continue;
        }
        if c == '<' && !source.contains('<') {
            let name = after.find('>').and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?)));
            if let Some((_, behind)) =
                name.filter(|(name, _)| name.len() <= 8 && name.bytes().all(|b| b.is_ascii_alphanumeric()))
            {
                rest = behind;
                continue;
            }
        }
        out.push(c);
        before = c;
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(source: &str, answer: &str, from: Language, target: Language) -> String {
        finish(source, answer, (from, target))
    }

    #[test]
    fn marks_of_the_engine_go_and_those_of_the_text_stay() {
        assert_eq!(without_marks("x y", "x #salir <prn> *y"), "x salir  y");
        assert_eq!(without_marks("a #tag", "una #etiqueta"), "una #etiqueta");
    }

    #[test]
    fn french_is_set_as_french() {
        let (en, fr) = (Language::EN, Language::FR);
        assert_eq!(
            done("\"Yes,\" he said: no!", "\"oui,\" a-t-il dit: non!", en, fr),
            "«\u{a0}Oui,\u{a0}» a-t-il dit\u{a0}: non\u{a0}!"
        );
        assert_eq!(done("The port", "le port de l'état", en, fr), "Le port de l’état");
        assert_eq!(done("At 10:30", "à 10:30", en, fr), "À 10:30");
    }

    #[test]
    fn spanish_questions_alone_have_accents() {
        let (en, es) = (Language::EN, Language::ES);
        assert_eq!(done("He came when it rained.", "vino cuándo llovió.", en, es), "Vino cuando llovió.");
        assert_eq!(done("When?", "¿cuándo?", en, es), "¿Cuándo?");
        assert_eq!(done("of the port", "de el puerto", en, es), "del puerto");
    }

    #[test]
    fn the_compound_past_of_french_is_the_simple_past_of_news() {
        let (fr, es, en) = (Language::FR, Language::ES, Language::EN);
        assert_eq!(done("Elle a publié", "ha publicado un libro", fr, es), "Publicó un libro");
        assert_eq!(done("Ils ont dit", "han dicho que no", fr, es), "Dijeron que no");
        assert_eq!(done("Elle a publié", "she has published it", fr, en), "She published it");
        assert_eq!(done("Il a été", "it has been seen", fr, en), "It was seen");
    }
}
