//! From a record to the document that a pipeline works on; a record with a page has its article as text.

#[cfg(feature = "html")]
use std::borrow::Cow;

use super::Record;
use crate::document::{Document, TooLong};
#[cfg(feature = "html")]
use crate::html::Page;

#[cfg(feature = "html")]
impl<'a> Record<'a> {
    /// An HTML page that is a whole file, named `id`: its article is the text.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::page("<title>Ports</title><p>Rabat.", "a/b.html");
    /// assert_eq!(record.text(), "Rabat.");
    /// assert_eq!(record.declared().and_then(|page| page.title.as_deref()), Some("Ports"));
    /// ```
    pub fn page(html: &str, id: &'a str) -> Self {
        Self::document("", id).extracted(html)
    }

    /// The same record with the article of `html` as its text.
    pub(super) fn extracted(mut self, html: &str) -> Self {
        let mut page = crate::html::extract(html);
        self.text = Cow::Owned(std::mem::take(&mut page.text));
        self.page = Some(Box::new(page));
        self
    }

    /// What the HTML page that the text was extracted from says about itself; its own `text` is empty.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::parse("{\"html\":\"<html lang=fr><p>Rabat.\"}", 1).unwrap();
    /// assert_eq!(record.declared().and_then(|page| page.language.as_deref()), Some("fr"));
    /// ```
    pub fn declared(&self) -> Option<&Page> {
        self.page.as_deref()
    }
}

impl Record<'_> {
    /// The record as a document for a pipeline: its text, id and title; of an HTML page also what it says about itself,
    /// as metadata without a span.
    ///
    /// ```
    /// # use unisono::io::Record;
    /// let record = Record::parse("{\"id\":7,\"title\":\"Ports\",\"text\":\"Rabat.\"}", 1).unwrap();
    /// assert_eq!(record.to_document()?.title(), Some("Ports"));
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    ///
    /// # Errors
    /// A text of more bytes than a document may have.
    pub fn to_document(&self) -> Result<Document, TooLong> {
        let mut document = Document::new(self.text())?.with_id(self.id());
        if let Some(title) = self.string("title") {
            document = document.with_title(&*title);
        }
        #[cfg(feature = "html")]
        if let Some(page) = &self.page {
            document = page.describe(document);
        }
        Ok(document)
    }
}
