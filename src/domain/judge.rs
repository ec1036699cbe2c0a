//! Judgements that several parts share: is a certificate current, may this outing go ahead, may this visitor be
//! approved, may these two begin. Each answers with every finding, so that the same value greys a key, refuses a
//! command and explains itself.

use crate::calendar::{age_on, birthday, words};
use crate::finding::{Cure, Finding};
use crate::record::{
    CardQuestion, Child, ChildView, DbsLevel, Match, Module, ReferralOutcome, Subject, Visitor,
};
use crate::rule::{Level, ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// The youngest a visitor may be (R85c).
const YOUNGEST_VISITOR: i32 = 18;

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
    let renew = u32::try_from(policy.get(ParamId::DbsMonths)).unwrap_or(0);
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
        Some(p) if p.confirmed.is_none() && p.from > m.started => format!(
            "{who} moved on {}, and the new address has not been confirmed.",
            words::short_with_year(p.from)
        ),
        Some(_) => return None,
    };
    Some(Finding::new(RuleId::R25, Subject::Child(child.id), sentence).cure(Cure::ConfirmContact(child.id)))
}

/// Everything that stands against an outing of this match on a day, judged for that day.
#[must_use]
pub fn outing(world: &World, m: &Match, day: NaiveDate, at_home: bool) -> Vec<Finding> {
    let (Some(child), Some(visitor)) = (world.child(m.child), world.visitor(m.visitor)) else {
        return Vec::new();
    };
    let mut findings = card(child);
    findings.extend(dbs_on(world, visitor, day));
    findings.extend(address_on(child, m, day));
    if visitor.is_suspended(day) || m.is_suspended(day) {
        findings.push(Finding::new(
            RuleId::R74,
            Subject::Match(m.id),
            format!("Visits by {} are paused.", visitor.name.short()),
        ));
    }
    if !visitor.is_serving() {
        let sentence =
            format!("{} is not an approved visitor: {}.", visitor.name.short(), visitor.stage().words());
        findings.push(Finding::new(RuleId::R16, Subject::Visitor(visitor.id), sentence));
    }
    findings.extend(hold_on(visitor, m, day));
    if !at_home {
        findings.extend(home_only(world, child, m));
    }
    findings.extend(ends(child, m, day));
    findings.extend(grown_up(world, child, day));
    findings
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

/// R18, R54: no further visits to a child who objects and is judged to understand.
fn unwanted(child: &Child, m: &Match) -> Option<Finding> {
    let ChildView::Objects { understands, .. } = child.view else { return None };
    let who = child.name.short();
    let (level, sentence) = if understands {
        (
            Level::Block,
            format!(
                "{who} objects, and is judged to understand. There are no further visits: end the match."
            ),
        )
    } else {
        (Level::Override, format!("{who} objects. Ask the authority to judge the child's understanding."))
    };
    let finding = Finding::new(RuleId::R54, Subject::Child(child.id), sentence).level(level);
    Some(finding.cure(Cure::EndMatch(m.id)))
}

/// R3, R52: the appointment ends by law when the child ceases to be looked after.
fn not_looked_after(child: &Child, day: NaiveDate) -> Option<Finding> {
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

/// What stands against planning a visit. What can still be put right before the day only warns; the list of
/// unsafe outings keeps watch over it.
#[must_use]
pub fn plan(world: &World, m: &Match, day: NaiveDate, at_home: bool, today: NaiveDate) -> Vec<Finding> {
    let visitor = world.visitor(m.visitor);
    let current_today = visitor.is_some_and(|v| dbs_on(world, v, today).is_none());
    let mut findings: Vec<_> = outing(world, m, day, at_home)
        .into_iter()
        .map(|f| match f.rule {
            RuleId::R48 if current_today => f.level(Level::Warn),
            RuleId::R25 => f.level(Level::Warn),
            RuleId::R95 => f.level(Level::Override),
            _ => f,
        })
        .collect();
    // R42 asks for the emergency contacts before a first visit.
    let visited = world.ledger(m.id).is_some_and(|l| l.last_completed(today).is_some());
    findings.extend(visitor.filter(|_| !visited).and_then(no_pack));
    findings
}

/// R42: the emergency contacts not given.
fn no_pack(visitor: &Visitor) -> Option<Finding> {
    let whom = visitor.name.short();
    let sentence =
        format!("{whom} has not been given the emergency contacts. Give them before a first visit.");
    let finding = Finding::new(RuleId::R42, Subject::Visitor(visitor.id), sentence).at("pack");
    visitor.pack.is_none().then(|| finding.cure(Cure::AmendVisitor(visitor.id)))
}

/// The gates of approval: enhanced DBS (R2), the seven core modules (R16, R85d), a named worker (R41), and the
/// emergency contacts, which may follow until the first visit (R42). The certificate must be current on the day
/// (R48), and the visitor of age (R85c).
#[must_use]
pub fn approval(world: &World, visitor: &Visitor, day: NaiveDate) -> Vec<Finding> {
    let (id, subject) = (visitor.id, Subject::Visitor(visitor.id));
    let mut findings = Vec::new();
    if visitor.dbs_on(day).is_none() {
        findings.push(
            Finding::new(
                RuleId::R2,
                subject,
                "No accepted enhanced DBS certificate is recorded. Record it first.",
            )
            .cure(Cure::RecordDbs(id)),
        );
    } else {
        findings.extend(dbs_on(world, visitor, day));
    }
    findings.extend(too_young(visitor, day));
    let missing = missing_modules(visitor);
    if let Some(first) = missing.first() {
        let names: Vec<_> = missing.iter().map(|m| m.words()).collect();
        findings.push(
            Finding::new(RuleId::R16, subject, format!("Core training not recorded: {}.", names.join(", ")))
                .cure(Cure::RecordTraining(id, *first)),
        );
    }
    if visitor.named_worker.is_none() {
        findings.push(
            Finding::new(
                RuleId::R41,
                subject,
                "No named worker is recorded as the visitor's point of contact.",
            )
            .at("named_worker")
            .cure(Cure::AmendVisitor(id)),
        );
    }
    findings.extend(no_pack(visitor).map(|f| f.level(Level::Warn)));
    findings
}

/// R85c, judged under R16: a visitor is an adult.
#[must_use]
pub fn too_young(visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let age = age_on(visitor.born?, day);
    let sentence = format!("{} is {age}. A visitor is at least {YOUNGEST_VISITOR}.", visitor.name.short());
    let finding =
        Finding::new(RuleId::R16, Subject::Visitor(visitor.id), sentence).at("born").fact("age", age);
    (age < YOUNGEST_VISITOR).then(|| finding.cure(Cure::AmendVisitor(visitor.id)))
}

/// The core modules that were never done.
#[must_use]
pub fn missing_modules(visitor: &Visitor) -> Vec<Module> {
    Module::CORE.iter().copied().filter(|m| !visitor.training.iter().any(|t| t.module == *m)).collect()
}

/// Everything that stands against these two beginning on a day.
#[must_use]
pub fn start_match(
    world: &World,
    child: &Child,
    visitor: &Visitor,
    day: NaiveDate,
    today: NaiveDate,
) -> Vec<Finding> {
    let (cs, vs) = (Subject::Child(child.id), Subject::Visitor(visitor.id));
    let (who, whom) = (child.name.short(), visitor.name.short());
    let mut findings = Vec::new();
    findings.extend(not_looked_after(child, day));
    findings.extend(grown_up(world, child, day));
    match &child.view {
        ChildView::Objects { understands: true, .. } => findings.push(Finding::new(
            RuleId::R54,
            cs,
            format!("{who} objects, and is judged to understand. No visitor may be appointed."),
        )),
        ChildView::Objects { understands: false, .. } => findings.push(
            Finding::new(
                RuleId::R54,
                cs,
                format!("{who} objects. Ask the authority to judge the child's understanding."),
            )
            .level(Level::Override),
        ),
        ChildView::NotAsked => findings.push(
            Finding::new(
                RuleId::R54,
                cs,
                format!("Nobody has asked whether {who} wants a visitor. Ask, and record it."),
            )
            .level(Level::Override)
            .cure(Cure::AmendChild(child.id)),
        ),
        ChildView::Wants(_) | ChildView::Accepts(_) => {}
    }
    let others = || world.matches_of_child(child.id).filter(|m| m.is_live_after(day));
    if let Some(other) = others().rfind(|m| m.is_open()) {
        findings.push(
            Finding::new(
                RuleId::H3,
                cs,
                format!("{who} has a visitor already ({}). End that match first.", other.reference()),
            )
            .cure(Cure::EndMatch(other.id)),
        );
    } else if let Some((other, end)) = others().rev().find_map(|m| Some((m, m.ended.as_ref()?))) {
        let (reference, end) = (other.reference(), words::short_with_year(end.on));
        findings.push(
            Finding::new(
                RuleId::H2,
                cs,
                format!("{reference} runs until {end}. Begin on that day or later."),
            )
            .at("on"),
        );
    }
    let allowed = world.policy().get(ParamId::MatchesPerVisitor);
    let running = world.matches_of_visitor(visitor.id).filter(|m| m.is_live_after(day)).count();
    if i64::try_from(running).unwrap_or(i64::MAX) >= allowed {
        let sentence = if allowed == 1 {
            format!("{whom} visits a child already. A visitor is matched with one child.")
        } else {
            format!("{whom} has {running} matches already; {allowed} is the most here.")
        };
        findings.push(Finding::new(RuleId::R19, vs, sentence).fact("matches", running));
    }
    if !visitor.is_approved() {
        findings.push(Finding::new(
            RuleId::R16,
            vs,
            format!("{whom} is not an approved visitor (stage: {}). Approve first.", visitor.stage().words()),
        ));
    }
    findings.extend(dbs_on(world, visitor, day.max(today)));
    findings.extend(no_pack(visitor));
    if visitor.is_suspended(day) || visitor.is_suspended(day.max(today)) {
        findings.push(Finding::new(RuleId::R74, vs, format!("Visits by {whom} are paused.")));
    }
    if visitor.hold_on(day.max(today)).is_some() {
        findings.push(
            Finding::new(RuleId::R95, vs, format!("{whom} is on hold."))
                .level(Level::Override)
                .cure(Cure::VisitorHold(visitor.id)),
        );
    }
    findings
}

/// The questions of the card in their two groups, for screens that show which are missing.
#[must_use]
pub fn unanswered_words(child: &Child) -> Vec<&'static str> {
    child.card.unanswered().into_iter().map(CardQuestion::words).collect()
}
