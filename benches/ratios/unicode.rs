//! Unicode cleanup, normalization and typography against its peers and yardsticks.

use super::Ratio;

pub const RATIOS: &[Ratio] = &[];
