//! Single visits: cancelled as a sanction (R24), claims (R59), what may be regulated activity (R81).

use super::world::*;
use crate::finding::Cure;
use crate::record::{DbsCheck, DbsLevel, PlacementKind, ReportState, SanctionTalk, VisitState};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

/// R24: the day on which word came is the last in time.
#[rstest]
#[case(Some(3), "2026-11-10", "-")]
#[case(Some(3), "2026-11-11", "today 2026-11-11")]
#[case(Some(3), "2026-11-12", "overdue 2026-11-11")]
#[case(None, "2026-11-11", "week 2026-11-14")]
#[case(None, "2026-11-14", "today 2026-11-14")]
#[case(None, "2026-11-15", "overdue 2026-11-14")]
fn a_sanction_is_talked_over(#[case] notice: Option<u16>, #[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visits[1].state = sanction(notice);
    if today == "2026-11-10" {
        // Before word of it came it stood as planned.
        scene.visits[1].state = VisitState::Planned;
    }
    assert_eq!(scene.line(RuleId::R24, d(today)), expected(line));
    scene.match_.sanction_talks =
        vec![SanctionTalk { visit: scene.visits[1].id, said: said("2026-11-12"), note: None }];
    assert_eq!(scene.line(RuleId::R24, d(today)), None);
}

#[test]
fn a_talk_is_about_one_visit_and_an_ending_takes_nothing_back() {
    let mut scene = quiet();
    scene.visits[0].state = sanction(Some(0));
    scene.visits[1].state = sanction(Some(1));
    scene.match_.sanction_talks =
        vec![SanctionTalk { visit: scene.visits[0].id, said: said("2026-10-19"), note: None }];
    let today = d(TODAY);
    assert_eq!(scene.line(RuleId::R24, today), expected("overdue 2026-11-13"));
    assert_eq!(scene.cure(RuleId::R24, today), Some(Cure::TalkOverSanction(scene.visits[1].id)));
    assert_eq!(scene.ended("2026-11-20").line(RuleId::R24, today), expected("overdue 2026-11-13"));
    let mut illness = quiet();
    illness.visits[1].state = CANCELLED;
    assert_eq!(illness.line(RuleId::R24, today), None);
}

/// What was cancelled before the file was made is left alone.
#[rstest]
#[case("2026-11-11", true)]
#[case("2026-11-12", false)]
fn a_sanction_of_before_the_file_is_left_alone(#[case] file: &str, #[case] shown: bool) {
    let mut scene = quiet();
    scene.scheme.since = d(file);
    scene.visits[1].state = sanction(Some(3));
    assert_eq!(scene.line(RuleId::R24, d(TODAY)).is_some(), shown);
}

/// R59: thirty days after the claim, said a week ahead.
#[rstest]
#[case("2026-11-22", "-")]
#[case("2026-11-23", "week 2026-11-30")]
#[case("2026-11-30", "today 2026-11-30")]
#[case("2026-12-01", "overdue 2026-11-30")]
fn a_claim_is_paid(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visits[0].claim = claim("2026-10-31");
    assert_eq!(scene.line(RuleId::R59, d(today)), expected(line));
    // Also when the match is over, until it is paid.
    scene = scene.ended("2026-11-20");
    assert_eq!(scene.line(RuleId::R59, d(today)), expected(line));
    scene.visits[0].claim.as_mut().unwrap().paid = Some(d("2026-11-02"));
    assert_eq!(scene.line(RuleId::R59, d(today)), None);
}

/// R81: a night away, from the day on which it is planned until it is over.
#[rstest]
#[case("2026-11-22", "-")]
#[case("2026-11-23", "week 2027-01-21")] // sixty days ahead
#[case("2027-01-20", "week 2027-01-21")]
#[case("2027-01-21", "today 2027-01-21")]
#[case("2027-01-22", "overdue 2027-01-21")]
#[case("2027-01-23", "-")]
fn a_night_away_is_looked_at_before(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visits[2].date = d("2027-01-22");
    scene.visits[2].overnight = true;
    assert_eq!(scene.line(RuleId::R81, d(today)), expected(line));
}

/// Four visit days within thirty, and not three; one line about the first of the visits ahead that reach it.
#[test]
fn many_visit_days_are_looked_at_before() {
    let mut scene = quiet();
    let planned = |n: u8, on: &str| visit(1, n, on, VisitState::Planned);
    scene.visits = vec![
        visit(1, 1, "2026-11-14", VisitState::Completed),
        planned(2, "2026-11-28"),
        planned(3, "2026-12-05"),
        planned(4, "2026-12-14"),
    ];
    assert_eq!(scene.line(RuleId::R81, d(TODAY)), None); // 14 November and 14 December lie 31 days apart
    scene.visits[3].date = d("2026-12-13");
    assert_eq!(scene.line(RuleId::R81, d(TODAY)), expected("week 2026-11-27"));
    assert_eq!(scene.cure(RuleId::R81, d(TODAY)), Some(Cure::ChangeVisit(scene.visits[1].id)));
    assert!(scene.why(RuleId::R81, d(TODAY)).contains("4 visit days within 30 days"));
    scene.visitor.dbs = vec![DbsCheck { level: DbsLevel::EnhancedBarred, ..dbs("2025-01-13") }];
    assert_eq!(scene.line(RuleId::R81, d(TODAY)), None);
    scene.visitor.dbs = vec![dbs("2025-01-13")];
    assert_eq!(scene.set(ParamId::RegulatedDays, 5).line(RuleId::R81, d(TODAY)), None);
}

#[test]
fn visits_inside_a_childrens_home_are_looked_at_and_ended_matches_not() {
    let mut scene = quiet();
    scene.child.placements[0].kind = PlacementKind::Residential;
    assert_eq!(scene.line(RuleId::R81, d(TODAY)), None);
    scene.visits[2].at_home = true;
    assert_eq!(scene.line(RuleId::R81, d(TODAY)), expected("week 2026-12-04"));
    scene.match_.ended = Some(ending("2026-12-05"));
    assert_eq!(scene.line(RuleId::R81, d(TODAY)), None);
}

/// Domain 8.7: words of a report that read like a concern are answered on the day on which it comes; the line stays until
/// somebody has, also when the match has ended since.
#[rstest]
#[case(true, "2026-11-16", "today 2026-11-16")]
#[case(true, "2026-11-17", "overdue 2026-11-16")]
#[case(true, "2027-06-01", "overdue 2026-11-16")]
#[case(false, "2026-11-17", "-")]
fn words_like_a_concern_wait_for_an_answer(#[case] open: bool, #[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visits[1].report = ReportState::Received(d("2026-11-16"));
    scene.visits[1].reads_like_concern = open;
    assert_eq!(scene.line(RuleId::R32, d(today)), expected(line));
    let cure = Some(Cure::AnswerWords(scene.visits[1].id)).filter(|_| open);
    assert_eq!(scene.cure(RuleId::R32, d(today)), cure);
    assert_eq!(scene.ended("2026-11-15").line(RuleId::R32, d(today)), expected(line));
}
