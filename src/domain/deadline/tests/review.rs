//! Match reviews and the eighteenth birthday.

use super::world::*;
use crate::finding::Cure;
use crate::record::{EighteenDone, EighteenStep, MatchReview, VisitState};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

/// A match that began on 14 August 2026 with these formal reviews.
fn reviewed(held: &[&str]) -> Scene {
    let reviews = held.iter().zip(1..).map(|(day, n)| review(1, n, day)).collect();
    let mut scene = Scene { reviews, ..quiet() };
    scene.match_.started = d("2026-08-14");
    scene
}

/// Three, six, twelve months, then yearly (R86).
#[rstest]
#[case(&[], "2026-11-06", "-")]
#[case(&[], "2026-11-07", "week 2026-11-14")]
#[case(&[], "2026-11-14", "today 2026-11-14")]
#[case(&[], "2026-11-15", "overdue 2026-11-14")]
#[case(&["2026-11-14"], "2027-02-14", "today 2027-02-14")]
#[case(&["2026-11-14", "2027-02-14"], "2027-08-14", "today 2027-08-14")]
#[case(&["2027-08-14"], "2028-08-14", "today 2028-08-14")]
#[case(&["2028-08-14"], "2029-08-14", "today 2029-08-14")]
fn reviews_fall_at_three_six_and_twelve_months_then_yearly(
    #[case] held: &[&str],
    #[case] today: &str,
    #[case] line: &str,
) {
    let scene = reviewed(held);
    assert_eq!(scene.line(RuleId::R86, d(today)), expected(line));
    let cure = Some(Cure::HoldMatchReview(scene.match_.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R86, d(today)), cure);
}

/// A review up to 28 days early meets its point; one day earlier does not.
#[rstest]
#[case("2026-10-17", "2027-02-14")]
#[case("2026-10-16", "2026-11-14")]
#[case("2026-12-20", "2027-02-14")] // late, it is the three-month review
#[case("2027-01-16", "2027-02-14")] // 29 days before six months
#[case("2027-01-17", "2027-08-14")] // 28 days: it is that of six months
fn an_early_review_meets_its_point(#[case] held: &str, #[case] due: &str) {
    assert_eq!(reviewed(&[held]).line(RuleId::R86, d(due)), expected(&format!("today {due}")));
}

#[test]
fn an_informal_review_meets_no_point() {
    let mut scene = reviewed(&["2026-11-10"]);
    assert_eq!(scene.line(RuleId::R86, d(TODAY)), None);
    scene.reviews[0].formal = false;
    assert_eq!(scene.line(RuleId::R86, d(TODAY)), expected("overdue 2026-11-14"));
    assert_eq!(scene.lines(RuleId::R86, d(TODAY))[0].detail, "3-month, due 14 Nov");
}

/// A month without that day ends on its last (2.H 5).
#[rstest]
#[case("2027-11-30", "2028-02-29")]
#[case("2026-11-30", "2027-02-28")]
#[case("2028-05-31", "2028-08-31")]
fn review_points_at_the_end_of_a_month(#[case] started: &str, #[case] due: &str) {
    let mut scene = reviewed(&[]);
    scene.match_.started = d(started);
    assert_eq!(scene.line(RuleId::R86, d(due)), expected(&format!("today {due}")));
    assert_eq!(scene.line(RuleId::R86, days(due, 1)), expected(&format!("overdue {due}")));
}

#[test]
fn a_hold_does_not_pause_reviews_or_checks() {
    let mut scene = reviewed(&[]);
    scene.visits = vec![visit(1, 1, "2026-08-20", VisitState::Completed)];
    scene.visitor.dbs = vec![dbs("2023-12-01")];
    scene.annual.clear();
    scene.visitor.stages[0].on = d("2025-11-20");
    let rules = [RuleId::R86, RuleId::R82, RuleId::R50a];
    let before = rules.map(|rule| scene.line(rule, d(TODAY)));
    assert!(before.iter().all(Option::is_some));
    assert!(scene.line(RuleId::R20, d(TODAY)).is_some());
    scene.match_.holds.push(hold("2026-09-01", Some("2027-01-01"), None));
    scene.visitor.holds.push(hold("2026-09-01", Some("2027-01-01"), None));
    assert_eq!(rules.map(|rule| scene.line(rule, d(TODAY))), before);
    assert_eq!(scene.line(RuleId::R20, d(TODAY)), None);
}

#[rstest]
#[case(ParamId::ReviewFirstMonths, 2, "2026-10-14")]
#[case(ParamId::ReviewEarlyDays, 7, "2026-11-14")]
fn reviews_follow_the_policy(#[case] param: ParamId, #[case] value: i64, #[case] due: &str) {
    let held: &[&str] = if param == ParamId::ReviewEarlyDays { &["2026-10-20"] } else { &[] };
    let scene = reviewed(held).set(param, value);
    assert_eq!(scene.line(RuleId::R86, d(due)), expected(&format!("today {due}")));
    assert_ne!(reviewed(held).line(RuleId::R86, d(due)), scene.line(RuleId::R86, d(due)));
}

#[test]
fn half_yearly_reviews_from_the_first_year_on() {
    let scene = reviewed(&["2027-08-14"]).set(ParamId::ReviewYearlyMonths, 6);
    assert_eq!(scene.line(RuleId::R86, d("2028-02-14")), expected("today 2028-02-14"));
}

/// A review is in the child's plan within four weeks (R47).
#[rstest]
#[case("2026-11-30", false)] // day 28
#[case("2026-12-01", true)]
fn a_review_is_fed_into_the_plan(#[case] today: &str, #[case] late: bool) {
    let scene = |to_plan| {
        let first = MatchReview { to_plan: None, ..review(1, 1, "2026-08-20") };
        Scene { reviews: vec![first, MatchReview { to_plan, ..review(1, 2, "2026-11-02") }], ..quiet() }
    };
    let open = scene(None);
    assert_eq!(open.line(RuleId::R47, d(today)), expected("overdue 2026-11-30").filter(|_| late));
    assert_eq!(scene(Some(d("2026-11-20"))).line(RuleId::R47, d(today)), None);
    let informal = MatchReview { formal: false, to_plan: None, ..review(1, 1, "2026-09-01") };
    assert_eq!(Scene { reviews: vec![informal], ..quiet() }.line(RuleId::R47, d(today)), None);
}

/// The child becomes eighteen on 14 May 2027.
fn turning() -> Scene {
    let mut scene = quiet();
    scene.child.born = d("2009-05-14");
    scene
}

fn taken(steps: &[EighteenStep]) -> Vec<EighteenDone> {
    steps.iter().map(|step| EighteenDone { step: *step, on: d("2026-05-14"), note: None }).collect()
}

/// Twelve, six, three and one month ahead, each in time until the next begins; from the birthday on the match has ended
/// by age (R6, 5.8, 2.H 6). Each is shown from four weeks before its last day. The steps before it are taken.
#[rstest]
#[case("2026-05-14", 0, "-")]
#[case("2026-10-15", 0, "-")]
#[case("2026-10-16", 0, "week 2026-11-13")]
#[case("2026-11-13", 0, "today 2026-11-13")]
#[case("2026-11-13", 1, "-")]
#[case("2027-01-15", 1, "-")]
#[case("2027-01-16", 1, "week 2027-02-13")]
#[case("2027-02-13", 1, "today 2027-02-13")]
#[case("2027-03-15", 2, "-")]
#[case("2027-03-16", 2, "week 2027-04-13")]
#[case("2027-04-13", 2, "today 2027-04-13")]
#[case("2027-04-14", 3, "-")]
#[case("2027-04-15", 3, "week 2027-05-13")]
#[case("2027-05-13", 3, "today 2027-05-13")]
fn the_birthday_is_prepared_in_four_steps(#[case] today: &str, #[case] before: usize, #[case] line: &str) {
    let steps: Vec<_> = EighteenStep::ALL.iter().map(|(step, ..)| *step).collect();
    let mut scene = turning();
    scene.match_.eighteen = taken(&steps[..before]);
    assert_eq!(scene.line(RuleId::R6, d(today)), expected(line));
    let cure = Some(Cure::EighteenStep(scene.match_.id, steps[before])).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R6, d(today)), cure);
    scene.match_.eighteen = taken(&steps[..=before]);
    assert_eq!(scene.line(RuleId::R6, d(today)), None);
}

/// A step that nobody took is overdue when the next one's time comes, and does not vanish.
#[test]
fn a_step_that_was_not_taken_stays_on_the_list() {
    let mut scene = turning();
    let all: Vec<_> = EighteenStep::ALL.iter().map(|(step, ..)| *step).collect();
    for (today, steps) in [("2026-11-14", 2), ("2027-02-14", 3), ("2027-04-14", 4)] {
        assert_eq!(scene.line(RuleId::R6, d(today)), expected("overdue 2026-11-13"));
        let line = &scene.lines(RuleId::R6, d(today))[0];
        let named = EighteenStep::ALL.iter().filter(|(.., words)| line.why.contains(words)).count();
        assert_eq!(
            (named, line.detail.contains(&format!("{steps} steps open"))),
            (steps, true),
            "{}",
            line.why
        );
        assert_eq!(line.cure, Cure::EighteenStep(scene.match_.id, all[0]));
    }
    // Taken in another order, the one that is left is still asked for.
    scene.match_.eighteen = taken(&[all[1], all[2]]);
    assert_eq!(scene.line(RuleId::R6, d("2027-02-14")), expected("overdue 2026-11-13"));
}

/// Nobody could raise at a review what was over before there was a match, or before there was a file.
#[rstest]
#[case("2026-11-13", "overdue 2026-11-13")]
#[case("2026-11-14", "week 2027-02-13")]
fn a_step_from_before_the_match_is_not_asked_for(#[case] began: &str, #[case] line: &str) {
    let mut scene = turning();
    scene.match_.started = d(began);
    assert_eq!(scene.line(RuleId::R6, d("2027-01-16")), expected(line));
    let mut scene = turning();
    scene.scheme.since = d(began);
    assert_eq!(scene.line(RuleId::R6, d("2027-01-16")), expected(line));
}

#[test]
fn a_step_that_was_taken_does_not_stand_for_the_next() {
    let mut scene = turning();
    scene.match_.eighteen =
        vec![EighteenDone { step: EighteenStep::RaiseAtReview, on: d(TODAY), note: None }];
    assert_eq!(
        scene.cure(RuleId::R6, d("2027-01-16")),
        Some(Cure::EighteenStep(scene.match_.id, EighteenStep::AskBoth))
    );
}

#[test]
fn from_the_birthday_on_the_match_has_ended_by_age_and_its_clocks_with_it() {
    let mut scene = turning();
    let all_done =
        EighteenStep::ALL.iter().map(|(step, ..)| EighteenDone { step: *step, on: d(TODAY), note: None });
    scene.match_.eighteen = all_done.collect();
    assert_eq!(scene.line(RuleId::R6, d("2027-05-13")), None);
    assert_eq!(scene.line(RuleId::R6, d("2027-05-14")), expected("today 2027-05-14"));
    assert_eq!(scene.line(RuleId::R6, d("2027-05-15")), expected("overdue 2027-05-14"));
    assert_eq!(scene.cure(RuleId::R6, d("2027-05-15")), Some(Cure::EndMatch(scene.match_.id)));
    for rule in [RuleId::R20, RuleId::R86] {
        assert!(scene.line(rule, d("2027-05-13")).is_some(), "{rule}");
        assert_eq!(scene.line(rule, d("2027-05-14")), None, "{rule}");
    }
    assert_eq!(scene.without_match().line(RuleId::R6, d("2027-05-15")), None);
}

/// Born on 29 February: 1 March in a common year, and a person is asked to check (2.H 6).
#[test]
fn born_on_the_twenty_ninth_of_february() {
    let mut scene = quiet();
    scene.child.born = d("2008-02-29");
    assert_eq!(scene.line(RuleId::R6, d("2026-02-28")), expected("today 2026-02-28"));
    assert_eq!(scene.line(RuleId::R6, d("2026-03-01")), expected("today 2026-03-01"));
    assert_eq!(scene.line(RuleId::R6, d("2026-03-02")), expected("overdue 2026-03-01"));
    for today in ["2026-02-28", "2026-03-02"] {
        assert!(scene.why(RuleId::R6, d(today)).contains("a person should check"));
    }
    scene.child.born = d("2008-03-01");
    assert!(!scene.why(RuleId::R6, d("2026-03-02")).contains("a person should check"));
}

#[test]
fn a_scheme_may_go_on_to_twenty_one() {
    let scene = turning().set(ParamId::ChildAgeMax, 21);
    assert_eq!(scene.line(RuleId::R6, d("2027-05-15")), None);
    assert_eq!(scene.line(RuleId::R6, d("2030-05-14")), expected("today 2030-05-14"));
}
