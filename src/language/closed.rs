//! Closed sets: a detector that has to answer with one of a few languages.

use super::Language;
use super::detector::{Detection, Reason};

/// Why a closed set of languages cannot be built.
///
/// ```
/// use unisono::{Language, language::{ClosedSetError, NGrams}};
/// assert!(matches!(NGrams::closed(&[Language::EN]), Err(ClosedSetError::TooFew)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClosedSetError {
    /// Fewer than two different languages.
    #[error("a closed set needs two different languages at least; with one there is nothing to detect")]
    TooFew,
    /// A language that the detector does not know.
    #[error(
        "the detector has no model of `{0}`; `en`, `fr`, `es`, `pt`, `it`, `ca`, `ro`, `de` and `nl` always have one"
    )]
    NoModel(Language),
}

/// The different languages of a set, sorted, if all are `known`.
pub(crate) fn check(languages: &[Language], known: &[Language]) -> Result<Vec<Language>, ClosedSetError> {
    let mut languages = languages.to_vec();
    languages.sort_unstable();
    languages.dedup();
    if let Some(&unknown) = languages.iter().find(|language| !known.contains(language)) {
        return Err(ClosedSetError::NoModel(unknown));
    }
    if languages.len() < 2 {
        return Err(ClosedSetError::TooFew);
    }
    Ok(languages)
}

/// What a script has decided, if the set has it.
pub(crate) fn admit(found: Detection, languages: &[Language]) -> Detection {
    if found.language.is_undetermined() || languages.contains(&found.language) {
        return found;
    }
    Detection::undetermined(0.6, Reason::OtherLanguage)
}
