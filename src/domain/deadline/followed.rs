//! What follows a concern until it is closed: a complete record, confirmation in writing, what came of it, taking it
//! further, support for the visitor, closing (R80; 5.6). None of it can be put off.

use super::Deadline;
use super::build::{Day, Line};
use super::concern::About;
use crate::calendar::local;
use crate::finding::Cure;
use crate::record::{ConcernStep, Incident, StepTaken, Subject, Visitor};
use crate::rule::{ParamId, RuleId};
use crate::status::counted_together;
use chrono::{DateTime, NaiveDate, Utc};

/// A line with the band of its day. A safeguarding line is never put off.
pub(super) fn push(a: &About<'_>, line: Line, out: &mut Vec<Deadline>) {
    if let Some(band) = a.day.band(line.due) {
        out.push(Deadline { snoozed: None, ..a.day.deadline(band, line) });
    }
}

pub(super) fn after(a: &About<'_>, out: &mut Vec<Deadline>) {
    record(a, out);
    if let Some(passed) = &a.concern.passed {
        written(a, day_of(passed.at), out);
        feedback(a, day_of(passed.at), out);
    }
    debrief(a, out);
    close(a, out);
}

fn day_of(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// R80: the record is complete.
fn record(a: &About<'_>, out: &mut Vec<Deadline>) {
    let missing = a.concern.missing();
    let Some((_, first)) = missing.first() else { return };
    let due = a.day.working_days_after(a.learned_on(), ParamId::ConcernRecordDays);
    // Most of it missing is a number; little of it is told by name.
    let parts = match missing.as_slice() {
        few @ ([_] | [_, _] | [_, _, _]) => {
            few.iter().map(|(_, words)| *words).collect::<Vec<_>>().join(", ")
        }
        many => format!("{} parts, {first} among them", many.len()),
    };
    let why = format!(
        "The record of the concern about {}, learned of at {}, still lacks {}, and is complete within {}, by {}.",
        a.child(),
        a.heard(),
        parts,
        a.day.policy.say(ParamId::ConcernRecordDays),
        a.day.say(due)
    );
    let detail = match missing.len() {
        1 => (*first).to_owned(),
        n => format!("{n} parts missing"),
    };
    let cure = Cure::AmendConcern(a.concern.id);
    push(a, Line { why, detail, ..a.line(RuleId::R80, due, "Concern record incomplete", cure) }, out);
}

/// One step that is due so many working days after a day, unless it was taken.
fn step(
    a: &About<'_>,
    (step, what): (ConcernStep, &'static str),
    (from, param): (NaiveDate, ParamId),
    because: &str,
    out: &mut Vec<Deadline>,
) {
    if a.concern.step(step).is_some() {
        return;
    }
    let due = a.day.working_days_after(from, param);
    let why = format!("{because} within {}, by {}.", a.day.policy.say(param), a.day.say(due));
    let line = a.line(RuleId::H12, due, what, Cure::ConcernStep(a.concern.id, step));
    push(a, Line { why, detail: a.day.due(due), ..line }, out);
}

fn written(a: &About<'_>, passed: NaiveDate, out: &mut Vec<Deadline>) {
    let because = format!(
        "The concern about {} was passed to children's social care on {}, and what was said is confirmed in writing",
        a.child(),
        a.day.say(passed)
    );
    let what = (ConcernStep::Written, "Concern not confirmed in writing");
    step(a, what, (passed, ParamId::ConcernRecordDays), &because, out);
}

/// What came of it is asked, and taken further when nobody answers.
fn feedback(a: &About<'_>, passed: NaiveDate, out: &mut Vec<Deadline>) {
    if a.concern.step(ConcernStep::FeedbackReceived).is_some() {
        return;
    }
    let taken = |step| a.concern.step(step).map(|s: &StepTaken| day_of(s.at));
    let (asked, further) = (taken(ConcernStep::FeedbackSought), taken(ConcernStep::Escalated));
    let from = asked.max(further);
    let Some(from) = from else {
        let because = format!(
            "The concern about {} was passed to children's social care on {}, and what came of it is asked",
            a.child(),
            a.day.say(passed)
        );
        let what = (ConcernStep::FeedbackSought, "Ask what came of the concern");
        return step(a, what, (passed, ParamId::FeedbackDays), &because, out);
    };
    let due = a.day.working_days_after(from, ParamId::FeedbackDays);
    let why = format!(
        "What came of the concern about {} was last asked on {}: social care answers within {}, by {}, and if it \
         does not, the concern is taken further as the local safeguarding partnership says; record the answer, or to \
         whom it was taken.",
        a.child(),
        a.day.say(from),
        a.day.policy.say(ParamId::FeedbackDays),
        a.day.say(due)
    );
    let next = if a.day.today > due { ConcernStep::Escalated } else { ConcernStep::FeedbackReceived };
    let cure = Cure::ConcernStep(a.concern.id, next);
    let line = a.line(RuleId::H13, due, "No answer on the concern", cure);
    push(a, Line { why, detail: a.day.due(due), ..line }, out);
}

/// The visitor of the match is supported; one whom it is about hears of it from the team manager (R73).
fn debrief(a: &About<'_>, out: &mut Vec<Deadline>) {
    let theirs = a.concern.kind == Incident::AboutVisitor;
    if theirs || a.concern.match_id.is_none() || a.concern.clock_runs() {
        return;
    }
    let because = format!(
        "The visitor is supported after the concern about {}, learned of at {},",
        a.child(),
        a.heard()
    );
    let what = (ConcernStep::Debriefed, "Support the visitor");
    step(a, what, (a.learned_on(), ParamId::DebriefDays), &because, out);
}

/// When there is nothing left to wait for, it is closed.
fn close(a: &About<'_>, out: &mut Vec<Deadline>) {
    let c = a.concern;
    let heard = c.step(ConcernStep::FeedbackReceived).map(|s| s.at);
    let settled = c.not_a_concern.as_ref().map(|s| s.at);
    let Some(at) = heard.filter(|_| c.passed.is_some()).or(settled.filter(|_| c.passed.is_none())) else {
        return;
    };
    let due = a.day.working_days_after(day_of(at), ParamId::FeedbackDays);
    let why = format!(
        "Since {} it is known what came of the concern about {}, and the team manager closes it within {}, by {}.",
        a.day.say(day_of(at)),
        a.child(),
        a.day.policy.say(ParamId::FeedbackDays),
        a.day.say(due)
    );
    let line = a.line(RuleId::H12, due, "Concern to be closed", Cure::CloseConcern(c.id));
    push(a, Line { why, detail: a.day.due(due), ..line }, out);
}

/// R79: low-level concerns about a visitor that are looked at together.
pub(super) fn low_level(day: &Day<'_>, visitor: &Visitor) -> Option<Deadline> {
    let about = day.world.low_levels_of_visitor(visitor.id);
    let days: Vec<NaiveDate> = about.iter().map(|l| l.on).collect();
    let n = counted_together(&days, day.policy)?;
    let told = about.iter().filter(|l| l.outcome.is_none()).map(|l| day_of(l.told)).max()?;
    let due = day.working_days_after(told, ParamId::LowLevelDays);
    let band = day.band_from(due, told)?;
    let why = format!(
        "There are {n} low-level concerns about {} within {}, the last told on {}, and from {} on they are looked \
         at together by the team manager, within {}, by {}.",
        visitor.name.short(),
        day.policy.say(ParamId::LowLevelMonths),
        day.say(told),
        day.policy.get(ParamId::LowLevelCount),
        day.policy.say(ParamId::LowLevelDays),
        day.say(due)
    );
    let line = Line {
        rule: RuleId::R79,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Low-level concerns to look at",
        detail: format!("{n} in {}", day.policy.say(ParamId::LowLevelMonths)),
        why,
        cure: Cure::LookAtLowLevel(visitor.id),
    };
    Some(Deadline { snoozed: None, ..day.deadline(band, line) })
}
