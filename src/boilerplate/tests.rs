//! The stage's rules on whole texts, and what must hold for every text.

use proptest::prelude::*;

use super::*;

fn clean(text: &str, mode: Mode) -> String {
    let lines = lines(text, &Options { mode, ..Options::default() });
    let mut clean = text.to_owned();
    for edit in removals(text, &lines).iter().rev() {
        clean.replace_range(edit.range.clone(), "");
    }
    clean
}

const BODY: &str = "The ferry line between the two ports resumed on Monday after a strike of eleven days.";

#[test]
fn degenerate_texts_are_kept() {
    for text in ["", " \n\n", "Par", "Log in\nSubscribe", "\u{FEFF}", "©", "\r\n\r\n", "(@)", "— (@x)"] {
        assert_eq!(clean(text, Mode::Strict), text, "{text:?}");
    }
}

#[test]
fn a_long_paragraph_stays_whatever_it_says() {
    let long =
        format!("{BODY} Read more: subscribe to our newsletter, and all rights reserved. {BODY} {BODY}");
    for mode in [Mode::Conservative, Mode::Balanced, Mode::Strict] {
        assert_eq!(clean(&format!("{BODY}\n{long}\n{BODY}"), mode), format!("{BODY}\n{long}\n{BODY}"));
    }
}

#[test]
fn hints_count_in_their_own_language_only() {
    let score = |hint: &str, language| {
        let text = format!("{BODY}\n{BODY}\n{BODY}\n{BODY}\n{hint}");
        let languages = [(0..text.len(), language)];
        lines(&text, &Options { languages: &languages, ..Options::default() })[4].score
    };
    assert!(score("Nuestros socios", Language::ES) < score("Nuestros socios", Language::EN));
    // A strong phrase decides in whatever language.
    assert!(score("Deja un comentario", Language::EN) <= 0.15);
}

#[test]
fn the_title_of_the_record_is_protected() {
    let text = format!("Subscribe to our island\n{BODY}");
    let options = Options { title: Some("Subscribe to our island"), ..Options::default() };
    assert!(lines(&text, &options)[0].keep);
    assert!(!lines(&text, &Options::default())[0].keep);
}

#[test]
fn large_texts_take_linear_time() {
    let line = "word ".repeat(200_000);
    assert_eq!(lines(&line, &Options::default()).len(), 1);
    let many = "Menu\n".repeat(50_000) + BODY + "\n" + &"Share this (@x)\n".repeat(50_000);
    assert_eq!(clean(&many, Mode::Conservative), BODY);
    let marks = format!("a{}", "\u{301}".repeat(100_000));
    assert_eq!(clean(&marks, Mode::Strict), marks);
}

/// Lines of news pages, in an order that no page has.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        BODY,
        "reactions on the islands",
        "Menu",
        "Home | World | Sport",
        "Leave a Reply",
        "Name",
        "See also  A museum of navigation opens",
        "Te puede interesar:",
        "Un museo de la navegación abre",
        "45 DH",
        "12.03.2024 à 9 H 10",
        "Par",
        "By Ana Ruiz",
        "Transports",
        "Newsletter du matin",
        "La liaison reprend https://t.co/a1",
        "— Port (@port_x) May 3, 2024",
        "Quay at noon (AFP)",
        "© Le Courrier",
        "Some words without any meaning that go on for a while, and for a while more",
        "- first point",
        "Ships: 12",
        "",
        " \r",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn every_line_has_a_verdict_and_kept_lines_stay(text in prop_oneof![pieces(), "\\PC{0,80}", "[a©(@)—\n .:]{0,60}"]) {
        for mode in [Mode::Tag, Mode::Conservative, Mode::Balanced, Mode::Strict] {
            let lines = lines(&text, &Options { mode, ..Options::default() });
            prop_assert_eq!(lines.len(), crate::document::split(&text).len());
            let kept: Vec<&str> = lines.iter().filter(|line| line.keep).map(|line| &text[line.range.clone()]).collect();
            let cleaned = clean(&text, mode);
            let left: Vec<&str> = crate::document::split(&cleaned).into_iter().map(|range| &cleaned[range]).collect();
            prop_assert_eq!(kept, left);
            prop_assert!(lines.iter().all(|line| (0.0..=1.0).contains(&line.score)));
            let _ = metadata(&text, &lines, &Options::default());
        }
    }
}

#[test]
fn the_user_has_phrases_of_his_own() {
    let own = UserPhrases::parse(
        "own.tsv",
        "# mine\npigeon post\ten\tother\tany\tstrong\nlog in\ten\tlogin\twhole\tkeep\n",
    )
    .expect("two rows");
    let text = format!("{BODY}\nPigeon Post here\nLog in\n{BODY}");
    let options = Options { phrases: Some(&own), ..Options::default() };
    let kept: Vec<bool> = lines(&text, &options).iter().map(|line| line.keep).collect();
    assert_eq!(kept, [true, false, true, true]);
    assert!(
        UserPhrases::parse("own.tsv", "a\tb")
            .expect_err("two fields")
            .to_string()
            .starts_with("own.tsv, line 1: ")
    );
}

#[test]
fn quoted_posts_stay_unless_they_are_to_move() {
    let text = format!("{BODY}\nLa #ligne rouvre https://t.co/a1\n— Port (@port_x) May 3, 2024\n{BODY}");
    let kept = |embeds, mode| {
        let options = Options { mode, embeds, ..Options::default() };
        lines(&text, &options).iter().map(|line| line.keep).collect::<Vec<_>>()
    };
    assert_eq!(kept(Embeds::Keep, Mode::Strict), [true; 4]);
    assert_eq!(kept(Embeds::Move, Mode::Conservative), [true, false, false, true]);
    assert_eq!(kept(Embeds::Move, Mode::Tag), [true; 4]);
}
