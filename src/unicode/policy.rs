//! What the cleanup does: plain data, one switch for each group of rules, and one for each rule.

use std::collections::BTreeMap;

/// The switches of the Unicode cleanup. The default is on for everything.
///
/// ```
/// use unisono::unicode::{Policy, edits};
///
/// let policy = Policy { ligatures: false, ..Policy::default() };
/// assert!(edits("e\u{FB03}cient", &policy).is_empty());
/// assert_eq!(edits("e\u{FB03}cient", &Policy::default())[0].replacement, "ffi");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each one is an independent switch that a user sets by name"
)]
pub struct Policy {
    /// The normalization form of the output.
    pub form: Form,
    /// Character references of HTML, outside URLs.
    pub entities: bool,
    /// C0, DEL and C1 controls, and terminal escape sequences.
    pub controls: bool,
    /// CR LF, CR, VT, FF, NEL, LINE and PARAGRAPH SEPARATOR become LF.
    pub line_ends: bool,
    /// Characters without width: byte order marks, soft hyphens, zero width spaces, joiners, tags.
    pub invisible: bool,
    /// Direction marks, embeddings, overrides and isolates.
    pub bidi: bool,
    /// Runs of spaces, no-break and typographic spaces, spaces at both ends of a line.
    pub spaces: bool,
    /// The doubled full stop that a stripped reference or link leaves behind.
    pub doubled_stop: bool,
    /// The Latin presentation ligatures U+FB00 to U+FB06.
    pub ligatures: bool,
    /// The fullwidth forms of ASCII, outside Chinese, Japanese and Korean.
    pub width: bool,
    /// Three and more line feeds become two.
    pub blank_runs: bool,
    /// Blanks at both ends of the text are removed.
    pub trim: bool,
    /// What becomes of the edits of single rules, by their id (see [`RULES`](super::RULES)); those not named are applied.
    pub rules: BTreeMap<String, Action>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            form: Form::Nfc,
            entities: true,
            controls: true,
            line_ends: true,
            invisible: true,
            bidi: true,
            spaces: true,
            doubled_stop: true,
            ligatures: true,
            width: true,
            blank_runs: true,
            trim: true,
            rules: BTreeMap::new(),
        }
    }
}

/// What becomes of the edits of a rule.
///
/// ```
/// use unisono::unicode::{Action, Policy, edits};
///
/// let mut policy = Policy::default();
/// policy.rules.insert("invisible.soft-hyphen".to_owned(), Action::Off);
/// assert!(edits("Re\u{AD}form", &policy).is_empty());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Action {
    /// They are applied.
    #[default]
    On,
    /// The text stays, and nothing is said.
    Off,
    /// The text stays; the stage reports a suspect whose kind is the id of the rule, with the replacement as its suggestion.
    Flag,
}

/// A normalization form of the cleanup.
///
/// Those with a K take distinctions away (`km²` becomes `km2`, a no-break space a space): for text that is compared or
/// searched, never for text that is read. All but form C and none cost several passes over the text.
///
/// ```
/// use unisono::unicode::{Form, Policy, edits};
///
/// let policy = Policy { form: Form::None, ..Policy::default() };
/// assert!(edits("e\u{301}te\u{301}", &policy).is_empty());
/// let policy = Policy { form: Form::Nfd, ..Policy::default() };
/// assert_eq!(edits("né", &policy)[0].replacement, "e\u{301}");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Form {
    /// Canonical composition.
    #[default]
    Nfc,
    /// Canonical decomposition.
    Nfd,
    /// Compatibility composition.
    Nfkc,
    /// Compatibility decomposition.
    Nfkd,
    /// The text stays as it is.
    None,
}
