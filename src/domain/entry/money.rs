//! Amounts of money, in whole pence.

use super::{EntryError, short_line};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in pence. Printed as `£12.40`, or `-£12.40` when below nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pence(pub i64);

/// The largest amount that can be typed, £99,999.99: no claim of a visitor comes near it.
pub const LARGEST: Pence = Pence(9_999_999);

const EXAMPLES: &str = "an amount such as 12.40, £12.40 or 12";

impl Pence {
    /// Nothing to pay.
    pub const ZERO: Pence = Pence(0);

    /// The sum, or `None` when it cannot be held.
    #[must_use]
    pub fn checked_add(self, other: Pence) -> Option<Pence> {
        self.0.checked_add(other.0).map(Pence)
    }

    /// The difference, or `None` when it cannot be held.
    #[must_use]
    pub fn checked_sub(self, other: Pence) -> Option<Pence> {
        self.0.checked_sub(other.0).map(Pence)
    }

    /// So many times the amount, or `None` when it cannot be held.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Pence> {
        self.0.checked_mul(times).map(Pence)
    }

    /// The sum of all `amounts`, or `None` when it cannot be held.
    #[must_use]
    pub fn checked_sum(amounts: impl IntoIterator<Item = Pence>) -> Option<Pence> {
        amounts.into_iter().try_fold(Pence::ZERO, Pence::checked_add)
    }
}

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pence = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}£{}.{:02}", pence / 100, pence % 100))
    }
}

/// Reads a typed amount, from nothing to [`LARGEST`]: `12.40`, `£12.40`, `12` (pounds), `1,250.00`, `90p`.
///
/// # Errors
/// A sentence that says what is wrong: `12.4` is refused because it could be 12.40 or 12.04, an amount below
/// nothing because claims only add, and anything that is not an amount.
pub fn parse(text: &str) -> Result<Pence, EntryError> {
    short_line(text, EXAMPLES)?;
    let typed = text.trim().to_lowercase();
    let fail = |sentence: String| Err(EntryError::whole(sentence, text));
    if typed.starts_with(['-', '−']) {
        return fail(format!("An amount cannot be below nothing. Type {EXAMPLES}."));
    }
    let amount = if let Some(pence) = typed.strip_suffix('p') {
        whole(pence.trim_end())
    } else {
        let pounds = typed.strip_prefix('£').unwrap_or(&typed).trim_start();
        match pounds.split_once('.') {
            None => whole(pounds).and_then(|pounds| pounds.checked_mul(100)),
            Some((_, pence)) if pence.len() != 2 => {
                return fail(format!("Pence take two figures after the point. Type {EXAMPLES}."));
            }
            Some((pounds, pence)) if !pence.contains(',') => whole(pounds)
                .zip(whole(pence))
                .and_then(|(pounds, pence)| pounds.checked_mul(100)?.checked_add(pence)),
            Some(_) => None,
        }
    };
    match amount.map(Pence) {
        Some(amount) if amount > LARGEST => fail(format!("That is more than {LARGEST}. Type {EXAMPLES}.")),
        Some(amount) => Ok(amount),
        None => fail(format!("That is not an amount of money. Type {EXAMPLES}.")),
    }
}

/// Figures with or without commas between thousands, up to 999,999,999.
fn whole(figures: &str) -> Option<i64> {
    let mut groups = figures.split(',');
    let mut joined = groups.next()?.to_owned();
    let first = joined.len();
    for group in groups {
        if group.len() != 3 || first > 3 {
            return None;
        }
        joined.push_str(group);
    }
    let plain = first > 0 && joined.len() <= 9 && joined.bytes().all(|b| b.is_ascii_digit());
    if plain { joined.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("12.40", 1240)]
    #[case("£12.40", 1240)]
    #[case("£ 12.40", 1240)]
    #[case("12", 1200)]
    #[case("0.05", 5)]
    #[case("90p", 90)]
    #[case("0", 0)]
    #[case("1,250.00", 125_000)]
    #[case("99999.99", 9_999_999)]
    fn amounts_read(#[case] typed: &str, #[case] pence: i64) {
        assert_eq!(parse(typed), Ok(Pence(pence)));
    }

    #[rstest]
    #[case("12.4", "Pence take two figures after the point.")]
    #[case("12.", "Pence take two figures after the point.")]
    #[case("12.405", "Pence take two figures after the point.")]
    #[case("-3", "An amount cannot be below nothing.")]
    #[case("100000", "That is more than £99999.99.")]
    #[case("1,25", "That is not an amount of money.")]
    #[case("1250,000", "That is not an amount of money.")]
    #[case("12 40", "That is not an amount of money.")]
    #[case(".50", "That is not an amount of money.")]
    #[case("$12", "That is not an amount of money.")]
    #[case("99999999999999999999", "That is not an amount of money.")]
    fn amounts_refused(#[case] typed: &str, #[case] start: &str) {
        let error = parse(typed).unwrap_err();
        assert_eq!(error.sentence(), format!("{start} Type an amount such as 12.40, £12.40 or 12."));
    }

    #[test]
    fn amounts_print_in_pounds() {
        assert_eq!(Pence(1240).to_string(), "£12.40");
        assert_eq!(Pence(5).to_string(), "£0.05");
        assert_eq!(Pence(-1240).to_string(), "-£12.40");
        assert_eq!(Pence(i64::MIN).to_string(), "-£92233720368547758.08");
        assert_eq!(format!("{:>8}", Pence(5)), "   £0.05");
    }

    #[test]
    fn sums_that_cannot_be_held_are_none() {
        assert_eq!(Pence(1).checked_add(Pence(2)), Some(Pence(3)));
        assert_eq!(Pence(i64::MAX).checked_add(Pence(1)), None);
        assert_eq!(Pence(i64::MIN).checked_sub(Pence(1)), None);
        assert_eq!(Pence(i64::MAX).checked_mul(2), None);
        assert_eq!(Pence::checked_sum([Pence(45), Pence(55)]), Some(Pence(100)));
        assert_eq!(Pence::checked_sum([]), Some(Pence::ZERO));
    }

    proptest! {
        #[test]
        fn every_amount_shown_reads_back(pence in 0..=LARGEST.0) {
            prop_assert_eq!(parse(&Pence(pence).to_string()), Ok(Pence(pence)));
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}", near in "[0-9.,£p -]{0,14}") {
            let _ = (parse(&text), parse(&near));
        }
    }
}
