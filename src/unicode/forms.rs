//! The four normalization forms of UAX 15 as functions, with the edits that lead to them.

use std::borrow::Cow;
use std::iter::once;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick,
};

use super::rules::Rule;
use super::{UnicodeEdit, applied};

/// One of the four normalization forms of Unicode.
///
/// The forms with a K take distinctions away (`²` becomes `2`): they are for comparing, never for text that is to be read.
///
/// ```
/// use unisono::unicode::{NormalizationForm, normalize};
///
/// assert_eq!(normalize("é ²", NormalizationForm::Nfkd), "e\u{301} 2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum NormalizationForm {
    /// Canonical composition.
    #[default]
    Nfc,
    /// Canonical decomposition.
    Nfd,
    /// Compatibility composition.
    Nfkc,
    /// Compatibility decomposition.
    Nfkd,
}

impl NormalizationForm {
    pub(super) const fn rule(self) -> &'static str {
        match self {
            Self::Nfc => Rule::Nfc,
            Self::Nfd => Rule::Nfd,
            Self::Nfkc => Rule::Nfkc,
            Self::Nfkd => Rule::Nfkd,
        }
        .id()
    }

    /// Whether the character stays, and nothing before it can combine with it.
    fn begins(self, c: char) -> bool {
        if c.is_ascii() {
            return true;
        }
        let quick = match self {
            Self::Nfc => is_nfc_quick(once(c)),
            Self::Nfd => is_nfd_quick(once(c)),
            Self::Nfkc => is_nfkc_quick(once(c)),
            Self::Nfkd => is_nfkd_quick(once(c)),
        };
        quick == IsNormalized::Yes && canonical_combining_class(c) == 0
    }

    fn of(self, segment: &str) -> String {
        match self {
            Self::Nfc => segment.nfc().collect(),
            Self::Nfd => segment.nfd().collect(),
            Self::Nfkc => segment.nfkc().collect(),
            Self::Nfkd => segment.nfkd().collect(),
        }
    }
}

/// The text in a normalization form; borrowed when it is in the form already.
///
/// ```
/// use std::borrow::Cow;
/// use unisono::unicode::{NormalizationForm, normalize};
///
/// assert_eq!(normalize("re\u{301}union", NormalizationForm::Nfc), "réunion");
/// assert!(matches!(normalize("réunion", NormalizationForm::Nfc), Cow::Borrowed(_)));
/// ```
pub fn normalize(text: &str, form: NormalizationForm) -> Cow<'_, str> {
    let edits = normalize_edits(text, form);
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(applied(text, &edits))
}

/// The edits that take a text to a normalization form: sorted, disjoint, each within one combining sequence and as small as
/// possible. Their rule is the name of the form.
///
/// ```
/// use unisono::unicode::{NormalizationForm, normalize_edits};
///
/// let edits = normalize_edits("cafe\u{301}, km²", NormalizationForm::Nfkc);
/// assert_eq!((edits[0].range.clone(), &*edits[0].replacement), (3..6, "é"));
/// assert_eq!((edits[1].range.clone(), &*edits[1].replacement), (10..12, "2"));
/// ```
pub fn normalize_edits(text: &str, form: NormalizationForm) -> Vec<UnicodeEdit> {
    let mut edits = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let (first, mut end) = (form.begins(c), start + c.len_utf8());
        let mut alone = true;
        while let Some((at, next)) = chars.next_if(|(_, next)| !form.begins(*next)) {
            end = at + next.len_utf8();
            alone = false;
        }
        if first && alone {
            continue;
        }
        let old = text.get(start..end).unwrap_or_default();
        let new = form.of(old);
        if old != new {
            edits.push(smallest(start, old, &new, form.rule()));
        }
    }
    edits
}

/// The edit without what is the same at both ends.
pub(super) fn smallest(start: usize, old: &str, new: &str, rule: &'static str) -> UnicodeEdit {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    UnicodeEdit {
        range: start + head..start + head + old.len() - tail,
        replacement: new.get(..new.len() - tail).unwrap_or_default().to_owned(),
        rule,
    }
}
