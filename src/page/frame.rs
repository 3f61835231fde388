//! The head of a page that stands alone.

use maud::{DOCTYPE, PreEscaped, html};

/// Nothing is fetched, nothing runs, nothing is sent; the style of the page itself is all that is allowed.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The start of a page up to and with the opening tag of its body: policy, colours for light and dark screens and for
/// print, then `style`, which is trusted and must not hold `</style`. The title is escaped.
///
/// ```
/// let head = unisono::page::head("Run <1>", "");
/// assert!(head.contains("default-src 'none'") && head.contains("<title>Run &lt;1&gt;</title>"));
/// ```
pub fn head(title: &str, style: &str) -> String {
    let head = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="color-scheme" content="light dark";
            title { (title) }
            style { (PreEscaped(include_str!("page.css"))) (PreEscaped(style)) }
        }
        (PreEscaped("<body>"))
    };
    head.into_string()
}
