//! Approval: every gate between an enquiry and the first child, met or missing (5.1).

use super::{dbs_on, no_pack};
use crate::calendar::{add_months, age_on, words};
use crate::finding::{Cure, Finding};
use crate::record::{Declaration, Module, PersonalReference, Said, Subject, Training, Visitor};
use crate::rule::{Level, ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One gate of approval.
#[derive(Clone, PartialEq, Debug)]
pub struct Gate {
    /// The rule that asks for it.
    pub rule: RuleId,
    /// What it asks, in a few words: `two references`.
    pub what: &'static str,
    /// What shows that it is met; or what is missing, with the key that cures it.
    pub met: Result<String, Finding>,
}

/// Every gate of approval on a day, in the order in which they are usually met: age (R85c), independence (R57),
/// interview (R16), core training (R85d), references (R85b), identity, enhanced DBS (R2, R48), agreement, named
/// worker (R41), the emergency contacts, which may follow until the first visit (R42), and the conditions of a decision
/// before (H11).
#[must_use]
pub fn gates(world: &World, visitor: &Visitor, day: NaiveDate) -> Vec<Gate> {
    let gate = |rule, what, met| Gate { rule, what, met };
    // Whoever was never decided about on conditions has no such gate.
    let conditions = visitor.stages.iter().any(|step| !step.conditions.is_empty());
    let conditions = conditions.then(|| gate(RuleId::H11, "conditions met", conditions_met(visitor, day)));
    let mut gates = vec![
        gate(RuleId::R85c, "an adult", adult(world, visitor, day)),
        gate(RuleId::R57, "independence declared", independence(world, visitor, day)),
        gate(RuleId::R16, "interview passed", interviewed(visitor, day)),
        gate(RuleId::R85d, "core training", trained(visitor, day)),
        gate(RuleId::R85b, "references", references(world, visitor, day)),
        gate(RuleId::R16, "identity seen", identified(visitor, day)),
        gate(RuleId::R2, "enhanced DBS", checked(world, visitor, day)),
        gate(RuleId::R16, "agreement signed", agreed(visitor, day)),
        gate(RuleId::R41, "named worker", worker(visitor)),
        gate(RuleId::R42, "emergency contacts", contacts(visitor, day)),
    ];
    gates.extend(conditions);
    gates
}

/// H11: what a decision about the visitor was made to depend on, and is not met. It warns, and goes on.
#[must_use]
pub fn unmet(visitor: &Visitor) -> Option<Finding> {
    let (step, _) = visitor.open_conditions().next()?;
    let open = visitor.open_conditions().count();
    let sentence = format!(
        "{} was {} on {} on {}. See to it, and record the day.",
        visitor.name.short(),
        step.stage.words(),
        words::short_with_year(step.on),
        match open {
            1 => "a condition that is not met".to_owned(),
            n => format!("{n} conditions that are not met"),
        }
    );
    let finding = |rule, visitor, field, sentence| finding(rule, visitor, field, sentence).fact("open", open);
    Some(finding(RuleId::H11, visitor, "conditions", sentence).cure(Cure::MeetCondition(visitor.id)))
}

fn conditions_met(visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    let met = visitor.stages.iter().flat_map(|step| &step.conditions).filter_map(|c| c.met).max();
    unmet(visitor).map_or_else(|| Ok(met.map(|on| when(on, day)).unwrap_or_default()), Err)
}

/// What stands against approving a visitor on a day: the gates that are not met.
#[must_use]
pub fn approval(world: &World, visitor: &Visitor, day: NaiveDate) -> Vec<Finding> {
    gates(world, visitor, day).into_iter().filter_map(|gate| gate.met.err()).collect()
}

fn finding(rule: RuleId, visitor: &Visitor, field: &'static str, sentence: impl Into<String>) -> Finding {
    Finding::new(rule, Subject::Visitor(visitor.id), sentence).at(field)
}

fn when(on: NaiveDate, today: NaiveDate) -> String {
    words::short(on, today)
}

fn adult(world: &World, visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    let Some(born) = visitor.born else {
        let sentence = "No date of birth is recorded, so nobody can say that the visitor is an adult.";
        return Err(finding(RuleId::R85c, visitor, "born", sentence).cure(Cure::AmendVisitor(visitor.id)));
    };
    too_young(world, visitor, day).map_or_else(|| Ok(format!("{} years old", age_on(born, day))), Err)
}

/// R85c: a visitor is at least as old as the scheme asks. `None` as well while the date of birth is not known.
#[must_use]
pub fn too_young(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let (age, least) = (age_on(visitor.born?, day), world.policy().steps(ParamId::VisitorAgeMin));
    let sentence = format!("{} is {age}. A visitor is at least {least}.", visitor.name.short());
    let finding = finding(RuleId::R85c, visitor, "born", sentence).fact("age", age);
    (age < least).then(|| finding.cure(Cure::AmendVisitor(visitor.id)))
}

fn independence(world: &World, visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    if let Some(finding) = declared(world, visitor, day) {
        return Err(finding);
    }
    Ok(visitor.declaration.as_ref().map(|d| when(d.said.on, day)).unwrap_or_default())
}

/// R57: what stands against a visitor's independence: never declared, or declared to be connected. A declaration that
/// is due again only warns.
#[must_use]
pub fn declared(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let whom = visitor.name.short();
    let made = |sentence: String| {
        finding(RuleId::R57, visitor, "connected", sentence).cure(Cure::Declare(visitor.id))
    };
    // What is declared later says nothing of that day; that somebody is connected does.
    match visitor.declaration.as_ref().filter(|d| d.is_connected() || d.said.on <= day) {
        None => Some(
            made(format!(
                "{whom} has not declared independence of the authority. Ask, and record the answer."
            ))
            .unknown(),
        ),
        Some(d) if d.is_connected() => Some(made(format!(
            "{} is connected with the authority, as declared. Such a person is not independent.",
            connected_through(d, &whom)
        ))),
        Some(d) => {
            let due = add_months(d.said.on, world.policy().steps(ParamId::DeclarationMonths));
            (day > due).then(|| {
                let last = words::short_with_year(d.said.on);
                let sentence = format!("{whom} last declared independence on {last}. Ask again.");
                made(sentence).level(Level::Warn)
            })
        }
    }
}

/// Who it is that is connected: the visitor, somebody at home, or both.
fn connected_through(made: &Declaration, whom: &str) -> String {
    match &made.household {
        Some(home) if home.connected && made.connected => format!("{whom}, and somebody at home,"),
        Some(home) if home.connected => format!("Somebody at home with {whom}"),
        _ => whom.to_owned(),
    }
}

/// What was said or seen by a day: a gate is judged for the day of the step, not for the day it is typed in.
fn by_then(said: &Option<Said>, day: NaiveDate) -> Option<&Said> {
    said.as_ref().filter(|s| s.on <= day)
}

fn interviewed(visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    by_then(&visitor.interview, day).map(|i| when(i.on, day)).ok_or_else(|| {
        let sentence =
            "No interview is recorded as passed. A visitor is assessed before being alone with a child.";
        finding(RuleId::R16, visitor, "interview_on", sentence).cure(Cure::AmendVisitor(visitor.id))
    })
}

fn identified(visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    by_then(&visitor.identity, day).map(|i| when(i.on, day)).ok_or_else(|| {
        let sentence =
            "No passport or other proof of who they are is recorded as seen. See it, and record the day; nothing is copied.";
        finding(RuleId::R16, visitor, "identity_on", sentence).cure(Cure::AmendVisitor(visitor.id))
    })
}

fn agreed(visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    by_then(&visitor.agreement, day).map(|a| when(a.on, day)).ok_or_else(|| {
        let sentence = "The volunteering agreement is not recorded as signed.";
        finding(RuleId::R16, visitor, "agreement_on", sentence).cure(Cure::AmendVisitor(visitor.id))
    })
}

/// The core modules that were never done.
#[must_use]
pub fn missing_modules(visitor: &Visitor) -> Vec<Module> {
    Module::CORE.iter().copied().filter(|m| !visitor.training.iter().any(|t| t.module == *m)).collect()
}

/// The core modules to be done by a day: those never done, and those that have run out.
#[must_use]
pub fn modules_due(visitor: &Visitor, day: NaiveDate) -> Vec<Module> {
    let current = |m: &Module| {
        let done = visitor.training.iter().filter(|t| t.module == *m && t.on <= day);
        done.into_iter().any(|t| t.expires.is_none_or(|until| day <= until))
    };
    Module::CORE.iter().copied().filter(|m| !current(m)).collect()
}

/// R85d: every core module done by the day; one that has run out since only warns.
fn trained(visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    let without = |counts: &dyn Fn(&Training) -> bool| -> Vec<Module> {
        let done = |m: &Module| visitor.training.iter().any(|t| t.module == *m && t.on <= day && counts(t));
        Module::CORE.iter().copied().filter(|m| !done(m)).collect()
    };
    let not_kept = |modules: &[Module], what: &str| {
        let names: Vec<_> = modules.iter().map(|m| m.words()).collect();
        let finding = finding(RuleId::R85d, visitor, "modules", format!("{what}: {}.", names.join(", ")));
        modules.first().map(|first| finding.cure(Cure::RecordTraining(visitor.id, *first)))
    };
    let missing = without(&|_| true);
    let stale = without(&|t| t.expires.is_none_or(|until| day <= until));
    match (
        not_kept(&missing, "Core training not recorded"),
        not_kept(&stale, "Core training that has run out"),
    ) {
        (Some(missing), _) => Err(missing),
        (None, Some(stale)) => Err(stale.level(Level::Warn)),
        (None, None) => Ok(format!("{} modules", Module::CORE.len())),
    }
}

/// R85b: enough references that came, are good enough, from people who have known the applicant for long enough, who
/// are not relatives, and not all from one part of life.
fn references(world: &World, visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    let policy = world.policy();
    let needed = usize::try_from(policy.get(ParamId::ReferencesNeeded)).unwrap_or(0);
    let years = policy.get(ParamId::ReferenceYears);
    let counts = |r: &&PersonalReference| {
        r.received.is_some_and(|on| on <= day)
            && r.satisfactory == Some(true)
            && !r.relative
            && r.years_known.is_some_and(|known| i64::from(known) >= years)
    };
    let good: Vec<_> = visitor.references.iter().filter(counts).collect();
    let contexts: BTreeSet<String> = good.iter().map(|r| crate::entry::name::fold(&r.context)).collect();
    let sentence = if good.len() < needed {
        format!(
            "References that count: {} of {needed}. One counts when it has come, is good enough, and is from somebody who \
             is no relative and has known the applicant for {}.",
            good.len(),
            policy.say(ParamId::ReferenceYears)
        )
    } else if needed > 1 && contexts.len() < 2 {
        "The references are all from one part of the applicant's life. Ask somebody from another.".to_owned()
    } else {
        return Ok(format!("{} references", good.len()));
    };
    let finding = finding(RuleId::R85b, visitor, "reference", sentence).fact("references", good.len());
    Err(finding.cure(Cure::RecordReference(visitor.id)))
}

fn checked(world: &World, visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    let Some(check) = visitor.dbs_on(day) else {
        let sentence = "No accepted enhanced DBS certificate is recorded. Record it first.";
        return Err(finding(RuleId::R2, visitor, "issued", sentence).cure(Cure::RecordDbs(visitor.id)));
    };
    dbs_on(world, visitor, day).map_or_else(|| Ok(when(check.issued, day)), Err)
}

fn worker(visitor: &Visitor) -> Result<String, Finding> {
    visitor.named_worker.clone().ok_or_else(|| {
        let sentence = "No named worker is recorded as the visitor's point of contact.";
        finding(RuleId::R41, visitor, "named_worker", sentence).cure(Cure::AmendVisitor(visitor.id))
    })
}

fn contacts(visitor: &Visitor, day: NaiveDate) -> Result<String, Finding> {
    match no_pack(visitor) {
        Some(finding) => Err(finding.level(Level::Warn)),
        None => Ok(visitor
            .pack
            .as_ref()
            .map(|p| format!("version {}, {}", p.version, words::short(p.on, day)))
            .unwrap_or_default()),
    }
}

/// R85g: what stands against driving a child on a day.
#[must_use]
pub fn driving(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let whom = visitor.name.short();
    let sentence = match &visitor.driver {
        None => format!("Licence and insurance of {whom} have not been seen, so no child is driven."),
        Some(d) if !d.licence => format!("The driving licence of {whom} has not been seen."),
        Some(d) if !d.insurer_told => {
            format!("The insurer of {whom} has not been told that a child is driven.")
        }
        Some(d) if d.evidence.is_none() => {
            format!("What shows that the insurer of {whom} was told has not been recorded.")
        }
        Some(d) if d.insured_until.is_none() || d.tax_until.is_none() => {
            let what = if d.insured_until.is_none() { "insurance" } else { "tax" };
            format!("Until when the {what} of {whom} runs has not been recorded.")
        }
        Some(d) => {
            let again = add_months(d.said.on, world.policy().steps(ParamId::DriverMonths));
            match d.runs_out().filter(|out| *out <= day) {
                Some(out) => {
                    format!("Insurance, MOT or tax of {whom} has run out by {}.", words::short_with_year(out))
                }
                None if day > again => format!(
                    "The driving documents of {whom} were last seen on {}. See them again.",
                    words::short_with_year(d.said.on)
                ),
                None => return None,
            }
        }
    };
    Some(finding(RuleId::R85g, visitor, "transport", sentence).cure(Cure::RecordDriver(visitor.id)))
}
