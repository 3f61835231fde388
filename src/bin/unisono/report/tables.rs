//! Tables of a report: languages, sites, stages, errors, documents, runs.

use super::chart::bar;
use super::examples::{at, quoted};
use super::gather::{Entry, Gathered};
use super::numbers::{bytes, grouped, percent, time};
use crate::survey::Group;
use maud::{Markup, html};
use std::cmp::Reverse;

/// How many sites are shown.
const SITES: usize = 50;

fn scroll(label: &str, table: &Markup) -> Markup {
    html! { div .scroll tabindex="0" role="region" aria-label=(label) { (table) } }
}

/// The name of a language that there is a detector for.
fn language(code: &str) -> &str {
    match code {
        "en" => "English",
        "fr" => "French",
        "es" => "Spanish",
        "pt" => "Portuguese",
        "it" => "Italian",
        "ca" => "Catalan",
        "ro" => "Romanian",
        "de" => "German",
        "nl" => "Dutch",
        "ar" => "Arabic",
        "sv" => "Swedish",
        "pl" => "Polish",
        "und" => "none, or unknown",
        _ => "",
    }
}

/// Groups of documents. What only a survey tells is left out without one.
fn groups(caption: &str, what: &str, rows: &[(Markup, &Group)], all: &Group, surveyed: bool) -> Markup {
    scroll(
        what,
        &html! {
            table {
                caption { (caption) }
                thead { tr {
                    th scope="col" { (what) }
                    th .number scope="col" { "Documents" } th scope="col" { "Share" }
                    @if surveyed { th .number scope="col" { "Changed" } }
                    th .number scope="col" { "Rejected" }
                    @if surveyed { th .number scope="col" { "Text in" } }
                    th .number scope="col" { "Text out" }
                    @if surveyed { th .number scope="col" { "Removed" } }
                    th .number scope="col" { "Mean confidence" }
                } }
                tbody {
                    @for (name, group) in rows {
                        tr {
                            th scope="row" { (name) }
                            td .number { (grouped(group.documents)) }
                            td { (bar(group.documents, all.documents)) " " (percent(group.documents, all.documents)) }
                            @if surveyed { td .number { (percent(group.changed, group.documents)) } }
                            td .number { (grouped(group.rejected)) }
                            @if surveyed { td .number { (bytes(group.source_bytes)) } }
                            td .number { (bytes(group.text_bytes)) }
                            @if surveyed { td .number { (percent(group.source_bytes.saturating_sub(group.text_bytes), group.source_bytes)) } }
                            td .number { (format!("{:.2}", group.confidence as f64 / 10_000.0 / group.documents.max(1) as f64)) }
                        }
                    }
                }
            }
        },
    )
}

pub(super) fn languages(gathered: &Gathered) -> Markup {
    let survey = &gathered.survey;
    let mut languages: Vec<(&String, &Group)> = survey.languages.iter().collect();
    languages.sort_by_key(|(code, group)| (Reverse(group.documents), *code));
    let rows: Vec<(Markup, &Group)> = languages
        .into_iter()
        .map(|(code, group)| (html! { strong { (quoted(code)) } " " (language(code)) }, group))
        .collect();
    groups("Documents by their main language", "Language", &rows, &survey.all, gathered.surveyed)
}

pub(super) fn sites(gathered: &Gathered) -> Markup {
    let sites = &gathered.survey.sites;
    let (largest, rest) = sites.largest(SITES);
    let mut rows: Vec<(Markup, &Group)> =
        largest.into_iter().map(|(site, group)| (quoted(site), group)).collect();
    if rest.documents > 0 {
        rows.push((html! { em { "other sites" } }, &rest));
    }
    if sites.none.documents > 0 {
        rows.push((html! { em { "no site named" } }, &sites.none));
    }
    let caption = format!("Documents by site ({} told apart)", grouped(sites.len() as u64));
    groups(&caption, "Site", &rows, &gathered.survey.all, gathered.surveyed)
}

pub(super) fn stages(gathered: &Gathered) -> Markup {
    let all: u64 = gathered.stages.iter().map(|stage| nanoseconds(stage.seconds)).sum();
    scroll(
        "Stages",
        &html! {
            table {
                caption { "Stages in the order of the pipeline; times are summed over threads" }
                thead { tr {
                    th scope="col" { "Stage" } th .number scope="col" { "Documents" } th .number scope="col" { "Changed" }
                    th .number scope="col" { "Rejected" } th .number scope="col" { "Time" } th scope="col" { "Share of time" }
                } }
                tbody {
                    @for stage in &gathered.stages {
                        @let spent = nanoseconds(stage.seconds);
                        tr {
                            th scope="row" { code { (stage.name) } }
                            td .number { (grouped(stage.documents)) }
                            td .number { (grouped(stage.changed)) }
                            td .number { (grouped(stage.rejected)) }
                            td .number { (time(spent)) }
                            td { (bar(spent, all)) " " (percent(spent, all)) }
                        }
                    }
                }
            }
        },
    )
}

fn nanoseconds(seconds: f64) -> u64 {
    (seconds * 1e9) as u64
}

pub(super) fn slowest(gathered: &Gathered, text: bool) -> Markup {
    scroll(
        "Slowest documents",
        &html! {
            table {
                caption { "The documents that took longest, by the clock: a busy machine counts, and so does what is loaded for the first of them" }
                thead { tr {
                    th scope="col" { "Document" } th .number scope="col" { "Text in" } th .number scope="col" { "Time" } th scope="col" { "Most of it in" }
                } }
                tbody {
                    @for slow in &gathered.survey.slowest.0 {
                        tr {
                            th scope="row" { (at(&slow.place, text)) }
                            td .number { (bytes(slow.source_bytes)) }
                            td .number { (time(slow.nanoseconds)) }
                            td { code { (slow.stage) } " " (percent(slow.stage_nanoseconds, slow.nanoseconds)) }
                        }
                    }
                }
            }
        },
    )
}

pub(super) fn errors(gathered: &Gathered, text: bool) -> Markup {
    let place = |entry: &Entry| {
        html! {
            (quoted(&entry.input))
            @match entry.line { Some(line) => { ", line " (line) } None => { ", byte " (entry.offset) } }
        }
    };
    html! {
        @if gathered.errors.is_empty() {
            p { "Everything could be processed." }
        } @else {
            (scroll("Errors", &html! {
                table {
                    caption { "Entries of the error file by kind, with the first of each" }
                    thead { tr { th scope="col" { "Kind" } th .number scope="col" { "Entries" } th scope="col" { "First" } } }
                    tbody {
                        @for (kind, errors) in &gathered.errors {
                            tr {
                                th scope="row" { code { (kind) } }
                                td .number { (grouped(errors.entries)) }
                                td { ul .mentions { @for entry in &errors.first { li { (place(entry)) @if text { ": " (quoted(&entry.message)) } } } } }
                            }
                        }
                    }
                }
            }))
        }
    }
}

pub(super) fn runs(gathered: &Gathered) -> Markup {
    scroll(
        "Runs",
        &html! {
            table {
                caption { "What the figures are of" }
                thead { tr {
                    th scope="col" { "Run" } th scope="col" { "Pipeline" } th scope="col" { "Version" }
                    th .number scope="col" { "Inputs" } th .number scope="col" { "Bytes read" } th .number scope="col" { "Records" } th .number scope="col" { "Blank lines" }
                } }
                tbody {
                    @for run in &gathered.runs {
                        tr {
                            th scope="row" { (quoted(&run.name)) }
                            td { (quoted(&run.pipeline)) }
                            td { (quoted(&run.version)) }
                            td .number { (grouped(run.inputs as u64)) @if run.unreadable > 0 { " (" (run.unreadable) " unreadable)" } }
                            td .number { (bytes(run.input_bytes)) }
                            td .number { (grouped(run.counts.records)) }
                            td .number { (grouped(run.counts.blank)) }
                        }
                    }
                }
            }
        },
    )
}
