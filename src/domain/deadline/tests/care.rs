//! What is asked of those who look after the child: risk (R38), the review of the case (R60).

use super::world::*;
use crate::record::{CaseReview, Ceased, MeetingOutcome, ReferralOutcome, Settled};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

fn answered(on: &str) -> Scene {
    let mut scene = quiet();
    scene.child.risk = Some(risk(on));
    scene
}

/// R38: six months after the last answer.
#[rstest]
#[case("2026-08-31", "2027-02-20", "-")]
#[case("2026-08-31", "2027-02-21", "week 2027-02-28")]
#[case("2026-08-31", "2027-02-28", "today 2027-02-28")]
#[case("2026-08-31", "2027-03-01", "overdue 2027-02-28")]
fn the_answer_on_risk_is_asked_for_again(#[case] on: &str, #[case] today: &str, #[case] line: &str) {
    let scene = answered(on);
    assert_eq!(scene.line(RuleId::R38, d(today)), expected(line));
    let mut waits = waiting(referral(1, "2026-08-01"));
    waits.child.risk = scene.child.risk.clone();
    assert_eq!(waits.line(RuleId::R38, d(today)), None); // not yet accepted
    waits.referrals[0].decision = Some(decision("2026-08-20", ReferralOutcome::Accepted));
    assert_eq!(waits.line(RuleId::R38, d(today)), expected(line));
    let proposed = answered(on).without_match();
    assert_eq!(proposed.line(RuleId::R38, d(today)), None);
    assert_eq!(proposed.with(proposal(1, "2026-11-01")).line(RuleId::R38, d(today)), expected(line));
}

/// R38, never answered: from the day on which the child was met, or it was decided without.
#[rstest]
#[case(None, None, "2026-12-01", "-")]
#[case(Some("2026-11-10"), None, "2026-11-10", "today 2026-11-10")]
#[case(Some("2026-11-10"), None, "2026-11-11", "overdue 2026-11-10")]
#[case(Some("2026-11-10"), Some("2026-11-12"), "2026-11-13", "overdue 2026-11-10")]
#[case(None, Some("2026-11-12"), "2026-11-13", "overdue 2026-11-12")]
fn the_first_answer_on_risk_is_missing(
    #[case] met: Option<&str>,
    #[case] decided: Option<&str>,
    #[case] today: &str,
    #[case] line: &str,
) {
    let mut scene = waiting(referral(1, "2026-11-02"));
    scene.child.risk = None;
    scene.referrals[0].meetings = met.map(|on| meeting(on, MeetingOutcome::Held)).into_iter().collect();
    scene.referrals[0].decision = decided.map(|on| decision(on, ReferralOutcome::Accepted));
    assert_eq!(scene.line(RuleId::R38, d(today)), expected(line));
}

#[test]
fn of_some_children_nothing_is_asked() {
    let today = d("2027-06-01");
    assert_eq!(quiet().line(RuleId::R38, today), None); // matched, and never answered
    let mut gone = answered("2026-01-05");
    gone.child.ceased = Some(Ceased { on: d("2027-05-01"), reason: "home".to_owned() });
    gone.child.next_case_review = Some(d("2027-05-20"));
    assert_eq!((gone.line(RuleId::R38, today), gone.line(RuleId::R60, today)), (None, None));
    let mut grown = answered("2026-01-05");
    grown.child.born = d("2009-05-14");
    assert_eq!(grown.line(RuleId::R38, today), None);
    let yearly = answered("2026-01-05").set(ParamId::RiskMonths, 12);
    assert_eq!(yearly.line(RuleId::R38, d("2027-01-05")), expected("today 2027-01-05"));
}

fn reviews(next: Option<&str>, held: &[&str]) -> Scene {
    let mut scene = quiet();
    scene.child.next_case_review = next.map(d);
    scene.child.case_reviews =
        held.iter().map(|on| CaseReview { on: d(on), considered: Some(true) }).collect();
    scene
}

/// R60: from two weeks ahead, and until it is recorded.
#[rstest]
#[case("2026-11-07", "-")]
#[case("2026-11-08", "week 2026-11-22")]
#[case("2026-11-22", "today 2026-11-22")]
#[case("2026-11-23", "overdue 2026-11-22")]
fn a_visitor_is_considered_at_every_review(#[case] today: &str, #[case] line: &str) {
    let scene = reviews(Some("2026-11-22"), &["2026-05-20"]);
    assert_eq!(scene.line(RuleId::R60, d(today)), expected(line));
    assert_eq!(reviews(Some("2026-11-22"), &["2026-11-22"]).line(RuleId::R60, d(today)), None);
    assert_eq!(scene.without_match().line(RuleId::R60, d(today)), None);
    let mut waits = waiting(referral(1, "2026-08-01"));
    waits.child.next_case_review = Some(d("2026-11-22"));
    assert_eq!(waits.line(RuleId::R60, d(today)), None);
    waits.referrals[0].decision = Some(decision("2026-08-20", ReferralOutcome::Accepted));
    assert_eq!(waits.line(RuleId::R60, d(today)), expected(line));
}

/// None known: gone quiet when the last is more than six months ago, and never called law.
#[rstest]
#[case("2026-05-21", "2026-11-21", "-")]
#[case("2026-05-21", "2026-11-22", "quiet 2026-11-21")]
fn the_day_of_the_next_review_is_asked_for(#[case] last: &str, #[case] today: &str, #[case] line: &str) {
    let scene = reviews(None, &["2025-11-20", last]);
    assert_eq!(scene.line(RuleId::R60, d(today)), expected(line));
    // The next on record is the last that was held.
    assert_eq!(reviews(Some(last), &[last]).line(RuleId::R60, d(today)), expected(line));
    let why = scene.why(RuleId::R60, d(today));
    assert!(line == "-" || why.contains("usually at most six months apart"), "{why}");
    assert!(!why.contains("law") && !why.contains("must"), "{why}");
    assert_eq!(reviews(None, &[]).line(RuleId::R60, d(today)), None);
}

/// R38: a concern about the child that was learned of since the answer asks for it anew, unless it turned out to be none;
/// the answer of that day or later covers it.
#[rstest]
#[case::the_day_before("2026-11-10 10:00", false, "2026-11-09", "today 2026-11-10")]
#[case::since_then("2026-11-10 10:00", false, "2026-11-01", "today 2026-11-10")]
#[case::the_same_day("2026-11-10 10:00", false, "2026-11-10", "-")]
#[case::answered_after("2026-11-10 10:00", false, "2026-11-11", "-")]
#[case::none_after_all("2026-11-10 10:00", true, "2026-11-01", "-")]
fn the_answer_on_risk_is_asked_for_anew_after_a_concern(
    #[case] learned: &str,
    #[case] none: bool,
    #[case] answered_on: &str,
    #[case] line: &str,
) {
    let mut raised = concern(1, learned);
    if none {
        raised.not_a_concern =
            Some(Settled { at: raised.learned, by: "Ruth Dale".to_owned(), reason: "explained".to_owned() });
    }
    let scene = answered(answered_on).with(raised);
    assert_eq!(scene.line(RuleId::R38, d("2026-11-10")), expected(line));
    let overdue = line.replace("today", "overdue");
    assert_eq!(scene.line(RuleId::R38, d("2026-11-11")), expected(&overdue));
    // Of another child it says nothing.
    let other = answered(answered_on).with(concern(2, learned));
    assert_eq!(other.line(RuleId::R38, d("2026-11-11")), None);
}
