//! Demonyms: from the masculine form of each language to the forms that occur in text.

use super::{NAME_COLUMNS, Sheet};

const HEADER: &str = "#! format=1
#! layer=demonyms
#! licence=MIT OR Apache-2.0
#! origin=dictionaries/glossary/hand/demonyms.tsv, inflected by rule
#! command=cargo run -p unisono-tools -- glossary
";

/// The layer from the hand-written table: `id en fr es`; in a cell `;` between words, `!flag` after a word.
/// A word that ends in `=` is not inflected.
pub(crate) fn layer(source: &str) -> Result<Sheet, String> {
    let mut sheet = Sheet { header: format!("{HEADER}{NAME_COLUMNS}\n"), rows: [].into() };
    for (index, line) in source.lines().enumerate() {
        if line.starts_with('#') || line.starts_with("id\t") || line.is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, en, fr, es] = cells.as_slice() else {
            return Err(format!("hand/demonyms.tsv:{}: {} columns, wanted 4", index + 1, cells.len()));
        };
        for (lang, cell, inflect) in [("en", en, english as Rule), ("fr", fr, french), ("es", es, spanish)] {
            for word in cell.split(';').map(str::trim).filter(|word| !word.is_empty()) {
                let (word, flags) = word.split_once('!').unwrap_or((word, ""));
                let forms = match word.strip_suffix('=') {
                    Some(fixed) => vec![(fixed.to_owned(), "")],
                    None => inflect(word),
                };
                for (form, gram) in forms {
                    sheet.rows.insert(format!("{id}\t{lang}\t{form}\tdem\t{flags}\t{gram}\trule"));
                }
            }
        }
    }
    // Two words of one cell may share a form ("belga" m and f): one row per name.
    let mut last = String::new();
    sheet.rows.retain(|row| {
        let key: String = row.split('\t').take(3).collect::<Vec<_>>().join("\t");
        let new = key != last;
        last = key;
        new
    });
    Ok(sheet)
}

type Rule = fn(&str) -> Vec<(String, &'static str)>;

/// The part before the last `n` characters, with `end` put behind.
fn with_end(word: &str, n: usize, end: &str) -> String {
    let kept = word.chars().count().saturating_sub(n);
    word.chars().take(kept).chain(end.chars()).collect()
}

fn english(word: &str) -> Vec<(String, &'static str)> {
    let mut forms = vec![(word.to_owned(), "sg")];
    let irregular = ["shman", "chman", "woman"].iter().any(|end| word.ends_with(end));
    let adjective = ["ese", "sh", "ch", "ss", "ic", "x", "z"].iter().any(|end| word.ends_with(end));
    if irregular {
        forms.push((with_end(word, 2, "en"), "pl"));
    } else if !adjective {
        forms.push((format!("{word}s"), "pl"));
    }
    forms
}

fn french(word: &str) -> Vec<(String, &'static str)> {
    let feminine = match word {
        _ if word.ends_with('e') || word.ends_with('è') => word.to_owned(),
        _ if word.ends_with("grec") => with_end(word, 1, "cque"),
        _ if word.ends_with("turc") => with_end(word, 1, "que"),
        _ if word.ends_with("ien") || word.ends_with("éen") || word.ends_with("yen") => format!("{word}ne"),
        _ if word.ends_with("on") => format!("{word}ne"),
        _ => format!("{word}e"),
    };
    let plural = |form: &str| if form.ends_with(['s', 'x']) { form.to_owned() } else { format!("{form}s") };
    vec![
        (word.to_owned(), if plural(word) == word { "m" } else { "m.sg" }),
        (plural(word), "m.pl"),
        (feminine.clone(), "f.sg"),
        (plural(&feminine), "f.pl"),
    ]
}

fn spanish(word: &str) -> Vec<(String, &'static str)> {
    if let Some(stem) = word.strip_suffix('o') {
        return [("o", "m.sg"), ("a", "f.sg"), ("os", "m.pl"), ("as", "f.pl")]
            .map(|(end, gram)| (format!("{stem}{end}"), gram))
            .into();
    }
    for (accented, plain) in [("és", "es"), ("án", "an"), ("ín", "in"), ("ón", "on")] {
        if let Some(stem) = word.strip_suffix(accented) {
            return [("", "m.sg"), ("a", "f.sg"), ("es", "m.pl"), ("as", "f.pl")]
                .map(|(end, gram)| {
                    if end.is_empty() {
                        (word.to_owned(), gram)
                    } else {
                        (format!("{stem}{plain}{end}"), gram)
                    }
                })
                .into();
        }
    }
    if word.ends_with(['í', 'ú']) {
        return vec![(word.to_owned(), "sg"), (format!("{word}es"), "pl"), (format!("{word}s"), "pl")];
    }
    if word.ends_with("ol") {
        return ["", "a", "es", "as"]
            .iter()
            .zip(["m.sg", "f.sg", "m.pl", "f.pl"])
            .map(|(end, gram)| (format!("{word}{end}"), gram))
            .collect();
    }
    if let Some(stem) = word.strip_suffix('z') {
        return vec![(word.to_owned(), "sg"), (format!("{stem}ces"), "pl")];
    }
    let end = if word.ends_with(['a', 'e', 'é']) { "s" } else { "es" };
    vec![(word.to_owned(), "sg"), (format!("{word}{end}"), "pl")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(rule: Rule, word: &str) -> Vec<String> {
        rule(word).into_iter().map(|(form, _)| form).collect()
    }

    #[test]
    fn french_feminines_and_plurals() {
        assert_eq!(forms(french, "marocain"), ["marocain", "marocains", "marocaine", "marocaines"]);
        assert_eq!(forms(french, "grec"), ["grec", "grecs", "grecque", "grecques"]);
        assert_eq!(forms(french, "européen"), ["européen", "européens", "européenne", "européennes"]);
        assert_eq!(forms(french, "français"), ["français", "français", "française", "françaises"]);
        assert_eq!(forms(french, "letton"), ["letton", "lettons", "lettonne", "lettonnes"]);
        assert_eq!(forms(french, "turc"), ["turc", "turcs", "turque", "turques"]);
    }

    #[test]
    fn spanish_feminines_and_plurals() {
        assert_eq!(forms(spanish, "francés"), ["francés", "francesa", "franceses", "francesas"]);
        assert_eq!(forms(spanish, "alemán"), ["alemán", "alemana", "alemanes", "alemanas"]);
        assert_eq!(forms(spanish, "español"), ["español", "española", "españoles", "españolas"]);
        assert_eq!(forms(spanish, "marroquí"), ["marroquí", "marroquíes", "marroquís"]);
        assert_eq!(forms(spanish, "belga"), ["belga", "belgas"]);
        assert_eq!(forms(spanish, "croata"), ["croata", "croatas"]);
    }

    #[test]
    fn english_plurals() {
        assert_eq!(forms(english, "Moroccan"), ["Moroccan", "Moroccans"]);
        assert_eq!(forms(english, "Japanese"), ["Japanese"]);
        assert_eq!(forms(english, "Frenchwoman"), ["Frenchwoman", "Frenchwomen"]);
        assert_eq!(forms(english, "Welsh"), ["Welsh"]);
        assert_eq!(forms(english, "German"), ["German", "Germans"]);
    }
}
