//! One child and one visitor: may they be proposed to each other, meet, begin (5.2).

use super::outing::not_looked_after;
use super::{dbs_on, declared, grown_up, incident_since, no_pack, unmet};
use crate::calendar::words;
use crate::entry::name::fold;
use crate::finding::{Cure, Finding};
use crate::people::is_shown;
use crate::record::{Child, ChildView, PhotoStatus, Proposal, Subject, Visitor};
use crate::rule::{Level, ParamId, RuleId};
use crate::status;
use crate::world::World;
use chrono::NaiveDate;

/// Everything that stands against these two as a match from a day on, whatever step is asked for.
#[must_use]
pub fn pair(
    world: &World,
    child: &Child,
    visitor: &Visitor,
    day: NaiveDate,
    today: NaiveDate,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(not_looked_after(child, day));
    findings.extend(grown_up(world, child, day));
    findings.extend(view(child));
    findings.extend(asked(child));
    findings.extend(risk(world, child, today));
    findings.extend(other_match(world, child, day, today));
    findings.extend(other_children(world, visitor, day));
    findings.extend(serving(world, visitor, day, today));
    findings.extend(declared(world, visitor, day));
    findings.extend(not_independent(child, visitor, day).or_else(|| employed_there(child, visitor, day)));
    findings.extend(unmet(visitor));
    findings
}

/// R54: no visitor for a child who objects and understands; whoever was not asked is asked first.
fn view(child: &Child) -> Option<Finding> {
    let who = child.name.short();
    let about = |sentence: String| Finding::new(RuleId::R54, Subject::Child(child.id), sentence);
    match &child.view {
        ChildView::Objects { understands: true, .. } => {
            Some(about(format!("{who} objects, and is judged to understand. No visitor may be appointed.")))
        }
        ChildView::Objects { understands: false, .. } => Some(
            about(format!("{who} objects. Ask the authority to judge the child's understanding."))
                .level(Level::Override)
                .cure(Cure::AmendChild(child.id)),
        ),
        ChildView::ObjectsWithout(_) => Some(
            about(format!(
                "{who} objects, and is judged not to understand enough for that to decide it. Say why a visitor is \
                 appointed all the same."
            ))
            .level(Level::Override),
        ),
        ChildView::NotAsked => Some(
            about(format!("Nobody has asked whether {who} wants a visitor. Ask, and record it."))
                .level(Level::Override)
                .at("view")
                .unknown()
                .cure(Cure::AmendChild(child.id)),
        ),
        ChildView::Wants(_) | ChildView::Accepts(_) => None,
    }
}

/// R8: the child's own wishes: what was said counts, and that there is no preference is an answer.
fn asked(child: &Child) -> Option<Finding> {
    let who = child.name.short();
    let sentence = match &child.wishes.asked {
        None => format!("Nobody has asked {who} what they would like. Ask, and record it."),
        Some(_) if child.wishes.is_blank() => format!(
            "{who} was asked, and what they would like is not recorded. \"No preference\" is an answer."
        ),
        Some(_) => return None,
    };
    let finding = Finding::new(RuleId::R8, Subject::Child(child.id), sentence).at("visitor_gender").unknown();
    Some(finding.cure(Cure::AmendChild(child.id)))
}

/// R38, R38a: the social worker's answer on risk. It is asked anew after an incident.
fn risk(world: &World, child: &Child, today: NaiveDate) -> Option<Finding> {
    let (cs, who) = (Subject::Child(child.id), child.name.short());
    match &child.risk {
        None => {
            let sentence =
                format!("No answer on risk from the social worker of {who} is recorded. Ask, and record it.");
            let finding = Finding::new(RuleId::R38, cs, sentence).at("risk").unknown();
            Some(finding.cure(Cure::AmendChild(child.id)))
        }
        Some(answer) if answer.no_match => {
            let sentence = format!("The social worker advises against a match for {who} for now.");
            Some(Finding::new(RuleId::R38a, cs, sentence).at("risk").cure(Cure::AmendChild(child.id)))
        }
        Some(answer) => {
            let incident = incident_since(world, child, answer.said.on, today)?;
            let sentence = format!(
                "{} on {}, after the social worker of {who} answered on risk. Ask again.",
                incident.begins_a_sentence(),
                words::short_with_year(incident.on)
            );
            let finding = Finding::new(RuleId::R38, cs, sentence).at("risk").level(Level::Warn);
            Some(finding.cure(Cure::AmendChild(child.id)))
        }
    }
}

/// A child has one visitor at a time.
fn other_match(world: &World, child: &Child, day: NaiveDate, today: NaiveDate) -> Option<Finding> {
    let (cs, who) = (Subject::Child(child.id), child.name.short());
    let others = || world.matches_of_child(child.id).filter(|m| m.is_live_after(day));
    if let Some(other) = others().rfind(|m| m.is_open()) {
        let sentence = format!("{who} has a visitor already ({}). End that match first.", other.reference());
        return Some(Finding::new(RuleId::H3, cs, sentence).cure(Cure::EndMatch(other.id)));
    }
    let (other, end) = others().rev().find_map(|m| Some((m, m.ended.as_ref()?)))?;
    // That two overlapped long ago is a contradiction of dates; that they would run side by side now is no history.
    let rule = if day < today && today < end.on { RuleId::H3 } else { RuleId::H2 };
    let (reference, end) = (other.reference(), words::short_with_year(end.on));
    let sentence = format!("{reference} runs until {end}. Begin on that day or later.");
    Some(Finding::new(rule, cs, sentence).at("on"))
}

/// R19, R93: as many children as the scheme allows, usually one.
fn other_children(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let allowed = world.policy().get(ParamId::MatchesPerVisitor);
    let running = status::running_of_visitor(world, visitor.id, day).count();
    if i64::try_from(running).unwrap_or(i64::MAX) < allowed {
        return None;
    }
    let whom = visitor.name.short();
    let sentence = if allowed == 1 {
        format!("{whom} visits a child already. A visitor is matched with one child.")
    } else {
        format!("{whom} has {running} matches already; {allowed} is the most here.")
    };
    Some(Finding::new(RuleId::R19, Subject::Visitor(visitor.id), sentence).fact("matches", running))
}

/// R16, R48, R74, R95: approved, with a current certificate, neither paused nor on hold.
fn serving(world: &World, visitor: &Visitor, day: NaiveDate, today: NaiveDate) -> Vec<Finding> {
    let (vs, whom, later) = (Subject::Visitor(visitor.id), visitor.name.short(), day.max(today));
    let mut findings = Vec::new();
    if !visitor.is_approved() {
        let stage = super::outing::stage_told(visitor);
        let sentence = format!("{whom} is not an approved visitor (stage: {stage}). Approve first.");
        findings.push(Finding::new(RuleId::R16, vs, sentence).cure(Cure::MoveStage(visitor.id)));
    }
    findings.extend(dbs_on(world, visitor, later));
    if visitor.is_paused_by_manager(day) || visitor.is_paused_by_manager(later) {
        findings.push(super::outing::paused_by_manager(visitor, vs));
    } else if visitor.is_suspended(day) || visitor.is_suspended(later) {
        findings.push(Finding::new(RuleId::R74, vs, format!("Visits by {whom} are paused.")));
    }
    if visitor.hold_on(later).is_some() {
        let finding = Finding::new(RuleId::R95, vs, format!("{whom} is on hold."));
        findings.push(finding.level(Level::Override).cure(Cure::VisitorHold(visitor.id)));
    }
    findings
}

/// R58: that visitor and home are not independent of each other was recorded, and no other answer since.
#[must_use]
pub fn not_independent(child: &Child, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let home = child.home(day)?;
    let answer = home.independence.as_ref().filter(|a| a.independent == Some(false))?;
    // Said of nobody in particular, it is said of whoever is thought of.
    if answer.visitor.is_some_and(|of| of != visitor.id) {
        return None;
    }
    let sentence = format!(
        "{} is not independent of where {} lives, as recorded on {}. Talk it over with the social worker, and record \
         another answer when there is one.",
        visitor.name.short(),
        child.name.short(),
        words::short_with_year(answer.said.on)
    );
    let finding = Finding::new(RuleId::R58, Subject::Visitor(visitor.id), sentence).at("independent");
    Some(finding.cure(Cure::CheckPlacement(child.id)))
}

/// R58: the visitor, or somebody at home, works for the child's home or its provider, as far as the words tell.
#[must_use]
pub fn employed_there(child: &Child, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let home = child.home(day)?;
    let places: Vec<String> =
        [Some(&home.carer), home.provider.as_ref()].into_iter().flatten().map(|p| fold(p)).collect();
    // Whole words: Ann is not Joanna.
    let within = |a: &str, b: &str| format!(" {a} ").contains(&format!(" {b} "));
    let same = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && (within(a, b) || within(b, a));
    // To a reader neither is shown, and two that are not shown are not the same.
    visitor.employers.iter().filter(|e| is_shown(e)).find(|e| places.iter().any(|p| same(p, &fold(e))))?;
    let sentence = format!(
        "{} or somebody at home works where {} lives, or for its provider. Ask whether both can stay independent.",
        visitor.name.short(),
        child.name.short()
    );
    Some(
        Finding::new(RuleId::R58, Subject::Visitor(visitor.id), sentence)
            .cure(Cure::CheckPlacement(child.id)),
    )
}

/// Everything that stands against proposing a visitor for a child.
#[must_use]
pub fn propose(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Vec<Finding> {
    let mut findings = propose_two(world, child, visitor, today);
    findings.extend(capacity(world, today));
    findings
}

/// The same without what is said of the scheme ([`capacity`]): where many are held against each other, that is asked once.
#[must_use]
pub fn propose_two(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Vec<Finding> {
    let mut findings = pair(world, child, visitor, today, today);
    let open = [
        (world.open_proposal_of_child(child.id), Subject::Child(child.id), child.name.short()),
        (world.open_proposal_of_visitor(visitor.id), Subject::Visitor(visitor.id), visitor.name.short()),
    ];
    let several = world.policy().get(ParamId::MatchesPerVisitor) > 1;
    for (open, subject, name) in open {
        let Some(open) = open else { continue };
        if several && matches!(subject, Subject::Visitor(_)) {
            continue;
        }
        let sentence =
            format!("{name} is part of a proposal already ({}). Carry it on, or close it.", open.reference());
        findings.push(Finding::new(RuleId::H3, subject, sentence).cure(Cure::CarryOn(open.id)));
    }
    findings
}

/// R90: how many matches the scheme's workers hold. A warning, said when one more is thought of.
#[must_use]
pub fn capacity(world: &World, today: NaiveDate) -> Option<Finding> {
    let policy = world.policy();
    let running = world.matches().filter(|m| status::runs(world, m, today)).count();
    let running = i64::try_from(running).unwrap_or(i64::MAX);
    let workers = policy.get(ParamId::WorkersTenths).max(1);
    let (amber, red) = (policy.get(ParamId::CapacityAmber), policy.get(ParamId::CapacityRed));
    let reaches = |per_worker: i64| running.saturating_mul(10) >= per_worker.saturating_mul(workers);
    let words = if reaches(red) {
        "the most that can be held well"
    } else if reaches(amber) {
        "close to the most that can be held well"
    } else {
        return None;
    };
    let workers = match (workers / 10, workers % 10) {
        (1, 0) => "one full-time worker".to_owned(),
        (whole, 0) => format!("{whole} full-time workers"),
        (whole, tenth) => format!("{whole}.{tenth} full-time workers"),
    };
    let sentence = format!("For {workers} there are {running} matches: {words} ({red} each).");
    Some(Finding::new(RuleId::R90, Subject::Scheme, sentence).fact("matches", running))
}

/// Everything that stands against bringing the two together: the visitor is briefed (R44), and both were asked (R45).
#[must_use]
pub fn joint_visit(world: &World, proposal: &Proposal, today: NaiveDate) -> Vec<Finding> {
    let (Some(child), Some(visitor)) = (world.child(proposal.child), world.visitor(proposal.visitor)) else {
        return Vec::new();
    };
    let subject = Subject::Proposal(proposal.id);
    let (who, whom) = (child.name.short(), visitor.name.short());
    let next =
        |rule, sentence: String| Finding::new(rule, subject, sentence).cure(Cure::CarryOn(proposal.id));
    let mut findings = Vec::new();
    match &proposal.visitor_answer {
        None => findings
            .push(next(RuleId::R45, format!("{whom} has not been asked about the proposal.")).unknown()),
        Some(a) if !a.yes => findings.push(next(RuleId::R45, format!("{whom} says no. Close the proposal."))),
        Some(_) => {}
    }
    match &proposal.child_answer {
        None => findings
            .push(next(RuleId::R45, format!("{who} has not been asked about the proposal.")).unknown()),
        Some(a) if !a.answer.yes => {
            findings.push(next(RuleId::R45, format!("{who} says no. Close the proposal.")));
        }
        Some(_) => {}
    }
    if proposal.briefings.is_empty() {
        let sentence = format!(
            "{whom} has not been briefed on what must be known of {who} yet. Brief the visitor first."
        );
        findings.push(next(RuleId::R44, sentence));
    }
    if status::photos(world, child, today) == PhotoStatus::NotAsked {
        let sentence =
            format!("It is not known whether {who} may be photographed. Until then: no photographs.");
        let finding = Finding::new(RuleId::R13, Subject::Child(child.id), sentence).at("photos");
        findings.push(finding.cure(Cure::AmendChild(child.id)));
    }
    findings
}

/// Everything that stands against these two meeting on a day, at a joint matching visit: what keeps any visitor from
/// any child (R3, R6, R16, R38a, R48, R54, R74, R95), what should have come before (R44, R45), and a social worker who
/// does not agree (R46).
#[must_use]
pub fn bring_together(world: &World, proposal: &Proposal, day: NaiveDate, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let (Some(child), Some(visitor)) = (world.child(proposal.child), world.visitor(proposal.visitor)) {
        findings.extend(not_looked_after(child, day));
        findings.extend(grown_up(world, child, day));
        findings.extend(view(child));
        findings.extend(risk(world, child, today).filter(|f| f.rule == RuleId::R38a));
        findings.extend(serving(world, visitor, day, today));
    }
    findings.extend(joint_visit(world, proposal, today));
    if proposal.worker_answer.as_ref().is_some_and(|a| !a.yes) {
        let sentence = "The social worker does not agree.";
        let finding = Finding::new(RuleId::R46, Subject::Proposal(proposal.id), sentence);
        findings.push(finding.cure(Cure::CarryOn(proposal.id)));
    }
    findings
}

/// Child or visitor part of another proposal than one of these two: that is closed first, so that nobody is left
/// thinking that it goes on. A visitor who may have several children may have several proposals.
fn elsewhere(world: &World, child: &Child, visitor: &Visitor) -> Vec<Finding> {
    let several = world.policy().get(ParamId::MatchesPerVisitor) > 1;
    let others = [
        (world.open_proposal_of_child(child.id), Subject::Child(child.id), child.name.short()),
        (
            world.open_proposal_of_visitor(visitor.id).filter(|_| !several),
            Subject::Visitor(visitor.id),
            visitor.name.short(),
        ),
    ];
    let other = |p: &Proposal| (p.child, p.visitor) != (child.id, visitor.id);
    others
        .into_iter()
        .filter_map(|(open, subject, name)| {
            let open = open.filter(|p| other(p))?;
            let sentence =
                format!("{name} is part of another proposal ({}). Close it first.", open.reference());
            Some(Finding::new(RuleId::H3, subject, sentence).cure(Cure::CarryOn(open.id)))
        })
        .collect()
}

/// Everything that stands against these two beginning on a day: the pair itself, the steps of the proposal (R44 to
/// R46), and the emergency contacts (R42).
#[must_use]
pub fn start_match(
    world: &World,
    child: &Child,
    visitor: &Visitor,
    day: NaiveDate,
    today: NaiveDate,
) -> Vec<Finding> {
    let mut findings = pair(world, child, visitor, day, today);
    findings.extend(no_pack(visitor));
    findings.extend(open_on_paper(world, visitor, day.max(today)));
    // A match from before the scheme's time in this program has nothing to do with what is proposed now.
    if world.scheme().is_none_or(|s| day >= s.since) {
        findings.extend(elsewhere(world, child, visitor));
    }
    let proposal = world.open_proposal_of_child(child.id).filter(|p| p.visitor == visitor.id);
    findings.extend(steps(world, child, visitor, proposal, today));
    findings
}

/// A match of the visitor that the law has ended (R6, R52), and whose end nobody has recorded. Before the next one begins
/// it is: else a birthday that is corrected later would let both run (R19), and the child would have no ending.
fn open_on_paper(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<Finding> {
    let of = world.matches_of_visitor(visitor.id).filter(|m| m.is_live_after(day));
    let over = of.into_iter().find(|m| status::ended_by_law(world, m, day).is_some())?;
    let sentence = format!(
        "{} is over by law by then, and its end is not recorded. Record that first.",
        over.reference()
    );
    Some(Finding::new(RuleId::H3, Subject::Match(over.id), sentence).cure(Cure::EndMatch(over.id)))
}

fn steps(
    world: &World,
    child: &Child,
    visitor: &Visitor,
    proposal: Option<&Proposal>,
    today: NaiveDate,
) -> Vec<Finding> {
    let cs = Subject::Child(child.id);
    let (who, whom) = (child.name.short(), visitor.name.short());
    let Some(proposal) = proposal else {
        let missing = |rule, sentence: String| Finding::new(rule, cs, sentence);
        return vec![
            missing(RuleId::R45, format!("Neither {who} nor {whom} has been asked: there is no proposal.")),
            missing(
                RuleId::R44,
                format!("{whom} has not been briefed on what must be known about the child."),
            ),
            missing(RuleId::R46, format!("{who} and {whom} have not met at a joint matching visit.")),
        ];
    };
    let mut findings = joint_visit(world, proposal, today);
    let next = |sentence: String| {
        Finding::new(RuleId::R46, Subject::Proposal(proposal.id), sentence).cure(Cure::CarryOn(proposal.id))
    };
    match proposal.met() {
        None => findings.push(next(format!("{who} and {whom} have not met at a joint matching visit."))),
        Some((_, met)) => {
            for (name, yes) in [(&who, met.child_yes), (&whom, met.visitor_yes)] {
                match yes {
                    Some(true) => {}
                    Some(false) => findings.push(next(format!("{name} does not want to go on."))),
                    None => {
                        findings.push(next(format!("{name} has yet to say whether to go on.")).unknown());
                    }
                }
            }
        }
    }
    match &proposal.worker_answer {
        None => findings.push(next("The social worker has not been informed.".to_owned()).unknown()),
        Some(a) if !a.yes => findings.push(next("The social worker does not agree.".to_owned())),
        Some(_) => {}
    }
    findings
}
