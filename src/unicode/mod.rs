//! The capability `unicode`: text of unknown origin becomes text that readers, tokenizers and databases can rely on.
//!
//! One scan finds what has to change; clean text is read and neither copied nor changed. Every change is an edit with the id
//! of its rule, see [`RULES`]; what is done is data, see [`Policy`]. The result has these properties, and cleaning it again
//! changes nothing: normalization form C, no CR, no control other than line feed and tab, no byte order mark, no bidirectional
//! override, at most one blank line in a row, no blanks at the ends of lines. Two words are never glued.
//!
//! French spaces, emoji sequences, the joiners of Persian and Indic scripts, the direction marks of right-to-left text and the
//! zero width spaces of Khmer, Lao, Thai and Burmese stay.

mod block;
mod class;
mod compose;
mod context;
mod direct;
mod entity;
mod fast;
mod forms;
mod invisible;
pub mod mojibake;
mod policy;
mod region;
mod rounds;
mod rules;
mod scan;
mod script;
mod space;
mod stage;

use std::borrow::Cow;
use std::ops::Range;

pub use forms::{NormalizationForm, normalize, normalize_edits};
pub use policy::{Action, Form, Policy};
pub use rules::RULES;
use scan::scan;
pub use stage::Unicode;

/// One change of the cleanup.
///
/// ```
/// use unisono::unicode::{Policy, edits};
///
/// let found = edits("The talks ended. . The ministers left.", &Policy::default());
/// assert_eq!(found[0].range, 16..18);
/// assert_eq!(found[0].replacement, "");
/// assert_eq!(found[0].rule, "space.doubled-stop");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnicodeEdit {
    /// Bytes of the text that is cleaned.
    pub range: Range<usize>,
    /// What stands there afterwards; empty for a removal.
    pub replacement: String,
    /// The id of the rule, one of [`RULES`].
    pub rule: &'static str,
}

/// The text after every rule of the default [`Policy`]; borrowed, without any allocation, when it is clean already.
///
/// ```
/// use std::borrow::Cow;
/// use unisono::unicode::clean;
///
/// assert_eq!(clean("The\u{A0}cafe\u{301}  opened\u{200B}.\r\n"), "The café opened.");
/// assert!(matches!(clean("Déjà vu"), Cow::Borrowed(_)));
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    let mut new = String::new();
    let mut copied = 0;
    let mut changed = false;
    scan(text, &Policy::default(), &mut |range: Range<usize>, replacement, _| {
        if !changed {
            new.reserve(text.len());
            changed = true;
        }
        new.push_str(text.get(copied..range.start).unwrap_or_default());
        new.push_str(replacement);
        copied = range.end;
    });
    if !changed {
        return Cow::Borrowed(text);
    }
    new.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(new)
}

/// The text after edits that are sorted and disjoint.
fn applied(text: &str, edits: &[UnicodeEdit]) -> String {
    let mut new = String::with_capacity(text.len() + text.len() / 8);
    let mut copied = 0;
    for edit in edits {
        new.push_str(text.get(copied..edit.range.start).unwrap_or_default());
        new.push_str(&edit.replacement);
        copied = edit.range.end;
    }
    new.push_str(text.get(copied..).unwrap_or_default());
    new
}

/// The edits of a policy with their action; those that are off are left out.
fn acted(text: &str, policy: &Policy, sink: &mut impl FnMut(Range<usize>, &str, &'static str, Action)) {
    let form = match policy.form {
        Form::Nfc | Form::None => None,
        Form::Nfd => Some(NormalizationForm::Nfd),
        Form::Nfkc => Some(NormalizationForm::Nfkc),
        Form::Nfkd => Some(NormalizationForm::Nfkd),
    };
    if let Some(form) = form {
        return rounds::settle(text, policy, form, sink);
    }
    if policy.rules.is_empty() {
        return scan(text, policy, &mut |range, replacement: &str, rule| {
            sink(range, replacement, rule, Action::On);
        });
    }
    scan(text, policy, &mut |range, replacement: &str, rule| {
        let action = policy.rules.get(rule).copied().unwrap_or_default();
        if action != Action::Off {
            sink(range, replacement, rule, action);
        }
    });
}

/// Every change that a policy makes: sorted, disjoint, on character boundaries, as small as possible.
///
/// ```
/// use unisono::unicode::{Policy, edits};
///
/// let rules: Vec<_> = edits("un\u{AD}e\r\ndeux", &Policy::default()).iter().map(|edit| edit.rule).collect();
/// assert_eq!(rules, ["invisible.soft-hyphen", "line.crlf"]);
/// ```
pub fn edits(text: &str, policy: &Policy) -> Vec<UnicodeEdit> {
    let mut found = Vec::new();
    acted(text, policy, &mut |range, replacement: &str, rule, action| {
        if action == Action::On {
            found.push(UnicodeEdit { range, replacement: replacement.to_owned(), rule });
        }
    });
    found
}

#[cfg(test)]
mod tests;
