//! The name of a rule and its confidence.

use super::layer::CONFIDENCE_UNIT;

/// The name of a rule and how sure it is of the edit at hand.
///
/// A plain `&'static str` converts to a rule that is certain.
///
/// ```
/// use unisono::stage::Rule;
/// assert_eq!(Rule::from("space.doubled").confidence(), 1.0);
/// assert_eq!(Rule::new("related").sure(0.9).confidence(), 0.9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    name: &'static str,
    /// Ten-thousandths.
    confidence: u16,
}

impl Rule {
    /// A rule that is certain. The name is its stable id, unique within its stage: `space.doubled-stop`.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("nfc").name(), "nfc");
    /// ```
    pub const fn new(name: &'static str) -> Self {
        Self { name, confidence: CONFIDENCE_UNIT as u16 }
    }

    /// The same rule with another confidence, 0 to 1; it is kept to four decimals.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("related").sure(7.0).confidence(), 1.0);
    /// ```
    #[must_use]
    pub const fn sure(mut self, confidence: f32) -> Self {
        // A NaN is no confidence at all.
        let confidence = if confidence.is_nan() { 0.0 } else { confidence.clamp(0.0, 1.0) };
        self.confidence = (confidence * CONFIDENCE_UNIT + 0.5) as u16;
        self
    }

    /// Its stable id.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("nfc").name(), "nfc");
    /// ```
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Probability that the edit is right, 0 to 1.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("nfc").confidence(), 1.0);
    /// ```
    pub const fn confidence(self) -> f32 {
        self.confidence as f32 / CONFIDENCE_UNIT
    }

    pub(crate) const fn ten_thousandths(self) -> u16 {
        self.confidence
    }
}

impl From<&'static str> for Rule {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}
