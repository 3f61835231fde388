//! What must hold for every text; single rules stand in `tests/cases/sentences.toml`.

mod oracle;
mod properties;
mod speed;
mod split;

use super::*;
use crate::language::Language;
