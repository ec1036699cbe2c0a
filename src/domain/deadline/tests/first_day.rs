//! The first day with a real scheme: what began years before the file was made is counted from the day it was made
//! while nothing of the kind is on record, and from the record once there is one.

use super::world::*;
use crate::deadline::all;
use crate::record::{Kind, MeetingOutcome, VisitState};
use crate::rule::RuleId;
use crate::world::World;
use rstest::rstest;

const SAID: &str =
    "nothing before 22 Nov 2026, the day this file was made, is on record, so it is counted from there";

/// A file made on 22 November 2026, with a match that began on a day and nothing of what came after it.
fn entered(started: &str) -> Scene {
    let mut scene = Scene {
        visits: Vec::new(),
        reviews: Vec::new(),
        supervisions: Vec::new(),
        annual: Vec::new(),
        ..quiet()
    };
    scene.scheme.since = d("2026-11-22");
    scene.match_.started = d(started);
    scene.visitor.stages[0].on = d("2019-02-14");
    scene
}

fn why(scene: &Scene, rule: RuleId, today: &str) -> String {
    scene.lines(rule, d(today))[0].why.clone()
}

/// On the day on which all is typed in, nothing of what was never in this file is late.
#[test]
fn on_the_first_day_nothing_is_late() {
    let scene = entered("2019-04-01");
    for rule in [RuleId::R20, RuleId::R86, RuleId::R87, RuleId::R50a, RuleId::R47, RuleId::R89] {
        assert_eq!(scene.line(rule, d(TODAY)), None, "{rule}");
    }
}

/// Nor is anything of the whole list late, whatever was never written down.
#[test]
fn on_the_first_day_the_list_holds_nothing_late() {
    let mut scene = entered("2019-04-01");
    scene.scheme.standards_reviewed = None;
    scene.visitor.declaration = None;
    scene.child.risk = None;
    let mut free = pair(2).without_match();
    free.visitor.stages[0].on = d("2019-02-14");
    (free.visitor.declaration, free.supervisions, free.annual) = (None, Vec::new(), Vec::new());
    let mut asked = referral(2, "2026-10-30");
    asked.meetings = vec![meeting("2026-11-10", MeetingOutcome::Held)];
    let mut past = pair(3).ended("2026-01-20");
    (past.visitor.stages[0].on, past.annual) = (d("2019-02-14"), Vec::new());
    let mut records = scene.records();
    for other in [Scene { referrals: vec![asked], ..free }, past] {
        records.extend(other.records().into_iter().filter(|r| r.kind() != Kind::Scheme));
    }
    let world = World::from_records(records);
    let list = all(&world, d(TODAY), noon(d(TODAY)));
    let late: Vec<_> = list.iter().filter(|l| l.due < d(TODAY)).collect();
    assert!(late.is_empty(), "{late:?}");
    assert!([RuleId::R57, RuleId::R38].iter().all(|rule| list.iter().any(|l| l.rule == *rule)), "{list:?}");
}

/// R20: quiet on day 35 and overdue on day 42 after the file was made; a match of that day or later from its own
/// start.
#[rstest]
#[case("2019-04-01", "2026-12-26", "-")]
#[case("2019-04-01", "2026-12-27", "quiet 2027-01-02")]
#[case("2019-04-01", "2027-01-02", "quiet 2027-01-02")]
#[case("2019-04-01", "2027-01-03", "overdue 2027-01-02")]
#[case("2026-11-21", "2026-12-26", "-")]
#[case("2026-11-22", "2026-12-27", "quiet 2027-01-02")]
#[case("2026-11-23", "2026-12-27", "-")]
#[case("2026-11-23", "2026-12-28", "quiet 2027-01-03")]
fn visits_are_counted_from_the_file(#[case] started: &str, #[case] today: &str, #[case] line: &str) {
    assert_eq!(entered(started).line(RuleId::R20, d(today)), expected(line));
}

/// R87: eight weeks after the file was made. R50a: twelve months after it, shown from the eleventh.
#[rstest]
#[case(RuleId::R87, "2027-01-09", "-")]
#[case(RuleId::R87, "2027-01-10", "week 2027-01-17")]
#[case(RuleId::R87, "2027-01-18", "quiet 2027-01-17")]
#[case(RuleId::R50a, "2027-10-21", "-")]
#[case(RuleId::R50a, "2027-10-22", "week 2027-11-22")]
#[case(RuleId::R50a, "2027-11-22", "today 2027-11-22")]
#[case(RuleId::R50a, "2027-11-23", "overdue 2027-11-22")]
fn support_is_counted_from_the_file(#[case] rule: RuleId, #[case] today: &str, #[case] line: &str) {
    assert_eq!(entered("2019-04-01").line(rule, d(today)), expected(line));
}

/// R86: points before the file are not asked for; one on its day or later is, counted from the match's own start.
#[rstest]
#[case("2019-04-01", "2027-04-01", "96-month")] // yearly: the seven before are gone
#[case("2019-11-21", "2027-11-21", "96-month")] // the day before the file: not asked for
#[case("2019-11-22", "2026-11-22", "84-month")] // the very day: asked for
#[case("2026-08-21", "2027-02-21", "6-month")] // three months fell the day before
#[case("2026-08-22", "2026-11-22", "3-month")]
#[case("2026-05-01", "2027-05-01", "12-month")]
fn review_points_before_the_file_are_not_asked_for(
    #[case] started: &str,
    #[case] due: &str,
    #[case] what: &str,
) {
    let scene = entered(started);
    assert_eq!(scene.line(RuleId::R86, d(due)), expected(&format!("today {due}")));
    assert_eq!(scene.line(RuleId::R86, days(due, 1)), expected(&format!("overdue {due}")));
    assert!(scene.lines(RuleId::R86, d(due))[0].detail.starts_with(what));
}

/// What is on record counts from its own day, also from before the file.
#[test]
fn a_record_from_before_the_file_counts_from_its_day() {
    let mut scene = entered("2019-04-01");
    scene.visits = vec![visit(1, 1, "2026-10-10", VisitState::Completed)];
    scene.supervisions = vec![supervision(1, "2026-09-01")];
    scene.annual = vec![annual_review(1, "2025-10-01")];
    scene.reviews = vec![review(1, 1, "2025-03-20")];
    scene.reviews[0].to_plan = Some(d("2025-04-01"));
    assert_eq!(scene.line(RuleId::R20, d(TODAY)), expected("overdue 2026-11-20"));
    assert_eq!(scene.line(RuleId::R87, d(TODAY)), expected("quiet 2026-10-27"));
    assert_eq!(scene.line(RuleId::R50a, d(TODAY)), expected("overdue 2026-10-01"));
    assert_eq!(scene.line(RuleId::R86, d(TODAY)), expected("overdue 2026-04-01"));
    for rule in [RuleId::R20, RuleId::R87, RuleId::R50a, RuleId::R86] {
        assert!(!why(&scene, rule, TODAY).contains("this file was made"), "{rule}");
    }
}

/// R47: a review of before the file, of which nobody has said whether the plan knows it, has its 28 days from there.
#[rstest]
#[case("2026-04-01", "2026-12-20", "-")]
#[case("2026-04-01", "2026-12-21", "overdue 2026-12-20")]
#[case("2026-11-22", "2026-12-21", "overdue 2026-12-20")]
#[case("2026-11-23", "2026-12-21", "-")]
fn a_review_of_before_the_file_is_fed_from_there(
    #[case] held: &str,
    #[case] today: &str,
    #[case] line: &str,
) {
    let mut scene = entered("2019-04-01");
    scene.reviews = vec![review(1, 1, held)];
    scene.reviews[0].to_plan = None;
    assert_eq!(scene.line(RuleId::R47, d(today)), expected(line));
}

/// R25: contact details that nobody has confirmed are due on the first day, and not since years ago.
#[rstest]
#[case("2026-11-22", "today 2026-11-22")]
#[case("2026-11-23", "overdue 2026-11-22")]
fn contact_details_are_due_from_the_first_day(#[case] today: &str, #[case] line: &str) {
    let mut scene = entered("2021-04-01");
    scene.child.placements[0].confirmed = None;
    assert_eq!(scene.line(RuleId::R25, d(today)), expected(line));
    assert!(why(&scene, RuleId::R25, today).contains(SAID));
    scene.child.placements.clear();
    assert_eq!(scene.line(RuleId::R25, d(today)), expected(line));
    assert!(why(&scene, RuleId::R25, today).contains(SAID));
}

/// R25: the home that is typed in with the child is not a move, though it begins after the match.
#[test]
fn the_first_home_on_record_is_not_told_as_a_move() {
    let mut scene = entered("2021-04-01");
    scene.child.placements = vec![placement("2026-11-22")];
    scene.visits = vec![visit(1, 1, "2026-11-28", VisitState::Planned)];
    let said: Vec<String> = scene.lines(RuleId::R25, d(TODAY)).into_iter().map(|line| line.why).collect();
    assert_eq!(said.len(), 2, "the outing and the details: {said:?}");
    assert!(said.iter().all(|why| why.contains("confirmed") && !why.contains("moved")), "{said:?}");
    // A second home is one.
    scene.child.placements.push(placement("2026-11-25"));
    let later = scene.lines(RuleId::R25, d("2026-11-26"));
    assert!(later.iter().all(|line| line.why.contains(" moved ")), "{later:?}");
}

/// The sentence says so, in plain words, and only where it is so.
#[test]
fn the_sentence_says_from_when_it_is_counted() {
    let old = entered("2019-04-01");
    assert_eq!(
        why(&old, RuleId::R20, "2027-01-03"),
        "Leila H. and Joan B. were matched on Mon 1 Apr 2019, and no visit is on record; nothing before 22 Nov 2026, \
         the day this file was made, is on record, so it is counted from there: 42 days, where visits are monthly, which \
         counts as quiet from day 35 and as overdue from day 42, after Sat 2 Jan; no next visit is planned."
    );
    assert!(why(&old, RuleId::R87, "2027-01-18").contains(SAID));
    assert!(why(&old, RuleId::R50a, "2027-11-22").contains(SAID));
    assert!(why(&old, RuleId::R86, "2027-04-01").ends_with(
        "; nothing before 22 Nov 2026, the day this file was made, is on record, so no earlier one is asked for."
    ));
    let mut new = entered("2026-11-22");
    new.visitor.stages[0].on = d("2026-11-22");
    for (rule, today) in [
        (RuleId::R20, "2027-01-03"),
        (RuleId::R87, "2027-01-18"),
        (RuleId::R50a, "2027-11-22"),
        (RuleId::R86, "2027-02-22"),
    ] {
        assert!(!why(&new, rule, today).contains("this file was made"), "{rule}");
    }
}
