//! Which columns are read, and which are made.

use unisono::document::Unit;

/// Which columns are read, and which are made.
///
/// ```
/// use unisono_arrow::Columns;
/// let columns = Columns { text: "body".to_owned(), edits: false, ..Columns::default() };
/// assert!(columns.entities);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The column of texts: strings or UTF-8 bytes of any layout, or a dictionary of them.
    pub text: String,
    /// Where the cleaned text goes; `None` = into the column of texts.
    pub into: Option<String>,
    /// A column with the headline of each text, read where the batch has it: a line equal to it is no boilerplate.
    pub title: Option<String>,
    /// A column with the site or the URL of each text, read where the batch has it: for lines that repeat on a site.
    pub site: Option<String>,
    /// Whether to make `entities`.
    pub entities: bool,
    /// Whether to make `removed_lines`.
    pub removed_lines: bool,
    /// Whether to make `edits`.
    pub edits: bool,
    /// What offsets count.
    pub unit: Unit,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            text: "text".to_owned(),
            into: None,
            title: Some("title".to_owned()),
            site: None,
            entities: true,
            removed_lines: true,
            edits: true,
            unit: Unit::Utf8,
        }
    }
}

impl Columns {
    /// True when something is to be made that only a full trace can tell.
    pub(crate) fn need_trace(&self) -> bool {
        self.removed_lines || self.edits
    }

    /// Where the cleaned text goes.
    pub(crate) fn cleaned(&self) -> &str {
        self.into.as_deref().unwrap_or(&self.text)
    }
}
