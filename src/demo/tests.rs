//! The scheme is right on any day.

use super::*;
use chrono::{NaiveTime, Weekday};
use domain::calendar::to_utc;
use domain::deadline::{self, Band, Deadline};
use domain::record::{ReferralState, Stage};
use domain::rule::RuleId;
use std::collections::BTreeSet;

/// Kinds of deadlines of which there is always an open case.
const KINDS: &[RuleId] = &[
    RuleId::R6,
    RuleId::R10,
    RuleId::R11,
    RuleId::R12,
    RuleId::R20,
    RuleId::R25,
    RuleId::R26,
    RuleId::R27,
    RuleId::R28,
    RuleId::R29,
    RuleId::R32,
    RuleId::R33,
    RuleId::R38a,
    RuleId::R39,
    RuleId::R40,
    RuleId::R43,
    RuleId::R47,
    RuleId::R48,
    RuleId::R50,
    RuleId::R50a,
    RuleId::R74,
    RuleId::R82,
    RuleId::R83,
    RuleId::R84,
    RuleId::R85h,
    RuleId::R86,
    RuleId::R87,
    RuleId::R89,
    RuleId::R95,
    RuleId::R98a,
];

const TIMES: &[(u32, u32)] = &[(8, 10), (0, 5), (16, 59), (23, 50), (13, 0)];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(today: NaiveDate, n: usize) -> DateTime<Utc> {
    let (hour, minute) = TIMES[n % TIMES.len()];
    to_utc(today.and_time(NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")))
}

fn due(demo: &Demo, today: NaiveDate, now: DateTime<Utc>) -> Vec<Deadline> {
    deadline::all(&demo.world, today, now)
}

/// Everything that must hold on every day.
fn holds(today: NaiveDate, now: DateTime<Utc>) {
    let demo = build(today, now);
    let list = due(&demo, today, now);
    let when = || format!("{today} {now}");
    let kinds: BTreeSet<_> = list.iter().map(|d| d.rule).collect();
    let missing: Vec<_> = KINDS.iter().filter(|k| !kinds.contains(k)).collect();
    assert!(missing.is_empty(), "{}: no {missing:?}", when());
    let has = |rule, band| list.iter().any(|d| d.rule == rule && d.band == band);
    assert!(has(RuleId::R20, Band::Quiet) && has(RuleId::R20, Band::Overdue), "{}: R20", when());
    assert!(has(RuleId::R39, Band::Overdue) && has(RuleId::R39, Band::Week), "{}: R39", when());
    assert!(has(RuleId::R25, Band::Unsafe) && has(RuleId::R48, Band::Unsafe), "{}: outings", when());
    assert_eq!(list.iter().filter(|d| d.rule == RuleId::R95).count(), 2, "{}: R95", when());
    assert_eq!(list.iter().filter(|d| d.band == Band::Clock).count(), 1, "{}: clocks", when());
    assert!((30..=40).contains(&list.len()), "{}: {} lines", when(), list.len());
    assert_eq!(list.iter().filter(|d| d.snoozed.is_some()).count(), 1, "{}: snoozed", when());
    in_order(&demo, today, now);
}

/// Steps are numbered, go forward in time, and end now at the latest.
fn in_order(demo: &Demo, today: NaiveDate, now: DateTime<Utc>) {
    for (n, (context, command)) in demo.steps.iter().enumerate() {
        assert_eq!(context.change, n as u64 + 1);
        assert!(context.today <= today && context.now <= now, "{command:?} lies ahead of {today} {now}");
        assert_eq!(context.today, domain::calendar::local_date(context.now), "{command:?} on {today}");
    }
    let ordered = demo.steps.windows(2).all(|w| w[0].0.now <= w[1].0.now && w[0].0.today <= w[1].0.today);
    assert!(ordered, "steps out of order for {today}");
    assert_eq!(demo.steps.last().map(|(c, _)| c.today), Some(today));
}

#[test]
fn it_is_alive_on_awkward_days_at_any_hour() {
    for today in ["2024-02-29", "2026-12-31", "2027-01-01", "2025-12-25", "2026-03-29", "2026-10-25"].map(day)
    {
        (0..TIMES.len()).for_each(|n| holds(today, at(today, n)));
    }
}

#[test]
fn it_is_alive_on_days_far_apart() {
    // All weekdays and every part of the month.
    for n in 0..40 {
        let today = day("2024-01-31") + chrono::TimeDelta::days(n * 31);
        holds(today, at(today, n as usize));
    }
}

#[test]
#[ignore = "takes a minute: run it when the scheme is changed"]
fn it_is_alive_on_every_day() {
    for (n, today) in day("2026-11-01").iter_days().take(500).enumerate() {
        holds(today, at(today, n));
    }
    for n in 0..300 {
        let today = day("2021-01-31") + chrono::TimeDelta::days(n * 29);
        holds(today, at(today, n as usize));
    }
}

#[test]
fn the_same_day_tells_the_same_scheme() {
    let today = day("2026-11-22");
    let (one, two) = (build(today, at(today, 0)), build(today, at(today, 0)));
    assert!(one.steps == two.steps && one.world == two.world);
}

#[test]
fn it_shows_every_state_and_every_shape_of_name() {
    let today = day("2026-11-22");
    let world = build(today, at(today, 0)).world;
    let stages: BTreeSet<_> = world.visitors().map(|v| v.stage()).collect();
    let absent: Vec<_> = Stage::ALL.iter().filter(|(s, _)| !stages.contains(s)).map(|(s, _)| *s).collect();
    assert_eq!(absent, [Stage::Removed]);
    assert!(
        world.visitors().any(|v| v.hold_on(today).is_some())
            && world.visitors().any(|v| v.is_suspended(today))
    );
    let states: BTreeSet<_> = world.referrals().map(|r| r.state()).collect();
    assert_eq!(states.len(), 7, "{states:?}");
    assert!(states.contains(&ReferralState::Met));
    let ends: BTreeSet<_> = world.matches().filter_map(|m| m.ended.as_ref()).map(|e| e.reason).collect();
    assert!(ends.len() >= 6, "{ends:?}");
    for name in ["O'Brien", "Zoë", "李", "Nguyễn", "Patel-Morris", "Keziah"] {
        assert!(world.children().any(|c| c.name.first == name || c.name.last == name), "{name}");
    }
    assert!(world.children().any(|c| domain::calendar::born_on_leap_day(c.born)));
    let concerns: Vec<_> = world.concerns().collect();
    assert!(
        concerns.iter().any(|c| c.closed.is_some()) && concerns.iter().any(|c| c.not_a_concern.is_some())
    );
    assert!(concerns.iter().any(|c| c.passed.is_some() && c.closed.is_none()));
}

#[test]
fn the_morning_reads_as_it_should() {
    let today = day("2026-11-22");
    assert_eq!(chrono::Datelike::weekday(&today), Weekday::Sun);
    let demo = build(today, at(today, 0));
    let world = &demo.world;
    assert_eq!(world.morning().map(|m| m.on), today.checked_sub_days(chrono::Days::new(3)));
    let open = world.matches().filter(|m| m.is_open()).count();
    assert!((20..=25).contains(&open), "{open} open matches");
    let visits = world.visits_by_date().len();
    assert!((300..=500).contains(&visits), "{visits} visits");
}

#[test]
fn a_plain_scheme_has_the_size_asked_for() {
    let today = day("2026-11-22");
    for (children, visitors, matches, visits) in
        [(30, 20, 20, 1000), (3, 2, 9, 50), (1, 1, 0, 0), (5, 5, 5, 3)]
    {
        let demo = sized(children, visitors, matches, visits, today, at(today, 1));
        let matches = matches.min(children).min(visitors);
        let world = &demo.world;
        assert_eq!((world.children().len(), world.visitors().len()), (children, visitors));
        assert_eq!(world.matches().len(), matches);
        let done = world.ledgers().flat_map(|l| &l.visits).filter(|v| !v.state.is_planned()).count();
        assert_eq!(done, visits);
        for (context, command) in &demo.steps {
            assert!(context.now <= at(today, 1), "{command:?}");
        }
    }
}
