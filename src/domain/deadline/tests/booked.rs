//! What is arranged is in view (H10; section 6), and a proposal that stands still says so (H9).

use super::world::*;
use crate::deadline::within;
use crate::finding::Cure;
use crate::record::{
    AnnualReview, Answer, Briefing, CaseMeeting, ChildAnswer, JointOutcome, JointVisit, MeetingOutcome,
    Proposal, Subject,
};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

/// A meeting with a child who was referred, arranged for Wednesday 25 November.
#[rstest]
#[case("2026-11-17", "-")]
#[case("2026-11-18", "week 2026-11-25")]
#[case("2026-11-24", "week 2026-11-25")]
#[case("2026-11-25", "today 2026-11-25")]
#[case("2026-11-26", "overdue 2026-11-25")]
fn a_meeting_with_a_child_is_in_view(#[case] today: &str, #[case] line: &str) {
    let mut scene = waiting(referral(1, "2026-11-10"));
    let id = scene.referrals[0].id;
    scene.referrals[0].meetings = vec![meeting("2026-11-25", MeetingOutcome::Booked)];
    assert_eq!(scene.line(RuleId::H10, d(today)), expected(line));
    let cure = Some(Cure::RecordMeeting(id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::H10, d(today)), cure);
    for over in [MeetingOutcome::Held, MeetingOutcome::Cancelled] {
        scene.referrals[0].meetings[0].outcome = over;
        assert_eq!(scene.line(RuleId::H10, d(today)), None);
    }
}

/// A joint matching visit, arranged for the same day.
#[rstest]
#[case("2026-11-17", "-")]
#[case("2026-11-18", "week 2026-11-25")]
#[case("2026-11-25", "today 2026-11-25")]
#[case("2026-11-26", "overdue 2026-11-25")]
fn a_joint_matching_visit_is_in_view(#[case] today: &str, #[case] line: &str) {
    let mut idea = proposal(1, "2026-11-10");
    idea.joint = vec![JointVisit { on: d("2026-11-25"), held: None }];
    let id = idea.id;
    let scene = |idea: &Proposal| quiet().without_match().with(idea.clone());
    let lines = scene(&idea).lines(RuleId::H10, d(today));
    assert_eq!(lines.first().map(|l| (l.band, l.due)), expected(line));
    assert!(lines.iter().all(|l| l.cure == Cure::CarryOn(id) && l.subject == Subject::Proposal(id)));
    idea.joint[0].held = Some(met());
    assert_eq!(scene(&idea).line(RuleId::H10, d(today)), None);
}

/// An annual review, arranged for the same day; the last was held on 3 February, and the line of the year says so.
#[rstest]
#[case("2026-11-17", "-")]
#[case("2026-11-18", "week 2026-11-25")]
#[case("2026-11-25", "today 2026-11-25")]
#[case("2026-11-26", "overdue 2026-11-25")]
fn an_annual_review_is_in_view(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    let visitor = scene.visitor.id;
    scene.annual.push(AnnualReview { visitor, booked: true, ..annual_review(2, "2026-11-25") });
    assert_eq!(scene.line(RuleId::H10, d(today)), expected(line));
    let cure = Some(Cure::HoldAnnualReview(visitor)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::H10, d(today)), cure);
    scene.annual[1].booked = false;
    assert_eq!(scene.line(RuleId::H10, d(today)), None);
}

/// What is arranged is not held: the year runs on, and its line tells of the day that was agreed (R50a).
#[test]
fn an_annual_review_that_is_arranged_does_not_stop_the_year() {
    let mut scene = quiet();
    let visitor = scene.visitor.id;
    let today = d("2027-01-28");
    let why = |scene: &Scene| scene.lines(RuleId::R50a, today)[0].why.clone();
    assert!(!why(&scene).contains("arranged"));
    scene.annual.push(AnnualReview { visitor, booked: true, ..annual_review(2, "2027-02-01") });
    assert_eq!(scene.line(RuleId::R50a, today), expected("week 2027-02-03"));
    assert!(why(&scene).contains("; one is arranged for Mon 1 Feb"), "{}", why(&scene));
}

fn met() -> JointOutcome {
    JointOutcome {
        took_place: true,
        present: vec![],
        child_yes: Some(true),
        visitor_yes: Some(true),
        note: None,
    }
}

/// A meeting about the child (R37): asked for no more once it has passed, as who comes may be known before it.
#[rstest]
#[case("2026-11-17", "-")]
#[case("2026-11-18", "week 2026-11-25")]
#[case("2026-11-25", "today 2026-11-25")]
#[case("2026-11-26", "-")]
fn a_meeting_about_the_child_is_in_view(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.match_.meetings = vec![CaseMeeting {
        on: d("2026-11-25"),
        what: "review of the case".to_owned(),
        child_wants: Some(true),
        asked: None,
        attended: None,
    }];
    assert_eq!(scene.line(RuleId::H10, d(today)), expected(line));
    let cure = Some(Cure::RecordCaseMeeting(scene.match_.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::H10, d(today)), cure);
    // After the last day of the match it is not the visitor's.
    scene.match_.ended = Some(ending("2026-11-25"));
    assert_eq!(scene.line(RuleId::H10, d(today)), None);
}

/// H9: fourteen days after the last step, whatever it was.
#[rstest]
#[case(|_: &mut Proposal| {}, "2026-11-08", "-")]
#[case(|_: &mut Proposal| {}, "2026-11-09", "week 2026-11-16")]
#[case(|_: &mut Proposal| {}, "2026-11-16", "today 2026-11-16")]
#[case(|_: &mut Proposal| {}, "2026-11-17", "overdue 2026-11-16")]
#[case(|p: &mut Proposal| p.visitor_answer = Some(yes("2026-11-04")), "2026-11-19", "overdue 2026-11-18")]
#[case(
    |p: &mut Proposal| p.child_answer =
        Some(ChildAnswer { answer: yes("2026-11-05"), profile_shown: true, choice_of: 1 }),
    "2026-11-20",
    "overdue 2026-11-19"
)]
#[case(|p: &mut Proposal| p.worker_answer = Some(yes("2026-11-06")), "2026-11-21", "overdue 2026-11-20")]
#[case(
    |p: &mut Proposal| p.briefings = vec![Briefing { version: 1, said: said("2026-11-07"), shared: vec![] }],
    "2026-11-22",
    "overdue 2026-11-21"
)]
#[case(
    |p: &mut Proposal| p.joint = vec![JointVisit { on: d("2026-11-08"), held: Some(met()) }],
    "2026-11-23",
    "overdue 2026-11-22"
)]
// A visit that is arranged is waited for; once it has passed unrecorded, H10 asks, and then this as well.
#[case(|p: &mut Proposal| p.joint = vec![JointVisit { on: d("2026-12-08"), held: None }], "2026-12-08", "-")]
#[case(
    |p: &mut Proposal| p.joint = vec![JointVisit { on: d("2026-11-08"), held: None }],
    "2026-11-23",
    "overdue 2026-11-22"
)]
fn a_proposal_that_stands_still_says_so(
    #[case] change: fn(&mut Proposal),
    #[case] today: &str,
    #[case] line: &str,
) {
    let mut idea = proposal(1, "2026-11-02");
    change(&mut idea);
    let id = idea.id;
    let scene = quiet().without_match().with(idea.clone());
    assert_eq!(scene.line(RuleId::H9, d(today)), expected(line));
    assert_eq!(scene.cure(RuleId::H9, d(today)), Some(Cure::CarryOn(id)).filter(|_| line != "-"));
    idea.closed = Some(crate::record::ProposalClosed { on: d("2026-11-08"), matched: None, note: None });
    assert_eq!(quiet().without_match().with(idea).line(RuleId::H9, d(today)), None);
}

fn yes(on: &str) -> Answer {
    Answer { said: said(on), yes: true, note: None }
}

#[test]
fn its_days_are_a_setting_and_a_no_is_to_be_closed() {
    let mut idea = proposal(1, "2026-11-02");
    let scene = quiet().without_match().with(idea.clone()).set(ParamId::ProposalDays, 7);
    assert_eq!(scene.line(RuleId::H9, d("2026-11-10")), expected("overdue 2026-11-09"));
    idea.visitor_answer = Some(Answer { yes: false, ..yes("2026-11-03") });
    let why = quiet().without_match().with(idea).why(RuleId::H9, d("2026-11-18"));
    assert!(why.contains("somebody has said no: close it"), "{why}");
}

/// The steps to eighteen stand where their date puts them: looked at further ahead, they are there.
#[rstest]
#[case(7, false)]
#[case(83, false)]
#[case(84, true)]
#[case(400, true)]
fn who_looks_further_ahead_sees_the_step_that_is_not_due_yet(#[case] ahead: i64, #[case] there: bool) {
    let mut scene = quiet();
    scene.child.born = d("2009-05-14");
    scene.match_.started = d("2026-11-14");
    // Of 21 November the second step has its last day in 84 days, on 13 February.
    let today = d("2026-11-21");
    let found = within(&scene.world(), today, noon(today), ahead);
    let line = found.iter().find(|l| l.rule == RuleId::R6);
    assert_eq!(line.map(|l| l.due), there.then(|| d("2027-02-13")));
}
