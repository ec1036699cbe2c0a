//! Allegations against visitors (5.7). Only team managers get this far.

use super::{Draft, Outcome};
use crate::command::NewAllegation;
use crate::finding::Finding;
use crate::id::AllegationId;
use crate::record::{Allegation, Subject};
use crate::rule::RuleId;

pub(super) fn receive(d: &mut Draft<'_>, new: &NewAllegation) -> Outcome {
    d.visitor(new.visitor)?;
    let subject = Subject::Visitor(new.visitor);
    d.need(subject, "what", &new.what, "Write what was alleged, in the words used.");
    d.need(subject, "from", &new.from, "Say from whom it came.");
    if new.received > d.ctx.now {
        let sentence = "The time at which it came in lies ahead. Check it.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at("received"));
    }
    // A link that does not fit never keeps an allegation from being recorded.
    let match_id = new.match_id.filter(|id| d.world.match_(*id).is_some_and(|m| m.visitor == new.visitor));
    let mut children = new.children.clone();
    children.retain(|id| d.world.child(*id).is_some());
    let allegation = Allegation {
        id: AllegationId(d.fresh()),
        number: d.allegation_number(),
        visitor: new.visitor,
        match_id,
        children,
        other_children: None,
        received: new.received,
        received_by: d.ctx.by.clone(),
        from: d.long(subject, "from", &new.from),
        natures: new.natures.clone(),
        happened: d.line(subject, "happened", new.happened.as_deref()),
        what: d.long(subject, "what", &new.what),
        elsewhere: None,
        aware: None,
        child_safe: None,
        manager_told: None,
        lado: None,
        advice: Vec::new(),
        form_asked: None,
        form_sent: None,
        may_tell_visitor: None,
        visitor_told: None,
        supporter: None,
        pause_told: Vec::new(),
        significant_harm: false,
        social_care: None,
        police: None,
        meetings: Vec::new(),
        complaint: None,
        outcome: None,
        dbs_referral: None,
        summary_given: None,
        child_offered: None,
        learned: None,
        closed: None,
    };
    let (reference, id) = (allegation.reference(), allegation.id);
    d.put(allegation);
    Ok((format!("Allegation {reference} received."), Subject::Allegation(id)))
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
