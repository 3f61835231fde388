//! Histograms as drawings, each with its figures as a table.

use super::numbers::{grouped, percent};
use crate::survey::{Histogram, LENGTHS, SHARES};
use maud::{Markup, html};
use std::fmt::Write;

/// Of the drawing, in its own units.
const WIDTH: usize = 640;
const HEIGHT: usize = 150;

/// Names of the parts of a histogram of shares.
pub(super) fn shares() -> Vec<String> {
    let bound = |part: usize| part as f64 / SHARES as f64;
    (0..SHARES).map(|part| format!("{:.2}\u{2013}{:.2}", bound(part), bound(part + 1))).collect()
}

/// Names of the parts of a histogram of lengths.
pub(super) fn lengths() -> Vec<String> {
    let name = |part: usize| match part {
        0 => "0\u{2013}1".to_owned(),
        part if part + 1 == LENGTHS => format!("{} and more", grouped(1 << part)),
        part => format!("{}\u{2013}{}", grouped(1 << part), grouped((2 << part) - 1)),
    };
    (0..LENGTHS).map(name).collect()
}

/// A histogram of one or two series. `id` is unique in the page; `what` names what is counted.
pub(super) fn histogram(
    id: &str,
    caption: &str,
    what: &str,
    names: &[String],
    series: &[(&str, &Histogram)],
) -> Markup {
    let count = |histogram: &Histogram, part: usize| histogram.0.get(part).copied().unwrap_or(0);
    let any = |part: &usize| series.iter().any(|(_, histogram)| count(histogram, *part) > 0);
    let parts = 0..names.len();
    let (Some(first), Some(last)) = (parts.clone().find(any), parts.rev().find(any)) else {
        return html! { figure { figcaption { (caption) } p { "Nothing to count." } } };
    };
    // Shares are drawn whole; of lengths only those that are there.
    let (first, last) = if names.len() == SHARES { (0, SHARES - 1) } else { (first, last) };
    let shown = last - first + 1;
    let most = series.iter().flat_map(|(_, histogram)| histogram.0.iter()).copied().max().unwrap_or(1).max(1);
    let step = WIDTH / shown;
    let bar = (step * 4 / 5 / series.len()).clamp(1, 60);
    let every = shown.div_ceil(6);
    html! {
        figure {
            figcaption { (caption) }
            @if series.len() > 1 {
                p .key { @for (nth, (name, _)) in series.iter().enumerate() { span .{ "key" (nth) } { (name) } } }
            }
            svg .histogram role="img" aria-labelledby={ (id) "t" } viewBox={ "0 0 " (WIDTH) " " (HEIGHT + 46) } {
                title id={ (id) "t" } { (summary(caption, what, names, series)) }
                text .most x="0" y="14" { (grouped(most)) }
                line x1="0" x2=(WIDTH) y1="20" y2="20" class="grid" {}
                line x1="0" x2=(WIDTH) y1=(HEIGHT + 20) y2=(HEIGHT + 20) class="axis" {}
                @for part in first..=last {
                    @for (nth, (_, histogram)) in series.iter().enumerate() {
                        @let height = height(count(histogram, part), most);
                        @let x = (part - first) * step + (step - bar * series.len()) / 2 + nth * bar;
                        @if height > 0 {
                            rect .{ "bar" (nth) } x=(x) y=(HEIGHT + 20 - height) width=(bar.max(3) - 2) height=(height) {}
                        }
                    }
                    @if (part - first) % every == 0 {
                        text .name x=((part - first) * step + step / 2) y=(HEIGHT + 40) { (short(&names[part])) }
                    }
                }
            }
            details {
                summary { "Figures" }
                table {
                    caption { (caption) }
                    thead { tr { th scope="col" { (what) } @for (name, _) in series { th .number scope="col" { (name) } th .number scope="col" { "Share" } } } }
                    tbody {
                        @for (part, name) in names.iter().enumerate().take(last + 1).skip(first) {
                            tr {
                                th scope="row" { (name) }
                                @for (_, histogram) in series {
                                    td .number { (grouped(count(histogram, part))) }
                                    td .number { (percent(count(histogram, part), histogram.total())) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is there can be seen, however little.
fn height(count: u64, most: u64) -> usize {
    let scaled = (count as f64 / most as f64 * HEIGHT as f64).round() as usize;
    if count > 0 { scaled.max(2) } else { 0 }
}

/// The lower bound of a part.
fn short(name: &str) -> &str {
    name.split(['\u{2013}', ' ']).next().unwrap_or(name)
}

/// The drawing in words.
fn summary(caption: &str, what: &str, names: &[String], series: &[(&str, &Histogram)]) -> String {
    let mut words = format!("{caption}.");
    for (name, histogram) in series {
        let largest =
            histogram.0.iter().enumerate().max_by_key(|(part, count)| (**count, std::cmp::Reverse(*part)));
        if let Some((part, count)) = largest.filter(|(_, count)| **count > 0)
            && let Some(part) = names.get(part)
        {
            let (share, total) = (percent(*count, histogram.total()), grouped(histogram.total()));
            // Writing to a string cannot fail.
            let _ = write!(words, " {name}: {total}; most of them, {share}, at {what} {part}.");
        }
    }
    words
}

/// A bar in a table cell; its value stands beside it.
pub(super) fn bar(part: u64, whole: u64) -> Markup {
    let width = if whole == 0 { 0 } else { (part as f64 / whole as f64 * 100.0).round() as u64 };
    html! {
        svg .share aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" {
            rect class="back" width="100" height="8" {}
            rect class="bar0" width=(width.max(u64::from(part > 0))) height="8" {}
        }
    }
}
