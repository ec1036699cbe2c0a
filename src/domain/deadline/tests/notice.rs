//! A match in its notice period: what falls due before its last day is asked for, and what follows it is not.

use super::world::*;
use crate::judge::{self, AfterMove};
use crate::record::{ChildView, ReferralOutcome, VisitState};
use crate::rule::RuleId;
use rstest::rstest;

fn ending_on(on: &str) -> Scene {
    let mut scene = quiet();
    scene.match_.ended = Some(ending(on));
    scene
}

/// A new carer is told, the card confirmed and the new home looked at while the match lives (R27, R28, R12, R58).
#[rstest]
#[case("2026-11-25", true)]
#[case("2026-11-24", false)]
fn a_move_is_followed_up_while_the_match_lives(#[case] ends: &str, #[case] lives: bool) {
    let today = d("2026-11-24");
    let mut scene = ending_on(ends).moved("2026-11-10");
    scene.child.placements[1].learned = d("2026-11-10");
    for rule in [RuleId::R25, RuleId::R27, RuleId::R28, RuleId::R58, RuleId::R12] {
        assert_eq!(scene.line(rule, today).is_some(), lives, "{rule}");
    }
}

#[rstest]
#[case::the_last_day_comes_first("2026-11-23", None)]
#[case::the_visit_comes_first("2027-01-01", Some("overdue 2026-11-21"))]
fn a_quiet_match_is_still_visited(#[case] ends: &str, #[case] line: Option<&str>) {
    let mut scene = ending_on(ends);
    scene.visits = vec![visit(1, 1, "2026-10-11", VisitState::Completed)];
    let today = d("2026-11-23");
    assert_eq!(scene.line(RuleId::R20, today), line.and_then(expected));
}

/// With four weeks or less to go the goodbye is the last visit, and no next one is asked for (R89).
#[rstest]
#[case("2026-12-29", true)]
#[case("2026-12-28", false)]
fn no_next_visit_is_asked_for_shortly_before_the_end(#[case] ends: &str, #[case] asked: bool) {
    let mut scene = ending_on(ends);
    scene.visits.truncate(2);
    assert_eq!(scene.line(RuleId::R89, d("2026-11-30")).is_some(), asked);
}

#[test]
fn a_review_due_after_the_end_is_not_asked_for() {
    let mut scene = ending_on("2026-11-15");
    scene.match_.started = d("2026-08-14");
    scene.reviews.clear();
    assert_eq!(scene.line(RuleId::R86, d("2026-11-13")), expected("week 2026-11-14"));
    scene.match_.ended = Some(ending("2026-11-14"));
    assert_eq!(scene.line(RuleId::R86, d("2026-11-13")), None);
}

#[test]
fn the_visitor_is_supported_and_the_child_does_not_wait_until_the_end() {
    let mut scene = ending_on("2027-03-01");
    scene.supervisions = vec![supervision(1, "2026-09-20")];
    let mut waits = referral(1, "2026-10-01");
    waits.decision = Some(decision("2026-10-02", ReferralOutcome::Accepted));
    scene.referrals = vec![waits];
    assert!(scene.line(RuleId::R87, d(TODAY)).is_some());
    assert_eq!(scene.lines(RuleId::R40, d("2027-02-28")).len(), 0);
    assert_ne!(scene.lines(RuleId::R40, d("2027-03-01")).len(), 0);
}

/// An objection ends it at once (R54), whatever day was agreed.
#[test]
fn an_objection_does_not_wait_for_the_last_day() {
    let mut scene = ending_on("2027-01-10");
    scene.child.view = ChildView::Objects { understands: true, said: said("2026-11-21") };
    assert_eq!(scene.line(RuleId::R54, d(TODAY)), expected("overdue 2026-11-21"));
    assert!(scene.why(RuleId::R54, d(TODAY)).contains("is to run until Sun 10 Jan"));
    assert_eq!(scene.line(RuleId::R54, d("2027-01-10")), None);
}

/// A move that is planned asks for the same as one that was, from the day on which it is heard of (5.4).
#[test]
fn a_planned_move_is_prepared_and_becomes_a_move_on_its_day() {
    let mut scene = quiet().moved("2026-12-04");
    scene.child.placements[1].confirmed = Some(said("2026-11-20"));
    let world = scene.world();
    let steps = |found: Option<(chrono::NaiveDate, Vec<AfterMove>)>| {
        found.map(|(from, steps)| (from, steps.iter().filter(|s| s.done.is_none()).map(|s| s.rule).collect()))
    };
    let before = |on| steps(judge::before_move(&world, &scene.child, &scene.match_, d(on)));
    let after = |on| steps(judge::after_move(&world, &scene.child, &scene.match_, d(on)));
    let asked = vec![RuleId::R27, RuleId::R28, RuleId::R12, RuleId::R58, RuleId::R58, RuleId::R29];
    let found = Some((d("2026-12-04"), asked));
    assert_eq!((before("2026-12-03"), after("2026-12-03")), (found.clone(), None));
    assert_eq!((before("2026-12-04"), after("2026-12-04")), (None, found));
}

#[rstest]
#[case::it_ends_on_that_day(Some("2026-12-04"), false)]
#[case::it_lives_on_that_day(Some("2026-12-05"), true)]
#[case::no_end_is_known(None, true)]
fn a_planned_move_is_prepared_if_the_match_lives_by_then(#[case] ends: Option<&str>, #[case] asked: bool) {
    let mut scene = quiet().moved("2026-12-04");
    scene.match_.ended = ends.map(ending);
    let found = judge::before_move(&scene.world(), &scene.child, &scene.match_, d(TODAY));
    assert_eq!(found.is_some(), asked);
}

#[test]
fn a_home_is_said_to_reach_to_now_only_from_its_first_day_on() {
    let scene = quiet().moved("2026-12-04");
    let words = |on| scene.child.placements.iter().map(|p| p.until_words(d(on))).collect::<Vec<_>>();
    assert_eq!(words("2026-12-03"), ["to Fri 4 Dec", "planned"]);
    assert_eq!(words("2026-12-04"), ["to Fri 4 Dec", "to now"]);
}
