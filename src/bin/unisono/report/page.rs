//! The page: its parts in order.

use super::chart::{histogram, lengths, shares};
use super::gather::Gathered;
use super::numbers::{bytes, grouped, percent};
use super::{examples, tables};
use maud::{Markup, html};

/// The page on what was gathered, with or without text of the articles.
pub(super) fn page(gathered: &Gathered, title: &str, text: bool) -> String {
    let parts = parts(gathered, text);
    let body = html! {
        a .skip href="#summary" { "Skip to the figures" }
        header {
            h1 { (title) }
            nav aria-label="Parts of the page" {
                ul { @for (id, name, _) in &parts { li { a href={ "#" (id) } { (name) } } } }
            }
        }
        main {
            @for (id, name, part) in &parts {
                section id=(id) aria-labelledby={ (id) "-h" } { h2 id={ (id) "-h" } { (name) } (part) }
            }
        }
    };
    let mut page = unisono::page::head(title, include_str!("report.css"));
    page.push_str(&body.0);
    page.push_str("</body></html>\n");
    page
}

/// Id, heading and content of each part that there is something to say in.
fn parts(gathered: &Gathered, text: bool) -> Vec<(&'static str, &'static str, Markup)> {
    let survey = &gathered.survey;
    let mut parts = vec![
        ("summary", "Summary", summary(gathered)),
        ("languages", "Languages", html! { (tables::languages(gathered)) (confidence(gathered)) }),
        ("sites", "Sites", tables::sites(gathered)),
        ("lengths", "Lengths", document_lengths(gathered)),
        ("stages", "Stages", tables::stages(gathered)),
    ];
    if gathered.surveyed {
        let series = [("kept lines", &survey.scores.kept), ("removed lines", &survey.scores.removed)];
        let caption = "Lines by the score that says how surely they are text of the article";
        let lines = html! {
            (examples::lines(gathered, text))
            (histogram("scores", caption, "Score", &shares(), &series))
        };
        parts.push(("rules", "Rules", examples::stages(gathered, text)));
        parts.push(("lines", "Removed lines", lines));
    }
    parts.push(("rejected", "Rejected documents", examples::rejections(gathered, text)));
    parts.push(("errors", "Errors", tables::errors(gathered, text)));
    if !survey.slowest.0.is_empty() {
        parts.push(("slowest", "Slowest documents", tables::slowest(gathered, text)));
    }
    parts.push(("runs", "Runs", tables::runs(gathered)));
    parts
}

fn summary(gathered: &Gathered) -> Markup {
    let (totals, survey) = (&gathered.totals, &gathered.survey);
    let all = &survey.all;
    let mut facts = vec![
        ("records", grouped(totals.records)),
        ("kept", grouped(totals.kept)),
        ("rejected", grouped(totals.rejected)),
        ("errors", grouped(totals.errors)),
        ("damaged places", grouped(totals.damage)),
    ];
    if gathered.surveyed {
        facts.push(("changed", percent(all.changed, all.documents)));
        facts.push(("text in", bytes(all.source_bytes)));
    }
    facts.push(("text out", bytes(all.text_bytes)));
    let lawful = totals.records == totals.kept + totals.rejected + totals.errors;
    html! {
        dl .facts {
            @for (name, value) in facts { div { dt { (name) } dd { (value) } } }
        }
        @if lawful {
            p { "Nothing was lost: every record was kept, rejected, or is in the error file." }
        } @else {
            p .note role="note" { "The counts do not add up: " (grouped(totals.records)) " records are not " (grouped(totals.kept)) " kept, " (grouped(totals.rejected)) " rejected and " (grouped(totals.errors)) " errors together." }
        }
        @if survey.unseen > 0 {
            p .note role="note" { (grouped(survey.unseen)) " documents are in none of the tables below but those of stages and runs: they were taken over from an earlier run without being looked at, or are too long." }
        }
        @if !gathered.surveyed {
            p .note role="note" { "The run was made without " code { "--report" } ": what single rules did, with examples, removed lines and slow documents are not known." }
        }
    }
}

fn confidence(gathered: &Gathered) -> Markup {
    let caption = "Documents by confidence of their language";
    histogram("confidence", caption, "Confidence", &shares(), &[("documents", &gathered.survey.confidences)])
}

fn document_lengths(gathered: &Gathered) -> Markup {
    let (source, text) = (&gathered.survey.lengths.source, &gathered.survey.lengths.text);
    let caption = "Documents by length in characters; each class is twice as wide as the one before";
    if gathered.surveyed {
        histogram("length", caption, "Characters", &lengths(), &[("before", source), ("after", text)])
    } else {
        histogram("length", caption, "Characters", &lengths(), &[("documents", text)])
    }
}
