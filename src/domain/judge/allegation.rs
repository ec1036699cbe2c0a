//! What an allegation asks of what is done meanwhile, and of its closing (R49, R73, R74, R76 to R78). All of it rests on
//! records that only a team manager's world holds, so nobody else is told any of it.

use crate::calendar::{local, to_utc};
use crate::command::Command;
use crate::disclose::Audience;
use crate::finding::{Cure, Finding};
use crate::id::{AllegationId, MatchId, VisitorId};
use crate::record::{
    Allegation, AllegationTask, DbsLevel, Party, Stage, StepState, Subject, VisitLine, VisitState,
};
use crate::rule::{Level, ParamId, RuleId};
use crate::world::World;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::collections::BTreeSet;

/// R73: what is logged of a contact with a visitor to whom nobody speaks about an allegation yet. It is recorded all the
/// same, and only whoever knows of the allegation is reminded.
#[must_use]
pub fn contact(world: &World, command: &Command, today: NaiveDate) -> Vec<Finding> {
    let mut met = BTreeSet::new();
    spoken_to(world, command, today, &mut met);
    let held = met.into_iter().flat_map(|id| world.allegations_of_visitor(id)).filter(|a| a.holds_contact());
    held.map(|a| {
        let sentence = "This is contact with the visitor while the LADO has not agreed that the visitor is told. Nothing \
                        of the allegation may come up.";
        Finding::new(RuleId::R73, Subject::Allegation(a.id), sentence)
    })
    .collect()
}

/// The visitors with whom the command records that somebody spoke.
fn spoken_to(world: &World, command: &Command, today: NaiveDate, met: &mut BTreeSet<VisitorId>) {
    use Command as C;
    let of_match = |id: &MatchId| world.match_(*id).map(|m| m.visitor);
    match command {
        C::RecordSupervision { visitor, .. }
        | C::HoldAnnualReview { visitor, .. }
        | C::Declare { visitor, .. } => _ = met.insert(*visitor),
        C::IssueCard { match_id } | C::AgreeContact { match_id, who: Party::Visitor, .. } => {
            met.extend(of_match(match_id));
        }
        C::ReleaseInformation { release } => {
            met.extend(Audience::of(world, release.to, release.about, today).and_then(Audience::as_visitor));
        }
        C::HoldGroup { attended, .. } => met.extend(attended),
        C::TakeNote { about, .. } => met.extend(about.iter().filter_map(|subject| match subject {
            Subject::Visitor(id) => Some(*id),
            Subject::Match(id) => of_match(id),
            _ => None,
        })),
        C::HoldMatchReview { match_id, heard, .. } => {
            let heard = heard.iter().any(|h| h.heard && h.who == Party::Visitor);
            met.extend(of_match(match_id).filter(|_| heard));
        }
        C::GiveFeedback { review, .. } => {
            met.extend(world.match_review(*review).and_then(|r| of_match(&r.match_id)));
        }
        C::DiscussWithVisitor { proposal, .. } | C::IssueBriefing { proposal, .. } => {
            met.extend(world.proposal(*proposal).map(|p| p.visitor));
        }
        C::FileVisitReport { report } => met.extend(of_match(&report.match_id)),
        C::Together { commands } => commands.iter().for_each(|command| spoken_to(world, command, today, met)),
        _ => {}
    }
}

/// R71: the instant by which the LADO is told, and whether it is the working day that makes it (rather than the hours).
/// "Within one working day" is read as: before the working day ends that follows the day on which anybody in the scheme
/// learned of it (2.H 3, 4); the hours are wall-clock time, whatever day it is.
#[must_use]
pub fn lado_by(world: &World, a: &Allegation) -> (DateTime<Utc>, bool) {
    let policy = world.policy();
    let days = u16::try_from(policy.get(ParamId::LadoWorkingDays)).unwrap_or(u16::MAX);
    let working = world.working_days().end_of_working_day(a.received, days, day_ends(world));
    let hours = hours_after(a.received, policy.get(ParamId::LadoHours));
    (working.min(hours), working < hours)
}

/// R72: the instant by which children's social care is told of significant harm: the same day, as of any concern (R32).
#[must_use]
pub fn social_care_by(world: &World, a: &Allegation) -> DateTime<Utc> {
    let learned = local(a.received);
    let close = day_ends(world);
    if world.working_days().is_working_day(learned.date()) && learned.time() < close {
        return to_utc(learned.date().and_time(close));
    }
    to_utc(learned.date().succ_opt().unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN))
}

/// A number of hours of wall-clock time after an instant.
#[must_use]
pub fn hours_after(from: DateTime<Utc>, hours: i64) -> DateTime<Utc> {
    TimeDelta::try_hours(hours).and_then(|h| from.checked_add_signed(h)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn day_ends(world: &World) -> NaiveTime {
    let hour = u32::try_from(world.policy().get(ParamId::DayEndsHour)).unwrap_or_default();
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

/// R74: an allegation that is not decided stands against allowing the visits again.
#[must_use]
pub fn still_alleged(world: &World, visitor: VisitorId, but: Option<AllegationId>) -> Option<Finding> {
    let undecided = |a: &&Allegation| {
        let back = a.outcome.as_ref().and_then(|o| o.reinstated);
        a.is_open() && Some(a.id) != but && back != Some(true)
    };
    let a = world.allegations_of_visitor(visitor).find(undecided)?;
    let sentence = format!(
        "Allegation {} is open, and the visitor is not reinstated. Record the outcome and the plan there first.",
        a.reference()
    );
    Some(Finding::new(RuleId::R74, Subject::Allegation(a.id), sentence))
}

/// The visits that are booked with a visitor from a day on, with their matches, by day.
#[must_use]
pub fn booked_while_paused(world: &World, visitor: VisitorId, today: NaiveDate) -> Vec<(MatchId, VisitLine)> {
    let of_match = |id: MatchId| {
        let visits = world.ledger(id).into_iter().flat_map(|l| &l.visits);
        visits.filter(|v| v.state.is_planned() && v.date >= today).map(move |v| (id, v.clone()))
    };
    let mut booked: Vec<_> = world.matches_of_visitor(visitor).flat_map(|m| of_match(m.id)).collect();
    booked.sort_by_key(|(_, v)| (v.date, v.number));
    booked
}

/// Whether what the visitor did was regulated activity, as far as the records tell: checked against the barred list, or a
/// visit with a night away, or visit days as many within thirty as make it so (R77, R81).
#[must_use]
pub fn was_regulated(world: &World, visitor: VisitorId) -> bool {
    let Some(person) = world.visitor(visitor) else { return false };
    let ledgers = world.matches_of_visitor(visitor).filter_map(|m| world.ledger(m.id));
    let made: Vec<&VisitLine> =
        ledgers.flat_map(|l| &l.visits).filter(|v| v.state == VisitState::Completed).collect();
    person.dbs.iter().any(|check| check.level == DbsLevel::EnhancedBarred)
        || made.iter().any(|v| v.overnight)
        || super::outing::often(world, made.iter().map(|v| v.date))
}

/// Everything that stands against closing an allegation, or is said at it.
#[must_use]
pub fn closing(world: &World, a: &Allegation) -> Vec<Finding> {
    let subject = Subject::Allegation(a.id);
    let cure = |task| Cure::TakeAllegationStep(a.id, task);
    let say = |rule, task, sentence: &str| Finding::new(rule, subject, sentence).cure(cure(task));
    let mut found = Vec::new();
    if a.outcome.is_none() {
        let sentence =
            "An allegation is closed with its outcome: the word, the day, and who decided. Record it first.";
        found.push(say(RuleId::R76, AllegationTask::Outcome, sentence));
    }
    if a.lado.is_none() {
        let sentence =
            "Nothing is recorded of the LADO. An allegation goes to the LADO; record when, and who took it.";
        found.push(say(RuleId::R49, AllegationTask::TellLado, sentence));
    }
    match &a.complaint {
        None => {
            let sentence = "The internal complaint procedure has no record. Record that it was opened, and how it ended.";
            found.push(say(RuleId::R49, AllegationTask::OpenComplaint, sentence));
        }
        Some(complaint) if complaint.closed.is_none() => {
            let sentence = "The internal complaint procedure is still open. Record how it ended when it has.";
            found.push(say(RuleId::R49, AllegationTask::CloseComplaint, sentence).level(Level::Warn));
        }
        Some(_) => {}
    }
    found.extend(undecided(world, a).map(|f| f.cure(cure(AllegationTask::Reinstate))));
    if a.removes() && a.dbs_referral.is_none() {
        let duty = if was_regulated(world, a.visitor) {
            "By the records this was regulated activity, so referring to the DBS is a legal duty, even if the LADO is told."
        } else {
            "By the records this was not regulated activity, so referring to the DBS is a power and no duty."
        };
        let sentence = format!("Answer whether the DBS is told, with the day. {duty}");
        found.push(say(RuleId::R77, AllegationTask::TellDbs, &sentence));
    }
    if a.summary_given.is_none() {
        let sentence = "The visitor is given a copy of the summary. Record that when it is done.";
        found.push(say(RuleId::R78, AllegationTask::GiveSummary, sentence));
    }
    if a.state(AllegationTask::ClearRecord) == StepState::ToDo {
        let sentence =
            "What was found malicious or false leaves the personnel record. Record that when it is done.";
        found.push(say(RuleId::R78, AllegationTask::ClearRecord, sentence));
    }
    found
}

/// H3: closed while it is open whether the visitor comes back, the visits would be paused for no reason on record.
fn undecided(world: &World, a: &Allegation) -> Option<Finding> {
    let decided = a.outcome.as_ref().is_some_and(|o| o.reinstated.is_some());
    let left = world.visitor(a.visitor).is_some_and(|v| matches!(v.stage(), Stage::Left));
    if decided || left || a.outcome.is_none() {
        return None;
    }
    let sentence =
        "Say first whether the visitor may visit again, with a plan, or whether the appointment is ended.";
    Some(Finding::new(RuleId::H3, Subject::Allegation(a.id), sentence))
}
