//! The scheme: support groups (R43), its standards (R50b), what its workers hold (R90).

use super::world::*;
use crate::deadline::{Band, all};
use crate::finding::Cure;
use crate::record::Subject;
use crate::rule::{ParamId, RuleId};
use crate::world::{Change, World};
use chrono::NaiveDate;
use rstest::rstest;

fn groups(held: &[&str]) -> Scene {
    let groups = held.iter().zip(1..).map(|(day, n)| group(n, day)).collect();
    Scene { groups, ..quiet() }
}

/// Called for five months after the last, and four weeks ahead (R43).
#[rstest]
#[case("2027-02-12", "-")]
#[case("2027-02-13", "week 2027-03-13")]
#[case("2027-03-13", "today 2027-03-13")]
#[case("2027-03-14", "overdue 2027-03-13")]
fn the_next_group_is_called_for_after_five_months(#[case] today: &str, #[case] line: &str) {
    let scene = groups(&["2026-04-20", "2026-07-07", "2026-10-13"]);
    assert_eq!(scene.line(RuleId::R43, d(today)), expected(line));
    assert_eq!(scene.cure(RuleId::R43, d(today)), Some(Cure::HoldGroup).filter(|_| line != "-"));
}

/// Three in any twelve months: the third last counts until the day before it is a year old.
#[rstest]
#[case("2026-12-19", "week 2027-01-09")]
#[case("2027-01-09", "today 2027-01-09")]
#[case("2027-01-10", "overdue 2027-01-09")]
fn three_groups_lie_in_any_twelve_months(#[case] today: &str, #[case] line: &str) {
    let scene = groups(&["2026-01-10", "2026-07-07", "2026-10-13"]);
    assert_eq!(scene.line(RuleId::R43, d(today)), expected(line));
    assert_eq!(scene.line(RuleId::R43, d("2026-12-11")), None);
    assert!(
        scene.why(RuleId::R43, d(today)).contains("the 3rd last"),
        "{}",
        scene.why(RuleId::R43, d(today))
    );
}

#[test]
fn with_fewer_groups_only_the_gap_counts() {
    assert_eq!(groups(&["2026-06-22"]).line(RuleId::R43, d(TODAY)), expected("today 2026-11-22"));
    // None at all: five months after the scheme was set up on 8 January.
    assert_eq!(groups(&[]).line(RuleId::R43, d("2024-06-08")), expected("today 2024-06-08"));
    assert_eq!(groups(&["2026-09-30"]).line(RuleId::R43, d("2027-02-28")), expected("today 2027-02-28"));
}

#[test]
fn a_group_still_to_come_does_not_count_yet() {
    let scene = groups(&["2026-06-22", "2026-12-01"]);
    assert_eq!(scene.line(RuleId::R43, d(TODAY)), expected("today 2026-11-22"));
    assert_eq!(scene.line(RuleId::R43, d("2026-12-01")), None);
}

#[test]
fn how_many_groups_is_a_setting() {
    let scene = groups(&["2026-04-20", "2026-07-07", "2026-10-13"]).set(ParamId::GroupsPerYear, 2);
    assert_eq!(scene.line(RuleId::R43, d("2027-03-13")), expected("today 2027-03-13"));
    let four =
        groups(&["2026-01-10", "2026-04-20", "2026-07-07", "2026-10-13"]).set(ParamId::GroupsPerYear, 4);
    assert_eq!(four.line(RuleId::R43, d("2027-01-09")), expected("today 2027-01-09"));
    assert_eq!(four.lines(RuleId::R43, d("2027-01-09"))[0].subject, Subject::Scheme);
}

#[rstest]
#[case(1, "is the last and counts")]
#[case(2, "the 2nd last")]
#[case(3, "the 3rd last")]
#[case(4, "the 4th last")]
#[case(11, "the 11th last")]
#[case(12, "the 12th last")]
fn the_group_that_counts_is_named_by_its_place(#[case] needed: u8, #[case] words: &str) {
    // One a day: the oldest is a year old on the eve of its day, before a year has passed since the newest.
    let held: Vec<String> = (0..needed).map(|n| days("2026-01-20", -i64::from(n)).to_string()).collect();
    let held: Vec<&str> = held.iter().map(String::as_str).collect();
    let mut scene = groups(&held).set(ParamId::GroupsPerYear, needed.into()).set(ParamId::GroupMonths, 12);
    // Only the count can come before the gap of a year.
    let today = d("2027-01-05");
    assert!(scene.why(RuleId::R43, today).contains(words), "{}", scene.why(RuleId::R43, today));
    scene.groups.clear();
    assert!(!scene.why(RuleId::R43, today).contains("last and counts"));
}

/// R50b: twelve months after they were gone through, or after the file was made.
#[rstest]
#[case(Some("2026-06-01"), "2027-05-24", "-")]
#[case(Some("2026-06-01"), "2027-05-25", "week 2027-06-01")]
#[case(Some("2026-06-01"), "2027-06-01", "today 2027-06-01")]
#[case(Some("2026-06-01"), "2027-06-02", "quiet 2027-06-01")]
#[case(None, "2025-01-08", "today 2025-01-08")]
#[case(None, "2025-01-09", "quiet 2025-01-08")]
fn the_standards_are_gone_through(#[case] last: Option<&str>, #[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.scheme.standards_reviewed = last.map(d);
    assert_eq!(scene.line(RuleId::R50b, d(today)), expected(line));
    let cure = Some(Cure::ReviewStandards).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R50b, d(today)), cure);
}

/// A scheme with so many running matches, the `n`th begun on day n of a count from 1 March.
fn running(n: u8) -> World {
    let matches = (1..=n).map(|n| match_(n, &days("2026-03-01", i64::from(n) - 1).to_string()).into());
    World::from_records(std::iter::once(scheme().into()).chain(matches))
}

fn capacity(world: &World) -> Option<(Band, NaiveDate)> {
    let list = all(world, d(TODAY), noon(d(TODAY)));
    list.iter().find(|l| l.rule == RuleId::R90).map(|l| (l.band, l.due))
}

/// R90: said from 32 matches on, overdue with 36; its day is that of the match that reached it.
#[rstest]
#[case(31, "-")]
#[case(32, "quiet 2026-04-01")]
#[case(35, "quiet 2026-04-01")]
#[case(36, "overdue 2026-04-05")]
#[case(40, "overdue 2026-04-05")]
fn a_worker_holds_no_more_than_can_be_held_well(#[case] matches: u8, #[case] line: &str) {
    assert_eq!(capacity(&running(matches)), expected(line));
}

#[test]
fn capacity_counts_what_runs_for_how_many_workers() {
    let mut more = scheme();
    more.settings.insert(ParamId::WorkersTenths, 12); // amber from 38.4, so 39
    let with_workers = |n| {
        let mut world = running(n);
        world.apply(&[Change::Put(more.clone().into())]);
        capacity(&world)
    };
    assert_eq!(with_workers(38), None);
    assert_eq!(with_workers(39), expected("quiet 2026-04-08"));
    let mut world = running(36);
    let mut one = match_(36, "2026-04-05");
    one.ended = Some(ending("2026-11-23"));
    world.apply(&[Change::Put(one.clone().into())]);
    assert_eq!(capacity(&world), expected("overdue 2026-04-05")); // its last day
    one.ended = Some(ending(TODAY));
    let changes = [Change::Put(one.into())];
    let touched = crate::deadline::touched(&world, &changes);
    assert!(matches!(touched, crate::deadline::Touched::These(set) if set.contains(&Subject::Scheme)));
    world.apply(&changes);
    assert_eq!(capacity(&world), expected("quiet 2026-04-01"));
}
