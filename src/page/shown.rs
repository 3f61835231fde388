//! Text of documents as a page shows it.

use crate::ledger::hidden;
use maud::{Markup, PreEscaped, html};
use std::fmt::Write;

/// The text escaped for HTML. What a reader would not see, or what would turn the direction of reading, is written out
/// by its code point; white space that shows as such stays as it is.
///
/// ```
/// let shown = unisono::page::shown("a<b>\u{202e}c");
/// assert_eq!(shown, "a&lt;b&gt;<span class=\"code\" title=\"U+202E\">\\u{202E}</span>c");
/// ```
pub fn shown(text: &str) -> String {
    // A variation selector says how the character before it looks.
    let seen =
        |c| matches!(c, '\n' | '\t' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{fe0e}' | '\u{fe0f}');
    shown_where(text, |c| !hidden(c) || seen(c))
}

/// The same for a text that was taken out or put in: where it is nothing but white space, that is written out too.
///
/// ```
/// assert!(unisono::page::shown_edit("\u{a0}").contains("U+00A0"));
/// assert_eq!(unisono::page::shown_edit("a b"), "a b");
/// ```
pub fn shown_edit(text: &str) -> String {
    if text.chars().all(|c| c == ' ' || hidden(c)) { shown_where(text, |_| false) } else { shown(text) }
}

fn shown_where(text: &str, plain: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if plain(c) => out.push(c),
            c => {
                // Writing to a string cannot fail.
                let _ =
                    write!(out, "<span class=\"code\" title=\"U+{:04X}\">{}</span>", u32::from(c), sign(c));
                if c == '\n' {
                    // The line still ends there.
                    out.push('\n');
                }
            }
        }
    }
    out
}

/// What stands for a character that is not seen.
fn sign(c: char) -> String {
    match c {
        ' ' => "\u{2423}".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c => format!("\\u{{{:X}}}", u32::from(c)),
    }
}

/// The text on one line without anything unseen, its middle left out where it is long: for labels.
pub(super) fn short(text: &str, most: usize) -> String {
    let visible = crate::ledger::visible(text);
    let length = visible.chars().count();
    if length <= most {
        return visible;
    }
    let place = |nth: usize| visible.char_indices().nth(nth).map_or(visible.len(), |(at, _)| at);
    let (first, last) = (visible.get(..place(most / 2)), visible.get(place(length - most / 2)..));
    format!("{} ... {}", first.unwrap_or_default(), last.unwrap_or_default())
}

/// The text with its middle left out where it is long, for lists.
pub(super) fn clipped(text: &str, most: usize) -> Markup {
    let length = text.chars().count();
    if length <= most {
        return PreEscaped(shown_edit(text));
    }
    let place = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
    let (first, last) = (text.get(..place(most / 2)), text.get(place(length - most / 2)..));
    html! {
        (PreEscaped(shown(first.unwrap_or_default())))
        span .code { "[" (length - most) " characters left out]" }
        (PreEscaped(shown(last.unwrap_or_default())))
    }
}
