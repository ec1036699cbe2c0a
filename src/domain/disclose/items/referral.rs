//! A referral.

use super::super::datum::Datum;
use super::{Item, Page, choice, day, yes_no};
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
    p.say(11, "state", "Where it is up to", referral.state().words());
    p.meaning(Datum::State(referral.state()));
    p.say(11, "received", "Received", day(*received));
    p.meaning(Datum::Day(*received));
    if let Some(on) = acknowledged {
        p.say(11, "acknowledged", "Acknowledged", day(*on));
    }
    p.say(10, "entered", "Entered", day(*entered));
    p.may(10, "how", "How", how.as_ref());
    p.say(10, "referrer", "Referred by", name.as_str());
    p.may(10, "referrer.team", "Team", team.as_ref());
    p.may(10, "referrer.phone", "Telephone", phone.as_ref());
    p.may(10, "referrer.email", "E-mail", email.as_ref());
    if let Some(on) = since {
        p.say(10, "referrer.since", "Since", day(*on));
    }
    let grounds: Vec<_> = grounds.iter().map(|g| choice(Ground::ALL, g)).collect();
    p.say(10, "grounds", "Grounds", grounds.join(", "));
    if let Some(yes) = child_agrees {
        p.say(10, "child_agrees", "The child agrees", yes_no(*yes));
    }
    p.may(10, "views", "What others think", views.as_ref());
    for Chase { on, what } in chases {
        p.say(10, "chase", "Asked for", format!("{}: {what}", day(*on)));
    }
    for Meeting { on, outcome, note } in meetings {
        let became = match outcome {
            MeetingOutcome::Booked => "arranged for",
            MeetingOutcome::Held => "held on",
            MeetingOutcome::Cancelled => "did not take place on",
        };
        p.say(11, "meeting", "Meeting with the child", format!("{became} {}", day(*on)));
        if *outcome == MeetingOutcome::Booked {
            p.meaning(Datum::Day(*on));
        }
        p.may(10, "meeting.note", "Note", note.as_ref());
    }
    if let Some(ReferralDecision { on, outcome, reason }) = decision {
        let words = choice(ReferralOutcome::ALL, outcome);
        p.say(11, "decision", "Decided", format!("{words}, {}", day(*on)));
        p.meaning(Datum::Decided { outcome: *outcome, on: *on });
        p.may(10, "decision.reason", "Why", reason.as_ref());
    }
    for StatusUpdate { on, to, note } in updates {
        let whom = if *to == Told::Child { "child" } else { "social worker" };
        p.say(10, "update", "Told where it is up to", format!("{whom}, {}", day(*on)));
        p.may(10, "update.note", "What was said", note.as_ref());
    }
    if let Some(ReferralClosed { on, reason, note }) = closed {
        let words = choice(ReferralCloseReason::ALL, reason);
        p.say(11, "closed", "Closed", format!("{words}, {}", day(*on)));
        p.may(10, "closed.note", "Note", note.as_ref());
    }
    if *rematch_priority {
        p.say(10, "priority", "Priority", "before others, because a match ended");
    }
    p.items
}
