//! Days as a scheme knows them: office days, weekends, months back.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use domain::calendar::add_months;

/// A number of days after a day; before it, when negative.
pub(crate) fn plus(day: NaiveDate, n: i64) -> NaiveDate {
    day + TimeDelta::days(n)
}

/// A number of months after a day; before it, when negative.
pub(crate) fn months(day: NaiveDate, n: i32) -> NaiveDate {
    add_months(day, n)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The first Saturday or Sunday at or after a day: at most five days on.
pub(crate) fn weekend_from(day: NaiveDate) -> NaiveDate {
    (0..7).map(|n| plus(day, n)).find(|d| is_weekend(*d)).unwrap_or(day)
}

/// The last Saturday or Sunday at or before a day: at most five days back.
pub(crate) fn weekend_before(day: NaiveDate) -> NaiveDate {
    (0..7).map(|n| plus(day, -n)).find(|d| is_weekend(*d)).unwrap_or(day)
}

/// The first Monday to Friday at or after a day.
pub(crate) fn office(day: NaiveDate) -> NaiveDate {
    (0..7).map(|n| plus(day, n)).find(|d| !is_weekend(*d)).unwrap_or(day)
}

/// The last Monday to Friday at or before a day.
pub(crate) fn office_before(day: NaiveDate) -> NaiveDate {
    (0..7).map(|n| plus(day, -n)).find(|d| !is_weekend(*d)).unwrap_or(day)
}

/// The last such weekday at or before a day.
pub(crate) fn last(weekday: Weekday, day: NaiveDate) -> NaiveDate {
    (0..7).map(|n| plus(day, -n)).find(|d| d.weekday() == weekday).unwrap_or(day)
}
