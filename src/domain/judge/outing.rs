//! Outings: what must be known and in order on the day, and what stands against planning one.

use super::{address_on, card, dbs_on, employed_there, no_pack, not_independent};
use crate::calendar::{age_on, birthday, words};
use crate::command::VisitPlan;
use crate::finding::{Cure, Finding};
use crate::id::{VisitId, VisitorId};
use crate::people::{self, Role};
use crate::record::{
    Child, ChildView, DbsLevel, Match, PlacementKind, ReferralOutcome, Subject, Transport, VisitLine,
    VisitState, Visitor,
};
use crate::rule::{Level, ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What an outing is judged by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trip {
    /// The day.
    pub day: NaiveDate,
    /// At the child's home.
    pub at_home: bool,
    /// With a night away.
    pub overnight: bool,
    /// How they get about.
    pub transport: Option<Transport>,
}

impl From<&VisitLine> for Trip {
    fn from(v: &VisitLine) -> Self {
        Self { day: v.date, at_home: v.at_home, overnight: v.overnight, transport: v.transport }
    }
}

impl From<&VisitPlan> for Trip {
    fn from(p: &VisitPlan) -> Self {
        Self { day: p.date, at_home: p.at_home, overnight: p.overnight, transport: p.transport }
    }
}

/// Within how many days visit days are counted for regulated activity (R81).
const REGULATED_WINDOW: i64 = 30;

/// R81: a night away, many visit days within thirty, or regular visits inside a children's home may make the role
/// regulated activity. Nobody is told to ask for a barred-list check: the level is looked at again before it happens.
#[must_use]
pub fn regulated(world: &World, m: &Match, visitor: &Visitor, trip: Trip) -> Option<Finding> {
    regulated_but(world, m, visitor, trip, None)
}

/// The same for a visit that moves: the day it leaves no longer counts.
fn regulated_but(
    world: &World,
    m: &Match,
    visitor: &Visitor,
    trip: Trip,
    moving: Option<VisitId>,
) -> Option<Finding> {
    if visitor.dbs_on(trip.day).is_some_and(|c| c.level == DbsLevel::EnhancedBarred) {
        return None;
    }
    let whom = visitor.name.short();
    let child = world.child(m.child)?;
    let days = visit_days_around(world, visitor, trip.day, moving);
    let limit = world.policy().get(ParamId::RegulatedDays);
    let in_a_home = trip.at_home
        && child
            .placement_on(trip.day)
            .is_some_and(|p| matches!(p.kind, PlacementKind::Residential | PlacementKind::Secure));
    let because = if trip.overnight {
        "a night away".to_owned()
    } else if days >= limit {
        format!("{days} visit days within {REGULATED_WINDOW} days")
    } else if in_a_home {
        "visits inside a children's home".to_owned()
    } else {
        return None;
    };
    let sentence = format!(
        "What {whom} does may become regulated activity: {because}. Have the level of the DBS check looked at again \
         before it happens; a barred-list check is lawful only then."
    );
    Some(Finding::new(RuleId::R81, Subject::Visitor(visitor.id), sentence).fact("days", days))
}

/// The most days with visits of this visitor, to any child, in any thirty days that hold this one, counting it.
fn visit_days_around(world: &World, visitor: &Visitor, day: NaiveDate, moving: Option<VisitId>) -> i64 {
    let off = |v: &VisitLine| matches!(v.state, VisitState::Cancelled { .. } | VisitState::Missed { .. });
    let mut days: Vec<NaiveDate> = world
        .matches_of_visitor(visitor.id)
        .filter_map(|m| world.ledger(m.id))
        .flat_map(|l| &l.visits)
        .filter(|v| !off(v) && Some(v.id) != moving && (v.date - day).num_days().abs() < REGULATED_WINDOW)
        .map(|v| v.date)
        .chain([day])
        .collect();
    days.sort_unstable();
    days.dedup();
    let within = |first: NaiveDate| {
        days.iter().filter(|d| (0..REGULATED_WINDOW).contains(&(**d - first).num_days())).count()
    };
    let holds_it = |first: &&NaiveDate| (0..REGULATED_WINDOW).contains(&(day - **first).num_days());
    let most = days.iter().filter(holds_it).map(|first| within(*first)).max().unwrap_or(1);
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// Whether so many of these days lie within thirty that the role is regulated activity (R81).
pub(super) fn often(world: &World, days: impl Iterator<Item = NaiveDate>) -> bool {
    let days: BTreeSet<NaiveDate> = days.collect();
    let limit = world.policy().get(ParamId::RegulatedDays);
    let within = |first: &NaiveDate| {
        days.iter().filter(|d| (0..REGULATED_WINDOW).contains(&(**d - *first).num_days())).count()
    };
    days.iter().any(|first| i64::try_from(within(first)).unwrap_or(i64::MAX) >= limit)
}

/// Everything that stands against an outing of this match on a day, judged for that day.
#[must_use]
pub fn outing(world: &World, m: &Match, trip: Trip) -> Vec<Finding> {
    let day = trip.day;
    let (Some(child), Some(visitor)) = (world.child(m.child), world.visitor(m.visitor)) else {
        return Vec::new();
    };
    let mut findings = card(child);
    findings.extend(dbs_on(world, visitor, day));
    findings.extend(address_on(child, m, day));
    if visitor.is_paused_by_manager(day) {
        findings.push(paused_by_manager(visitor, Subject::Match(m.id)).level(Level::Block));
    } else if visitor.is_suspended(day) || m.is_suspended(day) {
        findings.push(Finding::new(
            RuleId::R74,
            Subject::Match(m.id),
            format!("Visits by {} are paused.", visitor.name.short()),
        ));
    }
    if !visitor.is_serving() {
        let sentence =
            format!("{} is not an approved visitor: {}.", visitor.name.short(), stage_told(visitor));
        findings.push(Finding::new(RuleId::R16, Subject::Visitor(visitor.id), sentence));
    }
    findings.extend(hold_on(visitor, m, day));
    if !trip.at_home {
        findings.extend(home_only(world, child, m));
    }
    if trip.transport == Some(Transport::Car) {
        findings.extend(super::driving(world, visitor, day));
    }
    findings.extend(ends(child, m, day));
    findings.extend(decided_against(child, m, day));
    findings.extend(grown_up(world, child, day));
    findings
}

/// Where the visitor stands, in words for everybody.
pub(super) fn stage_told(visitor: &Visitor) -> &'static str {
    people::stage_shown(Role::CoOrdinator, visitor.stage()).words()
}

/// R49, R74: while the team manager's pause runs, nothing is told or given to the visitor by anybody else's step.
#[must_use]
pub fn nothing_told(world: &World, visitor: VisitorId, day: NaiveDate, subject: Subject) -> Option<Finding> {
    let paused = world.visitor(visitor).is_some_and(|v| v.is_paused_by_manager(day));
    let sentence = "Visits are paused; see team manager. Nothing is given to the visitor meanwhile.";
    paused.then(|| Finding::new(RuleId::R74, subject, sentence).level(Level::Block))
}

/// R49, R74: paused by the team manager, said in the words that everybody reads.
pub(super) fn paused_by_manager(visitor: &Visitor, subject: Subject) -> Finding {
    let sentence = format!("Visits by {} are paused; see team manager.", visitor.name.short());
    Finding::new(RuleId::R74, subject, sentence)
}

/// R18, R86d: a child who decided after the first visits not to go on is not visited as if nothing had been said. A
/// goodbye can be agreed by name.
fn decided_against(child: &Child, m: &Match, day: NaiveDate) -> Option<Finding> {
    m.trial.as_ref().filter(|t| !t.goes_on && t.on <= day)?;
    let sentence =
        format!("{} has decided not to go on. End the match, with a goodbye if wished.", child.name.short());
    let finding = Finding::new(RuleId::R54, Subject::Child(child.id), sentence).level(Level::Override);
    Some(finding.cure(Cure::EndMatch(m.id)))
}

/// What ends an appointment, other than age: the child's objection, or no longer being looked after.
#[must_use]
pub fn ends(child: &Child, m: &Match, day: NaiveDate) -> Vec<Finding> {
    let ended = not_looked_after(child, day).map(|f| f.cure(Cure::EndMatch(m.id)));
    unwanted(child, m).into_iter().chain(ended).collect()
}

/// R95: the visitor, or else the match, on hold.
fn hold_on(visitor: &Visitor, m: &Match, day: NaiveDate) -> Option<Finding> {
    // A plan for after the day on which the hold is to be looked at again does not clash with it.
    let clashes = |hold: &&crate::record::Hold| hold.until.is_none_or(|until| day < until);
    let (hold, what, cure) = match (visitor.hold_on(day).filter(clashes), m.hold_on(day).filter(clashes)) {
        (Some(hold), _) => (hold, visitor.name.short(), Cure::VisitorHold(visitor.id)),
        (None, Some(hold)) => (hold, m.reference().to_string(), Cure::MatchHold(m.id)),
        (None, None) => return None,
    };
    let until = hold.until.map(|u| format!(" until {}", words::short_with_year(u))).unwrap_or_default();
    Some(Finding::new(RuleId::R95, Subject::Match(m.id), format!("{what} is on hold{until}.")).cure(cure))
}

/// R38a: at home only, by the social worker's answer or by the decision on the referral. An answer given after that
/// decision takes its place.
fn home_only(world: &World, child: &Child, m: &Match) -> Option<Finding> {
    let who = child.name.short();
    let decided = m.referral.and_then(|id| world.referral(id)).and_then(|r| r.decision.as_ref());
    let decided = decided.filter(|d| d.outcome == ReferralOutcome::AcceptedHomeOnly);
    let sentence = match (&child.risk, decided) {
        (Some(risk), _) if risk.home_only => {
            format!("The social worker allows visits to {who} at home only.")
        }
        (Some(risk), Some(decision)) if risk.said.on > decision.on => return None,
        (_, Some(_)) => format!("The referral of {who} was accepted for visits at home only."),
        (_, None) => return None,
    };
    Some(Finding::new(RuleId::R38a, Subject::Child(child.id), sentence))
}

/// R18, R54: no further visits to a child who objects and is judged to understand. Of a child who is judged not to, it
/// is said before each visit, and there is nothing more to ask.
fn unwanted(child: &Child, m: &Match) -> Option<Finding> {
    let who = child.name.short();
    let (level, sentence) = match &child.view {
        ChildView::Objects { understands: true, .. } => (
            Level::Block,
            format!(
                "{who} objects, and is judged to understand. There are no further visits: end the match."
            ),
        ),
        ChildView::Objects { understands: false, .. } => {
            (Level::Override, format!("{who} objects. Ask the authority to judge the child's understanding."))
        }
        ChildView::ObjectsWithout(_) => (
            Level::Warn,
            format!(
                "{who} objects, and is judged not to understand enough for that to end the match. Hear the child again, \
                 or end the match."
            ),
        ),
        ChildView::NotAsked | ChildView::Wants(_) | ChildView::Accepts(_) => return None,
    };
    let finding = Finding::new(RuleId::R54, Subject::Child(child.id), sentence).level(level);
    Some(finding.cure(Cure::EndMatch(m.id)))
}

/// R3, R52: the appointment ends by law when the child ceases to be looked after.
#[must_use]
pub fn not_looked_after(child: &Child, day: NaiveDate) -> Option<Finding> {
    let ceased = child.ceased.as_ref().filter(|c| c.on <= day)?;
    let sentence = format!(
        "{} is no longer looked after from {} on, and a visitor's appointment ends with that by law.",
        child.name.short(),
        words::short_with_year(ceased.on)
    );
    Some(Finding::new(RuleId::R3, Subject::Child(child.id), sentence))
}

/// R6: from the eighteenth birthday on (or the scheme's own limit) there are no further statutory visits.
#[must_use]
pub fn grown_up(world: &World, child: &Child, day: NaiveDate) -> Option<Finding> {
    let limit = world.policy().steps(ParamId::ChildAgeMax);
    let birthday = birthday(child.born, limit);
    (day >= birthday).then(|| {
        Finding::new(
            RuleId::R6,
            Subject::Child(child.id),
            format!(
                "{} turns {limit} on {}. The match formally ends then.",
                child.name.short(),
                words::short_with_year(birthday)
            ),
        )
        .fact("age", age_on(child.born, day))
    })
}

/// What stands against planning a visit. A certificate that can still be renewed before the day only warns; the list
/// of unsafe outings keeps watch over it.
#[must_use]
pub fn plan(world: &World, m: &Match, trip: Trip, today: NaiveDate) -> Vec<Finding> {
    plan_but(world, m, trip, today, None)
}

/// What stands against moving a planned visit to another day.
#[must_use]
pub fn replan(world: &World, m: &Match, line: &VisitLine, day: NaiveDate, today: NaiveDate) -> Vec<Finding> {
    plan_but(world, m, Trip { day, ..Trip::from(line) }, today, Some(line.id))
}

fn plan_but(world: &World, m: &Match, trip: Trip, today: NaiveDate, moving: Option<VisitId>) -> Vec<Finding> {
    let visitor = world.visitor(m.visitor);
    let current_today = visitor.is_some_and(|v| dbs_on(world, v, today).is_none());
    let mut findings: Vec<_> = outing(world, m, trip)
        .into_iter()
        .map(|f| match f.rule {
            RuleId::R48 if current_today => f.level(Level::Warn),
            // 5.4: nobody goes to an address that was not confirmed since the move.
            RuleId::R25 => f.level(Level::Override),
            RuleId::R95 => f.level(Level::Override),
            _ => f,
        })
        .collect();
    // R42 asks for the emergency contacts before a first visit.
    let visited = world.ledger(m.id).is_some_and(|l| l.last_completed(today).is_some());
    findings.extend(visitor.filter(|_| !visited).and_then(no_pack));
    findings.extend(visitor.and_then(|v| regulated_but(world, m, v, trip, moving)));
    // R58 is compared with the home that the child leaves from on the day. It warns, and has a line of its own.
    let both = world.child(m.child).zip(visitor);
    findings.extend(both.and_then(|(child, v)| {
        not_independent(child, v, trip.day).or_else(|| employed_there(child, v, trip.day))
    }));
    findings
}
