//! The crate's own detector: a linear model over hashed sequences of letters.

pub(crate) mod features;
pub(crate) mod fold;
pub(crate) mod model;

use features::ROWS;
use model::{CLASSES, HEADER, Model, Sums};

use super::Language;

/// The file that `unisono-tools language` writes.
static FILE: &[u8; HEADER + ROWS * CLASSES] = include_bytes!("../../../dictionaries/language/ngrams.bin");

/// Language of each class; the groups of others have none.
pub const CLASS_LANGUAGES: [Option<Language>; CLASSES] = [
    Some(Language::EN),
    Some(Language::FR),
    Some(Language::ES),
    Some(Language::of(*b"pt\0")),
    Some(Language::of(*b"it\0")),
    Some(Language::of(*b"ca\0")),
    Some(Language::of(*b"gl\0")),
    Some(Language::of(*b"ro\0")),
    Some(Language::of(*b"de\0")),
    Some(Language::of(*b"nl\0")),
    None,
    None,
    None,
    None,
    None,
    None,
];
