//! Properties of the whole capability; single rules are rows of `tests/cases/unicode.toml`.

use std::borrow::Cow;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{Form, Policy, RULES, clean, edits};

/// Everything that a rule looks at, in a density where rules meet.
const NASTY: &[&str] = &[
    "a",
    "e",
    "Z",
    "7",
    ".",
    ".",
    " ",
    " ",
    "\n",
    "\n",
    "\t",
    "\r",
    "\r\n",
    "\0",
    "\u{8}",
    "\u{B}",
    "\u{C}",
    "\u{1F}",
    "\u{7F}",
    "\u{80}",
    "\u{81}",
    "\u{85}",
    "\u{8A}",
    "\u{92}",
    "\u{1B}",
    "\u{1B}[31m",
    "\u{1B}]0;t\u{7}",
    "[",
    "m",
    "\u{A0}",
    "\u{AD}",
    "\u{202F}",
    "\u{2009}",
    "\u{2002}",
    "\u{2000}",
    "\u{2007}",
    "\u{205F}",
    "\u{3000}",
    "\u{2028}",
    "\u{2029}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{200E}",
    "\u{200F}",
    "\u{61C}",
    "\u{202A}",
    "\u{202D}",
    "\u{202C}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{206A}",
    "\u{2060}",
    "\u{2063}",
    "\u{FEFF}",
    "\u{E0067}",
    "\u{E0062}",
    "\u{E0065}",
    "\u{E007F}",
    "\u{E0001}",
    "\u{1F3F4}",
    "\u{1F469}",
    "\u{1F680}",
    "\u{2764}",
    "\u{FE0F}",
    "\u{20E3}",
    "\u{1F3FD}",
    "\u{1F1EB}",
    "\u{301}",
    "\u{300}",
    "\u{308}",
    "\u{323}",
    "\u{327}",
    "\u{338}",
    "\u{344}",
    "\u{345}",
    "=",
    "<",
    "\u{212A}",
    "\u{2126}",
    "\u{37E}",
    "\u{387}",
    "\u{2329}",
    "\u{1100}",
    "\u{1161}",
    "\u{11A8}",
    "\u{AC00}",
    "\u{3099}",
    "\u{30AB}",
    "\u{4E2D}",
    "\u{F900}",
    "\u{FF21}",
    "\u{FF0E}",
    "\u{FF1A}",
    "\u{FB00}",
    "\u{FB03}",
    "\u{FB1D}",
    "\u{5D0}",
    "\u{5BC}",
    "\u{627}",
    "\u{653}",
    "\u{64B}",
    "\u{651}",
    "\u{6DD}",
    "\u{915}",
    "\u{94D}",
    "\u{93C}",
    "\u{958}",
    "\u{E01}",
    "\u{E48}",
    "\u{1780}",
    "\u{180E}",
    "\u{1820}",
    "é",
    "ç",
    "«",
    "»",
    ":",
    "?",
    "!",
    "%",
    "–",
    "’",
    "”",
    "\"",
    ")",
    "M",
    "&",
    "&",
    "#",
    ";",
    "amp",
    "&amp;",
    "&eacute",
    "lt;",
    "&#10;",
    "&shy;",
    "&zwj;",
    "&nbsp;",
    "&#x301;",
    "&#65286;",
    "&#13;",
    "&fflig;",
    "&nvlt;",
    "http://",
    "\u{FF06}",
    "\u{FF1B}",
    "\u{1D15E}",
    "\u{FFFD}",
    "\u{10FFFF}",
];

pub(super) fn nasty(longest: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(NASTY), 0..longest).prop_map(|parts| parts.concat())
}

fn policies() -> impl Strategy<Value = Policy> {
    any::<u16>().prop_map(|bits| Policy {
        form: if bits & 1 == 0 { Form::Nfc } else { Form::None },
        entities: bits & 2048 == 0,
        controls: bits & 2 == 0,
        line_ends: bits & 4 == 0,
        invisible: bits & 8 == 0,
        bidi: bits & 16 == 0,
        spaces: bits & 32 == 0,
        doubled_stop: bits & 64 == 0,
        ligatures: bits & 128 == 0,
        width: bits & 256 == 0,
        blank_runs: bits & 512 == 0,
        trim: bits & 1024 == 0,
        ..Policy::default()
    })
}

/// Applies the edits after checking that they are sorted, disjoint, on boundaries, effective and minimal.
fn apply(text: &str, policy: &Policy) -> String {
    let mut new = String::new();
    let mut copied = 0;
    for edit in edits(text, policy) {
        assert!(edit.range.start >= copied, "{edit:?} begins before the end of the one before it, {copied}");
        let old = text.get(edit.range.clone()).expect("an edit on character boundaries");
        assert!(!old.is_empty(), "{edit:?} inserts");
        assert_ne!(old, edit.replacement, "{edit:?} changes nothing");
        let (first, last) = (old.chars().next(), old.chars().next_back());
        assert!(edit.replacement.is_empty() || edit.replacement.chars().next() != first, "{edit:?}");
        assert!(edit.replacement.is_empty() || edit.replacement.chars().next_back() != last, "{edit:?}");
        assert!(RULES.iter().any(|(id, _)| *id == edit.rule), "{edit:?}");
        new.push_str(&text[copied..edit.range.start]);
        new.push_str(&edit.replacement);
        copied = edit.range.end;
    }
    new.push_str(&text[copied..]);
    new
}

fn check(text: &str) {
    let policy = Policy::default();
    let cleaned = clean(text);
    assert_eq!(cleaned, apply(text, &policy), "{text:?}");
    let again = edits(&cleaned, &policy);
    assert!(again.is_empty(), "{text:?} -> {cleaned:?}: a second pass makes {again:?}");
    assert!(cleaned.nfc().eq(cleaned.chars()), "{text:?} -> {cleaned:?} is not in form C");
    let forbidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}')
    };
    assert!(!cleaned.contains(forbidden), "{text:?} -> {cleaned:?}");
    assert_eq!(cleaned.trim(), cleaned, "{text:?}");
    for wrong in ["\n\n\n", " \n", "\n ", "  ", "\t\n"] {
        assert!(!cleaned.contains(wrong), "{text:?} -> {cleaned:?}");
    }
}

fn by_regions(text: &str, policy: &Policy) -> Vec<super::UnicodeEdit> {
    let mut found = Vec::new();
    super::scan::scan_by_regions(text, policy, &mut |range, replacement: &str, rule| {
        found.push(super::UnicodeEdit { range, replacement: replacement.to_owned(), rule });
    });
    found
}

#[test]
fn references_beside_a_mark_of_a_right_to_left_letter() {
    check("”\u{2063}Mא&#x301;\u{80}：&#65286;amp");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_pass_is_enough(text in nasty(14)) {
        check(&text);
    }

    #[test]
    fn one_pass_is_enough_for_any_text(text in any::<String>()) {
        check(&text);
    }

    /// Long texts meet the vector path and the edges of its blocks.
    #[test]
    fn position_does_not_matter(text in nasty(6), before in 0usize..70, after in 0usize..70) {
        let (before, after) = ("x".repeat(before + 1), "y".repeat(after + 1));
        let long = format!("{before}{text}{after}");
        check(&long);
        let short = format!("x{text}y");
        let middle = clean(&short);
        // An escape sequence may take a letter along, and then the edge of the text is another one.
        prop_assume!(middle.starts_with('x') && middle.ends_with('y'));
        let expected = format!("{}{}{}", &before[1..], middle, &after[1..]);
        assert_eq!(clean(&long), expected, "{short:?} -> {middle:?}");
    }

    #[test]
    fn every_policy_is_idempotent(text in nasty(14), policy in policies()) {
        let once = apply(&text, &policy);
        let twice = apply(&once, &policy);
        assert_eq!(once, twice, "{text:?} under {policy:?}");
    }

    /// A lone defect between words is settled as its region would.
    #[test]
    fn the_shortcut_changes_nothing(
        parts in prop::collection::vec((prop::sample::select(&["a", "ab", "Zé", " a", "a ", "a. ", "7", " 7", "a\n", "\na", "x\n\n"][..]), prop::sample::select(NASTY)), 0..8),
        policy in policies(),
    ) {
        let text: String = parts.iter().flat_map(|(word, part)| [*word, *part]).collect();
        let text = text + "b";
        assert_eq!(edits(&text, &policy), by_regions(&text, &policy), "{text:?} under {policy:?}");
        assert_eq!(edits(&text, &Policy::default()), by_regions(&text, &Policy::default()), "{text:?}");
    }

    #[test]
    fn words_are_never_glued(parts in prop::collection::vec(prop::sample::select(&[
        "a", "é", "7", "«", "»", ":", "中", "א", " ", "\n", "\r", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{202F}", "\u{2009}",
        "\u{2003}", "\u{3000}", "\u{2028}", "\u{2029}",
    ][..]), 0..20)) {
        let text = parts.concat();
        let cleaned = clean(&text).replace('…', " ");
        assert!(cleaned.split_whitespace().eq(text.split_whitespace()), "{text:?} -> {cleaned:?}");
    }
}

#[test]
fn clean_text_is_borrowed() {
    for text in [
        "",
        "The ministers met in Rabat. They signed the agreement.\n\nThe text enters into force in May.",
        "« Rien n’est décidé », a dit la ministre : « Tout reste ouvert ! »\nLe budget s’élève à 10\u{A0}000 euros.",
        "¿Qué pasó? El año pasado, más de 3.000 personas…",
    ] {
        assert!(matches!(clean(text), Cow::Borrowed(same) if same == text), "{text:?}");
    }
}

/// Each of these has been, somewhere, a quadratic case.
#[test]
fn cost_grows_with_the_text() {
    let many = |part: &str, bytes: usize| part.repeat(bytes / part.len());
    let bytes = 1 << 18;
    for part in [
        "\u{301}",
        "\u{327}\u{301}",
        "a\u{300}\u{316}",
        "\u{200F}",
        "\u{200B}",
        "\u{200D}",
        "\u{2066}",
        "\u{2066}\u{2069}",
        " ",
        "\n",
        " \n",
        ".",
        ". ",
        "\r",
        "\u{1B}[",
        "\u{1B}[;",
        "\u{1F3F4}\u{E0067}",
        "\u{A0}",
        "\u{FF21}",
        "\u{3000}",
        "\u{85}",
        "x",
        "é ",
        "中",
        "\u{1100}\u{1161}",
        "a\n\n\n",
        "\u{E0067}",
        "\u{200F}a",
        "\u{FF0E} ",
        "\u{AD}.",
        "1\u{2066}",
        "a\u{200D}",
        "\u{94D}\u{200D}",
        "\u{5D0}\u{2067}",
        "M.\u{A0}",
    ] {
        let text = many(part, bytes);
        let start = std::time::Instant::now();
        check(&text);
        let spent = start.elapsed();
        assert!(spent.as_secs() < 20, "{part:?}: {spent:?}");
    }
}

#[test]
fn long_runs_are_one_edit() {
    let policy = Policy::default();
    let of =
        |text: &str| edits(text, &policy).into_iter().map(|edit| (edit.range, edit.rule)).collect::<Vec<_>>();
    let spaces = " ".repeat(100_000);
    assert_eq!(of(&format!("a{spaces}b")), [(2..100_001, "space.run")]);
    assert_eq!(of(&format!("a{spaces}\nb")), [(1..100_001, "space.line-end")]);
    assert_eq!(of(&format!("a{spaces}")), [(1..100_001, "blank-runs")]);
    assert_eq!(of(&format!("a{}b", "\n".repeat(70_000))), [(3..70_001, "blank-runs")]);
    assert_eq!(of(&format!("a.{spaces}. b")), [(2..100_003, "space.doubled-stop")]);
}
