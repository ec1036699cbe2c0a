//! The steps of 5.6 between raising a concern and closing it, and those for a missing child (R80c).

use super::concerns::in_its_time;
use super::{Draft, Outcome};
use crate::finding::{Cure, Finding};
use crate::id::{ConcernId, VisitId};
use crate::record::{
    Choice, Concern, ConcernStep, Decided, Effect, Incident, MatchEffect, StepTaken, Subject, VisitReport,
};
use crate::rule::{Level, RuleId};
use crate::status;
use chrono::{DateTime, Utc};

/// A closed concern has no steps any more.
fn open_one(d: &Draft<'_>, id: ConcernId) -> Result<Concern, Finding> {
    let concern = d.concern(id)?;
    if concern.closed.is_none() {
        return Ok(concern);
    }
    let sentence = "This concern is closed. Take a note of what is new, or raise a new one.";
    Err(Finding::new(RuleId::H3, Subject::Concern(id), sentence))
}

pub(super) fn decide(
    d: &mut Draft<'_>,
    id: ConcernId,
    (choice, at): (Choice, DateTime<Utc>),
    with: Option<&str>,
    reason: Option<&str>,
) -> Outcome {
    if choice == Choice::NotAConcern {
        return super::concerns::settle(d, id, with, reason.unwrap_or_default());
    }
    let mut concern = open_one(d, id)?;
    let subject = Subject::Concern(id);
    if !concern.clock_runs() {
        let sentence = "This concern is passed on or settled already, so there is nothing left to decide.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    in_its_time(d, &concern, at, "It cannot have been decided before you learned of it. Check the time.");
    let with = d.line(subject, "with", with);
    if with.is_none() {
        let sentence = "Say with whom it was decided: the safeguarding lead or the team manager.";
        d.find(Finding::new(RuleId::R32, subject, sentence).at("with").unknown());
    }
    let reason = d.line(subject, "reason", reason);
    concern.decided = Some(Decided { choice, at, by: d.ctx.by.clone(), with, reason });
    let sentence = "Its clock runs on until it is passed on, or settled with a reason.";
    let finding = Finding::new(RuleId::R32, subject, sentence).level(Level::Info);
    d.find(finding.cure(Cure::PassOnConcern(id)));
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Decision on concern {reference} recorded: {}.", choice.words()), subject))
}

pub(super) fn take(
    d: &mut Draft<'_>,
    id: ConcernId,
    (step, at): (ConcernStep, DateTime<Utc>),
    with: Option<&str>,
    note: Option<&str>,
) -> Outcome {
    let mut concern = open_one(d, id)?;
    let subject = Subject::Concern(id);
    in_its_time(
        d,
        &concern,
        at,
        "It cannot have been done before you learned of the concern. Check the time.",
    );
    fits(d, &concern, step);
    if step.needs_words() {
        d.need(subject, "note", note.unwrap_or_default(), words_needed(step));
    }
    let (with, note) = (d.line(subject, "with", with), d.line(subject, "note", note));
    super::ledger::concern_step(d, &concern, (step, at), with.as_deref());
    concern.steps.push(StepTaken { step, at, by: d.ctx.by.clone(), with, note });
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference}: {}.", step.words()), subject))
}

const fn words_needed(step: ConcernStep) -> &'static str {
    match step {
        ConcernStep::ChildNotTold => "Say why the child is not told.",
        ConcernStep::Escalated => "Say to whom it was taken, and what was asked.",
        _ => "Say what came of it.",
    }
}

/// A step before its turn is recorded all the same, and it is said.
fn fits(d: &mut Draft<'_>, concern: &Concern, step: ConcernStep) {
    let subject = Subject::Concern(concern.id);
    let after_passing = [
        ConcernStep::Written,
        ConcernStep::FeedbackSought,
        ConcernStep::FeedbackReceived,
        ConcernStep::Escalated,
        ConcernStep::VisitorTold,
    ];
    if concern.clock_runs() && after_passing.contains(&step) {
        let sentence = "It is not on record that this concern was passed on. Its clock runs until then.";
        let finding = Finding::new(RuleId::R32, subject, sentence);
        d.find(finding.cure(Cure::PassOnConcern(concern.id)));
    }
}

pub(super) fn effect(d: &mut Draft<'_>, id: ConcernId, what: MatchEffect, note: Option<&str>) -> Outcome {
    let mut concern = open_one(d, id)?;
    let subject = Subject::Concern(id);
    let note = d.line(subject, "note", note);
    concern.effect = Some(Effect { what, at: d.ctx.now, by: d.ctx.by.clone(), note });
    let next = concern.match_id.and_then(|m| match what {
        MatchEffect::Continue => None,
        MatchEffect::Pause => Some(("Put the match on hold, so that its visits pause.", Cure::MatchHold(m))),
        MatchEffect::Review => {
            Some(("Hold a review of the match, and record it there.", Cure::HoldMatchReview(m)))
        }
    });
    if let Some((sentence, cure)) = next {
        d.find(Finding::new(RuleId::H12, subject, sentence).level(Level::Info).cure(cure));
    }
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference}: {}.", what.words()), subject))
}

/// What was not done before a concern is closed: said, and never in the way.
pub(super) fn say_what_is_undone(d: &mut Draft<'_>, concern: &Concern) {
    let id = concern.id;
    let undone = |step: ConcernStep| concern.step(step).is_none();
    let mut say = |rule, sentence: String, step| {
        d.find(Finding::new(rule, Subject::Concern(id), sentence).cure(Cure::ConcernStep(id, step)));
    };
    if concern.kind == Incident::Missing {
        let untold = concern.untold_of_missing().into_iter();
        for step in untold.chain(Some(ConcernStep::IroTold).filter(|s| undone(*s))) {
            say(RuleId::R80c, format!("It is not on record: {}.", step.words()), step);
        }
    }
    let mut after = Vec::new();
    if concern.passed.is_some() {
        after.extend([ConcernStep::Written, ConcernStep::FeedbackReceived]);
    }
    // Who speaks to the visitor about what is said of them, and when, is the team manager's to decide (R73).
    if concern.kind == Incident::AboutVisitor {
        after.push(ConcernStep::ManagerTold);
    } else if concern.match_id.is_some() {
        after.push(ConcernStep::Debriefed);
    }
    if concern.kind == Incident::AboutWorker {
        after.push(ConcernStep::LadoTold);
    }
    for step in after.into_iter().filter(|s| undone(*s)) {
        say(RuleId::H12, format!("It is not on record: {}.", step.words()), step);
    }
    let told = [ConcernStep::ChildTold, ConcernStep::ChildNotTold];
    if told.into_iter().all(undone) {
        let sentence = "It is not on record whether the child was told, or why not.".to_owned();
        say(RuleId::H12, sentence, ConcernStep::ChildTold);
    }
}

/// When a report is corrected, what is quoted from it keeps its link: by its text, else by its number.
pub(super) fn follow_the_report(d: &mut Draft<'_>, visit: VisitId, report: &VisitReport) {
    let quoting: Vec<Concern> = {
        let quotes = |c: &&Concern| c.quoted.iter().any(|q| q.visit == visit);
        d.world.concerns_of_child_of(visit).filter(quotes).cloned().collect()
    };
    for mut concern in quoting {
        let before = concern.quoted.clone();
        for quoted in concern.quoted.iter_mut().filter(|q| q.visit == visit) {
            if let Some(now) = status::quoted_at(quoted, report.part(quoted.field)) {
                quoted.paragraph = now;
            }
        }
        if concern.quoted != before {
            d.put(concern);
        }
    }
}
