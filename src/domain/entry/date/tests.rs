use super::Direction::{Future, Nearest, Past};
use super::*;
use crate::calendar::words;
use chrono::TimeDelta;
use proptest::prelude::*;
use rstest::rstest;

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Sunday 22 November 2026.
fn sunday() -> NaiveDate {
    d("2026-11-22")
}

fn read(text: &str, direction: Direction) -> Result<NaiveDate, EntryError> {
    parse(text, sunday(), direction)
}

#[rstest]
#[case("12 3")]
#[case("12/3")]
#[case("12.3")]
#[case("12-3")]
#[case("12.3.26")]
#[case("12-3-2026")]
#[case("12/3/26")]
#[case("12 3 26")]
#[case("12/03/2026")]
#[case("12 mar")]
#[case("12mar")]
#[case("12-mar-26")]
#[case("12 MARCH 2026")]
#[case("12th of March")]
#[case("the 12th of march, 2026")]
#[case("12th march")]
#[case("mar 12")]
#[case("March 12th, 2026")]
#[case("thu 12 mar")]
#[case("Thurs, 12/3/26")]
#[case("on Thursday the 12th of March")]
#[case("2026-03-12")]
#[case("2026/3/12")]
#[case(" 2026-03-12 ")]
fn the_twelfth_of_march_however_typed(#[case] typed: &str) {
    assert_eq!(read(typed, Past), Ok(d("2026-03-12")));
}

#[rstest]
#[case("today", "2026-11-22")]
#[case("T", "2026-11-22")]
#[case("yesterday", "2026-11-21")]
#[case("y", "2026-11-21")]
#[case("yest", "2026-11-21")]
#[case("tomorrow", "2026-11-23")]
#[case("-2d", "2026-11-20")]
#[case("- 2 days", "2026-11-20")]
#[case("+6w", "2027-01-03")]
#[case("3 weeks ago", "2026-11-01")]
#[case("three weeks ago", "2026-11-01")]
#[case("in 3 weeks", "2026-12-13")]
#[case("a week ago", "2026-11-15")]
#[case("in a fortnight", "2026-12-06")]
#[case("a fortnight ago", "2026-11-08")]
#[case("last week", "2026-11-15")]
#[case("next month", "2026-12-22")]
#[case("last month", "2026-10-22")]
#[case("next year", "2027-11-22")]
#[case("-2y", "2024-11-22")]
#[case("+3m", "2027-02-22")]
#[case("last sat", "2026-11-21")]
#[case("last sun", "2026-11-15")]
#[case("this fri", "2026-11-20")]
#[case("this sun", "2026-11-22")]
#[case("next tue", "2026-11-24")]
#[case("next sun", "2026-11-29")]
#[case("last 12/3", "2026-03-12")]
#[case("next 12 mar", "2027-03-12")]
#[case("last 22/11", "2025-11-22")]
#[case("next 22/11", "2027-11-22")]
#[case("10000 days ago", "1999-07-07")]
fn words_that_say_their_side_mean_the_same_in_every_field(#[case] typed: &str, #[case] day: &str) {
    for direction in [Past, Future, Nearest] {
        assert_eq!(read(typed, direction), Ok(d(day)), "{direction:?}");
    }
}

#[rstest]
#[case("fri", "2026-11-20", "2026-11-27", "2026-11-20")]
#[case("friday", "2026-11-20", "2026-11-27", "2026-11-20")]
#[case("sun", "2026-11-22", "2026-11-22", "2026-11-22")]
#[case("mon", "2026-11-16", "2026-11-23", "2026-11-23")]
#[case("tues", "2026-11-17", "2026-11-24", "2026-11-24")]
#[case("weds", "2026-11-18", "2026-11-25", "2026-11-25")]
#[case("thurs", "2026-11-19", "2026-11-26", "2026-11-19")]
#[case("thur", "2026-11-19", "2026-11-26", "2026-11-19")]
#[case("12/3", "2026-03-12", "2027-03-12", "2027-03-12")]
#[case("22/11", "2026-11-22", "2026-11-22", "2026-11-22")]
#[case("21/11", "2026-11-21", "2027-11-21", "2026-11-21")]
#[case("23/11", "2025-11-23", "2026-11-23", "2026-11-23")]
#[case("2d", "2026-11-20", "2026-11-24", "2026-11-24")]
#[case("fortnight", "2026-11-08", "2026-12-06", "2026-12-06")]
fn what_does_not_say_its_side_goes_to_that_of_the_field(
    #[case] typed: &str,
    #[case] past: &str,
    #[case] future: &str,
    #[case] near: &str,
) {
    assert_eq!(read(typed, Past), Ok(d(past)));
    assert_eq!(read(typed, Future), Ok(d(future)));
    assert_eq!(read(typed, Nearest), Ok(d(near)));
}

#[rstest]
#[case("sat", Past, "2026-11-21")]
#[case("sat", Future, "2026-11-21")]
#[case("last sat", Past, "2026-11-14")]
#[case("this sat", Past, "2026-11-21")]
#[case("next sat", Past, "2026-11-28")]
#[case("next tue", Past, "2026-11-24")]
fn on_a_saturday(#[case] typed: &str, #[case] direction: Direction, #[case] day: &str) {
    assert_eq!(parse(typed, d("2026-11-21"), direction), Ok(d(day)));
}

#[rstest]
// A date of birth: never in the future.
#[case("12/3/41", Past, "1941-03-12")]
#[case("12/3/10", Past, "2010-03-12")]
#[case("22/11/26", Past, "2026-11-22")]
#[case("1/1/37", Past, "1937-01-01")]
// Otherwise the nearest such year.
#[case("12/3/27", Future, "2027-03-12")]
#[case("12/3/98", Future, "1998-03-12")]
#[case("12/3/41", Nearest, "2041-03-12")]
#[case("12/3/76", Nearest, "2076-03-12")]
#[case("12/3/77", Nearest, "1977-03-12")]
fn years_of_two_figures(#[case] typed: &str, #[case] direction: Direction, #[case] day: &str) {
    assert_eq!(read(typed, direction), Ok(d(day)));
}

#[rstest]
#[case("29/2/2028", "2028-02-29")]
#[case("29/2/2024", "2024-02-29")]
#[case("31/12/2100", "2100-12-31")]
#[case("1/1/1900", "1900-01-01")]
fn edges_accepted(#[case] typed: &str, #[case] day: &str) {
    assert_eq!(read(typed, Past), Ok(d(day)));
}

#[rstest]
#[case("29/2/2027", "There is no 29 February. February 2027 has 28 days. Type another day or month.", "29")]
#[case("29/2", "There is no 29 February. February 2026 has 28 days. Type another day or month.", "29")]
#[case(
    "30/2",
    "There is no 30 February. February has 28 days, or 29 in a leap year. Type another day or month.",
    "30"
)]
#[case("31/4", "There is no 31 April. April has 30 days. Type another day or month.", "31")]
#[case("0/4", "There is no 0 April. April has 30 days. Type another day or month.", "0")]
#[case("32 mar 2026", "There is no 32 March. March has 31 days. Type another day or month.", "32")]
#[case("10/24", "24 is not a month. The day comes first: type 24/10.", "24")]
#[case("24/13", "13 is not a month. Months go from 1 to 12, after the day: type 24/10 for 24 October.", "13")]
#[case("1/1/20000", "The year 20000 is out of reach. Type a year from 1900 to 2100.", "20000")]
#[case("1/1/1899", "The year 1899 is out of reach. Type a year from 1900 to 2100.", "1899")]
#[case("2101-01-01", "The year 2101 is out of reach. Type a year from 1900 to 2100.", "2101")]
#[case("1/1/0026", "The year 26 is out of reach. Type a year from 1900 to 2100.", "0026")]
#[case("1/1/6", "6 is not a whole year. Type it in full, such as 2026.", "6")]
#[case("1/1/026", "26 is not a whole year. Type it in full, such as 2026.", "026")]
#[case("24/12/26", "That is still to come in 2026. Type the year in full if 1926 is meant.", "26")]
#[case("1/1/36", "That is still to come in 2036. Type the year in full if 1936 is meant.", "36")]
#[case("fri 12/3/2026", "12 March 2026 is a Thursday, not a Friday. Correct one of the two.", "fri")]
#[case("12", "12 is only a day. Type the month too, such as 12/3 or 12 mar.", "12")]
#[case("march", "A month is not yet a date. Type the day too, such as 1 mar 2026.", "march")]
#[case("march 2026", "A month is not yet a date. Type the day too, such as 1 mar 2026.", "march")]
#[case("this week", "That names no day. Type the day, such as this fri or 24/10.", "week")]
fn the_wrong_part_is_named(#[case] typed: &str, #[case] sentence: &str, #[case] part: &str) {
    let error = read(typed, Past).unwrap_err();
    assert_eq!(error.sentence(), sentence);
    assert_eq!(&typed[error.part().unwrap()], part);
}

#[rstest]
#[case("frday", "'frday' is not a word used in dates.")]
#[case("12 mar frday", "'frday' is not a word used in dates.")]
#[case("year 20000", "These words do not make a date together.")]
#[case("year", "These words do not make a date together.")]
#[case("noon", "'noon' is not a word used in dates.")]
#[case("satur", "'satur' is not a word used in dates.")]
#[case("mär", "'mär' is not a word used in dates.")]
#[case("12:30", "':' cannot stand in a date.")]
#[case("12/3 \u{1b}", "'?' cannot stand in a date.")]
#[case("12/3/", "The year is missing")]
#[case("12/", "12 is only a day.")]
#[case("12//3", "12 is only a day.")]
#[case("-2", "It is not said how far from today.")]
#[case("-12/3", "It is not said how far from today.")]
#[case("last 3 weeks", "That names no day.")]
#[case("in march", "It is not said how far from today.")]
#[case("today 12/3", "The date is clear up to here, but not what follows it.")]
#[case("12/3/2026 5", "The date is clear up to here, but not what follows it.")]
#[case("-2d ago", "The date is clear up to here, but not what follows it.")]
#[case("last 12/3/2026", "Last, this and next are not needed beside a year.")]
#[case("9999 years ago", "That is too far away.")]
#[case("200 years ago", "That is in the year 1826.")]
#[case("+75y", "That is in the year 2101.")]
#[case("99999999999d", "'99999999999' is too long a number for a date.")]
#[case("12032026", "A number by itself is not a date.")]
#[case("2026", "A date that starts with the year goes on")]
#[case("", "Nothing is typed yet.")]
#[case("the", "These words do not make a date together.")]
fn nothing_is_misread_silently(#[case] typed: &str, #[case] start: &str) {
    match read(typed, Nearest) {
        Err(error) => assert!(error.sentence().starts_with(start), "{error}"),
        Ok(day) => panic!("{typed} was read as {day}"),
    }
}

#[test]
fn a_pasted_page_is_refused_at_once() {
    assert_eq!(read(&format!("12/3{}", " ".repeat(60)), Past), Ok(d("2026-03-12")));
    let error = read(&"é".repeat(65), Past).unwrap_err();
    assert!(error.sentence().starts_with("That is 65 characters"), "{error}");
}

#[test]
fn a_weekday_tells_the_year_when_none_is_typed() {
    // The nearest 1 October is in 2026, but that was a Thursday.
    assert_eq!(read("1 Oct", Nearest), Ok(d("2026-10-01")));
    assert_eq!(read("Fri 1 Oct", Nearest), Ok(d("2027-10-01")));
    assert!(read("Fri 1 Oct", Past).is_err());
    assert_eq!(parse("Thu 29 Feb", d("2025-01-01"), Nearest), Ok(d("2024-02-29")));
    assert!(parse("29 Feb", d("2025-01-01"), Nearest).is_err());
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..73_414).prop_map(|n| d("1900-01-01") + TimeDelta::days(n))
}

fn any_direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Past), Just(Future), Just(Nearest)]
}

proptest! {
    #[test]
    fn every_date_with_its_year_reads_back(day in any_day(), today in any_day(), side in any_direction()) {
        let shown = [
            words::long(day),
            words::day_month_year(day),
            words::short_with_year(day),
            words::numeric(day),
            day.to_string(),
            day.format("%d.%m.%Y").to_string(),
            day.format("%d-%b-%Y").to_string(),
            day.format("%d %m %Y").to_string(),
            day.format("%B %d, %Y").to_string(),
        ];
        for text in shown {
            prop_assert_eq!(parse(&text, today, side), Ok(day), "{}", text);
        }
    }

    #[test]
    fn every_short_date_reads_back(day in any_day(), away in -400i64..400) {
        let today = day + TimeDelta::days(away);
        let text = words::short(day, today);
        prop_assert_eq!(parse(&text, today, Nearest), Ok(day), "{} on {}", text, today);
    }

    #[test]
    fn every_relative_date_reads_back(away in -9_000i64..9_000, side in any_direction()) {
        let day = sunday() + TimeDelta::days(away);
        let text = words::relative(day, sunday());
        prop_assert_eq!(parse(&text, sunday(), side), Ok(day), "{}", text);
    }

    #[test]
    fn a_bare_date_falls_on_the_side_of_the_field(day in 1u32..=28, month in 1u32..=12, today in any_day()) {
        let text = format!("{day}/{month}");
        if let Ok(past) = parse(&text, today, Past) {
            prop_assert!(past <= today && today - past < TimeDelta::days(366));
        }
        if let Ok(future) = parse(&text, today, Future) {
            prop_assert!(future >= today && future - today < TimeDelta::days(366));
        }
        if let Ok(near) = parse(&text, today, Nearest) {
            prop_assert!((near - today).abs() <= TimeDelta::days(183));
        }
    }

    #[test]
    fn nothing_typed_panics(text in any::<String>(), today in any_day(), side in any_direction()) {
        if let Err(error) = parse(&text, today, side) {
            prop_assert!(error.part().is_none_or(|part| text.get(part).is_some()));
        }
    }

    #[test]
    fn words_of_dates_in_any_order_do_not_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "12", "3", "2026", "99", "99999", "/", "-", "+", ".", ",", "mar", "sat", "last", "next", "this",
                "ago", "in", "a", "two", "week", "m", "y", "t", "fortnight", "the", "of", "th", "é", "",
            ]),
            0..8,
        ),
        spaced in any::<bool>(),
        side in any_direction(),
    ) {
        let text = pieces.join(if spaced { " " } else { "" });
        match parse(&text, sunday(), side) {
            Ok(day) => prop_assert!(YEARS.contains(&chrono::Datelike::year(&day))),
            Err(error) => prop_assert!(error.part().is_none_or(|part| text.get(part).is_some())),
        }
    }
}
