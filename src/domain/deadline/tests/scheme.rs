//! Support groups.

use super::world::*;
use crate::finding::Cure;
use crate::record::Subject;
use crate::rule::{ParamId, RuleId};
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
