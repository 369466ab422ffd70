//! Numbers as JSON spells them, exactly.

/// What a number is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Amount {
    /// A whole number, also when spelled `5.0` or `5e3`.
    Whole(i128),
    /// Has a fraction.
    Fraction,
    /// Whole, and beyond any type of number.
    Huge,
}

/// The longest whole number that is looked at. `UInt64` has 20 digits.
const MOST_DIGITS: usize = 30;

/// The worth of a number of RFC 8259. Anything else is [`Amount::Fraction`].
pub(in crate::app) fn amount(number: &str) -> Amount {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, whole) = whole
        .strip_prefix('-')
        .map_or((1, whole), |whole| (-1, whole));
    let fraction = fraction.trim_end_matches('0');
    let digits = [whole, fraction].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Amount::Whole(0);
    }
    let is_negative = exponent.starts_with('-');
    // An exponent that does not fit is beyond everything in its direction.
    let most = if is_negative {
        i64::MIN / 2
    } else {
        i64::MAX / 2
    };
    let exponent = exponent
        .parse()
        .unwrap_or(most)
        .clamp(i64::MIN / 2, i64::MAX / 2);
    let behind = exponent - i64::try_from(fraction.len()).unwrap_or(i64::MAX / 2);
    let significant = digits.trim_end_matches('0');
    let zeros = i64::try_from(digits.len() - significant.len()).unwrap_or(i64::MAX / 2) + behind;
    let Ok(zeros) = usize::try_from(zeros) else {
        return Amount::Fraction;
    };
    if significant.len().saturating_add(zeros) > MOST_DIGITS {
        return Amount::Huge;
    }
    let all = [significant, &"0".repeat(zeros)].concat();
    all.parse::<i128>()
        .map_or(Amount::Fraction, |worth| Amount::Whole(sign * worth))
}

#[cfg(test)]
mod tests {
    use super::{Amount, amount};

    #[test]
    fn a_number_is_worth_what_it_is_however_spelled() {
        for (number, worth) in [
            ("0", Amount::Whole(0)),
            ("-0.00", Amount::Whole(0)),
            ("5.0", Amount::Whole(5)),
            ("-12", Amount::Whole(-12)),
            ("1.5e1", Amount::Whole(15)),
            ("1500e-2", Amount::Whole(15)),
            ("1.5", Amount::Fraction),
            ("15e-2", Amount::Fraction),
            ("1e-999999999999999999999", Amount::Fraction),
            ("1e999999999999999999999", Amount::Huge),
            ("0e999999999999999999999", Amount::Whole(0)),
            (
                "18446744073709551615",
                Amount::Whole(18_446_744_073_709_551_615),
            ),
        ] {
            assert_eq!(amount(number), worth, "{number}");
        }
    }
}
