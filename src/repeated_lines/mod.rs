//! Lines that stand on page after page of a site: promotions, calls, notices, menus.
//!
//! One page does not show what is its own and what is its site's; many pages do. A [`Learner`] counts, over a corpus, on how many
//! documents of a site each line stands. The [`Table`] it makes is small, holds no text, can be merged with others, and works
//! later on a single document of a site it knows: [`repeated`] says which lines are the site's.
//!
//! ```
//! use unisono::repeated_lines::{Learner, LineKeys, Options, repeated};
//!
//! let site = Some("https://www.example.com/news");
//! let page = |n: u32| format!("Headline of page {}\nThe port reopened.\nTell us what you saw: call 555 {n}.", ["a", "b", "c"][n as usize]);
//! let mut learner = Learner::new(16 << 20);
//! for n in 0..3 {
//!     learner.count(&LineKeys::of(&page(n), site));
//! }
//! let table = learner.finish();
//!
//! let text = "Another headline\nThe strait is open.\nTell us what you saw: call 555 9.";
//! let options = Options { site, ..Options::default() };
//! let found = repeated(text, &table, &options);
//! assert_eq!(&text[found[0].range.clone()], "Tell us what you saw: call 555 9.");
//! assert_eq!((found.len(), found[0].documents, found[0].keep), (1, 3, false));
//! ```
#![doc(alias = "deduplication")]

mod counts;
mod file;
mod key;
mod learn;
mod site;
mod sketch;
mod stage;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use file::TableError;
pub use key::LineKeys;
pub use learn::Learner;
pub use site::registered_domain;
pub use stage::RepeatedLines;
pub use table::Table;

use crate::document::split;
use key::{fold, is_unknown, line_key, site_key};

/// Characters from which on a line is long: a paragraph rather than a promotion.
const LONG: usize = 200;
/// Documents that a long line stands on, at least, before it is taken for the site's.
const LONG_DOCUMENTS: u32 = 5;
/// Characters of a line of running text.
const PROSE: usize = 120;
/// So many lines of running text, and more than half of it, repeated: a copy of a document, and not the page around one.
const COPIED: usize = 3;

/// On how many documents a line has to stand to be the site's: on as many as both numbers ask for.
///
/// ```
/// use unisono::repeated_lines::Threshold;
/// let threshold = Threshold { documents: 3, share: 0.02 };
/// assert_eq!((threshold.of(90), threshold.of(1000)), (3, 20));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "two numbers, and it is to be written down")]
pub struct Threshold {
    /// Documents, at least.
    pub documents: u32,
    /// Share of the documents of the site, 0 to 1.
    pub share: f64,
}

impl Threshold {
    /// For a site.
    pub(crate) const SITE: Self = Self { documents: 3, share: 0.02 };
    /// For documents that name no site: a line on many of them may be an agency's, or of a site that is over-represented.
    pub(crate) const UNKNOWN: Self = Self { documents: 10, share: 0.05 };

    /// The number of documents, of a site of `documents`.
    ///
    /// ```
    /// # use unisono::repeated_lines::Threshold;
    /// assert_eq!(Threshold { documents: 1, share: 0.05 }.of(101), 6);
    /// ```
    pub fn of(self, documents: u32) -> u32 {
        ((f64::from(documents) * self.share).ceil() as u32).max(self.documents)
    }
}

/// How to look for lines of a site.
///
/// ```
/// use unisono::repeated_lines::Options;
/// let options = Options { site: Some("example.com"), title: Some("Ports reopen"), ..Options::default() };
/// assert_eq!(options.threshold.documents, 3);
/// ```
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_structs, reason = "made with `..Options::default()`")]
pub struct Options<'a> {
    /// The site, domain or URL of the document.
    pub site: Option<&'a str>,
    /// Its title; lines that equal it stay. Without one the first line stays.
    pub title: Option<&'a str>,
    /// For documents of a site.
    pub threshold: Threshold,
    /// For documents that name no site, and are all counted together.
    pub unknown_site: Threshold,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { site: None, title: None, threshold: Threshold::SITE, unknown_site: Threshold::UNKNOWN }
    }
}

/// A line that stands on many documents of its site.
///
/// ```
/// use unisono::repeated_lines::{Options, Table, repeated};
/// assert!(repeated("Leave a Reply", &Table::default(), &Options::default()).is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repeated {
    /// Bytes of the text, without the LF that ends the line.
    pub range: Range<usize>,
    /// On so many documents.
    pub documents: u32,
    /// True when it stays all the same.
    pub keep: bool,
    /// Why: `site`, `unknown-site`, or what keeps it: `title`, `long`, `copy`, `whole-text`.
    pub reason: &'static str,
}

/// The lines of `text` that stand on as many documents of its site as the options ask for, in order.
///
/// These are kept: the title; a line of 200 characters or more on fewer than five documents; all of them, when they are the whole
/// text, or three and more lines of running text that are most of it, for then the document is a copy. Lines that stand on other sites do not count.
/// Takes time linear in the bytes of the text.
///
/// ```
/// use unisono::repeated_lines::{Learner, LineKeys, Options, repeated};
/// let mut learner = Learner::new(1 << 20);
/// (0..3).for_each(|_| learner.count(&LineKeys::of("Ports reopen\nLeave a Reply", Some("example.com"))));
/// let options = Options { site: Some("example.com"), title: Some("Ports reopen"), ..Options::default() };
/// let found = repeated("Ports reopen\nAll is well.\nLeave a Reply", &learner.finish(), &options);
/// assert_eq!(found.iter().map(|line| line.reason).collect::<Vec<_>>(), ["title", "site"]);
/// ```
pub fn repeated(text: &str, table: &Table, options: &Options<'_>) -> Vec<Repeated> {
    in_lines(text, &split(text), table, options).into_iter().map(|(_, line)| line).collect()
}

/// As [`repeated`], with the number of each line among `lines`.
fn in_lines(
    text: &str,
    lines: &[Range<usize>],
    table: &Table,
    options: &Options<'_>,
) -> Vec<(usize, Repeated)> {
    let (site, unknown) = (site_key(options.site), is_unknown(options.site));
    let documents = table.sites.get(site);
    if documents == 0 {
        return Vec::new();
    }
    let (threshold, reason) =
        if unknown { (options.unknown_site, "unknown-site") } else { (options.threshold, "site") };
    let least = threshold.of(documents);
    let mut title = String::new();
    let titled = options.title.is_some_and(|line| fold(line, &mut title));
    let mut folded = String::new();
    let mut found = Vec::new();
    let (mut lettered, mut prose, mut going_prose, mut going_characters) = (0, 0, 0, 0);
    for (index, range) in lines.iter().enumerate() {
        let line = text.get(range.clone()).unwrap_or_default();
        let characters = if line.len() < PROSE { 0 } else { line.trim().chars().count() };
        let running = if characters < PROSE { 0 } else { characters };
        prose += running;
        if !fold(line, &mut folded) {
            continue;
        }
        lettered += 1;
        let count = table.lines.get(line_key(site, &folded));
        if count < least {
            continue;
        }
        let guard = if titled && is_title(&folded, &title) || !titled && index == 0 {
            Some("title")
        } else if characters >= LONG && count < LONG_DOCUMENTS {
            Some("long")
        } else {
            None
        };
        if guard.is_none() {
            going_prose += usize::from(running > 0);
            going_characters += running;
        }
        let (keep, reason) = (guard.is_some(), guard.unwrap_or(reason));
        found.push((index, Repeated { range: range.clone(), documents: count, keep, reason }));
    }
    let saved = if found.len() == lettered {
        Some("whole-text")
    } else if going_prose >= COPIED && going_characters * 2 > prose {
        Some("copy")
    } else {
        None
    };
    if let Some(reason) = saved {
        for (_, line) in found.iter_mut().filter(|(_, line)| !line.keep) {
            (line.keep, line.reason) = (true, reason);
        }
    }
    found
}

/// True for the title, and for the title without what follows it (the name of the site) when that is most of it.
fn is_title(line: &str, title: &str) -> bool {
    title.strip_prefix(line).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(' ') && line.len() > rest.len() && line.contains(' ')
    })
}
