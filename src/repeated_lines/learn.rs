//! Counting the lines of a corpus.

use super::counts::Bounded;
use super::key::LineKeys;
use super::sketch::Sketch;
use super::table::Table;

/// Counts lines in bounded memory.
///
/// Most lines of a corpus stand there once. Where the corpus can be read twice, a first pass with [`Learner::see`] keeps those from
/// taking memory. What the learner finds depends on the documents and the memory, not on their order.
///
/// ```
/// use unisono::repeated_lines::{Learner, LineKeys};
/// let corpus = ["One.\nLeave a Reply", "Two.\nLeave a Reply"].map(|text| LineKeys::of(text, Some("example.com")));
/// let mut learner = Learner::new(1 << 20);
/// corpus.iter().for_each(|document| learner.see(document));
/// corpus.iter().for_each(|document| learner.count(document));
/// let mut table = learner.finish();
/// table.prune(2);
/// assert_eq!(table.lines(), 1);
/// ```
#[derive(Debug)]
pub struct Learner {
    sites: Bounded,
    lines: Bounded,
    /// Made at the first look.
    sketch: Option<Sketch>,
    memory: usize,
}

impl Learner {
    /// A learner that takes at most about `memory` bytes, and some kilobytes at least.
    ///
    /// A quarter goes to the first pass, five eighths to lines (39 to 78 bytes each: there is room for a power of two of them), the
    /// rest to sites.
    ///
    /// ```
    /// let learner = unisono::repeated_lines::Learner::new(64 << 20);
    /// assert_eq!(learner.finish().lines(), 0);
    /// ```
    pub fn new(memory: usize) -> Self {
        Self { sites: Bounded::new(memory / 8), lines: Bounded::new(memory / 8 * 5), sketch: None, memory }
    }

    /// First pass: remembers that the lines were seen.
    ///
    /// ```
    /// use unisono::repeated_lines::{Learner, LineKeys};
    /// let mut learner = Learner::new(1 << 20);
    /// learner.see(&LineKeys::of("One.", None));
    /// learner.count(&LineKeys::of("One.", None));
    /// assert_eq!(learner.finish().lines(), 0);
    /// ```
    pub fn see(&mut self, document: &LineKeys) {
        let sketch = self.sketch.get_or_insert_with(|| Sketch::new(self.memory / 4));
        for key in &document.lines {
            sketch.see(*key);
        }
    }

    /// Second pass, or the only one: counts the lines of a document; after a first pass those that it saw twice.
    ///
    /// ```
    /// use unisono::repeated_lines::{Learner, LineKeys};
    /// let mut learner = Learner::new(1 << 20);
    /// learner.count(&LineKeys::of("One.\nOne.", None));
    /// assert_eq!(learner.finish().documents_with("one", None), 1);
    /// ```
    pub fn count(&mut self, document: &LineKeys) {
        self.sites.add_one(document.site);
        for key in &document.lines {
            if self.sketch.as_ref().is_none_or(|sketch| sketch.often(*key)) {
                self.lines.add_one(*key);
            }
        }
    }

    /// What was counted.
    ///
    /// ```
    /// assert_eq!(unisono::repeated_lines::Learner::new(0).finish().sites(), 0);
    /// ```
    pub fn finish(self) -> Table {
        drop(self.sketch);
        Table { sites: self.sites.sorted(), lines: self.lines.sorted() }
    }
}
