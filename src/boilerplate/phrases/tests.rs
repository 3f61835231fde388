use super::super::fold::folded;
use super::*;

fn find(line: &str, language: Language) -> Hits {
    let mut buffer = Folded::default();
    buffer.fold(line);
    Phrases::builtin().find(&buffer, line, language)
}

#[test]
fn the_table_is_valid_sorted_and_folded() {
    let mut before = String::new();
    let mut count = 0;
    for (line, row) in BUILTIN
        .lines()
        .filter(|line| !line.starts_with('#'))
        .zip(rows(BUILTIN).map(|row| row.expect("every row can be read")))
    {
        assert_eq!(&*row.text, folded(&row.text), "not folded");
        assert!(before.as_str() < line, "not sorted or twice: {line}");
        before = line.to_owned();
        count += 1;
    }
    assert!(count > 300, "{count} rows");
}

#[test]
fn a_bad_row_is_named() {
    let error = rows("# x\nfoo\ten\tnonsense\tany\thint\n").next().expect("a row").expect_err("a bad kind");
    assert_eq!(error.to_string(), "line 2: unknown kind of line");
}

#[test]
fn words_are_not_cut() {
    assert!(find("The shared registerednesses", Language::EN).kind().is_none());
}

#[test]
fn a_pointer_needs_a_title_after_it() {
    assert_eq!(
        find("See also  A port reopens", Language::EN).strong.expect("a strong phrase").0,
        LineKind::Related
    );
    assert_eq!(
        find("Lire aussi : un port rouvre", Language::EN).strong.expect("a strong phrase").0,
        LineKind::Related
    );
    assert!(find("See also the annex that the court published", Language::EN).strong.is_none());
}

#[test]
fn whole_lines_may_carry_a_counter() {
    assert_eq!(find("Commentaires (12)", Language::FR).kind(), Some(LineKind::CommentForm));
}
