//! What a pipeline did to documents, as one page to look at: source and result side by side, every change and removal
//! with its cause, languages marked, mentions of one entity linked across documents and languages.
//!
//! The page stands alone: no script, nothing fetched, and a policy in it that forbids both. All text of documents is
//! escaped, and characters that would not be seen, or would turn the reading direction, are written out.
//!
//! ```
//! let document = unisono::Pipeline::news().run("Rabat agreed. .\n\nLeave a <script>Reply</script>")?;
//! let page = unisono::page::explain(&document);
//! assert!(page.contains("unicode/space.doubled-stop") && page.contains("&lt;script&gt;"));
//! assert!(!page.contains("<script"));
//! # Ok::<(), unisono::pipeline::Error>(())
//! ```

mod entities;
mod frame;
mod items;
mod result;
mod rules;
mod section;
mod shown;
mod source;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub use frame::head;
pub use shown::{shown, shown_edit};

use crate::document::Document;
use entities::Entities;
use maud::html;
use rules::Rules;

/// Writes one page over many documents, a section at a time: of the documents only the mentions of entities are held.
///
/// ```
/// use unisono::{Pipeline, page::Explanations};
/// let mut page = Explanations::start(Vec::new(), "Two agencies")?;
/// for text in ["Talks in Rabat.", "Des discussions \u{e0} Rabat."] {
///     page.add(&Pipeline::news().run(text)?)?;
/// }
/// let page = String::from_utf8(page.finish()?)?;
/// assert_eq!(page.matches("<section class=\"document\"").count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Explanations<W: Write> {
    out: W,
    documents: Vec<(String, String)>,
    entities: Entities,
    rules: Rules,
}

impl<W: Write> Explanations<W> {
    /// Starts a page.
    ///
    /// # Errors
    /// When `out` cannot be written.
    ///
    /// ```
    /// let page = unisono::page::Explanations::start(Vec::new(), "Nothing").and_then(|page| page.finish())?;
    /// assert!(page.starts_with(b"<!DOCTYPE html>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn start(mut out: W, title: &str) -> io::Result<Self> {
        out.write_all(head(title, include_str!("explain.css")).as_bytes())?;
        let opening = html! {
            a .skip href="#documents" { "Skip to the documents" }
            header {
                h1 { (title) }
                p { "Source and result side by side. Point at a marked place, or reach it with the Tab key, to see its cause; follow it to its entry in the list of changes." }
                nav aria-label="Parts of the page" {
                    ul { li { a href="#documents" { "Documents" } } li { a href="#entities" { "Entities" } } li { a href="#rules" { "Rules" } } }
                }
                (section::legend())
            }
        };
        out.write_all(opening.0.as_bytes())?;
        out.write_all(b"<main id=\"documents\">")?;
        Ok(Self { out, documents: Vec::new(), entities: Entities::default(), rules: Rules::default() })
    }

    /// Adds a document. Without a full trace there is nothing to be seen in it but its text.
    ///
    /// # Errors
    /// When the page cannot be written.
    ///
    /// ```
    /// let mut page = unisono::page::Explanations::start(Vec::new(), "One")?;
    /// page.add(&unisono::Pipeline::news().run("a\r\nb")?)?;
    /// assert!(String::from_utf8(page.finish()?)?.contains("unicode/line.crlf"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&mut self, document: &Document) -> io::Result<()> {
        let number = self.documents.len() + 1;
        let name = document.id().map_or_else(|| format!("Document {number}"), str::to_owned);
        let section = section::section(document, number, &name, &mut self.entities, &mut self.rules);
        self.documents.push((name, document.language().to_string()));
        self.out.write_all(section.0.as_bytes())
    }

    /// Ends the page with what its documents have in common: the entities and the rules.
    ///
    /// # Errors
    /// When the page cannot be written.
    ///
    /// ```
    /// let page = unisono::page::Explanations::start(Vec::new(), "Nothing")?.finish()?;
    /// assert!(page.ends_with(b"</html>\n"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn finish(mut self) -> io::Result<W> {
        let closing = html! {
            @if self.documents.is_empty() { p { "No documents." } }
            (self.entities.table(&self.documents))
            (self.rules.table())
        };
        self.out.write_all(closing.0.as_bytes())?;
        self.out.write_all(b"</main></body></html>\n")?;
        Ok(self.out)
    }
}

/// A page on one document.
///
/// ```
/// let document = unisono::Pipeline::news().run("a\u{200b}b")?;
/// assert!(unisono::page::explain(&document).contains("U+200B"));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
pub fn explain(document: &Document) -> String {
    let title = document.id().unwrap_or("What changed, where and why");
    let page = Explanations::start(Vec::new(), title).and_then(|mut page| {
        page.add(document)?;
        page.finish()
    });
    // Writing to memory does not fail, and what is written is text.
    page.ok().and_then(|page| String::from_utf8(page).ok()).unwrap_or_default()
}
