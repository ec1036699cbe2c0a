//! On the way (R85f, R96), and what is seen again of those who visit: R57, R85g, R85i, H7.

use super::world::*;
use crate::finding::Cure;
use crate::record::{Condition, Module, Stage, Subject, VisitState};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

fn applicant(at: Stage, since: &str) -> Scene {
    let mut scene = quiet().without_match();
    scene.visitor.stages = vec![stage(at, since)];
    scene
}

/// R85f: 30 days at a stage, 60 since a pack was sent; what is over or approved does not stall.
#[rstest]
#[case(Stage::Applied, "2026-10-24", "-")]
#[case(Stage::Applied, "2026-10-25", "week 2026-11-01")]
#[case(Stage::Applied, "2026-11-01", "today 2026-11-01")]
#[case(Stage::Applied, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::Interviewed, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::InTraining, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::Checks, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::Ready, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::Deferred, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::PackSent, "2026-11-02", "-")]
#[case(Stage::PackSent, "2026-12-01", "today 2026-12-01")]
#[case(Stage::PackSent, "2026-12-02", "overdue 2026-12-01")]
#[case(Stage::Enquiry, "2026-11-01", "-")]
#[case(Stage::Enquiry, "2026-11-02", "overdue 2026-11-01")]
#[case(Stage::Approved, "2026-11-02", "-")]
#[case(Stage::Lapsed, "2026-12-02", "-")]
#[case(Stage::Left, "2026-12-02", "-")]
fn nobody_is_stuck_on_the_way(#[case] at: Stage, #[case] today: &str, #[case] line: &str) {
    let scene = applicant(at, "2026-10-02");
    assert_eq!(scene.line(RuleId::R85f, d(today)), expected(line));
    if line != "-" {
        assert_eq!(scene.cure(RuleId::R85f, d(today)), Some(Cure::MoveStage(scene.visitor.id)));
    }
}

#[test]
fn the_last_step_counts_and_a_hold_is_looked_at_instead() {
    let mut scene = applicant(Stage::Enquiry, "2026-08-03");
    scene.visitor.stages.push(stage(Stage::Checks, "2026-11-01"));
    assert_eq!(scene.line(RuleId::R85f, d("2026-12-01")), expected("today 2026-12-01"));
    scene.visitor.holds = vec![hold("2026-11-10", Some("2027-02-01"), None)];
    assert_eq!(scene.line(RuleId::R85f, d("2026-12-02")), None);
    let scene = applicant(Stage::Checks, "2026-11-01").set(ParamId::StalledDays, 10);
    assert_eq!(scene.line(RuleId::R85f, d("2026-11-12")), expected("overdue 2026-11-11"));
}

/// R96: three working days, over a weekend and over Easter; after thirty days the standstill is said instead.
#[rstest]
#[case("2026-11-19", "2026-11-24", "today 2026-11-24")] // Thursday, so Friday, Monday, Tuesday
#[case("2026-11-19", "2026-11-25", "overdue 2026-11-24")]
#[case("2026-11-16", "2026-11-18", "week 2026-11-19")]
#[case("2026-04-01", "2026-04-08", "today 2026-04-08")] // Thursday, then Good Friday and Easter Monday
#[case("2026-04-01", "2026-04-09", "overdue 2026-04-08")]
#[case("2026-10-02", "2026-11-01", "overdue 2026-10-07")]
#[case("2026-10-02", "2026-11-02", "-")]
fn an_enquiry_is_answered(#[case] asked: &str, #[case] today: &str, #[case] line: &str) {
    let scene = applicant(Stage::Enquiry, asked);
    assert_eq!(scene.line(RuleId::R96, d(today)), expected(line));
    assert_eq!(applicant(Stage::PackSent, asked).line(RuleId::R96, d(today)), None);
}

/// R57: twelve months after the last, shown a month ahead.
#[rstest]
#[case("2027-07-02", "-")]
#[case("2027-07-03", "week 2027-08-03")]
#[case("2027-08-03", "today 2027-08-03")]
#[case("2027-08-04", "overdue 2027-08-03")]
fn independence_is_declared_again(#[case] today: &str, #[case] line: &str) {
    let scene = quiet();
    assert_eq!(scene.line(RuleId::R57, d(today)), expected(line));
}

/// Never declared: missing since approval, or since the file was made.
#[rstest]
#[case("2025-02-03", "2024-01-08", "overdue 2025-02-03")]
#[case("2025-02-03", "2026-11-22", "today 2026-11-22")]
fn who_never_declared_is_asked_at_once(#[case] approved: &str, #[case] file: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visitor.declaration = None;
    scene.visitor.stages = vec![stage(Stage::Approved, approved)];
    scene.scheme.since = d(file);
    assert_eq!(scene.line(RuleId::R57, d(TODAY)), expected(line));
    assert_eq!(scene.cure(RuleId::R57, d(TODAY)), Some(Cure::Declare(scene.visitor.id)));
    scene.visitor.stages = vec![stage(Stage::Checks, approved)];
    assert_eq!(scene.line(RuleId::R57, d(TODAY)), None); // approval asks for it
}

/// R85g: twelve months after they were seen, or the day before the first runs out; shown 30 days ahead.
#[rstest]
#[case(None, "2026-10-08", "-")]
#[case(None, "2026-10-09", "week 2026-11-08")]
#[case(None, "2026-11-08", "today 2026-11-08")]
#[case(None, "2026-11-09", "overdue 2026-11-08")]
#[case(Some("2026-09-01"), "2026-08-02", "week 2026-09-01")]
#[case(Some("2026-09-01"), "2026-09-01", "today 2026-09-01")]
#[case(Some("2026-09-01"), "2026-09-02", "overdue 2026-09-01")]
#[case(Some("2026-12-01"), "2026-11-08", "today 2026-11-08")]
fn a_drivers_documents_are_seen_again(#[case] mot: Option<&str>, #[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    assert_eq!(scene.line(RuleId::R85g, d(today)), None);
    scene.visitor.driver = Some(driver("2025-11-08"));
    scene.visitor.driver.as_mut().unwrap().mot_until = mot.map(d);
    assert_eq!(scene.line(RuleId::R85g, d(today)), expected(line));
    // Judged alike: on the last day a child may be driven, on the day after not.
    let due = expected(line).map_or(d("2026-11-08"), |(_, due)| due);
    let world = scene.world();
    let bars = |n| crate::judge::driving(&world, &scene.visitor, days(&due.to_string(), n)).is_some();
    assert!(!bars(0) && bars(1));
}

/// R85i: eighteen months on hold.
#[rstest]
#[case("2025-05-22", "2026-11-22", "-")]
#[case("2025-05-21", "2026-11-22", "quiet 2026-11-21")]
fn a_long_hold_is_asked_about(#[case] from: &str, #[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visitor.holds = vec![hold(from, Some("2027-02-01"), None)];
    assert_eq!(scene.line(RuleId::R85i, d(today)), expected(line));
    // A hold that is over does not count, and the match goes on.
    scene.visitor.holds[0].ended = Some(d("2026-11-01"));
    assert_eq!(scene.line(RuleId::R85i, d(today)), None);
}

/// R85i: without a child and a visit for eighteen months; training that was done since counts.
#[rstest]
#[case(None, None, "2024-01-08", "overdue")]
#[case(Some("2025-05-21"), None, "2024-01-08", "quiet 2026-11-21")]
#[case(Some("2025-05-22"), None, "2024-01-08", "-")]
#[case(Some("2025-05-21"), Some("2026-03-02"), "2024-01-08", "-")]
#[case(None, None, "2026-01-08", "-")]
fn who_has_not_visited_for_long_is_asked(
    #[case] last: Option<&str>,
    #[case] trained: Option<&str>,
    #[case] file: &str,
    #[case] line: &str,
) {
    let mut scene = quiet().without_match();
    scene.scheme.since = d(file);
    scene.visitor.stages[0].on = d("2024-02-05");
    scene.visits = last.map(|on| visit(1, 1, on, VisitState::Completed)).into_iter().collect();
    scene.visitor.training.extend(
        trained.map(|on| crate::record::Training { on: d(on), ..training(Module::Safeguarding, None) }),
    );
    let found = scene.line(RuleId::R85i, d(TODAY));
    // Approved in February 2024: trained in January 2025, from there it is counted.
    let expected = if line == "overdue" { expected("quiet 2026-07-20") } else { expected(line) };
    assert_eq!(found, expected);
}

#[test]
fn who_visits_is_not_away() {
    let mut scene = quiet();
    scene.visits.clear();
    scene.visitor.stages[0].on = d("2024-02-05");
    assert_eq!(scene.line(RuleId::R85i, d("2028-02-01")), None);
    assert_eq!(applicant(Stage::Checks, "2024-02-05").line(RuleId::R85i, d(TODAY)), None);
}

/// H7: ninety days after the last word: a supervision, an annual review or a note about the visitor.
#[rstest]
#[case("supervision", "2026-08-24", "-")]
#[case("supervision", "2026-08-23", "quiet 2026-11-21")]
#[case("annual", "2026-08-24", "-")]
#[case("annual", "2026-08-23", "quiet 2026-11-21")]
#[case("note", "2026-08-24", "-")]
#[case("note", "2026-08-23", "quiet 2026-11-21")]
#[case("none", "", "quiet 2026-05-03")] // free since the match ended on 2 February
#[case("note of the child", "2026-11-20", "quiet 2026-05-03")]
#[case("before the end", "2026-01-20", "quiet 2026-05-03")]
fn a_free_visitor_hears_from_the_scheme(#[case] word: &str, #[case] on: &str, #[case] line: &str) {
    let mut scene = quiet().without_match();
    (scene.supervisions, scene.annual) = (Vec::new(), Vec::new());
    match word {
        "supervision" | "before the end" => scene.supervisions = vec![supervision(1, on)],
        "annual" => scene.annual = vec![annual_review(1, on)],
        "note" => scene.more.push(note(1, on, Subject::Visitor(scene.visitor.id)).into()),
        "note of the child" => scene.more.push(note(1, on, Subject::Child(scene.child.id)).into()),
        _ => {}
    }
    assert_eq!(scene.line(RuleId::H7, d(TODAY)), expected(line));
}

#[test]
fn only_who_is_free_is_kept_warm() {
    let free = || {
        let mut scene = quiet().without_match();
        scene.supervisions.clear();
        scene
    };
    assert!(free().line(RuleId::H7, d(TODAY)).is_some());
    let mut held = free();
    held.visitor.holds = vec![hold("2026-11-01", None, None)];
    assert_eq!(held.line(RuleId::H7, d(TODAY)), None);
    let mut paused = free();
    paused.visitor.suspensions = vec![pause("2026-11-01", None)];
    assert_eq!(paused.line(RuleId::H7, d(TODAY)), None);
    assert_eq!(free().with(proposal(1, "2026-11-01")).line(RuleId::H7, d(TODAY)), None);
    let mut matched = quiet();
    matched.supervisions.clear();
    assert_eq!(matched.line(RuleId::H7, d(TODAY)), None);
    // Approved before the file was made and never a word on record: counted from the file.
    let mut old = free();
    (old.scheme.since, old.annual) = (d("2026-11-01"), Vec::new());
    assert_eq!(old.line(RuleId::H7, d("2027-01-30")), None);
    assert_eq!(old.line(RuleId::H7, d("2027-01-31")), expected("quiet 2027-01-30"));
}

/// H11: shown from the decision on, and late after 28 days; met, it is over. Nobody is asked who is not taken on.
#[rstest]
#[case(Stage::Approved, "2026-10-24", "week 2026-11-21")]
#[case(Stage::Approved, "2026-11-21", "today 2026-11-21")]
#[case(Stage::Approved, "2026-11-22", "overdue 2026-11-21")]
#[case(Stage::Deferred, "2026-11-22", "overdue 2026-11-21")]
#[case(Stage::Declined, "2026-11-22", "-")]
fn the_conditions_of_a_decision_are_met(#[case] at: Stage, #[case] today: &str, #[case] line: &str) {
    let mut scene = applicant(at, "2026-10-24");
    let condition = |met| Condition { what: "A first aid course.".to_owned(), met };
    scene.visitor.stages[0].conditions = vec![condition(Some(d("2026-10-30"))), condition(None)];
    assert_eq!(scene.line(RuleId::H11, d(today)), expected(line));
    let cure = Some(Cure::MeetCondition(scene.visitor.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::H11, d(today)), cure);
    // It stays open at the next stage too.
    let late = scene.line(RuleId::H11, d("2026-12-20"));
    scene.visitor.stages.push(stage(Stage::Approved, "2026-12-01"));
    assert_eq!(scene.line(RuleId::H11, d("2026-12-20")), late.or(expected("overdue 2026-11-21")));
    scene.visitor.stages[0].conditions[1].met = Some(d("2026-11-20"));
    assert_eq!(scene.line(RuleId::H11, d(today)), None);
}

/// H7: a support group is a word with whoever came to it, and with nobody else.
#[rstest]
#[case(true, "2026-11-01", "-")]
#[case(true, "2026-11-02", "quiet 2026-11-01")]
#[case(false, "2026-09-01", "quiet 2026-08-30")]
#[case(false, "2026-08-30", "-")]
fn who_comes_to_a_support_group_has_heard_from_the_scheme(
    #[case] came: bool,
    #[case] today: &str,
    #[case] line: &str,
) {
    let mut scene = applicant(Stage::Approved, "2026-06-01");
    (scene.supervisions, scene.annual) = (Vec::new(), Vec::new());
    scene.groups = vec![group(1, "2026-08-03")];
    scene.groups[0].attended = if came { vec![scene.visitor.id] } else { Vec::new() };
    assert_eq!(scene.line(RuleId::H7, d(today)), expected(line));
}

/// A match that the law ended leaves the visitor free, before anybody has recorded its end (R6); the ninety days are
/// counted from that day.
#[test]
fn who_was_matched_until_the_birthday_is_free_from_then_on() {
    let mut scene = quiet();
    scene.child.born = d("2008-08-20");
    (scene.supervisions, scene.annual) = (Vec::new(), Vec::new());
    assert_eq!(scene.line(RuleId::H7, d("2026-11-18")), None);
    assert_eq!(scene.line(RuleId::H7, d("2026-11-19")), expected("quiet 2026-11-18"));
}
