//! The capability `typography`: spaces, quotation marks and opening marks as the language of a paragraph sets them.
//!
//! French has no-break spaces before `: ; ! ?` and inside guillemets, of the kind that the document already uses;
//! English has no space there; Spanish opens its questions and exclamations. A rule acts where the place is certain and
//! does nothing elsewhere: times, ratios, addresses, smileys, code, and marks glued to their word stay as they are.
//! What is done is data, see [`Policy`] and [`RULES`]. Applied twice, it changes nothing the second time.
//!
//! ```
//! use unisono::Language;
//! use unisono::typography::{Mode, Policy, set};
//!
//! let full = Policy::new(Mode::Full);
//! assert_eq!(set("Il a dit \"oui\" !", Language::FR, &full), "Il a dit «\u{A0}oui\u{A0}»\u{202F}!");
//! assert_eq!(set("Cómo estás?", Language::ES, &full), "¿Cómo estás?");
//! assert_eq!(set("What happened ?", Language::EN, &full), "What happened?");
//! ```

mod change;
mod convention;
mod english;
mod french;
mod mode;
mod place;
mod policy;
mod rules;
mod scan;
mod spanish;
mod stage;

use std::borrow::Cow;
use std::ops::Range;

pub use mode::Mode;
pub use policy::Policy;
pub use rules::{Action, RULES, Rule};
pub use stage::Typography;

use crate::language::Language;

/// One change of the typography.
///
/// ```
/// use unisono::Language;
/// use unisono::typography::{Policy, edits};
///
/// let found = edits("Why ? she asked.", Language::EN, &Policy::default());
/// assert_eq!((found[0].range.clone(), found[0].replacement), (3..4, ""));
/// assert_eq!(found[0].rule.id(), "en.space-before-mark");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypographyEdit {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What stands there afterwards; empty for a removal.
    pub replacement: &'static str,
    /// The rule.
    pub rule: Rule,
}

/// Every change that a policy makes in a text of one language: sorted and disjoint. A language without rules has none.
///
/// ```
/// use unisono::Language;
/// use unisono::typography::{Policy, edits};
///
/// assert_eq!(edits("Vraiment ? Oui : demain.", Language::FR, &Policy::default()).len(), 2);
/// assert!(edits("Wirklich ? Ja : morgen.", Language::UND, &Policy::default()).is_empty());
/// ```
pub fn edits(text: &str, language: Language, policy: &Policy) -> Vec<TypographyEdit> {
    let mut found = Vec::new();
    scan::scan(text, |_| language, policy, &mut |change| {
        if policy.action(change.rule) == Action::On {
            let change::Change { range, replacement, rule } = change.clone();
            found.push(TypographyEdit { range, replacement, rule });
        }
    });
    found
}

/// The text of one language after every change of a policy; borrowed when there is none.
///
/// ```
/// use std::borrow::Cow;
/// use unisono::Language;
/// use unisono::typography::{Policy, set};
///
/// assert_eq!(set("Bilan : trois blessés", Language::FR, &Policy::default()), "Bilan\u{A0}: trois blessés");
/// assert!(matches!(set("Rendez-vous à 10:30", Language::FR, &Policy::default()), Cow::Borrowed(_)));
/// ```
pub fn set<'t>(text: &'t str, language: Language, policy: &Policy) -> Cow<'t, str> {
    let found = edits(text, language, policy);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut new = String::with_capacity(text.len() + 4 * found.len());
    let mut copied = 0;
    for edit in found {
        new.push_str(text.get(copied..edit.range.start).unwrap_or_default());
        new.push_str(edit.replacement);
        copied = edit.range.end;
    }
    new.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(new)
}

#[cfg(test)]
mod tests;
