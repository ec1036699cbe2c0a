//! What is counted, on both sides of each edge, for children, matches, visits and visitors (section 7).

use super::super::{Period, figures};
use super::{counted, of_pairs, pairs, says, year};
use crate::deadline::tests::followed::low_level;
use crate::deadline::tests::world::{
    Scene, claim, concern, d, decision, ending, hold, meeting, pause, referral, stage, visit,
};
use crate::people::Role;
use crate::record::{
    CancelReason, Ceased, EndReason, MeetingOutcome, Party, ReferralCloseReason, ReferralClosed,
    ReferralOutcome, ReportState, Stage, VisitState,
};
use crate::rule::ParamId;
use crate::world::World;
use rstest::rstest;

/// Twenty pairs: the made-up match of five of them began on a day.
fn five_began(on: &'static str, key: &str) -> String {
    let began = |n: u8, s: &mut Scene| {
        if n <= 5 {
            s.match_.started = d(on);
        }
    };
    of_pairs(20, began, key)
}

#[test]
fn the_year_is_the_twelve_months_up_to_the_day() {
    assert_eq!(year(), Period { from: d("2025-11-23"), until: d("2026-11-22") });
    assert_eq!(year().words(), "23 November 2025 to 22 November 2026");
    let leap = Period::year_to(d("2024-02-29"));
    assert_eq!(leap.from, d("2023-03-01"));
}

/// Matched as at the last day: from its first day on, and on its last no more.
#[rstest]
#[case("2026-11-22", "20")]
#[case("2026-11-23", "15")]
fn a_match_counts_from_its_first_day(#[case] began: &'static str, #[case] running: &str) {
    assert_eq!(five_began(began, "matches-running"), running);
    assert_eq!(five_began(began, "children-matched"), running);
}

#[rstest]
#[case(ended("2026-11-22"), "15")]
#[case(ended("2026-11-23"), "20")]
#[case(no_longer_looked_after("2026-11-22"), "15")] // ended by law that day (R52)
#[case(no_longer_looked_after("2026-11-23"), "20")]
#[case(eighteen("2008-11-22"), "15")] // eighteen that day (R6)
#[case(eighteen("2008-11-23"), "20")]
fn a_match_counts_until_it_ends_as_recorded_or_by_law(#[case] change: Change, #[case] running: &str) {
    let five = |n: u8, s: &mut Scene| {
        if n <= 5 {
            change(s)
        }
    };
    assert_eq!(of_pairs(20, five, "children-matched"), running);
}

type Change = Box<dyn Fn(&mut Scene)>;

fn ended(on: &'static str) -> Change {
    Box::new(move |s| s.match_.ended = Some(ending(on)))
}

fn no_longer_looked_after(on: &'static str) -> Change {
    Box::new(move |s| s.child.ceased = Some(Ceased { on: d(on), reason: "went home".to_owned() }))
}

fn eighteen(born: &'static str) -> Change {
    Box::new(move |s| s.child.born = d(born))
}

/// Made in the period: both days are in it.
#[rstest]
#[case("2025-11-22", "15")]
#[case("2025-11-23", "20")]
#[case("2026-11-22", "20")]
#[case("2026-11-23", "15")]
fn a_match_is_made_on_the_day_on_which_it_began(#[case] began: &'static str, #[case] made: &str) {
    assert_eq!(five_began(began, "matches-made"), made);
}

#[test]
fn endings_are_told_by_reason_and_by_the_day_of_the_law_where_that_came_first() {
    let change = |n: u8, s: &mut Scene| {
        let reason = if n <= 6 { EndReason::TooFar } else { EndReason::VisitorResigned };
        match n {
            1..=11 => s.match_.ended = Some(crate::record::Ending { reason, ..ending("2026-03-01") }),
            // Eighteen in June; that it ended is recorded in December, which is not in the period.
            12..=16 => {
                s.child.born = d("2008-06-15");
                s.match_.ended = Some(ending("2026-12-01"));
            }
            _ => {}
        }
    };
    let said = of_pairs(20, change, "matches-ended");
    assert_eq!(
        said,
        "all: 16; turned eighteen: 5; no longer looked after: 0; the child chose to stop: 0; the child declined after \
         one or two visits: 0; the visitor resigned: 5; the visitor was removed: 0; the placement is too far: 6; the \
         scheme ended it: 0; rematched: 0; the contract ended: 0; death: 0"
    );
    // From 2 February: one whole month to 1 March, four to 15 June.
    assert_eq!(of_pairs(20, change, "length-of-ended"), "how many: 16; median: 0 months; longest: 4 months");
}

/// Two years to the day are not over two years.
#[rstest]
#[case("2024-11-22", "0% (0 of 20)")]
#[case("2024-11-21", "25% (5 of 20)")]
fn a_match_has_lasted_over_two_years_from_the_day_after(#[case] began: &'static str, #[case] share: &str) {
    assert_eq!(five_began(began, "running-over-two-years"), share);
}

#[test]
fn lengths_are_whole_months_and_the_median_is_the_middle_one() {
    let began = |n: u8, s: &mut Scene| {
        let on = ["2026-11-01", "2026-10-22", "2026-08-23", "2026-05-22", "2025-11-22"][usize::from(n - 1)];
        s.match_.started = d(on);
    };
    assert_eq!(of_pairs(5, began, "length-of-running"), "how many: 5; median: 2 months; longest: 12 months");
    assert_eq!(of_pairs(4, began, "length-of-running"), "how many: hidden; median: hidden; longest: hidden");
}

#[test]
fn ages_are_those_of_the_last_day() {
    let born = |n: u8, s: &mut Scene| {
        s.child.born = d(match n {
            1..=5 => "2018-11-23",  // eight tomorrow
            6..=10 => "2018-11-22", // eight today
            _ => "2011-11-22",      // fifteen today
        });
    };
    let said = of_pairs(15, born, "matched-by-age");
    assert_eq!(said, "all: 15; under 8: 5; 8 to 11: 5; 12 to 14: 0; 15 to 17: 5; 18 and over: 0");
}

#[test]
fn in_and_out_of_the_area_is_where_the_child_lives_on_the_last_day() {
    let lives = |n: u8, s: &mut Scene| {
        s.child.placements[0].out_of_area = (n > 5).then_some(n > 11);
        if n == 12 {
            *s = std::mem::replace(s, crate::deadline::tests::world::pair(n)).moved("2026-11-23");
        }
    };
    let said = of_pairs(16, lives, "matched-by-area");
    assert_eq!(said, "all: 16; in the area: 6; out of the area: 5; not on record: 5");
}

/// Twelve children whose referral is in question, and nobody matched.
fn waiting(change: impl Fn(&mut crate::record::Referral), key: &str) -> String {
    let scene = |n: u8, s: &mut Scene| {
        let mut asked = referral(n, "2026-10-02");
        asked.decision = Some(decision("2026-10-20", ReferralOutcome::Accepted));
        change(&mut asked);
        *s = crate::deadline::tests::world::pair(n).without_match();
        s.referrals = vec![asked];
    };
    of_pairs(12, scene, key)
}

fn closed(on: &str, reason: ReferralCloseReason) -> Option<ReferralClosed> {
    Some(ReferralClosed { on: d(on), reason, note: None })
}

#[test]
fn a_child_waits_from_the_decision_to_the_closing() {
    let decided = |on: &'static str| {
        waiting(|r| r.decision = Some(decision(on, ReferralOutcome::AcceptedHomeOnly)), "children-waiting")
    };
    assert_eq!((decided("2026-11-22"), decided("2026-11-23")), ("12".to_owned(), "0".to_owned()));
    let until = |on| waiting(|r| r.closed = closed(on, ReferralCloseReason::Withdrawn), "children-waiting");
    assert_eq!((until("2026-11-23"), until("2026-11-22")), ("12".to_owned(), "0".to_owned()));
    let no = |outcome| waiting(|r| r.decision = Some(decision("2026-10-20", outcome)), "children-waiting");
    assert_eq!(no(ReferralOutcome::Declined), "0");
    assert_eq!(no(ReferralOutcome::ChildSaysNo), "0");
    // 2 October to 22 November.
    assert_eq!(waiting(|_| {}, "days-waiting"), "how many: 12; median: 51 days; longest: 51 days");
    let long = |since| waiting(|r| r.received = d(since), "waiting-too-long");
    assert_eq!((long("2026-05-22"), long("2026-05-21")), ("0% (0 of 12)".into(), "100% (12 of 12)".into()));
}

#[test]
fn a_child_who_is_matched_does_not_wait_whatever_the_referral_says() {
    let change = |n: u8, s: &mut Scene| {
        let mut asked = referral(n, "2026-01-02");
        asked.decision = Some(decision("2026-01-20", ReferralOutcome::Accepted));
        s.referrals = vec![asked];
    };
    assert_eq!(of_pairs(9, change, "children-waiting"), "0");
}

#[test]
fn referrals_are_told_by_what_became_of_them_and_by_how_long_it_took() {
    let mut records = Vec::new();
    for n in 1..=30 {
        let mut s = crate::deadline::tests::world::pair(n).without_match();
        // The first five came before the period.
        let mut asked = referral(n, if n <= 5 { "2025-11-22" } else { "2025-11-23" });
        asked.meetings = vec![
            meeting("2025-12-03", MeetingOutcome::Held),
            meeting("2025-12-01", MeetingOutcome::Cancelled),
        ];
        match n {
            6..=10 => {}
            11..=15 => asked.decision = Some(decision("2026-01-01", ReferralOutcome::Declined)),
            16..=20 => asked.closed = closed("2026-02-02", ReferralCloseReason::MovedAway),
            21..=25 => asked.closed = closed("2026-02-02", ReferralCloseReason::Matched),
            _ => asked.decision = Some(decision("2026-11-23", ReferralOutcome::Accepted)),
        }
        if (21..=25).contains(&n) {
            s.match_.referral = Some(asked.id);
            s.match_.ended = None;
        }
        s.referrals = vec![asked];
        records.extend(s.records());
    }
    let all = counted(records, year());
    assert_eq!(says(&all, "referrals"), "25");
    assert_eq!(
        says(&all, "referrals-by-state"),
        "all: 25; not decided yet: 10; accepted, waiting: 0; matched: 5; not accepted: 5; the child said no: 0; withdrawn \
         or closed for another reason: 5"
    );
    // Ten days, and eleven for the five that came a day earlier.
    assert_eq!(says(&all, "days-to-first-seen"), "how many: 30; median: 10 days; longest: 11 days");
    // 23 November to 2 February.
    assert_eq!(says(&all, "days-to-match"), "how many: 5; median: 71 days; longest: 71 days");
}

#[test]
fn visits_are_told_by_what_became_of_them_and_by_whom_they_were_cancelled() {
    let visits = |n: u8, s: &mut Scene| {
        let cancelled = |by| VisitState::Cancelled {
            by,
            reason: CancelReason::Illness,
            notice_days: None,
            rearranged: false,
        };
        s.visits = vec![
            visit(n, 1, "2025-11-22", VisitState::Completed), // the day before the period
            visit(n, 2, "2025-11-23", VisitState::Completed),
            visit(n, 3, "2026-03-01", VisitState::Completed),
            visit(n, 4, "2026-04-01", cancelled(Party::Carer)),
            visit(n, 5, "2026-05-01", cancelled(Party::Child)),
            visit(n, 6, "2026-06-01", VisitState::Missed { by: Party::Carer }),
            visit(n, 7, "2026-11-22", VisitState::Confirmed),
            visit(n, 8, "2026-11-23", VisitState::Planned),
        ];
    };
    let said = of_pairs(5, visits, "visits");
    assert_eq!(
        said,
        "all: 30; took place: 10; cancelled by the child: 5; cancelled by the visitor: 0; cancelled by the carer: 5; \
         cancelled by the social worker: 0; cancelled by the scheme: 0; cancelled by somebody else: 0; somebody did not \
         come: 5; not recorded yet: 5"
    );
}

/// R33: seven days from the visit, by the day on which that falls.
#[test]
fn a_report_is_on_time_on_the_seventh_day() {
    let received = |on: Option<&'static str>| {
        let one = move |n: u8, s: &mut Scene| {
            let mut line = visit(n, 1, "2026-10-10", VisitState::Completed);
            line.report = on.map_or(ReportState::Awaited, |on| ReportState::Received(d(on)));
            // Of this one the seventh day is after the period.
            let mut later = visit(n, 2, "2026-11-16", VisitState::Completed);
            later.report = ReportState::Awaited;
            s.visits = vec![line, later];
        };
        of_pairs(6, one, "reports-on-time")
    };
    assert_eq!(received(Some("2026-10-17")), "100% (6 of 6)");
    assert_eq!(received(Some("2026-10-18")), "0% (0 of 6)");
    assert_eq!(received(None), "0% (0 of 6)");
}

#[test]
fn a_claim_is_paid_on_time_within_thirty_days() {
    let paid = |on: Option<&'static str>| {
        let one = move |_, s: &mut Scene| {
            let mut filed = claim("2026-10-01");
            filed.as_mut().unwrap().paid = on.map(d);
            s.visits[0].claim = filed;
            s.visits[1].claim = claim("2026-10-24"); // runs out after the period
        };
        of_pairs(6, one, "claims-paid")
    };
    assert_eq!(paid(Some("2026-10-31")), "100% (6 of 6)");
    assert_eq!(paid(Some("2026-11-01")), "0% (0 of 6)");
    assert_eq!(paid(None), "0% (0 of 6)");
}

#[test]
fn visitors_are_told_by_where_they_stand_on_the_last_day() {
    let stands = |n: u8, s: &mut Scene| {
        let free = |s: &mut Scene| s.match_.ended = Some(ending("2026-06-01"));
        match n {
            1..=5 => {
                s.visitor.stages =
                    vec![stage(Stage::Enquiry, "2026-11-22"), stage(Stage::Approved, "2026-11-23")]
            }
            6..=10 => free(s),
            11..=15 => s.visitor.holds = vec![hold("2026-11-22", None, None)],
            16..=20 => {
                free(s);
                s.visitor.suspensions = vec![pause("2026-11-22", None)];
            }
            21..=25 => {
                free(s);
                s.visitor.stages.push(stage(Stage::Left, "2026-11-22"));
            }
            26..=30 => {
                free(s);
                s.visitor.stages.push(stage(Stage::Left, "2026-11-23"));
            }
            // Not known to the scheme yet.
            31..=35 => s.visitor.stages = vec![stage(Stage::Enquiry, "2026-11-23")],
            _ => {}
        }
        if n <= 5 || (31..=35).contains(&n) {
            s.match_.ended = Some(ending("2026-06-01"));
        }
    };
    let all = counted(pairs(42, stands), year());
    assert_eq!(
        says(&all, "visitors"),
        "all: 27; available: 10; proposed for a child: 0; matched: 12; on hold or paused, without a match: 5; leaving: 0"
    );
    assert_eq!(says(&all, "visitors-on-the-way"), "5");
    assert_eq!(says(&all, "visitors-enquired"), "5");
    assert_eq!(says(&all, "visitors-left"), "5");
    assert_eq!(says(&all, "visitors-approved"), "0");
    let later = figures(
        &World::from_records(pairs(42, stands)),
        Period { from: d("2026-11-23"), until: d("2026-11-23") },
        Role::CoOrdinator,
    );
    assert_eq!(says(&later, "visitors-approved"), "5");
    assert_eq!(says(&later, "visitors-left"), "5");
}

/// Counted on the day of the place: half past eleven in the evening UTC is the next day in summer.
#[test]
fn concerns_are_counted_by_the_day_on_which_they_were_learned_of() {
    let of_day = |learned: &str, from: &str| {
        let mut records = pairs(1, |_, _| {});
        records.extend((1..=6).map(|n| concern(n, learned).into()));
        records.extend((1..=7).map(|n| low_level(n, 1, &learned[..10]).into()));
        let all = counted(records, Period { from: d(from), until: d(from) });
        (says(&all, "concerns"), says(&all, "low-level-concerns"))
    };
    assert_eq!(of_day("2026-06-30 22:59", "2026-06-30"), ("6".into(), "7".into()));
    assert_eq!(of_day("2026-06-30 23:00", "2026-06-30"), ("0".into(), "7".into()));
    assert_eq!(of_day("2026-06-30 23:00", "2026-07-01"), ("6".into(), "0".into()));
    assert_eq!(of_day("2026-11-20 23:59", "2026-11-20"), ("6".into(), "7".into()));
}

#[test]
fn a_target_is_shown_when_the_scheme_has_one() {
    let with = |target: i64| {
        let set = |_, s: &mut Scene| _ = s.scheme.settings.insert(ParamId::MatchTarget, target);
        counted(pairs(1, set), year())
    };
    assert_eq!(says(&with(3), "match-target"), "3");
    assert!(with(0).all().all(|f| f.key != "match-target"));
}
