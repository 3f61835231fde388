//! Decimal numbers as strings of digits: nothing is rounded, and no float has a say.

/// A decimal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// At least one digit, no zero in front of others.
    whole: String,
    /// As written: zeros at its end stay.
    fraction: String,
}

impl Decimal {
    /// A number from its digits; what is no digit is left out.
    pub(crate) fn new(negative: bool, whole: &str, fraction: &str) -> Self {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let whole = digits(whole).trim_start_matches('0').to_owned();
        let whole = if whole.is_empty() { "0".to_owned() } else { whole };
        Self { negative, whole, fraction: digits(fraction) }
    }

    /// The number times ten to the power of `exponent`.
    pub(crate) fn times_ten_to(&self, exponent: i32) -> Self {
        let (mut whole, mut fraction) = (self.whole.clone(), self.fraction.clone());
        let places = exponent.unsigned_abs() as usize;
        if exponent >= 0 {
            while fraction.len() < places {
                fraction.push('0');
            }
            let rest = fraction.split_off(places);
            whole.push_str(&fraction);
            fraction = rest;
        } else {
            while whole.len() <= places {
                whole.insert(0, '0');
            }
            let moved = whole.split_off(whole.len() - places);
            fraction.insert_str(0, &moved);
        }
        Self::new(self.negative, &whole, &fraction)
    }

    /// The number without zeros at the end of its fraction.
    pub(crate) fn trimmed(mut self) -> Self {
        let digits = self.fraction.trim_end_matches('0').len();
        self.fraction.truncate(digits);
        self
    }

    /// Digits before the decimal mark.
    pub(crate) fn whole_digits(&self) -> usize {
        self.whole.len()
    }

    /// True from 2 on, and for minus 2 and below: what French counts as plural.
    pub(crate) fn at_least_two(&self) -> bool {
        self.whole.len() > 1 || !matches!(self.whole.as_str(), "0" | "1")
    }

    /// True for 1 without a fraction.
    pub(crate) fn is_one(&self) -> bool {
        self.whole == "1" && self.fraction.is_empty()
    }

    /// The number with a mark between groups of three digits, and the decimal mark.
    pub(crate) fn write(&self, group: &str, mark: char) -> String {
        let mut out = String::new();
        if self.negative {
            out.push('-');
        }
        for (at, digit) in self.whole.chars().enumerate() {
            if at > 0 && (self.whole.len() - at).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(digit);
        }
        if !self.fraction.is_empty() {
            out.push(mark);
            out.push_str(&self.fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(whole: &str, fraction: &str, exponent: i32) -> String {
        Decimal::new(false, whole, fraction).times_ten_to(exponent).trimmed().write(",", '.')
    }

    #[test]
    fn powers_of_ten_move_the_mark() {
        assert_eq!(moved("8", "8", 9), "8,800,000,000");
        assert_eq!(moved("1074", "3", 9), "1,074,300,000,000");
        assert_eq!(moved("8800000000", "", -9), "8.8");
        assert_eq!(moved("0", "5", 6), "500,000");
        assert_eq!(moved("5", "", -3), "0.005");
        assert_eq!(Decimal::new(true, "012", "50").write(" ", ','), "-12,50");
    }
}
