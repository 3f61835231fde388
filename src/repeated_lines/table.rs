//! The table: on how many documents of a site a line stands.

use super::counts::Counts;
use super::key::LineKeys;

/// On how many documents of each site there are which lines.
///
/// It holds keys and numbers, no text. Tables of parts of a corpus [merge](Table::merge) into the table of the whole, in any order.
///
/// ```
/// use unisono::repeated_lines::{Learner, LineKeys};
/// let mut learner = Learner::new(1 << 20);
/// for text in ["One.\nLeave a Reply", "Two.\nLeave a reply!", "Three."] {
///     learner.count(&LineKeys::of(text, Some("example.com")));
/// }
/// let table = learner.finish();
/// assert_eq!(table.documents(Some("www.example.com")), 3);
/// assert_eq!(table.documents_with("LEAVE A REPLY", Some("example.com")), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Documents by site.
    pub(super) sites: Counts,
    /// Documents by line of a site.
    pub(super) lines: Counts,
}

impl Table {
    /// Number of sites; all documents that name none count as one.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().sites(), 0);
    /// ```
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// Number of lines.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().lines(), 0);
    /// ```
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Documents of a site; 0 for one that was not seen.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().documents(Some("example.com")), 0);
    /// ```
    pub fn documents(&self, site: Option<&str>) -> u32 {
        self.sites.get(super::key::site_key(site))
    }

    /// Documents of all sites.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().all_documents(), 0);
    /// ```
    pub fn all_documents(&self) -> u64 {
        self.sites.iter().map(|(_, documents)| u64::from(documents)).sum()
    }

    /// Documents of a site that have a line; 0 for lines that were not kept.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().documents_with("Leave a Reply", None), 0);
    /// ```
    pub fn documents_with(&self, line: &str, site: Option<&str>) -> u32 {
        LineKeys::of(line, site).lines.first().map_or(0, |key| self.lines.get(*key))
    }

    /// Memory was enough for one line in so many; 1 when all could be counted.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().one_line_in(), 1);
    /// ```
    pub fn one_line_in(&self) -> u64 {
        self.lines.one_in()
    }

    /// Memory was enough for one site in so many; 1 when all could be counted. Lines of other sites count as never seen.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Table::default().one_site_in(), 1);
    /// ```
    pub fn one_site_in(&self) -> u64 {
        self.sites.one_in()
    }

    /// Adds the counts of `other`.
    ///
    /// The sum is the same in whatever order tables come. It equals the table of all documents where the lines that were seen once
    /// were not [pruned](Table::prune) before.
    ///
    /// ```
    /// use unisono::repeated_lines::{Learner, LineKeys};
    /// let part = |text: &str| {
    ///     let mut learner = Learner::new(1 << 20);
    ///     learner.count(&LineKeys::of(text, None));
    ///     learner.finish()
    /// };
    /// let mut table = part("One.\nShare");
    /// table.merge(&part("Two.\nShare"));
    /// assert_eq!(table.documents_with("share", None), 2);
    /// ```
    pub fn merge(&mut self, other: &Self) {
        self.sites = self.sites.merged(&other.sites);
        self.lines = self.lines.merged(&other.lines);
    }

    /// Forgets lines of fewer than `documents` documents.
    ///
    /// ```
    /// use unisono::repeated_lines::{Learner, LineKeys};
    /// let mut learner = Learner::new(1 << 20);
    /// learner.count(&LineKeys::of("One.\nTwo.", None));
    /// let mut table = learner.finish();
    /// table.prune(2);
    /// assert_eq!((table.lines(), table.documents(None)), (0, 1));
    /// ```
    pub fn prune(&mut self, documents: u32) {
        self.lines.prune(documents);
    }
}
