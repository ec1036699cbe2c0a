//! What a move asks for, one by one (5.4): the visitor stays, so the new home has to be ready for the visits.

use super::card;
use crate::calendar::words;
use crate::finding::Cure;
use crate::record::{Child, Distance, Match, Placement, Said, VisitState};
use crate::rule::RuleId;
use crate::world::World;
use chrono::NaiveDate;

/// One step after a move.
#[derive(Clone, PartialEq, Eq)]
pub struct AfterMove {
    /// The rule that asks for it.
    pub rule: RuleId,
    /// What it is, in a few words.
    pub what: &'static str,
    /// What shows that it is done; `None` while it is not.
    pub done: Option<String>,
    /// What records it.
    pub cure: Cure,
}

crate::record::withheld!(AfterMove);

/// The steps after the child's last move since the match began, with the day of the move; `None` when there was no
/// move, or when it was before the match.
#[must_use]
pub fn after_move(
    world: &World,
    child: &Child,
    m: &Match,
    today: NaiveDate,
) -> Option<(NaiveDate, Vec<AfterMove>)> {
    let home = child.placement_on(today)?;
    let first = child.placements.first().is_some_and(|p| p.from == home.from);
    if first || home.from <= m.started {
        return None;
    }
    Some((home.from, steps(world, child, m, home, today)))
}

/// The same for the next move that is planned: what there is to do about it, and from when the child lives there.
/// `None` when none is planned while the match lives.
#[must_use]
pub fn before_move(
    world: &World,
    child: &Child,
    m: &Match,
    today: NaiveDate,
) -> Option<(NaiveDate, Vec<AfterMove>)> {
    let home = child.next_placement(today)?;
    let first = child.placements.first().is_some_and(|p| p.from == home.from);
    if first || home.from <= m.started || !m.is_live_after(home.from) {
        return None;
    }
    Some((home.from, steps(world, child, m, home, today)))
}

/// What a home asks for.
fn steps(world: &World, child: &Child, m: &Match, home: &Placement, today: NaiveDate) -> Vec<AfterMove> {
    let said =
        |said: &Option<Said>| said.as_ref().map(|s| format!("{}, {}", s.by, words::short(s.on, today)));
    let step = |rule, what, done, cure| AfterMove { rule, what, done, cure };
    let confirmed = child.card.confirmed.as_ref().filter(|s| s.on >= home.from && card(child).is_empty());
    vec![
        step(RuleId::R25, "address confirmed", said(&home.confirmed), Cure::ConfirmContact(child.id)),
        step(RuleId::R27, "carer told of the visitor", said(&home.carer_told), Cure::TellCarer(child.id)),
        step(RuleId::R28, "carer told the pattern", said(&home.pattern_told), Cure::TellCarer(child.id)),
        step(
            RuleId::R12,
            "safe-outing card confirmed",
            confirmed.map(|s| format!("{}, {}", s.by, words::short(s.on, today))),
            Cure::AnswerCard(child.id),
        ),
        step(
            RuleId::R58,
            "independence looked at",
            independence(home, today),
            Cure::CheckPlacement(child.id),
        ),
        step(RuleId::R58, "distance looked at", distance(home, today), Cure::CheckPlacement(child.id)),
        step(RuleId::R29, "visited there", visited(world, m, home, today), Cure::PlanVisit(m.id)),
    ]
}

/// That somebody looked at it, and what was found.
fn independence(home: &Placement, today: NaiveDate) -> Option<String> {
    let answer = home.independence.as_ref()?;
    let found = if answer.independent == Some(false) { "not independent; " } else { "" };
    Some(format!("{found}{}, {}", answer.said.by, words::short(answer.said.on, today)))
}

fn distance(home: &Placement, today: NaiveDate) -> Option<String> {
    let check = home.distance.as_ref()?;
    let outcome = Distance::ALL.iter().find(|(o, _)| *o == check.outcome).map_or("", |(_, words)| words);
    Some(format!("{outcome}, {}", words::short(check.said.on, today)))
}

fn visited(world: &World, m: &Match, home: &Placement, today: NaiveDate) -> Option<String> {
    let visits = world.ledger(m.id).into_iter().flat_map(|l| &l.visits);
    let first = visits
        .filter(|v| v.state == VisitState::Completed && v.date >= home.from && v.date <= today)
        .map(|v| v.date)
        .min()?;
    Some(words::short(first, today))
}
