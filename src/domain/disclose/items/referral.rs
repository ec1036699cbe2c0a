//! A referral.

use super::super::datum::Datum;
use super::{Item, P, Page, choice, day, yes_no};
use crate::record::{
    Chase, Ground, Meeting, MeetingOutcome, Professional, Referral, ReferralCloseReason, ReferralClosed,
    ReferralDecision, ReferralOutcome, StatusUpdate, Subject, Told,
};
use chrono::NaiveDate;

pub(super) fn of(referral: &Referral, today: NaiveDate) -> Vec<Item> {
    let Referral {
        id,
        child,
        received,
        entered,
        how,
        referrer: Professional { name, team, phone, email, since },
        grounds,
        child_agrees,
        views,
        chases,
        acknowledged,
        meetings,
        decision,
        updates,
        closed,
        rematch_priority,
    } = referral;
    let mut p = Page::new(today, Subject::Referral(*id), "The referral").of_child(*child);
    p.say((11, P), "state", "Where it is up to", referral.state().words());
    p.meaning(Datum::State(referral.state()));
    p.say((11, P), "received", "Received", day(*received));
    p.meaning(Datum::Day(*received));
    if let Some(on) = acknowledged {
        p.say((11, P), "acknowledged", "Acknowledged", day(*on));
    }
    p.say((10, P), "entered", "Entered", day(*entered));
    p.may((10, P), "how", "How", how.as_ref());
    p.say((10, P), "referrer", "Referred by", name.as_str());
    p.may((10, P), "referrer.team", "Team", team.as_ref());
    p.may((10, P), "referrer.phone", "Telephone", phone.as_ref());
    p.may((10, P), "referrer.email", "E-mail", email.as_ref());
    if let Some(on) = since {
        p.say((10, P), "referrer.since", "Since", day(*on));
    }
    let grounds: Vec<_> = grounds.iter().map(|g| choice(Ground::ALL, g)).collect();
    p.say((10, P), "grounds", "Grounds", grounds.join(", "));
    if let Some(yes) = child_agrees {
        p.say((10, P), "child_agrees", "The child agrees", yes_no(*yes));
    }
    p.may((10, P), "views", "What others think", views.as_ref());
    for Chase { on, what } in chases {
        p.say((10, P), "chase", "Asked for", format!("{}: {what}", day(*on)));
    }
    for Meeting { on, outcome, note } in meetings {
        let became = match outcome {
            MeetingOutcome::Booked => "arranged for",
            MeetingOutcome::Held => "held on",
            MeetingOutcome::Cancelled => "did not take place on",
        };
        p.say((11, P), "meeting", "Meeting with the child", format!("{became} {}", day(*on)));
        if *outcome == MeetingOutcome::Booked {
            p.meaning(Datum::Day(*on));
        }
        p.may((10, P), "meeting.note", "Note", note.as_ref());
    }
    if let Some(ReferralDecision { on, outcome, reason }) = decision {
        let words = choice(ReferralOutcome::ALL, outcome);
        p.say((11, P), "decision", "Decided", format!("{words}, {}", day(*on)));
        p.meaning(Datum::Decided { outcome: *outcome, on: *on });
        p.may((10, P), "decision.reason", "Why", reason.as_ref());
    }
    for StatusUpdate { on, to, note } in updates {
        let whom = if *to == Told::Child { "child" } else { "social worker" };
        p.say((10, P), "update", "Told where it is up to", format!("{whom}, {}", day(*on)));
        p.may((10, P), "update.note", "What was said", note.as_ref());
    }
    if let Some(ReferralClosed { on, reason, note }) = closed {
        let words = choice(ReferralCloseReason::ALL, reason);
        p.say((11, P), "closed", "Closed", format!("{words}, {}", day(*on)));
        p.may((10, P), "closed.note", "Note", note.as_ref());
    }
    if *rematch_priority {
        p.say((10, P), "priority", "Priority", "before others, because a match ended");
    }
    p.items
}
