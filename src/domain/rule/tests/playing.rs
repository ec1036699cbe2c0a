//! How the two sides of a case are played: a command put to the desk, or a made-up scheme on a day.

use super::{RuleId, Shown};
use crate::command::Command;
use crate::deadline::tests::world::{Scene, d, id, is_one_sentence, noon, quiet, visit, visit_id};
use crate::deadline::{Deadline, all};
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{self as decide, Pair};
use crate::id::{ChildId, MatchId, ProposalId, ReferralId, VisitorId};
use crate::record::{Proposal, Subject, VisitLine, VisitState};
use std::mem::discriminant;

/// What one side of a case comes to.
pub(super) struct Seen {
    /// About whom or what the rule is to speak.
    pub about: Subject,
    /// Which rules spoke, how, and about what.
    pub said: Vec<(RuleId, Shown, Subject)>,
}

impl Seen {
    /// What was said of a rule in one way: in findings, in deadlines, or in its place.
    pub fn of(&self, rule: RuleId, way: Shown) -> impl Iterator<Item = &(RuleId, Shown, Subject)> {
        self.said
            .iter()
            .filter(move |(of, shown, _)| *of == rule && discriminant(shown) == discriminant(&way))
    }
}

/// A list in which each line explains itself in one sentence.
fn explained(list: Vec<Deadline>) -> Vec<Deadline> {
    list.iter().for_each(|l| assert!(is_one_sentence(&l.why), "{l:?}: {}", l.why));
    list
}

/// The list of a day.
pub(super) fn on(scene: &Scene, today: &str, about: Subject) -> Seen {
    let list = explained(all(&scene.world(), d(today), noon(d(today))));
    Seen { about, said: list.iter().map(|l| (l.rule, Shown::Due(l.band), l.subject)).collect() }
}

/// What stands against a command, and, when it is taken, what is due after it.
pub(super) fn asked(desk: Desk, command: &Command, about: Subject) -> Seen {
    Seen { about, ..made(desk, command) }
}

/// The same about what the command makes or changes; of one that is refused, about the scheme.
pub(super) fn made(mut desk: Desk, command: &Command) -> Seen {
    let answer = desk.ask(command);
    let (about, findings) = match &answer {
        Ok(decision) => (decision.subject, &decision.findings),
        Err(refusal) => (Subject::Scheme, &refusal.findings),
    };
    let mut said: Vec<_> = findings.iter().map(|f| (f.rule, Shown::Found(f.level), f.subject)).collect();
    if let Ok(decision) = &answer {
        desk.commit(decision);
        let list = explained(all(&desk.world, desk.today, desk.now));
        said.extend(list.iter().map(|l| (l.rule, Shown::Due(l.band), l.subject)));
    }
    Seen { about, said }
}

/// A rule that shows itself in a place of its own, or not.
pub(super) fn there(rule: RuleId, shows: bool, about: Subject) -> Seen {
    let said = if shows { vec![(rule, Shown::InItsPlace, about)] } else { Vec::new() };
    Seen { about, said }
}

/// A child and a visitor at the desk, in order, who have nothing to do with each other yet.
pub(super) fn two() -> (Desk, ChildId, VisitorId) {
    let mut desk = Desk::new();
    let (child, visitor) = (decide::child(&mut desk, "Leila"), decide::visitor(&mut desk, "Tobias"));
    (desk, child, visitor)
}

/// The same with somebody who is not approved yet.
pub(super) fn applicant() -> (Desk, VisitorId) {
    let mut desk = Desk::new();
    let visitor = decide::applicant(&mut desk, "Tobias");
    (desk, visitor)
}

/// A match in order at the desk, since 1 April 2026.
pub(super) fn pair() -> (Desk, Pair) {
    let mut desk = Desk::new();
    let pair = decide::pair(&mut desk);
    (desk, pair)
}

/// Their proposal, past every rule, to be carried on from the joint visit.
pub(super) fn proposed(change: impl FnOnce(&mut Proposal)) -> (Desk, ChildId, VisitorId, ProposalId) {
    let (mut desk, child, visitor) = two();
    let id = decide::agreed(&mut desk, child, visitor);
    desk.proposal(id, change);
    (desk, child, visitor, id)
}

/// The child of the made-up pair.
pub(super) fn the_child() -> Subject {
    Subject::Child(ChildId(id(1, 1)))
}

/// Its visitor.
pub(super) fn the_visitor() -> Subject {
    Subject::Visitor(VisitorId(id(2, 1)))
}

/// Its match.
pub(super) fn the_match() -> Subject {
    Subject::Match(MatchId(id(4, 1)))
}

/// A proposal of its visitor to its child.
pub(super) fn the_proposal() -> Subject {
    Subject::Proposal(crate::deadline::tests::world::proposal(1, "2026-11-02").id)
}

/// Its `n`th visit.
pub(super) fn the_visit(n: u8) -> Subject {
    Subject::Visit(visit_id(1, n))
}

/// Its child's referral.
pub(super) fn the_referral() -> Subject {
    Subject::Referral(ReferralId(id(3, 1)))
}

/// The made-up pair with these visits alone.
pub(super) fn visits(visits: Vec<VisitLine>) -> Scene {
    Scene { visits, ..quiet() }
}

/// The made-up pair with one outing planned, for Saturday 28 November: six days ahead of the day of the list.
pub(super) fn outing(change: impl FnOnce(&mut Scene)) -> Scene {
    let mut scene = visits(vec![visit(1, 1, "2026-11-28", VisitState::Planned)]);
    change(&mut scene);
    scene
}
