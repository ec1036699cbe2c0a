//! Time limits: which day is still in time, and from which day something is late.

use super::add_months;
use chrono::{Days, NaiveDate};

/// The last day still in time when something is due within `days` days of the day it was `received`:
/// that day plus `days`, inclusive. "Within 3 weeks" is `within_days(received, 21)` (2.H 1, R39). The clock
/// starts on the day received, not the day typed (2.H 2).
#[must_use]
pub fn within_days(received: NaiveDate, days: u32) -> NaiveDate {
    received.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// The last day still in time when something is due within `months` calendar months of `received`: the same
/// day of that month, or its last (2.H 5).
#[must_use]
pub fn within_months(received: NaiveDate, months: u32) -> NaiveDate {
    add_months(received, i32::try_from(months).unwrap_or(i32::MAX))
}

/// The first day on which something is overdue whose last day in time was `last_day` (2.H 1: day 22 of 21).
#[must_use]
pub fn overdue_from(last_day: NaiveDate) -> NaiveDate {
    last_day.succ_opt().unwrap_or(NaiveDate::MAX)
}

/// How many days overdue something is on `today` whose last day in time was `last_day`. 0 while in time.
#[must_use]
pub fn days_overdue(last_day: NaiveDate, today: NaiveDate) -> i64 {
    today.signed_duration_since(last_day).num_days().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn day_21_is_in_time_and_day_22_is_overdue() {
        let last = within_days(d("2026-10-30"), 21);
        assert_eq!(last, d("2026-11-20"));
        assert_eq!(overdue_from(last), d("2026-11-21"));
        assert_eq!(days_overdue(last, d("2026-11-19")), 0);
        assert_eq!(days_overdue(last, d("2026-11-20")), 0);
        assert_eq!(days_overdue(last, d("2026-11-21")), 1);
        assert_eq!(days_overdue(last, d("2026-11-23")), 3);
    }

    #[test]
    fn within_no_days_is_the_day_itself() {
        assert_eq!(within_days(d("2026-10-30"), 0), d("2026-10-30"));
    }

    #[test]
    fn month_limits_end_on_the_same_day_or_the_last() {
        assert_eq!(within_months(d("2026-08-31"), 3), d("2026-11-30"));
        assert_eq!(within_months(d("2026-08-14"), 3), d("2026-11-14"));
    }

    #[test]
    fn limits_beyond_the_calendar_stop_at_its_end() {
        assert_eq!(within_days(d("2026-10-30"), u32::MAX), NaiveDate::MAX);
        assert_eq!(within_months(d("2026-10-30"), u32::MAX), NaiveDate::MAX);
        assert_eq!(overdue_from(NaiveDate::MAX), NaiveDate::MAX);
    }
}
