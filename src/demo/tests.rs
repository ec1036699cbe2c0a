//! The scheme is right on any day.

use super::*;
use chrono::{NaiveTime, Weekday};
use domain::calendar::to_utc;
use domain::deadline::{self, Band, Deadline};
use domain::record::Subject;
use domain::rule::{RuleId, TABLE};
use domain::world::World;
use std::collections::BTreeSet;

/// Kinds of deadlines of which there is always an open case that is not put off: every clock but R16, which stands on
/// the list only for an outing of somebody whose approval was taken back; those of allegations, which are told apart; and
/// R80b, the duty to report, a switch that is off until the law has begun.
fn kinds() -> impl Iterator<Item = RuleId> {
    let apart = [
        RuleId::R16,
        RuleId::R49,
        RuleId::R71,
        RuleId::R72,
        RuleId::R73,
        RuleId::R75,
        RuleId::R76,
        RuleId::R77,
        RuleId::R78,
        RuleId::R80b,
    ];
    TABLE.iter().filter(move |row| row.clock && !apart.contains(&row.id)).map(|row| row.id)
}

/// One allegation whose clock is running and one that is closed, on any day and at any hour; and without the restricted
/// records nothing says so.
#[test]
fn a_manager_finds_one_allegation_open_and_one_closed() {
    let first = day("2026-01-05");
    for n in 0..60 {
        let today = first + chrono::Days::new(7 * n + n % 7);
        let now = at(today, n as usize);
        let demo = with_allegations(today, now);
        let open: Vec<_> = demo.world.allegations().map(|a| a.is_open()).collect();
        assert_eq!(open, [false, true], "{today} {now}");
        in_order(&demo, today, now);
        let list = due(&demo, today, now);
        let clock = list.iter().find(|d| d.rule == RuleId::R71).expect("the LADO's clock");
        assert!(clock.band == Band::Clock && clock.at.is_some_and(|at| at > now), "{today} {now}");
        assert!(build(today, now).world.allegations().next().is_none());
    }
}

/// Whether a text is one sentence. A short name ends in a full stop of its own.
fn is_one_sentence(why: &str) -> bool {
    let words: Vec<&str> = why.split(' ').collect();
    let initial = |word: &str| word.len() == 2 && word.starts_with(char::is_uppercase);
    let ends = |word: &&&str| word.trim_end_matches([')', '"']).ends_with(['.', '!', '?']) && !initial(word);
    why.starts_with(char::is_uppercase)
        && why.ends_with('.')
        && !words[..words.len() - 1].iter().any(|w| ends(&w))
}

/// The names of the child and the visitor whom a line is about, in the words of its sentence.
fn people_of(world: &World, line: &Deadline) -> Vec<String> {
    let of = |subject: &Subject| match subject {
        Subject::Child(id) => world.child(*id).map(|c| c.name.short()),
        Subject::Visitor(id) => world.visitor(*id).map(|v| v.name.short()),
        _ => None,
    };
    line.related.iter().chain([&line.subject]).filter_map(of).collect()
}

#[test]
fn every_line_explains_itself_in_one_sentence() {
    for (n, today) in ["2026-11-23", "2027-02-28", "2028-06-17"].into_iter().map(day).enumerate() {
        let demo = with_allegations(today, at(today, n));
        for line in due(&demo, today, at(today, n)) {
            assert!(is_one_sentence(&line.why), "{line:?}: {}", line.why);
            let words: Vec<&str> = line.why.split(' ').collect();
            let stutter = words.windows(2).find(|pair| pair[0] == pair[1]);
            assert_eq!(stutter, None, "{line:?}: {}", line.why);
            let people = people_of(&demo.world, &line);
            // What is said of an allegation names nobody, wherever it is read.
            let unnamed = people.is_empty() || matches!(line.subject, Subject::Allegation(_));
            let named = unnamed || people.iter().any(|name| line.why.contains(name.as_str()));
            assert!(named, "{line:?} names nobody: {}", line.why);
        }
    }
}

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
    let kinds: BTreeSet<_> = list.iter().filter(|d| d.snoozed.is_none()).map(|d| d.rule).collect();
    let missing: Vec<_> = self::kinds().filter(|k| !kinds.contains(k)).collect();
    assert!(missing.is_empty(), "{}: no {missing:?}", when());
    let has = |rule, band| list.iter().any(|d| d.rule == rule && d.band == band);
    assert!(has(RuleId::R20, Band::Quiet) && has(RuleId::R20, Band::Overdue), "{}: R20", when());
    assert!(has(RuleId::R39, Band::Overdue) && has(RuleId::R39, Band::Week), "{}: R39", when());
    assert!(has(RuleId::R25, Band::Unsafe) && has(RuleId::R48, Band::Unsafe), "{}: outings", when());
    let empty = |band: &&Band| !list.iter().any(|d| d.band == **band && d.snoozed.is_none());
    assert_eq!(
        Band::ALL.iter().find(empty).map(|band| band.key()),
        None,
        "{}: a band without a line",
        when()
    );
    assert_eq!(list.iter().filter(|d| d.rule == RuleId::R95).count(), 2, "{}: R95", when());
    let clocks: Vec<_> = list.iter().filter(|d| d.band == Band::Clock).map(|d| d.rule).collect();
    assert_eq!(clocks, [RuleId::R61, RuleId::R32], "{}: clocks", when());
    // One line of every kind, and a second where two kinds of it are told: a morning that can be read through.
    assert!((79..=83).contains(&list.len()), "{}: {} lines", when(), list.len());
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
fn it_shows_every_shape_of_name() {
    let today = day("2026-11-22");
    let world = build(today, at(today, 0)).world;
    for name in ["O'Brien", "Zoë", "李", "Nguyễn", "Patel-Morris", "Keziah"] {
        assert!(world.children().any(|c| c.name.first == name || c.name.last == name), "{name}");
    }
    assert!(world.children().any(|c| domain::calendar::born_on_leap_day(c.born)));
}

#[test]
fn the_morning_reads_as_it_should() {
    let today = day("2026-11-22");
    assert_eq!(chrono::Datelike::weekday(&today), Weekday::Sun);
    let demo = build(today, at(today, 0));
    let world = &demo.world;
    assert_eq!(world.morning().map(|m| m.on), today.checked_sub_days(chrono::Days::new(3)));
    let running = world.matches().filter(|m| domain::status::runs(world, m, today)).count();
    assert_eq!((world.children().len(), world.visitors().len()), (42, 34));
    assert_eq!((world.matches().len(), running), (26, 15));
    let visits = world.visits_by_date().len();
    assert!((330..=350).contains(&visits), "{visits} visits");
}

#[test]
fn a_plain_scheme_has_the_size_asked_for() {
    let today = day("2026-11-22");
    for (children, visitors, matches, visits) in
        [(30, 20, 20, 1000), (3, 2, 9, 50), (1, 1, 0, 0), (5, 5, 5, 3), (300, 200, 0, 0)]
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
