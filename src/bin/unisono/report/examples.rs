//! What rules did, which lines went and which documents were rejected, with examples.

use super::gather::Gathered;
use super::numbers::{bytes, grouped, percent, time};
use crate::survey::{Example, Found, Place, RuleSurvey, Sample, StageSurvey};
use maud::{Markup, PreEscaped, html};
use std::cmp::Reverse;
use unisono::page::{shown, shown_edit};
use unisono::pipeline::{KindInfo, Registry};

pub(super) fn stages(gathered: &Gathered, text: bool) -> Markup {
    let kinds = Registry::builtin().kinds();
    let changing = gathered.survey.stages.iter().filter(|stage| !stage.rules.is_empty());
    html! {
        @for stage in changing.clone() {
            (rules(stage, kinds.iter().find(|kind| kind.kind == stage.name), text))
        }
        @if changing.count() == 0 { p { "No rule changed anything." } }
    }
}

fn rules(stage: &StageSurvey, kind: Option<&KindInfo>, text: bool) -> Markup {
    let mut rules: Vec<(&String, &RuleSurvey)> = stage.rules.iter().collect();
    rules.sort_by_key(|(name, rule)| (Reverse(rule.edits), *name));
    let about = |rule: &str| {
        kind.and_then(|kind| kind.rules.iter().find(|(name, _)| *name == rule)).map_or("", |(_, about)| about)
    };
    let edits: u64 = rules.iter().map(|(_, rule)| rule.edits).sum();
    html! {
        details open {
            summary { h3 { code { (stage.name) } " \u{b7} " (grouped(edits)) " edits, " (time(stage.nanoseconds)) } }
            div .scroll tabindex="0" role="region" aria-label={ "Rules of " (stage.name) } {
                table .rules {
                    caption { "Rules of " (stage.name) ", most edits first" @if stage.refused > 0 { "; " (grouped(stage.refused)) " edits were refused, since they touch protected text or conflict with another" } }
                    thead { tr {
                        th scope="col" { "Rule" }
                        th .number scope="col" { "Documents" } th .number scope="col" { "Edits" }
                        th .number scope="col" { "Removed" } th .number scope="col" { "Inserted" }
                    } }
                    @for (name, rule) in rules {
                        tbody {
                            tr {
                                th scope="row" { code { (name) } @if !about(name).is_empty() { div .about { (about(name)) } } }
                                td .number { (grouped(rule.documents)) }
                                td .number { (grouped(rule.edits)) }
                                td .number { (bytes(rule.removed_bytes)) }
                                td .number { (bytes(rule.inserted_bytes)) }
                            }
                            @if text && !rule.examples.0.is_empty() {
                                tr { td colspan="5" { (examples(&rule.examples, edit)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn edit(example: &Example) -> Markup {
    html! {
        (quoted(&example.lead))
        @if !example.before.is_empty() { del { (PreEscaped(shown_edit(&example.before))) } }
        @if !example.after.is_empty() { ins { (PreEscaped(shown_edit(&example.after))) } }
        (quoted(&example.trail))
    }
}

fn examples<T>(sample: &Sample<T>, show: impl Fn(&T) -> Markup) -> Markup {
    let count = sample.0.len();
    html! {
        details {
            summary { (count) @if count == 1 { " example" } @else { " examples" } }
            ul .examples {
                @for Found { place, what, .. } in &sample.0 {
                    li { div .quote dir="auto" { (show(what)) } div .where { (at(place, true)) } }
                }
            }
        }
    }
}

/// Where a document stands. An id may be words of the article.
pub(super) fn at(place: &Place, text: bool) -> Markup {
    html! {
        (quoted(&place.input)) ", line " (place.line)
        @if text && !place.id.is_empty() { ", id " (quoted(&place.id)) }
    }
}

/// Text of an article, or of a name that comes with it.
pub(super) fn quoted(text: &str) -> Markup {
    PreEscaped(shown(text))
}

pub(super) fn lines(gathered: &Gathered, text: bool) -> Markup {
    let mut kinds: Vec<_> = gathered.survey.lines.iter().collect();
    kinds.sort_by_key(|(kind, lines)| (Reverse(lines.lines), *kind));
    let all: u64 = kinds.iter().map(|(_, lines)| lines.lines).sum();
    html! {
        @if kinds.is_empty() {
            p { "No line was removed as a whole." }
        } @else {
            div .scroll tabindex="0" role="region" aria-label="Removed lines" {
                table {
                    caption { (grouped(all)) " lines that were removed as a whole, by what they were" }
                    thead { tr {
                        th scope="col" { "Kind" }
                        th .number scope="col" { "Lines" } th .number scope="col" { "Share" }
                        th .number scope="col" { "Documents" } th .number scope="col" { "Text" }
                    } }
                    @for (kind, lines) in kinds {
                        tbody {
                            tr {
                                th scope="row" { span .tag { (kind) } }
                                td .number { (grouped(lines.lines)) }
                                td .number { (percent(lines.lines, all)) }
                                td .number { (grouped(lines.documents)) }
                                td .number { (bytes(lines.bytes)) }
                            }
                            @if text && !lines.examples.0.is_empty() {
                                tr { td colspan="5" { (examples(&lines.examples, |line| html! {
                                    del { (quoted(&line.text)) }
                                    span .where {
                                        " score " (format!("{:.2}", f64::from(line.score) / 10_000.0))
                                        @if !line.reason.is_empty() { " (" (line.reason) ")" }
                                    }
                                })) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn rejections(gathered: &Gathered, text: bool) -> Markup {
    let mut causes: Vec<_> = gathered.survey.rejections.iter().collect();
    causes.sort_by_key(|(cause, rejections)| (Reverse(rejections.documents), *cause));
    html! {
        @if causes.is_empty() {
            p { "No document was rejected." }
        } @else {
            div .scroll tabindex="0" role="region" aria-label="Rejected documents" {
                table {
                    caption { "Documents that a stage rejected as a whole" }
                    thead { tr { th scope="col" { "Stage and rule" } th .number scope="col" { "Documents" } th .number scope="col" { "Share" } } }
                    @for (cause, rejections) in causes {
                        tbody {
                            tr {
                                th scope="row" { code { (cause) } }
                                td .number { (grouped(rejections.documents)) }
                                td .number { (percent(rejections.documents, gathered.survey.all.documents)) }
                            }
                            @if text && !rejections.examples.0.is_empty() {
                                tr { td colspan="3" { (examples(&rejections.examples, |start| quoted(start))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
