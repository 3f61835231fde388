//! Sentences and glued words against its peers and yardsticks.

use super::Ratio;

pub const RATIOS: &[Ratio] = &[];
