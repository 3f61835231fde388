//! What is known of single words: in which language a word is used, how common it is there, and whether it is a name.
//!
//! ```
//! use unisono::Language;
//! use unisono::lexicon::{self, Lexicon};
//!
//! let lexicon = lexicon::builtin();
//! assert!(lexicon.look_up("ministre").class(Language::FR) > lexicon.look_up("ministre").class(Language::ES));
//! assert!(lexicon.look_up("madrid").is_name());
//! assert!(!lexicon.look_up("agreementspromoted").is_known());
//! ```
//!
//! The built-in lexicon is a [`Table`]: three bytes a word, used where it stands in the binary. It is made from permissive
//! sources only; `dictionaries/lexicon/README.md` names them. A table of your own comes from [`Table::build`], and is read from
//! a file by [`Table::from_bytes`]. Anything else that knows words implements [`Lexicon`].

mod build;
mod entry;
mod hash;
mod table;

#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::sync::LazyLock;

pub use build::BuildError;
pub use entry::{Entry, zipf_class};
pub use table::{Table, TableError};

/// Knows words.
///
/// ```
/// use unisono::Language;
/// use unisono::lexicon::{Entry, Lexicon};
///
/// #[derive(Debug)]
/// struct Only(&'static str);
///
/// impl Lexicon for Only {
///     fn look_up(&self, word: &str) -> Entry {
///         if word == self.0 { Entry::UNKNOWN.with(Language::EN, 9) } else { Entry::UNKNOWN }
///     }
/// }
/// assert_eq!(Only("port").look_up("port").class(Language::EN), 9);
/// ```
pub trait Lexicon: Debug + Send + Sync {
    /// What is known of `word`: letters only, in lower case, composed (NFC).
    fn look_up(&self, word: &str) -> Entry;
}

static BUILTIN: LazyLock<Table> = LazyLock::new(|| {
    let table = Table::from_static(include_bytes!("../../dictionaries/lexicon/words.bin"));
    // A test reads the same file, so an error here cannot leave the repository.
    debug_assert!(table.is_ok(), "{table:?}");
    table.unwrap_or_default()
});

/// The lexicon that is built into the crate.
///
/// ```
/// use unisono::lexicon::{self, Lexicon};
/// assert!(lexicon::builtin().look_up("harbour").is_known());
/// ```
pub fn builtin() -> &'static Table {
    &BUILTIN
}
