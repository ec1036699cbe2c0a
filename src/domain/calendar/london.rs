//! The clock of the United Kingdom, without a time zone database.
//!
//! Instants are kept in UTC and shown as people's clocks show them. Summer time (UTC + 1 h) runs from 01:00
//! UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October, as it has since 1996 (Summer
//! Time Act 1972 as amended in 2002). Earlier years had other days; no instant of the scheme is that old.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// The instant, 01:00 UTC, at which the clocks change in `month` of `year`: its last Sunday.
fn change(year: i32, month: u32) -> Option<NaiveDateTime> {
    // March and October both have 31 days.
    let end = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = TimeDelta::days(i64::from(end.weekday().num_days_from_sunday()));
    end.checked_sub_signed(back)?.and_hms_opt(1, 0, 0)
}

/// Whether British Summer Time is in force at `utc`.
#[must_use]
pub fn is_summer_time(utc: DateTime<Utc>) -> bool {
    let at = utc.naive_utc();
    match (change(at.year(), 3), change(at.year(), 10)) {
        (Some(forward), Some(back)) => forward <= at && at < back,
        _ => false,
    }
}

/// What clocks in the United Kingdom show at `utc`.
#[must_use]
pub fn local(utc: DateTime<Utc>) -> NaiveDateTime {
    let at = utc.naive_utc();
    if is_summer_time(utc) { at.checked_add_signed(TimeDelta::hours(1)).unwrap_or(at) } else { at }
}

/// The day it is in the United Kingdom at `utc`: between midnight and 01:00 in summer, the day after the
/// UTC one.
#[must_use]
pub fn local_date(utc: DateTime<Utc>) -> NaiveDate {
    local(utc).date()
}

/// The instant at which clocks in the United Kingdom show `local`.
///
/// On the night the clocks go back, 01:00 to 01:59 happens twice: the first (summer time) is taken, so that
/// a deadline is never shown an hour too late. On the night they go forward, 01:00 to 01:59 does not happen:
/// such a time is read as though the clock had not been put on yet, so 01:30 is the instant shown as 02:30.
#[must_use]
pub fn to_utc(local: NaiveDateTime) -> DateTime<Utc> {
    let as_summer = local.checked_sub_signed(TimeDelta::hours(1)).unwrap_or(local).and_utc();
    if is_summer_time(as_summer) { as_summer } else { local.and_utc() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[rstest]
    #[case("2026-11-22 16:10", "2026-11-22 16:10")]
    #[case("2026-07-01 09:00", "2026-07-01 10:00")]
    #[case("2026-06-30 23:30", "2026-07-01 00:30")]
    // Forward on Sunday 29 March 2026.
    #[case("2026-03-29 00:59", "2026-03-29 00:59")]
    #[case("2026-03-29 01:00", "2026-03-29 02:00")]
    // Back on Sunday 25 October 2026.
    #[case("2026-10-25 00:59", "2026-10-25 01:59")]
    #[case("2026-10-25 01:00", "2026-10-25 01:00")]
    // Months that end on a Sunday, and other years.
    #[case("2024-03-31 01:00", "2024-03-31 02:00")]
    #[case("2024-10-27 01:00", "2024-10-27 01:00")]
    #[case("2027-03-28 00:59", "2027-03-28 00:59")]
    #[case("2027-10-31 00:59", "2027-10-31 01:59")]
    #[case("2027-10-31 01:00", "2027-10-31 01:00")]
    fn clocks_show(#[case] utc: &str, #[case] shown: &str) {
        assert_eq!(local(at(utc).and_utc()), at(shown));
    }

    #[rstest]
    #[case("2026-03-29 00:59", "2026-03-29 00:59")]
    #[case("2026-03-29 01:00", "2026-03-29 01:00")] // does not exist, shown as 02:00
    #[case("2026-03-29 01:59", "2026-03-29 01:59")] // does not exist, shown as 02:59
    #[case("2026-03-29 02:00", "2026-03-29 01:00")]
    #[case("2026-10-25 00:59", "2026-10-24 23:59")]
    #[case("2026-10-25 01:00", "2026-10-25 00:00")] // happens twice, the first
    #[case("2026-10-25 01:59", "2026-10-25 00:59")] // happens twice, the first
    #[case("2026-10-25 02:00", "2026-10-25 02:00")]
    #[case("2026-12-31 23:59", "2026-12-31 23:59")]
    fn a_clock_time_is_one_instant(#[case] shown: &str, #[case] utc: &str) {
        assert_eq!(to_utc(at(shown)).naive_utc(), at(utc));
    }

    #[test]
    fn the_day_turns_at_local_midnight() {
        assert_eq!(local_date(at("2026-06-30 22:59").and_utc()), at("2026-06-30 00:00").date());
        assert_eq!(local_date(at("2026-06-30 23:00").and_utc()), at("2026-07-01 00:00").date());
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for end in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let _ = (local(end.and_utc()), to_utc(end));
        }
    }

    proptest! {
        /// Every instant comes back, but for the second pass through the hour that happens twice.
        #[test]
        fn showing_and_reading_agree(minutes in 0i64..60 * 24 * 366 * 10) {
            let utc = (at("2020-01-01 00:00") + TimeDelta::minutes(minutes)).and_utc();
            let again = to_utc(local(utc));
            prop_assert!(again == utc || again == utc - TimeDelta::hours(1) && !is_summer_time(utc));
            prop_assert_eq!(local(again), local(utc));
        }
    }
}
