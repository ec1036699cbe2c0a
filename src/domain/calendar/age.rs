//! Birthdays and ages, both from one rule, so that they can never disagree.

use chrono::{Datelike, NaiveDate};

/// The day on which someone born on `dob` reaches the age of `n` years.
///
/// Someone born on 29 February has their birthday on 1 March in a common year: they have not lived the
/// whole of the year before that day begins (2.H 6). Because practice differs, ask a person to look when
/// [`born_on_leap_day`] is true. `birthday(dob, 0)` is `dob`. Years beyond the calendar's ends stop there.
#[must_use]
pub fn birthday(dob: NaiveDate, n: i32) -> NaiveDate {
    let year = dob.year().saturating_add(n);
    dob.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(if n < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// Age in whole years on `day`: the number of the last birthday reached, counted from 00:00 of that day
/// (2.H 6; Family Law Reform Act 1969 s.9). Negative when `day` is before `dob`.
#[must_use]
pub fn age_on(dob: NaiveDate, day: NaiveDate) -> i32 {
    let years = day.year() - dob.year();
    if birthday(dob, years) <= day { years } else { years - 1 }
}

/// The day a child becomes eighteen and the duty to provide an Independent Visitor ends (2.H 6).
#[must_use]
pub fn eighteenth(dob: NaiveDate) -> NaiveDate {
    birthday(dob, 18)
}

/// Whether `dob` is 29 February, so that a person should confirm when the birthday is kept (2.H 6).
#[must_use]
pub fn born_on_leap_day(dob: NaiveDate) -> bool {
    (dob.month(), dob.day()) == (2, 29)
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
    #[case("2010-05-14", "2028-05-13", 17)]
    #[case("2010-05-14", "2028-05-14", 18)]
    #[case("2010-05-14", "2010-05-14", 0)]
    #[case("2010-05-14", "2010-05-13", -1)]
    #[case("2008-02-29", "2026-02-28", 17)]
    #[case("2008-02-29", "2026-03-01", 18)]
    #[case("2008-02-29", "2028-02-28", 19)]
    #[case("2008-02-29", "2028-02-29", 20)]
    #[case("2010-12-31", "2028-12-30", 17)]
    #[case("2010-12-31", "2028-12-31", 18)]
    fn age_changes_on_the_birthday(#[case] dob: &str, #[case] day: &str, #[case] age: i32) {
        assert_eq!(age_on(d(dob), d(day)), age);
    }

    #[test]
    fn a_leap_day_child_is_eighteen_on_the_first_of_march() {
        assert_eq!(eighteenth(d("2008-02-29")), d("2026-03-01"));
        assert_eq!(birthday(d("2008-02-29"), 4), d("2012-02-29"));
        assert!(born_on_leap_day(d("2008-02-29")));
        assert!(!born_on_leap_day(d("2008-02-28")));
    }

    #[test]
    fn absurd_ages_stop_at_the_ends_of_the_calendar() {
        assert_eq!(birthday(d("2008-01-01"), i32::MAX), NaiveDate::MAX);
        assert_eq!(birthday(d("2008-01-01"), i32::MIN), NaiveDate::MIN);
    }

    proptest! {
        #[test]
        fn age_and_birthday_agree(dob in 0i64..60_000, later in 0i64..40_000) {
            let dob = d("1900-01-01") + chrono::Duration::days(dob);
            let day = dob + chrono::Duration::days(later);
            let age = age_on(dob, day);
            prop_assert!(birthday(dob, age) <= day);
            prop_assert!(day < birthday(dob, age + 1));
        }
    }
}
