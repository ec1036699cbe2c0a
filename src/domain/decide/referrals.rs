//! Referrals: from receipt to the waiting list, and off it (5.2).

use super::{Draft, Outcome, ledger};
use crate::calendar::{age_on, words};
use crate::command::NewReferral;
use crate::finding::{Cure, Finding};
use crate::id::{ChildId, ReferralId};
use crate::judge;
use crate::record::{
    Basis, Chase, ChildView, Meeting, MeetingOutcome, Reader, Referral, ReferralCloseReason, ReferralClosed,
    ReferralDecision, ReferralOutcome, Released, StatusUpdate, Subject, Thing, Told, Wishes,
};
use crate::rule::{Level, ParamId, RuleId};
use chrono::NaiveDate;

pub(super) fn receive(d: &mut Draft<'_>, child_id: ChildId, new: &NewReferral) -> Outcome {
    let child = d.child(child_id)?;
    let subject = Subject::Child(child_id);
    d.not_ahead(subject, "received", new.received);
    d.need(subject, "referrer", &new.referrer.name, "Say who made the referral.");
    if d.world.open_referral_of_child(child_id).is_some() {
        d.find(Finding::new(
            RuleId::H3,
            subject,
            "This child has an open referral already. Work on that one.",
        ));
    }
    // That it has come is a fact, from which its clocks count. To accept it is the step that is refused.
    if !child.is_looked_after(new.received) {
        let sentence =
            "The child was no longer looked after on that day. A visitor is for looked-after children.";
        d.find(Finding::new(RuleId::R3, subject, sentence).level(Level::Warn).at("received"));
    }
    let policy = d.world.policy();
    let (min, max) = (policy.get(ParamId::ChildAgeMin), policy.get(ParamId::ChildAgeMax));
    let age = age_on(child.born, new.received);
    if !(min..max).contains(&i64::from(age)) {
        let sentence = format!(
            "The young person was {age} when the referral came; usual here is from {min} up to {max}. Check the day."
        );
        d.find(Finding::new(RuleId::R4, subject, sentence).at("received").fact("age", age));
    }
    if let Some(on) = new.acknowledged {
        d.not_ahead(subject, "acknowledged", on);
        d.not_before(subject, "acknowledged", on, new.received, "the day the referral came");
    }
    let older = policy.get(ParamId::OlderTeenAge);
    if i64::from(age) >= older {
        let sentence = format!("At {age}, this child is harder to match: work the referral before others.");
        d.find(Finding::new(RuleId::R5, subject, sentence).fact("age", age));
    }
    if new.grounds.is_empty() {
        let sentence = "Say why a visitor is asked for: at least one ground stands in every referral.";
        d.find(Finding::new(RuleId::R14, subject, sentence).at("grounds"));
    }
    let referral = Referral {
        id: ReferralId(d.fresh()),
        child: child_id,
        received: new.received,
        entered: d.ctx.today,
        how: d.line(subject, "how", new.how.as_deref()),
        referrer: d.professional(subject, "referrer", &new.referrer),
        grounds: new.grounds.clone(),
        child_agrees: new.child_agrees,
        views: d.line(subject, "views", new.views.as_deref()),
        chases: Vec::new(),
        acknowledged: new.acknowledged,
        meetings: Vec::new(),
        decision: None,
        updates: Vec::new(),
        closed: None,
        rematch_priority: d.world.matches_of_child(child_id).next().is_some(),
    };
    d.put(referral);
    Ok((format!("Referral of {} entered.", child.reference()), subject))
}

/// The open referral and what to call it.
fn open(d: &Draft<'_>, id: ReferralId) -> Result<(Referral, Subject, String), Finding> {
    open_on(d, id, NaiveDate::MAX)
}

/// The same of one that was still open on a day: what was done then and is entered late is still a fact.
fn open_on(d: &Draft<'_>, id: ReferralId, on: NaiveDate) -> Result<(Referral, Subject, String), Finding> {
    let referral = d.referral(id)?;
    let subject = Subject::Referral(id);
    let declined = referral.decision.as_ref().filter(|d| !d.outcome.is_accepted());
    let over = [referral.closed.as_ref().map(|c| c.on), declined.map(|d| d.on)];
    if !referral.is_open() && over.into_iter().flatten().min().is_none_or(|over| on >= over) {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            format!(
                "This referral is {}. Enter a new one if the child is referred again.",
                referral.state().words()
            ),
        ));
    }
    let reference = d.child(referral.child)?.reference().to_string();
    Ok((referral, subject, reference))
}

pub(super) fn acknowledge(d: &mut Draft<'_>, id: ReferralId, on: NaiveDate) -> Outcome {
    let (mut referral, subject, reference) = open_on(d, id, on)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, referral.received, "the day the referral came");
    referral.acknowledged = Some(on);
    d.put(referral);
    Ok((format!("Referral of {reference} acknowledged."), subject))
}

pub(super) fn book(d: &mut Draft<'_>, id: ReferralId, on: NaiveDate, note: Option<&str>) -> Outcome {
    let (mut referral, subject, reference) = open(d, id)?;
    if on < d.ctx.today && !d.is_history(on) {
        let day = words::long(on);
        d.find(
            Finding::new(
                RuleId::H2,
                subject,
                format!("{day} has passed. If the child was met that day, record the meeting instead."),
            )
            .at("on"),
        );
    }
    let note = d.line(subject, "note", note);
    for meeting in referral.meetings.iter_mut().filter(|m| m.outcome == MeetingOutcome::Booked) {
        meeting.outcome = MeetingOutcome::Cancelled;
        meeting.note.clone_from(&note);
    }
    referral.meetings.push(Meeting { on, outcome: MeetingOutcome::Booked, note: None });
    d.put(referral);
    Ok((format!("Meeting with {reference} booked."), subject))
}

pub(super) fn cancel_meeting(d: &mut Draft<'_>, id: ReferralId, note: Option<&str>) -> Outcome {
    let (mut referral, subject, reference) = open(d, id)?;
    let note = d.line(subject, "note", note);
    let Some(meeting) = referral.meetings.iter_mut().rev().find(|m| m.outcome == MeetingOutcome::Booked)
    else {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "No meeting with the child is arranged, so none can be cancelled.",
        ));
    };
    meeting.outcome = MeetingOutcome::Cancelled;
    meeting.note = note;
    d.put(referral);
    Ok((format!("Meeting with {reference} cancelled."), subject))
}

pub(super) fn met(
    d: &mut Draft<'_>,
    id: ReferralId,
    on: NaiveDate,
    wishes: Option<&Wishes>,
    view: Option<&ChildView>,
    note: Option<&str>,
) -> Outcome {
    let (mut referral, subject, reference) = open(d, id)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, referral.received, "the day the referral came");
    let note = d.line(subject, "note", note);
    referral.meetings.retain(|m| m.outcome != MeetingOutcome::Booked);
    referral.meetings.push(Meeting { on, outcome: MeetingOutcome::Held, note });
    if wishes.is_some() || view.is_some() {
        let mut child = d.child(referral.child)?;
        if let Some(wishes) = wishes {
            child.wishes = d.wishes(subject, wishes);
        }
        if let Some(view) = view {
            child.view = d.view(subject, view);
        }
        d.put(child);
    }
    d.put(referral);
    Ok((format!("Meeting with {reference} recorded."), subject))
}

pub(super) fn decide(
    d: &mut Draft<'_>,
    id: ReferralId,
    on: NaiveDate,
    outcome: ReferralOutcome,
    reason: Option<&str>,
) -> Outcome {
    let (mut referral, subject, reference) = open(d, id)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, referral.received, "the day the referral came");
    if outcome.is_accepted() {
        let child = d.child(referral.child)?;
        d.judge_step(on, judge::not_looked_after(&child, on).map(|f| f.at("outcome")));
    } else {
        d.need(subject, "reason", reason.unwrap_or_default(), "Say why, for the social worker.");
        proposed_still(d, referral.child);
    }
    let reason = d.line(subject, "reason", reason);
    referral.decision = Some(ReferralDecision { on, outcome, reason });
    d.put(referral);
    Ok((format!("Referral of {reference} decided."), subject))
}

/// A proposal that nobody waits for any more is closed as well, so that the visitor is free again.
fn proposed_still(d: &mut Draft<'_>, child: ChildId) {
    if let Some(p) = d.world.open_proposal_of_child(child) {
        let sentence =
            format!("{} is still open. Close it as well: the visitor is free then.", p.reference());
        let finding = Finding::new(RuleId::H3, Subject::Proposal(p.id), sentence).level(Level::Warn);
        d.find(finding.cure(Cure::CarryOn(p.id)));
    }
}

pub(super) fn update(
    d: &mut Draft<'_>,
    id: ReferralId,
    on: NaiveDate,
    to: &[Told],
    note: Option<&str>,
) -> Outcome {
    let (mut referral, subject, reference) = open_on(d, id, on)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, referral.received, "the day the referral came");
    if to.is_empty() {
        d.find(
            Finding::new(RuleId::H1, subject, "Say whom you told: the child, the social worker, or both.")
                .at("to"),
        );
    }
    let note = d.line(subject, "note", note);
    for whom in to {
        tell_where_it_is(d, &referral, *whom, on);
    }
    referral.updates.extend(to.iter().map(|to| StatusUpdate { on, to: *to, note: note.clone() }));
    d.put(referral);
    Ok((format!("Status update on {reference} recorded."), subject))
}

/// That somebody was told where the referral is up to (row 11) stands in the ledger.
fn tell_where_it_is(d: &mut Draft<'_>, referral: &Referral, whom: Told, on: NaiveDate) {
    let to = match whom {
        Told::Child => Reader::Child,
        Told::SocialWorker => Reader::SocialWorker,
    };
    let thing = Thing { subject: Subject::Referral(referral.id), name: None };
    let telling = ledger::Told {
        about: Subject::Child(referral.child),
        to,
        recipient: None,
        purpose: "where the referral is up to",
        basis: Basis::Matrix,
        things: vec![Released { row: 11, thing }],
        withheld: Vec::new(),
        at: ledger::sometime(d, on),
    };
    ledger::told(d, telling);
}

pub(super) fn chase(d: &mut Draft<'_>, id: ReferralId, on: NaiveDate, what: &str) -> Outcome {
    let (mut referral, subject, reference) = open_on(d, id, on)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, referral.received, "the day the referral came");
    d.need(subject, "what", what, "Say what was asked for, and of whom.");
    let what = d.long(subject, "what", what);
    referral.chases.push(Chase { on, what });
    d.put(referral);
    Ok((format!("What is missing for {reference} was asked for."), subject))
}

pub(super) fn close(
    d: &mut Draft<'_>,
    id: ReferralId,
    on: NaiveDate,
    reason: ReferralCloseReason,
    note: Option<&str>,
) -> Outcome {
    let (mut referral, subject, reference) = open(d, id)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, referral.received, "the day the referral came");
    if reason == ReferralCloseReason::Matched && d.world.matches_of_child(referral.child).next().is_none() {
        let sentence = "This child has no match. Begin the match instead: it closes the referral.";
        d.find(Finding::new(RuleId::H3, subject, sentence).at("reason"));
    }
    proposed_still(d, referral.child);
    let note = d.line(subject, "note", note);
    referral.closed = Some(ReferralClosed { on, reason, note });
    d.put(referral);
    Ok((format!("Referral of {reference} closed."), subject))
}
