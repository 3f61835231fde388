//! Mojibake: UTF-8 that was read in another character set, and is repaired where that is certain.
//!
//! `cafÃ©` is `café` in UTF-8, read as windows-1252. A repair is as small as can be: the characters that stand for others,
//! not the word or the line, so that lines of which only a part is broken come out whole. What is around decides, and
//! what else is in the line: text in which the same characters mean what they are stays. Known are windows-1252 (with
//! Latin-1), `MacRoman`, windows-1250, -1251, -1254, -1257, Latin-2 and the code pages 437 and 850; text that was misread up
//! to three times; no-break spaces that have become spaces, lost bytes (U+FFFD says where), and mojibake in HTML entities.
//!
//! ```
//! use unisono::unicode::mojibake::{repair, repairs};
//!
//! let text = "Le café a Ã©tÃ© rÃ©nové, dit l‚Äôarchitecte.";
//! assert_eq!(repair(text), "Le café a été rénové, dit l’architecte.");
//! let first = &repairs(text)[0];
//! assert_eq!((&text[first.range.clone()], &*first.replacement, first.rule), ("Ã©", "é", "mojibake.cp1252"));
//! ```
//!
//! Clean text is read once and costs next to nothing.

mod charset;
mod control;
mod entity;
mod gate;
mod judge;
mod kind;
mod levels;
mod pass;
mod run;
mod stage;
mod unit;

use std::borrow::Cow;
use std::ops::Range;

pub use stage::Mojibake;

/// Misread more than once.
const DOUBLE: &str = "mojibake.double";

/// windows-1252 that was read as Latin-1.
const BYTES: &str = "mojibake.cp1252-bytes";

/// A byte is gone.
const LOST: &str = "mojibake.lost-byte";

/// Every rule of the capability: its id, stable across versions, and what it does in one line.
///
/// ```
/// use unisono::unicode::mojibake::RULES;
///
/// assert!(RULES.iter().any(|(id, _)| *id == "mojibake.cp1252"));
/// ```
pub const RULES: &[(&str, &str)] = &[
    ("mojibake.cp1252", "UTF-8 that was read as windows-1252 is read as UTF-8"),
    ("mojibake.latin-1", "UTF-8 that was read as Latin-1, with C1 controls in it, is read as UTF-8"),
    ("mojibake.macroman", "UTF-8 that was read as MacRoman is read as UTF-8"),
    ("mojibake.cp1250", "UTF-8 that was read as windows-1250 is read as UTF-8"),
    ("mojibake.latin-2", "UTF-8 that was read as Latin-2 is read as UTF-8"),
    ("mojibake.cp1254", "UTF-8 that was read as windows-1254 is read as UTF-8"),
    ("mojibake.cp1257", "UTF-8 that was read as windows-1257 is read as UTF-8"),
    ("mojibake.cp1251", "UTF-8 that was read as windows-1251 is read as UTF-8"),
    ("mojibake.cp437", "UTF-8 that was read as code page 437 is read as UTF-8"),
    ("mojibake.cp850", "UTF-8 that was read as code page 850 is read as UTF-8"),
    (DOUBLE, "text that was misread two or three times is read as UTF-8"),
    (
        LOST,
        "a misread character of which a byte is lost becomes U+FFFD, or the quotation mark that it must have been",
    ),
    (BYTES, "an ellipsis of windows-1252 that was read as a C1 control, in a line with other such controls"),
    ("mojibake.macroman-bytes", "MacRoman letters that were read as C1 controls become letters"),
];

/// How many times a text may have been misread.
pub(crate) const MOST_LEVELS: u8 = 3;

/// One repair.
///
/// ```
/// use unisono::unicode::mojibake::repairs;
///
/// let found = repairs("El aÃ±o");
/// assert_eq!((found[0].range.clone(), &*found[0].replacement), (4..8, "ñ"));
/// assert_eq!((found[0].rule, found[0].levels), ("mojibake.cp1252", 1));
/// assert!(found[0].confidence > 0.9);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Repair {
    /// Bytes of the text that is repaired.
    pub range: Range<usize>,
    /// What they stand for.
    pub replacement: String,
    /// The id of the rule, one of [`RULES`].
    pub rule: &'static str,
    /// Probability that the repair is right, 0 to 1.
    pub confidence: f32,
    /// How many times the text was misread, 1 to 3.
    pub levels: u8,
}

/// Every repair of a text: sorted, disjoint, on character boundaries. Clean text allocates nothing.
///
/// ```
/// use unisono::unicode::mojibake::repairs;
///
/// assert_eq!(repairs("dâ€™un cÃ´tÃ©").len(), 3);
/// assert!(repairs("« CAFÉ » et NESTLÉ® à 12 € — déjà vu…").is_empty());
/// ```
pub fn repairs(text: &str) -> Vec<Repair> {
    levels::repairs(text, MOST_LEVELS)
}

/// The repaired text; borrowed when there is nothing to repair.
///
/// ```
/// use std::borrow::Cow;
/// use unisono::unicode::mojibake::repair;
///
/// assert_eq!(repair("SÃƒÂ£o Paulo, MÃ¼nchen, innovaci√≥n"), "São Paulo, München, innovación");
/// assert!(matches!(repair("São Paulo"), Cow::Borrowed(_)));
/// ```
pub fn repair(text: &str) -> Cow<'_, str> {
    let repairs = repairs(text);
    if repairs.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(levels::apply(text, 0..text.len(), &repairs))
    }
}

/// Whether a text may hold mojibake: a cheap test that never misses any, and is rarely wrong about clean text.
///
/// ```
/// use unisono::unicode::mojibake::is_suspect;
///
/// assert!(is_suspect("cafÃ©"));
/// assert!(!is_suspect("Le café est déjà fermé : « à demain »."));
/// ```
pub fn is_suspect(text: &str) -> bool {
    gate::next(text, 0).is_some()
}

#[cfg(test)]
mod tests;
