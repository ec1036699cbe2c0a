//! Endings (5.8): commitment (R85e), back on the waiting list, closing steps (R98), what the law ends.

use super::*;
use crate::status::{self, ChildStatus, VisitorStatus};
use rstest::rstest;

use Level::{Block, Warn};

fn ends(match_id: MatchId, on: &str, reason: EndReason, rematch: Option<bool>) -> Command {
    Command::EndMatch {
        match_id,
        on: day(on),
        reason,
        decided_by: None,
        notice: Some(day("2026-11-01")),
        note: None,
        child_words: Some("It was good.".to_owned()),
        rematch,
        informal_after: None,
    }
}

#[rstest]
#[case::eleven_months(None, "2027-03-31", EndReason::VisitorResigned, Some(Warn))]
#[case::twelve_months(None, "2027-04-01", EndReason::VisitorResigned, None)]
#[case::turned_eighteen_early(None, "2027-03-31", EndReason::Eighteen, Some(Warn))]
#[case::a_death_is_not_held_against_anybody(None, "2027-03-31", EndReason::Death, None)]
#[case::two_years_agreed(Some(24), "2028-03-31", EndReason::TooFar, Some(Warn))]
#[case::two_years_kept(Some(24), "2028-04-01", EndReason::TooFar, None)]
#[case::six_months_agreed(Some(6), "2026-10-01", EndReason::TooFar, None)]
#[case::six_months_not_kept(Some(6), "2026-09-30", EndReason::TooFar, Some(Warn))]
fn the_time_committed_to(
    #[case] months: Option<u16>,
    #[case] on: &str,
    #[case] reason: EndReason,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.visitor(p.visitor, |v| v.commitment_months = months);
    let found = desk.findings(&ends(p.id, on, reason, None));
    assert_eq!(level(&found, RuleId::R85e), expected, "{found:?}");
    // It is noticed, never refused.
    desk.done(ends(p.id, on, reason, None));
}

#[test]
fn a_scheme_may_ask_for_two_years() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.settings(ParamId::CommitmentMonths, 24);
    let late = |on| level(&desk.findings(&ends(p.id, on, EndReason::TooFar, None)), RuleId::R85e);
    assert_eq!((late("2028-03-31"), late("2028-04-01")), (Some(Warn), None));
    desk.settings(ParamId::CommitmentMonths, 0);
    assert_eq!(level(&desk.findings(&ends(p.id, "2026-04-01", EndReason::TooFar, None)), RuleId::R85e), None);
}

#[rstest]
#[case::wanted(Some(true), true)]
#[case::not_wanted(Some(false), false)]
#[case::nobody_asked(None, false)]
fn another_visitor_is_wanted(#[case] rematch: Option<bool>, #[case] waits: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let made = desk.done(ends(p.id, "2026-11-20", EndReason::VisitorResigned, rematch));
    assert_eq!(made.done.contains("back on the waiting list, before others"), waits, "{}", made.done);
    let referral = desk.world.open_referral_of_child(p.child);
    assert_eq!(referral.is_some_and(|r| r.rematch_priority), waits);
    let leila = desk.world.child(p.child).unwrap();
    let stands = status::of_child(&desk.world, leila, desk.today);
    assert_eq!(stands, if waits { ChildStatus::Waiting(2) } else { ChildStatus::Past });
}

#[test]
fn the_wait_begins_today_when_the_end_lies_ahead_and_the_match_runs_until_then() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-12-20", EndReason::VisitorResigned, Some(true)));
    let referral = desk.world.open_referral_of_child(p.child).unwrap();
    assert_eq!((referral.received, referral.state()), (desk.today, ReferralState::Waiting));
    let (leila, tobias) = (desk.world.child(p.child).unwrap(), desk.world.visitor(p.visitor).unwrap());
    let stands = |on: &str| {
        let on = day(on);
        (status::of_child(&desk.world, leila, on), status::of_visitor(&desk.world, tobias, on))
    };
    assert_eq!(stands("2026-12-19"), (ChildStatus::Matched(p.id), VisitorStatus::Matched));
    assert_eq!(stands("2026-12-20"), (ChildStatus::Waiting(28), VisitorStatus::Free));
}

#[test]
fn a_correction_does_not_put_a_child_on_the_list_who_has_been_matched_since() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-11-10", EndReason::VisitorResigned, Some(true)));
    let second = visitor(&mut desk, "Rosalind");
    begun(&mut desk, p.child, second, "2026-11-20");
    desk.done(ends(p.id, "2026-11-11", EndReason::VisitorResigned, Some(true)));
    assert!(desk.world.open_referral_of_child(p.child).is_none());
    assert_eq!(desk.world.referrals_of_child(p.child).count(), 1);
    // Nor one whose new referral was withdrawn.
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-11-10", EndReason::VisitorResigned, Some(true)));
    let (referral, on) = (desk.world.open_referral_of_child(p.child).unwrap().id, desk.today);
    let reason = ReferralCloseReason::Withdrawn;
    desk.done(Command::CloseReferral { referral, on, reason, note: None });
    desk.done(ends(p.id, "2026-11-11", EndReason::VisitorResigned, Some(true)));
    assert_eq!(desk.world.referrals_of_child(p.child).count(), 1);
    // Nor when it is first said then.
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-11-10", EndReason::VisitorResigned, None));
    let second = visitor(&mut desk, "Rosalind");
    begun(&mut desk, p.child, second, "2026-11-20");
    desk.done(ends(p.id, "2026-11-10", EndReason::VisitorResigned, Some(true)));
    assert_eq!(desk.world.referrals_of_child(p.child).count(), 0);
}

/// An older match entered after this one ended runs on beside it if this one is then said to have ended later.
#[test]
fn a_correction_lets_no_match_run_on_beside_another() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-11-10", EndReason::VisitorResigned, None));
    let second = visitor(&mut desk, "Rosalind");
    desk.done(start(p.child, second, "2024-01-01"));
    let later = ends(p.id, "2026-11-11", EndReason::VisitorResigned, None);
    assert_eq!(level(&desk.refused(&later), RuleId::H3), Some(Block));
    desk.done(ends(p.id, "2026-11-09", EndReason::VisitorResigned, None));
}

/// The visitor's next child began on the day of the end: that it ended later is a fact, and is said.
#[test]
fn an_end_corrected_into_the_visitors_next_match_is_said() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-11-10", EndReason::TooFar, None));
    let other = child(&mut desk, "Mariam");
    begun(&mut desk, other, p.visitor, "2026-11-10");
    assert_eq!(level(&desk.findings(&ends(p.id, "2026-11-09", EndReason::TooFar, None)), RuleId::R19), None);
    assert_eq!(
        level(&desk.findings(&ends(p.id, "2026-11-11", EndReason::TooFar, None)), RuleId::R19),
        Some(Warn)
    );
    desk.settings(ParamId::MatchesPerVisitor, 2);
    assert_eq!(level(&desk.findings(&ends(p.id, "2026-11-11", EndReason::TooFar, None)), RuleId::R19), None);
}

/// History that runs on today is no history: only what is over by today is entered beside a match that ends ahead.
#[test]
fn an_older_match_does_not_run_on_beside_one_that_ends_ahead() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let second = visitor(&mut desk, "Rosalind");
    desk.done(ends(p.id, "2026-11-23", EndReason::TooFar, None));
    let old = start(p.child, second, "2024-01-01");
    assert_eq!(level(&desk.refused(&old), RuleId::H3), Some(Block));
    desk.done(ends(p.id, "2026-11-22", EndReason::TooFar, None));
    assert_eq!(level(&desk.done(old).findings, RuleId::H2), Some(Warn));
}

#[test]
fn a_referral_that_is_open_already_comes_before_others() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let open = referral(&mut desk, p.child, "2026-11-01");
    let mut early = desk.world.referral(open).unwrap().clone();
    early.rematch_priority = false;
    desk.put(early);
    desk.done(ends(p.id, "2026-11-20", EndReason::VisitorResigned, Some(true)));
    assert!(desk.world.referral(open).unwrap().rematch_priority);
    assert_eq!(desk.world.referrals_of_child(p.child).count(), 1);
}

#[rstest]
#[case::day_before_eighteen("2008-11-21", "2026-11-20", None)]
#[case::eighteen("2008-11-20", "2026-11-20", Some(RuleId::R6))]
#[case::still_looked_after("2013-05-14", "2026-11-18", None)]
#[case::no_longer_looked_after("2013-05-14", "2026-11-19", Some(RuleId::R3))]
fn whom_the_law_gives_no_visitor_does_not_wait_for_one(
    #[case] born: &str,
    #[case] on: &str,
    #[case] expected: Option<RuleId>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.child(p.child, |c| {
        c.born = day(born);
        if born.starts_with("2013") {
            c.ceased = Some(Ceased { on: day("2026-11-19"), reason: "home".to_owned() });
        }
    });
    let made = desk.done(ends(p.id, on, EndReason::VisitorResigned, Some(true)));
    for rule in [RuleId::R3, RuleId::R6] {
        assert_eq!(level(&made.findings, rule), (Some(rule) == expected).then_some(Warn), "{rule}");
    }
    assert_eq!(desk.world.open_referral_of_child(p.child).is_none(), expected.is_some());
}

#[test]
fn the_past_of_the_match_is_kept_for_the_new_wait() {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let first = referral(&mut desk, c, "2026-03-01");
    let id = begun(&mut desk, c, v, "2026-04-01");
    desk.done(ends(id, "2026-11-20", EndReason::VisitorResigned, Some(true)));
    let again = desk.world.open_referral_of_child(c).unwrap();
    assert!(again.id != first && again.grounds == [Ground::LittleContact]);
    // Nobody is to meet a child whom the scheme knows, and no meeting is made up for it.
    assert!(again.meetings.is_empty() && again.child_agrees.is_none());
    assert_eq!(again.state(), ReferralState::Waiting);
    let then = day("2026-12-20");
    let noon = then.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let later = crate::deadline::all(&desk.world, then, noon);
    assert!(later.iter().all(|d| d.rule != RuleId::R39), "R39 is for a child who has not been met");
    // And a new referral of a child who had a visitor comes before others as well.
    let (on, reason) = (desk.today, ReferralCloseReason::Withdrawn);
    let referral = again.id;
    desk.done(Command::CloseReferral { referral, on, reason, note: None });
    desk.done(receive(c, "2026-11-22"));
    assert!(desk.world.open_referral_of_child(c).unwrap().rematch_priority);
}

/// R54: the wish from before the match was for that match.
#[rstest]
#[case(EndReason::ChildStopped, true)]
#[case(EndReason::ChildDeclinedEarly, true)]
#[case(EndReason::VisitorResigned, false)]
fn a_child_who_stopped_a_match_is_asked_anew(#[case] reason: EndReason, #[case] anew: bool) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    referral(&mut desk, c, "2026-03-01");
    let id = begun(&mut desk, c, v, "2026-04-01");
    desk.child(c, |c| c.view = ChildView::Wants(Said::new("Priya", day("2026-03-02"))));
    desk.done(ends(id, "2026-11-20", reason, Some(true)));
    assert_eq!(desk.world.child(c).unwrap().view == ChildView::NotAsked, anew);
}

fn closes(match_id: MatchId, steps: &[ClosingStep]) -> Command {
    Command::TakeClosingStep { match_id, steps: steps.to_vec(), on: day("2026-11-22"), note: None }
}

#[test]
fn what_closes_a_match_is_ticked_off_once_each() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.match_(p.id, |m| m.contact.released = Some(Said::new("Priya", day("2026-10-01"))));
    assert_eq!(level(&desk.refused(&closes(p.id, &[ClosingStep::Goodbye])), RuleId::H3), Some(Block));
    desk.done(ends(p.id, "2026-11-20", EndReason::TooFar, None));
    assert_eq!(level(&desk.refused(&closes(p.id, &[])), RuleId::H1), Some(Block));
    let made = desk.done(closes(p.id, &[ClosingStep::Goodbye, ClosingStep::Thanks]));
    assert!(made.done.ends_with(" 7 left."), "{}", made.done);
    assert!(desk.done(closes(p.id, &[ClosingStep::Goodbye])).done.ends_with(" 7 left."), "again is the same");
    assert!(desk.world.match_(p.id).unwrap().contact.released.is_some());
    desk.done(closes(p.id, &[ClosingStep::PackReturned]));
    let contact = &desk.world.match_(p.id).unwrap().contact;
    assert!(contact.released.is_none() && contact.withdrawn.is_some(), "what was shared ends with the match");
    // A correction of the ending keeps what was done.
    desk.done(ends(p.id, "2026-11-19", EndReason::TooFar, None));
    let all: Vec<_> = ClosingStep::ALL.iter().map(|(step, _)| *step).collect();
    assert_eq!(desk.world.match_(p.id).unwrap().ended.as_ref().unwrap().outstanding().len(), 6);
    assert!(desk.done(closes(p.id, &all)).done.ends_with("Everything is closed."));
}

#[test]
fn what_was_acknowledged_about_later_contact_lies_not_ahead() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let eighteen = |on: &str| {
        let Command::EndMatch { match_id, notice, .. } = ends(p.id, "2026-11-22", EndReason::Eighteen, None)
        else {
            panic!()
        };
        Command::EndMatch {
            match_id,
            on: day("2026-11-22"),
            reason: EndReason::Eighteen,
            decided_by: None,
            notice,
            note: None,
            child_words: None,
            rematch: None,
            informal_after: Some(day(on)),
        }
    };
    assert_eq!(level(&desk.refused(&eighteen("2026-11-23")), RuleId::H2), Some(Block));
    desk.done(eighteen("2026-11-22"));
}

/// R85e: what nobody could have put off is not asked about; an ending of another kind is.
#[rstest]
#[case::by_age(EndReason::Eighteen, false)]
#[case::by_law(EndReason::NotLookedAfter, false)]
#[case::too_far(EndReason::TooFar, true)]
#[case::resigned(EndReason::VisitorResigned, true)]
fn what_would_have_helped_is_asked_where_something_could(#[case] reason: EndReason, #[case] asked: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.visitor(p.visitor, |v| v.commitment_months = Some(24));
    let found = desk.findings(&ends(p.id, "2026-11-20", reason, None));
    let said = found.iter().find(|f| f.rule == RuleId::R85e).expect("R85e is said");
    assert_eq!(said.sentence.contains("Ask what would have helped"), asked, "{}", said.sentence);
    assert_eq!(said.sentence.contains("nobody could have put off"), !asked, "{}", said.sentence);
}

/// R6, R52: a match that the law ended is counted for nobody any more, before its end is recorded (R19, R90).
#[rstest]
#[case::the_day_before("2026-11-23", true)]
#[case::the_birthday("2026-11-22", false)]
fn what_the_law_ended_leaves_the_visitor_free(#[case] birthday: &str, #[case] runs: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let born = crate::calendar::add_months(day(birthday), -18 * 12);
    desk.child(p.child, |c| c.born = born);
    let m = desk.world.match_(p.id).unwrap();
    let stands = |on| status::of_visitor(&desk.world, desk.world.visitor(p.visitor).unwrap(), on);
    assert_eq!(stands(desk.today), if runs { VisitorStatus::Matched } else { VisitorStatus::Free });
    assert_eq!(stands(day("2026-11-21")), VisitorStatus::Matched);
    assert_eq!(status::runs(&desk.world, m, desk.today), runs);
    let counted = status::running_of_visitor(&desk.world, p.visitor, desk.today).count();
    assert_eq!(counted, usize::from(runs));
    let other = child(&mut desk, "Mariam");
    let found = desk.findings(&super::commands::propose(other, p.visitor, "2026-11-22"));
    assert_eq!(level(&found, RuleId::R19).is_some(), runs, "{found:?}");
    // That it is over does not end it on paper: nobody leaves without that.
    let on = desk.today;
    let leave = Command::MoveStage {
        visitor: p.visitor,
        to: Stage::Left,
        on,
        by: None,
        note: None,
        conditions: Vec::new(),
    };
    assert_eq!(level(&desk.refused(&leave), RuleId::H3), Some(Block));
}

/// Which match of a child was alive on a day, or which was the last: to that a concern belongs.
#[rstest]
#[case::before_any("2026-03-31", None)]
#[case::alive("2026-04-01", Some(0))]
#[case::ending("2026-11-09", Some(0))]
#[case::its_last_day("2026-11-10", Some(0))]
#[case::between("2026-11-14", Some(0))]
#[case::the_next("2026-11-15", Some(1))]
fn a_day_of_a_child_belongs_to_a_match(#[case] on: &str, #[case] expected: Option<usize>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, "2026-11-10", EndReason::Rematched, None));
    let other = visitor(&mut desk, "Rosalind");
    let next = begun(&mut desk, p.child, other, "2026-11-15");
    let found = desk.world.match_of_child_on(p.child, day(on)).map(|m| m.id);
    assert_eq!(found, expected.map(|n| [p.id, next][n]));
}
