//! Where a match stands (5.3, 5.8): notice awaited (R53), ended by law (R6, R52), trial and confirmed (R86, R86d).

use super::*;
use crate::status::{self, ChildStatus, MatchStatus};
use rstest::rstest;

fn stands(desk: &Desk, id: MatchId, on: &str) -> MatchStatus {
    status::of_match(&desk.world, desk.world.match_(id).unwrap(), day(on))
}

fn ends(match_id: MatchId, reason: EndReason, notice: Option<&str>) -> Command {
    Command::EndMatch {
        match_id,
        on: day("2026-11-20"),
        reason,
        decided_by: None,
        notice: notice.map(day),
        note: None,
        child_words: Some("It was good.".to_owned()),
        rematch: Some(false),
        informal_after: None,
    }
}

#[rstest]
#[case::resigned(EndReason::VisitorResigned, None, MatchStatus::NoticeAwaited)]
#[case::child_stopped(EndReason::ChildStopped, None, MatchStatus::NoticeAwaited)]
#[case::removed(EndReason::VisitorRemoved, None, MatchStatus::NoticeAwaited)]
#[case::in_writing(
    EndReason::VisitorResigned,
    Some("2026-11-01"),
    MatchStatus::Ended(EndReason::VisitorResigned)
)]
#[case::by_age(EndReason::Eighteen, None, MatchStatus::Ended(EndReason::Eighteen))]
#[case::by_law(EndReason::NotLookedAfter, None, MatchStatus::Ended(EndReason::NotLookedAfter))]
#[case::by_a_death(EndReason::Death, None, MatchStatus::Ended(EndReason::Death))]
fn it_has_ended_with_written_notice(
    #[case] reason: EndReason,
    #[case] notice: Option<&str>,
    #[case] expected: MatchStatus,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, reason, notice));
    let day_before = stands(&desk, p.id, "2026-11-19");
    assert_eq!((day_before, stands(&desk, p.id, "2026-11-20")), (MatchStatus::Ending, expected));
}

#[test]
fn the_notice_is_added_and_what_was_said_of_the_end_stays() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let made = desk.done(ends(p.id, EndReason::VisitorResigned, None));
    assert_eq!(level(&made.findings, RuleId::R53), Some(Level::Warn));
    let notice = |notice: Option<&str>| Command::EndMatch {
        match_id: p.id,
        on: day("2026-11-20"),
        reason: EndReason::VisitorResigned,
        decided_by: None,
        notice: notice.map(day),
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    };
    desk.done(notice(Some("2026-11-21")));
    assert_eq!(stands(&desk, p.id, "2026-11-20"), MatchStatus::NoticeAwaited);
    assert_eq!(stands(&desk, p.id, "2026-11-21"), MatchStatus::Ended(EndReason::VisitorResigned));
    assert_eq!(level(&desk.done(notice(None)).findings, RuleId::R53), None);
    let end = desk.world.match_(p.id).unwrap().ended.clone().unwrap();
    assert_eq!((end.child_words.as_deref(), end.rematch), (Some("It was good."), Some(false)));
    assert_eq!(end.notice, Some(day("2026-11-21")));
}

/// Automatic on the day; that it is recorded, with its closing steps, stays for a person.
#[test]
fn on_the_eighteenth_birthday_it_has_ended_by_age() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.child(p.child, |c| c.born = day("2009-01-15"));
    let of_child =
        |desk: &Desk, on: &str| status::of_child(&desk.world, desk.world.child(p.child).unwrap(), day(on));
    let by_age = MatchStatus::EndedByLaw(EndReason::Eighteen);
    assert_eq!(stands(&desk, p.id, "2027-01-14"), MatchStatus::Active);
    assert_eq!(of_child(&desk, "2027-01-14"), ChildStatus::Matched(p.id));
    assert_eq!(stands(&desk, p.id, "2027-01-15"), by_age);
    assert_eq!(of_child(&desk, "2027-01-15"), ChildStatus::EndedByLaw(p.id));
    // A visit after that day is barred, and one that took place is a fact.
    desk.today = day("2027-01-20");
    assert_eq!(level(&desk.findings(&plan(p.id, "2027-01-23")), RuleId::R6), Some(Level::Block));
    assert_eq!(level(&desk.findings(&file(report(p.id, "2027-01-19"))), RuleId::R6), Some(Level::Warn));
    // A scheme that goes on for care leavers says until when.
    desk.settings(ParamId::ChildAgeMax, 21);
    assert_eq!(stands(&desk, p.id, "2027-01-15"), MatchStatus::Active);
    assert_eq!(of_child(&desk, "2027-01-15"), ChildStatus::Matched(p.id));
}

#[test]
fn when_the_child_is_no_longer_looked_after_it_has_ended_by_law() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.child(p.child, |c| c.ceased = Some(Ceased { on: day("2026-12-01"), reason: "home".to_owned() }));
    assert_eq!(stands(&desk, p.id, "2026-11-30"), MatchStatus::Active);
    assert_eq!(stands(&desk, p.id, "2026-12-01"), MatchStatus::EndedByLaw(EndReason::NotLookedAfter));
    // Nor does a later day that was agreed for the end carry it on.
    desk.done(Command::EndMatch {
        match_id: p.id,
        on: day("2026-12-20"),
        reason: EndReason::NotLookedAfter,
        decided_by: None,
        notice: None,
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    });
    assert_eq!(stands(&desk, p.id, "2026-11-30"), MatchStatus::Ending);
    assert_eq!(stands(&desk, p.id, "2026-12-01"), MatchStatus::EndedByLaw(EndReason::NotLookedAfter));
    assert_eq!(stands(&desk, p.id, "2026-12-20"), MatchStatus::Ended(EndReason::NotLookedAfter));
}

fn reviewed(desk: &mut Desk, match_id: MatchId, held: &str) {
    desk.done(Command::HoldMatchReview {
        match_id,
        held: day(held),
        formal: true,
        heard: Vec::new(),
        outcome: ReviewOutcome::GoesOn,
        summary: "Going well.".to_owned(),
        to_plan: None,
        private: None,
        child_agrees: None,
    });
}

/// The match began on 1 April: its review is due on 1 July, and counts from 28 days before.
#[rstest]
#[case::a_month_in("2026-05-01", MatchStatus::Active)]
#[case::twenty_nine_days_early("2026-06-02", MatchStatus::Active)]
#[case::twenty_eight_days_early("2026-06-03", MatchStatus::Confirmed)]
#[case::on_the_day("2026-07-01", MatchStatus::Confirmed)]
#[case::late("2026-09-01", MatchStatus::Confirmed)]
fn the_review_at_three_months_confirms(#[case] held: &str, #[case] expected: MatchStatus) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    reviewed(&mut desk, p.id, held);
    assert_eq!(stands(&desk, p.id, "2026-11-22"), expected);
    // Without the child's decision it is on trial, whatever was reviewed (R86d).
    desk.match_(p.id, |m| m.trial = None);
    assert_eq!(stands(&desk, p.id, "2026-11-22"), MatchStatus::Trial);
    // Entered without a proposal there was nothing to decide.
    desk.match_(p.id, |m| m.proposal = None);
    assert_eq!(stands(&desk, p.id, "2026-11-22"), expected);
}

/// A match from before the file was made has its past as it was entered.
#[rstest]
#[case::from_before("2026-04-02", MatchStatus::Confirmed)]
#[case::from_its_first_day("2026-04-01", MatchStatus::Active)]
fn what_was_entered_as_history_keeps_its_review(#[case] file: &str, #[case] expected: MatchStatus) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    reviewed(&mut desk, p.id, "2026-05-01");
    let mut scheme = desk.world.scheme().unwrap().clone();
    scheme.since = day(file);
    desk.put(scheme);
    assert_eq!(stands(&desk, p.id, "2026-11-22"), expected);
}
