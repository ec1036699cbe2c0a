//! From the idea of a match to its first day: R8, R9, R13, R38, R38a, R44, R45, R46, R57, R58, R88, R90; nobody's fault.

use super::commands::propose;
use super::*;
use crate::status;
use rstest::rstest;

use Level::{Block, Info, Override, Warn};

struct Idea {
    desk: Desk,
    child: ChildId,
    visitor: VisitorId,
    id: ProposalId,
}

/// A child and a visitor in order, proposed to each other on 10 November.
fn idea() -> Idea {
    let mut desk = Desk::new();
    let (child, visitor) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let Subject::Proposal(id) = desk.done(propose(child, visitor, "2026-11-10")).subject else { panic!() };
    Idea { desk, child, visitor, id }
}

fn visitor_says(proposal: ProposalId, yes: bool) -> Command {
    Command::DiscussWithVisitor { proposal, on: day("2026-11-12"), yes, note: None }
}

fn child_says(proposal: ProposalId, yes: bool) -> Command {
    let (on, profile_shown, choice_of) = (day("2026-11-13"), true, 2);
    Command::DiscussWithChild { proposal, on, yes, profile_shown, choice_of, note: None }
}

fn worker_says(proposal: ProposalId, yes: bool) -> Command {
    Command::HearSocialWorker { proposal, on: day("2026-11-14"), yes, note: None }
}

fn brief(proposal: ProposalId, shared: &[Shared]) -> Command {
    Command::IssueBriefing { proposal, on: day("2026-11-15"), shared: shared.to_vec() }
}

fn book(proposal: ProposalId, on: &str) -> Command {
    Command::BookJointVisit { proposal, on: day(on) }
}

fn met(
    proposal: ProposalId,
    took_place: bool,
    child_yes: Option<bool>,
    visitor_yes: Option<bool>,
) -> Command {
    let on = day("2026-11-20");
    Command::HoldJointVisit { proposal, on, took_place, present: vec![], child_yes, visitor_yes, note: None }
}

/// Everything before the joint visit.
fn prepared() -> Idea {
    let mut i = idea();
    for step in [visitor_says(i.id, true), child_says(i.id, true), worker_says(i.id, true)] {
        i.desk.done(step);
    }
    i.desk.done(brief(i.id, &[Shared::FirstFacts, Shared::Card]));
    i
}

#[test]
fn the_way_from_an_idea_to_a_match() {
    let mut i = prepared();
    let state = |i: &Idea| i.desk.world.proposal(i.id).unwrap().state();
    assert_eq!(state(&i), ProposalState::Briefed);
    i.desk.done(book(i.id, "2026-11-24"));
    assert_eq!(state(&i), ProposalState::JointBooked);
    i.desk.done(met(i.id, true, Some(true), Some(true)));
    assert_eq!(state(&i), ProposalState::BothYes);
    let made = i.desk.done(start(i.child, i.visitor, "2026-11-22"));
    assert_eq!(rules(&made.findings), []);
    let Subject::Match(id) = made.subject else { panic!() };
    let p = i.desk.world.proposal(i.id).unwrap();
    assert_eq!((p.state(), p.closed.as_ref().unwrap().matched), (ProposalState::Matched, Some(id)));
    assert_eq!(i.desk.world.match_(id).unwrap().proposal, Some(i.id));
    let m = i.desk.world.match_(id).unwrap();
    assert_eq!(status::of_match(&i.desk.world, m, i.desk.today), status::MatchStatus::Trial);
    // What is closed is not carried on.
    let told = |on| Command::HearSocialWorker { proposal: i.id, on: day(on), yes: true, note: None };
    for late in [told("2026-11-22"), book(i.id, "2026-11-25"), met(i.id, true, None, None)] {
        assert_eq!(level(&i.desk.refused(&late), RuleId::H3), Some(Block));
    }
    // What was said while it was open, and is entered late, is a fact.
    i.desk.done(told("2026-11-21"));
}

type Spoil = fn(&mut Desk, ChildId, VisitorId);

/// What was found when the child's home was looked at (R58).
fn looked_at(desk: &mut Desk, child: ChildId, independent: Option<bool>, visitor: Option<VisitorId>) {
    let said = Said::new("Priya", day("2026-11-02"));
    let found = Independence { said, independent, visitor };
    desk.child(child, |c| c.placements[0].independence = Some(found));
}

/// A condition of the approval (H11).
fn condition(desk: &mut Desk, visitor: VisitorId, met: Option<&str>) {
    let met = met.map(day);
    let condition = Condition { what: "first aid".to_owned(), met };
    desk.visitor(visitor, |v| v.stages.last_mut().unwrap().conditions.push(condition));
}

/// A concern about the child, learned of on a day.
fn raised(desk: &mut Desk, child: ChildId, on: &str) {
    let learned = crate::calendar::to_utc(day(on).and_hms_opt(10, 0, 0).unwrap());
    let concern = NewConcern::new(child, learned, "Tobias", "A bruise.");
    desk.done(Command::RaiseConcern { concern: Box::new(concern) });
}

#[rstest]
#[case::all_in_order(|_: &mut Desk, _, _| (), RuleId::R8, None)]
#[case::not_asked(|d: &mut Desk, c, _| d.child(c, |c| c.wishes.asked = None), RuleId::R8, Some(Override))]
#[case::asked_and_no_answer(|d: &mut Desk, c, _| d.child(c, |c| c.wishes.visitor_gender = None), RuleId::R8, Some(Override))]
#[case::asked_and_said_otherwise(|d: &mut Desk, c, _| d.child(c, |c| {
    c.wishes.visitor_gender = None;
    c.wishes.interests = vec!["football".to_owned()];
}), RuleId::R8, None)]
#[case::answer_on_risk(|_: &mut Desk, _, _| (), RuleId::R38, None)]
#[case::no_answer_on_risk(|d: &mut Desk, c, _| d.child(c, |c| c.risk = None), RuleId::R38, Some(Override))]
#[case::no_match_for_now(|d: &mut Desk, c, _| d.child(c, |c| c.risk.as_mut().unwrap().no_match = true), RuleId::R38a, Some(Override))]
#[case::home_only_is_a_match(|d: &mut Desk, c, _| d.child(c, |c| c.risk.as_mut().unwrap().home_only = true), RuleId::R38a, None)]
#[case::independent(|_: &mut Desk, _, _| (), RuleId::R57, None)]
#[case::connected(|d: &mut Desk, _, v| d.visitor(v, |v| v.declaration.as_mut().unwrap().connected = true), RuleId::R57, Some(Override))]
#[case::declared_later(|d: &mut Desk, _, v| d.visitor(v, |v| v.declaration.as_mut().unwrap().said.on = day("2026-11-23")), RuleId::R57, Some(Override))]
#[case::works_elsewhere(|d: &mut Desk, _, v| d.visitor(v, |v| v.employers = vec!["Jo Barkers Ltd".to_owned()]), RuleId::R58, None)]
#[case::works_for_the_carer(|d: &mut Desk, _, v| d.visitor(v, |v| v.employers = vec!["jo BARKER fostering".to_owned()]), RuleId::R58, Some(Warn))]
#[case::works_for_the_provider(|d: &mut Desk, c, v| { d.child(c, |c| c.placements[0].provider = Some("Oak Homes".to_owned()));
    d.visitor(v, |v| v.employers = vec!["Oak Homes".to_owned()]) }, RuleId::R58, Some(Warn))]
#[case::not_independent(|d: &mut Desk, c, v| looked_at(d, c, Some(false), Some(v)), RuleId::R58, Some(Warn))]
#[case::not_independent_of_anybody(|d: &mut Desk, c, _| looked_at(d, c, Some(false), None), RuleId::R58, Some(Warn))]
#[case::another_is_not_independent(|d: &mut Desk, c, _| looked_at(d, c, Some(false), Some(VisitorId([7; 16]))), RuleId::R58, None)]
#[case::found_independent(|d: &mut Desk, c, v| looked_at(d, c, Some(true), Some(v)), RuleId::R58, None)]
#[case::looked_at_and_not_kept(|d: &mut Desk, c, _| looked_at(d, c, None, None), RuleId::R58, None)]
#[case::at_home_connected(|d: &mut Desk, _, v| d.visitor(v, |v| v.declaration.as_mut().unwrap().household =
    Some(AtHome { connected: true, details: None })), RuleId::R57, Some(Override))]
#[case::at_home_not_connected(|d: &mut Desk, _, v| d.visitor(v, |v| v.declaration.as_mut().unwrap().household =
    Some(AtHome { connected: false, details: None })), RuleId::R57, None)]
#[case::condition_not_met(|d: &mut Desk, _, v| condition(d, v, None), RuleId::H11, Some(Warn))]
#[case::condition_met(|d: &mut Desk, _, v| condition(d, v, Some("2026-11-20")), RuleId::H11, None)]
#[case::a_concern_since(|d: &mut Desk, c, _| raised(d, c, "2026-11-20"), RuleId::R38, Some(Warn))]
#[case::a_concern_before(|d: &mut Desk, c, _| raised(d, c, "2026-01-02"), RuleId::R38, None)]
#[case::accepted_by_law(|_: &mut Desk, _, _| (), RuleId::R54, None)]
#[case::the_child_objects(|d: &mut Desk, c, _| d.child(c, |c| c.view = ChildView::Objects { understands: true,
    said: Said::new("Sal", day("2026-11-01")) }), RuleId::R54, Some(Block))]
#[case::nobody_else_is_proposed(|_: &mut Desk, _, _| (), RuleId::H3, None)]
#[case::child_is_proposed(|d: &mut Desk, c, _| { let other = visitor(d, "Rosalind"); d.done(propose(c, other, "2026-11-20")); },
    RuleId::H3, Some(Block))]
#[case::visitor_is_proposed(|d: &mut Desk, _, v| { let other = child(d, "Mariam"); d.done(propose(other, v, "2026-11-20")); },
    RuleId::H3, Some(Block))]
#[case::visitor_may_have_two(|d: &mut Desk, _, v| { d.settings(ParamId::MatchesPerVisitor, 2); let other = child(d, "Mariam");
    d.done(propose(other, v, "2026-11-20")); }, RuleId::H3, None)]
fn proposing(#[case] spoil: Spoil, #[case] rule: RuleId, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    spoil(&mut desk, c, v);
    let command = propose(c, v, "2026-11-22");
    let found = desk.findings(&command);
    assert_eq!(level(&found, rule), expected, "{found:?}");
    assert_eq!(desk.ask(&command).is_ok(), expected.is_none_or(|l| l <= Warn));
}

#[rstest]
#[case::given(Some("Both like football."), None)]
#[case::none(None, Some(Warn))]
#[case::blank(Some(" \u{202e} "), Some(Warn))]
fn why_these_two(#[case] rationale: Option<&str>, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let (child, visitor) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let (on, rationale) = (desk.today, rationale.map(str::to_owned));
    let command = Command::ProposeMatch { child, visitor, on, rationale: rationale.clone() };
    assert_eq!(level(&desk.done(command).findings, RuleId::R9), expected);
    // What stands in the proposal serves the match as well.
    desk.override_with(RuleId::ALL);
    let begin = Command::StartMatch { child, visitor, on, rationale: None };
    assert_eq!(level(&desk.findings(&begin), RuleId::R9), expected);
}

#[rstest]
#[case::all_done(|_: &mut Desk, _| (), RuleId::R45, None)]
#[case::visitor_not_asked(|d: &mut Desk, p| d.proposal(p, |p| p.visitor_answer = None), RuleId::R45, Some(Override))]
#[case::visitor_says_no(|d: &mut Desk, p| { d.done(visitor_says(p, false)); }, RuleId::R45, Some(Override))]
#[case::child_not_asked(|d: &mut Desk, p| d.proposal(p, |p| p.child_answer = None), RuleId::R45, Some(Override))]
#[case::child_says_no(|d: &mut Desk, p| { d.done(child_says(p, false)); }, RuleId::R45, Some(Override))]
#[case::briefed(|_: &mut Desk, _| (), RuleId::R44, None)]
#[case::not_briefed(|d: &mut Desk, p| d.proposal(p, |p| p.briefings.clear()), RuleId::R44, Some(Override))]
#[case::worker_agrees(|_: &mut Desk, _| (), RuleId::R46, None)]
#[case::worker_may_be_asked_until_the_match(|d: &mut Desk, p| d.proposal(p, |p| p.worker_answer = None), RuleId::R46, None)]
#[case::worker_does_not_agree(|d: &mut Desk, p| { d.done(worker_says(p, false)); }, RuleId::R46, Some(Override))]
#[case::photos_known(|_: &mut Desk, _| (), RuleId::R13, None)]
#[case::photos_limited(|d: &mut Desk, p| photos(d, p, PhotoStatus::Limited), RuleId::R13, None)]
#[case::photos_not_asked(|d: &mut Desk, p| photos(d, p, PhotoStatus::NotAsked), RuleId::R13, Some(Warn))]
#[case::certificate_lapses_the_day_after(|d: &mut Desk, p| people(d, p, |v| v.dbs[0].issued = day("2023-11-26")), RuleId::R48, None)]
#[case::certificate_lapses_that_day(|d: &mut Desk, p| people(d, p, |v| v.dbs[0].issued = day("2023-11-25")), RuleId::R48, Some(Override))]
#[case::paused(|d: &mut Desk, p| people(d, p, |v| v.suspensions.push(Pause { from: day("2026-11-20"), ended: None,
    reason: "a pause".to_owned(), by_manager: false })), RuleId::R74, Some(Override))]
#[case::no_longer_looked_after(|d: &mut Desk, p| { let c = d.world.proposal(p).unwrap().child; d.child(c, |c| c.ceased =
    Some(Ceased { on: day("2026-11-25"), reason: "home".to_owned() })) }, RuleId::R3, Some(Override))]
#[case::objects_by_now(|d: &mut Desk, p| { let c = d.world.proposal(p).unwrap().child; d.child(c, |c| c.view =
    ChildView::Objects { understands: true, said: Said::new("Sal", day("2026-11-20")) }) }, RuleId::R54, Some(Block))]
fn bringing_the_two_together(
    #[case] spoil: fn(&mut Desk, ProposalId),
    #[case] rule: RuleId,
    #[case] expected: Option<Level>,
) {
    let mut i = prepared();
    spoil(&mut i.desk, i.id);
    let found = i.desk.findings(&book(i.id, "2026-11-25"));
    assert_eq!(level(&found, rule), expected, "{found:?}");
    assert_eq!(i.desk.ask(&book(i.id, "2026-11-25")).is_ok(), expected.is_none_or(|l| l <= Warn));
    // That they met in spite of it is a fact: it is taken, and said.
    let told = i.desk.done(met(i.id, true, None, None));
    assert!(told.findings.iter().all(|f| f.level <= Warn));
    if matches!(rule, RuleId::R44 | RuleId::R45 | RuleId::R54) {
        assert_eq!(level(&told.findings, rule), expected.map(|_| Warn));
    }
}

fn photos(desk: &mut Desk, proposal: ProposalId, photos: PhotoStatus) {
    let child = desk.world.proposal(proposal).unwrap().child;
    desk.child(child, |c| c.photos = photos);
}

fn people(desk: &mut Desk, proposal: ProposalId, change: fn(&mut Visitor)) {
    let visitor = desk.world.proposal(proposal).unwrap().visitor;
    desk.visitor(visitor, change);
}

#[rstest]
#[case::yesterday("2026-11-21", Some(Block))]
#[case::today("2026-11-22", None)]
fn a_joint_visit_is_arranged_from_today_on(#[case] on: &str, #[case] expected: Option<Level>) {
    let i = prepared();
    assert_eq!(level(&i.desk.findings(&book(i.id, on)), RuleId::H2), expected);
}

#[rstest]
#[case::both_yes(|_: &mut Idea| (), None)]
#[case::never_met(|i: &mut Idea| i.desk.proposal(i.id, |p| p.joint.clear()), Some(Override))]
#[case::it_fell_through(|i: &mut Idea| { i.desk.proposal(i.id, |p| p.joint.clear()); i.desk.done(met(i.id, false, None, None)); }, Some(Override))]
#[case::child_says_no(|i: &mut Idea| { i.desk.done(met(i.id, true, Some(false), Some(true))); }, Some(Override))]
#[case::visitor_says_no(|i: &mut Idea| { i.desk.done(met(i.id, true, Some(true), Some(false))); }, Some(Override))]
#[case::child_has_not_answered(|i: &mut Idea| { i.desk.done(met(i.id, true, None, Some(true))); }, Some(Override))]
#[case::visitor_has_not_answered(|i: &mut Idea| { i.desk.done(met(i.id, true, Some(true), None)); }, Some(Override))]
#[case::worker_not_informed(|i: &mut Idea| i.desk.proposal(i.id, |p| p.worker_answer = None), Some(Override))]
#[case::worker_does_not_agree(|i: &mut Idea| { i.desk.done(worker_says(i.id, false)); }, Some(Override))]
fn beginning_needs_the_joint_visit(#[case] spoil: fn(&mut Idea), #[case] expected: Option<Level>) {
    let mut i = prepared();
    i.desk.done(met(i.id, true, Some(true), Some(true)));
    spoil(&mut i);
    let begin = start(i.child, i.visitor, "2026-11-22");
    let found = i.desk.findings(&begin);
    assert_eq!(level(&found, RuleId::R46), expected, "{found:?}");
    assert_eq!(i.desk.ask(&begin).is_ok(), expected.is_none());
    i.desk.override_with(&[RuleId::R46]);
    i.desk.done(begin);
}

#[test]
fn what_is_heard_later_of_the_same_meeting_takes_its_place() {
    let mut i = prepared();
    i.desk.done(met(i.id, true, Some(true), None));
    i.desk.done(met(i.id, true, Some(true), Some(true)));
    let joint = &i.desk.world.proposal(i.id).unwrap().joint;
    assert_eq!((joint.len(), joint[0].held.as_ref().unwrap().visitor_yes), (1, Some(true)));
    let made = i.desk.findings(&start(i.child, i.visitor, "2026-11-19"));
    assert_eq!(level(&made, RuleId::H2), Some(Warn), "it would begin before they met");
    assert_eq!(level(&i.desk.findings(&start(i.child, i.visitor, "2026-11-20")), RuleId::H2), None);
}

#[rstest]
#[case::shown(true, None)]
#[case::not_shown(false, Some(Info))]
fn the_child_sees_a_profile(#[case] profile_shown: bool, #[case] expected: Option<Level>) {
    let i = idea();
    let (proposal, on) = (i.id, i.desk.today);
    let asked =
        Command::DiscussWithChild { proposal, on, yes: true, profile_shown, choice_of: 1, note: None };
    assert_eq!(level(&i.desk.findings(&asked), RuleId::R88), expected);
}

#[rstest]
#[case::first_facts_at_any_time(false, &[Shared::FirstFacts, Shared::Wishes], None)]
#[case::the_card_too_early(false, &[Shared::FirstFacts, Shared::Card], Some(Override))]
#[case::the_home_too_early(false, &[Shared::Home], Some(Override))]
#[case::the_card_after_both_said_yes(true, &[Shared::Card, Shared::Risk], None)]
fn a_briefing_tells_no_more_than_it_may(
    #[case] both: bool,
    #[case] shared: &[Shared],
    #[case] expected: Option<Level>,
) {
    let mut i = idea();
    if both {
        i.desk.done(visitor_says(i.id, true));
        i.desk.done(child_says(i.id, true));
    }
    assert_eq!(level(&i.desk.findings(&brief(i.id, shared)), RuleId::R45), expected);
    i.desk.override_with(&[RuleId::R45]);
    i.desk.done(brief(i.id, shared));
    i.desk.done(brief(i.id, &[Shared::FirstFacts]));
    let versions: Vec<_> = i.desk.world.proposal(i.id).unwrap().briefings.iter().map(|b| b.version).collect();
    assert_eq!(versions, [1, 2]);
}

#[rstest]
#[case::the_child(|p| child_says(p, false))]
#[case::the_visitor(|p| visitor_says(p, false))]
#[case::the_social_worker(|p| worker_says(p, false))]
#[case::the_child_after_they_met(|p| met(p, true, Some(false), Some(true)))]
fn a_no_is_nobodys_fault(#[case] says_no: fn(ProposalId) -> Command) {
    let mut i = prepared();
    let (child, visitor) =
        (i.desk.world.child(i.child).unwrap().clone(), i.desk.world.visitor(i.visitor).unwrap().clone());
    let told = i.desk.done(says_no(i.id));
    assert!(told.done.ends_with("Close it: both are as free as before."), "{}", told.done);
    i.desk.done(Command::CloseProposal { proposal: i.id, on: i.desk.today, note: None });
    assert!(*i.desk.world.child(i.child).unwrap() == child, "nothing is written against the child");
    assert!(*i.desk.world.visitor(i.visitor).unwrap() == visitor, "nothing is written against the visitor");
    assert_eq!(status::of_visitor(&i.desk.world, &visitor, i.desk.today), status::VisitorStatus::Free);
    // They may be proposed to each other again.
    assert_eq!(rules(&i.desk.done(propose(i.child, i.visitor, "2026-11-22")).findings), []);
}

#[test]
fn nobody_begins_while_part_of_another_proposal() {
    let mut i = prepared();
    let second = visitor(&mut i.desk, "Rosalind");
    i.desk.override_with(RuleId::ALL);
    let other = start(i.child, second, "2026-11-22");
    assert_eq!(level(&i.desk.refused(&other), RuleId::H3), Some(Block));
    let old = i.desk.findings(&start(i.child, second, "2024-01-01"));
    assert_eq!(level(&old, RuleId::H3), None, "what lies before the scheme's time has nothing to do with it");
    i.desk.done(Command::CloseProposal { proposal: i.id, on: i.desk.today, note: None });
    i.desk.done(other);
}

#[test]
fn nobody_leaves_with_a_proposal_open_and_a_closed_referral_points_to_it() {
    let mut i = prepared();
    let on = i.desk.today;
    let leave = Command::MoveStage {
        visitor: i.visitor,
        to: Stage::Left,
        on,
        by: None,
        note: None,
        conditions: Vec::new(),
    };
    assert_eq!(level(&i.desk.refused(&leave), RuleId::H3), Some(Block));
    let referral = referral(&mut i.desk, i.child, "2026-11-01");
    let reason = ReferralCloseReason::Withdrawn;
    let made = i.desk.done(Command::CloseReferral { referral, on, reason, note: None });
    assert_eq!(level(&made.findings, RuleId::H3), Some(Warn));
    i.desk.done(Command::CloseProposal { proposal: i.id, on, note: None });
    i.desk.done(leave);
}

#[rstest]
#[case::far_from_it(10, 31, None)]
#[case::close_to_it(10, 32, Some("close to"))]
#[case::still_close(10, 35, Some("close to"))]
#[case::the_most(10, 36, Some("the most"))]
#[case::half_a_worker_far(5, 15, None)]
#[case::half_a_worker_close(5, 16, Some("close to"))]
#[case::half_a_worker_most(5, 18, Some("the most"))]
#[case::one_and_a_half_far(15, 47, None)]
#[case::one_and_a_half_close(15, 48, Some("close to"))]
fn matches_that_the_workers_hold(#[case] tenths: i64, #[case] running: u8, #[case] expected: Option<&str>) {
    let mut desk = Desk::new();
    desk.settings(ParamId::WorkersTenths, tenths);
    let p = pair(&mut desk);
    let (c, v) = (child(&mut desk, "Mariam"), visitor(&mut desk, "Rosalind"));
    let m = desk.world.match_(p.id).unwrap().clone();
    let changes = (1..running).map(|n| {
        let copy = Match { id: MatchId([200 + n % 50; 16]), number: 500 + u32::from(n), ..m.clone() };
        Change::Put(copy.into())
    });
    desk.write(&changes.collect::<Vec<_>>());
    let found = desk.done(propose(c, v, "2026-11-22")).findings;
    assert_eq!(level(&found, RuleId::R90), expected.map(|_| Warn), "it never refuses");
    if let Some(words) = expected {
        assert!(found[0].sentence.contains(words), "{}", found[0].sentence);
    }
}
