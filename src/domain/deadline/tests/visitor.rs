//! Annual review, supervision, training, holds of a visitor.

use super::world::*;
use crate::finding::Cure;
use crate::record::{Module, Stage, Subject, Training};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

/// Warned of at eleven months, in time until twelve (R50a).
#[rstest]
#[case("2027-01-02", "-")]
#[case("2027-01-03", "week 2027-02-03")]
#[case("2027-02-03", "today 2027-02-03")]
#[case("2027-02-04", "overdue 2027-02-03")]
fn every_visitor_has_an_annual_review(#[case] today: &str, #[case] line: &str) {
    let scene = quiet(); // the last on 3 February 2026
    assert_eq!(scene.line(RuleId::R50a, d(today)), expected(line));
    let cure = Some(Cure::HoldAnnualReview(scene.visitor.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R50a, d(today)), cure);
}

#[rstest]
#[case("2025-02-03", "2026-02-03")]
#[case("2024-02-29", "2025-02-28")] // approved on 29 February
#[case("2023-02-28", "2024-02-28")]
fn the_first_annual_review_is_a_year_after_approval(#[case] approved: &str, #[case] due: &str) {
    let mut scene = quiet();
    scene.scheme.since = d("2023-01-09");
    scene.annual.clear();
    scene.visitor.stages = vec![stage(Stage::Approved, approved)];
    assert_eq!(scene.line(RuleId::R50a, d(due)), expected(&format!("today {due}")));
    assert_eq!(scene.line(RuleId::R50a, days(due, 1)), expected(&format!("overdue {due}")));
}

#[test]
fn the_latest_annual_review_counts() {
    let mut scene = quiet();
    scene.annual.push(annual_review(2, "2027-01-20"));
    scene.annual[1].visitor = scene.visitor.id;
    assert_eq!(scene.line(RuleId::R50a, d("2027-02-04")), None);
    assert_eq!(scene.line(RuleId::R50a, d("2028-01-20")), expected("today 2028-01-20"));
}

#[test]
fn a_visitors_clocks_run_from_approval_until_they_have_left() {
    let rules = [RuleId::R50a, RuleId::R50, RuleId::R82, RuleId::R87];
    let with = |last: Option<Stage>| {
        let mut scene = quiet();
        (scene.annual, scene.supervisions) = (Vec::new(), Vec::new());
        (scene.visitor.training, scene.visitor.dbs) = (Vec::new(), Vec::new());
        scene.visitor.stages.extend(last.map(|last| stage(last, "2026-11-02")));
        rules.map(|rule| scene.line(rule, d(TODAY)).is_some())
    };
    assert_eq!(with(None), [true; 4]);
    // Leaving is not gone: they still see the child.
    assert_eq!(with(Some(Stage::Leaving)), [true; 4]);
    for stage in [Stage::Left, Stage::Removed] {
        assert_eq!(with(Some(stage)), [false; 4], "{}", stage.words());
    }
    let mut candidate = quiet();
    candidate.visitor.stages = vec![stage(Stage::Checks, "2025-02-03")];
    (candidate.annual, candidate.supervisions) = (Vec::new(), Vec::new());
    candidate.visitor.training.clear();
    candidate.visitor.dbs.clear();
    assert_eq!(rules.map(|rule| candidate.line(rule, d(TODAY))), [None; 4]);
}

/// Every eight weeks; late, it is a matter of having gone quiet (R87).
#[rstest]
#[case("2026-12-20", "-")]
#[case("2026-12-21", "week 2026-12-28")]
#[case("2026-12-28", "today 2026-12-28")]
#[case("2026-12-29", "quiet 2026-12-28")]
fn a_visitor_is_supervised(#[case] today: &str, #[case] line: &str) {
    let scene = quiet(); // the last on 2 November 2026
    assert_eq!(scene.line(RuleId::R87, d(today)), expected(line));
    let cure = Some(Cure::RecordSupervision(scene.visitor.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R87, d(today)), cure);
}

#[rstest]
#[case("2026-02-02", "2025-02-03", "2026-03-30")] // the match began after the approval
#[case("2026-02-02", "2026-02-16", "2026-04-13")] // and before it
fn without_supervision_it_counts_from_approval_or_match(
    #[case] started: &str,
    #[case] approved: &str,
    #[case] due: &str,
) {
    let mut scene = quiet();
    scene.supervisions.clear();
    scene.match_.started = d(started);
    scene.visitor.stages = vec![stage(Stage::Approved, approved)];
    assert_eq!(scene.line(RuleId::R87, d(due)), expected(&format!("today {due}")));
}

#[test]
fn supervision_is_due_only_with_a_match_and_not_on_hold() {
    let late = d("2027-01-10");
    assert!(quiet().line(RuleId::R87, late).is_some());
    assert_eq!(quiet().without_match().line(RuleId::R87, late), None);
    let mut away = quiet();
    away.visitor.holds.push(hold("2026-12-01", Some("2027-03-01"), None));
    assert_eq!(away.line(RuleId::R87, late), None);
}

/// Training that runs out is shown sixty days ahead (R50).
#[rstest]
#[case("2027-01-30", "-")]
#[case("2027-01-31", "week 2027-04-01")]
#[case("2027-04-01", "today 2027-04-01")]
#[case("2027-04-02", "overdue 2027-04-01")]
fn training_that_runs_out_is_refreshed(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visitor.training[2].expires = Some(d("2027-04-01"));
    assert_eq!(scene.line(RuleId::R50, d(today)), expected(line));
    let cure = Some(Cure::RecordTraining(scene.visitor.id, Module::Boundaries)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R50, d(today)), cure);
}

#[test]
fn training_is_one_line_about_the_most_urgent_module() {
    let mut scene = quiet();
    scene.visitor.training[0].expires = Some(d("2026-12-01"));
    scene.visitor.training[4].expires = Some(d("2026-11-01"));
    scene.visitor.training[5].expires = Some(d("2028-01-01"));
    assert_eq!(scene.line(RuleId::R50, d(TODAY)), expected("overdue 2026-11-01"));
    assert_eq!(scene.lines(RuleId::R50, d(TODAY))[0].detail, "communication + 1 more, due 1 Nov");
    scene.visitor.training.remove(3);
    assert_eq!(scene.line(RuleId::R50, d(TODAY)), expected("overdue 2025-02-03"));
    assert_eq!(scene.lines(RuleId::R50, d(TODAY))[0].detail, "confidentiality + 2 more, never done");
}

#[test]
fn the_latest_course_of_a_module_counts_and_extra_ones_do_not() {
    let mut scene = quiet();
    scene.visitor.training[0].expires = Some(d("2026-11-01"));
    scene.visitor.training.push(training(Module::Disability, Some("2026-11-01")));
    let again = Training { on: d("2026-10-20"), ..training(Module::Safeguarding, Some("2028-10-20")) };
    assert!(scene.line(RuleId::R50, d(TODAY)).is_some());
    scene.visitor.training.push(again);
    assert_eq!(scene.line(RuleId::R50, d(TODAY)), None);
}

/// A hold is looked at on its day, or after four weeks when it has none (R95).
#[rstest]
#[case(Some("2026-12-20"), "2026-12-12", "-")]
#[case(Some("2026-12-20"), "2026-12-13", "week 2026-12-20")]
#[case(Some("2026-12-20"), "2026-12-20", "today 2026-12-20")]
#[case(Some("2026-12-20"), "2026-12-21", "overdue 2026-12-20")]
#[case(None, "2026-12-07", "-")]
#[case(None, "2026-12-08", "week 2026-12-15")]
#[case(None, "2026-12-16", "overdue 2026-12-15")]
fn a_hold_is_looked_at_again(#[case] until: Option<&str>, #[case] today: &str, #[case] line: &str) {
    let held = hold("2026-11-17", until, None);
    let mut visitors = quiet();
    visitors.visits.pop(); // a visit planned meanwhile would be another line
    let mut of_match = Scene { visits: visitors.visits.clone(), ..quiet() };
    visitors.visitor.holds.push(held.clone());
    of_match.match_.holds.push(held);
    assert_eq!(visitors.line(RuleId::R95, d(today)), expected(line));
    assert_eq!(of_match.line(RuleId::R95, d(today)), expected(line));
    if line != "-" {
        assert_eq!(visitors.cure(RuleId::R95, d(today)), Some(Cure::VisitorHold(visitors.visitor.id)));
        assert_eq!(of_match.cure(RuleId::R95, d(today)), Some(Cure::MatchHold(of_match.match_.id)));
        assert_eq!(of_match.lines(RuleId::R95, d(today))[0].subject, Subject::Match(of_match.match_.id));
    }
}

#[test]
fn a_hold_that_ended_is_not_looked_at() {
    let mut scene = quiet();
    scene.visits.pop();
    scene.visitor.holds.push(hold("2026-09-01", Some("2026-11-20"), Some("2026-11-22")));
    assert_eq!(scene.line(RuleId::R95, d("2026-11-21")), expected("overdue 2026-11-20"));
    assert_eq!(scene.line(RuleId::R95, d("2026-11-22")), None);
}

#[rstest]
#[case(RuleId::R50a, ParamId::AnnualReviewMonths, 24, "2028-02-03")]
#[case(RuleId::R87, ParamId::SupervisionWeeks, 4, "2026-11-30")]
#[case(RuleId::R82, ParamId::DbsMonths, 24, "2027-01-12")]
fn a_visitors_clocks_follow_the_policy(
    #[case] rule: RuleId,
    #[case] param: ParamId,
    #[case] value: i64,
    #[case] due: &str,
) {
    let scene = quiet().set(param, value);
    assert_eq!(scene.line(rule, d(due)), expected(&format!("today {due}")));
    assert_ne!(quiet().line(rule, d(due)), scene.line(rule, d(due)));
}

#[rstest]
#[case(RuleId::R50a, ParamId::AnnualReviewWarnMonths, 9, "2026-11-22")]
#[case(RuleId::R82, ParamId::DbsWarnDays, 365, "2027-02-01")]
fn warnings_begin_as_the_policy_says(
    #[case] rule: RuleId,
    #[case] param: ParamId,
    #[case] value: i64,
    #[case] today: &str,
) {
    assert!(quiet().set(param, value).line(rule, d(today)).is_some());
    assert_eq!(quiet().line(rule, d(today)), None);
}
