//! Endings: closed (R98), and a new visitor considered (R55).

use super::world::*;
use crate::finding::Cure;
use crate::record::{Ceased, ChildView, ClosingStep, EndReason, ReferralCloseReason, ReferralClosed};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

/// R98: 28 days after the end, shown from the end on.
#[rstest]
#[case("2026-10-24", "-")]
#[case("2026-10-25", "week 2026-11-22")]
#[case("2026-11-21", "week 2026-11-22")]
#[case("2026-11-22", "today 2026-11-22")]
#[case("2026-11-23", "overdue 2026-11-22")]
fn an_ending_is_closed(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet().ended("2026-10-25");
    assert_eq!(scene.line(RuleId::R98, d(today)), expected(line));
    let mut closing = closed("2026-11-01");
    let last = closing.pop().unwrap();
    scene.match_.ended.as_mut().unwrap().closing = closing;
    assert_eq!(scene.line(RuleId::R98, d(today)), expected(line));
    scene.match_.ended.as_mut().unwrap().closing.push(last);
    assert_eq!(scene.line(RuleId::R98, d(today)), None);
}

/// R53: what has stopped is not said to have ended before its notice is on record.
#[test]
fn a_match_whose_notice_is_awaited_stopped() {
    let mut scene = quiet().ended("2026-10-25");
    let said = |scene: &Scene, rule| scene.why(rule, d(TODAY));
    assert!(said(&scene, RuleId::R98).contains(" stopped on Sun 25 Oct"), "{}", said(&scene, RuleId::R98));
    assert!(said(&scene, RuleId::R55).contains(" stopped on Sun 25 Oct"));
    scene.match_.ended.as_mut().unwrap().notice = Some(d("2026-10-25"));
    assert!(said(&scene, RuleId::R98).contains(" ended on Sun 25 Oct"));
    assert!(said(&scene, RuleId::R55).contains(" ended on Sun 25 Oct"));
}

#[rstest]
#[case("2026-10-25", true)]
#[case("2026-10-26", false)]
fn an_ending_of_before_the_file_is_not_closed_here(#[case] file: &str, #[case] shown: bool) {
    let mut scene = quiet().ended("2026-10-25");
    scene.scheme.since = d(file);
    assert_eq!(scene.line(RuleId::R98, d(TODAY)).is_some(), shown);
}

#[test]
fn after_a_death_no_last_meeting_and_no_survey_is_asked_for() {
    let mut scene = quiet().ended("2026-10-25");
    let today = d(TODAY);
    assert_eq!(scene.cure(RuleId::R98, today), Some(Cure::Close(scene.match_.id)));
    assert!(scene.why(RuleId::R98, today).contains("last meeting held"));
    let end = scene.match_.ended.as_mut().unwrap();
    end.reason = EndReason::Death;
    end.closing = closed("2026-11-01");
    end.closing
        .retain(|c| !matches!(c.step, ClosingStep::Goodbye | ClosingStep::Survey | ClosingStep::Thanks));
    let why = scene.why(RuleId::R98, today);
    assert!(
        why.contains("visitor thanked") && !why.contains("meeting") && !why.contains("how it was"),
        "{why}"
    );
}

/// R55: thirty days after the end, quiet once they have passed.
#[rstest]
#[case("2026-11-16", "-")]
#[case("2026-11-17", "week 2026-11-24")]
#[case("2026-11-24", "today 2026-11-24")]
#[case("2026-11-25", "quiet 2026-11-24")]
fn a_new_visitor_is_considered(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet().ended("2026-10-25");
    assert_eq!(scene.line(RuleId::R55, d(today)), expected(line));
    scene.match_.ended.as_mut().unwrap().rematch = Some(true);
    assert_eq!(scene.line(RuleId::R55, d(today)), expected(line));
}

#[test]
fn what_settles_whether_a_new_visitor_is_considered() {
    let today = d("2026-11-25");
    let ended = || quiet().ended("2026-10-25");
    let shown = |scene: &Scene| scene.line(RuleId::R55, today).is_some();
    assert!(shown(&ended()));
    assert_eq!(ended().cure(RuleId::R55, today), Some(Cure::ReceiveReferral(ended().child.id)));

    let mut not_wanted = ended();
    not_wanted.match_.ended.as_mut().unwrap().rematch = Some(false);
    assert!(!shown(&not_wanted));
    let mut death = ended();
    death.match_.ended.as_mut().unwrap().reason = EndReason::Death;
    assert!(!shown(&death));
    death.match_.ended.as_mut().unwrap().rematch = Some(true);
    assert!(shown(&death));

    assert!(!shown(&Scene { referrals: vec![referral(1, "2026-10-01")], ..ended() }));
    let mut withdrawn = referral(1, "2026-10-25");
    let on = d("2026-11-20");
    withdrawn.closed = Some(ReferralClosed { on, reason: ReferralCloseReason::Withdrawn, note: None });
    assert!(!shown(&Scene { referrals: vec![withdrawn.clone()], ..ended() }));
    withdrawn.received = d("2026-10-24");
    assert!(shown(&Scene { referrals: vec![withdrawn], ..ended() }));
    assert!(!shown(&ended().with(proposal(1, "2026-11-20"))));

    let mut again = crate::record::Match { id: crate::id::MatchId(id(4, 90)), number: 90, ..ended().match_ };
    (again.started, again.ended) = (d("2026-11-20"), None);
    assert!(!shown(&ended().with(again)));

    let mut home = ended();
    home.child.ceased = Some(Ceased { on: d("2026-11-25"), reason: "home".to_owned() });
    assert!(!shown(&home));
    let mut objects = ended();
    objects.child.view = ChildView::Objects { understands: true, said: said("2026-10-20") };
    assert!(!shown(&objects));
    let mut grown = ended();
    grown.child.born = d("2008-11-25");
    assert!(!shown(&grown));
    grown.child.born = d("2008-11-26");
    assert!(shown(&grown));
}

#[test]
fn an_ending_of_before_the_file_is_counted_from_there() {
    let mut scene = quiet().ended("2026-02-10");
    scene.scheme.since = d("2026-11-01");
    assert_eq!(scene.line(RuleId::R55, d("2026-12-01")), expected("today 2026-12-01"));
    assert!(scene.why(RuleId::R55, d("2026-12-01")).contains("the day this file was made"));
    let scene = quiet().ended("2026-11-01").set(ParamId::AfterEndDays, 10);
    assert_eq!(scene.line(RuleId::R55, d("2026-11-12")), expected("quiet 2026-11-11"));
}

/// R53: a match that stopped has ended when the written notice is on record; without it, it is asked for.
#[rstest]
#[case("2026-10-17", "-")]
#[case("2026-10-18", "week 2026-10-25")]
#[case("2026-10-25", "today 2026-10-25")]
#[case("2026-10-26", "overdue 2026-10-25")]
fn the_written_notice_is_awaited(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet().ended("2026-10-25");
    assert_eq!(scene.line(RuleId::R53, d(today)), expected(line));
    let cure = Some(Cure::EndMatch(scene.match_.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R53, d(today)), cure);
    scene.match_.ended.as_mut().unwrap().notice = Some(d("2026-10-10"));
    assert_eq!(scene.line(RuleId::R53, d(today)), None);
}

#[rstest]
#[case(EndReason::VisitorResigned, "2026-10-25", true)]
#[case(EndReason::VisitorResigned, "2026-10-26", false)] // from before the file was made
#[case(EndReason::Eighteen, "2026-10-25", false)]
#[case(EndReason::NotLookedAfter, "2026-10-25", false)]
#[case(EndReason::Death, "2026-10-25", false)]
fn what_ends_by_law_or_before_the_file_needs_no_notice(
    #[case] reason: EndReason,
    #[case] file: &str,
    #[case] awaited: bool,
) {
    let mut scene = quiet().ended("2026-10-25");
    scene.match_.ended.as_mut().unwrap().reason = reason;
    scene.scheme.since = d(file);
    assert_eq!(scene.line(RuleId::R53, d(TODAY)).is_some(), awaited);
}
