//! Allegations against visitors (5.7): received, the steps, closed. Only team managers get this far.

use super::{Draft, Outcome, pauses};
use crate::calendar::{local, local_date, words};
use crate::command::{AllegationFacts, AllegationStep, NewAllegation};
use crate::finding::Finding;
use crate::id::{AllegationId, VisitorId};
use crate::judge;
use crate::record::{
    Allegation, AllegationMeeting, AllegationOutcome, ChildSafe, Complaint, DbsReferral, LadoAdvice,
    PassedOn, Pause, PauseTold, Said, Settled, Stage, Subject, ToldAt,
};
use crate::rule::RuleId;
use chrono::{DateTime, NaiveDate, Utc};

/// The allegation, with the visits of the visitor paused in the same change (R74).
pub(super) fn receive(d: &mut Draft<'_>, new: &NewAllegation) -> Outcome {
    d.visitor(new.visitor)?;
    let id = AllegationId(d.fresh());
    let subject = Subject::Allegation(id);
    d.need(subject, "what", &new.what, "Write what was alleged, in the words used.");
    d.need(subject, "from", &new.from, "Say from whom it came.");
    not_yet(d, subject, "received", new.received);
    pause(d, new.visitor, new.received)?;
    // A link that does not fit never keeps an allegation from being recorded.
    let match_id = new.match_id.filter(|id| d.world.match_(*id).is_some_and(|m| m.visitor == new.visitor));
    let mut children = new.children.clone();
    children.retain(|id| d.world.child(*id).is_some());
    let allegation = Allegation {
        match_id,
        children,
        natures: new.natures.clone(),
        significant_harm: new.significant_harm,
        happened: d.line(subject, "happened", new.happened.as_deref()),
        from: d.long(subject, "from", &new.from),
        what: d.long(subject, "what", &new.what),
        ..Allegation::new(id, d.allegation_number(), new.visitor, (new.received, d.ctx.by.clone()))
    };
    let reference = allegation.reference();
    d.put(allegation);
    Ok((
        format!("Allegation {reference} received. Visits are paused, and the LADO's clock is running."),
        subject,
    ))
}

/// R74: from today on, or from the day it came in when that is entered later, with the neutral words alone.
fn pause(d: &mut Draft<'_>, id: VisitorId, received: DateTime<Utc>) -> Result<(), Finding> {
    let visitor = d.visitor(id)?;
    let paused = visitor.suspensions.iter().any(|s| s.by_manager && s.ended.is_none());
    if paused || visitor.stage() == Stage::Left {
        return Ok(());
    }
    // What is entered later is paused from today: what took place meanwhile was no breach of a pause.
    let on = if d.is_history(local_date(received)) { local_date(received) } else { d.ctx.today };
    d.in_the_open("suspend-visitor", |d| pauses::pause(d, id, on, (Pause::SEE_MANAGER, true)))
}

fn not_yet(d: &mut Draft<'_>, subject: Subject, field: &'static str, at: DateTime<Utc>) {
    if at > d.ctx.now {
        d.find(Finding::new(RuleId::H2, subject, "This time lies ahead. Check it.").at(field));
    }
}

/// A moment of the allegation: not before it came in, and not ahead.
fn moment(d: &mut Draft<'_>, a: &Allegation, at: DateTime<Utc>) -> DateTime<Utc> {
    let subject = Subject::Allegation(a.id);
    not_yet(d, subject, "at", at);
    if at < a.received {
        let sentence = "This is before the allegation came in. Check the day and the time.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at("at"));
    }
    at
}

/// Who did something on a day of the allegation.
fn said(d: &mut Draft<'_>, a: &Allegation, by: &str, on: NaiveDate) -> Said {
    let subject = Subject::Allegation(a.id);
    d.need(subject, "by", by, "Say who, by name.");
    day_of(d, a, "on", on);
    Said::new(d.long(subject, "by", by), on)
}

fn day_of(d: &mut Draft<'_>, a: &Allegation, field: &'static str, on: NaiveDate) {
    let subject = Subject::Allegation(a.id);
    d.not_ahead(subject, field, on);
    d.not_before(subject, field, on, local_date(a.received), "the day the allegation came in");
}

/// To whom it was passed.
fn passed(
    d: &mut Draft<'_>,
    a: &Allegation,
    at: DateTime<Utc>,
    (to, name, reference): (&str, &str, Option<&str>),
) -> PassedOn {
    let subject = Subject::Allegation(a.id);
    d.need(subject, "name", name, "Say who took it. A name is needed when it is asked about later.");
    d.need(subject, "to", to, "Say which service took it.");
    PassedOn {
        at: moment(d, a, at),
        to: d.long(subject, "to", to),
        name: d.long(subject, "name", name),
        reference: d.line(subject, "reference", reference),
    }
}

fn settled(d: &mut Draft<'_>, subject: Subject, reason: &str) -> Settled {
    d.need(subject, "reason", reason, "Say what came of it.");
    Settled { at: d.ctx.now, by: d.ctx.by.clone(), reason: d.long(subject, "reason", reason) }
}

/// One step. What is recorded again takes the place of what was there; its past stays in the journal.
pub(super) fn step(d: &mut Draft<'_>, id: AllegationId, step: &AllegationStep) -> Outcome {
    let mut a = d.allegation(id)?;
    let subject = Subject::Allegation(id);
    if !a.is_open() {
        let sentence = "This allegation is closed. Receive a new one if there is more.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    let told = early(d, &mut a, step) || middle(d, &mut a, step) || end(d, &mut a, step)?;
    debug_assert!(told, "every step belongs to one of the three parts");
    super::ledger::allegation_step(d, &a, step);
    let reference = a.reference();
    d.put(a);
    Ok((format!("Allegation {reference}: {}.", done(step)), subject))
}

/// From the first call to the LADO's advice.
fn early(d: &mut Draft<'_>, a: &mut Allegation, step: &AllegationStep) -> bool {
    use AllegationStep as S;
    let subject = Subject::Allegation(a.id);
    match step {
        S::ChildSafe { safe, by, at, note } => {
            d.need(subject, "by", by, "Say who made sure, by name.");
            let (by, note) = (d.long(subject, "by", by), d.line(subject, "note", note.as_deref()));
            a.child_safe = Some(ChildSafe { safe: *safe, by, at: moment(d, a, *at), note });
        }
        S::ManagerTold { at, who, by } => {
            d.need(subject, "who", who, "Say which manager was told.");
            let (who, by) = (d.long(subject, "who", who), d.long(subject, "by", by));
            a.manager_told = Some(ToldAt { at: moment(d, a, *at), who, by });
        }
        S::LadoTold { at, name, reference } => {
            a.lado = Some(passed(d, a, *at, ("LADO", name, reference.as_deref())));
            late(d, a, *at);
        }
        S::SocialCareTold { at, to, name, reference } => {
            a.social_care = Some(passed(d, a, *at, (to, name, reference.as_deref())));
        }
        S::PoliceTold { at, name, reference } => {
            a.police = Some(passed(d, a, *at, ("police", name, reference.as_deref())));
        }
        S::Advised { at, by, kinds, threshold, words } => {
            d.need(subject, "by", by, "Say who advised it, by name.");
            d.need(subject, "words", words, "Write what was advised, in the words used.");
            let advice = LadoAdvice {
                at: moment(d, a, *at),
                by: d.long(subject, "by", by),
                kinds: kinds.clone(),
                threshold: *threshold,
                words: d.long(subject, "words", words),
            };
            a.advice.push(advice);
            a.advice.sort_by_key(|advice| advice.at);
        }
        S::Known { facts } => know(d, a, facts),
        _ => return false,
    }
    true
}

/// R71: recorded, however late it was; how late is said.
fn late(d: &mut Draft<'_>, a: &Allegation, at: DateTime<Utc>) {
    let due = judge::lado_by(d.world, a).0;
    if at > due {
        let by = local(due);
        let sentence = format!(
            "The LADO was to be told by {} on {}. Write down why it was later.",
            words::time(by.time()),
            words::short(by.date(), d.ctx.today)
        );
        d.find(Finding::new(RuleId::R71, Subject::Allegation(a.id), sentence).at("at"));
    }
}

fn know(d: &mut Draft<'_>, a: &mut Allegation, facts: &AllegationFacts) {
    let subject = Subject::Allegation(a.id);
    a.natures.clone_from(&facts.natures);
    a.significant_harm = facts.significant_harm;
    a.other_children = d.line(subject, "other_children", facts.other_children.as_deref());
    a.elsewhere = d.line(subject, "elsewhere", facts.elsewhere.as_deref());
    a.aware = facts.aware;
}

/// While it is being looked into.
fn middle(d: &mut Draft<'_>, a: &mut Allegation, step: &AllegationStep) -> bool {
    use AllegationStep as S;
    let subject = Subject::Allegation(a.id);
    match step {
        S::FormAsked { at } => a.form_asked = Some(moment(d, a, *at)),
        S::FormSent { at } => a.form_sent = Some(moment(d, a, *at)),
        S::PauseTold { who, by, on } => {
            let said = said(d, a, by, *on);
            a.pause_told.retain(|told| told.who != *who);
            a.pause_told.push(PauseTold { who: *who, said });
        }
        S::MayTell { by, on } => a.may_tell_visitor = Some(said(d, a, by, *on)),
        S::VisitorTold { by, on, supporter } => {
            if a.may_tell_visitor.is_none() {
                let sentence =
                    "The LADO has not agreed that the visitor is told. Tell the LADO that it has happened.";
                d.find(Finding::new(RuleId::R73, subject, sentence).at("on"));
            }
            a.visitor_told = Some(said(d, a, by, *on));
            a.supporter = d.line(subject, "supporter", supporter.as_deref()).or_else(|| a.supporter.take());
        }
        S::Met { on, what, decided } => {
            d.need(subject, "what", what, "Say which meeting it is: strategy, evaluation, review.");
            d.not_before(subject, "on", *on, local_date(a.received), "the day the allegation came in");
            let (what, decided) =
                (d.long(subject, "what", what), d.line(subject, "decided", decided.as_deref()));
            if decided.is_some() {
                d.not_ahead(subject, "on", *on);
            }
            a.meetings.retain(|m| (m.on, &m.what) != (*on, &what));
            a.meetings.push(AllegationMeeting { on: *on, what, decided });
            a.meetings.sort_by_key(|m| m.on);
        }
        S::ComplaintOpened { by, on, note } => {
            let opened = said(d, a, by, *on);
            let note = d.line(subject, "note", note.as_deref());
            a.complaint = Some(Complaint { opened, note, closed: None });
        }
        _ => return false,
    }
    true
}

/// From the outcome on.
fn end(d: &mut Draft<'_>, a: &mut Allegation, step: &AllegationStep) -> Result<bool, Finding> {
    use AllegationStep as S;
    let subject = Subject::Allegation(a.id);
    match step {
        S::ComplaintClosed { reason } => {
            let closed = Some(settled(d, subject, reason));
            let complaint = a.complaint.as_mut().ok_or_else(|| {
                let sentence =
                    "No internal complaint procedure is on record. Record first that it was opened.";
                Finding::new(RuleId::H3, subject, sentence)
            })?;
            complaint.closed = closed;
        }
        S::Ended { word, by, on } => {
            let said = said(d, a, by, *on);
            let (reinstated, note) =
                a.outcome.take().map_or((None, None), |before| (before.reinstated, before.note));
            a.outcome = Some(AllegationOutcome { word: *word, by: said.by, on: said.on, reinstated, note });
        }
        S::Reinstated { on, plan, review_by } => reinstate(d, a, *on, plan, *review_by)?,
        S::AppointmentEnded { notice, note } => {
            match notice {
                Some(day) => day_of(d, a, "notice", *day),
                None => {
                    let sentence =
                        "The appointment ends by written notice. Record its day when it has gone out.";
                    d.find(Finding::new(RuleId::R53, subject, sentence).at("notice"));
                }
            }
            let note = d.line(subject, "note", note.as_deref());
            // A fact that has its place behind the outcome: not the rule refuses it, but the order of the record (R76).
            let outcome = outcome(a).map_err(|f| Finding { rule: RuleId::H3, ..f })?;
            (outcome.reinstated, outcome.note) = (Some(false), note);
            a.notice = *notice;
        }
        S::DbsAnswered { referred, on, by, reason } => {
            let said = said(d, a, by, *on);
            let reason = d.line(subject, "reason", reason.as_deref());
            a.dbs_referral = Some(DbsReferral { referred: *referred, on: said.on, by: said.by, reason });
        }
        S::SummaryGiven { by, on } => a.summary_given = Some(said(d, a, by, *on)),
        S::Cleared { by, on } => a.removed_from_record = Some(said(d, a, by, *on)),
        S::ChildOffered { by, on } => a.child_offered = Some(said(d, a, by, *on)),
        S::Learned { words } => {
            d.need(subject, "words", words, "Write in a few lines what was learned.");
            a.learned = d.line(subject, "words", Some(words));
        }
        S::Closed { reason } => {
            d.find_all(judge::closing(d.world, a));
            a.closed = Some(settled(d, subject, reason));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// The outcome, on which reinstating and ending rest.
fn outcome(a: &mut Allegation) -> Result<&mut AllegationOutcome, Finding> {
    let subject = Subject::Allegation(a.id);
    a.outcome.as_mut().ok_or_else(|| {
        let sentence = "The outcome is not on record yet. Record the word, the day and who decided first.";
        Finding::new(RuleId::R76, subject, sentence)
    })
}

/// The visits are allowed again in the same change, unless another allegation stands against it.
fn reinstate(
    d: &mut Draft<'_>,
    a: &mut Allegation,
    on: NaiveDate,
    plan: &str,
    review_by: Option<NaiveDate>,
) -> Result<(), Finding> {
    let subject = Subject::Allegation(a.id);
    d.need(subject, "plan", plan, "Write the plan with which the visitor comes back.");
    day_of(d, a, "on", on);
    let plan = d.long(subject, "plan", plan);
    let outcome = outcome(a)?;
    (outcome.reinstated, outcome.note) = (Some(true), Some(plan));
    (a.review_by, a.notice) = (review_by, None);
    if review_by.is_none() {
        let sentence = "A fresh review goes with it. Say by which day the match is reviewed.";
        d.find(Finding::new(RuleId::R74, subject, sentence).at("review_by").level(crate::rule::Level::Warn));
    }
    d.find_all(judge::still_alleged(d.world, a.visitor, Some(a.id)));
    let paused = d.visitor(a.visitor)?.suspensions.iter().any(|s| s.by_manager && s.ended.is_none());
    if paused {
        d.in_the_open("suspend-visitor", |d| pauses::lift(d, a.visitor, on))?;
    }
    Ok(())
}

/// What a step has done, in a few words without names.
const fn done(step: &AllegationStep) -> &'static str {
    use AllegationStep as S;
    match step {
        S::ChildSafe { .. } => "whether the child is safe is recorded",
        S::ManagerTold { .. } => "the team manager was told",
        S::LadoTold { .. } => "the LADO was told",
        S::SocialCareTold { .. } => "children's social care was told",
        S::PoliceTold { .. } => "the police were told",
        S::Advised { .. } => "what the LADO advised is recorded",
        S::FormAsked { .. } => "the form was asked for",
        S::FormSent { .. } => "the form was sent",
        S::PauseTold { .. } => "that visits are paused was passed on",
        S::MayTell { .. } => "the LADO agrees that the visitor is told",
        S::VisitorTold { .. } => "the visitor was told",
        S::Met { .. } => "the meeting is recorded",
        S::ComplaintOpened { .. } => "the internal complaint procedure is open",
        S::ComplaintClosed { .. } => "the internal complaint procedure has ended",
        S::Ended { .. } => "the outcome is recorded",
        S::Reinstated { .. } => "the visitor may visit again",
        S::AppointmentEnded { .. } => "the appointment is ended",
        S::DbsAnswered { .. } => "whether the DBS is told is answered",
        S::SummaryGiven { .. } => "the summary was given",
        S::Cleared { .. } => "it is out of the personnel record",
        S::ChildOffered { .. } => "the child was offered a talk and another visitor",
        S::Learned { .. } => "what was learned is recorded",
        S::Closed { .. } => "closed",
        S::Known { .. } => "what is known is added to",
    }
}

/// Who read what is restricted stands in the journal, in the part that only team managers read.
pub(super) fn note_access(d: &Draft<'_>, subject: Subject) -> Outcome {
    let Some(reference) = d.world.reference(subject).filter(|_| matches!(subject, Subject::Allegation(_)))
    else {
        let sentence =
            "This allegation is not in the scheme any more. Go back to the list and look for it there.";
        return Err(Finding::new(RuleId::H3, Subject::Scheme, sentence));
    };
    Ok((format!("Allegation {reference} was read."), subject))
}
