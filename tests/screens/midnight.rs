//! Time passes while nobody presses a key: the clock of a concern runs, and at midnight it is another day.

use crate::ground::{At, at_moment, opened};
use chrono::{TimeZone as _, Utc};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// The minutes that the line under the cursor still has, as its reason says.
fn left(at: &At) -> i64 {
    let reason = crate::ground::flat(&at.screen()).split("learned of").nth(1).unwrap_or_default().to_owned();
    let line = reason.replace(['.', ';'], "");
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
fn the_clock_of_a_concern_is_looked_at_whenever_the_program_is_awake() {
    let mut at = opened(100, 30);
    at.keys("j");
    let before = left(&at);
    at.wait(MINUTE);
    assert_eq!(left(&at), before - 1);
    at.wait(MINUTE * 2);
    assert_eq!(left(&at), before - 3);
}

/// The day of the demonstration, at that time.
fn at_time(hour: u32, minute: u32) -> At {
    at_moment(Utc.with_ymd_and_hms(2026, 11, 23, hour, minute, 0).unwrap(), 100, 30)
}

#[test]
fn when_the_clock_of_a_concern_has_run_out_the_line_says_so_by_itself() {
    use tui::engine::app::App as _;
    let mut at = at_time(16, 57);
    let line = |at: &At| at.screen().lines().find(|l| l.contains("Pass on concern")).unwrap().to_owned();
    at.says("by 17:00 today");
    assert!(!line(&at).contains("now late"));
    // The message of the opening goes first.
    at.wait(Duration::from_secs(10)).settle();
    let out = at.app.wake_at().expect("a clock runs") - at.now().instant;
    assert_eq!(out, MINUTE * 3 - Duration::from_secs(10) + Duration::from_secs(1));
    at.wait(MINUTE * 3).settle();
    assert!(line(&at).contains("now late"), "{}", at.screen());
    // From then on nothing is waited for but the lock.
    let lock = at.app.wake_at().expect("the lock") - at.now().instant;
    assert_eq!(lock, MINUTE * 2 - Duration::from_secs(10));
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
    let told = |d: &domain::deadline::Deadline| (d.rule, d.subject, d.due, d.days, d.band);
    let kept: Vec<_> = at.desk().deadlines.iter().map(told).collect();
    assert_eq!(kept, fresh.iter().map(told).collect::<Vec<_>>());
    assert_eq!(at.count("Deadlines"), fresh.iter().filter(|d| d.snoozed.is_none()).count());
}

/// The screen is usable from the first moment on: what is shown about somebody is of today at once, though the rest of
/// the list is derived piece by piece while nothing else is to be done.
#[test]
fn at_midnight_an_opened_record_is_of_today_at_once() {
    let mut at = at_moment(Utc.with_ymd_and_hms(2026, 11, 23, 23, 58, 0).unwrap(), 100, 30);
    at.keys("5 g").settle().keys("o").settle();
    let subject = at.desk().subject().expect("an opened record");
    at.stand_still(MINUTE * 3).batch([]);
    assert!(at.desk().deadlines.is_stale(), "it is not all derived in one go");
    let tomorrow = at.desk().today;
    let shown: Vec<_> = at.desk().deadlines.about(&[subject]).collect();
    assert!(!shown.is_empty() && shown.iter().all(|d| d.days == (tomorrow - d.due).num_days()));
    at.settle();
    assert!(!at.desk().deadlines.is_stale());
}

#[test]
fn while_nobody_presses_a_key_nothing_wakes_the_program_before_the_lock() {
    use tui::engine::app::App as _;
    let mut at = opened(80, 24);
    at.says("left");
    let begun = at.now().instant;
    // The message of the opening goes after a while.
    at.wait(Duration::from_secs(10)).settle();
    assert_eq!(at.app.wake_at().expect("the lock") - begun, MINUTE * 5, "though the clock of a concern runs");
    for keys in ["1", "4 j", "3 Enter", "?"] {
        at.keys(keys).settle();
        let pressed = at.now().instant;
        assert_eq!(at.app.wake_at().expect("the lock") - pressed, MINUTE * 5, "after {keys}");
        at.keys("Esc Esc Esc");
    }
}

#[test]
fn late_in_the_evening_midnight_comes_before_the_lock() {
    use tui::engine::app::App as _;
    let mut at = at_time(23, 57);
    at.wait(Duration::from_secs(10)).settle();
    let wake = at.app.wake_at().expect("midnight") - at.now().instant;
    assert_eq!(wake, MINUTE * 3 - Duration::from_secs(10) + Duration::from_secs(1));
}

#[test]
fn a_locked_screen_is_woken_by_nothing_but_a_key() {
    use tui::engine::app::App as _;
    let mut at = opened(80, 24);
    at.wait(MINUTE * 6);
    assert!(at.app.desk().is_none());
    assert_eq!(at.app.wake_at(), None);
}

#[test]
fn what_is_to_be_done_at_once_is_due_now_and_never_late() {
    for (hour, minute) in [(9, 0), (16, 59), (17, 1), (23, 30)] {
        let at = at_time(hour, minute);
        let screen = at.screen();
        let danger = screen.lines().find(|line| line.contains("at once")).expect("somebody is in danger");
        assert!(danger.trim_end().ends_with("now"), "{danger}");
        // The clock beside it has an end, and says when that is over.
        let clock = screen.lines().find(|line| line.contains("by 17:00 today")).expect("a clock");
        assert_eq!(clock.trim_end().ends_with("late"), (hour, minute) > (17, 0), "{clock}");
    }
}
