//! The capability as a stage.

use super::{MixedWord, find};
use crate::lexicon::{self, Lexicon};
use crate::stage::{Configured, Proposal, Rule, Stage, StageError, View};

/// How often a document is searched for words that the lexicon does not know.
const SEARCHES: usize = 64;

/// Lists words in which letters of another script pass for the word's own among the suspects, and repairs them by choice.
///
/// ```
/// use unisono::Pipeline;
/// use unisono::homoglyphs::{Homoglyphs, Repair};
///
/// let text = "Micr\u{43E}soft. The price of Microsoft.";
/// let flagged = Pipeline::builder().stage(Homoglyphs::default()).build()?.run(text)?;
/// assert_eq!(flagged.suspects()[0].suggestion.as_deref(), Some("Microsoft"));
/// let repaired = Pipeline::builder().stage(Homoglyphs::new(Repair::One)).build()?.run(text)?;
/// assert_eq!(repaired.text(), "Microsoft. The price of Microsoft.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Homoglyphs {
    /// Which words are repaired; the others are listed.
    pub repair: Repair,
}

/// Which words with letters of another script are repaired. In each case the repaired word must be known: by the
/// lexicon, or because the document has it elsewhere.
///
/// ```
/// assert_eq!(unisono::homoglyphs::Repair::default(), unisono::homoglyphs::Repair::None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Repair {
    /// None.
    #[default]
    None,
    /// Latin words with one such letter.
    One,
    /// Latin words with any number of them, fewer than half.
    Any,
}

impl Homoglyphs {
    /// The stage that repairs what `repair` says.
    ///
    /// ```
    /// use unisono::homoglyphs::{Homoglyphs, Repair};
    /// assert_eq!(Homoglyphs::new(Repair::Any).repair, Repair::Any);
    /// ```
    pub const fn new(repair: Repair) -> Self {
        Self { repair }
    }
}

impl Configured for Homoglyphs {
    const KIND: &'static str = "homoglyphs";
    const ABOUT: &'static str = "finds letters of another script that pass for a word's own";
    const RULES: &'static [(&'static str, &'static str)] = &[(
        "homoglyph",
        "a Greek, Cyrillic or Armenian letter in a Latin word becomes the Latin letter that it looks like",
    )];
}

impl Stage for Homoglyphs {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let mut searches = SEARCHES;
        for word in find(view.text()) {
            let few = match self.repair {
                Repair::None => false,
                Repair::One => word.letters.len() == 1,
                Repair::Any => true,
            };
            if few && is_known(&word, view.text(), &mut searches) {
                for &(at, letter, alike) in &word.letters {
                    let mut buffer = [0; 4];
                    out.replace(
                        at..at + letter.len_utf8(),
                        alike.encode_utf8(&mut buffer),
                        Rule::new("homoglyph").sure(0.99),
                    );
                }
            } else {
                out.suspect(word.range, "homoglyph", Some(&word.suggestion), 0.9);
            }
        }
        Ok(())
    }
}

/// Whether the repaired word is one: in the lexicon, or elsewhere in the document.
fn is_known(word: &MixedWord, text: &str, searches: &mut usize) -> bool {
    // What is known are Latin words.
    if !word.suggestion.chars().all(|c| c < '\u{370}') {
        return false;
    }
    let lower = word.suggestion.to_lowercase();
    lexicon::builtin().look_up(&lower).is_known() || is_elsewhere(&word.suggestion, text, searches)
}

fn is_elsewhere(word: &str, text: &str, searches: &mut usize) -> bool {
    if *searches == 0 {
        return false;
    }
    *searches -= 1;
    let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    memchr::memmem::find_iter(text.as_bytes(), word).any(|at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !part(before) && !part(after)
    })
}
