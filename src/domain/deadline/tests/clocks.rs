//! Every clock that follows a concern, at the edges of its days: five to five on a Friday, midnight, bank holidays, and
//! the nights on which the clocks change (2.H 3, 2.D; 5.6). All instants here are UTC; the day of the place counts.

use super::followed::{complete, low_level, passed, with};
use super::world::*;
use crate::deadline::{Band, for_subject};
use crate::record::{Account, Concern, ConcernStep, Incident, LowLevel, Settled, Subject};
use crate::rule::RuleId;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rstest::rstest;

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

/// Which clock, what it is called on the list, and within how many working days.
#[derive(Clone, Copy)]
enum Clock {
    Complete,
    Written,
    Asked,
    Answered,
    AnsweredAfterEscalation,
    Supported,
    Closed,
    ClosedAsNone,
}

/// A concern of which this clock, and only this one, began to run at an instant.
fn began(clock: Clock, when: &str) -> (Concern, &'static str) {
    let wrote = (ConcernStep::Written, when);
    let asked = (ConcernStep::FeedbackSought, when);
    match clock {
        Clock::Complete => {
            let account = Account { place: None, ..complete(1, when).account };
            (Concern { account, ..complete(1, when) }, "Concern record incomplete")
        }
        Clock::Written => (passed(1, when), "Concern not confirmed in writing"),
        Clock::Asked => (with(passed(1, when), &[wrote]), "Ask what came of the concern"),
        Clock::Answered => (with(passed(1, when), &[wrote, asked]), "No answer on the concern"),
        Clock::AnsweredAfterEscalation => {
            // Asked a year before, and taken further now.
            let long_ago = (ConcernStep::FeedbackSought, "2025-01-06 09:00");
            let further = (ConcernStep::Escalated, when);
            (with(passed(1, "2025-01-06 09:00"), &[wrote, long_ago, further]), "No answer on the concern")
        }
        Clock::Supported => {
            let of_match = Concern { match_id: Some(pair(1).match_.id), ..passed(1, when) };
            (with(of_match, &[wrote, asked]), "Support the visitor")
        }
        Clock::Closed => {
            let heard = (ConcernStep::FeedbackReceived, when);
            (with(passed(1, "2025-01-06 09:00"), &[wrote, heard]), "Concern to be closed")
        }
        Clock::ClosedAsNone => {
            let (by, reason) = ("Tess Lead".to_owned(), "a game".to_owned());
            let settled = Some(Settled { at: at(when), by, reason });
            (Concern { not_a_concern: settled, ..complete(1, "2025-01-06 09:00") }, "Concern to be closed")
        }
    }
}

/// The band and the last day of the line, as the list of a day has it.
fn line(clock: Clock, when: &str, today: NaiveDate) -> (Band, NaiveDate) {
    let (concern, what) = began(clock, when);
    let scene = Scene { more: vec![concern.clone().into()], ..quiet() };
    let list = for_subject(&scene.world(), Subject::Concern(concern.id), today, noon(today));
    let found = list.iter().find(|l| l.what == what).unwrap_or_else(|| panic!("no line {what}"));
    (found.band, found.due)
}

/// The last day of each clock that began at an instant: after one working day, after three, after five.
#[rstest]
#[case::friday_five_to_five("2026-11-13 16:55", ["2026-11-16", "2026-11-18", "2026-11-20"])]
#[case::friday_after_closing("2026-11-13 17:05", ["2026-11-16", "2026-11-18", "2026-11-20"])]
#[case::saturday("2026-11-14 10:00", ["2026-11-16", "2026-11-18", "2026-11-20"])]
#[case::a_minute_to_midnight("2026-11-10 23:59", ["2026-11-11", "2026-11-13", "2026-11-17"])]
#[case::midnight("2026-11-11 00:00", ["2026-11-12", "2026-11-16", "2026-11-18"])]
#[case::a_minute_to_midnight_in_summer("2026-06-30 22:59", ["2026-07-01", "2026-07-03", "2026-07-07"])]
#[case::midnight_in_summer("2026-06-30 23:00", ["2026-07-02", "2026-07-06", "2026-07-08"])]
// Good Friday is 3 April 2026, Easter Monday the 6th.
#[case::before_easter("2026-04-02 16:55", ["2026-04-07", "2026-04-09", "2026-04-13"])]
#[case::good_friday("2026-04-03 10:00", ["2026-04-07", "2026-04-09", "2026-04-13"])]
// Christmas Day is a Friday in 2026, Boxing Day is taken on Monday the 28th, New Year's Day is a Friday.
#[case::christmas_eve("2026-12-24 16:55", ["2026-12-29", "2026-12-31", "2027-01-05"])]
#[case::before_the_may_holiday("2026-05-01 16:55", ["2026-05-05", "2026-05-07", "2026-05-11"])]
#[case::before_the_august_holiday("2026-08-28 16:55", ["2026-09-01", "2026-09-03", "2026-09-07"])]
// The clocks go back at 01:00 UTC on Sunday 25 October: until then midnight is at 23:00 UTC.
#[case::the_night_they_go_back("2026-10-24 22:59", ["2026-10-26", "2026-10-28", "2026-10-30"])]
#[case::in_the_hour_that_comes_twice("2026-10-25 00:30", ["2026-10-26", "2026-10-28", "2026-10-30"])]
#[case::in_that_hour_again("2026-10-25 01:30", ["2026-10-26", "2026-10-28", "2026-10-30"])]
#[case::the_last_minute_of_that_sunday("2026-10-25 23:59", ["2026-10-26", "2026-10-28", "2026-10-30"])]
#[case::the_monday_after("2026-10-26 00:00", ["2026-10-27", "2026-10-29", "2026-11-02"])]
// They go forward at 01:00 UTC on Sunday 29 March; Good Friday is the Friday after.
#[case::the_night_they_go_forward("2026-03-29 00:59", ["2026-03-30", "2026-04-01", "2026-04-07"])]
#[case::after_the_hour_that_is_not("2026-03-29 01:00", ["2026-03-30", "2026-04-01", "2026-04-07"])]
#[case::the_last_minute_of_the_short_sunday("2026-03-29 22:59", ["2026-03-30", "2026-04-01", "2026-04-07"])]
#[case::the_monday_after_the_short_sunday("2026-03-29 23:00", ["2026-03-31", "2026-04-02", "2026-04-08"])]
fn a_clock_in_working_days_runs_out_at_the_end_of_its_last_day(#[case] when: &str, #[case] due: [&str; 3]) {
    let [one, three, five] = due.map(d);
    for (clock, last) in [
        (Clock::Complete, one),
        (Clock::Written, one),
        (Clock::Asked, three),
        (Clock::Answered, three),
        (Clock::AnsweredAfterEscalation, three),
        (Clock::Closed, three),
        (Clock::ClosedAsNone, three),
        (Clock::Supported, five),
    ] {
        let after = last.succ_opt().unwrap();
        assert_eq!(line(clock, when, last), (Band::Today, last));
        assert_eq!(line(clock, when, after), (Band::Overdue, last));
    }
    // R79: the team manager looks at two low-level concerns within five working days of the second.
    let second = LowLevel { told: at(when), ..low_level(2, 1, &when[..10]) };
    let more = vec![low_level(1, 1, &when[..10]).into(), second.into()];
    let told = Scene { more, ..quiet() }.line(RuleId::R79, five);
    assert_eq!(told.map(|(_, due)| due), Some(five));
}

/// A holiday that was proclaimed moves them like any other.
#[test]
fn a_proclaimed_holiday_is_no_working_day() {
    let (concern, what) = began(Clock::Asked, "2026-11-13 16:55");
    let mut scene = Scene { more: vec![concern.clone().into()], ..quiet() };
    scene.scheme.extra_holidays.insert(d("2026-11-17"));
    let list =
        for_subject(&scene.world(), Subject::Concern(concern.id), d("2026-11-19"), noon(d("2026-11-19")));
    let found = list.iter().find(|l| l.what == what).unwrap();
    assert_eq!((found.band, found.due), (Band::Today, d("2026-11-19")));
}

/// Wall-clock time for the LADO about a carer or worker (5.6): the earlier of 24 hours and five in the afternoon of the
/// next working day.
#[rstest]
#[case("2026-11-19 16:55", "2026-11-20 16:55")] // a Thursday: 24 hours end five minutes before the working day
#[case("2026-11-19 17:05", "2026-11-20 17:00")] // and five minutes after it
#[case("2026-04-02 16:55", "2026-04-03 16:55")] // before Easter, in summer time: 24 hours end first
#[case("2026-10-24 22:59", "2026-10-25 22:59")] // the day of 25 hours: 24 hours stay 24
#[case("2026-03-28 23:30", "2026-03-29 23:30")] // the day of 23
#[case("2026-06-30 22:59", "2026-07-01 16:00")] // a minute to midnight in summer: tomorrow at five
#[case("2026-06-30 23:00", "2026-07-01 23:00")] // midnight: the day has begun, and its next is too late
fn the_lado_of_a_worker_is_told_in_wall_clock_time(#[case] learned: &str, #[case] until: &str) {
    let c = Concern { kind: Incident::AboutWorker, ..passed(1, learned) };
    let today = crate::calendar::local_date(at(learned));
    let scene = Scene { more: vec![c.clone().into()], ..quiet() };
    let list = for_subject(&scene.world(), Subject::Concern(c.id), today, noon(today));
    let found = list.iter().find(|l| l.what == "LADO not told").unwrap();
    assert_eq!((found.at, found.band), (Some(at(until)), Band::Clock));
}
