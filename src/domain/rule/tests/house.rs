//! What this program holds to of its own.

use super::playing::{asked, on, pair, the_match, the_visitor, two, visits};
use super::{Case, Side, due, found};
use crate::command::{ChildDetails, Command};
use crate::deadline::Band::{Overdue, Quiet};
use crate::deadline::tests::world::{CANCELLED, quiet, supervision, visit};
use crate::decide::tests::commands::{propose, raise, snooze};
use crate::decide::tests::{day, planned, referral};
use crate::record::{Name, Subject, SupervisionKind, Told, VisitState};
use crate::rule::Level::{Block, Info, Override, Warn};
use crate::rule::RuleId::{H1, H2, H3, H4, H5, H6, H7, R32, R33, R48};

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
    found(H4, Block, "the clock of a concern, and a report", |side| {
        let (mut desk, p) = pair();
        desk.done(raise(p.child, "2026-11-22T09:00:00Z"));
        let about = Subject::Concern(desk.world.concerns().next().unwrap().id);
        asked(desk, &snooze(side.of(R32, R33), about, "2026-11-24"), about)
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
];
