//! The stage `repeated-lines`.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use super::{Options, Table, Threshold, in_lines};
use crate::boilerplate::{cuts, kind_of};
use crate::document::split;
use crate::stage::{Configured, Fact, Proposal, Rule, Stage, StageError, View};

/// Takes out the lines that stand on many documents of the same site, as a table learned from a corpus says.
///
/// The site of a document is that of [`Document::with_site`](crate::Document::with_site); the command line takes it from the
/// field `site`, `domain` or `url` of a record. A document of a site that the table does not know stays as it is.
///
/// ```
/// use unisono::repeated_lines::{Learner, LineKeys, RepeatedLines};
/// let mut learner = Learner::new(1 << 20);
/// for text in ["One.\nTell us more!", "Two.\nTell us more!", "Three.\nTell us more!"] {
///     learner.count(&LineKeys::of(text, Some("example.com")));
/// }
/// let stage = RepeatedLines::from_table(learner.finish());
/// let pipeline = unisono::Pipeline::builder().stage(stage).build()?;
/// let document = unisono::Document::new("Ports reopen.\n\nTell us more!")?.with_site("example.com");
/// assert_eq!(pipeline.run_document(document)?.text(), "Ports reopen.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct RepeatedLines {
    /// The file that `unisono learn repeated-lines` has written.
    pub table: String,
    /// Documents of the site that a line stands on, at least.
    pub min_documents: u32,
    /// Share of the documents of the site that a line stands on, at least; 0 to 1.
    pub min_share: f64,
    /// As `min_documents`, for documents that name no site, and are all counted together.
    pub unknown_site_min_documents: u32,
    /// As `min_share`, for documents that name no site.
    pub unknown_site_min_share: f64,
    #[cfg_attr(feature = "config", serde(skip))]
    loaded: Arc<Table>,
}

impl Default for RepeatedLines {
    fn default() -> Self {
        Self {
            table: String::new(),
            min_documents: Threshold::SITE.documents,
            min_share: Threshold::SITE.share,
            unknown_site_min_documents: Threshold::UNKNOWN.documents,
            unknown_site_min_share: Threshold::UNKNOWN.share,
            loaded: Arc::default(),
        }
    }
}

impl RepeatedLines {
    /// A stage with the table of that file, which is read when the pipeline is built.
    ///
    /// ```
    /// use unisono::repeated_lines::RepeatedLines;
    /// let error = unisono::Pipeline::builder().stage(RepeatedLines::new("no/such.bin")).build().unwrap_err();
    /// assert!(error.to_string().contains("no/such.bin"));
    /// ```
    pub fn new(table: impl Into<String>) -> Self {
        Self { table: table.into(), ..Self::default() }
    }

    /// A stage with a table at hand. Written to a configuration, it names no file.
    ///
    /// ```
    /// use unisono::repeated_lines::{RepeatedLines, Table};
    /// assert!(RepeatedLines::from_table(Table::default()).table.is_empty());
    /// ```
    pub fn from_table(table: Table) -> Self {
        Self { loaded: Arc::new(table), ..Self::default() }
    }
}

impl Stage for RepeatedLines {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Lines]
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let text = view.text();
        let lines = split(text);
        let options = Options {
            site: view.site(),
            title: view.title(),
            threshold: Threshold { documents: self.min_documents, share: self.min_share },
            unknown_site: Threshold {
                documents: self.unknown_site_min_documents,
                share: self.unknown_site_min_share,
            },
        };
        let mut found = in_lines(text, &lines, &self.loaded, &options);
        found.retain(|(_, line)| !line.keep);
        let mut goes = vec![false; if found.is_empty() { 0 } else { lines.len() }];
        for (index, _) in &found {
            if let Some(goes) = goes.get_mut(*index) {
                *goes = true;
            }
        }
        if goes.is_empty() {
            return Ok(());
        }
        let range = |line: usize| lines.get(line).cloned();
        let goes = |line: usize| goes.get(line) == Some(&true);
        for (cut, (_, line)) in cuts(text, lines.len(), range, goes).into_iter().zip(found) {
            let score = score(line.documents);
            let kind = kind_of(text.get(line.range.clone()).unwrap_or_default());
            out.delete(cut.range, Rule::new(line.reason).sure(1.0 - score));
            out.line(line.range, false, kind, score, line.reason);
        }
        Ok(())
    }
}

/// Probability that a line of so many documents is text of the article. Every further document speaks against it as much as the one before.
fn score(documents: u32) -> f32 {
    1.0 / (documents.min(1 << 20) as f32 + 1.0)
}

impl Configured for RepeatedLines {
    const KIND: &'static str = "repeated-lines";
    const ABOUT: &'static str =
        "takes the lines out that stand on many documents of a site, as a learned table says";
    const FILES: &'static [&'static str] = &["table"];
    const RULES: &'static [(&'static str, &'static str)] = &[
        ("site", "the line stands on many documents of the same site"),
        ("unknown-site", "the line stands on many of the documents that name no site"),
    ];

    fn prepare(&mut self) -> Result<(), StageError> {
        if !(0.0..=1.0).contains(&self.min_share) || !(0.0..=1.0).contains(&self.unknown_site_min_share) {
            return Err(StageError::new("`min_share` and `unknown_site_min_share` are numbers from 0 to 1"));
        }
        if self.min_documents < 2 || self.unknown_site_min_documents < 2 {
            let what = "`min_documents` and `unknown_site_min_documents` are 2 or more: a line on one document is not repeated";
            return Err(StageError::new(what));
        }
        if self.table.is_empty() {
            if self.loaded.sites() > 0 {
                return Ok(());
            }
            let how = "make one with `unisono learn repeated-lines IN -o site-lines.bin`, and name it: table = \"site-lines.bin\"";
            return Err(StageError::new(format!("the option `table` is missing; {how}")));
        }
        let table = &self.table;
        let file = File::open(table).map_err(|error| {
            StageError::new(format!("the table `{table}` cannot be read")).caused_by(error)
        })?;
        let read = Table::read_from(BufReader::with_capacity(256 << 10, file)).map_err(|error| {
            StageError::new(format!("the table `{table}` cannot be used")).caused_by(error)
        })?;
        self.loaded = Arc::new(read);
        Ok(())
    }
}
