//! A match that lives: the child's decision after the first visits, talks about sanctions, meetings about the child,
//! the visitor's contact details (R24, R34, R35, R37, R86d).

use super::matching::{living, open};
use super::releases::handed_out;
use super::{Draft, Outcome};
use crate::disclose::wants_visitor_there;
use crate::finding::{Cure, Finding};
use crate::id::{MatchId, VisitId};
use crate::record::{
    Basis, CancelReason, CaseMeeting, ContactRelease, Match, Party, Reader, Released, Said, SanctionTalk,
    Subject, Thing, TrialDecision, VisitState,
};
use crate::rule::{Level, ParamId, RuleId};
use chrono::NaiveDate;

pub(super) fn decide_trial(
    d: &mut Draft<'_>,
    id: MatchId,
    on: NaiveDate,
    goes_on: bool,
    words: Option<&str>,
) -> Outcome {
    let (mut m, subject) = living(d, id, on)?;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, m.started, "the day the match began");
    let needed = d.world.policy().get(ParamId::TrialVisits);
    let made = completed(d, id, on);
    if goes_on && made < needed {
        let sentence =
            format!("Visits that have taken place: {made} of {needed}. The child may want to decide later.");
        d.find(Finding::new(RuleId::R86d, subject, sentence).at("on").level(Level::Info));
    }
    if !goes_on {
        let sentence = "The child does not want to go on: end the match. It is nobody's fault.";
        d.find(Finding::new(RuleId::R86d, subject, sentence).cure(Cure::EndMatch(id)));
    }
    m.trial = Some(TrialDecision { on, goes_on, words: d.line(subject, "words", words) });
    let reference = m.reference();
    d.put(m);
    Ok((format!("What the child decided about {reference} is recorded."), subject))
}

/// How many visits took place by a day.
fn completed(d: &Draft<'_>, id: MatchId, day: NaiveDate) -> i64 {
    let visits = d.world.ledger(id).into_iter().flat_map(|l| &l.visits);
    let made = visits.filter(|v| v.state == VisitState::Completed && v.date <= day).count();
    i64::try_from(made).unwrap_or(i64::MAX)
}

pub(super) fn talk_over_sanction(
    d: &mut Draft<'_>,
    visit: VisitId,
    on: NaiveDate,
    with: &str,
    note: Option<&str>,
) -> Outcome {
    let (mut m, line) = d.visit(visit)?;
    let subject = Subject::Visit(visit);
    if !matches!(line.state, VisitState::Cancelled { reason: CancelReason::Sanction, .. }) {
        let sentence = "This visit was not cancelled as a sanction, so there is nothing to talk over.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    d.not_ahead(subject, "on", on);
    d.need(subject, "with", with, "Say with whom: the social worker, and the carer's own.");
    let said = Said::new(d.long(subject, "with", with), on);
    let note = d.line(subject, "note", note);
    m.sanction_talks.retain(|t| t.visit != visit);
    m.sanction_talks.push(SanctionTalk { visit, said, note });
    d.put(m);
    Ok((format!("The cancellation of {} was talked over.", line.reference()), subject))
}

pub(super) fn case_meeting(
    d: &mut Draft<'_>,
    id: MatchId,
    on: NaiveDate,
    what: &str,
    (child_wants, attends): (Option<bool>, Option<bool>),
) -> Outcome {
    let (mut m, subject) = living(d, id, on)?;
    d.not_before(subject, "on", on, m.started, "the day the match began");
    d.need(subject, "what", what, "Say which meeting: a review, a planning meeting.");
    let past = on <= d.ctx.today;
    let what = d.long(subject, "what", what);
    // Who asked the child, and when, stays while the answer is the same.
    let before = m.meetings.iter().find(|old| (old.on, &old.what) == (on, &what));
    let same = before.filter(|old| old.child_wants == child_wants).and_then(|old| old.asked.clone());
    let asked = child_wants.map(|_| same.unwrap_or_else(|| Said::new(d.ctx.by.clone(), d.ctx.today)));
    let said = child_wants.zip(asked.as_ref().map(|said| said.on));
    let wants = wants_visitor_there(d.world, &m, on, said);
    if attends == Some(true) && wants != Some(true) {
        let sentence = match wants {
            Some(false) => "The child does not want the visitor at this meeting.",
            _ => "Nobody has asked whether the child wants the visitor at this meeting. Ask first.",
        };
        let finding = Finding::new(RuleId::R37, subject, sentence).at("child_wants");
        // A meeting that has been is a fact.
        d.judge_step(on, [if past { finding.level(Level::Warn) } else { finding }]);
    }
    m.meetings.retain(|old| (old.on, &old.what) != (on, &what));
    m.meetings.push(CaseMeeting { on, what, child_wants, asked, attended: attends });
    m.meetings.sort_by_key(|meeting| meeting.on);
    let reference = m.reference();
    d.put(m);
    Ok((format!("Meeting about the child of {reference} recorded."), subject))
}

pub(super) fn agree_contact(d: &mut Draft<'_>, id: MatchId, who: Party, by: &str, on: NaiveDate) -> Outcome {
    let (mut m, subject) = living(d, id, on)?;
    d.not_ahead(subject, "on", on);
    d.need(subject, "by", by, "Say by name who agrees.");
    let said = Some(Said::new(d.long(subject, "by", by), on));
    match who {
        Party::Scheme => m.contact.coordinator = said,
        Party::SocialWorker => m.contact.social_worker = said,
        Party::Visitor => m.contact.visitor = said,
        Party::Child | Party::Carer | Party::Other => {
            let sentence = "The scheme, the social worker and the visitor agree; nobody else is asked.";
            d.find(Finding::new(RuleId::H1, subject, sentence).at("who"));
        }
    }
    m.contact.withdrawn = None;
    let reference = m.reference();
    d.put(m);
    Ok((format!("Agreement about contact details of {reference} recorded."), subject))
}

/// R34, R35: what stands against giving the child the visitor's contact details.
fn against_release(d: &Draft<'_>, m: &Match, on: NaiveDate) -> Vec<Finding> {
    let subject = Subject::Match(m.id);
    let mut findings = Vec::new();
    let missing: Vec<&str> = [
        (&m.contact.coordinator, "the co-ordinator"),
        (&m.contact.social_worker, "the social worker"),
        (&m.contact.visitor, "the visitor"),
    ]
    .into_iter()
    .filter(|(said, _)| said.as_ref().is_none_or(|s| s.on > on))
    .map(|(_, who)| who)
    .collect();
    if missing.len() == 3 {
        let sentence =
            "The child is not given the visitor's contact details at first: nobody has agreed to it.";
        findings.push(Finding::new(RuleId::R34, subject, sentence));
    } else if !missing.is_empty() {
        let sentence = format!("Not yet agreed: {}. All three must agree.", missing.join(", "));
        findings.push(Finding::new(RuleId::R35, subject, sentence));
    }
    let (made, needed) = (completed(d, m.id, on), d.world.policy().get(ParamId::ContactVisits));
    if made < needed {
        let sentence =
            format!("Visiting is well established after {needed} visits; {made} have taken place.");
        findings.push(Finding::new(RuleId::R35, subject, sentence));
    }
    // R74: while visits are paused, nothing new brings the two together.
    if m.is_suspended(on) || d.world.visitor(m.visitor).is_some_and(|v| v.is_suspended(on)) {
        findings.push(Finding::new(RuleId::R74, subject, "Visits of this match are paused."));
    }
    findings
}

pub(super) fn release_contact(d: &mut Draft<'_>, id: MatchId, on: NaiveDate) -> Outcome {
    let (mut m, subject) = open(d, id)?;
    d.not_ahead(subject, "on", on);
    if m.contact.released.is_some() {
        let sentence = "The child has the visitor's contact details already.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    let against = against_release(d, &m, on);
    d.judge_step(on, against);
    m.contact.released = Some(Said::new(d.ctx.by.clone(), on));
    let reference = m.reference();
    let recipient = d.world.child(m.child).map(|c| c.name.full()).unwrap_or_default();
    let thing = Thing { subject: Subject::Visitor(m.visitor), name: None };
    let told = (Basis::ThreeAgreements, vec![Released { row: 13, thing }]);
    handed_out(d, subject, Reader::Child, (recipient, "keeping in touch"), told);
    d.put(m);
    Ok((format!("Contact details of the visitor of {reference} were given to the child."), subject))
}

pub(super) fn withdraw_contact(d: &mut Draft<'_>, id: MatchId, by: &str, on: NaiveDate) -> Outcome {
    let mut m = d.match_(id)?;
    let subject = Subject::Match(id);
    d.not_ahead(subject, "on", on);
    d.need(subject, "by", by, "Say by name who takes the agreement back.");
    let c = &m.contact;
    if [&c.coordinator, &c.social_worker, &c.visitor, &c.released].into_iter().all(Option::is_none) {
        let sentence =
            "Nobody has agreed that the child has the visitor's contact details, so nothing is taken back.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    let withdrawn = Some(Said::new(d.long(subject, "by", by), on));
    m.contact = ContactRelease { withdrawn, ..ContactRelease::default() };
    let reference = m.reference();
    d.put(m);
    Ok((format!("Contact details of the visitor of {reference} are withdrawn from the child."), subject))
}
