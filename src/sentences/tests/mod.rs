//! What must hold for every text; single rules stand in `tests/cases/sentences.toml`.

mod oracle;
mod properties;
mod speed;
mod split;

use super::*;
use crate::language::Language;

/// The sentences of `text` with the default options.
fn sentences(language: Language, text: &str) -> Vec<&str> {
    segment(text, &Rules::new(language)).map(|range| &text[range]).collect()
}
