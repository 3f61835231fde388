//! Tests of pages: what is text, what is lost, what breaks.

use super::{Extraction, all_text, extract};

const SENTENCE: &str =
    "The harbour reopened on Monday after two days of storms, the port authority said in a statement. ";

fn page(article: &str) -> String {
    format!(
        "<!doctype html><html lang='fr-FR'><head><title>Ports reopen | Coast News</title>\
         <meta property='og:site_name' content='Coast News'><meta name='author' content='Ana Ruiz'>\
         <meta property='article:published_time' content='2021-03-04T10:00:00Z'>\
         <link rel='canonical' href='https://coast.example/ports'></head><body><nav><a href='/'>Home</a>\
         <a href='/s'>Sport</a></nav><main><article><h1>Ports reopen</h1>{article}</article></main>\
         <footer>Terms of use</footer></body></html>"
    )
}

#[test]
fn the_article_is_found_with_what_the_page_says_about_itself() {
    let article = format!("<p>{}</p><h2>Ferries</h2><p>{}</p>", SENTENCE.repeat(4), SENTENCE.repeat(4));
    let found = extract(&page(&article));
    assert_eq!(found.extraction, Extraction::MainContent);
    assert!(
        found.text.contains("Ferries\n")
            && !found.text.contains("Terms of use")
            && !found.text.contains("Sport")
    );
    assert_eq!(found.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(found.published.as_deref(), Some("2021-03-04T10:00:00Z"));
    assert_eq!(found.site.as_deref(), Some("Coast News"));
    assert_eq!(found.language.as_deref(), Some("fr-FR"));
}

#[test]
fn words_are_glued_neither_at_blocks_nor_at_breaks() {
    let body = SENTENCE.repeat(3);
    let article = format!(
        "<p>{body}<b>End</b>.</p><p>Start<br>again, <a href='#'>linked</a> text. {body}</p><ul><li>One</li><li>Two</li></ul><p>{body}</p>"
    );
    for text in [extract(&page(&article)).text, all_text(&article)] {
        for glued in ["EndStart", "Startagain", "OneTwo", "linkedtext"] {
            assert!(!text.contains(glued), "{glued} in {text}");
        }
        assert!(text.contains("again, linked text."), "{text}");
    }
}

#[test]
fn hidden_elements_are_no_text_and_references_are_resolved() {
    let html = "<head><title>No</title></head><style>p{}</style><p>caf&eacute; &lt;b&gt; &amp;amp;</p><script>if (a < b) { '</p>' }</script>\
                <noscript>No</noscript><svg><title>No</title><svg></svg>No</svg><select><option>No</select><p>x&nbsp;y</p><table><tr><td>1<td>2<tr><td>3</table>";
    assert_eq!(all_text(html), "café <b> &amp;\nx\u{A0}y\n1 2\n3");
    // A head that is not closed ends where the body begins.
    assert_eq!(all_text("<head><title>No</title><body>Yes"), "Yes");
}

#[test]
fn pages_that_hang_or_break_parsers_give_all_their_text_in_bounded_time() {
    for (unit, wanted) in [
        ("<div>", Extraction::TooDeep),
        ("<b><a>", Extraction::TooDeep),
        ("<table><tr><td>", Extraction::TooDeep),
        ("<svg><g>", Extraction::TooDeep),
        ("<p>a<br>", Extraction::TooLarge),
    ] {
        let html = format!("{}word", unit.repeat(160_000));
        let found = extract(&html);
        assert_eq!(found.extraction, wanted, "{unit}");
        assert!(found.text.is_empty() || found.text.ends_with("word") || unit.starts_with("<svg"), "{unit}");
    }
    for unit in
        ["<", "&", "<!--", "<a href=\"", "<![CDATA[", "</p>", "\0", "<p/", "<x y=z ", "&#x", "<script>"]
    {
        let _ = extract(&unit.repeat(5_000));
    }
    assert_eq!(extract(&"word ".repeat(3 << 20)).extraction, Extraction::TooLarge);
    assert_eq!(extract("").text, "");
    let nested = format!("<script type='application/ld+json'>{}</script><p>word", "[".repeat(50_000));
    assert!(extract(&nested).text.ends_with("word"));
}

mod any {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn page_gives_text_without_panic(html in "[<>/a-e&;=\"'!\\[\\] \\-é\n]{0,300}") {
            let _ = super::extract(&html);
        }

        #[test]
        fn word_outside_of_tags_is_kept(words in proptest::collection::vec("[a-z]{1,8}", 1..20), tag in "(p|div|span|td|li|h1|em)") {
            let html = words.iter().fold(String::new(), |html, word| format!("{html}<{tag}>{word} </{tag}>"));
            let text = super::all_text(&html);
            let got: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(got, words);
        }
    }
}
