use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    to_utc(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// The bank holidays of England and Wales as published on gov.uk, written out by hand and not worked out, so
/// that a change in the library cannot pass unseen.
#[rustfmt::skip]
const PUBLISHED: [(i32, &[&str]); 10] = [
    (2019, &["01-01", "04-19", "04-22", "05-06", "05-27", "08-26", "12-25", "12-26"]),
    // Early May moved to the 75th anniversary of VE Day; Boxing Day was a Saturday.
    (2020, &["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
    (2021, &["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
    // Spring moved to 2 June, Platinum Jubilee 3 June, funeral of Elizabeth II 19 September.
    (2022, &["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
    // Coronation of Charles III 8 May.
    (2023, &["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
    (2024, &["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
    (2025, &["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"]),
    (2026, &["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
    (2027, &["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
    (2028, &["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
];

#[test]
fn bank_holidays_are_those_published() {
    for (year, days) in PUBLISHED {
        let expected: Vec<NaiveDate> = days.iter().map(|day| d(&format!("{year}-{day}"))).collect();
        let known: Vec<NaiveDate> = d(&format!("{year}-01-01"))
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| WorkingDays::is_bank_holiday(*day))
            .collect();
        assert_eq!(known, expected, "{year}");
    }
}

#[rstest]
#[case("2026-11-20", true)] // Friday
#[case("2026-11-21", false)]
#[case("2026-11-22", false)]
#[case("2026-11-23", true)]
#[case("2020-05-04", true)] // the Monday that was worked
#[case("2022-05-30", true)]
#[case("2026-12-25", false)]
#[case("2026-12-28", false)]
#[case("1900-12-25", true)] // before the years that are known
fn working_days(#[case] day: &str, #[case] worked: bool) {
    assert_eq!(WorkingDays::default().is_working_day(d(day)), worked);
}

#[test]
fn a_proclaimed_day_is_not_worked() {
    let days = WorkingDays::with_extra([d("2026-11-24")]);
    assert!(!days.is_working_day(d("2026-11-24")));
    assert!(!WorkingDays::is_bank_holiday(d("2026-11-24")));
    assert_eq!(days.add(d("2026-11-23"), 1), d("2026-11-25"));
    assert_eq!(days.count_between(d("2026-11-23"), d("2026-11-25")), 1);
}

#[rstest]
#[case("2026-11-20", 1, "2026-11-23")] // from a Friday
#[case("2026-11-21", 1, "2026-11-23")]
#[case("2026-11-22", 1, "2026-11-23")]
#[case("2026-11-23", 1, "2026-11-24")]
#[case("2026-12-24", 1, "2026-12-29")] // over Christmas
#[case("2026-12-24", 4, "2027-01-04")] // and New Year
#[case("2026-04-02", 1, "2026-04-07")] // over Easter
#[case("2026-11-22", 0, "2026-11-23")]
#[case("2026-11-23", 0, "2026-11-23")]
#[case("2026-11-23", 20, "2026-12-21")]
fn the_nth_working_day_after(#[case] day: &str, #[case] n: u16, #[case] then: &str) {
    assert_eq!(WorkingDays::default().add(d(day), n), d(then));
}

#[rstest]
#[case("2026-11-20", "2026-11-20", 0)]
#[case("2026-11-20", "2026-11-22", 0)]
#[case("2026-11-20", "2026-11-23", 1)]
#[case("2026-11-23", "2026-11-20", -1)]
#[case("2026-12-24", "2026-12-31", 3)]
fn working_days_between(#[case] from: &str, #[case] to: &str, #[case] n: i64) {
    assert_eq!(WorkingDays::default().count_between(d(from), d(to)), n);
}

#[rstest]
#[case("2026-11-23 09:00", 0, "2026-11-23 17:00")]
#[case("2026-11-23 16:59", 0, "2026-11-23 17:00")]
#[case("2026-11-23 17:00", 0, "2026-11-24 17:00")]
#[case("2026-11-20 18:30", 0, "2026-11-23 17:00")]
#[case("2026-11-21 10:00", 0, "2026-11-23 17:00")]
#[case("2026-11-21 18:00", 0, "2026-11-23 17:00")]
#[case("2026-11-20 18:30", 1, "2026-11-23 17:00")]
#[case("2026-11-20 09:00", 1, "2026-11-23 17:00")]
#[case("2026-11-21 10:00", 1, "2026-11-23 17:00")]
#[case("2026-12-24 10:00", 1, "2026-12-29 17:00")]
// From summer time into winter: still 17:00 on the clock.
#[case("2026-10-23 10:00", 1, "2026-10-26 17:00")]
fn a_safeguarding_clock_ends_at_closing_time(#[case] learned: &str, #[case] n: u16, #[case] due: &str) {
    let closes = NaiveTime::from_hms_opt(17, 0, 0).unwrap();
    assert_eq!(WorkingDays::default().end_of_working_day(at(learned), n, closes), at(due));
}

#[test]
fn the_day_learned_is_the_day_on_the_clock() {
    // 23:30 UTC on Sunday 28 June is 00:30 on Monday in summer time.
    let learned = d("2026-06-28").and_hms_opt(23, 30, 0).unwrap().and_utc();
    let closes = NaiveTime::from_hms_opt(17, 0, 0).unwrap();
    assert_eq!(WorkingDays::default().end_of_working_day(learned, 1, closes), at("2026-06-30 17:00"));
}

#[test]
fn the_end_of_the_calendar_does_not_panic() {
    let days = WorkingDays::default();
    let _ = (days.add(NaiveDate::MAX, 3), days.on_or_after(NaiveDate::MAX));
}

proptest! {
    #[test]
    fn counting_undoes_adding(day in 0i64..36_000, n in 1u16..300) {
        let days = WorkingDays::default();
        let day = d("2000-01-01") + chrono::TimeDelta::days(day);
        let then = days.add(day, n);
        prop_assert!(days.is_working_day(then));
        prop_assert_eq!(days.count_between(day, then), i64::from(n));
        prop_assert_eq!(days.count_between(then, day), -i64::from(n) );
    }
}
