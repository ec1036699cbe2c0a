//! Visits and reports.

use super::world::*;
use crate::finding::Cure;
use crate::record::{EndReason, Ending, Interval, Pattern, ReportState, Subject, VisitLine, VisitState};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

fn visits(visits: Vec<VisitLine>) -> Scene {
    Scene { visits, ..quiet() }
}

fn one_visit(date: &str) -> Scene {
    visits(vec![visit(1, 1, date, VisitState::Completed)])
}

/// Quiet on day 35, overdue on day 42 since the last completed visit (R20).
#[rstest]
#[case("2026-11-13", "-")] // day 34
#[case("2026-11-14", "quiet 2026-11-20")] // day 35
#[case("2026-11-20", "quiet 2026-11-20")] // day 41
#[case("2026-11-21", "overdue 2026-11-20")] // day 42
fn visits_are_monthly(#[case] today: &str, #[case] line: &str) {
    let scene = one_visit("2026-10-10");
    assert_eq!(scene.line(RuleId::R20, d(today)), expected(line));
    let cure = Some(Cure::PlanVisit(scene.match_.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R20, d(today)), cure);
}

#[test]
fn without_a_visit_it_counts_from_the_start_of_the_match() {
    let scene = visits(Vec::new()); // began on 2 February
    assert_eq!(scene.line(RuleId::R20, d("2026-03-08")), None);
    assert_eq!(scene.line(RuleId::R20, d("2026-03-09")), expected("quiet 2026-03-15"));
    assert_eq!(scene.line(RuleId::R20, d("2026-03-16")), expected("overdue 2026-03-15"));
    assert_eq!(scene.lines(RuleId::R20, d("2026-03-16"))[0].detail, "42 d, no visit yet");
}

/// Another agreed interval moves both edges by as much as it differs from four weeks (R21, R94).
#[rstest]
#[case(Interval::Weeks(2), "2026-10-30", "-")] // day 20
#[case(Interval::Weeks(2), "2026-10-31", "quiet 2026-11-06")] // day 21
#[case(Interval::Weeks(2), "2026-11-07", "overdue 2026-11-06")] // day 28
#[case(Interval::Weeks(6), "2026-11-27", "-")] // day 48
#[case(Interval::Weeks(6), "2026-11-28", "quiet 2026-12-04")] // day 49
#[case(Interval::Weeks(6), "2026-12-05", "overdue 2026-12-04")] // day 56
#[case(Interval::Monthly, "2026-11-14", "quiet 2026-11-20")]
fn another_pattern_has_edges_of_its_own(#[case] every: Interval, #[case] today: &str, #[case] line: &str) {
    let mut scene = one_visit("2026-10-10");
    let agree = |every| Pattern { every, agreed: said("2026-02-02"), reason: None };
    scene.match_.patterns = vec![agree(Interval::Weeks(4)), agree(every)];
    assert_eq!(scene.line(RuleId::R20, d(today)), expected(line));
}

/// Only completed visits move the last visit date (2.H 7).
#[rstest]
#[case(CANCELLED)]
#[case(VisitState::Missed { by: crate::record::Party::Visitor })]
#[case(VisitState::Planned)]
#[case(VisitState::Confirmed)]
fn only_a_completed_visit_counts(#[case] state: VisitState) {
    let mut scene = one_visit("2026-10-10");
    scene.visits.push(visit(1, 2, "2026-11-07", state));
    assert_eq!(scene.line(RuleId::R20, d("2026-11-21")), expected("overdue 2026-11-20"));
    scene.visits[1].state = VisitState::Completed;
    assert_eq!(scene.line(RuleId::R20, d("2026-11-21")), None);
}

/// Days on hold do not count for visits (2.H 8); the first day back does.
#[test]
fn a_hold_pauses_the_visit_clock() {
    let mut scene = one_visit("2026-10-10");
    scene.match_.holds.push(hold("2026-10-20", None, Some("2026-10-30"))); // ten days
    assert_eq!(scene.line(RuleId::R20, d("2026-11-23")), None);
    assert_eq!(scene.line(RuleId::R20, d("2026-11-24")), expected("quiet 2026-11-30"));
    assert_eq!(scene.line(RuleId::R20, d("2026-11-30")), expected("quiet 2026-11-30"));
    assert_eq!(scene.line(RuleId::R20, d("2026-12-01")), expected("overdue 2026-11-30"));
    assert!(scene.why(RuleId::R20, d("2026-12-01")).contains("42 days, not counting 10 days on hold"));
}

#[test]
fn a_visitors_hold_pauses_it_too_and_days_held_twice_count_once() {
    let mut scene = one_visit("2026-10-10");
    scene.visitor.holds.push(hold("2026-10-20", None, Some("2026-10-30")));
    scene.match_.holds.push(hold("2026-10-25", None, Some("2026-11-04")));
    assert_eq!(scene.line(RuleId::R20, d("2026-12-05")), expected("quiet 2026-12-05")); // fifteen days held
    assert_eq!(scene.line(RuleId::R20, d("2026-12-06")), expected("overdue 2026-12-05"));
}

#[test]
fn while_on_hold_or_suspended_no_visit_is_asked_for() {
    let late = d("2027-03-01");
    let without = one_visit("2026-10-10");
    assert!(without.line(RuleId::R20, late).is_some());
    let change: [fn(&mut Scene); 4] = [
        |s| s.match_.holds.push(hold("2026-10-20", None, None)),
        |s| s.visitor.holds.push(hold("2026-10-20", None, None)),
        |s| s.match_.suspensions.push(suspension("2026-10-20", None)),
        |s| s.visitor.suspensions.push(pause("2026-10-20", None)),
    ];
    for pause in change {
        let mut scene = one_visit("2026-10-10");
        pause(&mut scene);
        assert_eq!(scene.line(RuleId::R20, late), None);
        assert_eq!(scene.line(RuleId::R89, late), None);
    }
}

#[test]
fn quiet_is_not_said_when_a_visit_is_planned_in_time() {
    let with = |planned: &str| {
        let mut scene = one_visit("2026-10-10");
        scene.visits.push(visit(1, 2, planned, VisitState::Planned));
        scene.line(RuleId::R20, d("2026-11-16"))
    };
    assert_eq!(with("2026-11-16"), None);
    assert_eq!(with("2026-11-20"), None);
    assert_eq!(with("2026-11-21"), expected("quiet 2026-11-20"));
    assert_eq!(with("2026-11-15"), expected("quiet 2026-11-20"));
}

#[test]
fn overdue_is_said_whatever_is_planned_and_a_visit_of_the_past_wants_its_report_first() {
    let today = d("2026-11-22");
    let mut scene = one_visit("2026-10-10");
    scene.visits.push(visit(1, 2, "2026-11-22", VisitState::Planned));
    assert_eq!(scene.line(RuleId::R20, today), expected("overdue 2026-11-20"));
    // One is planned: another is no cure, but it can be moved.
    assert_eq!(scene.cure(RuleId::R20, today), Some(Cure::ChangeVisit(visit_id(1, 2))));
    scene.visits.push(visit(1, 3, "2026-11-21", VisitState::Planned));
    assert_eq!(scene.cure(RuleId::R20, today), Some(Cure::FileReport(visit_id(1, 3))));
}

#[test]
fn a_match_that_has_not_begun_or_has_ended_asks_for_no_visit() {
    let mut scene = one_visit("2026-10-10");
    let late = d("2027-03-01");
    scene.match_.ended = Some(Ending {
        rematch: None,
        child_words: None,
        closing: Vec::new(),
        informal_after: None,
        on: d("2026-12-01"),
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
    });
    assert_eq!((scene.line(RuleId::R20, late), scene.line(RuleId::R89, late)), (None, None));
    let mut ahead = visits(Vec::new());
    ahead.match_.started = d("2027-06-01");
    assert_eq!((ahead.line(RuleId::R20, late), ahead.line(RuleId::R89, late)), (None, None));
}

/// The report within seven days of the visit, asked for from the day after it (R33).
#[rstest]
#[case("2026-11-07", "-")] // the day itself: it may still take place
#[case("2026-11-08", "week 2026-11-14")]
#[case("2026-11-14", "today 2026-11-14")]
#[case("2026-11-15", "overdue 2026-11-14")]
fn a_report_comes_within_seven_days(#[case] today: &str, #[case] line: &str) {
    for state in [VisitState::Planned, VisitState::Confirmed] {
        let scene = visits(vec![visit(1, 1, "2026-11-07", state)]);
        assert_eq!(scene.line(RuleId::R33, d(today)), expected(line));
        let cure = Some(Cure::FileReport(visit_id(1, 1))).filter(|_| line != "-");
        assert_eq!(scene.cure(RuleId::R33, d(today)), cure);
    }
}

#[test]
fn a_visit_said_to_have_taken_place_is_asked_about_on_its_day() {
    let mut line = visit(1, 1, "2026-11-07", VisitState::Completed);
    line.report = ReportState::Awaited;
    let scene = visits(vec![line]);
    assert_eq!(scene.line(RuleId::R33, d("2026-11-07")), expected("week 2026-11-14"));
    let found = scene.lines(RuleId::R33, d("2026-11-23")).remove(0);
    assert_eq!((found.days, found.detail.as_str()), (9, "visit Sat 7 Nov"));
    assert_eq!(found.subject, Subject::Visit(visit_id(1, 1)));
    assert_eq!(found.owner(), Subject::Match(scene.match_.id));
}

#[rstest]
#[case(VisitState::Completed, ReportState::Received(d("2026-11-10")), false)]
#[case(CANCELLED, ReportState::Awaited, false)]
#[case(VisitState::Missed { by: crate::record::Party::Child }, ReportState::Awaited, false)]
#[case(VisitState::Completed, ReportState::Awaited, true)]
fn a_report_is_awaited_only_of_what_may_have_taken_place(
    #[case] state: VisitState,
    #[case] report: ReportState,
    #[case] awaited: bool,
) {
    let scene = visits(vec![VisitLine { report, ..visit(1, 1, "2026-11-07", state) }]);
    assert_eq!(scene.line(RuleId::R33, d(TODAY)).is_some(), awaited);
}

#[test]
fn every_visit_has_a_report_of_its_own() {
    let scene = visits(vec![
        visit(1, 1, "2026-10-10", VisitState::Planned),
        visit(1, 2, "2026-10-24", VisitState::Planned),
    ]);
    let due: Vec<_> = scene.lines(RuleId::R33, d(TODAY)).iter().map(|l| l.due).collect();
    assert_eq!(due, [d("2026-10-17"), d("2026-10-31")]);
}

#[test]
fn after_the_end_of_a_match_reports_are_owed_for_what_took_place_only() {
    let owed = |state| {
        let report = ReportState::Awaited;
        let scene = visits(vec![VisitLine { report, ..visit(1, 1, "2026-11-07", state) }]);
        let ended = |on: &str| {
            let ending = Ending {
                rematch: None,
                child_words: None,
                closing: Vec::new(),
                informal_after: None,
                on: d(on),
                reason: EndReason::TooFar,
                decided_by: None,
                notice: None,
                note: None,
            };
            let match_ = crate::record::Match { ended: Some(ending), ..scene.match_.clone() };
            Scene { match_, ..visits(scene.visits.clone()) }.line(RuleId::R33, d(TODAY)).is_some()
        };
        (ended("2026-11-07"), ended("2026-11-08"))
    };
    assert_eq!(owed(VisitState::Planned), (false, true));
    assert_eq!(owed(VisitState::Completed), (true, true));
}

/// The next visit is planned within seven days of the last (R89).
#[rstest]
#[case("2026-11-14", "week 2026-11-21")]
#[case("2026-11-21", "today 2026-11-21")]
#[case("2026-11-22", "overdue 2026-11-21")]
fn every_visit_ends_with_the_next_one_planned(#[case] today: &str, #[case] line: &str) {
    for state in [VisitState::Completed, CANCELLED, VisitState::Missed { by: crate::record::Party::Carer }] {
        let mut scene = one_visit("2026-10-31");
        scene.visits.push(visit(1, 2, "2026-11-14", state));
        assert_eq!(scene.line(RuleId::R89, d(today)), expected(line));
        assert_eq!(scene.cure(RuleId::R89, d(today)), Some(Cure::PlanVisit(scene.match_.id)));
        scene.visits.push(visit(1, 3, "2026-11-22", VisitState::Planned));
        assert_eq!(scene.line(RuleId::R89, d(today)), None);
    }
}

#[test]
fn the_next_visit_is_asked_for_by_one_line_at_a_time() {
    // From day 35 on the visit clock speaks, and says that nothing is planned.
    let scene = one_visit("2026-10-10");
    assert!(scene.line(RuleId::R89, d("2026-11-13")).is_some());
    assert_eq!(scene.line(RuleId::R89, d("2026-11-14")), None);
    assert!(scene.why(RuleId::R20, d("2026-11-14")).contains("; no next visit is planned."));
    assert_eq!(visits(Vec::new()).line(RuleId::R89, d("2026-02-20")), None); // never a visit yet
}

#[rstest]
#[case("2026-12-19", None)] // eighteen in 27 days
#[case("2026-12-20", None)] // in 28
#[case("2026-12-21", Some(()))]
fn close_to_the_eighteenth_birthday_no_next_visit_is_asked_for(
    #[case] birthday: &str,
    #[case] asked: Option<()>,
) {
    let mut scene = one_visit("2026-11-14");
    scene.child.born = crate::calendar::add_months(d(birthday), -18 * 12);
    assert_eq!(scene.line(RuleId::R89, d(TODAY)).map(drop), asked);
}

#[test]
fn two_matches_do_not_touch_each_other() {
    let mut scene = one_visit("2026-10-10");
    let alone: Vec<_> = crate::deadline::all(&scene.world(), d(TODAY), noon(d(TODAY)));
    let mut other = pair(2);
    other.visits = vec![visit(2, 1, "2026-09-12", VisitState::Completed)];
    scene.more = other.records();
    let both = crate::deadline::all(&scene.world(), d(TODAY), noon(d(TODAY)));
    let of_first: Vec<_> =
        both.iter().filter(|l| l.owner() != Subject::Match(other.match_.id)).cloned().collect();
    assert!(of_first == alone);
    let rules: Vec<_> = scene.lines(RuleId::R20, d(TODAY)).iter().map(|l| l.due).collect();
    assert_eq!(rules, [d("2026-10-23"), d("2026-11-20")]);
}

#[rstest]
#[case(ParamId::VisitOverdueDays, 40, RuleId::R20, "2026-11-19", "overdue 2026-11-18")]
#[case(ParamId::VisitQuietDays, 30, RuleId::R20, "2026-11-09", "quiet 2026-11-20")]
#[case(ParamId::NextVisitDays, 3, RuleId::R89, "2026-10-14", "overdue 2026-10-13")]
fn the_clocks_of_a_match_follow_the_policy(
    #[case] param: ParamId,
    #[case] value: i64,
    #[case] rule: RuleId,
    #[case] today: &str,
    #[case] line: &str,
) {
    let changed = one_visit("2026-10-10").set(param, value);
    assert_eq!(changed.line(rule, d(today)), expected(line));
    assert_ne!(one_visit("2026-10-10").line(rule, d(today)), expected(line));
}

/// Days on hold or paused, of the match or of the visitor, do not count (2.H 8).
#[test]
fn days_away_do_not_count_towards_any_visit_clock() {
    let change: [fn(&mut Scene); 4] = [
        |s| s.match_.holds.push(hold("2026-11-15", None, Some("2026-11-25"))),
        |s| s.visitor.holds.push(hold("2026-11-15", None, Some("2026-11-25"))),
        |s| s.match_.suspensions.push(suspension("2026-11-15", Some("2026-11-25"))),
        |s| s.visitor.suspensions.push(pause("2026-11-15", Some("2026-11-25"))),
    ];
    for pause in change {
        let mut scene = one_visit("2026-11-14");
        pause(&mut scene); // ten days
        assert_eq!(scene.line(RuleId::R89, d("2026-11-25")), expected("week 2026-12-01"));
        assert_eq!(scene.line(RuleId::R89, d("2026-12-01")), expected("today 2026-12-01"));
        assert_eq!(scene.line(RuleId::R89, d("2026-12-02")), expected("overdue 2026-12-01"));
        assert!(scene.why(RuleId::R89, d("2026-12-02")).contains("not counting 10 days on hold"));
        assert_eq!(scene.line(RuleId::R20, d("2027-01-05")), expected("overdue 2027-01-04"));
        assert_eq!(scene.line(RuleId::R20, d("2027-01-04")), expected("quiet 2027-01-04"));

        let mut moved = quiet().moved("2026-11-14");
        moved.visits.clear();
        pause(&mut moved);
        assert_eq!(moved.line(RuleId::R29, d("2026-12-08")), expected("today 2026-12-08"));
        assert!(moved.why(RuleId::R29, d("2026-12-08")).contains("not counting 10 days on hold"));
        moved.visits = vec![visit(1, 1, "2027-02-20", VisitState::Planned)];
        assert_eq!(moved.line(RuleId::R29, d("2026-12-29")), expected("today 2026-12-29"));
    }
}

/// At risk for want of a visit on the very day on which the visit clock is overdue, away or not.
#[test]
fn at_risk_counts_the_same_days_as_the_visit_clock() {
    let change: [fn(&mut Scene); 4] = [
        |_| (),
        |s| s.match_.holds.push(hold("2026-10-20", None, Some("2026-10-30"))),
        |s| s.visitor.holds.push(hold("2026-10-20", None, Some("2026-10-30"))),
        |s| s.visitor.holds.push(hold("2026-10-20", None, None)),
    ];
    for (n, pause) in change.into_iter().enumerate() {
        let mut scene = one_visit("2026-10-10");
        pause(&mut scene);
        for ahead in 0..20 {
            let today = days("2026-11-15", ahead);
            let overdue = scene
                .line(RuleId::R20, today)
                .is_some_and(|(band, _)| band == crate::deadline::Band::Overdue);
            let risk = crate::status::at_risk(&scene.world(), &scene.match_, today);
            assert_eq!(risk.is_some(), overdue, "change {n} on {today}: {risk:?}");
        }
    }
}
