//! Support of a match: first check-in (R86a), the child's decision (R86d), visits that fall through (H6), missing
//! reports (R97).

use super::world::*;
use crate::finding::Cure;
use crate::record::{MatchReview, Party, ReportState, Stage, Subject, TrialDecision, VisitLine, VisitState};
use crate::rule::{ParamId, RuleId};
use crate::status;
use rstest::rstest;

const MISSED: VisitState = VisitState::Missed { by: Party::Child };

fn begun(started: &str) -> Scene {
    let mut scene = Scene { reviews: Vec::new(), supervisions: Vec::new(), visits: Vec::new(), ..quiet() };
    scene.match_.started = d(started);
    scene
}

/// R86a: 21 days after the start, until the first formal review is due.
#[rstest]
#[case("2026-11-14", "-")]
#[case("2026-11-15", "week 2026-11-22")]
#[case("2026-11-22", "today 2026-11-22")]
#[case("2026-11-23", "overdue 2026-11-22")]
#[case("2027-01-31", "overdue 2026-11-22")]
#[case("2027-02-01", "-")]
fn somebody_asks_soon_after_the_start(#[case] today: &str, #[case] line: &str) {
    let mut scene = begun("2026-11-01");
    assert_eq!(scene.line(RuleId::R86a, d(today)), expected(line));
    // A hold does not pause it.
    scene.match_.holds = vec![hold("2026-11-05", Some("2027-06-01"), None)];
    assert_eq!(scene.line(RuleId::R86a, d(today)), expected(line));
}

#[test]
fn a_review_or_a_supervision_since_the_start_is_a_check_in() {
    let shown = |scene: &Scene| scene.line(RuleId::R86a, d("2026-11-23")).is_some();
    let mut scene = begun("2026-11-01");
    scene.reviews = vec![MatchReview { formal: false, ..review(1, 1, "2026-10-31") }];
    scene.supervisions = vec![supervision(1, "2026-11-01")];
    assert!(shown(&scene));
    scene.reviews[0].held = d("2026-11-01");
    assert!(!shown(&scene));
    scene.reviews.clear();
    scene.supervisions[0].on = d("2026-11-02");
    assert!(!shown(&scene));
    let mut old = begun("2026-11-01");
    old.scheme.since = d("2026-11-10");
    assert_eq!(old.line(RuleId::R86a, d("2026-12-01")), expected("today 2026-12-01"));
    assert!(old.why(RuleId::R86a, d("2026-12-01")).contains("the day this file was made"));
}

fn trial(visits: &[&str]) -> Scene {
    let mut scene = begun("2026-09-01");
    scene.match_.proposal = Some(proposal(1, "2026-08-01").id);
    scene.visits = (1..).zip(visits).map(|(n, on)| visit(1, n, on, VisitState::Completed)).collect();
    scene
}

/// R86d: a week after the third visit that took place.
#[rstest]
#[case(&["2026-09-05", "2026-10-03"], "2026-12-01", "-")]
#[case(&["2026-09-05", "2026-10-03", "2026-11-14"], "2026-11-13", "-")]
#[case(&["2026-09-05", "2026-10-03", "2026-11-14"], "2026-11-14", "week 2026-11-21")]
#[case(&["2026-09-05", "2026-10-03", "2026-11-14"], "2026-11-20", "week 2026-11-21")]
#[case(&["2026-09-05", "2026-10-03", "2026-11-14"], "2026-11-21", "today 2026-11-21")]
#[case(&["2026-09-05", "2026-10-03", "2026-11-14"], "2026-11-22", "overdue 2026-11-21")]
#[case(&["2026-09-05", "2026-10-03", "2026-10-17", "2026-11-14"], "2026-11-22", "overdue 2026-10-24")]
fn the_child_decides_after_a_few_visits(#[case] visits: &[&str], #[case] today: &str, #[case] line: &str) {
    let scene = trial(visits);
    assert_eq!(scene.line(RuleId::R86d, d(today)), expected(line));
}

#[test]
fn only_visits_that_took_place_in_a_trial_count() {
    let mut scene = trial(&["2026-09-05", "2026-10-03", "2026-11-01"]);
    let today = d("2026-11-22");
    assert_eq!(scene.cure(RuleId::R86d, today), Some(Cure::DecideTrial(scene.match_.id)));
    scene.visits[1].state = CANCELLED;
    assert_eq!(scene.line(RuleId::R86d, today), None);
    scene.visits[1].state = VisitState::Completed;
    scene.match_.proposal = None; // entered with its past: no trial
    assert_eq!(scene.line(RuleId::R86d, today), None);
    let sooner = trial(&["2026-09-05"]).set(ParamId::TrialVisits, 1);
    assert_eq!(sooner.line(RuleId::R86d, today), expected("overdue 2026-09-12"));
}

#[test]
fn what_does_not_go_on_is_ended() {
    let mut scene = trial(&["2026-09-05"]);
    let decided = |goes_on| Some(TrialDecision { on: d("2026-11-20"), goes_on, words: None });
    scene.match_.trial = decided(false);
    assert_eq!(scene.line(RuleId::R86d, d("2026-11-20")), expected("today 2026-11-20"));
    assert_eq!(scene.line(RuleId::R86d, d("2026-11-21")), expected("overdue 2026-11-20"));
    assert_eq!(scene.cure(RuleId::R86d, d("2026-11-21")), Some(Cure::EndMatch(scene.match_.id)));
    // Nothing else is asked for that would carry it on.
    let others = [RuleId::R20, RuleId::R86, RuleId::R86a, RuleId::R89, RuleId::H6];
    assert_eq!(others.map(|rule| scene.line(rule, d("2026-12-20"))), [None; 5]);
    scene.match_.trial = decided(true);
    assert_eq!(scene.line(RuleId::R86d, d("2026-11-21")), None);
}

/// The visits of a month each, oldest first, the last on 14 November: `c`ompleted, `x` cancelled, `m`issed.
fn run(states: &str) -> Vec<VisitLine> {
    let n = u8::try_from(states.len()).unwrap();
    let state = |c| match c {
        'c' => VisitState::Completed,
        'x' => CANCELLED,
        _ => MISSED,
    };
    let day = |k: u8| days("2026-11-14", -14 * i64::from(n - k)).to_string();
    (1..).zip(states.chars()).map(|(k, c)| visit(1, k, &day(k), state(c))).collect()
}

/// H6: two in a row, or three of the last five; the first visit that made it so gives the day.
#[rstest]
#[case("cccx", "-")]
#[case("ccxx", "overdue 2026-11-14")]
#[case("cxxm", "overdue 2026-10-31")]
#[case("cxxc", "-")]
#[case("xcxcx", "overdue 2026-11-14")]
#[case("xcxccx", "-")]
#[case("xccxx", "overdue 2026-11-14")]
#[case("xxcxc", "overdue 2026-10-31")] // three of five since the visit before the last
#[case("xcxc", "-")]
fn visits_that_fall_through_again_and_again(#[case] states: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visits = run(states);
    scene.supervisions.clear();
    assert_eq!(scene.line(RuleId::H6, d(TODAY)), expected(line));
    let at_risk = status::at_risk(&scene.world(), &scene.match_, d(TODAY));
    assert_eq!(at_risk.is_some_and(|why| why.contains("did not take place")), line != "-");
}

#[test]
fn the_day_of_the_visit_itself_is_in_time() {
    let mut scene = quiet();
    scene.supervisions.clear();
    scene.visits = run("cxx");
    assert_eq!(scene.line(RuleId::H6, d("2026-11-13")), None);
    assert_eq!(scene.line(RuleId::H6, d("2026-11-14")), expected("today 2026-11-14"));
    assert_eq!(scene.cure(RuleId::H6, d("2026-11-14")), Some(Cure::CallVisitor(scene.visitor.id)));
}

/// A call meets it until another visit falls through: a supervision, or a note about the match.
#[rstest]
#[case("supervision", "2026-10-30", "overdue 2026-10-31")]
#[case("supervision", "2026-10-31", "overdue 2026-11-14")]
#[case("supervision", "2026-11-13", "overdue 2026-11-14")]
#[case("supervision", "2026-11-14", "-")]
#[case("note", "2026-11-13", "overdue 2026-11-14")]
#[case("note", "2026-11-14", "-")]
#[case("note of the visitor", "2026-11-20", "overdue 2026-10-31")]
fn a_call_meets_it(#[case] how: &str, #[case] on: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visits = run("cxxm");
    scene.supervisions = if how == "supervision" { vec![supervision(1, on)] } else { Vec::new() };
    match how {
        "note" => scene.more.push(note(1, on, Subject::Match(scene.match_.id)).into()),
        "note of the visitor" => scene.more.push(note(1, on, Subject::Visitor(scene.visitor.id)).into()),
        _ => {}
    }
    assert_eq!(scene.line(RuleId::H6, d(TODAY)), expected(line));
}

#[test]
fn it_says_which_pattern_it_is() {
    let said = |states| {
        let mut scene = quiet();
        scene.supervisions.clear();
        scene.visits = run(states);
        scene.why(RuleId::H6, d(TODAY))
    };
    assert!(said("ccxx").contains("2 in a row were cancelled by the carer"), "{}", said("ccxx"));
    assert!(said("cxxm").contains("3 visits in a row did not take place"));
    assert!(said("xcxcx").contains("3 of the last 5 visits did not take place"));
}

#[test]
fn who_is_on_hold_is_not_in_trouble() {
    let mut scene = quiet();
    scene.supervisions.clear();
    scene.visits = run("ccxx");
    scene.match_.holds = vec![hold("2026-11-20", None, None)];
    assert_eq!(scene.line(RuleId::H6, d(TODAY)), None);
    scene.match_.holds.clear();
    scene.visitor.holds = vec![hold("2026-11-20", None, None)];
    assert_eq!(scene.line(RuleId::H6, d(TODAY)), None);
    scene.visitor.holds.clear();
    assert_eq!(scene.set(ParamId::FellThroughRow, 3).line(RuleId::H6, d(TODAY)), None);
}

fn owing(dates: &[&str]) -> Scene {
    let mut scene = quiet();
    scene.visits = (1..).zip(dates).map(|(n, on)| visit(1, n, on, VisitState::Completed)).collect();
    scene.visits.iter_mut().for_each(|v| v.report = ReportState::Awaited);
    scene
}

/// R97: two overdue and the visitor is called, three and the manager is told. A report is overdue from day 8.
#[rstest]
#[case(&["2026-11-02"], "2026-11-22", "-", false)]
#[case(&["2026-11-02", "2026-11-14"], "2026-11-21", "-", false)]
#[case(&["2026-11-02", "2026-11-14"], "2026-11-22", "overdue 2026-11-21", false)]
#[case(&["2026-10-24", "2026-11-02", "2026-11-14"], "2026-11-21", "overdue 2026-11-09", false)]
#[case(&["2026-10-24", "2026-11-02", "2026-11-14"], "2026-11-22", "overdue 2026-11-09", true)]
fn missing_reports_are_called_about(
    #[case] visits: &[&str],
    #[case] today: &str,
    #[case] line: &str,
    #[case] manager: bool,
) {
    let scene = owing(visits);
    assert_eq!(scene.line(RuleId::R97, d(today)), expected(line));
    let why = scene.why(RuleId::R97, d(today));
    assert_eq!(why.contains("may be asked to pause"), manager, "{why}");
}

#[test]
fn what_was_planned_past_the_end_is_no_missing_report() {
    let mut scene = owing(&["2026-10-10", "2026-10-24"]);
    scene.match_.ended = Some(ending("2026-10-20"));
    assert_eq!(scene.line(RuleId::R97, d(TODAY)), expected("overdue 2026-10-31"));
    scene.visits[1].state = VisitState::Planned;
    assert_eq!(scene.line(RuleId::R97, d(TODAY)), None);
    let mut gone = owing(&["2026-10-10", "2026-10-24"]);
    gone.visitor.stages.push(stage(Stage::Left, "2026-11-01"));
    assert_eq!(gone.line(RuleId::R97, d(TODAY)), None);
}

/// R86d: of a match from before the file was made a confirming review says that it goes on; of another the child's own
/// decision is asked for all the same.
#[rstest]
#[case::from_before("2026-06-01", true, "-")]
#[case::from_before_and_not_reviewed("2026-06-01", false, "overdue 2026-11-21")]
#[case::of_the_files_time("2024-01-08", true, "overdue 2026-11-21")]
fn a_confirming_review_of_an_older_match_settles_its_trial(
    #[case] since: &str,
    #[case] reviewed: bool,
    #[case] line: &str,
) {
    let mut scene = quiet();
    scene.scheme.since = d(since);
    scene.match_.proposal = Some(proposal(1, "2026-01-05").id);
    scene.visits = vec![
        visit(1, 1, "2026-09-17", VisitState::Completed),
        visit(1, 2, "2026-10-17", VisitState::Completed),
        visit(1, 3, "2026-11-14", VisitState::Completed),
    ];
    if !reviewed {
        scene.reviews.clear();
    }
    assert_eq!(scene.line(RuleId::R86d, d("2026-11-22")), expected(line));
}
