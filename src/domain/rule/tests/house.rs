//! What this program holds to of its own.

use super::playing::{asked, on, pair, the_match, the_proposal, the_referral, the_visitor, two, visits};
use super::{Case, Side, due, found, turns};
use crate::command::{ChildDetails, Command};
use crate::deadline::Band::{Overdue, Quiet, Week};
use crate::deadline::tests::world::{
    CANCELLED, Scene, annual_review, d, meeting, proposal, quiet, referral as referred, stage, supervision,
    visit, waiting,
};
use crate::decide::tests::commands::{propose, raise, snooze};
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{Pair, day, planned, referral};
use crate::people::Role;
use crate::record::{
    AnnualReview, Condition, MeetingOutcome, Name, ProposalClosed, Stage, Subject, SupervisionKind, Told,
    VisitState,
};
use crate::rule::Level::{Block, Info, Override, Warn};
use crate::rule::RuleId::{H1, H2, H3, H4, H5, H6, H7, H8, H9, H10, H11, H12, R32, R33, R48};
use chrono::NaiveDate;

pub(super) const CASES: &[Case] = &[
    found(H1, Block, "whom one told is said", |side| {
        let (mut desk, child, _) = two();
        let referral = referral(&mut desk, child, "2026-11-02");
        let (on, to) = (desk.today, side.of(vec![], vec![Told::Child]));
        let update = Command::GiveUpdate { referral, on, to, note: None };
        asked(desk, &update, Subject::Referral(referral))
    }),
    found(H2, Block, "what has happened was today at the latest", |side| {
        let (desk, p) = pair();
        let (on, how) = (day(side.of("2026-11-23", "2026-11-22")), SupervisionKind::Call);
        let held = Command::RecordSupervision { visitor: p.visitor, on, how, summary: "Well.".to_owned() };
        asked(desk, &held, Subject::Visitor(p.visitor))
    }),
    found(H3, Block, "the other proposal is open, or closed", |side| {
        let (mut desk, one, visitor) = two();
        let other = crate::decide::tests::child(&mut desk, "Mariam");
        let made = desk.done(propose(other, visitor, "2026-11-20")).subject;
        let Subject::Proposal(proposal) = made else { panic!("no proposal") };
        if side == Side::Within {
            desk.done(Command::CloseProposal { proposal, on: desk.today, note: None });
        }
        asked(desk, &propose(one, visitor, "2026-11-22"), Subject::Visitor(visitor))
    }),
    found(
        H3,
        Block,
        "a match over by law is ended on paper before the next begins, from its birthday on",
        |side| {
            let (mut desk, p) = pair();
            let next = crate::decide::tests::child(&mut desk, "Mariam");
            desk.child(p.child, |c| c.born = day("2008-11-25"));
            let begins = crate::decide::tests::start(next, p.visitor, side.of("2026-11-25", "2026-11-24"));
            asked(desk, &begins, Subject::Match(p.id))
        },
    ),
    found(H3, Block, "a match over by law, whose end is recorded or not", |side| {
        let (mut desk, p) = pair();
        let next = crate::decide::tests::child(&mut desk, "Mariam");
        desk.child(p.child, |c| c.born = day("2008-11-20"));
        if side == Side::Within {
            desk.match_(p.id, |m| m.ended = Some(crate::deadline::tests::world::ending("2026-11-20")));
        }
        asked(desk, &crate::decide::tests::start(next, p.visitor, "2026-11-22"), Subject::Match(p.id))
    }),
    found(H4, Block, "the clock of a concern, and a report", |side| {
        let (mut desk, p) = pair();
        desk.done(raise(p.child, "2026-11-22T09:00:00Z"));
        // What follows a concern may not wait either, so the report is that on a visit of the same match.
        let about = Subject::Concern(desk.world.concerns().next().unwrap().id);
        let visit = visited(&mut desk, &p);
        let (rule, subject) = side.of((R32, about), (R33, visit));
        asked(desk, &snooze(rule, subject, "2026-11-24"), subject)
    }),
    found(H4, Block, "what follows a concern, and a report", |side| {
        let (mut desk, p) = pair();
        desk.done(raise(p.child, "2026-11-22T09:00:00Z"));
        let about = Subject::Concern(desk.world.concerns().next().unwrap().id);
        let visit = visited(&mut desk, &p);
        let (rule, subject) = side.of((H12, about), (R33, visit));
        asked(desk, &snooze(rule, subject, "2026-11-24"), subject)
    }),
    found(H4, Block, "an outing on its day, and beyond it", |side| {
        let (mut desk, p) = pair();
        let about = Subject::Visit(planned(&mut desk, p.id, "2026-11-28"));
        asked(desk, &snooze(R48, about, side.of("2026-11-29", "2026-11-28")), about)
    }),
    found(H5, Override, "a child of the same name and birthday", |side| {
        let (desk, child, _) = two();
        let known = desk.world.child(child).unwrap().clone();
        let other = Name::new("Zephaniah", "Quill");
        let name = side.of(known.name.clone(), other);
        let born = side.of(known.born, day("2012-01-30"));
        let details = Box::new(ChildDetails::new(name, born, "Northshire"));
        asked(desk, &Command::AddChild { details, placement: None }, Subject::Child(child))
    }),
    due(H6, Warn, Overdue, "two visits in a row fell through", |side| {
        let first = side.of(CANCELLED, VisitState::Completed);
        let mut scene = visits(vec![
            visit(1, 1, "2026-10-17", VisitState::Completed),
            visit(1, 2, "2026-10-31", first),
            visit(1, 3, "2026-11-14", CANCELLED),
        ]);
        scene.supervisions.clear();
        on(&scene, "2026-11-22", the_match())
    }),
    due(H6, Warn, Overdue, "three of the last five fell through", |side| {
        let third = side.of(CANCELLED, VisitState::Completed);
        let states = [third, VisitState::Completed, CANCELLED, VisitState::Completed, CANCELLED];
        let days = ["2026-09-19", "2026-10-03", "2026-10-17", "2026-10-31", "2026-11-14"];
        let lines = (1..).zip(days).zip(states).map(|((n, on), state)| visit(1, n, on, state));
        let mut scene = visits(lines.collect());
        scene.supervisions.clear();
        on(&scene, "2026-11-22", the_match())
    }),
    due(H6, Warn, Overdue, "somebody has called since", |side| {
        let mut scene =
            visits(vec![visit(1, 1, "2026-10-31", CANCELLED), visit(1, 2, "2026-11-14", CANCELLED)]);
        scene.supervisions = vec![supervision(1, side.of("2026-11-13", "2026-11-14"))];
        on(&scene, "2026-11-22", the_match())
    }),
    due(H7, Info, Quiet, "free, and not a word for more than 90 days", |side| {
        let mut scene = quiet().without_match();
        scene.annual.clear();
        scene.supervisions = vec![supervision(1, side.of("2026-08-23", "2026-08-24"))];
        on(&scene, "2026-11-22", the_visitor())
    }),
    found(H8, Block, "who writes may write; who only looks may not", |side| {
        let (mut desk, p) = pair();
        desk.role = side.of(Role::Reader, Role::CoOrdinator);
        asked(desk, &raise(p.child, "2026-11-22T09:00:00Z"), Subject::Scheme)
    }),
    turns(H9, Warn, Overdue, "fourteen days without a step", |side| {
        let scene = quiet().without_match().with(proposal(1, "2026-11-02"));
        on(&scene, side.of("2026-11-17", "2026-11-16"), the_proposal())
    }),
    due(H9, Warn, Overdue, "closed", |side| {
        let mut idea = proposal(1, "2026-11-02");
        idea.closed = side.of(None, Some(ProposalClosed { on: d("2026-11-03"), matched: None, note: None }));
        on(&quiet().without_match().with(idea), "2026-11-17", the_proposal())
    }),
    due(H10, Info, Week, "arranged for seven days ahead, or eight", |side| {
        let mut scene = waiting(referred(1, "2026-11-10"));
        scene.referrals[0].meetings = vec![meeting("2026-11-25", MeetingOutcome::Booked)];
        on(&scene, side.of("2026-11-18", "2026-11-17"), the_referral())
    }),
    due(H10, Info, Overdue, "its day is over, and what came of it is recorded", |side| {
        let mut scene = waiting(referred(1, "2026-11-10"));
        let outcome = side.of(MeetingOutcome::Booked, MeetingOutcome::Held);
        scene.referrals[0].meetings = vec![meeting("2026-11-25", outcome)];
        on(&scene, "2026-11-26", the_referral())
    }),
    due(H10, Info, Week, "an annual review arranged for seven days ahead, or eight", |side| {
        on(&reviewed("2026-11-29", true), side.of("2026-11-22", "2026-11-21"), the_visitor())
    }),
    due(H10, Info, Overdue, "its day is over, and it was held", |side| {
        on(&reviewed("2026-11-21", side == Side::Over), "2026-11-22", the_visitor())
    }),
    turns(H11, Warn, Overdue, "28 days after the decision", |side| {
        on(&on_condition(None), side.of("2026-11-22", "2026-11-21"), the_visitor())
    }),
    due(H11, Warn, Overdue, "met", |side| {
        let met = side.of(None, Some(d("2026-11-20")));
        on(&on_condition(met), "2026-11-22", the_visitor())
    }),
];

/// Somebody approved on 24 October on one condition.
fn on_condition(met: Option<NaiveDate>) -> Scene {
    let mut scene = quiet().without_match();
    scene.visitor.stages = vec![stage(Stage::Approved, "2026-10-24")];
    scene.visitor.stages[0].conditions = vec![Condition { what: "A first aid course.".to_owned(), met }];
    scene
}

/// A visit of the day before yesterday, of which no report has come.
fn visited(desk: &mut Desk, p: &Pair) -> Subject {
    let today = std::mem::replace(&mut desk.today, day("2026-11-20"));
    let visit = planned(desk, p.id, "2026-11-20");
    desk.today = today;
    Subject::Visit(visit)
}

/// The made-up pair, with an annual review that is arranged for a day, or was held on it.
fn reviewed(day: &str, booked: bool) -> Scene {
    let mut scene = quiet();
    let visitor = scene.visitor.id;
    scene.annual.push(AnnualReview { visitor, booked, ..annual_review(2, day) });
    scene
}
