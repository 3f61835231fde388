//! Quantities: read by the rules of one language, written by those of another.
//!
//! An engine never sees them: a figure without meaning travels in the place of each, and the quantity is put back in
//! the target's way of writing. An answer in which a figure is missing or stands twice is not used.

mod calendar;
mod cursor;
mod decimal;
mod read;
mod words;
mod write;

use std::ops::Range;

use decimal::Decimal;
pub(super) use read::quantities;
use words::Currency;
pub(super) use write::put_back;

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) range: Range<usize>,
    pub(super) value: Value,
}

/// What a quantity says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A number, `value` times ten to the power of `power`.
    Amount {
        value: Decimal,
        power: u32,
        currency: Option<Currency>,
        percent: bool,
        /// Something counted follows: `de` in French and Spanish.
        of: bool,
    },
    /// A day of a month; `adverbial` when it says when something happens (`on`, `le`, `el`).
    Date { day: String, month: usize, year: Option<String>, adverbial: bool },
    /// A time of day, by 24 hours.
    Time { hour: u32, minute: String },
}

impl Value {
    /// What an engine sees in its place: a figure, with what its grammar should know.
    pub(super) fn stand_in(&self, figure: &str) -> String {
        match self {
            Self::Amount { percent: true, .. } => format!("{figure}%"),
            Self::Amount { currency: Some(_), .. } => format!("{figure} euros"),
            _ => figure.to_owned(),
        }
    }
}
