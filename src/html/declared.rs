//! What a page says about itself, as metadata of the document made of it.

use super::Page;
use crate::document::{Document, Field, Found};

impl Page {
    /// The document with the page's title, byline and dates. They have no span, since they stand outside of the text.
    #[cfg(feature = "io")]
    pub(crate) fn describe(&self, mut document: Document) -> Document {
        if let (None, Some(title)) = (document.title(), &self.title) {
            document = document.with_title(title.as_str());
        }
        let fields = [
            (Field::Title, &self.title),
            (Field::Byline, &self.byline),
            (Field::Published, &self.published),
            (Field::Updated, &self.modified),
        ];
        for (field, value) in fields {
            let Some(text) = value.clone() else { continue };
            let date = matches!(field, Field::Published | Field::Updated);
            let iso = (date && is_iso(&text)).then(|| text.clone());
            document.metadata.add(field, Found { text, span: None, iso });
        }
        document
    }
}

/// A date, or a date and a time, in ISO 8601.
#[cfg(feature = "io")]
fn is_iso(text: &str) -> bool {
    let shape = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    let date: Vec<u8> = text.bytes().take(10).map(shape).collect();
    date == b"0000-00-00" && matches!(text.as_bytes().get(10), None | Some(b'T'))
}
