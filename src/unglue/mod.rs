//! Words that lost the space between them where markup was stripped, and spaces before commas.
//!
//! ```
//! use unisono::unglue::{self, Options};
//!
//! let text = "The minister met Nasser BouritaHe was in London.The talks , he said, went well.";
//! let found = unglue::find(text, &Options::default());
//! assert_eq!(
//!     unglue::repaired(text, &found.repairs),
//!     "The minister met Nasser Bourita He was in London. The talks, he said, went well."
//! );
//! assert_eq!(found.repairs[0].rule, "case.function-word");
//! assert_eq!(found.suspects[0].kind, "lost-stop");
//! ```
//!
//! A repair is a space put in, or spaces taken away before a comma; nothing else. What looks wrong beside that, such as a
//! full stop that must have stood there, is told and left alone. In doubt a word stays as it is: brands, handles, addresses,
//! names with a capital inside, and forms that occur again in the document.

mod ascii;
mod case;
mod comma;
mod data;
mod evidence;
mod letters;
mod lower;
mod place;
mod scan;
mod stage;
mod stop;
mod suspect;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use stage::Unglue;

use crate::Language;
use crate::lexicon::{self, Lexicon};
use evidence::Pending;
use letters::Letters;

/// How much is repaired.
///
/// ```
/// use unisono::unglue::{Mode, Options, find};
/// let text = "The council read the resultspublished on Monday by the bank.";
/// assert_eq!(find(text, &Options::default()).repairs.len(), 0);
/// assert_eq!(find(text, &Options { mode: Mode::Extended, ..Options::default() }).repairs.len(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Mode {
    /// Where a capital or a full stop shows the seam, or a known name ends there; spaces before commas.
    #[default]
    Default,
    /// Also two words in lower case that the lexicon knows, where it does not know them as one.
    Extended,
    /// Nothing.
    Off,
}

/// What [`find`] goes by.
///
/// ```
/// use unisono::unglue::{Mode, Options};
/// assert_eq!(Options::default().mode, Mode::Default);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// How much is repaired.
    pub mode: Mode,
    /// The languages of the text, sorted and disjoint; none: that of the whole is identified.
    pub languages: &'o [(Range<usize>, Language)],
    /// What knows the words.
    pub lexicon: &'o dyn Lexicon,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { mode: Mode::Default, languages: &[], lexicon: lexicon::builtin() }
    }
}

/// A space to put in, where `range` is empty, or spaces to take away.
///
/// ```
/// use unisono::unglue::{Options, find};
/// let text = "The envoy , they said, left.";
/// let found = find(text, &Options::default());
/// assert_eq!((found.repairs[0].range.clone(), found.repairs[0].rule), (9..10, "space.comma"));
/// assert!(found.repairs[0].confidence > 0.9);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Repair {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The id of the rule; [`Unglue`]'s `RULES` say what each does.
    pub rule: &'static str,
    /// Probability that the repair is right, 0 to 1.
    pub confidence: f32,
}

impl Repair {
    /// What stands there after the repair.
    ///
    /// ```
    /// use unisono::unglue::{Options, find};
    /// let found = find("The talks ended in London.The envoy left.", &Options::default());
    /// assert_eq!(found.repairs[0].text(), " ");
    /// ```
    pub fn text(&self) -> &'static str {
        if self.range.is_empty() { " " } else { "" }
    }
}

/// What looks wrong and is left alone.
///
/// ```
/// use unisono::unglue::{Options, find};
/// let text = "The paper quoted Bladi The two parties met there.";
/// let suspect = &find(text, &Options::default()).suspects[0];
/// assert_eq!((suspect.kind, &text[suspect.range.clone()]), ("spurious-capital", "The"));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Suspect {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// `lost-stop`, `spurious-capital` or `stop-mid-sentence`.
    pub kind: &'static str,
    /// What may have stood there.
    pub suggestion: Option<String>,
    /// Probability that something is wrong, 0 to 1.
    pub confidence: f32,
}

/// What [`find`] found.
///
/// ```
/// use unisono::unglue::{Options, find};
/// assert!(find("The talks ended.", &Options::default()).repairs.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// In order of position, not overlapping.
    pub repairs: Vec<Repair>,
    /// In order of position.
    pub suspects: Vec<Suspect>,
}

/// Finds the seams of a text. Linear in its length.
///
/// ```
/// use unisono::unglue::{Options, find};
/// let found = find("They use GitHub and @TheGuardian.", &Options::default());
/// assert!(found.repairs.is_empty());
/// ```
pub fn find(text: &str, options: &Options<'_>) -> Found {
    if options.mode == Mode::Off {
        return Found::default();
    }
    let mut pending = Pending::default();
    let mut suspects = Vec::new();
    let letters = Letters::of(text);
    scan::scan(text, &letters, options, &mut pending, &mut suspects);
    let repairs = pending.settle(text, &letters);
    suspect::after_repairs(text, options, &repairs, &mut suspects);
    Found { repairs: repairs.into_iter().map(|settled| settled.repair).collect(), suspects }
}

/// The text with the repairs done.
///
/// ```
/// use unisono::unglue::{Options, find, repaired};
/// let text = "The talks ended in London.The envoy left.";
/// assert_eq!(repaired(text, &find(text, &Options::default()).repairs), "The talks ended in London. The envoy left.");
/// ```
pub fn repaired(text: &str, repairs: &[Repair]) -> String {
    let mut out = String::with_capacity(text.len() + repairs.len());
    let mut at = 0;
    for repair in repairs {
        out.push_str(text.get(at..repair.range.start).unwrap_or_default());
        out.push_str(repair.text());
        at = repair.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
