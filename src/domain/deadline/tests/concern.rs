//! The clock of a concern.

use super::world::*;
use crate::deadline::{Band, for_subject};
use crate::finding::Cure;
use crate::record::{Concern, ConcernStep, Incident, PassedOn, Settled, Subject};
use crate::rule::RuleId;
use chrono::{DateTime, NaiveDateTime, Utc};
use rstest::rstest;

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

/// All times here are UTC; what is on the clock of the place stands beside it (R32).
#[rstest]
#[case("2026-11-20 09:00", "2026-11-20 17:00")] // a Friday morning
#[case("2026-11-20 16:55", "2026-11-20 17:00")] // five minutes before the end of the day
#[case("2026-11-20 16:59", "2026-11-20 17:00")]
#[case("2026-11-20 17:00", "2026-11-21 00:00")] // the working day has ended: midnight
#[case("2026-11-20 22:40", "2026-11-21 00:00")]
#[case("2026-11-21 10:00", "2026-11-22 00:00")] // a Saturday
#[case("2026-12-25 10:00", "2026-12-26 00:00")] // a bank holiday on a Friday
#[case("2026-12-28 10:00", "2026-12-29 00:00")] // its substitute day, a Monday
#[case("2026-07-01 15:59", "2026-07-01 16:00")] // summer: 16:59 and 17:00 on the clock
#[case("2026-07-01 16:00", "2026-07-01 23:00")] // summer: 17:00 on the clock, then midnight
#[case("2026-06-30 23:30", "2026-07-01 16:00")] // half past midnight on the clock: the day that has begun
#[case("2026-10-25 00:30", "2026-10-26 00:00")] // the Sunday on which the clocks go back: a day of 25 hours
#[case("2026-10-24 22:30", "2026-10-24 23:00")] // the night before, still summer
#[case("2026-03-28 23:30", "2026-03-29 00:00")] // the night before the clocks go forward
#[case("2026-03-29 12:00", "2026-03-29 23:00")] // that Sunday, a day of 23 hours
fn a_concern_is_passed_on_the_same_day(#[case] learned: &str, #[case] until: &str) {
    let scene = Scene { more: vec![concern(1, learned).into()], ..quiet() };
    let today = crate::calendar::local_date(at(learned));
    let line = scene.lines(RuleId::R32, today).remove(0);
    assert_eq!(line.at, Some(at(until)));
    assert_eq!((line.band, line.due, line.days), (Band::Clock, today, 0));
    assert_eq!(line.cure, Cure::PassOnConcern(concern(1, learned).id));
}

#[test]
fn it_says_how_long_is_left_and_how_long_ago_it_passed() {
    let scene = Scene { more: vec![concern(1, "2026-11-20 09:30").into()], ..quiet() };
    let subject = Subject::Concern(concern(1, "2026-11-20 09:30").id);
    let line = |today, now| for_subject(&scene.world(), subject, d(today), at(now)).remove(0);
    let running = line("2026-11-20", "2026-11-20 10:48");
    assert_eq!(running.detail, "by 17:00 today");
    assert_eq!(
        running.why,
        "The concern about Leila H. was learned of at 09:30 on Fri 20 Nov, and what may be a safeguarding \
         concern is passed to children's social care by the end of the working day, 17:00: 6 h 12 min left."
    );
    let late = line("2026-11-22", "2026-11-22 17:00");
    assert_eq!((late.days, late.detail.as_str()), (2, "by 17:00 Fri 20 Nov"));
    assert!(late.why.ends_with("passed 2 d ago."), "{}", late.why);
}

#[test]
fn danger_now_says_whom_to_call_first() {
    let calm = concern(1, "2026-11-20 09:30");
    let danger = Concern { danger_now: true, ..calm.clone() };
    let why = |c: Concern| Scene { more: vec![c.into()], ..quiet() }.why(RuleId::R32, d("2026-11-20"));
    assert!(why(danger).ends_with("somebody may be in danger now, so call 999 or the duty team first."));
    assert!(!why(calm).contains("999"));
}

#[test]
fn the_clock_stops_when_it_is_passed_on_or_settled_and_at_nothing_else() {
    let running = concern(1, "2026-11-20 09:30");
    let passed = PassedOn {
        at: running.learned,
        to: "front door".to_owned(),
        name: "Mr Moss".to_owned(),
        reference: None,
    };
    let settled = Settled { at: running.learned, by: "Ruth Dale".to_owned(), reason: "a game".to_owned() };
    let runs =
        |c: Concern| Scene { more: vec![c.into()], ..quiet() }.line(RuleId::R32, d("2027-03-01")).is_some();
    assert!(runs(running.clone()));
    assert!(!runs(Concern { passed: Some(passed), ..running.clone() }));
    assert!(!runs(Concern { not_a_concern: Some(settled.clone()), ..running.clone() }));
    assert!(!runs(Concern { closed: Some(settled), ..running }));
}

#[test]
fn the_end_of_the_working_day_is_a_setting() {
    let scene = Scene { more: vec![concern(1, "2026-11-20 16:30").into()], ..quiet() }
        .set(crate::rule::ParamId::DayEndsHour, 16);
    assert_eq!(scene.lines(RuleId::R32, d("2026-11-20"))[0].at, Some(at("2026-11-21 00:00")));
}

#[test]
fn a_clock_cannot_be_put_off() {
    let running = concern(1, "2026-11-20 09:30");
    let put_off = snooze(1, RuleId::R32, Subject::Concern(running.id), "2026-11-20", "2026-12-20");
    let scene = Scene { more: vec![running.into(), put_off.into()], ..quiet() };
    assert_eq!(scene.lines(RuleId::R32, d("2026-11-20"))[0].snoozed, None);
}

/// R49, R73: one about the visitor asks for the team manager at once, above what can wait, until she was told; nobody is
/// asked to talk it over with the visitor.
#[test]
fn one_about_the_visitor_asks_for_the_team_manager_at_once() {
    let of = |kind, told: bool| {
        let s = pair(1);
        let match_id = Some(s.match_.id);
        let steps: &[_] = if told { &[(ConcernStep::ManagerTold, "2026-11-20 10:05")] } else { &[] };
        let c = super::followed::with(super::followed::passed(1, "2026-11-20 10:00"), steps);
        s.with(Concern { kind, match_id, ..c })
    };
    let today = d("2026-11-27");
    let manager = |s: &Scene| s.line(RuleId::R49, today);
    let debrief = |s: &Scene| {
        let list = crate::deadline::all(&s.world(), today, noon(today));
        list.iter().any(|l| matches!(l.cure, Cure::ConcernStep(_, ConcernStep::Debriefed)))
    };
    let about = of(Incident::AboutVisitor, false);
    assert_eq!(manager(&about), Some((Band::Clock, d("2026-11-20"))));
    let line = &about.lines(RuleId::R49, today)[0];
    assert_eq!((line.what, line.detail.as_str()), ("Tell the team manager", "at once"));
    assert!(line.why.contains("neither the visitor nor the child is asked about it"));
    assert!(!debrief(&about));
    assert_eq!(manager(&of(Incident::AboutVisitor, true)), None);
    for kind in [Incident::Concern, Incident::AboutWorker] {
        assert_eq!(manager(&of(kind, false)), None);
        assert!(debrief(&of(kind, false)), "the visitor is supported");
    }
}
