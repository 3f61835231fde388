//! The exponential and the logarithm by polynomials: the same bits on every platform.

/// e to the power `x`, to about 1e-12 relative; 0 below -700, the value at 700 above.
pub fn exp(x: f64) -> f64 {
    if x < -700.0 || x.is_nan() {
        return 0.0;
    }
    let x = x.min(700.0);
    let power = (x * std::f64::consts::LOG2_E).round();
    let rest = x - power * std::f64::consts::LN_2;
    // Taylor's series; the rest is at most ln(2)/2, so that twelve terms leave 1e-14.
    let mut sum = 1.0;
    for term in (1..=12).rev() {
        sum = 1.0 + sum * rest / f64::from(term);
    }
    sum * f64::from_bits(((power as i64 + 1023) as u64) << 52)
}

/// The natural logarithm of a positive, normal number, to about 1e-12; 0 for anything else.
pub fn ln(x: f64) -> f64 {
    if !x.is_normal() || x < 0.0 {
        return 0.0;
    }
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7FF).cast_signed() - 1023;
    let mut mantissa = f64::from_bits((bits & 0x000F_FFFF_FFFF_FFFF) | (1023 << 52));
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1;
    }
    // ln m = 2 artanh((m - 1) / (m + 1)); the argument is at most 0.172.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    for odd in (0..8).rev() {
        sum = sum * square + 1.0 / f64::from(2 * odd + 1);
    }
    2.0 * ratio * sum + exponent as f64 * std::f64::consts::LN_2
}

/// The probability whose log-odds are `x`.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// The log-odds of a probability, cut at 0.001 and 0.999.
pub fn logit(p: f64) -> f64 {
    let p = p.clamp(0.001, 0.999);
    ln(p / (1.0 - p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_with_the_platform() {
        for step in -3000..3000 {
            let x = f64::from(step) / 100.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-11, "exp({x})");
            let y = x.exp();
            assert!((ln(y) - y.ln()).abs() < 1e-10, "ln({y})");
        }
        assert_eq!((exp(-1e9), exp(f64::NAN), ln(0.0), ln(-1.0)), (0.0, 0.0, 0.0, 0.0));
        assert!((logistic(logit(0.3)) - 0.3).abs() < 1e-12);
    }
}
