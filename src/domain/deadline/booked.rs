//! What is arranged and what stands still: meetings with a child, joint matching visits, meetings about a child and
//! annual reviews, in view on the day and in the week before (H10; section 6), and proposals that nobody carries on (H9).

use super::build::{Day, Line};
use super::matches::Pair;
use super::{Band, Deadline};
use crate::disclose::wants_visitor_at;
use crate::finding::Cure;
use crate::record::{CaseMeeting, Child, Proposal, ProposalState, Referral, Subject, Visitor};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

/// H10: a meeting with the child that is arranged, and that nobody has said anything of since.
pub(super) fn meeting(day: &Day, child: &Child, referral: &Referral) -> Option<Deadline> {
    let on = referral.booked()?.on;
    let line = Line {
        rule: RuleId::H10,
        subject: Subject::Referral(referral.id),
        related: vec![Subject::Child(child.id)],
        due: on,
        what: "Meeting with the child",
        detail: said_of(day, on),
        why: format!("A meeting with {} {}", child.name.short(), arranged(day, on)),
        cure: Cure::RecordMeeting(referral.id),
    };
    day.band(on).map(|band| day.deadline(band, line))
}

/// H10: a joint matching visit that is arranged, and that nobody has said anything of since.
pub(super) fn joint_visit(day: &Day, child: &Child, proposal: &Proposal) -> Option<Deadline> {
    let on = proposal.booked()?.on;
    let with = day.world.visitor(proposal.visitor).map(|v| v.name.short()).unwrap_or_default();
    let line = Line {
        rule: RuleId::H10,
        subject: Subject::Proposal(proposal.id),
        related: vec![Subject::Child(child.id), Subject::Visitor(proposal.visitor)],
        due: on,
        what: "Joint matching visit",
        detail: said_of(day, on),
        why: format!("A joint matching visit of {} and {with} {}", child.name.short(), arranged(day, on)),
        cure: Cure::CarryOn(proposal.id),
    };
    day.band(on).map(|band| day.deadline(band, line))
}

/// H10: the next meeting about the child to which the visitor may come (R37). Who came is known before it as well, so
/// one that has passed asks for nothing.
pub(super) fn case_meeting(day: &Day, pair: &Pair) -> Option<Deadline> {
    let ahead = pair.match_.meetings.iter().filter(|m| m.on >= day.today);
    let next: &CaseMeeting = ahead.min_by_key(|m| m.on)?;
    let wish = match wants_visitor_at(day.world, pair.match_, next) {
        Some(true) => "the child wants the visitor there",
        Some(false) => "the child does not want the visitor there",
        None => "nobody has asked whether the child wants the visitor there",
    };
    let line = Line {
        rule: RuleId::H10,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due: next.on,
        what: "Meeting about the child",
        detail: said_of(day, next.on),
        why: format!(
            "A meeting about {} ({}) is on {}, and {wish}.",
            pair.child.name.short(),
            next.what,
            day.say(next.on)
        ),
        cure: Cure::RecordCaseMeeting(pair.match_.id),
    };
    day.band(next.on).map(|band| day.deadline(band, line))
}

/// H10: an annual review that is arranged, and that nobody has said anything of since.
pub(super) fn annual_review(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let on = day.world.booked_review_of_visitor(visitor.id)?.held;
    let line = Line {
        rule: RuleId::H10,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due: on,
        what: "Annual review",
        detail: said_of(day, on),
        why: format!("An annual review of {} {}", visitor.name.short(), arranged(day, on)),
        cure: Cure::HoldAnnualReview(visitor.id),
    };
    day.band(on).map(|band| day.deadline(band, line))
}

fn said_of(day: &Day, on: NaiveDate) -> String {
    if on < day.today {
        format!("was {}, not recorded", day.brief(on))
    } else {
        format!("on {}", day.say(on))
    }
}

fn arranged(day: &Day, on: NaiveDate) -> String {
    let said = day.say(on);
    if on < day.today {
        format!("was arranged for {said}, and nobody has said what became of it.")
    } else {
        format!("is arranged for {said}, and is in view until it is recorded.")
    }
}

/// H9: no step of a proposal for fourteen days. A joint visit that is arranged is the step that it waits for.
pub(super) fn standing_still(day: &Day, child: &Child, proposal: &Proposal) -> Option<Deadline> {
    let since = last_step(proposal);
    let due = day.days_after(day.counted_from(since), ParamId::ProposalDays);
    // The visit itself is asked for first.
    if proposal.booked().is_some_and(|joint| joint.on >= day.today) {
        return None;
    }
    let band = day.band(due)?;
    let visitor = day.world.visitor(proposal.visitor).map(|v| v.name.short()).unwrap_or_default();
    let state = proposal.state();
    let next = if state == ProposalState::NotToBe {
        "somebody has said no: close it, so that both are free again".to_owned()
    } else {
        format!("it stands at: {}", state.words())
    };
    let line = Line {
        rule: RuleId::H9,
        subject: Subject::Proposal(proposal.id),
        related: vec![Subject::Child(child.id), Subject::Visitor(proposal.visitor)],
        due,
        what: if band == Band::Overdue { "Proposal stands still" } else { "Proposal: next step" },
        detail: format!("{}, since {}", state.brief(), day.brief(since)),
        why: format!(
            "A proposal moves on within {}, or is closed: the last step of {} for {} and {visitor} was on {}, so by {}; {next}.",
            day.policy.say(ParamId::ProposalDays),
            proposal.reference(),
            child.name.short(),
            day.say(since),
            day.say(due)
        ),
        cure: Cure::CarryOn(proposal.id),
    };
    Some(day.deadline(band, line))
}

/// The day of the last step of a proposal that is on record.
fn last_step(proposal: &Proposal) -> NaiveDate {
    let asked = [
        proposal.visitor_answer.as_ref().map(|a| a.said.on),
        proposal.child_answer.as_ref().map(|a| a.answer.said.on),
        proposal.worker_answer.as_ref().map(|a| a.said.on),
        proposal.briefings.iter().map(|b| b.said.on).max(),
        proposal.joint.iter().map(|j| j.on).max(),
    ];
    asked.into_iter().flatten().fold(proposal.proposed.on, NaiveDate::max)
}
