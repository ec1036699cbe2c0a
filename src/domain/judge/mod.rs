//! Judgements that several parts share: is a certificate current, may this outing go ahead, may this visitor be
//! approved, may these two be proposed to each other or begin. Each answers with every finding, so that the same
//! value greys a key, refuses a command and explains itself.

mod allegation;
mod approval;
mod continuity;
mod incident;
mod outing;
mod pairing;

pub use allegation::{
    booked_while_paused, closing, contact, hours_after, lado_by, social_care_by, still_alleged, was_regulated,
};
pub use approval::{
    Gate, approval, declared, driving, gates, missing_modules, modules_due, too_young, unmet,
};
pub use continuity::{AfterMove, after_move, before_move};
pub use incident::{SinceAnswered, incident_since};
pub use outing::{Trip, ends, grown_up, not_looked_after, nothing_told, outing, plan, regulated, replan};
pub use pairing::{
    bring_together, capacity, employed_there, joint_visit, not_independent, pair, propose, propose_two,
    start_match,
};

use crate::calendar::{age_on, words};
use crate::finding::{Cure, Finding};
use crate::record::{CardQuestion, Child, DbsLevel, Match, Subject, Visitor};
use crate::rule::{ParamId, Policy, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// R4: whether a child born on a day is of another age today than children of the scheme usually are: the age in years,
/// and what is said of it.
#[must_use]
pub fn unusual_age(policy: Policy<'_>, born: NaiveDate, today: NaiveDate) -> Option<(i64, String)> {
    let (min, max) = (policy.get(ParamId::ChildAgeMin), policy.get(ParamId::ChildAgeMax));
    let age = i64::from(age_on(born, today));
    let sentence = format!(
        "The child is {age}. A child here is usually from {min} up to {max}. Check the date of birth."
    );
    (age < min || age >= max).then_some((age, sentence))
}

/// Whether a certificate of this level is enough for a visitor (R2).
#[must_use]
pub const fn enough_for_a_visitor(level: DbsLevel) -> bool {
    level.is_enough()
}

/// The first day on which the visitor's certificate no longer counts (R82, 5.9); `None` when there is no accepted
/// certificate of a sufficient level, or a newer one was not accepted.
#[must_use]
pub fn dbs_lapses(world: &World, visitor: &Visitor) -> Option<NaiveDate> {
    dbs_lapses_as_of(world, visitor, NaiveDate::MAX)
}

/// The same as it stood on a day: what was issued or looked up later says nothing about that day.
#[must_use]
pub fn dbs_lapses_as_of(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<NaiveDate> {
    let policy = world.policy();
    // R82a: a scheme may take a certificate to count a while longer.
    let months = policy.get(ParamId::DbsMonths).saturating_add(policy.get(ParamId::DbsGraceMonths));
    let renew = u32::try_from(months).unwrap_or(0);
    let extend = u32::try_from(policy.get(ParamId::StatusCheckMonths)).unwrap_or(0);
    visitor.dbs_on(day).map(|c| c.lapses_as_of(day, renew, extend))
}

/// R48: a current certificate on a day. `None` when all is well.
#[must_use]
pub fn dbs_on(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let name = visitor.name.short();
    let sentence = match dbs_lapses_as_of(world, visitor, day) {
        Some(lapse) if day < lapse => return None,
        Some(lapse) => format!(
            "The DBS certificate of {name} no longer counts from {} on. Record the new certificate first.",
            words::short_with_year(lapse)
        ),
        None => format!("No accepted enhanced DBS certificate of {name} is recorded. Record it first."),
    };
    Some(Finding::new(RuleId::R48, Subject::Visitor(visitor.id), sentence).cure(Cure::RecordDbs(visitor.id)))
}

/// R10 and R11: what of the safe-outing card nobody has answered.
#[must_use]
pub fn card(child: &Child) -> Vec<Finding> {
    let unanswered = child.card.unanswered();
    [(RuleId::R10, true), (RuleId::R11, false)]
        .into_iter()
        .filter_map(|(rule, association)| {
            let missing: Vec<_> =
                unanswered.iter().filter(|q| q.is_association() == association).map(|q| q.words()).collect();
            (!missing.is_empty()).then(|| {
                let who = child.name.short();
                Finding::new(
                    rule,
                    Subject::Child(child.id),
                    format!("The card of {who} does not say: {}. \"None\" is an answer.", missing.join(", ")),
                )
                .fact("unanswered", missing.len())
                .cure(Cure::AnswerCard(child.id))
            })
        })
        .collect()
}

/// R25, 5.4: the address confirmed since the child moved there. The first placement, where the match began, was
/// known then.
#[must_use]
pub fn address_on(child: &Child, m: &Match, day: NaiveDate) -> Option<Finding> {
    let who = child.name.short();
    let sentence = match child.placement_on(day) {
        None => format!("Where {who} lives is not recorded."),
        // The first home on record is where the child was found, not a move.
        Some(p) if p.confirmed.is_none() && p.from > m.started && child.placements.first() == Some(p) => {
            format!("Where {who} lives has not been confirmed by anybody.")
        }
        Some(p) if p.confirmed.is_none() && p.from > m.started => format!(
            "{who} moved on {}, and the new address has not been confirmed.",
            words::short_with_year(p.from)
        ),
        Some(_) => return None,
    };
    Some(Finding::new(RuleId::R25, Subject::Child(child.id), sentence).cure(Cure::ConfirmContact(child.id)))
}

/// R42: the emergency contacts not given.
pub(crate) fn no_pack(visitor: &Visitor) -> Option<Finding> {
    let whom = visitor.name.short();
    let sentence =
        format!("{whom} has not been given the emergency contacts. Give them before a first visit.");
    let finding = Finding::new(RuleId::R42, Subject::Visitor(visitor.id), sentence).at("pack_on");
    visitor.pack.is_none().then(|| finding.cure(Cure::AmendVisitor(visitor.id)))
}

/// The questions of the card in their two groups, for screens that show which are missing.
#[must_use]
pub fn unanswered_words(child: &Child) -> Vec<&'static str> {
    child.card.unanswered().into_iter().map(CardQuestion::words).collect()
}
