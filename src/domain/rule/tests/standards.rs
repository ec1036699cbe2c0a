//! What Leicestershire's practice standards ask (2.B).

use super::playing::{
    applicant, asked, on, outing, pair, proposed, the_match, the_referral, the_visit, the_visitor, there, two,
};
use super::{Case, due, found, in_its_place, turns};
use crate::command::Command;
use crate::deadline::Band::{Overdue, Quiet, Unsafe, Week};
use crate::deadline::tests::world::{
    Scene, annual_review, d, dbs, group, meeting, quiet, referral, review, stage, training, waiting,
};
use crate::decide::tests::commands::propose;
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{approve, day, plan, start};
use crate::id::ProposalId;
use crate::record::{
    AnnualReview, MatchReview, MeetingOutcome, Module, Stage, StatusUpdate, Subject, SupportGroup, Told,
    Training,
};
use crate::rule::Level::{Info, Override, Warn};
use crate::rule::RuleId::{R39, R40, R41, R42, R43, R44, R45, R46, R47, R48, R50, R50a, R50b, R50c};

pub(super) const CASES: &[Case] = &[
    due(R39, Warn, Week, "warned of on day 14 after the referral was received", |side| {
        on(&waiting(referral(1, "2026-10-30")), side.of("2026-11-13", "2026-11-12"), the_referral())
    }),
    turns(R39, Warn, Overdue, "on day 21 in time, overdue from day 22", |side| {
        on(&waiting(referral(1, "2026-10-30")), side.of("2026-11-21", "2026-11-20"), the_referral())
    }),
    due(R39, Warn, Overdue, "visited, and not only booked", |side| {
        let mut asked = referral(1, "2026-10-30");
        let outcome = side.of(MeetingOutcome::Booked, MeetingOutcome::Held);
        asked.meetings = vec![meeting("2026-11-19", outcome)];
        on(&waiting(asked), "2026-11-21", the_referral())
    }),
    due(R39, Warn, Overdue, "the clock starts on the day received, not on the day typed in", |side| {
        let mut asked = referral(1, "2026-11-20");
        asked.received = d(side.of("2026-10-29", "2026-11-20"));
        on(&waiting(asked), "2026-11-20", the_referral())
    }),
    turns(R40, Warn, Overdue, "every 28 days while waiting", |side| {
        on(&waiting(referral(1, "2026-10-30")), side.of("2026-11-28", "2026-11-27"), the_referral())
    }),
    due(R40, Warn, Overdue, "both people, the child and the social worker", |side| {
        let told = |to| StatusUpdate { on: d("2026-11-20"), to, note: None };
        let mut asked = referral(1, "2026-10-30");
        let both = vec![told(Told::Child), told(Told::SocialWorker)];
        asked.updates = side.of(vec![told(Told::Child)], both);
        on(&waiting(asked), "2026-11-28", the_referral())
    }),
    found(R41, Override, "a worker is assigned at approval", |side| {
        let (mut desk, visitor) = applicant();
        desk.visitor(visitor, |v| v.named_worker = side.of(None, Some("Priya".to_owned())));
        asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
    }),
    found(R42, Override, "the pack was given before the first visit", |side| {
        let (mut desk, p) = pair();
        desk.visitor(p.visitor, |v| v.pack = side.of(None, v.pack.clone()));
        asked(desk, &plan(p.id, "2026-11-28"), Subject::Visitor(p.visitor))
    }),
    found(R43, Warn, "with minutes", |side| {
        let minutes = side.of(None, Some("Shared drive, groups".to_owned()));
        let desk = Desk::new();
        let hold = Command::HoldGroup { held: desk.today, attended: vec![], minutes, topics: None };
        asked(desk, &hold, Subject::Scheme)
    }),
    turns(R43, Warn, Overdue, "five months since the last", |side| {
        let scene = groups(&["2026-04-20", "2026-07-07", "2026-10-13"]);
        on(&scene, side.of("2027-03-14", "2027-03-13"), Subject::Scheme)
    }),
    turns(R43, Warn, Overdue, "three in any twelve months", |side| {
        let scene = groups(&["2026-01-10", "2026-07-07", "2026-10-13"]);
        on(&scene, side.of("2027-01-10", "2027-01-09"), Subject::Scheme)
    }),
    due(R43, Warn, Overdue, "three in the last twelve months, and not two", |side| {
        let third = side.of("2026-01-09", "2026-03-10");
        on(&groups(&[third, "2026-07-07", "2026-10-13"]), "2027-01-10", Subject::Scheme)
    }),
    found(R44, Override, "a briefing was issued before the joint visit", |side| {
        let (mut desk, _, _, id) = proposed(|p| p.joint.clear());
        desk.proposal(id, |p| p.briefings = side.of(vec![], p.briefings.clone()));
        asked(desk, &book(id), Subject::Proposal(id))
    }),
    found(R45, Override, "talked over with the visitor", |side| {
        let (mut desk, _, _, id) = proposed(|p| p.joint.clear());
        desk.proposal(id, |p| p.visitor_answer = side.of(None, p.visitor_answer.clone()));
        asked(desk, &book(id), Subject::Proposal(id))
    }),
    found(R45, Override, "talked over with the child", |side| {
        let (mut desk, _, _, id) = proposed(|p| p.joint.clear());
        desk.proposal(id, |p| p.child_answer = side.of(None, p.child_answer.clone()));
        asked(desk, &book(id), Subject::Proposal(id))
    }),
    found(R46, Override, "the joint matching visit took place before the match is active", |side| {
        let (mut desk, child, visitor, id) = proposed(|_| ());
        desk.proposal(id, |p| p.joint = side.of(vec![], p.joint.clone()));
        asked(desk, &start(child, visitor, "2026-11-22"), Subject::Proposal(id))
    }),
    found(R46, Override, "the social worker was informed", |side| {
        let (mut desk, child, visitor, id) = proposed(|_| ());
        desk.proposal(id, |p| p.worker_answer = side.of(None, p.worker_answer.clone()));
        asked(desk, &start(child, visitor, "2026-11-22"), Subject::Proposal(id))
    }),
    due(R47, Warn, Overdue, "reflected in the child's plan", |side| {
        on(&fed(side.of(None, Some("2026-11-20"))), "2026-12-01", the_match())
    }),
    due(R47, Warn, Overdue, "28 days after the review", |side| {
        on(&fed(None), side.of("2026-12-01", "2026-11-30"), the_match())
    }),
    found(R48, Override, "current today: thirty-six months from issue", |side| {
        let (mut desk, child, visitor) = two();
        desk.visitor(visitor, |v| v.dbs[0].issued = day(side.of("2023-11-22", "2023-11-23")));
        asked(desk, &propose(child, visitor, "2026-11-22"), Subject::Visitor(visitor))
    }),
    found(R48, Override, "no new visit with a certificate that has lapsed", |side| {
        let (mut desk, p) = pair();
        desk.visitor(p.visitor, |v| v.dbs[0].issued = day(side.of("2023-11-22", "2023-11-29")));
        asked(desk, &plan(p.id, "2026-11-28"), Subject::Visitor(p.visitor))
    }),
    due(R48, Override, Unsafe, "current on the day of the outing", |side| {
        let scene = outing(|s| s.visitor.dbs = vec![dbs(side.of("2023-11-28", "2023-11-29"))]);
        on(&scene, "2026-11-22", the_visit(1))
    }),
    due(R50, Warn, Week, "shown sixty days ahead, the program's own number", |side| {
        let mut scene = quiet();
        scene.visitor.training[0].expires = Some(d("2027-04-01"));
        on(&scene, side.of("2027-01-31", "2027-01-30"), the_visitor())
    }),
    turns(R50, Warn, Overdue, "on lapse", |side| {
        let mut scene = quiet();
        scene.visitor.training[0].expires = Some(d("2027-04-01"));
        on(&scene, side.of("2027-04-02", "2027-04-01"), the_visitor())
    }),
    due(R50, Warn, Overdue, "refreshed", |side| {
        let mut scene = quiet();
        scene.visitor.training[0].expires = Some(d("2026-11-01"));
        let again = Training { on: d("2026-10-20"), ..training(Module::Safeguarding, None) };
        scene.visitor.training.extend(side.of(None, Some(again)));
        on(&scene, "2026-11-22", the_visitor())
    }),
    due(R50a, Warn, Week, "warned of eleven months after the last", |side| {
        on(&quiet(), side.of("2027-01-03", "2027-01-02"), the_visitor()) // 3 February 2026
    }),
    turns(R50a, Warn, Overdue, "twelve months after the last", |side| {
        on(&quiet(), side.of("2027-02-04", "2027-02-03"), the_visitor())
    }),
    turns(R50a, Warn, Overdue, "twelve months after approval on 29 February", |side| {
        let mut scene = quiet();
        scene.annual.clear();
        scene.visitor.stages = vec![stage(Stage::Approved, "2024-02-29")];
        on(&scene, side.of("2025-03-01", "2025-02-28"), the_visitor())
    }),
    due(R50a, Warn, Overdue, "held, with its form", |side| {
        let held = annual_review(2, "2027-01-20");
        let mut scene = quiet();
        let held = AnnualReview { visitor: scene.visitor.id, ..held };
        scene.annual.extend(side.of(None, Some(held)));
        on(&scene, "2027-02-04", the_visitor())
    }),
    turns(R50b, Info, Quiet, "twelve months after they were gone through", |side| {
        on(&quiet(), side.of("2027-06-02", "2027-06-01"), Subject::Scheme)
    }),
    due(R50b, Info, Quiet, "gone through within twelve months", |side| {
        let mut scene = quiet();
        scene.scheme.standards_reviewed = Some(d(side.of("2026-06-01", "2026-09-01")));
        on(&scene, "2027-06-02", Subject::Scheme)
    }),
    in_its_place(
        R50c,
        Info,
        "where the evidence is kept; nothing is missing without it, so it is asked of the scheme, where the standards show it",
        |side| {
            let mut desk = Desk::new();
            let place = side.of("minutes, folder 7", "  ").to_owned();
            desk.done(Command::RecordEvidence { rule: R43, place });
            let kept = desk.world.scheme().unwrap().evidence.get(&R43);
            there(R50c, kept.is_some_and(|place| place == "minutes, folder 7"), Subject::Scheme)
        },
    ),
];

fn book(proposal: ProposalId) -> Command {
    Command::BookJointVisit { proposal, on: day("2026-11-25") }
}

fn groups(held: &[&str]) -> Scene {
    let groups: Vec<SupportGroup> = held.iter().zip(1..).map(|(day, n)| group(n, day)).collect();
    Scene { groups, ..quiet() }
}

/// A match whose last review was held on 2 November, and put into the plan on a day.
fn fed(to_plan: Option<&str>) -> Scene {
    let last = MatchReview { to_plan: to_plan.map(d), ..review(1, 2, "2026-11-02") };
    Scene { reviews: vec![review(1, 1, "2026-05-02"), last], ..quiet() }
}
