//! Going by car (R85g), what may make the role regulated activity (R81), and a certificate's grace (R82a).

use super::*;
use rstest::rstest;

use Level::{Override, Warn};

const VISIT: &str = "2026-11-28";

fn trip(match_id: MatchId, on: &str, change: fn(&mut VisitPlan)) -> Command {
    let mut plan = VisitPlan::on(day(on), None);
    change(&mut plan);
    Command::PlanVisit { match_id, plan: Box::new(plan) }
}

fn by_car(plan: &mut VisitPlan) {
    plan.transport = Some(Transport::Car);
}

type Docs<'a> = &'a mut DriverDocuments;
type Plan<'a> = &'a mut VisitPlan;
type Papers = fn(Docs);

#[rstest]
#[case::all_in_order(|_: Docs| (), None)]
#[case::licence_not_seen(|d: Docs| d.licence = false, Some(Override))]
#[case::insurer_not_told(|d: Docs| d.insurer_told = false, Some(Override))]
#[case::nothing_shows_that_the_insurer_was_told(|d: Docs| d.evidence = None, Some(Override))]
#[case::insured_until_that_day(|d: Docs| d.insured_until = Some(day(VISIT)), None)]
#[case::insured_until_the_day_before(|d: Docs| d.insured_until = Some(day("2026-11-27")), Some(Override))]
#[case::insured_until_nobody_knows_when(|d: Docs| d.insured_until = None, Some(Override))]
#[case::mot_until_that_day(|d: Docs| d.mot_until = Some(day(VISIT)), None)]
#[case::mot_until_the_day_before(|d: Docs| d.mot_until = Some(day("2026-11-27")), Some(Override))]
#[case::too_new_for_an_mot(|d: Docs| d.mot_until = None, None)]
#[case::tax_until_that_day(|d: Docs| d.tax_until = Some(day(VISIT)), None)]
#[case::tax_until_the_day_before(|d: Docs| d.tax_until = Some(day("2026-11-27")), Some(Override))]
#[case::taxed_until_nobody_knows_when(|d: Docs| d.tax_until = None, Some(Override))]
#[case::seen_twelve_months_ago(|d: Docs| d.said.on = day("2025-11-28"), None)]
#[case::seen_a_day_longer_ago(|d: Docs| d.said.on = day("2025-11-27"), Some(Override))]
fn driving_a_child(#[case] spoil: Papers, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let mut papers = documents(day("2026-01-03"));
    spoil(&mut papers);
    let seen = papers.said.on;
    desk.done(Command::RecordDriver { visitor: p.visitor, documents: Box::new(papers) });
    let command = trip(p.id, VISIT, by_car);
    let found = desk.findings(&command);
    assert_eq!(level(&found, RuleId::R85g), expected, "{found:?}");
    assert_eq!(desk.ask(&command).is_ok(), expected.is_none());
    // By bus nobody asks.
    let bus = trip(p.id, VISIT, |plan| plan.transport = Some(Transport::Public));
    assert_eq!(level(&desk.findings(&bus), RuleId::R85g), None);
    // A visit that took place by car all the same is taken, and said.
    desk.override_with(&[RuleId::R85g]);
    let Subject::Visit(visit) = desk.done(command).subject else { panic!() };
    desk.overriding = None;
    desk.today = day("2026-11-29");
    let told = file(NewReport { visit: Some(visit), received: desk.today, ..report(p.id, VISIT) });
    assert_eq!(level(&desk.done(told).findings, RuleId::R85g), expected.map(|_| Warn));
    assert!(seen <= desk.today);
}

#[test]
fn nobody_drives_a_child_unseen_and_a_scheme_may_look_more_often() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let command = trip(p.id, VISIT, by_car);
    assert_eq!(level(&desk.refused(&command), RuleId::R85g), Some(Override));
    // What is wrong is said when it is seen, and recorded all the same.
    let untold = DriverDocuments { insurer_told: false, ..documents(day("2026-05-28")) };
    let made = desk.done(Command::RecordDriver { visitor: p.visitor, documents: Box::new(untold) });
    assert_eq!(level(&made.findings, RuleId::R85g), Some(Warn));
    let good = documents(day("2026-05-28"));
    desk.done(Command::RecordDriver { visitor: p.visitor, documents: Box::new(good) });
    assert_eq!(desk.world.visitor(p.visitor).unwrap().drives, Some(true));
    desk.settings(ParamId::DriverMonths, 6);
    desk.ask(&command).unwrap();
    desk.settings(ParamId::DriverMonths, 5);
    desk.refused(&command);
}

fn plans(desk: &mut Desk, p: &Pair, days: &[&str]) {
    for on in days {
        planned(desk, p.id, on);
    }
}

#[rstest]
#[case::three(&["2026-11-23", "2026-11-28"], "2026-12-05", None)]
#[case::four(&["2026-11-23", "2026-11-28", "2026-12-05"], "2026-12-06", Some(Warn))]
#[case::fourth_on_day_thirty(&["2026-11-23", "2026-11-28", "2026-12-05"], "2026-12-22", Some(Warn))]
#[case::fourth_on_day_thirty_one(&["2026-11-23", "2026-11-28", "2026-12-05"], "2026-12-23", None)]
#[case::first_comes_last(&["2026-11-28", "2026-12-05", "2026-12-22"], "2026-11-23", Some(Warn))]
#[case::first_is_a_day_too_early(&["2026-11-28", "2026-12-05", "2026-12-23"], "2026-11-23", None)]
#[case::two_on_one_day_are_one(&["2026-11-23", "2026-11-23", "2026-11-28"], "2026-12-05", None)]
fn visit_days_in_any_thirty(#[case] days: &[&str], #[case] on: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    plans(&mut desk, &p, days);
    let found = desk.done(plan(p.id, on)).findings;
    assert_eq!(level(&found, RuleId::R81), expected, "{found:?}");
}

#[test]
fn what_counts_as_a_visit_day() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    // One that took place, one with another child, one cancelled, one missed.
    desk.done(file(report(p.id, "2026-11-20")));
    desk.settings(ParamId::MatchesPerVisitor, 2);
    let other = child(&mut desk, "Mariam");
    let second = begun(&mut desk, other, p.visitor, "2026-10-01");
    planned(&mut desk, second, "2026-11-24");
    let off = planned(&mut desk, p.id, "2026-11-26");
    let (by, reason, told) = (Party::Carer, CancelReason::Illness, desk.today);
    desk.done(Command::CancelVisit { visit: off, by, reason, told, note: None, instead: None });
    let missed = Happened::Missed { by: Party::Carer };
    desk.done(file(NewReport { happened: missed, ..report(p.id, "2026-11-21") }));
    assert_eq!(level(&desk.done(plan(p.id, "2026-11-27")).findings, RuleId::R81), None, "three so far");
    assert_eq!(level(&desk.findings(&plan(p.id, "2026-11-29")), RuleId::R81), Some(Warn), "the fourth");
    desk.settings(ParamId::RegulatedDays, 5);
    assert_eq!(level(&desk.findings(&plan(p.id, "2026-11-29")), RuleId::R81), None);
}

#[test]
fn a_visit_that_moves_is_counted_once() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    plans(&mut desk, &p, &["2026-11-23", "2026-11-28"]);
    let third = planned(&mut desk, p.id, "2026-12-05");
    let moved = |to| Command::MoveVisit { visit: third, date: day(to), start: None };
    assert_eq!(level(&desk.findings(&moved("2026-12-06")), RuleId::R81), None);
    plans(&mut desk, &p, &["2026-12-12"]);
    assert_eq!(level(&desk.findings(&moved("2026-12-06")), RuleId::R81), Some(Warn));
}

type Change = fn(&mut Desk, &Pair);

#[rstest]
#[case::a_day_out(|_: &mut Desk, _: &Pair| (), |_: Plan| (), None)]
#[case::a_night_away(|_: &mut Desk, _: &Pair| (), |p: Plan| p.overnight = true, Some(Warn))]
#[case::at_a_foster_home(|_: &mut Desk, _: &Pair| (), |p: Plan| p.at_home = true, None)]
#[case::inside_a_childrens_home(|d: &mut Desk, p: &Pair| home(d, p, PlacementKind::Residential), |p: Plan| p.at_home = true, Some(Warn))]
#[case::inside_a_secure_home(|d: &mut Desk, p: &Pair| home(d, p, PlacementKind::Secure), |p: Plan| p.at_home = true, Some(Warn))]
#[case::out_from_a_childrens_home(|d: &mut Desk, p: &Pair| home(d, p, PlacementKind::Residential), |_: Plan| (), None)]
#[case::checked_for_it(|d: &mut Desk, p: &Pair| d.visitor(p.visitor, |v| v.dbs[0].level = DbsLevel::EnhancedBarred),
    |p: Plan| p.overnight = true, None)]
#[case::no_certificate_at_all(|d: &mut Desk, p: &Pair| d.visitor(p.visitor, |v| v.dbs.clear()), |p: Plan| p.overnight = true, Some(Warn))]
fn what_may_make_it_regulated_activity(
    #[case] change: Change,
    #[case] plan: fn(Plan),
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    change(&mut desk, &p);
    let found = desk.findings(&trip(p.id, VISIT, plan));
    assert_eq!(level(&found, RuleId::R81), expected, "{found:?}");
    // The level is looked at again; a barred-list check is never asked for, because it may be unlawful.
    for finding in found.iter().filter(|f| f.rule == RuleId::R81) {
        assert!(finding.sentence.contains("level of the DBS check looked at again"), "{}", finding.sentence);
        let asks = ["ask for a barred", "needs a barred", "apply for", "get a barred", "is required"];
        assert!(!asks.iter().any(|words| finding.sentence.contains(words)), "{}", finding.sentence);
        assert!(finding.cure.is_none(), "no form offers it");
    }
}

fn home(desk: &mut Desk, pair: &Pair, kind: PlacementKind) {
    desk.child(pair.child, |c| c.placements[0].kind = kind);
}

#[rstest]
#[case::no_grace_last_day("2023-11-23", 0, None)]
#[case::no_grace_first_day_lapsed("2023-11-22", 0, Some(Override))]
#[case::three_months_last_day("2023-08-23", 3, None)]
#[case::three_months_first_day_lapsed("2023-08-22", 3, Some(Override))]
fn a_scheme_may_allow_some_grace(#[case] issued: &str, #[case] grace: i64, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.settings(ParamId::DbsGraceMonths, grace);
    desk.visitor(p.visitor, |v| v.dbs[0].issued = day(issued));
    assert_eq!(level(&desk.findings(&plan(p.id, "2026-11-22")), RuleId::R48), expected);
}
