#![allow(clippy::unwrap_used)]

use super::*;
use crate::{Document, Pipeline, Trace};
use dom_query::Document as Html;
use proptest::prelude::*;
use std::collections::HashSet;

/// A page over texts cleaned as `news` does.
fn page(texts: &[&str]) -> Html {
    let pipeline = Pipeline::news();
    let mut page = Explanations::start(Vec::new(), "Test").unwrap();
    for text in texts {
        page.add(&pipeline.run(text).unwrap()).unwrap();
    }
    Html::from(String::from_utf8(page.finish().unwrap()).unwrap().as_str())
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    html.select(selector).iter().filter_map(|one| one.attr(name)).map(|value| value.to_string()).collect()
}

/// The text of a pane without the labels that the page puts into it.
fn pane(html: &Html, nth: usize) -> String {
    let text = html.select(".text").iter().nth(nth).unwrap();
    text.select(".tag").remove();
    text.text().to_string()
}

const ENGLISH: &str = "Morocco and the United Kingdom agreed on a ferry line. . The ministers met in Rabat.\n\nRead more: Ferries\n\nThe line will open before summer, the spokesman said. Traders in London welcomed the plan, which both governments had discussed for years.\n\nLeave a Reply\n";
const FRENCH: &str = "Le Maroc et le Royaume-Uni se sont entendus sur une ligne, a dit un porte-parole \u{e0} Rabat. .\n\nPartager sur Facebook\n";
const ATTACK: &str = "The port reopened on Monday</script><script>alert(1)</script><img src=x onerror=alert(2)>.\n\nRead more: \"><svg onload=alert(3)><style>*{display:none}</style>\n\nThe '\"&amp;' ministry said so. . &lt;b&gt; <!-- not here --> <iframe src=javascript:alert(4)>";

#[test]
fn every_link_leads_somewhere_and_every_id_stands_once() {
    let html = page(&[ENGLISH, FRENCH, ATTACK, ""]);
    let ids = attributes(&html, "[id]", "id");
    let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(ids.len(), known.len());
    let links = attributes(&html, "a[href]", "href");
    assert!(links.len() > 40);
    for link in links {
        let target = link.strip_prefix('#').expect("nothing leads out of the page");
        assert!(known.contains(target), "{link}");
    }
}

#[test]
fn every_change_and_removed_line_can_be_reached_and_says_its_cause() {
    let document = Pipeline::news().run(ENGLISH.trim_end()).unwrap();
    let html = page(&[ENGLISH.trim_end()]);
    let explanation = document.explain();
    let count = explanation.changes().len() + explanation.removed_lines().len();
    assert_eq!(count, 3);
    assert_eq!(html.select(".changes > li").length(), count);
    let labels = attributes(&html, ".pane a.edit[href]", "aria-label");
    assert!(
        labels.iter().any(
            |label| label == "1. Removed \u{201c} .\u{201d}. unicode/space.doubled-stop, confidence 1.00"
        ),
        "{labels:?}"
    );
    assert!(
        labels.iter().any(|label| label.contains(
            "Removed line, related (strong-phrase): \u{201c}Read more: Ferries\u{201d}. Score 0.0"
        ) && label.ends_with("boilerplate/related")),
        "{labels:?}"
    );
    // What was struck is struck, with what the line was.
    let struck: Vec<String> = html.select(".pane del").iter().map(|one| one.text().to_string()).collect();
    assert_eq!(struck, [" .", "Read more: Ferries", "Leave a Reply"]);
    let tags: Vec<String> = html.select(".pane .tag").iter().map(|one| one.text().to_string()).collect();
    assert_eq!(tags, ["related", "comment-form"]);
    let rules = html.select("#rules tbody").text().to_string();
    assert!(rules.contains("unicode/space.doubled-stop") && rules.contains("boilerplate/related"));
}

#[test]
fn the_panes_hold_source_and_result_as_they_are() {
    for text in [ENGLISH, FRENCH, ATTACK] {
        let html = page(&[text]);
        assert_eq!(pane(&html, 0), text);
        assert_eq!(pane(&html, 1), Pipeline::news().run(text).unwrap().text());
    }
}

#[test]
fn text_is_text_whatever_it_looks_like() {
    let html = page(&[ATTACK]);
    assert_eq!(html.select("script, img, svg, iframe, object, embed, link, form").length(), 0);
    assert_eq!(html.select("style").length(), 1);
    for element in html.select("*").nodes() {
        let attributes = element.attrs();
        assert!(
            !attributes.iter().any(|one| one.name.local.starts_with("on") || &*one.name.local == "style")
        );
    }
    let policy = attributes(&html, "meta[http-equiv=Content-Security-Policy]", "content");
    assert!(policy[0].contains("default-src 'none'") && !policy[0].contains("script-src"));
    let named = Document::new("Rabat").unwrap().with_id("</h2><script>alert(1)</script>");
    let html = Html::from(explain(&Pipeline::news().run_document(named).unwrap()).as_str());
    assert_eq!(html.select("script").length(), 0);
    assert_eq!(html.select(".document h2").text().to_string(), "</h2><script>alert(1)</script>");
}

#[test]
fn what_is_not_seen_is_written_out() {
    let source = "One\u{202e}two \u{feff}three\u{0}four\u{1b}[31m and\u{200b} a line\r\nof text.";
    let document = Pipeline::builder().language(false).build().unwrap().run(source).unwrap();
    let page = explain(&document);
    for hidden in ['\u{202e}', '\u{feff}', '\0', '\u{1b}', '\u{200b}', '\r'] {
        assert!(!page.contains(hidden), "{hidden:?}");
    }
    assert!(page.contains("U+202E") && page.contains("U+0000"));
}

#[test]
fn one_entity_is_one_row_for_all_languages() {
    let html = page(&[ENGLISH, FRENCH]);
    let rows = html.select("#entities tbody tr");
    let row = rows.iter().find(|row| row.select("th").text().to_string() == "United Kingdom").unwrap();
    let names: Vec<String> = row.select("td[lang]").iter().map(|one| one.text().to_string()).collect();
    assert_eq!(names, ["Royaume-Uni", "Reino Unido"]);
    let id = row.attr("id").unwrap().to_string();
    let mentions = html.select(&format!(".pane a.entity[href='#{id}']"));
    let said: Vec<String> = mentions.iter().map(|one| one.text().to_string()).collect();
    assert_eq!(said, ["United Kingdom", "Royaume-Uni"]);
    let back: Vec<String> =
        row.select("li a").iter().map(|one| one.attr("href").unwrap().to_string()).collect();
    assert_eq!(back.len(), 2);
    for (link, text) in back.iter().zip(&said) {
        assert_eq!(&html.select(link).text().to_string(), text);
    }
}

#[test]
fn languages_are_named_where_there_are_several_and_only_there() {
    let text = "The ministers met on Monday, and they said that the harbour would open again before the summer.\n\nLes travaux commenceront au mois de septembre prochain, a d\u{e9}clar\u{e9} le ministre fran\u{e7}ais \u{e0} la presse.";
    let html = page(&[text, ENGLISH]);
    let spans = html.select(".lang[lang]");
    let said: Vec<(String, String)> = spans
        .iter()
        .map(|one| (one.attr("lang").unwrap().to_string(), one.select(".tag").text().to_string()))
        .collect();
    let both = |code: &str| (code.to_owned(), code.to_owned());
    assert_eq!(said, [both("en"), both("fr")]);
}

#[test]
fn changes_inside_a_removed_line_keep_their_place() {
    // The line goes in two pieces, and what lies between them is blank.
    let pipeline = Pipeline::builder().custom("cut", |view, out| {
        let at = |name: &str| view.text().find(name).unwrap();
        out.line(at("Share")..at("Tweet") + 5, false, crate::boilerplate::LineKind::Share, 0.1, "");
        out.delete(at("Share")..at("Share") + 5, "one");
        out.delete(at("Tweet")..at("Tweet") + 5, "two");
        Ok(())
    });
    let pipeline = pipeline.language(false).build().unwrap().with_trace(Trace::Full);
    let html = Html::from(explain(&pipeline.run("Rabat\nShare  Tweet\nLondon").unwrap()).as_str());
    assert_eq!(pane(&html, 0), "Rabat\nShare  Tweet\nLondon");
    assert_eq!(html.select(".changes > li").length(), 3);
    assert_eq!(html.select("[id^=d1s]").length(), 3);
}

#[test]
fn a_rejected_document_says_so() {
    let html = page(&["Leave a Reply\n\nRead more: Ferries"]);
    let note = html.select(".rejected").text().to_string();
    assert!(note.contains("Rejected as a whole by boilerplate/all-boilerplate"), "{note}");
}

#[test]
fn the_page_grows_with_the_text() {
    let many = |n: usize| explain(&Pipeline::news().run(&ENGLISH.repeat(n)).unwrap()).len();
    let (one, four) = (many(100), many(400));
    assert!(four < one * 5, "{one} {four}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_stays_text(text in "([<>&\"'/=a-c \\n.,\u{e9}\u{200b}\u{202e}]|</script>|<img onerror=x>|<!--|]]>|&lt;|&#60;|Rabat |Read more: |Le Maroc |\\. \\.){0,40}") {
        let document = Pipeline::news().run(&text).unwrap();
        let html = Html::from(explain(&document).as_str());
        let known = ["html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "div", "h1", "h2", "h3", "p", "ul", "ol", "li", "a", "span", "strong", "code", "del", "ins", "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "dl", "dt", "dd", "details", "summary"];
        for node in html.select("*").nodes() {
            let name = node.node_name().unwrap();
            prop_assert!(known.contains(&&*name), "{}", name);
        }
        html.select(".text .code").iter().for_each(|code| {
            // Back to what it stands for.
            let point = code.attr("title").unwrap().trim_start_matches("U+").to_owned();
            let c = char::from_u32(u32::from_str_radix(&point, 16).unwrap()).unwrap();
            code.set_text(&if c == '\n' { String::new() } else { c.to_string() });
        });
        prop_assert_eq!(pane(&html, 0), text.replace('\u{2038}', ""));
    }
}
