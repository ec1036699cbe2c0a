//! Forward steps: approve, begin, plan. Each rule on both sides of its edge, with its level (section 2 of the notes).

use super::*;
use rstest::rstest;

use Level::{Block, Override, Warn};

fn judged_not_to() -> ChildView {
    ChildView::ObjectsWithout(Said::new("Sal Moss", day("2026-11-01")))
}

fn objects(understands: bool) -> ChildView {
    ChildView::Objects { understands, said: Said::new("Sal Moss", day("2026-11-01")) }
}

fn ceased(on: &str) -> Option<Ceased> {
    Some(Ceased { on: day(on), reason: "went home".to_owned() })
}

fn held(from: &str, ended: Option<&str>) -> Hold {
    Hold { from: day(from), until: None, reason: "exams".to_owned(), ended: ended.map(day) }
}

fn paused(from: &str, ended: Option<&str>) -> Pause {
    Pause { from: day(from), ended: ended.map(day), reason: "a pause".to_owned(), by_manager: false }
}

fn risk(on: &str, home_only: bool) -> Option<RiskAnswer> {
    let said = Said::new("Sal Moss", day(on));
    Some(RiskAnswer { no_match: false, said, headline: "none known".to_owned(), controls: None, home_only })
}

fn answered(c: &mut Child, question: CardQuestion, yes: bool) {
    c.card.answers.retain(|a| a.question != question);
    if yes {
        let said = Said::new("Jo Barker", day("2026-10-20"));
        c.card.answers.push(CardAnswer { question, text: "none".to_owned(), said });
    }
}

type D<'a> = &'a mut Desk;
type P<'a> = &'a Pair;
type V<'a> = &'a mut Visitor;

type Spoil = fn(V);

#[rstest]
#[case::all_in_order(|_: V| (), RuleId::R2, None)]
#[case::no_certificate(|v: V| v.dbs.clear(), RuleId::R2, Some(Override))]
#[case::standard_level(|v: V| v.dbs[0].level = DbsLevel::Standard, RuleId::R2, Some(Override))]
#[case::basic_level(|v: V| v.dbs[0].level = DbsLevel::Basic, RuleId::R2, Some(Override))]
#[case::barred_level_is_enough(|v: V| v.dbs[0].level = DbsLevel::EnhancedBarred, RuleId::R2, None)]
#[case::not_accepted(|v: V| v.dbs[0].accepted = false, RuleId::R2, Some(Override))]
#[case::issued_after_the_day(|v: V| v.dbs[0].issued = day("2026-11-21"), RuleId::R2, Some(Override))]
#[case::issued_that_day(|v: V| v.dbs[0].issued = day("2026-11-20"), RuleId::R2, None)]
#[case::last_day_that_counts(|v: V| v.dbs[0].issued = day("2023-11-21"), RuleId::R48, None)]
#[case::first_day_lapsed(|v: V| v.dbs[0].issued = day("2023-11-20"), RuleId::R48, Some(Override))]
#[case::newer_one_refused(|v: V| { let mut c = certificate("2", "2026-06-01"); c.accepted = false; v.dbs.push(c) },
    RuleId::R2, Some(Override))]
#[case::trained(|_: V| (), RuleId::R85d, None)]
#[case::one_module_missing(|v: V| v.training.retain(|t| t.module != Module::Boundaries), RuleId::R85d, Some(Override))]
#[case::extra_module_is_not_asked(|v: V| v.training.retain(|t| t.module != Module::Disability), RuleId::R85d, None)]
#[case::eighteen_that_day(|v: V| v.born = Some(day("2008-11-20")), RuleId::R85c, None)]
#[case::seventeen(|v: V| v.born = Some(day("2008-11-21")), RuleId::R85c, Some(Override))]
#[case::age_not_known(|v: V| v.born = None, RuleId::R85c, Some(Override))]
#[case::declared(|_: V| (), RuleId::R57, None)]
#[case::never_declared(|v: V| v.declaration = None, RuleId::R57, Some(Override))]
#[case::connected(|v: V| v.declaration.as_mut().unwrap().connected = true, RuleId::R57, Some(Override))]
#[case::declared_a_year_ago(|v: V| v.declaration.as_mut().unwrap().said.on = day("2025-11-20"), RuleId::R57, None)]
#[case::declared_longer_ago(|v: V| v.declaration.as_mut().unwrap().said.on = day("2025-11-19"), RuleId::R57, Some(Warn))]
#[case::assessed(|_: V| (), RuleId::R16, None)]
#[case::no_interview(|v: V| v.interview = None, RuleId::R16, Some(Override))]
#[case::identity_not_seen(|v: V| v.identity = None, RuleId::R16, Some(Override))]
#[case::agreement_not_signed(|v: V| v.agreement = None, RuleId::R16, Some(Override))]
#[case::two_references(|_: V| (), RuleId::R85b, None)]
#[case::one_reference(|v: V| v.references.truncate(1), RuleId::R85b, Some(Override))]
#[case::one_has_not_come(|v: V| v.references[1].received = None, RuleId::R85b, Some(Override))]
#[case::one_is_not_good(|v: V| v.references[1].satisfactory = Some(false), RuleId::R85b, Some(Override))]
#[case::one_is_a_relative(|v: V| v.references[1].relative = true, RuleId::R85b, Some(Override))]
#[case::known_for_two_years(|v: V| v.references[1].years_known = Some(2), RuleId::R85b, None)]
#[case::known_for_one_year(|v: V| v.references[1].years_known = Some(1), RuleId::R85b, Some(Override))]
#[case::both_from_one_place(|v: V| v.references[1].context = "Work".to_owned(), RuleId::R85b, Some(Override))]
#[case::named_worker(|_: V| (), RuleId::R41, None)]
#[case::no_named_worker(|v: V| v.named_worker = None, RuleId::R41, Some(Override))]
#[case::pack(|_: V| (), RuleId::R42, None)]
#[case::no_pack_yet(|v: V| v.pack = None, RuleId::R42, Some(Warn))]
fn approval(#[case] spoil: Spoil, #[case] rule: RuleId, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    desk.visitor(id, spoil);
    let found = desk.findings(&approve(id, "2026-11-20"));
    assert_eq!(level(&found, rule), expected, "{found:?}");
    assert_eq!(desk.ask(&approve(id, "2026-11-20")).is_ok(), expected.is_none_or(|l| l <= Warn));
}

type Case = fn(D, ChildId, VisitorId);

#[rstest]
#[case::all_in_order(|_: D, _: ChildId, _: VisitorId| (), RuleId::H3, None)]
#[case::looked_after(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.ceased = ceased("2026-11-23")), RuleId::R3, None)]
#[case::ceased_that_day(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.ceased = ceased("2026-11-22")), RuleId::R3, Some(Override))]
#[case::seventeen(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.born = day("2008-11-23")), RuleId::R6, None)]
#[case::eighteen(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.born = day("2008-11-22")), RuleId::R6, Some(Block))]
#[case::extension_to_21(|d: D, c: ChildId, _: VisitorId| { d.child(c, |c| c.born = day("2008-11-22")); d.settings(ParamId::ChildAgeMax, 21) },
    RuleId::R6, None)]
#[case::wants(|_: D, _: ChildId, _: VisitorId| (), RuleId::R54, None)]
#[case::accepts(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.view = ChildView::Accepts(Said::new("Sal", day("2026-02-01")))),
    RuleId::R54, None)]
#[case::not_asked(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.view = ChildView::NotAsked), RuleId::R54, Some(Override))]
#[case::objects(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.view = objects(false)), RuleId::R54, Some(Override))]
#[case::objects_and_does_not_understand(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.view = judged_not_to()), RuleId::R54, Some(Override))]
#[case::objects_and_understands(|d: D, c: ChildId, _: VisitorId| d.child(c, |c| c.view = objects(true)), RuleId::R54, Some(Block))]
#[case::visitor_is_free(|_: D, _: ChildId, _: VisitorId| (), RuleId::R19, None)]
#[case::visitor_has_one(|d: D, _: ChildId, v: VisitorId| { let other = child(d, "Mariam"); begun(d, other, v, "2026-04-01"); },
    RuleId::R19, Some(Override))]
#[case::two_allowed(|d: D, _: ChildId, v: VisitorId| { d.settings(ParamId::MatchesPerVisitor, 2);
    let other = child(d, "Mariam"); begun(d, other, v, "2026-04-01"); }, RuleId::R19, None)]
#[case::the_other_ended(|d: D, _: ChildId, v: VisitorId| other_match(d, v, "2026-11-22"), RuleId::R19, None)]
#[case::the_other_ends_tomorrow(|d: D, _: ChildId, v: VisitorId| other_match(d, v, "2026-11-23"), RuleId::R19, Some(Override))]
#[case::not_approved(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| { v.stages.pop(); }), RuleId::R16, Some(Override))]
#[case::leaving(|d: D, _: ChildId, v: VisitorId| { d.done(Command::MoveStage { visitor: v, to: Stage::Leaving, on: day("2026-11-01"),
    by: None, note: None, conditions: Vec::new() }); }, RuleId::R16, Some(Override))]
#[case::current(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.dbs[0].issued = day("2023-11-23")), RuleId::R48, None)]
#[case::lapsed(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.dbs[0].issued = day("2023-11-22")), RuleId::R48, Some(Override))]
#[case::no_pack(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.pack = None), RuleId::R42, Some(Override))]
#[case::pack(|_: D, _: ChildId, _: VisitorId| (), RuleId::R42, None)]
#[case::paused(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.suspensions.push(paused("2026-11-22", None))), RuleId::R74, Some(Override))]
#[case::paused_no_more(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.suspensions.push(paused("2026-10-01", Some("2026-11-22")))),
    RuleId::R74, None)]
#[case::on_hold(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.holds.push(held("2026-11-22", None))), RuleId::R95, Some(Override))]
#[case::hold_to_come(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.holds.push(held("2026-11-23", None))), RuleId::R95, None)]
#[case::hold_over(|d: D, _: ChildId, v: VisitorId| d.visitor(v, |v| v.holds.push(held("2026-10-01", Some("2026-11-22")))), RuleId::R95, None)]
fn beginning(#[case] spoil: Case, #[case] rule: RuleId, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    spoil(&mut desk, c, v);
    agreed(&mut desk, c, v);
    let found = desk.findings(&start(c, v, "2026-11-22"));
    assert_eq!(level(&found, rule), expected, "{found:?}");
    assert_eq!(desk.ask(&start(c, v, "2026-11-22")).is_ok(), expected.is_none_or(|l| l <= Warn));
}

fn other_match(desk: &mut Desk, visitor: VisitorId, ends: &str) {
    let other = child(desk, "Mariam");
    let id = begun(desk, other, visitor, "2026-04-01");
    desk.done(end(id, ends));
}

fn end(match_id: MatchId, on: &str) -> Command {
    let (reason, notice) = (EndReason::TooFar, Some(day("2026-11-20")));
    Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id,
        on: day(on),
        reason,
        decided_by: None,
        notice,
        note: None,
    }
}

#[test]
fn a_child_has_one_visitor_at_a_time() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let second = visitor(&mut desk, "Rosalind");
    agreed(&mut desk, p.child, second);
    let again = start(p.child, second, "2026-11-22");
    assert_eq!(level(&desk.refused(&again), RuleId::H3), Some(Block));
    desk.done(end(p.id, "2026-12-10"));
    let found = desk.refused(&again);
    assert_eq!(level(&found, RuleId::H2), Some(Block), "the first still runs: {found:?}");
    assert!(found[0].sentence.contains("10 Dec 2026"), "{}", found[0].sentence);
    desk.done(start(p.child, second, "2026-12-10"));
    // And the first cannot be made to run on beside it.
    assert_eq!(level(&desk.refused(&end(p.id, "2026-12-11")), RuleId::H3), Some(Block));
    desk.done(end(p.id, "2026-12-09"));
}

type Outing = fn(D, P);

#[rstest]
#[case::all_in_order(|_: D, _: P| (), RuleId::R10, None)]
#[case::places(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Places, false)), RuleId::R10, Some(Override))]
#[case::people(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::People, false)), RuleId::R10, Some(Override))]
#[case::culture(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Culture, false)), RuleId::R10, Some(Override))]
#[case::medical_is_not_places(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Medical, false)), RuleId::R10, None)]
#[case::answered(|_: D, _: P| (), RuleId::R11, None)]
#[case::allergies(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Allergies, false)), RuleId::R11, Some(Override))]
#[case::fears(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Fears, false)), RuleId::R11, Some(Override))]
#[case::diet(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Diet, false)), RuleId::R11, Some(Override))]
#[case::medical(|d: D, p: P| d.child(p.child, |c| answered(c, CardQuestion::Medical, false)), RuleId::R11, Some(Override))]
#[case::current_all_along(|_: D, _: P| (), RuleId::R48, None)]
#[case::lapses_before_the_visit(|d: D, p: P| d.visitor(p.visitor, |v| v.dbs[0].issued = day("2023-11-28")),
    RuleId::R48, Some(Warn))]
#[case::lapses_the_day_after(|d: D, p: P| d.visitor(p.visitor, |v| v.dbs[0].issued = day("2023-11-29")), RuleId::R48, None)]
#[case::lapsed_now(|d: D, p: P| d.visitor(p.visitor, |v| v.dbs[0].issued = day("2023-11-22")), RuleId::R48, Some(Override))]
#[case::status_changed(|d: D, p: P| d.visitor(p.visitor, |v| v.dbs[0].checks.push(StatusCheck { on: day("2026-11-20"),
    unchanged: false })), RuleId::R48, Some(Override))]
#[case::address_known(|_: D, _: P| (), RuleId::R25, None)]
#[case::moved_unconfirmed(|d: D, p: P| move_home(d, p, "2026-11-10", false), RuleId::R25, Some(Override))]
#[case::moved_confirmed(|d: D, p: P| move_home(d, p, "2026-11-10", true), RuleId::R25, None)]
#[case::moves_after_the_visit(|d: D, p: P| move_home(d, p, "2026-11-29", false), RuleId::R25, None)]
#[case::nowhere(|d: D, p: P| d.child(p.child, |c| c.placements.clear()), RuleId::R25, Some(Override))]
#[case::not_paused(|_: D, _: P| (), RuleId::R74, None)]
#[case::visitor_paused(|d: D, p: P| d.visitor(p.visitor, |v| v.suspensions.push(paused("2026-11-20", None))),
    RuleId::R74, Some(Override))]
#[case::match_paused(|d: D, p: P| d.match_(p.id, |m| m.suspensions.push(Suspension { from: day("2026-11-20"), ended: None, reason: "a pause".to_owned() })),
    RuleId::R74, Some(Override))]
#[case::pause_over_by_then(|d: D, p: P| d.visitor(p.visitor, |v| v.suspensions.push(paused("2026-11-20", Some("2026-11-28")))),
    RuleId::R74, None)]
#[case::match_on_hold(|d: D, p: P| d.match_(p.id, |m| m.holds.push(held("2026-11-20", None))), RuleId::R95, Some(Override))]
#[case::visitor_on_hold(|d: D, p: P| d.visitor(p.visitor, |v| v.holds.push(held("2026-11-28", None))),
    RuleId::R95, Some(Override))]
#[case::hold_begins_later(|d: D, p: P| d.match_(p.id, |m| m.holds.push(held("2026-11-29", None))), RuleId::R95, None)]
#[case::out_is_allowed(|d: D, p: P| d.child(p.child, |c| c.risk = risk("2026-03-01", false)), RuleId::R38a, None)]
#[case::home_only(|d: D, p: P| d.child(p.child, |c| c.risk = risk("2026-03-01", true)), RuleId::R38a, Some(Override))]
#[case::wanted(|_: D, _: P| (), RuleId::R54, None)]
#[case::objects(|d: D, p: P| d.child(p.child, |c| c.view = objects(false)), RuleId::R54, Some(Override))]
#[case::objects_and_does_not_understand(|d: D, p: P| d.child(p.child, |c| c.view = judged_not_to()), RuleId::R54, Some(Warn))]
#[case::objects_and_understands(|d: D, p: P| d.child(p.child, |c| c.view = objects(true)), RuleId::R54, Some(Block))]
#[case::looked_after(|d: D, p: P| d.child(p.child, |c| c.ceased = ceased("2026-11-29")), RuleId::R3, None)]
#[case::not_looked_after(|d: D, p: P| d.child(p.child, |c| c.ceased = ceased("2026-11-28")), RuleId::R3, Some(Override))]
#[case::day_before_eighteen(|d: D, p: P| d.child(p.child, |c| c.born = day("2008-11-29")), RuleId::R6, None)]
#[case::eighteen(|d: D, p: P| d.child(p.child, |c| c.born = day("2008-11-28")), RuleId::R6, Some(Block))]
#[case::no_pack_before_the_first(|d: D, p: P| d.visitor(p.visitor, |v| v.pack = None), RuleId::R42, Some(Override))]
#[case::no_pack_after_the_first(|d: D, p: P| { d.done(file(report(p.id, "2026-11-01"))); d.visitor(p.visitor, |v| v.pack = None) },
    RuleId::R42, None)]
fn planning(#[case] spoil: Outing, #[case] rule: RuleId, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    spoil(&mut desk, &p);
    let found = desk.findings(&plan(p.id, "2026-11-28"));
    assert_eq!(level(&found, rule), expected, "{found:?}");
    assert_eq!(desk.ask(&plan(p.id, "2026-11-28")).is_ok(), found.iter().all(|f| f.level <= Warn));
}

fn move_home(desk: &mut Desk, pair: &Pair, from: &str, confirmed: bool) {
    let mut home = NewPlacement::new(day(from), PlacementKind::Foster, "Ada Lyle", day("2026-11-12"));
    home.confirmed = confirmed.then(|| Said::new("Sal Moss", day("2026-11-13")));
    desk.done(Command::RecordMove { child: pair.child, placement: Box::new(home) });
}

#[rstest]
#[case::at_home(true, None)]
#[case::out(false, Some(Override))]
fn home_only_bars_outings_and_not_visits_at_home(#[case] at_home: bool, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.child(p.child, |c| c.risk = risk("2026-03-01", true));
    let plan = VisitPlan { at_home, ..VisitPlan::on(day("2026-11-28"), None) };
    let found = desk.findings(&Command::PlanVisit { match_id: p.id, plan: Box::new(plan) });
    assert_eq!(level(&found, RuleId::R38a), expected);
}

#[rstest]
#[case::nothing_since(None, Some(Override))]
#[case::answered_before_the_decision(risk("2026-02-20", false), Some(Override))]
#[case::answered_on_the_day_of_the_decision(risk("2026-03-01", false), Some(Override))]
#[case::lifted_by_a_later_answer(risk("2026-03-02", false), None)]
#[case::confirmed_by_a_later_answer(risk("2026-06-01", true), Some(Override))]
fn accepted_for_home_visits_only(#[case] answer: Option<RiskAnswer>, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let referral = referral(&mut desk, c, "2026-02-15");
    let (on, outcome) = (day("2026-03-01"), ReferralOutcome::AcceptedHomeOnly);
    desk.done(Command::DecideReferral { referral, on, outcome, reason: Some("aggression".to_owned()) });
    let id = begun(&mut desk, c, v, "2026-04-01");
    desk.child(c, |c| c.risk = answer);
    assert_eq!(level(&desk.findings(&plan(id, "2026-11-28")), RuleId::R38a), expected);
}

#[rstest]
#[case::before_it_began("2026-12-31", "2027-01-01", RuleId::H2)]
#[case::the_day_it_ends("2027-02-01", "2027-01-31", RuleId::H3)]
fn a_visit_falls_into_its_match(#[case] bad: &str, #[case] good: &str, #[case] rule: RuleId) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let id = begun(&mut desk, c, v, "2027-01-01");
    desk.done(end(id, "2027-02-01"));
    assert_eq!(level(&desk.refused(&plan(id, bad)), rule), Some(Block));
    let visit = planned(&mut desk, id, good);
    let moved = |to| Command::MoveVisit { visit, date: day(to), start: None };
    assert_eq!(level(&desk.refused(&moved(bad)), rule), Some(Block));
    desk.done(moved(good));
}

#[rstest]
#[case::yesterday("2026-11-21", Some(Block))]
#[case::today("2026-11-22", None)]
fn a_visit_is_planned_from_today_on(#[case] on: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    assert_eq!(level(&desk.findings(&plan(p.id, on)), RuleId::H2), expected);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let moved = Command::MoveVisit { visit, date: day(on), start: None };
    assert_eq!(level(&desk.findings(&moved), RuleId::H2), expected);
}
