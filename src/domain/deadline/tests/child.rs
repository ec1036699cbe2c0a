//! Referrals and the card.

use super::world::*;
use crate::finding::Cure;
use crate::record::{
    MeetingOutcome, Referral, ReferralCloseReason, ReferralClosed, ReferralOutcome, StatusUpdate, Subject,
    Told,
};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

/// Day 14 warns, day 21 is in time, day 22 is overdue (R39, 2.H 1).
#[rstest]
#[case("2026-11-12", "-")]
#[case("2026-11-13", "week 2026-11-20")]
#[case("2026-11-19", "week 2026-11-20")]
#[case("2026-11-20", "today 2026-11-20")]
#[case("2026-11-21", "overdue 2026-11-20")]
fn a_child_is_met_within_three_weeks(#[case] today: &str, #[case] line: &str) {
    let scene = waiting(referral(1, "2026-10-30"));
    assert_eq!(scene.line(RuleId::R39, d(today)), expected(line));
}

#[rstest]
#[case("2028-02-08", "2028-02-29")] // a last day on 29 February
#[case("2027-02-08", "2027-03-01")]
#[case("2026-12-11", "2027-01-01")] // a bank holiday is a last day all the same
fn three_weeks_are_twenty_one_days_whatever_they_hold(#[case] received: &str, #[case] due: &str) {
    let scene = waiting(referral(1, received));
    assert_eq!(scene.line(RuleId::R39, d(due)), expected(&format!("today {due}")));
}

#[test]
fn the_first_meeting_says_the_day_the_sum_and_what_fell_through() {
    let mut asked = referral(1, "2026-10-30");
    let off = meeting("2026-11-18", MeetingOutcome::Cancelled);
    asked.meetings.push(crate::record::Meeting { note: Some("illness".to_owned()), ..off });
    let scene = waiting(asked);
    let line = scene.lines(RuleId::R39, d("2026-11-23")).remove(0);
    assert_eq!(line.days, 3);
    assert_eq!(line.detail, "day 24 of 21");
    assert_eq!(
        line.why,
        "Leila H. was referred on Fri 30 Oct by Ruth Dale, and a child is met within 21 days of the day the \
         referral came, so by Fri 20 Nov; no meeting is recorded, and one booked for Wed 18 Nov was cancelled \
         (illness)."
    );
    assert_eq!(line.subject, Subject::Referral(scene.referrals[0].id));
    assert_eq!(line.related, [Subject::Child(scene.child.id)]);
    assert_eq!(line.cure, Cure::RecordMeeting(scene.referrals[0].id));
}

/// R39: the clock that the referral's line shows runs exactly as long as the deadline does.
#[rstest]
#[case::nobody_met(|_: &mut Referral| {}, true)]
#[case::booked(|r: &mut Referral| r.meetings.push(meeting("2026-11-24", MeetingOutcome::Booked)), true)]
#[case::met(|r: &mut Referral| r.meetings.push(meeting("2026-11-10", MeetingOutcome::Held)), false)]
#[case::accepted_unmet(|r: &mut Referral| accept(r, ReferralOutcome::Accepted), true)]
#[case::rematch(
    |r: &mut Referral| {
        r.rematch_priority = true;
        accept(r, ReferralOutcome::Accepted);
    },
    false
)]
#[case::declined(|r: &mut Referral| accept(r, ReferralOutcome::Declined), false)]
fn the_clock_runs_until_the_child_is_met(#[case] change: fn(&mut Referral), #[case] runs: bool) {
    let mut asked = referral(1, "2026-10-30");
    change(&mut asked);
    assert_eq!(asked.awaits_first_meeting(), runs);
    assert_eq!(waiting(asked).line(RuleId::R39, d("2026-11-20")).is_some(), runs);
}

fn accept(referral: &mut Referral, outcome: ReferralOutcome) {
    referral.decision = Some(decision("2026-11-02", outcome));
}

#[test]
fn a_meeting_that_was_held_ends_the_wait_and_one_booked_does_not() {
    let late = d("2026-11-25");
    let with = |outcome| {
        let meetings = vec![meeting("2026-11-19", outcome)];
        waiting(Referral { meetings, ..referral(1, "2026-10-30") }).line(RuleId::R39, late)
    };
    assert_eq!(with(MeetingOutcome::Held), None);
    assert_eq!(with(MeetingOutcome::Booked), expected("overdue 2026-11-20"));
}

#[test]
fn a_referral_that_is_closed_or_declined_has_no_clocks() {
    let old = referral(1, "2026-01-05");
    let closed = ReferralClosed { on: d("2026-02-02"), reason: ReferralCloseReason::Withdrawn, note: None };
    let declined = decision("2026-02-02", ReferralOutcome::Declined);
    let says_no = decision("2026-02-02", ReferralOutcome::ChildSaysNo);
    for rule in [RuleId::R39, RuleId::R40, RuleId::R98a] {
        assert!(waiting(old.clone()).line(rule, d(TODAY)).is_some(), "{rule} for an open one");
        let ended = [
            Referral { closed: Some(closed.clone()), ..old.clone() },
            Referral { decision: Some(declined.clone()), ..old.clone() },
            Referral { decision: Some(says_no.clone()), ..old.clone() },
        ];
        for referral in ended {
            assert_eq!(waiting(referral).line(rule, d(TODAY)), None, "{rule}");
        }
    }
}

fn told(on: &str, to: Told) -> StatusUpdate {
    StatusUpdate { on: d(on), to, note: None }
}

/// Each of the two every 28 days; the one who waits longest counts (R40).
#[rstest]
#[case("2026-11-19", "-")]
#[case("2026-11-20", "week 2026-11-27")]
#[case("2026-11-27", "today 2026-11-27")]
#[case("2026-11-28", "overdue 2026-11-27")]
fn child_and_social_worker_are_kept_up_to_date(#[case] today: &str, #[case] line: &str) {
    let updates = vec![told("2026-11-10", Told::Child)];
    let scene = waiting(Referral { updates, ..referral(1, "2026-10-30") });
    assert_eq!(scene.line(RuleId::R40, d(today)), expected(line));
}

#[rstest]
#[case(&[], "child and social worker")]
#[case(&[("2026-11-20", Told::Child)], "social worker")]
#[case(&[("2026-11-20", Told::SocialWorker)], "child")]
#[case(&[("2026-11-10", Told::Child), ("2026-11-20", Told::Child)], "social worker")]
fn the_status_update_names_who_is_due(#[case] updates: &[(&str, Told)], #[case] whom: &str) {
    let updates = updates.iter().map(|(on, to)| told(on, *to)).collect();
    let scene = waiting(Referral { updates, ..referral(1, "2026-10-30") });
    let line = scene.lines(RuleId::R40, d("2026-11-29")).remove(0);
    assert_eq!(line.detail, format!("{whom}, due 27 Nov"));
    assert_eq!(line.cure, Cure::GiveUpdate(scene.referrals[0].id));
}

#[test]
fn telling_both_moves_the_status_update() {
    let updates = vec![told("2026-11-20", Told::Child), told("2026-11-23", Told::SocialWorker)];
    let scene = waiting(Referral { updates, ..referral(1, "2026-10-30") });
    assert_eq!(scene.line(RuleId::R40, d("2026-12-18")), expected("today 2026-12-18"));
    assert_eq!(scene.line(RuleId::R40, d("2026-12-10")), None);
}

/// Longer than six months (R98a); a month without that day ends on its last (2.H 5).
#[rstest]
#[case("2026-05-22", "2026-11-22", "-")]
#[case("2026-05-22", "2026-11-23", "quiet 2026-11-22")]
#[case("2025-08-31", "2026-02-28", "-")]
#[case("2025-08-31", "2026-03-01", "quiet 2026-02-28")]
fn nobody_waits_longer_than_six_months(#[case] received: &str, #[case] today: &str, #[case] line: &str) {
    let scene = waiting(referral(1, received));
    assert_eq!(scene.line(RuleId::R98a, d(today)), expected(line));
    let cure = Some(Cure::StartMatch(scene.child.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R98a, d(today)), cure);
}

/// The card every six months (R12).
#[rstest]
#[case("2026-04-23", "-")]
#[case("2026-04-24", "week 2026-05-01")]
#[case("2026-05-01", "today 2026-05-01")]
#[case("2026-05-02", "overdue 2026-05-01")]
fn the_card_is_confirmed_again(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.child.card = card("2025-11-01");
    assert_eq!(scene.line(RuleId::R12, d(today)), expected(line));
}

#[test]
fn the_oldest_answer_counts_until_the_whole_card_is_confirmed() {
    let mut scene = quiet();
    scene.child.card.answers[3].said = said("2026-05-22");
    assert_eq!(scene.line(RuleId::R12, d(TODAY)), expected("today 2026-11-22"));
    scene.child.card.confirmed = Some(said("2026-09-01"));
    assert_eq!(scene.line(RuleId::R12, d(TODAY)), None);
}

#[test]
fn a_move_calls_for_the_card_at_once_until_it_is_confirmed() {
    let mut scene = quiet().moved("2026-11-10");
    assert_eq!(scene.line(RuleId::R12, d("2026-11-09")), None);
    assert_eq!(scene.line(RuleId::R12, d("2026-11-10")), expected("today 2026-11-10"));
    assert_eq!(scene.line(RuleId::R12, d(TODAY)), expected("overdue 2026-11-10"));
    scene.child.card.confirmed = Some(said("2026-11-10"));
    assert_eq!(scene.line(RuleId::R12, d(TODAY)), None);
}

#[test]
fn the_first_home_is_no_move() {
    let mut scene = quiet();
    scene.child.placements[0].from = d("2026-11-10");
    assert_eq!(scene.line(RuleId::R12, d(TODAY)), None);
}

#[test]
fn the_card_is_due_only_while_there_is_a_match_or_a_wait_and_an_answer() {
    let old = |mut scene: Scene| {
        scene.child.card = card("2025-11-01");
        scene.line(RuleId::R12, d(TODAY)).is_some()
    };
    let asked = referral(1, "2026-11-20");
    let accepted =
        Referral { decision: Some(decision("2026-11-21", ReferralOutcome::Accepted)), ..asked.clone() };
    assert!(old(quiet()), "matched");
    assert!(!old(quiet().without_match()), "neither");
    assert!(!old(waiting(asked)), "referred, not decided");
    assert!(old(waiting(accepted)), "waiting");
    let mut blank = quiet();
    blank.child.card.answers.clear();
    assert_eq!(blank.line(RuleId::R12, d(TODAY)), None, "blank");
}

#[rstest]
#[case(RuleId::R39, ParamId::MeetDays, 10, "2026-11-09")]
#[case(RuleId::R40, ParamId::UpdateDays, 14, "2026-11-13")]
fn a_referrals_clocks_follow_the_policy(
    #[case] rule: RuleId,
    #[case] param: ParamId,
    #[case] value: i64,
    #[case] due: &str,
) {
    let scene = waiting(referral(1, "2026-10-30")).set(param, value);
    assert_eq!(scene.line(rule, d(due)), expected(&format!("today {due}")));
    assert!(scene.why(rule, d(due)).contains(&format!("{value} days")));
}

#[rstest]
#[case(RuleId::R12, ParamId::CardMonths, 3, "2027-02-01")]
#[case(RuleId::R25, ParamId::ContactDays, 30, "2026-12-01")]
fn a_childs_clocks_follow_the_policy(
    #[case] rule: RuleId,
    #[case] param: ParamId,
    #[case] value: i64,
    #[case] due: &str,
) {
    let scene = quiet().set(param, value);
    assert_eq!(scene.line(rule, d(due)), expected(&format!("today {due}")));
    assert_eq!(quiet().line(rule, d(due)), None);
}

/// The warning is the rule's own, from day 14 on, however short the look ahead.
#[rstest]
#[case("2026-11-12", false)]
#[case("2026-11-13", true)]
fn the_warning_of_the_first_meeting_does_not_hang_on_how_far_one_looks(
    #[case] today: &str,
    #[case] said: bool,
) {
    let world = waiting(referral(1, "2026-10-30")).world();
    for ahead in [0, 1, 6, 7] {
        let list = crate::deadline::within(&world, d(today), noon(d(today)), ahead);
        assert_eq!(list.iter().any(|l| l.rule == RuleId::R39), said, "{ahead} days ahead");
    }
}
