#![allow(clippy::unwrap_used, clippy::float_cmp)]

use proptest::prelude::*;

use super::*;
use crate::Pipeline;

/// Sentences of different words, so many words in all.
fn prose(words: usize) -> String {
    let mut text = String::new();
    for nth in 0..words {
        let small = ["the", "of", "and", "with", "that"];
        match nth % 4 {
            0 => text.push_str(small[nth / 4 % 5]),
            _ => text.extend(format!("w{nth}rd").chars()),
        }
        text.push_str(if nth % 12 == 11 { ".\n" } else { " " });
    }
    text
}

fn get(text: &str, rule: &str) -> Measured {
    measure(text, Language::EN).get(rule).unwrap()
}

/// The figure of `good` passes, that of `bad` does not, and both are next to the limit.
fn sides(rule: &str, good: &str, bad: &str, step: f64) {
    let (good, bad) = (get(good, rule), get(bad, rule));
    assert!(!good.failed, "{good:?}");
    assert!(bad.failed, "{bad:?}");
    assert!(
        (good.value - good.limit).abs() <= step && (bad.value - bad.limit).abs() <= step,
        "{good:?} {bad:?}"
    );
}

#[test]
fn prose_fails_no_rule_in_any_of_three_languages() {
    let texts = [
        (
            Language::EN,
            "The harbour master said that the port would reopen on Monday. Ferries sail again with two hundred passengers, and more are to follow next week. Nobody knows yet how long the repairs to the northern pier will take, because engineers have found cracks under water. The ministry promised money for them before the summer.",
        ),
        (
            Language::FR,
            "Le directeur du port a annoncé que la ligne rouvrirait lundi. Les bateaux repartent avec deux cents passagers, et d’autres suivront la semaine prochaine. Personne ne sait encore combien dureront les travaux de la jetée nord, car des ingénieurs ont trouvé des fissures sous l’eau. Le ministère a promis de l’argent avant l’été : « nous paierons ».",
        ),
        (
            Language::ES,
            "El director del puerto anunció que la línea volvería a abrir el lunes. Los barcos zarpan de nuevo con doscientos pasajeros, y otros seguirán la semana que viene. Nadie sabe todavía cuánto durarán las obras del muelle norte, porque los ingenieros han hallado grietas bajo el agua. ¿Pagará el ministerio? Lo prometió antes del verano.",
        ),
    ];
    for (language, text) in texts {
        let failed: Vec<_> = measure(text, language).failed().collect();
        assert!(failed.is_empty(), "{language} {failed:?}");
    }
}

#[test]
fn every_rule_has_two_sides() {
    sides("gopher-few-words", &prose(50), &prose(49), 1.0);
    sides("gopher-many-words", &"a ".repeat(100_000), &"a ".repeat(100_001), 1.0);
    sides("gopher-short-words", "abc abc", "abc ab", 0.5);
    sides("gopher-long-words", "abcdefghij, abcdefghij", "abcdefghij abcdefghijk", 0.5);
    sides("gopher-hashes", &format!("#{}", prose(10)), &format!("#{}", prose(9)), 0.02);
    sides("gopher-ellipses", &format!("… {}", prose(10)), &format!("... {}", prose(9)), 0.02);
    let bullets = |of: usize| format!("{}plain", "• one\n".repeat(of));
    sides("gopher-bullet-lines", &bullets(9), &bullets(10), 0.02);
    let ends = |of: usize| format!("{}{}", "one…\ntwo...\n\nthree ...\n".repeat(of), "plain.\n".repeat(7));
    sides("gopher-ellipsis-lines", &ends(1), &format!("{}more…", ends(1)), 0.07);
    sides("gopher-letters", "a b c d 1", "a b c 1", 0.051);
    sides("gopher-stop-words", "With THE rest", "the the rest", 1.0);
    let lines = |own: usize| {
        let own: Vec<String> = (0..own).map(|n| format!("line {n}")).collect();
        format!("same\nsame\nsame\nsame\n{}", own.join("\n"))
    };
    sides("gopher-duplicate-lines", &lines(6), &lines(5), 0.04);
    sides(
        "gopher-duplicate-paragraphs",
        &lines(6).replace('\n', "\n\n"),
        &lines(5).replace('\n', "\n\n"),
        0.04,
    );
    let long = |own: usize| format!("{0}\n{0}\n{1}", "same ".repeat(2).trim(), "x".repeat(own));
    sides("gopher-duplicate-line-characters", &long(27), &long(26), 0.01);
    sides("fineweb-duplicate-line-characters", &long(72), &long(71), 0.01);
    let apart = |own: usize| long(own).replace('\n', "\n \n");
    sides("gopher-duplicate-paragraph-characters", &apart(27), &apart(26), 0.01);
    sides(
        "c4-few-sentences",
        "One two three four five. Two of it. Three.",
        "One two three four five. Two of it!",
        1.0,
    );
    sides("c4-curly-brackets", "a [b]", "a {b}", 1.0);
    sides("c4-lorem-ipsum", "a lorem, ipsum", "a Lorem Ipsum dolor", 1.0);
    let ended = |of: usize| format!("ends.{}", "\nplain".repeat(of));
    sides("fineweb-line-ends", &ended(7), &ended(8), 0.01);
    let short = |of: usize| {
        format!("{}\n{}", vec!["a".repeat(30); 2].join("\n"), vec!["a".repeat(31); of].join("\n"))
    };
    sides("fineweb-short-lines", &short(1), "short", 0.34);
    sides("fineweb-line-feeds", "a b c d e f g\nh\ni\nj", "a b c d e f\ng\nh\ni", 0.04);
}

#[test]
fn runs_of_words_are_counted_in_characters() {
    // `ab cd` stands twice in 29 characters: 10 of them.
    let text = "ab cd one ab cd two three fou";
    assert_eq!(get(text, "gopher-top-2-gram").value, 0.3448);
    assert_eq!(get(text, "gopher-top-3-gram").value, 0.0);
    for length in 2..=10 {
        let run: Vec<String> = (0..length).map(|n| format!("w{n}")).collect();
        let run = run.join(" ");
        let rule = RULES.iter().find(|rule| rule.id.contains(&format!("-{length}-"))).unwrap();
        let own = |characters: usize| format!("{run} first {run} {}", "x".repeat(characters));
        let taken = run.len() * if length <= 4 { 2 } else { 1 };
        let all = (taken as f64 / rule.limit) as usize;
        let rest = all - own(0).len();
        sides(rule.id, &own(rest + 1), &own(rest - 1), 0.01);
        assert_eq!(
            get(&own(rest), rule.id).value,
            (taken as f64 / own(rest).len() as f64 * 1e4).round() / 1e4
        );
    }
    // Runs do not count twice where they overlap.
    assert_eq!(get("a a a a a a a a a a", "gopher-duplicate-5-grams").value, 0.4737);
}

#[test]
fn lines_that_c4_does_not_keep_have_no_sentences() {
    let sentences = |line: &str| get(line, "c4-few-sentences").value;
    assert_eq!(sentences("One two three four five. Six!"), 2.0);
    assert_eq!(sentences("One two three four."), 0.0);
    assert_eq!(sentences("One two three four five"), 0.0);
    assert_eq!(sentences("One two three four five..."), 0.0);
    assert_eq!(sentences("Please switch on JavaScript in your browser."), 0.0);
    assert_eq!(sentences("« Un deux trois quatre cinq. »"), 1.0);
}

#[test]
fn a_filter_tags_or_rejects_and_the_text_stays() {
    let run = |filter: &QualityFilter, text: &str| {
        let pipeline = Pipeline::builder().stage(filter.clone()).build().unwrap();
        let document = pipeline.run(text).unwrap();
        assert_eq!(document.text(), text);
        document
    };
    let tag = QualityFilter::default();
    let document = run(&tag, "Too short.");
    assert!(document.rejected().is_none());
    assert!(document.quality().unwrap().failed().count() >= 3);
    let reject = QualityFilter { mode: Mode::Reject, ..tag };
    let document = run(&reject, "Too short {.");
    let cause = document.rejected().unwrap();
    assert_eq!(cause.to_string(), "quality/gopher-few-words");
    let reason = cause.reason.as_deref().unwrap();
    assert!(
        reason.starts_with("2, and 50 at least; also gopher-") && reason.contains(", c4-curly-brackets"),
        "{reason}"
    );
    let mut off = QualityFilter { off: vec!["gopher".into(), "fineweb".into()], ..reject };
    assert_eq!(run(&off, "Too short.").rejected().unwrap().rule, "c4-few-sentences");
    off.limits.insert("c4-few-sentences".into(), 0.0);
    assert!(run(&off, "Too short.").rejected().is_none());
    assert_eq!(run(&off, "Too short.").quality().unwrap().measured().len(), 3);
}

#[test]
fn unknown_rules_are_refused_with_the_known_ones() {
    let refused =
        |filter: QualityFilter| format!("{:?}", Pipeline::builder().stage(filter).build().unwrap_err());
    let off = QualityFilter { off: vec!["gophers".into()], ..QualityFilter::default() };
    assert!(refused(off).contains("no rule `gophers`; there are gopher, c4, fineweb, and gopher-few-words"));
    let mut limits = QualityFilter::default();
    limits.limits.insert("c4".into(), 1.0);
    assert!(refused(limits.clone()).contains("no rule `c4`"));
    limits.limits = [("c4-lorem-ipsum".to_owned(), f64::NAN)].into();
    assert!(refused(limits).contains("is no number"));
}

#[test]
fn large_texts_take_linear_time_and_bounded_memory() {
    let text = "again and again ".repeat(700_000);
    let quality = measure(&text, Language::EN);
    assert!(quality.get("gopher-many-words").unwrap().failed);
    let lines = measure(&"a\n\n".repeat(500_000), Language::EN);
    assert!(lines.get("gopher-duplicate-lines").unwrap().failed);
}

proptest! {
    #[test]
    fn every_text_has_figures_and_shares_are_shares(text in "(the |[a-z]{1,9} |\\PC{0,3}|\n|…|\\. ){0,40}") {
        for measured in measure(&text, Language::EN).measured() {
            prop_assert!(measured.value >= 0.0 && measured.value.is_finite(), "{measured:?}");
            let counts = ["-words", "c4-", "hashes", "ellipses", "-feeds"];
            if !counts.iter().any(|count| measured.rule.contains(count)) {
                prop_assert!(measured.value <= 1.0, "{measured:?}");
            }
        }
    }
}
