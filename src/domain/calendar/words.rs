//! Dates, times and lengths in the words every screen uses. Plain ASCII, English, day before month.
//!
//! Every date printed here is read back by [`crate::entry::date::parse`], and every length by
//! [`crate::entry::duration::parse`].

use super::add_months;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc, Weekday};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the past without its year is unmistakable for this many months.
const YEAR_IS_PLAIN_MONTHS: i32 = 11;

/// A day to come without its year is unmistakable for this many: further off it reads like one that has just gone by.
const YEAR_TO_COME_IS_PLAIN_MONTHS: i32 = 6;

/// The English name of month 1 to 12. Other numbers have no name and give "".
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    month.checked_sub(1).and_then(|i| MONTHS.get(i as usize)).copied().unwrap_or("")
}

/// The English name of a weekday, such as "Saturday".
#[must_use]
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn short_month(date: NaiveDate) -> &'static str {
    month_name(date.month()).get(..3).unwrap_or("")
}

fn short_weekday(date: NaiveDate) -> &'static str {
    weekday_name(date.weekday()).get(..3).unwrap_or("")
}

/// "Saturday 24 October 2026".
#[must_use]
pub fn long(date: NaiveDate) -> String {
    format!("{} {}", weekday_name(date.weekday()), day_month_year(date))
}

/// "24 October 2026", for sentences that need no day of the week, such as a date of birth.
#[must_use]
pub fn day_month_year(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// "Sat 24 Oct"; with its year, "Sat 24 Oct 2025", when more than eleven months before `today` or more than six after.
#[must_use]
pub fn short(date: NaiveDate, today: NaiveDate) -> String {
    let near = add_months(today, -YEAR_IS_PLAIN_MONTHS)..=add_months(today, YEAR_TO_COME_IS_PLAIN_MONTHS);
    if near.contains(&date) {
        format!("{} {} {}", short_weekday(date), date.day(), short_month(date))
    } else {
        short_with_year(date)
    }
}

/// "Sat 24 Oct 2026", for lists and papers that will be read on another day.
#[must_use]
pub fn short_with_year(date: NaiveDate) -> String {
    format!("{} {} {} {}", short_weekday(date), date.day(), short_month(date), date.year())
}

/// "24/10/2026": what a date field is filled with for editing, since it reads back the same whatever day it
/// is and whichever side the field leans to.
#[must_use]
pub fn numeric(date: NaiveDate) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// "today", "tomorrow", "yesterday", "in 5 days", "30 days ago".
#[must_use]
pub fn relative(date: NaiveDate, today: NaiveDate) -> String {
    match date.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        n if n > 0 => format!("in {n} days"),
        n => format!("{} days ago", -n),
    }
}

/// "16:10", the 24-hour clock, seconds dropped.
#[must_use]
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A length in minutes: "3 h", "2 h 30 min", "45 min", "0 min".
#[must_use]
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}

/// What is left of a running clock: "6 h 12 min left", "2 d 3 h left" from 48 hours on, "less than 1 min
/// left", "due now", and once passed "passed 2 h 5 min ago". Parts of a minute are dropped, so it never
/// shows more time than there is.
#[must_use]
pub fn left(now: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let seconds = until.signed_duration_since(now).num_seconds();
    match seconds {
        0 => "due now".to_owned(),
        1..60 => "less than 1 min left".to_owned(),
        60.. => format!("{} left", span(seconds / 60)),
        -59..0 => "passed less than 1 min ago".to_owned(),
        _ => format!("passed {} ago", span(-seconds / 60)),
    }
}

/// A span of whole minutes, in days and hours from two days on.
fn span(minutes: i64) -> String {
    match (minutes / 60, minutes / (24 * 60)) {
        (hours, days @ 2..) if hours % 24 == 0 => format!("{days} d"),
        (hours, days @ 2..) => format!("{days} d {} h", hours % 24),
        _ => duration(u32::try_from(minutes).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn d(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_in_words() {
        let (day, today) = (d("2026-10-24"), d("2026-11-22"));
        assert_eq!(long(day), "Saturday 24 October 2026");
        assert_eq!(day_month_year(day), "24 October 2026");
        assert_eq!(short(day, today), "Sat 24 Oct");
        assert_eq!(short_with_year(day), "Sat 24 Oct 2026");
        assert_eq!(numeric(d("2026-03-05")), "5/3/2026");
        assert_eq!((month_name(0), month_name(12), month_name(13)), ("", "December", ""));
    }

    #[rstest]
    #[case("2025-12-21", "Sun 21 Dec 2025")]
    #[case("2025-12-22", "Mon 22 Dec")]
    #[case("2027-05-22", "Sat 22 May")]
    #[case("2027-05-23", "Sun 23 May 2027")]
    #[case("2027-10-22", "Fri 22 Oct 2027")] // "Fri 22 Oct" would read like last month's
    #[case("2025-10-24", "Fri 24 Oct 2025")]
    fn the_year_is_shown_where_a_day_could_be_taken_for_another_years(
        #[case] date: &str,
        #[case] shown: &str,
    ) {
        assert_eq!(short(d(date), d("2026-11-22")), shown);
    }

    #[rstest]
    #[case("2026-11-22", "today")]
    #[case("2026-11-23", "tomorrow")]
    #[case("2026-11-21", "yesterday")]
    #[case("2026-11-24", "in 2 days")]
    #[case("2026-11-20", "2 days ago")]
    #[case("2026-10-23", "30 days ago")]
    fn how_far_away(#[case] date: &str, #[case] shown: &str) {
        assert_eq!(relative(d(date), d("2026-11-22")), shown);
    }

    #[test]
    fn times_and_lengths() {
        assert_eq!(time(NaiveTime::from_hms_opt(16, 10, 59).unwrap()), "16:10");
        assert_eq!(time(NaiveTime::from_hms_opt(9, 5, 0).unwrap()), "09:05");
        assert_eq!(duration(0), "0 min");
        assert_eq!(duration(59), "59 min");
        assert_eq!(duration(60), "1 h");
        assert_eq!(duration(150), "2 h 30 min");
    }

    #[rstest]
    #[case(6 * 3600 + 12 * 60, "6 h 12 min left")]
    #[case(6 * 3600 + 12 * 60 + 59, "6 h 12 min left")]
    #[case(60, "1 min left")]
    #[case(59, "less than 1 min left")]
    #[case(1, "less than 1 min left")]
    #[case(0, "due now")]
    #[case(-1, "passed less than 1 min ago")]
    #[case(-60, "passed 1 min ago")]
    #[case(-(2 * 3600 + 300), "passed 2 h 5 min ago")]
    #[case(48 * 3600 - 60, "47 h 59 min left")]
    #[case(48 * 3600, "2 d left")]
    #[case(75 * 3600 + 600, "3 d 3 h left")]
    fn a_clock_running(#[case] seconds: i64, #[case] shown: &str) {
        let now = d("2026-11-23").and_hms_opt(9, 58, 0).unwrap().and_utc();
        assert_eq!(left(now, now + chrono::TimeDelta::seconds(seconds)), shown);
    }
}
