//! Calendar months: stepping by them, counting them, and naming one.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// `n` months after `day` (before, when negative): the same day of that month, or its last day when it has
/// no such day (2.H 5, the rule the Information Commissioner gives for one-month limits). Stops at the ends
/// of the calendar.
#[must_use]
pub fn add_months(day: NaiveDate, n: i32) -> NaiveDate {
    let step = Months::new(n.unsigned_abs());
    if n < 0 {
        day.checked_sub_months(step).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_months(step).unwrap_or(NaiveDate::MAX)
    }
}

/// Whole months from `from` to `to`: the largest `n` for which `add_months(from, n)` is not after `to`, so
/// counting and stepping agree (31 January to 28 February is one month). Counted the other way, and
/// negative, when `to` is the earlier day.
#[must_use]
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -months_between(to, from);
    }
    let n = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    if add_months(from, n) <= to { n } else { n - 1 }
}

/// One month of one year, such as October 2026. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    /// INVARIANT: 1 to 12.
    month: u32,
}

/// The month in which `day` lies.
#[must_use]
pub fn month_of(day: NaiveDate) -> Month {
    Month { year: day.year(), month: day.month() }
}

impl Month {
    /// The year, such as 2026.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The number of the month in its year, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.month
    }

    /// The first day of the month.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last day of the month.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let next = add_months(self.first(), 1);
        next.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
    }

    /// How many days the month has, 28 to 31.
    #[must_use]
    pub fn days(self) -> u32 {
        self.last().day()
    }

    /// The month `n` months later (earlier, when negative).
    #[must_use]
    pub fn plus(self, n: i32) -> Month {
        month_of(add_months(self.first(), n))
    }

    /// Whether `day` lies in this month.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        month_of(day) == self
    }

    /// The name in English, such as "October".
    #[must_use]
    pub fn name(self) -> &'static str {
        super::words::month_name(self.month)
    }
}

/// "October 2026".
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name(), self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn d(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2026-01-15", 1, "2026-02-15")]
    #[case("2026-01-31", 1, "2026-02-28")]
    #[case("2028-01-31", 1, "2028-02-29")]
    #[case("2026-08-31", 1, "2026-09-30")]
    #[case("2026-11-22", 12, "2027-11-22")]
    #[case("2028-02-29", 12, "2029-02-28")]
    #[case("2026-03-31", -1, "2026-02-28")]
    #[case("2026-11-22", 0, "2026-11-22")]
    fn a_month_step_keeps_the_day_or_takes_the_last(#[case] day: &str, #[case] n: i32, #[case] then: &str) {
        assert_eq!(add_months(d(day), n), d(then));
    }

    #[rstest]
    #[case("2026-01-31", "2026-02-27", 0)]
    #[case("2026-01-31", "2026-02-28", 1)]
    #[case("2025-02-03", "2026-11-02", 20)]
    #[case("2025-02-03", "2026-11-03", 21)]
    #[case("2026-11-03", "2025-02-03", -21)]
    #[case("2026-11-22", "2026-11-21", 0)]
    fn months_are_counted_whole(#[case] from: &str, #[case] to: &str, #[case] n: i32) {
        assert_eq!(months_between(d(from), d(to)), n);
    }

    #[test]
    fn a_month_knows_its_ends() {
        let feb = month_of(d("2028-02-10"));
        assert_eq!((feb.first(), feb.last(), feb.days()), (d("2028-02-01"), d("2028-02-29"), 29));
        assert_eq!(feb.plus(-2).to_string(), "December 2027");
        assert!(feb.contains(d("2028-02-29")) && !feb.contains(d("2028-03-01")));
        assert!(feb.plus(-1) < feb && feb < feb.plus(11));
        assert_eq!((feb.year(), feb.number()), (2028, 2));
    }

    proptest! {
        #[test]
        fn counting_months_undoes_stepping(day in 0i64..73_000, n in 0i32..600) {
            let day = d("1900-01-01") + chrono::Duration::days(day);
            let then = add_months(day, n);
            prop_assert_eq!(months_between(day, then), n);
            prop_assert_eq!(months_between(day, then.pred_opt().unwrap()).max(0), (n - 1).max(0));
        }

        #[test]
        fn no_step_panics(n in any::<i32>()) {
            let _ = add_months(d("2026-11-22"), n);
            let _ = month_of(d("2026-11-22")).plus(n).last();
        }
    }
}
