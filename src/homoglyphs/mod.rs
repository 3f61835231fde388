//! The capability `homoglyphs`: words in which letters of another script pass for the word's own, as the Cyrillic `о` in
//! `Micrоsoft`.
//!
//! A word is told by its letters: those of the lesser script must all look like letters of the greater. Letters that only
//! stand beside a word of another script, as in `α-helix`, or that look like nothing else, as in `Δx`, are none.
//!
//! ```
//! let found = unisono::homoglyphs::find("Micr\u{43E}soft and \u{394}x");
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].suggestion, "Microsoft");
//! ```

mod find;
mod stage;
mod table;

use std::ops::Range;

pub use find::find;
pub use stage::{Homoglyphs, Repair};

/// A word with letters of another script that look like its own.
///
/// ```
/// let found = unisono::homoglyphs::find("the pr\u{456}ce");
/// assert_eq!((found[0].range.clone(), found[0].letters.len()), (4..10, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MixedWord {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The word in one script.
    pub suggestion: String,
    /// The letters that are replaced: byte of the text, what stands there, and the letter that it looks like.
    pub letters: Vec<(usize, char, char)>,
}
