//! Judgements that several parts share: is a certificate current, may this outing go ahead, may this visitor be
//! approved, may these two begin. Each answers with every finding, so that the same value greys a key, refuses a
//! command and explains itself.

use crate::calendar::{age_on, birthday, words};
use crate::finding::{Cure, Finding};
use crate::record::{CardQuestion, Child, ChildView, DbsLevel, Match, Module, Subject, Visitor};
use crate::rule::{Level, ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// Whether a certificate of this level is enough for a visitor (R2).
#[must_use]
pub const fn enough_for_a_visitor(level: DbsLevel) -> bool {
    matches!(level, DbsLevel::Enhanced | DbsLevel::EnhancedBarred)
}

/// The first day on which the visitor's certificate no longer counts (R82, 5.9); `None` when there is no accepted
/// certificate of a sufficient level.
#[must_use]
pub fn dbs_lapses(world: &World, visitor: &Visitor) -> Option<NaiveDate> {
    let policy = world.policy();
    let renew = u32::try_from(policy.get(ParamId::DbsMonths)).unwrap_or(0);
    let extend = u32::try_from(policy.get(ParamId::StatusCheckMonths)).unwrap_or(0);
    let counting = visitor.dbs.iter().filter(|c| c.accepted && enough_for_a_visitor(c.level));
    counting.max_by_key(|c| c.issued).map(|c| c.lapses_on(renew, extend))
}

/// R48: a current certificate on a day. `None` when all is well.
#[must_use]
pub fn dbs_on(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let name = visitor.name.short();
    let sentence = match dbs_lapses(world, visitor) {
        Some(lapse) if day < lapse => return None,
        Some(lapse) => format!(
            "{name}'s DBS certificate lapses on {}, {} after it was issued or last checked.",
            words::short_with_year(lapse),
            world.policy().say(ParamId::DbsMonths)
        ),
        None => format!("No accepted enhanced DBS certificate is recorded for {name}."),
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
    if let Some(hold) = visitor.hold_on(day).or_else(|| m.hold_on(day)) {
        let until = hold.until.map(|u| format!(" until {}", words::short_with_year(u))).unwrap_or_default();
        findings.push(
            Finding::new(RuleId::R95, Subject::Match(m.id), format!("{} is on hold{until}.", m.reference()))
                .cure(Cure::MatchHold(m.id)),
        );
    }
    if !at_home && child.risk.as_ref().is_some_and(|r| r.home_only) {
        findings.push(Finding::new(
            RuleId::R38a,
            Subject::Child(child.id),
            format!("The social worker allows visits to {} at home only.", child.name.short()),
        ));
    }
    findings.extend(grown_up(world, child, day));
    findings
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
    let current_today = world.visitor(m.visitor).is_some_and(|v| dbs_on(world, v, today).is_none());
    outing(world, m, day, at_home)
        .into_iter()
        .map(|f| match f.rule {
            RuleId::R48 if current_today => f.level(Level::Warn),
            RuleId::R25 => f.level(Level::Warn),
            RuleId::R95 => f.level(Level::Override),
            _ => f,
        })
        .collect()
}

/// The gates of approval: enhanced DBS (R2), the seven core modules (R16, R85d), a named worker (R41), and the
/// emergency contacts, which may follow until the first visit (R42).
#[must_use]
pub fn approval(world: &World, visitor: &Visitor) -> Vec<Finding> {
    let (id, subject) = (visitor.id, Subject::Visitor(visitor.id));
    let mut findings = Vec::new();
    if dbs_lapses(world, visitor).is_none() {
        findings.push(
            Finding::new(RuleId::R2, subject, "No accepted enhanced DBS certificate is recorded.")
                .cure(Cure::RecordDbs(id)),
        );
    }
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
    if visitor.pack.is_none() {
        findings.push(
            Finding::new(
                RuleId::R42,
                subject,
                "The emergency contacts have not been given. Give them before a first visit.",
            )
            .at("pack")
            .level(Level::Warn)
            .cure(Cure::AmendVisitor(id)),
        );
    }
    findings
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
    if !child.is_looked_after(day) {
        findings.push(Finding::new(RuleId::R3, cs, format!("{who} is no longer looked after.")));
    }
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
    if let Some(other) = world.open_match_of_child(child.id) {
        findings.push(
            Finding::new(
                RuleId::H3,
                cs,
                format!("{who} has a visitor already ({}). End that match first.", other.reference()),
            )
            .cure(Cure::EndMatch(other.id)),
        );
    }
    let allowed = world.policy().get(ParamId::MatchesPerVisitor);
    let running = world.open_matches_of_visitor(visitor.id).count();
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
            format!("{whom} is not approved: {}. Approve first.", visitor.stage().words()),
        ));
    }
    findings.extend(dbs_on(world, visitor, day.max(today)));
    if visitor.pack.is_none() {
        findings.push(
            Finding::new(RuleId::R42, vs, format!("{whom} has not been given the emergency contacts."))
                .at("pack")
                .cure(Cure::AmendVisitor(visitor.id)),
        );
    }
    if visitor.is_suspended(day) {
        findings.push(Finding::new(RuleId::R74, vs, format!("Visits by {whom} are paused.")));
    }
    if visitor.hold_on(day).is_some() {
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
