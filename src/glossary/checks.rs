//! What is wrong with dictionary files: every problem, with its file and line.

use std::collections::BTreeMap;

use unicode_normalization::is_nfc;

use super::builtin;
use super::compile::Tables;
use super::entity::Role;
use super::flags::Flags;
use super::layers::merge;
use super::table::{GlossaryError, NameRow, Rows};
use super::{Entity, Glossary};
use crate::Language;

/// Acronyms up to this length are also words of headlines in capitals.
const SHORT_ACRONYM: usize = 3;

const THREE: [Language; 3] = [Language::EN, Language::FR, Language::ES];

/// Names that need more than themselves to be found.
const DOUBTFUL: Flags =
    Flags::CTX.with(Flags::LOC).with(Flags::NEVER).with(Flags::ALT).with(Flags::NEAR).with(Flags::OF);

/// All problems of dictionary files, in their order: pairs of a file's name and its text, as
/// [`Glossary::from_tsv`] takes them. Besides what that refuses: headers, order, characters that do not show, short
/// acronyms without flag, one form with two ids, and preferred names that are not found in their own text.
///
/// ```
/// let names = "#! format=1\n#! layer=mine\n#! licence=MIT\n#! origin=me\n\
///     id\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tABC\talias\t\t\t\nMA\ten\tXYZ\tking\t\t\t\n";
/// let problems = unisono::glossary::check_over_builtin([("mine.tsv", names)]);
/// let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
/// assert_eq!(lines, [6, 7]);
/// assert!(problems[0].message.contains("needs the flag `acr`"));
/// assert!(problems[1].message.contains("unknown role `king`"));
/// ```
pub fn check<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<GlossaryError> {
    problems(&files.into_iter().collect::<Vec<_>>(), 0)
}

/// As [`check`], for files that stand over the built-in dictionaries; only their own problems are told.
///
/// ```
/// let names = "#! format=1\n#! layer=mine\n#! licence=MIT\n#! origin=me\n\
///     id\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tSharifian Empire\thistoric\t\t\t\n";
/// assert_eq!(unisono::glossary::check_over_builtin([("mine.tsv", names)]), []);
/// ```
pub fn check_over_builtin<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<GlossaryError> {
    let files: Vec<_> = builtin::FILES.into_iter().chain(files).collect();
    problems(&files, builtin::FILES.len())
}

/// The problems of `files` from number `from` on.
fn problems(files: &[(&str, &str)], from: usize) -> Vec<GlossaryError> {
    let mut rows = Rows::read(files.iter().copied());
    let mut problems = std::mem::take(&mut rows.problems);
    for &(file, text) in files.iter().skip(from) {
        headers(file, text, &mut problems);
        order(file, text, &mut problems);
    }
    let names = merge(&rows, &mut Vec::new()).names;
    let glossary = Glossary::from(Tables::collect(&rows, &mut problems));
    for row in names.iter().filter(|row| row.place.file as usize >= from) {
        if let Some(message) = acronym(row).or_else(|| unfound(row, &glossary)) {
            problems.push(rows.problem(row.place, message));
        }
    }
    shared(&rows, &names, &mut problems);
    let number = |problem: &GlossaryError| files.iter().position(|(file, _)| *file == problem.file);
    problems.retain(|problem| number(problem) >= Some(from));
    problems.sort_by_key(|problem| (number(problem), problem.line));
    problems
}

fn headers(file: &str, text: &str, problems: &mut Vec<GlossaryError>) {
    for key in ["layer", "licence", "origin"] {
        let wanted = format!("#! {key}=");
        if !text.lines().any(|line| line.starts_with(&wanted)) {
            problems.push(GlossaryError::new(file, 0, format!("no header line `{wanted}...`")));
        }
    }
    if !text.ends_with('\n') || text.contains('\r') {
        problems.push(GlossaryError::new(file, 0, "lines must end with a line feed alone, the last one too"));
    }
}

/// Rows are sorted by bytes and have no characters that do not show.
fn order(file: &str, text: &str, problems: &mut Vec<GlossaryError>) {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let mut columns = 0;
    let mut last: Option<Vec<&str>> = None;
    for (index, line) in lines {
        if columns == 0 {
            columns = match line.split('\t').nth(1) {
                Some("lang") => 3,
                Some("country") => 2,
                _ => 1,
            };
            continue;
        }
        let key: Vec<&str> = line.split('\t').take(columns).collect();
        let mut fail = |message: String| problems.push(GlossaryError::new(file, index + 1, message));
        if last.as_ref().is_some_and(|last| *last >= key) {
            fail(format!("not sorted, or a second time: {}", key.join(" ")));
        }
        if !is_nfc(line) {
            fail("not in NFC".to_owned());
        }
        if let Some(odd) = line.chars().find(|&c| does_not_show(c)) {
            fail(format!("a character that does not show: {}", odd.escape_unicode()));
        }
        last = Some(key);
    }
}

fn does_not_show(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c,
            '\u{A0}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202F}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}')
}

fn acronym(row: &NameRow<'_>) -> Option<String> {
    let short = row.form.chars().count() <= SHORT_ACRONYM && row.form.chars().all(char::is_uppercase);
    let flagged = row.flags.any(Flags::ACR.with(Flags::NEVER));
    (short && !flagged).then(|| format!("`{}` of {} needs the flag `acr`: it is short", row.form, row.id))
}

/// A preferred name that is not found in its own text, or leads to something else.
fn unfound(row: &NameRow<'_>, glossary: &Glossary) -> Option<String> {
    if row.role != Some(Role::Preferred) || row.flags.any(DOUBTFUL) {
        return None;
    }
    let own = row.language.map(|one| [one]);
    let languages: &[Language] = own.as_ref().map_or(THREE.as_slice(), |one| one);
    let language = languages.iter().find(|&&language| {
        !glossary.find(row.form, language).iter().any(|mention| {
            mention.entity.id() == row.id && row.form.get(mention.range.clone()) == Some(row.form)
        })
    })?;
    let found: Vec<Entity> =
        glossary.find(row.form, *language).into_iter().map(|mention| mention.entity).collect();
    Some(format!("`{}` of {} is not found in its own text in {language}: {found:?}", row.form, row.id))
}

/// One form in one language has one entity, unless a flag says how they are told apart.
fn shared(rows: &Rows<'_>, names: &[NameRow<'_>], problems: &mut Vec<GlossaryError>) {
    let mut owners: BTreeMap<(Language, &str), &NameRow> = BTreeMap::new();
    for row in names.iter().filter(|row| !row.flags.any(Flags::NEVER.with(Flags::ALT).with(Flags::NEAR))) {
        let own = row.language.map(|one| [one]);
        let languages: &[Language] = own.as_ref().map_or(THREE.as_slice(), |one| one);
        for &language in languages {
            match owners.get(&(language, row.form)) {
                Some(other) if other.id != row.id => {
                    let message = format!(
                        "`{}` is in {language} a name of {} and of {}; a flag must tell them apart",
                        row.form, other.id, row.id
                    );
                    problems.push(rows.problem(row.place.max(other.place), message));
                }
                Some(_) => {}
                None => {
                    owners.insert((language, row.form), row);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::EntityKind;
    use super::*;

    #[test]
    fn the_built_in_dictionaries_have_no_problems() {
        let problems: Vec<String> = check(builtin::FILES).iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn problems_name_file_and_line() {
        let head = "#! format=1\n#! layer=a\n#! licence=MIT\n#! origin=b\n";
        let columns = "id\tlang\tform\trole\tflags\tgram\tsource\n";
        let rows = "x-un\ten\tZ\u{AD}Z\tpref\t\t\t\nMA\ten\tSpain\talias\t\t\t\nMA\ten\tSpain\tdem\t\t\t\n";
        let text = format!("{head}{columns}{rows}");
        let problems = check_over_builtin([("mine.tsv", text.as_str())]);
        let told: Vec<(usize, &str)> =
            problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect();
        let has =
            |line: usize, words: &str| told.iter().any(|(at, text)| *at == line && text.contains(words));
        assert!(has(6, "does not show"), "{told:?}");
        assert!(
            has(7, "not sorted") && has(8, "stands in line 7 already") && has(8, "tell them apart"),
            "{told:?}"
        );
        assert!(check([("m", "#! format=1\nid\tkind\tparent\twikidata\tnote\n")]).len() == 3);
    }

    #[test]
    fn every_country_has_names_in_three_languages_and_a_flag() {
        let glossary = Glossary::builtin();
        let countries = glossary.entities().filter(|entity| entity.kind() == EntityKind::Country);
        let mut count = 0;
        for country in countries {
            count += 1;
            for language in [Language::EN, Language::FR, Language::ES] {
                assert!(!country.name(language).is_empty(), "{}", country.id());
            }
            let flag: String = country
                .id()
                .chars()
                .filter_map(|letter| char::from_u32(0x1F1E6 + (letter as u32 - 'A' as u32)))
                .collect();
            let found = glossary.find(&flag, Language::UND);
            assert_eq!(found.first().map(|mention| mention.entity.id()), Some(country.id()));
        }
        assert!(count >= 249, "ISO 3166-1 has 249 codes, the dictionary {count}");
    }

    #[test]
    fn every_united_nations_member_has_a_demonym_in_three_languages() {
        let rows = Rows::read(builtin::FILES);
        let mut languages: BTreeMap<&str, BTreeSet<Language>> = BTreeMap::new();
        for row in rows.names.iter().filter(|row| row.role == Some(Role::Demonym)) {
            languages.entry(row.id).or_default().extend(row.language);
        }
        let complete = languages.values().filter(|set| set.len() == 3).count();
        assert!(complete >= 193, "{complete}");
    }
}
