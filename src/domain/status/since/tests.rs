//! Each state counts from its own day (5.1, 5.3, 5.8; R6, R52, R53, R86, R86d).

use super::*;
use crate::deadline::tests::world::*;
use crate::record::{Ceased, ProposalClosed, Stage, TrialDecision};
use crate::status::{MonthOfVisits, year_of_visits};
use rstest::rstest;

fn closed_proposal(on: &str) -> crate::record::Proposal {
    let closed = ProposalClosed { on: d(on), matched: None, note: None };
    crate::record::Proposal { closed: Some(closed), ..proposal(1, "2026-10-01") }
}

/// Joan is approved since 3 February 2025; her match began on 2 February 2026.
#[rstest]
#[case::matched(|_: &mut Scene| {}, VisitorStatus::Matched, "2026-02-02")]
#[case::ended_by_record(|s: &mut Scene| s.match_.ended = Some(ending("2026-11-10")), VisitorStatus::Free, "2026-11-10")]
#[case::ended_by_age(|s: &mut Scene| s.child.born = d("2008-11-18"), VisitorStatus::Free, "2026-11-18")]
#[case::ceased(
    |s: &mut Scene| s.child.ceased = Some(Ceased { on: d("2026-11-12"), reason: "home".to_owned() }),
    VisitorStatus::Free,
    "2026-11-12"
)]
#[case::by_law_before_the_record(
    |s: &mut Scene| {
        s.child.born = d("2008-11-18");
        s.match_.ended = Some(ending("2026-11-20"));
    },
    VisitorStatus::Free,
    "2026-11-18"
)]
#[case::approved_after_all(
    |s: &mut Scene| {
        s.match_.ended = Some(ending("2026-05-01"));
        s.visitor.stages.extend([stage(Stage::Left, "2026-05-01"), stage(Stage::Approved, "2026-09-01")]);
    },
    VisitorStatus::Free,
    "2026-09-01"
)]
#[case::approved_twice(
    |s: &mut Scene| {
        s.match_.ended = Some(ending("2025-01-01"));
        s.visitor.stages.push(stage(Stage::Approved, "2026-09-01"));
    },
    VisitorStatus::Free,
    "2025-02-03"
)]
#[case::proposed(
    |s: &mut Scene| {
        s.match_.ended = Some(ending("2026-05-01"));
        s.more.push(proposal(1, "2026-11-17").into());
    },
    VisitorStatus::Proposed,
    "2026-11-17"
)]
#[case::to_begin(
    |s: &mut Scene| {
        (s.match_.started, s.match_.proposal) = (d("2026-12-01"), Some(crate::id::ProposalId(id(13, 1))));
        s.more.push(closed_proposal("2026-11-19").into());
    },
    VisitorStatus::Matched,
    "2026-11-19"
)]
#[case::on_hold(
    |s: &mut Scene| s.visitor.holds.push(hold("2026-11-05", None, None)),
    VisitorStatus::OnHold,
    "2026-11-05"
)]
#[case::paused(
    |s: &mut Scene| s.visitor.suspensions = vec![pause("2026-11-06", None), pause("2026-11-08", None)],
    VisitorStatus::Suspended,
    "2026-11-06"
)]
#[case::on_the_way(
    |s: &mut Scene| {
        s.match_.ended = Some(ending("2026-02-02"));
        s.visitor.stages = vec![stage(Stage::Applied, "2026-09-01"), stage(Stage::Checks, "2026-10-01")];
    },
    VisitorStatus::At(Stage::Checks),
    "2026-10-01"
)]
fn a_visitor_stands_there_since(
    #[case] change: fn(&mut Scene),
    #[case] status: VisitorStatus,
    #[case] since: &str,
) {
    let mut scene = quiet();
    change(&mut scene);
    let world = scene.world();
    assert_eq!(of_visitor(&world, &scene.visitor, d(TODAY)), status);
    assert_eq!(since_of_visitor(&world, &scene.visitor, d(TODAY)), Some(d(since)));
}

fn decided(scene: &mut Scene, on: &str, goes_on: bool) {
    scene.match_.proposal = Some(crate::id::ProposalId(id(13, 1)));
    scene.match_.trial = Some(TrialDecision { on: d(on), goes_on, words: None });
}

/// The match began on 2 February 2026 and was reviewed on 2 May and 2 August.
#[rstest]
#[case::confirmed(|_: &mut Scene| {}, "confirmed", Some("2026-05-02"))]
#[case::confirmed_later(|s: &mut Scene| drop(s.reviews.remove(0)), "confirmed", Some("2026-08-02"))]
#[case::decided_after_its_review(|s: &mut Scene| decided(s, "2026-05-20", true), "confirmed", Some("2026-05-20"))]
#[case::active(|s: &mut Scene| s.reviews.clear(), "active", Some("2026-02-02"))]
#[case::active_by_decision(
    |s: &mut Scene| {
        s.reviews.clear();
        decided(s, "2026-03-20", true);
    },
    "active",
    Some("2026-03-20")
)]
#[case::stopped(
    |s: &mut Scene| s.match_.ended = Some(ending("2026-11-10")),
    "stopped, notice awaited",
    Some("2026-11-10")
)]
#[case::ended(
    |s: &mut Scene| s.match_.ended = Some(crate::record::Ending { notice: Some(d("2026-11-09")), ..ending("2026-11-10") }),
    "ended",
    Some("2026-11-10")
)]
#[case::by_age(|s: &mut Scene| s.child.born = d("2008-11-18"), "ended by age", Some("2026-11-18"))]
#[case::by_law(
    |s: &mut Scene| s.child.ceased = Some(Ceased { on: d("2026-11-12"), reason: "home".to_owned() }),
    "ended by law",
    Some("2026-11-12")
)]
#[case::notice_given(
    |s: &mut Scene| s.match_.ended = Some(crate::record::Ending { notice: Some(d("2026-11-09")), ..ending("2026-12-10") }),
    "ending",
    Some("2026-11-09")
)]
#[case::no_notice_yet(|s: &mut Scene| s.match_.ended = Some(ending("2026-12-10")), "ending", None)]
#[case::child_decided_no(|s: &mut Scene| decided(s, "2026-11-15", false), "ending", Some("2026-11-15"))]
#[case::on_hold(|s: &mut Scene| s.match_.holds.push(hold("2026-11-03", None, None)), "on hold", Some("2026-11-03"))]
#[case::visitor_paused(
    |s: &mut Scene| s.visitor.suspensions.push(pause("2026-11-04", None)),
    "visits paused",
    Some("2026-11-04")
)]
#[case::to_begin(
    |s: &mut Scene| s.match_.started = d("2026-12-01"),
    "to begin",
    Some("2026-12-01")
)]
fn a_match_stands_there_since(
    #[case] change: fn(&mut Scene),
    #[case] status: &str,
    #[case] since: Option<&str>,
) {
    let mut scene = quiet();
    change(&mut scene);
    let world = scene.world();
    assert_eq!(of_match(&world, &scene.match_, d(TODAY)).words(), status);
    assert_eq!(since_of_match(&world, &scene.match_, d(TODAY)), since.map(d));
}

/// The month of today in the strip of a year: none only once a visit could have been.
#[rstest]
#[case::begins_tomorrow("2026-11-23", MonthOfVisits::Outside)]
#[case::began_today(TODAY, MonthOfVisits::Outside)]
#[case::began_yesterday("2026-11-21", MonthOfVisits::None)]
#[case::began_last_month("2026-10-31", MonthOfVisits::None)]
fn a_month_without_visits(#[case] started: &str, #[case] expected: MonthOfVisits) {
    let mut scene = quiet();
    scene.match_.started = d(started);
    scene.visits.clear();
    let year = year_of_visits(&scene.world(), &scene.match_, d(TODAY));
    assert_eq!(year[11], (d("2026-11-01"), expected));
}

/// R6: what ends by law on the first has no visits in that month.
#[rstest]
#[case("2008-11-01", MonthOfVisits::Outside)]
#[case("2008-11-02", MonthOfVisits::None)]
fn a_month_after_the_end_by_law(#[case] born: &str, #[case] expected: MonthOfVisits) {
    let mut scene = quiet();
    scene.child.born = d(born);
    scene.visits.clear();
    let year = year_of_visits(&scene.world(), &scene.match_, d(TODAY));
    assert_eq!((year[10].1, year[11].1), (MonthOfVisits::None, expected));
}

#[test]
fn what_the_law_ends_is_over_on_the_very_day() {
    let mut scene = quiet();
    scene.child.born = d("2008-11-18");
    let over = |day: &str| over_since(&scene.world(), &scene.match_, d(day));
    assert_eq!((over("2026-11-17"), over("2026-11-18")), (None, Some(d("2026-11-18"))));
}
