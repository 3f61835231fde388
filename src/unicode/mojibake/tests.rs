use super::charset::Charset;
use super::{Repair, repair, repairs};
use proptest::prelude::*;

/// What a text in UTF-8 looks like when its bytes are read in a character set.
fn misread(text: &str, set: Charset) -> String {
    text.bytes().map(|byte| set.character(byte).unwrap_or(byte as char)).collect()
}

/// The same in Latin-1, with its controls.
fn misread_latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

const WORDS: &[&str] = &[
    "été",
    "déjà",
    "l’été",
    "où",
    "âge",
    "forêt",
    "garçon",
    "œuvre",
    "naïf",
    "Noël",
    "île",
    "hôpital",
    "sûr",
    "qu’à",
    "élève",
    "leçon",
    "s’étend",
    "préféré",
    "août",
    "mañana",
    "niño",
    "acción",
    "está",
    "después",
    "fútbol",
    "Málaga",
    "país",
    "pingüino",
    "corazón",
    "él",
    "ójala",
    "año",
    "Á",
    "à",
    "Élysée",
    "À",
    "Ávila",
    "Óscar",
    "¿Qué",
    "«Sí»",
    "bientôt…",
    "Chloé",
    "l’œil",
    "€",
    "20°",
    "n°",
    "São",
    "Zürich",
    "Łódź",
    "České",
];

const BEFORE: &[&str] = &["", "Elle a dit ", "La réponse, ", "El señor dijo «", "12 ", "(", "— "];
const AFTER: &[&str] = &["", " hier soir.", ", según él", "»", ".", " – voilà !", "\nDeuxième ligne"];

#[test]
fn clean_text_of_many_scripts_stays() {
    let texts = [
        "« CAFÉ » : le MARCHÉ… est FERMÉ ! NESTLÉ® et L’ORÉAL™ – 12 € (déjà vu) ; 3 × 4 = 12, 20 °C, n° 5",
        "Il a dit : « C’est l’été\u{A0}», puis « l’abbé\u{A0}»… et «\u{A0}À l’été\u{A0}! »",
        "¿Dónde está? ¡ALLÍ! Preguntó: “¿Y él qué…?” «CORAZÓN» — AÑO ‘NIÑO’ PASÓ…",
        "AMANHÃ… SÃO PAULO, IRMÃ; a MANHÃ\u{A0}chega, IRMÃ® e IRMÃ» CONCLUSÃO: A L E M Ã O. “NÃO”, ‘PÃO’",
        "Straße, GROẞ, „groß“, ‚Äpfel‘, Å, ÅL, HÅØYÅ; Ärger – ÖSTERREICH… Übung®",
        "Úžasný, Žižkov, ČEŠI, Ďáblice, Łódź, ŻÓŁĆ, część, İstanbul, ŞIŞLI™, NICIODATĂ… VIAȚĂ»",
        "Nguyễn Ái Quốc, Việt Nam, Đà Nẵng; từ điển, «Truyện Kiều»…",
        "Ελληνικά: «Η ΑΘΉΝΑ»… και ΝΈΑ®",
        "Правительство «РОССИИ» — ЁЛКА, В° Г©; Київ, ЇЖАК; Ђорђе, Љубљана, ПодВАВА…",
        "日本語の「文章」です…。 中文、繁體。 한국어 문장",
        "العربية «نصّ»، فارسی می‌خواهم עברית ״טקסט״ हिन्दी ไทย ქართული Հայերեն",
        "√2 ≈ 1,41; √π, f(x) ≠ ∞, 3 ≤ x ≥ ¬p ∆t = ±5 µm ƒ(x), ∫f dx, 20≈21",
        "├── été\n│   └── à\n┌─┐│é│└─┘ ┴┬┴ (`¬´ ) ╔═╗",
        "Ω√∫≈ç 😀 👨‍👩‍👧 🇫🇷 ™ © ® … ½ ² ﬁ № \u{FEFF}ok \u{FFFD} \u{85}",
        "HTML: &amp; &eacute; &Atilde; 5, &copy; 2020, &acirc;ge, A&B",
        "x Ã y, 10 Å – 20 Å, Â, Ô… Ñ”, É¿Qué?",
    ];
    for text in texts {
        assert!(repairs(text).is_empty(), "{text}: {:?}", repairs(text));
    }
}

#[test]
fn every_set_and_level() {
    for word in ["préféré", "s’étend", "corazón"] {
        for set in Charset::ALL {
            let broken = misread(word, set);
            assert_eq!(repair(&format!("un {broken}, dos")), format!("un {word}, dos"), "{broken} {set:?}");
        }
        let (mut broken, mut latin) = (word.to_owned(), word.to_owned());
        for level in 1..=3 {
            broken = misread(&broken, Charset::Cp1252);
            latin = misread_latin1(&latin);
            for broken in [&broken, &latin] {
                let found = repairs(broken);
                assert_eq!(repair(broken), word, "{broken}");
                assert_eq!(found.iter().map(|repair| repair.levels).max(), Some(level));
                assert!(
                    found.iter().all(|repair| (repair.rule == super::DOUBLE) == (level > 1)),
                    "{found:?}"
                );
            }
        }
        // Four times is more than is undone.
        broken = misread(&broken, Charset::Cp1252);
        assert_eq!(repair(&broken), broken);
    }
}

#[test]
fn long_text_takes_linear_time() {
    let mojibake = "Ã©".repeat(30_000);
    assert_eq!(repair(&mojibake), "é".repeat(30_000));
    for text in ["É…", "Ã ", "é\u{A0}»", "├┤", "\u{87}", "&Atilde;", "í\u{A0}½", "Ñ\u{FFFD}", "Ð”"]
    {
        let long = text.repeat(60_000 / text.len());
        assert_eq!(repair(&repair(&long)), repair(&long), "{text}");
    }
}

/// What the engine and readers rely on.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let found = repairs(text);
    let (mut end, mut new, mut undone) = (0, String::new(), String::new());
    for Repair { range, replacement, rule, confidence, levels } in &found {
        prop_assert!(range.start >= end && range.start < range.end);
        prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        prop_assert!(super::RULES.iter().any(|(id, _)| id == rule));
        prop_assert!((0.0..=1.0).contains(confidence) && (1..=3).contains(levels));
        new.push_str(&text[end..range.start]);
        undone.push_str(&text[end..range.start]);
        prop_assert_ne!(&text[range.clone()], replacement);
        new.push_str(replacement);
        undone.push_str(&text[range.clone()]);
        end = range.end;
    }
    new.push_str(&text[end..]);
    undone.push_str(&text[end..]);
    prop_assert_eq!(&undone, text);
    prop_assert_eq!(repair(text), &*new);
    prop_assert_eq!(repair(&new), &*new, "twice, of {:?}", text);
    Ok(())
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(512))]

    /// One broken word in a good line.
    #[test]
    fn a_broken_word_is_repaired(
        word in prop::sample::select(WORDS),
        before in prop::sample::select(BEFORE),
        after in prop::sample::select(AFTER),
        way in 0..4,
    ) {
        let broken = match way {
            0 => misread(word, Charset::Cp1252),
            1 => misread_latin1(word),
            2 => misread(&misread(word, Charset::Cp1252), Charset::Cp1252),
            _ => misread(word, Charset::MacRoman),
        };
        let text = format!("{before}{broken}{after}");
        // Next to a letter-like sign the case is open: one letter, of which nothing but itself speaks.
        prop_assume!(word.chars().count() > 1 || way < 3 && before.ends_with(' ') && !after.starts_with('»'));
        prop_assert_eq!(repair(&text), format!("{before}{word}{after}"));
        holds(&text)?;
    }

    /// A line broken as a whole.
    #[test]
    fn a_broken_line_is_repaired(words in prop::collection::vec(prop::sample::select(WORDS), 3..12), way in 0..3) {
        let line = format!("déjà l’été {} à côté", words.join(" "));
        let broken = match way {
            0 => misread(&line, Charset::Cp1252),
            1 => misread_latin1(&line),
            _ => misread(&line, Charset::MacRoman),
        };
        prop_assert_eq!(repair(&broken), line);
        holds(&broken)?;
    }

    #[test]
    fn whatever_the_text(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "Ã", "Â", "â", "€", "™", "©", "\u{A0}", " ", "é", "É", "…", "»", "Å", "Ä", "ƒ", "√", "¬", "‚", "ô", "ð", "Ÿ", "˜",
            "\u{80}", "\u{85}", "\u{9D}", "\u{87}", "\u{FFFD}", "?", "a", "B", "s", "\n", "&Atilde;", "&copy;", "&#195;", "&",
            "Г", "Ђ", "“", "├", "⌐", "┬", "┐", "Γ", "Ç", "Ö", "Ð", "Ñ", "\u{AD}", "í", "½", "¸", "1", "Ă", "ˇ", "\u{F8FF}", "ü",
        ]), 0..24),
    ) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn whatever_the_characters(text in "\\PC{0,40}") {
        holds(&text)?;
    }
}
