//! Time passes while nobody presses a key: the clock of a concern runs, and at midnight it is another day.

use crate::ground::{At, at_moment, opened};
use chrono::{TimeZone as _, Utc};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// The minutes that the first line of the morning still has, as they stand on the screen.
fn left(at: &At) -> i64 {
    let line = at.screen().lines().find(|l| l.contains(" left.")).unwrap_or_default().replace('.', "");
    let words: Vec<&str> = line.split_whitespace().collect();
    let end = words.iter().position(|w| *w == "left").expect("a clock that runs");
    let mut minutes = 0;
    let mut at = end;
    while at >= 2 {
        let Ok(n) = words[at - 2].parse::<i64>() else { break };
        minutes += match words[at - 1] {
            "min" => n,
            "h" => n * 60,
            "d" => n * 24 * 60,
            other => panic!("{other} in {line}"),
        };
        at -= 2;
    }
    minutes
}

#[test]
fn the_clock_of_a_concern_counts_down_by_the_minute() {
    let mut at = opened(100, 30);
    let before = left(&at);
    at.wait(MINUTE);
    assert_eq!(left(&at), before - 1);
    at.wait(MINUTE * 2);
    assert_eq!(left(&at), before - 3);
}

#[test]
fn at_midnight_it_is_another_day_and_the_deadlines_are_derived_anew() {
    let mut at = at_moment(Utc.with_ymd_and_hms(2026, 11, 23, 23, 58, 0).unwrap(), 100, 30);
    assert!(at.row(0).contains("Mon 23 Nov"), "{}", at.row(0));
    let days = |at: &At| {
        let all = at.desk().deadlines.iter();
        all.filter(|d| d.at.is_none()).map(|d| (d.rule, d.subject, d.due, d.days)).collect::<Vec<_>>()
    };
    let before = days(&at);
    at.wait(MINUTE * 3);
    assert!(at.row(0).contains("Tue 24 Nov"), "{}", at.row(0));
    let after = days(&at);
    for (rule, subject, due, off) in before {
        if let Some((.., now)) = after.iter().find(|a| (a.0, a.1, a.2) == (rule, subject, due)) {
            assert_eq!(*now, off + 1, "{rule} of {due}");
        }
    }
    let fresh = domain::deadline::all(at.world(), at.desk().today, at.desk().now);
    let told = |all: &[domain::deadline::Deadline]| {
        all.iter().map(|d| (d.rule, d.subject, d.due, d.days, d.band)).collect::<Vec<_>>()
    };
    assert_eq!(told(&at.desk().deadlines), told(&fresh));
    assert_eq!(at.count("Deadlines"), fresh.iter().filter(|d| d.snoozed.is_none()).count());
}

#[test]
fn while_nothing_runs_nobody_is_woken_but_by_the_lock() {
    use tui::engine::app::App as _;
    let at = opened(80, 24);
    let wake = at.app.wake_at().expect("there is a clock") - at.now().instant;
    assert!(wake <= MINUTE, "the clock of a concern is looked at once a minute");
    assert!(wake >= Duration::from_secs(4), "and not more often: {wake:?}");
}
