//! A match, and the proposal before it.

use super::super::datum::Datum;
use super::super::wants_visitor_at;
use super::visitor::{paused, span};
use super::{CO, Item, P, Page, choice, day, yes_no};
use crate::id::Reference;
use crate::record::{
    Answer, Briefing, CaseMeeting, ChildAnswer, ClosingDone, ContactRelease, EighteenDone, EighteenStep,
    EndReason, Ending, Hold, JointOutcome, JointVisit, Match, Pattern, Proposal, ProposalClosed, Reader,
    Said, SanctionTalk, Shared, Subject, Suspension, TrialDecision,
};
use crate::world::World;
use chrono::NaiveDate;

pub(super) fn of(world: &World, m: &Match, today: NaiveDate) -> Vec<Item> {
    let Match {
        id,
        number: _,
        child,
        visitor,
        referral: _,
        started,
        rationale,
        patterns,
        holds,
        suspensions,
        eighteen,
        ended,
        proposal: _,
        trial,
        sanction_talks,
        meetings,
        contact,
    } = m;
    let mut p = Page::new(today, Subject::Match(*id), "The match").of_child(*child).of_visitor(*visitor);
    p.whole((18, P), "started", "Began", day(*started));
    p.meaning(Datum::Began { of: m.reference(), on: *started });
    p.may((17, P), "rationale", "Why these two", rationale.as_ref());
    for Pattern { every, agreed: Said { by, on }, reason } in patterns {
        p.whole((18, P), "pattern", "Visits", format!("{}, since {}", every.words(), day(*on)));
        p.say((21, P), "pattern.by", "Agreed with", by.as_str());
        p.may((21, P), "pattern.reason", "Why", reason.as_ref());
    }
    for Hold { from, until, reason, ended } in holds {
        p.whole((18, P), "hold", "On hold", span(*from, ended.or(*until)));
        p.say((21, P), "hold.reason", "Why", reason.as_str());
    }
    p.section = "Paused";
    for Suspension { from, ended, reason } in suspensions {
        paused(&mut p, (*from, *ended), reason);
    }
    p.section = "The match";
    for EighteenDone { step, on, note } in eighteen {
        let words = EighteenStep::ALL.iter().find(|(s, ..)| s == step).map_or("", |(.., words)| words);
        p.say((27, P), "eighteen", "Towards eighteen", format!("{words}: {}", day(*on)));
        p.may((27, P), "eighteen.note", "Note", note.as_ref());
    }
    if let Some(TrialDecision { on, goes_on, words }) = trial {
        p.say((26, P), "trial", "The child decided", format!("goes on: {}, {}", yes_no(*goes_on), day(*on)));
        p.may((20, P), "trial.words", "In the child's own words", words.as_ref());
    }
    for SanctionTalk { visit: _, said, note } in sanction_talks {
        p.said((27, P), "sanction", "A cancellation talked over with", Some(said));
        p.may((27, P), "sanction.note", "What was said", note.as_ref());
    }
    for meeting in meetings {
        let CaseMeeting { on, what, child_wants: _, asked, attended } = meeting;
        let wants = wants_visitor_at(world, m, meeting).map_or("not asked", yes_no);
        p.say(
            (28, P),
            "meeting",
            "Meeting",
            format!("{what}, {}: child wants the visitor there: {wants}", day(*on)),
        );
        p.said((33, P), "meeting.asked", "Asked by", asked.as_ref());
        if let Some(was) = attended {
            p.say((28, P), "meeting.attended", "The visitor came", yes_no(*was));
        }
    }
    agreements(&mut p, contact);
    if let Some(ending) = ended {
        of_ending(&mut p, ending, m.reference());
    }
    p.items
}

fn agreements(p: &mut Page, contact: &ContactRelease) {
    let ContactRelease { coordinator, social_worker, visitor, released, withdrawn } = contact;
    p.said((33, P), "contact.coordinator", "Co-ordinator agrees", coordinator.as_ref());
    p.said((33, P), "contact.social_worker", "Social worker agrees", social_worker.as_ref());
    p.said((33, P), "contact.visitor", "Visitor agrees", visitor.as_ref());
    p.said((33, P), "contact.released", "Contact details given", released.as_ref());
    p.said((33, P), "contact.withdrawn", "Contact details withdrawn", withdrawn.as_ref());
}

fn of_ending(p: &mut Page, ending: &Ending, of: Reference) {
    let Ending { on, reason, decided_by, notice, note, child_words, rematch, informal_after, closing } =
        ending;
    p.section = "The ending";
    if *reason == EndReason::VisitorRemoved {
        // The word would tell of an allegation or a check; why is told in the row of those.
        p.whole((31, P), "ended", "Ended", day(*on));
        p.meaning(Datum::Ended { of, on: *on, why: None });
        p.say((25, CO), "ended.reason", "Why", choice(EndReason::ALL, reason));
        p.may((25, CO), "ended.note", "Note", note.as_ref());
        p.may((25, CO), "ended.by", "Decided by", decided_by.as_ref());
    } else {
        p.part(
            (31, P),
            "ended",
            "Ended",
            format!("{}, {}", choice(EndReason::ALL, reason), day(*on)),
            day(*on),
        );
        p.meaning(Datum::Ended { of, on: *on, why: Some(*reason) });
        // The reason is told; what was noted about it is the scheme's own.
        p.may((17, P), "ended.note", "Note", note.as_ref());
        p.may((31, P), "ended.by", "Decided by", decided_by.as_ref());
    }
    if let Some(on) = notice {
        p.say((31, P), "ended.notice", "Written notice", day(*on));
    }
    p.may((20, P), "ended.child_words", "In the child's own words", child_words.as_ref());
    if let Some(yes) = rematch {
        p.say((11, P), "ended.rematch", "Another visitor wanted", yes_no(*yes));
    }
    p.said((33, P), "ended.informal", "Contact after eighteen explained", informal_after.as_ref());
    for ClosingDone { step, on, note } in closing {
        p.say((21, P), "closing", step.words(), day(*on));
        p.may((21, P), "closing.note", "Note", note.as_ref());
    }
}

pub(super) fn of_proposal(proposal: &Proposal, today: NaiveDate) -> Vec<Item> {
    let Proposal {
        id,
        number: _,
        child,
        visitor,
        referral: _,
        proposed,
        rationale,
        visitor_answer,
        child_answer,
        worker_answer,
        briefings,
        joint,
        closed,
    } = proposal;
    let subject = Subject::Proposal(*id);
    let mut p = Page::new(today, subject, "The proposal").of_child(*child).of_visitor(*visitor);
    p.said((17, P), "proposed", "Proposed by", Some(proposed));
    p.may((17, P), "rationale", "Why these two", rationale.as_ref());
    if let Some(answer) = visitor_answer {
        answered(&mut p, Reader::Visitor, "The visitor", answer);
    }
    if let Some(ChildAnswer { answer, profile_shown, choice_of }) = child_answer {
        answered(&mut p, Reader::Child, "The child", answer);
        let shown = format!("profile shown: {}, choice of {choice_of}", yes_no(*profile_shown));
        p.say((33, P), "child.choice", "Choice", shown);
    }
    if let Some(answer) = worker_answer {
        answered(&mut p, Reader::SocialWorker, "The social worker", answer);
    }
    for Briefing { version, said: Said { by, on }, shared } in briefings {
        let shared: Vec<_> = shared.iter().map(|s| choice(Shared::ALL, s)).collect();
        let text = format!("version {version}, {by}, {}: {}", day(*on), shared.join("; "));
        p.say((33, P), "briefing", "Briefing", text);
    }
    for JointVisit { on, held } in joint {
        p.whole((18, P), "joint", "First visit together", day(*on));
        if let Some(outcome) = held {
            met(&mut p, outcome);
        }
    }
    if let Some(ProposalClosed { on, matched: _, note }) = closed {
        p.whole((31, P), "closed", "Closed", day(*on));
        p.may((17, P), "closed.note", "Note", note.as_ref());
    }
    p.items
}

/// What one side said to a proposal: their own words, and nobody else's.
fn answered(p: &mut Page, who: Reader, label: &'static str, answer: &Answer) {
    let Answer { said, yes, note } = answer;
    let row = if who == Reader::Child { 26 } else { 27 };
    if let Some(item) = p.say((row, P), format!("{}.answer", who.key()), label, yes_no(*yes)) {
        item.own = Some(who);
    }
    p.said((33, P), format!("{}.said", who.key()), "Talked with", Some(said));
    let row = if who == Reader::Child { 20 } else { 27 };
    if let Some(note) = note
        && let Some(item) = p.say((row, P), format!("{}.note", who.key()), "In a line", note.as_str())
    {
        item.own = Some(who);
    }
}

fn met(p: &mut Page, outcome: &JointOutcome) {
    let JointOutcome { took_place, present, child_yes, visitor_yes, note } = outcome;
    p.say((19, P), "joint.held", "It took place", yes_no(*took_place));
    let present: Vec<_> = present.iter().map(|party| party.words()).collect();
    p.say((19, P), "joint.present", "Present", present.join(", "));
    if let Some(yes) = child_yes {
        p.say((26, P), "joint.child", "The child wants to go on", yes_no(*yes));
    }
    if let Some(yes) = visitor_yes
        && let Some(item) = p.say((27, P), "joint.visitor", "The visitor wants to go on", yes_no(*yes))
    {
        item.own = Some(Reader::Visitor);
    }
    p.may((19, P), "joint.note", "Note", note.as_ref());
}
